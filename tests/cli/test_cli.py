"""What the command says and how it exits; nothing here starts a kernel."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpers.cli import main
from helpers.factory import execute, forked
from helpers.factory.fingerprint import fingerprint
from helpers.factory.plan import plan
from helpers.parameters import NOTEBOOKS
from helpers.project import root


def caspian(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of notebooks and data that may be broken."""
    for name in ("notebooks", "data"):
        shutil.copytree(root() / name, tmp_path / name)
    monkeypatch.setenv("CASPIAN_PROJECT", str(tmp_path))
    return tmp_path


@pytest.fixture(autouse=True)
def no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a kernel was started")

    monkeypatch.setattr(execute, "run", refuse)


def test_list_names_every_notebook_and_its_question() -> None:
    result = caspian("list")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) == len(NOTEBOOKS) >= 10
    assert "00_scorecard" in result.output


def test_show_tells_meaning_default_unit_and_range() -> None:
    result = caspian("show", "02_trade")
    assert result.exit_code == 0
    assert (
        "draws = 2000 [count]\n      Number of random draws. Takes a whole number at least 100 and at most 1000000."
        in result.output
    )


def test_a_dry_run_says_what_it_would_do_and_does_nothing(tmp_path: Path) -> None:
    result = caspian("build", "02_trade", "--as-of", "2024-12-31", "--dry-run", "--out", str(tmp_path))
    assert result.exit_code == 0
    assert "02_trade: run, as_of=2024-12-31, html and pdf: asked for with other parameters or formats" in result.output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "02_trade", "--set", "yaer=2024"], "02_trade has no parameter 'yaer': did you mean year"),
        (
            ["build", "02_trade", "--set", "seed=many"],
            "02_trade, parameter seed: found 'many', expected a whole number",
        ),
        (["build", "02_trade", "--set", "seed"], "--set seed: expected NAME=VALUE"),
        (["build", "--as-of", "yesterday"], "parameter as_of: found 'yesterday', expected a date YYYY-MM-DD"),
        (["build", "--seed", "-1"], "parameter seed: found '-1', expected a whole number at least 0"),
        (["build", "--draws", "1e9"], "parameter draws: found '1e9', expected a whole number"),
        (["build", "03_trade"], "unknown notebook '03_trade': did you mean 02_trade"),
        (["build", "--formats", "docx"], "unknown format 'docx': expected one of html, pdf"),
        (["show", "nothing"], "unknown notebook 'nothing'"),
    ],
)
def test_a_wrong_request_is_refused_in_words(arguments: list[str], said: str) -> None:
    result = caspian(*arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output


def test_broken_evidence_stops_a_build_before_a_kernel_and_touches_no_report(project: Path) -> None:
    kept = project / "reports" / "latest" / "02_trade.html"
    kept.parent.mkdir(parents=True)
    kept.write_text("the earlier report")
    claims = project / "data" / "claims.csv"
    claims.write_text(
        claims.read_text(encoding="utf-8").replace("TRD-1,trade,5;15", "TRD-1,trade,five"), encoding="utf-8"
    )
    result = caspian("build", "02_trade")
    assert result.exit_code == 2
    assert "data/claims.csv, row 10, column paragraphs: found 'five'" in result.output
    assert kept.read_text() == "the earlier report"


def made_before(project: Path, name: str) -> None:
    """Let ``latest`` tell of a report made from what lies here."""
    entry = {"files": [], "fingerprint": fingerprint(plan([name])[0]).as_dict()}
    (project / "reports" / "latest").mkdir(parents=True)
    manifest = json.dumps({"reports": {name: entry}, "files": {}})
    (project / "reports" / "latest" / "manifest.json").write_text(manifest, encoding="utf-8")


@pytest.mark.parametrize("before", [False, True])
def test_a_missing_file_of_the_package_is_named(project: Path, before: bool) -> None:
    if before:
        made_before(project, "01_diplomacy")
    (project / "data" / "summits.csv").unlink()
    result = caspian("build", "01_diplomacy")
    assert (result.exit_code, "data/summits.csv: found no such file" in result.output) == (2, True)


class Begun(Exception):
    """Warm parents were started."""


@pytest.fixture
def watched(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project where starting warm parents is told, and ends the command."""

    def begin(kinds: list[str]) -> None:
        raise Begun(*kinds)

    monkeypatch.setattr(forked, "warm_up", begin)
    return project


def test_no_warm_parent_is_started_where_nothing_runs(watched: Path) -> None:
    assert "1 to run" in caspian("build", "01_diplomacy", "--dry-run").output
    made_before(watched, "01_diplomacy")
    aside = watched / "notebooks" / ".ipynb_checkpoints" / "01_diplomacy-checkpoint.ipynb"  # as JupyterLab leaves it
    aside.parent.mkdir()
    aside.touch()
    later = (watched / "reports" / "latest" / "manifest.json").stat().st_mtime + 1
    os.utime(aside, (later, later))
    assert "01_diplomacy is fresh" in caspian("build", "01_diplomacy").output


@pytest.mark.parametrize("asked", [(), ("--force",), ("--seed", "7")])
def test_the_parent_of_kernels_is_started_once_something_has_to_run(watched: Path, asked: tuple[str, ...]) -> None:
    if asked:
        made_before(watched, "01_diplomacy")
    begun = caspian("build", "01_diplomacy", *asked).exception
    assert (type(begun), begun and begun.args) == (Begun, ("kernel",))  # the other one would take a core from it


def test_warm_parents_are_started_before_it_is_known_where_evidence_was_written_since(watched: Path) -> None:
    made_before(watched, "01_diplomacy")
    table = watched / "data" / "summits.csv"
    later = (watched / "reports" / "latest" / "manifest.json").stat().st_mtime + 1
    os.utime(table, (later, later))  # nothing in it is new
    assert isinstance(caspian("build", "01_diplomacy").exception, Begun)


def test_warm_parents_do_not_wait_for_what_other_commands_need() -> None:
    asked = "import sys; from helpers.cli import main; main.commands['build']; import helpers.factory.forked"
    done = subprocess.run([sys.executable, "-c", f"{asked}; print(*sys.modules)"], stdout=subprocess.PIPE, check=True)
    loaded = set(done.stdout.decode().split())
    assert {name for name in loaded if name.startswith("helpers.cli_")} == {"helpers.cli_build", "helpers.cli_options"}
    assert not {"babel", "multiprocessing", "pandas", "pydantic"} & loaded


def test_a_build_asks_no_package_for_a_plugin_of_pydantic(tmp_path: Path) -> None:
    told = tmp_path / "plugged-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: plugged\nVersion: 1\n")
    (told / "entry_points.txt").write_text("[pydantic]\nplugged = nowhere.to_be_found\n")  # pydantic would warn of it
    environment = {name: value for name, value in os.environ.items() if name != "PYDANTIC_DISABLE_PLUGINS"}
    asked = [sys.executable, "-m", "helpers.cli", "build", "01_diplomacy", "--dry-run", "--out", str(tmp_path)]
    environment["PYTHONPATH"] = str(tmp_path)
    done = subprocess.run(asked, env=environment, capture_output=True, text=True, check=True)
    assert (done.stdout.count("1 to run"), done.stderr) == (1, "")


@pytest.mark.parametrize(("text", "said"), [("{", "not a notebook"), ('{"cells": []}', "no cell tagged 'parameters'")])
def test_a_broken_notebook_is_refused(project: Path, text: str, said: str) -> None:
    (project / "notebooks" / "02_trade.ipynb").write_text(text)
    result = caspian("build", "02_trade")
    assert result.exit_code == 2
    assert f"notebooks/02_trade.ipynb: {said}" in result.output


def test_a_missing_notebook_is_named(project: Path) -> None:
    (project / "notebooks" / "02_trade.ipynb").unlink()
    result = caspian("build", "02_trade")
    assert result.exit_code == 2
    assert "notebooks/02_trade.ipynb: no such file" in result.output


def test_a_folder_without_the_collection_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASPIAN_PROJECT", str(tmp_path))
    result = caspian("build")
    assert result.exit_code == 2
    assert "expected data/datapackage.json in it" in result.output


def test_claims_prints_a_row_for_each_and_knows_the_day() -> None:
    now, then = caspian("claims", "--draws", "100"), caspian("claims", "--draws", "100", "--as-of", "2024-12-31")
    assert now.exit_code == then.exit_code == 0
    assert len(now.output.splitlines()) == len(then.output.splitlines()) >= 41
    assert "ECO-3  contradicted" in now.output
    assert "TRD-1  partly supported" in now.output
    assert "TRD-1  unverified" in then.output
    assert caspian("claims", "--as-of", "soon").exit_code == 2


def test_claims_prints_those_that_are_named_and_knows_no_others() -> None:
    result = caspian("claims", "TRD-3", "TRD-1", "--draws", "100")
    assert [line.split()[0] for line in result.output.splitlines()] == ["TRD-3", "TRD-1"]
    wrong = caspian("claims", "TRD-1", "TRD-99")
    assert (wrong.exit_code, wrong.output) == (2, wrong.stderr)
    assert "refused: unknown claim 'TRD-99': did you mean TRD-" in wrong.output


ALONE = ("list", "show", "build", "sweep", "claims", "check", "messages")
"""Commands that need no archive."""


def test_the_commands_of_the_readme_are_taken() -> None:
    text = (root() / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\.venv/bin/caspian (.*?)\s*(?:#.*)?$", text, flags=re.MULTILINE)
    assert lines
    for line in lines:
        name, *arguments = shlex.split(line)
        if name not in ALONE:  # they want an archive, and one never ends: only their arguments are read
            main.commands[name].make_context(name, arguments)
            continue
        dry = ["--dry-run"] if name in ("build", "sweep") else []
        assert caspian(name, *arguments, *dry).exit_code == 0, line

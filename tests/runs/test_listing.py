"""The list of runs, its filters, and a claim from run to run."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from helpers.cli import main
from helpers.factory.refusal import Refusal
from helpers.runs import listing
from helpers.runs.courses import courses
from helpers.runs.filtering import Wanted, wanted
from helpers.runs.listing import runs
from tests.runs.conftest import Publish, run_id

PARTLY = {"TRD-1": "partly supported", "TRD-2": "contradicted"}


@pytest.fixture
def archive(publishing: Publish, reports: Path) -> Path:
    """Four runs: good, with another parameter, failed (so that its report is carried), and one that turns a verdict."""
    publishing("2026-11-01")
    publishing("2026-11-02", {"TRD-1": "contradicted"}, gold="without")
    publishing("2026-11-03", failed=True)
    publishing("2026-11-04", PARTLY)
    return reports


def told(archive: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["runs", "--out", str(archive), *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_each_run_says_day_request_end_and_tally(archive: Path) -> None:
    lines = told(archive).splitlines()
    assert lines[0] == f"{run_id('2026-11-01')}  2026-11-01  02_trade, en: 1 good, 0 failed, 0 carried; 1 supported"
    assert "02_trade, en, gold=without: 1 good" in lines[1]
    assert "0 good, 1 failed, 1 carried; 1 supported" in lines[2]
    assert lines[3].endswith("1 partly supported, 1 contradicted")
    assert lines[4].startswith("4 of 4 runs in ")


@pytest.mark.parametrize(
    ("arguments", "days"),
    [
        (["--notebook", "02_trade"], [1, 2, 3, 4]),
        (["--set", "gold=without"], [2]),
        (["--set", "gold=both", "--set", "seed=2025"], [1, 3, 4]),
        (["--since", "2026-11-03"], [3, 4]),
        (["--until", "2026-11-01"], [1]),
        (["--verdict", "TRD-1=partly supported"], [4]),
        (["--verdict", "TRD-1=supported", "--failed"], [3]),
    ],
)
def test_runs_are_found_by_what_was_asked_and_what_they_found(
    archive: Path, arguments: list[str], days: list[int]
) -> None:
    found = json.loads(told(archive, "--json", *arguments))
    assert [one["day"] for one in found] == [f"2026-11-{day:02}" for day in days]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Wanted(notebook="02_trad"), "no notebook '02_trad' in the archive: did you mean 02_trade?"),
        (Wanted(settings={"golt": "both"}), "no parameter 'golt' in the archive: did you mean gold?"),
        (Wanted(verdicts={"TRD-9": "supported"}), "no claim 'TRD-9' in the archive"),
        (
            Wanted(verdicts={"TRD-1": "support"}),
            "no verdict 'support' in the archive: did you mean supported or partly",
        ),
    ],
)
def test_a_name_that_no_run_knows_is_refused(archive: Path, asked: Wanted, said: str) -> None:
    with pytest.raises(Refusal, match=said.replace("?", r"\?")):
        wanted(runs(archive), asked)


def test_an_empty_archive_has_no_runs_and_is_no_error(reports: Path) -> None:
    assert "0 of 0 runs" in told(reports)
    assert wanted(runs(reports), Wanted(since=date(2026, 1, 1))) == []


def test_a_manifest_is_read_once_and_again_when_it_is_another(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, read = runs(archive), []
    known = listing._read
    monkeypatch.setattr(listing, "_read", lambda path: (read.append(path.parent.name), known(path))[1])
    assert (runs(archive), read) == (first, [])
    manifest = archive / "runs" / run_id("2026-11-02") / "manifest.json"
    manifest.write_text("{", encoding="utf-8")
    broken = runs(archive)[1]
    assert read == [run_id("2026-11-02")]
    assert broken.fault.startswith("its manifest cannot be read (JSONDecodeError")
    assert "ask 'caspian verify" in told(archive, "--failed")


def test_a_memory_that_is_broken_is_made_anew(archive: Path) -> None:
    first = runs(archive)
    (archive / listing.MEMORY / "runs.json").write_text("{]", encoding="utf-8")
    assert runs(archive) == first


def test_a_claim_is_followed_through_the_runs_and_other_settings_stand_apart(archive: Path) -> None:
    plain, other = courses(archive, "TRD-1")
    assert (plain.settings, plain.runs, plain.first, plain.last) == ({}, 3, "2026-11-01", "2026-11-04")
    steps = [(step.day, step.before, step.verdict, step.reason_before, step.reason) for step in plain.steps]
    assert steps == [
        ("2026-11-01", "", "supported", "", "It is supported."),
        ("2026-11-04", "supported", "partly supported", "It is supported.", "It is partly supported."),
    ]
    assert (other.settings, [step.verdict for step in other.steps]) == ({"gold": "without"}, ["contradicted"])


def test_the_command_tells_each_change_with_both_reasons(archive: Path) -> None:
    result = CliRunner().invoke(main, ["history", "TRD-1", "--out", str(archive)])
    assert result.output.splitlines()[:6] == [
        "TRD-1 with the defaults: 3 runs, 2026-11-01 to 2026-11-04",
        f"  2026-11-01  {run_id('2026-11-01')}  supported",
        "      reason: It is supported.",
        f"  2026-11-04  {run_id('2026-11-04')}  supported -> partly supported",
        "      before: It is supported.",
        "      now: It is partly supported.",
    ]
    plain: list[dict[str, Any]] = json.loads(
        CliRunner().invoke(main, ["history", "TRD-1", "--json", "--out", str(archive)]).output
    )
    assert [len(course["steps"]) for course in plain] == [2, 1]


def test_a_claim_that_no_run_has_judged_is_refused(archive: Path) -> None:
    result = CliRunner().invoke(main, ["history", "TRD-9", "--out", str(archive)])
    assert result.exit_code == 2
    assert "has judged 'TRD-9': did you mean TRD-" in result.output


def test_whoever_lists_runs_does_not_wait_for_tables_and_figures() -> None:
    asked = "import sys, helpers.runs.filtering, helpers.runs.courses; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pandas", "matplotlib", "nbformat"} & {*loaded}

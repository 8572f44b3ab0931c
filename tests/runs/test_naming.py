"""Runs are found by id, by the beginning of one, and by three words."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.cli import main
from helpers.factory.refusal import Refusal
from helpers.runs.naming import find_run, release, released
from tests.site.conftest import FIRST, SECOND, packet


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    packet(tmp_path, FIRST, "supported", 5.0)
    packet(tmp_path, SECOND, "contradicted", 5.0, ("ru",))
    return tmp_path


@pytest.mark.parametrize(
    ("name", "lang", "run"),
    [(FIRST, "", FIRST), ("20261102", "", SECOND), ("latest", "", SECOND), ("previous", "", FIRST)],
)
def test_a_run_is_found(reports: Path, name: str, lang: str, run: str) -> None:
    assert find_run(name, reports, lang).run == run


def test_a_run_is_read_in_the_language_that_is_asked_for_or_else_in_one_that_it_has(reports: Path) -> None:
    assert [find_run(FIRST, reports, lang).lang for lang in ("", "ru")] == ["en", "ru"]
    assert find_run(SECOND, reports).lang == "ru"
    with pytest.raises(Refusal, match="no report in the language en"):
        find_run(SECOND, reports, "en")


@pytest.mark.parametrize(
    ("name", "said"),
    [("2026110", "begins 2 runs"), ("latst", "did you mean latest"), ("release", "mark one with 'caspian release"),
     ("", "unknown run")],
)  # fmt: skip
def test_what_is_no_run_or_several_is_refused(reports: Path, name: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        find_run(name, reports)


def test_without_a_run_before_it_there_is_no_previous_one(tmp_path: Path) -> None:
    packet(tmp_path, FIRST, "supported", 5.0)
    with pytest.raises(Refusal, match=f"no run before {FIRST} asked the same"):
        find_run("previous", tmp_path)
    with pytest.raises(Refusal, match="run 'caspian build' first"):
        find_run("latest", tmp_path / "nothing")


def test_a_release_is_marked_and_stays_when_runs_go_on(reports: Path) -> None:
    assert released(reports) == ""
    result = CliRunner().invoke(main, ["release", "20261101", "--out", str(reports)])
    assert (result.exit_code, result.output) == (0, f"released: {FIRST}\n")
    assert find_run("release", reports).run == released(reports) == FIRST
    with pytest.raises(Refusal, match="unknown run"):
        release("never", reports)
    assert released(reports) == FIRST

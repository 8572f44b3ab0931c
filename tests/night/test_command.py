"""What ``caspian nightly`` says and how it exits."""

from click.testing import CliRunner, Result

from helpers.cli import main
from helpers.factory.outcome import Outcome, State
from helpers.refresh import Status
from tests.night.staging import REPORT, Stage


def nightly(stage: Stage, day: int, *arguments: str) -> Result:
    asked = ["nightly", REPORT, "--lang", "en", "--no-explain", "--out", str(stage.reports)]
    return CliRunner().invoke(main, [*asked, "--as-if", f"2026-11-{day:02}T02:00", *arguments])


def test_a_good_night_ends_with_a_line_and_a_degraded_one_says_why(stage: Stage) -> None:
    stage.source("brent", Status.DOWN, reason="no answer")
    first = nightly(stage, 1)
    assert first.exit_code == 0
    assert first.stdout.splitlines() == [
        "night of 2026-11-01: degraded",
        "source brent down tonight, vintage of 2026-10-30 in use (no answer)",
        "reports: 1 succeeded",
    ]
    assert "build: done, 1 succeeded" in first.stderr
    stage.source("brent")
    assert nightly(stage, 2).stdout.splitlines()[0] == "night of 2026-11-02: ok"


def test_a_report_that_fails_is_an_exit_code(stage: Stage) -> None:
    stage.outcome = Outcome(REPORT, State.FAILED, "NameError: x", 3)
    result = nightly(stage, 1)
    assert result.exit_code == 1
    assert f"{REPORT}: failed (NameError: x)" in result.stdout


def test_what_is_refused_exits_with_another_code_and_starts_nothing(stage: Stage) -> None:
    nightly(stage, 9)
    for result in (nightly(stage, 9, "--lang", "xx"), nightly(stage, 3)):
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("refused: ")
    assert stage.asked == 1


def test_sources_are_left_alone_if_asked_so(stage: Stage) -> None:
    assert nightly(stage, 1, "--no-refresh").exit_code == 0
    assert stage.asked == 0

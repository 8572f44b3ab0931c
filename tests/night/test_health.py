"""A monitor reads how the nights do from a file or from an exit code, and a person from three lines."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpers.cli import main
from helpers.factory.outcome import Outcome, State
from helpers.factory.refusal import Refusal
from helpers.night import health as healths
from helpers.night.health import health, judged, span
from helpers.night.night import night
from helpers.refresh import Status
from helpers.runs.nights import path_of
from tests.night.staging import REPORT, Stage

DAY = timedelta(days=1)


def at(day: int, hour: int = 8) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def state(stage: Stage, now: datetime, most: timedelta = timedelta(hours=26)) -> tuple[str, str]:
    return judged(health(stage.reports, now), now, most)


def asked(stage: Stage, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["health", "--out", str(stage.reports), *arguments])


def test_a_good_night_is_ok_until_the_next_one_fails_to_come(stage: Stage) -> None:
    stage.night(1)
    assert state(stage, at(1)) == ("ok", "ok: last good night 2026-11-01, next expected 2026-11-02 02:00 UTC")
    late, text = state(stage, at(2))
    assert late == "failed"
    assert "- the last good night ended 30 hours ago" in text
    assert state(stage, at(2), 2 * DAY)[0] == "ok"


def test_a_source_that_is_down_degrades_and_a_report_that_fails_fails(stage: Stage) -> None:
    stage.source("brent", Status.DOWN, reason="no answer")
    stage.night(1)
    found, text = state(stage, at(1))
    assert found == "degraded"
    assert "- source brent down tonight, vintage of 2026-10-30 in use (no answer)" in text
    stage.outcome, stage.growth = Outcome(REPORT, State.FAILED, "NameError: x"), 7.0
    stage.night(2)
    found, text = state(stage, at(2))
    assert found == "failed"
    assert "last good night 2026-11-01" in text
    assert f"- {REPORT}: NameError: x" in text


def test_a_try_that_fails_does_not_undo_the_good_one_of_the_same_day(stage: Stage) -> None:
    stage.night(1)
    stage.outcome, stage.growth = Outcome(REPORT, State.FAILED, "NameError: x"), 7.0
    for hour in (9, 10):
        stage.night(1, hour)
        found, text = state(stage, at(1, 12))
        assert found == "failed"
        assert text.startswith("failed: last good night 2026-11-01, next expected 2026-11-02 02:00 UTC")
        assert "no good night yet" not in text
    assert health(stage.reports, at(1, 12)).good_ended == at(1, 2)


def test_a_night_that_was_broken_off_is_told(stage: Stage) -> None:
    stage.night(1)
    stage.faults = {"site": KeyboardInterrupt()}
    with pytest.raises(KeyboardInterrupt):
        stage.night(2)
    found, text = state(stage, at(2, 3))
    assert found == "failed"
    assert "- the night of 2026-11-02 was broken off" in text


def test_a_night_at_work_is_judged_when_it_has_ended(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.night(1)
    found: list[str] = []

    def meanwhile(_work: object) -> str:
        found.append(state(stage, at(2, 3))[0])
        return ""

    monkeypatch.setitem(night.__globals__["STEPS"], "site", meanwhile)
    stage.night(2)
    assert found == ["ok"]


def test_missed_nights_and_a_full_disk_are_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.night(1)
    stage.night(4)
    monkeypatch.setattr(healths, "SCARCE", 2**70)
    found, text = state(stage, at(4))
    assert found == "degraded"
    assert "- missed before it: 2026-11-02 to 2026-11-03" in text
    assert "GiB left on the disk" in text


def test_the_file_is_written_at_the_end_of_every_night(stage: Stage) -> None:
    stage.source("brent", Status.HELD, reason="a jump")
    stage.night(1)
    stage.night(2)
    found = json.loads((stage.reports / "health.json").read_text(encoding="utf-8"))
    assert (found["state"], found["night"], found["good"]) == ("degraded", "2026-11-02", "2026-11-02")
    assert found["feeds"]["brent"] == {
        "status": "held", "vintage": "brent@2026-10-30", "since": "2026-10-30", "nights": 2,
    }  # fmt: skip
    assert found["next_expected"].startswith("2026-11-03T02:00")
    assert 0 < found["disk"]["free"] <= found["disk"]["total"]


def test_the_exit_code_says_it(stage: Stage) -> None:
    assert asked(stage).exit_code == 2
    assert "there was no night yet" in asked(stage).output
    stage.night(1)
    record = path_of(stage.reports, date(2026, 11, 1))
    now = datetime.now(UTC)
    text = record.read_text(encoding="utf-8").replace("2026-11-01T02:00:00Z", f"{now:%Y-%m-%dT%H:%M:%SZ}")
    record.write_text(text, encoding="utf-8")
    assert (asked(stage).exit_code, asked(stage, "--max-age", "26x").exit_code) == (0, 2)
    record.write_text(text.replace('"sources": {}', '"sources": {"brent": {"status": "down"}}'), encoding="utf-8")
    assert asked(stage).exit_code == 1


@pytest.mark.parametrize("text", ["", "26", "h", "-3h", "1w", "26 h"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="expected a number and m, h or d, such as 26h"):
        span(text)


def test_health_is_asked_where_there_is_no_archive(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["health", "--out", str(tmp_path / "nowhere")])
    assert (result.exit_code, "there was no night yet" in result.output) == (2, True)

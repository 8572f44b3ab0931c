"""A night can be broken off, repeated, missed, or made by a clock that is wrong: nothing is lost, and all is told."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from helpers.factory.outcome import Outcome, State
from helpers.factory.refusal import Refusal
from helpers.night.night import night
from helpers.night.steps import Order
from helpers.night.summary import summary
from helpers.refresh import Status
from helpers.runs.comparison import Comparison, compare
from helpers.runs.naming import release
from helpers.runs.nights import nights, path_of, read, write
from helpers.runs.packets import Packet
from helpers.runs.retention import Policy
from tests.night.staging import REPORT, Stage

FIRST_TIME = {"refresh", "check", "build", "compare", "site", "keep", "tell"}


def runs(stage: Stage) -> list[str]:
    return sorted(path.name for path in (stage.reports / "runs").iterdir())


def test_a_night_notes_every_step_and_what_it_made(stage: Stage) -> None:
    stage.source("brent", Status.NEW, new=3, vintage="brent@2026-11-01", since=date(2026, 11, 1))
    tonight = stage.night(1)
    assert tonight == read(path_of(stage.reports, tonight.day))
    assert set(tonight.steps) == FIRST_TIME
    assert (tonight.state, tonight.base, tonight.missed, tonight.tries) == ("ok", "", [], 1)
    assert [tonight.run] == runs(stage)
    assert tonight.reports[REPORT].seconds == 3.0
    assert tonight.sources["brent"].new == 3
    assert summary(tonight) == "night of 2026-11-01: ok\nreports: 1 succeeded"


def test_the_comparison_is_with_the_night_before_however_often_a_night_is_made(stage: Stage) -> None:
    first = stage.night(1)
    stage.verdict = "contradicted"
    second = stage.night(2)
    again = stage.night(2, hour=14)
    assert len(runs(stage)) == 2
    for tried in (second, again):
        turns = [(turn.claim, turn.before, turn.after) for turn in tried.compared["night"].turns]
        assert (tried.base, turns) == (first.run, [("TRD-1", "supported", "contradicted")])
    assert again.tries == 2
    assert again.steps["build"].text == "1 fresh"
    assert again.reports == second.reports  # what was executed earlier in the night is still known
    third = stage.night(3)
    assert (third.base, third.compared["night"].still) == (second.run, True)
    assert "nothing changed" in summary(third)


def test_what_a_source_gave_earlier_in_the_night_is_still_told(stage: Stage) -> None:
    stage.source("brent", Status.NEW, new=3, revised=1)
    stage.night(1)
    stage.source("brent", Status.UNCHANGED)
    source = stage.night(1, hour=14).sources["brent"]
    assert (source.status, source.new, source.revised) == ("new", 3, 1)


def test_missed_nights_are_named_and_spanned(stage: Stage) -> None:
    first = stage.night(1)
    stage.growth = 7.0
    later = stage.night(5)
    assert (later.missed, later.base) == ([date(2026, 11, day) for day in (2, 3, 4)], first.run)
    assert len(later.compared["night"].moves) == 1
    assert "no night of 2026-11-02 to 2026-11-04; the comparison spans it" in summary(later)
    assert [one.day.day for one in nights(stage.reports)] == [5, 1]  # nothing is invented for them


@pytest.mark.parametrize("step", ["refresh", "build", "site"])
@pytest.mark.parametrize("day", [2, 3])
def test_a_night_that_was_broken_off_is_made_up_for(stage: Stage, step: str, day: int) -> None:
    first = stage.night(1)
    stage.verdict, stage.faults = "contradicted", {step: KeyboardInterrupt()}
    with pytest.raises(KeyboardInterrupt):
        stage.night(2)
    broken = read(path_of(stage.reports, date(2026, 11, 2)))
    assert broken
    assert (broken.state, broken.ended) == ("broken off", None)
    stage.faults = {}
    after = stage.night(day, hour=14)
    assert (after.base, after.state) == (first.run, "ok")
    assert [turn.claim for turn in after.compared["night"].turns] == ["TRD-1"]
    assert after.missed == ([] if day == 2 else [date(2026, 11, 2)])


@pytest.mark.parametrize("step", ["refresh", "site"])
def test_a_step_that_fails_stops_no_step_that_does_not_need_it(stage: Stage, step: str) -> None:
    stage.faults = {step: RuntimeError("out of order")}
    tonight = stage.night(1)
    assert {name for name, one in tonight.steps.items() if one.state == "failed"} == {step}
    assert tonight.steps["build"].state == "done"
    assert (tonight.state, tonight.ended is not None) == ("failed", True)
    assert f"the step {step} failed: out of order" in summary(tonight)


def test_nothing_is_built_on_faulty_evidence_and_what_was_built_stays(stage: Stage) -> None:
    first = stage.night(1)
    stage.verdict, stage.faults = "contradicted", {"check": ValueError("data/sources.csv, row 3: found x")}
    second = stage.night(2)
    assert second.steps["build"].text == "the step check failed"
    assert second.steps["site"].state == "done"
    assert (second.state, second.compared["night"].still, runs(stage)) == ("failed", True, [first.run])


def test_a_report_that_fails_is_told_and_the_last_good_one_is_shown(stage: Stage) -> None:
    first = stage.night(1)
    stage.outcome, stage.growth = Outcome(REPORT, State.FAILED, "NameError: x", 3), 7.0
    second = stage.night(2)
    assert (second.state, second.reports[REPORT].state) == ("failed", "failed")
    assert (stage.reports / "latest").resolve().name == first.run
    assert f"{REPORT}: failed (NameError: x)" in summary(second)


def test_a_first_night_without_a_good_report_has_nothing_to_compare_or_show(stage: Stage) -> None:
    stage.outcome = Outcome(REPORT, State.FAILED, "NameError: x", 3)
    tonight = stage.night(1)
    assert {name for name, one in tonight.steps.items() if one.text == "there is no report yet"} == {"compare", "site"}
    assert (tonight.failed_steps, tonight.state) == ({}, "failed")


def test_a_report_that_failed_and_is_mended_in_the_same_night_is_well(stage: Stage) -> None:
    stage.night(1)
    good = stage.outcome
    stage.outcome, stage.growth = Outcome(REPORT, State.FAILED, "NameError: x", 3), 7.0
    stage.night(2)
    stage.outcome, stage.growth = good, 5.0  # as it was, so that the report of the night before is fresh again
    again = stage.night(2, hour=14)
    assert (again.state, again.reports[REPORT].state) == ("ok", "fresh")


def test_a_second_night_at_once_is_refused(stage: Stage) -> None:
    def meanwhile(**_: object) -> list[object]:
        with pytest.raises(Refusal, match=r"another night works in .* \(process \d+, since"):
            stage.night(1)
        return []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("helpers.night.steps.refresh", meanwhile)
        assert stage.night(1).steps["refresh"].text == "no live source is declared"


def test_a_clock_that_went_back_is_refused_and_touches_nothing(stage: Stage) -> None:
    stage.night(9)
    before = sorted(path.name for path in stage.reports.rglob("*"))
    with pytest.raises(Refusal, match=r"the clock says 2026-11-02 .* but a night of 2026-11-09 was made already"):
        stage.night(2)
    assert sorted(path.name for path in stage.reports.rglob("*")) == before
    assert stage.asked == 1


def test_a_clock_that_was_set_back_over_midnight_goes_on_with_its_night(stage: Stage) -> None:
    stage.night(9, hour=0)
    now = datetime(2026, 11, 8, 23, 50, tzinfo=UTC)
    again = night(Order(stage.reports, (REPORT,), ("en",), quiet=True), lambda: now)
    assert (again.day, again.tries) == (date(2026, 11, 9), 2)


def test_what_is_asked_wrongly_is_refused_before_anything_starts(stage: Stage) -> None:
    for wrong in ({"notebooks": ("02_trad",)}, {"languages": ("xx",)}, {"base_url": "example.org"}):
        with pytest.raises(Refusal):
            night(Order(**{"reports": stage.reports, "notebooks": (REPORT,), **wrong}))  # type: ignore[arg-type]
    assert not stage.asked
    assert not list(nights(stage.reports))


def test_a_record_that_cannot_be_read_is_set_aside(stage: Stage) -> None:
    stage.night(1)
    for day in (1, 2):
        path_of(stage.reports, date(2026, 11, day)).write_text('{"day": ')
    tonight = stage.night(2)
    assert (tonight.state, tonight.before) == ("ok", None)
    assert tonight.base  # what readers saw before it
    assert path_of(stage.reports, tonight.day).with_suffix(".unreadable").exists()


def test_the_first_night_is_compared_with_what_readers_saw_before_it(stage: Stage, tmp_path: Path) -> None:
    earlier = stage.night(1)
    path_of(stage.reports, earlier.day).unlink()
    stage.growth = 7.0
    assert len(stage.night(2).compared["night"].moves) == 1


def test_a_run_of_before_that_is_gone_fails_the_comparison_alone(stage: Stage) -> None:
    first = stage.night(1)
    write(first.model_copy(update={"run": "20260101T000000000000Z-cccccc"}), stage.reports)
    second = stage.night(2)
    assert set(second.failed_steps) == {"compare"}
    assert "unknown run" in second.steps["compare"].text


def test_the_log_has_a_line_of_json_for_each_thing_that_happened(stage: Stage) -> None:
    stage.source("brent", Status.DOWN, reason="no answer within 20 s")
    stage.faults = {"site": RuntimeError("out of order")}
    tonight = stage.night(1)
    path = path_of(stage.reports, tonight.day).with_suffix(".jsonl")
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    events = [line["event"] for line in lines]
    assert events == [
        "begin", "source", "refresh", "check", "making", "report", "build", "compare", "site", "keep", "news", "tell",
        "end",
    ]  # fmt: skip
    found = {line["event"]: line for line in lines}
    assert (found["source"]["level"], found["source"]["status"]) == ("warning", "down")
    assert "RuntimeError: out of order" in found["site"]["trace"]
    stage.faults = {}
    stage.night(1, hour=14)
    assert len(path.read_text(encoding="utf-8").splitlines()) > len(lines)  # a second try writes on


def test_the_last_release_is_compared_with_too(stage: Stage) -> None:
    stage.night(1)
    released = release("latest", stage.reports).run
    stage.verdict = "contradicted"
    stage.night(2)
    third = stage.night(3)
    assert third.compared["night"].still
    assert (third.compared["release"].old, len(third.compared["release"].turns)) == (released, 1)
    assert f"since the release ({released}): 1 verdict turned" in summary(third)


def test_a_change_is_told_although_its_cause_cannot_be_found(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(new: Packet, old: Packet, explain: bool) -> Comparison:
        if explain:
            raise OSError("no space left")
        return compare(new, old, explain)

    monkeypatch.setattr("helpers.night.compared.compare", broken)
    stage.night(1)
    stage.verdict = "contradicted"
    second = stage.night(2, explain=True)
    assert (second.state, [turn.claim for turn in second.compared["night"].turns]) == ("ok", ["TRD-1"])
    log = path_of(stage.reports, second.day).with_suffix(".jsonl").read_text(encoding="utf-8")
    assert "causes could not be found: no space left" in log


@pytest.mark.parametrize("declared", [True, False])
def test_old_runs_go_only_where_a_policy_is_declared(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, declared: bool
) -> None:
    monkeypatch.setattr("helpers.night.steps.is_declared", lambda _project: declared)
    monkeypatch.setattr("helpers.night.steps.policy", lambda _project: Policy(days=0, weeks=0, months=0))
    for day in (1, 2, 3):
        stage.growth += 1
        last = stage.night(day)
    # the run of the night before is let go when this night has been compared with it
    assert len(runs(stage)) == (1 if declared else 3)
    assert runs(stage)[-1] == last.run
    assert last.compared["night"].moves
    again = stage.night(3, hour=14)
    assert again.compared == last.compared

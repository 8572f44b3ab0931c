"""Seconds by notebook and cell over the nights; only alike machines are compared."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from helpers.cli import main
from helpers.night.timings import MATTERS, by_cell, by_report, slower
from helpers.runs.nights import Made, Night, write

FIRST = datetime(2026, 11, 1, tzinfo=UTC)


def night(number: int, seconds: float, kind: str = "here", state: str = "succeeded") -> Night:
    started = FIRST + timedelta(days=number)
    made = Made(state=state, run="run", cells={"one": seconds / 4, "two": seconds * 3 / 4})
    return Night(day=started.date(), started=started, ended=started, machine=kind, reports={"02_trade": made})


def test_half_longer_than_usual_is_slower_where_seconds_matter() -> None:
    earlier = [night(number, 10) for number in range(4, 0, -1)]
    assert not slower(night(5, 14.9), earlier)
    assert slower(night(5, 15.1), earlier)["02_trade"].usual == 10
    short = [night(number, 0.2) for number in range(4, 0, -1)]
    assert not slower(night(5, 0.9), short)


def test_other_machines_failures_and_too_few_nights_say_nothing() -> None:
    slow = night(9, 100)
    assert not slower(slow, [night(number, 10, "elsewhere") for number in range(5)])
    assert not slower(slow, [night(number, 10, state="timed out") for number in range(5)])
    assert not slower(slow, [night(2, 10), night(1, 10)])
    fresh = night(9, 100).model_copy(update={"reports": {"02_trade": Made(state="fresh")}})
    assert not slower(fresh, [night(number, 10) for number in range(5)])


@given(st.lists(st.floats(0.1, 100), min_size=3, max_size=10))
def test_what_takes_no_longer_than_it_ever_did_is_never_slower(seconds: list[float]) -> None:
    earlier = [night(number, one) for number, one in enumerate(seconds)]
    assert not slower(night(20, min(seconds)), earlier)
    assert slower(night(20, 2 * max(seconds) + MATTERS), earlier)


def test_seconds_are_gathered_by_report_and_by_cell() -> None:
    known = [night(2, 8), night(1, 4)]
    (report,) = by_report(known)
    assert (report.last, report.usual) == (8, 4)
    assert {cell.name: cell.seconds for cell in by_cell(known, "02_trade")} == {"one": (2, 1), "two": (6, 3)}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for one in (night(1, 4, "elsewhere"), night(2, 4), night(3, 8)):
        write(one, tmp_path)
    return tmp_path


def test_the_command_shows_the_nights_on_a_machine_like_the_last(archive: Path) -> None:
    result = CliRunner().invoke(main, ["timings", "--out", str(archive)])
    assert result.output.splitlines()[1].split() == ["02_trade", "8.00", "4.00", "+100%", "2"]
    cells = CliRunner().invoke(main, ["timings", "02_trade", "--out", str(archive)])
    assert [line.split()[0] for line in cells.output.splitlines()] == ["cell", "one", "two"]


def test_a_wrong_name_or_an_empty_archive_is_refused(archive: Path, tmp_path: Path) -> None:
    wrong = CliRunner().invoke(main, ["timings", "02_trad", "--out", str(archive)])
    assert (wrong.exit_code, "did you mean 02_trade?" in wrong.output) == (2, True)
    empty = CliRunner().invoke(main, ["timings", "--out", str(tmp_path / "empty")])
    assert (empty.exit_code, "no night executed a report yet" in empty.output) == (2, True)


def test_what_is_not_known_yet_is_not_shown_as_a_number(tmp_path: Path) -> None:
    first = night(1, 4)
    first.reports["03_investment"] = Made(state="fresh")
    write(first, tmp_path)
    table = CliRunner().invoke(main, ["timings", "--out", str(tmp_path)])
    assert table.output.splitlines()[1].split() == ["02_trade", "4.00", "1"]
    fresh = CliRunner().invoke(main, ["timings", "03_investment", "--out", str(tmp_path)])
    assert fresh.exit_code == 2
    assert (
        "in the nights so far it was fresh, never executed to its end; those with timings are 02_trade" in fresh.output
    )

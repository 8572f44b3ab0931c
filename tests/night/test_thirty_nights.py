"""Thirty nights against live sources that are at times down, slow, wrong, empty or revised."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import pytest

from helpers.factory.archive import sha256
from helpers.factory.execute import warm_parents
from helpers.night import steps
from helpers.night.night import night
from helpers.night.steps import Order
from helpers.runs.nights import Night, nights, path_of, read
from helpers.runs.verifying import archive_faults, vintage_faults
from tests.night.collection import REPORT, collection, impatient, table, vintages, write_notebook
from tests.serving import (
    Answer,
    Source,
    broken_gzip,
    busy,
    compressed,
    down,
    good,
    hang,
    html,
    partial,
    redirect,
    serving,
    slow,
    status,
)

HALF, APRIL, REVISED, MAY, AGAIN = (
    table(m2026_03=150.0, **more)
    for more in (
        {}, {"m2026_04": 210.0}, {"m2026_04": 215.0}, {"m2026_04": 215.0, "m2026_05": 260.0},
        {"m2026_04": 215.0, "m2026_05": 265.0},
    )
)  # fmt: skip
JUNE, STATED, LOWER, NEARLY = (
    table(m2025_06=380.0, **more) for more in ({}, {"m2025_08": 546.0}, {"m2025_08": 400.0}, {"m2025_08": 401.0})
)
SLIP = table(m2026_03=150_000.0, m2026_04=215_000.0)


@dataclass(frozen=True)
class Plan:
    """What a night finds, and how it must end.

    Attributes
    ----------
    office, customs
        What the two sources answer from then on, if it is another thing.
    before
        What somebody does by day.
    sources
        How the two are found; UNCHANGED where nothing is said.
    why
        What made each change.
    message
        Its lines; empty if nothing is sent.
    """

    office: tuple[Answer, ...] = ()
    customs: tuple[Answer, ...] = ()
    before: Callable[[Path], None] = lambda _project: None
    state: str = "ok"
    sources: dict[str, str] = field(default_factory=dict)
    turns: tuple[str, ...] = ()
    moves: int = 0
    why: str = ""
    message: tuple[str, ...] = ()


def by_hand(project: Path) -> None:
    """Add a row to the part that is collected by hand."""
    for name, line in (
        ("sources.csv", "page_2026,A page,June,https://example.org/,2026-11-26,en,\n"),
        (
            "observations/trade.csv",
            "az_kz_trade_turnover_azrep,AZE-KAZ,2026-01/2026-06,310,USD million,actual,,page_2026,\n",
        ),
    ):
        with (project / "data" / name).open("a", encoding="utf-8") as file:
            file.write(line)


def edited(*cells: str) -> Callable[[Path], None]:
    return lambda project: write_notebook(project, *cells)


SECOND: Final = 'page.headline("second", "a second number", 1.0, "percent")'
PLANS: Final = {
    1: Plan((good(HALF),), (good(JUNE),), sources={"office": "new", "customs": "new"}),
    2: Plan(),
    3: Plan(customs=(down(),), state="degraded", sources={"customs": "down"}),
    4: Plan(customs=(html(),), state="degraded", sources={"customs": "down"}),
    5: Plan(customs=(status(500),), state="degraded", sources={"customs": "down"},
            message=("customs down for 3 nights, vintage of 2026-11-01 in use",)),
    6: Plan(customs=(good(JUNE),), message=("customs is back: unchanged, vintage of 2026-11-01 in use",)),
    7: Plan((good(APRIL),), sources={"office": "new"}, moves=1, why="office@2026-11-07"),
    8: Plan((compressed(REVISED),), sources={"office": "new"}, moves=1, why="office@2026-11-08"),
    9: Plan((good(SLIP),), state="degraded", sources={"office": "held"}),
    10: Plan((good(REVISED),)),
    11: Plan(customs=(good(STATED),), sources={"customs": "new"}, why="customs@2026-11-11",
             turns=("TRD-1 supported",), message=("TRD-1: partly supported → supported",)),
    12: Plan(customs=(good(LOWER),), sources={"customs": "new"}, why="customs@2026-11-12",
             turns=("TRD-1 partly supported",), message=("TRD-1: supported → partly supported",)),
    13: Plan(customs=(good(""),), state="degraded", sources={"customs": "held"}),
    14: Plan(customs=(partial(LOWER),), state="degraded", sources={"customs": "down"}),
    15: Plan(customs=(slow(LOWER, 0.3),), state="degraded", sources={"customs": "down"},
             message=("customs down for 3 nights, vintage of 2026-11-12 in use",)),
    16: Plan(customs=(hang(),), state="degraded", sources={"customs": "down"}),
    17: Plan(customs=(redirect("http://example.org/elsewhere.csv"),), state="degraded", sources={"customs": "down"}),
    18: Plan(customs=(busy(0), good(LOWER)), message=("customs is back: unchanged, vintage of 2026-11-12 in use",)),
    # nobody makes the nights of 19 and 20
    21: Plan(before=edited(SECOND), moves=1, why="notebook"),
    22: Plan(before=edited(SECOND, "undefined_name"), state="failed",
             message=(f"{REPORT}: failed, NameError: name 'undefined_name' is not defined",)),
    23: Plan(state="failed"),
    24: Plan(customs=(broken_gzip(LOWER),), before=edited(SECOND), state="degraded", sources={"customs": "down"}),
    # the night of 25 is killed when the reports are published and the site is not
    26: Plan(customs=(good(LOWER),), moves=1, why="office@2026-11-25"),
    # two things changed, of which one made the difference
    27: Plan(customs=(good(NEARLY),), before=by_hand, sources={"customs": "new"}, moves=1, why="page_2026"),
    28: Plan(),
    29: Plan((down(),), (html(),), state="degraded", sources={"office": "down", "customs": "down"}),
    30: Plan((good(MAY),), (good(NEARLY),)),
}  # fmt: skip
"""The nights of November."""


@dataclass
class Month:
    """The nights as they are made."""

    project: Path
    reports: Path
    source: Source

    def night(self, day: int, hour: int = 2) -> Night:
        """Make the night of a day; every file of every vintage that there was stays what it was."""
        known, begun = vintages(self.project), datetime.now(UTC)
        then = datetime(2026, 11, day, hour, tzinfo=UTC)
        try:
            return night(
                Order(self.reports, (REPORT,), ("en",), quiet=True), lambda: then + (datetime.now(UTC) - begun)
            )
        finally:
            assert known.items() <= vintages(self.project).items(), f"a vintage was lost on {day} November"
            self.assert_latest_is_whole()

    def assert_latest_is_whole(self) -> None:
        """Every file that readers see is what its manifest says."""
        manifest = json.loads((self.reports / "latest" / "manifest.json").read_text(encoding="utf-8"))
        assert set(manifest["reports"]) == {REPORT}
        for name, known in manifest["files"].items():
            assert sha256(self.reports / "latest" / name) == known

    def messages(self) -> list[tuple[str, ...]]:
        """Return what was sent since this was asked last."""
        sent = [asked for asked in self.source.asked if asked.path == "/hook"]
        self.source.asked.clear()
        return [tuple(json.loads(asked.body)["message"].splitlines()) for asked in sent]


@pytest.fixture
def month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Month]:
    """A collection with two live sources of this machine, and a service that takes messages."""
    with serving() as source:
        project = collection(tmp_path / "project", source.address)
        monkeypatch.setenv("CASPIAN_PROJECT", str(project))
        monkeypatch.setenv("CASPIAN_NOTIFY", source.address.replace("http", "json") + "/hook")
        source.answer("/hook", good("{}", "application/json"))
        with impatient(), warm_parents():
            yield Month(project, tmp_path / "reports", source)


def test_thirty_nights_end_as_they_must(month: Month) -> None:
    for day in range(1, 31):
        if day in PLANS:
            check(month, day, PLANS[day])
        elif day == 25:
            broken_off(month, day)
    twice_in_a_night(month)
    told = [one for one in nights(month.reports) if one.ended]
    assert len(told) == len(PLANS)
    assert {one.day.day: one.missed for one in told if one.missed} == {
        21: [date(2026, 11, 19), date(2026, 11, 20)], 26: [date(2026, 11, 25)],
    }  # fmt: skip
    assert not list(archive_faults(month.reports))
    assert not list(vintage_faults(month.project / "data" / "live"))


def check(month: Month, day: int, plan: Plan) -> None:
    """Make a night, and hold it against its plan."""
    for name, answers in (("office", plan.office), ("customs", plan.customs)):
        if answers:
            month.source.answer(f"/{name}.csv", *answers)
    plan.before(month.project)
    tonight = month.night(day)
    compared = tonight.compared.get("night")
    turns = [f"{turn.claim} {turn.after}" for turn in compared.turns] if compared else []
    moves = len(compared.moves) if compared else 0
    found = {name: one.status for name, one in tonight.sources.items()}
    assert (day, tonight.state, found) == (
        day,
        plan.state,
        {"office": "unchanged", "customs": "unchanged"} | plan.sources,
    )
    assert (day, turns, moves) == (day, [*plan.turns], plan.moves)
    causes = {change.why for change in (*compared.turns, *compared.moves)} if compared else set()
    assert (day, causes) == (day, {plan.why} if plan.why else set())
    assert {name: one.state for name, one in tonight.steps.items() if one.state == "failed"} == {}
    lines = [line for message in month.messages() for line in message]
    assert [line[: len(wanted)] for line, wanted in zip(lines, plan.message, strict=True)] == [*plan.message]


def broken_off(month: Month, day: int) -> None:
    """Break a night off when its reports are published."""
    month.source.answer("/office.csv", good(MAY))

    def killed(_work: object) -> str:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(night.__globals__["STEPS"], "site", killed)
        with pytest.raises(KeyboardInterrupt):
            month.night(day)
    record = read(path_of(month.reports, date(2026, 11, day)))
    assert record
    assert (record.state, record.sources["office"].new) == ("broken off", 1)


def twice_in_a_night(month: Month) -> None:
    """Make the last night once more when a source has something new: all of the night is told, the news once."""
    month.source.answer("/office.csv", good(AGAIN))
    again = month.night(30, hour=14)
    assert (again.tries, again.sources["office"].status, again.compared["night"].still) == (2, "new", True)
    assert not month.messages()
    assert steps.tokens() == []

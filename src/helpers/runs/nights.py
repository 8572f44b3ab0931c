"""What a night noted: ``nights/<day>.json`` of the archive, written after each step, so that a broken one is known."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from helpers.runs.whole import write_whole

NIGHTS: Final = "nights"
"""Folder of the records, below that of the archive."""

LOCK: Final = ".lock"
"""File in it that a night at work holds."""

GOOD: Final = frozenset({"succeeded", "succeeded with warnings", "fresh"})
"""States of reports that can be read (:class:`helpers.factory.outcome.State`)."""

UNUSED: Final = frozenset({"down", "held"})
"""States of sources whose reply of the night is not in use."""


class _Noted(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Step(_Noted):
    """How a step of the night ended, and what it said."""

    state: Literal["done", "failed", "skipped"]
    text: str = ""
    seconds: float = 0.0


class Source(_Noted):
    """A live source in a night.

    Attributes
    ----------
    vintage, since
        What is in use, and its day; empty and None where there is nothing.
    down_since
        The first of the nights in a row in which nothing new could be used; None if this one could.
    nights
        How many there are of them, those counted in which a night was made.
    """

    status: str
    title: str = ""
    reason: str = ""
    new: int = 0
    revised: int = 0
    vintage: str = ""
    since: date | None = None
    down_since: date | None = None
    nights: int = 0


class Made(_Noted):
    """A report in a night: its state; run and seconds by cell where it was executed, else empty."""

    state: str
    reason: str = ""
    run: str = ""
    cells: dict[str, float] = Field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """Seconds that its cells took together."""
        return sum(self.cells.values())


class Turned(_Noted):
    """A verdict that turned, and the names of what made it turn, as far as they are known."""

    claim: str
    before: str
    after: str
    why: str = ""


class Moved(_Noted):
    """A headline number that moved, and the names of what moved it."""

    report: str
    label: str
    before: str
    after: str
    why: str = ""


class Compared(_Noted):
    """What is different from an earlier run: in short here, whole in the record of the comparison that is named."""

    old: str
    new: str
    turns: list[Turned] = Field(default_factory=list)
    moves: list[Moved] = Field(default_factory=list)
    file: str = ""

    @property
    def still(self) -> bool:
        """Whether no verdict turned and no headline number moved."""
        return not self.turns and not self.moves


class Slower(_Noted):
    """A report whose cells took longer than usual: seconds now, and usually."""

    now: float
    usual: float


class Night(_Noted):
    """The record of a night.

    Attributes
    ----------
    ended
        None while it is at work, and for ever if it was broken off.
    ended_well
        When an earlier try of the day ended well; None if none did.
    tries
        How often the command was run for it.
    before, base
        The last night that ended before it, and the run with which it is compared; None and empty for the first one.
    missed
        Days after that night in which there was none that ended.
    machine
        What kind of machine it ran on: only alike ones are compared in speed.
    run
        The run that readers see when it ends.
    told
        What was sent of it, by a key that is the same for the same news.
    untold
        What could not be sent; the next night tries again.
    """

    day: date
    started: datetime
    ended: datetime | None = None
    ended_well: datetime | None = None
    tries: int = 1
    before: date | None = None
    base: str = ""
    missed: list[date] = Field(default_factory=list)
    machine: str = ""
    run: str = ""
    steps: dict[str, Step] = Field(default_factory=dict)
    sources: dict[str, Source] = Field(default_factory=dict)
    reports: dict[str, Made] = Field(default_factory=dict)
    compared: dict[Literal["night", "release"], Compared] = Field(default_factory=dict)
    slower: dict[str, Slower] = Field(default_factory=dict)
    told: dict[str, str] = Field(default_factory=dict)
    untold: dict[str, str] = Field(default_factory=dict)

    @property
    def failed_steps(self) -> dict[str, Step]:
        """Steps that failed."""
        return {name: step for name, step in self.steps.items() if step.state == "failed"}

    @property
    def failed(self) -> dict[str, Made]:
        """Reports that could not be made."""
        return {name: made for name, made in self.reports.items() if made.state not in GOOD}

    @property
    def down(self) -> dict[str, Source]:
        """Sources whose reply is not in use."""
        return {name: source for name, source in self.sources.items() if source.status in UNUSED}

    @property
    def state(self) -> Literal["ok", "degraded", "failed", "broken off"]:
        """How it stands: failed if a step or a report did, degraded if a source is not in use."""
        if self.failed_steps or self.failed:
            return "failed"
        if self.ended is None:
            return "broken off"
        return "degraded" if self.down else "ok"

    @property
    def good(self) -> datetime | None:
        """When a try of the night ended that did not fail, the last one if it did not; None if all did."""
        return self.ended if self.state in ("ok", "degraded") else self.ended_well


def in_a_row(days: Iterable[date]) -> list[list[date]]:
    """Group days that follow each other.

    Examples
    --------
    >>> [len(row) for row in in_a_row([date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 9)])]
    [2, 1]
    """
    rows = groupby(enumerate(sorted(days)), key=lambda item: item[1] - timedelta(days=item[0]))
    return [[day for _, day in row] for _, row in rows]


def path_of(reports: Path, day: date) -> Path:
    """Return where the record of a night lies."""
    return reports / NIGHTS / f"{day:%Y-%m-%d}.json"


def write(night: Night, reports: Path) -> Path:
    """Write the record of a night in one step."""
    return write_whole(path_of(reports, night.day), night.model_dump_json(indent=1))


def read(path: Path) -> Night | None:
    """Read a record; None where there is none, or it cannot be read."""
    try:
        return Night.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        return None


def nights(reports: Path, before: date | None = None) -> Iterator[Night]:
    """Yield the nights of an archive, newest first; those that cannot be read are left out.

    Parameters
    ----------
    before
        Only those before this day; None yields all.
    """
    for path in sorted((reports / NIGHTS).glob("????-??-??.json"), reverse=True):
        night = read(path) if before is None or path.stem < before.isoformat() else None
        if night:
            yield night

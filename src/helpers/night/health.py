"""Whether the nights do well: a file for a monitor, and an answer that a monitor can read."""

import re
import shutil
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel

from helpers.factory.refusal import Refusal
from helpers.factory.workshop import is_held
from helpers.night.news import down
from helpers.night.summary import days
from helpers.runs.nights import LOCK, NIGHTS, Night, nights
from helpers.runs.whole import write_whole

NAME: Final = "health.json"
EVERY: Final = timedelta(days=1)
CODES: Final = {"ok": 0, "degraded": 1, "failed": 2}
SCARCE: Final = 2**30
"""Bytes: with less room on the disk a night may not be able to write what it made."""

_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days"}


class Disk(BaseModel):
    """Bytes of the disk on which the archive lies."""

    free: int
    total: int


class Feed(BaseModel):
    """A live source: how the last night found it, and what is in use."""

    status: str
    vintage: str
    since: date | None
    nights: int


class Health(BaseModel):
    """How the nights do.

    Attributes
    ----------
    state
        That of the last night; degraded also where the disk is nearly full.
    night, ended
        The last night, and when it ended; None if it was broken off, or there was none.
    good, good_ended
        The last night that did not fail, and when it ended.
    failed
        Reports and steps that failed, with the reason of each.
    reasons
        Why it is not well, a line each.
    """

    state: Literal["ok", "degraded", "failed"]
    written: datetime
    night: date | None
    ended: datetime | None
    good: date | None
    good_ended: datetime | None
    next_expected: datetime | None
    missed: list[date]
    failed: dict[str, str]
    feeds: dict[str, Feed]
    disk: Disk
    reasons: list[str]

    def age(self, now: datetime) -> timedelta | None:
        """Return how long ago the last night that did not fail ended; None if there was none."""
        return now - self.good_ended if self.good_ended else None


def health(reports: Path, now: datetime) -> Health:
    """Look at the nights of an archive."""
    known = list(nights(reports))
    good = next((night for night in known if night.good), None)
    if known and known[0].ended is None and is_held(reports / NIGHTS / LOCK):
        known = known[1:]  # it is at work, and will be judged when it has ended
    last = known[0] if known else None
    usage = shutil.disk_usage(next(folder for folder in (reports, *reports.parents) if folder.exists()))
    reasons = _reasons(last, usage.free)
    return Health(
        state=_state(last, reasons),
        written=now,
        night=last.day if last else None,
        ended=last.ended if last else None,
        good=good.day if good else None,
        good_ended=good.good if good else None,
        next_expected=last.started + EVERY if last else None,
        missed=last.missed if last else [],
        failed=_failed(last) if last else {},
        feeds=_feeds(known),
        disk=Disk(free=usage.free, total=usage.total),
        reasons=reasons,
    )


def _state(last: Night | None, reasons: list[str]) -> Literal["ok", "degraded", "failed"]:
    if last is None or last.state in ("failed", "broken off"):
        return "failed"
    return "degraded" if reasons else "ok"


def _reasons(last: Night | None, free: int) -> list[str]:
    if last is None:
        return ["there was no night yet"]
    reasons = [f"{name}: {reason}" for name, reason in _failed(last).items()]
    reasons += [f"the night of {last.day} was broken off"] if last.ended is None else []
    reasons += [f"source {down(name, source)}" for name, source in last.down.items()]
    return reasons + ([f"{free / SCARCE:.1f} GiB left on the disk"] if free < SCARCE else [])


def _failed(night: Night) -> dict[str, str]:
    steps = {f"step {name}": step.text for name, step in night.failed_steps.items()}
    return steps | {name: made.reason or made.state for name, made in night.failed.items()}


def _feeds(known: Iterable[Night]) -> dict[str, Feed]:
    """Take the sources from the last night that asked any."""
    sources = next((night.sources for night in known if night.sources), {})
    return {
        name: Feed(status=one.status, vintage=one.vintage, since=one.since, nights=one.nights)
        for name, one in sources.items()
    }


def write(reports: Path, now: datetime) -> Path:
    """Write the file of an archive in one step."""
    return write_whole(reports / NAME, health(reports, now).model_dump_json(indent=1))


def judged(found: Health, now: datetime, most: timedelta) -> tuple[str, str]:
    """Say how the nights do now, given how old the last good one may be: state, and the lines for a person.

    A file that nobody renews tells of a night that does not come any more, so the age counts beside the state.
    """
    age = found.age(now)
    state, reasons = found.state, list(found.reasons)
    if age is None or age > most:
        reasons.insert(0, "no good night yet" if age is None else f"the last good night ended {_long(age)} ago")
        state = "failed"
    told = f"{state}: last good night {found.good or 'none'}, next expected {_moment(found.next_expected)}"
    missed = [f"missed before it: {days(found.missed)}"] if found.missed else []
    return state, "\n".join([told, *(f"- {reason}" for reason in reasons), *(f"- {line}" for line in missed)])


def _long(age: timedelta) -> str:
    hours = age / timedelta(hours=1)
    return f"{hours:.0f} hours" if hours < 72 else f"{age.days} days"


def _moment(when: datetime | None) -> str:
    return f"{when:%Y-%m-%d %H:%M} UTC" if when else "not known"


def span(text: str) -> timedelta:
    """Read a length of time.

    Raises
    ------
    Refusal
        If it is none.

    Examples
    --------
    >>> span("26h"), span("90m"), span("2d")
    (datetime.timedelta(days=1, seconds=7200), datetime.timedelta(seconds=5400), datetime.timedelta(days=2))
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([mhd])", text.strip())
    if not found:
        raise Refusal(f"{text!r} is no length of time; expected a number and m, h or d, such as 26h")
    return timedelta(**{_UNITS[found[2]]: float(found[1])})

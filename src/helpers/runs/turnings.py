"""When a claim became known, held and flipped, from day to day; and what became public before it did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

import pandas as pd

from helpers.runs.judging import Day, Judged

SILENT: Final = "unverified"
OPEN: Final = ("not checkable", "not evaluated")
"""Verdicts that no evidence can turn."""


class Kind(StrEnum):
    """What happened to a verdict."""

    KNOWN = "became known"
    FLIPPED = "flipped"
    LOST = "fell silent"


@dataclass(frozen=True)
class Turning:
    """A verdict that is another one than on the day before it in the replay.

    Attributes
    ----------
    since
        The day before: what turned it became public after this, and by ``day``.
    new
        Ids of sources that became public in between and stand behind the readings that are new or say something else.
    gone
        Ids of sources that stood behind those readings before, and do no longer.
    """

    claim: str
    theme: str
    statement: str
    kind: Kind
    since: date
    day: date
    before: str
    verdict: str
    reason: str
    new: list[str]
    gone: list[str]


def turnings(days: Sequence[Day]) -> list[Turning]:
    """List what turned from each day to the next, oldest first, in the order of the ledger."""
    return [turning for old, new in pairwise(days) for turning in _between(old, new)]


def _between(old: Day, new: Day) -> Iterator[Turning]:
    then = {judged.claim: judged for judged in old.claims}
    for now in new.claims:
        before = then.get(now.claim)
        if before and before.verdict != now.verdict:
            yield _turning(before, now, old, new)


def _turning(before: Judged, now: Judged, old: Day, new: Day) -> Turning:
    kind = Kind.LOST if now.verdict == SILENT else Kind.KNOWN if before.verdict == SILENT else Kind.FLIPPED
    same = {(one.definition, one.verdict) for one in before.readings} & {
        (one.definition, one.verdict) for one in now.readings
    }
    used = _sources(now, same) or _sources(now, set())
    return Turning(
        now.claim, now.theme, now.statement, kind, old.day, new.day, before.verdict, now.verdict, now.reason,
        sorted(used - {*old.public}), sorted(_sources(before, same) - _sources(now, set())),
    )  # fmt: skip


def _sources(judged: Judged, without: set[tuple[str, str]]) -> set[str]:
    """Sources behind the readings that are not among some."""
    changed = [one for one in judged.readings if (one.definition, one.verdict) not in without]
    return {source for one in changed for source in one.sources}


def verdicts(days: Sequence[Day]) -> pd.DataFrame:
    """Return the verdicts as a table: day, claim, theme, verdict, reason; a row a day and claim."""
    rows = [(day.day, one.claim, one.theme, one.verdict, one.reason) for day in days for one in day.claims]
    return pd.DataFrame(rows, columns=["day", "claim", "theme", "verdict", "reason"])


def checkable(table: pd.DataFrame) -> pd.DataFrame:
    """Leave out the claims that were open on every day.

    Examples
    --------
    >>> table = pd.DataFrame({"claim": ["A", "B", "A"], "verdict": ["not checkable", "supported", "not checkable"]})
    >>> list(checkable(table)["claim"])
    ['B']
    """
    spoken = table.loc[~table["verdict"].isin(OPEN), "claim"].unique()
    return table[table["claim"].isin(spoken)]


def steps(first: date, last: date, every: str) -> list[date]:
    """Return the days of a replay: from the first on, every so often, and the last.

    Examples
    --------
    >>> [f"{day}" for day in steps(date(2024, 1, 31), date(2024, 4, 15), "month")]
    ['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-15']
    >>> len(steps(date(2024, 1, 1), date(2026, 1, 1), "quarter"))
    9
    """
    length, found = EVERY[every], [first]
    while found[-1] < last:
        # counted from the first day: a step from the end of February would lose the end of March
        found.append((pd.Timestamp(first) + len(found) * length).date())
    return [*found[:-1], last] if len(found) > 1 else found


EVERY: Final = {
    "week": pd.DateOffset(weeks=1),
    "month": pd.DateOffset(months=1),
    "quarter": pd.DateOffset(months=3),
    "year": pd.DateOffset(years=1),
}
"""How far the days of a replay lie apart."""

"""What is wrong with a reply before anybody sees it: judged against what the stream said before.

A revision alone is no anomaly. What might be true after all, a jump, can be accepted by a person; what cannot be an
observation of this feed, a duplicate or a figure of the future, cannot.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pandas as pd

from helpers.evidence import MEASURED, periods
from helpers.evidence.streams import things
from helpers.refresh.feed import Feed, Wanted
from helpers.refresh.fetched import Fetched

FEWEST: Final = 0.8
"""A reply with a smaller share of the rows of the last one has lost some."""
_SLIP: Final = 0.12
"""Distance from a power of ten, in decimal logarithm, within which a ratio looks like another unit."""
_OUTLYING: Final = 8
_SCALE: Final = 1.4826
"""Makes the median absolute deviation of normal draws their standard deviation."""
_HISTORY: Final = 8


@dataclass(frozen=True)
class Anomaly:
    """Why a reply is held; ``blocking`` if nobody can accept it."""

    text: str
    blocking: bool = False


def screen(
    feed: Feed, fetched: Fetched, known: pd.DataFrame, entities: Iterable[str], last: Mapping[str, int], today: date
) -> list[Anomaly]:
    """Return all that is wrong with a reply.

    Parameters
    ----------
    known
        What the stream of the feed says so far: observations with ``start``.
    entities
        Those of the collection.
    last
        How many rows of each series the last good reply had.
    """
    rows = fetched.rows
    if rows.empty:
        return [Anomaly("the reply is empty", blocking=True)]
    found = [*_impossible(feed, rows, entities, today)]
    if fetched.published and fetched.published > today:
        found.append(Anomaly(f"it says that it was published on {fetched.published}, after today", blocking=True))
    if found:  # what follows would only say it again
        return found
    return [*_fewer(rows, last), *_moves(feed, rows, known)]


def _impossible(feed: Feed, rows: pd.DataFrame, entities: Iterable[str], today: date) -> Iterator[Anomaly]:
    """What can be no observation of the feed."""
    settled = {(wanted.series, wanted.unit) for wanted in feed.series}
    pairs = set(zip(rows["series"], rows["unit"], strict=True))
    if strange := sorted(pairs - settled):
        yield Anomaly(f"{strange[0][0]} in {strange[0][1]} is not declared by the feed", blocking=True)
    if unknown := sorted(set(rows["entity"]) - set(entities)):
        yield Anomaly(f"unknown entity {unknown[0]!r}", blocking=True)
    values = rows["value"].to_numpy(dtype="float64")
    if not np.isfinite(values).all():
        yield Anomaly(f"{_thing(rows[~np.isfinite(values)])} has no finite value", blocking=True)
    if (twice := things(rows).duplicated()).any():
        yield Anomaly(f"{_thing(rows[twice])} stands there more than once", blocking=True)
    try:
        unfinished = np.array([periods.parse(period).end > today for period in rows["period"]])
    except ValueError as error:
        yield Anomaly(f"a period is none: {error}", blocking=True)
        return
    early = rows["kind"].isin(MEASURED) & unfinished
    if early.any():
        yield Anomaly(f"{_thing(rows[early])} is measured before its period is over", blocking=True)


def _fewer(rows: pd.DataFrame, last: Mapping[str, int]) -> Iterator[Anomaly]:
    counts = rows["series"].value_counts()
    for series, before in last.items():
        now = int(counts.get(series, 0))
        if now < FEWEST * before:
            yield Anomaly(f"{series} has {now} rows where the last reply had {before}")


def _moves(feed: Feed, rows: pd.DataFrame, known: pd.DataFrame) -> Iterator[Anomaly]:
    """Figures too far from those before them: other units, and jumps."""
    before = {name: group.set_index("period")["value"] for name, group in _lines(known)}
    for name, group in _lines(rows):
        if name in before:  # of what was never known nothing can be told
            yield from _moved(group, before[name], feed.wanted(str(name[0]), str(name[1])))


def _lines(rows: pd.DataFrame) -> Iterator[tuple[tuple[Any, ...], pd.DataFrame]]:
    """Rows that follow each other in time: of one series and entity, measured or not, and periods of one shape."""
    shaped = rows.assign(what=things(rows)["kind"], shape=rows["period"].map(_shape))
    yield from shaped.groupby(["series", "entity", "what", "shape"], sort=True)


def _shape(period: str) -> str:
    """What periods have in common that can be compared: days, months, years, or the same part of the year."""
    return re.sub(r"\d{4}", "", period) if "/" in period else str(len(period))


def _moved(rows: pd.DataFrame, before: pd.Series, wanted: Wanted) -> Iterator[Anomaly]:
    now = rows.set_index("period")["value"]
    changed = [period for period in sorted(now.index) if period not in before.index or before[period] != now[period]]
    # periods of one shape sort as text
    joined = pd.concat([before[~before.index.isin(now.index)], now]).sort_index()
    limit = _limit(before.sort_index(), wanted)
    told = [
        said
        for period in changed
        if (said := _told(period, now[period], _beside(period, joined, before), limit, wanted))
    ]
    if told:
        more = f"; and {len(told) - 1} more of it" if len(told) > 1 else ""
        yield Anomaly(f"{wanted.series} of {rows['entity'].iloc[0]}, {told[0]}{more}")


def _beside(period: str, joined: pd.Series, before: pd.Series) -> float:
    """What a figure is compared with: what it was, else its neighbour before it, else the one after."""
    if period in before.index:
        return float(before[period])
    place = joined.index.get_loc(period)
    assert isinstance(place, int)
    return float(joined.iloc[place - 1 if place else 1])


def _told(period: str, value: float, other: float, limit: float, wanted: Wanted) -> str:
    """What is wrong with one figure; empty if nothing."""
    words = f"{period}: {value:g} beside {other:g}"
    far = _change(value, other, wanted) > limit
    power = np.log10(abs(value / other)) if value and other else 0.0
    # a series that swings a lot may well reach ten times its last value, and one about zero any multiple of it
    strange = far or (wanted.jump is not None and abs(power) > 1.5)
    if strange and round(power) and abs(power - round(power)) < _SLIP:
        return f"{words}, about 10 to the power of {round(power)} times: another unit?"
    if wanted.jump is not None and value <= 0 < other:
        return f"{words}, not above zero"
    if far:
        allowed = f"{np.exp(limit):.3g} times" if wanted.jump is not None else f"{limit:.3g} {wanted.unit}"
        return f"{words}, further than {allowed}"
    return ""


def _change(value: float, other: float, wanted: Wanted) -> float:
    """How far two figures are apart, as the feed measures it; nothing where it cannot be told."""
    if wanted.jump is None:
        return abs(value - other)
    return abs(float(np.log(value / other))) if value > 0 and other > 0 else 0.0


def _limit(before: pd.Series, wanted: Wanted) -> float:
    """The declared limit, or a wider one if the series has always moved that much."""
    declared = wanted.step if wanted.step is not None else float(np.log(wanted.jump or np.inf))
    values = before.to_numpy(dtype="float64")
    changes = np.array([_change(b, a, wanted) for a, b in pairwise(values)])
    if len(changes) < _HISTORY:
        return declared
    middle = float(np.median(changes))
    return max(declared, middle + _OUTLYING * _SCALE * float(np.median(np.abs(changes - middle))))


def _thing(rows: pd.DataFrame) -> str:
    first = rows.iloc[0]
    return f"{first['series']} of {first['entity']}, {first['period']},"

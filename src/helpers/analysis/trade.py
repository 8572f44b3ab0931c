"""Turnover between Azerbaijan and Kazakhstan as each of the two reports it."""

import re
from collections import defaultdict, namedtuple
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import inf
from typing import Any

import numpy as np
import pandas as pd

from helpers.evidence import Evidence, Period, parse, remembered, year_before
from helpers.locale import COUNTRIES, Name
from helpers.models.interval import Interval
from helpers.models.mirror import ranges
from helpers.parameters import Trade

PAIR = "AZE-KAZ"
TURNOVER = {"azerbaijan": "az_kz_trade_turnover_azrep", "kazakhstan": "az_kz_trade_turnover_kzrep"}
OWNER = {"azerbaijan": Name("Azerbaijan's statistics"), "kazakhstan": Name("Kazakhstan's statistics")}
COUNTRY = {"azerbaijan": COUNTRIES["AZE"], "kazakhstan": COUNTRIES["KAZ"]}
_AS_MULTIPLE = re.compile(r"stated as (?:only |more than )?(\d+(?:\.(\d+))?) times(?: .*)?")
GROWTH = {"azerbaijan": "az_kz_trade_growth_azrep", "kazakhstan": "az_kz_trade_growth_kzrep"}


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of one reporter for one period: the value, the span of its sources, the rows."""

    interval: Interval
    period: str
    rows: tuple[str, ...]

    @property
    def value(self) -> float:
        """The leading figure."""
        return self.interval.value


@dataclass(frozen=True, slots=True)
class Enclosure:
    """Where a figure that nobody published must lie, because totals only grow within a year."""

    low: float
    high: float
    rows: tuple[str, ...]


def reporters(parameters: Trade) -> tuple[str, ...]:
    """Return the reporters that the parameters ask for."""
    return tuple(TURNOVER) if parameters.statistics == "both" else (parameters.statistics,)


def turnover(evidence: Evidence, reporter: str, parameters: Trade) -> pd.DataFrame:
    """Return the turnover rows of one reporter, with or without computed and inferred ones."""
    rows = _stated(evidence.series(TURNOVER[reporter], PAIR), parameters)
    return rows if parameters.derived else rows[~rows["note"].str.startswith("DERIVED")]


def _stated(rows: pd.DataFrame, parameters: Trade) -> pd.DataFrame:
    """Leave out rows that only by inference belong to the reporter or the months, if so asked."""
    return rows if parameters.inferred else rows[~rows["note"].str.contains("inferred")]


@remembered
def levels(evidence: Evidence, reporter: str, parameters: Trade) -> pd.DataFrame:
    """Return one line a period of one reporter, as :func:`helpers.models.mirror.ranges` makes it."""
    return ranges(turnover(evidence, reporter, parameters), parameters.rounding)


def level(evidence: Evidence, reporter: str, period: str, parameters: Trade) -> Measured | None:
    """Return what one reporter says of one period; None where nothing is known."""
    return measured(evidence, reporter, parameters).get(period)


@remembered
def measured(evidence: Evidence, reporter: str, parameters: Trade) -> dict[str, Measured]:
    """Return what one reporter says of every period, in the order of :func:`levels`."""
    used, rows = turnover(evidence, reporter, parameters), defaultdict(list)
    for period, row in zip(used["period"], used["row"], strict=True):
        rows[period].append(row)
    return {
        line.period: Measured(Interval(line.value, line.low, line.high), line.period, tuple(rows[line.period]))
        for line in lines_of(levels(evidence, reporter, parameters))
    }


def enclosure(evidence: Evidence, reporter: str, period: str, parameters: Trade) -> Enclosure:
    """Return the limits that other periods of the same reporter set to one.

    A period is at least as large as any part of it, and at most as large as any period around it.
    An unknown upper limit is infinite, an unknown lower one zero.
    """
    span, known = parse(period), measured(evidence, reporter, parameters).values()
    inside = [found for found in known if _holds(span, parse(found.period))]
    around = [found for found in known if _holds(parse(found.period), span)]
    least = max(inside, key=lambda found: found.interval.low, default=None)
    most = min(around, key=lambda found: found.interval.high, default=None)
    return Enclosure(
        least.interval.low if least else 0.0,
        most.interval.high if most else inf,
        tuple(row for found in known if found in (least, most) for row in found.rows),
    )


def _holds(whole: Period, part: Period) -> bool:
    return whole.start <= part.start and part.end <= whole.end


@remembered
def full_years(evidence: Evidence, reporter: str, parameters: Trade) -> pd.DataFrame:
    """Return the whole years of one reporter: ``year`` and the columns of :func:`levels`."""
    table = levels(evidence, reporter, parameters)
    table = table[table["period"].str.fullmatch(r"\d{4}")]
    return table.assign(year=table["start"].dt.year).reset_index(drop=True)


@remembered
def part_years(evidence: Evidence, reporter: str, parameters: Trade) -> pd.DataFrame:
    """Return the cumulative parts of years, January to some month: ``year, months`` and levels."""
    table = levels(evidence, reporter, parameters)
    months = np.array([months_known(period) for period in table["period"]], dtype=int)
    table = table.assign(year=table["start"].dt.year, months=months)
    return table[table["months"].between(1, 11)].reset_index(drop=True)


def months_known(period: str) -> int:
    """Count the months of a period that begins with a year and does not go beyond it; 0 for any other.

    Examples
    --------
    >>> months_known("2025-01/2025-08"), months_known("2025"), months_known("2025-03/2025-08")
    (8, 12, 0)
    """
    span = parse(period)
    begins = (span.start.month, span.start.day) == (1, 1) and span.start.year == span.end.year
    return round(span.months) if begins else 0


def parts_of(known: Mapping[str, Measured], year: int) -> dict[int, Measured]:
    """Return the cumulative parts of one year that are known, by their months: 1 to 11.

    Parameters
    ----------
    known
        As :func:`measured` returns them.
    """
    found = {months_known(period): part for period, part in known.items() if period[:4] == f"{year}"}
    return {months: part for months, part in found.items() if 0 < months < 12}


def stated_growth(evidence: Evidence, reporter: str, period: str, parameters: Trade) -> Measured | None:
    """Return the growth that a reporter states for a period, as a multiple of the year before.

    The interval is that of rounding: half of the last digit printed.
    """
    rows = _stated(evidence.series(GROWTH[reporter], PAIR, period=period), parameters)
    if rows.empty:
        return None
    line = rows.iloc[-1]
    multiple, half = 1 + float(line["value"]) / 100, _half_digit(float(line["value"]), str(line["note"]))
    return Measured(Interval(multiple, multiple - half, multiple + half), period, tuple(rows["row"]))


def longest_growth(evidence: Evidence, reporter: str, period: str, parameters: Trade) -> Measured | None:
    """Return the growth of January to some month, or of the longest part of it that a reporter published.

    Growth as stated, else as the ratio of two levels; None where neither is known for any part.
    """
    year, most = parse(period).start.year, round(parse(period).months)
    shorter = (months for months in parts_of(measured(evidence, reporter, parameters), year) if months < most)
    for length in (most, *sorted(shorter, reverse=True)):
        part = period_of(year, length)
        found = stated_growth(evidence, reporter, part, parameters) or grown(evidence, reporter, part, parameters)
        if found is not None:
            return found
    return None


def grown(evidence: Evidence, reporter: str, period: str, parameters: Trade) -> Measured | None:
    """Return growth as the ratio of a reporter's two levels; None where one is missing."""
    now = level(evidence, reporter, period, parameters)
    before = level(evidence, reporter, year_before(period), parameters)
    if now is None or before is None:
        return None
    low, high = now.interval.low / before.interval.high, now.interval.high / before.interval.low
    return Measured(Interval(now.value / before.value, low, high), period, now.rows + before.rows)


def _half_digit(percent: float, note: str) -> float:
    """Half of the last printed digit of a growth figure, in multiples ('4.2 times': 0.05).

    The value is that of the row. Its note only tells that it was printed as a multiple and with which digits: a
    clause of its own, which must say the same as the value.
    """
    for clause in note.split("; "):
        times = _AS_MULTIPLE.fullmatch(clause)
        if times and abs(float(times[1]) - 1 - percent / 100) < 1e-9:
            return 0.5 * 10.0 ** -len(times[2] or "")
    return 0.5 * 10.0 ** -(len(f"{percent:g}".partition(".")[2]) + 2)


@remembered
def known_by(evidence: Evidence, day: pd.Timestamp) -> Evidence:
    """Return the observations that were public on an earlier day, to judge a forecast by what it could know."""
    rows = evidence.observations
    return replace(evidence, as_of=day.date(), observations=rows[rows["published"] <= day].reset_index(drop=True))


def lines_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Go through a frame line by line; the type of a cell is that of its column, which no checker knows."""
    line = _line(tuple(frame.columns))
    return map(line._make, zip(frame.index, *(frame[name] for name in frame), strict=True))


@cache
def _line(columns: tuple[str, ...]) -> Any:
    """The type of the lines of a frame: ``itertuples`` makes one each time, which takes longer than a short frame."""
    return namedtuple("_line", ["Index", *columns], rename=True)


def period_of(year: int, months: int) -> str:
    """Write January to some month of a year as a period.

    Examples
    --------
    >>> period_of(2025, 8), period_of(2025, 12), period_of(2025, 1)
    ('2025-01/2025-08', '2025', '2025-01')
    """
    if months == 12:
        return str(year)
    return f"{year}-01" if months == 1 else f"{year}-01/{year}-{months:02d}"

"""What rows leave open: years without a measurement, periods with plans or bounds alone."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from helpers.evidence.store import LIMITS, MEASURED


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is not known of one thing.

    Attributes
    ----------
    years
        Years between the first and the last measurement that none covers.
    unmeasured
        Periods that nothing but plans, forecasts or capacities speak of.
    bounded
        Periods of which only "more than" or "up to" is said.
    """

    years: tuple[int, ...] = ()
    unmeasured: tuple[str, ...] = ()
    bounded: tuple[str, ...] = ()


def gaps(rows: pd.DataFrame) -> Gaps:
    """Find what the rows of one series and entity leave open.

    Parameters
    ----------
    rows
        Observations of all kinds and bounds, with period, start, end, kind and bound. A measurement of a part of a
        year covers the year.

    Examples
    --------
    >>> from helpers.evidence import made
    >>> fact = {"series": "cargo", "entity": "KAZ", "unit": "Mt", "value": 1}
    >>> rows = made([
    ...     {**fact, "period": "2018"}, {**fact, "period": "2021-01/2021-06"},
    ...     {**fact, "period": "2022", "bound": "lower"}, {**fact, "period": "2030", "kind": "plan"},
    ... ]).observations
    >>> gaps(rows)
    Gaps(years=(2019, 2020), unmeasured=('2030',), bounded=('2022',))
    """
    stated = rows["kind"].isin(MEASURED)
    limits = rows["bound"].isin(LIMITS)
    measured = rows[stated & ~limits]
    spans = zip(measured["start"].dt.year, measured["end"].dt.year, strict=True)
    covered = {year for first, last in spans for year in range(first, last + 1)}
    missing = sorted(set(range(min(covered), max(covered))) - covered) if covered else []
    return Gaps(
        tuple(missing),
        tuple(_beside(rows[~stated], rows[stated])),
        tuple(_beside(rows[stated & limits], measured)),
    )


def _beside(rows: pd.DataFrame, others: pd.DataFrame) -> Iterator[str]:
    """Periods of rows with which no period of others shares a day, each once, oldest first."""
    once = rows.sort_values(["start", "end"]).drop_duplicates("period")
    for period, start, end in zip(once["period"], once["start"], once["end"], strict=True):
        if not ((others["start"] <= end) & (others["end"] >= start)).any():
            yield str(period)


def years_in_words(years: tuple[int, ...]) -> list[str]:
    """Join neighbouring years to ranges.

    >>> years_in_words((2015, 2016, 2017, 2020))
    ['2015–2017', '2020']
    """
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]

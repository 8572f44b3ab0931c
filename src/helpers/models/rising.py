"""Sums that cannot fall: whether figures told at different times can be one of them, and where it leads."""

from dataclasses import dataclass
from datetime import date
from itertools import combinations, permutations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

DAYS_IN_YEAR = 365.25
DAYS_IN_MONTH = DAYS_IN_YEAR / 12

TRIES = 100
"""Draws tried at most for each one that is wanted."""


def clashes(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of figures of which the later told is surely the smaller.

    A sum of inflows cannot fall, so in each pair the later figure must be older than the earlier one. Told
    ``days`` apart, it was at least that old. If every figure may be as old as the longest of these times, dates
    can be found for all of them; if not, none can (a greedy assignment in the order of the values shows both).

    Parameters
    ----------
    figures
        ``told`` (day it was told, or the last day it names), ``low``, ``high`` (range that its digits leave).

    Returns
    -------
    DataFrame
        ``earlier, later`` (labels of the index), ``days``, longest first.

    Examples
    --------
    >>> told = pd.to_datetime(["2024-03-05", "2024-09-04", "2025-10-18"])
    >>> clashes(pd.DataFrame({"told": told, "low": [211.4, 205.2, 225.0], "high": [211.4, 205.2, 225.0]}))
      earlier later  days
    0       0     1   183
    """
    frame = pd.DataFrame(_falls(figures), columns=["earlier", "later", "days"])
    frame = frame.astype({"earlier": object, "later": object})
    return frame.sort_values("days", ascending=False, ignore_index=True)


def _falls(figures: pd.DataFrame) -> list[tuple[Any, Any, int]]:
    lines = zip(figures.index, *(figures[name] for name in ("told", "low", "high")), strict=True)
    return [
        (a, b, (later - earlier).days)
        for (a, earlier, low, _), (b, later, _, high) in permutations(lines, 2)
        if later > earlier and low > high
    ]


def least_age(figures: pd.DataFrame) -> int:
    """Return the age in days that some figure must have had for all to be one rising sum; 0 if none need be old.

    Examples
    --------
    >>> told = pd.to_datetime(["2022-12-31", "2024-03-05"])
    >>> least_age(pd.DataFrame({"told": told, "low": [306.0, 211.4], "high": [306.0, 211.4]}))
    430
    """
    return max((days for _, _, days in _falls(figures)), default=0)


def steps_to(figures: pd.DataFrame, goal: float, day: date) -> pd.DataFrame:
    """Return the growth by which each earlier figure reaches a later one.

    Parameters
    ----------
    figures
        ``told, value``.
    goal, day
        The later figure and its day.

    Returns
    -------
    DataFrame
        The figures told before the day with ``months`` between, ``added``, ``per_year`` (both in the unit of
        the value) and ``percent_per_year`` (compound).

    Examples
    --------
    >>> start = pd.DataFrame({"told": pd.to_datetime(["2023-10-18"]), "value": [100.0]})
    >>> steps_to(start, 121.0, date(2025, 10, 18))[["added", "per_year", "percent_per_year"]].round(1).values.tolist()
    [[21.0, 10.5, 10.0]]
    """
    before = figures[figures["told"] < pd.Timestamp(day)]
    years = (pd.Timestamp(day) - before["told"]).dt.days / DAYS_IN_YEAR
    added = goal - before["value"]
    return before.assign(
        months=12 * years,
        added=added,
        per_year=added / years,
        percent_per_year=100 * ((goal / before["value"]) ** (1 / years) - 1),
    )


@dataclass(frozen=True)
class Continued:
    """A rising sum continued at its own pace.

    Attributes
    ----------
    levels
        Levels on the later day; one a draw that was kept.
    pace
        Growth a year behind each of them.
    kept
        Share of the draws in which the sum never fell.
    """

    levels: NDArray[np.float64]
    pace: NDArray[np.float64]
    kept: float


def continued(
    figures: pd.DataFrame, day: date, oldest_days: float, draws: int, rng: np.random.Generator
) -> Continued | None:
    """Continue a sum from figures of unknown age to a later day.

    Each figure gets a value within its digits and a day of reference between the day it was told and
    ``oldest_days`` before; draws in which the sum would fall are thrown away (rejection sampling: Robert and
    Casella, *Monte Carlo Statistical Methods*, 2nd ed., section 2.3). The pace between the first and the last
    day of reference goes on until the later figure's own day of reference.

    Parameters
    ----------
    figures
        ``told, low, high``.
    day
        Day on which the later figure is told.
    oldest_days
        Greatest age of a figure in days.

    Returns
    -------
    Continued or None
        None for fewer than two figures, or when no draw rises.

    Examples
    --------
    >>> told = pd.to_datetime(["2020-01-01", "2022-01-01"])
    >>> known = pd.DataFrame({"told": told, "low": [100.0, 120.0], "high": [100.0, 120.0]})
    >>> continued(known, date(2023, 1, 1), 0, 100, np.random.default_rng(1)).levels.mean().round(1)
    np.float64(130.0)
    """
    if len(figures) < 2 or least_age(figures) > oldest_days:
        return None
    kept: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = []
    tried = 0
    while tried < TRIES * draws and sum(len(days) for days, _ in kept) < draws:
        kept.append(_rising(figures, oldest_days, 10 * draws, rng))
        tried += 10 * draws
    found, first = sum(len(days) for days, _ in kept), figures["told"].min()
    if not found:
        return None
    days, values = (np.concatenate(parts)[:draws] for parts in zip(*kept, strict=True))
    pace = (values[:, -1] - values[:, 0]) / (days[:, -1] - days[:, 0])
    later = (pd.Timestamp(day) - first).days - rng.uniform(0, oldest_days, len(pace))
    levels = values[:, -1] + pace * np.maximum(later - days[:, -1], 0)
    return Continued(levels, pace * DAYS_IN_YEAR, found / tried)


def _rising(
    figures: pd.DataFrame, oldest_days: float, tries: int, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draw days of reference and values, in the order of the days; keep the draws that never fall."""
    told = (figures["told"] - figures["told"].min()).dt.days.to_numpy(float)
    values = rng.uniform(figures["low"].to_numpy(float), figures["high"].to_numpy(float), (tries, len(told)))
    days = told - rng.uniform(0, oldest_days, values.shape)
    pairs = combinations(range(len(told)), 2)
    falls = [(days[:, a] - days[:, b]) * (values[:, a] - values[:, b]) < 0 for a, b in pairs]
    rising = ~np.logical_or.reduce(falls)
    days, values = days[rising], values[rising]
    order = np.argsort(days, axis=1)
    days, values = np.take_along_axis(days, order, 1), np.take_along_axis(values, order, 1)
    apart = days[:, -1] - days[:, 0] > DAYS_IN_MONTH
    return days[apart], values[apart]

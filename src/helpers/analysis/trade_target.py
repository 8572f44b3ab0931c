"""The target of a billion: what was promised before, and how far it is."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr

from helpers.analysis.trade import PAIR, TURNOVER, enclosure, full_years, level, lines_of, reporters
from helpers.evidence import Evidence, remembered
from helpers.models import trend
from helpers.parameters import Trade

_BASE_OF_MULTIPLE = 2017
_FEWEST = 5  # a trend with its spread takes four years, and one more to see what leaving one out does


def promises(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Return the targets and forecasts that were stated, and what became of those with a year.

    Returns
    -------
    DataFrame
        ``stated, target, due, azerbaijan, kazakhstan, reached, source, row`` in the order stated. ``due``
        is missing where no year was named. A state's column holds its level of that year, or the longest
        known part of it. ``reached`` names the statistics in which the target was met, else ``neither``, or
        ``not`` and the statistics that missed it where the other's year is not known; it is missing where
        nothing is known yet.
    """
    rows = evidence.series("az_kz_trade_target", PAIR, kinds=None, bounds=True)
    rows = pd.concat([rows, _doublings(evidence, parameters)])
    lines = []
    for row in lines_of(rows.sort_values(["published", "value"])):
        due = str(row.period) if len(str(row.period)) == 4 else None
        known = {reporter: _known(evidence, reporter, due, parameters) for reporter in TURNOVER}
        met = [reporter for reporter, value in known.items() if value is not None and value >= row.value]
        missed = [r for r in TURNOVER if due and r not in met and level(evidence, r, due, parameters) is not None]
        stated = row.start if len(str(row.period)) == len("2025-10-21") else row.published
        short = "neither" if len(missed) == len(TURNOVER) else "".join(f"not {reporter}" for reporter in missed)
        lines.append((stated, row.value, due, *known.values(), ", ".join(met) or short or None, row.source, row.row))
    columns = ["stated", "target", "due", "azerbaijan", "kazakhstan", "reached", "source", "row"]
    return pd.DataFrame(lines, columns=columns).sort_values(["stated", "target"], ignore_index=True)


def _doublings(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Targets stated as a multiple, turned into money by what is known of the year they were stated in.

    The one that exists was set by the presidents in 2017, a year of which only a part is known: the money
    is then a lower bound of the target.
    """
    rows = evidence.series("az_kz_trade_target_multiple", PAIR, kinds=None, bounds=True)
    base = enclosure(evidence, "kazakhstan", str(_BASE_OF_MULTIPLE), parameters).low
    return rows.assign(value=rows["value"] * base) if base else rows.iloc[:0]


def _known(evidence: Evidence, reporter: str, year: str | None, parameters: Trade) -> float | None:
    """The level of a year, or the largest known part of it."""
    if year is None:
        return None
    found = level(evidence, reporter, year, parameters)
    return (found.value if found else enclosure(evidence, reporter, year, parameters).low) or None


@dataclass(frozen=True, slots=True)
class Distance:
    """How far one reporter's turnover is from the target.

    Attributes
    ----------
    year, value
        Last whole year known.
    growth
        Mean yearly growth from the first known year to the last.
    rates
        As :func:`helpers.models.trend.annual_rates` returns them.
    years
        Years needed at that growth; infinite where it is not positive.
    needed
        Yearly growth that would reach the target in the horizon's year.
    probability
        Of a turnover at or above the target in the horizon's year, by the trend and its spread.
    robust
        Least and greatest probability when any one known year is left out.
    carried
        The probability if growth carries the last year on instead, see :func:`carried_on`.
    known, fan
        ``year, value``; ``year, low, value, high`` of the years ahead.
    """

    reporter: str
    year: int
    value: float
    growth: float
    rates: pd.DataFrame
    years: float
    needed: float
    probability: float
    robust: tuple[float, float]
    carried: float
    known: pd.DataFrame
    fan: pd.DataFrame


@remembered
def distances(evidence: Evidence, parameters: Trade) -> list[Distance]:
    """Return the distance for each reporter with at least five whole years, the last before the horizon."""
    found = (distance(evidence, reporter, parameters) for reporter in reporters(parameters))
    return [far for far in found if far is not None]


def distance(evidence: Evidence, reporter: str, parameters: Trade) -> Distance | None:
    """Return the distance of one reporter; None where too few years are known."""
    known = full_years(evidence, reporter, parameters)[["year", "value"]]
    ahead = range(int(known["year"].max()) + 1, parameters.horizon + 1) if len(known) else range(0)
    if len(known) < _FEWEST or not len(ahead):
        return None
    last, rates = known.iloc[-1], trend.annual_rates(known)
    value, growth = float(last["value"]), float(np.expm1(np.average(rates["rate"], weights=rates["years"])))
    futures = _futures(known, parameters, ahead)
    less = [_chance(_futures(known.drop(index=label), parameters, ahead), parameters) for label in known.index]
    tails = [(1 - parameters.level) / 2, 0.5, (1 + parameters.level) / 2]
    fan = pd.DataFrame(np.quantile(futures, tails, axis=0).T, columns=["low", "value", "high"])
    fan.insert(0, "year", list(ahead))
    return Distance(
        reporter,
        int(last["year"]),
        value,
        growth,
        rates,
        trend.years_at(value, parameters.target, growth),
        trend.growth_needed(value, parameters.target, len(ahead)),
        _chance(futures, parameters),
        (min(less), max(less)),
        carried_on(rates, value, parameters.target, len(ahead)),
        known,
        fan,
    )


def carried_on(rates: pd.DataFrame, last: float, target: float, years: int) -> float:
    """Return the probability of a target if each year's growth adds to the last level known.

    A random walk with drift: growth is drawn around its mean, and both mean and spread are learnt from the growth
    known (Student's t; Gelman and others, *Bayesian Data Analysis*, 3rd ed., section 3.2).

    Parameters
    ----------
    rates
        As :func:`helpers.models.trend.annual_rates` returns them, at least two.

    Examples
    --------
    >>> even = pd.DataFrame({"years": [1, 1, 1], "rate": [0.05, 0.10, 0.15]})
    >>> round(carried_on(even, 100.0, 100 * np.exp(0.5), 5), 2)
    0.5
    """
    span, free = float(rates["years"].sum()), len(rates) - 1
    mean = float((rates["rate"] * rates["years"]).sum()) / span
    variance = float((rates["years"] * (rates["rate"] - mean) ** 2).sum()) / free
    spread = np.sqrt(variance * (years + years**2 / span))
    return float(stdtr(free, (years * mean - np.log(target / last)) / spread))


def _futures(known: pd.DataFrame, parameters: Trade, ahead: range) -> NDArray[np.float64]:
    """Draw the years ahead from the known ones; shape (draws, years)."""
    rng = np.random.default_rng(parameters.seed)
    return trend.trend_draws(known["year"], known["value"], list(ahead), parameters.draws, rng)


def _chance(futures: NDArray[np.float64], parameters: Trade) -> float:
    return float((futures[:, -1] >= parameters.target).mean())

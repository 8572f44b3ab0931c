"""The year as it could be forecast on every day on which more of it became known, by one method or another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.analysis.trade import (
    PAIR,
    TURNOVER,
    full_years,
    known_by,
    level,
    measured,
    parts_of,
    period_of,
    reporters,
    turnover,
)
from helpers.analysis.trade_gold import FLOW, VALUE, gold
from helpers.analysis.trade_profiles import FEW, drawn_concentrations, profiles
from helpers.evidence import Evidence, remembered
from helpers.locale import Name
from helpers.models import season, trend
from helpers.models.interval import Interval
from helpers.parameters import Trade

METHODS: Mapping[str, Name] = {
    "course of other years": Name("the course of other years"),
    "in proportion": Name("proportion to the months"),
    "growth so far": Name("the growth so far"),
    "rest of last year": Name("the rest of last year"),
    "trend of years": Name("the trend of the years before"),
}
"""How a part of a year may be carried on to the whole."""

_FEWEST = 4  # a trend with its spread takes four years
_COLUMNS = ["reporter", "day", "months", "part", "gold", "value", "low", "high", "outcome"]


@dataclass(frozen=True, slots=True)
class Vintage:
    """What was known of a year on one day, by one reporter.

    Attributes
    ----------
    day
        On which this became known.
    months, part
        The longest part of the year, USD million.
    before, same
        The whole year before and the same part of it; None where unknown.
    gold
        Gold known to be in the part, by Azerbaijan's figures; 0 where unknown.
    years
        ``year, value`` of the whole years before.
    seen
        The evidence of the day.
    """

    reporter: str
    day: pd.Timestamp
    months: int
    part: float
    before: float | None
    same: float | None
    gold: float
    years: pd.DataFrame
    seen: Evidence

    def told(self) -> tuple[float | None, ...]:
        """Return what a later day has to add to."""
        return (self.months, self.part, self.before, self.same, self.gold)


@remembered
def vintages(evidence: Evidence, parameters: Trade) -> list[Vintage]:
    """Return every day on which more became known of the year that is asked for, while the whole was not.

    Returns
    -------
    list
        By reporter and day. A day on which only other figures were published is left out.
    """
    return [vintage for reporter in reporters(parameters) for vintage in _of_reporter(evidence, reporter, parameters)]


def forecast_rows(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Return the observations from which the year is forecast: turnover of all years, and the gold in it."""
    names = [TURNOVER[reporter] for reporter in reporters(parameters)]
    return pd.concat([evidence.series(names, PAIR), evidence.series(VALUE, FLOW)])


def _of_reporter(evidence: Evidence, reporter: str, parameters: Trade) -> Iterator[Vintage]:
    told = None
    for day in _days(evidence, reporter, parameters):
        vintage = _vintage(known_by(evidence, day), reporter, day, parameters)
        if vintage is not None and vintage.told() != told:
            told = vintage.told()
            yield vintage


def _days(evidence: Evidence, reporter: str, parameters: Trade) -> list[pd.Timestamp]:
    """Days on which a period of the year or the one before, or gold, was first published, before the whole was."""
    used = turnover(evidence, reporter, parameters)
    used = used[used["start"].dt.year.isin([parameters.year - 1, parameters.year])]
    metal = evidence.series(VALUE, FLOW)
    metal = metal[metal["start"].dt.year == parameters.year]
    first = used.groupby("period")["published"].min()
    begun = first[first.index.str.startswith(str(parameters.year))].min()
    days = pd.concat([first, metal.groupby("period")["published"].min()])
    return sorted(set(days[(days >= begun) & (days < first.get(str(parameters.year), pd.Timestamp.max))]))


def _vintage(seen: Evidence, reporter: str, day: pd.Timestamp, parameters: Trade) -> Vintage | None:
    known, year = measured(seen, reporter, parameters), parameters.year
    parts = parts_of(known, year)
    if not parts:
        return None
    months = max(parts)
    last, same = known.get(f"{year - 1}"), known.get(period_of(year - 1, months))
    metal = [gold(seen, part.period) for part in parts.values()] if reporter == "azerbaijan" else []
    years = full_years(seen, reporter, parameters)
    return Vintage(
        reporter,
        day,
        months,
        parts[months].value,
        last.value if last else None,
        same.value if same else None,
        max((found.value for found in metal if found), default=0.0),
        years.loc[years["year"] < year, ["year", "value"]],
        seen,
    )


@remembered
def forecasts(evidence: Evidence, parameters: Trade, method: str, growth: float) -> pd.DataFrame:
    """Forecast the year from each vintage by one method.

    Parameters
    ----------
    method
        A key of :data:`METHODS`.
    growth
        Growth of the rest of the year over the rest of the year before, as a ratio; for that method only.

    Returns
    -------
    DataFrame
        ``reporter, day, months, part, gold, value, low, high, outcome``. ``gold`` is ``repeats`` or ``once``: what is
        known of it is carried on, or added to what is. ``low`` and ``high`` are the value itself where
        the method gives no interval; all three are missing where it lacks a figure on that day.
    """
    lines = []
    for vintage in vintages(evidence, parameters):
        outcome = level(evidence, vintage.reporter, f"{parameters.year}", parameters)
        for treated, aside in _treatments(vintage, parameters, method):
            found = _forecast(vintage, parameters, method, growth, aside)
            numbers = (found.value, found.low, found.high) if found else (np.nan,) * 3
            start = (vintage.reporter, vintage.day, vintage.months, vintage.part, treated)
            lines.append((*start, *numbers, outcome.value if outcome else np.nan))
    return pd.DataFrame(lines, columns=_COLUMNS)


def _treatments(vintage: Vintage, parameters: Trade, method: str) -> list[tuple[str, float]]:
    """With gold carried on or set aside; one way where the method carries no part on or no gold is known."""
    repeats, once = ("repeats", 0.0), ("once", vintage.gold)
    if not vintage.gold or method in ("rest of last year", "trend of years") or parameters.gold == "with":
        return [repeats]
    return [once] if parameters.gold == "without" else [repeats, once]


def _forecast(vintage: Vintage, parameters: Trade, method: str, growth: float, aside: float) -> Interval | None:
    """Forecast the year; None where the day lacks what the method needs."""
    carried, before, same = vintage.part - aside, vintage.before, vintage.same
    if method == "course of other years":
        return _interval(_course(vintage, parameters, carried), aside, parameters)
    if method == "trend of years":
        return _interval(_trend(vintage, parameters), 0.0, parameters)
    if method == "in proportion":
        return Interval.exactly(season.run_rate(carried, vintage.months) + aside)
    if before is None or same is None:
        return None
    if method == "growth so far":
        return Interval.exactly(before * carried / same + aside)
    return Interval.exactly(vintage.part + (before - same) * (1 + growth))


def _course(vintage: Vintage, parameters: Trade, part: float) -> NDArray[np.float64] | None:
    """Draw the year from its part and the course of the other years known on the day."""
    known = profiles(vintage.seen, parameters, without=(vintage.reporter, parameters.year))
    if len(known) < FEW:
        return None
    rng = np.random.default_rng(parameters.seed)
    return season.draw_later(part, vintage.months, season.YEAR, drawn_concentrations(known, parameters, rng), rng)


def _trend(vintage: Vintage, parameters: Trade) -> NDArray[np.float64] | None:
    """Draw the year from those before it; draws below the part that is known are thrown away."""
    if len(vintage.years) < _FEWEST:
        return None
    rng, years = np.random.default_rng(parameters.seed), vintage.years
    drawn = trend.trend_draws(years["year"], years["value"], [parameters.year], parameters.draws, rng)[:, 0]
    kept = drawn[drawn >= vintage.part]
    return kept if len(kept) else None


def _interval(drawn: NDArray[np.float64] | None, aside: float, parameters: Trade) -> Interval | None:
    return None if drawn is None else Interval.from_draws(drawn + aside, parameters.level)

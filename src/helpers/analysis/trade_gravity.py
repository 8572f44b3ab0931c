"""The pair against what economies of their size and distance trade."""

from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from helpers.analysis.trade import PAIR, full_years, lines_of, reporters, turnover
from helpers.evidence import Evidence, newest, remembered
from helpers.models import gravity
from helpers.models.interval import Interval
from helpers.models.season import tail
from helpers.parameters import Trade

GDP = "gdp_current_usd"
_YEARS = (2022, 2025)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The fitted benchmark and the pair against it.

    Attributes
    ----------
    fit
        Coefficients with errors clustered by pair.
    comparators
        Lines that it was fitted to, with ``expected``.
    expected
        ``year, value, low, high``: what the pair should trade, with the interval of a forecast.
    levels
        ``reporter, year, value, ratio, rank``: reported level, its ratio to the expectation, the share of
        forecasts below it.
    rows
        Ids of the observations used.
    """

    fit: gravity.Fit
    comparators: pd.DataFrame
    expected: pd.DataFrame
    levels: pd.DataFrame
    rows: tuple[str, ...]


@remembered
def comparators(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Return the full-year turnover of other pairs with their GDPs, distance and contiguity.

    Every report of a pair and year is kept; reports of the same pair and year share a weight of one.

    Returns
    -------
    DataFrame
        ``pair, year, trade, gdp_first, gdp_second, distance, contiguity, weight, row``; pair-years
        without a GDP are left out.
    """
    rows = evidence.series("bilateral_trade_turnover")
    rows = rows[rows["period"].str.fullmatch(r"\d{4}") & (rows["entity"] != PAIR)]
    rows = rows[rows["start"].dt.year.between(*_YEARS) & (parameters.derived | (rows["kind"] == "actual"))]
    table = pd.DataFrame(
        {"pair": rows["entity"], "year": rows["start"].dt.year, "trade": rows["value"], "row": rows["row"]}
    ).drop_duplicates(["pair", "year", "trade"])
    table = _with_regressors(evidence, parameters, table)
    return table.assign(weight=1 / table.groupby(["pair", "year"])["trade"].transform("size"))


def _with_regressors(evidence: Evidence, parameters: Trade, table: pd.DataFrame) -> pd.DataFrame:
    """Add GDPs, distance and contiguity to pairs and years; lines that lack one go."""
    gdp = newest(evidence.series(GDP))
    wealth = dict(zip(zip(gdp["entity"], gdp["start"].dt.year, strict=True), gdp["value"], strict=True))
    far = newest(evidence.series(f"distance_{parameters.distance}")).set_index("entity")["value"]
    touching = newest(evidence.series("contiguity")).set_index("entity")["value"]
    lines = list(zip(table["pair"], table["year"], strict=True))
    table = table.assign(
        gdp_first=np.array([wealth.get((pair[:3], year), np.nan) for pair, year in lines]),
        gdp_second=np.array([wealth.get((pair[-3:], year), np.nan) for pair, year in lines]),
        distance=table["pair"].map(far).astype(float),
        contiguity=table["pair"].map(touching).astype(float),
    )
    return table.dropna(subset=["gdp_first", "gdp_second", "distance", "contiguity"]).reset_index(drop=True)


@remembered
def benchmark(evidence: Evidence, parameters: Trade) -> Benchmark | None:
    """Fit the benchmark without the pair and put both statistics of the pair against it.

    None where fewer than eight comparator pairs, or no GDP of the pair, were public by the day.
    """
    found = _fitted(evidence, parameters)
    if found is None:
        return None
    frame, goal, fitted = found
    rng = np.random.default_rng(parameters.seed)
    draws = gravity.predictive(frame, goal, parameters.draws, rng, parameters.gravity)
    drawn = dict(zip(goal["year"], draws.T, strict=True))
    levels = _levels(evidence, parameters, goal, fitted)
    return Benchmark(
        fitted,
        frame.assign(expected=fitted.expected(frame)),
        _expected(goal, fitted.expected(goal), draws, parameters.level),
        levels.assign(rank=[tail(drawn[line.year], line.value) for line in lines_of(levels)]),
        (*frame["row"], *_own_rows(evidence, parameters), *_regressor_rows(evidence, parameters)),
    )


def _fitted(evidence: Evidence, parameters: Trade) -> tuple[pd.DataFrame, pd.DataFrame, gravity.Fit] | None:
    """The comparators, the years of the pair, and the benchmark fitted to the former."""
    frame = comparators(evidence, parameters)
    years = pd.DataFrame({"pair": PAIR, "year": range(_YEARS[0], _YEARS[1] + 1)})
    goal = _with_regressors(evidence, parameters, years)
    if frame["pair"].nunique() < 8 or goal.empty:
        return None
    return frame, goal, gravity.fit(frame, parameters.gravity)


def choices(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Fit the benchmark by each estimator and distance.

    Returns
    -------
    DataFrame
        ``gravity, distance, year, expected`` and one ratio for each reporter, for the last year that can
        be compared; empty where no benchmark can be fitted.
    """
    lines = []
    for estimator, distance in product(("ppml", "log_linear"), ("capitals", "weighted")):
        other = parameters.model_copy(update={"gravity": estimator, "distance": distance})
        found = _fitted(evidence, other)
        levels = _levels(evidence, other, *found[1:]) if found else pd.DataFrame()
        if len(levels):
            last = levels[levels["year"] == levels["year"].max()]
            expected = float((last["value"] / last["ratio"]).iloc[0])
            line = {"gravity": estimator, "distance": distance, "year": int(last["year"].iloc[0])}
            lines.append(line | {"expected": expected} | dict(zip(last["reporter"], last["ratio"], strict=True)))
    return pd.DataFrame(lines)


def _expected(goal: pd.DataFrame, value: gravity.Floats, draws: gravity.Floats, level: float) -> pd.DataFrame:
    spans = [Interval.from_draws(column, level) for column in draws.T]
    table = goal[["year"]].assign(value=value, median=[span.value for span in spans])
    return table.assign(low=[span.low for span in spans], high=[span.high for span in spans])


def _levels(evidence: Evidence, parameters: Trade, goal: pd.DataFrame, fitted: gravity.Fit) -> pd.DataFrame:
    """Reported levels of the pair and their ratio to the expectation of their year."""
    expected = dict(zip(goal["year"], fitted.expected(goal), strict=True))
    found = [
        (reporter, line.year, line.value, line.value / expected[line.year])
        for reporter in reporters(parameters)
        for line in lines_of(full_years(evidence, reporter, parameters))
        if line.year in expected
    ]
    return pd.DataFrame(found, columns=["reporter", "year", "value", "ratio"]).astype({"year": int})


def _own_rows(evidence: Evidence, parameters: Trade) -> list[str]:
    rows = pd.concat([turnover(evidence, reporter, parameters) for reporter in reporters(parameters)])
    years = rows["period"].str.fullmatch(r"\d{4}") & rows["start"].dt.year.between(*_YEARS)
    return list(rows.loc[years, "row"])


def _regressor_rows(evidence: Evidence, parameters: Trade) -> list[str]:
    gdp = evidence.series(GDP)
    fixed = evidence.series([f"distance_{parameters.distance}", "contiguity"])
    return [*gdp.loc[gdp["start"].dt.year.between(*_YEARS), "row"], *fixed["row"]]

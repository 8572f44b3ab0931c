"""The pair against what economies of their size and distance trade."""

from dataclasses import dataclass

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
    wealth = {(row.entity, row.start.year): row.value for row in lines_of(gdp)}
    far = newest(evidence.series(f"distance_{parameters.distance}")).set_index("entity")["value"]
    touching = newest(evidence.series("contiguity")).set_index("entity")["value"]
    years = table["year"].astype(int)
    table = table.assign(
        gdp_first=[wealth.get((pair[:3], year), np.nan) for pair, year in zip(table["pair"], years, strict=True)],
        gdp_second=[wealth.get((pair[-3:], year), np.nan) for pair, year in zip(table["pair"], years, strict=True)],
        distance=table["pair"].map(far).astype(float),
        contiguity=table["pair"].map(touching).astype(float),
    )
    return table.dropna(subset=["gdp_first", "gdp_second", "distance", "contiguity"]).reset_index(drop=True)


@remembered
def benchmark(evidence: Evidence, parameters: Trade) -> Benchmark | None:
    """Fit the benchmark without the pair and put both statistics of the pair against it.

    None where fewer than eight comparator pairs, or no GDP of the pair, were public by the day.
    """
    frame = comparators(evidence, parameters)
    years = pd.DataFrame({"pair": PAIR, "year": range(_YEARS[0], _YEARS[1] + 1)})
    goal = _with_regressors(evidence, parameters, years)
    if frame["pair"].nunique() < 8 or goal.empty:
        return None
    fitted = gravity.fit(frame, parameters.gravity)
    rng = np.random.default_rng(parameters.seed)
    draws = gravity.predictive(frame, goal, parameters.draws, rng, parameters.gravity)
    expected = _expected(goal, fitted.expected(goal), draws, parameters.level)
    return Benchmark(
        fitted,
        frame.assign(expected=fitted.expected(frame)),
        expected,
        _levels(evidence, parameters, expected, dict(zip(goal["year"], draws.T, strict=True))),
        (*frame["row"], *_own_rows(evidence, parameters), *_regressor_rows(evidence, parameters)),
    )


def choices(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Fit the benchmark by each estimator and distance.

    Returns
    -------
    DataFrame
        ``gravity, distance, year, expected`` and one ratio for each reporter, for the last year that can
        be compared; empty where no benchmark can be fitted.
    """
    lines = []
    for estimator in ("ppml", "log_linear"):
        for distance in ("capitals", "weighted"):
            other = parameters.model_copy(update={"gravity": estimator, "distance": distance, "draws": 100})
            found = benchmark(evidence, other)
            if found is not None and len(found.levels):
                last = found.levels[found.levels["year"] == found.levels["year"].max()]
                expected = float((last["value"] / last["ratio"]).iloc[0])
                line = {"gravity": estimator, "distance": distance, "year": int(last["year"].iloc[0])}
                ratios = dict(zip(last["reporter"], last["ratio"], strict=True))
                lines.append(line | {"expected": expected} | ratios)
    return pd.DataFrame(lines)


def _expected(goal: pd.DataFrame, value: gravity.Floats, draws: gravity.Floats, level: float) -> pd.DataFrame:
    spans = [Interval.from_draws(column, level) for column in draws.T]
    table = goal[["year"]].assign(value=value, median=[span.value for span in spans])
    return table.assign(low=[span.low for span in spans], high=[span.high for span in spans])


def _levels(
    evidence: Evidence, parameters: Trade, expected: pd.DataFrame, draws: dict[int, gravity.Floats]
) -> pd.DataFrame:
    """Reported levels of the pair beside the expectation of their year."""
    found = []
    for reporter in reporters(parameters):
        years = full_years(evidence, reporter, parameters)[["year", "value"]]
        table = years.merge(expected[["year", "value"]], on="year", suffixes=("", "_expected"))
        rank = [tail(draws[line.year], line.value) for line in lines_of(table)]
        found.append(table.assign(reporter=reporter, ratio=table["value"] / table["value_expected"], rank=rank))
    return pd.concat(found, ignore_index=True)[["reporter", "year", "value", "ratio", "rank"]]


def _own_rows(evidence: Evidence, parameters: Trade) -> list[str]:
    rows = pd.concat([turnover(evidence, reporter, parameters) for reporter in reporters(parameters)])
    years = rows["period"].str.fullmatch(r"\d{4}") & rows["start"].dt.year.between(*_YEARS)
    return list(rows.loc[years, "row"])


def _regressor_rows(evidence: Evidence, parameters: Trade) -> list[str]:
    gdp = evidence.series(GDP)
    fixed = evidence.series([f"distance_{parameters.distance}", "contiguity"])
    return [*gdp.loc[gdp["start"].dt.year.between(*_YEARS), "row"], *fixed["row"]]

"""Where the corridor's yearly figures are heading, and how such forecasts did before."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.analysis.corridor import BY_KEY, growth_rates, levels, yearly
from helpers.analysis.corridor_compare import boxes_by_year
from helpers.evidence import Evidence, remembered
from helpers.models.growth import SHORTEST, Method, fit, forecast
from helpers.models.interval import Interval
from helpers.parameters import Corridor

METHODS: tuple[Method, ...] = ("damped trend", "logistic", "no change")
QUANTITIES = {"ministry": "Mt", "boxes": "TEU"}
"""The two measures that have a yearly series long enough, and their units."""

_FORECAST_COLUMNS = ["measure", "method", "year", "value", "low", "high"]
_BACKTEST_COLUMNS = [
    "measure", "method", "view", "origin", "year", "n", "forecast", "low", "high", "outcome", "error", "inside",
]  # fmt: skip


def history(evidence: Evidence, key: str, by: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the last unbroken run of yearly values of a measure, as known by a day.

    Containers of a year without a figure follow from the next year and its published growth.
    """
    if BY_KEY[key].family == "tonnes":
        return run_of_years(yearly(evidence, key, by))
    boxes = boxes_by_year(evidence)
    return run_of_years(boxes if by is None else boxes[boxes["published"] <= by])


def run_of_years(series: pd.DataFrame) -> pd.DataFrame:
    """Return the last unbroken run of years; a gap before it is not bridged."""
    if series.empty:
        return series
    breaks = series["year"].diff().fillna(1).ne(1).cumsum()
    return series[breaks == breaks.iloc[-1]].reset_index(drop=True)


def ceiling(key: str, parameters: Corridor, values: Sequence[float]) -> float:
    """Return the assumed saturation of a measure, above all values seen."""
    assumed = parameters.ceiling_mt if BY_KEY[key].family == "tonnes" else parameters.ceiling_teu
    return max(assumed, 1.05 * max(values))


def forecasts(evidence: Evidence, parameters: Corridor, key: str = "ministry") -> pd.DataFrame:
    """Forecast a measure to the horizon with every method.

    Returns
    -------
    DataFrame
        measure, method, year, value, low, high; empty where fewer than three years in a row are known.
    """
    series = history(evidence, key)
    if len(series) < SHORTEST:
        return pd.DataFrame(columns=_FORECAST_COLUMNS)
    rng = np.random.default_rng(parameters.seed)
    frames = [_ahead(series, key, method, parameters, parameters.horizon, rng) for method in METHODS]
    return pd.concat(frames, ignore_index=True)[_FORECAST_COLUMNS]


def _ahead(
    series: pd.DataFrame, key: str, method: Method, parameters: Corridor, horizon: int, rng: np.random.Generator
) -> pd.DataFrame:
    values = series["value"].to_numpy(float)
    fitted = fit(method, values, damping=parameters.damping, ceiling=ceiling(key, parameters, list(values)))
    frame = forecast(fitted, int(series["year"].iloc[-1]), horizon, parameters.draws, parameters.level, rng)
    return frame.assign(measure=key, method=method)


def backtest(evidence: Evidence, parameters: Corridor, key: str = "ministry") -> pd.DataFrame:
    """Forecast every past year from the years before it, twice: as known then, and with today's figures.

    ``as known then`` takes only what was public on 30 June after the last year used, the honest test;
    ``today's figures`` has more origins, and profits from later revisions.

    Returns
    -------
    DataFrame
        measure, method, view, origin (last year used), year, n (years used), forecast, low, high, outcome,
        error (percent of the outcome), inside (whether the interval held it).
    """
    today = history(evidence, key)
    outcomes = dict(zip(today["year"], today["value"], strict=True))
    rows = []
    for origin in (year for year in outcomes if year + 1 in outcomes):
        then = pd.Timestamp(year=origin + 1, month=6, day=30)
        for view, known in {"as known then": history(evidence, key, by=then), "today's figures": today}.items():
            series = run_of_years(known[known["year"] <= origin])
            if len(series) >= SHORTEST and series["year"].iloc[-1] == origin:
                rows += _tested(series, key, view, outcomes[origin + 1], parameters)
    return pd.DataFrame(rows, columns=_BACKTEST_COLUMNS)


def _tested(series: pd.DataFrame, key: str, view: str, outcome: float, parameters: Corridor) -> list[dict[str, object]]:
    rng, origin = np.random.default_rng(parameters.seed), int(series["year"].iloc[-1])
    rows: list[dict[str, object]] = []
    for method in METHODS:
        year = _ahead(series, key, method, parameters, origin + 1, rng).iloc[0]
        rows.append({
            "measure": key, "method": method, "view": view, "origin": origin, "year": origin + 1, "n": len(series),
            "forecast": year["value"], "low": year["low"], "high": year["high"], "outcome": outcome,
            "error": 100 * (year["value"] / outcome - 1), "inside": bool(year["low"] <= outcome <= year["high"]),
        })  # fmt: skip
    return rows


def skill(tested: pd.DataFrame) -> pd.DataFrame:
    """Return the mean absolute error and the share inside the interval, by view and method."""
    groups = tested.assign(miss=tested["error"].abs()).groupby(["view", "method"], sort=False)
    return groups.agg(
        tests=("year", "size"), mean_miss=("miss", "mean"), bias=("error", "mean"), inside=("inside", "mean")
    ).reset_index()


def pace_nowcasts(evidence: Evidence, key: str = "ministry") -> pd.DataFrame:
    """Carry the growth of the first months of a year to the whole year, for every year and window.

    This is how "if the trend holds" is reckoned: last year's total times the growth so far.

    Returns
    -------
    DataFrame
        year, months, growth (percent), nowcast, outcome (NaN while unknown), error (percent), sources.
    """
    rates = growth_rates(evidence, [key])
    rates = rates[rates["months"] < 12]
    totals = yearly(evidence, key).set_index("year")["value"]
    rates = rates[(rates["year"] - 1).isin(totals.index)].reset_index(drop=True)
    base = (rates["year"] - 1).map(totals).astype(float)
    nowcast, outcome = base * (1 + rates["value"] / 100), rates["year"].map(totals).astype(float)
    return pd.DataFrame({
        "year": rates["year"], "months": rates["months"], "growth": rates["value"], "nowcast": nowcast,
        "outcome": outcome, "error": 100 * (nowcast / outcome - 1), "sources": rates["sources"],
    })  # fmt: skip


@remembered
def year_shares(evidence: Evidence) -> pd.DataFrame:
    """Return how the share of the first months in a year compares with their share of the calendar.

    Taken from every measure of the corridor with a part and a whole of one year. A ratio of 1 is an even year.

    Returns
    -------
    DataFrame
        measure, year, months, ratio.
    """
    rows = levels(evidence)
    rows = rows[rows["months"] > 0].drop_duplicates(["measure", "year", "months"], keep="last")
    whole = rows[rows["months"] == 12][["measure", "year", "value"]]
    part = rows[rows["months"].between(3, 11)].merge(whole, on=["measure", "year"], suffixes=("", "_year"))
    ratio = (part["value"] / part["value_year"]) / (part["months"] / 12)
    return part[["measure", "year", "months"]].assign(ratio=ratio)


def annualised(evidence: Evidence, parameters: Corridor, key: str, year: int) -> tuple[Interval, pd.Series] | None:
    """Extend the longest known part of a year to the whole year.

    The value is pro rata; the interval comes from how uneven the corridor's years have been, resampled
    among windows of at least half a year.

    Returns
    -------
    (Interval, Series) or None
        The year's figure in the unit of the measure and the row that it rests on; None where no part is known.
    """
    rows = levels(evidence, [key])
    parts = rows[(rows["year"] == year) & rows["months"].between(1, 11)]
    if parts.empty:
        return None
    part = parts.sort_values(["months", "published"]).iloc[-1]
    shares = year_shares(evidence)
    ratios = shares.loc[(shares["months"] >= 6) & shares["ratio"].between(0.5, 1.5), "ratio"].to_numpy(float)
    even = float(part["value"]) * 12 / float(part["months"])
    left = 1 - part["months"] / 12  # the longer the part, the less can be uneven
    drawn = np.random.default_rng(parameters.seed).choice(ratios if len(ratios) else np.ones(1), parameters.draws)
    spread = Interval.from_draws(even / (1 + (drawn - 1) * min(1.0, 2 * left)), parameters.level)
    return Interval(even, min(spread.low, even), max(spread.high, even)), part

"""Where a trend of growth leads, and how long a target takes."""

from math import log

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray


def annual_rates(levels: pd.DataFrame) -> pd.DataFrame:
    """Growth between the known years of one reporter, in logarithms a year.

    Parameters
    ----------
    levels
        ``year, value``, one line a year, values positive; gaps between years are allowed.

    Returns
    -------
    DataFrame
        ``from, to, years, rate``: the mean yearly change of the logarithm over each gap.

    Examples
    --------
    >>> annual_rates(pd.DataFrame({"year": [2018, 2020], "value": [100.0, 121.0]})).round(4).to_dict("records")
    [{'from': 2018, 'to': 2020, 'years': 2, 'rate': 0.0953}]
    """
    line = levels.sort_values("year", ignore_index=True)
    years = line["year"].diff().iloc[1:].astype(int)
    rate = np.log(line["value"]).diff().iloc[1:] / years
    before, after = line["year"].shift().iloc[1:].astype(int), line["year"].iloc[1:]
    return pd.DataFrame({"from": before, "to": after, "years": years, "rate": rate}).reset_index(drop=True)


def years_at(level: float, target: float, growth: float) -> float:
    """Years until a level reaches a target at a steady yearly growth; infinite if it never does.

    Examples
    --------
    >>> round(years_at(500.0, 1000.0, 0.10), 1)
    7.3
    >>> years_at(500.0, 1000.0, -0.01)
    inf
    """
    if level >= target:
        return 0.0
    return log(target / level) / log(1 + growth) if growth > 0 else float("inf")


def growth_needed(level: float, target: float, years: float) -> float:
    """Yearly growth that brings a level to a target in some years.

    Examples
    --------
    >>> round(growth_needed(500.0, 1000.0, 5), 3)
    0.149
    """
    return float((target / level) ** (1 / years) - 1)


def trend_draws(
    years: ArrayLike, values: ArrayLike, ahead: ArrayLike, draws: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Draw levels of coming years around a straight trend of the logarithms; shape (draws, years ahead).

    Swings are taken as swings about a trend, not as steps of a random walk: a consignment that fills one
    year does not lift the next. Trend and spread are both uncertain (the normal linear model with a flat
    prior: Gelman and others, *Bayesian Data Analysis*, 3rd ed., section 14.2). The years of one draw share
    one deviation: each year's distribution is right, a draw is no path.

    Parameters
    ----------
    years, values
        Known years and their levels; at least four.
    ahead
        Years to draw.

    Raises
    ------
    ValueError
        If fewer than four years are known.

    Examples
    --------
    >>> drawn = trend_draws([2020, 2021, 2022, 2023], [100, 111, 121, 133], [2024], 500, np.random.default_rng(1))
    >>> bool(130 < np.median(drawn) < 160)
    True
    """
    t, y = np.asarray(years, dtype=float), np.log(np.asarray(values, dtype=float))
    if t.size < 4:
        raise ValueError(f"expected at least 4 years for a trend with its spread, found {t.size}")
    x, goal = np.column_stack([np.ones_like(t), t - t.mean()]), np.asarray(ahead, dtype=float) - t.mean()
    beta, *_ = np.linalg.lstsq(x, y, rcond=None)
    free = t.size - 2
    spread = np.sqrt(((y - x @ beta) ** 2).sum() / rng.chisquare(free, size=draws))[:, None]
    middle = beta[0] + spread * rng.standard_normal((draws, 1)) / np.sqrt(t.size)
    slope = beta[1] + spread * rng.standard_normal((draws, 1)) / np.sqrt(((t - t.mean()) ** 2).sum())
    logs = middle + slope * goal + spread * rng.standard_normal((draws, 1))
    return np.asarray(np.exp(np.clip(logs, -50, 50)), dtype=float)

"""When a consignment came, told from the price that was paid for it."""

from itertools import combinations_with_replacement

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

OUNCES_PER_KILOGRAM = 32.1507465686


def unit_value(value_million: float, kilograms: float) -> float:
    """Price of a consignment, in USD per troy ounce.

    Parameters
    ----------
    value_million
        Value in USD million.
    kilograms
        Fine weight in kg.

    Examples
    --------
    >>> round(unit_value(100.0, 1000.0))
    3110
    """
    return value_million * 1e6 / (kilograms * OUNCES_PER_KILOGRAM)


def candidates(price: float, monthly: pd.DataFrame, tolerance: float = 0.02) -> pd.DataFrame:
    """Compare a price with monthly averages, to see in which month one consignment could have come.

    Parameters
    ----------
    price
        Price paid.
    monthly
        ``period, value``: average market price of each month, in the same unit.
    tolerance
        Relative distance within which a month is a candidate.

    Returns
    -------
    DataFrame
        ``period, value, gap`` (price over the month's average, less one) and ``candidate``.

    Examples
    --------
    >>> monthly = pd.DataFrame({"period": ["2024-12", "2025-01"], "value": [2640.0, 2710.0]})
    >>> candidates(2700.0, monthly)["candidate"].tolist()
    [False, True]
    """
    gap = price / monthly["value"] - 1
    return monthly[["period", "value"]].assign(gap=gap, candidate=gap.abs() <= tolerance)


def arrived_by(price: float, monthly: ArrayLike) -> pd.DataFrame:
    """Bound how much of a weight can have come by the end of each month, given its average price.

    The average price is the mean of the monthly ones weighted by what came in each month. Which weights
    fit is a linear programme with two equations, so its corners have at most two months in them and can
    simply be listed.

    Parameters
    ----------
    price
        Average price paid for everything.
    monthly
        Price of each month, in order; shape (n,).

    Returns
    -------
    DataFrame
        ``low, high``: least and greatest share of the weight that came up to each month; no line where
        no set of weights explains the price.

    Examples
    --------
    >>> arrived_by(150.0, [100.0, 200.0]).round(2).to_dict("list")
    {'low': [0.5, 1.0], 'high': [0.5, 1.0]}
    """
    prices = np.asarray(monthly, dtype=float)
    corners = []
    for first, second in combinations_with_replacement(range(prices.size), 2):
        weight = _split(price, prices[first], prices[second])
        if weight is not None:
            corner = np.zeros(prices.size)
            corner[first] += weight
            corner[second] += 1 - weight
            corners.append(corner.cumsum())
    if not corners:
        return pd.DataFrame({"low": [], "high": []})
    return pd.DataFrame({"low": np.min(corners, axis=0), "high": np.max(corners, axis=0)})


def _split(price: float, first: float, second: float) -> float | None:
    """Return the weight of the first of two prices that makes their mean the price paid, or None."""
    if first == second:
        return 1.0 if np.isclose(price, first) else None
    weight = (price - second) / (first - second)
    return float(weight) if 0 <= weight <= 1 else None

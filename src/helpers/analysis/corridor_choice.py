"""Which way a shipper takes, who weighs price, time and reliability."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.analysis.corridor_network import NORTH, Way
from helpers.models.envelope import lowest


@dataclass(frozen=True, slots=True)
class Weights:
    """What a shipper counts for a container, in USD.

    Attributes
    ----------
    price
        For each USD of the price; below 1 where somebody else pays a part.
    time
        For each day on the way.
    reserve
        For each day that has to be kept in reserve against delay.
    """

    price: float
    time: float
    reserve: float


@dataclass(frozen=True)
class Choice:
    """The ways by their cost to a shipper.

    Attributes
    ----------
    ways
        way, price (USD per TEU), days, reserve (days), assumed (share of the days), fixed (USD per TEU of price and
        reserve), cost (USD per TEU, all told), chance (share of the draws in which it costs least); least cost first.
    stretches
        way, start, end (USD a day): which way costs least at which weight of time.
    """

    ways: pd.DataFrame
    stretches: pd.DataFrame


def offers(table: pd.DataFrame, *, north: bool) -> pd.DataFrame:
    """Return what every way offers a shipper.

    The reserve is the time between the median and the upper end of the interval: the buffer time of the Federal
    Highway Administration (Travel Time Reliability, 2006).

    Parameters
    ----------
    table
        From :func:`helpers.analysis.corridor_network.comparison`.
    north
        Whether the way through Russia may be taken.

    Returns
    -------
    DataFrame
        way, price, days, reserve, assumed.
    """
    kept = table if north else table[table["way"] != NORTH]
    found = kept[["way", "cost", "days", "assumed"]].rename(columns={"cost": "price"})
    return found.assign(reserve=kept["days_high"] - kept["days"]).reset_index(drop=True)


def choose(offered: pd.DataFrame, drawn: dict[str, Way], weights: Weights, top: float) -> Choice:
    """Add price, time and reserve up to one cost, the generalised cost of transport economics.

    Parameters
    ----------
    offered
        From :func:`offers`.
    drawn
        The draws of each way.
    top
        Largest weight of time that is asked after, USD a day.

    References
    ----------
    Ortúzar, J. de D., and Willumsen, L. G. (2011). Modelling Transport, 4th ed., ch. 5.
    """
    fixed = weights.price * offered["price"] + weights.reserve * offered["reserve"]
    cost = fixed + weights.time * offered["days"]
    ways = offered.assign(fixed=fixed, cost=cost, chance=_chances(offered, drawn, weights))
    found = lowest(list(fixed), list(offered["days"]), top)
    stretches = [(offered["way"].iloc[part.line], part.start, part.end) for part in found]
    return Choice(ways.sort_values("cost", ignore_index=True), pd.DataFrame(stretches, columns=["way", "start", "end"]))


def _chances(offered: pd.DataFrame, drawn: dict[str, Way], weights: Weights) -> list[float]:
    """Share of the draws in which each way costs least."""
    totals = [
        weights.price * drawn[way].costs.sum(axis=1) + weights.time * drawn[way].days.sum(axis=1)
        + weights.reserve * reserve
        for way, reserve in zip(offered["way"], offered["reserve"], strict=True)
    ]  # fmt: skip
    best = np.argmin(totals, axis=0)
    return [float((best == place).mean()) for place in range(len(totals))]

"""The corridor's main numbers as of a day, each None where the evidence does not tell."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis import (
    corridor,
    corridor_capacity,
    corridor_compare,
    corridor_forecast,
    corridor_network,
    corridor_targets,
)
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.parameters import Corridor


@dataclass(frozen=True, slots=True)
class Summary:
    """The bottom line of the corridor.

    Attributes
    ----------
    route, route_year, change
        Cargo of the whole route in its last known year (Mt), the year, and the percent on the year before.
    year, months, tonnes, trains
        Window of the growth rates, the span of growth over all tonnages (value: the median), and that of trains
        from China.
    stated_is_trains
        Whether trains grew at the article's rate and no tonnage did.
    rail, rail_year
        Rail cargo to and from Azerbaijan extended to the whole year (Mt).
    flow, binding
        Most that can pass in a year (Mt), and what binds.
    days, lag, lead, assumed
        Days of the corridor, behind the north, ahead of the ocean, and the share of its days that is assumed.
    horizon, heading
        Last year of the forecasts, and the span of their values then (Mt).
    share
        Percent of the corridor in the containers of corridor and northern rail together.
    """

    origin: str
    destination: str
    months: int
    route: Interval | None = None
    route_year: int | None = None
    change: float | None = None
    year: int | None = None
    tonnes: Interval | None = None
    trains: Interval | None = None
    stated_is_trains: bool = False
    rail: Interval | None = None
    rail_year: int | None = None
    worth: Interval | None = None
    flow: Interval | None = None
    binding: tuple[str, ...] = ()
    days: Interval | None = None
    lag: float | None = None
    lead: float | None = None
    assumed: float = 0.0
    horizon: int | None = None
    heading: Interval | None = None
    pairs_tested: int = 0
    pairs_apart: int = 0
    share: float | None = None


def summary(evidence: Evidence, parameters: Corridor, stated: float, share: float | None = None) -> Summary:
    """Gather the main numbers.

    Parameters
    ----------
    stated
        The article's growth rate in percent.
    share
        Percent of the corridor in the containers of both, from the rule on its rank; None where not known.
    """
    pairs = corridor_compare.compatibility(evidence, parameters)["answer"].value_counts()
    apart, one = int(pairs.get("cannot be one", 0)), int(pairs.get("can be one", 0))
    targets = corridor_targets.told_ahead(corridor_targets.scored(evidence, parameters))
    flow = corridor_capacity.bottleneck(corridor_capacity.capacities(evidence, parameters))
    bound = bool(flow.cut) and np.isfinite(flow.value)
    return Summary(
        parameters.origin, parameters.destination, parameters.months, share=share,
        worth=corridor_targets.worth(targets, parameters), pairs_tested=apart + one, pairs_apart=apart,
        flow=Interval.exactly(flow.value) if bound else None,
        binding=flow.cut if bound else (),
        **_route(evidence), **_growth(evidence, parameters, stated), **_rail(evidence, parameters),
        **_journey(evidence, parameters), **_heading(evidence, parameters),
    )  # fmt: skip


def _heading(evidence: Evidence, parameters: Corridor) -> dict[str, Any]:
    ahead = corridor_forecast.forecasts(evidence, parameters)
    last = ahead[ahead["year"] == parameters.horizon]
    return {"horizon": parameters.horizon, "heading": Interval.spanning(last["value"])} if len(last) else {}


def _route(evidence: Evidence) -> dict[str, Any]:
    known = corridor.yearly(evidence, "ministry")
    if known.empty:
        return {}
    values, years = known["value"].tolist(), known["year"].tolist()
    change = 100 * (values[-1] / values[-2] - 1) if len(years) > 1 and years[-2] == years[-1] - 1 else None
    return {"route": Interval.exactly(values[-1]), "route_year": int(years[-1]), "change": change}


def _growth(evidence: Evidence, parameters: Corridor, stated: float) -> dict[str, Any]:
    rates = corridor.growth_rates(evidence)
    year = corridor.latest_year(rates, parameters)
    if year is None:
        return {}
    rows = corridor.same_months(rates, year, parameters.months)
    tonnes, trains = rows.loc[rows["family"] == "tonnes", "value"], rows[rows["measure"] == "trains"]
    near = (rows["value"] - stated).abs() <= parameters.growth_tolerance
    return {
        "year": year,
        "tonnes": Interval.spanning(tonnes) if len(tonnes) else None,
        "trains": _interval(trains) if len(trains) else None,
        "stated_is_trains": bool(near[trains.index].any()) and not bool(near[tonnes.index].any()),
    }


def _interval(rates: pd.DataFrame) -> Interval:
    value, low, high = rates[["value", "low", "high"]].to_numpy(float)[0]
    return Interval(float(value), float(low), float(high))


def _rail(evidence: Evidence, parameters: Corridor) -> dict[str, Any]:
    known = corridor.levels(evidence, ["ktz"])
    parts = known[known["months"].between(1, 11)]
    if parts.empty:
        return {}
    year = int(parts["year"].max())
    extended = corridor_forecast.annualised(evidence, parameters, "ktz", year)
    return {"rail": extended[0], "rail_year": year} if extended else {}


def _journey(evidence: Evidence, parameters: Corridor) -> dict[str, Any]:
    table = corridor_network.comparison(corridor_network.ways(evidence, parameters), parameters)
    rows = {row["way"]: row for row in table.to_dict("records")}
    middle = rows.get(corridor_network.MIDDLE)
    if middle is None:
        return {}
    found: dict[str, Any] = {"days": Interval(middle["days"], middle["days_low"], middle["days_high"])}
    found["assumed"] = middle["assumed"]
    if corridor_network.NORTH in rows:
        found["lag"] = middle["days"] - rows[corridor_network.NORTH]["days"]
    if corridor_network.SEA in rows:
        found["lead"] = rows[corridor_network.SEA]["days"] - middle["days"]
    return found

"""What was announced up to the horizon, how likely the simulation finds it, and what a centre would need."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.caspian_outlook import projections
from helpers.analysis.corridor_targets import scored, told_ahead
from helpers.analysis.outlook import OUTPUTS, Simulation, named, simulate
from helpers.analysis.outlook_inputs import FRESH, MEGATONNES, World, world
from helpers.evidence import Evidence, newest
from helpers.locale import Name
from helpers.models.trend import growth_needed
from helpers.parameters import Corridor, Outlook

ANNOUNCED: dict[str, tuple[str, tuple[str, ...]]] = {
    "titr_cargo": ("TITR", ("cargo",)),
    "titr_containers": ("TITR", ("containers",)),
    "kz_oil_via_btc": ("KAZ", ("oil",)),
    "kz_oil_via_btc_target": ("KAZ", ("oil",)),
    "az_kz_trade_target": ("AZE-KAZ", ("trade_azerbaijan", "trade_kazakhstan")),
}
"""Series that announce something simulated, the entity meant, and the outputs that would show it."""

_TARGET_COLUMNS = [
    "output", "label", "target", "unit", "year", "named", "kind", "first_published", "restated", "source", "row",
]  # fmt: skip


def targets(evidence: Evidence, found: World) -> pd.DataFrame:
    """Return the targets and forecasts that the simulation can be asked about.

    A target without a year ("in the coming years") is asked of the horizon, if it was stated in the last
    years and lies above the last known figure: else it is met, or meant as a part. Bounds and capacities
    are no targets.

    Returns
    -------
    DataFrame
        ``output, label, target`` (in the output's unit), ``unit, year, named`` (whether the year was
        named), ``kind, first_published, restated`` (times), ``source, row``; one row a target.
    """
    frames = []
    for series, (entity, outputs) in ANNOUNCED.items():
        rows = evidence.series(series, entity, kinds=("plan", "forecast"))
        for output in outputs:
            quantity = found.quantities[output]
            if quantity.marginal is None or not found.years:
                continue
            scale = rows["unit"].map(MEGATONNES).fillna(1.0).astype(float)
            dated = rows["period"].str.fullmatch(r"\d{4}")
            years = rows["end"].dt.year.where(dated, found.years[-1])
            told = rows.assign(
                output=output, label=named(output)[0], target=rows["value"] * scale, unit=quantity.unit,
                year=years, named=dated,
            )  # fmt: skip
            lately = told["published"].dt.year >= evidence.as_of.year - FRESH
            open_still = told["named"] | (lately & (told["target"] > quantity.history["value"].iloc[-1]))
            frames.append(told[told["year"].isin(found.years) & open_still])
    if not sum(map(len, frames)):
        return pd.DataFrame(columns=_TARGET_COLUMNS)
    return _once(pd.concat(frames, ignore_index=True))


def _once(told: pd.DataFrame) -> pd.DataFrame:
    """Keep each target once, at its first publication; a year named makes the same number without one needless."""
    told = told.sort_values(["published", "source"])
    key = ["output", "target", "year"]
    count = told.groupby(key)["row"].transform("size") - 1
    told = told.assign(restated=count, first_published=told["published"])
    told = told.sort_values(["named", "published"], ascending=[False, True]).drop_duplicates(key)
    order = {name: place for place, name in enumerate(OUTPUTS)}
    told = told.assign(place=told["output"].map(order)).sort_values(["place", "year", "target"], ignore_index=True)
    return told[_TARGET_COLUMNS]


VARIANTS = {
    "as asked": Name("as asked"),
    "no fleet added": Name("no fleet added"),
    "fleet twice as large": Name("fleet twice as large"),
    "tankers twice as many": Name("tankers twice as many"),
    "no dredging": Name("no dredging"),
    "dredging keeps pace": Name("dredging keeps pace"),
    "level stays": Name("level stays"),
    "level falls twice as fast": Name("level falls twice as fast"),
    "whole way a fifth cheaper": Name("whole way a fifth cheaper"),
    "whole way a fifth dearer": Name("whole way a fifth dearer"),
    "growth by damped trend alone": Name("growth by damped trend alone"),
    "no change but chance": Name("no change but chance"),
    "quantities independent": Name("quantities independent"),
    "quantities nearly as one": Name("quantities nearly as one"),
    "oil never stops": Name("oil never stops"),
    "everything helps": Name("everything helps"),
}
"""What the variants are called."""


MOVES: dict[str, dict[str, Any]] = {
    "as asked": {},
    "no fleet added": {"fleet_factor": 1.0},
    "fleet twice as large": {"fleet_factor": 2.0},
    "tankers twice as many": {"tanker_factor": 2.0},
    "no dredging": {"dredged": 0.0, "dredging_spread": 0.0},
    "dredging keeps pace": {"dredged": 1.0, "dredging_spread": 0.0},
    "level stays": {"fall_factor": 0.0},
    "level falls twice as fast": {"fall_factor": 2.0},
    "whole way a fifth cheaper": {"tariff": -0.2},
    "whole way a fifth dearer": {"tariff": 0.2},
    "growth by damped trend alone": {"method": "damped trend"},
    "no change but chance": {"method": "no change"},
    "quantities independent": {"together": 0.0},
    "quantities nearly as one": {"together": 0.8},
    "oil never stops": {"stop_risk": 0.0},
    "everything helps": {
        "fleet_factor": 2.0, "tanker_factor": 2.0, "dredged": 1.0, "dredging_spread": 0.0, "tariff": -0.2,
        "stop_risk": 0.0,
    },
}  # fmt: skip
"""What the variants set otherwise: assumptions and levers moved one at a time, the run as asked first."""


def variants(parameters: Outlook) -> dict[str, Outlook]:
    """Return the parameters of every variant, the run as asked first."""
    return {name: parameters.model_copy(update=move) for name, move in MOVES.items()}


def simulations(evidence: Evidence, parameters: Outlook, found: World) -> dict[str, Simulation]:
    """Simulate every variant; empty where nothing can be simulated."""
    came = {}
    for name, other in variants(parameters).items():
        place = found if other.method == parameters.method else world(evidence, other)
        simulation = simulate(place, other)
        if simulation is not None:
            came[name] = simulation
    return came


def chances(told: pd.DataFrame, runs: Mapping[str, Simulation]) -> pd.DataFrame:
    """Return the chance of every target, as asked and over all variants.

    Returns
    -------
    DataFrame
        ``told`` with ``median`` (of the output in that year), ``chance, low, high, best`` (the variant with
        the greatest chance) and ``late`` (chance of so much in the last year).
    """
    rows = []
    for row in told.to_dict("records"):
        met = {name: float((run.at(row["output"], row["year"]) >= row["target"]).mean()) for name, run in runs.items()}
        middle = float(np.median(runs["as asked"].at(row["output"], row["year"])))
        late = float((runs["as asked"].outputs[row["output"]][:, -1] >= row["target"]).mean())
        best = max(met, key=lambda name: met[name])
        rows.append((middle, met["as asked"], min(met.values()), max(met.values()), best, late))
    found = pd.DataFrame(rows, columns=["median", "chance", "low", "high", "best", "late"], index=told.index)
    return pd.concat([told, found], axis=1)


def from_last(found: World, run: Simulation, output: str, target: float) -> tuple[float, float] | None:
    """Ask how much a chance hangs on a trend that does not pass through the last known year.

    Returns
    -------
    tuple
        The last known figure as a share of the trend of the futures' medians, and the chance of the target in the
        last simulated year were that trend to pass through the figure; None where fewer than two years are known.
    """
    history = found.quantities[output].history
    if output not in run.outputs or history.empty or len(run.years) < 2:
        return None
    middle = np.log(np.median(run.outputs[output], axis=0))
    slope = float(middle[-1] - middle[0]) / (run.years[-1] - run.years[0])
    there = float(np.exp(middle[0] - slope * (run.years[0] - float(history["year"].iloc[-1]))))
    share = float(history["value"].iloc[-1]) / there
    return share, float((run.outputs[output][:, -1] * share >= target).mean())


def leading(told: pd.DataFrame) -> pd.DataFrame:
    """Return one target an output: plans a year ahead first, then the one stated most often, then last.

    Trade is announced once and counted by two offices: Kazakhstan's statistics stand for it where they can
    be simulated.
    """
    near = told["year"] == told["year"].min()
    order = told.assign(plan=told["kind"].eq("plan") & ~near).sort_values(
        ["plan", "restated", "first_published"], ascending=False
    )
    order = order.drop_duplicates("output").drop(columns="plan")
    if {"trade_azerbaijan", "trade_kazakhstan"} <= set(order["output"]):
        order = order[order["output"] != "trade_azerbaijan"]
    return order.sort_index().reset_index(drop=True)


def together(told: pd.DataFrame, runs: Mapping[str, Simulation]) -> pd.DataFrame:
    """Return the chance that all of some targets are met in the last year, late or not.

    Returns
    -------
    DataFrame
        ``variant, all, product`` (what it were if they had nothing in common), ``none`` (no target met);
        one row for each degree of dependence.
    """
    rows = []
    for name in ("quantities independent", "as asked", "quantities nearly as one"):
        if name not in runs or told.empty:
            continue
        met = np.column_stack(
            [runs[name].outputs[row["output"]][:, -1] >= row["target"] for row in told.to_dict("records")]
        )
        rows.append((name, met.all(axis=1).mean(), met.mean(axis=0).prod(), (~met).all(axis=1).mean()))
    return pd.DataFrame(rows, columns=["variant", "all", "product", "none"])


def record(evidence: Evidence, parameters: Outlook) -> tuple[int, int]:
    """Return how many past targets of the corridor were met, and of how many told ahead."""
    past = told_ahead(scored(evidence, Corridor(**parameters.common())))
    return int(past["met"].sum()), len(past)


CENTRES = {
    "containers": (
        ("china_europe_rail_containers", "northern_containers"),
        None,
        Name("China-Europe rail, all routes"),
    ),
    "cargo": (("kz_transit_total",), "KAZ", Name("all transit of Kazakhstan")),
    "oil": (("kz_oil_exports_cpc",), "KAZ", Name("Kazakhstan's oil through CPC")),
    "trade_azerbaijan": (("bilateral_trade_turnover",), "AZE-RUS", Name("Azerbaijan's trade with Russia")),
    "trade_kazakhstan": (("bilateral_trade_turnover",), "KAZ-RUS", Name("Kazakhstan's trade with Russia")),
}
"""What each quantity would have to equal for the space between to be a centre: the tie that is largest now."""


def conditions(evidence: Evidence, found: World, simulation: Simulation | None) -> pd.DataFrame:
    """Return what would have to be true for the space between the two to be a centre in figures.

    Each quantity is set beside the flow that leads past it. To equal it is necessary to be a centre in that
    respect and not sufficient; whether it would be one, no figure says.

    Returns
    -------
    DataFrame
        ``output, label, today, year, beside, benchmark, benchmark_year, unit, multiple, low, high`` (of the
        multiple, by rival figures of the same year), ``growth`` (a year to equal it by the horizon), ``chance``
        (in the simulation; NaN where there is none), ``source`` (of the benchmark), ``rows`` (of both).
    """
    rows = []
    for output, (series, entity, beside) in CENTRES.items():
        history = found.quantities[output].history
        seen = newest(evidence.series(list(series), entity, kinds=("actual",)))
        seen = seen[seen["period"].str.fullmatch(r"\d{4}")].sort_values(["end", "published"])
        if history.empty or seen.empty:
            continue
        last, largest = history.iloc[-1], seen.iloc[-1]
        goal = float(largest["value"]) * MEGATONNES.get(str(largest["unit"]), 1.0)
        times = _multiple(evidence, largest, goal / float(last["value"])) if last["value"] > 0 else (np.nan,) * 3
        ahead = found.years[-1] - int(last["year"]) if found.years else 0
        known = simulation is not None and output in simulation.outputs
        chance = float((simulation.outputs[output][:, -1] >= goal).mean()) if simulation and known else np.nan
        growth = growth_needed(float(last["value"]), goal, ahead) if ahead > 0 and last["value"] > 0 else np.nan
        rows.append((
            output, named(output)[0], float(last["value"]), int(last["year"]), beside, goal,
            int(largest["end"].year), OUTPUTS[output][1], *times, growth, chance, str(largest["source"]),
            (str(last["row"]), str(largest["row"])),
        ))  # fmt: skip
    columns = ["output", "label", "today", "year", "beside", "benchmark", "benchmark_year", "unit", "multiple",
               "low", "high", "growth", "chance", "source", "rows"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _multiple(evidence: Evidence, taken: pd.Series, multiple: float) -> tuple[float, float, float]:
    """The multiple, and its ends by all figures of the same series and year."""
    rivals = evidence.series(str(taken["series"]), str(taken["entity"]), kinds=("actual",), period=str(taken["period"]))
    scale = multiple / float(taken["value"])
    return multiple, float(rivals["value"].min()) * scale, float(rivals["value"].max()) * scale


def published_falls(evidence: Evidence, parameters: Outlook) -> pd.DataFrame:
    """Return published projections of the level for the horizon, as falls from the newest Kazakh yearly mean.

    Returns
    -------
    DataFrame
        ``study, scenario, measure, fall`` (metres), ``bound, row, source``; least fall first.
    """
    table = projections(evidence)
    rows = table[table["horizon"] == parameters.horizon].sort_values("fall", ignore_index=True)
    return rows[["study", "scenario", "measure", "fall", "bound", "row", "source"]]

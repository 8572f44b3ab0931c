"""The joint simulation: cargo, containers, oil, trade and level drawn together, bound by ships and water."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.analysis.outlook_inputs import LABELS, REPORTERS, World, world
from helpers.evidence import Evidence
from helpers.locale import Name
from helpers.models import scenarios, shipping
from helpers.models.interval import Interval
from helpers.parameters import Outlook

Floats = NDArray[np.float64]

UNKNOWNS: dict[str, Name] = {
    "cargo": Name("cargo wanted"),
    "containers": Name("containers wanted"),
    "oil": Name("oil offered"),
    "trade": Name("trade of the two"),
    "level": Name("fall of the level"),
    "hull": Name("cargo lost per metre of draft"),
    "dredging": Name("share made up by dredging"),
    "fleet": Name("what the fleet can carry"),
    "tankers": Name("tankers free for this oil"),
    "elasticity": Name("answer of cargo to price"),
    "stop": Name("a stop of the oil"),
}
"""What is drawn, one uniform number each; the first four are coupled."""

COUPLED = 4

OUTPUTS = {
    "cargo": (LABELS["cargo"], "Mt"),
    "containers": (LABELS["containers"], "TEU"),
    "oil": (LABELS["oil"], "Mt"),
    "trade_azerbaijan": (LABELS["trade_azerbaijan"], "USD million"),
    "trade_kazakhstan": (LABELS["trade_kazakhstan"], "USD million"),
    "level": (Name("level against the last year seen"), "m"),
    "load": (Name("load of a ship against today's"), "ratio"),
}
"""What comes out, in the order shown."""


def named(output: str) -> tuple[str, str]:
    """Return what an output is called, as it begins a line, and its unit.

    >>> named("level")
    ('Level against the last year seen', 'm')
    """
    label, unit = OUTPUTS[output]
    return f"{label:Nom}", unit


@dataclass(frozen=True, eq=False, slots=True)
class Simulation:
    """Futures drawn together.

    Attributes
    ----------
    years
        Shape (n,).
    inputs
        Uniform number of each unknown, shape (draws,).
    outputs
        Values by output, shape (draws, n); what cannot be simulated is absent.
    bound
        Share of the draws in which the ships cannot carry the cargo wanted, by year; None where unknown.
    """

    years: tuple[int, ...]
    inputs: dict[str, Floats]
    outputs: dict[str, Floats]
    bound: Floats | None

    def at(self, output: str, year: int) -> Floats:
        """Return the draws of one output in one year."""
        return self.outputs[output][:, self.years.index(year)]


def simulate(found: World, parameters: Outlook) -> Simulation | None:
    """Draw the futures; None where nothing can be simulated."""
    if not found.known or not found.years:
        return None
    rng = np.random.default_rng(parameters.seed)
    uniform = rng.uniform(1e-9, 1 - 1e-9, (parameters.draws, len(UNKNOWNS)))
    matrix = scenarios.alike(COUPLED, parameters.together)
    uniform[:, :COUPLED] = scenarios.couple(uniform[:, :COUPLED], matrix)
    outputs, bound = propagate(found, parameters, uniform)
    inputs = {name: uniform[:, place] for place, name in enumerate(UNKNOWNS)}
    return Simulation(found.years, inputs, outputs, None if bound is None else bound.mean(axis=0))


def propagate(found: World, parameters: Outlook, uniform: Floats) -> tuple[dict[str, Floats], NDArray[np.bool_] | None]:
    """Turn uniform numbers of the unknowns, shape (draws, 11), into outputs: the structural link.

    A lower level takes draft, draft takes load, a lesser load makes the crossing dearer and the fleet
    smaller; the price takes cargo, the fleet caps it. Containers go first, for they pay best: only the whole
    fleet caps them. Trade hangs together with the rest by correlation only: nobody has published a link.
    """
    draw = dict(zip(UNKNOWNS, uniform.T, strict=True))
    years = np.array(found.years, dtype=float)
    gone = shipping.way_gone(years, found.start, parameters.horizon)
    outputs: dict[str, Floats] = {}
    fall = np.zeros((len(uniform), len(years)))
    if (level := found.quantities["level"].marginal) is not None:
        outputs["level"] = level.at(draw["level"], years) * parameters.fall_factor
        fall = -outputs["level"]
    load = _load(found, parameters, draw, fall)
    if load is not None and "level" in outputs:
        outputs["load"] = load
    served, price = _served(found, parameters, draw, gone, load if load is not None else np.ones_like(fall))
    bound = served.pop("bound", None)
    outputs |= served
    for reporter in REPORTERS:
        if (marginal := found.quantities[f"trade_{reporter}"].marginal) is not None:
            outputs[f"trade_{reporter}"] = marginal.at(draw["trade"], years)
    if (marginal := found.quantities["oil"].marginal) is not None:
        offered = shipping.wanted_at(marginal.at(draw["oil"], years), *price)
        ships = load if load is not None else np.ones_like(fall)
        outputs["oil"] = _oil(found, parameters, draw, gone, offered, ships)
    return {key: outputs[key] for key in OUTPUTS if key in outputs}, None if bound is None else bound > 0


def _load(found: World, parameters: Outlook, draw: Mapping[str, Floats], fall: Floats) -> Floats | None:
    if found.hull is None:
        return None
    low, high = max(parameters.dredged - parameters.dredging_spread, 0), parameters.dredged + parameters.dredging_spread
    made_up = scenarios.triangular(draw["dredging"], low, parameters.dredged, min(high, 1))
    lost = scenarios.between(draw["hull"], found.hull.low, found.hull.high)
    return shipping.load_left(fall, lost[:, None], made_up[:, None])


def _served(
    found: World, parameters: Outlook, draw: Mapping[str, Floats], gone: Floats, load: Floats
) -> tuple[dict[str, Floats], tuple[Floats, Floats]]:
    """Cargo and containers after price and fleet; and the change of price with the answer to it."""
    dearer = shipping.crossing_price(load, parameters.fixed_share, parameters.sea_share) + parameters.tariff * gone
    answer = scenarios.between(draw["elasticity"], 0.5 * parameters.elasticity, 1.5 * parameters.elasticity)[:, None]
    outputs: dict[str, Floats] = {}
    years, cap = np.array(found.years), fleet_cap(found, parameters, draw["fleet"], gone, load)
    if (cargo := found.quantities["cargo"].marginal) is not None:
        wanted = shipping.wanted_at(cargo.at(draw["cargo"], years), dearer, answer)
        outputs |= {"cargo": np.minimum(wanted, cap), "bound": (wanted > cap).astype(float)}
    if (boxes := found.quantities["containers"].marginal) is not None:
        wanted = shipping.wanted_at(boxes.at(draw["containers"], years), dearer, answer)
        outputs["containers"] = np.minimum(wanted, 1e6 * cap / parameters.tonnes_per_teu)
    return outputs, (dearer, answer)


def fleet_cap(found: World, parameters: Outlook, uniform: Floats, gone: Floats, load: Floats) -> Floats:
    """Return what the chain can carry a year, Mt, shape (draws, years); infinite where no capacity is known."""
    if found.fleet is None:
        return np.full_like(load, found.rest)
    unsure = scenarios.about(uniform, 1.0, parameters.spread)[:, None]
    grown = 1 + (parameters.fleet_factor - 1) * gone
    return np.minimum(found.fleet * unsure * grown * load, found.rest)


def _oil(
    found: World, parameters: Outlook, draw: Mapping[str, Floats], gone: Floats, offered: Floats, load: Floats
) -> Floats:
    """Oil offered, within what free tankers carry, unless it has stopped."""
    if found.tankers is not None:
        low, high = found.tankers.low * parameters.free_tankers_low, found.tankers.high * parameters.free_tankers_high
        free = scenarios.between(draw["tankers"], low, high)[:, None]
        offered = np.minimum(offered, free * load * (1 + (parameters.tanker_factor - 1) * gone))
    ahead = np.arange(1.0, len(found.years) + 1)
    return np.where(shipping.stopped(draw["stop"], parameters.stop_risk, ahead), 0.0, offered)


def fans(simulation: Simulation | None, level: float) -> pd.DataFrame:
    """Return median and interval of every output and year.

    Returns
    -------
    DataFrame
        ``output, label, unit, year, low, value, high``; empty where nothing is simulated.
    """
    rows: list[tuple[Any, ...]] = []
    for output, values in simulation.outputs.items() if simulation else ():
        for place, year in enumerate(simulation.years if simulation else ()):
            span = Interval.from_draws(values[:, place], level)
            rows.append((output, *named(output), year, span.low, span.value, span.high))
    return pd.DataFrame(rows, columns=["output", "label", "unit", "year", "low", "value", "high"])


def run(evidence: Evidence, parameters: Outlook) -> Simulation | None:
    """Gather and simulate in one step."""
    return simulate(world(evidence, parameters), parameters)

"""What a fleet carries as the sea falls, and what no fleet could carry: the limit of the berths."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.analysis.energy import Goal
from helpers.analysis.energy_fleet import Fleet, carried, fleet, mixed, needed
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.models.tankers import MOST
from helpers.parameters import Energy


@dataclass(frozen=True)
class Falling:
    """The known fleet while the sea falls.

    Attributes
    ----------
    ships
        Number of ships.
    curve
        fall (metres below today's water), fleet (kt a year that the known ships carry), berths (kt a year that any
        number of ships could carry).
    fall
        Metres of the fall that was asked for.
    carried
        kt a year that the known ships carry then.
    berths
        kt a year that any number of ships could carry then.
    needed
        Ships for the goal then; 0 where berths forbid it with any number.
    short_from
        Fall in metres from which the known ships fall short of the goal; None where they never do.
    """

    ships: int
    curve: pd.DataFrame
    fall: float
    carried: Interval
    berths: float
    needed: int
    short_from: float | None


def falling(evidence: Evidence, parameters: Energy, goal: Goal, falls: Sequence[float]) -> Falling | None:
    """Follow the known fleet through falls of the sea; None where the fleet is unknown.

    Parameters
    ----------
    falls
        Metres below today's water, in rising order.
    """
    known = fleet(evidence, parameters)
    if known is None:
        return None
    asked = parameters.lower_water
    loads, limit = _loads(known, asked, parameters), _berths(known, asked, parameters)
    curve = pd.DataFrame({
        "fall": falls,
        "fleet": [carried(known.cargoes(_loads(known, fall, parameters)), parameters).value for fall in falls],
        "berths": [_berths(known, fall, parameters) for fall in falls],
    })  # fmt: skip
    now = carried(known.cargoes(loads), parameters)
    count = needed(known, loads, parameters, goal) if limit >= goal.kt else 0  # no search for what no number carries
    return Falling(known.ships, curve, asked, now, limit, count, first_short(curve, goal.kt))


def _loads(known: Fleet, fall: float, parameters: Energy) -> dict[str, float]:
    return known.loads_at(-fall, parameters.passed_on)


def _berths(known: Fleet, fall: float, parameters: Energy) -> float:
    """The kt a year that a crowd of ships carries, in the mix of the fleet."""
    mix = mixed(known, _loads(known, fall, parameters))
    return carried([mix[ship % len(mix)] for ship in range(MOST)], parameters).value


def first_short(curve: pd.DataFrame, goal: float) -> float | None:
    """Return the fall from which the fleet carries less than a goal, between the steps of a falling curve.

    Examples
    --------
    >>> curve = pd.DataFrame({"fall": [0.0, 1.0, 2.0], "fleet": [9.0, 7.0, 3.0]})
    >>> first_short(curve, 5.0), first_short(curve, 10.0), first_short(curve, 1.0)
    (1.5, 0.0, None)
    """
    fall, kt = curve["fall"].to_numpy(float), curve["fleet"].to_numpy(float)
    if kt[-1] >= goal:
        return None
    return float(np.interp(-goal, -kt, fall))

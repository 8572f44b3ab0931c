"""The simulation put to the test: run with what was known at the end of past years, against what came."""

import pandas as pd

from helpers.analysis.outlook import named, simulate
from helpers.analysis.outlook_inputs import World, world
from helpers.analysis.trade import known_by
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.parameters import Outlook

BACK = 3
"""Year ends before the day from which the simulation is tried."""

_COLUMNS = ["made", "output", "label", "unit", "year", "low", "value", "high", "outcome", "inside", "place", "source"]


def trials(evidence: Evidence, parameters: Outlook, found: World) -> pd.DataFrame:
    """Simulate from past year ends and compare with outcomes known by now.

    The level is compared as the change from the last year that was seen then.

    Returns
    -------
    DataFrame
        ``made`` (last day known), ``output, label, unit, year, low, value, high, outcome, inside, place``
        (share of the futures below the outcome), ``source``; the unit is the output's.
    """
    rows = []
    for back in range(BACK, 0, -1):
        day = pd.Timestamp(year=evidence.as_of.year - back, month=12, day=31)
        past = world(known_by(evidence, day), parameters)
        run = simulate(past, parameters)
        for output in run.outputs if run else ():
            if run is None or output not in found.quantities:
                continue
            came = found.quantities[output].history.set_index("year")
            base = float(came["value"].get(past.quantities[output].last, 0.0)) if output == "level" else 0.0
            for year in run.years:
                if year not in came.index:
                    continue
                draws, outcome = run.at(output, year), float(came["value"][year]) - base
                span = Interval.from_draws(draws, parameters.level)
                rows.append((
                    day, output, *named(output), year, span.low, span.value, span.high, outcome,
                    span.contains(outcome), float((draws < outcome).mean()), str(came["source"][year]),
                ))  # fmt: skip
    return pd.DataFrame(rows, columns=_COLUMNS)

"""What the article says of the space between Baku and Astana, with the futures that can be computed."""

from collections.abc import Hashable
from typing import Any

from helpers.analysis import outlook_targets
from helpers.analysis.outlook import OUTPUTS, Simulation, simulate
from helpers.analysis.outlook_inputs import World, world
from helpers.claims.ledger import rule
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.parameters import Outlook


@rule("SYN-1", Outlook)
def a_new_centre(evidence: Evidence, parameters: Outlook) -> list[Reading]:
    """The sentence is rhetoric and no rule may judge it; what can be computed is shown beside it.

    One reading a size: cargo of the corridor in the last simulated year, or the first output that can be
    simulated; and a flow that passes the two, which their own would have to equal.
    """
    found = world(evidence, parameters)
    simulation = simulate(found, parameters)
    if simulation is None:
        reason = (
            f"Too little was published by {evidence.as_of} for any quantity to be simulated to {parameters.horizon}."
        )
        return [Reading("rhetoric", Verdict.NOT_CHECKABLE, reason)]
    flows = outlook_targets.conditions(evidence, found, simulation).head(1).to_dict("records")
    return [_future(found, simulation, parameters, flows), *(_passing(row) for row in flows)]


def _passing(row: dict[Hashable, Any]) -> Reading:
    """How large a flow of the two is beside the one that passes them."""
    reason = (
        f'To equal {row["beside"]} of {row["benchmark_year"]} ({_amount(row["benchmark"])} {row["unit"]}), "'
        f'{row["label"]}" ({_amount(row["today"])} in {row["year"]}) would have to grow {row["multiple"]:.1f} times; '
        "whether that would make a centre is not a question of figures."
    )
    share = Interval(100 / row["multiple"], 100 / row["high"], 100 / row["low"])
    definition = f"rhetoric, with {row['beside']} beside it"
    return Reading(definition, Verdict.NOT_CHECKABLE, reason, share, "percent", row["rows"])


def _future(found: World, simulation: Simulation, parameters: Outlook, flows: list[dict[Hashable, Any]]) -> Reading:
    """The range of the first output that can be simulated, and what would have to be true."""
    output = next(iter(simulation.outputs))
    label, unit = OUTPUTS[output]
    span = Interval.from_draws(simulation.outputs[output][:, -1], parameters.level)
    needed = "".join(
        f', and "{row["label"]}" would have to grow {row["multiple"]:.1f} times to equal {row["beside"]}'
        for row in flows
    )
    reason = (
        f'The sentence cannot be checked; in {simulation.years[-1]} the simulation puts "{label}" between '
        f"{_amount(span.low)} and {_amount(span.high)} {unit} ({parameters.level:.0%} of the futures, as far as its "
        f"assumptions hold){needed}."
    )
    rows = tuple(row for row in found.quantities[output].history["row"] if row)
    return Reading("rhetoric, with the range of futures", Verdict.NOT_CHECKABLE, reason, span, unit, rows)


def _amount(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"

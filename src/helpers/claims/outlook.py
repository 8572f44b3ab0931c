"""What the article says of the space between Baku and Astana, with the futures that can be computed."""

from collections.abc import Hashable
from typing import Any

from helpers.analysis import outlook_targets
from helpers.analysis.outlook import Simulation, named, simulate
from helpers.analysis.outlook_inputs import World, world
from helpers.claims.ledger import rule
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence
from helpers.locale import _, p_, written
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
        reason = _(
            "Too little was published by {day} for any quantity to be simulated to {year}.",
            day=evidence.as_of, year=parameters.horizon,
        )  # fmt: skip
        return [Reading(_("rhetoric"), Verdict.NOT_CHECKABLE, reason)]
    flows = outlook_targets.conditions(evidence, found, simulation).head(1).to_dict("records")
    return [_future(found, simulation, parameters, flows), *(_passing(row) for row in flows)]


def _passing(row: dict[Hashable, Any]) -> Reading:
    """How large a flow of the two is beside the one that passes them."""
    reason = _(
        'To equal {flow} of {flow_year} ({size} {unit}), "{label}" ({today} in {year}) would have to grow '
        "{multiple:.1f} times; whether that would make a centre is not a question of figures.",
        flow=row["beside"], flow_year=row["benchmark_year"], size=_amount(row["benchmark"]),
        unit=p_("unit", row["unit"]), label=row["label"], today=_amount(row["today"]), year=row["year"],
        multiple=row["multiple"],
    )  # fmt: skip
    share = Interval(100 / row["multiple"], 100 / row["high"], 100 / row["low"])
    definition = _("rhetoric, with {flow} beside it", flow=row["beside"])
    return Reading(definition, Verdict.NOT_CHECKABLE, reason, share, "percent", row["rows"])


def _future(found: World, simulation: Simulation, parameters: Outlook, flows: list[dict[Hashable, Any]]) -> Reading:
    """The range of the first output that can be simulated, and what would have to be true."""
    output = next(iter(simulation.outputs))
    label, unit = named(output)
    span = Interval.from_draws(simulation.outputs[output][:, -1], parameters.level)
    said: dict[str, Any] = {
        "year": simulation.years[-1], "label": label, "low": _amount(span.low), "high": _amount(span.high),
        "unit": p_("unit", unit), "level": parameters.level,
    }  # fmt: skip
    reason = _(
        'The sentence cannot be checked; in {year} the simulation puts "{label}" between {low} and {high} {unit} '
        "({level:.0%} of the futures, as far as its assumptions hold).",
        **said,
    )
    for row in flows:
        reason = _(
            'The sentence cannot be checked; in {year} the simulation puts "{label}" between {low} and {high} {unit} '
            '({level:.0%} of the futures, as far as its assumptions hold), and "{other}" would have to grow '
            "{multiple:.1f} times to equal {flow}.",
            other=row["label"], multiple=row["multiple"], flow=row["beside"], **said,
        )  # fmt: skip
    rows = tuple(row for row in found.quantities[output].history["row"] if row)
    definition = _("rhetoric, with the range of futures")
    return Reading(definition, Verdict.NOT_CHECKABLE, reason, span, unit, rows)


def _amount(value: float) -> str:
    return written(value, ",.0f" if abs(value) >= 100 else ".1f")

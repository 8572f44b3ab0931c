"""What the article says of the cable on the Caspian seabed, against what was published."""

import pandas as pd

from helpers.analysis import digital, digital_latency, digital_network
from helpers.analysis.digital_network import CABLE, Ways
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence, parse
from helpers.models.interval import Interval
from helpers.parameters import Digital

AGREED, BEGUN, ON_SITE = ("agreement",), ("survey", "manufacture", "laying"), ("laying",)
"""Stages that count as agreed, as building in the wide sense, and as building on the seabed."""


@rule("DIG-1", Digital)
def being_built(evidence: Evidence, parameters: Digital) -> list[Reading]:
    """Look for dated steps by the end of the claim's year: agreed, begun, on the seabed, finished as promised.

    A survey, manufacture or laying counts as building; work on the seabed is laying alone. A missing report of laying
    contradicts only where a later report says that the cable was still being made or its laying still planned.
    """
    by = pd.Timestamp(parse(claim(evidence, "DIG-1").period).end)
    return [
        _begun(evidence, by), _agreed(evidence, by), _on_seabed(evidence, by), _as_promised(evidence, parameters),
    ]  # fmt: skip


def _done(evidence: Evidence, by: pd.Timestamp, stages: tuple[str, ...]) -> pd.DataFrame:
    steps = digital.milestones(evidence)
    return steps[steps["kind"].eq("actual") & (steps["end"] <= by) & steps["stage"].isin(stages)]


def _begun(evidence: Evidence, by: pd.Timestamp) -> Reading:
    definition = "building in the wide sense: survey, manufacture or laying under a contract"
    done, steps = _done(evidence, by, BEGUN), digital.milestones(evidence)
    if len(done):
        told = " and ".join(f"{row['note'].replace(';', ',')} ({row['period']})" for row in done.to_dict("records"))
        early = "; nothing is on record as made or laid by then" if set(done["stage"]) == {"survey"} else ""
        reason = f"{_steps(len(done))} on record by {by:%Y-%m-%d}: {told}{early}."
        return Reading(definition, Verdict.SUPPORTED, reason, Interval.exactly(len(done)), "steps", tuple(done["row"]))
    if steps.empty:
        return silent(definition, evidence, "dated step of the cable")
    reason = f"No survey, manufacture or laying is on record by {evidence.as_of}, only agreements and announcements."
    verdict = Verdict.UNVERIFIED if pd.Timestamp(evidence.as_of) < by else Verdict.CONTRADICTED
    return Reading(definition, verdict, reason, Interval.exactly(0), "steps", tuple(steps["row"]))


def _steps(count: int) -> str:
    return "One step is" if count == 1 else f"{count} steps are"


def _agreed(evidence: Evidence, by: pd.Timestamp) -> Reading:
    definition = "agreements of both sides"
    done = _done(evidence, by, AGREED)
    if done.empty:
        return silent(definition, evidence, "agreement on the cable")
    first, last = done["period"].iloc[0], done["period"].iloc[-1]
    reason = f"{len(done)} agreements and approvals are on record, dated {first} to {last}."
    count = Interval.exactly(len(done))
    return Reading(definition, Verdict.SUPPORTED, reason, count, "agreements", tuple(done["row"]))


def _on_seabed(evidence: Evidence, by: pd.Timestamp) -> Reading:
    definition = "work on the seabed: laying"
    steps = digital.milestones(evidence)
    laid, later = _done(evidence, by, ON_SITE), steps[(steps["end"] > by) & steps["kind"].eq("actual")]
    if len(laid):
        first = laid.iloc[0]
        reason = f"Laying is on record on {first['end']:%Y-%m-%d}: {first['note']}."
        return Reading(definition, Verdict.SUPPORTED, reason, rows=tuple(laid["row"]))
    made = later[later["stage"].isin(["survey", "manufacture", "laying"])]
    planned = steps[steps["kind"].eq("plan") & (steps["published"] <= by) & steps["note"].str.contains("laying")]
    if made.empty and planned.empty:
        return silent(definition, evidence, f"report of laying by {by:%Y-%m-%d}, or of its absence,")
    shown = made.iloc[0] if len(made) else planned.iloc[-1]
    reason = (
        f"No laying is on record by {by:%Y-%m-%d}; "
        + (f"only later, {shown['period']}, came: {shown['note']}." if len(made) else f"the plan was: {shown['note']}.")
    )  # fmt: skip
    return Reading(definition, Verdict.CONTRADICTED, reason, rows=(str(shown["row"]),))


def _as_promised(evidence: Evidence, parameters: Digital) -> Reading:
    definition = "finished in the year first promised (a test of the ledger, not the article's words)"
    told = digital.promises(evidence)
    told, working = told[~told["hindsight"]], _done(evidence, pd.Timestamp(evidence.as_of), ("operation",))
    if told.empty:
        return silent(definition, evidence, "promised year")
    first, last, rows = int(told["year"].iloc[0]), int(told["year"].iloc[-1]), tuple(told["row"])
    if len(working):
        start = working["end"].min()
        verdict = Verdict.SUPPORTED if start.year <= first else Verdict.CONTRADICTED
        reason = f"The cable has worked since {start:%Y-%m-%d}; {first} was promised first."
        return Reading(definition, verdict, reason, Interval.exactly(start.year - first), "years", rows)
    if pd.Timestamp(evidence.as_of) <= pd.Timestamp(first, 12, 31):
        reason = f"The first promise on record, {first}, had not come due by {evidence.as_of}."
        return Reading(definition, Verdict.UNVERIFIED, reason, rows=rows)
    line = digital.drift(evidence, parameters)
    pace = (
        f", by {line.slope.value:.2f} ({line.slope.low:.2f} to {line.slope.high:.2f}) years a year"
        if line else ""
    )  # fmt: skip
    reason = f"The promise moved from {first} to {last}{pace}, and no start of operation is on record."
    return Reading(definition, Verdict.CONTRADICTED, reason, Interval.exactly(last - first), "years", rows)


@rule("DIG-2", Digital)
def link_of_continents(evidence: Evidence, parameters: Digital) -> list[Reading]:
    """Ask whether the cable works, and what it would change if it did: round trips and independent ways.

    Round trips are compared with all lines laid alike, so that only geometry counts, and against the published times
    by sea; a time better than by sea is no merit of the cable where the way without it is shorter still, so that is
    partly so. The network is the least that the evidence speaks of; some links of it are assumed. Baku and Aktau, which
    gain most, are no two continents and are not asked. How tightly caravans tied anything is rhetoric and is not
    measured.
    """
    end = pd.Timestamp(parse(claim(evidence, "DIG-2").period).end)
    if not digital.known(evidence):
        return [
            silent(name, evidence, "step or plan of the cable")
            for name in ("a cable at work", "round trip", "independent ways")
        ]
    continents = digital_network.compare(evidence, parameters, "frankfurt", "beijing")
    south = digital_network.compare(evidence, parameters, "istanbul", "beijing")
    barred = digital_network.compare(evidence, parameters, "frankfurt", "beijing", ("Russia",))
    rows, guessed = _network_rows(evidence, parameters), _assumed(evidence, parameters)
    return [
        _working(evidence, end),
        _faster(continents, "Frankfurt and Beijing", parameters, rows),
        _faster(south, "Istanbul and Beijing", parameters, rows),
        _than_ships(evidence, parameters),
        _more_ways(continents, "between Frankfurt and Beijing", guessed, rows),
        _more_ways(barred, "between Frankfurt and Beijing that avoid Russia", guessed, rows),
    ]


def _network_rows(evidence: Evidence, parameters: Digital) -> tuple[str, ...]:
    used = digital_network.links(evidence, parameters, cable=True)["rows"]
    return tuple(dict.fromkeys(row for rows in used for row in rows))


def _assumed(evidence: Evidence, parameters: Digital) -> str:
    """How much of the network is assumed, for a reason that rests on it."""
    network = digital_network.links(evidence, parameters, cable=False)
    return f"{int(network['basis'].eq('assumed').sum())} of the {len(network)} other links are assumed"


def _working(evidence: Evidence, end: pd.Timestamp) -> Reading:
    definition = "a cable at work by the end of the year promised"
    steps = _done(evidence, end, ("operation",))
    if len(steps):
        reason = f"The cable has worked since {steps['end'].min():%Y-%m-%d}."
        return Reading(definition, Verdict.SUPPORTED, reason, rows=tuple(steps["row"]))
    state, rows = digital.status(evidence), tuple(digital.milestones(evidence)["row"])
    last = f"; the last step on record is of {state.last:%Y-%m-%d}" if state.last is not None else ""
    reason = f"No start of operation was on record by {evidence.as_of}{last}."
    due = pd.Timestamp(evidence.as_of) > end
    return Reading(definition, Verdict.CONTRADICTED if due else Verdict.UNVERIFIED, reason, rows=rows)


def _faster(ways: Ways, ends: str, parameters: Digital, rows: tuple[str, ...]) -> Reading:
    definition = f"if it works: round trip between {ends}, all lines laid alike"
    if ways.before is None or ways.through is None:
        return Reading(definition, Verdict.UNVERIFIED, "The known links do not join the two ends both ways.")
    ratio = [new / old for new, old in _pairs(ways)]
    span = Interval.spanning(ratio, ways.through.value / ways.before.value)
    faster, slower = 1 - parameters.noticeable, 1.0
    verdict = (
        Verdict.SUPPORTED if span.high <= faster else Verdict.CONTRADICTED if span.low >= slower else Verdict.PARTLY
    )
    reason = (
        f"Between {ends} light needs {_range(ways.through)} ms there and back by the cable and "
        f"{_range(ways.before)} ms without it, {abs(100 * (span.value - 1)):.0f} percent "
        f"{'less' if span.value < 1 else 'more'} by the cable."
    )
    return Reading(definition, verdict, reason, span, "ratio", rows)


def _range(span: Interval) -> str:
    if f"{span.low:.1f}" == f"{span.high:.1f}":
        return f"{span.value:.1f}"
    return f"{span.low:.0f} to {span.high:.0f}"


def _pairs(ways: Ways) -> list[tuple[float, float]]:
    new, old = ways.through, ways.before
    assert new is not None
    assert old is not None
    return [(new.low, old.low), (new.value, old.value), (new.high, old.high)]


def _than_ships(evidence: Evidence, parameters: Digital) -> Reading:
    definition = "if it works: round trip between London and Hong Kong, against the published one by sea"
    table = digital_latency.measurements(evidence, parameters)
    sea = table[table["medium"].eq("sea") & table["origin"].eq("london") & table["destination"].eq("hongkong")]
    ways = digital_network.compare(evidence, parameters, "london", "hongkong")
    usual = digital_latency.usual_detour(table)
    if sea.empty or ways.through is None or usual is None:
        return silent(definition, evidence, "round trip by sea and by land")
    # a line is longer than the rule of thumb and its equipment waits: what lines by land need is on record
    slowest = ways.through.high * max(1.0, usual / parameters.route_high)
    span = Interval(ways.through.value, ways.through.low, slowest)
    best = float(sea["value"].min())
    verdict = Verdict.SUPPORTED if span.high < best else Verdict.CONTRADICTED if span.low >= best else Verdict.PARTLY
    shorter = ways.before is not None and ways.before.value < ways.through.value
    if shorter and verdict is Verdict.SUPPORTED:  # another line beats the sea already
        verdict = Verdict.PARTLY
    known = table[table["medium"].eq("land") & table["origin"].eq("london") & table["destination"].eq("hongkong")]
    today = f", but a line by land takes {known['value'].min():.0f} ms without it" if shorter and len(known) else ""
    reason = (
        f"London and Hong Kong would lie {span.low:.0f} to {span.high:.0f} ms apart by way of the cable, the upper end "
        f"at {usual:.1f} times the least possible time, as is usual by land, and {best:.0f} ms by sea{today}."
    )
    return Reading(definition, verdict, reason, span, "ms", (*sea["row"], *known["row"]))


def _more_ways(ways: Ways, where: str, guessed: str, rows: tuple[str, ...]) -> Reading:
    definition = f"if it works: independent ways {where}"
    verdict = Verdict.SUPPORTED if ways.count_after > ways.count_before else Verdict.CONTRADICTED
    reason = (
        f"With the {CABLE} there are {ways.count_after} independent ways {where}, without it {ways.count_before}, in a "
        f"network of which {guessed}."
    )
    gained = Interval.exactly(ways.count_after - ways.count_before)
    return Reading(definition, verdict, reason, gained, "added", rows)

"""What the article says of the cable on the Caspian seabed, against what was published."""

import pandas as pd

from helpers.analysis import digital, digital_latency, digital_network
from helpers.analysis.digital_network import Ways
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence, parse
from helpers.locale import Name, _, n_, p_, rounded, spoken, together, written
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
    definition = _("building in the wide sense: survey, manufacture or laying under a contract")
    done, steps = _done(evidence, by, BEGUN), digital.milestones(evidence)
    if len(done):
        reason = _steps_told(done, by)
        return Reading(definition, Verdict.SUPPORTED, reason, Interval.exactly(len(done)), "steps", tuple(done["row"]))
    if steps.empty:
        return silent(definition, evidence, Name("dated step of the cable"))
    reason = _(
        "No survey, manufacture or laying is on record by {day}, only agreements and announcements.",
        day=evidence.as_of,
    )
    verdict = Verdict.UNVERIFIED if pd.Timestamp(evidence.as_of) < by else Verdict.CONTRADICTED
    return Reading(definition, verdict, reason, Interval.exactly(0), "steps", tuple(steps["row"]))


def _steps_told(done: pd.DataFrame, by: pd.Timestamp) -> str:
    """Name the steps, and say whether the cable was only surveyed."""
    steps = "; ".join(
        str(Name("{step} ({period})", step=p_("note", row["note"]).replace(";", ","), period=spoken(row["period"])))
        for row in done.to_dict("records")
    )
    if set(done["stage"]) == {"survey"}:
        return n_(
            "One step is on record by {day}: {steps}. Nothing is on record as made or laid by then.",
            "{n} steps are on record by {day}: {steps}. Nothing is on record as made or laid by then.",
            len(done), day=by, steps=steps,
        )  # fmt: skip
    return n_(
        "One step is on record by {day}: {steps}.", "{n} steps are on record by {day}: {steps}.",
        len(done), day=by, steps=steps,
    )  # fmt: skip


def _agreed(evidence: Evidence, by: pd.Timestamp) -> Reading:
    definition = _("agreements of both sides")
    done = _done(evidence, by, AGREED)
    if done.empty:
        return silent(definition, evidence, Name("agreement on the cable"))
    reason = n_(
        "{n} agreements and approvals are on record, dated {first} to {last}.",
        "{n} agreements and approvals are on record, dated {first} to {last}.",
        len(done), first=spoken(done["period"].iloc[0]), last=spoken(done["period"].iloc[-1]),
    )  # fmt: skip
    count = Interval.exactly(len(done))
    return Reading(definition, Verdict.SUPPORTED, reason, count, "agreements", tuple(done["row"]))


def _on_seabed(evidence: Evidence, by: pd.Timestamp) -> Reading:
    definition = _("work on the seabed: laying")
    steps = digital.milestones(evidence)
    laid, later = _done(evidence, by, ON_SITE), steps[(steps["end"] > by) & steps["kind"].eq("actual")]
    if len(laid):
        first = laid.iloc[0]
        reason = _("Laying is on record on {day}: {step}.", day=first["end"], step=p_("note", first["note"]))
        return Reading(definition, Verdict.SUPPORTED, reason, rows=tuple(laid["row"]))
    made = later[later["stage"].isin(["survey", "manufacture", "laying"])]
    planned = steps[steps["kind"].eq("plan") & (steps["published"] <= by) & steps["note"].str.contains("laying")]
    if made.empty and planned.empty:
        return silent(definition, evidence, Name("report of laying by {day}, or of its absence,", day=by))
    shown = made.iloc[0] if len(made) else planned.iloc[-1]
    step = p_("note", shown["note"])
    reason = _("No laying is on record by {day}; the plan was: {step}.", day=by, step=step)
    if len(made):
        reason = _(
            "No laying is on record by {day}; on record later, for {period}: {step}.",
            day=by, period=spoken(shown["period"]), step=step,
        )  # fmt: skip
    return Reading(definition, Verdict.CONTRADICTED, reason, rows=(str(shown["row"]),))


def _as_promised(evidence: Evidence, parameters: Digital) -> Reading:
    definition = _("finished in the year first promised (a test of the ledger, not the article's words)")
    told = digital.promises(evidence)
    told, working = told[~told["hindsight"]], _done(evidence, pd.Timestamp(evidence.as_of), ("operation",))
    if told.empty:
        return silent(definition, evidence, Name("promised year"))
    first, last, rows = int(told["year"].iloc[0]), int(told["year"].iloc[-1]), tuple(told["row"])
    if len(working):
        start = working["end"].min()
        verdict = Verdict.SUPPORTED if start.year <= first else Verdict.CONTRADICTED
        reason = _("The cable has worked since {start}; {first} was promised first.", start=start, first=first)
        return Reading(definition, verdict, reason, Interval.exactly(start.year - first), "years", rows)
    if pd.Timestamp(evidence.as_of) <= pd.Timestamp(first, 12, 31):
        reason = _("The first promise on record, {first}, had not come due by {day}.", first=first, day=evidence.as_of)
        return Reading(definition, Verdict.UNVERIFIED, reason, rows=rows)
    line = digital.drift(evidence, parameters)
    reason = _(
        "The promise moved from {first} to {last}, and no start of operation is on record.", first=first, last=last
    )
    if line:
        reason = _(
            "The promise moved from {first} to {last}, by {pace:.2f} ({low:.2f} to {high:.2f}) years a year, and no "
            "start of operation is on record.",
            first=first, last=last, pace=line.slope.value, low=line.slope.low, high=line.slope.high,
        )  # fmt: skip
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
            silent(name, evidence, Name("step or plan of the cable"))
            for name in (_("a cable at work"), _("round trip"), _("independent ways"))
        ]
    continents = digital_network.compare(evidence, parameters, "frankfurt", "beijing")
    south = digital_network.compare(evidence, parameters, "istanbul", "beijing")
    barred = digital_network.compare(evidence, parameters, "frankfurt", "beijing", ("Russia",))
    rows, guessed = _network_rows(evidence, parameters), _assumed(evidence, parameters)
    far = together([digital_latency.name("frankfurt"), digital_latency.name("beijing")])
    near = together([digital_latency.name("istanbul"), digital_latency.name("beijing")])
    return [
        _working(evidence, end),
        _faster(continents, far, parameters, rows),
        _faster(south, near, parameters, rows),
        _than_ships(evidence, parameters),
        _more_ways(continents, Name("between {ends}", ends=far), guessed, rows),
        _more_ways(barred, Name("between {ends} that avoid Russia", ends=far), guessed, rows),
    ]


def _network_rows(evidence: Evidence, parameters: Digital) -> tuple[str, ...]:
    used = digital_network.links(evidence, parameters, cable=True)["rows"]
    return tuple(dict.fromkeys(row for rows in used for row in rows))


def _assumed(evidence: Evidence, parameters: Digital) -> tuple[int, int]:
    """How many links of the network beside the cable are assumed, and how many there are."""
    network = digital_network.links(evidence, parameters, cable=False)
    return int(network["basis"].eq("assumed").sum()), len(network)


def _working(evidence: Evidence, end: pd.Timestamp) -> Reading:
    definition = _("a cable at work by the end of the year promised")
    steps = _done(evidence, end, ("operation",))
    if len(steps):
        reason = _("The cable has worked since {start}.", start=steps["end"].min())
        return Reading(definition, Verdict.SUPPORTED, reason, rows=tuple(steps["row"]))
    state, rows = digital.status(evidence), tuple(digital.milestones(evidence)["row"])
    reason = _("No start of operation was on record by {day}.", day=evidence.as_of)
    if state.last is not None:
        reason = _(
            "No start of operation was on record by {day}; the last step on record is of {last}.",
            day=evidence.as_of, last=state.last,
        )  # fmt: skip
    due = pd.Timestamp(evidence.as_of) > end
    return Reading(definition, Verdict.CONTRADICTED if due else Verdict.UNVERIFIED, reason, rows=rows)


def _faster(ways: Ways, ends: Name, parameters: Digital, rows: tuple[str, ...]) -> Reading:
    definition = _("if it works: round trip between {ends}, all lines laid alike", ends=ends)
    if ways.before is None or ways.through is None:
        return Reading(definition, Verdict.UNVERIFIED, _("The known links do not join the two ends both ways."))
    ratio = [new / old for new, old in _pairs(ways)]
    span = Interval.spanning(ratio, ways.through.value / ways.before.value)
    faster, slower = 1 - parameters.noticeable, 1.0
    verdict = (
        Verdict.SUPPORTED if span.high <= faster else Verdict.CONTRADICTED if span.low >= slower else Verdict.PARTLY
    )
    values = {
        "ends": ends, "through": _range(ways.through), "before": _range(ways.before),
        "percent": abs(100 * (span.value - 1)),
    }  # fmt: skip
    if span.value < 1:
        reason = _(
            "Between {ends} light needs {through} ms there and back by the cable and {before} ms without it, "
            "{percent:.0f} percent less by the cable.",
            **values,
        )
    else:
        reason = _(
            "Between {ends} light needs {through} ms there and back by the cable and {before} ms without it, "
            "{percent:.0f} percent more by the cable.",
            **values,
        )
    return Reading(definition, verdict, reason, span, "of the time without the cable", rows)


def _range(span: Interval) -> str:
    if rounded(span.low, 1) == rounded(span.high, 1):
        return written(span.value, ".1f")
    return p_("range", "{low} to {high}", low=written(span.low, ".0f"), high=written(span.high, ".0f"))


def _pairs(ways: Ways) -> list[tuple[float, float]]:
    new, old = ways.through, ways.before
    assert new is not None
    assert old is not None
    return [(new.low, old.low), (new.value, old.value), (new.high, old.high)]


def _than_ships(evidence: Evidence, parameters: Digital) -> Reading:
    definition = _("if it works: round trip between London and Hong Kong, against the published one by sea")
    table = digital_latency.measurements(evidence, parameters)
    sea = table[table["medium"].eq("sea") & table["origin"].eq("london") & table["destination"].eq("hongkong")]
    ways = digital_network.compare(evidence, parameters, "london", "hongkong")
    usual = digital_latency.usual_detour(table)
    if sea.empty or ways.through is None or usual is None:
        return silent(definition, evidence, Name("round trip by sea and by land"))
    # a line is longer than the rule of thumb and its equipment waits: what lines by land need is on record
    slowest = ways.through.high * max(1.0, usual / parameters.route_high)
    span = Interval(ways.through.value, ways.through.low, slowest)
    best = float(sea["value"].min())
    verdict = Verdict.SUPPORTED if span.high < best else Verdict.CONTRADICTED if span.low >= best else Verdict.PARTLY
    shorter = ways.before is not None and ways.before.value < ways.through.value
    if shorter and verdict is Verdict.SUPPORTED:  # another line beats the sea already
        verdict = Verdict.PARTLY
    known = table[table["medium"].eq("land") & table["origin"].eq("london") & table["destination"].eq("hongkong")]
    values = {"low": span.low, "high": span.high, "usual": usual, "best": best}
    reason = _(
        "London and Hong Kong would lie {low:.0f} to {high:.0f} ms apart by way of the cable, the upper end at "
        "{usual:.1f} times the least possible time, as is usual by land, and {best:.0f} ms by sea.",
        **values,
    )
    if shorter and len(known):
        reason = _(
            "London and Hong Kong would lie {low:.0f} to {high:.0f} ms apart by way of the cable, the upper end at "
            "{usual:.1f} times the least possible time, as is usual by land, and {best:.0f} ms by sea, but a line by "
            "land takes {today:.0f} ms without it.",
            today=known["value"].min(), **values,
        )  # fmt: skip
    return Reading(definition, verdict, reason, span, "ms", (*sea["row"], *known["row"]))


def _more_ways(ways: Ways, where: Name, guessed: tuple[int, int], rows: tuple[str, ...]) -> Reading:
    definition = _("if it works: independent ways gained {where}", where=where)
    verdict = Verdict.SUPPORTED if ways.count_after > ways.count_before else Verdict.CONTRADICTED
    assumed, links = guessed
    reason = _(
        "With the trans-Caspian cable there are {after} independent ways {where}, without it {before}, in a network of "
        "which {assumed} of the {links} other links are assumed.",
        after=ways.count_after, where=where, before=ways.count_before, assumed=assumed, links=links,
    )  # fmt: skip
    gained = Interval.exactly(ways.count_after - ways.count_before)
    return Reading(definition, verdict, reason, gained, "independent ways", rows)

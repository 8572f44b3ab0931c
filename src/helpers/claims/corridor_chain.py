"""What the article says of the corridor's procedures, its chain and its rank, against what was published."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis import corridor, corridor_capacity, corridor_names, corridor_network
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence, newest, parse
from helpers.locale import Name, _, p_, spoken, written
from helpers.models.compatibility import possible
from helpers.models.interval import Interval
from helpers.parameters import Corridor


@rule("COR-5", Corridor)
def digital_procedures(evidence: Evidence, parameters: Corridor) -> list[Reading]:  # noqa: ARG001
    """Look for dated agreements and starts of operation by the end of the claim's year, one reading a procedure.

    A joint start is support; a start by one of the two states, with others, or a joint plan is partly so. A
    published denial (a flag of 0) contradicts.
    """
    stated = claim(evidence, "COR-5")
    by = pd.Timestamp(parse(stated.period).end)
    permits = ("epermit_first_shipment", "epermit_pilot", "epermit_full_switch", "epermit_plan")
    customs = ("customs_release_minutes", "tez_customs_declarations", "digital_workplan")
    logistics = ("digital_platform_integration", "digital_platform_launch", "digital_workplan")
    return [
        _introduced(evidence, by, Name("electronic road permits between the two states"), permits, {"AZE-KAZ"}),
        _introduced(evidence, by, Name("customs of the route working as one"), customs, {"AZE-KAZ", "TITR", "MCM"}),
        _introduced(evidence, by, Name("digital logistics of the route"), logistics, {"AZE-KAZ", "TITR", "MCM"}),
    ]


def _introduced(evidence: Evidence, by: pd.Timestamp, what: Name, series: Sequence[str], joint: set[str]) -> Reading:
    definition = p_("definition", "{name}", name=what)
    rows = evidence.series(list(series), kinds=("actual", "plan"))
    started = rows[(rows["kind"] == "actual") & (rows["end"] <= by)]
    ours, denied = started[started["entity"].isin(joint)], rows[rows["entity"].isin(joint) & rows["value"].eq(0)]
    if len(denied):
        reason = _("The record of {day} denies {what}.", day=denied.iloc[-1]["end"], what=what)
        return Reading(definition, Verdict.CONTRADICTED, reason, rows=tuple(denied["row"]))
    if len(ours):
        month = spoken(f"{ours.iloc[0]['end']:%Y-%m}")
        reason = _("{what:Nom} started by {month} ({who}).", what=what, month=month, who=_who(evidence, ours))
        return Reading(definition, Verdict.SUPPORTED, reason, rows=tuple(ours["row"]))
    if rows.empty:
        return silent(definition, evidence, Name("agreement or start of {what}", what=what))
    plans = rows[~rows["row"].isin(started["row"])]
    reason = _(
        "No start of {what} by {day} was found, only starts elsewhere or by one state alone ({started}) and plans or "
        "later steps ({planned}).",
        what=what, day=by, started=_who(evidence, started), planned=_who(evidence, plans),
    )  # fmt: skip
    return Reading(definition, Verdict.PARTLY, reason, rows=tuple(rows["row"]))


def _who(evidence: Evidence, rows: pd.DataFrame) -> str:
    """Who the rows are about, by the names of the dictionary; their codes where it has none."""
    known = evidence.tables.get("entities", pd.DataFrame(columns=["entity", "name"]))
    names = {code: name.partition(" (")[0] for code, name in zip(known["entity"], known["name"], strict=True)}
    codes = dict.fromkeys(rows["entity"])
    said = "; ".join(str(corridor_names.ACTORS.get(code, names.get(code, code))) for code in codes)
    return said or p_("who", "none")


@rule("COR-6", Corridor)
def one_network(evidence: Evidence, parameters: Corridor) -> list[Reading]:
    """Ask whether the chain exists, whether it could carry the corridor's cargo, whether it does, and who runs it.

    Connection: a way over published legs from both Kazakh ports to Kars. Capacity: the largest flow to Kars
    against the route's tonnes. Use: the cargo of Baku-Tbilisi-Kars against the route's tonnes of the same
    year; below half, most cargo leaves the chain before its end. Institution: a joint operator that includes
    the ports.
    """
    return [_connected(evidence), _could_carry(evidence, parameters), _does_carry(evidence), _one_operator(evidence)]


def _connected(evidence: Evidence) -> Reading:
    definition = _("legs of the network from Aktau and Kuryk by Alat to Kars")
    legs = corridor_network.legs(evidence)
    if legs.empty:
        return silent(definition, evidence, Name("leg of the network"))
    places = {"aktau", "kuryk", "alat", "baku", "tbilisi", "kars"}
    inside = legs[legs["origin"].isin(places) & legs["destination"].isin(places)]
    reached = {port: "kars" in _reachable(inside, port) for port in ("aktau", "kuryk")}
    timed = int(inside["days_low"].notna().sum())
    # a list of legs is never complete, so a missing one is no proof that there is no line
    verdict = Verdict.SUPPORTED if all(reached.values()) else Verdict.UNVERIFIED
    reason = _(
        "{joined} of {ports} Kazakh ports are joined to Kars by {legs} legs, {timed} of them with published days.",
        joined=sum(reached.values()), ports=len(reached), legs=len(inside), timed=timed,
    )  # fmt: skip
    return Reading(definition, verdict, reason, Interval.exactly(sum(reached.values())), "ports")


def _units() -> tuple[str, ...]:
    """Units of readings that no row of the evidence has, named here so that they are translated."""
    return (p_("unit", "ports"),)


def _reachable(legs: pd.DataFrame, start: str) -> set[str]:
    # the two stations of Baku lie on one line, though no leg between them is listed
    pairs = [*zip(legs["origin"], legs["destination"], strict=True), ("alat", "baku")]
    reached, grown = {start}, True
    while grown:
        more = {b for pair in pairs for a, b in (pair, pair[::-1]) if a in reached} - reached
        reached, grown = reached | more, bool(more)
    return reached


def _could_carry(evidence: Evidence, parameters: Corridor) -> Reading:
    definition = _("capacity of the chain to Kars against the cargo of the route")
    chain = corridor_capacity.capacities(evidence, parameters)
    flow, cargo = corridor_capacity.bottleneck(chain, "Kars"), corridor.yearly(evidence, "ministry")
    if not np.isfinite(flow.value) or cargo.empty:
        return silent(definition, evidence, Name("capacity of the chain to Kars, or cargo of the route,"))
    last = cargo.iloc[-1]
    verdict = Verdict.SUPPORTED if flow.value >= last["value"] else Verdict.CONTRADICTED
    reason = _(
        "At most {flow:.2f} Mt a year can reach Kars ({places} binds), against {cargo:.2f} Mt on the route in {year}.",
        flow=flow.value, places=corridor_names.of_chain(flow.cut), cargo=last["value"],
        year=spoken(str(int(last["year"]))),
    )  # fmt: skip
    used = [row for name, rows in zip(chain["name"], chain["rows"], strict=True) if name in flow.cut for row in rows]
    return Reading(definition, verdict, reason, Interval.exactly(flow.value), "Mt", (*used, str(last["row"])))


def _does_carry(evidence: Evidence) -> Reading:
    definition = _("cargo that goes on by Baku-Tbilisi-Kars")
    lines = evidence.series(["btk_cargo", "transit_aze_tur_rail"], kinds=("actual",))
    cargo = corridor.yearly(evidence, "ministry").set_index("year")
    spans = [(parse(period).start.year, parse(period).months) for period in lines["period"]]
    lines = lines.assign(year=[year for year, _ in spans], months=[months for _, months in spans])
    lines = lines[lines["year"].isin(cargo.index) & lines["months"].between(9, 12)]
    if lines.empty:
        return silent(definition, evidence, Name("cargo of Baku-Tbilisi-Kars for a year of known route cargo"))
    line = newest(lines).iloc[-1]
    whole, window = cargo.loc[line["year"]], _window(int(line["months"]), int(line["year"]))
    share = 12 / line["months"] * line["value"] / whole["value"]
    verdict = Verdict.SUPPORTED if share >= 0.5 else Verdict.PARTLY
    said: dict[str, Any] = {"value": line["value"], "window": window, "share": share}
    reason = _(
        "{value:.2f} Mt went by rail towards Türkiye in {window}, {share:.0%} of the route's cargo at that pace: the "
        "chain exists, and most cargo uses it.", **said,
    ) if share >= 0.5 else _(
        "{value:.2f} Mt went by rail towards Türkiye in {window}, {share:.0%} of the route's cargo at that pace: the "
        "chain exists, and most cargo does not use it.", **said,
    )  # fmt: skip
    return Reading(
        definition, verdict, reason, Interval.exactly(100 * share), "percent", (str(line["row"]), str(whole["row"]))
    )


def _window(months: int, year: int) -> Name:
    whole = spoken(str(year))
    return whole if months == 12 else Name("the first {months} months of {year}", months=months, year=whole)


def _one_operator(evidence: Evidence) -> Reading:
    definition = _("a joint operator of railways and ports")
    rows = evidence.series(["mcm_founded", "digital_platform_integration"], kinds=("actual",))
    if rows.empty:
        return silent(definition, evidence, Name("joint operator"))
    founded = rows.iloc[0]
    with_ports = rows["entity"].str.contains("port").any()
    reason = _(
        "The railways of the states have had a joint operator since {day}; the ports belong to it.",
        day=founded["end"],
    ) if with_ports else _(
        "The railways of the states have had a joint operator since {day}; no dated joint operation of the three ports "
        "was found.",
        day=founded["end"],
    )  # fmt: skip
    verdict = Verdict.SUPPORTED if with_ports else Verdict.PARTLY
    return Reading(definition, verdict, reason, rows=tuple(rows["row"]))


@rule("COR-7", Corridor)
def main_artery(evidence: Evidence, parameters: Corridor) -> list[Reading]:  # noqa: ARG001
    """The phrase is rhetoric and no rule may judge it; the corridor's size beside its rivals is shown."""
    size = rival_share(evidence)
    if size is None:
        reason = _(
            "No size of the corridor and of a rival for one year had been published by {day}.", day=evidence.as_of
        )
        return [Reading(_("rhetoric"), Verdict.NOT_CHECKABLE, reason)]
    year, ours, theirs, rows = size
    interval = _percent(ours, theirs)
    reason = _(
        "The phrase cannot be checked; in {year} the corridor moved {ours:,.0f} TEU to all places, and rail between "
        "China and Europe, nearly all of it by the north, moved {theirs}: a share of {share:.0f} percent for the "
        "corridor, and less if only its containers for Europe counted.",
        year=spoken(str(year)), ours=ours.value, theirs=_boxes(theirs), share=interval.value,
    )  # fmt: skip
    definition = _("rhetoric, with containers beside the northern rail")
    return [Reading(definition, Verdict.NOT_CHECKABLE, reason, interval, "percent", rows)]


def rival_share(evidence: Evidence) -> tuple[int, Interval, Interval, tuple[str, ...]] | None:
    """Return the last year with containers of the corridor and of the northern rail, both, and the rows used."""
    ours = corridor.yearly(evidence, "boxes")
    rivals = evidence.series(["china_europe_rail_containers", "northern_containers"], kinds=("actual",))
    rivals = rivals[rivals["period"].str.len() == 4]
    rivals = rivals.assign(year=rivals["end"].dt.year)
    years = sorted(set(ours["year"]) & set(rivals["year"]))
    if not years:
        return None
    mine, other = ours[ours["year"] == years[-1]].iloc[0], rivals[rivals["year"] == years[-1]]
    rows = (str(mine["row"]), *other["row"])
    return years[-1], possible(float(mine["value"])), Interval.spanning(other["value"]), rows


def _boxes(size: Interval) -> Name | str:
    """One number, or the ends of what the sources say; no mean of them, for nobody published it."""
    if size.low == size.high:
        return written(size.low, ",.0f")
    return Name("{low:,.0f} to {high:,.0f}", low=size.low, high=size.high)


def rival_share_percent(evidence: Evidence) -> float | None:
    """Return the corridor's percent of its own and the northern rail's containers, at most; None where not known."""
    size = rival_share(evidence)
    return _percent(size[1], size[2]).high if size else None


def _percent(ours: Interval, theirs: Interval) -> Interval:
    """Our percent of ours and theirs together."""
    ends = [100 * a / (a + b) for a in (ours.low, ours.high) for b in (theirs.low, theirs.high)]
    return Interval.spanning(ends, 100 * ours.value / (ours.value + theirs.value))

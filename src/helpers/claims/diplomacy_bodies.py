"""What the article says of documents, the treaty, the last visit and the bodies, against dated records."""

import pandas as pd

from helpers.analysis import diplomacy as meetings
from helpers.analysis import diplomacy_bodies as bodies
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence, parse
from helpers.models.interval import Interval
from helpers.parameters import Diplomacy


@rule("DIP-4", Diplomacy)
def legal_base(evidence: Evidence, parameters: Diplomacy) -> list[Reading]:
    """Compare the counts stated for the claim's year, and what a later bound and the count of 2022 allow.

    A bound is no measurement: it can refute, never support. The counts of different years follow different
    rules, so the chain from the first of them says nothing either way.
    """
    stated = claim(evidence, "DIP-4")
    number, span = float(stated.value), parse(stated.period)
    known = bodies.documents(evidence)
    inside = known[(known["end"] >= pd.Timestamp(span.start)) & (known["end"] <= pd.Timestamp(span.end))]
    measured = inside[~inside["bound"].isin(["lower", "upper"])]
    label = f"counts stated in {stated.period}"
    if measured.empty:
        reading = silent(label, evidence, f"measured count of documents for {stated.period}")
    else:
        row = measured.iloc[-1]
        off = abs(row["value"] / number - 1)
        reason = (
            f"{row['value']:.0f} documents were stated on {meetings.said(row['end'])}, {off:.0%} "
            f"{'above' if row['value'] > number else 'below'} the article's about {number:.0f}."
        )
        verdict = Verdict.SUPPORTED if off <= parameters.nearness else Verdict.CONTRADICTED
        value = Interval.spanning(measured["value"], float(row["value"]))
        reading = Reading(label, verdict, reason, value, "count", tuple(measured["row"]))
    floors = inside[inside["bound"] == "lower"]
    return [reading, _floor(evidence, floors, number, parameters), _chain(evidence, parameters)]


def _floor(evidence: Evidence, floors: pd.DataFrame, number: float, parameters: Diplomacy) -> Reading:
    """A later "more than", less what had been signed in the year since."""
    label = "a later lower bound less the documents signed since"
    signed = bodies.signed(evidence)
    signed = signed[~signed["bound"].isin(["lower", "upper"])]
    if floors.empty or signed.empty:
        return silent(label, evidence, "later lower bound with the documents signed before it")
    row = floors.iloc[-1]
    since = signed[(signed["end"] <= row["end"]) & (signed["end"].dt.year == row["end"].year)]
    rest = float(row["value"] - since["value"].sum())
    refuted = rest > number * (1 + parameters.nearness)
    reason = (
        f"More than {row['value']:.0f} on {meetings.said(row['end'])} less {since['value'].sum():.0f} signed shortly "
        f"before leaves more than {rest:.0f}, which {'excludes' if refuted else 'does not exclude'} about {number:.0f}."
    )
    verdict = Verdict.CONTRADICTED if refuted else Verdict.UNVERIFIED
    return Reading(label, verdict, reason, Interval.exactly(rest), "count", (str(row["row"]), *since["row"]))


def _chain(evidence: Evidence, parameters: Diplomacy) -> Reading:
    label = "one counting rule since the first count"
    gap = bodies.gap(evidence, parameters)
    if gap is None or gap.needed is None or gap.signed is None:
        return silent(label, evidence, "pair of counts with a visit between")
    more = "" if gap.floor is None else f", or more than {gap.floor:.0f} by another count"
    reason = (
        f"From {gap.earlier:.0f} to {gap.later:.0f} would take {gap.needed:.0f} documents at each of {gap.visits} "
        f"stand-alone visits, where {gap.signed.low:.0f} to {gap.signed.high:.0f} were stated for one{more}: either "
        "the counting rule changed or many were signed between visits."
    )
    return Reading(label, Verdict.UNVERIFIED, reason, Interval.exactly(gap.needed), "count")


@rule("DIP-5", Diplomacy)
def treaty_turns_twenty(evidence: Evidence, _: Diplomacy) -> list[Reading]:
    """Count the years from the signature, read the anniversary that was marked, and look for entry into force."""
    stated = claim(evidence, "DIP-5")
    years, year = int(stated.value), parse(stated.period).end.year
    return [_since_signature(evidence, years, year), _marked(evidence, years, year), _in_force(evidence, year)]


def _since_signature(evidence: Evidence, years: int, year: int) -> Reading:
    label = "years since the signature"
    rows = bodies.treaty(evidence)
    if rows.empty:
        return silent(label, evidence, "date of the treaty's signature")
    day = rows["start"].min()
    age = year - day.year
    verdict = Verdict.SUPPORTED if age == years else Verdict.CONTRADICTED
    where = rows["place"].iloc[0]
    beside = "" if age == years else f", not {years}"
    reason = f"Signed in {where} on {meetings.said(day)}, the treaty turned {age} in {year}{beside}."
    return Reading(label, verdict, reason, Interval.exactly(age), "years", sources=tuple(rows["source"]))


def _marked(evidence: Evidence, years: int, year: int) -> Reading:
    label = "anniversary as the two states marked it"
    found = bodies.anniversary(evidence)
    if found is None or found[0].year != year:
        return silent(label, evidence, "statement of the two states on an anniversary")
    day, marked, source = found
    beside = "" if marked == years else f", not {years}"
    reason = f"Their joint statement of {meetings.said(day)} marks {marked} years of the treaty{beside}."
    verdict = Verdict.SUPPORTED if marked == years else Verdict.CONTRADICTED
    return Reading(label, verdict, reason, Interval.exactly(marked), "years", sources=(source,))


def _in_force(evidence: Evidence, year: int) -> Reading:
    label = "years in force"
    rows = bodies.ratified(evidence)
    if rows.empty:
        return silent(label, evidence, "date of the treaty's ratification")
    day, code = rows["start"].max(), rows["guest"].iloc[-1]
    who = meetings.names(evidence).get(code, code)
    reason = (
        f"When the treaty came into force was not found; {who} ratified it on {meetings.said(day)}, so it had been "
        f"in force for at most {year - day.year} years in {year}."
    )
    return Reading(label, Verdict.UNVERIFIED, reason, sources=tuple(rows["source"]))


@rule("DIP-6", Diplomacy)
def protocol_of_many_areas(evidence: Evidence, _: Diplomacy) -> list[Reading]:
    """Look for an independent report of the protocol's number of areas; that the commission met is not the claim."""
    stated = claim(evidence, "DIP-6")
    span, label = parse(stated.period), "areas of the protocol in an independent report"
    held, number = bodies.areas(evidence, pd.Timestamp(span.start), pd.Timestamp(span.end))
    if held.empty:
        return [silent(label, evidence, f"session of the commission in {stated.period}")]
    when = f"the commission met on {meetings.said(held.iloc[-1]['start'])}"
    sessions = bodies.commission(evidence)
    used = tuple(sessions[sessions["end"].isin(held["start"])]["row"])
    if number is None:
        reason = (
            f"That {when} is on record, but no report found says how many areas its protocol has; the article has "
            f"{stated.value}."
        )
        return [Reading(label, Verdict.UNVERIFIED, reason, rows=used)]
    verdict = Verdict.SUPPORTED if number == int(stated.value) else Verdict.CONTRADICTED
    reason = f"When {when}, {number} areas were reported; the article has {stated.value}."
    return [Reading(label, verdict, reason, Interval.exactly(number), "count", used)]


@rule("DIP-7", Diplomacy)
def visit_of_october(evidence: Evidence, _: Diplomacy) -> list[Reading]:
    """Compare the dates of the visit, and look for a report of who stood at the aircraft.

    The statement joins the two: where only one is on record, it is partly right.
    """
    stated = claim(evidence, "DIP-7")
    span = parse(stated.period)
    start, end = pd.Timestamp(span.start), pd.Timestamp(span.end)
    rows = meetings.events(evidence)
    mask = rows["kind"].isin(meetings.VISITS) & rows["host"].eq("KAZ") & rows["guest"].eq("AZE")
    rows = rows[mask & (rows["start"] <= end) & (rows["end"] >= start)]
    whole, dates = "visit and welcome together", "days of the visit alone"
    if rows.empty:
        return [silent(label, evidence, "visit to Astana on these days") for label in (whole, dates)]
    row = rows.iloc[0]
    same = (row["start"], row["end"]) == (start, end)
    reason = (
        f"A {row['kind']} to {row['place']} is dated {meetings.said(row['start'])} to {meetings.said(row['end'])}, "
        f"{'the days' if same else 'not quite the days'} that the article names."
    )
    used = (str(row["source"]),)
    alone = Reading(dates, Verdict.SUPPORTED if same else Verdict.PARTLY, reason, sources=used)
    words = f"{row['title']} {row['note']}".lower()
    seen = "aircraft" in words or "airport" in words
    told = "and so is the welcome at the aircraft" if seen else "but no report found says who stood at the aircraft"
    reason = f"The visit is on record, {told}."
    return [Reading(whole, Verdict.SUPPORTED if seen and same else Verdict.PARTLY, reason, sources=used), alone]


@rule("DIP-8", Diplomacy)
def bodies_exist(evidence: Evidence, _: Diplomacy) -> list[Reading]:
    """Look for sessions of the council and of the commission, and for decisions; what they achieve is not judged."""
    end = pd.Timestamp(parse(claim(evidence, "DIP-8").period).end)
    return [_council(evidence, end), _commission(evidence, end), _decisions(evidence, end)]


def _council(evidence: Evidence, end: pd.Timestamp) -> Reading:
    label = "supreme interstate council"
    rows = evidence.series("supreme_interstate_council_sessions", meetings.PAIR)
    rows = rows[rows["end"] <= end]
    held = bodies.sessions(evidence)
    held = held[(held["pair"] == meetings.PAIR) & (held["body"] == "council") & (held["start"] <= end)]
    if rows.empty and held.empty:
        return _founded(evidence, label, end)
    number = int(max(len(held), rows["value"].max() if len(rows) else 0))
    # a session is dated by the visit on which it was held, so its day is not known for certain
    months = ", ".join(f"{day:%B %Y}" for day in held["start"]) or "months not found"
    reason = (
        f"Sessions held by the end of {end.year}: {number} ({months}); whether the council turns words into deeds is "
        "not judged."
    )
    used, beside = tuple(rows["row"]), tuple(dict.fromkeys(held["source"]))
    return Reading(label, Verdict.SUPPORTED, reason, Interval.exactly(number), "count", used, beside)


def _founded(evidence: Evidence, label: str, end: pd.Timestamp) -> Reading:
    rows = bodies.agreements(evidence)
    rows = rows[rows["title"].astype("str").str.contains("establishing the Supreme") & (rows["start"] <= end)]
    if rows.empty:
        return silent(label, evidence, "record of such a council")
    reason = f"It was agreed on {meetings.said(rows['start'].iloc[0])}; no session had been held by {evidence.as_of}."
    return Reading(label, Verdict.PARTLY, reason, sources=tuple(rows["source"]))


def _commission(evidence: Evidence, end: pd.Timestamp) -> Reading:
    label = "intergovernmental commission"
    rows = bodies.commission(evidence)
    rows = rows[rows["end"] <= end]
    if rows.empty:
        return silent(label, evidence, "number of a session of the commission")
    last = rows.iloc[-1]
    reason = f"Session number {last['value']:.0f} was held on {meetings.said(last['end'])}."
    return Reading(label, Verdict.SUPPORTED, reason, Interval.exactly(last["value"]), "count", tuple(rows["row"]))


def _decisions(evidence: Evidence, end: pd.Timestamp) -> Reading:
    label = "decisions of the council on record"
    rows = bodies.agreements(evidence)
    rows = rows[rows["title"].astype("str").str.contains("decisions? of the Supreme") & (rows["start"] <= end)]
    if rows.empty:
        return silent(label, evidence, "decision of the council")
    reason = f"Decisions of the council are on record for {meetings.said(rows['start'].iloc[-1])}."
    return Reading(label, Verdict.SUPPORTED, reason, sources=tuple(rows["source"]))

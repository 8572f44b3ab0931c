"""What the article says of documents, the treaty, the last visit and the bodies, against dated records."""

import pandas as pd

from helpers.analysis import diplomacy as meetings
from helpers.analysis import diplomacy_bodies as bodies
from helpers.analysis.diplomacy_occasions import place
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence, parse
from helpers.locale import Name, _, n_, spoken
from helpers.models.interval import Interval
from helpers.parameters import Diplomacy

_KINDS = {
    "state visit": Name("state visit"),
    "official visit": Name("official visit"),
    "working visit": Name("working visit"),
}


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
    label = _("documents, by the counts stated in {period}", period=spoken(stated.period))
    if measured.empty:
        what = Name("measured count of documents for {period}", period=spoken(stated.period))
        reading = silent(label, evidence, what)
    else:
        row = measured.iloc[-1]
        off = abs(row["value"] / number - 1)
        said = {"value": row["value"], "day": meetings.said(row["end"]), "off": off, "number": number}
        reason = _(
            "{value:.0f} documents were stated on {day}, {off:.0%} below the article's figure of about {number:.0f}.",
            **said,
        )
        if row["value"] > number:
            reason = _(
                "{value:.0f} documents were stated on {day}, {off:.0%} above the article's figure of about "
                "{number:.0f}.",
                **said,
            )
        verdict = Verdict.SUPPORTED if off <= parameters.nearness else Verdict.CONTRADICTED
        value = Interval.spanning(measured["value"], float(row["value"]))
        reading = Reading(label, verdict, reason, value, "count", tuple(measured["row"]))
    floors = inside[inside["bound"] == "lower"]
    return [reading, _floor(evidence, floors, number, parameters), _chain(evidence, parameters)]


def _floor(evidence: Evidence, floors: pd.DataFrame, number: float, parameters: Diplomacy) -> Reading:
    """A later "more than", less what had been signed in the year since."""
    label = _("a later lower bound less the documents signed since")
    signed = bodies.signed(evidence)
    signed = signed[~signed["bound"].isin(["lower", "upper"])]
    if floors.empty or signed.empty:
        return silent(label, evidence, Name("later lower bound with the documents signed before it"))
    row = floors.iloc[-1]
    since = signed[(signed["end"] <= row["end"]) & (signed["end"].dt.year == row["end"].year)]
    rest = float(row["value"] - since["value"].sum())
    refuted = rest > number * (1 + parameters.nearness)
    said = {
        "value": row["value"], "day": meetings.said(row["end"]), "signed": since["value"].sum(), "rest": rest,
        "number": number,
    }  # fmt: skip
    reason = _(
        "More than {value:.0f} on {day} less {signed:.0f} signed shortly before leaves more than {rest:.0f}, which "
        "does not exclude about {number:.0f}.",
        **said,
    )
    if refuted:
        reason = _(
            "More than {value:.0f} on {day} less {signed:.0f} signed shortly before leaves more than {rest:.0f}, which "
            "excludes about {number:.0f}.",
            **said,
        )
    verdict = Verdict.CONTRADICTED if refuted else Verdict.UNVERIFIED
    return Reading(label, verdict, reason, Interval.exactly(rest), "count", (str(row["row"]), *since["row"]))


def _chain(evidence: Evidence, parameters: Diplomacy) -> Reading:
    label = _("one counting rule since the first count")
    gap = bodies.gap(evidence, parameters)
    if gap is None or gap.needed is None or gap.signed is None:
        return silent(label, evidence, Name("pair of counts with a visit between"))
    said = {
        "earlier": gap.earlier, "later": gap.later, "needed": gap.needed, "visits": gap.visits,
        "low": gap.signed.low, "high": gap.signed.high,
    }  # fmt: skip
    if gap.floor is None:
        reason = _(
            "From {earlier:.0f} to {later:.0f} would take {needed:.0f} documents at each of {visits} stand-alone "
            "visits, where {low:.0f} to {high:.0f} were stated for one: either the counting rule changed or many were "
            "signed between visits.",
            **said,
        )
    else:
        reason = _(
            "From {earlier:.0f} to {later:.0f} would take {needed:.0f} documents at each of {visits} stand-alone "
            "visits, where {low:.0f} to {high:.0f} were stated for one, or more than {floor:.0f} by another count: "
            "either the counting rule changed or many were signed between visits.",
            floor=gap.floor, **said,
        )  # fmt: skip
    return Reading(label, Verdict.UNVERIFIED, reason, Interval.exactly(gap.needed), "count")


@rule("DIP-5", Diplomacy)
def treaty_turns_twenty(evidence: Evidence, parameters: Diplomacy) -> list[Reading]:  # noqa: ARG001
    """Count the years from the signature, read the anniversary that was marked, and look for entry into force."""
    stated = claim(evidence, "DIP-5")
    years, year = int(stated.value), parse(stated.period).end.year
    return [_since_signature(evidence, years, year), _marked(evidence, years, year), _in_force(evidence, year)]


def _since_signature(evidence: Evidence, years: int, year: int) -> Reading:
    label = _("since the signature")
    rows = bodies.treaty(evidence)
    if rows.empty:
        return silent(label, evidence, Name("date of the treaty's signature"))
    day = rows["start"].min()
    age = year - day.year
    verdict = Verdict.SUPPORTED if age == years else Verdict.CONTRADICTED
    said = {
        "place": place(rows["place"].iloc[0]), "day": meetings.said(day), "year": year, "years": years,
    }  # fmt: skip
    reason = n_(
        "Signed in {place} on {day}, the treaty turned {n} in {year}.",
        "Signed in {place} on {day}, the treaty turned {n} in {year}.",
        age, **said,
    )  # fmt: skip
    if age != years:
        reason = n_(
            "Signed in {place} on {day}, the treaty turned {n} in {year}, not {years}.",
            "Signed in {place} on {day}, the treaty turned {n} in {year}, not {years}.",
            age, **said,
        )  # fmt: skip
    return Reading(label, verdict, reason, Interval.exactly(age), "years", sources=tuple(rows["source"]))


def _marked(evidence: Evidence, years: int, year: int) -> Reading:
    label = _("anniversary as the two states marked it")
    found = bodies.anniversary(evidence)
    if found is None or found[0].year != year:
        return silent(label, evidence, Name("statement of the two states on an anniversary"))
    day, marked, source = found
    said = {"day": meetings.said(day), "marked": marked, "years": years}
    reason = _("Their joint statement of {day} marks {marked} years of the treaty.", **said)
    if marked != years:
        reason = _("Their joint statement of {day} marks {marked} years of the treaty, not {years}.", **said)
    verdict = Verdict.SUPPORTED if marked == years else Verdict.CONTRADICTED
    return Reading(label, verdict, reason, Interval.exactly(marked), "years", sources=(source,))


def _in_force(evidence: Evidence, year: int) -> Reading:
    label = _("years in force")
    rows = bodies.ratified(evidence)
    if rows.empty:
        return silent(label, evidence, Name("date of the treaty's ratification"))
    day, code = rows["start"].max(), rows["guest"].iloc[-1]
    who = meetings.names(evidence).get(code, code)
    reason = n_(
        "When the treaty came into force was not found; {country} ratified it on {day}, so it had been in force for at "
        "most {n} year in {year}.",
        "When the treaty came into force was not found; {country} ratified it on {day}, so it had been in force for at "
        "most {n} years in {year}.",
        year - day.year, country=who, day=meetings.said(day), year=year,
    )  # fmt: skip
    return Reading(label, Verdict.UNVERIFIED, reason, sources=tuple(rows["source"]))


@rule("DIP-6", Diplomacy)
def protocol_of_many_areas(evidence: Evidence, parameters: Diplomacy) -> list[Reading]:  # noqa: ARG001
    """Look for an independent report of the protocol's number of areas; that the commission met is not the claim."""
    stated = claim(evidence, "DIP-6")
    span, label = parse(stated.period), _("areas of the protocol in an independent report")
    held, number = bodies.areas(evidence, pd.Timestamp(span.start), pd.Timestamp(span.end))
    if held.empty:
        return [silent(label, evidence, Name("session of the commission in {period}", period=spoken(stated.period)))]
    day = meetings.said(held.iloc[-1]["start"])
    sessions = bodies.commission(evidence)
    used = tuple(sessions[sessions["end"].isin(held["start"])]["row"])
    if number is None:
        reason = _(
            "That the commission met on {day} is on record, but no report found says how many areas its protocol has; "
            "the article has {stated}.",
            day=day, stated=stated.value,
        )  # fmt: skip
        return [Reading(label, Verdict.UNVERIFIED, reason, rows=used)]
    verdict = Verdict.SUPPORTED if number == int(stated.value) else Verdict.CONTRADICTED
    reason = _(
        "When the commission met on {day}, {number} areas were reported; the article has {stated}.",
        day=day, number=number, stated=stated.value,
    )  # fmt: skip
    return [Reading(label, verdict, reason, Interval.exactly(number), "count", used)]


@rule("DIP-7", Diplomacy)
def visit_of_october(evidence: Evidence, parameters: Diplomacy) -> list[Reading]:  # noqa: ARG001
    """Compare the dates of the visit, and look for a report of who stood at the aircraft.

    The statement joins the two: where only one is on record, it is partly right.
    """
    stated = claim(evidence, "DIP-7")
    span = parse(stated.period)
    start, end = pd.Timestamp(span.start), pd.Timestamp(span.end)
    rows = meetings.events(evidence)
    mask = rows["kind"].isin(meetings.VISITS) & rows["host"].eq("KAZ") & rows["guest"].eq("AZE")
    rows = rows[mask & (rows["start"] <= end) & (rows["end"] >= start)]
    whole, dates = _("visit and welcome together"), _("days of the visit alone")
    if rows.empty:
        return [silent(label, evidence, Name("visit to Astana on these days")) for label in (whole, dates)]
    row = rows.iloc[0]
    same = (row["start"], row["end"]) == (start, end)
    said = {"kind": _KINDS[row["kind"]], "place": place(row["place"]), "days": _days(row["start"], row["end"])}
    reason = _("A {kind} to {place} is dated {days}, not quite the days that the article names.", **said)
    if same:
        reason = _("A {kind} to {place} is dated {days}, the days that the article names.", **said)
    used = (str(row["source"]),)
    alone = Reading(dates, Verdict.SUPPORTED if same else Verdict.PARTLY, reason, sources=used)
    words = f"{row['title']} {row['note']}".lower()
    seen = "aircraft" in words or "airport" in words
    reason = _("The visit is on record, but no report found says who stood at the aircraft.")
    if seen:
        reason = _("The visit is on record, and so is the welcome at the aircraft.")
    return [Reading(whole, Verdict.SUPPORTED if seen and same else Verdict.PARTLY, reason, sources=used), alone]


def _days(start: pd.Timestamp, end: pd.Timestamp) -> Name:
    """Name the days of a visit; those of one month share it."""
    if (start.year, start.month) == (end.year, end.month) and start < end:
        return Name("{first}–{last}", first=start.day, last=meetings.said(end))
    return Name("{first} to {last}", first=meetings.said(start), last=meetings.said(end))


@rule("DIP-8", Diplomacy)
def bodies_exist(evidence: Evidence, parameters: Diplomacy) -> list[Reading]:  # noqa: ARG001
    """Look for sessions of the council and of the commission, and for decisions; what they achieve is not judged."""
    end = pd.Timestamp(parse(claim(evidence, "DIP-8").period).end)
    return [_council(evidence, end), _commission(evidence, end), _decisions(evidence, end)]


def _council(evidence: Evidence, end: pd.Timestamp) -> Reading:
    label = _("sessions of the supreme interstate council")
    rows = evidence.series("supreme_interstate_council_sessions", meetings.PAIR)
    rows = rows[rows["end"] <= end]
    held = bodies.sessions(evidence)
    held = held[(held["pair"] == meetings.PAIR) & (held["body"] == "council") & (held["start"] <= end)]
    if rows.empty and held.empty:
        return _founded(evidence, label, end)
    number = int(max(len(held), rows["value"].max() if len(rows) else 0))
    # a session is dated by the visit on which it was held, so its day is not known for certain
    months = ", ".join(str(meetings.month_of(day)) for day in held["start"]) or _("months not found")
    reason = _(
        "Sessions held by the end of {year}: {number} ({months}); whether the council turns words into deeds is not "
        "judged.",
        year=end.year, number=number, months=months,
    )  # fmt: skip
    used, beside = tuple(rows["row"]), tuple(dict.fromkeys(held["source"]))
    return Reading(label, Verdict.SUPPORTED, reason, Interval.exactly(number), "sessions", used, beside)


def _founded(evidence: Evidence, label: str, end: pd.Timestamp) -> Reading:
    rows = bodies.agreements(evidence)
    rows = rows[rows["title"].astype("str").str.contains("establishing the Supreme") & (rows["start"] <= end)]
    if rows.empty:
        return silent(label, evidence, Name("record of such a council"))
    agreed = meetings.said(rows["start"].iloc[0])
    reason = _(
        "The council was agreed on {agreed}; no session had been held by {day}.", agreed=agreed, day=evidence.as_of
    )
    return Reading(label, Verdict.PARTLY, reason, sources=tuple(rows["source"]))


def _commission(evidence: Evidence, end: pd.Timestamp) -> Reading:
    label = _("sessions of the intergovernmental commission")
    rows = bodies.commission(evidence)
    rows = rows[rows["end"] <= end]
    if rows.empty:
        return silent(label, evidence, Name("number of a session of the commission"))
    last = rows.iloc[-1]
    reason = _("Session number {number:.0f} was held on {day}.", number=last["value"], day=meetings.said(last["end"]))
    return Reading(label, Verdict.SUPPORTED, reason, Interval.exactly(last["value"]), "sessions", tuple(rows["row"]))


def _decisions(evidence: Evidence, end: pd.Timestamp) -> Reading:
    label = _("decisions of the council on record")
    rows = bodies.agreements(evidence)
    rows = rows[rows["title"].astype("str").str.contains("decisions? of the Supreme") & (rows["start"] <= end)]
    if rows.empty:
        return silent(label, evidence, Name("decision of the council"))
    reason = _("Decisions of the council are on record for {day}.", day=meetings.said(rows["start"].iloc[-1]))
    return Reading(label, Verdict.SUPPORTED, reason, sources=tuple(rows["source"]))

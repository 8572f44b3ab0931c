"""What the diplomacy notebook says after each result: sentences whose numbers are computed."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.analysis import diplomacy as meetings
from helpers.analysis import diplomacy_bodies as bodies
from helpers.analysis import diplomacy_pairs as pairs
from helpers.evidence import Evidence
from helpers.locale import Name, _, together
from helpers.models.interval import Interval
from helpers.parameters import Diplomacy
from helpers.present.diplomacy_pairs import Known
from helpers.present.page import Page


def say_evidence(page: Page, evidence: Evidence) -> None:
    """What the notebook rests on as of the day."""
    dated, summits = meetings.events(evidence), meetings.table(evidence, "summits", ["basis"])
    page.say(
        "As of {day} there are {events} dated events and {summits} summits with their attendance, {listed} of which "
        "rest on an advance list alone.",
        day=evidence.as_of, events=len(dated), summits=len(summits),
        listed=int((summits["basis"] == "expected").sum()),
    )  # fmt: skip


def say_thirteen(page: Page, ways: pd.DataFrame, told: pd.DataFrame, floors: pd.DataFrame, stated: int) -> None:
    """What has to be counted to reach the article's figure."""
    if ways.empty:
        return
    strict = ways.iloc[0]
    trips, missing = int(strict["total"]), max(0, stated - int(strict["total"]))
    if missing:
        page.say(
            "Counted most strictly, the three years to the last visit hold {trips} visits, {missing} short of "
            "{stated}.",
            trips=trips, stated=stated, missing=missing,
        )  # fmt: skip
    else:
        page.say(
            "Counted most strictly, the three years to the last visit hold {trips} visits, enough for {stated}.",
            trips=trips, stated=stated,
        )  # fmt: skip
    hits = ways[ways["total"] == stated]
    if len(hits):
        way = hits.iloc[0]
        said: dict[str, Any] = {
            "window": meetings.WINDOWS[way["window"]], "start": meetings.said(way["start"]),
            "years": (way["end"] - way["start"]).days / 365.25,
        }  # fmt: skip
        if way["unit"] == meetings.TRIPS:
            page.say("The figure is reached as trips and {window}, {start}: a span of {years:.1f} years.", **said)
        else:
            page.say(
                "The figure is reached with each hosted summit counted apart and {window}, {start}: a span of "
                "{years:.1f} years.",
                **said,
            )
    if len(told) == 2:
        _say_told(page, told, floors)


def _say_told(page: Page, told: pd.DataFrame, floors: pd.DataFrame) -> None:
    """What the president of Azerbaijan said of visits."""
    said: dict[str, Any] = {
        "there": int(told["value"].iloc[0]), "here": int(told["value"].iloc[1]),
        "day": meetings.said(told["published"].max()), "again": "",
    }  # fmt: skip
    for row in floors.tail(1).to_dict("records"):
        said["again"] = Name(
            "; in {month} he also spoke of more than {value:.0f} in all",
            month=meetings.month_of(row["published"]), value=row["value"],
        )  # fmt: skip
    if "including" in str(told["note"].iloc[0]):
        page.say(
            "It comes from an interview of {day}, in which the president of Azerbaijan counted {there} visits to "
            "Kazakhstan, one still to come, and {here} to Azerbaijan{again}. "
            "A sum of visits leaves out every encounter in a third country.",
            **said,
        )
    else:
        page.say(
            "It comes from an interview of {day}, in which the president of Azerbaijan counted {there} visits to "
            "Kazakhstan and {here} to Azerbaijan{again}. "
            "A sum of visits leaves out every encounter in a third country.",
            **said,
        )


def say_check(page: Page, frame: pd.DataFrame, known: Known) -> None:
    """Whether the two ways to the counts agree."""
    if frame.empty:
        return
    off = [meetings.named(pair, known) for pair in frame.loc[~frame["agrees"], "pair"]]
    n, pairs_there = int(frame["agrees"].sum()), len(frame)
    if off:
        page.say(
            "All counts are made anew from the tables of events and summits; for {n} of {all} pairs they agree with "
            "the table of counts that was made when the facts were gathered, not for {pairs}.",
            n=n, all=pairs_there, pairs=together(off),
        )  # fmt: skip
    else:
        page.say(
            "All counts are made anew from the tables of events and summits; for {n} of {all} pairs they agree with "
            "the table of counts that was made when the facts were gathered.", n=n, all=pairs_there,
        )  # fmt: skip


def say_rates(page: Page, standing: pd.DataFrame, known: Known, certain: float) -> None:
    """How far a stricter test than that of the verdict tells the pair from the leader."""
    if standing.empty:
        return
    told = together(
        Name(
            "{p:.3f} by {label} ({leader})", p=row["differs"], label=row["label"],
            leader=meetings.named(row["leader"], known),
        )
        for row in standing.to_dict("records")
    )  # fmt: skip
    page.say(
        "The claim fails where another pair is ahead with {certain:.0%} probability. "
        "A stricter question is how often counts so far apart would come of one common rate: p is {told}.",
        certain=certain, told=told,
    )  # fmt: skip


def say_exposure(page: Page, frame: pd.DataFrame) -> None:
    """What is left of the pair's encounters without shared summits."""
    if frame.empty:
        return
    own = frame[frame["pair"] == meetings.PAIR].iloc[0]
    said: dict[str, Any] = {
        "seen": int(own["at_summits"]), "explained": own["expected"], "alone": int(own["alone"]),
        "rank": int((frame["own"] > own["own"]).sum()) + 1, "pairs": len(frame), "first": own["first"],
    }  # fmt: skip
    if abs(own["excess"]) < 1.5:
        page.say(
            "At summits the pair met {seen} times, about as often ({explained:.1f}) as two leaders who decide apart "
            "would. With {alone} visits for their own sake it is number {rank} of {pairs} by what is left, and first "
            "with a probability of {first:.1%}.",
            **said,
        )
    else:
        page.say(
            "At summits the pair met {seen} times, where two leaders who decide apart would have met {explained:.1f} "
            "times. With {alone} visits for their own sake it is number {rank} of {pairs} by what is left, and first "
            "with a probability of {first:.1%}.",
            **said,
        )


def say_documents(page: Page, gap: bodies.Gap | None) -> None:
    """Why the counts of documents are no series."""
    if gap is None:
        return
    page.say(
        "From {first} to {last} the stated count rose by {rise:.0f}, with {visits} stand-alone visits as occasions. "
        "No list of the documents and no rule of counting was found, so that either the rule changed or many were "
        "signed between visits; the count near the article's can only be taken from the officials who state it.",
        first=meetings.said(gap.first), last=meetings.said(gap.last), rise=gap.later - gap.earlier,
        visits=gap.visits,
    )  # fmt: skip


def say_bodies(page: Page, frame: pd.DataFrame, known: Known) -> None:
    """Whether the council is something other pairs have not."""
    others = frame[frame["pair"] != meetings.PAIR]
    if others.empty:
        return
    page.say(
        "Such a council is not peculiar to the pair: {others} have one too. "
        "Sessions tell that it exists; what it achieves is not measured here.",
        others=together(meetings.named(pair, known) for pair in others["pair"]),
    )


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of the bottom line; None where nothing is known."""

    encounters: Interval | None
    visits: Interval | None
    alone: Interval | None
    first: float | None
    more: int
    leader: Name | None
    whole: bool
    told: int | None = None


def summary(evidence: Evidence, parameters: Diplomacy, period: str) -> Summary:
    """Collect the numbers of the bottom line."""
    standing = pairs.standing(pairs.rates(evidence, parameters, period)).set_index("definition")
    span = meetings.window(evidence, period)
    if standing.empty or span is None:
        return Summary(None, None, None, None, 0, None, whole=False)
    count = {key: Interval.exactly(float(standing.loc[key, "count"])) for key in standing.index}
    top = standing.loc["all"]
    more = top["leader_count"] > top["count"]
    leader = meetings.named(str(top["leader"]), meetings.names(evidence)) if more else None
    said = meetings.told(evidence)
    told = int(said["value"].sum()) if len(said) == 2 else None
    first = float(standing["first"].max())
    return Summary(
        count["all"], count["visits"], count["alone"], first, int(str(top["rank"])) - 1, leader, span.whole, told
    )


def bottom_line(page: Page, found: Summary, stated: int) -> None:
    """The numbers to take away, and what they mean."""
    page.headline("encounters", _("Documented encounters in person, at least"), found.encounters, "count")
    page.headline("visits", _("Documented mutual visits, at least"), found.visits, "count")
    page.headline("alone", _("Visits without a summit as occasion, at least"), found.alone, "count")
    chance = None if found.first is None else 100 * found.first
    page.headline(
        "first", _("Probability that the pair meets most often, highest of all definitions"), chance, "percent", 1
    )
    if found.encounters is None or found.visits is None or found.alone is None:
        page.say("Nothing of the period that the article speaks of was known by this day.")
        return
    met, visits = int(found.encounters.value), int(found.visits.value)
    said: dict[str, Any] = {"met": met, "visits": visits, "alone": int(found.alone.value), "stated": stated}
    _say_answer(page, said, more=met > stated, told=found.told == stated, whole=found.whole)
    if found.leader:
        page.say(
            "Nor are they first: {more} other pairs met more often, {leader} the most, and whatever is counted as a "
            "meeting, the pair is first with a probability of {first:.1f} percent at most.",
            of="diplomacy-first", more=found.more, leader=found.leader, first=chance,
        )  # fmt: skip
    page.say(
        "Every count is a lower bound; the search was the most thorough for the pair of the article, so that a bias of "
        "the search would favour the claim."
    )


def _say_answer(page: Page, said: dict[str, Any], *, more: bool, told: bool, whole: bool) -> None:
    """Answer the title's first question, and say whose figure the article's is."""
    if more and told and whole:
        page.say(
            "They met more often than that, at least {met} times; {stated} is the sum of visits that one president "
            "gave in an interview. On record are {visits} visits, {alone} of them without a summit as occasion.",
            of="DIP-1",
            **said,
        )
        return
    if more:
        page.say("They met more often, at least {met} times.", **said)
    else:
        page.say("So many meetings are not documented: they met at least {met} times.", **said)
    if not whole:
        page.say("By this day the period was not over.")
    if told:
        page.say("{stated} is the sum of visits in an interview of one president.", **said)
    page.say("{visits} visits are documented, {alone} of them without a summit as occasion.", **said)

"""What the diplomacy notebook says after each result: sentences whose numbers are computed."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from helpers.analysis import diplomacy as meetings
from helpers.analysis import diplomacy_bodies as bodies
from helpers.analysis import diplomacy_pairs as pairs
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.parameters import Diplomacy
from helpers.present.page import Page
from helpers.present.words import listing, number

UNEQUAL = (
    "Every count is a lower bound; the search was the most thorough for the pair of the article, so that a bias of the "
    "search would favour the claim."
)
"""What has to be said where pairs are compared."""


def say_evidence(page: Page, evidence: Evidence) -> None:
    """What the notebook rests on as of the day."""
    dated, summits = meetings.events(evidence), meetings.table(evidence, "summits", ["basis"])
    page.say(
        "As of {day} there are {events} dated events and {summits} summits with their attendance, {listed} of which "
        "rest on an advance list alone.",
        day=str(evidence.as_of), events=len(dated), summits=len(summits),
        listed=int((summits["basis"] == "expected").sum()),
    )  # fmt: skip


def say_thirteen(page: Page, ways: pd.DataFrame, told: pd.DataFrame, floors: pd.DataFrame, stated: int) -> None:
    """What has to be counted to reach the article's figure."""
    if ways.empty:
        return
    strict = ways.iloc[0]
    page.say(
        "Counted most strictly, {trips} visits lie in the three years to the last one, of which {stated} needs "
        "{missing} more.",
        trips=int(strict["total"]), stated=stated, missing=max(0, stated - int(strict["total"])) or "no",
    )  # fmt: skip
    hits = ways[ways["total"] == stated]
    if len(hits):
        way = hits.iloc[0]
        page.say(
            "The figure is reached {unit} and {window}, {start}, that is over {years} years.",
            unit=way["unit"] if way["unit"] == "as trips" else "with each hosted summit counted apart",
            window=way["window"], start=meetings.said(way["start"]),
            years=number((way["end"] - way["start"]).days / 365.25, 1),
        )  # fmt: skip
    if len(told) == 2:
        page.say(
            "It comes from an interview of {day}, in which the president of Azerbaijan counted {there} visits to "
            "Kazakhstan{ahead} and {here} to Azerbaijan{again}. "
            "A sum of visits leaves out every encounter in a third country.",
            there=int(told["value"].iloc[0]), here=int(told["value"].iloc[1]),
            day=meetings.said(told["published"].max()),
            ahead=", one still to come," if "including" in str(told["note"].iloc[0]) else "",
            again="".join(
                f"; in {row['published']:%B %Y} he also spoke of more than {row['value']:.0f} in all"
                for row in floors.tail(1).to_dict("records")
            ),
        )  # fmt: skip


def say_check(page: Page, frame: pd.DataFrame, known: Mapping[str, str]) -> None:
    """Whether the two ways to the counts agree."""
    if frame.empty:
        return
    off = [meetings.named(pair, known) for pair in frame.loc[~frame["agrees"], "pair"]]
    page.say(
        "All counts are made anew from the tables of events and summits; for {n} of {all} pairs they agree with the "
        "table of counts that was made when the facts were gathered{rest}.",
        n=int(frame["agrees"].sum()), all=len(frame), rest=f", not for {listing(off)}" if off else "",
    )  # fmt: skip


def say_rates(page: Page, standing: pd.DataFrame, known: Mapping[str, str], certain: float) -> None:
    """How far a stricter test than that of the verdict tells the pair from the leader."""
    if standing.empty:
        return
    told = (
        f"{row['differs']:.3f} by {row['label']} ({meetings.named(row['leader'], known)})"
        for row in standing.to_dict("records")
    )
    page.say(
        "The claim fails where another pair is ahead with {certain} probability. "
        "A stricter question is how often counts so far apart would come of one common rate: p is {told}.",
        certain=f"{certain:.0%}", told=listing(told),
    )  # fmt: skip


def say_exposure(page: Page, frame: pd.DataFrame) -> None:
    """What is left of the pair's encounters without shared summits."""
    if frame.empty:
        return
    own = frame[frame["pair"] == meetings.PAIR].iloc[0]
    rank = int((frame["own"] > own["own"]).sum()) + 1
    page.say(
        "At summits the pair met {seen} times where attendance by itself explains {explained}{so}; with {alone} visits "
        "for their own sake it is number {rank} of {pairs} by what is left, and first with a probability of {first}.",
        seen=int(own["at_summits"]), explained=number(own["expected"], 1), alone=int(own["alone"]), rank=rank,
        pairs=len(frame), first=f"{own['first']:.1%}",
        so=", as two leaders who decide apart would" if abs(own["excess"]) < 1.5 else "",
    )  # fmt: skip


def say_documents(page: Page, gap: bodies.Gap | None) -> None:
    """Why the counts of documents are no series."""
    if gap is None:
        return
    page.say(
        "From {first} to {last} the stated count rose by {rise}, with {visits} stand-alone visits as occasions. "
        "No list of the documents and no rule of counting was found, so that either the rule changed or many were "
        "signed between visits; the count near the article's can only be taken from the officials who state it.",
        first=meetings.said(gap.first), last=meetings.said(gap.last), rise=number(gap.later - gap.earlier, 0),
        visits=gap.visits,
    )  # fmt: skip


def say_bodies(page: Page, frame: pd.DataFrame, known: Mapping[str, str]) -> None:
    """Whether the council is something other pairs have not."""
    others = frame[frame["pair"] != meetings.PAIR]
    if others.empty:
        return
    page.say(
        "Such a council is not peculiar to the pair: {others} have one too. "
        "Sessions tell that it exists; what it achieves is not measured here.",
        others=listing(meetings.named(pair, known) for pair in others["pair"]),
    )


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of the bottom line; None where nothing is known."""

    encounters: Interval | None
    visits: Interval | None
    alone: Interval | None
    first: float | None
    more: int
    leader: str
    whole: bool
    told: int | None = None


def summary(evidence: Evidence, parameters: Diplomacy, period: str) -> Summary:
    """Collect the numbers of the bottom line."""
    standing = pairs.standing(pairs.rates(evidence, parameters, period)).set_index("definition")
    span = meetings.window(evidence, period)
    if standing.empty or span is None:
        return Summary(None, None, None, None, 0, "", whole=False)
    count = {key: Interval.exactly(float(standing.loc[key, "count"])) for key in standing.index}
    top = standing.loc["all"]
    more = top["leader_count"] > top["count"]
    leader = meetings.named(str(top["leader"]), meetings.names(evidence)) if more else ""
    said = meetings.told(evidence)
    told = int(said["value"].sum()) if len(said) == 2 else None
    first = float(standing["first"].max())
    return Summary(
        count["all"], count["visits"], count["alone"], first, int(str(top["rank"])) - 1, leader, span.whole, told
    )


def bottom_line(page: Page, found: Summary, stated: int) -> None:
    """The numbers to take away, and what they mean."""
    page.headline("encounters", "Documented encounters in person, at least", found.encounters, "count")
    page.headline("visits", "Documented mutual visits, at least", found.visits, "count")
    page.headline("alone", "Visits without a summit as occasion, at least", found.alone, "count")
    chance = None if found.first is None else 100 * found.first
    page.headline(
        "first", "Probability that the pair meets most often, highest of all definitions", chance, "percent", 1
    )
    if found.encounters is None or found.visits is None or found.alone is None:
        page.say("Nothing of the period that the article speaks of was known by this day.")
        return
    met, visits = int(found.encounters.value), int(found.visits.value)
    page.say(
        "{answer} at least {met} times{still}{told}; {visits} visits are documented, {alone} of them without a summit "
        "as occasion.",
        answer="They met more often," if met > stated else "So many meetings are not documented: they met",
        met=met, visits=visits, alone=int(found.alone.value),
        still="" if found.whole else " by this day, with the period not over",
        told=f", and {stated} is the sum of visits in an interview of one president" if found.told == stated else "",
    )  # fmt: skip
    if found.leader:
        page.say(
            "Nor are they first: {more} other pairs met more often, {leader} the most, and whatever is counted as a "
            "meeting, the pair is first with a probability of {first} percent at most.",
            more=found.more, leader=found.leader, first=number(chance, 1),
        )  # fmt: skip
    page.say(UNEQUAL)

"""How the Middle Corridor notebook closes: the verdicts taken together, and the bottom line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers.analysis.corridor_summary import Summary
from helpers.models.interval import Interval
from helpers.present.corridor_network import NAMES
from helpers.present.page import Page
from helpers.present.words import listing, number

if TYPE_CHECKING:  # the claims import every rule and its models, which takes seconds
    from helpers.claims.verdict import Judgement


def say_together(page: Page, judged: Sequence["Judgement"]) -> None:
    """Whether one measure bears out both the tonnage of the year and its growth."""
    level, pace = (
        {r.definition: r.verdict.value for j in judged if j.claim.id == id_ for r in j.readings}
        for id_ in ("COR-1", "COR-2")
    )
    both = {name: (level[name], pace[name]) for name in level if name in pace and "unverified" not in
            (level[name], pace[name])}  # fmt: skip
    whole = [name for name, said in both.items() if set(said) == {"supported"}]
    if whole:
        page.say("Both the article's tonnage and its growth are borne out by {names}.", names=listing(whole))
    elif both:
        told = "; ".join(f"of {name} the tonnage is {said[0]} and the growth {said[1]}" for name, said in both.items())
        page.say("No one measure bears out both the article's tonnage and its growth: {told}.", told=told)


def bottom_line(page: Page, found: Summary) -> None:
    """Record the headlines and say what they come to; what is not known is said to be so."""
    when = f"first {found.months} months of {found.year}" if found.year else "months asked for"
    last, rail = found.route_year or "the last year", found.rail_year or "the year"
    page.headline("route_tonnes", f"Cargo of the whole route in {last}", found.route, "Mt", 2)
    span = f"{_span(found.tonnes)} percent" if found.tonnes else None  # measures are not averaged
    page.headline("tonnes_growth", f"Growth of tonnes by measure, {when}", found.tonnes, "percent", 1, span)
    page.headline("trains_growth", f"Growth of trains from China to Azerbaijan, {when}", found.trains, "percent", 1)
    page.headline("rail_nowcast", f"Rail to and from Azerbaijan in {rail}, extended", found.rail, "Mt", 1)
    page.headline("target_worth", "Typical outcome of a target, as a multiple of it", found.worth, "", 2)
    page.headline("bottleneck", f"Capacity of the narrowest place on record, {found.binding}", found.flow, "Mt", 1)
    page.headline("days", f"Days from {NAMES[found.origin]} to {NAMES[found.destination]}", found.days, "days", 0)
    page.say(" ".join(_summary(found)))


def _summary(found: Summary) -> list[str]:
    """Sentences of the bottom line, one for every thing that is known."""
    text = []
    if found.tonnes and found.trains:
        trains, tonnes = _percent(found.trains.value), _span(found.tonnes)
        text.append(
            f"Not in tonnes: in the first {found.months} months of {found.year} cargo changed by {tonnes} percent, "
            f"by measure, and what grew at the article's rate is the number of trains from China ({trains} percent)."
            if found.stated_is_trains
            else f"In the first {found.months} months of {found.year} the number of trains from China changed by "
            f"{trains} percent, tonnages by {tonnes} percent."
        )
    if found.route and found.route_year and found.change is not None:
        text.append(
            f"The whole route carried {number(found.route.value, 2)} million tonnes in {found.route_year}, "
            f"{abs(found.change):.1f} percent {'less' if found.change < 0 else 'more'} than the year before"
            + (f"; three forecasts put {found.horizon} between {found.heading.low:.1f} and {found.heading.high:.1f}."
               if found.heading else ".")
        )  # fmt: skip
    if found.pairs_tested:
        text.append(
            f"Of {found.pairs_tested} pairs of tonnages that can be compared {found.pairs_apart} cannot be one thing, "
            "so whether the article's tonnage is right depends on which is meant."
        )
    if found.lag is not None and found.lead is not None:
        text.append(
            f"From {NAMES[found.origin]} to {NAMES[found.destination]} the corridor is {abs(found.lag):.0f} days "
            f"{'slower' if found.lag > 0 else 'faster'} than the north and "
            f"{abs(found.lead):.0f} days {'faster' if found.lead > 0 else 'slower'} than the ocean; "
            f"{found.assumed:.0%} of its days are assumed."
        )
    if found.flow:
        text.append(f"The narrowest place on record is {found.binding}, {found.flow.value:.1f} million tonnes a year.")
    if found.share is not None:
        text.append(
            f"Of its containers and those by rail between China and Europe together it carries {found.share:.0f} "
            "percent at most."
        )
    return text or ["By this day too little was known of the corridor for any conclusion: a finding of its own."]


def _span(values: Interval) -> str:
    low, high = _percent(values.low), _percent(values.high)
    return low if low == high else f"{low} to {high}"


def _percent(value: float) -> str:
    return f"{value:+.1f}".rstrip("0").rstrip(".").replace("-", "−")

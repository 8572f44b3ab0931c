"""How the Middle Corridor notebook closes: the verdicts taken together, and the bottom line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from helpers.analysis.corridor_names import of_chain, place
from helpers.analysis.corridor_summary import Summary
from helpers.locale import Name, _, listing, p_, spoken
from helpers.models.interval import Interval
from helpers.present.corridor import signed
from helpers.present.corridor_network import paced
from helpers.present.page import Page

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
        told = "; ".join(
            _(
                "of {name} the tonnage is {level} and the growth {pace}",
                name=name, level=p_("verdict", said[0]), pace=p_("verdict", said[1]),
            )
            for name, said in both.items()
        )  # fmt: skip
        page.say("No one measure bears out both the article's tonnage and its growth: {told}.", told=told)


def bottom_line(page: Page, found: Summary) -> None:
    """Record the headlines and say what they come to; what is not known is said to be so."""
    when = Name("months asked for")
    if found.year:
        when = Name("first {months} months of {year}", months=found.months, year=found.year)
    last = spoken(str(found.route_year)) if found.route_year else Name("the last year")
    rail = spoken(str(found.rail_year)) if found.rail_year else Name("the year")
    binding = of_chain(found.binding) if found.binding else Name("nothing known")
    ends = {"origin": place(found.origin), "destination": place(found.destination)}
    span = _("{range} percent", range=_span(found.tonnes)) if found.tonnes else None  # measures are not averaged
    page.headline("route_tonnes", _("Cargo of the whole route in {year}", year=last), found.route, "Mt", 2)
    label = _("Growth of tonnes by measure, {when}", when=when)
    page.headline("tonnes_growth", label, found.tonnes, "percent", 1, span)
    label = _("Growth of trains from China to Azerbaijan, {when}", when=when)
    page.headline("trains_growth", label, found.trains, "percent", 1)
    label = _("Rail to and from Azerbaijan in {year}, extended to the full year", year=rail)
    page.headline("rail_nowcast", label, found.rail, "Mt", 1)
    page.headline("target_worth", _("Typical outcome of a target, as a multiple of it"), found.worth, "", 2)
    label = _("Capacity of the narrowest place on record, {binding}", binding=binding)
    page.headline("bottleneck", label, found.flow, "Mt", 1)
    page.headline("days", _("Days from {origin} to {destination}", **ends), found.days, "days", 0)
    _say_summary(page, found)


def _say_summary(page: Page, found: Summary) -> None:
    """Say a sentence for every thing that is known, each with the place that it sums up."""
    told = [
        (_growth(found), "corridor-growth"), (_route(found), "corridor-forecast"), (_pairs(found), "corridor-matrix"),
        (_journey(found), "corridor-ways"), (_bottleneck(found), "corridor-capacity"), (_share(found), "COR-7"),
    ]  # fmt: skip
    for sentence, place_of in told:
        if sentence:
            page.say(sentence, of=place_of)
    if not any(sentence for sentence, place_of in told):
        page.say("By this day too little was known of the corridor for any conclusion: a finding of its own.")


def _growth(found: Summary) -> str:
    if not found.tonnes or not found.trains:
        return ""
    said: dict[str, Any] = {
        "months": found.months, "year": found.year, "trains": signed(found.trains.value), "tonnes": _span(found.tonnes),
    }  # fmt: skip
    if found.stated_is_trains:
        return _(
            "Not in tonnes: in the first {months} months of {year} cargo changed by {tonnes} percent, by measure, and "
            "what grew at the article's rate is the number of trains from China ({trains} percent).",
            **said,
        )
    return _(
        "In the first {months} months of {year} the number of trains from China changed by {trains} percent, tonnages "
        "by {tonnes} percent.",
        **said,
    )


def _route(found: Summary) -> str:
    if not found.route or not found.route_year or found.change is None:
        return ""
    change = Name("{change:.1f} percent more", change=found.change)
    if found.change < 0:
        change = Name("{change:.1f} percent less", change=-found.change)
    said: dict[str, Any] = {"value": found.route.value, "year": found.route_year, "change": change}
    if not found.heading:
        return _("The whole route carried {value:.2f} million tonnes in {year}, {change} than the year before.", **said)
    return _(
        "The whole route carried {value:.2f} million tonnes in {year}, {change} than the year before; three forecasts "
        "put {horizon} between {low:.1f} and {high:.1f}.",
        horizon=found.horizon, low=found.heading.low, high=found.heading.high, **said,
    )  # fmt: skip


def _pairs(found: Summary) -> str:
    if not found.pairs_tested:
        return ""
    return _(
        "Of {tested} pairs of tonnages that can be compared {apart} cannot be one thing, so whether the article's "
        "tonnage is right depends on which is meant.",
        tested=found.pairs_tested, apart=found.pairs_apart,
    )  # fmt: skip


def _journey(found: Summary) -> str:
    if found.lag is None or found.lead is None:
        return ""
    return _(
        "From {origin} to {destination} the corridor is {north} than the north and {ocean} than the ocean; "
        "{assumed:.0%} of its days are assumed.",
        origin=place(found.origin), destination=place(found.destination), north=paced(found.lag),
        ocean=paced(-found.lead), assumed=found.assumed,
    )  # fmt: skip


def _bottleneck(found: Summary) -> str:
    if not found.flow:
        return ""
    return _(
        "The narrowest place on record is {binding}, {flow:.1f} million tonnes a year.",
        binding=of_chain(found.binding), flow=found.flow.value,
    )  # fmt: skip


def _share(found: Summary) -> str:
    if found.share is None:
        return ""
    return _(
        "Of its containers and those by rail between China and Europe together it carries {share:.0f} percent at most.",
        share=found.share,
    )


def _span(values: Interval) -> Name:
    low, high = signed(values.low), signed(values.high)
    return Name("{value}", value=low) if low == high else Name("{low} to {high}", low=low, high=high)

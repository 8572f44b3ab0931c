"""The bottom line of the notebook on Turkic integration: its headlines, and what they come to."""

import math
from typing import Any

import pandas as pd

from helpers.analysis import integration as votes
from helpers.analysis import integration_exchange as exchange
from helpers.analysis import integration_members as members
from helpers.analysis import integration_points as ideal
from helpers.analysis import integration_trade as trade
from helpers.analysis.integration import Standing
from helpers.evidence import Evidence
from helpers.locale import Name, _
from helpers.models.interval import Interval
from helpers.parameters import Integration
from helpers.present.page import Page


def bottom_line(page: Page, evidence: Evidence, parameters: Integration, tests: pd.DataFrame) -> None:
    """Record the headlines and say what they come to; what is not known is said to be so."""
    found, test = votes.standing(evidence, parameters), members.chosen(tests, parameters)
    own = votes.pair_of(votes.pair_years(evidence, parameters))
    year = found.year if found else Name("the last year")
    alike = found.value.scaled(100) if found else None
    page.headline("likeness", _("Alike in votes both cast, {year}", year=year), alike, "percent", 1)
    absent = 100 * float(own["behaviour"].iloc[-1]) if len(own) else None
    page.headline("behaviour", _("Alike counting absence, {year}", year=year), absent, "percent", 0)
    inside = members.inside(evidence, parameters)
    worth = None if inside is None else Interval.exactly(100 * inside)
    label = _("Members less their neighbours' other pairs, likeness")
    page.headline("membership", label, worth, "percentage points", 1)
    _ties(page, evidence, parameters)
    gap = ideal.of_pair(ideal.distances(evidence, parameters)).tail(1)
    points = Interval(*(float(gap[c].iloc[0]) for c in ("gap", "low", "high"))) if len(gap) else None
    _say_alike(page, found, absent, parameters)
    _say_organisation(page, test, inside, parameters)
    if found is None and test is None:
        _say_silence(page, points)


def _ties(page: Page, evidence: Evidence, parameters: Integration) -> None:
    split = trade.disputed(trade.stated(evidence))
    when, span = (split[0], split[1]) if split else (Name("one year"), None)
    text = _("{low:g} to {high:g} USD billion", low=span.low, high=span.high) if span else None
    label = _("Trade of the members with one another in {year}, by speaker", year=when)
    page.headline("ots_trade", label, span, "USD billion", 0, text)
    words = exchange.languages(evidence, parameters)
    words = words[words["pair"] == exchange.OWN]
    shared = (
        Interval(*(100 * float(words[c].iloc[0]) for c in ("share_cognate", "low", "high"))) if len(words) else None
    )
    page.headline("language", _("Basic vocabulary shared by the two languages"), shared, "percent", 0)
    students = [size.value for size in exchange.exchanges(evidence) if size.key.startswith("students")]
    page.headline("students", _("Students in the other state, both ways"), sum(students) or None, "persons", 0)


def _say_alike(page: Page, found: Standing | None, absent: float | None, parameters: Integration) -> None:
    """Whether they speak with one voice, and whether that is anything of their own."""
    if found is None or absent is None:
        return
    value = found.value.value
    alike = Name("They vote alike") if value >= parameters.one_voice else Name("They do not vote alike")
    said: dict[str, Any] = {
        "alike": alike, "value": value, "year": str(found.year), "regional": found.regional, "absent": absent,
        "of": "likeness",
    }  # fmt: skip
    if math.isnan(found.regional):
        page.say(
            "{alike:Nom} where both vote, {value:.1%} in {year}; counting absence they behaved alike on {absent:.0f} "
            "percent of roll calls.",
            **said,
        )
    elif value <= found.regional:
        page.say(
            "{alike:Nom} where both vote, {value:.1%} in {year}, but no more than their neighbours, whose other pairs "
            "have a median of {regional:.1%}; counting absence they behaved alike on {absent:.0f} percent of roll "
            "calls.",
            **said,
        )
    else:
        page.say(
            "{alike:Nom} where both vote, {value:.1%} in {year}, more than their neighbours, whose other pairs have a "
            "median of {regional:.1%}; counting absence they behaved alike on {absent:.0f} percent of roll calls.",
            **said,
        )


def _say_organisation(page: Page, test: pd.Series | None, inside: float | None, parameters: Integration) -> None:
    """Whether the organisation has a part in it."""
    if test is None:
        return
    said: dict[str, Any] = {"effect": 100 * test["effect"], "p": test["p"], "high": 100 * test["high"]}
    said["of"] = "membership"
    real = test["p"] < parameters.significance
    if inside is None:
        _say_test_alone(page, said, real=real)
        return
    points = abs(100 * inside)
    said["inside"] = Name("{points:.1f} points less", points=points)
    if inside > 0:
        said["inside"] = Name("{points:.1f} points more", points=points)
    if real:
        page.say(
            "The organisation shows in the votes: within Central Asia and Azerbaijan its members are {inside} alike "
            "than the other pairs, and the {effect:+.1f} points over all pairs are more than other sets of states "
            "reach (p = {p:.2f}; no effect below {high:.0f} points could be seen).",
            **said,
        )
    else:
        page.say(
            "The organisation does not show in the votes: within Central Asia and Azerbaijan its members are {inside} "
            "alike than the other pairs, and the {effect:+.1f} points over all pairs are reached by other sets of "
            "states as well (p = {p:.2f}; no effect below {high:.0f} points could be seen).",
            **said,
        )


def _say_test_alone(page: Page, said: dict[str, Any], *, real: bool) -> None:
    if real:
        page.say(
            "The organisation shows in the votes: the {effect:+.1f} points over all pairs are more than other sets of "
            "states reach (p = {p:.2f}; no effect below {high:.0f} points could be seen).",
            **said,
        )
    else:
        page.say(
            "The organisation does not show in the votes: the {effect:+.1f} points over all pairs are reached by other "
            "sets of states as well (p = {p:.2f}; no effect below {high:.0f} points could be seen).",
            **said,
        )


def _say_silence(page: Page, points: Interval | None) -> None:
    """What can be said before any roll call was public."""
    if points is None:
        page.say("By this day no vote of the two was public, so nothing can be said of a common voice.")
        return
    page.say(
        "No roll call was public by this day; the two ideal points differ by {value:.2f} ({low:.2f} to {high:.2f}).",
        value=points.value, low=points.low, high=points.high,
    )  # fmt: skip

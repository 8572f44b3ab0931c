"""Verdicts on the goal of seven million tonnes, under growth, precedent, record, capacity and the words used."""

import pandas as pd

from helpers.analysis import energy, energy_chain, energy_targets
from helpers.analysis.energy import KT, NARROW, SCOPES, Goal, Scope
from helpers.analysis.energy_chain import PLACES, Binding
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence, parse
from helpers.locale import Name, _, n_, rounded, together, written
from helpers.models.interval import Interval
from helpers.parameters import Energy

FEWEST = 3
"""Fewest targets from which their worth is judged."""


def goal(evidence: Evidence, parameters: Energy) -> Goal:
    """Return the goal of the article, times the factor asked for."""
    stated = claim(evidence, "ENG-1")
    return Goal(float(stated.value) * KT[stated.unit] * parameters.goal_factor, parse(stated.period).end.year)


@rule("ENG-1", Energy)
def seven_million_tonnes(evidence: Evidence, parameters: Energy) -> list[Reading]:
    """Ask whether the oil can be there in the goal's year.

    Growth: the chance under three methods, in the scope of the pipeline and in that of all oil to Azerbaijan,
    never mixed; a year of the start is no growth. Precedent: how often flows of oil grew so much in so many
    years. Record: what such targets have been worth. Capacity: the narrowest place of the chain, with and without
    the limit that the blend sets. Words: whether officials announced it, or called it possible. Where the year
    itself is known, it decides alone.
    """
    aim = goal(evidence, parameters)
    outcome = _outcome(evidence, parameters, aim)
    if outcome:
        return [outcome]
    return [
        *(_growth(evidence, parameters, aim, scope) for scope in SCOPES),
        _precedent(evidence, parameters, aim),
        _record(evidence, parameters, aim),
        _capacity(evidence, parameters, aim, limits=False),
        _capacity(evidence, parameters, aim, limits=True),
        _announced(evidence, aim),
    ]


def _outcome(evidence: Evidence, parameters: Energy, aim: Goal) -> Reading | None:
    years = energy.yearly(evidence, NARROW)
    years = years[(years["year"] == aim.year) & ~years["pace"].astype(bool)]
    if years.empty:
        return None
    row = years.iloc[0]
    met = row["value"] >= (1 - parameters.tolerance) * aim.kt
    reason = _(
        "In {year} {size} Mt of Kazakh oil entered the pipeline, against {goal} Mt.",
        year=aim.year, size=_mt(row["value"]), goal=_mt(aim.kt),
    )  # fmt: skip
    size = Interval(row["value"], row["low"], row["high"])
    verdict = Verdict.SUPPORTED if met else Verdict.CONTRADICTED
    return Reading(_("oil into the pipeline in the year itself"), verdict, reason, in_mt(size), "Mt", row["rows"])


def _growth(evidence: Evidence, parameters: Energy, aim: Goal, scope: Scope) -> Reading:
    definition = _("growth of the oil, {scope}", scope=scope.label)
    table = energy.chances(evidence, parameters, aim)
    table = table[table["scope"] == scope.key].sort_values("chance")
    if table.empty:
        return silent(definition, evidence, Name("run of three years of oil, {scope},", scope=scope.label))
    best, last = table.iloc[-1], table.iloc[0]
    needed = energy.needed_growth(float(best["last"]), int(best["year"]), aim).value
    # measured is what the goal is measured in: the oil of that year by the method that gives it the best chance
    size = Interval(best["value"], table["low"].min(), table["high"].max())
    chance = Interval(best["chance"], last["chance_low"], best["chance_high"])
    verdict = _by_chance(chance, parameters)
    reason = _(
        "From {now} Mt in {last} the goal needs {needed:+.0f} percent a year; the methods give it a chance of "
        "{worst:.1f} to {best:.1f} percent, and {level:.0%} of their paths end at {low:.1f} to {high:.1f} Mt in "
        "{year}.",
        now=_mt(best["last"]), last=int(best["year"]), needed=needed, worst=100 * last["chance"],
        best=100 * best["chance"], level=parameters.level, low=size.low / 1000, high=size.high / 1000, year=aim.year,
    )  # fmt: skip
    return Reading(definition, verdict, reason, in_mt(size), "Mt", best["rows"])


def _by_chance(chance: Interval, parameters: Energy) -> Verdict:
    """A small chance contradicts, an even one supports, and one between tells nothing."""
    if chance.high < parameters.unlikely:
        return Verdict.CONTRADICTED
    return Verdict.SUPPORTED if chance.value >= 0.5 else Verdict.UNVERIFIED


def _precedent(evidence: Evidence, parameters: Energy, aim: Goal) -> Reading:
    definition = _("precedents among flows of oil in the region")
    found = energy.precedent(evidence, parameters, aim)
    if found is None:
        return silent(definition, evidence, Name("growth of flows of oil over as many years"))
    reached = int((found.cases["factor"] >= found.needed).sum())
    top = found.cases.iloc[0]
    span = int(top["end"] - top["start"])
    reason = n_(
        "The goal is {needed:.1f} times the last year's oil; {reached} of {all} spans of {n} year grew so much, at "
        "most {top:.1f} times ({flow}, {start} to {end}).",
        "The goal is {needed:.1f} times the last year's oil; {reached} of {all} spans of {n} years grew so much, at "
        "most {top:.1f} times ({flow}, {start} to {end}).",
        span, needed=found.needed, reached=reached, all=len(found.cases), top=top["factor"], flow=top["label"],
        start=top["start"], end=top["end"],
    )  # fmt: skip
    rows = tuple(dict.fromkeys(row for used in found.cases["rows"] for row in used))
    verdict = _by_chance(found.share, parameters)
    return Reading(definition, verdict, reason, found.share.scaled(100), "percent", rows)


def _record(evidence: Evidence, parameters: Energy, aim: Goal) -> Reading:
    definition = _("what targets for this oil have been worth")
    scored = energy_targets.scored(evidence, parameters)
    scored = scored[scored["series"] == NARROW.series]
    worth = energy_targets.worth(scored, parameters)
    if worth is None or scored["ahead"].sum() < FEWEST:
        return silent(definition, evidence, Name("outcome of three targets told ahead"))
    told = scored[scored["ahead"]]
    due = worth.scaled(aim.kt / 1000)
    kept = 1 - parameters.tolerance
    open_ = Verdict.UNVERIFIED if worth.high >= kept else Verdict.CONTRADICTED
    verdict = Verdict.SUPPORTED if worth.low >= kept else open_
    reason = _(
        "{met} of the {all} targets told a quarter ahead came true; at what they have been worth the goal comes to "
        "{due:.1f} Mt ({low:.1f} to {high:.1f}).",
        met=int(told["met"].sum()), all=len(told), due=due.value, low=due.low, high=due.high,
    )  # fmt: skip
    return Reading(definition, verdict, reason, due, "Mt", tuple(dict.fromkeys([*told["row"], *told["outcome_row"]])))


def _capacity(evidence: Evidence, parameters: Energy, aim: Goal, *, limits: bool) -> Reading:
    definition = _("capacity of the chain and quality of the blend") if limits else _(
        "capacity of the chain, as it stands"
    )  # fmt: skip
    chain = energy_chain.links(evidence, parameters)
    found = energy_chain.binding(chain, aim, limits=limits)
    limit = chain.loc[chain["kind"] == "limit", "value"].notna().any()
    if found is None or (limits and not limit):
        what = Name("limit of the blend") if limits else Name("capacity along the chain")
        return silent(definition, evidence, what)
    verdict, words = _room(found, chain, aim)
    reason = _(
        "The lowest limit, that of the {place}, is {size}; {words}.",
        place=PLACES[found.place], size=_a_year(found.size), words=words,
    )  # fmt: skip
    return Reading(definition, verdict, reason, in_mt(found.size), "Mt", found.rows)


def _room(found: Binding, chain: pd.DataFrame, aim: Goal) -> tuple[Verdict, Name]:
    """Whether the chain has room for the goal, and in words where it has not."""
    short, unsure = ([PLACES[name] for name in names] for names in (found.short, found.unsure))
    open_ = Name("the {places} may or may not suffice", places=together(unsure))
    if short:
        words = Name("less than {goal} Mt", goal=_mt(aim.kt))
        if others := short[1:]:
            words = Name(
                "less than {goal} Mt, and so is that of the {places}", goal=_mt(aim.kt), places=together(others)
            )
        return Verdict.CONTRADICTED, Name("{some}; {next}", some=words, next=open_) if unsure else words
    if unsure:
        return Verdict.UNVERIFIED, open_
    # a place without a published capacity may bind: room elsewhere is no proof
    if chain["value"].notna().all():
        return Verdict.SUPPORTED, Name("all have room")
    return Verdict.UNVERIFIED, Name("the rest is not published")


def _a_year(size: Interval) -> Name:
    """Thousand tonnes a year as million tonnes, with their range where there is one."""
    if size.low == size.high:
        return Name("{value} Mt a year", value=_mt(size.value))
    value, low, high = (written(kt / 1000, ".1f") for kt in (size.value, size.low, size.high))
    return Name("{value} Mt a year ({low} to {high})", value=value, low=low, high=high)


def _announced(evidence: Evidence, aim: Goal) -> Reading:
    definition = _("words of officials on this goal and year")
    rows = energy_targets.announced(evidence, aim)
    if rows.empty:
        return silent(definition, evidence, Name("goal of {goal} Mt for {year}", goal=_mt(aim.kt), year=aim.year))
    firm = rows[~rows["hedged"].astype(bool)]
    first: pd.Series = rows.sort_values("published").iloc[0]
    how = Name("as a possibility under discussion, not as a plan ({all} reports)", all=len(rows))
    if len(firm):
        how = Name("as a plan ({firm} of {all} reports)", firm=len(firm), all=len(rows))
    named = {"size": _mt(first["value"]), "year": aim.year, "day": first["published"].date(), "how": how}
    able = energy_targets.called_possible(evidence, aim)
    reason = _("{size} Mt by {year} was named on {day}, {how}.", **named)
    if len(able):
        reason = _(
            "{size} Mt by {year} was named on {day}, {how}; on {days} so much was called possible, without a year.",
            days=together(Name("{day}", day=start.date()) for start in able["start"]), **named,
        )  # fmt: skip
    verdict, used = Verdict.SUPPORTED if len(firm) else Verdict.PARTLY, (*rows["row"], *able["row"])
    return Reading(definition, verdict, reason, in_mt(Interval.exactly(float(first["value"]))), "Mt", used)


def in_mt(size: Interval) -> Interval:
    """Thousand tonnes as million tonnes, the unit of the article's figure.

    >>> in_mt(Interval(5300.0, 2950.0, 5350.0))
    Interval(value=5.3, low=2.95, high=5.35)
    """
    return Interval(*(kt / KT["Mt"] for kt in (size.value, size.low, size.high)))


def _mt(kt: float) -> str:
    """Thousand tonnes as million tonnes in words."""
    return written(rounded(kt / 1000, 2), "g")

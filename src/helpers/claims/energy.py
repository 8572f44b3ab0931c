"""Verdicts on the goal of seven million tonnes, under growth, precedent, record, capacity and the words used."""

import pandas as pd

from helpers.analysis import energy, energy_chain, energy_targets
from helpers.analysis.energy import KT, NARROW, SCOPES, Goal, Scope
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence, parse
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
    reason = f"In {aim.year} {_mt(row['value'])} Mt of Kazakh oil entered the pipeline, against {_mt(aim.kt)} Mt."
    size = Interval(row["value"], row["low"], row["high"])
    verdict = Verdict.SUPPORTED if met else Verdict.CONTRADICTED
    return Reading("oil into the pipeline in the year itself", verdict, reason, size, "kt", row["rows"])


def _growth(evidence: Evidence, parameters: Energy, aim: Goal, scope: Scope) -> Reading:
    definition = f"growth of the oil, {scope.label}"
    table = energy.chances(evidence, parameters, aim)
    table = table[table["scope"] == scope.key].sort_values("chance")
    if table.empty:
        return silent(definition, evidence, f"run of three years of oil, {scope.label},")
    best, last = table.iloc[-1], table.iloc[0]
    needed = energy.needed_growth(float(best["last"]), int(best["year"]), aim).value
    chance = Interval(100 * best["chance"], 100 * last["chance_low"], 100 * best["chance_high"])
    verdict = _by_chance(chance.scaled(0.01), parameters)
    reason = (
        f"From {_mt(best['last'])} Mt in {int(best['year'])} the goal needs {needed:+.0f} percent a year; the methods "
        f"give it a chance of {100 * last['chance']:.1f} to {chance.value:.1f} percent, and {parameters.level:.0%} of "
        f"their paths end at {_mt(table['low'].min())} to {_mt(table['high'].max())} Mt in {aim.year}."
    )
    return Reading(definition, verdict, reason, chance, "percent", best["rows"])


def _by_chance(chance: Interval, parameters: Energy) -> Verdict:
    """A small chance contradicts, an even one supports, and one between tells nothing."""
    if chance.high < parameters.unlikely:
        return Verdict.CONTRADICTED
    return Verdict.SUPPORTED if chance.value >= 0.5 else Verdict.UNVERIFIED


def _precedent(evidence: Evidence, parameters: Energy, aim: Goal) -> Reading:
    definition = "precedents among flows of oil in the region"
    found = energy.precedent(evidence, parameters, aim)
    if found is None:
        return silent(definition, evidence, "growth of flows of oil over as many years")
    reached = int((found.cases["factor"] >= found.needed).sum())
    top = found.cases.iloc[0]
    span = int(top["end"] - top["start"])
    reason = (
        f"The goal is {found.needed:.1f} times the last year's oil; {reached} of {len(found.cases)} spans of {span} "
        f"years grew so much, at most {top['factor']:.1f} times ({top['label']}, {top['start']} to {top['end']})."
    )
    rows = tuple(dict.fromkeys(row for used in found.cases["rows"] for row in used))
    verdict = _by_chance(found.share, parameters)
    return Reading(definition, verdict, reason, found.share.scaled(100), "percent", rows)


def _record(evidence: Evidence, parameters: Energy, aim: Goal) -> Reading:
    definition = "what targets for this oil have been worth"
    scored = energy_targets.scored(evidence, parameters)
    scored = scored[scored["series"] == NARROW.series]
    worth = energy_targets.worth(scored, parameters)
    if worth is None or scored["ahead"].sum() < FEWEST:
        return silent(definition, evidence, "outcome of three targets told ahead")
    told = scored[scored["ahead"]]
    due = worth.scaled(aim.kt / 1000)
    kept = 1 - parameters.tolerance
    open_ = Verdict.UNVERIFIED if worth.high >= kept else Verdict.CONTRADICTED
    verdict = Verdict.SUPPORTED if worth.low >= kept else open_
    reason = (
        f"{int(told['met'].sum())} of the {len(told)} targets told a quarter ahead came true; at what they have been "
        f"worth the goal comes to {due.value:.1f} Mt ({due.low:.1f} to {due.high:.1f})."
    )
    return Reading(definition, verdict, reason, due, "Mt", tuple(dict.fromkeys([*told["row"], *told["outcome_row"]])))


def _capacity(evidence: Evidence, parameters: Energy, aim: Goal, *, limits: bool) -> Reading:
    definition = "capacity of the chain" + (" and quality of the blend" if limits else ", as it stands")
    chain = energy_chain.links(evidence, parameters)
    found = energy_chain.binding(chain, aim, limits=limits)
    limit = chain.loc[chain["kind"] == "limit", "value"].notna().any()
    if found is None or (limits and not limit):
        return silent(definition, evidence, "limit of the blend" if limits else "capacity along the chain")
    if found.short:
        open_ = f"; {', '.join(found.unsure)} may or may not suffice" if found.unsure else ""
        verdict, words = Verdict.CONTRADICTED, f"short of {_mt(aim.kt)} Mt: {', '.join(found.short)}{open_}"
    elif found.unsure:
        verdict, words = Verdict.UNVERIFIED, f"{', '.join(found.unsure)} may or may not suffice"
    else:
        # a place without a published capacity may bind: room elsewhere is no proof
        whole = chain["value"].notna().all()
        verdict = Verdict.SUPPORTED if whole else Verdict.UNVERIFIED
        words = "all have room" if whole else "the rest is not published"
    ends = "" if found.size.low == found.size.high else f" ({_mt(found.size.low)} to {_mt(found.size.high)})"
    reason = f"The narrowest is the {found.place} at {_mt(found.size.value)} Mt a year{ends}; {words}."
    return Reading(definition, verdict, reason, found.size, "kt", found.rows)


def _announced(evidence: Evidence, aim: Goal) -> Reading:
    definition = "words of officials on this goal and year"
    rows = energy_targets.announced(evidence, aim)
    if rows.empty:
        return silent(definition, evidence, f"goal of {_mt(aim.kt)} Mt for {aim.year}")
    firm = rows[~rows["hedged"].astype(bool)]
    first: pd.Series = rows.sort_values("published").iloc[0]
    verdict = Verdict.SUPPORTED if len(firm) else Verdict.PARTLY
    how = "as a plan" if len(firm) else "as a possibility under discussion, not as a plan"
    count = f"{len(firm)} of {len(rows)}" if len(firm) else str(len(rows))
    able = energy_targets.called_possible(evidence, aim)
    reason = (
        f"{_mt(first['value'])} Mt by {aim.year} was named on {first['published']:%Y-%m-%d}, {how} ({count} reports)"
        + "".join(f"; on {day:%Y-%m-%d} so much was called possible, without a year" for day in able["start"]) + "."
    )  # fmt: skip
    used = (*rows["row"], *able["row"])
    return Reading(definition, verdict, reason, Interval.exactly(float(first["value"])), "kt", used)


def _mt(kt: float) -> str:
    """Thousand tonnes as million tonnes in words."""
    return f"{kt / 1000:.2f}".rstrip("0").rstrip(".")

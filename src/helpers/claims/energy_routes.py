"""Verdicts on the diversifying of routes: agreements, oil, concentration, and what avoids Russian ports."""

import pandas as pd

from helpers.analysis import energy, energy_routes
from helpers.analysis.energy import NARROW
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence, parse
from helpers.models.interval import Interval
from helpers.parameters import Energy


@rule("ENG-3", Energy)
def diversified_routes(evidence: Evidence, _: Energy) -> list[Reading]:
    """Ask whether the companies cooperate, whether oil moves by it, and whether the routes became more even.

    Cooperation: dated agreements of the two companies, and the first cargoes, by the end of the claim's year. Oil:
    the last known year against the last before the first agreement. Diversifying: the concentration of all
    exports must fall. Avoiding: oil that leaves without Russian ports must rise.
    """
    by = pd.Timestamp(parse(claim(evidence, "ENG-3").period).end)
    return [_agreed(evidence, by), _moved(evidence, by), _spread(evidence, by), _avoiding(evidence, by)]


def _agreed(evidence: Evidence, by: pd.Timestamp) -> Reading:
    definition = "dated agreements of the two companies and first cargoes"
    found = energy_routes.agreements(evidence)
    found = found[found["start"] <= by]
    signed, cargo = found[found["kind"] == "agreement"], found[found["kind"] == "cargo"]
    if found.empty:
        return silent(definition, evidence, "agreement of the two companies")
    verdict = Verdict.SUPPORTED if len(signed) and len(cargo) else Verdict.PARTLY
    first = f"{cargo['start'].iloc[0]:%Y-%m}" if len(cargo) else "no year"
    reason = (
        f"By {by:%Y-%m-%d} there are {len(signed)} dated agreements ({', '.join(signed['period']) or 'none'}) and "
        f"{len(cargo)} records of cargoes under them, the first of {first}."
    )
    return Reading(definition, verdict, reason, Interval.exactly(float(len(signed))), "count", tuple(found["row"]))


def _moved(evidence: Evidence, by: pd.Timestamp) -> Reading:
    definition = "oil into the pipeline since the first agreement"
    years = energy.yearly(evidence, NARROW)
    years = years[years["year"] <= by.year]
    signed = energy_routes.agreements(evidence)
    start = int(signed["start"].dt.year.min()) if len(signed) else by.year
    before, after = years[years["year"] < start], years[years["year"] > start]
    if before.empty or after.empty:
        return silent(definition, evidence, "oil of a year before and of one after the agreement")
    first, last = before.iloc[-1], after.iloc[-1]
    verdict = Verdict.SUPPORTED if last["low"] > first["high"] else Verdict.CONTRADICTED
    reason = (
        f"{last['value'] / 1000:.1f} Mt entered the pipeline in {last['year']}, against {first['value'] / 1000:.1f} Mt "
        f"in {first['year']}, the last year known before the first agreement."
    )
    size = Interval(last["value"], last["low"], last["high"])
    return Reading(definition, verdict, reason, size, "kt", (*first["rows"], *last["rows"]))


def _spread(evidence: Evidence, by: pd.Timestamp) -> Reading:
    definition = "concentration of all oil exports on routes"
    years = energy_routes.concentration(evidence)
    years = years[(years["kind"] == "actual") & (years["year"] <= by.year)]
    if len(years) < 2:
        return silent(definition, evidence, "total and largest route of two years")
    first, last = years.iloc[0], years.iloc[-1]
    apart = Verdict.CONTRADICTED if last["low"] > first["high"] else Verdict.UNVERIFIED
    verdict = Verdict.SUPPORTED if last["high"] < first["low"] else apart
    how = {Verdict.SUPPORTED: "fell", Verdict.CONTRADICTED: "rose"}.get(verdict, "did not move beyond its range:")
    reason = (
        f"The concentration index {how} from {first['value']:.2f} ({first['low']:.2f} to {first['high']:.2f}) in "
        f"{first['year']} to {last['value']:.2f} ({last['low']:.2f} to {last['high']:.2f}) in {last['year']}; CPC's "
        f"share of all exports went from {first['largest']:.0%} to {last['largest']:.0%}."
    )
    size = Interval(last["value"], last["low"], last["high"])
    return Reading(definition, verdict, reason, size, "ratio", (*first["rows"], *last["rows"]))


def _avoiding(evidence: Evidence, by: pd.Timestamp) -> Reading:
    definition = "oil that leaves without Russian ports"
    rows = energy_routes.bypassing(evidence)
    rows = rows[rows["year"] <= by.year]
    if len(rows) < 2:
        return silent(definition, evidence, "oil of two years without Russian ports")
    first, last = rows.iloc[0], rows.iloc[-1]
    verdict = Verdict.SUPPORTED if last["value"] > first["value"] else Verdict.CONTRADICTED
    reason = (
        f"{last['value']:.2f} Mt left without Russian ports in {last['year']}, the last year known, against "
        f"{first['value']:.2f} Mt in {first['year']}."
    )
    return Reading(definition, verdict, reason, Interval.exactly(float(last["value"])), "Mt", tuple(rows["row"]))

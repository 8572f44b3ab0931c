"""Verdicts on the diversifying of routes: agreements, oil, concentration, and what avoids Russian ports."""

import pandas as pd

from helpers.analysis import energy, energy_routes
from helpers.analysis.energy import NARROW
from helpers.claims.energy import in_mt
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence, parse
from helpers.locale import Name, _, spoken, together
from helpers.models.interval import Interval
from helpers.parameters import Energy


@rule("ENG-3", Energy)
def diversified_routes(evidence: Evidence, parameters: Energy) -> list[Reading]:  # noqa: ARG001
    """Ask whether the companies cooperate, whether oil moves by it, and whether the routes became more even.

    Cooperation: dated agreements of the two companies, and the first cargoes, by the end of the claim's year. Oil:
    the last known year against the last before the first agreement. Diversifying: the concentration of all
    exports must fall. Avoiding: oil that leaves without Russian ports must rise.
    """
    by = pd.Timestamp(parse(claim(evidence, "ENG-3").period).end)
    return [_agreed(evidence, by), _moved(evidence, by), _spread(evidence, by), _avoiding(evidence, by)]


def _agreed(evidence: Evidence, by: pd.Timestamp) -> Reading:
    definition = _("dated agreements of the two companies and first cargoes")
    found = energy_routes.agreements(evidence)
    found = found[found["start"] <= by]
    signed, cargo = found[found["kind"] == "agreement"], found[found["kind"] == "cargo"]
    if found.empty:
        return silent(definition, evidence, Name("agreement of the two companies"))
    verdict = Verdict.SUPPORTED if len(signed) and len(cargo) else Verdict.PARTLY
    reason = _agreed_in_words(by, signed, cargo)
    return Reading(definition, verdict, reason, Interval.exactly(float(len(signed))), "agreements", tuple(found["row"]))


def _agreed_in_words(by: pd.Timestamp, signed: pd.DataFrame, cargo: pd.DataFrame) -> str:
    """Say how many agreements and cargoes there are, and since when."""
    known: dict[str, object] = {"day": by.date(), "signed": len(signed)}
    if len(signed):
        known["dates"] = together(map(spoken, signed["period"]))
    if cargo.empty:
        return _("By {day} there are {signed} dated agreements ({dates}) and no record of a cargo under them.", **known)
    known |= {"cargoes": len(cargo), "first": spoken(f"{cargo['start'].iloc[0]:%Y-%m}")}
    if signed.empty:
        return _(
            "By {day} there is no dated agreement, and there are {cargoes} records of cargoes, the first of {first}.",
            day=by.date(), cargoes=len(cargo), first=known["first"],
        )  # fmt: skip
    return _(
        "By {day} there are {signed} dated agreements ({dates}) and {cargoes} records of cargoes under them, the first "
        "of {first}.",
        **known,
    )


def _moved(evidence: Evidence, by: pd.Timestamp) -> Reading:
    definition = _("oil into the pipeline since the first agreement")
    years = energy.yearly(evidence, NARROW)
    years = years[years["year"] <= by.year]
    signed = energy_routes.agreements(evidence)
    start = int(signed["start"].dt.year.min()) if len(signed) else by.year
    before, after = years[years["year"] < start], years[years["year"] > start]
    if before.empty or after.empty:
        return silent(definition, evidence, Name("oil of a year before and of one after the agreement"))
    first, last = before.iloc[-1], after.iloc[-1]
    verdict = Verdict.SUPPORTED if last["low"] > first["high"] else Verdict.CONTRADICTED
    reason = _(
        "{after:.1f} Mt entered the pipeline in {last}, against {before:.1f} Mt in {first}, the last year known before "
        "the first agreement.",
        after=last["value"] / 1000, last=last["year"], before=first["value"] / 1000, first=first["year"],
    )  # fmt: skip
    size = Interval(last["value"], last["low"], last["high"])
    return Reading(definition, verdict, reason, in_mt(size), "Mt", (*first["rows"], *last["rows"]))


def _spread(evidence: Evidence, by: pd.Timestamp) -> Reading:
    definition = _("concentration of all oil exports on routes")
    years = energy_routes.concentration(evidence)
    years = years[(years["kind"] == "actual") & (years["year"] <= by.year)]
    if len(years) < 2:
        return silent(definition, evidence, Name("total and largest route of two years"))
    first, last = years.iloc[0], years.iloc[-1]
    apart = Verdict.CONTRADICTED if last["low"] > first["high"] else Verdict.UNVERIFIED
    verdict = Verdict.SUPPORTED if last["high"] < first["low"] else apart
    how = {Verdict.SUPPORTED: Name("fell"), Verdict.CONTRADICTED: Name("rose")}.get(
        verdict, Name("did not move beyond its range:")
    )
    reason = _(
        "The concentration index {how} from {before:.2f} ({before_low:.2f} to {before_high:.2f}) in {first} to "
        "{after:.2f} ({after_low:.2f} to {after_high:.2f}) in {last}; CPC's share of all exports went from "
        "{share_before:.0%} to {share_after:.0%}.",
        how=how, before=first["value"], before_low=first["low"], before_high=first["high"], first=first["year"],
        after=last["value"], after_low=last["low"], after_high=last["high"], last=last["year"],
        share_before=first["largest"], share_after=last["largest"],
    )  # fmt: skip
    size = Interval(last["value"], last["low"], last["high"])
    return Reading(definition, verdict, reason, size, "ratio", (*first["rows"], *last["rows"]))


def _avoiding(evidence: Evidence, by: pd.Timestamp) -> Reading:
    definition = _("oil that leaves without Russian ports")
    rows = energy_routes.bypassing(evidence)
    rows = rows[rows["year"] <= by.year]
    if len(rows) < 2:
        return silent(definition, evidence, Name("oil of two years without Russian ports"))
    first, last = rows.iloc[0], rows.iloc[-1]
    verdict = Verdict.SUPPORTED if last["value"] > first["value"] else Verdict.CONTRADICTED
    reason = _(
        "{after:.2f} Mt left without Russian ports in {last}, the last year known, against {before:.2f} Mt in {first}.",
        after=last["value"], last=last["year"], before=first["value"], first=first["year"],
    )  # fmt: skip
    return Reading(definition, verdict, reason, Interval.exactly(float(last["value"])), "Mt", tuple(rows["row"]))

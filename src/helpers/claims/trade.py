"""Verdicts on what the article says of trade in figures (TRD-1 to TRD-4)."""

from math import inf, isfinite
from typing import Any

from helpers.analysis.trade import (
    OWNER,
    Enclosure,
    enclosure,
    level,
    longest_growth,
    reporters,
)
from helpers.analysis.trade_gold import gold, part
from helpers.claims.ledger import claim, rule
from helpers.claims.verdict import Claim, Reading, Verdict
from helpers.evidence import Evidence, newest, year_before
from helpers.locale import Name, _, spoken
from helpers.models.interval import Interval
from helpers.parameters import Trade

USD = "USD million"


@rule("TRD-1", Trade)
def turnover_of_eight_months(evidence: Evidence, parameters: Trade) -> list[Reading]:
    """The stated turnover against each state's figure for the same months, equal within the tolerance.

    Where a state published nothing for these months, its other periods still limit the figure from below
    and above, because a year's total only grows.
    """
    stated = claim(evidence, "TRD-1")
    return [_level(evidence, parameters, stated, reporter) for reporter in reporters(parameters)]


@rule("TRD-3", Trade)
def turnover_of_2024(evidence: Evidence, parameters: Trade) -> list[Reading]:
    """The stated turnover of the year against each state's figure, equal within the tolerance."""
    stated = claim(evidence, "TRD-3")
    return [_level(evidence, parameters, stated, reporter) for reporter in reporters(parameters)]


def _level(evidence: Evidence, parameters: Trade, stated: Claim, reporter: str) -> Reading:
    """A stated level against one reporter's, or against the limits that its other periods set."""
    owner, period, article = OWNER[reporter], spoken(stated.period), float(stated.value)
    definition = _("{owner}, {period}", owner=owner, period=period)
    low, high = article * (1 - parameters.tolerance), article * (1 + parameters.tolerance)
    found = level(evidence, reporter, stated.period, parameters)
    if found is not None:
        near = found.interval.low <= high and found.interval.high >= low
        reason = _(
            "{owner} give {value:,.1f} million for {period}, {gap:+.1%} from the {article:,.0f} stated.",
            owner=owner, value=found.value, period=period, gap=found.value / article - 1, article=article,
        )  # fmt: skip
        if abs(found.value / article - 1) < 0.0005:
            reason = _("{owner} give {value:,.1f} million for {period}, as stated.", owner=owner, value=found.value,
                       period=period)  # fmt: skip
        verdict = Verdict.SUPPORTED if near else Verdict.CONTRADICTED
        return Reading(definition, verdict, reason, found.interval, USD, found.rows)
    limits = enclosure(evidence, reporter, stated.period, parameters)
    if limits.high < low or limits.low > high:
        reason = _(
            "The other periods in {owner} put {period} {between}, which excludes the {article:,.0f} stated.",
            owner=owner, period=period, between=_between(limits), article=article,
        )  # fmt: skip
        return Reading(definition, Verdict.CONTRADICTED, reason, None, USD, limits.rows)
    if limits.rows:
        reason = _(
            "No figure for {period} was published by {day}; it lies {between}.",
            period=period, day=evidence.as_of, between=_between(limits),
        )  # fmt: skip
    else:
        reason = _("No figure for {period} was published by {day}.", period=period, day=evidence.as_of)
    return Reading(definition, Verdict.UNVERIFIED, reason, None, USD, limits.rows)


def _between(limits: Enclosure) -> Name:
    if isfinite(limits.high):
        return Name("between {low:,.1f} and {high:,.1f} million", low=limits.low, high=limits.high)
    return Name("at {low:,.1f} million or more", low=limits.low)


@rule("TRD-2", Trade)
def growth_over_the_year(evidence: Evidence, parameters: Trade) -> list[Reading]:
    """The stated multiple against each state's growth for the same months.

    Azerbaijan's is read as stated and, with 2025's gold of Kazakh origin taken out, as a lower bound: what
    gold the months of 2024 held is unknown. Kazakhstan's is read for the longest months it published.
    """
    stated, months = claim(evidence, "TRD-2"), claim(evidence, "TRD-2").period.split(" vs ")[0]
    readings = []
    for reporter in reporters(parameters):
        if reporter != "azerbaijan" or parameters.gold != "without":
            readings.append(_growth(evidence, parameters, stated, reporter, months))
        if reporter == "azerbaijan" and parameters.gold != "with":
            readings.append(_growth_without_gold(evidence, parameters, stated, months))
    return readings


def _growth(evidence: Evidence, parameters: Trade, stated: Claim, reporter: str, months: str) -> Reading:
    found = longest_growth(evidence, reporter, months, parameters)
    if found is None:
        return _growth_by_limits(evidence, parameters, float(stated.value), reporter, months)
    article, interval = float(stated.value), found.interval
    verdict = Verdict.SUPPORTED if interval.low > article else Verdict.PARTLY
    verdict = Verdict.CONTRADICTED if interval.high <= article else verdict
    period = spoken(found.period)
    reason = _(
        "{owner} show {multiple:,.2f} times the same months of the year before ({period}), against more than "
        "{article:g} times stated.",
        owner=OWNER[reporter], multiple=interval.value, period=period, article=article,
    )  # fmt: skip
    inferred = evidence.rows(found.rows)["note"].str.contains("inferred").any()
    owner = Name("{owner} (reporter or months inferred)", owner=OWNER[reporter]) if inferred else OWNER[reporter]
    if found.period == months:
        definition = _("{owner}, {period}", owner=owner, period=period)
    else:
        definition = _(
            "{owner}, {period}, the longest part of these months that it published", owner=owner, period=period
        )
    return Reading(definition, verdict, reason, interval, "times", found.rows)


def _growth_by_limits(evidence: Evidence, parameters: Trade, article: float, reporter: str, months: str) -> Reading:
    """What the limits of the months and of those a year before leave for their ratio."""
    now, before = (enclosure(evidence, reporter, p, parameters) for p in (months, year_before(months)))
    most = now.high / before.low if before.low and isfinite(now.high) else inf
    owner, period = OWNER[reporter], spoken(months)
    definition = _("{owner}, limits of {period}", owner=owner, period=period)
    if most <= article:
        reason = _(
            "Other periods leave at most {high:,.1f} million for {period} and at least {low:,.1f} a year before, so at "
            "most {most:.2f} times, against more than {article:g} times stated.",
            high=now.high, period=period, low=before.low, most=most, article=article,
        )  # fmt: skip
        return Reading(definition, Verdict.CONTRADICTED, reason, None, "", now.rows + before.rows)
    reason = _("{owner} gave no growth for {period} by {day}.", owner=owner, period=period, day=evidence.as_of)
    return Reading(definition, Verdict.UNVERIFIED, reason)


def _growth_without_gold(evidence: Evidence, parameters: Trade, stated: Claim, months: str) -> Reading:
    definition = _("Azerbaijan's statistics without gold, {period}", period=spoken(months))
    found, article = part(evidence, months, parameters), float(stated.value)
    if found is None or found.before is None:
        reason = _(
            "Turnover, its gold or the year before was not known for {period} by {day}.",
            period=spoken(months), day=evidence.as_of,
        )  # fmt: skip
        return Reading(definition, Verdict.UNVERIFIED, reason)
    ratio, needed = found.rest / found.before.value, found.before.value - found.rest / article
    verdict, possible, rows = _with_unknown_gold(evidence, needed, year_before(months))
    reason = _(
        "Without its {gold:,.1f} million of gold turnover was {rest:,.1f} million, {ratio:,.2f} times the year before; "
        "more than {article:g} times would need at least {needed:,.0f} million of Kazakh gold in those months of the "
        "year before, {possible}.",
        gold=found.gold.value, rest=found.rest, ratio=ratio, article=article, needed=max(needed, 0), possible=possible,
    )  # fmt: skip
    low = Interval(ratio, ratio, max(ratio, found.total.value / found.before.interval.low))
    return Reading(definition, verdict, reason, low, "times", found.rows + rows)


def _with_unknown_gold(evidence: Evidence, needed: float, period: str) -> tuple[Verdict, Name, tuple[str, ...]]:
    """Settle a comparison that hangs on how much Kazakh gold an earlier period held."""
    if needed <= 0:
        return Verdict.SUPPORTED, Name("and so holds whatever it was"), ()
    known = gold(evidence, period)
    if known is not None:
        verdict = Verdict.SUPPORTED if known.value > needed else Verdict.CONTRADICTED
        return verdict, Name("where {value:,.1f} million is known", value=known.value), known.rows
    year = period[:4]
    everything = newest(evidence.series("az_gold_imports_value", "AZE", period=year))
    if everything.empty:
        return Verdict.UNVERIFIED, Name("of which nothing is known"), ()
    limit, rows = float(everything["value"].iloc[0]), tuple(everything["row"])
    if limit < needed:
        above = Name("more than all gold imported in {year} ({limit:,.0f} million)", year=spoken(year), limit=limit)
        return Verdict.CONTRADICTED, above, rows
    possible = Name(
        "which the {limit:,.0f} million of gold of all origins in {year} allow but do not show",
        limit=limit, year=spoken(year),
    )  # fmt: skip
    return Verdict.UNVERIFIED, possible, rows


@rule("TRD-4", Trade)
def eight_months_above_a_year(evidence: Evidence, parameters: Trade) -> list[Reading]:
    """The part of the year against all of the year before, each within one state's statistics."""
    part_period, year = claim(evidence, "TRD-4").period.split(" vs ")
    readings = []
    for reporter in reporters(parameters):
        if reporter != "azerbaijan" or parameters.gold != "without":
            readings.append(_above(evidence, parameters, reporter, part_period, year))
        if reporter == "azerbaijan" and parameters.gold != "with":
            readings.append(_above_without_gold(evidence, parameters, part_period, year))
    return readings


def _above(evidence: Evidence, parameters: Trade, reporter: str, months: str, year: str) -> Reading:
    owner, said = OWNER[reporter], {"period": spoken(months), "year": spoken(year)}
    definition = _("{owner}, {period} and {year}", owner=owner, **said)
    some, whole = (enclosure(evidence, reporter, period, parameters) for period in (months, year))
    rows = some.rows + whole.rows
    if some.low <= whole.high and some.high > whole.low:
        reason = _("{owner} did not settle {period} against {year} by {day}.", owner=owner, day=evidence.as_of, **said)
        return Reading(definition, Verdict.UNVERIFIED, reason, None, "", rows)
    exact = level(evidence, reporter, months, parameters)
    now = Name("{value:,.1f} million", value=exact.value) if exact else _between(some)
    numbers: dict[str, Any] = {"owner": owner, **said, "now": now, "whole": whole.low}
    if some.low > whole.high:
        verdict = Verdict.SUPPORTED
        reason = _("In {owner} {period} ({now}) exceeds {year} ({whole:,.1f} million).", **numbers)
    else:
        verdict = Verdict.CONTRADICTED
        reason = _("In {owner} {period} ({now}) stays below {year} ({whole:,.1f} million).", **numbers)
    return Reading(definition, verdict, reason, exact.interval if exact else None, USD, rows)


def _above_without_gold(evidence: Evidence, parameters: Trade, months: str, year: str) -> Reading:
    said = {"period": spoken(months), "year": spoken(year)}
    definition = _("Azerbaijan's statistics without gold, {period} and {year}", **said)
    found, whole = part(evidence, months, parameters), level(evidence, "azerbaijan", year, parameters)
    if found is None or whole is None:
        reason = _("Turnover of {period}, its gold or {year} was not known by {day}.", day=evidence.as_of, **said)
        return Reading(definition, Verdict.UNVERIFIED, reason)
    needed = whole.value - found.rest
    verdict, possible, rows = _with_unknown_gold(evidence, needed, year)
    reason = _(
        "Without gold {period} comes to {rest:,.1f} million against {whole:,.1f} in {year}; to exceed it, at least "
        "{needed:,.0f} million of {year} must have been Kazakh gold, {possible}.",
        rest=found.rest, whole=whole.value, needed=max(needed, 0), possible=possible, **said,
    )  # fmt: skip
    return Reading(definition, verdict, reason, Interval.exactly(found.rest), USD, found.rows + whole.rows + rows)

"""Verdicts on what the article says of trade in figures (TRD-1 to TRD-5)."""

from dataclasses import dataclass
from math import inf, isfinite

from helpers.analysis import trade_season
from helpers.analysis.trade import (
    OWNER,
    Enclosure,
    enclosure,
    level,
    longest_growth,
    reporters,
    spoken,
)
from helpers.analysis.trade_gold import gold, part
from helpers.claims.ledger import claim, rule
from helpers.claims.verdict import Claim, Reading, Verdict
from helpers.evidence import Evidence, newest, parse, year_before
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
    definition, article = f"{OWNER[reporter]}, {spoken(stated.period)}", float(stated.value)
    low, high = article * (1 - parameters.tolerance), article * (1 + parameters.tolerance)
    found = level(evidence, reporter, stated.period, parameters)
    if found is not None:
        near = found.interval.low <= high and found.interval.high >= low
        reason = (
            f"{OWNER[reporter].capitalize()} give {found.value:,.1f} million for {spoken(stated.period)}, "
            f"{found.value / article - 1:+.1%} from the {article:,.0f} stated."
        )
        verdict = Verdict.SUPPORTED if near else Verdict.CONTRADICTED
        return Reading(definition, verdict, _first_upper(reason), found.interval, USD, found.rows)
    limits = enclosure(evidence, reporter, stated.period, parameters)
    if limits.high < low or limits.low > high:
        reason = (
            f"The other periods in {OWNER[reporter]} put {spoken(stated.period)} {_between(limits)}, which leaves out "
            f"the {article:,.0f} stated."
        )
        return Reading(definition, Verdict.CONTRADICTED, reason, None, USD, limits.rows)
    reason = f"No figure for {spoken(stated.period)} was published by {evidence.as_of}"
    reason += f"; it lies {_between(limits)}." if limits.rows else "."
    return Reading(definition, Verdict.UNVERIFIED, reason, None, USD, limits.rows)


def _first_upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _between(limits: Enclosure) -> str:
    above = f" and {limits.high:,.1f} million" if isfinite(limits.high) else ""
    return f"between {limits.low:,.1f}{above}" if above else f"at {limits.low:,.1f} million or more"


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
    which = "" if found.period == months else ", the longest part of these months that it published"
    reason = (
        f"{OWNER[reporter].capitalize()} show {interval.value:,.2f} times the same months of the year before "
        f"({spoken(found.period)}), against more than {article:g} times stated."
    )
    inferred = evidence.rows(found.rows)["note"].str.contains("inferred").any()
    owner = OWNER[reporter] + (" (reporter or months inferred)" if inferred else "")
    definition = f"{owner}, {spoken(found.period)}{which}"
    return Reading(definition, verdict, _first_upper(reason), interval, "ratio", found.rows)


def _growth_by_limits(evidence: Evidence, parameters: Trade, article: float, reporter: str, months: str) -> Reading:
    """What the limits of the months and of those a year before leave for their ratio."""
    now, before = (enclosure(evidence, reporter, p, parameters) for p in (months, year_before(months)))
    most = now.high / before.low if before.low and isfinite(now.high) else inf
    definition = f"{OWNER[reporter]}, limits of {spoken(months)}"
    if most <= article:
        reason = (
            f"Other periods leave at most {now.high:,.1f} million for {spoken(months)} and at least {before.low:,.1f} "
            f"a year before, so at most {most:.2f} times, against more than {article:g} times stated."
        )
        return Reading(definition, Verdict.CONTRADICTED, reason, None, "", now.rows + before.rows)
    reason = f"{OWNER[reporter]} gave no growth for {spoken(months)} by {evidence.as_of}."
    return Reading(definition, Verdict.UNVERIFIED, reason)


def _growth_without_gold(evidence: Evidence, parameters: Trade, stated: Claim, months: str) -> Reading:
    definition = f"Azerbaijan's statistics without gold, {spoken(months)}"
    found, article = part(evidence, months, parameters), float(stated.value)
    if found is None or found.before is None:
        reason = f"Turnover, its gold or the year before was not known for {spoken(months)} by {evidence.as_of}."
        return Reading(definition, Verdict.UNVERIFIED, reason)
    ratio, needed = found.rest / found.before.value, found.before.value - found.rest / article
    verdict, possible, rows = _with_unknown_gold(evidence, needed, year_before(months))
    reason = (
        f"Without its {found.gold.value:,.1f} million of gold turnover was {found.rest:,.1f} million, "
        f"{ratio:,.2f} times the year before; more than {article:g} times would need at least "
        f"{max(needed, 0):,.0f} million of Kazakh gold in those months of the year before, {possible}."
    )
    low = Interval(ratio, ratio, max(ratio, found.total.value / found.before.interval.low))
    return Reading(definition, verdict, reason, low, "ratio", found.rows + rows)


def _with_unknown_gold(evidence: Evidence, needed: float, period: str) -> tuple[Verdict, str, tuple[str, ...]]:
    """Settle a comparison that hangs on how much Kazakh gold an earlier period held."""
    if needed <= 0:
        return Verdict.SUPPORTED, "and so holds whatever it was", ()
    known = gold(evidence, period)
    if known is not None:
        verdict = Verdict.SUPPORTED if known.value > needed else Verdict.CONTRADICTED
        return verdict, f"where {known.value:,.1f} million is known", known.rows
    year = period[:4]
    everything = newest(evidence.series("az_gold_imports_value", "AZE", period=year))
    if everything.empty:
        return Verdict.UNVERIFIED, "of which nothing is known", ()
    limit, rows = float(everything["value"].iloc[0]), tuple(everything["row"])
    if limit < needed:
        return Verdict.CONTRADICTED, f"more than all gold imported in {year} ({limit:,.0f} million)", rows
    possible = f"which the {limit:,.0f} million of gold of all origins in {year} allow but do not show"
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
    definition = f"{OWNER[reporter]}, {spoken(months)} and {year}"
    some, whole = (enclosure(evidence, reporter, period, parameters) for period in (months, year))
    rows = some.rows + whole.rows
    if some.low > whole.high:
        verdict, word = Verdict.SUPPORTED, "exceeds"
    elif some.high <= whole.low:
        verdict, word = Verdict.CONTRADICTED, "stays below"
    else:
        reason = f"{OWNER[reporter].capitalize()} did not settle {spoken(months)} against {year} by {evidence.as_of}."
        return Reading(definition, Verdict.UNVERIFIED, _first_upper(reason), None, "", rows)
    exact = level(evidence, reporter, months, parameters)
    measured = exact.interval if exact else None
    now = f"{exact.value:,.1f} million" if exact else _between(some)
    reason = f"In {OWNER[reporter]} {spoken(months)} ({now}) {word} {year} ({whole.low:,.1f} million)."
    return Reading(definition, verdict, reason, measured, USD, rows)


def _above_without_gold(evidence: Evidence, parameters: Trade, months: str, year: str) -> Reading:
    definition = f"Azerbaijan's statistics without gold, {spoken(months)} and {year}"
    found, whole = part(evidence, months, parameters), level(evidence, "azerbaijan", year, parameters)
    if found is None or whole is None:
        reason = f"Turnover of {spoken(months)}, its gold or {year} was not known by {evidence.as_of}."
        return Reading(definition, Verdict.UNVERIFIED, reason)
    needed = whole.value - found.rest
    verdict, possible, rows = _with_unknown_gold(evidence, needed, year)
    reason = (
        f"Without gold {spoken(months)} comes to {found.rest:,.1f} million against {whole.value:,.1f} in "
        f"{year}; to exceed it, at least {max(needed, 0):,.0f} million of {year} must have been Kazakh gold, "
        f"{possible}."
    )
    return Reading(definition, verdict, reason, Interval.exactly(found.rest), USD, found.rows + whole.rows + rows)


@rule("TRD-5", Trade)
def consistency_of_the_figures(evidence: Evidence, parameters: Trade) -> list[Reading]:
    """Whether the three figures can all be true of one reporter.

    Together they leave at most a ceiling for the first months of the year before, and the rest of that year
    for the months after. Read as arithmetic, against the parts of that year which each state published, and
    against how much of other years had come by then.
    """
    stated = implied(evidence)
    total, ceiling, months = stated.total, stated.ceiling, stated.period
    if not 0 < ceiling <= total:
        reason = f"The figures leave {ceiling:,.0f} million for {spoken(months)}, of {total:,.0f} in the year."
        return [Reading("Arithmetic alone", Verdict.CONTRADICTED, reason, Interval.exactly(ceiling), USD)]
    own = [_under_ceiling(evidence, parameters, who, ceiling, total, months) for who in reporters(parameters)]
    return [*own[:1], _usual(evidence, parameters, ceiling / total, months), *own[1:]]


@dataclass(frozen=True, slots=True)
class Implied:
    """What three stated figures leave for a period of the year before: at most ``ceiling`` of ``total``."""

    period: str
    months: int
    year: int
    ceiling: float
    total: float


def implied(evidence: Evidence) -> Implied:
    """Return what the article's figures imply together.

    Examples
    --------
    >>> from helpers.evidence import load
    >>> stated = implied(load())
    >>> stated.period, round(stated.ceiling), stated.total
    ('2024-01/2024-08', 182, 470.0)
    """
    now, growth, year = (claim(evidence, f"TRD-{number}") for number in (1, 2, 3))
    period = growth.period.split(" vs ")[1]
    months, ceiling = round(parse(period).months), float(now.value) / float(growth.value)
    return Implied(period, months, int(year.period), ceiling, float(year.value))


def _under_ceiling(
    evidence: Evidence, parameters: Trade, reporter: str, ceiling: float, total: float, months: str
) -> Reading:
    """Whether what a reporter published of the first months fits under what the figures leave for them."""
    definition = f"{OWNER[reporter]}, parts of {spoken(months)}"
    limits = enclosure(evidence, reporter, months, parameters)
    if not limits.low:
        reason = f"No part of {spoken(months)} was published by {evidence.as_of}."
        return Reading(definition, Verdict.UNVERIFIED, reason)
    fits = limits.low <= ceiling * (1 + parameters.tolerance)
    reason = (
        f"The figures leave at most {ceiling:,.0f} million for {spoken(months)}, and {total - ceiling:,.0f} "
        f"({1 - ceiling / total:.0%} of the year) for the months after; {OWNER[reporter]} have "
        f"{limits.low:,.1f} million or more in them{_computed(evidence, limits)}, which "
        f"{'fits' if fits else 'does not fit'}."
    )
    verdict = Verdict.SUPPORTED if fits else Verdict.CONTRADICTED
    return Reading(definition, verdict, reason, Interval.exactly(limits.low), USD, limits.rows)


def _computed(evidence: Evidence, limits: Enclosure) -> str:
    """Say that the lower limit is no printed figure: what follows from a growth rate does not confirm that rate."""
    rows = evidence.rows(limits.rows)
    least = rows[(rows["value"] - limits.low).abs() < 1e-6]
    return " (computed from stated growth)" if (least["kind"] == "estimate").all() and len(least) else ""


def _usual(evidence: Evidence, parameters: Trade, share: float, months: str) -> Reading:
    span = parse(months)
    found = trade_season.plausibility(
        evidence, parameters, share, round(span.months), without=("azerbaijan", span.start.year)
    )
    others = " and other pairs" if parameters.profiles == "all" else ""
    definition = f"Part-year shares of this pair in other years{others}"
    if found is None:
        reason = f"Fewer than {trade_season.FEW} years with a known part were published by {evidence.as_of}."
        return Reading(definition, Verdict.UNVERIFIED, reason)
    usual = share >= found.usual.low
    reason = (
        f"No more than {share:.0%} of a year by its month {found.months} has a probability of "
        f"{found.probability:.1%} by the {found.profiles} other part-years known "
        f"({parameters.level:.0%} interval {found.usual.low:.0%} to {found.usual.high:.0%}), "
        f"of which {found.as_low or 'none'} lay as low."
    )
    verdict = Verdict.SUPPORTED if usual else Verdict.CONTRADICTED
    return Reading(definition, verdict, reason, Interval.exactly(share), "ratio", found.rows)

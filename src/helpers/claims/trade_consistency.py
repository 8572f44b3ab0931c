"""Verdict on whether the article's figures of trade can all be true (TRD-5)."""

from dataclasses import dataclass
from typing import Any

from helpers.analysis import trade_profiles, trade_season
from helpers.analysis.trade import OWNER, Enclosure, enclosure, reporters
from helpers.claims.ledger import claim, rule
from helpers.claims.trade import USD
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence, parse
from helpers.locale import Name, _, spoken
from helpers.models.interval import Interval
from helpers.parameters import Trade


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
        reason = _(
            "The figures leave {ceiling:,.0f} million for {period}, of {total:,.0f} in the year.",
            ceiling=ceiling, period=spoken(months), total=total,
        )  # fmt: skip
        return [Reading(_("Arithmetic alone"), Verdict.CONTRADICTED, reason, Interval.exactly(ceiling), USD)]
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
    owner, period = OWNER[reporter], spoken(months)
    definition = _("{owner}, parts of {period}", owner=owner, period=period)
    limits = enclosure(evidence, reporter, months, parameters)
    if not limits.low:
        reason = _("No part of {period} was published by {day}.", period=period, day=evidence.as_of)
        return Reading(definition, Verdict.UNVERIFIED, reason)
    fits = limits.low <= ceiling * (1 + parameters.tolerance)
    low = Name("{low:,.1f} million or more", low=limits.low)
    numbers: dict[str, Any] = {
        "ceiling": ceiling, "period": period, "rest": total - ceiling, "share": 1 - ceiling / total, "owner": owner,
        "low": Name("{low} (computed from stated growth)", low=low) if _is_computed(evidence, limits) else low,
    }  # fmt: skip
    reason = _(
        "The figures leave at most {ceiling:,.0f} million for {period}, and {rest:,.0f} ({share:.0%} of the year) for "
        "the months after; {owner} have {low} in the former, which fits.",
        **numbers,
    ) if fits else _(
        "The figures leave at most {ceiling:,.0f} million for {period}, and {rest:,.0f} ({share:.0%} of the year) for "
        "the months after; {owner} have {low} in the former, which does not fit.",
        **numbers,
    )  # fmt: skip
    verdict = Verdict.SUPPORTED if fits else Verdict.CONTRADICTED
    return Reading(definition, verdict, reason, Interval.exactly(limits.low), USD, limits.rows)


def _is_computed(evidence: Evidence, limits: Enclosure) -> bool:
    """Whether the lower limit is no printed figure: what follows from a growth rate does not confirm that rate."""
    rows = evidence.rows(limits.rows)
    cells = zip(rows["value"], rows["kind"], strict=True)
    return {kind for value, kind in cells if abs(value - limits.low) < 1e-6} == {"estimate"}


def _usual(evidence: Evidence, parameters: Trade, share: float, months: str) -> Reading:
    span = parse(months)
    found = trade_season.plausibility(
        evidence, parameters, share, round(span.months), without=("azerbaijan", span.start.year)
    )
    if parameters.profiles == "all":
        definition = _("part-year shares of this pair in other years and other pairs")
    else:
        definition = _("part-year shares of this pair in other years")
    if found is None:
        few = trade_profiles.FEW
        reason = _("Fewer than {few} years with a known part were published by {day}.", few=few, day=evidence.as_of)
        return Reading(definition, Verdict.UNVERIFIED, reason)
    usual = share >= found.usual.low
    reason = _(
        "By the {n} other part-years known, {low:.0%} to {high:.0%} of a year's trade comes in its first {months} "
        "months ({level:.0%} interval); the {share:.0%} or less that the figures imply has a probability of "
        "{probability:.1%}, and {as_low} of those part-years had so little.",
        share=share, months=found.months, probability=found.probability, n=found.profiles, level=parameters.level,
        low=found.usual.low, high=found.usual.high, as_low=found.as_low or Name("none"),
    )  # fmt: skip
    verdict = Verdict.SUPPORTED if usual else Verdict.CONTRADICTED
    return Reading(definition, verdict, reason, Interval.exactly(100 * share), "percent", found.rows)

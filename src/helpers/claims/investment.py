"""What the article says of mutual investment and of companies, against what was published."""

from collections.abc import Sequence
from datetime import date
from itertools import product
from math import isnan
from typing import Any

import pandas as pd

from helpers.analysis import investment
from helpers.analysis.investment import DIRECTIONS, NO_START, Direction
from helpers.analysis.trade import lines_of
from helpers.claims.ledger import claim, judge, rule
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence, remembered
from helpers.locale import Name, _, n_, spoken
from helpers.models.compatibility import overlap, possible
from helpers.models.interval import Interval
from helpers.models.rising import steps_to
from helpers.parameters import Investment


@rule("INV-1", Investment)
def azerbaijani_investment(evidence: Evidence, parameters: Investment) -> list[Reading]:
    """Read the sum of Azerbaijani investment against each published sum; see :func:`_sum_readings`."""
    return _sum_readings(evidence, parameters, DIRECTIONS["az"])


@rule("INV-2", Investment)
def kazakh_investment(evidence: Evidence, parameters: Investment) -> list[Reading]:
    """Read the sum of Kazakh investment against each published sum; see :func:`_sum_readings`."""
    return _sum_readings(evidence, parameters, DIRECTIONS["kz"])


def _sum_readings(evidence: Evidence, parameters: Investment, direction: Direction) -> list[Reading]:
    """One reading a published sum, newest first, after the article's own source.

    The interview that the article repeats verifies nothing. A sum of another source told within the months asked
    for supports where the two agree, and contradicts where growth cannot lie between them: an earlier, smaller
    sum leaves room for the article's up to the growth asked for. Any other sum only stands beside the claim; where
    it is older and larger, the claim is no sum of that kind, which says what the figure cannot be, not that it
    is wrong. "More than" is no measurement.
    """
    others = list(lines_of(_of_others(evidence, direction, parameters.basis)))
    found = [_sum_reading(row, evidence, parameters, direction) for row in others]
    if not found:
        silent = _(
            "No sum of {capital} from another source had been published by {day}.",
            capital=direction.capital, day=evidence.as_of,
        )  # fmt: skip
        found = [Reading(_("sums of other sources"), Verdict.UNVERIFIED, silent)]
    return [_quoted(next((row for row in others if row.measured), None), evidence, direction), *found]


@remembered
def _of_others(evidence: Evidence, direction: Direction, basis: str) -> pd.DataFrame:
    """The sums of other sources, newest first, with the growth by which those told before reach the article's."""
    rows = investment.sums(evidence, direction)
    rows = rows[~rows["own"]].sort_values(["told", "value"], ascending=False)
    if basis != "any":
        rows = rows[(rows["family"] == NO_START) == (basis == NO_START)]
    steps = steps_to(rows, investment.stated(evidence, direction.claim), investment.stated_day(evidence))
    return rows.join(steps[["added", "percent_per_year"]])


def _quoted(newest: Any, evidence: Evidence, direction: Direction) -> Reading:
    """The article's own source, beside the newest measurement of another; None where there is none."""
    own = [row for row in lines_of(investment.sums(evidence, direction)) if row.own]
    definition = _("the sum in the interview that the article repeats")
    goal = investment.stated(evidence, direction.claim)
    if not own:
        reason = _(
            "The interview behind the {goal:g} million had not been published by {day}.",
            goal=goal, day=evidence.as_of,
        )  # fmt: skip
        return Reading(definition, Verdict.UNVERIFIED, reason)
    last = own[-1]
    quoted = Name("is quoted rightly") if last.value == goal else Name("is not the article's {goal:g}", goal=goal)
    said: dict[str, Any] = {"value": last.value, "day": last.told, "quoted": quoted}
    if newest is None:
        reason = _(
            "The {value:g} million was said by the president of Azerbaijan on {day}, without a basis or a first year; "
            "it {quoted}, but the article's own source is no independent evidence.",
            **said,
        )
    else:
        reason = _(
            "The {value:g} million was said by the president of Azerbaijan on {day}, without a basis or a first year; "
            "it {quoted}, but the article's own source is no independent evidence; the newest sum of another source "
            "is {newest:g} million ({newest_day}).",
            newest=newest.value, newest_day=newest.told, **said,
        )  # fmt: skip
    return Reading(definition, Verdict.UNVERIFIED, reason, rows=(last.row,))


def _sum_reading(row: Any, evidence: Evidence, parameters: Investment, direction: Direction) -> Reading:
    goal, day = investment.stated(evidence, direction.claim), investment.stated_day(evidence)
    apart = investment.months_between(row.told.date(), day)
    definition = _("{basis}, by {day} ({teller})", basis=_basis(row.family), day=row.told, teller=_teller(row.teller))
    rows, measured = (row.row,), Interval(row.value, row.low, row.high) if row.measured else None
    if measured is None:
        return Reading(definition, Verdict.UNVERIFIED, _bounded(row), rows=rows)
    asked = Interval(goal, goal * (1 - parameters.tolerance), goal * (1 + parameters.tolerance))
    verdict = _verdict(row, measured, asked, day, parameters)
    if verdict is Verdict.UNVERIFIED:
        return Reading(definition, verdict, _aside(row, goal, apart), _shown(row), "USD million", rows)
    said = {"value": row.value, "goal": goal, "apart": apart, "tolerance": 100 * parameters.tolerance}
    reason = _(
        "{value:g} million against {goal:g}, {apart:.1f} months apart, is within the tolerance of {tolerance:g} "
        "percent.", **said,
    ) if verdict is Verdict.SUPPORTED else _(
        "{value:g} million against {goal:g}, {apart:.1f} months apart, is beyond the tolerance of {tolerance:g} "
        "percent, and growth does not explain it.", **said,
    )  # fmt: skip
    return Reading(definition, verdict, reason, _shown(row), "USD million", rows)


def _bounded(row: Any) -> str:
    if row.bound == "lower":
        return _("The source says more than {value:g} million, which bounds a sum and measures none.", value=row.value)
    return _("The source says up to {value:g} million, which bounds a sum and measures none.", value=row.value)


def _verdict(row: Any, measured: Interval, asked: Interval, day: date, parameters: Investment) -> Verdict:
    """Decide by a figure near the article's day, if it agrees with the article's or growth cannot explain it."""
    told = row.told.date()
    if investment.months_between(told, day) > parameters.months_apart:
        return Verdict.UNVERIFIED
    if overlap(measured, asked):
        return Verdict.SUPPORTED
    room = investment.leaves_room(told, measured.value, day, asked.value, parameters.growth)
    return Verdict.UNVERIFIED if room else Verdict.CONTRADICTED


def _shown(row: Any) -> Interval:
    """A printed figure as it stands, one that is "about" with its range."""
    return Interval(row.value, row.low, row.high) if row.bound else Interval.exactly(row.value)


def _aside(row: Any, goal: float, apart: float) -> str:
    """Say how an older figure stands to the claim."""
    said = {"value": row.value, "apart": apart, "goal": goal}
    if row.low > possible(goal).high:
        return _(
            "{value:g} million, {apart:.0f} months from the article's day, is above {goal:g}: a sum that cannot fall "
            "is not what was meant.", **said,
        )  # fmt: skip
    if isnan(row.added):
        return _(
            "{value:g} million, {apart:.0f} months from the article's day, came after it and settles nothing.", **said
        )
    return _(
        "{value:g} million, {apart:.0f} months from the article's day: {goal:g} needs {added:+.1f} million since, "
        "{growth:.1f} percent a year, which nobody else has reported.",
        added=row.added, growth=row.percent_per_year, **said,
    )  # fmt: skip


def _basis(family: str) -> Name:
    return Name("sum without a named first year") if family == NO_START else Name(
        "sum {basis}", basis=investment.basis(family)
    )  # fmt: skip


def _teller(teller: str) -> Name:
    tellers = {"government": Name("said by an authority"), "president": Name("said by a president")}
    return tellers.get(teller, Name("origin not named"))


_COMPANIES = {
    "registered": Name("registered companies"),
    "operating": Name("operating companies"),
    "AIFC only": Name("AIFC only companies"),
    "small and medium": Name("small and medium companies"),
    "not stated": Name("companies, status not stated"),
}
"""What the companies of each status are called."""


@rule("INV-3", Investment)
def kazakh_companies(evidence: Evidence, parameters: Investment) -> list[Reading]:
    """Read the count of companies against the newest published counts of each status.

    Registered is what the article's later paragraph says, operating what its earlier one does. A count within
    the months asked for supports or contradicts as a sum does; an older one and "more than" stand beside.
    """
    direction, day = DIRECTIONS["kz"], investment.stated_day(evidence)
    goal = float(claim(evidence, "INV-3").value)
    last = _last_counts(evidence, direction)
    if last.empty:
        reason = _(
            "No count of companies with {capital} had been published by {day}.",
            capital=direction.capital, day=evidence.as_of,
        )  # fmt: skip
        return [Reading(str(_COMPANIES["registered"]), Verdict.UNVERIFIED, reason)]
    rows = investment.companies(evidence, direction)
    asked = Interval(goal, goal * (1 - parameters.company_tolerance), goal * (1 + parameters.company_tolerance))
    floors = rows[rows["bound"] == "lower"]
    readings = [_count_reading(row, asked, day, parameters, floors) for row in lines_of(last)]
    if "registered" not in set(last["status"]):
        reason = _("No count of registered companies had been published by {day}.", day=evidence.as_of)
        readings = [Reading(str(_COMPANIES["registered"]), Verdict.UNVERIFIED, reason), *readings]
    return readings


@remembered
def _last_counts(evidence: Evidence, direction: Direction) -> pd.DataFrame:
    """The newest count of each status and its newest bound, what the article says first."""
    rows = investment.companies(evidence, direction)
    last = rows.sort_values(["told", "source"]).drop_duplicates(["status", "measured"], keep="last")
    order = {"registered": 0, "not stated": 1, "operating": 2}
    last = last.assign(order=last["status"].map(order).fillna(3))
    return last.sort_values(["order", "told"], ascending=[True, False])


def _count_reading(row: Any, asked: Interval, day: date, parameters: Investment, floors: pd.DataFrame) -> Reading:
    named, month = _COMPANIES[row.status], spoken(f"{row.told:%Y-%m}")
    definition, rows = _("{companies}, {month}", companies=named, month=month), (row.row,)
    said: dict[str, Any] = {"value": row.value, "goal": asked.value}
    if not row.measured:
        reason = (
            _("The source says more than {value:g}, which leaves room for {goal:g} and counts nothing.", **said)
            if row.bound == "lower"
            else _("The source says up to {value:g}, which stands against {goal:g} and counts nothing.", **said)
        )
        return Reading(definition, Verdict.UNVERIFIED, reason, rows=rows)
    measured = Interval(row.value, row.low, row.high)
    apart, verdict = investment.months_between(row.told.date(), day), _verdict(row, measured, asked, day, parameters)
    if verdict is Verdict.UNVERIFIED:
        reason = n_(
            "{n} company was counted {apart:.0f} months from the article's day; {goal:g} differs from that by "
            "{more:+.0f} percent.",
            "{n} companies were counted {apart:.0f} months from the article's day; {goal:g} differs from that by "
            "{more:+.0f} percent.",
            int(row.value), apart=apart, goal=asked.value, more=100 * (asked.value / row.value - 1),
        )  # fmt: skip
        return Reading(definition, verdict, reason, _shown(row), "count", rows)
    above = floors[(floors["value"] > measured.high) & (floors["told"] < row.told)]
    said |= {
        "count": Name("about {value:g}", **said) if row.bound == "about" else Name("{value:g}", **said),
        "companies": named, "month": month, "low": asked.low, "high": asked.high,
        "doubt": _doubt(above),
    }  # fmt: skip
    reason = _(
        "One source counts {count} {companies} in {month}, within the {low:g} to {high:g} that pass for about "
        "{goal:g}{doubt}.", **said,
    ) if verdict is Verdict.SUPPORTED else _(
        "One source counts {count} {companies} in {month}, outside the {low:g} to {high:g} that pass for about "
        "{goal:g}{doubt}.", **said,
    )  # fmt: skip
    return Reading(definition, verdict, reason, _shown(row), "count", rows)


def _doubt(above: pd.DataFrame) -> Name | str:
    """Say that a larger count had been published before."""
    if above.empty:
        return ""
    return Name(
        "; another had said more than {value:g} before, so the counts themselves disagree", value=above["value"].max()
    )


def by_choice(
    evidence: Evidence,
    parameters: Investment,
    months: Sequence[int] = (12, 24),
    tolerances: Sequence[float] = (0.02, 0.1),
    growths: Sequence[float] = (0.35, 0.25, 0.0),
) -> pd.DataFrame:
    """Return the verdicts under other limits of time, size and growth.

    Returns
    -------
    DataFrame
        months_apart, tolerance, growth, and a column of verdict words for each claim of the theme.
    """
    found = []
    for apart, tolerance, growth in product(months, tolerances, growths):
        limits = {"months_apart": apart, "tolerance": tolerance, "growth": growth}
        other = Investment(**{**parameters.model_dump(), **limits})
        words = {id_: judge(evidence, id_, other).verdict.value for id_ in ("INV-1", "INV-2", "INV-3")}
        found.append({**limits, **words})
    return pd.DataFrame(found)

"""What the article says of mutual investment and of companies, against what was published."""

from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import Any

import pandas as pd

from helpers.analysis import investment
from helpers.analysis.investment import DIRECTIONS, NO_START, Direction
from helpers.claims.ledger import claim, judge, rule
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence
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
    rows = investment.sums(evidence, direction)
    others = rows[~rows["own"]].sort_values(["told", "value"], ascending=False)
    if parameters.basis != "any":
        others = others[(others["family"] == NO_START) == (parameters.basis == NO_START)]
    quoted = _quoted(rows[rows["own"]], others[others["measured"]], evidence, direction)
    found = [_sum_reading(row, evidence, parameters, direction) for place, row in others.iterrows()]
    if not found:
        silent = _(
            "No sum of {capital} from another source had been published by {day}.",
            capital=direction.capital, day=evidence.as_of,
        )  # fmt: skip
        found = [Reading(_("sums of other sources"), Verdict.UNVERIFIED, silent)]
    return [quoted, *found]


def _quoted(own: pd.DataFrame, others: pd.DataFrame, evidence: Evidence, direction: Direction) -> Reading:
    definition = _("the sum in the interview that the article repeats")
    goal = investment.stated(evidence, direction.claim)
    if own.empty:
        reason = _(
            "The interview behind the {goal:g} million had not been published by {day}.",
            goal=goal, day=evidence.as_of,
        )  # fmt: skip
        return Reading(definition, Verdict.UNVERIFIED, reason)
    told = own.iloc[-1]
    quoted = Name("is quoted rightly") if told["value"] == goal else Name("is not the article's {goal:g}", goal=goal)
    said: dict[str, Any] = {"value": told["value"], "day": told["told"], "quoted": quoted}
    if others.empty:
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
            newest=others["value"].iloc[0], newest_day=others["told"].iloc[0], **said,
        )  # fmt: skip
    return Reading(definition, Verdict.UNVERIFIED, reason, rows=(str(told["row"]),))


def _sum_reading(row: pd.Series, evidence: Evidence, parameters: Investment, direction: Direction) -> Reading:
    goal, day = investment.stated(evidence, direction.claim), investment.stated_day(evidence)
    apart = investment.months_between(row["told"].date(), day)
    definition = _(
        "{basis}, by {day} ({teller})",
        basis=_basis(str(row["family"])), day=row["told"], teller=_teller(str(row["teller"])),
    )  # fmt: skip
    rows, measured = (str(row["row"]),), Interval(row["value"], row["low"], row["high"]) if row["measured"] else None
    if measured is None:
        return Reading(definition, Verdict.UNVERIFIED, _bounded(row), rows=rows)
    asked = Interval(goal, goal * (1 - parameters.tolerance), goal * (1 + parameters.tolerance))
    verdict = _verdict(row, measured, asked, investment.stated_day(evidence), parameters)
    if verdict is Verdict.UNVERIFIED:
        return Reading(definition, verdict, _aside(row, goal, apart, evidence), _shown(row), "USD million", rows)
    said = {"value": row["value"], "goal": goal, "apart": apart, "tolerance": 100 * parameters.tolerance}
    reason = _(
        "{value:g} million against {goal:g}, {apart:.1f} months apart, is within the tolerance of {tolerance:g} "
        "percent.", **said,
    ) if verdict is Verdict.SUPPORTED else _(
        "{value:g} million against {goal:g}, {apart:.1f} months apart, is beyond the tolerance of {tolerance:g} "
        "percent, and growth does not explain it.", **said,
    )  # fmt: skip
    return Reading(definition, verdict, reason, _shown(row), "USD million", rows)


def _bounded(row: pd.Series) -> str:
    if row["bound"] == "lower":
        return _(
            "The source says more than {value:g} million, which bounds a sum and measures none.", value=row["value"]
        )
    return _("The source says up to {value:g} million, which bounds a sum and measures none.", value=row["value"])


def _verdict(row: pd.Series, measured: Interval, asked: Interval, day: date, parameters: Investment) -> Verdict:
    """Decide by a figure near the article's day, if it agrees with the article's or growth cannot explain it."""
    told = row["told"].date()
    if investment.months_between(told, day) > parameters.months_apart:
        return Verdict.UNVERIFIED
    if overlap(measured, asked):
        return Verdict.SUPPORTED
    room = investment.leaves_room(told, measured.value, day, asked.value, parameters.growth)
    return Verdict.UNVERIFIED if room else Verdict.CONTRADICTED


def _shown(row: pd.Series) -> Interval:
    """A printed figure as it stands, one that is "about" with its range."""
    return Interval(row["value"], row["low"], row["high"]) if row["bound"] else Interval.exactly(row["value"])


def _aside(row: pd.Series, goal: float, apart: float, evidence: Evidence) -> str:
    """Say how an older figure stands to the claim."""
    said = {"value": row["value"], "apart": apart, "goal": goal}
    if row["low"] > possible(goal).high:
        return _(
            "{value:g} million, {apart:.0f} months from the article's day, is above {goal:g}: a sum that cannot fall "
            "is not what was meant.", **said,
        )  # fmt: skip
    steps = steps_to(row.to_frame().T.astype({"value": float, "told": "datetime64[us]"}), goal,
                     investment.stated_day(evidence))  # fmt: skip
    if steps.empty:
        return _(
            "{value:g} million, {apart:.0f} months from the article's day, came after it and settles nothing.", **said
        )
    step = steps.iloc[0]
    return _(
        "{value:g} million, {apart:.0f} months from the article's day: {goal:g} needs {added:+.1f} million since, "
        "{growth:.1f} percent a year, which nobody else has reported.",
        added=step["added"], growth=step["percent_per_year"], **said,
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
    rows = investment.companies(evidence, direction)
    if rows.empty:
        reason = _(
            "No count of companies with {capital} had been published by {day}.",
            capital=direction.capital, day=evidence.as_of,
        )  # fmt: skip
        return [Reading(str(_COMPANIES["registered"]), Verdict.UNVERIFIED, reason)]
    last = rows.sort_values(["told", "source"]).drop_duplicates(["status", "measured"], keep="last")
    order = {"registered": 0, "not stated": 1, "operating": 2}
    last = last.assign(order=last["status"].map(order).fillna(3)).sort_values(
        ["order", "told"], ascending=[True, False]
    )
    asked = Interval(goal, goal * (1 - parameters.company_tolerance), goal * (1 + parameters.company_tolerance))
    floors = rows[rows["bound"] == "lower"]
    readings = [_count_reading(row, asked, day, parameters, floors) for place, row in last.iterrows()]
    if "registered" not in set(last["status"]):
        reason = _("No count of registered companies had been published by {day}.", day=evidence.as_of)
        readings = [Reading(str(_COMPANIES["registered"]), Verdict.UNVERIFIED, reason), *readings]
    return readings


def _count_reading(row: pd.Series, asked: Interval, day: date, parameters: Investment, floors: pd.DataFrame) -> Reading:
    named, month = _COMPANIES[row["status"]], spoken(f"{row['told']:%Y-%m}")
    definition, rows = _("{companies}, {month}", companies=named, month=month), (str(row["row"]),)
    said: dict[str, Any] = {"value": row["value"], "goal": asked.value}
    if not row["measured"]:
        reason = (
            _("The source says more than {value:g}, which leaves room for {goal:g} and counts nothing.", **said)
            if row["bound"] == "lower"
            else _("The source says up to {value:g}, which stands against {goal:g} and counts nothing.", **said)
        )
        return Reading(definition, Verdict.UNVERIFIED, reason, rows=rows)
    measured = Interval(row["value"], row["low"], row["high"])
    apart, verdict = investment.months_between(row["told"].date(), day), _verdict(row, measured, asked, day, parameters)
    if verdict is Verdict.UNVERIFIED:
        reason = n_(
            "{n} company was counted {apart:.0f} months from the article's day; {goal:g} differs from that by "
            "{more:+.0f} percent.",
            "{n} companies were counted {apart:.0f} months from the article's day; {goal:g} differs from that by "
            "{more:+.0f} percent.",
            int(row["value"]), apart=apart, goal=asked.value, more=100 * (asked.value / row["value"] - 1),
        )  # fmt: skip
        return Reading(definition, verdict, reason, _shown(row), "count", rows)
    above = floors[(floors["value"] > measured.high) & (floors["told"] < row["told"])]
    said |= {
        "count": Name("about {value:g}", **said) if row["bound"] == "about" else Name("{value:g}", **said),
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

"""What the article says of mutual investment and of companies, against what was published."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from helpers.analysis import investment
from helpers.analysis.investment import DIRECTIONS, NO_START, Direction
from helpers.claims.ledger import claim, judge, rule
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence
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
    for supports or contradicts. An older one only stands beside the claim, for a sum may grow; where it is
    larger than the claim, the claim is no sum of that kind, which says what the figure cannot be, not that it is
    wrong. "More than" is no measurement.
    """
    rows = investment.sums(evidence, direction)
    others = rows[~rows["own"]].sort_values(["told", "value"], ascending=False)
    if parameters.basis != "any":
        others = others[(others["family"] == NO_START) == (parameters.basis == NO_START)]
    quoted = _quoted(rows[rows["own"]], evidence, direction)
    found = [_sum_reading(row, evidence, parameters, direction) for _, row in others.iterrows()]
    if not found:
        silent = f"No sum of {direction.capital} from another source had been published by {evidence.as_of}."
        found = [Reading("sums of other sources", Verdict.UNVERIFIED, silent)]
    return [quoted, *found]


def _quoted(own: pd.DataFrame, evidence: Evidence, direction: Direction) -> Reading:
    definition = "the sum in the interview that the article repeats"
    goal = investment.stated(evidence, direction.claim)
    if own.empty:
        reason = f"The interview behind the {goal:g} million had not been published by {evidence.as_of}."
        return Reading(definition, Verdict.UNVERIFIED, reason)
    told = own.iloc[-1]
    rightly = "is quoted rightly" if told["value"] == goal else f"is not the article's {goal:g}"
    reason = (
        f"The {told['value']:g} million was said by the president of Azerbaijan on {told['told']:%Y-%m-%d}, without "
        f"a basis or a first year; it {rightly}, but the article's own source is no independent evidence."
    )
    return Reading(definition, Verdict.UNVERIFIED, reason, rows=(str(told["row"]),))


def _sum_reading(row: pd.Series, evidence: Evidence, parameters: Investment, direction: Direction) -> Reading:
    goal, day = investment.stated(evidence, direction.claim), investment.stated_day(evidence)
    apart = investment.months_between(row["told"].date(), day)
    definition = f"{_basis(str(row['family']))}, by {row['told']:%Y-%m-%d} ({_teller(str(row['teller']))})"
    rows, measured = (str(row["row"]),), Interval(row["value"], row["low"], row["high"]) if row["measured"] else None
    if measured is None:
        limit = "more than" if row["bound"] == "lower" else "up to"
        reason = f"The source says {limit} {row['value']:g} million, which bounds a sum and measures none."
        return Reading(definition, Verdict.UNVERIFIED, reason, rows=rows)
    asked = Interval(goal, goal * (1 - parameters.tolerance), goal * (1 + parameters.tolerance))
    if apart <= parameters.months_apart:
        agrees = overlap(measured, asked)
        word = "within" if agrees else "beyond"
        reason = (
            f"{row['value']:g} million against {goal:g}, {apart:.1f} months apart, is {word} the tolerance of "
            f"{100 * parameters.tolerance:g} percent."
        )
        return Reading(definition, Verdict.SUPPORTED if agrees else Verdict.CONTRADICTED, reason, measured,
                       "USD million", rows)  # fmt: skip
    return Reading(definition, Verdict.UNVERIFIED, _aside(row, goal, apart, evidence), measured, "USD million", rows)


def _aside(row: pd.Series, goal: float, apart: float, evidence: Evidence) -> str:
    """Say how an older figure stands to the claim."""
    beside = f"{row['value']:g} million, {apart:.0f} months from the article's day"
    if row["low"] > possible(goal).high:
        return f"{beside[0].upper()}{beside[1:]}, is above {goal:g}: a sum that cannot fall is not what was meant."
    steps = steps_to(row.to_frame().T.astype({"value": float, "told": "datetime64[us]"}), goal,
                     investment.stated_day(evidence))  # fmt: skip
    if steps.empty:
        return f"{beside[0].upper()}{beside[1:]}, came after it and settles nothing."
    step = steps.iloc[0]
    return (
        f"{beside[0].upper()}{beside[1:]}: {goal:g} needs {step['added']:+.1f} million since, "
        f"{step['percent_per_year']:.1f} percent a year, which nobody else has reported."
    )


def _basis(family: str) -> str:
    return "sum without a named first year" if family == NO_START else f"sum {family}"


def _teller(teller: str) -> str:
    return {"government": "said by an authority", "president": "said by a president"}.get(teller, "origin not named")


@rule("INV-3", Investment)
def kazakh_companies(evidence: Evidence, parameters: Investment) -> list[Reading]:
    """Read the count of companies against the newest published counts of each status.

    Registered is what the article's later paragraph says, operating what its earlier one does. A count within
    the months asked for supports or contradicts; an older one and "more than" stand beside.
    """
    direction, day = DIRECTIONS["kz"], investment.stated_day(evidence)
    goal = float(claim(evidence, "INV-3").value)
    rows = investment.companies(evidence, direction)
    if rows.empty:
        reason = f"No count of companies with {direction.capital} had been published by {evidence.as_of}."
        return [Reading("registered companies", Verdict.UNVERIFIED, reason)]
    last = rows.sort_values(["told", "source"]).drop_duplicates(["status", "measured"], keep="last")
    order = {"registered": 0, "not stated": 1, "operating": 2}
    last = last.assign(order=last["status"].map(order).fillna(3)).sort_values(
        ["order", "told"], ascending=[True, False]
    )
    asked = Interval(goal, goal * (1 - parameters.company_tolerance), goal * (1 + parameters.company_tolerance))
    floors = rows[rows["bound"] == "lower"]
    readings = [_count_reading(row, asked, day, parameters, floors) for _, row in last.iterrows()]
    if "registered" not in set(last["status"]):
        reason = f"No count of registered companies had been published by {evidence.as_of}."
        readings = [Reading("registered companies", Verdict.UNVERIFIED, reason), *readings]
    return readings


def _count_reading(row: pd.Series, asked: Interval, day: date, parameters: Investment, floors: pd.DataFrame) -> Reading:
    named = {"not stated": "companies, status not stated"}.get(row["status"], f"{row['status']} companies")
    definition, rows = f"{named}, {row['told']:%Y-%m}", (str(row["row"]),)
    if not row["measured"]:
        limit = "more than" if row["bound"] == "lower" else "up to"
        fits = "leaves room for" if row["bound"] == "lower" else "stands against"
        reason = f"The source says {limit} {row['value']:g}, which {fits} {asked.value:g} and counts nothing."
        return Reading(definition, Verdict.UNVERIFIED, reason, rows=rows)
    measured = Interval(row["value"], row["low"], row["high"])
    apart = investment.months_between(row["told"].date(), day)
    if apart > parameters.months_apart:
        reason = (
            f"{row['value']:g} companies were counted {apart:.0f} months from the article's day; {asked.value:g} "
            f"would be {100 * (asked.value / row['value'] - 1):+.0f} percent since."
        )
        return Reading(definition, Verdict.UNVERIFIED, reason, measured, "count", rows)
    agrees = overlap(measured, asked)
    above = floors[(floors["value"] > measured.high) & (floors["told"] < row["told"])]
    doubt = (
        f"; an earlier source had said more than {above['value'].max():g}, so the counts quarrel among themselves"
        if len(above) else ""
    )  # fmt: skip
    reason = (
        f"{'About ' if row['bound'] == 'about' else ''}{row['value']:g} {named} in {row['told']:%Y-%m} against about "
        f"{asked.value:g} lie {'within' if agrees else 'outside'} {asked.low:g} to {asked.high:g}{doubt}."
    )
    return Reading(definition, Verdict.SUPPORTED if agrees else Verdict.CONTRADICTED, reason, measured, "count", rows)


def by_choice(
    evidence: Evidence,
    parameters: Investment,
    months: Sequence[int] = (6, 12, 14, 24),
    tolerances: Sequence[float] = (0.02, 0.05, 0.1),
) -> pd.DataFrame:
    """Return the verdicts under other limits of time and size.

    Returns
    -------
    DataFrame
        months_apart, tolerance, and a column of verdict words for each claim of the theme.
    """
    found = []
    for apart in months:
        for tolerance in tolerances:
            other = Investment(**{**parameters.model_dump(), "months_apart": apart, "tolerance": tolerance})
            words = {id_: judge(evidence, id_, other).verdict.value for id_ in ("INV-1", "INV-2", "INV-3")}
            found.append({"months_apart": apart, "tolerance": tolerance, **words})
    return pd.DataFrame(found)

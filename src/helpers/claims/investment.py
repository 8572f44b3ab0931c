"""What the article says of mutual investment and of companies, against what was published."""

from collections.abc import Sequence
from datetime import date
from itertools import product

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
    found = [_sum_reading(row, evidence, parameters, direction) for _, row in others.iterrows()]
    if not found:
        silent = f"No sum of {direction.capital} from another source had been published by {evidence.as_of}."
        found = [Reading("sums of other sources", Verdict.UNVERIFIED, silent)]
    return [quoted, *found]


def _quoted(own: pd.DataFrame, others: pd.DataFrame, evidence: Evidence, direction: Direction) -> Reading:
    definition = "the sum in the interview that the article repeats"
    goal = investment.stated(evidence, direction.claim)
    if own.empty:
        reason = f"The interview behind the {goal:g} million had not been published by {evidence.as_of}."
        return Reading(definition, Verdict.UNVERIFIED, reason)
    told = own.iloc[-1]
    rightly = "is quoted rightly" if told["value"] == goal else f"is not the article's {goal:g}"
    newest = [f"; the newest sum of another source is {row['value']:g} million ({row['told']:%Y-%m-%d})"
              for _, row in others.head(1).iterrows()]  # fmt: skip
    reason = (
        f"The {told['value']:g} million was said by the president of Azerbaijan on {told['told']:%Y-%m-%d}, without "
        f"a basis or a first year; it {rightly}, but the article's own source is no independent evidence"
        f"{''.join(newest)}."
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
    verdict = _verdict(row, measured, asked, investment.stated_day(evidence), parameters)
    if verdict is Verdict.UNVERIFIED:
        return Reading(definition, verdict, _aside(row, goal, apart, evidence), _shown(row), "USD million", rows)
    reason = (
        f"{row['value']:g} million against {goal:g}, {apart:.1f} months apart, is "
        f"{'within' if verdict is Verdict.SUPPORTED else 'beyond'} the tolerance of {100 * parameters.tolerance:g} "
        f"percent{'' if verdict is Verdict.SUPPORTED else ', and growth does not explain it'}."
    )
    return Reading(definition, verdict, reason, _shown(row), "USD million", rows)


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
    the months asked for supports or contradicts as a sum does; an older one and "more than" stand beside.
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
    apart, verdict = investment.months_between(row["told"].date(), day), _verdict(row, measured, asked, day, parameters)
    if verdict is Verdict.UNVERIFIED:
        reason = (
            f"{row['value']:g} companies were counted {apart:.0f} months from the article's day; {asked.value:g} "
            f"would be {100 * (asked.value / row['value'] - 1):+.0f} percent on that."
        )
        return Reading(definition, verdict, reason, _shown(row), "count", rows)
    above = floors[(floors["value"] > measured.high) & (floors["told"] < row["told"])]
    doubt = (
        f"; another had said more than {above['value'].max():g} before, so the counts themselves disagree"
        if len(above) else ""
    )  # fmt: skip
    reason = (
        f"One source counts {'about ' if row['bound'] == 'about' else ''}{row['value']:g} {named} in "
        f"{row['told']:%Y-%m}, {'within' if verdict is Verdict.SUPPORTED else 'outside'} the {asked.low:g} to "
        f"{asked.high:g} that pass for about {asked.value:g}{doubt}."
    )
    return Reading(definition, verdict, reason, _shown(row), "count", rows)


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

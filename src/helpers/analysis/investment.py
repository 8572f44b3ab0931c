"""Published sums of mutual investment and counts of companies, each with its basis, its day and its teller."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import log, log1p

import pandas as pd

from helpers.evidence import Evidence, parse, remembered
from helpers.locale import Name
from helpers.models.compatibility import possible
from helpers.models.interval import Interval

INTERVIEW = "azertag_20251018"
"""Source of the article's two sums: the interview of the president of Azerbaijan. Repeating is no evidence."""

NO_START = "no start named"
"""Family of the sums that do not say since when they count."""


@dataclass(frozen=True, slots=True)
class Direction:
    """Investment of one state in the other."""

    key: str
    claim: str
    investor: str
    host: str
    label: Name
    capital: Name
    entity: str
    sums: str
    companies: str
    yearly: str = ""


DIRECTIONS: Mapping[str, Direction] = {
    "az": Direction(
        "az", "INV-1", "AZE", "KAZ", Name("Azerbaijan in Kazakhstan"), Name("Azerbaijani capital in Kazakhstan"),
        "AZE-KAZ", "az_fdi_in_kz_cumulative", "companies_az_capital_in_kz", "az_fdi_in_kz_annual",
    ),
    "kz": Direction(
        "kz", "INV-2", "KAZ", "AZE", Name("Kazakhstan in Azerbaijan"), Name("Kazakh capital in Azerbaijan"),
        "KAZ-AZE", "kz_fdi_in_az_cumulative", "companies_kz_capital_in_az",
    ),
}  # fmt: skip


@remembered
def stated(evidence: Evidence, claim_id: str) -> float:
    """Return the article's figure of a claim.

    Examples
    --------
    >>> from helpers.evidence import load
    >>> stated(load(), "INV-1"), stated(load(), "INV-3")
    (225.0, 250.0)
    """
    return float(_claim(evidence, claim_id)["value"])


@remembered
def stated_day(evidence: Evidence) -> date:
    """Return the day that the article's figures are about: that of the interview, else the end of their period."""
    seen = evidence.series([d.sums for d in DIRECTIONS.values()], bounds=True)
    told = seen.loc[seen["source"] == INTERVIEW, "end"]
    return pd.Timestamp(told.max()).date() if len(told) else parse(str(_claim(evidence, "INV-1")["period"])).end


def _claim(evidence: Evidence, claim_id: str) -> pd.Series:
    claims = evidence.table("claims")
    return claims[claims["id"] == claim_id].iloc[0]


@remembered
def sums(evidence: Evidence, direction: Direction) -> pd.DataFrame:
    """Return the published sums of one direction.

    Returns
    -------
    DataFrame
        Columns of ``observations`` with family (:data:`NO_START`, or ``since 2005``, or ``since 1995, non-oil``),
        told (last day it covers), measured (False for "more than"), own (whether it is the article's own
        source), teller, low and high (range left by digits and wording), oldest first.
    """
    rows = evidence.series(direction.sums, direction.entity, bounds=True)
    families = [_family(period, note) for period, note in zip(rows["period"], rows["note"], strict=True)]
    return _described(rows).assign(family=families).sort_values(["told", "value"], ignore_index=True)


def _family(period: str, note: str) -> str:
    if "/" not in period:
        return NO_START
    return f"since {period[:4]}" + (", non-oil" if "non-oil" in note else "")


def basis(family: str) -> Name:
    """Name what a family of sums counts.

    Examples
    --------
    >>> str(basis(NO_START)), str(basis("since 2005")), str(basis("since 1995, non-oil"))
    ('no start named', 'since 2005', 'since 1995, non-oil')
    """
    if family == NO_START:
        return Name("no start named")
    year = family.removeprefix("since ")[:4]
    return Name("since {year}, non-oil", year=year) if "non-oil" in family else Name("since {year}", year=year)


def _described(rows: pd.DataFrame) -> pd.DataFrame:
    ranges = [possible(value, bound) for value, bound in zip(rows["value"], rows["bound"], strict=True)]
    return rows.assign(
        told=rows["end"],
        measured=~rows["bound"].isin(["lower", "upper"]),
        own=rows["source"] == INTERVIEW,
        teller=rows["note"].map(teller),
        low=[r.low for r in ranges],
        high=[r.high for r in ranges],
    )


def teller(note: str) -> str:
    """Say who gave a figure, as far as the note of its row tells.

    Examples
    --------
    >>> teller("energy ministry, 20th commission"), teller("direct investment"), teller("SME agency")
    ('government', 'not named', 'government')
    """
    if "President" in note:
        return "president"
    official = any(word in note for word in ("minist", "agency", "commission"))
    return "government" if official else "not named"


def independent(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the measured figures that do not come from the article's own source."""
    return rows[rows["measured"] & ~rows["own"]]


def without_oil(rows: pd.DataFrame) -> pd.Series:
    """Say which sums leave oil out, and so only bound the whole from below."""
    return rows["family"].astype(str).str.contains("non-oil")


@remembered
def companies(evidence: Evidence, direction: Direction) -> pd.DataFrame:
    """Return the published counts of companies of one direction.

    Returns
    -------
    DataFrame
        As :func:`sums`, with status (registered, operating, AIFC only, small and medium, not stated) for family.
    """
    rows = evidence.series(direction.companies, direction.entity, bounds=True)
    return _described(rows).assign(status=rows["note"].map(status))


def status(note: str) -> str:
    """Say what a count of companies counts.

    Examples
    --------
    >>> status("over, registered"), status("about, operating"), status("commercial entities")
    ('registered', 'operating', 'not stated')
    """
    named = {"AIFC": "AIFC only", "small and medium": "small and medium"}
    named |= {"registered": "registered", "operating": "operating"}
    return next((word for key, word in named.items() if key in note), "not stated")


def of_banks(evidence: Evidence, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows whose publisher is a central bank, the keeper of such statistics."""
    banks = {c.id for c in evidence.citations(rows) if "National Bank" in c.publisher or "Central Bank" in c.publisher}
    return rows[rows["source"].isin(banks)]


def span(rows: pd.DataFrame, months: int) -> Interval | None:
    """Return the median and the range of the independent figures of the last months before the newest of them.

    None where there is none. Definitions differ, so this is a range of meanings, not an error of measurement.
    """
    known = independent(rows)
    if known.empty:
        return None
    recent = known[known["told"] >= known["told"].max() - pd.DateOffset(months=months)]
    return Interval.spanning(recent["value"])


def leaves_room(told: date, value: float, day: date, goal: float, growth: float) -> bool:
    """Say whether a figure can have grown from one day to the other, by no more than some growth a year.

    The earlier of the two figures must be the smaller one; which of them is the article's plays no part.

    Parameters
    ----------
    growth
        Highest growth a year, as a ratio; 0 leaves no room.

    Examples
    --------
    >>> told, day = date(2024, 10, 18), date(2025, 10, 18)
    >>> leaves_room(told, 100.0, day, 120.0, 0.25), leaves_room(told, 100.0, day, 130.0, 0.25)
    (True, False)
    >>> leaves_room(day, 100.0, told, 90.0, 0.25), leaves_room(told, 100.0, day, 90.0, 0.25)
    (True, False)
    """
    years = (day - told).days / 365.25
    return (goal > value) == (years > 0) and abs(log(goal / value)) <= abs(years) * log1p(growth)


def months_between(a: date, b: date) -> float:
    """Return the time between two days in months, without sign.

    Examples
    --------
    >>> round(months_between(date(2024, 9, 4), date(2025, 10, 18)), 1)
    13.4
    """
    return abs((b - a).days) / 365.25 * 12

"""Votes in the General Assembly: how alike the two states vote, and against whom that is measured."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.evidence import Evidence, remembered
from helpers.locale import COUNTRIES, Name, together
from helpers.models.interval import Interval
from helpers.models.voting import beyond_chance, by_chance, likeness, measured, pooled
from helpers.parameters import Integration

PAIR = "AZE-KAZ"
MEMBERS = ("AZE", "KAZ", "KGZ", "TUR", "UZB")
"""Full members of the Organization of Turkic States."""
OBSERVERS = ("HUN", "TKM")
CENTRAL_ASIA = ("AZE", "KAZ", "KGZ", "TJK", "TKM", "UZB")
"""Central Asia with Azerbaijan, which its consultative meetings have taken in."""
POST_SOVIET = (*CENTRAL_ASIA, "ARM", "BLR", "GEO", "RUS", "UKR")
STATES = (
    "ARM", "AZE", "BLR", "CHN", "GEO", "HUN", "IRN", "ISR", "KAZ", "KGZ", "RUS", "TJK", "TKM", "TUR", "UKR", "USA",
    "UZB",
)  # fmt: skip
"""The states whose votes are compared."""
ISSUES = {
    "Middle East/Palestine": Name("Middle East/Palestine"),
    "colonialism": Name("colonialism"),
    "disarmament": Name("disarmament"),
    "economic development": Name("economic development"),
    "human rights": Name("human rights"),
    "nuclear": Name("nuclear"),
}
"""Issues by which roll calls are sorted."""
_EMPTY = {
    "voting_agreement": ["year", "pair", "agreement", "n_votes", "n_rollcalls", "n_opposed", "n_half", "n_contested",
                         "n_one_absent", "n_both_absent", "source", "note"],
    "voting_rank": ["year", "pair", "percentile_of_all_dyads", "rank_for_first", "n_partners_first", "rank_for_second",
                    "n_partners_second", "median_all_dyads", "n_dyads"],
    "voting_issues": ["window", "issue", "pair", "agreement", "n_votes"],
    "voting_attendance": ["year", "country", "votes_cast", "n_rollcalls", "share_cast", "yes", "abstain", "no"],
    "voting_ideal_points": ["session", "year", "iso3c", "ideal_point", "q05", "q95", "n_votes"],
    "voting_divergent_2025": ["resolution", "date", "title", "AZE", "KAZ", "TUR", "RUS", "UZB", "source"],
    "language_similarity": ["pair", "lang_a", "lang_b", "n_meanings", "share_cognate", "se", "ldnd_similarity"],
    "events": ["date", "kind", "host", "title", "source"],
    "summits": ["date", "host", "event", "AZE", "KAZ", "source"],
}  # fmt: skip


def name(pair: str) -> Name:
    """Return a pair in words.

    >>> str(name("AZE-KAZ"))
    'Azerbaijan and Kazakhstan'
    """
    return together(COUNTRIES.get(code, code) for code in pair.split("-"))


def table(evidence: Evidence, which: str) -> pd.DataFrame:
    """Return a table as of the day; one that the evidence does not have at all is empty."""
    found = evidence.tables.get(which)
    return pd.DataFrame(columns=_EMPTY[which]) if found is None else found.copy(deep=False)


@remembered
def _scored(evidence: Evidence) -> pd.DataFrame:
    """Every pair and year by every measure: what :func:`pair_years` knows before it is asked for one of them."""
    rows = measured(table(evidence, "voting_agreement"))
    sides = rows["pair"].str.split("-", expand=True).reindex(columns=[0, 1]).astype("str")
    miscoded = rows["note"].fillna("").str.contains("recorded as absent")
    rows = rows.assign(year=rows["year"].astype("int64"), first=sides[0], second=sides[1], miscoded=miscoded)
    return rows.sort_values(["pair", "year"], ignore_index=True)


@remembered
def pair_years(evidence: Evidence, parameters: Integration) -> pd.DataFrame:
    """Return every pair and year with all measures, and whether it may be used.

    Returns
    -------
    DataFrame
        Columns of the table with ``cast, identical, behaviour, contested`` and ``value`` (the measure asked
        for), ``first, second``, ``thin`` (too few votes in common), ``miscoded`` (a state recorded as absent
        under a new name) and ``usable``. A change of source is a break: read no trend across it.
    """
    rows = _scored(evidence)
    thin = rows["n_votes"].astype("float64") < parameters.least_votes
    value = rows[parameters.measure].astype("float64")
    return rows.assign(value=value, thin=thin, usable=~thin & ~rows["miscoded"] & value.notna())


def pair_of(years: pd.DataFrame, pair: str = PAIR) -> pd.DataFrame:
    """Return the usable years of one pair, oldest first."""
    return years[(years["pair"] == pair) & years["usable"]].reset_index(drop=True)


@remembered
def ranks(evidence: Evidence) -> pd.DataFrame:
    """Return ranks among all dyads and the median dyad, for years whose votes are known as of the day.

    The table names one source, but its last year comes from another, published later.
    """
    known = table(evidence, "voting_agreement")["year"].unique()
    rows = table(evidence, "voting_rank")
    return rows[rows["year"].isin(known)].astype({"year": "int64"}).reset_index(drop=True)


@remembered
def attendance(evidence: Evidence) -> pd.DataFrame:
    """Return votes cast by state and year, for years whose votes are known; Türkiye's miscoded years are left out."""
    agreement, rows = table(evidence, "voting_agreement"), table(evidence, "voting_attendance")
    lost = agreement[agreement["note"].fillna("").str.contains("recorded as absent")]
    rows = rows[rows["year"].isin(agreement["year"].unique()) & (rows["n_rollcalls"].astype("float64") >= 20)]
    miscoded = rows["country"].eq("TUR") & rows["year"].isin(lost["year"].unique())
    return rows[~miscoded].astype({"year": "int64"}).reset_index(drop=True)


def sources(evidence: Evidence, first: int = 0, last: int = 9999) -> list[str]:
    """Return the ids of the sources of the votes of these years, as of the day."""
    rows = table(evidence, "voting_agreement")
    return sorted(rows.loc[rows["year"].between(first, last), "source"].unique())


def issues(evidence: Evidence) -> pd.DataFrame:
    """Return likeness by issue, window and pair, windows whose issues were not told apart left out.

    In a window where two issues have the same number of votes and the same likeness for every pair, one
    set of roll calls was filed under both names: nothing in that window can be trusted.
    """
    rows = table(evidence, "voting_issues").astype({"agreement": "float64", "n_votes": "float64"})
    mixed = []
    for window_, part in rows.groupby("window"):
        wide = part.pivot(index="issue", columns="pair", values=["agreement", "n_votes"])
        mixed += [window_] if len(wide) and wide.duplicated().any() else []
    return rows[~rows["window"].isin(mixed)].reset_index(drop=True)


def neighbours(years: pd.DataFrame) -> pd.DataFrame:
    """Return the usable years of the other pairs within Central Asia and Azerbaijan."""
    inside = years["first"].isin(CENTRAL_ASIA) & years["second"].isin(CENTRAL_ASIA)
    return years[inside & years["usable"] & (years["pair"] != PAIR)]


def segments(years: pd.DataFrame) -> list[pd.DataFrame]:
    """Split the years of one pair where the source changes or a year is missing: no line joins the parts."""
    if years.empty:
        return []
    breaks = (years["source"] != years["source"].shift()) | (years["year"].diff() > 1)
    return [part for _, part in years.groupby(breaks.cumsum())]


def window(years: pd.DataFrame, parameters: Integration, first: int, last: int) -> pd.DataFrame:
    """Pool the usable years of a window of one source, pair by pair.

    Returns
    -------
    DataFrame
        pair, the counts, the measures, ``value``, first, second, member (both belong to the organisation).
        Where a window holds years of two sources, only the older one is used.
    """
    rows = years[years["usable"] & years["year"].between(first, last)]
    rows = rows[rows["source"].eq(rows.loc[rows["year"].eq(rows["year"].min()), "source"].min())]
    found = pooled(rows)
    sides = found["pair"].str.split("-", expand=True).reindex(columns=[0, 1])
    club = MEMBERS + (OBSERVERS if parameters.observers else ())
    return found.assign(
        value=found[parameters.measure], first=sides[0], second=sides[1],
        member=sides[0].isin(club) & sides[1].isin(club),
    )  # fmt: skip


@remembered
def pooled_pairs(evidence: Evidence, parameters: Integration) -> pd.DataFrame:
    """Pool the years that the parameters name, as :func:`window` does."""
    return window(pair_years(evidence, parameters), parameters, parameters.first_year, parameters.last_year)


def intervals(pairs: pd.DataFrame, parameters: Integration) -> pd.DataFrame:
    """Add ``low`` and ``high`` to pooled pairs: what so few roll calls leave open."""
    rng = np.random.default_rng(parameters.seed)
    measure = str(parameters.measure)
    found = [likeness(line, measure, parameters.draws, parameters.level, rng) for line in pairs.to_dict("records")]
    return pairs.assign(low=[f.low for f in found], high=[f.high for f in found])


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the pair stands in one year.

    Attributes
    ----------
    value
        Likeness with its range.
    median
        Median of all dyads of the Assembly; None where not known, or under another measure.
    rank, of, regional
        Rank among the comparator pairs, their number, and the median of the pairs within the region.
    partner_first, partners_first, partner_second, partners_second
        The other's rank among all partners of either state; None where not known.
    """

    year: int
    source: str
    value: Interval
    median: float | None
    rank: int
    of: int
    regional: float
    partner_first: int | None
    partners_first: int | None
    partner_second: int | None
    partners_second: int | None


def standing(evidence: Evidence, parameters: Integration, year: int | None = None) -> Standing | None:
    """Return where the pair stands in a year (None: the last usable one); None where nothing is known."""
    years = pair_years(evidence, parameters)
    own = pair_of(years)
    own = own[own["year"] == (year or own["year"].max())]
    if own.empty:
        return None
    line = own.iloc[0]
    shown = years[years["usable"] & (years["year"] == line["year"])]
    regional = neighbours(shown)
    placed = ranks(evidence)
    placed = placed[(placed["year"] == line["year"]) & (placed["pair"] == PAIR)]
    all_dyads = placed.iloc[0] if len(placed) and parameters.measure == "cast" else None
    whole = ["rank_for_first", "n_partners_first", "rank_for_second", "n_partners_second"]
    found = [None] * 4 if all_dyads is None else [int(all_dyads[column]) for column in whole]
    return Standing(
        int(line["year"]), str(line["source"]), _interval(line, parameters),
        None if all_dyads is None else float(all_dyads["median_all_dyads"]),
        int((shown["value"] > line["value"]).sum()) + 1, len(shown), float(regional["value"].median()), *found,
    )  # fmt: skip


def _interval(line: pd.Series, parameters: Integration) -> Interval:
    rng = np.random.default_rng(parameters.seed)
    return likeness(line, str(parameters.measure), parameters.draws, parameters.level, rng)


@remembered
def above_chance(evidence: Evidence, parameters: Integration) -> pd.DataFrame:
    """Return by pair and year the likeness beyond what the habits of either state alone would give.

    Returns
    -------
    DataFrame
        year, pair, cast, chance (likeness of strangers with these habits), kappa; only pairs whose two states'
        yes, abstention and no are known. The habits are taken over all votes of a state, not only those the
        other cast too.
    """
    years, ways = pair_years(evidence, parameters), ["yes", "abstain", "no"]
    habits = attendance(evidence)[["year", "country", *ways]]
    rows = years.loc[years["usable"], ["year", "pair", "cast", "first", "second"]]
    for side in ("first", "second"):
        own = habits.add_suffix(f"_{side}")
        rows = rows.merge(own, left_on=["year", side], right_on=[f"year_{side}", f"country_{side}"])
    first, second = (rows[[f"{way}_{side}" for way in ways]].to_numpy(dtype=float) for side in ("first", "second"))
    kappa = beyond_chance(rows["cast"].to_numpy(dtype=float), first, second)
    return rows[["year", "pair", "cast"]].assign(chance=by_chance(first, second), kappa=kappa)

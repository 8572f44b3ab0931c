"""Encounters of leaders: who met whom, where and when, and how the article's thirteen is reached."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from helpers.evidence import Evidence, parse, remembered
from helpers.locale import COUNTRIES, MONTHS, Name, spoken
from helpers.models.encounters import trips
from helpers.parameters import Diplomacy

PAIR = "AZE-KAZ"
"""The pair of the article."""

NOT_POST_SOVIET = frozenset({"TUR"})
"""Leaders in the table of summits whose states never belonged to the Soviet Union."""

VISITS = ("state visit", "official visit", "working visit")
MET = (*VISITS, "multilateral summit", "meeting in third country")
"""Kinds of events at which two leaders were in one place."""

DEFINITIONS = {
    "all": Name("encounters in person"),
    "visits": Name("mutual visits"),
    "alone": Name("stand-alone bilateral visits"),
}
"""What can be counted as a meeting."""

STRICT, CLAIMED, EARLIEST = "three years to the last visit", "in the months of the claim", "from the first visit found"
WINDOWS = {
    STRICT: Name("three years to the last visit"),
    CLAIMED: Name("in the months of the claim"),
    EARLIEST: Name("from the first visit found"),
}
"""The time in which visits can be counted."""

TRIPS, APART = "as trips", "each summit counted apart"
UNITS = {TRIPS: Name("as trips"), APART: Name("each summit counted apart")}
"""What counts as one visit."""

LANES = {
    "in Azerbaijan": Name("in Azerbaijan"),
    "in Kazakhstan": Name("in Kazakhstan"),
    "in third countries": Name("in third countries"),
}
"""Where the two can meet."""

_CODES = re.compile(r"[A-Z]{3}(;[A-Z]{3})*")
_CONTACTS = ["pair", "host", "start", "end", "summit", "expected", "what", "source"]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time, both days inclusive.

    Attributes
    ----------
    whole
        Whether it lies wholly before the day of the evidence.
    """

    start: pd.Timestamp
    end: pd.Timestamp
    whole: bool = True

    @property
    def years(self) -> float:
        """Its length in years."""
        return ((self.end - self.start).days + 1) / 365.25


def window(evidence: Evidence, period: str) -> Window | None:
    """Return a claim's period as far as it is over by the day of the evidence; None where it has not begun.

    Examples
    --------
    >>> from helpers.evidence import load
    >>> round(window(load(), "2022-10/2025-10").years, 2)
    3.09
    """
    span, day = parse(period), evidence.as_of
    if day < span.start:
        return None
    return Window(pd.Timestamp(span.start), pd.Timestamp(min(span.end, day)), day >= span.end)


def table(evidence: Evidence, name: str, columns: list[str]) -> pd.DataFrame:
    """Return a table of the evidence; an empty one where evidence made by hand has none."""
    return evidence.table(name) if name in evidence.tables else pd.DataFrame(columns=columns)


@remembered
def events(evidence: Evidence) -> pd.DataFrame:
    """Return the dated events, oldest first.

    Returns
    -------
    DataFrame
        date, kind, host, guest, place, title, source, note with start and end as Timestamps: a month stands
        for all its days.
    """
    rows = table(evidence, "events", ["date", "end_date", "kind", "host", "guest", "place", "title", "source", "note"])
    starts = [pd.Timestamp(parse(day).start) for day in rows["date"]]
    ends = [pd.Timestamp(parse(last or day).end) for day, last in zip(rows["date"], rows["end_date"], strict=True)]
    dated = rows.assign(start=pd.Series(starts, index=rows.index, dtype="datetime64[us]"),
                        end=pd.Series(ends, index=rows.index, dtype="datetime64[us]"))  # fmt: skip
    return dated.drop(columns=["end_date"]).sort_values(["start", "title"], ignore_index=True)


@remembered
def names(evidence: Evidence) -> dict[str, Name | str]:
    """Return the names of states by code; where the package names none, the code stands for itself."""
    rows = table(evidence, "entities", ["entity", "name"])
    return {**dict(zip(rows["entity"], rows["name"], strict=True)), **COUNTRIES}


def said(day: pd.Timestamp) -> Name:
    """Name a day for a sentence.

    >>> str(said(pd.Timestamp("2025-10-06")))
    '6 October 2025'
    """
    return Name("{day} {month} {year}", day=day.day, month=MONTHS[day.month - 1], year=day.year)


def month_of(day: pd.Timestamp) -> Name:
    """Name the month of a day.

    >>> str(month_of(pd.Timestamp("2025-10-06")))
    'October 2025'
    """
    return spoken(f"{day:%Y-%m}")


def named(pair: str, known: Mapping[str, Name | str]) -> Name:
    """Return a pair in words.

    >>> str(named("AZE-KAZ", COUNTRIES))
    'Azerbaijan–Kazakhstan'
    """
    one, other = (known.get(code, code) for code in pair.split("-"))
    return Name("{one}–{other}", one=one, other=other)


def leaders(summits: pd.DataFrame) -> list[str]:
    """Return the codes of the states whose leaders the table of summits follows."""
    return [name for name in summits.columns if re.fullmatch(r"[A-Z]{3}", name)]


@remembered
def contacts(evidence: Evidence) -> pd.DataFrame:
    """Return every occasion on which two leaders were in one place, from events and summits.

    The same occasion may stand in both tables; :func:`encounters` joins them.

    Returns
    -------
    DataFrame
        pair (alphabetical), host, start, end, summit, expected, what, source.
    """
    found: list[tuple[object, ...]] = []
    summits = table(evidence, "summits", ["date", "end_date", "cluster", "host", "place", "event", "basis", "source"])
    codes = leaders(summits)
    for row in summits.to_dict("records"):
        there = [code for code in codes if not pd.isna(row[code]) and row[code] == 1]
        start, end = pd.Timestamp(row["date"]), pd.Timestamp(row["end_date"] or row["date"])
        rest = (row["host"], start, end, True, row["basis"] == "expected", row["event"], row["source"])
        found += [(f"{a}-{b}", *rest) for a, b in combinations(sorted(there), 2)]
    for row in events(evidence).to_dict("records"):
        if row["kind"] in MET and _CODES.fullmatch(str(row["guest"])):
            guests = str(row["guest"]).split(";")
            there = guests if row["kind"] == "meeting in third country" else [row["host"], *guests]
            rest = (row["host"], row["start"], row["end"], False, False, row["title"], row["source"])
            found += [(f"{a}-{b}", *rest) for a, b in combinations(sorted(there), 2)]
    return pd.DataFrame(found, columns=_CONTACTS)


def encounters(evidence: Evidence, parameters: Diplomacy) -> pd.DataFrame:
    """Return the trips on which two leaders met.

    Returns
    -------
    DataFrame
        As :func:`helpers.models.encounters.trips`, with visit (one of the two was the host) and alone (a visit
        with no summit on the trip).
    """
    rows = _joined(evidence, parameters.trip_days)
    return rows[rows["firm"].astype(bool)].reset_index(drop=True) if parameters.counted == "firm" else rows


@remembered
def _joined(evidence: Evidence, gap: int) -> pd.DataFrame:
    """All trips, contacts joined that lie at most so many days apart."""
    rows = trips(contacts(evidence), gap)
    at_home = [host in pair.split("-") for host, pair in zip(rows["host"], rows["pair"], strict=True)]
    summit = [count > 0 or _hosted(what) for count, what in zip(rows["summits"], rows["what"], strict=True)]
    return rows.assign(
        visit=pd.Series(at_home, index=rows.index, dtype=bool),
        alone=pd.Series([a and not s for a, s in zip(at_home, summit, strict=True)], index=rows.index, dtype=bool),
    )


def _hosted(what: str) -> bool:
    """Whether the words of an event without a row among the summits name a summit and no talks of the two."""
    return "summit" in what and "meeting" not in what and "talks" not in what


def within(rows: pd.DataFrame, span: Window | None) -> pd.DataFrame:
    """Return the trips that began in a window; none where there is no window."""
    if span is None:
        return rows.iloc[:0]
    return rows[(rows["start"] >= span.start) & (rows["start"] <= span.end)].reset_index(drop=True)


@remembered
def met(evidence: Evidence, parameters: Diplomacy, period: str) -> pd.DataFrame:
    """Return the trips of all pairs that began in a claim's period; none before it begins."""
    return within(encounters(evidence, parameters), window(evidence, period))


def of_pair(rows: pd.DataFrame, pair: str = PAIR) -> pd.DataFrame:
    """Return the trips of one pair."""
    return rows[rows["pair"] == pair].reset_index(drop=True)


def counted(rows: pd.DataFrame, definition: str) -> pd.DataFrame:
    """Return the trips that count under a definition (a key of ``DEFINITIONS``)."""
    return rows if definition == "all" else rows[rows["visit" if definition == "visits" else "alone"].astype(bool)]


def by_host(visits: pd.DataFrame, *, apart: bool = False) -> tuple[int, int]:
    """Return the visits to Kazakhstan and those to Azerbaijan.

    Parameters
    ----------
    visits
        Trips of the pair on which one was the other's host.
    apart
        Whether two summits on one trip count twice.
    """
    hosts = visits["host"].repeat(visits["occasions"].to_list() if apart else 1).to_list()
    return hosts.count("KAZ"), hosts.count("AZE")


@remembered
def ways_to_count(evidence: Evidence, parameters: Diplomacy, period: str) -> pd.DataFrame:
    """Count the pair's visits under every choice that has to be made, the strictest first.

    Returns
    -------
    DataFrame
        start, end, window (a key of ``WINDOWS``), unit (of ``UNITS``), to_kaz, to_aze, total, source (a tuple).
    """
    span = window(evidence, period)
    visits = counted(of_pair(encounters(evidence, parameters)), "visits")
    last = within(visits, span)["end"].max()
    columns = ["start", "end", "window", "unit", "to_kaz", "to_aze", "total", "source"]
    if span is None or pd.isna(last):
        return pd.DataFrame(columns=columns)
    early = visits.loc[visits["end"] <= last, "start"].min()
    starts = {STRICT: last - pd.DateOffset(years=3), CLAIMED: span.start, EARLIEST: min(early, span.start)}
    seen = {label: within(visits, Window(start, span.end)) for label, start in starts.items()}
    rows = []
    for unit in UNITS:
        for label, start in starts.items():
            there, here = by_host(seen[label], apart=unit == APART)
            used = tuple(sorted({source for several in seen[label]["source"] for source in several}))
            rows.append((start, last, label, unit, there, here, there + here, used))
    return pd.DataFrame(rows, columns=columns)


def timeline(evidence: Evidence, parameters: Diplomacy) -> pd.DataFrame:
    """Return the encounters of the pair with the lane (a key of ``LANES``) in which each is drawn."""
    rows = of_pair(encounters(evidence, parameters))
    lanes = {"KAZ": "in Kazakhstan", "AZE": "in Azerbaijan"}
    return rows.assign(lane=[lanes.get(host, "in third countries") for host in rows["host"]])


def told(evidence: Evidence) -> pd.DataFrame:
    """Return the visits as one of the presidents counted them, newest statement per direction.

    Returns
    -------
    DataFrame
        Rows of the observations, that to Kazakhstan first; fewer than two where not both were stated.
    """
    names = ["visits_aliyev_to_kaz_claimed", "visits_tokayev_to_aze_claimed"]
    rows = evidence.series(names).sort_values("published").drop_duplicates("series", keep="last")
    return rows.sort_values("series", ignore_index=True)


def told_at_least(evidence: Evidence) -> pd.DataFrame:
    """Return the visits both ways of which one of the presidents only said that there were more than so many."""
    return evidence.series("mutual_visits_claimed_min", PAIR, bounds=True)

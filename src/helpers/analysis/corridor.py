"""The measures that share the name of the Middle Corridor: levels, growth, and which can be one thing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import pandas as pd

from helpers.evidence import Evidence, remembered
from helpers.evidence.store import LIMITS
from helpers.locale import Name
from helpers.models.compatibility import growth, possible, rounding
from helpers.models.interval import Interval
from helpers.parameters import Corridor


@dataclass(frozen=True, slots=True)
class Measure:
    """One way to count the corridor, kept apart from all others.

    Attributes
    ----------
    rates
        Series in which growth of this measure was published as such.
    """

    key: str
    label: Name
    series: str
    entity: str
    family: str
    rates: tuple[str, ...] = ()


MEASURES: tuple[Measure, ...] = (
    Measure("statement", Name("transit between the two states, as stated"), "transit_aze_kaz", "AZE-KAZ", "tonnes",
            ("transit_aze_kaz_growth",)),
    Measure("ministry", Name("whole route, Kazakhstan's ministry"), "titr_cargo", "TITR", "tonnes",
            ("titr_cargo_growth", "titr_cargo_growth_ytd")),
    Measure("association", Name("route association, own cargo"), "titr_cargo_assoc", "TITR", "tonnes"),
    Measure("seaports", Name("seaports of both states, association"), "ports_kz_az_cargo", "AZE-KAZ", "tonnes",
            ("ports_kz_az_cargo_growth",)),
    Measure("kzports", Name("route cargo in Aktau and Kuryk"), "ports_kaz_titr_cargo", "ports_kaz", "tonnes"),
    Measure("ktz", Name("rail to and from Azerbaijan, KTZ"), "rail_kaz_aze", "AZE-KAZ", "tonnes"),
    Measure("ktzroute", Name("rail part of the route, KTZ"), "titr_cargo_rail", "TITR", "tonnes"),
    Measure("ady", Name("route on Azerbaijan's railway"), "titr_cargo_via_ady", "TITR", "tonnes",
            ("titr_cargo_via_ady_growth",)),
    Measure("freight", Name("all freight between the two states"), "freight_kaz_aze", "AZE-KAZ", "tonnes"),
    Measure("traceca", Name("TRACECA in Azerbaijan, statistics"), "az_corridor_traceca", "AZE", "tonnes"),
    Measure("eastwest", Name("East-West in Azerbaijan, statistics"), "az_corridor_east_west", "AZE", "tonnes"),
    Measure("allkzports", Name("all cargo of Kazakhstan's seaports"), "port_cargo", "ports_kaz", "tonnes"),
    Measure("baku", Name("all cargo of the port of Baku"), "port_cargo", "port_baku", "tonnes"),
    Measure("asco", Name("all cargo of ASCO's ships"), "asco_cargo", "ASCO", "tonnes"),
    Measure("trains", Name("trains from China to Azerbaijan"), "titr_block_trains_china", "AZE", "trains",
            ("titr_block_trains_china_growth",)),
    Measure("routetrains", Name("trains from China on the route"), "titr_block_trains_china", "TITR", "trains"),
    Measure("boxes", Name("containers on the route"), "titr_containers", "TITR", "containers",
            ("titr_containers_growth",)),
    Measure("bakuboxes", Name("containers in the port of Baku"), "port_containers", "port_baku", "containers"),
    Measure("azboxes", Name("container transit of Azerbaijan"), "az_containers_transit", "AZE", "containers"),
    Measure("feeder", Name("containers on KMTF's feeders"), "kmtf_containers", "KMTF", "containers"),
    Measure("wagons", Name("wagons on ASCO's ferries"), "asco_wagons", "ASCO", "wagons and trucks"),
    Measure("vehicles", Name("trucks and cars on ASCO's ferries"), "asco_vehicles", "ASCO", "wagons and trucks"),
)  # fmt: skip
"""Every measure of the corridor; figures of two of them are never chained."""

BY_KEY = {measure.key: measure for measure in MEASURES}

ROUTE = ("statement", "ministry", "association", "seaports", "kzports", "ktz", "ktzroute", "ady", "freight", "traceca")
"""Tonnages that have been called the corridor, or stand for it: the rows of the matrix."""

_STATED = re.compile(r"(?:^|[,;] )(?:more than |about |nearly )?([+-]\d+(?:\.\d+)?) percent")
_INFERRED = re.compile(r"inferred|assumed|period taken from")
_RATE_COLUMNS = [
    "measure", "label", "family", "year", "months", "value", "low", "high", "how", "inferred", "rows", "sources",
]  # fmt: skip


def stated_growth(note: str) -> float | None:
    """Return the growth rate that a publication states beside a level, as its note records it.

    Rates that the note only derives or doubts ("implies", "source says") do not count.

    Examples
    --------
    >>> stated_growth("AZCON, +6 percent"), stated_growth("implies +39.0 percent on the year")
    (6.0, None)
    """
    found = _STATED.search(note)
    return float(found.group(1)) if found else None


def levels(evidence: Evidence, keys: Iterable[str] | None = None, *, bounds: bool = False) -> pd.DataFrame:
    """Return the published levels of the measures.

    Parameters
    ----------
    keys
        Keys of measures; None takes all. They come in the order of :data:`MEASURES`.
    bounds
        Whether to keep figures that only say "more than"; they are no measurements.

    Returns
    -------
    DataFrame
        Columns of ``observations`` with measure, label, family, year and months (length of the window from
        January; 0 where the period is no such window).
    """
    return _levels(evidence, tuple(BY_KEY[key].key for key in (BY_KEY if keys is None else keys)), bounds)


@remembered
def _levels(evidence: Evidence, keys: tuple[str, ...], bounds: bool) -> pd.DataFrame:
    rows = _figures(evidence)
    kept = rows["measure"].isin(keys)
    return rows[kept if bounds else kept & ~rows["bound"].isin(LIMITS)].reset_index(drop=True)


@remembered
def _figures(evidence: Evidence) -> pd.DataFrame:
    """All figures of all measures: rules and charts ask for them by the measure."""
    named = pd.DataFrame(
        [(m.series, m.entity, m.key, f"{m.label:Nom}", m.family) for m in MEASURES],
        columns=["series", "entity", "measure", "label", "family"],
    )
    rows = evidence.series(list(named["series"].unique()), bounds=True)
    return _windows(named.merge(rows, on=["series", "entity"])[[*rows, "measure", "label", "family"]])


def _windows(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the year, and the months from January that a period covers."""
    start, end = rows["start"].dt, rows["end"].dt
    whole = (start.month == 1) & (start.day == 1) & (start.year == end.year) & end.is_month_end
    return rows.assign(year=end.year, months=end.month.where(whole, 0))


def growth_rates(evidence: Evidence, keys: Sequence[str] | None = None) -> pd.DataFrame:
    """Return the growth of every measure on the same months a year before.

    A rate comes from two measured levels of one source, else from a published rate, else from the note of the
    later level, and only then from levels of two sources, neither of them rounded ("about"). A level or a rate that
    our own note derives is none that was published. The range holds the rounding and all other pairs.

    Returns
    -------
    DataFrame
        measure, label, family, year, months, value, low, high (percent), how, inferred (whether the months of a
        figure used are inferred, as its note says), rows, sources; one row per measure, year and window.
    """
    rates = _rates(evidence)
    found = [rate for key in (BY_KEY if keys is None else keys) for rate in rates[key]]
    return pd.DataFrame(found, columns=_RATE_COLUMNS)


def rate(evidence: Evidence, key: str, year: int, months: int) -> dict[str, Any] | None:
    """Return the growth of one measure over one window, a row of :func:`growth_rates`; None where there is none."""
    rates = _rates(evidence)[key]
    return next((rate for rate in rates if (rate["year"], rate["months"]) == (year, months)), None)


@remembered
def _rates(evidence: Evidence) -> dict[str, list[dict[str, Any]]]:
    """The growth of every measure by its key."""
    measures = {series: measure.key for measure in MEASURES for series in measure.rates}
    rates = evidence.series(list(measures))
    rates = rates[~rates["note"].str.startswith("derived")]
    levels_of = _by_window(levels(evidence))
    told_of = _by_window(_windows(rates.assign(measure=rates["series"].map(measures))))
    found: dict[str, list[dict[str, Any]]] = {key: [] for key in BY_KEY}
    for key, year, months in dict.fromkeys((*levels_of, *told_of)):
        measure, window = BY_KEY[key], (key, year, months)
        if chosen := _rate(levels_of[window], levels_of[key, year - 1, months], told_of[window]):
            found[key].append({
                "measure": key, "label": f"{measure.label:Nom}", "family": measure.family, "year": year,
                "months": months, **chosen,
            })  # fmt: skip
    return found


_Row = Any
"""A row of :func:`levels`, as a named tuple: a frame a window would take a hundred times as long."""
_Window = tuple[str, int, int]


def _by_window(rows: pd.DataFrame) -> Mapping[_Window, list[_Row]]:
    """Group rows by measure, year and months; what covers no months from January is left out, no rows are no window."""
    windows: dict[_Window, list[_Row]] = defaultdict(list)
    row: _Row
    for row in rows.itertuples():
        if row.months:
            windows[row.measure, int(row.year), int(row.months)].append(row)
    return windows


def _rate(later: list[_Row], earlier: list[_Row], told: list[_Row]) -> dict[str, object] | None:
    """Choose the rate of one window; None where there is none."""
    pairs = sorted(product(later, earlier), key=lambda pair: (pair[0].published, pair[1].published), reverse=True)
    measured = [pair for pair in pairs if all(row.kind == "actual" for row in pair)]
    same = [pair for pair in measured if pair[0].source == pair[1].source]
    firm = [pair for pair in measured if all(row.bound != "about" for row in pair)]
    notes = {row: stated for row in later if (stated := stated_growth(row.note)) is not None}
    if same:
        chosen, how = _of_levels(same[0], pairs), "levels of one source"
    elif told:
        chosen, how = _of_rates({row: row.value for row in told}), "published rate"
    elif notes:
        chosen, how = _of_rates(notes), "rate stated with the level"
    elif firm:
        chosen, how = _of_levels(firm[0], firm), "levels of two sources"
    else:
        return None
    interval, used = chosen
    return {
        "value": interval.value, "low": interval.low, "high": interval.high, "how": how,
        "rows": tuple(row.row for row in used), "sources": tuple(dict.fromkeys(row.source for row in used)),
        "inferred": any(_INFERRED.search(row.note) for row in used),
    }  # fmt: skip


def _of_levels(pair: tuple[_Row, _Row], pairs: list[tuple[_Row, _Row]]) -> tuple[Interval, tuple[_Row, ...]]:
    """Growth of one pair; the range takes in every other pair."""
    now, base = pair
    rate = growth(possible(now.value, now.bound), possible(base.value, base.bound))
    others = [100 * (one.value / other.value - 1) for one, other in pairs]
    return Interval(rate.value, min(rate.low, *others), max(rate.high, *others)), pair


def _of_rates(rates: Mapping[_Row, float]) -> tuple[Interval, tuple[_Row, ...]]:
    """Published rates; the one with most digits is the value."""
    halves = {rate: 0.5 if rate.is_integer() else rounding(rate) for rate in map(float, rates.values())}
    finest = min(halves, key=lambda rate: halves[rate])
    low, high = min(rate - half for rate, half in halves.items()), max(rate + half for rate, half in halves.items())
    return Interval(finest, low, high), tuple(rates)


def latest_year(rates: pd.DataFrame, parameters: Corridor) -> int | None:
    """Return the last year for which some measure has growth over the months asked for; None for none."""
    years = rates.loc[rates["months"] == parameters.months, "year"]
    return int(years.max()) if len(years) else None


def same_months(rates: pd.DataFrame, year: int, months: int) -> pd.DataFrame:
    """Return the growth over one window, smallest first."""
    rows = rates[(rates["year"] == year) & (rates["months"] == months)]
    return rows.sort_values("value", ignore_index=True)


def yearly(evidence: Evidence, key: str, by: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return one measured value a year of a measure: the one published last.

    Parameters
    ----------
    by
        Only what was public by this day; None takes all the evidence has.

    Returns
    -------
    DataFrame
        year, value, row, source, published, oldest first. Years without a measurement are missing.
    """
    rows = _whole_years(evidence, key)
    rows = rows if by is None else rows[rows["published"] <= by]
    return rows.drop_duplicates("year", keep="last", ignore_index=True)


@remembered
def _whole_years(evidence: Evidence, key: str) -> pd.DataFrame:
    """Every measured value of a whole year: by year, and in the order of publication."""
    rows = levels(evidence, [key])
    rows = rows[(rows["kind"] == "actual") & (rows["months"] == 12)]
    rows = rows.sort_values(["year", "published", "source"], ascending=[True, True, False])
    return rows[["year", "value", "row", "source", "published"]]

"""Kazakh oil to Azerbaijan by year, in two scopes that are never mixed, and what a goal asks of it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from helpers.evidence import Evidence, newest, remembered
from helpers.locale import Name
from helpers.models.chance import share_of
from helpers.models.growth import SHORTEST, Method, fit
from helpers.models.interval import Interval
from helpers.parameters import Energy

KT = {"kt": 1.0, "Mt": 1000.0}
METHODS: tuple[Method, ...] = ("damped trend", "logistic", "no change")
METHOD: dict[str, Name] = {
    "damped trend": Name("damped trend"), "logistic": Name("logistic"), "no change": Name("no change"),
}  # fmt: skip
"""What the methods are called."""
_YEAR_COLUMNS = ["scope", "year", "value", "low", "high", "pace", "published", "rows", "sources"]


@dataclass(frozen=True, slots=True)
class Scope:
    """One way to count the oil."""

    key: str
    label: Name
    series: str
    entity: str


NARROW = Scope("narrow", Name("into the pipeline"), "kz_oil_via_btc", "KAZ")
WIDE = Scope("wide", Name("all shipped to Azerbaijan"), "kz_oil_to_azerbaijan_all", "KAZ-AZE")
SCOPES = (NARROW, WIDE)


@dataclass(frozen=True, slots=True)
class Goal:
    """Oil to be reached: thousand tonnes a year, and the year."""

    kt: float
    year: int


@remembered
def flows(evidence: Evidence, scope: Scope) -> pd.DataFrame:
    """Return the measurements of a scope with ``kt``, ``year`` and ``months`` (window from January; else 0)."""
    rows = evidence.series(scope.series, scope.entity)
    start, end = rows["start"].dt, rows["end"].dt
    whole = (start.month == 1) & (start.day == 1) & (start.year == end.year) & end.is_month_end
    kt = rows["value"] * rows["unit"].map(KT)
    return rows.assign(scope=scope.key, kt=kt, year=end.year, months=end.month.where(whole, 0))


@remembered
def yearly(evidence: Evidence, scope: Scope) -> pd.DataFrame:
    """Return the oil of each year: the figure published last, and the range of all published.

    A year known for nine months or more, and not as a whole, is carried on at its pace (``pace``).

    Returns
    -------
    DataFrame
        scope, year, value, low, high (kt), pace, published, rows, sources.
    """
    years: dict[int, list[Any]] = defaultdict(list)
    row: Any
    for row in flows(evidence, scope).itertuples():
        if row.months:
            years[int(row.year)].append(row)
    found = [_year(rows, scope, year) for year, rows in sorted(years.items())]
    return pd.DataFrame([row for row in found if row], columns=_YEAR_COLUMNS)


def _year(rows: list[Any], scope: Scope, year: int) -> dict[str, object] | None:
    """The figure of a year from rows of :func:`flows`, in the order of their publication where periods are equal."""
    months = max(row.months for row in rows)
    if months < 9:
        return None
    used = [row for row in rows if row.months == months]
    last = min(reversed(used), key=lambda row: (-row.published.value, row.source))
    ahead = last.kt * 12 / months
    interval = Interval(ahead, last.kt, 2 * ahead - last.kt)
    if months == 12:
        interval = Interval.spanning((row.kt for row in used), last.kt)
    return {
        "scope": scope.key, "year": year, "value": interval.value, "low": interval.low, "high": interval.high,
        "pace": months < 12, "published": last.published, "rows": tuple(row.row for row in used),
        "sources": tuple(row.source for row in used),
    }  # fmt: skip


def run(series: pd.DataFrame, floor: float = 0.0) -> pd.DataFrame:
    """Return the last unbroken run of years with more oil than ``floor``, kt.

    Examples
    --------
    >>> run(pd.DataFrame({"year": [2009, 2010, 2023, 2024], "value": [1.0, 0.0, 2.0, 3.0]}))["year"].tolist()
    [2023, 2024]
    """
    flowing = series[series["value"] > floor].reset_index(drop=True)
    if flowing.empty:
        return flowing
    breaks = flowing["year"].diff().fillna(1).ne(1).cumsum()
    return flowing[breaks == breaks.iloc[-1]].reset_index(drop=True)


def needed_growth(last: float, year: int, goal: Goal) -> Interval:
    """Return the yearly growth in percent that the goal needs from a year's oil.

    Examples
    --------
    >>> needed_growth(1750.0, 2025, Goal(7000.0, 2027)).value
    100.0
    """
    steps = max(goal.year - year, 1)
    return Interval.exactly(100 * ((goal.kt / last) ** (1 / steps) - 1))


@remembered
def chances(evidence: Evidence, parameters: Energy, goal: Goal, floor: float | None = None) -> pd.DataFrame:
    """Return, by scope and method, the forecast of the goal's year and the chance that it is met.

    Parameters
    ----------
    floor
        Years with no more than this, kt, are a start and no growth; None takes ``base_floor``.

    Returns
    -------
    DataFrame
        scope, label, method, last, year, steps, value, low, high (kt), chance, chance_low, chance_high (the
        range that so few draws leave), rows; empty where fewer than three years in a row are known.
    """
    found = []
    for scope in SCOPES:
        series = run(yearly(evidence, scope), parameters.base_floor if floor is None else floor)
        if len(series) >= SHORTEST and series["year"].iloc[-1] < goal.year:
            found += [_chance(series, scope, method, parameters, goal) for method in METHODS]
    columns = ["scope", "label", "method", "last", "year", "steps", "value", "low", "high", "chance", "chance_low",
               "chance_high", "rows"]  # fmt: skip
    return pd.DataFrame(found, columns=columns)


def _chance(series: pd.DataFrame, scope: Scope, method: Method, parameters: Energy, goal: Goal) -> dict[str, object]:
    values = series["value"].to_numpy(float)
    # a curve that is full below the goal would answer the question by assumption
    ceiling = max(1000 * parameters.ceiling_mt, 1.05 * float(values.max()), 1.05 * goal.kt)
    fitted = fit(method, values, damping=parameters.damping, ceiling=ceiling)
    steps = goal.year - int(series["year"].iloc[-1])
    paths = fitted.paths(steps, parameters.draws, np.random.default_rng(parameters.seed))[:, -1]
    spread, value = Interval.from_draws(paths, parameters.level), float(fitted.central(steps)[-1])
    chance = share_of(int((paths >= goal.kt).sum()), len(paths), parameters.level)
    return {
        "scope": scope.key, "label": scope.label, "method": method, "last": float(values[-1]),
        "year": int(series["year"].iloc[-1]), "steps": steps, "value": value, "low": min(spread.low, value),
        "high": max(spread.high, value), "chance": chance.value, "chance_low": chance.low,
        "chance_high": chance.high, "rows": tuple(row for used in series["rows"] for row in used),
    }  # fmt: skip


RECORD = {
    "kz_oil_via_btc": Name("Kazakh oil into BTC"),
    "kz_oil_to_azerbaijan_all": Name("Kazakh oil to Azerbaijan"),
    "kz_oil_via_makhachkala": Name("Kazakh oil to Makhachkala"),
    "kz_oil_exports_cpc": Name("Kazakh oil by CPC"),
    "kz_oil_exports_china": Name("Kazakh oil to China"),
    "kz_oil_exports": Name("Kazakh oil exports"),
    "kz_oil_production": Name("Kazakh oil output"),
    "aktau_oil_export_loading": Name("Oil loaded at Aktau"),
    "cpc_throughput": Name("CPC, all oil"),
    "btc_throughput": Name("BTC, all oil"),
    "btc_transit_kz_tm": Name("BTC, transit"),
    "port_oil": Name("Oil of a port"),
    "kto_oil_transport_export": Name("KazTransOil, export"),
}
"""Flows of oil in the region whose growth is the record that the goal is held against."""

PORTS = {"port_aktau": Name("Aktau"), "port_baku": Name("Baku"), "port_dubendi": Name("Dubendi")}
"""Ports whose oil is known."""


@remembered
def record(evidence: Evidence, span: int) -> pd.DataFrame:
    """Return what flows of oil in the region have grown to over so many years.

    Returns
    -------
    DataFrame
        series, entity, label, start, end (years), base, value (kt), factor, gain (kt), rows.
    """
    rows = evidence.series(list(RECORD))
    rows = newest(rows[rows["period"].str.fullmatch(r"\d{4}")])
    years = {"year": rows["start"].dt.year, "kt": rows["value"] * rows["unit"].map(KT)}
    rows = rows[["series", "entity", "row"]].assign(**years)
    later = rows.assign(year=rows["year"] - span)
    both = rows.merge(later, on=["series", "entity", "year"], suffixes=("", "_later"))
    both = both[both["kt"] > 0].reset_index(drop=True)
    return pd.DataFrame({
        "series": both["series"], "entity": both["entity"], "label": _labels(both),
        "start": both["year"], "end": both["year"] + span, "base": both["kt"], "value": both["kt_later"],
        "factor": both["kt_later"] / both["kt"], "gain": both["kt_later"] - both["kt"],
        "rows": pd.Series(list(zip(both["row"], both["row_later"], strict=True)), dtype=object),
    }).sort_values("factor", ascending=False, ignore_index=True)  # fmt: skip


def _labels(rows: pd.DataFrame) -> list[Name]:
    """Name each flow; a port's is named after its port."""
    return [_label(series, entity) for series, entity in zip(rows["series"], rows["entity"], strict=True)]


def _label(series: str, entity: str) -> Name:
    if series != "port_oil":
        return RECORD[series]
    return Name("oil at the port of {port}", port=PORTS.get(entity, entity.removeprefix("port_").capitalize()))


@dataclass(frozen=True)
class Precedent:
    """How often flows of oil grew as the goal asks.

    Attributes
    ----------
    needed
        Factor from the last known year to the goal.
    share
        Share of past spans of growth, from a base that is no start-up, that reached the factor.
    cases
        The spans, those from a small base left out.
    starts
        Those from a small base.
    """

    needed: float
    share: Interval
    cases: pd.DataFrame
    starts: pd.DataFrame


def precedent(evidence: Evidence, parameters: Energy, goal: Goal) -> Precedent | None:
    """Compare the growth needed with the growth of the record; None where the last year is not known."""
    series = yearly(evidence, NARROW)
    series = series[(series["value"] > 0) & (series["year"] < goal.year)]
    if series.empty:
        return None
    needed, span = goal.kt / float(series["value"].iloc[-1]), goal.year - int(series["year"].iloc[-1])
    spans = record(evidence, span)
    cases = spans[spans["base"] >= parameters.base_floor].reset_index(drop=True)
    if cases.empty:
        return None
    starts = spans[spans["base"] < parameters.base_floor].reset_index(drop=True)
    share = share_of(int((cases["factor"] >= needed).sum()), len(cases), parameters.level)
    return Precedent(needed, share, cases, starts)

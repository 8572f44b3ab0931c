"""The ways of Kazakh oil out of the country: shares, concentration, and the agreements on one more."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.energy import KT, NARROW, WIDE, yearly
from helpers.evidence import MEASURED, Evidence, newest, remembered
from helpers.locale import Name
from helpers.models.concentration import herfindahl, least_index
from helpers.models.interval import Interval

ROUTES = {
    "cpc": ("kz_oil_exports_cpc", Name("CPC to Novorossiysk")),
    "samara": ("kz_oil_exports_atyrau_samara", Name("Atyrau-Samara")),
    "china": ("kz_oil_exports_china", Name("China")),
    "caspian": ("kz_oil_exports_caspian", Name("Caspian from Aktau")),
}
_OTHERS = {
    "total": "kz_oil_exports", "makhachkala": "kz_oil_via_makhachkala", "loaded": "aktau_oil_export_loading",
}  # fmt: skip
"""Oil of all routes, and what tells of the Caspian where nobody gives a figure for it."""
_AGREEMENT = r"KMG[^.;]*SOCAR|SOCAR[^.;]*KMG"


@remembered
def routes(evidence: Evidence, *, plans: bool = False) -> pd.DataFrame:
    """Return the oil of every route and year in Mt, one row a year and route.

    The Caspian is summed from its two directions where the ministry gives no figure: Makhachkala and all oil
    to Azerbaijan; else it is what was loaded at Aktau.

    Parameters
    ----------
    plans
        Whether to take plans; None of them is a measurement.

    Returns
    -------
    DataFrame
        year, route, label, value, low, high, rows, sources.
    """
    known = _by_year(evidence, plans=plans)
    figures = [(key, known[key]) for key in ROUTES]
    if not plans:
        figures += [("caspian", _both_ways(evidence)), ("caspian", known["loaded"])]
    chosen: dict[tuple[int, str], _Figure] = {}
    for key, years in figures:
        for figure in years:
            chosen.setdefault((figure["year"], key), figure)
    found = [{"route": key, "label": ROUTES[key][1], **figure} for (_year, key), figure in sorted(chosen.items())]
    return pd.DataFrame(found, columns=["year", "route", "label", "value", "low", "high", "rows", "sources"])


_Figure = dict[str, Any]
"""Year, value, low, high (Mt), rows and sources."""


@remembered
def _by_year(evidence: Evidence, *, plans: bool) -> dict[str, list[_Figure]]:
    """The oil of every route, and of what else is asked for, by year."""
    named = {series: key for key, (series, _label) in ROUTES.items()} | {series: key for key, series in _OTHERS.items()}
    rows = evidence.series(list(named), kinds=("plan",) if plans else MEASURED)
    rows = rows[rows["period"].str.fullmatch(r"\d{4}")]
    rows = rows.assign(mt=rows["value"] * rows["unit"].map(KT) / 1000)
    parts, chosen = defaultdict[tuple[str, str], list[Any]](list), newest(rows)
    for series, period, *cells in rows[["series", "period", "mt", "row", "source"]].itertuples(index=False):
        parts[series, period].append(cells)
    latest = dict(zip(zip(chosen["series"], chosen["period"], strict=True), chosen["mt"], strict=True))
    found: dict[str, list[_Figure]] = {key: [] for key in named.values()}
    for (series, period), part in parts.items():
        mt, ids, sources = zip(*part, strict=True)
        size = Interval.spanning(mt, latest[series, period])
        ends = {"value": size.value, "low": size.low, "high": size.high}
        found[named[series]].append({"year": int(period), **ends, "rows": ids, "sources": sources})
    return found


def _both_ways(evidence: Evidence) -> list[_Figure]:
    """The oil to Makhachkala and to Azerbaijan together, where both are known."""
    wide = {row["year"]: row for row in yearly(evidence, WIDE).to_dict("records") if not row["pace"]}
    return [
        {"year": north["year"], **{end: north[end] + west[end] / 1000 for end in ("value", "low", "high")},
         **{used: (*north[used], *west[used]) for used in ("rows", "sources")}}
        for north in _by_year(evidence, plans=False)["makhachkala"] if (west := wide.get(north["year"]))
    ]  # fmt: skip


@remembered
def concentration(evidence: Evidence) -> pd.DataFrame:
    """Return the Herfindahl-Hirschman index of Kazakh oil exports by year.

    A year needs the total and the largest route. What no route claims may be one route or many, so the index
    has a range; rival figures of a route widen it.

    Returns
    -------
    DataFrame
        year, kind (``actual`` or ``plan``), routes (number known), total (Mt), value, low, high, largest (share of
        CPC), azerbaijan (share of all oil to Azerbaijan, NaN unknown), btc (share into the pipeline, NaN unknown),
        rows, sources.
    """
    frames = [_indices(evidence, plans=plans) for plans in (False, True)]
    frame = pd.concat(frames, ignore_index=True).drop_duplicates("year")
    return frame.sort_values("year", ignore_index=True)


_OWN = ("wide", "narrow")
_INDEX_COLUMNS = ["year", "kind", "routes", "total", "value", "low", "high", "largest", "azerbaijan", "btc", "rows",
                  "sources"]  # fmt: skip


def _indices(evidence: Evidence, *, plans: bool) -> pd.DataFrame:
    totals = {row["year"]: row for row in _by_year(evidence, plans=plans)["total"]}
    known = routes(evidence, plans=plans)
    own = {s.key: yearly(evidence, s).set_index("year")["value"] for s in (NARROW, WIDE)}
    found = []
    for year, part in known.groupby("year"):
        if year not in totals or "cpc" not in set(part["route"]):
            continue
        total = totals[year]
        ends = [herfindahl(list(part[column]), float(total["value"])) for column in ("value", "low", "high")]
        index = Interval(ends[0].value, min(e.low for e in ends), max(e.high for e in ends))
        largest = float(part.loc[part["route"] == "cpc", "value"].iloc[0])
        shares = [largest / total["value"], *(own[key].get(year, np.nan) / 1000 / total["value"] for key in _OWN)]
        used = [tuple(x for cell in [*part[c], total[c]] for x in cell) for c in ("rows", "sources")]
        kind = "plan" if plans else "actual"
        found.append((year, kind, len(part), total["value"], index.value, index.low, index.high, *shares, *used))
    return pd.DataFrame(found, columns=_INDEX_COLUMNS)


@dataclass(frozen=True)
class Moved:
    """The index of the last measured year, and with oil moved between its largest route and the Caspian.

    Attributes
    ----------
    now
        As it was.
    without
        With the oil to Azerbaijan on the largest route instead; NaN unknown.
    at_goal
        With the goal's oil taken from the largest route.
    least
        With both routes alike, the most that one route can do.
    """

    year: int
    now: float
    without: float
    at_goal: float
    least: float


def moved(evidence: Evidence, goal_mt: float) -> Moved | None:
    """Return the index with oil moved; None where no year, or no oil by the Caspian, is known."""
    known = routes(evidence)
    years = concentration(evidence)
    years = years[years["kind"] == "actual"]
    if years.empty:
        return None
    last = years.iloc[-1]
    part = known[known["year"] == last["year"]].reset_index(drop=True)
    if "caspian" not in set(part["route"]):
        return None
    amounts, place, total = list(part["value"]), list(part["route"]).index("caspian"), float(last["total"])
    own = yearly(evidence, NARROW)
    more = goal_mt - float(own["value"].iloc[-1]) / 1000 if len(own) else goal_mt
    now, without, then = (_shifted(amounts, place, mt, total) for mt in (0.0, -float(last["azerbaijan"]) * total, more))
    return Moved(int(last["year"]), now, without, then, least_index(amounts, place, total))


def _shifted(amounts: Sequence[float], place: int, mt: float, total: float) -> float:
    """The index after so much was taken from the largest route and put on another; NaN for an unknown amount."""
    after = np.array(amounts, dtype=float)
    after[[int(after.argmax()), place]] += (-mt, mt)
    return herfindahl(list(after), total).value if np.isfinite(mt) else float("nan")


@remembered
def agreements(evidence: Evidence) -> pd.DataFrame:
    """Return the dated agreements and starts of SOCAR and KazMunayGas: period, what, kind, kt, row, source."""
    rows = evidence.series(
        ["kz_oil_via_btc_target", "kz_btc_first_tanker", "kz_oil_via_btc_cumulative", "kz_btc_cargo_size"], kinds=None
    )
    stated = rows["note"].str.contains(_AGREEMENT) & rows["note"].str.contains("agreement")
    first = rows["series"].eq("kz_btc_first_tanker") | rows["note"].str.startswith("first Kashagan cargo, tanker")
    found = rows[stated | first].sort_values("start")
    kind = np.where(found["kind"].eq("actual"), "cargo", "agreement")
    columns = {"period": found["period"], "start": found["start"], "what": found["note"], "kind": kind,
               "kt": (found["value"] * found["unit"].map(KT))}  # fmt: skip
    return pd.DataFrame({**columns, "row": found["row"], "source": found["source"]}).reset_index(drop=True)


def bypassing(evidence: Evidence) -> pd.DataFrame:
    """Return the oil that left without Russian ports by year: year, value (Mt), row, source."""
    rows = newest(evidence.series("kz_oil_bypassing_russian_ports"))
    rows = rows[rows["period"].str.fullmatch(r"\d{4}")]
    mt = rows["value"] * rows["unit"].map(KT) / 1000
    return pd.DataFrame({"year": rows["start"].dt.year, "value": mt, "row": rows["row"], "source": rows["source"]})

"""What the level does to ships: draft, cargo, the cost of a tonne, and the dredging against it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.caspian_compared import fastest
from helpers.analysis.caspian_level import chosen
from helpers.evidence import Evidence, newest, remembered
from helpers.locale import Name
from helpers.models.draft import block_immersion, cargo_change, immersion, unit_cost_change
from helpers.models.interval import Interval
from helpers.models.level import around
from helpers.parameters import Caspian

TERMINAL = "port_dubendi"
PLACES = {"port_aktau": Name("Aktau"), "CASPIAN": Name("the whole sea"), "ASCO": Name("some ports of Azerbaijan")}
SHIPS, FERRIES = Name("load of ships"), Name("load of ferries")
MISSING, VOYAGE = Name("load less what is missing"), Name("dry cargo a voyage")
"""What a load is of."""

KILOTONNES = {"kt": 1.0, "Mt": 1000.0}
SISTERS = {"RST27M": "RST27"}  # one hull, the later one loaded deeper
ALIKE = {"PROJECT19619": "KMTF_AKTAU_CLASS"}  # tankers of 12-13 thousand tonnes; the first's deadweight is unpublished


@remembered
def ships(evidence: Evidence) -> pd.DataFrame:
    """Return tonnes per centimetre by ship, from two-draft deadweights or from the waterplane.

    Returns
    -------
    DataFrame
        ``ship``, ``deadweight`` (tonnes; NaN where unpublished), ``tonnes_per_cm``, ``method``, ``source``.
    """
    return pd.concat([_two_drafts(evidence), _hulls(evidence)], ignore_index=True)


def _two_drafts(evidence: Evidence) -> pd.DataFrame:
    """Deadweights whose note or whose ship's only draft says how deep the ship floats with them."""
    rows = evidence.series("ship_deadweight", kinds=None)
    draft = pd.to_numeric(rows["note"].str.extract(r"draft (\d\.\d+) m")[0])
    drafts = evidence.series("ship_draft", kinds=None)
    by_note = {(r["entity"], r["note"]): r["value"] for r in drafts.to_dict("records")}
    keys = zip(rows["entity"], rows["note"].str.split(" ").str[0], strict=True)
    draft = draft.fillna(pd.Series([by_note.get(key, np.nan) for key in keys], index=rows.index))
    rows = rows.assign(ship=rows["entity"].replace(SISTERS), draft=draft, deadweight=rows["value"])
    table = immersion(rows.dropna(subset="draft")[["ship", "draft", "deadweight"]])
    sources = rows.drop_duplicates("ship").set_index("ship")["source"]
    return table.assign(method=str(Name("deadweights at two drafts")), source=table["ship"].map(sources))[COLUMNS]


def _hulls(evidence: Evidence) -> pd.DataFrame:
    """Ships with a length and a beam."""
    parts = [
        newest(evidence.series(f"ship_{side}", kinds=None)).drop_duplicates("entity", keep="last")
        for side in ("length", "beam")
    ]
    both = parts[0].merge(parts[1], on="entity", suffixes=("", "_beam"))
    weights = evidence.series("ship_deadweight", kinds=None).groupby("entity")["value"].max()
    tonnes = [block_immersion(length, beam) for length, beam in zip(both["value"], both["value_beam"], strict=True)]
    table = pd.DataFrame(
        {
            "ship": both["entity"],
            "deadweight": both["entity"].replace(ALIKE).map(weights),
            "tonnes_per_cm": tonnes,
        }
    )
    return table.assign(method=str(Name("waterplane")), source=both["source"])[COLUMNS]


COLUMNS = ["ship", "deadweight", "tonnes_per_cm", "method", "source"]


def losses(evidence: Evidence, parameters: Caspian, level_change: float) -> pd.DataFrame:
    """Return what a change of level takes from each ship with a deadweight.

    Returns
    -------
    DataFrame
        :func:`ships` with ``cargo`` (tonnes a voyage), ``share`` (of the deadweight) and ``cost`` (share
        by which a tonne becomes dearer).
    """
    table = ships(evidence).dropna(subset="deadweight")
    cargo = [cargo_change(level_change, tonnes, parameters.passed_on) for tonnes in table["tonnes_per_cm"]]
    share = np.array(cargo) / table["deadweight"].to_numpy()
    cost = [unit_cost_change(max(1 + part, 0.05), parameters.fixed_share) for part in share]
    return table.assign(cargo=cargo, share=share, cost=cost).sort_values("share", ignore_index=True)


def loads(evidence: Evidence, parameters: Caspian) -> pd.DataFrame:
    """Return reported loads of ships as shares of full cargo, and what a tonne costs more for it.

    Returns
    -------
    DataFrame
        ``what``, ``ferries`` (whether it is theirs), ``period``, ``load``, ``bound``, ``cost``, ``row``,
        ``source``. A share that is only a bound stays marked as one.
    """
    found = []
    for series, words in (("vessel_load_factor", SHIPS), ("ferry_load_factor", FERRIES)):
        rows = evidence.series(series, bounds=True)
        found += [_load(r, words, r["value"] / 100) for r in rows.to_dict("records")]
    for r in evidence.series("vessel_underloading_percent", bounds=True).to_dict("records"):
        # the lower bound of what is missing is the upper bound of what is loaded
        turned = {"lower": "upper", "upper": "lower"}.get(r["bound"], r["bound"])
        found.append(_load({**r, "bound": turned}, MISSING, 1 - r["value"] / 100))
    found += _voyages(evidence)
    columns = ["what", "ferries", "period", "load", "bound", "row", "source"]
    table = pd.DataFrame(found, columns=columns)
    return table.assign(cost=[unit_cost_change(x, parameters.fixed_share) for x in table["load"]])


def _load(row: Mapping[Any, Any], what: Name, load: float) -> tuple[object, ...]:
    entity = str(row["entity"])
    said = Name("{what}, {where}", what=what, where=PLACES.get(entity, entity))
    return (said, what == FERRIES, row["period"], load, row["bound"], row["row"], row["source"])


def _voyages(evidence: Evidence) -> list[tuple[object, ...]]:
    """Tonnes a voyage against tonnes when full, of one port."""
    full = evidence.series("dry_cargo_per_voyage_full", kinds=None)
    now = evidence.series("dry_cargo_per_voyage")
    if full.empty or now.empty:
        return []
    return [_load(r, VOYAGE, r["value"] / full["value"].iloc[-1]) for r in now.to_dict("records")]


@dataclass(frozen=True)
class Terminal:
    """Oil of one terminal, half-year on half-year, and what the draft can explain of its change.

    Attributes
    ----------
    before, after
        Thousand tonnes.
    change
        Share.
    level_change
        Metres, half-year on half-year; None where no satellite saw it.
    explained
        Share of cargo that the draft took, range over ship classes, draft fully used and nothing dredged;
        None where the level or the ships are unknown.
    rows
        Observations of the oil.
    """

    before: float
    after: float
    level_change: Interval | None
    explained: Interval | None
    rows: pd.DataFrame

    @property
    def change(self) -> float:
        """Relative change of the oil."""
        return self.after / self.before - 1


def terminal(
    evidence: Evidence, parameters: Caspian, before: str = "2024-01/2024-06", after: str = "2025-01/2025-06"
) -> Terminal | None:
    """Compare two half-years of the Dubendi terminal; None where one of them was not public."""
    rows = evidence.series("port_oil", TERMINAL)
    rows = rows[rows["period"].isin([before, after])]
    both = {str(row["period"]): row["value"] * KILOTONNES[row["unit"]] for row in newest(rows).to_dict("records")}
    if not {before, after} <= set(both):
        return None
    change = half_years(evidence, parameters, int(before[:4]), int(after[:4]))
    return Terminal(both[before], both[after], change, _explained(evidence, parameters, change), rows)


def half_years(evidence: Evidence, parameters: Caspian, before: int, after: int) -> Interval | None:
    """Return the change of level between two first half-years, seasonal cycle removed, metres."""
    file = chosen(evidence, parameters)
    if file is None:
        return None
    time, level = file.yearly.time, file.yearly.adjusted
    halves = [level[(time >= year) & (time < year + 0.5)] for year in (before, after)]
    if min(len(half) for half in halves) < 3:
        return None
    error = float(np.sqrt(sum(file.yearly.noise / len(half) for half in halves)))
    return around(float(halves[1].mean() - halves[0].mean()), error, parameters.interval)


def _explained(evidence: Evidence, parameters: Caspian, change: Interval | None) -> Interval | None:
    if change is None:
        return None
    shares = [losses(evidence, parameters, level)["share"] for level in (change.low, change.value, change.high)]
    return Interval.spanning(pd.concat(shares), float(shares[1].median())) if len(shares[1]) else None


def dredging(evidence: Evidence) -> pd.DataFrame:
    """Return volume, cost and unit cost of dredging the Volga-Caspian canal by year.

    Returns
    -------
    DataFrame
        ``year``, ``volume`` (thousand cubic metres), ``cost`` (RUB billion), ``unit_cost`` (RUB per cubic
        metre), ``kind``, ``rows``, ``source``. Nothing is deflated.
    """
    volume = newest(evidence.series("dredging_volume", "volga_caspian_canal", kinds=None))
    cost = newest(evidence.series("dredging_cost_rub", "volga_caspian_canal", kinds=None))
    both = volume.merge(cost, on="period", suffixes=("", "_cost"))
    table = pd.DataFrame({"year": both["start"].dt.year, "volume": both["value"], "cost": both["value_cost"]})
    return table.assign(
        unit_cost=table["cost"] * 1e6 / table["volume"],
        kind=both["kind_cost"],
        rows=pd.Series(list(both[["row", "row_cost"]].itertuples(index=False, name=None)), dtype=object),
        source=both["source_cost"],
    )


@dataclass(frozen=True)
class Missing:
    """Cargo that tankers leave behind at Aktau, and the draft that it stands for.

    Attributes
    ----------
    cargo
        Tonnes a voyage, between the ends that the port states.
    draft
        Metres, by the waterplane of a ship of that class.
    """

    cargo: Interval
    draft: Interval
    rows: tuple[str, ...]


def missing_cargo(evidence: Evidence, hull: str = "PROJECT19619") -> Missing | None:
    """Return what tankers leave behind at Aktau; None where it or the hull was not public."""
    rows = evidence.series("vessel_underloading", "port_aktau", bounds=True)
    rows = rows[rows["note"].str.contains("tanker")]
    hulls = ships(evidence)
    tonnes = hulls.loc[hulls["ship"] == hull, "tonnes_per_cm"]
    if rows.empty or tonnes.empty:
        return None
    cargo = Interval.spanning(rows["value"], float(rows["value"].mean()))
    per_metre = 100 * float(tonnes.iloc[0])
    return Missing(cargo, cargo.scaled(1 / per_metre), tuple(rows["row"]))


@dataclass(frozen=True)
class Race:
    """How long the deepening of Aktau lasts against the falling sea.

    Attributes
    ----------
    deepening
        Metres planned, between the ends stated.
    shortfall
        Metres by which the basins were too shallow before.
    pace
        Fastest fall over five years, metres a year, positive.
    rows
        Observations of depth and deepening.
    """

    deepening: Interval
    shortfall: float
    pace: float
    rows: pd.DataFrame

    @property
    def years(self) -> Interval:
        """Years of fall that the deepening is worth."""
        return self.deepening.scaled(1 / self.pace)

    @property
    def years_left(self) -> Interval:
        """The same once the old shortfall is made up; at least nought."""
        ends = [max(metres - self.shortfall, 0.0) / self.pace for metres in (self.deepening.low, self.deepening.high)]
        return Interval.spanning(ends)


def race(evidence: Evidence, parameters: Caspian) -> Race | None:
    """Compare the deepening of Aktau with the fall; None where a depth, a plan or the level is unknown."""
    plans = evidence.series("dredging_deepening", "port_aktau", kinds=None, bounds=True)
    depth = evidence.series("port_depth", "port_aktau")
    norm = evidence.series("port_depth_norm", "port_aktau", kinds=None)
    file = chosen(evidence, parameters)
    seen = fastest(file) if file else None
    if seen is None or plans.empty or depth.empty or norm.empty:
        return None
    shortfall = max(float(norm["value"].iloc[-1] - depth["value"].iloc[-1]), 0.0)
    return Race(Interval.spanning(plans["value"]), shortfall, -seen[0], pd.concat([plans, depth, norm]))


def oil_across(evidence: Evidence) -> pd.DataFrame:
    """Return the oil that Kazakhstan ships to Azerbaijan by whole years, wide scope, thousand tonnes."""
    rows = newest(evidence.series("kz_oil_to_azerbaijan_all", "KAZ-AZE"))
    rows = rows[rows["period"].str.fullmatch(r"\d{4}")]
    return rows.assign(year=rows["start"].dt.year, kt=rows["value"] * rows["unit"].map(KILOTONNES))

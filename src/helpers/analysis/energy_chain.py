"""The chain from the fields to Ceyhan: what each place can take, which binds, and what the blend and prices allow."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.analysis.energy import KT, NARROW, Goal, yearly
from helpers.analysis.energy_fleet import at_any_crossing, crossings, fleet
from helpers.evidence import Evidence, newest, remembered
from helpers.locale import Name
from helpers.models.compatibility import possible
from helpers.models.interval import Interval
from helpers.models.remainder import blended, less, most_in_blend
from helpers.parameters import Energy

QUALITY = "quality of Azeri Light"
PLACES = {
    "rail to Aktau": Name("rail to Aktau"),
    "oil berths of Aktau": Name("oil berths of Aktau"),
    "tankers": Name("tankers"),
    "terminal at Sangachal": Name("terminal at Sangachal"),
    "terminal at Dubendi": Name("terminal at Dubendi"),
    "terminals": Name("terminals"),
    "free space in the pipe": Name("free space in the pipe"),
    QUALITY: Name("quality of Azeri Light"),
}
"""What the places of the chain are called."""
_COLUMNS = ["name", "kind", "value", "low", "high", "how", "rows", "sources"]


@remembered
def links(evidence: Evidence, parameters: Energy) -> pd.DataFrame:
    """Return the places of the chain and what each could take for the pipeline in a year.

    Returns
    -------
    DataFrame
        name, kind (``place`` or ``limit``), value, low, high (kt; NaN where nothing was published), how, rows,
        sources; in the order of the way.
    """
    found = [
        ("rail to Aktau", "place", None, Name("no capacity was published"), pd.DataFrame()),
        ("oil berths of Aktau", "place", *_aktau(evidence)),
        ("tankers", "place", *_tankers(evidence, parameters)),
        ("terminal at Sangachal", "place", *_stated(evidence, "azertrans_sangachal_capacity")),
        ("terminal at Dubendi", "place", *_stated(evidence, "dubendi_capacity")),
        ("free space in the pipe", "place", *_space(evidence)),
        (QUALITY, "limit", *_stated(evidence, "kz_oil_via_btc_quality_cap")),
    ]
    return pd.DataFrame([_link(*place) for place in found], columns=_COLUMNS)


def _link(name: str, kind: str, size: Interval | None, how: Name, rows: pd.DataFrame) -> tuple[object, ...]:
    ends = (size.value, size.low, size.high) if size else (np.nan,) * 3
    used = (tuple(rows["row"]), tuple(rows["source"])) if len(rows) else ((), ())
    return (name, kind, *ends, how, *used)


_Size = tuple[Interval | None, Name, pd.DataFrame]
_UNKNOWN = Name("no capacity had been published")


def _stated(evidence: Evidence, series: str) -> _Size:
    rows = evidence.series(series, kinds=("capacity",)).tail(1)
    if rows.empty:
        return None, _UNKNOWN, rows
    kt = float((rows["value"] * rows["unit"].map(KT)).iloc[0])
    return Interval.exactly(kt), Name("as published"), rows


def berths(evidence: Evidence) -> Interval:
    """Return what the oil berths of Aktau can load a year by port and operator, kt; nought where nothing is known."""
    rows = _berths(evidence)
    return Interval.spanning(rows["value"] * rows["unit"].map(KT)) if len(rows) else Interval.exactly(0.0)


def _berths(evidence: Evidence) -> pd.DataFrame:
    """The capacities of the last years in which any was published."""
    rows = evidence.series("port_capacity_oil", "port_aktau", kinds=("capacity",))
    return rows[rows["start"].dt.year >= int(rows["start"].dt.year.max()) - 5] if len(rows) else rows


def _aktau(evidence: Evidence) -> _Size:
    """Capacity of the oil berths as port and operator give it, less what goes to Makhachkala."""
    rows = _berths(evidence)
    other = evidence.series("kz_oil_via_makhachkala")
    other = newest(other[other["period"].str.fullmatch(r"\d{4}")]).tail(1)
    if rows.empty:
        return None, _UNKNOWN, rows
    taken = [possible(float(kt)) for kt in other["value"] * other["unit"].map(KT)]
    how = Name("berths less oil to Makhachkala") if taken else Name("berths")
    return less(berths(evidence), taken), how, pd.concat([rows, other]) if taken else rows


def _tankers(evidence: Evidence, parameters: Energy) -> _Size:
    known = fleet(evidence, parameters)
    if known is None:
        return None, Name("the fleet or its cargoes were not published"), pd.DataFrame()
    rows = pd.concat([evidence.rows(known.rows), crossings(evidence)])
    return (
        at_any_crossing(evidence, known, parameters),
        Name("{ships} ships that do nothing else", ships=known.ships),
        rows,
    )


def _space(evidence: Evidence) -> _Size:
    """Capacity of the pipe less what runs through it, the Kazakh oil itself given back."""
    size = evidence.series("btc_capacity_mt", kinds=("capacity",)).tail(1)
    run = evidence.series("btc_throughput")
    run = newest(run[run["period"].str.fullmatch(r"\d{4}")]).tail(1)
    own = yearly(evidence, NARROW)
    if size.empty or run.empty:
        return None, _UNKNOWN, size
    same = own[own["year"] == run["start"].dt.year.iloc[0]]
    taken = Interval.exactly(float(run["value"].iloc[0]) * KT[str(run["unit"].iloc[0])])
    total = Interval.exactly(float(size["value"].iloc[0]) * KT[str(size["unit"].iloc[0])])
    back = [Interval(-v, -h, -w) for v, w, h in zip(same["value"], same["low"], same["high"], strict=True)]
    rows = pd.concat([size, run, evidence.rows(r for used in same["rows"] for r in used)])
    return less(total, [taken, *back]), Name("capacity less other oil"), rows


@dataclass(frozen=True)
class Binding:
    """The place of the chain that takes least, even at the upper end of its range.

    Attributes
    ----------
    place, size
        Name, and kt a year with the range.
    short
        Names of all places whose whole range lies below the goal, narrowest first.
    unsure
        Names of those whose range holds the goal.
    """

    place: str
    size: Interval
    short: tuple[str, ...]
    unsure: tuple[str, ...]
    rows: tuple[str, ...]


def binding(chain: pd.DataFrame, goal: Goal, *, limits: bool = True) -> Binding | None:
    """Find the narrowest place; None where no capacity is known.

    The terminals lie side by side: oil lands at either, so they count together.

    Parameters
    ----------
    limits
        Whether what is no place (the quality of the blend) counts.
    """
    known = together(chain)
    known = known[known["value"].notna() & (known["kind"].eq("place") | limits)].sort_values("high")
    if known.empty:
        return None
    first = known.iloc[0]
    short = known.loc[known["high"] < goal.kt, "name"]
    unsure = known.loc[(known["low"] < goal.kt) & (known["high"] >= goal.kt), "name"]
    rows = tuple(row for used in known["rows"] for row in used)
    return Binding(str(first["name"]), Interval(float(first["value"]), float(first["low"]), float(first["high"])),
                   tuple(short), tuple(unsure), rows)  # fmt: skip


def together(chain: pd.DataFrame) -> pd.DataFrame:
    """Return the chain with both terminals as one place."""
    terminals = chain[chain["name"].str.startswith("terminal at") & chain["value"].notna()]
    rest = chain[~chain["name"].str.startswith("terminal at")]
    if terminals.empty:
        return rest.reset_index(drop=True)
    summed = {
        "name": "terminals", "kind": "place", "how": Name("both terminals"), "value": terminals["value"].sum(),
        "low": terminals["low"].sum(), "high": terminals["high"].sum(),
        "rows": tuple(r for used in terminals["rows"] for r in used),
        "sources": tuple(s for used in terminals["sources"] for s in used),
    }  # fmt: skip
    place = int(rest["name"].eq("tankers").to_numpy().argmax()) + 1
    return pd.concat([rest.iloc[:place], pd.DataFrame([summed])[_COLUMNS], rest.iloc[place:]], ignore_index=True)


@dataclass(frozen=True)
class Blend:
    """Kazakh oil in the pipe.

    Attributes
    ----------
    year
        Year of the other oil.
    now, at_goal, at_cap
        Share of Kazakh oil in the blend: as it was, at the goal, and at the limit SOCAR named (NaN unknown).
    rest
        Other oil in the pipe, kt.
    least_rest
        Other oil with which the goal would not exceed the share at the limit, kt (NaN unknown).
    """

    year: int
    now: float
    at_goal: float
    at_cap: float
    rest: float
    least_rest: float
    rows: tuple[str, ...]


def blend(evidence: Evidence, goal: Goal) -> Blend | None:
    """Return the shares of Kazakh oil in the pipe; None where pipe and Kazakh oil of one year are not known."""
    run = evidence.series("btc_throughput")
    run = newest(run[run["period"].str.fullmatch(r"\d{4}")])
    run = run.assign(year=run["start"].dt.year, kt=run["value"] * run["unit"].map(KT))
    own = yearly(evidence, NARROW).rename(columns={"value": "own"})
    both = run.merge(own[["year", "own", "rows"]], on="year")
    if both.empty:
        return None
    last = both.iloc[-1]
    rest = float(last["kt"] - last["own"])
    cap = evidence.series("kz_oil_via_btc_quality_cap", kinds=("capacity",)).tail(1)
    at_cap = blended(float(cap["value"].iloc[0]), rest) if len(cap) else float("nan")
    least = goal.kt * rest / most_in_blend(at_cap, rest) if len(cap) else float("nan")
    rows = (str(last["row"]), *last["rows"], *cap["row"])
    return Blend(int(last["year"]), float(last["own"] / last["kt"]), blended(goal.kt, rest), at_cap, rest, least, rows)


def premium_loss(evidence: Evidence) -> tuple[Interval, pd.DataFrame] | None:
    """Return what the fall of the premium of Azeri Light would cost in a year, USD million; None if unknown.

    The fall of summer 2025, on the Azerbaijani oil of the latest whole year, were it to last.
    """
    rows = evidence.series("azeri_light_premium")
    oil = evidence.series("btc_azeri_oil")
    oil = oil[oil["period"].str.fullmatch(r"\d{4}")].tail(1)
    barrels = evidence.series("barrels_per_tonne")
    if len(rows) < 2 or oil.empty or barrels.empty:
        return None
    before, after = _ends(rows)
    fall = less(before, [after])
    million_barrels = Interval.spanning(barrels["value"] * float(oil["value"].iloc[0]) / 1000)
    lost = Interval(
        fall.value * million_barrels.value, fall.low * million_barrels.low, fall.high * million_barrels.high
    )
    return lost, pd.concat([rows, oil, barrels])


def _ends(rows: pd.DataFrame) -> tuple[Interval, Interval]:
    """The first and the last premium with their rounding."""
    first, last = rows.iloc[0], rows.iloc[-1]
    return possible(float(first["value"]), first["bound"]), possible(float(last["value"]), last["bound"])


def needs(evidence: Evidence, goal: Goal) -> pd.DataFrame:
    """Return what the goal asks of rail and sea in numbers one can count.

    Returns
    -------
    DataFrame
        what, now, goal, unit, rows; rows without evidence are left out.
    """
    load = evidence.series("rail_tank_car_load").tail(1)
    voyage = newest(evidence.series("tanker_cargo_per_voyage", "aktau_12000dwt")).tail(1)
    own = yearly(evidence, NARROW)
    if own.empty:
        return pd.DataFrame(columns=["what", "now", "goal", "unit", "rows"])
    last, rows = own.iloc[-1], []
    for found, what, unit, per in (
        (load, Name("tank cars to Aktau"), Name("a day"), 365.0),
        (voyage, Name("cargoes of the larger tankers"), Name("a month"), 12.0),
    ):
        if len(found):
            size = float(found["value"].iloc[0]) / 1000 * per
            rows.append((what, float(last["value"]) / size, goal.kt / size, unit, (*found["row"], *last["rows"])))
    return pd.DataFrame(rows, columns=["what", "now", "goal", "unit", "rows"])

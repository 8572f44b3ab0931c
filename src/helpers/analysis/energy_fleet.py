"""The tankers between Aktau and Azerbaijan: what they can carry, and how many the goal needs, by level of the sea."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from helpers.analysis.caspian_ships import ships
from helpers.analysis.energy import KT, Goal
from helpers.evidence import Evidence, newest, remembered
from helpers.locale import _
from helpers.models.draft import cargo_change
from helpers.models.interval import Interval
from helpers.models.tankers import Line, seasons, ships_needed, yearly_capacity
from helpers.parameters import Energy

LARGE, SMALL = "aktau_12000dwt", "aktau_6800dwt"
HULLS = {LARGE: "PROJECT19619", SMALL: "TARAZ_LIWA"}
"""Ships whose waterplane stands for a class."""
CROSSINGS = {"sea_hours": "AKTAU-BAKU", "sea_hours_low": "AKTAU-ALAT", "sea_hours_high": "AKTAU-ALAT"}
"""Series of published hours at sea, and the route of each."""
LEAST_LOAD = 0.2
"""Share of a full cargo below which no ship sails."""


@dataclass(frozen=True)
class Fleet:
    """Ships of both flags that serve the line, and their cargoes.

    Attributes
    ----------
    large, small
        Number of ships of each class.
    full, today
        Tonnes a voyage by class with full water, and as reported.
    per_cm
        Tonnes of cargo a centimetre of draft, by class.
    rows
        Observations used.
    """

    large: int
    small: int
    full: dict[str, float]
    today: dict[str, float]
    per_cm: dict[str, float]
    rows: tuple[str, ...]

    @property
    def ships(self) -> int:
        """Number of ships."""
        return self.large + self.small

    def cargoes(self, loads: dict[str, float]) -> list[float]:
        """Return the cargo of every ship for loads by class."""
        return [loads[LARGE]] * self.large + [loads[SMALL]] * self.small

    def loads_at(self, level_change: float, passed_on: float) -> dict[str, float]:
        """Return the loads after a change of level in metres from today's, never above full."""
        found = {}
        for kind, now in self.today.items():
            load = now + cargo_change(level_change, self.per_cm[kind], passed_on)
            found[kind] = min(max(load, LEAST_LOAD * self.full[kind]), self.full[kind])
        return found


@remembered
def fleet(evidence: Evidence, parameters: Energy, factor: float | None = None) -> Fleet | None:
    """Put the fleet together; None where the ships, their cargoes or their hulls were not published.

    Parameters
    ----------
    factor
        Ships as a multiple of Kazakhstan's; None takes the parameter.
    """
    large = evidence.series("kmtf_caspian_tankers", kinds=("actual",)).tail(1)
    small = evidence.series("kz_caspian_new_tankers", kinds=("actual",)).tail(1)
    full = newest(evidence.series("tanker_cargo_per_voyage_full", kinds=None)).drop_duplicates("entity", keep="last")
    now = newest(evidence.series("tanker_cargo_per_voyage")).drop_duplicates("entity", keep="last")
    if large.empty or small.empty or not HULLS.keys() <= set(full["entity"]) & set(now["entity"]):
        return None
    hulls = ships(evidence)
    per_cm = {kind: hulls.loc[hulls["ship"] == hull, "tonnes_per_cm"] for kind, hull in HULLS.items()}
    if any(tonnes.empty for tonnes in per_cm.values()):
        return None
    times = parameters.fleet_factor if factor is None else factor
    return Fleet(
        round(float(large["value"].iloc[0]) * times), round(float(small["value"].iloc[0]) * times),
        dict(zip(full["entity"], full["value"], strict=True)), dict(zip(now["entity"], now["value"], strict=True)),
        {kind: float(tonnes.median()) for kind, tonnes in per_cm.items()},
        (*large["row"], *small["row"], *full["row"], *now["row"]),
    )  # fmt: skip


def line(parameters: Energy) -> Line:
    """Return the line that the parameters describe."""
    return Line(
        parameters.load_days, parameters.passage_days, parameters.unload_days, parameters.passage_days,
        parameters.load_berths, parameters.unload_berths, parameters.closed_share,
    )  # fmt: skip


def carried(cargoes: Sequence[float], parameters: Energy, shuttle: Line | None = None) -> Interval:
    """Return the kt that ships carry in a simulated year."""
    shuttle = line(parameters) if shuttle is None else shuttle
    return yearly_capacity(cargoes, shuttle, parameters.runs, parameters.seed, parameters.level).scaled(1e-3)


def needed(fleet: Fleet, loads: dict[str, float], parameters: Energy, goal: Goal, shuttle: Line | None = None) -> int:
    """Return the ships of the fleet's mix that the goal needs; 0 where the berths forbid it with any number."""
    mix = mixed(fleet, loads)
    shuttle = line(parameters) if shuttle is None else shuttle
    return ships_needed(1000 * goal.kt, mix, shuttle, parameters.runs, parameters.seed) or 0


def mixed(fleet: Fleet, loads: dict[str, float]) -> list[float]:
    """Return the cargoes of the ships, large and small by turns: a fleet of any size has about the same shares."""
    left, mix = {LARGE: float(fleet.large), SMALL: float(fleet.small)}, []
    for _ship in range(fleet.ships):
        kind = max(left, key=lambda k: left[k] / {LARGE: fleet.large, SMALL: fleet.small}[k])
        left[kind] -= 1
        mix.append(loads[kind])
    return mix


def by_level(evidence: Evidence, parameters: Energy, goal: Goal) -> pd.DataFrame:
    """Simulate the line with full cargoes, at today's water, and at lower levels.

    Returns
    -------
    DataFrame
        water, change (metres from today; NaN for full cargoes), large, small (tonnes a voyage), value, low, high
        (kt a year that the known fleet carries), calls (a day, of that fleet), waiting (days a round trip),
        berth_use, needed (ships for the goal; 0 where berths forbid it); empty where the fleet is unknown.
    """
    known = fleet(evidence, parameters)
    columns = ["water", "change", "large", "small", "value", "low", "high", "calls", "waiting", "berth_use", "needed"]
    if known is None:
        return pd.DataFrame(columns=columns)
    steps = [0.0, -parameters.lower_water / 2, -parameters.lower_water]
    waters = [(_("full cargoes"), float("nan"), known.full)]
    names = [_("today's water"), *(_("{drop:g} m lower", drop=-step) for step in steps[1:])]
    waters += [
        (name, step, known.loads_at(step, parameters.passed_on)) for name, step in zip(names, steps, strict=True)
    ]
    return pd.DataFrame([_water(known, *water, parameters, goal) for water in waters], columns=columns)


def _water(
    known: Fleet, name: str, change: float, loads: dict[str, float], parameters: Energy, goal: Goal
) -> dict[str, object]:
    years, cargoes = seasons(known.ships, line(parameters), parameters.runs, parameters.seed), known.cargoes(loads)
    capacity = Interval.from_draws([year.carried(cargoes) / 1000 for year in years], parameters.level)
    return {
        "water": name, "change": change, "large": loads[LARGE], "small": loads[SMALL], "value": capacity.value,
        "low": capacity.low, "high": capacity.high, "calls": sum(y.calls for y in years) / len(years) / 365,
        "waiting": sum(y.waiting_days for y in years) / len(years),
        "berth_use": sum(y.berth_use for y in years) / len(years),
        "needed": needed(known, loads, parameters, goal),
    }  # fmt: skip


def crossings(evidence: Evidence) -> pd.DataFrame:
    """Return the published hours at sea between Aktau and Baku or Alat; they are of ferries, waiting not included."""
    return pd.concat([evidence.series(series, route) for series, route in CROSSINGS.items()], ignore_index=True)


def at_any_crossing(evidence: Evidence, known: Fleet, parameters: Energy) -> Interval:
    """Return the kt that a fleet carries at today's water; the range holds every published crossing."""
    cargoes, asked = known.cargoes(known.today), line(parameters)
    hours = crossings(evidence)["value"]
    lines = [asked, *(at_sea(asked, ends / 24) for ends in (hours.min(), hours.max()) if len(hours))]
    found = [carried(cargoes, parameters, shuttle) for shuttle in lines]
    return Interval(found[0].value, min(size.low for size in found), max(size.high for size in found))


def at_sea(shuttle: Line, days: float) -> Line:
    """Return the line with other days at sea, there and back alike."""
    return replace(shuttle, laden_days=days, ballast_days=days)


def sensitivity(evidence: Evidence, parameters: Energy, goal: Goal) -> pd.DataFrame:
    """Change one assumption of the line at a time, at today's water.

    Returns
    -------
    DataFrame
        change, value (kt that the known fleet carries), needed (ships for the goal; 0 where berths forbid it).
    """
    known = fleet(evidence, parameters)
    if known is None:
        return pd.DataFrame(columns=["change", "value", "needed"])
    cargoes, rows = known.cargoes(known.today), []
    for name, (shuttle, share) in _variants(evidence, parameters, known).items():
        more = Goal(goal.kt / share, goal.year)
        kt = carried(cargoes, parameters, shuttle).value * share
        rows.append((name, kt, needed(known, known.today, parameters, more, shuttle)))
    return pd.DataFrame(rows, columns=["change", "value", "needed"])


def _variants(evidence: Evidence, parameters: Energy, known: Fleet) -> dict[str, tuple[Line, float]]:
    """Lines with one thing changed, and the share of the time for which the ships serve them."""
    base, hours = line(parameters), crossings(evidence)["value"]
    voyage = evidence.series("aktau_baku_transit_time")["value"]
    slow = implied_load_days(evidence, parameters, known)
    found = {_("as asked"): base}
    if len(hours):
        short, long = float(hours.min()), float(hours.max())
        found[_("shortest crossing published, {hours:.0f} hours", hours=short)] = at_sea(base, short / 24)
        found[_("longest crossing published, {hours:.0f} hours", hours=long)] = at_sea(base, long / 24)
    if len(voyage):
        days = float(voyage.max())
        found[_("{days:g} days at sea, as one cargo took with its loading", days=days)] = at_sea(base, days)
    found |= {
        _("ports never closed"): replace(base, closed_share=0.0),
        _("ports closed twice as often"): replace(base, closed_share=min(2 * base.closed_share, 0.9)),
        _("two berths at Aktau"): replace(base, load_berths=2),
        _("two berths on the other side"): replace(base, unload_berths=2),
    }
    if slow is not None:
        found[_("loading at the pace of the port's capacity")] = replace(base, load_days=slow)
    whole = {name: (shuttle, 1.0) for name, shuttle in found.items()}
    return {**whole, _("a fifth of the time elsewhere"): (base, 0.8)}


def implied_load_days(evidence: Evidence, parameters: Energy, known: Fleet) -> float | None:
    """Return the days at a berth that the port's published capacity stands for, ships being full; None if unknown."""
    rows = evidence.series("port_capacity_oil", "port_aktau", kinds=("capacity",))
    if rows.empty:
        return None
    kt = float((rows["value"] * rows["unit"].map(KT)).max())
    mean = sum(known.cargoes(known.full)) / known.ships / 1000
    return parameters.load_berths * 365 * (1 - parameters.closed_share) * mean / kt

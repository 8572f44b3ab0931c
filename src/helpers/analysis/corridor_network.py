"""Days and prices of the Middle Corridor and of its rivals."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.evidence import Evidence, remembered
from helpers.locale import Name
from helpers.models.interval import Interval
from helpers.models.network import (
    Filler,
    Leg,
    Places,
    chance_of_less,
    drivers,
    great_circle_km,
    journey,
    sample,
)
from helpers.parameters import Corridor

Floats = NDArray[np.float64]

MIDDLE, RAILS, NORTH, SEA = "Middle, Black Sea", "Middle, by Kars", "North, by Brest", "Ocean"
"""The ways that are compared."""

WAYS = {
    MIDDLE: Name("Middle, Black Sea"), RAILS: Name("Middle, by Kars"), NORTH: Name("North, by Brest"),
    SEA: Name("Ocean"),
}  # fmt: skip
"""What the ways are called."""

_LEG_COLUMNS = ["origin", "destination", "mode", "distance_km", "days_low", "days_high", "cost_usd_per_teu",
                "capacity_mt_per_year", "source", "note"]  # fmt: skip


_TIMED = ["part", "origin", "destination", "mode", "days_low", "days_high", "days_from", "source"]
_NO_PARTS = pd.DataFrame(columns=["origin", "destination", "mode", "days_from", "source"])


@dataclass(frozen=True)
class Way:
    """One way from origin to destination.

    Attributes
    ----------
    parts
        Legs and waits, see :func:`helpers.models.network.journey`.
    days, costs
        Draws by part, shape (draws, parts).
    """

    name: str
    parts: pd.DataFrame
    days: Floats
    costs: Floats

    @property
    def assumed_share(self) -> float:
        """Share of the mean days that no publication covers."""
        return self._assumed(self.days, "days_from")

    @property
    def assumed_price(self) -> float:
        """Share of the mean price that no publication covers."""
        return self._assumed(self.costs, "cost_from")

    def _assumed(self, draws: Floats, origin: str) -> float:
        mean = draws.mean(axis=0)
        return float(mean[self.parts[origin].eq("assumed").to_numpy()].sum() / mean.sum())


def legs(evidence: Evidence) -> pd.DataFrame:
    """Return the legs of the network as of the day; empty where the evidence has none."""
    return evidence.table("legs") if "legs" in evidence.tables else pd.DataFrame(columns=_LEG_COLUMNS)


def filler(parameters: Corridor) -> Filler:
    """Return the assumptions for what nobody published."""
    return Filler(
        parameters.rail_km_per_day, parameters.detour, parameters.fill_usd_per_teu_km, parameters.dwell_days,
        parameters.spread,
    )  # fmt: skip


@remembered
def _network(evidence: Evidence) -> tuple[Sequence[Leg], Places]:
    """Legs and places as plain rows: journeys are put together again and again."""
    nodes = evidence.table("nodes").set_index("id").to_dict("index") if "nodes" in evidence.tables else {}
    return legs(evidence).to_dict("records"), nodes


def stops(known: Sequence[Leg], parameters: Corridor) -> dict[str, list[str]]:
    """Return the stops of every way between the origin and the destination asked for.

    Where a crossing has no published days, the next of its alternatives is taken; a way with no published
    crossing at all, or without any published leg, is left out: nobody knew.
    """
    origin, destination = parameters.origin, parameters.destination
    caspian = _first_timed(known, [["aktau", "alat"], ["aktau", "baku", "alat"], ["kuryk", "alat"]])
    black = _first_timed(known, [["poti", "constanta"], ["batumi", "constanta"]])
    land = [origin] if origin in ("khorgos", "almaty") else [origin, "khorgos"]
    found: dict[str, list[str]] = {}
    if caspian and destination == "poti":
        found[MIDDLE] = [*land, *caspian, "poti"]
    elif caspian and black:
        found[MIDDLE] = [*land, *caspian, *black, destination]
    if caspian and destination != "poti":
        found[RAILS] = [*land, *caspian, "tbilisi", "kars", "istanbul", destination]
    north: list[list[str]] = [[origin, destination], [origin, "brest_by", destination]]
    found[NORTH] = _first_timed(known, north, "rail_north")
    coast = ["poti"] if destination == "poti" else ["rotterdam", destination]
    mode = "sea" if destination == "poti" else f"sea_{parameters.sea_lane}"
    found[SEA] = [origin, *_first_timed(known, [["shanghai", coast[0]]], mode), *coast[1:]]
    least = {SEA: 3}  # the origin alone is no way
    return {name: way for name, way in found.items() if len(way) >= least.get(name, 2)}


def _first_timed(known: Sequence[Leg], choices: Sequence[list[str]], mode: str | None = None) -> list[str]:
    """Return the first choice whose first leg has published days; empty where none has."""
    timed = [leg for leg in known if leg["days_low"] > 0 and mode in (None, leg["mode"])]
    pairs = {(leg["origin"], leg["destination"]) for leg in timed}
    return next((way for way in choices if (way[0], way[1]) in pairs), [])


def ways(evidence: Evidence, parameters: Corridor, names: Collection[str] = WAYS) -> dict[str, Way]:
    """Draw days and prices of the ways named; legs that nobody timed are assumed and marked.

    The draws of one way do not depend on which other ways are asked for.
    """
    known, places = _network(evidence)
    modes = {SEA: f"sea_{parameters.sea_lane}", NORTH: "rail_north"}
    taken, assumed, found = stops(known, parameters), filler(parameters), {}
    for number, name in enumerate(WAYS):
        if name in taken and name in names:
            parts = journey(taken[name], known, places, assumed, modes.get(name))
            found[name] = _drawn(name, parts, parameters, number)
    return found


def _drawn(name: str, parts: pd.DataFrame, parameters: Corridor, number: int) -> Way:
    rng = np.random.default_rng([parameters.seed, number])
    drawn = [
        sample(parts[f"{what}_low"].to_numpy(float), parts[f"{what}_high"].to_numpy(float), parameters.draws, rng,
               parameters.shape, parameters.dependence)
        for what in ("days", "cost")
    ]  # fmt: skip
    return Way(name, parts, *drawn)


def through_checks(evidence: Evidence, parameters: Corridor, way: Way | None) -> pd.DataFrame:
    """Set published door-to-door times beside the sum of the legs between the same two places.

    Without a way the frame is empty.

    Returns
    -------
    DataFrame
        origin, destination, published_low, published_high, days, days_low, days_high (sum of legs), changes
        (between rail and ship on the way), implied_wait (days a change that would close the gap between the
        middles; NaN without a change), source.
    """
    columns = ["origin", "destination", "published_low", "published_high", "days", "days_low", "days_high", "changes",
               "implied_wait", "source"]  # fmt: skip
    if way is None:
        return pd.DataFrame(columns=columns)
    known = legs(evidence)
    known = known[known["days_low"].notna()]
    parts, rows = way.parts.reset_index(drop=True), []
    for leg in known.to_dict("records"):
        starts = parts.index[(parts["origin"] == leg["origin"]) & (parts["mode"] != "wait")]
        ends = parts.index[(parts["destination"] == leg["destination"]) & (parts["mode"] != "wait")]
        if not len(starts) or not len(ends) or ends[0] <= starts[0]:
            continue
        span = slice(int(starts[0]), int(ends[0]) + 1)
        days, waits = way.days[:, span], parts["mode"].iloc[span].eq("wait").to_numpy(dtype=bool)
        sums = Interval.from_draws(days.sum(axis=1), parameters.level)
        moving = float(days[:, ~waits].sum(axis=1).mean())
        wait = ((leg["days_low"] + leg["days_high"]) / 2 - moving) / waits.sum() if waits.any() else np.nan
        rows.append((leg["origin"], leg["destination"], leg["days_low"], leg["days_high"], sums.value, sums.low,
                     sums.high, int(waits.sum()), wait, leg["source"]))  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def comparison(drawn: dict[str, Way], parameters: Corridor) -> pd.DataFrame:
    """Return days, price, and the chance of the Middle Corridor's being faster and cheaper, by way.

    Returns
    -------
    DataFrame
        way, days, days_low, days_high, cost, cost_low, cost_high (medians and intervals), faster, cheaper
        (chance that the Middle Corridor over the Black Sea beats this way; NaN for itself), assumed (share of the days
        that is assumed).
    """
    middle, rows = drawn.get(MIDDLE), []
    for name, way in drawn.items():
        days, cost = (Interval.from_draws(x.sum(axis=1), parameters.level) for x in (way.days, way.costs))
        faster, cheaper = np.nan, np.nan
        if name != MIDDLE and middle is not None:
            faster = chance_of_less(middle.days.sum(axis=1), way.days.sum(axis=1))
            cheaper = chance_of_less(middle.costs.sum(axis=1), way.costs.sum(axis=1))
        rows.append((name, days.value, days.low, days.high, cost.value, cost.low, cost.high, faster, cheaper,
                     way.assumed_share))  # fmt: skip
    columns = ["way", "days", "days_low", "days_high", "cost", "cost_low", "cost_high", "faster", "cheaper", "assumed"]
    return pd.DataFrame(rows, columns=columns)


def uncertain_parts(way: Way | None) -> pd.DataFrame:
    """Return the parts of a way with their mean days and share in the variance of the total, largest first.

    Without a way the frame is empty.
    """
    if way is None:
        return pd.DataFrame(columns=[*_TIMED, "days", "variance"])
    frame = way.parts[_TIMED].assign(days=way.days.mean(axis=0), variance=drivers(way.days))
    return frame.sort_values("variance", ascending=False, ignore_index=True)


SCENARIOS: tuple[tuple[Name, dict[str, object]], ...] = (
    (Name("As asked"), {}),
    (Name("No wait in ports"), {"dwell_days": 0.0}),
    (Name("Five days of wait at each change"), {"dwell_days": 5.0}),
    (Name("Assumed rail at {km:,.0f} km a day", km=500.0), {"rail_km_per_day": 500.0}),
    (Name("Assumed rail at {km:,.0f} km a day", km=1500.0), {"rail_km_per_day": 1500.0}),
    (Name("Legs late together"), {"dependence": "together"}),
    (Name("Flat distributions"), {"shape": "uniform"}),
    (Name("Ships through Suez"), {"sea_lane": "suez"}),
    (Name("To Constanta"), {"destination": "constanta"}),
    (Name("To Istanbul"), {"destination": "istanbul"}),
    (Name("To Poti"), {"destination": "poti"}),
)
"""Changes of one assumption at a time."""


def sensitivity(evidence: Evidence, parameters: Corridor) -> pd.DataFrame:
    """Return how the lead or lag of the Middle Corridor over the Black Sea hangs on each assumption.

    Returns
    -------
    DataFrame
        scenario, days (median), behind_north, ahead_of_sea (days between the medians; NaN where that way is
        not known), faster_than_north, faster_than_sea (chances).
    """
    rows, compared = [], (MIDDLE, NORTH, SEA)
    for name, change in SCENARIOS:
        changed = parameters.model_copy(update=change)
        table = comparison(ways(evidence, changed, compared), changed).set_index("way").reindex(compared)
        (middle, north, ocean), faster = table["days"], table["faster"]
        rows.append((str(name), middle, middle - north, ocean - middle, faster[NORTH], faster[SEA]))
    columns = ["scenario", "days", "behind_north", "ahead_of_sea", "faster_than_north", "faster_than_sea"]
    return pd.DataFrame(rows, columns=columns)


def detours(evidence: Evidence) -> pd.DataFrame:
    """Return published lengths of legs over their great circles, a check on the assumed detour.

    Returns
    -------
    DataFrame
        origin, destination, mode, distance_km, straight_km, ratio, source.
    """
    known = legs(evidence)
    known = known[known["distance_km"].notna() & ~known["mode"].str.startswith("sea_")]
    place = evidence.table("nodes").set_index("id")[["lon", "lat"]]
    ends = _with_ends(known, place)
    straight = [great_circle_km(*row) for row in ends[["lon", "lat", "lon_to", "lat_to"]].to_numpy(float)]
    frame = known[["origin", "destination", "mode", "distance_km", "source"]].assign(straight_km=straight)
    return frame.assign(ratio=frame["distance_km"] / frame["straight_km"]).reset_index(drop=True)


def on_the_map(evidence: Evidence, drawn: dict[str, Way], names: Sequence[str] = (MIDDLE, RAILS)) -> pd.DataFrame:
    """Return the legs of the corridor's ways with coordinates, each once, and whether their days are published."""
    place = evidence.table("nodes").set_index("id")[["lon", "lat"]]
    parts = pd.concat([_NO_PARTS, *(drawn[name].parts for name in names if name in drawn)], ignore_index=True)
    moving = parts[parts["mode"] != "wait"].drop_duplicates(["origin", "destination"])
    return _with_ends(moving, place).reset_index(drop=True)


def _with_ends(parts: pd.DataFrame, place: pd.DataFrame) -> pd.DataFrame:
    """Add lon, lat of the origin and lon_to, lat_to of the destination."""
    starts = parts.merge(place, how="left", left_on="origin", right_index=True)
    return starts.merge(place, how="left", left_on="destination", right_index=True, suffixes=("", "_to"))

"""Journeys over legs whose days and prices are ranges, and the narrowest place of a chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Shape = Literal["triangular", "uniform"]
Dependence = Literal["independent", "together"]

EARTH_RADIUS_KM = 6371.0
_AFLOAT = ("sea", "ferry", "tanker")
_FIGURES = ("days_low", "cost_usd_per_teu", "distance_km")
Leg = Mapping[Any, Any]
"""A row of the legs."""
Places = Mapping[Any, Mapping[Any, Any]]
"""The rows of the nodes by their ids."""


@dataclass(frozen=True, slots=True)
class Filler:
    """What is assumed where nothing is published; every use of it is marked in the result.

    Attributes
    ----------
    km_per_day
        Speed on the length of the line.
    detour
        Length of the line over the great circle.
    usd_per_km
        USD per TEU and kilometre of line.
    dwell_days
        Mean wait at a change between rail and ship.
    spread
        Relative half-width given to assumed and to single figures.
    """

    km_per_day: float
    detour: float
    usd_per_km: float
    dwell_days: float
    spread: float


@dataclass(frozen=True, slots=True)
class Flow:
    """The largest flow through a chain and the places that bind it.

    Attributes
    ----------
    value
        In the unit of the capacities; infinity where a way without any known capacity leads through.
    cut
        Names of the edges that are full, sorted.
    """

    value: float
    cut: tuple[str, ...]


def great_circle_km(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Return the distance of two points on the sphere (haversine formula).

    Parameters
    ----------
    lon_a, lat_a, lon_b, lat_b
        Degrees east and north.

    Examples
    --------
    >>> round(great_circle_km(51.24, 43.62, 49.44, 39.98))  # Aktau to Alat
    431
    """
    a, b, c, d = np.radians([lat_a, lat_b, lon_a, lon_b])
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin((d - c) / 2) ** 2
    return float(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half)))


def journey(
    stops: Sequence[str], legs: Sequence[Leg], places: Places, filler: Filler, mode: str | None = None
) -> pd.DataFrame:
    """Return the parts of a journey: one row a leg, and one a wait between rail and ship.

    Parameters
    ----------
    stops
        Node ids in order; equal neighbours are one stop.
    legs
        origin, destination, mode, distance_km, days_low, days_high, cost_usd_per_teu, source, note. A leg is
        used in either direction.
    places
        lon, lat and perhaps name of every node by its id.
    filler
        Assumptions for what is missing.
    mode
        Prefer legs of this mode where two places are joined twice; None takes the one with most figures.

    Returns
    -------
    DataFrame
        part, origin, destination, mode, km, days_low, days_high, cost_low, cost_high, days_from and
        cost_from (``published``, ``assumed`` or ``none``), source.

    Raises
    ------
    KeyError
        If a stop is not among the nodes.

    Examples
    --------
    >>> places = {"A": {"lon": 50.0, "lat": 40.0}, "B": {"lon": 51.0, "lat": 40.0}}
    >>> legs = [{"origin": "A", "destination": "B", "mode": "rail", "distance_km": 100.0, "days_low": 1.0,
    ...     "days_high": 2.0, "cost_usd_per_teu": 300.0, "source": "a", "note": ""}]
    >>> found = journey(["A", "B"], legs, places, Filler(500, 1.2, 0.5, 2, 0.2))
    >>> found[["km", "days_high", "cost_low", "days_from"]].to_numpy().tolist()
    [[100.0, 2.0, 240.0, 'published']]
    """
    way = [stop for i, stop in enumerate(stops) if i == 0 or stop != stops[i - 1]]
    parts = [_leg(a, b, legs, places, filler, mode) for a, b in pairwise(way)]
    _through_rates(parts, legs, filler)
    rows: list[dict[str, object]] = []
    for i, part in enumerate(parts):
        if i and _afloat(part) != _afloat(parts[i - 1]) and not part["waits"]:
            rows.append(_wait(str(part["origin"]), _name(places, str(part["origin"])), filler))
        rows.append(part)
    return pd.DataFrame(rows).drop(columns="waits")


def _through_rates(parts: list[dict[str, object]], legs: Sequence[Leg], filler: Filler) -> None:
    """Spread a published rate for several legs in a row over them by length, where they have none of their own."""
    for leg in legs:
        if not _known(leg, "cost_usd_per_teu") or leg["mode"] not in ("rail", "multimodal"):
            continue
        starts = [i for i, part in enumerate(parts) if part["origin"] == leg["origin"]]
        ends = [i for i, part in enumerate(parts) if part["destination"] == leg["destination"]]
        if not starts or not ends or ends[0] <= starts[0]:
            continue
        span = parts[starts[0] : ends[0] + 1]
        if any(part["cost_from"] == "published" for part in span):
            continue
        length = sum(float(str(part["km"])) for part in span)
        for part in span:
            share = leg["cost_usd_per_teu"] * float(str(part["km"])) / length
            part["cost_low"], part["cost_high"] = _widened(share, share, filler.spread)
            part["cost_from"], part["source"] = "published", part["source"] or leg["source"]


def _afloat(part: dict[str, object]) -> bool:
    return str(part["mode"]).startswith(_AFLOAT)


def _name(place: Places, node: str) -> str:
    """Short name of a place, its id where the nodes have no names."""
    return str(place[node].get("name", node)).partition(" (")[0]


def _wait(place: str, name: str, filler: Filler) -> dict[str, object]:
    low, high = _widened(filler.dwell_days, filler.dwell_days, max(filler.spread, 0.5))
    return {
        "part": f"wait at {name}", "origin": place, "destination": place, "mode": "wait", "km": 0.0,
        "days_low": low, "days_high": high, "cost_low": 0.0, "cost_high": 0.0,
        "days_from": "assumed", "cost_from": "none", "source": "", "waits": False,
    }  # fmt: skip


def _leg(a: str, b: str, legs: Sequence[Leg], place: Places, filler: Filler, mode: str | None) -> dict[str, object]:
    km = great_circle_km(*(float(place[end][axis]) for end in (a, b) for axis in ("lon", "lat")))
    found = _best(a, b, legs, mode) or {"mode": "rail", "source": "", "note": ""}
    length = _known(found, "distance_km") or filler.detour * km
    low, high = _known(found, "days_low"), _known(found, "days_high")
    days = (low, high or low) if low else (length / filler.km_per_day,) * 2
    cost = _known(found, "cost_usd_per_teu")
    money = cost or filler.usd_per_km * length
    days_low, days_high = _widened(*days, filler.spread) if days[0] == days[1] else days
    cost_low, cost_high = _widened(money, money, filler.spread if cost else max(filler.spread, 0.5))
    return {
        "part": f"{_name(place, a)} to {_name(place, b)}", "origin": a, "destination": b,
        "mode": found["mode"], "km": length,
        "days_low": days_low, "days_high": days_high, "cost_low": cost_low, "cost_high": cost_high,
        "days_from": "published" if low else "assumed", "cost_from": "published" if cost else "assumed",
        "source": found["source"] if low or cost else "", "waits": "includes waiting" in str(found["note"]),
    }  # fmt: skip


def _best(a: str, b: str, legs: Sequence[Leg], mode: str | None) -> Leg | None:
    """The leg between two places, in either direction: of the mode asked for, then with most figures."""

    def worth(leg: Leg) -> int:
        return sum(_known(leg, figure) > 0 for figure in _FIGURES) + 10 * bool(leg["mode"] == mode)

    return max((leg for leg in legs if {leg["origin"], leg["destination"]} == {a, b}), key=worth, default=None)


def _known(leg: Leg, column: str) -> float:
    """A figure of a leg, 0 where there is none."""
    value = leg.get(column)
    return float(value) if value is not None and pd.notna(value) else 0.0


def _widened(low: float, high: float, spread: float) -> tuple[float, float]:
    return low * (1 - spread), high * (1 + spread)


def sample(
    low: Floats, high: Floats, draws: int, rng: np.random.Generator,
    shape: Shape = "triangular", dependence: Dependence = "independent",
) -> Floats:  # fmt: skip
    """Draw every part of a journey between its low and high end.

    Parameters
    ----------
    low, high
        Ends of the parts, shape (parts,).
    shape
        ``triangular`` has its peak in the middle, ``uniform`` has none.
    dependence
        ``together`` gives all parts of a draw the same luck (perfect rank correlation), the widest totals.

    Returns
    -------
    Array of shape (draws, parts).

    Examples
    --------
    >>> drawn = sample(np.array([1.0, 5.0]), np.array([2.0, 6.0]), 100, np.random.default_rng(0))
    >>> drawn.shape, bool((drawn[:, 0] <= 2).all())
    ((100, 2), True)
    """
    luck = rng.random((draws, 1 if dependence == "together" else len(low)))
    if shape == "triangular":
        luck = np.where(luck < 0.5, np.sqrt(luck / 2), 1 - np.sqrt((1 - luck) / 2))
    return low + luck * (high - low)


def chance_of_less(a: Floats, b: Floats) -> float:
    """Return the share of draws in which ``a`` is below ``b``; equal ones count half.

    >>> chance_of_less(np.array([1.0, 2.0]), np.array([2.0, 2.0]))
    0.75
    """
    return float(((a < b) + 0.5 * (a == b)).mean())


def drivers(parts: Floats) -> Floats:
    """Return the share of each part in the variance of the total (covariance with the total over its variance).

    Examples
    --------
    >>> drivers(np.array([[1.0, 0.0], [3.0, 0.0]])).tolist()
    [1.0, 0.0]
    """
    total = parts.sum(axis=1)
    centred = parts - parts.mean(axis=0)
    shares: Floats = (centred * (total - total.mean())[:, None]).mean(axis=0) / (float(total.var()) or 1.0)
    return shares


def largest_flow(edges: pd.DataFrame, source: str, sink: str) -> Flow:
    """Return the maximum flow of a chain and its minimum cut (Ford and Fulkerson 1956).

    Parameters
    ----------
    edges
        origin, destination, capacity (NaN: not known, taken as without limit), name. Parallel edges add up.
    source, sink
        Ends of the chain.

    Returns
    -------
    Flow
        With value 0 and no cut where no way leads through.

    Examples
    --------
    >>> chain = pd.DataFrame({"origin": ["a", "b"], "destination": ["b", "c"], "capacity": [5.0, 3.0],
    ...                       "name": ["port", "ships"]})
    >>> largest_flow(chain, "a", "c")
    Flow(value=3.0, cut=('ships',))
    """
    import networkx as nx  # few notebooks ask for a flow: no other waits for this import

    graph: nx.DiGraph[str] = nx.DiGraph()
    for _, group in edges.groupby(["origin", "destination"]):
        limited = bool(group["capacity"].notna().all())
        label = " and ".join(sorted(set(group["name"])))
        limit = {"capacity": float(group["capacity"].sum())} if limited else {}
        graph.add_edge(group["origin"].iloc[0], group["destination"].iloc[0], name=label, **limit)
    if source not in graph or sink not in graph or not nx.has_path(graph, source, sink):
        return Flow(0.0, ())
    try:
        value, (before, after) = nx.minimum_cut(graph, source, sink)
    except nx.NetworkXUnbounded:
        return Flow(float("inf"), ())
    cut = {data["name"] for a, b, data in graph.edges(data=True) if a in before and b in after}
    return Flow(float(value), tuple(sorted(cut)))

"""Tankers that shuttle between two ports with few berths and bad weather: what they carry in a year."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heapreplace
from itertools import chain

import numpy as np

from helpers.models.interval import Interval

YEAR_DAYS = 365.0
_WARM_UP_DAYS = 30.0
_LOOKS = 4
"""Fleets tried by what a smaller one carries, before the rest is halved."""
MOST = 60
"""Ships beyond which no larger fleet is tried: they keep every berth taken."""


@dataclass(frozen=True, slots=True)
class Line:
    """One shuttle line.

    Attributes
    ----------
    load_days, unload_days
        Days at the berth.
    laden_days, ballast_days
        Days at sea, there and back.
    load_berths, unload_berths
        Ships that can lie at a berth at once.
    closed_share
        Share of the time at which wind closes both ports.
    gale_days
        Mean length of a closure in days.
    spread
        Relative half-width of the days at sea and at the berth, drawn evenly.
    """

    load_days: float
    laden_days: float
    unload_days: float
    ballast_days: float
    load_berths: int
    unload_berths: int
    closed_share: float = 0.0
    gale_days: float = 1.0
    spread: float = 0.2

    @property
    def cycle_days(self) -> float:
        """Days of a round trip without waiting."""
        return self.load_days + self.laden_days + self.unload_days + self.ballast_days


_ByShip = list[list[float]]


@dataclass(frozen=True, slots=True)
class Season:
    """A simulated year; the time that a ship takes does not hang on its cargo.

    Attributes
    ----------
    voyages
        Number of unloadings of each ship.
    waiting_days
        Mean days that a round trip lost to full berths and closed ports.
    berth_use
        Share of the time at which a loading berth was taken.
    """

    voyages: tuple[int, ...]
    waiting_days: float
    berth_use: float

    @property
    def calls(self) -> int:
        """Number of unloadings of all ships."""
        return sum(self.voyages)

    def carried(self, cargoes: Sequence[float]) -> float:
        """Return the tonnes unloaded, for the tonnes a voyage of each ship.

        >>> Season((2, 3), 0.0, 0.5).carried([10.0, 5.0])
        35.0
        """
        return float(np.dot(self.voyages, cargoes))


def _closures(line: Line, rng: np.random.Generator, until: float) -> tuple[list[float], list[float]]:
    """Draw when wind closes both ports and when it opens them; both spells have exponential lengths."""
    share, now = line.closed_share, 0.0
    closes, opens = [now], [now]
    while share > 0 and now < until:
        closes.append(now + rng.exponential(line.gale_days * (1 - share) / share))
        now = closes[-1] + rng.exponential(line.gale_days)
        opens.append(now)
    return closes, opens


def simulate(ships: int, line: Line, rng: np.random.Generator, days: float = YEAR_DAYS) -> Season:
    """Run the line as a discrete-event simulation: ships queue for berths and for the weather.

    Ships are served in the order in which they come, so their arrivals are the only events: when a berth falls free
    and when the wind lets a ship work is known on arrival.

    Parameters
    ----------
    ships
        Number of ships; none gives an idle line.
    line
        The line.
    days
        Length of the time counted, after a month in which the ships spread out.

    Raises
    ------
    ValueError
        If there is no berth, or the ports are closed always.

    References
    ----------
    Law, A. M. (2015). Simulation Modeling and Analysis, 5th ed., ch. 1-2.

    Examples
    --------
    >>> line = Line(1, 2, 1, 2, 3, 3, spread=0.0)
    >>> season = simulate(1, line, np.random.default_rng(1))
    >>> season.calls in (60, 61), season.waiting_days
    (True, 0.0)
    """
    if min(line.load_berths, line.unload_berths) < 1 or not 0 <= line.closed_share < 1:
        raise ValueError(f"expected at least one berth and a closed share below 1, found {line}")
    until = _WARM_UP_DAYS + days
    begun, left, waited = _served(ships, line, rng, until)
    waits = list(chain(*waited))
    worked = np.clip(list(chain(*left)), _WARM_UP_DAYS, until) - np.clip(list(chain(*begun)), _WARM_UP_DAYS, until)
    return Season(
        tuple(map(len, waited)),
        float(np.mean(waits)) if waits else 0.0,
        float(np.sum(worked) / (days * line.load_berths)),
    )


def _served(ships: int, line: Line, rng: np.random.Generator, until: float) -> tuple[_ByShip, _ByShip, _ByShip]:
    """Serve the ships as they come; return when each began to load and left, and the days each voyage waited.

    The inner loop of everything said about tankers: comparisons, for calls of min and max take three times as long.
    """
    (closes, opens), pace = _closures(line, rng, until), _paces(rng, line.spread)
    # a port is a heap of when its berths fall free, the days of work at a berth, and the days at sea after it
    unloading = [0.0] * line.unload_berths, line.unload_days, line.ballast_days
    loading = [0.0] * line.load_berths, line.load_days, line.laden_days
    arrivals = [(rng.uniform(0, line.cycle_days), ship, True) for ship in range(ships)]
    heapify(arrivals)
    begins, leaves, waited = ([list[float]() for _ship in range(ships)] for _times in range(3))
    before = [0.0] * ships  # what each waited for its cargo
    while arrivals and arrivals[0][0] < until:
        arrived, ship, loads = arrivals[0]
        free, work, sea = loading if loads else unloading
        begun = free[0]
        if begun < arrived:
            begun = arrived
        opened = opens[bisect_right(closes, begun) - 1]
        if opened > begun:
            begun = opened
        left = begun + work * next(pace)
        heapreplace(free, left)
        heapreplace(arrivals, (left + sea * next(pace), ship, not loads))
        if loads:
            before[ship] = begun - arrived
            begins[ship].append(begun)
            leaves[ship].append(left)
        elif _WARM_UP_DAYS < left < until:
            waited[ship].append(begun - arrived + before[ship])
    return begins, leaves, waited


def _paces(rng: np.random.Generator, spread: float) -> Iterator[float]:
    """Draw factors of a time around 1 without end, many at a time: one alone takes ten times as long."""
    while True:
        yield from (1 + spread * (2 * rng.random(1024) - 1)).tolist()


def yearly_capacity(cargoes: Sequence[float], line: Line, runs: int, seed: int, level: float = 0.9) -> Interval:
    """Return the tonnes of simulated years: median and interval.

    Examples
    --------
    >>> yearly_capacity([], Line(1, 2, 1, 2, 1, 1), 3, 1).value
    0.0
    """
    return Interval.from_draws([s.carried(cargoes) for s in seasons(len(cargoes), line, runs, seed)], level)


@lru_cache(maxsize=1024)
def seasons(ships: int, line: Line, runs: int, seed: int) -> tuple[Season, ...]:
    """Simulate several years, each with its own random numbers; one seed gives the same years again.

    They are kept: rules, figures and tables ask for the same ones, with many cargoes.
    """
    children = np.random.SeedSequence(seed).spawn(runs)
    return tuple(simulate(ships, line, np.random.default_rng(child)) for child in children)


def ships_needed(demand: float, mix: Sequence[float], line: Line, runs: int, seed: int, most: int = MOST) -> int | None:
    """Return the fewest ships of a given mix that carry the demand in the mean year; None if berths forbid it.

    Parameters
    ----------
    demand
        Tonnes a year.
    mix
        Cargo a voyage in tonnes of the ships, in the order in which they are added, again and again.
    most
        Largest fleet that is tried.

    Notes
    -----
    A larger fleet queues longer, so that each ship makes fewer voyages a year. Those of a fleet that is too small
    therefore tell how many ships are needed at least, and these are tried next; where the queue is so long that this
    leads on by single ships, the rest is halved instead.

    Examples
    --------
    >>> line = Line(1, 2, 1, 2, 9, 9, spread=0.0)
    >>> ships_needed(1_500_000, [10_000.0], line, 2, 1)
    3
    >>> ships_needed(9e9, [10_000.0], line, 1, 1) is None
    True
    """
    cargoes = [mix[ship % len(mix)] for ship in range(most)] if mix else []
    at_once = np.cumsum(cargoes)

    def mean(ships: int) -> float:
        return float(np.mean([s.carried(cargoes[:ships]) for s in seasons(ships, line, runs, seed)]))

    if not cargoes or mean(most) < demand:
        return None
    few, enough, voyages, looks = 0, most, YEAR_DAYS / line.cycle_days, 0  # as many voyages as if none ever waited
    while enough - few > 1:
        least = int(np.searchsorted(at_once, demand / voyages)) + 1
        ships = min(max(least, few + 1), enough - 1) if looks < _LOOKS else (few + enough) // 2
        looks += 1
        if (carried := mean(ships)) >= demand:
            enough = ships
        else:
            few, voyages = ships, max(carried, 1.0) / at_once[ships - 1]
    return enough

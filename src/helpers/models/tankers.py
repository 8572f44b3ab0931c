"""Tankers that shuttle between two ports with few berths and bad weather: what they carry in a year."""

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import simpy

from helpers.models.interval import Interval

YEAR_DAYS = 365.0
_WARM_UP_DAYS = 30.0
_Steps = Generator[simpy.Event, Any, None]


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


@dataclass(frozen=True, slots=True)
class Season:
    """A simulated year.

    Attributes
    ----------
    carried
        Tonnes unloaded.
    calls
        Number of unloadings.
    waiting_days
        Mean days that a round trip lost to full berths and closed ports.
    berth_use
        Share of the time at which a loading berth was taken.
    """

    carried: float
    calls: int
    waiting_days: float
    berth_use: float


@dataclass
class _Berths:
    """Places at a port, first come, first served: no event for a free one, which a ``simpy.Resource`` makes."""

    env: simpy.Environment
    free: int
    queue: deque[simpy.Event] = field(default_factory=deque)

    def taken(self) -> _Steps:
        """Wait for a place and take it."""
        if self.free:
            self.free -= 1
        else:
            self.queue.append(self.env.event())
            yield self.queue[-1]

    def left(self) -> None:
        """Hand the place to the ship that has waited longest."""
        if self.queue:
            self.queue.popleft().succeed()
        else:
            self.free += 1


@dataclass
class _World:
    """What the ships of one run share."""

    env: simpy.Environment
    line: Line
    rng: np.random.Generator
    load: _Berths
    unload: _Berths
    gate: simpy.Event
    luck: Iterator[float]
    carried: float = 0.0
    calls: int = 0
    waits: list[float] = field(default_factory=list)
    loading: float = 0.0

    def about(self, days: float) -> float:
        """Draw a length of time round its mean."""
        return days * (1 + self.line.spread * (2 * next(self.luck) - 1))


def simulate(cargoes: Sequence[float], line: Line, rng: np.random.Generator, days: float = YEAR_DAYS) -> Season:
    """Run the line as a discrete-event simulation: ships queue for berths and for the weather.

    Parameters
    ----------
    cargoes
        Tonnes a voyage, one number a ship; none gives an idle line.
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
    >>> season = simulate([10_000.0], line, np.random.default_rng(1))
    >>> season.calls in (60, 61), season.waiting_days
    (True, 0.0)
    """
    if min(line.load_berths, line.unload_berths) < 1 or not 0 <= line.closed_share < 1:
        raise ValueError(f"expected at least one berth and a closed share below 1, found {line}")
    env = simpy.Environment()
    world = _World(
        env, line, rng, _Berths(env, line.load_berths), _Berths(env, line.unload_berths), env.event(), _uniform(rng)
    )
    world.gate.succeed()
    if line.closed_share > 0:
        env.process(_weather(world))
    for cargo in cargoes:
        env.process(_shuttle(world, cargo))
    env.run(until=_WARM_UP_DAYS + days)
    waited = float(np.mean(world.waits)) if world.waits else 0.0
    return Season(world.carried, world.calls, waited, world.loading / (days * line.load_berths))


def _uniform(rng: np.random.Generator) -> Iterator[float]:
    """Draw numbers between 0 and 1 without end, many at a time: one alone takes ten times as long."""
    while True:
        yield from rng.random(1024).tolist()


def _weather(world: _World) -> _Steps:
    """Close the ports at random: fair and foul spells with exponential lengths."""
    share = world.line.closed_share
    while True:
        yield world.env.timeout(world.rng.exponential(world.line.gale_days * (1 - share) / share))
        world.gate = world.env.event()
        yield world.env.timeout(world.rng.exponential(world.line.gale_days))
        world.gate.succeed()


def _shuttle(world: _World, cargo: float) -> _Steps:
    env, line = world.env, world.line
    yield env.timeout(world.rng.uniform(0, line.cycle_days))
    while True:
        queued = yield from _at_berth(world, world.load, line.load_days)
        yield env.timeout(world.about(line.laden_days))
        queued += yield from _at_berth(world, world.unload, line.unload_days)
        if env.now > _WARM_UP_DAYS:
            world.carried, world.calls = world.carried + cargo, world.calls + 1
            world.waits.append(queued)
        yield env.timeout(world.about(line.ballast_days))


def _at_berth(world: _World, berths: _Berths, days: float) -> Generator[simpy.Event, Any, float]:
    """Wait for a berth and for fair weather, work the cargo; return the days waited."""
    arrived = world.env.now
    yield from berths.taken()
    if not world.gate.processed:
        yield world.gate
    waited, work = world.env.now - arrived, world.about(days)
    yield world.env.timeout(work)
    berths.left()
    if berths is world.load and world.env.now > _WARM_UP_DAYS:
        world.loading += min(work, world.env.now - _WARM_UP_DAYS)
    return float(waited)


def yearly_capacity(cargoes: Sequence[float], line: Line, runs: int, seed: int, level: float = 0.9) -> Interval:
    """Return the tonnes of simulated years: median and interval.

    Examples
    --------
    >>> yearly_capacity([], Line(1, 2, 1, 2, 1, 1), 3, 1).value
    0.0
    """
    return Interval.from_draws([s.carried for s in seasons(cargoes, line, runs, seed)], level)


def seasons(cargoes: Sequence[float], line: Line, runs: int, seed: int) -> list[Season]:
    """Simulate several years, each with its own random numbers; one seed gives the same years again."""
    return list(_seasons(tuple(cargoes), line, runs, seed))


@lru_cache(maxsize=1024)
def _seasons(cargoes: tuple[float, ...], line: Line, runs: int, seed: int) -> tuple[Season, ...]:
    """The same years are asked for by rules, figures and tables, under many parameters that leave the line alone."""
    children = np.random.SeedSequence(seed).spawn(runs)
    return tuple(simulate(cargoes, line, np.random.default_rng(child)) for child in children)


def ships_needed(demand: float, mix: Sequence[float], line: Line, runs: int, seed: int, most: int = 60) -> int | None:
    """Return the fewest ships of a given mix that carry the demand in the mean year; None if berths forbid it.

    Parameters
    ----------
    demand
        Tonnes a year.
    mix
        Cargo a voyage in tonnes of the ships, in the order in which they are added, again and again.
    most
        Fleet beyond which the search ends; it ends too where more ships carry no more.

    Examples
    --------
    >>> line = Line(1, 2, 1, 2, 9, 9, spread=0.0)
    >>> ships_needed(1_500_000, [10_000.0], line, 2, 1)
    3
    >>> ships_needed(9e9, [10_000.0], line, 1, 1) is None
    True
    """

    def mean(ships: int) -> float:
        fleet = [mix[i % len(mix)] for i in range(ships)]
        return float(np.mean([s.carried for s in seasons(fleet, line, runs, seed)]))

    if not mix:
        return None
    # without queues a ship does so much: a smaller fleet needs no simulation
    low = max(int(0.9 * demand * line.cycle_days / (float(np.mean(mix)) * YEAR_DAYS)), 1)
    high, before = low, 0.0
    while (now := mean(high)) < demand:
        if high >= most or now < 1.01 * before:  # more ships only lengthen the queue
            return None
        before, low, high = now, high + 1, min(high + max(2, high // 4), most)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if mean(middle) >= demand else (middle + 1, high)
    return low

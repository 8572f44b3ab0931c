"""Ships that shuttle: no queue without a crowd, never more than the berths allow, the same year for the same seed."""

from dataclasses import replace
from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.models.tankers import Line, Season, seasons, ships_needed, simulate, yearly_capacity

CALM = Line(1, 2, 1, 2, 9, 9, spread=0.0)


def test_without_queues_a_ship_makes_the_trips_that_its_cycle_allows() -> None:
    season = simulate(2, CALM, np.random.default_rng(3))
    assert season.calls == pytest.approx(2 * 365 / CALM.cycle_days, abs=2)
    assert season.carried([10_000.0, 5_000.0]) == pytest.approx(15_000 * 365 / CALM.cycle_days, rel=0.03)
    assert season.waiting_days == 0


def test_no_ships_carry_nothing_and_no_berth_is_refused() -> None:
    assert simulate(0, CALM, np.random.default_rng(1)).carried([]) == 0
    with pytest.raises(ValueError, match="at least one berth"):
        simulate(1, replace(CALM, load_berths=0), np.random.default_rng(1))
    with pytest.raises(ValueError, match="closed share below 1"):
        simulate(1, replace(CALM, closed_share=1.0), np.random.default_rng(1))


@settings(max_examples=15)
@given(ships=st.integers(1, 25), berths=st.integers(1, 3), closed=st.floats(0, 0.4), seed=st.integers(0, 99))
def test_a_line_never_exceeds_its_berths_nor_its_ships(ships: int, berths: int, closed: float, seed: int) -> None:
    line = replace(CALM, load_berths=berths, closed_share=closed)
    season = simulate(ships, line, np.random.default_rng(seed))
    assert season.calls <= 365 * berths / line.load_days + ships + berths
    assert season.calls <= ships * (365 / line.cycle_days + 1)
    assert 0 <= season.berth_use <= 1.01
    assert season.waiting_days >= 0


def test_weather_and_crowds_cost_time() -> None:
    fleet = [1000.0] * 12
    calm = yearly_capacity(fleet, CALM, 4, 1).value
    assert yearly_capacity(fleet, replace(CALM, closed_share=0.3), 4, 1).value < calm
    crowded = seasons(len(fleet), replace(CALM, load_berths=1), 2, 1)
    assert min(season.waiting_days for season in crowded) > 1
    assert min(season.berth_use for season in crowded) > 0.95


def test_one_seed_gives_one_year() -> None:
    line = replace(CALM, closed_share=0.2, spread=0.3)
    assert seasons(3, line, 2, 7) == seasons(3, line, 2, 7)
    assert seasons(3, line, 2, 7) != seasons(3, line, 2, 8)


def test_the_fleet_found_is_the_smallest_that_suffices() -> None:
    line = replace(CALM, closed_share=0.1)
    ships = ships_needed(3_000_000, [10_000.0, 6_000.0], line, 3, 5)
    assert ships is not None

    def mean(count: int) -> float:
        fleet = [(10_000.0, 6_000.0)[i % 2] for i in range(count)]
        return float(np.mean([season.carried(fleet) for season in seasons(count, line, 3, 5)]))

    assert mean(ships) >= 3_000_000 > mean(ships - 1)


def test_berths_can_forbid_a_goal_and_a_fleet_needs_ships() -> None:
    assert ships_needed(9e6, [10_000.0], replace(CALM, load_berths=1), 2, 1) is None
    assert ships_needed(1.0, [], CALM, 2, 1) is None


def as_told(ships: int, line: Line, rng: np.random.Generator, days: float) -> Season:
    """Simulate the line in its plainest words: always the ship that comes first, one draw at a time."""
    gales, now, until = [], 0.0, 30 + days
    while line.closed_share and now < until:
        shut = now + rng.exponential(line.gale_days * (1 - line.closed_share) / line.closed_share)
        now = shut + rng.exponential(line.gale_days)
        gales.append((shut, now))
    coming = {ship: rng.uniform(0, line.cycle_days) for ship in range(ships)}
    laden, lost = set[int](), dict.fromkeys(range(ships), 0.0)
    free = {True: [0.0] * line.load_berths, False: [0.0] * line.unload_berths}
    taken, waits = [list[float]() for _ in range(ships)], [list[float]() for _ in range(ships)]
    while coming and min(coming.values()) < until:
        ship = min(coming, key=lambda one: (coming[one], one))
        loads = ship not in laden
        begun = max(coming[ship], min(free[loads]))
        begun = next((opened for shut, opened in gales if shut <= begun < opened), begun)
        lost[ship] += begun - coming[ship]
        left = begun + (line.load_days if loads else line.unload_days) * pace(line, rng)
        free[loads][free[loads].index(min(free[loads]))] = left
        coming[ship] = left + (line.laden_days if loads else line.ballast_days) * pace(line, rng)
        if loads:
            taken[ship].append(max(0.0, min(left, until) - max(begun, 30)))
            laden.add(ship)
        else:
            waits[ship] += [lost[ship]] if 30 < left < until else []
            laden, lost[ship] = laden - {ship}, 0.0
    waited = list(chain(*waits))
    use = sum(map(sum, taken)) / (days * line.load_berths)
    return Season(tuple(map(len, waits)), sum(waited) / len(waited) if waited else 0.0, use)


def pace(line: Line, rng: np.random.Generator) -> float:
    return 1 + line.spread * (2 * rng.random() - 1)


@settings(max_examples=30)
@given(
    ships=st.integers(0, 8), berths=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    closed=st.sampled_from([0.0, 0.1, 0.6]), spread=st.sampled_from([0.0, 0.2]), seed=st.integers(0, 99),
)  # fmt: skip
def test_a_year_is_the_one_of_the_plain_telling(
    ships: int, berths: tuple[int, int], closed: float, spread: float, seed: int
) -> None:
    line = Line(1.5, 2, 1, 2.5, *berths, closed_share=closed, spread=spread)
    year, told = (run(ships, line, np.random.default_rng(seed), 90.0) for run in (simulate, as_told))
    assert year.voyages == told.voyages
    assert (year.waiting_days, year.berth_use) == pytest.approx((told.waiting_days, told.berth_use))

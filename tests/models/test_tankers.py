"""Ships that shuttle: no queue without a crowd, never more than the berths allow, the same year for the same seed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.models.tankers import Line, seasons, ships_needed, simulate, yearly_capacity

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

"""The water balance."""

import numpy as np
import pytest

from helpers.models.balance import Basin, course, draw_terms, equilibrium, interval_of, relaxation_years

BASIN = Basin(np.array([-48.0, -28.0]), np.array([100.0, 400.0]))  # 15 thousand square kilometres a metre


def test_areas_go_on_straight_beyond_the_ends() -> None:
    assert BASIN.area_at(np.array([-50.0, -29.0, -27.0])) == pytest.approx([70.0, 385.0, 415.0])
    assert BASIN.widening(-35.0) == pytest.approx(15.0)


def test_a_basin_meets_a_published_area() -> None:
    assert float(BASIN.through(-28.0, 360.0).area_at(-28.0)) == pytest.approx(360.0)


def test_levels_must_ascend() -> None:
    with pytest.raises(ValueError, match="ascending"):
        Basin(np.array([-28.0, -29.0]), np.array([400.0, 385.0]))


def test_losses_are_taken_from_gains() -> None:
    terms = {"rivers": (300, 300), "rain": (80, 80), "evaporation": (390, 390), "bay": (10, 10)}
    assert draw_terms(terms, 3, np.random.default_rng(1))["net"].tolist() == pytest.approx([-20.0] * 3)


def test_draws_stay_in_their_range() -> None:
    drawn = draw_terms({"rivers": (275, 310)}, 500, np.random.default_rng(1))
    assert drawn["rivers"].between(275, 310).all()
    assert drawn["rivers"].std() > 5


def test_an_unknown_term_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown terms"):
        draw_terms({"snow": (1, 2)}, 3, np.random.default_rng(1))


def test_a_sea_in_balance_stays() -> None:
    assert course(BASIN, -28.0, np.array([320.0]), np.array([0.8]), 30) == pytest.approx(np.zeros((1, 30)))


def test_a_sea_nears_its_equilibrium_in_the_relaxation_time() -> None:
    supply, net = np.array([300.0]), np.array([0.8])
    end = float(equilibrium(BASIN, supply, net)[0])
    assert end == pytest.approx(-28 - 25 / 15)
    years = round(float(relaxation_years(400.0, 15.0, np.array([0.8]))[0]))
    path = course(BASIN, -28.0, supply, net, years)[0]
    assert path[-1] / (end + 28) == pytest.approx(1 - np.exp(-1), abs=0.03)


def test_without_supply_the_sea_falls_by_its_evaporation() -> None:
    assert course(BASIN, -28.0, np.array([0.0]), np.array([0.7]), 10)[0, -1] == pytest.approx(-7.0)


def test_an_equilibrium_beyond_the_table_is_not_named() -> None:
    ends = equilibrium(BASIN, np.array([1.0]), np.array([0.8]))
    assert np.isnan(ends).all()
    assert interval_of(ends, 0.9) is None
    assert interval_of(np.array([np.nan, -3.0]), 0.9) is not None


def test_relaxation_wants_positive_numbers() -> None:
    with pytest.raises(ValueError, match="positive"):
        relaxation_years(360.0, 0.0, np.array([0.7]))

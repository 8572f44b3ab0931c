"""The link from water to ships to cargo points the right way."""

import numpy as np
import pytest

from helpers.models.draft import unit_cost_change
from helpers.models.shipping import LEAST_LOAD, crossing_price, load_left, stopped, wanted_at, way_gone


def test_the_way_is_even_and_ends() -> None:
    assert way_gone(np.array([2025, 2026, 2030, 2035]), 2025, 2030).tolist() == [0, 0.2, 1, 1]
    assert way_gone(np.array([2030]), 2030, 2030).tolist() == [0]


def test_a_fall_takes_load_dredging_gives_it_back_and_a_rise_too() -> None:
    loads = [load_left(np.array([fall]), np.array([0.3]), np.array([made]))[0] for fall, made in
             [(1.0, 0.0), (1.0, 1.0), (-0.5, 0.0), (99.0, 0.0)]]  # fmt: skip
    assert loads == pytest.approx([0.7, 1.0, 1.15, LEAST_LOAD])


def test_the_price_is_that_of_the_ships_model_for_the_crossing() -> None:
    price = crossing_price(np.array([0.8]), fixed_share=0.8, sea_share=0.2)[0]
    assert price == pytest.approx(0.2 * unit_cost_change(0.8, 0.8))


def test_a_dearer_way_is_wanted_less_and_a_cheaper_one_more() -> None:
    wanted = wanted_at(np.array([10.0, 10.0, 10.0]), np.array([0.2, 0.0, -0.2]), np.array([0.8]))
    assert wanted[0] < wanted[1] == 10 < wanted[2]


def test_a_stop_lasts_and_comes_as_often_as_said() -> None:
    gone = stopped(np.linspace(0, 1, 10001), 0.1, np.array([1.0, 2.0, 3.0]))
    assert (gone[:, 1:] >= gone[:, :-1]).all()
    assert gone.mean(axis=0) == pytest.approx([0.1, 0.19, 0.271], abs=1e-3)
    assert not stopped(np.array([0.5]), 0.0, np.array([5.0])).any()

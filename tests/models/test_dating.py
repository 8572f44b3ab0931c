import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.dating import arrived_by, candidates, unit_value

PRICES = [2700.0, 2900.0, 3200.0, 3350.0]


def months(prices: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"period": [f"2025-{n:02d}" for n in range(1, len(prices) + 1)], "value": prices})


def test_a_kilogram_is_just_over_thirty_two_ounces() -> None:
    assert unit_value(32.1507465686, 10_000) == pytest.approx(100.0)


@pytest.mark.parametrize(("tolerance", "hits"), [(0.001, []), (0.02, [2]), (0.06, [2, 3])])
def test_months_near_the_price_are_candidates(tolerance: float, hits: list[int]) -> None:
    table = candidates(3190.0, months(PRICES), tolerance)
    assert table.index[table["candidate"]].tolist() == hits


def test_a_price_no_mixture_can_have_leaves_no_bounds() -> None:
    assert arrived_by(4000.0, PRICES).empty


def test_the_price_of_one_month_can_be_that_month_or_a_mixture() -> None:
    table = arrived_by(3200.0, PRICES)
    assert table["low"].iloc[-1] == pytest.approx(1)
    assert table["high"].tolist()[2] == pytest.approx(1)
    assert table["low"].tolist()[0] == 0


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4).filter(lambda weights: sum(weights) > 0.01))
def test_the_bounds_hold_the_truth(weights: list[float]) -> None:
    share = np.array(weights) / sum(weights)
    table = arrived_by(float(share @ PRICES), PRICES)
    assert (table["low"].to_numpy() <= share.cumsum() + 1e-9).all()
    assert (share.cumsum() <= table["high"].to_numpy() + 1e-9).all()


def test_the_bounds_are_those_of_a_linear_programme() -> None:
    from scipy.optimize import linprog

    price, table = 3189.0, arrived_by(3189.0, PRICES)
    for month in range(4):
        cost = np.where(np.arange(4) <= month, 1.0, 0.0)
        limits = {"A_eq": [PRICES, np.ones(4)], "b_eq": [price, 1.0]}
        assert linprog(cost, **limits).fun == pytest.approx(table["low"][month], abs=1e-7)
        assert -linprog(-cost, **limits).fun == pytest.approx(table["high"][month], abs=1e-7)

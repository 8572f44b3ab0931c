"""The index of concentration: its ends, its range, and what one route can do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.concentration import herfindahl, least_index, routes_worth

AMOUNTS = st.lists(st.floats(0.1, 100), min_size=1, max_size=8)


@given(AMOUNTS)
def test_the_index_lies_between_even_shares_and_one(parts: list[float]) -> None:
    index = herfindahl(parts)
    assert 1 / len(parts) - 1e-9 <= index.value <= 1 + 1e-9
    assert index.low == pytest.approx(index.high)


@given(AMOUNTS, st.floats(1, 3))
def test_what_is_unknown_widens_the_range_and_lowers_the_index(parts: list[float], more: float) -> None:
    whole = herfindahl(parts)
    index = herfindahl(parts, sum(parts) * more)
    assert index.low <= index.value <= index.high
    assert index.low <= whole.value + 1e-9


def test_a_total_below_its_parts_is_rounding() -> None:
    assert herfindahl([3.0, 1.0], 3.9) == herfindahl([3.0, 1.0])


def test_nothing_has_no_index() -> None:
    for parts in ([], [0.0], [-1.0, 2.0]):
        with pytest.raises(ValueError, match="expected positive amounts"):
            herfindahl(parts)
    with pytest.raises(ValueError, match="above 0"):
        routes_worth(0)


def test_the_least_index_halves_the_largest_route_with_the_one_raised() -> None:
    assert least_index([80.0, 10.0, 10.0], 1) == pytest.approx(0.45**2 * 2 + 0.1**2)
    assert least_index([80.0, 20.0], 0) == pytest.approx(0.68)

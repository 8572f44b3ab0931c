"""Rounding decides whether two figures can be one thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.compatibility import growth, overlap, possible, rounding
from helpers.models.interval import Interval


@pytest.mark.parametrize(
    ("value", "half"),
    [(4.484, 0.0005), (4.5, 0.05), (3.0, 0.05), (77_000, 500), (287, 0.5), (100, 5), (-6.2, 0.05), (0, 0)],
)
def test_rounding_is_half_of_the_last_digit_shown(value: float, half: float) -> None:
    assert rounding(value) == pytest.approx(half)


@given(st.floats(0.001, 1e7), st.sampled_from(["", "about", "lower", "upper"]), st.floats(0, 0.2))
def test_a_figure_is_always_possible_itself(value: float, bound: str, slack: float) -> None:
    assert possible(value, bound, slack).contains(value)  # type: ignore[arg-type]


def test_about_is_twice_as_loose() -> None:
    plain, loose = possible(7.3), possible(7.3, "about")
    assert loose.high - loose.low == pytest.approx(2 * (plain.high - plain.low))


def test_bounds_are_open_on_one_side() -> None:
    assert not possible(3.5, "lower").contains(3.49)
    assert possible(3.5, "lower").contains(9)
    assert not possible(3.5, "upper").contains(3.51)
    assert possible(3.5, "upper").contains(1)


def test_overlap_counts_a_common_end() -> None:
    assert overlap(Interval(1, 1, 2), Interval(3, 2, 3))
    assert not overlap(Interval(1, 1, 2), Interval(3, 2.1, 3))


def test_growth_spans_the_worst_cases_of_rounding() -> None:
    rate = growth(possible(4.119), possible(4.484))
    assert rate.value == pytest.approx(-8.14, abs=0.01)
    assert rate.low < rate.value < rate.high


def test_growth_from_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        growth(Interval.exactly(1), Interval(0.1, 0, 0.2))

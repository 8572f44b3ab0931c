"""Sums, ratios and blends of rounded figures, and shares of few cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.chance import share_of
from helpers.models.interval import Interval
from helpers.models.remainder import blended, less, most_in_blend, over, plus, times


def test_every_end_meets_the_worst_of_the_others() -> None:
    a, b = Interval(3, 2, 4), Interval(1, 0.5, 2)
    assert less(a, [b]) == Interval(2, 0, 3.5)
    assert less(a, []) == a
    assert plus([a, b]) == Interval(4, 2.5, 6)
    assert times(a, b) == Interval(3, 1, 8)
    assert over(a, b) == Interval(3, 1, 8)


def test_ranges_below_nought_have_no_product_and_no_ratio() -> None:
    with pytest.raises(ValueError, match="not negative"):
        times(Interval(0, -1, 1), Interval.exactly(1))
    with pytest.raises(ValueError, match="above zero"):
        over(Interval.exactly(1), Interval(0.5, 0, 1))


@given(st.floats(0.01, 50), st.floats(0.1, 50))
def test_the_most_in_a_blend_has_just_its_share(part: float, rest: float) -> None:
    assert most_in_blend(blended(part, rest), rest) == pytest.approx(part)


def test_blends_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="both nought"):
        blended(0, 0)
    with pytest.raises(ValueError, match="below 1"):
        most_in_blend(1.0, 1.0)


@given(st.integers(1, 60), st.data())
def test_a_share_lies_in_its_range_and_few_cases_leave_a_wide_one(cases: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, cases))
    share = share_of(hits, cases)
    assert share.contains(hits / cases)
    many = share_of(10 * hits, 10 * cases)
    assert many.high - many.low <= share.high - share.low + 1e-9


def test_no_case_has_no_share() -> None:
    with pytest.raises(ValueError, match="at least one case"):
        share_of(0, 0)

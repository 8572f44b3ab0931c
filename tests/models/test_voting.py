"""Likeness of votes from counts: bounds, pooling, chance, slopes."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.evidence import load
from helpers.models.voting import COUNTS, beyond_chance, by_chance, likeness, measured, pooled, slope


def counts(votes: int, opposed: int, half: int, one: int = 0, both: int = 0) -> dict[str, int]:
    values = (votes, votes + one + both, opposed, half, opposed + half, one, both)
    return dict(zip(COUNTS, values, strict=True))


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 50), st.integers(0, 30), st.integers(0, 30))
def test_measures_are_shares_and_steps_are_kinder_than_identity(
    opposed: int, half: int, same: int, one: int, both: int
) -> None:
    line = measured(pd.DataFrame([counts(opposed + half + same, opposed, half, one, both)])).iloc[0]
    assert 0 <= line["identical"] <= line["cast"] + 1e-9 <= 1 + 1e-8
    assert 0 <= line["behaviour"] <= 1


def test_the_published_measures_follow_from_the_counts() -> None:
    table = load().table("voting_agreement")
    found = measured(table)
    for mine, theirs in (("cast", "agreement"), ("identical", "identical"), ("behaviour", "identical_incl_absent")):
        assert (found[mine] - table[theirs]).abs().max() < 1e-5


def test_nothing_held_is_no_likeness() -> None:
    line = measured(pd.DataFrame([counts(0, 0, 0)])).iloc[0]
    assert line[["cast", "identical", "behaviour", "contested"]].isna().all()


def test_pooling_weighs_years_by_their_votes() -> None:
    frame = pd.DataFrame([{"pair": "A-B", **counts(90, 0, 0)}, {"pair": "A-B", **counts(10, 10, 0)}])
    assert pooled(frame)["cast"].tolist() == [pytest.approx(0.9)]
    assert pooled(frame.iloc[:0]).empty


def test_ranges_narrow_with_votes_and_hold_the_value() -> None:
    rng = np.random.default_rng(3)
    few, many = (
        likeness(measured(pd.DataFrame([counts(n, n // 10, n // 10, n // 10)])).iloc[0], "behaviour", 2000, 0.9, rng)
        for n in (30, 3000)
    )
    assert few.contains(few.value)
    assert many.contains(many.value)
    assert few.high - few.low > 5 * (many.high - many.low)


def test_chance_is_high_where_everybody_says_yes() -> None:
    assert by_chance([100, 0, 0], [100, 0, 0]) == 1
    assert by_chance([1, 0, 0], [0, 0, 1]) == 0
    assert np.isnan(beyond_chance(1, [1, 0, 0], [1, 0, 0]))
    assert beyond_chance(by_chance([5, 3, 2], [4, 4, 2]), [5, 3, 2], [4, 4, 2]) == pytest.approx(0)


def test_a_slope_has_a_range_and_needs_four_years() -> None:
    found = slope([1, 2, 3, 4, 5, 6, 7, 8], [1, 3, 2, 5, 4, 7, 6, 9])
    assert found.low < found.value < found.high
    with pytest.raises(ValueError, match="at least 4 years"):
        slope([1, 2, 3], [1, 2, 3])

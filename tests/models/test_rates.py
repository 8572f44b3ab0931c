"""Rates of rare events."""

import numpy as np
import pytest
from scipy import stats

from helpers.models.rates import ahead, differ, draws_of_rates, first, rate


def test_the_interval_is_that_of_the_gamma_posterior() -> None:
    found = rate(13, 3.0, shape=0.5, level=0.95)
    low, high = (stats.gamma.ppf(end, 13.5, scale=1 / 3) for end in (0.025, 0.975))
    assert (found.value, found.low, found.high) == pytest.approx((13 / 3, low, high))


def test_no_event_has_rate_zero_and_an_upper_end() -> None:
    found = rate(0, 2.0)
    assert found.value == found.low == 0
    assert 0 < found.high < 2


@pytest.mark.parametrize(("count", "years"), [(1, 0.0), (-1, 1.0), (float("nan"), 1.0)])
def test_impossible_counts_and_times_are_refused(count: float, years: float) -> None:
    with pytest.raises(ValueError, match="expected counts of 0 or more"):
        rate(count, years)


def test_draws_have_the_mean_of_the_posterior() -> None:
    drawn = draws_of_rates([0, 30], 3.0, 20_000, np.random.default_rng(1))
    assert drawn.shape == (20_000, 2)
    assert drawn.mean(axis=0) == pytest.approx([0.5 / 3, 30.5 / 3], rel=0.05)


def test_probabilities_of_being_first_add_up_and_follow_the_counts() -> None:
    shares = first(draws_of_rates([2, 10, 40], 3.0, 5000, np.random.default_rng(2)))
    assert shares.sum() == pytest.approx(1)
    assert shares[2] > 0.99


def test_equal_counts_are_ahead_of_each_other_half_the_time() -> None:
    drawn = draws_of_rates([20, 20, 90], 3.0, 5000, np.random.default_rng(3))
    assert ahead(drawn, 0) == pytest.approx([0, 0.5, 1], abs=0.03)


def test_the_exact_test_is_symmetric() -> None:
    assert differ(11, 27) == pytest.approx(differ(27, 11))
    assert differ(5, 5) == pytest.approx(1)


def test_the_exact_test_is_that_of_the_binomial_distribution() -> None:
    others = list(range(1, 40))
    assert differ(11, others) == pytest.approx([stats.binomtest(11, 11 + n).pvalue for n in others])
    assert differ(0, [0, 5]) == pytest.approx([1, 2 * 0.5**5])

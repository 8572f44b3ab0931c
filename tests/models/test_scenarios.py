"""Distributions by year and the copula between them do what they say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.scenarios import Marginal, about, alike, between, couple, smoothed, stretched, triangular

RNG_SEED = 7


def drawn(draws: int, width: int) -> np.ndarray:
    return np.random.default_rng(RNG_SEED).uniform(1e-9, 1 - 1e-9, (draws, width))


def test_a_marginal_gives_back_the_distribution_it_keeps() -> None:
    values = np.random.default_rng(RNG_SEED).lognormal(1, 1, (5000, 2))
    kept = Marginal.of([2026, 2027], values)
    again = kept.at(drawn(20000, 1)[:, 0], [2026, 2027])
    assert np.quantile(again, [0.1, 0.5, 0.9], axis=0) == pytest.approx(
        np.quantile(values, [0.1, 0.5, 0.9], axis=0), rel=0.05
    )


def test_a_year_that_is_not_kept_is_an_error() -> None:
    kept = Marginal.of([2026], np.ones((3, 1)))
    with pytest.raises(KeyError):
        kept.at(np.array([0.5]), [2031])


@pytest.mark.parametrize("correlation", [0.0, 0.4, 0.8])
def test_the_copula_keeps_the_marginals_and_gives_the_dependence(correlation: float) -> None:
    coupled = couple(drawn(20000, 4), alike(4, correlation))
    assert np.quantile(coupled, [0.25, 0.5, 0.75], axis=0) == pytest.approx(
        np.repeat([[0.25], [0.5], [0.75]], 4, axis=1), abs=0.02
    )
    expected = 6 / np.pi * np.arcsin(correlation / 2)  # Spearman's of a Gaussian copula
    assert np.corrcoef(coupled.T)[np.triu_indices(4, 1)] == pytest.approx(expected, abs=0.03)


def test_correlations_that_cannot_hold_together_are_refused() -> None:
    with pytest.raises(ValueError, match="hold together"):
        couple(drawn(10, 3), np.array([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]))


@given(st.floats(-10, 10), st.floats(0, 5), st.floats(0, 5))
def test_a_triangular_stays_between_its_ends(mode: float, left: float, right: float) -> None:
    values = triangular(np.linspace(0, 1, 21), mode - left, mode, mode + right)
    assert values.min() >= mode - left - 1e-9
    assert values.max() <= mode + right + 1e-9
    assert (np.diff(values) >= -1e-9).all()


def test_simple_distributions_have_their_middle() -> None:
    assert between(np.array([0.0, 1.0]), 2, 5).tolist() == [2, 5]
    assert about(np.array([0.5]), 5.6, 0.3)[0] == pytest.approx(5.6)
    assert triangular(np.array([0.3]), 1, 1, 1)[0] == 1


def test_stretching_reaches_the_ends_and_keeps_the_middle() -> None:
    draws = np.random.default_rng(RNG_SEED).normal(0, 1, 4001)
    draws -= np.median(draws)
    wide = stretched(draws, -3.0, 0.0, 5.0, 0.9)
    assert np.quantile(wide, [0.05, 0.5, 0.95]) == pytest.approx([-3, 0, 5], abs=0.02)


def test_smoothing_fills_holes_and_keeps_the_spread() -> None:
    lumpy = np.random.default_rng(RNG_SEED).choice([-0.3, -0.1, 0.05], 5000)
    fine = smoothed(lumpy, 3, np.random.default_rng(1))
    assert len(np.unique(fine)) > 4000
    assert np.median(fine) == pytest.approx(np.median(lumpy))
    assert fine.std() == pytest.approx(lumpy.std(), rel=0.05)

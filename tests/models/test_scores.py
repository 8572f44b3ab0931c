"""Scores of forecasts."""

import numpy as np
import pytest

from helpers.models.scores import crps, crps_of_range, skill


def test_a_sure_and_right_forecast_scores_nought() -> None:
    assert crps(np.full(50, 2.0), 2.0) == pytest.approx(0)


def test_an_ensemble_of_a_range_scores_like_the_range() -> None:
    members = np.linspace(-1, 3, 4001)
    for outcome in (-2.0, 0.5, 3.0, 5.0):
        assert crps(members, outcome) == pytest.approx(crps_of_range(-1, 3, outcome), abs=2e-3)


def test_the_normal_score_is_the_closed_form() -> None:
    members = np.random.default_rng(1).standard_normal(40_000)
    closed = 1 * (2 * 0.39894 - 1 / np.sqrt(np.pi))  # Gneiting and Raftery (2007), at the mean
    assert crps(members, 0.0) == pytest.approx(closed, abs=0.01)


def test_a_wide_forecast_scores_worse_than_a_narrow_right_one() -> None:
    assert crps_of_range(-5, 5, 0.0) > crps_of_range(-1, 1, 0.0)


def test_an_empty_ensemble_and_a_turned_range_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one draw"):
        crps(np.array([]), 0.0)
    with pytest.raises(ValueError, match="low <= high"):
        crps_of_range(1, 0, 0.5)


def test_skill_needs_a_reference() -> None:
    assert skill(1.0, 1.0) == 0
    with pytest.raises(ValueError, match="positive"):
        skill(1.0, 0.0)

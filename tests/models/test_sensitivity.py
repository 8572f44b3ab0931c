"""Variance shares agree with what is known of textbook functions."""

import numpy as np
import pytest

from helpers.models.sensitivity import power_of_two, rank_correlations, shares

Floats = np.ndarray


def test_an_additive_model_gives_its_weights() -> None:
    found = shares(lambda x: x @ np.array([[1.0], [2.0], [0.0]]), ["a", "b", "c"], ["y"], 2048, 1).set_index("input")
    assert found["first"].tolist() == pytest.approx([0.2, 0.8, 0.0], abs=0.05)
    assert found["total"].tolist() == pytest.approx(found["first"].tolist(), abs=0.08)


def test_an_interaction_shows_in_the_total_only() -> None:
    found = shares(lambda x: (x[:, :1] - 0.5) * (x[:, 1:] - 0.5), ["a", "b"], ["y"], 2048, 1)
    assert (found["first"].abs() < 0.1).all()
    assert (found["total"] > 0.8).all()


def test_a_wild_output_is_judged_by_its_ranks() -> None:
    calm = shares(lambda x: x[:, :1] + x[:, 1:], ["a", "b"], ["y"], 1024, 1)
    wild = shares(lambda x: np.exp(20 * (x[:, :1] + x[:, 1:])), ["a", "b"], ["y"], 1024, 1)
    assert wild["total"].tolist() == pytest.approx(calm["total"].tolist(), abs=1e-6)


def test_an_output_that_never_varies_is_left_out() -> None:
    found = shares(lambda x: np.column_stack([x[:, 0], np.ones(len(x))]), ["a", "b"], ["y", "same"], 128, 1)
    assert set(found["output"]) == {"y"}
    assert shares(lambda x: np.ones((len(x), 1)), ["a", "b"], ["same"], 128, 1).empty


def test_draws_are_rounded_down_to_a_power_of_two() -> None:
    assert [power_of_two(n) for n in (100, 128, 2000)] == [64, 128, 1024]


def test_rank_correlations_have_a_sign_and_know_constants() -> None:
    x = np.linspace(0, 1, 50)
    found = rank_correlations({"x": x, "same": np.ones(50)}, {"down": -(x**3)}).set_index("input")["correlation"]
    assert found["x"] == pytest.approx(-1)
    assert np.isnan(found["same"])

"""Shuffled labels: level when there is nothing, power when there is something."""

import numpy as np
import pytest

from helpers.models.permutation import difference, over_cases, over_places

PLACES = "ABCDEF"
PAIRS = [(a, b) for i, a in enumerate(PLACES) for b in PLACES[i + 1 :]]


def test_strata_are_compared_inside_only() -> None:
    values, label = [10, 11, 1, 2], [1, 0, 1, 0]
    assert difference(values, label, ["a", "a", "b", "b"]) == pytest.approx(-1)
    assert np.isnan(difference(values, [1, 1, 0, 0], ["a", "a", "b", "b"]))


def test_no_comparison_is_no_test() -> None:
    rng = np.random.default_rng(1)
    assert over_cases([1, 2], [1, 0], ["a", "b"], 100, rng) is None
    assert over_places([("A", "B")], [1], ["A", "B"], [], {"A": "x", "B": "x"}, ["s"]) is None


def test_the_test_keeps_its_level_when_there_is_nothing() -> None:
    rng = np.random.default_rng(5)
    label, strata = [1] * 6 + [0] * 6, ["a"] * 12
    found = [over_cases(rng.normal(size=12), label, strata, 99, rng) for _ in range(200)]
    small = np.mean([result.p <= 0.1 for result in found if result])
    assert 0.04 < small < 0.17


def test_an_effect_beyond_all_shuffles_has_the_smallest_p() -> None:
    found = over_cases([9, 9, 9, 9, 9, 1, 1, 1, 1, 1], [1] * 5 + [0] * 5, ["a"] * 10, 199, np.random.default_rng(1))
    assert found is not None
    assert found.effect == 8
    assert found.p < 0.03
    assert found.high < found.effect


def test_every_assignment_of_places_is_tried_once() -> None:
    values = [1.0 if {a, b} <= set("ABC") else 0.0 for a, b in PAIRS]
    free = over_places(PAIRS, values, "ABC", "", dict.fromkeys(PLACES, "x"), ["s"] * len(PAIRS))
    assert free is not None
    assert free.shuffles == 20
    assert free.p == pytest.approx(1 / 20)


def test_fixed_places_stay_and_kinds_are_not_mixed() -> None:
    values = [float(a == "A" and b == "B") for a, b in PAIRS]
    kinds = {"A": "x", "B": "y", "C": "y", "D": "y", "E": "z", "F": "z"}
    found = over_places(PAIRS, values, ["A", "B"], ["A"], kinds, ["s"] * len(PAIRS))
    assert found is not None
    assert found.shuffles == 3


def test_one_bad_state_makes_pairs_look_surer_than_states() -> None:
    # all pairs of A are high, and A is a member: the pairs are not independent
    values = [5.0 if a == "A" else 1.0 for a, _ in PAIRS]
    member = [{a, b} <= {"A", "B", "C"} for a, b in PAIRS]
    pairs = over_cases(values, member, ["s"] * len(PAIRS), 999, np.random.default_rng(1))
    states = over_places(PAIRS, values, "ABC", "A", dict.fromkeys(PLACES, "x"), ["s"] * len(PAIRS))
    assert pairs is not None
    assert states is not None
    assert states.p == 1
    assert pairs.p < 0.5

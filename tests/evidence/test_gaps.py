"""What rows leave open."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.evidence import Gaps, gaps, made
from helpers.evidence.gaps import years_in_words

FACT: dict[str, Any] = {"series": "cargo", "entity": "KAZ", "unit": "Mt", "value": 1}


def of(*rows: dict[str, Any]) -> Gaps:
    return gaps(made([{**FACT, **row} for row in rows]).observations)


def test_nothing_leaves_nothing_open() -> None:
    assert of() == Gaps()


@pytest.mark.parametrize("kind", ["plan", "forecast", "capacity"])
def test_a_plan_is_no_measurement_and_fills_no_gap(kind: str) -> None:
    found = of({"period": "2010"}, {"period": "2011", "kind": kind}, {"period": "2012"})
    assert found == Gaps(years=(2011,), unmeasured=("2011",))


def test_a_plan_of_a_period_that_was_measured_in_part_is_not_alone() -> None:
    assert of({"period": "2025", "kind": "plan"}, {"period": "2025-01/2025-03"}).unmeasured == ()


def test_a_bound_is_no_measurement_and_about_is_one() -> None:
    assert of({"period": "2010", "bound": "lower"}, {"period": "2012", "bound": "about"}).bounded == ("2010",)
    assert of({"period": "2010", "bound": "upper"}, {"period": "2010"}).bounded == ()


def test_a_figure_over_several_years_covers_them() -> None:
    assert of({"period": "2005/2010"}, {"period": "2012"}).years == (2011,)


@given(st.sets(st.integers(1990, 2030), min_size=1, max_size=12))
def test_gaps_and_measured_years_make_up_the_whole_span(years: set[int]) -> None:
    found = of(*({"period": str(year)} for year in years)).years
    assert set(found) | years == set(range(min(years), max(years) + 1))
    assert not set(found) & years
    spelled = years_in_words(found)
    ends = [part.split("–") for part in spelled]
    assert {year for part in ends for year in range(int(part[0]), int(part[-1]) + 1)} == set(found)

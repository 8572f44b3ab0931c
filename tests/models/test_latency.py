"""Light in fibre."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.latency import detour, fibre_km, round_trip


def test_light_in_vacuum_takes_a_third_of_a_microsecond_a_hundred_metres() -> None:
    assert round_trip(299.792458, 1.0) == pytest.approx(2.0)


@given(st.floats(1, 30_000), st.floats(1, 2))
def test_length_and_time_are_inverse(km: float, index: float) -> None:
    assert fibre_km(round_trip(km, index), index) == pytest.approx(km)
    assert detour(round_trip(km, index), km, index) == pytest.approx(1)


def test_less_than_the_floor_shows_as_less_than_one() -> None:
    assert detour(44.0, 5594.0, 1.468) < 1 < detour(85.0, 5072.0, 1.468)


def test_no_distance_has_no_floor() -> None:
    with pytest.raises(ValueError, match="positive distance"):
        detour(10.0, 0.0, 1.468)

"""How far a stated number may have been rounded."""

import pytest

from helpers.models.rounding import half_unit


@pytest.mark.parametrize(
    ("text", "half"), [("810", 5.0), ("880", 5.0), ("-29", 0.5), ("2", 0.5), ("547.6", 0.05), ("1000", 500.0)]
)
def test_half_a_unit_of_the_last_figure(text: str, half: float) -> None:
    assert half_unit(text) == pytest.approx(half)

"""From water to cargo to cost."""

import pandas as pd
import pytest

from helpers.models.draft import block_immersion, cargo_change, immersion, unit_cost_change


def test_two_deadweights_give_tonnes_per_centimetre() -> None:
    rows = [("a", 3.6, 5378.0), ("a", 4.2, 6980.0), ("a", 3.6, 5428.0)]
    table = immersion(pd.DataFrame(rows, columns=["ship", "draft", "deadweight"]))
    assert table["tonnes_per_cm"].iloc[0] == pytest.approx((6980 - 5403) / 60)


def test_one_draft_tells_nothing() -> None:
    table = immersion(pd.DataFrame([("a", 4.0, 5000.0)], columns=["ship", "draft", "deadweight"]))
    assert table.empty


def test_a_fuller_hull_carries_more() -> None:
    assert block_immersion(150, 17.3, 0.95) > block_immersion(150, 17.3, 0.85)


def test_less_water_is_less_cargo_unless_it_is_dredged() -> None:
    assert cargo_change(-0.2, 25.0) == pytest.approx(-500)
    assert cargo_change(-0.2, 25.0, 0.0) == 0


def test_half_a_cargo_doubles_the_cost_of_a_tonne_if_all_of_it_is_fixed() -> None:
    assert unit_cost_change(0.5) == 1.0
    assert unit_cost_change(0.5, 0.0) == 0.0
    assert unit_cost_change(1.0) == 0.0


def test_an_empty_ship_has_no_cost_per_tonne() -> None:
    with pytest.raises(ValueError, match="above 0"):
        unit_cost_change(0.0)

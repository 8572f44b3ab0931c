"""The fleet on a falling sea: less water carries less, more ships help up to the berths, dredging helps always."""

from datetime import date
from typing import Any

import pytest

from helpers.analysis.energy import Goal
from helpers.analysis.energy_water import Falling, falling
from helpers.evidence import Evidence, load
from helpers.locale import missing, speaking
from helpers.parameters import Energy
from helpers.present.energy_explorer import FALLS, water_explorer, water_view
from helpers.present.explorer import Explorer

FEW = Energy(runs=2)
GOAL = Goal(7000.0, 2027)


@pytest.fixture(scope="module")
def explored(evidence: Evidence) -> Explorer[Energy]:
    found = water_explorer(evidence, FEW, GOAL, ["some-source"])
    assert found is not None
    return found


def at(evidence: Evidence, goal: Goal = GOAL, **changes: Any) -> Falling:
    found = falling(evidence, Energy(**{"runs": 2, **changes}), goal, FALLS)
    assert found is not None
    return found


def test_less_water_carries_less_and_nothing_beats_the_berths(evidence: Evidence) -> None:
    curve = at(evidence).curve
    assert curve["fleet"].is_monotonic_decreasing
    assert curve["berths"].is_monotonic_decreasing
    assert (curve["fleet"] <= curve["berths"]).all()
    assert at(evidence, lower_water=2.0).carried.value < at(evidence, lower_water=0.5).carried.value


def test_more_ships_help_up_to_the_berths_and_no_further(evidence: Evidence) -> None:
    few, more, crowd = (at(evidence, fleet_factor=factor) for factor in (1.0, 2.0, 8.0))
    assert few.carried.value < more.carried.value < crowd.carried.value
    assert crowd.carried.value == pytest.approx(crowd.berths, rel=0.02)
    assert few.berths == more.berths


def test_a_berth_or_dredging_can_bring_a_goal_into_reach(evidence: Evidence) -> None:
    assert at(evidence).needed == 0
    assert at(evidence).berths < GOAL.kt
    berth, dredged = at(evidence, load_berths=4), at(evidence, passed_on=0.3)
    assert berth.berths > GOAL.kt
    assert berth.needed > 0
    assert dredged.needed > 0


def test_where_the_ships_fall_short_the_curve_meets_the_goal(evidence: Evidence) -> None:
    found = at(evidence)
    assert found.short_from is not None
    there = at(evidence, lower_water=max(found.short_from, 0.1))
    assert there.carried.value == pytest.approx(GOAL.kt, rel=0.01)
    assert at(evidence, passed_on=0.0).short_from is None
    assert at(evidence, Goal(20_000.0, 2027)).short_from == 0


def test_the_words_say_what_is_out_of_reach(evidence: Evidence) -> None:
    assert "out of reach of any number" in water_view(at(evidence), GOAL).words
    assert "would then take" in water_view(at(evidence, load_berths=4), GOAL).words
    assert "suffice at every level" in water_view(at(evidence, passed_on=0.0), GOAL).words
    assert "already at today's water" in water_view(at(evidence, fleet_factor=1.0), GOAL).words


def test_the_stills_are_named_and_share_their_axes(explored: Explorer[Energy]) -> None:
    settings = explored.settings()
    assert len({label for label, _ in settings}) == len(settings) == 4
    axes = [explored.view(asked).figure.axes[0] for _, asked in settings]
    assert len({(ax.get_xlim(), ax.get_ylim()) for ax in axes}) == 1
    states = explored.block([{"id": "a"}])["states"]
    assert [state["label"] for state in states] == [label for label, _ in settings]


def test_a_still_never_leaves_the_limits_of_its_parameter(evidence: Evidence) -> None:
    most = Energy(runs=2, fleet_factor=10.0, load_berths=12)
    found = water_explorer(evidence, most, GOAL, ["some-source"])
    assert found is not None
    assert all(asked.fleet_factor <= 10 and asked.load_berths <= 12 for _, asked in found.settings())


def test_the_axis_reaches_as_far_as_the_parameter(explored: Explorer[Energy]) -> None:
    view = explored.view(explored.at({"lower_water": FALLS[-1]}))
    assert view.figure.axes[0].get_xlim() == (0, FALLS[-1])
    with pytest.raises(ValueError, match="lower_water"):
        explored.at({"lower_water": FALLS[-1] + 0.1})


def test_an_early_day_knows_no_fleet() -> None:
    assert water_explorer(load(date(2015, 12, 31), sees=Energy.sees), FEW, GOAL, ["some-source"]) is None


def test_in_russian_nothing_stays_english(evidence: Evidence) -> None:
    before = missing()
    with speaking("ru"):
        found = water_explorer(evidence, FEW, GOAL, ["some-source"])
        assert found is not None
        assert "не перевезти никаким числом судов" in found.block([{"id": "a"}])["states"][0]["words"]
    assert missing() == before

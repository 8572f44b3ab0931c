"""The shipper's choice: dearer time favours the faster way, dearer delay the surer one."""

from datetime import date

import pytest

from helpers.analysis import corridor_network
from helpers.analysis.corridor_choice import Choice, Weights, choose, offers
from helpers.analysis.corridor_network import MIDDLE, NORTH, SEA
from helpers.evidence import Evidence, load
from helpers.locale import missing, speaking
from helpers.parameters import Corridor
from helpers.present.corridor_explorer import TOP, Shipper, route_explorer
from helpers.present.explorer import Explorer

FEW = Corridor(draws=200)


def explorer(evidence: Evidence) -> Explorer[Shipper] | None:
    ways = corridor_network.ways(evidence, FEW)
    return route_explorer(corridor_network.comparison(ways, FEW), ways)


def choice(evidence: Evidence, *, north: bool = False, **weights: float) -> Choice:
    ways = corridor_network.ways(evidence, FEW)
    offered = offers(corridor_network.comparison(ways, FEW), north=north)
    return choose(offered, ways, Weights(**{"price": 1.0, "time": 100.0, "reserve": 0.0, **weights}), TOP)


@pytest.fixture(scope="module")
def explored(evidence: Evidence) -> Explorer[Shipper]:
    found = explorer(evidence)
    assert found is not None
    return found


def test_a_dearer_day_never_makes_the_choice_slower(evidence: Evidence) -> None:
    days = [choice(evidence, time=float(weight)).ways["days"].iloc[0] for weight in range(0, 201, 20)]
    assert days == sorted(days, reverse=True)
    assert days[0] > days[-1]
    stretches = choice(evidence).stretches
    speed = choice(evidence).ways.set_index("way")["days"]
    assert list(speed[stretches["way"]]) == sorted(speed[stretches["way"]], reverse=True)


def test_dearer_delay_drives_the_shipper_off_the_way_that_is_least_sure(evidence: Evidence) -> None:
    ways = choice(evidence).ways
    assert ways.loc[ways["reserve"].idxmax(), "way"] == SEA
    at_sea = [choice(evidence, reserve=weight).stretches.iloc[0] for weight in (0.0, 100.0, 200.0)]
    assert {stretch["way"] for stretch in at_sea} == {SEA}
    assert at_sea[0]["end"] > at_sea[1]["end"] > at_sea[2]["end"]


def test_where_only_the_price_counts_the_cheapest_way_wins_for_sure(evidence: Evidence) -> None:
    ways = choice(evidence, time=0.0).ways
    assert list(ways["price"]) == sorted(ways["price"])
    assert ways["chance"].sum() == pytest.approx(1)
    assert ways["chance"].idxmax() == 0


def test_the_winner_at_a_weight_is_that_of_its_stretch(evidence: Evidence) -> None:
    for weight in (1.0, 40.0, 90.0, 199.0):
        found = choice(evidence, time=weight)
        stretch = found.stretches[(found.stretches["start"] <= weight) & (weight <= found.stretches["end"])]
        assert found.ways["way"].iloc[0] in set(stretch["way"])


def test_the_north_is_left_out_when_it_is_closed(explored: Explorer[Shipper]) -> None:
    open_, closed = (explored.view(Shipper(north=north)) for north in (True, False))
    assert NORTH in set(open_.data["way"])
    assert NORTH not in set(closed.data["way"])
    assert "North" in open_.words
    assert "North" not in closed.words + closed.alt


def test_the_stills_are_named_and_share_their_axes(explored: Explorer[Shipper]) -> None:
    settings = explored.settings()
    assert len({label for label, _ in settings}) == len(settings) == 4
    axes = [explored.view(asked).figure.axes[0] for _, asked in settings]
    assert len({(ax.get_xlim(), ax.get_ylim()) for ax in axes}) == 1
    states = explored.block([{"id": "a"}])["states"]  # drawn, so that the figures are looked at
    assert [state["label"] for state in states] == [label for label, _ in settings]


def test_ends_of_the_weights_can_be_drawn(explored: Explorer[Shipper]) -> None:
    for changes in ({"time": TOP, "reserve": TOP}, {"price": 0.1, "reserve": TOP, "time": 0.0}, {"price": 0.1}):
        view = explored.view(explored.at(changes))
        assert view.data["cost"].max() <= view.figure.axes[0].get_ylim()[1]


@pytest.mark.parametrize("day", [date(2015, 12, 31), date(2018, 12, 31)])
def test_an_early_day_has_nothing_to_choose_from(day: date) -> None:
    assert explorer(load(day, sees=Corridor.sees)) is None


def test_two_ways_are_enough(evidence: Evidence) -> None:
    early = explorer(load(date(2022, 12, 31), sees=Corridor.sees))
    assert early is not None
    assert len(early.view(Shipper()).data) == 2
    assert MIDDLE in set(early.view(Shipper()).data["way"])


def test_in_russian_nothing_stays_english(evidence: Evidence) -> None:
    before = missing()
    with speaking("ru"):
        found = explorer(evidence)
        assert found is not None
        assert "Выгоднее всего путь" in found.block([{"id": "a"}])["states"][0]["words"]
    assert missing() == before

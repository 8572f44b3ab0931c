"""Closed lands: nothing closed adds a way, the cable never takes one, and what is lost is said."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from helpers.evidence import Evidence, load
from helpers.locale import missing, speaking
from helpers.parameters import Digital
from helpers.present.digital_explorer import LANDS, SLOWEST, WEST, Closing, closing_explorer
from helpers.present.explorer import Explorer

ALL = [dict.fromkeys(some, True) for count in range(len(LANDS) + 1) for some in combinations(LANDS, count)]


@pytest.fixture(scope="module")
def explored(evidence: Evidence) -> Explorer[Closing]:
    found = closing_explorer(evidence, Digital(), ["some-source"])
    assert found is not None
    return found


def test_closing_a_land_never_shortens_a_way(explored: Explorer[Closing]) -> None:
    open_ = explored.view(Closing()).data.fillna({"before": 1e9, "after": 1e9})
    for closed in ALL:
        table = explored.view(Closing(**closed)).data.fillna({"before": 1e9, "after": 1e9})
        assert (table["before"] >= open_["before"]).all()
        assert (table["after"] >= open_["after"]).all()
        assert (table["ways_after"] <= open_["ways_after"]).all()


def test_the_cable_never_lengthens_or_takes_a_way(explored: Explorer[Closing]) -> None:
    for closed in ALL:
        table = explored.view(Closing(east="beijing", **closed)).data.fillna({"before": 1e9, "after": 1e9})
        assert (table["after"] <= table["before"]).all()
        assert (table["ways_after"] >= table["ways_before"]).all()


def test_without_russia_the_cable_saves_hundreds_of_milliseconds(explored: Explorer[Closing]) -> None:
    table = explored.view(Closing(russia=True)).data
    assert (table["before"] - table["after"] > 200).all()


def test_the_words_name_each_city_once_by_what_becomes_of_it(explored: Explorer[Closing]) -> None:
    cities = ("Baku", "Istanbul", "Frankfurt", "London")
    assert len(cities) == len(WEST)
    for closed in ALL:
        words = explored.view(Closing(**closed)).words
        assert [words.count(city) for city in cities] == [1] * len(cities), words
    assert "All links are open" in explored.view(Closing()).words
    assert "Only the cable leads to: Baku, " in explored.view(Closing(russia=True, china=True)).words
    lost = explored.view(Closing(east="beijing", russia=True, china=True)).words
    assert lost == "Closed: Russia and China. No way is left to: Baku, Istanbul, Frankfurt and London."


def test_every_setting_fits_the_axis_and_its_texts_stay_apart(explored: Explorer[Closing]) -> None:
    closed: list[dict[str, Any]] = [{}, {"russia": True}, {"russia": True, "georgia": True, "china": True}]
    stills = [{}, *({"east": east, **lands} for east in ("aktau", "hongkong") for lands in closed)]
    whole = replace(explored, stills={str(still): still for still in stills})
    assert len(whole.block([{"id": "a"}])["states"]) == len(stills)
    for _, asked in whole.settings():
        assert not explored.view(asked).data[["before_high", "after_high"]].max().max() > SLOWEST


def test_the_stills_are_named_and_share_their_axes(explored: Explorer[Closing]) -> None:
    settings = explored.settings()
    assert len({label for label, _ in settings}) == len(settings) == 4
    axes = [explored.view(asked).figure.axes[0] for _, asked in settings]
    assert len({(ax.get_xlim(), ax.get_ylim()) for ax in axes}) == 1


def test_an_early_day_has_no_network_to_close() -> None:
    assert closing_explorer(load(date(2015, 12, 31), sees=Digital.sees), Digital(), ["some-source"]) is None


def test_in_russian_nothing_stays_english(evidence: Evidence) -> None:
    before = missing()
    with speaking("ru"):
        found = closing_explorer(evidence, Digital(), ["some-source"])
        assert found is not None
        assert "Закрыто: Россия." in found.block([{"id": "a"}])["states"][1]["words"]
    assert missing() == before

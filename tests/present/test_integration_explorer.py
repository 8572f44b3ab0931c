"""Pair against pair in the General Assembly, explored: any two, on the same years and the same axes."""

from datetime import date
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from helpers.analysis.integration import pair_years
from helpers.evidence import Evidence, load
from helpers.locale import missing, speaking
from helpers.parameters import Integration
from helpers.present.explorer import Explorer, View
from helpers.present.integration_explorer import Pair, Pairs, pairs_explorer

PARAMETERS = Integration(draws=200)


@pytest.fixture(scope="module")
def explorer(evidence: Evidence) -> Explorer[Pairs]:
    made = pairs_explorer(evidence, PARAMETERS)
    assert made is not None
    return made


def at(explorer: Explorer[Pairs], **changes: Any) -> View:
    return explorer.view(explorer.at(changes))


def test_every_pair_on_record_can_be_chosen(evidence: Evidence) -> None:
    assert set(get_args(Pair)) == set(pair_years(evidence, PARAMETERS)["pair"])


def test_the_words_tell_the_more_alike_or_that_none_can_be_told(explorer: Explorer[Pairs]) -> None:
    told = at(explorer, other="AZE-USA").words
    assert "do not overlap: Azerbaijan and Kazakhstan are the more alike" in told
    turned = at(explorer, pair="AZE-USA", other="AZE-KAZ").words
    assert "do not overlap: Azerbaijan and Kazakhstan are the more alike" in turned
    assert "ahead in 0 of" in turned
    assert "The ranges overlap" in at(explorer, pair="KAZ-TUR", other="KAZ-RUS").words


def test_measures_and_years_change_the_numbers(explorer: Explorer[Pairs]) -> None:
    seen = [at(explorer), at(explorer, measure="identical"), at(explorer, first_year=1994, last_year=2003)]
    assert len({view.words for view in seen}) == 3
    strict, lenient = (view.data.set_index(["pair", "year"])["value"] for view in (seen[1], seen[0]))
    assert (strict <= lenient).all()


def test_no_year_is_pooled_that_only_one_pair_has(explorer: Explorer[Pairs]) -> None:
    view = at(explorer, other="AZE-TUR", first_year=2023, last_year=2023)
    assert view.words == "In none of these years can the votes of both pairs be used."
    assert len(view.figure.axes[0].lines) > 2


def test_stills_share_their_axes_and_a_foe_needs_more_room(explorer: Explorer[Pairs]) -> None:
    axes = [explorer.view(setting).figure.axes[0] for _, setting in explorer.settings()]
    assert len({(ax.get_xlim(), ax.get_ylim()) for ax in axes}) == 1
    assert at(explorer, other="AZE-USA").figure.axes[0].get_ylim()[0] == 0


@pytest.mark.parametrize("wrong", [{"other": "AZE-KAZ"}, {"first_year": 2020, "last_year": 2010}])
def test_what_cannot_be_compared_is_refused(explorer: Explorer[Pairs], wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        explorer.at(wrong)


def test_its_stills_are_labelled_in_every_language(evidence: Evidence) -> None:
    before = missing()
    for lang in ("en", "ru"):
        with speaking(lang):
            made = pairs_explorer(evidence, PARAMETERS)
            assert made is not None
            states = made.block([])["states"]
            assert len({state["label"] for state in states}) == len(states) == 6
    assert missing() == before


def test_nothing_is_explored_before_any_vote_was_published() -> None:
    assert pairs_explorer(load(date(2015, 12, 31)), PARAMETERS) is None


def test_years_turned_round_in_the_notebook_leave_nothing_to_explore(evidence: Evidence) -> None:
    assert pairs_explorer(evidence, Integration(first_year=2020, last_year=2010)) is None

"""The explorer of meetings answers as theory says, and shows nothing where nothing was known."""

from datetime import date
from typing import Any

import pytest

from helpers.analysis import diplomacy, diplomacy_pace, diplomacy_pairs
from helpers.analysis.diplomacy import PAIR
from helpers.claims import claim
from helpers.evidence import Evidence, load
from helpers.locale import speaking
from helpers.parameters import Diplomacy
from helpers.present.diplomacy_explorer import pace_explorer
from helpers.present.explorer import Explorer, View
from tests.present.exploring import compare_stills, turned, written

P = Diplomacy(draws=400)


def made(evidence: Evidence) -> Explorer[Any] | None:
    period = claim(evidence, "DIP-1").period
    used = diplomacy_pairs.sources(evidence, P, period)
    return pace_explorer(evidence, P, period, diplomacy.names(evidence), used)


@pytest.fixture
def explorer(evidence: Evidence) -> Explorer[Any]:
    found = made(evidence)
    assert found is not None
    return found


def own(view: View) -> Any:
    return view.data[view.data["pair"] == PAIR].iloc[0]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_stills_can_be_compared(lang: str, evidence: Evidence) -> None:
    with speaking(lang):
        found = made(evidence)
        assert found is not None
        compare_stills(found)


def test_a_stricter_definition_counts_fewer_meetings(explorer: Explorer[Any]) -> None:
    counts = [own(turned(explorer, definition=key))["count"] for key in ("all", "visits", "alone")]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_longer_trips_join_meetings(explorer: Explorer[Any]) -> None:
    apart, joined = (turned(explorer, trip_days=days).data["count"].sum() for days in (0, 14))
    assert joined < apart


def test_the_less_was_found_the_likelier_the_pair_is_first(explorer: Explorer[Any]) -> None:
    model = [explorer.at({"found": share}) for share in (1.0, 0.6, 0.3)]
    words = [explorer.view(one).words for one in model]
    chances = [float(text.rstrip(".").split()[-1].rstrip("%")) for text in words]
    assert chances == sorted(chances)
    assert chances[0] < 50 < chances[-1]


def test_more_pairs_are_compared_when_asked(explorer: Explorer[Any]) -> None:
    few, all_pairs = (len(turned(explorer, comparators=who).data) for who in ("post-Soviet", "all"))
    assert all_pairs > few


def test_the_line_that_is_supposed_is_named_only_where_something_was_missed(explorer: Explorer[Any]) -> None:
    assert any("were found" in text for text in written(turned(explorer, found=0.8)))
    assert not any("were found" in text for text in written(turned(explorer, found=1.0)))


def test_an_early_day_has_nothing_to_explore() -> None:
    assert made(load(date(2015, 1, 1))) is None


def test_choices_that_leave_nothing_say_so_in_the_panel(
    explorer: Explorer[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diplomacy_pace, "pace", lambda *_asked: None)
    view = explorer.view(explorer.start)
    assert written(view) == [view.words]

"""The breaks of the Caspian, explored: a dearer break is rarer, and every file is drawn on the same axes."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from helpers.analysis.caspian_breaks import find_breaks
from helpers.evidence import Evidence, load, made
from helpers.locale import missing, speaking
from helpers.parameters import Caspian
from helpers.present.caspian_explorer import CHEAPEST, DEAREST, breaks_explorer
from helpers.present.explorer import Explorer, View

PARAMETERS = Caspian(draws=100)


@pytest.fixture(scope="module")
def explorer(evidence: Evidence) -> Explorer[Caspian]:
    made = breaks_explorer(evidence, PARAMETERS)
    assert made is not None
    return made


def at(explorer: Explorer[Caspian], **changes: Any) -> View:
    return explorer.view(explorer.at(changes))


def test_a_dearer_break_is_rarer(explorer: Explorer[Caspian]) -> None:
    counts = [len(at(explorer, penalty=penalty).data) for penalty in (1.0, 8.0, 64.0)]
    assert counts[0] > counts[1] > counts[2]


def test_it_agrees_with_the_figure_of_the_notebook(explorer: Explorer[Caspian], evidence: Evidence) -> None:
    found = find_breaks(evidence, PARAMETERS)
    assert found is not None
    assert at(explorer).data["break"].tolist() == found.trend.breaks.tolist()


def test_the_words_name_the_range_in_which_nothing_changes(explorer: Explorer[Caspian]) -> None:
    assert "from a penalty of 6.3 to one of 12.7" in at(explorer).words
    assert at(explorer, penalty=6.4).data.equals(at(explorer, penalty=12.6).data)
    assert len(at(explorer, penalty=6.2).data) > len(at(explorer, penalty=6.4).data)
    assert "up to a penalty of" in at(explorer, penalty=1.0).words
    assert "on. " in at(explorer, penalty=64.0).words


def test_files_differ_on_the_same_axes(explorer: Explorer[Caspian]) -> None:
    views = [at(explorer, vintage=vintage) for vintage in ("volume", "2026", "2023")]
    assert len({view.words for view in views}) == 3
    assert len({(view.figure.axes[0].get_xlim(), view.figure.axes[0].get_ylim()) for view in views}) == 1


def test_the_axis_of_penalties_holds_all_that_may_be_asked() -> None:
    for penalty, beyond in ((CHEAPEST, CHEAPEST - 0.1), (DEAREST, DEAREST + 0.1)):
        assert Caspian(penalty=penalty).penalty == penalty
        with pytest.raises(ValidationError):
            Caspian(penalty=beyond)


def test_its_stills_are_labelled_in_every_language(evidence: Evidence) -> None:
    before = missing()
    for lang in ("en", "ru"):
        with speaking(lang):
            made = breaks_explorer(evidence, PARAMETERS)
            assert made is not None
            states = made.block([])["states"]
            assert len({state["label"] for state in states}) == len(states) == 5
    assert missing() == before


def test_a_day_with_one_file_shows_that_file_alone() -> None:
    early = breaks_explorer(load(date(2024, 6, 30)), PARAMETERS)
    assert early is not None
    labels = [label for label, _ in early.settings()]
    assert labels == ["As asked", "A break is cheap", "A break is dear"]
    assert at(early).words.startswith("Satellites, level file of 2023")


def test_a_straight_fall_has_no_break() -> None:
    months = [f"{year}-{month:02d}" for year in range(2000, 2020) for month in range(1, 13)]
    rows = [
        {"series": "caspian_level_altimetry", "entity": "CASPIAN", "period": month, "value": -27 - place / 120,
         "unit": "m DAHITI"}
        for place, month in enumerate(months)
    ]  # fmt: skip
    straight = breaks_explorer(made(rows), PARAMETERS)
    assert straight is not None
    assert at(straight).words == (
        "Satellites, level file of 2026, penalty 8: no break, the trend is −10 cm a year throughout."
    )


def test_nothing_is_explored_before_any_file() -> None:
    assert breaks_explorer(load(date(2015, 12, 31)), PARAMETERS) is None

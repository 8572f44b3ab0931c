"""The explorer of investment answers as theory says, and shows nothing where nothing was known."""

from datetime import date
from typing import Any

import pytest

from helpers.evidence import Evidence, load
from helpers.locale import speaking
from helpers.parameters import Investment
from helpers.present.explorer import Explorer
from helpers.present.investment_explorer import growth_explorer
from tests.present.exploring import compare_stills, turned, written

P = Investment(draws=200)


@pytest.fixture
def explorer(evidence: Evidence) -> Explorer[Any]:
    made = growth_explorer(evidence, P)
    assert made is not None
    return made


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_stills_can_be_compared(lang: str, evidence: Evidence) -> None:
    with speaking(lang):
        made = growth_explorer(evidence, P)
        assert made is not None
        compare_stills(made)


def test_the_greatest_and_the_least_growth_keep_the_axis(explorer: Explorer[Any]) -> None:
    ends = [turned(explorer, growth=growth).figure.axes[0].get_xlim() for growth in (0.0, 5.0)]
    assert ends[0] == ends[1]


def test_sums_of_another_basis_are_shown_beside_those_asked_for(explorer: Explorer[Any]) -> None:
    assert "another basis" not in written(turned(explorer))
    named, unnamed = (turned(explorer, basis=basis) for basis in ("start named", "no start named"))
    others = [written(view).count("another basis") for view in (named, unnamed)]
    assert sum(others) == len(named.data)
    assert named.words != unnamed.words


def test_a_sum_that_is_larger_needs_no_growth(explorer: Explorer[Any]) -> None:
    view = turned(explorer)
    larger = int((view.data["value"] > view.data["goal"]).sum())
    assert written(view).count("larger already") == larger > 0


def test_age_is_named_only_where_it_decides(explorer: Explorer[Any]) -> None:
    assert "only if" not in turned(explorer, lag_months=0).words
    assert "only if" in turned(explorer, growth=0.1, lag_months=12).words


def test_an_early_day_has_nothing_to_explore() -> None:
    assert growth_explorer(load(date(2015, 1, 1)), P) is None

"""The explorers of trade answer as theory says, and show nothing where nothing was known."""

from datetime import date
from typing import Any

import pytest

from helpers.analysis import trade_mirror, trade_vintages
from helpers.evidence import Evidence, load
from helpers.locale import speaking
from helpers.parameters import Asked, Trade
from helpers.present.explorer import Explorer
from helpers.present.trade_explorer import mirror_explorer
from helpers.present.trade_vintage_explorer import vintage_explorer
from tests.present.exploring import compare_stills, turned, written

P = Trade(draws=200)


@pytest.fixture
def mirror(evidence: Evidence) -> Explorer[Any]:
    made = mirror_explorer(evidence, P, trade_mirror.mirror_rows(evidence, P))
    assert made is not None
    return made


@pytest.fixture
def vintage(evidence: Evidence) -> Explorer[Any]:
    made = vintage_explorer(evidence, P, trade_vintages.forecast_rows(evidence, P))
    assert made is not None
    return made


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("name", ["mirror", "vintage"])
def test_stills_have_one_axis_and_names_and_no_text_on_another(
    name: str, lang: str, request: pytest.FixtureRequest
) -> None:
    with speaking(lang):
        compare_stills(request.getfixturevalue(name))


def test_the_ratio_without_gold_stands_in_the_place_of_the_one_with_it(mirror: Explorer[Any]) -> None:
    with_gold, without, both = (turned(mirror, gold=gold).data for gold in ("with", "without", "both"))
    period = without.loc[without["gold"] == "without", "period"].iloc[0]
    assert with_gold.loc[with_gold["period"] == period, "ratio"].iloc[0] > 1
    assert without.loc[without["period"] == period, "high"].iloc[0] < 1
    assert len(without) == len(with_gold) == len(both) - 1


def test_a_stricter_definition_leaves_periods_out(mirror: Explorer[Any]) -> None:
    all_figures, printed = turned(mirror), turned(mirror, derived=False)
    assert set(printed.data["period"]) < set(all_figures.data["period"])
    assert "left out" in written(printed)


def test_a_rougher_rounding_leaves_open_which_figure_is_larger(mirror: Explorer[Any]) -> None:
    assert "hangs on" not in turned(mirror, rounding=0.0).words
    assert "hangs on" in turned(mirror, rounding=0.5).words


def test_a_forecast_follows_the_growth_that_is_asked(vintage: Explorer[Any]) -> None:
    views = [turned(vintage, method="rest of last year", growth=growth) for growth in (-0.5, 0.0, 1.0)]
    values = [view.data.dropna(subset=["value"])["value"].iloc[-1] for view in views]
    assert values == sorted(values)
    assert len({view.words for view in views}) == len(views)


def test_a_method_that_gives_an_interval_says_whether_the_year_lay_in_it(vintage: Explorer[Any]) -> None:
    assert "its interval" in turned(vintage, method="course of other years").words
    assert "its interval" not in turned(vintage, method="in proportion").words


def test_a_day_on_which_a_method_lacks_a_figure_is_shown_as_such(vintage: Explorer[Any]) -> None:
    view = turned(vintage, method="growth so far")
    missing = int(view.data["value"].isna().sum())
    assert written(view).count("too little known") == missing > 0


def test_an_early_day_has_nothing_to_explore() -> None:
    early = load(date(2015, 1, 1))
    assert mirror_explorer(early, P, []) is None
    assert vintage_explorer(early, P, []) is None


def test_a_year_of_which_nothing_was_published_has_nothing_to_explore(evidence: Evidence) -> None:
    assert vintage_explorer(evidence, Trade(year=2040), []) is None


def test_parameters_that_note_what_they_are_asked_serve_as_well(evidence: Evidence) -> None:
    noting: Any = Asked(P)
    for made in (mirror_explorer(evidence, noting, []), vintage_explorer(evidence, noting, [])):
        assert made is not None
        assert made.view(made.start).words

"""The evidence shows itself: series with figure, sources and gaps, claims with their cards."""

from datetime import date
from typing import Any

import pytest

from helpers.evidence import Evidence, UnknownName, load, made
from helpers.locale import speaking
from helpers.parameters import Scorecard, Trade
from helpers.present import Page
from helpers.present.blocks import MIME
from helpers.present.exhibits import evidence_block, keys
from helpers.present.series_chart import chosen, over_time, series_figure
from helpers.present.series_words import finding, gaps_said, note
from tests.present.looks import faults

SERIES = "az_kz_trade_turnover_azrep"
FEW = Trade(draws=100)
FACT: dict[str, Any] = {"series": "cargo", "entity": "KAZ", "unit": "Mt"}
NAMES = {"KAZ": "Kazakhstan", "AZE": "Azerbaijan", "RUS": "Russia"}


@pytest.fixture
def page() -> Page:
    return Page(FEW, load(sees=Trade.sees))


def bundle(thing: Any) -> dict[str, Any]:
    found: dict[str, Any] = thing._repr_mimebundle_()
    return found


def test_a_series_shows_its_figure_its_sources_its_data_and_its_gaps(page: Page) -> None:
    shown = bundle(page[SERIES])
    block = shown[MIME]
    assert set(shown) == {MIME, "text/html", "text/plain"}
    assert block["kind"] == "figure"
    assert block["title"].startswith(f"{SERIES}: from ")
    assert "<svg" in block["svg"]
    assert len(block["sources"]) == len(set(page[SERIES].rows["source"]))
    assert block["csv"].count("\n") == len(page[SERIES].rows) + 1
    assert "No measurement: 2015–2017 and 2020." in block["note"]
    assert repr(page[SERIES]) == shown["text/plain"]


def test_an_exhibit_is_cited_by_the_report(page: Page) -> None:
    used = set(page[SERIES].rows["source"])
    assert used <= page._cited.keys()


def test_one_entity_of_a_series_is_shown_alone(page: Page) -> None:
    assert set(page["bilateral_trade_turnover", "KAZ-UZB"].rows["entity"]) == {"KAZ-UZB"}
    with pytest.raises(UnknownName, match=r"has no row of 'KAZ-UZZ'.*did you mean KAZ-UZB"):
        page["bilateral_trade_turnover", "KAZ-UZZ"]


def test_a_claim_shows_its_card_and_depends_on_what_its_rule_read(page: Page) -> None:
    card = page["TRD-1"]
    (item,) = card.block["items"]
    assert (card.block["kind"], item["id"], len(card.rows) > 0) == ("verdicts", "TRD-1", True)
    assert "tolerance" in card.asked
    assert page.results()["verdicts"] == []  # a look is no result of the run


def test_a_claim_of_another_theme_is_judged_by_what_its_own_notebook_sees(page: Page) -> None:
    whole = Page(Scorecard(draws=100), load(page._evidence.as_of))
    assert page["DIP-1"].block["items"] == whole["DIP-1"].block["items"]


@pytest.mark.parametrize("key", ["az_kz_trade_turnover_azrpe", "trd-1", "TRD1"])
def test_an_unknown_key_says_what_was_meant(page: Page, key: str) -> None:
    with pytest.raises(KeyError, match=r"no series and no claim is called .*did you mean (az_kz_trade|TRD-1)"):
        page[key]


def test_a_series_that_the_notebook_does_not_see_says_where_it_is(page: Page) -> None:
    with pytest.raises(UnknownName, match=r"is not seen here: load\(as_of\)"):
        page["titr_cargo"]


def test_a_series_of_which_nothing_was_known_says_so() -> None:
    early = Page(FEW, load(date(2000, 1, 1), sees=Trade.sees))[SERIES]
    assert early.block["kind"] == "prose"
    assert early.block["markdown"] == f"Nothing of {SERIES} had been published by 1 January 2000."


def test_what_has_rows_on_the_day_and_claims_are_offered(page: Page) -> None:
    early = keys(load(date(2000, 1, 1), sees=Trade.sees))
    offered = page._ipython_key_completions_()
    assert {SERIES, "TRD-1", "DIP-1"} <= set(offered)
    assert SERIES not in early
    assert "titr_cargo" not in offered


def test_the_gaps_are_told_in_words() -> None:
    rows = made([
        {**FACT, "period": "2010", "value": 1}, {**FACT, "period": "2014", "value": 2},
        {**FACT, "period": "2016", "value": 3, "bound": "lower"},
        {**FACT, "period": "2030", "value": 4, "kind": "plan"},
    ]).observations  # fmt: skip
    assert list(gaps_said(rows, NAMES)) == [
        "No measurement: 2011–2013.", "Only plans, forecasts or capacities: 2030.", "Only bounds: 2016.",
    ]  # fmt: skip
    with speaking("ru"):
        assert next(gaps_said(rows, NAMES)) == "Нет измерений: 2011–2013."


def test_the_title_is_a_finding_made_of_like_with_like() -> None:
    rows = made([
        {**FACT, "period": "2020", "value": 1}, {**FACT, "period": "2021", "value": 3},
        {**FACT, "period": "2022-01/2022-06", "value": 9}, {**FACT, "period": "2023", "value": 8, "kind": "plan"},
        {**FACT, "period": "2024", "value": 7, "bound": "lower"},
    ]).observations  # fmt: skip
    assert finding(rows, "cargo", NAMES) == "cargo: from 1 (2020) to 3 Mt (2021)"
    several = made([{**FACT, "entity": e, "period": "2020", "value": v} for e, v in (("KAZ", 1), ("AZE", 2))])
    assert finding(several.observations, "cargo", NAMES) == (
        "cargo: from 1 (Kazakhstan) to 2 Mt (Azerbaijan) in the newest figures of 2 entities"
    )
    only = made([{**FACT, "period": "2030", "value": 5, "kind": "plan", "bound": "lower"}]).observations
    assert finding(only, "cargo", NAMES) == "cargo: at least 5 Mt (plan), 2030"


def test_many_entities_are_cut_and_the_note_says_so(evidence: Evidence) -> None:
    rows = evidence.series("bilateral_trade_turnover", kinds=None, bounds=True)
    drawn = chosen(rows)
    assert len(drawn) == 9
    hidden = len(set(rows["entity"])) - 9
    assert f"{hidden} more entities are in the data" in note(rows, "", dict.fromkeys(rows["entity"], "x"), len(drawn))


def test_kinds_and_bounds_are_told_apart_by_signs() -> None:
    kinds = [{"kind": kind} for kind in ("actual", "estimate", "plan", "forecast", "capacity")]
    bounds = [{"bound": bound} for bound in ("lower", "upper", "about")]
    rows = made([{**FACT, **one, "period": str(2000 + n), "value": n} for n, one in enumerate(kinds + bounds)])
    figure, _ = series_figure(rows.observations, NAMES)
    looks = {
        (line.get_marker(), line.get_fillstyle(), line.get_markerfacecolor())
        for line in figure.legends[0].legend_handles
    }
    assert len(looks) == 8
    plain, _ = series_figure(made([{**FACT, "period": "2020", "value": 1}]).observations, NAMES)
    assert not plain.legends


def test_every_series_can_be_drawn_and_nothing_lies_on_anything(evidence: Evidence) -> None:
    wide = ["titr_cargo", "bilateral_trade_turnover", "gdp_current_usd", "route_days", "distance_capitals",
            "caspian_level", "caspian_level_altimetry", "unga_agreement", "container_rate_through_low",
            "caspian_area_loss_projection_km2", "institutional_event", "aktau_kuryk_target"]  # fmt: skip
    for name in wide:
        rows = evidence.series(name, kinds=None, bounds=True)
        figure, _ = series_figure(rows, {code: code for code in rows["entity"]})
        assert not faults(figure), name


def test_entities_with_one_period_each_stand_side_by_side(evidence: Evidence) -> None:
    assert not over_time(evidence.series("distance_capitals"))
    assert over_time(evidence.series("titr_cargo"))


def test_evidence_says_what_it_holds_instead_of_a_dump() -> None:
    held = load(date(2024, 12, 31), sees=Trade.sees)
    block = evidence_block(held)
    assert block["title"].startswith(f"Evidence as of 31 December 2024: {len(held.observations):,} observations of ")
    assert {row[0] for row in block["rows"]} == {"observations", *held.tables}
    assert repr(held) == (
        f"Evidence(as of 2024-12-31: {len(held.observations):,} observations of "
        f"{held.observations['series'].nunique():,} series)"
    )

"""How the notebook on the corridor closes, and what its tables and sentences say on any day."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from helpers.analysis import corridor, corridor_capacity, corridor_forecast, corridor_network, corridor_summary
from helpers.analysis import corridor_targets as targets
from helpers.claims import judge_theme
from helpers.evidence import Evidence, load, made
from helpers.parameters import Corridor
from helpers.present import Page
from helpers.present import corridor as pictures
from helpers.present import corridor_chain_words as chain_words
from helpers.present import corridor_closing as closing
from helpers.present import corridor_network as roads
from helpers.present import corridor_outlook as outlook
from helpers.present import corridor_words as words

FEW = Corridor(draws=100)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []
    monkeypatch.setattr(Page, "_display", lambda _, block: texts.append(str(block.get("markdown", block.get("items")))))
    return texts


def speak(evidence: Evidence) -> None:
    page, known = Page(FEW, evidence), corridor.levels(evidence)
    rates = corridor.growth_rates(evidence)
    chain, year = corridor_capacity.capacities(evidence, FEW), corridor.latest_year(rates, FEW)
    words.say_levels(page, known)
    words.say_growth(page, rates, year, FEW.months, 39.0, FEW.growth_tolerance)
    words.say_nowcast(page, corridor_forecast.pace_nowcasts(evidence))
    steps, flow = corridor_capacity.next_bottlenecks(chain), corridor_capacity.bottleneck(chain)
    chain_words.say_bottleneck(page, flow, steps, 4.0, 10.0, corridor_capacity.stated(evidence))
    closing.say_together(page, judge_theme(evidence, "corridor", FEW))
    closing.bottom_line(page, corridor_summary.summary(evidence, FEW, 39.0))


def test_the_bottom_line_answers_the_question_first(evidence: Evidence, said: list[str]) -> None:
    speak(evidence)
    last = max(place for place, text in enumerate(said) if text.startswith("[{"))  # the last of the headlines
    answer = "Not in tonnes: in the first 9 months of 2025 cargo changed by −6.2 to +9.4 percent"
    assert said[last + 1].startswith(answer)
    assert "8.1 percent less than the year before" in said[last + 2]
    assert any("'text': '−6.2 to +9.4 percent'" in text for text in said)  # measures are not averaged


def test_no_measure_bears_out_both_the_tonnage_and_its_growth(evidence: Evidence, said: list[str]) -> None:
    closing.say_together(Page(FEW, evidence), judge_theme(evidence, "corridor", FEW))
    assert said[0].startswith("No one measure bears out both")


def test_one_measure_may_bear_out_both(said: list[str]) -> None:
    row = {"entity": "AZE-KAZ", "period": "2024", "value": 3.6, "unit": "Mt", "note": "+20 percent"}
    evidence = made([{"series": "ports_kz_az_cargo", **row}])
    closing.say_together(Page(FEW, evidence), judge_theme(evidence, "corridor", FEW))
    assert said[0].startswith("Both the article's tonnage and its growth are borne out by cargo through the seaports")


def test_what_officials_give_the_route_stands_beside_the_narrowest_place(evidence: Evidence, said: list[str]) -> None:
    speak(evidence)
    official = "Officials give the whole route 6 million tonnes."
    assert any("5.6 million tonnes a year" in text and official in text for text in said)


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2020, 1, 1), date(2010, 1, 1)])
def test_thin_evidence_is_told_too(day: date, said: list[str]) -> None:
    speak(load(day))
    assert said
    assert "nan" not in " ".join(said)


def tables(evidence: Evidence) -> list[Any]:
    scored, ways = targets.scored(evidence, FEW), corridor_network.ways(evidence, FEW)
    worth = targets.worth(targets.told_ahead(scored), FEW)
    checks = corridor_network.through_checks(evidence, FEW, ways.get(corridor_network.MIDDLE))
    return [
        outlook.vintages_table(targets.summary(scored, FEW), scored),
        outlook.open_table(targets.open_targets(evidence, worth)), roads.checks_table(checks),
        outlook.nowcast_table(corridor_forecast.pace_nowcasts(evidence)),
    ]  # fmt: skip


def test_tables_say_what_they_find(evidence: Evidence) -> None:
    vintages, still, checks, nowcasts = tables(evidence)
    assert vintages.title == "Of the targets told more than a year ahead, 0 of 4 were met"
    assert still.title.endswith("come to 0.84 of what they say")
    assert checks.title.startswith("1 of 6 published times from door to door lies outside")
    assert "from four months on it erred most for 2025" in nowcasts.title
    assert "Xi'an to Duisburg" in set(checks.frame["way"])


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2020, 1, 1), date(2010, 1, 1)])
def test_tables_of_thin_evidence_can_be_made(day: date) -> None:
    for table in tables(load(day)):
        assert table is None or table.block([])["title"]


def test_the_growth_table_says_where_months_are_inferred(evidence: Evidence) -> None:
    frame: pd.DataFrame = pictures.growth_table(corridor.growth_rates(evidence), 2025).frame
    trains = frame[frame["label"].eq("Trains from China to Azerbaijan") & frame["months"].eq(9)]
    assert [how.partition(", ")[2] for how in trains["how"]] == ["months inferred"]

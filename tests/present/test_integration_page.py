"""Figures and tables of Turkic integration: they state findings, and stay silent where nothing is known."""

import re
from datetime import date
from typing import Any

import pytest

from helpers.analysis import integration as votes
from helpers.analysis import integration_exchange as exchange
from helpers.analysis import integration_members as members
from helpers.analysis import integration_points as ideal
from helpers.analysis import integration_sensitivity as varied
from helpers.analysis import integration_trade as trade
from helpers.evidence import Evidence, load, made
from helpers.locale import speaking
from helpers.parameters import Integration
from helpers.present import Chart, Page, Table
from helpers.present import integration as pictures
from helpers.present import integration_members as tested
from helpers.present import integration_summary as closing
from helpers.present import integration_ties as ties
from helpers.present import integration_words as words

FEW = Integration(draws=200)


def parts(evidence: Evidence, parameters: Integration = FEW) -> dict[str, Chart | Table | None]:
    """Every figure and table on some evidence."""
    years, sources = votes.pair_years(evidence, parameters), votes.sources(evidence)
    pairs, tests = members.spread(evidence, parameters), members.membership(evidence, parameters)
    stated, sizes = trade.stated(evidence), exchange.exchanges(evidence)
    gaps, divergent = ideal.distances(evidence, parameters), votes.table(evidence, "voting_divergent_2025")
    known = votes.table(evidence, "voting_issues")
    return {
        "likeness": pictures.likeness_chart(years, votes.ranks(evidence), parameters),
        "absence": pictures.absence_chart(years, votes.attendance(evidence)),
        "issues": pictures.issues_table(votes.issues(evidence), known, sources),
        "divergent": pictures.divergent_table(divergent),
        "points": pictures.points_chart(ideal.points(evidence), gaps),
        "spread": tested.spread_chart(pairs, sources, parameters),
        "parts": tested.parts_table(members.parts(pairs), sources),
        "tests": tested.membership_chart(tests, sources, parameters),
        "change": tested.change_table(tests, sources, parameters),
        "stated": ties.stated_chart(stated),
        "figures": ties.stated_table(stated),
        "languages": ties.languages_chart(exchange.languages(evidence, parameters), parameters.level),
        "people": ties.exchange_chart(sizes),
        "students": ties.people_table(sizes, exchange.people(evidence)),
        "sensitivity": words.sensitivity_table(varied.sensitivity(evidence, parameters), sources),
    }


@pytest.fixture(scope="module")
def shown(evidence: Evidence) -> dict[str, Chart | Table | None]:
    return parts(evidence)


def test_the_symbol_of_a_resolution_ends_no_line_half_way(shown: dict[str, Chart | Table | None]) -> None:
    told = shown["divergent"]
    assert isinstance(told, Table)
    named = " ".join(told.frame["resolutions"])
    assert "-" in named
    assert named.count("-") == named.count("-\u2060")


def test_everything_is_shown_with_its_sources(shown: dict[str, Chart | Table | None], evidence: Evidence) -> None:
    for name, item in shown.items():
        assert item is not None, name
        assert item.title.strip()
        assert item.sources is not None
        assert evidence.citations(item.sources), name


@pytest.mark.parametrize("early", [made([]), load(date(2012, 12, 31))], ids=["none", "2012"])
def test_nothing_known_shows_nothing(early: Evidence) -> None:
    assert not [name for name, item in parts(early).items() if item is not None]


@pytest.mark.parametrize(
    "asked", [{"measure": "behaviour"}, {"region": "none", "observers": True}, {"first_year": 2025, "last_year": 2025}]
)
def test_other_choices_are_drawn_too(evidence: Evidence, asked: dict[str, Any]) -> None:
    found = parts(evidence, FEW.model_copy(update=asked))
    assert found["likeness"] is not None
    assert found["tests"] is not None


@pytest.mark.parametrize("asked", [{}, {"measure": "behaviour"}, {"region": "none", "observers": True}])
def test_in_russian_nothing_is_left_english(evidence: Evidence, asked: dict[str, Any]) -> None:
    with speaking("ru"):
        for name, item in parts(evidence, FEW.model_copy(update=asked)).items():
            assert item is not None
            block = item.block([])
            said = [
                block["title"],
                block["note"],
                block.get("alt", ""),
                *(c["label"] for c in block.get("columns", [])),
            ]
            assert not re.findall(r"[A-Za-z]{2,}", " ".join(said)), name


def test_titles_state_the_numbers(shown: dict[str, Chart | Table | None]) -> None:
    expected = {
        "likeness": "98.7", "absence": "81 percent", "divergent": "37", "points": "place 15 of 120",
        "stated": "22 or 42", "languages": "72.3", "people": "302 students", "issues": "2015 to 2019",
    }  # fmt: skip
    for name, text in expected.items():
        item = shown[name]
        assert item is not None
        assert text in item.title


def test_languages_are_no_gauges_in_russian() -> None:
    with speaking("ru"):
        assert [str(exchange.LANGUAGES[code]) for code in ("azj", "kaz")] == ["азербайджанский", "казахский"]


def test_the_window_with_mixed_issues_is_named(shown: dict[str, Chart | Table | None]) -> None:
    issues = shown["issues"]
    assert issues is not None
    assert "2020 to 2024" in issues.note


@pytest.mark.parametrize("day", [None, date(2025, 12, 31), date(2024, 12, 31), date(2012, 12, 31)])
def test_the_sentences_cope_with_any_day(day: date | None) -> None:
    evidence = load(day)
    page = Page(FEW, evidence)
    years, tests = votes.pair_years(evidence, FEW), members.membership(evidence, FEW)
    words.say_evidence(page, evidence, years)
    words.say_standing(page, votes.standing(evidence, FEW))
    words.say_absence(page, years, votes.attendance(evidence))
    words.say_chance(page, votes.above_chance(evidence, FEW))
    words.say_membership(page, tests, members.parts(members.spread(evidence, FEW)), FEW)
    words.say_points(page, ideal.distances(evidence, FEW))
    words.say_war(page, votes.table(evidence, "voting_divergent_2025"))
    words.say_trade(page, trade.stated(evidence))
    words.say_language(page, evidence, exchange.languages(evidence, FEW))
    words.say_tourists(page, exchange.tourists(evidence))
    closing.bottom_line(page, evidence, FEW, tests)
    assert len(page.results()["headlines"]) == 6

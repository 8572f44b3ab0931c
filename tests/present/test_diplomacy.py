"""Figures, tables and sentences of the diplomacy notebook, early and late."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from helpers.analysis import diplomacy, diplomacy_bodies, diplomacy_pairs
from helpers.evidence import Evidence, load, made
from helpers.locale import speaking
from helpers.parameters import Diplomacy
from helpers.present import Chart, Page, Table
from helpers.present import diplomacy as pictures
from helpers.present import diplomacy_bodies as papers
from helpers.present import diplomacy_pairs as beside
from helpers.present import diplomacy_words as words

PERIOD = "2022-10/2025-10"
FEW = Diplomacy(draws=100)

Item = Chart | Table | None


def everything(evidence: Evidence) -> list[Item]:
    """All figures and tables of the notebook."""
    names, ours = diplomacy.names(evidence), diplomacy.timeline(evidence, FEW)
    rates = diplomacy_pairs.rates(evidence, FEW, PERIOD)
    used = diplomacy_pairs.sources(evidence, FEW, PERIOD)
    known, signed = diplomacy_bodies.documents(evidence), diplomacy_bodies.signed(evidence)
    return [
        pictures.timeline_chart(ours, diplomacy.window(evidence, PERIOD)),
        pictures.visits_table(ours, diplomacy.window(evidence, PERIOD)),
        pictures.thirteen_chart(diplomacy.ways_to_count(evidence, FEW, PERIOD), 13),
        beside.rates_chart(rates, names, FEW.shown, used),
        beside.first_table(diplomacy_pairs.standing(rates), names, used),
        beside.stated_table(diplomacy_pairs.stated_beside(evidence, FEW, PERIOD), names),
        beside.exposure_chart(diplomacy_pairs.exposure(evidence, FEW, PERIOD), names, FEW.shown, used),
        papers.documents_chart(known, signed, 170, diplomacy_bodies.gap(evidence, FEW)),
        papers.treaty_table(diplomacy_bodies.agreements(evidence)),
        papers.bodies_table(diplomacy_bodies.bodies(evidence), names),
        papers.commission_table(diplomacy_bodies.commission(evidence)),
        beside.missed_chart(diplomacy_pairs.if_more_were_missed(rates, FEW), FEW.certain, used),
        beside.sensitivity_table(diplomacy_pairs.sensitivity(evidence, FEW, PERIOD), used),
    ]


def test_late_everything_is_shown_with_its_sources(evidence: Evidence) -> None:
    for item in everything(evidence):
        assert item is not None
        assert item.block([])["title"]
        assert item.sources is not None
        assert len(list(item.sources)) > 0


def test_without_evidence_nothing_is_drawn() -> None:
    assert everything(made([])) == [None] * 13


@pytest.mark.parametrize("day", ["1995-12-31", "2012-12-31", "2022-10-05", "2022-11-30", "2024-02-01"])
def test_any_day_can_be_drawn(day: str) -> None:
    for item in everything(load(date.fromisoformat(day))):
        assert item is None or item.block([])


@pytest.mark.parametrize("day", ["2022-11-30", "2024-02-01", "2026-06-15"])
def test_in_russian_nothing_is_left_english(day: str) -> None:
    with speaking("ru"):
        for item in filter(None, everything(load(date.fromisoformat(day)))):
            block = item.block([])
            said = [
                block["title"],
                block["note"],
                block.get("alt", ""),
                *(c["label"] for c in block.get("columns", [])),
            ]
            assert not re.findall(r"[A-Za-z]{2,}", " ".join(said)), block["title"]


def test_titles_state_the_numbers(evidence: Evidence) -> None:
    titles = [item.title for item in everything(evidence) if item]
    assert titles[0].startswith("29 documented encounters from October 2022 to October 2025: 11 on visits")
    assert titles[2].startswith("1 of 6 ways")
    assert "number 9 by encounters in person, 6 by mutual visits and 3 by" in titles[3]
    assert "10 to 15 were signed or, by another count, more than 20" in titles[7]
    assert titles[-1].startswith("Whatever is changed, the best rank of the pair is 3 and its probability")


def spoken(monkeypatch: pytest.MonkeyPatch, speak: Callable[[Page], None], evidence: Evidence) -> str:
    said: list[str] = []

    def remember(_: Page, block: dict[str, Any]) -> None:
        said.append(str(block.get("markdown", "")))

    monkeypatch.setattr(Page, "_display", remember)
    speak(Page(FEW, evidence))
    return " ".join(said)


def test_the_bottom_line_says_what_thirteen_is(monkeypatch: pytest.MonkeyPatch, evidence: Evidence) -> None:
    found = words.summary(evidence, FEW, PERIOD)
    text = spoken(monkeypatch, lambda page: words.bottom_line(page, found, 13), evidence)
    assert text.strip().startswith(
        "They met more often than that, at least 29 times; 13 is the sum of visits that one president gave"
    )
    assert "Nor are they first: 8 other pairs met more often, Kazakhstan–Uzbekistan the most" in text
    assert "Every count is a lower bound" in text


def test_the_bottom_line_of_an_early_day_claims_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    early = load(date(2012, 12, 31))
    found = words.summary(early, FEW, PERIOD)
    text = spoken(monkeypatch, lambda page: words.bottom_line(page, found, 13), early)
    assert "Nothing of the period" in text


def test_the_origin_of_the_thirteen_is_named(monkeypatch: pytest.MonkeyPatch, evidence: Evidence) -> None:
    ways, told = diplomacy.ways_to_count(evidence, FEW, PERIOD), diplomacy.told(evidence)
    floors = diplomacy.told_at_least(evidence)
    text = spoken(monkeypatch, lambda page: words.say_thirteen(page, ways, told, floors, 13), evidence)
    assert "7 visits to Kazakhstan, one still to come, and 6 to Azerbaijan" in text
    assert "in October 2025 he also spoke of more than 10 in all" in text


def test_every_sentence_copes_with_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = made([])

    def speak(page: Page) -> None:
        words.say_evidence(page, nothing)
        ways, told = diplomacy.ways_to_count(nothing, FEW, PERIOD), diplomacy.told(nothing)
        words.say_thirteen(page, ways, told, diplomacy.told_at_least(nothing), 13)
        words.say_check(page, diplomacy_pairs.check(nothing, FEW, PERIOD), {})
        words.say_rates(page, diplomacy_pairs.standing(diplomacy_pairs.rates(nothing, FEW, PERIOD)), {}, 0.9)
        words.say_exposure(page, diplomacy_pairs.exposure(nothing, FEW, PERIOD))
        words.say_documents(page, None)
        words.say_bodies(page, diplomacy_bodies.bodies(nothing), {})

    assert "0 dated events" in spoken(monkeypatch, speak, nothing)

"""Figures, tables and sentences of the notebook on the digital link."""

import re
from datetime import date
from typing import Any

import pandas as pd
import pytest

from helpers.analysis import digital, digital_capacity, digital_latency, digital_network
from helpers.evidence import Evidence, load, made
from helpers.locale import missing, speaking
from helpers.parameters import Digital
from helpers.present import Chart, Page, Table
from helpers.present import digital_page as shown

FEW = Digital(draws=200)


def parts(evidence: Evidence, parameters: Digital = FEW) -> dict[str, Any]:
    """All figures and tables; those of the network as the notebook asks for them."""
    day, told = pd.Timestamp(evidence.as_of), digital.promises(evidence)
    links = digital_network.links(evidence, parameters, cable=True)
    used, west, east = shown.sources_of([links]), parameters.west, parameters.east
    closures = digital_network.closures(evidence, parameters)
    return {
        "steps": shown.steps_chart(digital.milestones(evidence), day),
        "list": shown.steps_table(digital.milestones(evidence)),
        "promises": shown.promises_chart(told, digital.drift(evidence, parameters), day),
        "outcomes": shown.outcomes_table(digital.outcomes(evidence), told),
        "drifts": shown.drifts_table(digital.drifts(evidence, parameters), told),
        "figures": shown.figures_table(digital.figures(evidence)),
        "latency": shown.latency_chart(digital_latency.measurements(evidence, parameters)),
        "lengths": shown.lengths_table(digital_latency.lengths(evidence)),
        "constants": shown.constants_table(digital_latency.constants(evidence), parameters.refractive_index),
        "pairs": shown.pairs_chart(digital_network.pairs(evidence, parameters), used),
        "network": shown.network_chart(links),
        "closures": shown.closures_chart(closures, west, east, used),
        "outages": shown.outages_table(closures, parameters.link_down, used),
        "assumed": shown.assumed_table(digital_network.assumed(evidence, parameters), used),
        "luck": shown.luck_table(digital_network.luck(evidence, parameters), used),
        "checked": shown.calibration_table(digital_network.calibration(evidence, parameters)),
        "rates": shown.rates_chart(digital_capacity.rates(evidence)),
    }


@pytest.fixture(scope="module")
def shapes(evidence: Evidence) -> dict[str, Chart | Table | None]:
    return parts(evidence)


def test_all_of_them_can_be_drawn(shapes: dict[str, Chart | Table | None]) -> None:
    for name, shape in shapes.items():
        assert shape is not None, name
        assert shape.block([])["title"], name


def test_titles_carry_the_numbers(shapes: dict[str, Any]) -> None:
    assert "no laying is on record" in shapes["steps"].title
    assert "from 2021 to 2026" in shapes["promises"].title
    assert "Almaty to London in 44 ms" in shapes["latency"].title
    assert "With Russia closed" in shapes["closures"].title
    assert "4 to 400 Tbit/s" in shapes["rates"].title
    assert "3 are missed" in shapes["outcomes"].title


@pytest.mark.parametrize("day", [date(2019, 11, 30), date(2023, 2, 1), date(2024, 12, 31)])
def test_thin_evidence_draws_what_there_is(day: date) -> None:
    for shape in parts(load(day)).values():
        assert shape is None or shape.block([])["title"]


@pytest.mark.parametrize(("west", "east"), [("baku", "aktau"), ("istanbul", "hongkong"), ("london", "beijing")])
def test_any_ends_can_be_chosen(evidence: Evidence, west: str, east: str) -> None:
    chosen = Digital.model_validate({"draws": 200, "west": west, "east": east})
    closures = parts(evidence, chosen)["closures"]
    assert closures is not None
    assert "nan" not in closures.title + closures.alt


def test_a_connection_that_only_the_cable_keeps_is_named() -> None:
    table = pd.DataFrame({
        "closed": ["nothing", "Russia"], "ways_before": [1, 0], "ways_after": [2, 1], "before": [50.0, float("nan")],
        "after": [50.0, 70.0],
    })  # fmt: skip
    chart = shown.closures_chart(table, "baku", "almaty", [])
    assert chart is not None
    assert chart.title == "With Russia closed, only the cable joins Baku and Almaty"
    same = shown.closures_chart(table.head(1), "baku", "almaty", [])
    assert same is not None
    assert same.title.startswith("No closure")


def test_nothing_known_is_nothing_shown() -> None:
    network = {"pairs", "network", "closures", "outages", "assumed", "luck"}
    assert {name for name, shape in parts(made([])).items() if shape is not None} <= network


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []
    monkeypatch.setattr(Page, "_display", lambda _, block: texts.append(str(block.get("markdown", block.get("items")))))
    return texts


def speak(evidence: Evidence, parameters: Digital = FEW) -> None:
    page = Page(parameters, evidence)
    shown.say_evidence(page, evidence)
    shown.say_drift(page, evidence, FEW)
    shown.say_latency(page, evidence, FEW)
    shown.say_ways(page, evidence, FEW)
    shown.say_capacity(page, evidence)
    shown.headlines(page, evidence, FEW)
    shown.say_bottom_line(page, evidence, FEW)


def test_the_real_evidence_is_told_in_numbers(evidence: Evidence, said: list[str]) -> None:
    speak(evidence)
    text = " ".join(said)
    assert "One published time cannot be: Almaty and London lie" in text
    assert "whatever answered was not in London" in text
    assert "Made and, as far as is known, not laid: of the 12 steps" in text
    assert "of the other 13 links are assumed" in text
    assert "95 percent of Kazakhstan's traffic" in text
    assert "at most 57 times" in text
    assert "no metre of the cable is on record as laid" in text


def test_silence_is_told_too(said: list[str]) -> None:
    speak(load(date(2012, 12, 31)))
    text = " ".join(said)
    assert "no plan of a cable" in text
    assert "nothing to judge" in text


def english() -> set[str]:
    """The texts that wanted a translation, but for those that are said in Russian already."""
    return {text for text in missing() if not re.search("[а-я]", text)}


@pytest.mark.parametrize("day", [date(2012, 12, 31), date(2023, 2, 1), None])
def test_in_russian_no_text_stays_english(day: date | None, said: list[str]) -> None:
    spoken, before = Digital(draws=200, lang="ru"), english()
    evidence = load(day)
    with speaking("ru"):
        for shape in parts(evidence, spoken).values():
            assert shape is None or shape.block([])["title"]
        speak(evidence, spoken)
    assert english() == before
    assert said

"""The outlook in Russian: nothing is left in English, and the verdicts are those of the English."""

import re
from datetime import date
from typing import Any

import pytest

from helpers.analysis import outlook, outlook_inputs, outlook_past, outlook_sensitivity, outlook_targets
from helpers.claims import judge_theme
from helpers.evidence import Evidence, load
from helpers.locale import speaking
from helpers.parameters import Outlook
from helpers.present import Chart, outlook_levers, outlook_links, outlook_tables, outlook_words
from helpers.present import outlook as pictures
from tests.present.test_outlook_page import Notes

FEW = Outlook(draws=200)
STAYS = {"TEU", "SOCAR", "LogiStan", "albertawestnews"}
"""Names and units that are written in Latin letters in Russian, too."""


def latin(texts: list[str]) -> set[str]:
    return {word for text in texts for word in re.findall("[A-Za-z]+", text)}


@pytest.mark.parametrize("day", [date(1995, 12, 31), date(2024, 12, 31), None])
def test_the_rule_says_the_same_in_both_languages(day: date | None) -> None:
    evidence = load(day)
    english = judge_theme(evidence, "outlook", FEW)
    with speaking("ru"):
        russian = judge_theme(evidence, "outlook", FEW)
    readings = [reading for judgement in russian for reading in judgement.readings]
    said = [text for j in russian for text in (j.claim.statement, j.reason)]
    assert latin([*said, *(r.definition for r in readings), *(r.reason for r in readings)]) <= STAYS
    assert [[r.verdict for r in j.readings] for j in russian] == [[r.verdict for r in j.readings] for j in english]


def drawn(evidence: Evidence) -> list[Any]:
    """Figures, tables and sentences of the notebook."""
    found = outlook_inputs.world(evidence, FEW)
    simulation, told = outlook.simulate(found, FEW), outlook_targets.targets(evidence, found)
    runs = outlook_targets.simulations(evidence, FEW, found)
    leading = outlook_targets.leading(told)
    conditions, chances = outlook_targets.conditions(evidence, found, simulation), outlook_targets.chances(told, runs)
    return [
        pictures.futures_chart(outlook.fans(simulation, 0.9), found, told, 0.9), pictures.chances_chart(chances),
        outlook_levers.levers_chart(outlook_sensitivity.moved(runs, leading, 0.9), found.cited),
        outlook_levers.shares_chart(outlook_sensitivity.variance_shares(found, FEW), found.cited),
        outlook_tables.known_table(found), outlook_links.links_table(found, FEW),
        outlook_tables.unknowns_table(outlook_sensitivity.unknowns(found, FEW), found),
        outlook_tables.conditions_table(conditions),
        outlook_tables.falls_table(outlook_targets.published_falls(evidence, FEW), None, 2030),
        outlook_tables.trials_table(outlook_past.trials(evidence, FEW, found)),
        outlook_tables.together_table(outlook_targets.together(leading, runs), leading, 200),
    ]  # fmt: skip


@pytest.mark.parametrize("day", [None, date(2024, 12, 31)])
def test_figures_and_tables_are_russian(day: date | None) -> None:
    with speaking("ru"):
        shown = [(item, item.block([])) for item in drawn(load(day)) if item is not None]
    for item, block in shown:
        texts = [block["title"], block["note"]]
        if isinstance(item, Chart):
            texts.append(block["alt"])
        else:
            texts += [cell for row in block["rows"] for cell in row]
            texts += [column["label"] for column in block["columns"]]
        assert latin(texts) <= STAYS, block["title"]


def test_the_bottom_line_is_russian(evidence: Evidence) -> None:
    page: Any = Notes()
    with speaking("ru"):
        found = outlook_inputs.world(evidence, FEW)
        simulation, told = outlook.simulate(found, FEW), outlook_targets.targets(evidence, found)
        runs, leading = outlook_targets.simulations(evidence, FEW, found), outlook_targets.leading(told)
        chances = outlook_targets.chances(told, runs)
        conditions = outlook_targets.conditions(evidence, found, simulation)
        outlook_words.bottom_line(page, simulation, chances, leading, conditions, FEW)
    assert latin([*page.said, *(label for label, *_ in page.heads.values())]) <= STAYS

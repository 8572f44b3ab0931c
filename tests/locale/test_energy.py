"""Energy in Russian: nothing is left in English, and the verdicts are those of the English."""

import re
from datetime import date

import pytest

from helpers.claims import Judgement, judge_theme
from helpers.evidence import Evidence, load
from helpers.locale import speaking
from helpers.parameters import Energy
from helpers.present import Chart
from tests.present.test_energy import parts

FEW = Energy(draws=200, runs=2)
STAYS = {"SOCAR", "Azeri", "Light"}
"""Names that are written in Latin letters in Russian, too."""
OF_TABLES = {"Azertrans", "Midstream", "KMG", "Trading", "level"}  # the last is the name of a parameter


def words(judgements: list[Judgement]) -> list[str]:
    """Everything that a reader sees of verdicts."""
    readings = [reading for judgement in judgements for reading in judgement.readings]
    said = [text for judgement in judgements for text in (judgement.claim.statement, judgement.reason)]
    return [*said, *(reading.definition for reading in readings), *(reading.reason for reading in readings)]


def latin(texts: list[str]) -> set[str]:
    return {word for text in texts for word in re.findall("[A-Za-z]+", text)}


@pytest.mark.parametrize("day", [date(1995, 12, 31), date(2012, 12, 31), date(2024, 12, 31), None])
def test_the_rules_say_the_same_in_both_languages(day: date | None) -> None:
    evidence = load(day)
    english = judge_theme(evidence, "energy", FEW)
    with speaking("ru"):
        russian = judge_theme(evidence, "energy", FEW)
        assert latin(words(russian)) <= STAYS
    assert [[r.verdict for r in j.readings] for j in russian] == [[r.verdict for r in j.readings] for j in english]
    assert [j.verdict for j in russian] == [j.verdict for j in english]


def test_figures_and_tables_are_russian(evidence: Evidence) -> None:
    with speaking("ru"):
        blocks = [(part, part.block([])) for part in parts(evidence).values() if part is not None]
    texts = [
        block[key] for part, block in blocks for key in (("title", "alt") if isinstance(part, Chart) else ("title",))
    ]
    cells = [cell for part, block in blocks if not isinstance(part, Chart) for row in block["rows"] for cell in row]
    heads = [column["label"] for part, block in blocks if not isinstance(part, Chart) for column in block["columns"]]
    assert latin([*texts, *cells, *heads, *(block["note"] for _, block in blocks)]) <= STAYS | OF_TABLES

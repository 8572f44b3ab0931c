"""The rules on investment and the corridor say the same in Russian as in English, in Russian words."""

import re
from datetime import date

import pytest

from helpers.claims import Judgement, judge_theme
from helpers.evidence import load
from helpers.locale import speaking
from helpers.parameters import Corridor, Investment, Parameters

RULES: dict[str, Parameters] = {"investment": Investment(draws=100), "corridor": Corridor(draws=100)}
DAYS = [None, date(2024, 12, 31), date(2022, 6, 30), date(1995, 12, 31)]
STAYS_LATIN = re.compile(r"\b(TEU|Middle Corridor Multimodal)\b")
"""Names and units that Russian writes in Latin letters."""


def judged(theme: str, day: date | None, lang: str) -> list[Judgement]:
    evidence = load(day)
    with speaking(lang):
        return judge_theme(evidence, theme, RULES[theme])


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("theme", RULES)
def test_a_verdict_does_not_hang_on_the_language(theme: str, day: date | None) -> None:
    english, russian = (judged(theme, day, lang) for lang in ("en", "ru"))
    for one, other in zip(english, russian, strict=True):
        assert one.verdict is other.verdict
        assert [r.verdict for r in one.readings] == [r.verdict for r in other.readings]
        assert [(r.measured, r.unit, r.rows) for r in one.readings] == [
            (r.measured, r.unit, r.rows) for r in other.readings
        ]


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("theme", RULES)
def test_every_reading_is_in_russian(theme: str, day: date | None) -> None:
    for judgement in judged(theme, day, "ru"):
        for reading in judgement.readings:
            for text in (reading.definition, reading.reason):
                assert re.search("[а-яё]", text)
                assert not re.search("[A-Za-z]", STAYS_LATIN.sub("", text)), text

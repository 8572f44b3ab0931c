"""The rules on the sea and on the cable say the same in Russian as in English, and say it in Russian."""

import re
from datetime import date

import pytest

from helpers.claims import Judgement, judge_theme
from helpers.evidence import load
from helpers.locale import speaking

DAYS = (date(2014, 6, 30), date(2020, 6, 30), date(2024, 1, 31), None)
"""Days on which the rules know ever more."""

NAMES = re.compile(
    r"NCOC|DAHITI|Silk Way TV|[A-Z]\w+ (et al\.|and [A-Z]\w+) \d{4}|Lumbroso 2025|LogiStan|albertawestnews|COP\d+"
    r"|TASIM|AzerTelecom|Pioneer Consulting"
)
"""What stays in Latin letters: organizations, companies, authors, datums."""


def said(judgements: list[Judgement]) -> list[str]:
    texts = [text for judgement in judgements for text in (judgement.claim.statement, judgement.reason)]
    return texts + [text for j in judgements for reading in j.readings for text in (reading.definition, reading.reason)]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("theme", ["caspian", "digital"])
def test_verdicts_are_the_same_and_the_reasons_are_russian(theme: str, day: date | None) -> None:
    english = judge_theme(load(day), theme)
    with speaking("ru"):
        russian = judge_theme(load(day), theme)
    assert [j.verdict for j in russian] == [j.verdict for j in english]
    assert [[r.verdict for r in j.readings] for j in russian] == [[r.verdict for r in j.readings] for j in english]
    for text in said(russian):
        assert not re.search("[A-Za-z]", NAMES.sub("", text)), text

"""Turkic integration in Russian: every rule speaks it, and judges as in English."""

import re
from datetime import date

import pytest

from helpers.analysis.integration_trade import notes
from helpers.claims import Judgement, judge
from helpers.evidence import Evidence, load
from helpers.locale import p_, speaking
from helpers.parameters import Integration

CLAIMS = ["TUR-1", "TUR-2", "TUR-3", "HUM-1"]
DAYS = [date(2012, 1, 1), date(2024, 12, 31), date(2026, 7, 7)]
LATIN = re.compile(r"[A-Za-z]+")


def said(judgement: Judgement) -> str:
    readings = [text for reading in judgement.readings for text in (reading.definition, reading.reason)]
    return " ".join([judgement.claim.statement, judgement.reason, *readings])


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("claim_id", CLAIMS)
@pytest.mark.parametrize("measure", ["cast", "identical", "behaviour"])
def test_a_verdict_is_russian_and_the_same(claim_id: str, day: date, measure: str) -> None:
    evidence, asked = load(day), Integration.model_validate({"draws": 100, "measure": measure})
    english = judge(evidence, claim_id, asked)
    with speaking("ru"):
        russian = judge(evidence, claim_id, asked)
        assert LATIN.findall(said(russian)) == []
    assert LATIN.findall(said(english))
    assert [r.verdict for r in russian.readings] == [r.verdict for r in english.readings]
    assert (russian.verdict, russian.confidence) == (english.verdict, english.confidence)


def test_every_note_on_trade_is_translated(evidence: Evidence) -> None:
    with speaking("ru"):
        assert [note for note in notes(evidence) if LATIN.search(p_("note", note))] == []

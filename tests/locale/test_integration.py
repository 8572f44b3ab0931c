"""Turkic integration in Russian: every rule speaks it, and judges as in English."""

from datetime import date

import pytest

from helpers.analysis.integration_trade import notes
from helpers.evidence import Evidence, load
from helpers.locale import p_, speaking
from helpers.parameters import Integration
from tests.locale.judging import LATIN, assert_russian_and_the_same

CLAIMS = ["TUR-1", "TUR-2", "TUR-3", "HUM-1"]
DAYS = [date(2012, 1, 1), date(2024, 12, 31), date(2026, 7, 7)]


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("claim_id", CLAIMS)
@pytest.mark.parametrize("measure", ["cast", "identical", "behaviour"])
def test_a_verdict_is_russian_and_the_same(claim_id: str, day: date, measure: str) -> None:
    asked = Integration.model_validate({"draws": 100, "measure": measure})
    assert_russian_and_the_same(load(day), claim_id, asked)


def test_every_note_on_trade_is_translated(evidence: Evidence) -> None:
    with speaking("ru"):
        assert [note for note in notes(evidence) if LATIN.search(p_("note", note))] == []

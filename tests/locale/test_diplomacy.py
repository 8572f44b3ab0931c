"""Meetings in Russian: every rule speaks it, and judges as in English."""

from datetime import date

import pytest

from helpers.analysis.diplomacy_occasions import occasion, occasions, place
from helpers.evidence import Evidence, load
from helpers.locale import speaking
from helpers.parameters import Diplomacy
from tests.locale.judging import LATIN, assert_russian_and_the_same

CLAIMS = [f"DIP-{number}" for number in range(1, 9)]
DAYS = [date(2012, 1, 1), date(2023, 6, 30), date(2025, 10, 20), date(2026, 6, 15)]


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("claim_id", CLAIMS)
def test_a_verdict_is_russian_and_the_same(claim_id: str, day: date) -> None:
    assert_russian_and_the_same(load(day), claim_id, Diplomacy(draws=100))


def test_every_occasion_is_translated(evidence: Evidence) -> None:
    with speaking("ru"):
        latin = {word for words in occasions(evidence) for word in LATIN.findall(occasion(words))}
        assert latin == {"III"}  # of the number of a law
        assert f"{place('Astana'):acc}" == "Астану"
        assert place("Gabala") == "Gabala"

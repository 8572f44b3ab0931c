"""The pace of meetings agrees with the counts, and with what was assumed to be missed."""

from datetime import date

import pytest

from helpers.analysis.diplomacy import DEFINITIONS, PAIR
from helpers.analysis.diplomacy_pace import most, pace
from helpers.analysis.diplomacy_pairs import rates
from helpers.claims import claim
from helpers.evidence import Evidence, load
from helpers.parameters import Diplomacy

P = Diplomacy(draws=400)


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_days_add_up_to_the_counts_of_the_rates(evidence: Evidence, definition: str) -> None:
    period = claim(evidence, "DIP-1").period
    found, table = pace(evidence, P, period, definition), rates(evidence, P, period)
    assert found is not None
    counts = table[table["definition"] == definition].set_index("pair")["count"]
    assert {pair: len(days) for pair, days in found.days.items()} == counts[counts > 0].to_dict()
    assert all(days.between(found.span.start, found.span.end).all() for days in found.days.values())
    assert all(days.is_monotonic_increasing for days in found.days.values())


def test_what_is_supposed_is_the_count_over_the_share_found(evidence: Evidence) -> None:
    found = pace(evidence, Diplomacy(draws=400, found=0.5), claim(evidence, "DIP-1").period, "all")
    assert found is not None
    assert found.supposed == pytest.approx(2 * len(found.days[PAIR]))
    assert found.every == pytest.approx(found.span.years * 365.25 / len(found.days[PAIR]))


def test_no_choice_counts_more_than_the_greatest(evidence: Evidence) -> None:
    period, greatest = claim(evidence, "DIP-1").period, most(evidence, P, claim(evidence, "DIP-1").period)
    for changes in ({}, {"trip_days": 0}, {"counted": "firm"}, {"comparators": "all"}):
        found = pace(evidence, P.model_copy(update=changes), period, "all")
        assert found is not None
        assert found.rates["count"].max() <= greatest


def test_an_early_day_has_no_pace() -> None:
    early = load(date(2015, 1, 1))
    assert pace(early, P, claim(early, "DIP-1").period, "all") is None
    assert most(early, P, claim(early, "DIP-1").period) == 0

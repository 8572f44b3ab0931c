"""Every verdict that the rule on the tempo of meetings can return, and the real one."""

from datetime import date

import pandas as pd
import pytest

from helpers.claims import Verdict, judge
from helpers.evidence import Evidence, load, made
from tests.claims.test_diplomacy import (
    CONTRADICTED,
    FEW,
    SUPPORTED,
    UNVERIFIED,
    months,
    visit,
    with_events,
)


def others(number: int) -> list[dict[str, str]]:
    days = pd.date_range("2022-11-01", periods=number, freq="MS")
    return [visit(f"{day:%Y-%m-%d}", "RUS", "BLR") for day in days]


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"), [(30, 3, SUPPORTED), (3, 30, CONTRADICTED), (9, 8, UNVERIFIED)]
)
def test_the_tempo_is_judged_by_probability(ours: int, theirs: int, expected: Verdict) -> None:
    judgement = judge(with_events(*months(ours), *others(theirs)), "DIP-3", FEW)
    assert judgement.verdict is expected


@pytest.mark.parametrize(("theirs", "expected"), [(9, CONTRADICTED), (4, UNVERIFIED)])
def test_a_stated_count_of_another_pair_can_only_refute(theirs: int, expected: Verdict) -> None:
    row = {
        "series": "leader_meetings",
        "entity": "BLR-RUS",
        "period": "2023-01/2023-06",
        "value": theirs,
        "unit": "count",
    }
    judgement = judge(with_events(*months(8), rows=[row]), "DIP-3", FEW)
    assert judgement.readings[-1].verdict is expected


def test_silence_on_all_pairs_verifies_nothing() -> None:
    assert judge(made([]), "DIP-3", FEW).verdict is UNVERIFIED


def test_the_real_tempo_is_not_the_highest(evidence: Evidence) -> None:
    judgement = judge(evidence, "DIP-3", FEW)
    assert judgement.verdict is CONTRADICTED
    assert {reading.verdict for reading in judgement.readings[:4]} == {CONTRADICTED}
    measured = judgement.readings[0].measured
    assert measured is not None
    assert measured.value == pytest.approx(29 / (1127 / 365.25))
    assert "number 9 of 37 with 29, against 46 of Kazakhstan–Uzbekistan" in judgement.readings[0].reason


def test_two_months_are_too_few_to_tell() -> None:
    assert judge(load(date(2022, 11, 30)), "DIP-3", FEW).verdict is UNVERIFIED

"""Every verdict that the rule on the common voice can return, reading by reading, and the real one."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from helpers.claims import Judgement, Reading, Verdict, judge
from helpers.evidence import Evidence, load, made
from helpers.locale import day, speaking
from helpers.models.voting import COUNTS
from helpers.parameters import Integration

FEW = Integration(draws=200)
SUPPORTED, CONTRADICTED, PARTLY, UNVERIFIED = (
    Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.UNVERIFIED,
)  # fmt: skip


def pair_year(pair: str, year: int, opposed: int = 0, one: int = 0, votes: int = 100) -> dict[str, Any]:
    counted = (votes, votes + one, opposed, 0, opposed, one, 0)
    return {
        "year": year, "pair": pair, **dict(zip(COUNTS, counted, strict=True)), "source": "old", "note": "",
    }  # fmt: skip


def evidence_of(*rows: dict[str, Any], **tables: pd.DataFrame) -> Evidence:
    base = made([])
    return replace(base, tables={**base.tables, "voting_agreement": pd.DataFrame(rows), **tables})


def readings(judgement: Judgement) -> dict[str, Reading]:
    names = {
        "likeness of votes": "level", "votes cast": "level", "trend": "trend", "against": "neighbours",
        "absence": "behaviour", "likeness beyond": "chance", "distance": "ideal",
    }  # fmt: skip
    found: dict[str, Reading] = {}
    for reading in judgement.readings:
        key = next(name for start, name in names.items() if reading.definition.startswith(start))
        found.setdefault(key, reading)
    return found


def verdict(name: str, *rows: dict[str, Any], **tables: pd.DataFrame) -> Verdict:
    return readings(judge(evidence_of(*rows, **tables), "TUR-1", FEW))[name].verdict


def ranked(median: float) -> pd.DataFrame:
    return pd.DataFrame([{
        "year": 2020, "pair": "AZE-KAZ", "percentile_of_all_dyads": 50.0, "rank_for_first": 3.0, "n_partners_first": 9,
        "rank_for_second": 4.0, "n_partners_second": 9, "median_all_dyads": median, "n_dyads": 45,
    }])  # fmt: skip


@pytest.mark.parametrize(
    ("opposed", "median", "expected"), [(2, 0.9, SUPPORTED), (8, 0.9, PARTLY), (20, 0.9, CONTRADICTED)]
)
def test_a_level_is_one_voice_from_the_share_asked_for(opposed: int, median: float, expected: Verdict) -> None:
    assert verdict("level", pair_year("AZE-KAZ", 2020, opposed), voting_rank=ranked(median)) is expected


@pytest.mark.parametrize(
    ("opposed", "expected"),
    [([9, 8, 7, 6, 5, 4], SUPPORTED), ([4, 5, 6, 7, 8, 9], CONTRADICTED), ([5, 6, 5, 6, 5, 6], PARTLY)],
)
def test_a_trend_is_read_with_its_range(opposed: list[int], expected: Verdict) -> None:
    rows = [pair_year("AZE-KAZ", 2000 + i, n) for i, n in enumerate(opposed)]
    assert verdict("trend", *rows) is expected
    assert verdict("trend", *rows[:3]) is UNVERIFIED


@pytest.mark.parametrize(("opposed", "expected"), [(1, SUPPORTED), (9, PARTLY)])
def test_neighbours_may_be_as_close(opposed: int, expected: Verdict) -> None:
    others = [pair_year(pair, 2020, 5) for pair in ("AZE-TJK", "KAZ-UZB", "AZE-USA")]
    assert verdict("neighbours", pair_year("AZE-KAZ", 2020, opposed), *others) is expected
    assert verdict("neighbours", pair_year("AZE-KAZ", 2020), pair_year("AZE-USA", 2020)) is UNVERIFIED


@pytest.mark.parametrize(("one", "expected"), [(2, SUPPORTED), (20, PARTLY), (80, CONTRADICTED)])
def test_absence_counts_against_the_common_voice(one: int, expected: Verdict) -> None:
    assert verdict("behaviour", pair_year("AZE-KAZ", 2020, 0, one), pair_year("AZE-TJK", 2020, 0, 40)) is expected


@pytest.mark.parametrize(
    ("opposed", "expected"), [(1, SUPPORTED), (10, PARTLY), (60, CONTRADICTED)]
)  # fmt: skip
def test_habits_are_taken_out(opposed: int, expected: Verdict) -> None:
    habits = pd.DataFrame([
        {"year": 2020, "country": code, "votes_cast": 100, "n_rollcalls": 100, "share_cast": 1.0, "yes": 60,
         "abstain": 0, "no": 40} for code in ("AZE", "KAZ")
    ])  # fmt: skip
    row = pair_year("AZE-KAZ", 2020, opposed)
    assert verdict("chance", row, voting_attendance=habits) is expected
    assert verdict("chance", row) is UNVERIFIED


def test_a_list_of_differences_is_no_reading() -> None:
    listed = pd.DataFrame([
        {"resolution": "A/RES/ES-11/7", "date": "2025-02-24", "AZE": "NO", "KAZ": "YES", "source": "old"},
    ])  # fmt: skip
    known = (
        evidence_of(pair_year("AZE-KAZ", 2020)),
        evidence_of(pair_year("AZE-KAZ", 2020), voting_divergent_2025=listed),
    )
    without, with_list = (judge(evidence, "TUR-1", FEW) for evidence in known)
    assert without.readings == with_list.readings


def test_the_share_of_the_room_above_chance_is_asked_for() -> None:
    habits = pd.DataFrame([
        {"year": 2020, "country": code, "votes_cast": 100, "n_rollcalls": 100, "share_cast": 1.0, "yes": 60,
         "abstain": 0, "no": 40} for code in ("AZE", "KAZ")
    ])  # fmt: skip
    evidence = evidence_of(pair_year("AZE-KAZ", 2020, 10), voting_attendance=habits)
    lenient = judge(evidence, "TUR-1", FEW.model_copy(update={"beyond": 0.7}))
    assert readings(lenient)["chance"].verdict is SUPPORTED


def test_a_rise_of_all_is_said_beside_the_rise_of_the_two() -> None:
    rows = [pair_year(pair, 2000 + i, 9 - i) for i in range(6) for pair in ("AZE-KAZ", "KAZ-UZB")]
    found = readings(judge(evidence_of(*rows), "TUR-1", FEW))["trend"]
    assert "the median of their neighbours' pairs moved by +10.0 points" in found.reason
    with speaking("ru"):
        reasons = [reading.reason for reading in judge(evidence_of(*rows), "TUR-1", FEW).readings]
    assert any("сдвинулась медиана соседних пар" in reason for reason in reasons)
    assert not any(reason.endswith("..") for reason in reasons)


@pytest.mark.parametrize(
    ("kazakhstan", "error", "expected"),
    [(0.1, 0.1, SUPPORTED), (0.1, 0.9, PARTLY), (0.5, 0.05, PARTLY), (2.5, 0.05, CONTRADICTED)],
)
def test_ideal_points_are_read_with_their_ranges(kazakhstan: float, error: float, expected: Verdict) -> None:
    middles = {"AZE": 0.0, "KAZ": kazakhstan, "RUS": 1.0, "USA": 2.0}
    points = pd.DataFrame([
        {"session": 75, "year": 2020, "iso3c": code, "ideal_point": middle, "q05": middle - error,
         "q95": middle + error, "n_votes": 80} for code, middle in middles.items()
    ])  # fmt: skip
    assert verdict("ideal", pair_year("AZE-KAZ", 2020), voting_ideal_points=points) is expected


def test_nothing_known_verifies_nothing() -> None:
    for early in (made([]), load(date(2012, 12, 31)), load(date(1995, 12, 31))):
        judgement = judge(early, "TUR-1", FEW)
        assert judgement.verdict is UNVERIFIED
        assert all(day(early.as_of) in reading.reason for reading in judgement.readings)


def test_before_the_votes_were_public_only_the_ideal_points_speak() -> None:
    found = readings(judge(load(date(2024, 12, 31)), "TUR-1", FEW))
    assert {name for name, reading in found.items() if reading.verdict is not UNVERIFIED} == {"ideal"}
    assert judge(load(date(2024, 12, 31)), "TUR-1", FEW).confidence == 1


def test_the_real_pair_is_alike_where_both_vote_and_not_otherwise(evidence: Evidence) -> None:
    judgement = judge(evidence, "TUR-1", FEW)
    found = readings(judgement)
    assert judgement.verdict is PARTLY
    assert judgement.confidence == 2, "ideal points come from the roll calls that are counted already"
    assert {name: reading.verdict for name, reading in found.items()} == {
        "level": SUPPORTED, "trend": SUPPORTED, "neighbours": PARTLY, "behaviour": PARTLY, "chance": PARTLY,
        "ideal": SUPPORTED,
    }  # fmt: skip
    table = evidence.table("voting_agreement").query("pair == 'AZE-KAZ' and year == 2025").iloc[0]
    level, behaviour = found["level"].measured, found["behaviour"].measured
    assert level is not None
    assert behaviour is not None
    assert level.value == pytest.approx(100 * float(table["agreement"]), abs=1e-3)
    assert behaviour.value == pytest.approx(100 * float(table["identical_incl_absent"]), abs=1e-3)
    assert np.isclose(found["trend"].measured.value, 1.655, atol=0.01)  # type: ignore[union-attr]

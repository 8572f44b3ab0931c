"""Every verdict that a rule on documents, treaty, visit and bodies can return, and the real ones."""

from typing import Any

import pytest

from helpers.claims import Verdict, judge
from helpers.evidence import Evidence, made
from helpers.parameters import Diplomacy
from tests.claims.test_diplomacy import (
    CONTRADICTED,
    FEW,
    PARTLY,
    SUPPORTED,
    UNVERIFIED,
    readings,
    visit,
    with_events,
)


def documents(day: str, value: float, **more: Any) -> dict[str, Any]:
    return {
        "series": "bilateral_documents",
        "entity": "AZE-KAZ",
        "period": day,
        "value": value,
        "unit": "count",
        **more,
    }


def session(series: str, day: str, value: float, **more: Any) -> dict[str, Any]:
    return {"series": series, "entity": "AZE-KAZ", "period": day, "value": value, "unit": "count", **more}


def signature(day: str, title: str, kind: str = "agreement signed", **more: str) -> dict[str, str]:
    return visit(day, kind=kind, title=title, place="Baku", **more)


# DIP-4


@pytest.mark.parametrize(("count", "expected"), [(165, SUPPORTED), (120, CONTRADICTED)])
def test_a_count_of_the_year_is_compared(count: float, expected: Verdict) -> None:
    assert judge(made([documents("2025-03-03", count)]), "DIP-4", FEW).verdict is expected


def test_counts_of_other_years_and_bounds_support_nothing() -> None:
    rows = [documents("2022-08-24", 170), documents("2025-12-29", 172, bound="lower")]
    assert judge(made(rows), "DIP-4", FEW).verdict is UNVERIFIED


@pytest.mark.parametrize(("floor", "expected"), [(240, CONTRADICTED), (189, UNVERIFIED)])
def test_a_later_bound_can_refute(floor: float, expected: Verdict) -> None:
    rows = [documents("2025-12-29", floor, bound="lower"), session("documents_signed_visit", "2025-10-20", 15)]
    assert judge(made(rows), "DIP-4", FEW).readings[1].verdict is expected


def test_the_real_count_is_about_right_and_no_series(evidence: Evidence) -> None:
    judgement = judge(evidence, "DIP-4", FEW)
    assert judgement.verdict is SUPPORTED
    assert [r.measured.value for r in judgement.readings if r.measured] == [165, 174, 25]
    assert judge(evidence, "DIP-4", Diplomacy(nearness=0.01)).verdict is CONTRADICTED


# DIP-5


@pytest.mark.parametrize(("day", "expected"), [("2005-05-24", SUPPORTED), ("2004-05-24", CONTRADICTED)])
def test_years_since_the_signature(day: str, expected: Verdict) -> None:
    evidence = with_events(signature(day, "Treaty on strategic partnership"))
    assert judge(evidence, "DIP-5", FEW).readings[0].verdict is expected


@pytest.mark.parametrize(("years", "expected"), [(20, SUPPORTED), (25, CONTRADICTED)])
def test_the_anniversary_that_was_marked(years: int, expected: Verdict) -> None:
    evidence = with_events(signature("2025-10-21", f"Joint statement for {years} years of the treaty"))
    assert judge(evidence, "DIP-5", FEW).readings[1].verdict is expected


def test_another_treaty_is_not_the_treaty() -> None:
    rows = [signature("2005-05-24", "Treaty on the foundations of relations"), signature("2005-05-24", "Agreement")]
    assert judge(with_events(*rows), "DIP-5", FEW).verdict is UNVERIFIED


def test_the_real_treaty_turned_twenty(evidence: Evidence) -> None:
    judgement = judge(evidence, "DIP-5", FEW)
    assert judgement.verdict is SUPPORTED
    assert [r.verdict for r in judgement.readings] == [SUPPORTED, SUPPORTED, UNVERIFIED]


# DIP-6


@pytest.mark.parametrize(
    ("note", "expected"), [("17 areas", SUPPORTED), ("12 areas", CONTRADICTED), ("no number", UNVERIFIED)]
)
def test_areas_need_an_independent_report(note: str, expected: Verdict) -> None:
    held = signature("2025-10-14", "21st intergovernmental commission", "institutional step", note=note)
    assert judge(with_events(held), "DIP-6", FEW).verdict is expected


def test_a_session_of_another_month_says_nothing() -> None:
    held = signature("2024-10-14", "20th intergovernmental commission", "institutional step", note="17 areas")
    assert judge(with_events(held), "DIP-6", FEW).verdict is UNVERIFIED


def test_the_real_areas_are_in_no_report(evidence: Evidence) -> None:
    judgement = judge(evidence, "DIP-6", FEW)
    assert judgement.verdict is UNVERIFIED
    assert "14 October 2025" in judgement.reason
    assert judgement.confidence == 0


# DIP-7


@pytest.mark.parametrize(
    ("day", "end", "expected"),
    [("2025-10-20", "2025-10-21", SUPPORTED), ("2025-10-21", "2025-10-21", PARTLY), ("2025-09-20", "", UNVERIFIED)],
)
def test_the_days_of_the_visit(day: str, end: str, expected: Verdict) -> None:
    welcome = "met at the aircraft by his host"
    evidence = with_events(visit(day, "KAZ", "AZE", "state visit", end_date=end, place="Astana", note=welcome))
    assert judge(evidence, "DIP-7", FEW).verdict is expected


def test_the_welcome_needs_a_report_of_its_own() -> None:
    plain = visit("2025-10-20", "KAZ", "AZE", "state visit", end_date="2025-10-21")
    assert [r.verdict for r in judge(with_events(plain), "DIP-7", FEW).readings] == [PARTLY, SUPPORTED]
    seen = {**plain, "note": "met at the aircraft by his host"}
    assert judge(with_events(seen), "DIP-7", FEW).readings[0].verdict is SUPPORTED


def test_half_of_the_real_statement_is_on_record(evidence: Evidence) -> None:
    judgement = judge(evidence, "DIP-7", FEW)
    assert judgement.verdict is PARTLY
    assert "no report found says who stood at the aircraft" in judgement.reason


# DIP-8


def test_a_council_with_sessions_and_one_only_founded() -> None:
    held = visit("2024-03-11", title="First Supreme Interstate Council")
    founded = signature("2023-04-10", "Protocol establishing the Supreme Interstate Council")
    label = "sessions of the supreme interstate council"
    assert readings(judge(with_events(held, founded), "DIP-8", FEW))[label] is SUPPORTED
    assert readings(judge(with_events(founded), "DIP-8", FEW))[label] is PARTLY
    assert readings(judge(with_events(), "DIP-8", FEW))[label] is UNVERIFIED


def test_the_commission_and_the_decisions() -> None:
    rows = [session("igc_session_number", "2025-10-14", 21)]
    decided = signature("2025-10-21", "Two decisions of the Supreme Interstate Council")
    found = readings(judge(with_events(decided, rows=rows), "DIP-8", FEW))
    assert found["sessions of the intergovernmental commission"] is SUPPORTED
    assert found["decisions of the council on record"] is SUPPORTED
    assert judge(made([session("igc_session_number", "2026-02-14", 22)]), "DIP-8", FEW).verdict is UNVERIFIED


def test_the_real_bodies_exist(evidence: Evidence) -> None:
    judgement = judge(evidence, "DIP-8", FEW)
    assert judgement.verdict is SUPPORTED
    assert [r.measured.value for r in judgement.readings if r.measured] == [2, 21]
    assert "2 (March 2024, October 2025)" in judgement.reason

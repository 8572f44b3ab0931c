from datetime import date
from typing import Any

import pytest

from helpers.analysis.trade import GROWTH, TURNOVER
from helpers.claims import Reading, Verdict, judge, judge_theme
from helpers.evidence import Evidence, load, made
from helpers.parameters import Trade

AZ, KZ = TURNOVER["azerbaijan"], TURNOVER["kazakhstan"]
MONTHS, BEFORE = "2025-01/2025-08", "2024-01/2024-08"
P = Trade(draws=300)


def row(series: str, period: str, value: float, **more: Any) -> dict[str, Any]:
    unit = "percent" if series.startswith("az_kz_trade_growth") else "USD million"
    return {"series": series, "entity": "AZE-KAZ", "period": period, "value": value, "unit": unit, **more}


def growth(multiple: float, reporter: str, period: str = MONTHS) -> dict[str, Any]:
    return row(GROWTH[reporter], period, (multiple - 1) * 100, note=f"stated as {multiple} times")


def gold(period: str, value: float, flow: str = "KAZ-AZE") -> dict[str, Any]:
    return row("az_gold_imports_value", period, value, entity=flow)


OTHER = row("bilateral_trade_turnover", "2000", 1, entity="GEO-TUR")  # so that no evidence is empty


def only(claim: str, statistics: str, *rows: dict[str, Any], **more: Any) -> Reading:
    """The single reading of a claim in one state's statistics, gold included."""
    choices = {"statistics": statistics, "gold": "with", "draws": 300, **more}
    (reading,) = judge(made([OTHER, *rows]), claim, Trade(**choices)).readings
    return reading


def word(claim: str, statistics: str, *rows: dict[str, Any], **more: Any) -> Verdict:
    return only(claim, statistics, *rows, **more).verdict


# TRD-1 and TRD-3: a level


@pytest.mark.parametrize(("value", "expected"), [(547.6, Verdict.SUPPORTED), (331.7, Verdict.CONTRADICTED)])
def test_trd1_a_published_level_is_compared(value: float, expected: Verdict) -> None:
    assert word("TRD-1", "azerbaijan", row(AZ, MONTHS, value)) is expected


def test_trd1_the_tolerance_decides_what_is_equal() -> None:
    near = row(AZ, MONTHS, 560)
    assert word("TRD-1", "azerbaijan", near) is Verdict.CONTRADICTED
    assert word("TRD-1", "azerbaijan", near, tolerance=0.05) is Verdict.SUPPORTED


def test_trd1_limits_that_leave_the_figure_out_contradict_it() -> None:
    reading = only("TRD-1", "kazakhstan", row(KZ, "2025-01/2025-07", 331.7), row(KZ, "2025", 425))
    assert reading.verdict is Verdict.CONTRADICTED
    assert reading.measured is None, "limits are no measurement"
    assert len(reading.rows) == 2


def test_trd1_limits_that_allow_the_figure_leave_it_open() -> None:
    assert word("TRD-1", "kazakhstan", row(KZ, "2025-01/2025-07", 331.7)) is Verdict.UNVERIFIED
    assert word("TRD-1", "kazakhstan") is Verdict.UNVERIFIED


def test_trd1_the_statement_itself_is_no_bound_to_lean_on() -> None:
    assert word("TRD-1", "azerbaijan", row(AZ, MONTHS, 547, bound="lower")) is Verdict.UNVERIFIED


@pytest.mark.parametrize(
    ("value", "expected"), [(470, Verdict.SUPPORTED), (533, Verdict.CONTRADICTED), (None, Verdict.UNVERIFIED)]
)
def test_trd3_the_year_is_compared(value: float | None, expected: Verdict) -> None:
    assert word("TRD-3", "kazakhstan", *([row(KZ, "2024", value)] if value else [])) is expected


# TRD-2: growth


@pytest.mark.parametrize(
    ("multiple", "expected"), [(3.2, Verdict.SUPPORTED), (3.0, Verdict.PARTLY), (1.5, Verdict.CONTRADICTED)]
)
def test_trd2_the_stated_growth_is_compared(multiple: float, expected: Verdict) -> None:
    assert word("TRD-2", "azerbaijan", growth(multiple, "azerbaijan")) is expected


def test_trd2_growth_of_the_other_reporter_says_nothing() -> None:
    assert word("TRD-2", "azerbaijan", growth(3.2, "kazakhstan")) is Verdict.UNVERIFIED


def test_trd2_the_longest_part_stands_in_and_is_named() -> None:
    rows = row(KZ, "2025-01/2025-07", 331.7), growth(1.0, "kazakhstan", "2025-01/2025-07")
    reading = only("TRD-2", "kazakhstan", *rows)
    assert reading.verdict is Verdict.CONTRADICTED
    assert "January–July 2025" in reading.definition


@pytest.mark.parametrize(("year", "expected"), [(425, Verdict.CONTRADICTED), (900, Verdict.UNVERIFIED)])
def test_trd2_limits_stand_in_where_no_growth_is_known(year: float, expected: Verdict) -> None:
    reading = only("TRD-2", "kazakhstan", row(KZ, "2025", year), row(KZ, "2024-01/2024-06", 280.6))
    assert reading.verdict is expected


def without_gold(claim: str, *rows: dict[str, Any]) -> Reading:
    (reading,) = judge(made(rows), claim, Trade(statistics="azerbaijan", gold="without", draws=300)).readings
    return reading


def test_trd2_growth_that_needs_no_gold_holds_without_it() -> None:
    rows = row(AZ, MONTHS, 900), growth(9.0, "azerbaijan"), gold(MONTHS, 100)
    assert without_gold("TRD-2", *rows).verdict is Verdict.SUPPORTED


def test_trd2_unknown_gold_a_year_before_leaves_growth_without_it_open() -> None:
    rows = row(AZ, MONTHS, 547.6), growth(3.2, "azerbaijan"), gold(MONTHS, 262.2)
    assert without_gold("TRD-2", *rows).verdict is Verdict.UNVERIFIED
    assert without_gold("TRD-2", *rows, gold("2024", 3313, "AZE")).verdict is Verdict.UNVERIFIED


def test_trd2_too_little_gold_in_the_whole_year_before_contradicts() -> None:
    rows = row(AZ, MONTHS, 547.6), growth(3.2, "azerbaijan"), gold(MONTHS, 262.2)
    reading = without_gold("TRD-2", *rows, gold("2024", 20, "AZE"))
    assert reading.verdict is Verdict.CONTRADICTED
    assert reading.measured is not None
    assert reading.measured.low == pytest.approx((547.6 - 262.2) / (547.6 / 3.2))


@pytest.mark.parametrize(("known", "expected"), [(10.0, Verdict.CONTRADICTED), (120.0, Verdict.SUPPORTED)])
def test_trd2_known_gold_of_the_months_before_settles_it(known: float, expected: Verdict) -> None:
    rows = row(AZ, MONTHS, 547.6), growth(3.2, "azerbaijan"), gold(MONTHS, 262.2), gold(BEFORE, known)
    assert without_gold("TRD-2", *rows).verdict is expected


def test_trd2_without_any_gold_known_there_is_nothing_to_take_out() -> None:
    assert without_gold("TRD-2", row(AZ, MONTHS, 547.6)).verdict is Verdict.UNVERIFIED


# TRD-4: a part above a whole year


@pytest.mark.parametrize(
    ("part", "year", "expected"),
    [(547.6, 470, Verdict.SUPPORTED), (400, 470, Verdict.CONTRADICTED), (547.6, None, Verdict.UNVERIFIED)],
)
def test_trd4_a_part_is_held_against_the_year(part: float, year: float | None, expected: Verdict) -> None:
    assert word("TRD-4", "azerbaijan", row(AZ, MONTHS, part), *([row(AZ, "2024", year)] if year else [])) is expected


def test_trd4_the_years_are_never_taken_from_two_reporters() -> None:
    rows = row(AZ, MONTHS, 547.6), row(KZ, "2024", 470)
    assert word("TRD-4", "azerbaijan", *rows) is Verdict.UNVERIFIED
    assert word("TRD-4", "kazakhstan", *rows) is Verdict.UNVERIFIED


def test_trd4_a_year_that_ended_lower_settles_its_months() -> None:
    assert word("TRD-4", "kazakhstan", row(KZ, "2025", 425), row(KZ, "2024", 533)) is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("part", "everything", "expected"),
    [(800, None, Verdict.SUPPORTED), (547.6, 3313, Verdict.UNVERIFIED), (547.6, 50, Verdict.CONTRADICTED)],
)
def test_trd4_without_gold(part: float, everything: float | None, expected: Verdict) -> None:
    rows = [row(AZ, MONTHS, part), row(AZ, "2024", 470), gold(MONTHS, 262.2)]
    rows += [gold("2024", everything, "AZE")] if everything else []
    assert without_gold("TRD-4", *rows).verdict is expected
    assert without_gold("TRD-4", *rows[:2]).verdict is Verdict.UNVERIFIED


# the real evidence


@pytest.mark.parametrize("claim", ["TRD-1", "TRD-2", "TRD-3", "TRD-4"])
def test_the_figures_hold_in_azerbaijans_statistics_and_only_there(evidence: Evidence, claim: str) -> None:
    assert judge(evidence, claim, P).verdict is Verdict.PARTLY
    assert judge(evidence, claim, Trade(statistics="azerbaijan")).verdict is Verdict.SUPPORTED
    assert judge(evidence, claim, Trade(statistics="kazakhstan")).verdict is Verdict.CONTRADICTED


def test_the_numbers_behind_the_verdicts(evidence: Evidence) -> None:
    found = {j.claim.id: j.readings for j in judge_theme(evidence, "trade", P)}
    assert found["TRD-1"][0].measured.value == 547.6
    assert found["TRD-2"][0].measured.value == pytest.approx(3.2)
    assert found["TRD-2"][1].measured.low == pytest.approx(285.4 / 171.1, abs=0.01)
    assert found["TRD-2"][2].measured.value == pytest.approx(331.7 / 316.5, abs=0.001)
    assert [r.measured.value for r in found["TRD-3"]] == [470, 533]


def test_the_three_figures_fit_azerbaijan_but_not_the_usual_course_of_a_year(evidence: Evidence) -> None:
    own, usual, mirror = judge(evidence, "TRD-5", Trade()).readings
    assert [r.verdict for r in (own, usual, mirror)] == [
        Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.CONTRADICTED,
    ]  # fmt: skip
    assert usual.measured.value == pytest.approx(100 * 547 / 3 / 470)
    assert usual.reason.endswith("and none of those part-years had so little.")


def test_kazakhstan_contradicts_even_without_the_figures_whose_reporter_is_inferred(evidence: Evidence) -> None:
    stated = Trade(statistics="kazakhstan", inferred=False)
    assert judge(evidence, "TRD-2", stated).verdict is Verdict.CONTRADICTED
    assert judge(evidence, "TRD-1", stated).verdict is Verdict.CONTRADICTED
    assert judge(evidence, "TRD-4", stated).verdict is Verdict.CONTRADICTED
    assert "inferred" in judge(evidence, "TRD-2", P).readings[2].definition


def test_kazakhstans_year_overturned_two_verdicts() -> None:
    then, now = load(date(2025, 10, 25)), load()
    for claim in ("TRD-1", "TRD-4"):
        assert judge(then, claim, P).verdict is Verdict.SUPPORTED
        assert judge(now, claim, P).verdict is Verdict.PARTLY


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2020, 1, 1), date(2010, 1, 1)])
def test_nothing_is_judged_by_what_was_not_yet_public(day: date) -> None:
    evidence = load(day)
    for judgement in judge_theme(evidence, "trade", P):
        assert (evidence.rows(judgement.rows)["published"] <= str(day)).all() if judgement.rows else True
        assert all(r.reason.endswith(".") for r in judgement.readings)
        if judgement.claim.id in ("TRD-1", "TRD-2", "TRD-3", "TRD-4"):
            assert judgement.verdict is Verdict.UNVERIFIED

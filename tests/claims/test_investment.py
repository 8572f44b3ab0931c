"""Every verdict that a rule on investment can return, and the real ones."""

from datetime import date
from typing import Any

import pytest

from helpers.analysis.investment import DIRECTIONS, INTERVIEW
from helpers.analysis.investment_paths import flow_check
from helpers.claims import Judgement, Verdict, judge, judge_theme
from helpers.claims.investment import by_choice
from helpers.evidence import Evidence, load, made
from helpers.parameters import Investment

P = Investment(draws=100)
SUPPORTED, CONTRADICTED, PARTLY, UNVERIFIED = (
    Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.UNVERIFIED,
)  # fmt: skip
SUMS = [("INV-1", "az", 225.0), ("INV-2", "kz", 136.0)]
DAY = "2025-10-18"


def total(key: str, period: str, value: float, **more: Any) -> dict[str, Any]:
    direction = DIRECTIONS[key]
    return {
        "series": direction.sums, "entity": direction.entity, "period": period, "value": value,
        "unit": "USD million", **more,
    }  # fmt: skip


def count(period: str, value: float, **more: Any) -> dict[str, Any]:
    direction = DIRECTIONS["kz"]
    return {
        "series": direction.companies, "entity": direction.entity, "period": period, "value": value,
        "unit": "count", **more,
    }  # fmt: skip


def readings(judgement: Judgement) -> list[Verdict]:
    return [reading.verdict for reading in judgement.readings]


# INV-1 and INV-2


@pytest.mark.parametrize(("claim", "key", "goal"), SUMS)
def test_the_interview_alone_verifies_nothing(claim: str, key: str, goal: float) -> None:
    judgement = judge(made([total(key, DAY, goal, source=INTERVIEW, published=DAY)]), claim, P)
    assert judgement.verdict is UNVERIFIED
    assert "is quoted rightly" in judgement.readings[0].reason
    assert "No sum" in judgement.readings[1].reason


@pytest.mark.parametrize(("claim", "key", "goal"), SUMS)
def test_a_sum_of_another_source_near_the_day_decides(claim: str, key: str, goal: float) -> None:
    own = total(key, DAY, goal, source=INTERVIEW)
    same, other = total(key, "2025-06-30", goal, source="bank"), total(key, "2025-06-30", 1.3 * goal, source="paper")
    assert judge(made([own, same]), claim, P).verdict is SUPPORTED
    assert judge(made([own, other]), claim, P).verdict is CONTRADICTED
    assert judge(made([own, same, other]), claim, P).verdict is PARTLY


@pytest.mark.parametrize(("claim", "key", "goal"), SUMS)
def test_older_sums_and_bounds_only_stand_beside(claim: str, key: str, goal: float) -> None:
    rows = [
        total(key, DAY, goal, source=INTERVIEW),
        total(key, "2023-01-01", goal / 2, source="a"), total(key, "2005/2022", 2 * goal, source="b"),
        total(key, "2025-09-01", goal / 2, bound="lower", source="c"),
    ]  # fmt: skip
    judgement = judge(made(rows), claim, P)
    assert judgement.verdict is UNVERIFIED
    quoted, bound, half, double = judgement.readings
    assert quoted.rows
    assert "measures none" in bound.reason
    assert bound.measured is None
    assert "percent a year" in half.reason
    assert "cannot fall" in double.reason


def test_a_later_sum_far_away_settles_nothing_and_a_wrong_quotation_is_named() -> None:
    rows = [total("az", DAY, 230, source=INTERVIEW), total("az", "2027-06-01", 200, source="a")]
    judgement = judge(made(rows, as_of=date(2027, 12, 31)), "INV-1", P)
    assert "is not the article's 225" in judgement.readings[0].reason
    assert "came after it" in judgement.readings[1].reason


def test_the_basis_can_be_chosen() -> None:
    rows = [total("az", "2024-01-01", 200, source="a"), total("az", "2005/2022", 306, source="b")]
    for basis, value in (("no start named", 200), ("start named", 306)):
        chosen = judge(made(rows), "INV-1", Investment(basis=basis)).readings[1:]
        assert [reading.measured.value for reading in chosen if reading.measured] == [value]


def test_the_real_sums_are_unverified_beside_the_nearest_figures(evidence: Evidence) -> None:
    nearest = {"INV-1": [205.2, 215, 211.4, 306, 204], "INV-2": [102.2, 114, 95, 100, 100]}
    for claim, values in nearest.items():
        judgement = judge(evidence, claim, P)
        assert judgement.verdict is UNVERIFIED
        assert [r.measured.value for r in judgement.readings if r.measured] == values
    assert "newest sum of another source is 205.2 million (4 September 2024)" in judge(evidence, "INV-1", P).reason
    assert "+19.8 million" in judge(evidence, "INV-1", P).readings[1].reason
    assert "cannot fall" in judge(evidence, "INV-1", P).readings[4].reason


def test_a_smaller_sum_shortly_before_contradicts_only_where_growth_cannot_explain_it() -> None:
    own = total("az", DAY, 225, source=INTERVIEW)
    for day, value, expected in (
        ("2024-12-18", 180.0, UNVERIFIED), ("2024-12-18", 100.0, CONTRADICTED), ("2025-10-11", 205.0, CONTRADICTED),
        ("2025-12-18", 233.0, UNVERIFIED), ("2025-12-18", 205.0, CONTRADICTED),
    ):  # fmt: skip
        rows = [own, total("az", day, value, source="a")]
        assert judge(made(rows, as_of=date(2025, 12, 31)), "INV-1", Investment(tolerance=0.01)).verdict is expected


def test_the_real_sums_contradict_only_where_no_sum_may_grow(evidence: Evidence) -> None:
    table = by_choice(evidence, P, (12, 14), (0.02, 0.1), (0.35, 0.0)).set_index("months_apart")
    assert set(table.loc[12, "INV-1"]) == {"unverified"}
    assert list(table.loc[14, "INV-1"]) == ["unverified", "contradicted", "supported", "supported"]
    assert list(table.loc[14, "INV-2"]) == ["unverified", "contradicted"] * 2


def test_the_growth_allowed_for_is_that_of_the_fastest_year_known(evidence: Evidence) -> None:
    check = flow_check(evidence)
    assert check is not None
    assert P.growth == round(check.inflow / check.floor, 2)


# INV-3


def test_a_count_near_the_day_decides() -> None:
    near, far = (
        count("2025-09", 240, note="registered", source="a"),
        count("2025-09", 150, note="operating", source="b"),
    )
    assert judge(made([near]), "INV-3", P).verdict is SUPPORTED
    assert judge(made([far]), "INV-3", P).verdict is CONTRADICTED
    judgement = judge(made([near, far]), "INV-3", P)
    assert judgement.verdict is PARTLY
    assert readings(judgement) == [SUPPORTED, CONTRADICTED]


def test_no_count_an_old_one_and_a_bound_verify_nothing() -> None:
    assert judge(made([total("az", DAY, 1)]), "INV-3", P).verdict is UNVERIFIED
    old = judge(made([count("2020", 60), count("2025-09", 200, bound="lower", source="b")]), "INV-3", P)
    assert readings(old) == [UNVERIFIED] * 3
    assert "registered" in old.readings[0].reason
    limits = [r.reason for r in old.readings if "counts nothing" in r.reason]
    assert len(limits) == 1


def test_a_count_below_an_earlier_bound_says_so() -> None:
    rows = [count("2024-03-12", 200, bound="lower", source="a"), count("2025-10", 150, note="registered", source="b")]
    assert "more than 200" in judge(made(rows), "INV-3", P).readings[0].reason


def test_the_real_count_is_contradicted_by_the_one_registered_count(evidence: Evidence) -> None:
    judgement = judge(evidence, "INV-3", P)
    assert judgement.verdict is CONTRADICTED
    first = judgement.readings[0]
    assert first.measured is not None
    assert first.measured.value == 150
    assert readings(judgement)[1:] == [UNVERIFIED] * 4


@pytest.mark.parametrize("day", [date(1995, 12, 31), date(2020, 1, 1), date(2024, 12, 31)], ids=str)
def test_before_the_interview_nothing_is_verified(day: date) -> None:
    judgements = judge_theme(load(day), "investment", P)
    assert [j.verdict for j in judgements] == [UNVERIFIED] * 3
    assert all(r.reason.endswith(".") for j in judgements for r in j.readings)

"""Sums keep their basis, a path is asked of them fairly, and sizes are set against what they can be."""

from datetime import date
from typing import Any

import pytest

from helpers.analysis import investment, investment_meanings, investment_paths, investment_size
from helpers.analysis.investment import DIRECTIONS, INTERVIEW, NO_START
from helpers.evidence import Evidence, load, made
from helpers.models.interval import Interval
from helpers.parameters import Investment

AZ, KZ = DIRECTIONS["az"], DIRECTIONS["kz"]
P = Investment(draws=200)
EARLY = [date(1995, 12, 31), date(2012, 12, 31), date(2020, 1, 1), date(2022, 12, 31), date(2024, 12, 31)]


def total(period: str, value: float, key: str = "az", **more: Any) -> dict[str, Any]:
    direction = DIRECTIONS[key]
    return {
        "series": direction.sums, "entity": direction.entity, "period": period, "value": value,
        "unit": "USD million", **more,
    }  # fmt: skip


def count(period: str, value: float, key: str = "kz", **more: Any) -> dict[str, Any]:
    direction = DIRECTIONS[key]
    return {**total(period, value, key), "series": direction.companies, "unit": "count", **more}


def year(period: str, value: float, **more: Any) -> dict[str, Any]:
    return {**total(period, value), "series": AZ.yearly, **more}


# sums


def test_a_sum_keeps_its_basis_its_day_and_its_teller() -> None:
    rows = investment.sums(made([
        total("2024-03-05", 211.4, note="energy ministry", source="a"),
        total("2005/2022", 306, source="b"), total("1995/2021", 200, bound="lower", note="non-oil sector", source="c"),
        total("2025-10-18", 225, note="President Aliyev to Kazinform", source=INTERVIEW),
    ]), AZ)  # fmt: skip
    assert list(rows["family"]) == ["since 1995, non-oil", "since 2005", NO_START, NO_START]
    assert list(rows["teller"]) == ["not named", "not named", "government", "president"]
    assert list(rows["measured"]) == [False, True, True, True]
    assert list(investment.independent(rows)["value"]) == [306, 211.4]


def test_the_range_of_definitions_leaves_out_bounds_the_interview_and_what_is_old() -> None:
    rows = investment.sums(made([
        total("2010-01-01", 50, source="old"), total("2023-01-01", 100, source="a"),
        total("2024-01-01", 120, source="b"),
        total("2024-02-01", 500, bound="lower", source="c"), total("2025-10-18", 225, source=INTERVIEW),
    ]), AZ)  # fmt: skip
    assert investment.span(rows, 36) == Interval(110, 100, 120)
    assert investment.span(rows.iloc[:0], 36) is None


def test_the_article_is_about_the_day_of_its_source(evidence: Evidence) -> None:
    assert investment.stated_day(evidence) == date(2025, 10, 18)
    assert investment.stated_day(load(date(2024, 12, 31))) == date(2025, 12, 31)


def test_counts_say_what_they_count(evidence: Evidence) -> None:
    rows = investment.companies(evidence, AZ)
    assert {"registered", "operating", "AIFC only", "small and medium", "not stated"} == set(rows["status"])


def test_the_words_in_the_notes_of_the_real_rows_are_read_as_meant(evidence: Evidence) -> None:
    sums = investment.sums(evidence, AZ).set_index("value")
    assert sums.loc[[204, 211.4], "teller"].tolist() == ["government"] * 2
    assert sums.loc[[130, 200, 205.2, 215, 306], "teller"].tolist() == ["not named"] * 5
    assert sums.index[sums["own"]].tolist() == sums.index[sums["teller"] == "president"].tolist() == [225]
    assert sums.index[investment.without_oil(sums)].tolist() == [200]
    counts = investment.companies(evidence, KZ)
    assert counts["status"].tolist() == [
        "not stated", "not stated", "not stated", "operating", "not stated", "operating", "not stated", "registered",
    ]  # fmt: skip


# paths


def test_the_real_sums_fall_and_the_article_adds_no_clash_of_its_own(evidence: Evidence) -> None:
    tests = investment_paths.path_tests(evidence, P).set_index(["direction", "figures", "stated"])["days"]
    plain, since = list(investment_paths.SETS)[:2]
    assert [tests[key, plain, own] for key in ("az", "kz") for own in (False, True)] == [183] * 4
    assert tests["az", since, False] == 613
    assert tests["az", since, True] == 1022
    assert tests["kz", since, True] == 183


def test_a_set_that_adds_nothing_is_left_out() -> None:
    found = investment_paths.path_tests(made([total("2023-01-01", 200, source="a"), total("2024-01-01", 210)]), P)
    assert list(found["figures"].unique()) == [next(iter(investment_paths.SETS))]
    assert found["fits"].all()


def test_growth_to_the_article_starts_at_independent_sums_only(evidence: Evidence) -> None:
    steps = investment_paths.growth_needed(evidence)
    assert not (steps["source"] == INTERVIEW).any()
    assert not (steps["bound"] == "lower").any()
    last = steps[(steps["direction"] == "kz")].sort_values("told").iloc[-1]
    assert last["added"] == pytest.approx(136 - 102.2)
    assert last["percent_per_year"] == pytest.approx(100 * ((136 / 102.2) ** (365.25 / 409) - 1))


def test_the_real_outlook_reaches_the_one_sum_more_often_than_the_other(evidence: Evidence) -> None:
    az, kz = (investment_paths.outlook(evidence, P, d) for d in (AZ, KZ))
    assert az is not None
    assert kz is not None
    assert az.level.contains(225)
    assert not kz.level.contains(136)
    assert az.reached > kz.reached


def test_an_outlook_needs_two_sums_and_a_rising_path() -> None:
    assert investment_paths.outlook(made([total("2023-01-01", 200)]), P, AZ) is None
    falling = made([total("2020-01-01", 200, source="a"), total("2024-01-01", 100, source="b")])
    assert investment_paths.outlook(falling, P, AZ) is None
    assert investment_paths.by_lag(falling, P, (6,))["value"].isna().all()


def answers(*rows: dict[str, Any]) -> list[str]:
    found = investment_meanings.meanings(made(rows), P)
    return list(found[found["direction"] == "az"]["answer"])


def test_what_the_sum_can_mean_follows_from_the_other_figures() -> None:
    assert answers(count("2024", 1)) == ["untested"] * 4
    assert answers(total("2005/2022", 306))[0] == "ruled out"
    assert answers(total("2005/2022", 106))[0] == "possible"
    assert answers(total("2024-01-01", 200))[1] == "possible"
    assert answers(total("2020-01-01", 300))[1] == "doubtful"
    assert answers(year("2022", 69.7))[3] == "doubtful"
    assert answers(year("2022", 200))[3] == "possible"


def test_one_years_inflow_does_not_suit_the_sums_without_a_start(evidence: Evidence) -> None:
    check = investment_paths.flow_check(evidence)
    assert check is not None
    assert (check.year, check.floor, check.inflow, check.since) == ("2022", 200, 69.7, 306)
    assert check.pace == pytest.approx(11 / 503 * 365.25)
    assert investment_paths.flow_check(made([total("2024-01-01", 200)])) is None


# sizes


def test_only_pairs_of_one_source_day_and_basis_are_compared() -> None:
    pairs = investment_size.asymmetry(made([
        total("2024-03-05", 200, source="a"), total("2024-03-05", 100, "kz", source="a"),
        total("2024-03-12", 300, source="b"), total("2024-09-04", 90, "kz", source="c"),
    ]))  # fmt: skip
    assert list(pairs["ratio"]) == [2.0]


def test_the_real_asymmetry_and_its_weight(evidence: Evidence) -> None:
    pairs, weighed = investment_size.asymmetry(evidence), investment_size.weighed(evidence)
    assert pairs["ratio"].min() == pytest.approx(225 / 136)
    assert pairs["ratio"].max() == pytest.approx(306 / 95)
    assert list(weighed["percent"]) == pytest.approx([100 * 205.2 / 74316, 100 * 102.2 / 288406])


def test_real_shares_are_small(evidence: Evidence) -> None:
    shares = investment_size.shares(evidence)
    assert shares["high"].max() < 7
    inflow = shares[shares["share"].str.contains("inflow of 2022")].iloc[0]
    assert inflow["value"] == pytest.approx(100 * 69.7 / 28000)
    ceiling = shares[shares["limit"]].iloc[0]
    assert ceiling["value"] == pytest.approx(100 * 306 / (17200 + 23700 + 28000))


def test_capital_of_a_company_takes_sums_and_counts_of_one_year() -> None:
    each = investment_size.per_company(made([
        total("2024-03-05", 100, "kz", source="a"), total("2024-09-04", 120, "kz", source="b"),
        count("2024-03-15", 150, source="c"), count("2024-09-04", 200, bound="lower", source="d"), count("2020", 60),
    ]))  # fmt: skip
    assert each[["year", "low", "high"]].to_numpy().tolist() == [[2024, 100 / 150, 120 / 150]]


def test_announced_funds_are_plans_until_placed(evidence: Evidence) -> None:
    funds = investment_size.funds(evidence)
    assert not funds["placed"].any()
    assert funds.loc[funds["fund"].str.startswith("joint fund"), "value"].tolist() == [300]


@pytest.mark.parametrize("day", EARLY, ids=str)
def test_an_early_day_raises_nothing(day: date) -> None:
    evidence = load(day)
    for found in (
        investment_paths.path_tests(evidence, P), investment_paths.growth_needed(evidence),
        investment_meanings.meanings(evidence, P), investment_size.asymmetry(evidence),
        investment_size.weighed(evidence), investment_size.shares(evidence), investment_size.funds(evidence),
        investment_size.per_company(evidence),
    ):  # fmt: skip
        assert found is not None
    assert investment_paths.flow_check(evidence) is None or day.year > 2022

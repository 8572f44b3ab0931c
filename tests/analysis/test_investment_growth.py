"""Sums grow from the day they stand for until the article's."""

from datetime import date

import pandas as pd
import pytest

from helpers.analysis.investment import stated_day
from helpers.analysis.investment_growth import grown
from helpers.evidence import Evidence, load
from helpers.parameters import Investment


def fitting(evidence: Evidence, **changes: object) -> set[tuple[str, float, pd.Timestamp]]:
    table = grown(evidence, Investment(**changes))
    table = table[table["asked"] & (table["fits"] != "never")]
    return set(zip(table["direction"], table["value"], table["told"], strict=True))


def test_the_growth_needed_is_just_enough(evidence: Evidence) -> None:
    table = grown(evidence, Investment(lag_months=6))
    line = table[table["needed"] > 0].iloc[0]
    years = (pd.Timestamp(stated_day(evidence)) - line["told"]).days / 365.25 + 0.5
    assert line["value"] * (1 + line["needed"]) ** years == pytest.approx(line["goal"])


def test_more_growth_or_more_age_lets_more_sums_fit(evidence: Evidence) -> None:
    none, slow, fast = (fitting(evidence, growth=growth, lag_months=0) for growth in (0.0, 0.1, 0.35))
    old = fitting(evidence, growth=0.1, lag_months=24)
    assert none == set()
    assert slow < fast
    assert slow < old


def test_a_sum_above_the_article_never_fits(evidence: Evidence) -> None:
    table = grown(evidence, Investment(growth=5.0, lag_months=60))
    larger = table[table["value"] > table["goal"]]
    assert len(larger)
    assert set(larger["fits"]) == {"never"}
    assert (larger["needed"] < 0).all()


def test_each_basis_asks_for_the_sums_that_the_other_does_not(evidence: Evidence) -> None:
    named, unnamed = (
        grown(evidence, Investment(basis=basis))["asked"].astype(bool) for basis in ("start named", "no start named")
    )
    assert (named ^ unnamed).all()
    assert named.any()
    assert grown(evidence, Investment())["asked"].all()


def test_only_what_was_known_can_grow() -> None:
    early = grown(load(date(2024, 3, 31)), Investment())
    assert early["told"].max() <= pd.Timestamp(2024, 3, 31)
    assert grown(load(date(2015, 1, 1)), Investment()).empty

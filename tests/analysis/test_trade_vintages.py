"""A forecast of the year sees what was known on its day, and each method carries the part on in its own way."""

from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from helpers.analysis.trade_vintages import METHODS, forecasts, vintages
from helpers.evidence import Evidence, load
from helpers.parameters import Trade

P = Trade(draws=200)


def of(table: pd.DataFrame, reporter: str, gold: str = "repeats") -> pd.DataFrame:
    return table[(table["reporter"] == reporter) & (table["gold"] == gold)].dropna(subset=["value"])


def test_a_vintage_knows_more_than_the_one_before(evidence: Evidence) -> None:
    found = [one for one in vintages(evidence, P) if one.reporter == "azerbaijan"]
    assert len(found) > 2
    for earlier, later in pairwise(found):
        assert later.day > earlier.day
        assert later.told() != earlier.told()
        assert later.months >= earlier.months


def test_a_vintage_sees_nothing_that_was_published_later(evidence: Evidence) -> None:
    for one in vintages(evidence, P):
        assert one.seen.observations["published"].max() <= one.day


def test_no_forecast_is_made_once_the_year_is_known(evidence: Evidence) -> None:
    table = forecasts(evidence, Trade(draws=200, year=2024), "in proportion", 0.0)
    year = evidence.series("az_kz_trade_turnover_azrep", period="2024")
    assert table.loc[table["reporter"] == "azerbaijan", "day"].max() < year["published"].min()
    assert table["outcome"].notna().all()


@pytest.mark.parametrize("method", METHODS)
def test_no_forecast_is_below_the_part_that_is_known(evidence: Evidence, method: str) -> None:
    table = forecasts(evidence, P, method, 0.0).dropna(subset=["value"])
    assert len(table)
    assert (table["low"] >= table["part"]).all()
    assert (table["low"] <= table["value"]).all()
    assert (table["value"] <= table["high"]).all()


def test_proportion_is_the_pace_of_the_months(evidence: Evidence) -> None:
    table = of(forecasts(evidence, P, "in proportion", 0.0), "kazakhstan")
    assert list(table["value"]) == pytest.approx(list(table["part"] * 12 / table["months"]))


def test_the_growth_so_far_gives_the_year_the_growth_of_its_part(evidence: Evidence) -> None:
    known = {one.day: one for one in vintages(evidence, P) if one.reporter == "kazakhstan"}
    line = of(forecasts(evidence, P, "growth so far", 0.0), "kazakhstan").iloc[0]
    one = known[line["day"]]
    assert one.before is not None
    assert one.same is not None
    assert line["value"] / one.before == pytest.approx(one.part / one.same)


def test_a_rest_of_the_year_that_grows_adds_to_the_forecast(evidence: Evidence) -> None:
    same, more, none = (
        of(forecasts(evidence, P, "rest of last year", g), "kazakhstan").iloc[0] for g in (0.0, 0.5, -1)
    )
    assert none["value"] == pytest.approx(none["part"])
    assert more["value"] - more["part"] == pytest.approx(1.5 * (same["value"] - same["part"]))


def test_gold_that_does_not_repeat_lowers_what_is_carried_on(evidence: Evidence) -> None:
    table = forecasts(evidence, P, "in proportion", 0.0)
    both = of(table, "azerbaijan").merge(of(table, "azerbaijan", "once"), on="day", suffixes=("", "_once"))
    assert len(both)
    assert (both["value_once"] < both["value"]).all()


def test_gold_is_read_as_asked(evidence: Evidence) -> None:
    kinds = {
        gold: set(forecasts(evidence, Trade(draws=200, gold=gold), "in proportion", 0.0)["gold"])
        for gold in ("both", "with", "without")
    }
    assert kinds["both"] == {"repeats", "once"}
    assert kinds["with"] == {"repeats"}
    last = forecasts(evidence, Trade(draws=200, gold="without"), "in proportion", 0.0)
    assert last[last["reporter"] == "azerbaijan"]["gold"].iloc[-1] == "once"


def test_an_early_day_has_nothing_to_forecast_from() -> None:
    assert forecasts(load(date(2015, 1, 1)), P, "in proportion", 0.0).empty

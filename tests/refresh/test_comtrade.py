"""Comtrade: each total once, from the state that reports it, and which answers are not taken."""

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.refresh import FetchError
from helpers.refresh.adapters.comtrade import _Flow, _observations, _question, _requests
from helpers.refresh.adapters.rows import records
from tests.refresh.official import (
    COMTRADE,
    KEY,
    MONTHS,
    MONTHS_WITH_KEY,
    YEARS,
    YEARS_WITH_KEY,
    Flows,
    fetched,
    flow,
    flows,
    nothing,
    totals,
)
from tests.serving import Source

THIS_YEAR = date.today().year


@pytest.fixture(autouse=True)
def no_key(services: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMTRADE_KEY")


def asked_of(services: Source) -> list[dict[str, str]]:
    return [{name: cell[0] for name, cell in parse_qs(urlsplit(one.path).query).items()} for one in services.asked]


def test_both_states_are_asked_at_once_for_years_and_months(services: Source) -> None:
    rows = fetched(COMTRADE).rows
    names = ("reportercode", "partnerCode", "flowCode", "cmdCode", "motCode", "customsCode", "partner2Code")
    assert {tuple(one[name] for name in names) for one in asked_of(services)} == {
        ("31,398", "31,398", "M,X", "TOTAL", "0", "C00", "0")
    }
    assert rows[rows["period"] == "2024"][["series", "value"]].to_numpy().tolist() == [
        ["az_to_kz_goods_comtrade_azrep", 2024.0],
        ["az_to_kz_goods_comtrade_kzrep", 2024.0],
    ]
    assert {"2025-01", "2025-12"} <= set(rows["period"])
    assert rows["period"].str.fullmatch(r"\d{4}(-\d{2})?").all()
    assert set(rows["unit"]) == {"USD million"}


@pytest.mark.parametrize(("query", "most"), [({}, 12), ({"periods": 1}, 1), ({"periods": 5}, 5)])
def test_no_request_asks_for_more_periods_than_the_service_gives(
    query: dict[str, int], most: int, services: Source
) -> None:
    long = tuple(wanted.model_copy(update={"since": "2010"}) for wanted in COMTRADE.series)
    rows = fetched(COMTRADE.model_copy(update={"series": long, "query": {**COMTRADE.query, **query}})).rows
    periods = [one["period"].split(",") for one in asked_of(services)]
    assert max(map(len, periods)) == most
    assert sum(map(len, periods)) == rows["period"].nunique() == len({one for some in periods for one in some})
    assert {str(year) for year in range(2010, THIS_YEAR)} <= set(rows["period"])


@pytest.mark.parametrize(("today", "months"), [(date(2026, 1, 31), 0), (date(2026, 2, 1), 1), (date(2026, 12, 31), 11)])
def test_what_is_not_over_is_not_asked(today: date, months: int) -> None:
    asked = list(_requests(COMTRADE, today))
    assert asked[0] == ("A", ["2024", "2025"])
    by_month = [period for frequency, periods in asked[1:] for period in periods]
    assert by_month == [*(f"2025{month:02}" for month in range(1, 13)), *(f"2026{n:02}" for n in range(1, months + 1))]


def test_without_a_key_the_preview_is_asked_and_with_one_the_whole(
    services: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = fetched(COMTRADE).rows
    assert {one.path.partition("?")[0] for one in services.asked} == {YEARS, MONTHS}
    services.asked.clear()
    monkeypatch.setenv("COMTRADE_KEY", KEY)
    assert fetched(COMTRADE).rows.equals(preview)
    assert {one.path.partition("?")[0] for one in services.asked} == {YEARS_WITH_KEY, MONTHS_WITH_KEY}


def test_a_period_that_is_not_reported_yet_is_no_row(services: Source) -> None:
    services.answer(MONTHS, flows(nothing))
    rows = fetched(COMTRADE).rows
    assert set(rows["period"].str.len()) == {4}


def test_nothing_for_every_period_is_told(services: Source) -> None:
    for path in (YEARS, MONTHS):
        services.answer(path, flows(nothing))
    with pytest.raises(FetchError, match="no records at all"):
        fetched(COMTRADE)


def parts(asked: Mapping[str, str], period: str) -> list[dict[str, Any]]:
    """A total among its parts."""
    return [
        flow(asked, period, motCode=2100, primaryValue=1.0),
        flow(asked, period, customsCode="C01", primaryValue=2.0),
        flow(asked, period, partner2Code=643, primaryValue=3.0),
        flow(asked, period),
    ]


def reported_beside_added_up(asked: Mapping[str, str], period: str) -> list[dict[str, Any]]:
    return [flow(asked, period), flow(asked, period, isReported=True, isAggregate=False, primaryValue=7e6)]


@pytest.mark.parametrize(("of", "expected"), [(parts, 2024.0), (reported_beside_added_up, 7.0)])
def test_the_total_counts_once(of: Flows, expected: float, services: Source) -> None:
    services.answer(YEARS, flows(of))
    rows = fetched(COMTRADE).rows
    assert rows[rows["period"] == "2024"]["value"].tolist() == [expected, expected]


def test_what_a_state_trades_with_itself_was_not_asked(services: Source) -> None:
    whole = fetched(COMTRADE).rows
    itself = flows(lambda one, period: [flow(one, period), flow(one, period, partnerCode=int(one["reportercode"]))])
    services.answer(YEARS, itself)
    assert fetched(COMTRADE).rows.equals(whole)


def test_what_was_neither_reported_nor_added_up_is_an_estimate(services: Source) -> None:
    services.answer(YEARS, flows(lambda asked, period: [flow(asked, period, isReported=False, isAggregate=False)]))
    rows = fetched(COMTRADE).rows
    assert set(rows[rows["period"].str.len() == 4]["kind"]) == {"estimate"}
    assert set(rows[rows["period"].str.len() == 7]["kind"]) == {"actual"}


PART = st.sampled_from([{"motCode": 2100}, {"customsCode": "C01"}, {"partner2Code": 643}])
REPLY = st.dictionaries(
    st.integers(2010, 2025).map(str),
    st.tuples(st.integers(1, 10**12), st.integers(1, 10**12) | st.none(), st.lists(PART, max_size=4)),
    max_size=4,
)
"""By year: the total that Comtrade has added up, the one that was reported, and parts of either."""


@given(REPLY, st.randoms(use_true_random=False))
def test_of_any_mixture_one_row_a_period_is_left(reply: Any, random: Random) -> None:
    asked = {"reportercode": "31", "partnerCode": "398", "flowCode": "X", "freqCode": "A", "cmdCode": "TOTAL"}
    rows, expected = [], {}
    for year, (added_up, reported, parts) in reply.items():
        rows += [flow(asked, year, **part, primaryValue=7) for part in parts]
        rows.append(flow(asked, year, primaryValue=added_up))
        if reported is not None:
            rows.append(flow(asked, year, primaryValue=reported, isReported=True, isAggregate=False))
        expected[year] = round((added_up if reported is None else reported) / 1e6, 3)
    random.shuffle(rows)
    found = list(
        _observations(
            {_question(COMTRADE.series[0]): COMTRADE.series[0]}, [one for one in records(_Flow, rows) if one.is_total]
        )
    )
    assert {row["period"]: row["value"] for row in found} == pytest.approx(expected)
    assert len(found) == len(expected)


def each(**other: Any) -> Flows:
    return lambda asked, period: [{**flow(asked, period), **other}]


def without(name: str) -> Flows:
    return lambda asked, period: [{key: cell for key, cell in flow(asked, period).items() if key != name}]


WRONG: dict[str, tuple[Any, str]] = {
    "two totals": (
        flows(lambda asked, period: 2 * totals(asked, period)),
        "2 totals of reporter 31, partner 398, flow X of TOTAL in 2024",
    ),
    "an error in words": (flows(error="Periods are not valid"), "Comtrade says: Periods are not valid"),
    "a part": (flows(count=99), "records: expected 99"),
    "as many as a preview holds": (flows(lambda *one: 63 * totals(*one)), "some are cut off"),
    "another reporter": (flows(each(reporterCode=51)), "answered about reporterCode 51: expected 31,398"),
    "another partner": (flows(each(partnerCode=0)), "answered about partnerCode 0: expected 31,398"),
    "another flow": (flows(each(flowCode="RX")), "answered about flowCode RX: expected M,X"),
    "a commodity": (flows(each(cmdCode="27")), "answered about cmdCode 27: expected TOTAL"),
    "another period": (flows(each(period="1999")), "answered about period 1999: expected 2024"),
    "months for years": (flows(each(freqCode="M")), "answered about freqCode M: expected A"),
    "no value": (flows(each(primaryValue=None)), "primaryValue"),
    "a value as text": (flows(each(primaryValue="1,5")), "primaryValue: Input should be a valid number, found '1,5'"),
    "a field missing": (flows(without("motCode")), "motCode: Field required"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_an_answer_that_is_not_what_was_asked_is_refused(wrong: str, services: Source) -> None:
    answer, told = WRONG[wrong]
    services.answer(YEARS, answer)
    with pytest.raises(FetchError) as failed:
        fetched(COMTRADE)
    assert told in str(failed.value)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            {"reporter": 31, "partner": 398, "flow": "exports"},
            "query.flow in feeds.toml is 'exports': expected 'X' or 'M'",
        ),
        (
            {"reporter": "AZE", "partner": 398, "flow": "X"},
            "query.reporter in feeds.toml is 'AZE': expected a whole number",
        ),
        ({"reporter": 31, "flow": "X"}, "query.partner in feeds.toml is None"),
    ],
)
def test_a_feed_that_asks_for_nonsense_is_told_where(query: dict[str, Any], told: str, services: Source) -> None:
    asked = COMTRADE.series[0].model_copy(update={"query": query})
    with pytest.raises(FetchError) as failed:
        fetched(COMTRADE.model_copy(update={"series": (asked,)}))
    assert told in str(failed.value)
    assert "az_to_kz_goods_comtrade_azrep" in str(failed.value)
    assert not services.asked

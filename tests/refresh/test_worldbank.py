"""The World Bank: what its values become, and which answers are not taken."""

from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from helpers.refresh import FetchError
from tests.refresh.official import GDP, PEOPLE, WORLD_BANK, fetched, page, value
from tests.serving import Source, good

BAKU = ("AZE", 2024)


def test_dollars_become_millions_and_the_day_of_the_update_is_the_day_of_publication(services: Source) -> None:
    found = fetched(WORLD_BANK)
    assert found.published == date(2026, 10, 7)
    assert found.rows.iloc[0].to_dict() == {
        "series": "gdp_current_usd",
        "entity": "AZE",
        "period": "2023",
        "value": 70000.1,
        "unit": "USD million",
        "kind": "actual",
        "bound": "",
        "note": "",
    }
    assert found.rows.iloc[-1][["series", "entity", "value"]].tolist() == ["population", "KAZ", 10_000_003]


def test_only_the_years_that_are_wanted_are_asked(services: Source) -> None:
    fetched(WORLD_BANK)
    asked = [parse_qs(urlsplit(one.path).query)["date"] for one in services.asked]
    assert asked == [[f"2020:{date.today().year}"], [f"1960:{date.today().year}"]]


def test_a_year_that_is_not_counted_yet_is_no_row(services: Source) -> None:
    services.answer(GDP, good(page([value(BAKU, None), value(("KAZ", 2024), 2e11)])))
    rows = fetched(WORLD_BANK).rows
    assert rows[rows["series"] == "gdp_current_usd"][["entity", "value"]].to_numpy().tolist() == [["KAZ", 200_000.0]]


@pytest.mark.parametrize(("status", "kind"), [("", "actual"), ("E", "estimate"), ("F", "forecast"), ("B", "actual")])
def test_what_the_bank_calls_an_estimate_is_one(status: str, kind: str, services: Source) -> None:
    services.answer(GDP, good(page([value(BAKU, 7e10, obs_status=status)])))
    row = fetched(WORLD_BANK).rows.iloc[0]
    assert row["kind"] == kind
    assert row["note"] == ("break in the series" if status == "B" else "")


def test_several_pages_are_read_to_the_end(services: Source) -> None:
    first, second = value(("AZE", 2023), 7.2e10), value(BAKU, 7.4e10)
    heads: list[dict[str, Any]] = [{"page": number, "pages": 2, "per_page": 1, "total": 2} for number in (1, 2)]
    services.answer(GDP, good(page([first], **heads[0])), good(page([second], **heads[1])))
    rows = fetched(WORLD_BANK).rows
    assert rows[rows["series"] == "gdp_current_usd"]["value"].tolist() == [72_000.0, 74_000.0]


def changed(**other: Any) -> list[Any]:
    return page([value(BAKU, 7e10, **other)])


WRONG: dict[str, tuple[list[Any], str]] = {
    "nothing": (page(None, page=0, pages=0, per_page=0, lastupdated=None), "no values at all for AZE, KAZ"),
    "an error in words": (
        [{"message": [{"id": "120", "key": "Invalid value", "value": "The provided parameter value is not valid"}]}],
        "The provided parameter value is not valid",
    ),
    "a part": (page([value(BAKU, 7e10)], total=2, per_page=2), "1 values: expected 2"),
    "pages without end": (page([value(BAKU, 7e10)], total=2, per_page=0), "has no end: expected at most 50 pages"),
    "a value missing": (page([{name: cell for name, cell in value(BAKU, 1.0).items() if name != "value"}]), "value"),
    "a value as text": (changed(value="7e10"), "record 1, value: Input should be a valid number, found '7e10'"),
    "no number": (changed(value=float("nan")), "should be a finite number"),
    "a quarter": (changed(date="2024Q1"), "record 1, date"),
    "another indicator": (changed(code="NY.GDP.PCAP.CD"), "answered with NY.GDP.PCAP.CD: expected NY.GDP.MKTP.CD"),
    "another state": (page([value(("USA", 2024), 3e13)]), "answered about 'USA', which was not asked for"),
    "an unknown status": (changed(obs_status="?"), "obs_status '?' is unknown"),
    "no day of the update": (page([value(BAKU, 7e10)], lastupdated=None), "lastupdated"),
    "an update in between": (page([value(BAKU, 7e10)], lastupdated="2026-10-08"), "was updated while it was read"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_an_answer_that_is_not_what_was_asked_is_refused(wrong: str, services: Source) -> None:
    answer, told = WRONG[wrong]
    services.answer(GDP, good(answer))
    with pytest.raises(FetchError) as failed:
        fetched(WORLD_BANK)
    assert told in str(failed.value)


def test_each_reply_is_kept_once(services: Source) -> None:
    fetched(WORLD_BANK)
    assert [asked.path.partition("?")[0] for asked in services.asked] == [GDP, PEOPLE]

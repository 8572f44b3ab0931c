"""The adapter for a table at an address reads what is declared, and nothing else."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.refresh import FetchError
from helpers.refresh.adapters.table import number, read
from helpers.refresh.feed import Feed, Layout


def feed(layout: dict[str, Any], *series: dict[str, Any], **more: Any) -> Feed:
    fixed = dict(series="cargo", unit="kt", code="tonnes", entity="port", jump=5.0)
    declared = dict(
        name="port", adapter="table", address="https://example.org/t", publisher="P", title="T",
        page="https://example.org/", table=layout, series=[{**fixed, **one} for one in series or [{}]], **more,
    )  # fmt: skip
    return Feed.model_validate_json(json.dumps(declared))


def said(feed: Feed, text: str) -> list[tuple[str, str, str, float]]:
    return list(read(feed, text)[["series", "entity", "period", "value"]].itertuples(index=False, name=None))


RUSSIAN = dict(
    delimiter=";", decimal=",", thousands=" ", missing=["", "-"], period="период", period_format="%m.%Y",
    period_is="year to date", entity="страна",
)  # fmt: skip


def test_csv_as_a_customs_office_writes_it() -> None:
    rows = ["08.2025;Казахстан;547 600,5", "12.2024;Казахстан;-", "12.2023;Казахстан;313 300", "08.2025;Чили;1"]
    text = "\n".join(["период;страна;оборот", *rows, ""])
    wanted = dict(code="оборот", entity="", entities={"Казахстан": "AZE-KAZ"}, unit="USD million", factor=1e-3)
    assert said(feed(RUSSIAN, wanted), text) == [
        ("cargo", "AZE-KAZ", "2025-01/2025-08", 547.6005), ("cargo", "AZE-KAZ", "2023", 313.3)
    ]  # fmt: skip


def test_json_below_a_path_filtered_scaled_and_rounded() -> None:
    records = [
        {"month": "07.2025", "cargo": "oil", "tonnes": 123456.7, "final": True},
        {"month": "07.2025", "cargo": "grain", "tonnes": 5, "final": True},
        {"month": "08.2025", "cargo": "oil", "tonnes": None, "final": True},
        {"month": "09.2025", "cargo": "oil", "tonnes": 1, "final": False},
    ]
    layout = dict(format="json", path="result.records", period="month", period_format="%m.%Y", period_is="month")
    oil = feed(layout, dict(factor=1e-3, decimals=1, query={"cargo": "oil", "final": True}))
    assert said(oil, json.dumps({"result": {"records": records}})) == [("cargo", "port", "2025-07", 123.5)]


@pytest.mark.parametrize(
    ("period_is", "written", "period"),
    [
        ("day", "2025-02-03", "2025-02-03"),
        ("month", "2025-02-03", "2025-02"),
        ("quarter", "2025-02-03", "2025-01/2025-03"),
        ("quarter", "2025-12-31", "2025-10/2025-12"),
        ("year to date", "2025-02-03", "2025-01/2025-02"),
        ("year to date", "2025-12-03", "2025"),
        ("year", "2025-02-03", "2025"),
    ],
)
def test_a_day_stands_for_the_declared_period(period_is: str, written: str, period: str) -> None:
    layout = dict(period_format="%Y-%m-%d", period_is=period_is)
    assert said(feed(layout), f"period,tonnes\n{written},7\n") == [("cargo", "port", period, 7.0)]


@pytest.mark.parametrize(
    ("layout", "text", "expected"),
    [
        ({}, "period,tons\n2024,1\n", "record 1 has no column 'tonnes': found period, tons"),
        ({}, "period,tonnes\n2024,1,2\n", "line 2 has another number of cells"),
        ({}, "period,tonnes\n2024\n", "line 2 has another number of cells"),
        ({}, 'period,tonnes\n2024,"1\n', "is no CSV"),
        ({}, "period,tonnes\n2024,many\n", "record 1: found 'many', expected a number with '.' before decimals"),
        ({}, "period,tonnes\n2024,nan\n", "found 'nan', expected a number"),
        ({}, "period,tonnes\n2024,1_000\n", "found '1_000', expected a number"),
        ({}, 'period,tonnes\n2024,"1,5"\n', "found '1,5', expected a number"),
        ({}, "period,tonnes\nlast year,1\n", "found 'last year', expected a period written as %Y"),
        ({"format": "json"}, "<html>", "the answer is no JSON"),
        ({"format": "json"}, '[{"period": "2024", "tonnes": NaN}]', "NaN is no number"),
        ({"format": "json", "path": "a.b"}, '{"a": []}', "the answer has no 'a.b': expected a list of records"),
        ({"format": "json"}, '{"a": 1}', "the answer is no list of records"),
        ({"format": "json"}, "[1, 2]", "the answer is no list of records"),
    ],
)
def test_what_is_not_as_declared_is_told_with_its_place(layout: dict[str, Any], text: str, expected: str) -> None:
    with pytest.raises(FetchError) as told:
        read(feed(layout), text)
    assert expected in str(told.value)


def test_of_many_faults_the_first_are_told_and_the_others_counted() -> None:
    with pytest.raises(FetchError, match=r"record 5: .*; and 3 more$"):
        read(feed({}), "period,tonnes\n" + "2024,many\n" * 8)


def signs() -> Iterator[Layout]:
    for decimal in ".,":
        for thousands in {"", " ", ".", ",", "'"} - {decimal}:
            yield Layout(decimal=decimal, thousands=thousands)  # type: ignore[arg-type]


@given(st.integers(-(10**12), 10**12), st.integers(0, 99), st.sampled_from(list(signs())))
def test_a_number_is_read_back_as_it_was_written(whole: int, cents: int, layout: Layout) -> None:
    written = f"{whole:,}".replace(",", layout.thousands) + f"{layout.decimal}{cents:02d}"
    assert number(written, layout) == float(f"{whole}.{cents:02d}")


@given(st.text())
def test_whatever_stands_in_a_cell_is_a_number_or_told(text: str) -> None:
    with suppress(ValueError):
        assert number(text, Layout()) == float(text.strip().replace("\u2212", "-"))

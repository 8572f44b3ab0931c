from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.evidence import Period, parse, year_before

days = st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 12, 31))


@given(days)
def test_a_day_is_itself(day: date) -> None:
    assert parse(day.isoformat()) == Period(day, day)


@given(days)
def test_a_month_and_a_year_contain_their_days(day: date) -> None:
    month, year = parse(f"{day:%Y-%m}"), parse(f"{day.year:04d}")
    assert year.start <= month.start <= day <= month.end <= year.end
    assert month.months == 1
    assert year.months == 12


@given(days, days)
def test_a_range_spans_both_ends(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert parse(f"{first}/{last}") == Period(first, last)
    assert parse(f"{first:%Y-%m}/{last:%Y-%m}").days >= parse(f"{first}/{last}").days


@given(days, days)
def test_a_range_that_ends_before_it_starts_is_refused(one: date, other: date) -> None:
    if one != other:
        first, last = sorted((one, other))
        with pytest.raises(ValueError, match="ends before it starts"):
            parse(f"{last}/{first}")


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2024-02-30", "2024/", "/2024", "2024-1", "2024 ", "Q1 2024", "２０２４x"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(text)


@given(st.text(max_size=25))
def test_any_text_is_a_period_or_a_value_error(text: str) -> None:
    try:
        period = parse(text)
    except ValueError:
        return
    assert period.start <= period.end


@pytest.mark.parametrize(
    ("text", "months"), [("2024-01/2024-08", 8), ("2024", 12), ("2024-09/2024-12", 4), ("2023-11/2024-02", 4)]
)
def test_whole_months_are_counted_whole(text: str, months: float) -> None:
    assert parse(text).months == months


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2025", "2024"),
        ("2025-01/2025-08", "2024-01/2024-08"),
        ("2024-02-29", "2023-02-28"),
        ("2025-10-20", "2024-10-20"),
    ],
)
def test_the_year_before_keeps_the_months(text: str, before: str) -> None:
    assert year_before(text) == before

"""Numbers as words."""

import math
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.interval import Interval
from helpers.present import interval_text, listing, number
from helpers.present.wording import Sentence, cell_text
from helpers.present.words import common_digits, slug


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (547.6, 1, "547.6"), (12345, None, "12,345"), (1234567.8, 0, "1,234,568"), (-28.5, 1, "−28.5"),
        (-0.04, 1, "0.0"), (0, None, "0"), (0.9, None, "0.9"), (0.02468, None, "0.0247"),
        (None, None, "–"), (math.nan, 1, "–"), (math.inf, 0, "–"),
        (5.35, 1, "5.4"), (2.675, 2, "2.68"), (-2.5, 0, "−3"), (100 * (1.125 - 1), 0, "13"), (8.995, None, "9"),
        (100 * 0.145, 0, "15"), (0.4999999, 0, "0"), (1234567890123.5, 0, "1,234,567,890,124"),
    ],
)  # fmt: skip
def test_a_number_is_written_in_house_style(value: float | None, digits: int | None, text: str) -> None:
    assert number(value, digits) == text


@given(st.floats(-1e9, 1e9))
def test_an_automatic_number_is_right_to_three_figures(value: float) -> None:
    read = float(number(value).replace(",", "").replace("−", "-"))
    assert read == pytest.approx(value, rel=0.006)


@given(st.decimals(-(10**6), 10**6, places=4), st.integers(0, 3))
def test_a_number_is_rounded_as_its_reader_rounds_what_the_data_say(value: Decimal, digits: int) -> None:
    by_hand = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    assert number(float(value), digits).replace(",", "").replace("−", "-") == f"{by_hand:z}"


def test_the_significant_figures_of_a_sentence_are_rounded_likewise() -> None:
    assert Sentence().vformat("{a:.3g} {a:+.1%}", (), {"a": 1.0045}) == "1 +100.5%"
    assert Sentence().vformat("{a:.3g} {b:.1%}", (), {"a": 5.345, "b": 0.1235}) == "5.35 12.4%"


def test_an_interval_names_its_range_only_where_there_is_one() -> None:
    assert interval_text(Interval(171.2, 168.1, 173.8), unit="USD million") == "171 (168 to 174) USD million"
    assert interval_text(Interval(171.2, 171.1, 171.3)) == "171"
    assert interval_text(Interval(0.5, 0.25, 0.75), None, "count") == "0.50 (0.25 to 0.75)"


def test_digits_suit_all_numbers_of_a_column() -> None:
    assert common_digits([2024.0, 2025.0]) == 0
    assert common_digits([547.6, 12.25, 1200.5]) == 1
    assert common_digits([math.nan, 0.0]) == 0
    assert common_digits([0.0123, 0.5]) == 4


def test_a_list_reads_as_a_sentence() -> None:
    assert listing(["a", "b"]) == "a and b"
    assert listing(["a", "b", "c"], "or") == "a, b or c"


def test_a_sentence_takes_computed_values() -> None:
    said = Sentence().vformat(
        "{a} and {b:.1f}, {c}; {d}", (), {"a": 1.23456, "b": 2, "c": Interval(1, 0.5, 2), "d": "x"}
    )
    assert said == "1.23 and 2.0, 1.0 (0.5 to 2.0); x"


def test_a_sentence_says_which_value_is_missing() -> None:
    with pytest.raises(KeyError, match=r"asks for \{ratio\}, values given: turnover"):
        Sentence().vformat("{ratio}", (), {"turnover": 1})


def test_cells_are_written_by_their_type() -> None:
    values = [None, pd.NaT, True, "x", date(2025, 1, 2), pd.Timestamp("2025-01-02"), Interval.exactly(3), ("a", "b"), 7]
    assert [cell_text(v) for v in values] == ["–", "–", "yes", "x", "2025-01-02", "2025-01-02", "3", "a, b", "7"]
    assert cell_text(-1.5, ",.2f") == "−1.50"
    assert cell_text(2, lambda v: f"{v}!") == "2!"


@given(st.text())
def test_a_slug_is_a_safe_file_name(text: str) -> None:
    assert not set(slug(text)) & set('/\\:*?"<>| ')
    assert len(slug(text)) <= 60

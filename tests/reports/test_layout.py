"""How tables fit on paper."""

import re

from hypothesis import given
from hypothesis import strategies as st

from helpers.factory.layout import fit

WORD = "abcdefgh "


def test_a_small_table_keeps_its_natural_widths() -> None:
    layout = fit(["a", "b"], [["1", "2"]])
    assert (layout.size, layout.turned, layout.columns) == (9.0, False, "(auto, auto,)")


def test_sentences_wrap_before_letters_shrink_too_far() -> None:
    layout = fit(["what", "why"], [["a", WORD * 30]])
    assert not layout.turned
    assert "fr" in layout.columns


def test_heads_of_numbers_stand_in_two_lines_before_words_do_in_three() -> None:
    heads = ["scenario", *["faster than the ocean, days"] * 5]
    layout = fit(heads, [["five days of waiting at each change", *["10.5"] * 5]] * 3)
    first, *others = (float(width) for width in re.findall(r"([\d.]+)fr", layout.columns))
    assert first > 1.4 * max(others)


def test_many_columns_turn_the_page() -> None:
    assert fit(["number"] * 16, [["12,345.6"] * 16]).turned


def test_a_short_column_beside_a_long_one_is_not_broken() -> None:
    layout = fit(["verdict", "why"], [["partly supported", WORD * 40]])
    first, second = (float(width) for width in re.findall(r"([\d.]+)fr", layout.columns))
    assert 16 <= first < second


@given(st.lists(st.integers(0, 200), min_size=1, max_size=20), st.integers(0, 5))
def test_every_table_finds_a_place(lengths: list[int], rows: int) -> None:
    layout = fit(["h"] * len(lengths), [["x" * length for length in lengths]] * rows)
    assert layout.columns.count(",") == len(lengths)
    assert layout.size >= 6


def test_what_must_not_break_has_room_in_one_piece() -> None:
    piece = "1\u00a0234\u00a0млн\u00a0долл.\u00a0США\u00a0в\u00a0год\u00a0без\u00a0учёта\u00a0золота\u00a0и\u00a0нефти"
    columns = fit(["в статье", "почему"], [[piece, "слова " * 90]] * 3).columns
    first, second = map(float, re.findall(r"([\d.]+)fr", columns))
    assert first > 0.85 * len(piece)
    assert second > first

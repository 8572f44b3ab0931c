"""The lower envelope: it covers the axis once, and no other line lies below it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.envelope import Stretch, lowest

LINES = st.lists(st.tuples(st.integers(-20, 20), st.integers(-5, 5)), min_size=1, max_size=6)


@given(lines=LINES)
def test_the_envelope_covers_the_axis_and_nothing_lies_below_it(lines: list[tuple[int, int]]) -> None:
    found = lowest([a for a, _ in lines], [b for _, b in lines], 10.0)
    assert (found[0].start, found[-1].end) == (0.0, 10.0)
    assert [one.end for one in found[:-1]] == [other.start for other in found[1:]]
    for stretch in found:
        middle = (stretch.start + stretch.end) / 2
        values = [a + b * middle for a, b in lines]
        assert values[stretch.line] == pytest.approx(min(values))


def test_a_steeper_line_wins_first_and_a_dear_one_never() -> None:
    assert lowest([0.0, 4.0, 9.0], [2.0, 1.0, 1.5], 10.0) == [Stretch(0, 0.0, 4.0), Stretch(1, 4.0, 10.0)]
    assert lowest([1.0, 1.0], [0.0, 0.0], 5.0) == [Stretch(0, 0.0, 5.0)]

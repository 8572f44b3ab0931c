"""A figure of a sweep finds how a number moves, and draws what suits the grid."""

from datetime import date
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from helpers.present.chart import Chart, draw
from helpers.present.moves import MOST_PANELS, moves
from helpers.present.moves_words import shared_label
from helpers.present.swept import Axis, acting_axes, value_text

LEVEL = Axis.of("level", [0.5, 0.7, 0.9])
DAYS = Axis.of("as_of", [date(2025, 1, 31), date(2024, 1, 31)], unit="date")
METHOD = Axis.of("method", ["damped", "pooled"], "pooled")
MANY = Axis.of("start_year", range(2000, 2000 + MOST_PANELS + 1), unit="year")
SEED = Axis.of("seed", [3, 1, 2])


def runs(axes: list[Axis], value: Any, width: float = 0.5) -> pd.DataFrame:
    """Make a run for every combination of values; ``value`` is a function of their places."""
    rows = []
    for places in product(*(range(len(axis.values)) for axis in axes)):
        middle = value(*places)
        ends = (np.nan, np.nan) if middle is None else (middle - width, middle + width)
        rows.append([*places, middle, *ends])
    frame = pd.DataFrame(rows, columns=[*(axis.name for axis in axes), "value", "low", "high"])
    return frame.astype({"value": float})


def chart(axes: list[Axis], value: Any, width: float = 0.5) -> Chart:
    return moves("Cargo", "Mt", runs(axes, value, width), axes)


ALONG = "as level goes from 0.5 to 0.9"


@pytest.mark.parametrize(
    ("axes", "value", "title"),
    [
        ([LEVEL], lambda n: 2 + n, f"rises from 2 to 4 Mt {ALONG}"),
        ([LEVEL], lambda n: 4 - n, f"falls from 4 to 2 Mt {ALONG}"),
        ([LEVEL], lambda n: n % 2, "between 0 (level 0.5) and 1 Mt (level 0.7)"),
        ([LEVEL], lambda n: 1000 + n / 1000, f"rises from 1,000.000 to 1,000.002 Mt {ALONG}"),
        ([LEVEL], lambda n: n or None, "rises from 1 to 2 Mt as level goes from 0.7 to 0.9"),
        ([DAYS], lambda n: -n, "falls from 0 to −1 Mt as as_of goes from 2024-01-31 to 2025-01-31"),
        ([METHOD], lambda n: n, "between 0 (method pooled) and 1 Mt (method damped)"),
        ([SEED], lambda n: n, "between 0 (seed 1) and 2 Mt (seed 3)"),
        ([LEVEL, METHOD], lambda n, _: n, f"rises from 0 to 2 Mt {ALONG}; method does not move it"),
        (
            [LEVEL, METHOD],
            lambda n, m: n + 9 * m,
            "between 0 (level 0.5, method pooled) and 11 Mt (level 0.9, method damped); method moves it most",
        ),
    ],
)
def test_the_title_states_the_finding(axes: list[Axis], value: Any, title: str) -> None:
    assert chart(axes, value).title == f"Cargo: {title}"


@pytest.mark.parametrize(
    ("axes", "panels"),
    [
        ([LEVEL], 1), ([DAYS], 1), ([METHOD], 1), ([SEED], 1),
        ([LEVEL, METHOD], 2), ([LEVEL, DAYS], 2), ([METHOD, SEED], 2), ([MANY, LEVEL], 3),
        ([MANY, Axis.of("end_year", MANY.values)], 2),  # a table of colours and its key
        ([LEVEL, METHOD, DAYS], 3), ([LEVEL, METHOD, DAYS, SEED], 6),
    ],
)  # fmt: skip
def test_every_kind_of_grid_is_drawn_with_gaps_and_the_same_again(axes: list[Axis], panels: int) -> None:
    def value(*places: int) -> float | None:
        return None if places == (1, 1) else float(sum(place * 3**n for n, place in enumerate(places)))

    first, second = (chart(axes, value) for _ in range(2))
    assert len(first.figure.axes) == panels
    assert draw(first.figure) == draw(second.figure)
    assert first.alt.startswith("Cargo in ")
    assert len(first.data) == len(runs(axes, value))


def test_a_grid_with_few_of_its_combinations_is_drawn_run_by_run() -> None:
    frame = pd.DataFrame({"start_year": range(7), "end_year": range(7), "value": range(7)}, dtype=float)
    frame = frame.astype({"start_year": int, "end_year": int}).assign(low=0.0, high=9.0)
    axes = [MANY, Axis.of("end_year", MANY.values)]
    assert acting_axes(frame, ["value"], axes) == axes
    assert len(moves("Cargo", "Mt", frame, axes).figure.axes) == 2


def test_a_number_of_which_only_the_interval_moves_is_said_to_stay() -> None:
    frame = runs([LEVEL], lambda _: 98.71).assign(low=[90.0, 85.0, 80.0])
    assert moves("Likeness", "percent", frame, [LEVEL]).title == (
        "Likeness: stays at 98.7 percent, only its interval moves"
    )


def test_the_note_says_when_all_intervals_overlap() -> None:
    assert chart([LEVEL], lambda n: n, width=2).note == "The shades are the intervals of the runs. All of them overlap."
    assert chart([METHOD], lambda n: n, width=0.1).note == "The bars are the intervals of the runs."
    assert chart([LEVEL], lambda n: n or None, width=0).note == "Not known in 1 of 3 runs."


def test_the_description_tells_every_run_of_few_and_the_ends_of_many() -> None:
    assert chart([METHOD], lambda n: n + 5, width=1).alt == (
        "Cargo in 2 runs over method: 5 (4 to 6) Mt at method pooled; 6 (5 to 7) Mt at method damped."
    )
    assert "in 21 runs over start_year and level, lowest and highest: " in chart([MANY, LEVEL], lambda n, m: n + m).alt


def test_values_of_parameters_have_their_order_and_their_words() -> None:
    assert METHOD.values == ("pooled", "damped")
    assert DAYS.span([0, 1]) == "2024-01-31 to 2025-01-31"
    assert LEVEL.span([0, 2]) == "0.5, 0.9"
    assert METHOD.span([0, 1]) == "pooled, damped"
    assert Axis.of("observers", [True, False], False).text(0) == "false"
    assert Axis.of("as_of", [date(2024, 1, 31), None]).values == (None, date(2024, 1, 31))
    assert Axis.of("horizon", [2030], unit="year").label == "horizon (year)"


@given(some.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_a_value_is_written_as_it_can_be_read(value: float) -> None:
    assert float(value_text(value).replace("−", "-")) == pytest.approx(value, rel=1e-11)


@pytest.mark.parametrize(
    ("labels", "shared"),
    [
        (["Cargo"], "Cargo"),
        (["Cargo in 2027", "Cargo in 2030", "Cargo in 2031"], "Cargo in …"),
        (["From Baku to Hong Kong, days", "From Baku to Poti, days"], "From Baku to … days"),
        (["Cargo", "Oil"], "Cargo"),
    ],
)
def test_what_labels_have_in_common(labels: list[str], shared: str) -> None:
    assert shared_label(labels) == shared

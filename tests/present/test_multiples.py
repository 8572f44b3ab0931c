"""Small multiples: every line has its panel and stands before the others."""

import pandas as pd
from matplotlib.colors import to_hex

from helpers.present.multiples import multiples
from helpers.present.style import PALE, PALETTE

ROLES = {"a": "az", "b": "kz", "c": "accent"}
ROWS = pd.DataFrame({
    "line": ["a", "a", "a", "b", "b", "c", "c"], "piece": [0, 0, 1, 0, 0, 0, 0],
    "x": [1, 2, 5, 1, 2, 1, 2], "y": [1.0, 2, 3, 4, 5, 6, 7],
})  # fmt: skip


def test_each_line_has_a_panel_with_its_name_and_the_others_behind() -> None:
    _, panels = multiples(ROWS, ROLES, {name: f"Line {name}" for name in ROLES}, columns=2)
    assert list(panels) == ["a", "b", "c"]
    for name, ax in panels.items():
        assert ax.get_title(loc="left") == f"Line {name}"
        colours = [to_hex(line.get_color()).upper() for line in ax.lines if len(line.get_xdata()) > 1]
        assert colours == [PALE.upper(), PALE.upper(), PALETTE[ROLES[name]].upper()]


def test_pieces_are_not_joined_and_a_single_point_is_seen() -> None:
    _, panels = multiples(ROWS, ROLES, {name: name for name in ROLES}, columns=2)
    own = [line for line in panels["a"].lines if to_hex(line.get_color()).upper() == PALETTE["az"].upper()]
    assert [list(line.get_xdata()) for line in own] == [[1, 2], [5]]
    assert own[1].get_marker() == "o"


def test_the_lowest_panels_have_numbers_and_an_empty_place_nothing() -> None:
    figure, panels = multiples(ROWS, ROLES, {name: name for name in ROLES}, columns=2)
    below = [name for name, ax in panels.items() if ax.xaxis.get_tick_params()["labelbottom"]]
    assert below == ["b", "c"]
    assert [ax.get_visible() for ax in figure.axes] == [True, True, True, False]

"""How a number moves over the grid of a sweep: one figure a headline number.

A frame of moves has a row a run: for each axis the place of its value on it, and ``value``, ``low``, ``high``.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, ScalarFormatter

from helpers.locale import localized, p_
from helpers.present.chart import Chart
from helpers.present.moves_words import alt, finding, note
from helpers.present.style import GRID, PALETTE, canvas
from helpers.present.swept import Axis, acting_axes, is_dense
from helpers.present.words import BARE, common_digits, number, slug

MOST_PANELS = 6
"""Values of the second parameter beyond which a table of colours stands in place of panels."""

MOST_NUMBERS = 12
"""Columns of a table of colours beyond which its cells carry no numbers."""

GROUPED = 10_000
"""From here on the thousands of a number on an axis are grouped."""

_PALE = ListedColormap(mpl.colormaps["Blues"](np.linspace(0.02, 0.5, 256)))
"""Pale enough for dark numbers everywhere."""


def moves(label: str, unit: str, frame: pd.DataFrame, axes: Sequence[Axis]) -> Chart:
    """Draw how one number moves over the grid.

    Parameters
    ----------
    frame
        See the module; rows without a value leave a gap.
    axes
        The parameters that vary, at least one.
    """
    acting = acting_axes(frame, ["value", "low", "high"], axes)
    names = [axis.name for axis in acting]
    drawn = frame.sort_values(names).drop_duplicates(names) if len(acting) < len(axes) else frame.sort_values(names)
    known, draw = drawn.dropna(subset="value"), _drawing(drawn, acting)
    marks = "" if draw in (_heat, _each) else "shades" if _across(acting)[0].runs_on else "bars"
    title = finding(label, unit, known, acting, [axis for axis in axes if axis not in acting])
    told = alt(label, unit, known, acting)
    return Chart(draw(known, acting, unit), title, told, _data(frame, axes), note=note(frame, marks), name=slug(label))


def _drawing(frame: pd.DataFrame, axes: Sequence[Axis]) -> Callable[[pd.DataFrame, Sequence[Axis], str], Figure]:
    if len(axes) == 1:
        return _one
    if len(axes) > 2 or not is_dense(frame, axes):
        return _each
    return _heat if len(_across(axes)[1].values) > MOST_PANELS else _panels


def _data(frame: pd.DataFrame, axes: Sequence[Axis]) -> pd.DataFrame:
    named = {axis.name: [axis.values[code] for code in frame[axis.name]] for axis in axes}
    return pd.concat([pd.DataFrame(named, index=frame.index), frame[["value", "low", "high"]]], axis=1)


def _one(known: pd.DataFrame, axes: Sequence[Axis], unit: str) -> Figure:
    axis = axes[0]
    lying = axis.kind == "choice"
    figure, panel = canvas(height=max(1.6, 0.42 * len(axis.values) + 0.9) if lying else 3.4)
    _panel(panel, known, axis)
    (panel.set_xlabel if lying else panel.set_ylabel)(_unit(unit))
    return figure


def _across(axes: Sequence[Axis]) -> list[Axis]:
    """The parameter along each panel, which a line may join or which has more values, before the one of the panels."""
    return sorted(axes, key=lambda axis: (not axis.runs_on, -len(axis.values)))


def _panels(known: pd.DataFrame, axes: Sequence[Axis], unit: str) -> Figure:
    inner, outer = _across(axes)
    columns = min(3, len(outer.values))
    lines = -(-len(outer.values) // columns)
    lying = inner.kind == "choice"
    height = lines * (0.36 * len(inner.values) + 0.7 if lying else 2.5) + 0.3
    figure, grid = canvas(height=height, columns=columns, rows=lines, sharex=True, sharey=True)
    panels = np.ravel(grid)
    for code, panel in enumerate(panels):
        if code >= len(outer.values):
            panel.set_axis_off()
            continue
        _panel(panel, known[known[outer.name] == code], inner)
        panel.set_title(f"{outer.name} {outer.text(code)}")
        if code + columns < len(outer.values):
            (panel.set_ylabel if lying else panel.set_xlabel)("")
    (figure.supxlabel if lying else figure.supylabel)(_unit(unit), fontsize=10)
    return figure


def _panel(panel: Axes, part: pd.DataFrame, axis: Axis) -> None:
    """Draw values with their intervals: over a number or a day upright, beside a choice lying."""
    if axis.kind == "choice":
        return _dots(panel, part, axis)
    places = np.array([axis.values[code] for code in part[axis.name]])
    if axis.runs_on:
        panel.fill_between(places, part["low"], part["high"], color=PALETTE["az"], alpha=0.18, linewidth=0)
        panel.plot(places, part["value"], marker="o", color=PALETTE["az"])
    else:
        panel.errorbar(places, part["value"], _arms(part), fmt="o", color=PALETTE["az"], elinewidth=1.2)
    panel.set_xlabel(axis.label)
    _written(panel.yaxis)
    if axis.kind == "number":
        _written(panel.xaxis)
    if all(isinstance(value, int) for value in axis.values):
        panel.xaxis.set_major_locator(MaxNLocator(integer=True))
    if axis.kind == "day":
        panel.tick_params(axis="x", rotation=30)
    return None


def _dots(panel: Axes, part: pd.DataFrame, axis: Axis) -> None:
    panel.errorbar(part["value"], part[axis.name], xerr=_arms(part), fmt="o", color=PALETTE["az"], elinewidth=1.6)
    panel.set_yticks(range(len(axis.values)), [axis.text(code) for code in range(len(axis.values))])
    panel.set_ylim(len(axis.values) - 0.5, -0.5)
    panel.set_ylabel(axis.label)
    _written(panel.xaxis)
    panel.grid(visible=True, axis="x")
    panel.grid(visible=False, axis="y")


def _arms(part: pd.DataFrame) -> np.ndarray[Any, Any]:
    return np.array([part["value"] - part["low"], part["high"] - part["value"]])


def _heat(known: pd.DataFrame, axes: Sequence[Axis], unit: str) -> Figure:
    inner, outer = _across(axes)
    table = known.pivot_table(index=outer.name, columns=inner.name, values="value")
    table = table.reindex(index=range(len(outer.values)), columns=range(len(inner.values)))
    figure, panel = canvas(height=0.34 * len(outer.values) + 1.1)
    panel.set_facecolor(GRID)
    shown = panel.pcolormesh(table, cmap=_PALE, edgecolor="white", linewidth=1.5)
    figure.colorbar(shown, ax=panel, label=_unit(unit), pad=0.02, format=_Ticks())
    if len(inner.values) <= MOST_NUMBERS:
        _numbers(panel, table.to_numpy())
    panel.set_xticks(np.arange(len(inner.values)) + 0.5, [inner.text(code) for code in range(len(inner.values))])
    panel.set_yticks(np.arange(len(outer.values)) + 0.5, [outer.text(code) for code in range(len(outer.values))])
    panel.tick_params(axis="x", rotation=90 if len(inner.values) > MOST_NUMBERS else 0)
    panel.invert_yaxis()
    panel.set(xlabel=inner.label, ylabel=outer.label)
    panel.grid(visible=False)
    return figure


def _numbers(panel: Axes, values: np.ndarray[Any, Any]) -> None:
    digits = common_digits(values[np.isfinite(values)])
    for (row, column), value in np.ndenumerate(values):
        panel.text(column + 0.5, row + 0.5, number(value, digits), ha="center", va="center", fontsize=9)


def _each(known: pd.DataFrame, axes: Sequence[Axis], unit: str) -> Figure:
    """Draw all runs over each parameter in turn, with the median at each of its values."""
    columns = min(3, len(axes))
    lines = -(-len(axes) // columns)
    figure, grid = canvas(height=2.6 * lines + 0.3, columns=columns, rows=lines, sharey=True)
    panels = np.ravel(grid)
    for panel in panels[len(axes) :]:
        panel.set_axis_off()
    for axis, panel in zip(axes, panels, strict=False):
        _cloud(panel, known, axis)
    figure.supylabel(_unit(unit), fontsize=10)
    return figure


def _cloud(panel: Axes, known: pd.DataFrame, axis: Axis) -> None:
    places = list(range(len(axis.values))) if axis.kind == "choice" else list(axis.values)
    panel.scatter([places[code] for code in known[axis.name]], known["value"], s=16, color=PALETTE["muted"], alpha=0.5)
    middle = known.groupby(axis.name)["value"].median()
    panel.plot(
        [places[code] for code in middle.index], middle, "o-" if axis.runs_on else "D", color=PALETTE["az"], zorder=3
    )
    panel.set_xlabel(axis.label)
    _written(panel.yaxis)
    if axis.kind == "number":
        _written(panel.xaxis)
    if axis.kind == "choice":
        panel.set_xticks(places, [axis.text(code) for code in places], rotation=30, ha="right")
        panel.set_xlim(-0.5, len(places) - 0.5)


class _Ticks(ScalarFormatter):
    """As many digits as matplotlib finds to be enough, in the signs of the language; a year is not grouped."""

    def __init__(self) -> None:
        super().__init__(useOffset=False)
        self.set_scientific(False)

    def __call__(self, x: float, pos: int | None = None) -> str:
        text = super().__call__(x, pos)
        return localized(f"{Decimal(text.replace('−', '-')):,}" if abs(x) >= GROUPED else text)


def _written(axis: XAxis | YAxis) -> None:
    axis.set_major_formatter(_Ticks())


def _unit(unit: str) -> str:
    return "" if unit in BARE else p_("unit", unit)

"""A figure of any series: over time, a panel an entity, or its entities side by side."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import fill
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateFormatter, AutoDateLocator
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from helpers.evidence import MEASURED, newest
from helpers.locale import Name, p_, short
from helpers.present.style import PALE, PALETTE, canvas
from helpers.present.words import number

MOST: Final = 9
"""Entities that are drawn over time: those with the most rows."""
MOST_ROWS: Final = 24
"""Entities that are drawn side by side: those with the highest values."""
WIDE: Final = 100
"""Ratio of the largest to the smallest value from which panels on one axis take a logarithmic one."""
LONG: Final = np.timedelta64(31, "D")
"""Shortest period that is drawn as a bar."""

SIGNS: Final[dict[str, tuple[str, str, Name]]] = {
    "actual": ("o", "full", Name("measured")),
    "estimate": ("D", "full", Name("estimated")),
    "about": ("o", "left", Name("about")),
    "lower": ("^", "none", Name("at least")),
    "upper": ("v", "none", Name("at most")),
    "plan": ("s", "none", Name("planned")),
    "forecast": ("D", "none", Name("forecast")),
    "capacity": ("h", "none", Name("capacity")),
}
"""Marker, filling and meaning: filled is measured, a bound is an open arrow, all else is hollow."""


def series_figure(rows: pd.DataFrame, names: Mapping[str, str]) -> tuple[Figure, list[str]]:
    """Draw the rows of one series.

    Parameters
    ----------
    rows
        Observations of one series, thus of one unit, of all kinds and bounds; at least one.
    names
        What each entity is called.

    Returns
    -------
    Figure, list
        The figure, and the entities that are in it.

    Examples
    --------
    >>> from helpers.evidence import load
    >>> rows = load().series("titr_cargo", kinds=None, bounds=True)
    >>> series_figure(rows, {"TITR": "Trans-Caspian route"})[1]
    ['TITR']
    """
    drawn = chosen(rows)
    shown = rows[rows["entity"].isin(drawn)].assign(sign=lambda part: list(map(_sign, part["kind"], part["bound"])))
    figure = _over_time(shown, drawn, names) if over_time(rows) else _side_by_side(shown, drawn, names)
    _legend(figure, shown["sign"])
    return figure, drawn


def over_time(rows: pd.DataFrame) -> bool:
    """Tell whether entities have two periods or more, on average: fewer are no course."""
    return len(rows.drop_duplicates(["entity", "period"])) >= 2 * len(set(rows["entity"]))


def chosen(rows: pd.DataFrame) -> list[str]:
    """Return the entities to draw, in their order: over time the ones with most rows, else from the highest value."""
    if over_time(rows):
        return [str(entity) for entity in rows["entity"].value_counts(sort=True).index[:MOST]]
    highest = rows.groupby("entity")["value"].max().sort_values(ascending=False, kind="stable")
    return [str(entity) for entity in highest.index[:MOST_ROWS]]


def comparable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return measurements of the most frequent length of period, one a period and entity, oldest first.

    Months and years stand in one series, and a year is no successor of a month.
    """
    measured = newest(rows[rows["kind"].isin(MEASURED) & ~rows["bound"].isin(("lower", "upper"))])
    lengths = measured["period"].map(_length)
    return measured[lengths == lengths.mode().iloc[0]] if len(measured) else measured


def _length(period: str) -> str:
    """The form of a period: of a single year, month or day, or a range by its number of months."""
    first, _, last = period.partition("/")
    return str(len(first)) if not last else f"{len(first)}/{first[5:]}/{last[5:]}"


def _sign(kind: str, bound: str) -> str:
    return bound if bound in SIGNS and (bound != "about" or kind == "actual") else kind


def _over_time(rows: pd.DataFrame, drawn: list[str], names: Mapping[str, str]) -> Figure:
    columns = min(len(drawn), 3)
    lines = -(-len(drawn) // columns)
    height = 3.6 if lines == 1 else 1.9 * lines + 0.6
    figure, grid = canvas(height=height, columns=columns, rows=lines, sharex=True, sharey=True, squeeze=False)
    panels = list(grid.flat)
    for entity, ax in zip(drawn, panels, strict=False):
        for other in drawn:
            _joined(ax, rows[rows["entity"] == other], PALE, 0.9) if other != entity else None
        _one(ax, rows[rows["entity"] == entity], PALETTE[_role(entity)])
        if len(drawn) > 1:
            title = fill(names[entity], 24, max_lines=2, placeholder=" …")
            ax.set_title(title, color=PALETTE[_role(entity)], fontsize=9)
    for spare in panels[len(drawn) :]:
        spare.set_visible(False)
    for ax in panels[max(0, len(drawn) - columns) : len(drawn)]:
        ax.tick_params(labelbottom=True)
    _axes(panels[: len(drawn)], grid[:, 0], rows, several=len(drawn) > 1)
    return figure


def _axes(panels: list[Axes], left: Iterable[Axes], rows: pd.DataFrame, several: bool) -> None:
    """Share one axis of time and one of values; name the unit once a line."""
    locator = AutoDateLocator(minticks=2 if several else 4, maxticks=4 if several else 8)  # type: ignore[no-untyped-call]
    panels[0].xaxis.set_major_locator(locator)
    panels[0].xaxis.set_major_formatter(AutoDateFormatter(locator))  # type: ignore[no-untyped-call]
    if several and rows["value"].min() > 0 and rows["value"].max() / rows["value"].min() >= WIDE:
        panels[0].set_yscale("log")
        panels[0].yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    for ax in left:
        ax.set_ylabel(p_("unit", str(rows["unit"].iloc[0])))


def _one(ax: Axes, rows: pd.DataFrame, colour: str) -> None:
    """Draw one entity: a line through what follows without a gap, bars over long periods, a sign a figure."""
    _joined(ax, rows, colour, 1.6)
    long = rows[rows["end"] - rows["start"] > LONG]
    ax.hlines(long["value"], long["start"], long["end"], color=colour, lw=1.4, alpha=0.45)
    for sign, part in rows.groupby("sign"):
        ax.plot(_middle(part), part["value"], ls="", **_marker(str(sign), colour, 3 if len(rows) > 60 else 5.5))


def _joined(ax: Axes, rows: pd.DataFrame, colour: str, width: float) -> None:
    for piece in _pieces(comparable(rows)):
        ax.plot(_middle(piece), piece["value"], color=colour, lw=width, zorder=1.5)


def _pieces(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Split where the next period does not begin on the day after the last."""
    ordered = rows.sort_values("start")
    broken = ordered["start"] != ordered["end"].shift() + pd.Timedelta(days=1)
    for _, piece in ordered.groupby(broken.cumsum()):
        yield piece


def _middle(rows: pd.DataFrame) -> "pd.Series[Any]":
    return rows["start"] + (rows["end"] - rows["start"]) / 2


def _side_by_side(rows: pd.DataFrame, drawn: list[str], names: Mapping[str, str]) -> Figure:
    figure, ax = canvas(height=1.2 + 0.26 * len(drawn))
    places = {entity: place for place, entity in enumerate(drawn)}
    for (entity, sign), part in rows.groupby(["entity", "sign"]):
        marker = _marker(str(sign), PALETTE[_role(str(entity))], 6.5)
        ax.plot(part["value"], part["entity"].map(places), ls="", **marker)
    ax.set_yticks(range(len(drawn)), [_label(rows[rows["entity"] == entity], names[entity]) for entity in drawn])
    ax.set(ylim=(len(drawn) - 0.4, -0.6), xlabel=p_("unit", str(rows["unit"].iloc[0])))
    ax.margins(x=0.08)
    ax.locator_params(axis="x", nbins=5)
    ax.grid(visible=True, axis="x")
    ax.grid(visible=False, axis="y")
    return figure


def _label(rows: pd.DataFrame, name: str) -> str:
    """Name an entity, with its period where it has a single one."""
    periods = set(rows["period"])
    return f"{_cut(name, 40)}, {short(periods.pop())}" if len(periods) == 1 else _cut(name, 44)


def _marker(sign: str, colour: str, size: float) -> dict[str, Any]:
    shape, filling, _ = SIGNS[sign]
    face = "white" if filling == "none" else colour
    style = "full" if filling == "none" else filling
    return {"marker": shape, "ms": size, "color": colour, "mfc": face, "mfcalt": "white", "fillstyle": style}


def _legend(figure: Figure, signs: "pd.Series[str]") -> None:
    """Name the signs above the panels, unless all is plainly measured."""
    found = [sign for sign in SIGNS if sign in set(signs)]
    if found != ["actual"]:
        handles = [
            Line2D([], [], ls="", label=str(SIGNS[sign][2]), **_marker(sign, PALETTE["neutral"], 6)) for sign in found
        ]
        figure.legend(handles=handles, loc="outside upper left", ncols=len(found), handletextpad=0.2, columnspacing=1.4)


def _role(entity: str) -> str:
    return {"AZE": "az", "KAZ": "kz"}.get(entity, "neutral")


def _cut(name: str, length: int) -> str:
    return name if len(name) <= length else name[: length - 1].rstrip(" ,") + "…"

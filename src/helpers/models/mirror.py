"""Mirror statistics: one flow seen by two reporters."""

from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

_KEY = ["period", "start", "end"]


def ranges(rows: pd.DataFrame, about: float = 0.1) -> pd.DataFrame:
    """Bring the figures of one reporter to one line a period, keeping their disagreement.

    Parameters
    ----------
    rows
        Observations with ``period, start, end, value, kind, bound, published, note``; the value in any
        unit.
    about
        Relative half-width of a figure whose bound is ``about``.

    Returns
    -------
    DataFrame
        ``period, start, end, value, low, high, figures`` sorted by start and end. ``value`` is a printed
        figure before a computed one, then the one with most digits after the point (a rounder repeat is
        no revision), then the one published last; ``low`` and ``high`` span all of them.

    Examples
    --------
    >>> rows = pd.DataFrame({"period": "2023", "start": pd.Timestamp("2023-01-01"),
    ...     "end": pd.Timestamp("2023-12-31"), "value": [314.0, 313.3], "kind": ["actual", "estimate"],
    ...     "bound": "", "published": ["2024-03-06", "2025-10-14"], "note": ""})
    >>> ranges(rows)[["value", "low", "high", "figures"]].to_dict("records")
    [{'value': 314.0, 'low': 313.3, 'high': 314.0, 'figures': 2}]
    """
    names = ("value", "bound", "kind", "note", "published")
    figures: dict[tuple[Any, ...], list[_Figure]] = {}
    for place, (period, start, end, *cells) in enumerate(zip(*(rows[name] for name in (*_KEY, *names)), strict=True)):
        figures.setdefault((start, end, period), []).append(_figure(place, about, *cells))
    found = [figures[key] for key in sorted(figures)]
    leading = [max(several, key=attrgetter("standing")).place for several in found]
    return rows[[*_KEY, "value"]].take(leading).assign(
        low=np.array([min(figure.low for figure in several) for several in found], dtype=float),
        high=np.array([max(figure.high for figure in several) for several in found], dtype=float),
        figures=np.array([len(several) for several in found], dtype=int),
    ).reset_index(drop=True)  # fmt: skip


class _Figure(NamedTuple):
    """One figure for a period: its place among the rows, how it stands among the others, and its range."""

    place: int
    standing: tuple[Any, ...]
    low: float
    high: float


def _figure(place: int, about: float, value: float, bound: str, kind: str, note: str, published: Any) -> _Figure:
    half = about if bound == "about" else 0.0
    digits = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    printed = (not half, kind == "actual", not note.startswith("DERIVED as residual"))
    return _Figure(place, (*printed, digits, published, -value), value * (1 - half), value * (1 + half))


def side_by_side(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """Put two reporters beside each other for every period that both report.

    Parameters
    ----------
    left, right
        Tables as :func:`ranges` returns them, in one unit.

    Returns
    -------
    DataFrame
        ``period, start, end``, the columns of each side (``left``, ``left_low``, ...), ``ratio``
        (left over right) with ``ratio_low`` and ``ratio_high``, ``gap`` (left minus right) and
        ``asymmetry`` (gap over the mean of the two, absolute: 0 for agreement, at most 2).

    Notes
    -----
    The ratio of a flow to its mirror is the usual first look at the quality of trade statistics
    (Morgenstern, *On the Accuracy of Economic Observations*, 1963, ch. 9).

    Examples
    --------
    >>> line = {"period": "2023", "start": pd.Timestamp("2023-01-01"), "end": pd.Timestamp("2023-12-31")}
    >>> left, right = (pd.DataFrame([{**line, "value": v, "low": v, "high": v}]) for v in (300.0, 500.0))
    >>> side_by_side(left, right)[["ratio", "gap", "asymmetry"]].to_dict("records")
    [{'ratio': 0.6, 'gap': -200.0, 'asymmetry': 0.5}]
    """
    table = _side(left, "left").merge(_side(right, "right"), on=_KEY)
    gap = table["left"] - table["right"]
    return table.assign(
        ratio=table["left"] / table["right"],
        ratio_low=table["left_low"] / table["right_high"],
        ratio_high=table["left_high"] / table["right_low"],
        gap=gap,
        asymmetry=gap.abs() * 2 / (table["left"] + table["right"]),
    )


def _side(table: pd.DataFrame, name: str) -> pd.DataFrame:
    return table[[*_KEY, "value", "low", "high"]].set_axis([*_KEY, name, f"{name}_low", f"{name}_high"], axis=1)


def cumulated(table: pd.DataFrame) -> pd.DataFrame:
    """Add up both sides over the lines of a mirror table, in its order.

    Returns
    -------
    DataFrame
        ``period, left, right, ratio, ratio_low, ratio_high`` where each line holds the sums up to it.
        A ratio that goes to one while the lines do not says that the two reporters differ in timing
        more than in scope.

    Examples
    --------
    >>> sides = {"left": [1.0, 3.0], "right": [2.0, 2.0]}
    >>> lines = pd.DataFrame({f"{side}{end}": sides[side] for side in sides for end in ("", "_low", "_high")})
    >>> cumulated(lines.assign(period=["2022", "2023"]))["ratio"].tolist()
    [0.5, 1.0]
    """
    sums = table[["left", "left_low", "left_high", "right", "right_low", "right_high"]].cumsum()
    return pd.DataFrame(
        {
            "period": table["period"],
            "left": sums["left"],
            "right": sums["right"],
            "ratio": sums["left"] / sums["right"],
            "ratio_low": sums["left_low"] / sums["right_high"],
            "ratio_high": sums["left_high"] / sums["right_low"],
        }
    )

"""Small multiples: one panel a line, with all the others pale behind it."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from helpers.present.style import PALE, PALETTE, canvas

Piece = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Where the corners of a line lie, x and y."""


def multiples(
    rows: pd.DataFrame, roles: Mapping[str, str], titles: Mapping[str, str], columns: int = 3, panel: float = 1.75
) -> tuple[Figure, dict[str, Axes]]:
    """Draw one panel a line.

    Parameters
    ----------
    rows
        ``line``, ``piece`` (parts of a line that nothing joins), ``x`` and ``y``.
    roles
        The lines in the order of their panels, with the role of their colour.
    titles
        What is written over a panel.
    columns
        Panels side by side.
    panel
        Height of a panel in inches.

    Returns
    -------
    Figure, dict
        The figure, and the panel of each line for whatever else is to be drawn.

    Examples
    --------
    >>> rows = pd.DataFrame({"line": ["a", "a", "b", "b"], "piece": 0, "x": [1, 2, 1, 2], "y": [3, 4, 4, 5]})
    >>> figure, panels = multiples(rows, {"a": "az", "b": "kz"}, {"a": "One", "b": "Other"}, columns=2)
    >>> list(panels)
    ['a', 'b']
    """
    lines = -(-len(roles) // columns)
    figure, grid = canvas(height=panel * lines + 0.4, columns=columns, rows=lines, sharex=True, sharey=True)
    panels = dict(zip(roles, np.ravel(grid), strict=False))
    sizes = rows.groupby(["line", "piece"])["x"].transform("size")
    long, alone = rows[sizes > 1].groupby(["line", "piece"]), rows[sizes == 1]
    pieces = [(line, (part["x"].to_numpy(), part["y"].to_numpy())) for (line, _piece), part in long]
    for name, ax in panels.items():
        own = alone["line"] == name
        _lines(ax, [piece for line, piece in pieces if line != name], alone[~own], PALE, 0.9)
        _lines(ax, [piece for line, piece in pieces if line == name], alone[own], PALETTE[roles[name]], 2.2)
        ax.set_title(titles[name], color=PALETTE[roles[name]], fontsize=9.5)
    for spare in np.ravel(grid)[len(roles) :]:
        spare.set_visible(False)
    for last in list(panels.values())[-columns:]:  # the lowest of each column
        last.tick_params(labelbottom=True)
    return figure, panels


def _lines(ax: Axes, pieces: Iterable[Piece], alone: pd.DataFrame, colour: str, width: float) -> None:
    """Draw the pieces of lines, and the points that stand alone as dots."""
    for x, y in pieces:
        ax.plot(x, y, color=colour, lw=width)
    ax.plot(alone["x"], alone["y"], "o", color=colour, ms=2.4 * width)

"""The look of every figure.

House style, in one place:

- The title of a figure is text of the report and states the finding; inside the figure there is none.
- Lines are named beside their end rather than in a legend.
- Colours go by role. All seven keep 4.5:1 contrast on white, so a label may wear the colour of its
  line, and stay apart for readers with any of the three kinds of colour blindness (tests check both).
  Azerbaijan is blue and Kazakhstan is orange in every figure.
- No frame, a light grid along the value axis only, letters of 10 points at 7.2 inches (never below 8.5).
- Text in a figure is plain: a dollar sign is a dollar sign.
"""

from typing import Any, Final

import matplotlib as mpl
import numpy as np
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

PALETTE: Final[dict[str, str]] = {
    "az": "#1272C4",
    "kz": "#B85C00",
    "neutral": "#25313B",
    "accent": "#5B1F8A",
    "good": "#007A5A",
    "bad": "#B0174B",
    "muted": "#6B7580",
}
"""Colours by role."""

GRID: Final = "#DDE2E7"
"""Grid lines; too pale to carry meaning."""

_CYCLE = [PALETTE[role] for role in ("az", "kz", "accent", "good", "muted", "bad", "neutral")]

THEME: Final[Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.titlesize": 10.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 10,
    "axes.labelcolor": PALETTE["neutral"],
    "axes.edgecolor": PALETTE["muted"],
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.prop_cycle": cycler(color=_CYCLE),
    "axes.formatter.use_mathtext": False,
    "axes.formatter.useoffset": False,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "xtick.color": PALETTE["neutral"],
    "ytick.color": PALETTE["neutral"],
    "xtick.labelsize": 9.5,
    "ytick.labelsize": 9.5,
    "ytick.major.size": 0,
    "text.color": PALETTE["neutral"],
    "text.parse_math": False,
    "lines.linewidth": 2,
    "lines.markersize": 5,
    "patch.linewidth": 0.8,
    "legend.frameon": False,
    "legend.fontsize": 9.5,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
}
"""Settings of matplotlib that :func:`canvas` puts in force."""


def canvas(
    width: float = 7.2, height: float = 4.0, columns: int = 1, rows: int = 1, **subplots: Any
) -> tuple[Figure, Any]:
    """Make a themed figure, the only way a figure of ours begins.

    The figure is not registered with pyplot: nothing has to be closed and nothing is shown twice.

    Parameters
    ----------
    width, height
        Size in inches; the full width of a report is 7.2.
    columns, rows
        Panels; with more than one, axes come as an array of one or two dimensions.
    subplots
        Whatever :meth:`matplotlib.figure.Figure.subplots` takes: ``sharex``, ``width_ratios``.

    Returns
    -------
    Figure and Axes
        One ``Axes`` where there is one panel, else an array of them.
    """
    mpl.rcParams.update(THEME)  # stays in force: text is added to the figure after we return
    figure = Figure(figsize=(width, height), layout=ConstrainedLayoutEngine(w_pad=0.06, h_pad=0.06))
    axes: Axes | np.ndarray[Any, Any] = figure.subplots(nrows=rows, ncols=columns, **subplots)
    return figure, axes

"""The look of every figure.

House style, in one place:

- The title of a figure is text of the report and states the finding; inside the figure there is none.
- Lines are named beside their end rather than in a legend.
- Colours go by role. All seven keep 4.5:1 contrast on white, so a label may wear the colour of its
  line, stay apart for readers with any of the three kinds of colour blindness, and differ in lightness,
  so that a grey print tells them apart (tests check all three). Azerbaijan is dark blue and Kazakhstan
  is orange in every figure. Muted is context and as light as orange: never one beside the other unnamed.
- Many lines in one panel become small multiples: a panel each, the others pale behind.
- Numbers on an axis are grouped by thousands, years are not.
- No frame, a light grid along the value axis only, letters of 10 points at 7.2 inches (never below 8.5).
- Text in a figure is plain: a dollar sign is a dollar sign.
"""

import re
from typing import Any, Final

import matplotlib as mpl
import numpy as np
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.axis import XAxis
from matplotlib.dates import MONTHLY, AutoDateFormatter, AutoDateLocator
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FuncFormatter, ScalarFormatter

from helpers.locale import localized, written

PALETTE: Final[dict[str, str]] = {
    "az": "#0B5797",
    "kz": "#B85C00",
    "neutral": "#14222D",
    "accent": "#461570",
    "good": "#007556",
    "bad": "#90103A",
    "muted": "#6C7782",
}
"""Colours by role."""

GRID: Final = "#DDE2E7"
"""Grid lines; too pale to carry meaning."""

PALE: Final = "#C3CAD1"
"""Lines that stand behind another one for comparison; named in the text, for a label they are too pale."""

WHITE: Final = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
"""Ground of a text that a line would cross."""

_CYCLE = [PALETTE[role] for role in ("az", "kz", "accent", "good", "muted", "bad", "neutral")]

THEME: Final[Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.titlesize": 10.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titley": 1.0,
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
    "axes.formatter.limits": (-5, 12),
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


class Grouped(ScalarFormatter):
    """Numbers of an axis with their thousands grouped; an axis of years is left as it is."""

    _years = False

    def set_locs(self, locs: Any) -> None:
        """Take the ticks of an axis, and tell from what it shows whether they are years."""
        super().set_locs(locs)
        low, high = sorted(self.axis.get_view_interval()) if self.axis is not None else (0, 0)
        self._years = low > 1800 and high < 2200

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Write a tick."""
        text = str(super().__call__(x, pos))
        return localized(text if self._years else re.sub(r"(?<=\d)(?=(?:\d{3})+(?!\d))", ",", text))


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
    for axis in (axis for panel in figure.axes for axis in (panel.xaxis, panel.yaxis)):
        axis.set_major_formatter(Grouped())
        axis.isDefault_majfmt = True  # dates and names still bring their own
    return figure, axes


def tick_numbers(spec: str) -> FuncFormatter:
    """Write the numbers along an axis by one of Python's format specs, in the language that is spoken.

    >>> tick_numbers(",.0f")(12345)
    '12,345'
    """
    return FuncFormatter(lambda value, _: written(value, spec))


def dated(axis: XAxis) -> None:
    """Put at most nine months on an axis, for they are long; from four years on, years."""
    locator = AutoDateLocator(minticks=4, maxticks={MONTHLY: 9})  # type: ignore[no-untyped-call]
    axis.set_major_locator(locator)
    axis.set_major_formatter(AutoDateFormatter(locator))  # type: ignore[no-untyped-call]

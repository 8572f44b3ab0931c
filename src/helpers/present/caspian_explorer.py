"""Where the fall changed pace, as a reader prices a break: by penalty and by satellite file."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from helpers.analysis.caspian_breaks import broken_lines
from helpers.analysis.caspian_level import Satellite, chosen, satellites
from helpers.evidence import Evidence
from helpers.locale import _, n_, together
from helpers.models.breaks import Trend, choose, stretches
from helpers.parameters import Caspian
from helpers.parameters.caspian import VINTAGES
from helpers.present.caspian_breaks_charts import paces
from helpers.present.caspian_level_charts import month_of
from helpers.present.explorer import Explorer, View
from helpers.present.style import PALE, PALETTE, canvas, tick_numbers

CHEAPEST, DEAREST = 1.0, 64.0
"""Penalties between which the parameters ask."""


def breaks_explorer(evidence: Evidence, parameters: Caspian) -> Explorer[Caspian] | None:
    """Explore the breaks of the trend; None where no satellite file was public."""
    files = satellites(evidence)
    if not files:
        return None
    paths = {vintage: broken_lines(evidence, vintage) for vintage in files}
    others = [vintage for vintage in files if vintage != _file(evidence, parameters).vintage]
    return Explorer(
        _("Which changes of pace hold when a break is dearer, or the file is another?"),
        parameters,
        lambda asked: breaks_view(list(files.values()), _file(evidence, asked), paths, asked.penalty),
        controls=("penalty", "vintage"),
        stills={
            _("As asked"): {},
            _("A break is cheap"): {"penalty": 2.0},
            _("A break is dear"): {"penalty": 32.0},
            **{f"{VINTAGES[vintage]:Nom}": {"vintage": vintage} for vintage in others},
        },
        sources=pd.concat([file.months for file in files.values()]),
        note=_(
            "Above, the months without their season, and the broken line with its pace in centimetres a year. Below, "
            "at which penalties each break is found; the dashed line is the penalty chosen, dots are its breaks, bars "
            "one standard error. A penalty is a multiple of the BIC's."
        ),
    )  # fmt: skip


def _file(evidence: Evidence, asked: Caspian) -> Satellite:
    file = chosen(evidence, asked)
    assert file is not None  # an explorer is made where a file was public, and no setting hides one
    return file


def breaks_view(files: list[Satellite], file: Satellite, paths: dict[str, list[Trend]], penalty: float) -> View:
    """Draw the broken line that a penalty chooses, over the breaks of all penalties.

    Parameters
    ----------
    files
        Those over which the axes reach, so that figures can be compared.
    file
        The one whose level is drawn.
    paths
        Broken lines by file, from :func:`helpers.analysis.caspian_breaks.broken_lines`.
    penalty
        Price of one more break, in multiples of the BIC's.
    """
    path = paths[file.vintage]
    trend = choose(path, file.yearly.noise, penalty)
    fig, (above, below) = canvas(5.2, 3.5, rows=2, sharex=True, height_ratios=(1.6, 1))
    above.plot(file.yearly.time, file.yearly.adjusted, color=PALETTE["muted"], lw=0.7)
    above.plot(file.yearly.time, trend.fitted, color=PALETTE["accent"], lw=1.5)
    _frame(above, files)
    paces(above, file, trend)
    _penalties(below, stretches(path, file.yearly.noise), trend, penalty)
    data = pd.DataFrame({"break": trend.breaks, "error": trend.break_errors, "before": trend.slopes[:-1],
                         "after": trend.slopes[1:]})  # fmt: skip
    words = _words(file, path, trend, penalty)
    return View(fig, words, _("The level by month under a broken line. {words}", words=words), data)


def _frame(ax: Axes, files: list[Satellite]) -> None:
    """Give the axes room for every file."""
    time, level = (np.concatenate([getattr(f.yearly, part) for f in files]) for part in ("time", "adjusted"))
    ax.set(xlim=(time.min() - 1, time.max() + 1), ylim=(level.min() - 0.3, level.max() + 0.3), ylabel=_("m DAHITI"))


def _penalties(ax: Axes, found: list[tuple[float, float, Trend]], trend: Trend, penalty: float) -> None:
    """Draw at which penalties every break is found, and which of them the chosen one has."""
    for low, high, line in found:
        if low < DEAREST and high > CHEAPEST:
            ax.vlines(line.breaks, max(low, CHEAPEST), min(high, DEAREST), color=PALE, lw=3)
    ax.axhline(penalty, color=PALETTE["accent"], lw=1, ls="--")
    errors = np.minimum(trend.break_errors, 1.5)
    ax.errorbar(trend.breaks, np.full(len(errors), penalty), xerr=errors, fmt="o", color=PALETTE["accent"], lw=1)
    ax.set_yscale("log")
    ax.set(ylim=(0.8 * CHEAPEST, 1.25 * DEAREST), ylabel=_("penalty"))
    ax.set_yticks([1, 4, 16, 64])
    ax.yaxis.set_major_formatter(tick_numbers("g"))
    ax.yaxis.set_minor_locator(NullLocator())


def _words(file: Satellite, path: list[Trend], trend: Trend, penalty: float) -> str:
    """Say which breaks there are, between which penalties, and how fast the level falls."""
    low, high = next((low, high) for low, high, line in stretches(path, file.yearly.noise) if line is trend)
    said = n_(
        "{file:Nom}, penalty {penalty:g}: {n} break, {dates}.", "{file:Nom}, penalty {penalty:g}: {n} breaks, {dates}.",
        len(trend.breaks), penalty=penalty, file=file.name, dates=together(map(month_of, trend.breaks)),
    )  # fmt: skip
    if not len(trend.breaks):
        return _(
            "{file:Nom}, penalty {penalty:g}: no break, the trend is {pace:.0f} cm a year throughout.",
            penalty=penalty, file=file.name, pace=100 * trend.slopes[-1],
        )  # fmt: skip
    return said + " " + _between(low, high) + " " + _(
        "Since the last, the trend is {after:.0f} cm a year, after {before:.0f}.",
        before=100 * trend.slopes[-2], after=100 * trend.slopes[-1],
    )  # fmt: skip


def _between(low: float, high: float) -> str:
    """Say at which penalties the count is the same."""
    if low <= CHEAPEST:
        return _("The same are found up to a penalty of {high:.1f}.", high=high)
    if high >= DEAREST:
        return _("The same are found from a penalty of {low:.1f} on.", low=low)
    return _("The same are found from a penalty of {low:.1f} to one of {high:.1f}.", low=low, high=high)

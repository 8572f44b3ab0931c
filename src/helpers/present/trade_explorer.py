"""The mirror ratio as a reader defines it: which figures count, how rough a rounded one is, with or without gold."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, NullLocator

from helpers.analysis import trade_mirror
from helpers.analysis.trade import lines_of
from helpers.evidence import Evidence
from helpers.locale import _, listing, n_, spoken
from helpers.parameters import Trade
from helpers.present.chart import Sources
from helpers.present.explorer import Explorer, View
from helpers.present.style import PALETTE, WHITE, canvas, tick_numbers
from helpers.present.words import number

_TICKS = (0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.5, 2, 3, 5, 10)
"""Ratios that an axis may name."""


def mirror_explorer(evidence: Evidence, parameters: Trade, rows: Sources) -> Explorer[Trade] | None:
    """Explore the ratio of the two statistics; None where no period was reported by both states.

    Parameters
    ----------
    rows
        The observations behind the mirror.
    """
    widest = trade_mirror.mirror_at_widest(evidence, parameters)
    if widest.empty:
        return None
    return Explorer(
        _("How far apart are the two statistics, by the figures that count?"),
        parameters,
        lambda asked: mirror_view(trade_mirror.ratios(evidence, asked), widest),
        controls=("derived", "inferred", "rounding", "gold"),
        stills={
            _("With gold and without"): {"gold": "both"},
            _("Without gold, where it is known"): {"gold": "without"},
            _("Printed figures only"): {"derived": False},
            _("Printed figures of stated months only"): {"derived": False, "inferred": False},
        },
        sources=rows,
        note=_("Azerbaijan's figure over Kazakhstan's. Bars span sources that disagree and the rounding given."),
    )  # fmt: skip


def mirror_view(ratios: pd.DataFrame, widest: pd.DataFrame) -> View:
    """Draw the ratio of every period that both states report.

    Parameters
    ----------
    ratios
        As :func:`helpers.analysis.trade_mirror.ratios` returns them.
    widest
        The mirror with every figure that may count: all periods get a line, and the axis holds all of them.
    """
    periods = list(widest["period"])
    fig, ax = canvas(width=5.2, height=1.0 + 0.23 * len(periods))
    ax.axvline(1, color=PALETTE["muted"], lw=1)
    for line in lines_of(ratios):
        _draw_line(ax, line, periods.index(line.period))
    low, high = widest["ratio_low"].min() / 1.15, widest["ratio_high"].max() * 1.15
    for place in sorted(set(range(len(periods))) - {periods.index(period) for period in ratios["period"]}):
        ax.text(low * 1.05, place, _("left out"), va="center", fontsize=8.7, color=PALETTE["muted"])
    ax.set(xscale="log", xlim=(low, high), ylim=(len(periods) - 0.4, -0.6))
    ax.xaxis.set_major_locator(FixedLocator([tick for tick in _TICKS if low < tick < high]))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(tick_numbers("g"))
    ax.set_yticks(range(len(periods)), [str(spoken(period)) for period in periods], fontsize=9)
    ax.set_xlabel(_("Azerbaijan's figure over Kazakhstan's"))
    ax.grid(visible=True, axis="x")
    ax.grid(visible=False, axis="y")
    words = _words(ratios)
    return View(fig, words, _("Dots, one a period: {words}", words=words), ratios)


def _draw_line(ax: Axes, line: Any, place: int) -> None:
    """One reading of one period: a dot with its range, or only the range where without gold no more is known."""
    if line.gold == "with":
        ax.hlines(place, line.low, line.high, color=PALETTE["az"], lw=5, alpha=0.35)
        ax.scatter(line.ratio, place, s=36, color=PALETTE["az"], zorder=3)
        return
    ax.hlines(place, line.low, line.high, color=PALETTE["accent"], lw=6)
    beside: dict[str, Any] = {"va": "center", "ha": "right", "fontsize": 9, "color": PALETTE["accent"], "bbox": WHITE}
    ax.text(line.low / 1.03, place, _("without gold"), **beside)


def _words(ratios: pd.DataFrame) -> str:
    """Say between what the ratio lies, how often Azerbaijan's figure is the larger one, and what gold does."""
    if ratios.empty:
        return _("By these choices no period was reported by both states.")
    least, most = ratios["ratio"].fillna(ratios["low"]), ratios["ratio"].fillna(ratios["high"])
    said = n_(
        "For {n} period the ratio lies between {low} and {high}; Azerbaijan's figure is the larger one in {larger}.",
        "For {n} periods the ratio lies between {low} and {high}; Azerbaijan's figure is the larger one in {larger}.",
        ratios["period"].nunique(), low=number(least.min(), 2), high=number(most.max(), 2),
        larger=ratios.loc[most > 1, "period"].nunique(),
    )  # fmt: skip
    unsure = ratios[(ratios["low"] < 1) & (ratios["high"] > 1)]
    if len(unsure):
        periods = listing(spoken(period) for period in unsure["period"])
        said += " " + _("Which one is larger hangs on how rough a figure is in {periods}.", periods=periods)
    without = ratios[ratios["gold"] == "without"]
    return " ".join([said, *(_gold_in_words(line, ratios) for line in lines_of(without))])


def _gold_in_words(line: Any, ratios: pd.DataFrame) -> str:
    """Say where a period lies without gold, and with it where that is shown too."""
    known = ratios[(ratios["period"] == line.period) & (ratios["gold"] == "with")]
    limits = {"period": spoken(line.period), "low": number(line.low, 2), "high": number(line.high, 2)}
    if known.empty:
        return _("In {period} it is between {low} and {high}, for Azerbaijan's gold is taken out.", **limits)
    return _(
        "In {period} it is {ratio}, and between {low} and {high} once Azerbaijan's gold is taken out.",
        ratio=number(known["ratio"].iloc[0], 2), **limits,
    )  # fmt: skip

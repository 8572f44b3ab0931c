"""The mirror ratio as a reader defines it: which figures count, how rough a rounded one is, with or without gold."""

import pandas as pd

from helpers.analysis import trade_gold, trade_mirror
from helpers.analysis.trade_gold import Mirrored
from helpers.evidence import Evidence
from helpers.locale import _, spoken
from helpers.parameters import Trade
from helpers.present.chart import Sources
from helpers.present.explorer import Explorer, View
from helpers.present.style import PALETTE, canvas
from helpers.present.words import number


def mirror_explorer(evidence: Evidence, parameters: Trade, rows: Sources) -> Explorer[Trade]:
    """Explore the ratio of the two statistics.

    Parameters
    ----------
    rows
        The observations behind the mirror.
    """
    return Explorer(
        _("How far apart are the two statistics, by the figures that count?"),
        parameters,
        lambda asked: mirror_view(trade_mirror.mirror(evidence, asked), _without(evidence, asked)),
        controls=("derived", "inferred", "rounding", "gold"),
        stills=({}, {"derived": False}, {"derived": False, "inferred": False}, {"gold": "without"}),
        names={
            0: _("As asked"), 1: _("Printed figures only"), 2: _("Printed figures of stated months only"),
            3: _("Without gold, where it is known"),
        },
        sources=rows,
        note=_("Azerbaijan's figure over Kazakhstan's. Bars span sources that disagree and the rounding given."),
    )  # fmt: skip


def _without(evidence: Evidence, asked: Trade) -> Mirrored | None:
    return None if asked.gold == "with" else trade_gold.mirror_without_gold(evidence, asked)


def mirror_view(table: pd.DataFrame, without: Mirrored | None) -> View:
    """Draw the ratio of every period that both states report."""
    fig, ax = canvas(width=5.2, height=1.2 + 0.26 * max(len(table), 1))
    places = range(len(table))
    low, high = table["left_low"] / table["right_high"], table["left_high"] / table["right_low"]
    ax.axvline(1, color=PALETTE["muted"], lw=1)
    ax.hlines(places, low, high, color=PALETTE["az"], lw=5, alpha=0.35)
    ax.scatter(table["ratio"], places, s=36, color=PALETTE["az"], zorder=3)
    if without is not None and without.period in set(table["period"]):
        place = list(table["period"]).index(without.period)
        ax.hlines(place - 0.3, *without.without, color=PALETTE["accent"], lw=5)
        ax.text(max(without.without), place - 0.3, "  " + _("without gold"), va="center", color=PALETTE["accent"])
    ax.set_yticks(list(places), [str(spoken(period)) for period in table["period"]])
    ax.set(ylim=(len(table) - 0.4, -0.8), xlabel=_("Azerbaijan's figure over Kazakhstan's"))
    ax.grid(visible=True, axis="x")
    ax.grid(visible=False, axis="y")
    words = _words(table, without)
    data = pd.DataFrame({"period": table["period"], "ratio": table["ratio"], "low": low, "high": high})
    return View(fig, words, _("Dots, one a period: {words}", words=words), data)


def _words(table: pd.DataFrame, without: Mirrored | None) -> str:
    """Say between what the ratio lies, and what gold does to the last."""
    if table.empty:
        return _("No period was reported by both states by this day.")
    said = _(
        "Over {count} periods the ratio lies between {low} and {high}.",
        count=len(table), low=number(table["ratio"].min(), 2), high=number(table["ratio"].max(), 2),
    )  # fmt: skip
    if without is None:
        return said
    return said + " " + _(
        "In {period} it is {ratio}, and between {least} and {most} once Azerbaijan's gold is taken out.",
        period=spoken(without.period), ratio=number(without.ratio, 2), least=number(min(without.without), 2),
        most=number(max(without.without), 2),
    )  # fmt: skip

"""What earlier sums may have grown to: by a reader's growth, age of a figure and meaning of a sum."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from helpers.analysis.investment import DIRECTIONS, basis
from helpers.analysis.investment_growth import grown
from helpers.analysis.trade import lines_of
from helpers.evidence import Evidence
from helpers.locale import _, n_
from helpers.parameters import Investment
from helpers.present.explorer import Explorer, View
from helpers.present.investment_names import month_of_axis
from helpers.present.style import PALETTE, canvas

_SLOW = 0.1
"""Growth a year that a doubter may grant."""

_FAR = 150.0
"""Percent of the article's sum up to which a bar is followed."""


def growth_explorer(evidence: Evidence, parameters: Investment) -> Explorer[Investment] | None:
    """Explore which sums may have grown into the article's; None where none was told before its day."""
    known = grown(evidence, parameters)
    if known.empty:
        return None
    slow, bare = {"growth": _SLOW}, {"growth": _SLOW, "basis": "no start named"}
    return Explorer(
        _("Can the earlier sums have grown into the article's?"),
        parameters,
        lambda asked: growth_view(grown(evidence, asked), asked),
        controls=("growth", "lag_months", "basis"),
        stills={
            _("As asked"): {},
            _("Growth of {growth:.0%} a year", growth=_SLOW): slow,
            _("Growth of {growth:.0%}, no figure old when told", growth=_SLOW): {**slow, "lag_months": 0},
            _("Growth of {growth:.0%}, sums that name no first year", growth=_SLOW): bare,
        },
        sources=known,
        note=_(
            "Dot: an earlier sum of another source. Bar: what it may have grown to, its fainter end only if it was old "
            "when told. Right: the growth a year that it needs, bold where the growth asked for is enough. Sums in "
            "USD million."
        ),
    )  # fmt: skip


def growth_view(table: pd.DataFrame, asked: Investment) -> View:
    """Draw how far each sum may have come towards the article's.

    Parameters
    ----------
    table
        As :func:`helpers.analysis.investment_growth.grown` returns it.
    """
    rows = table.assign(place=table.index + pd.factorize(table["direction"])[0] + 1, share=_percent(table, "value"))
    fig, ax = canvas(width=5.2, height=0.8 + 0.21 * (rows["place"].max() + 1))
    low, high = rows["share"].min() - 4, max(float(rows["share"].max()), _FAR)
    edge = high + 0.56 * (high - low)
    ax.vlines(100, -0.5, rows["place"].max() + 0.5, color=PALETTE["bad"], lw=1, ls="--")
    for line in lines_of(rows.assign(young=_percent(rows, "young"), old=_percent(rows, "old"))):
        _draw_sum(ax, line, high, edge)
    heads = rows.groupby("direction", sort=False)[["place", "goal"]].first()
    for place, goal in zip(heads["place"] - 1, heads["goal"], strict=True):
        ax.text(
            100, place, "  " + _("the article: {goal:g}", goal=goal), va="center", fontsize=8.7, color=PALETTE["bad"]
        )
    _name_lines(ax, rows, heads["place"] - 1)
    ax.set(xlim=(low, edge), ylim=(rows["place"].max() + 0.6, -0.6), xlabel=_("percent of the article's sum"))
    ax.set_xticks([tick for tick in MaxNLocator(5, integer=True).tick_values(low, high) if low < tick <= high])
    ax.grid(visible=True, axis="x")
    ax.grid(visible=False, axis="y")
    words = _words(table, asked)
    return View(fig, words, _("Dots with bars, one an earlier sum: {words}", words=words), table)


def _percent(table: pd.DataFrame, column: str) -> pd.Series:
    return 100 * table[column] / table["goal"]


def _name_lines(ax: Axes, rows: pd.DataFrame, heads: pd.Series) -> None:
    """Name each sum beside its line, and each direction above its sums."""
    labels = [_label(line) for line in lines_of(rows)] + [str(DIRECTIONS[str(key)].label) for key in heads.index]
    ax.set_yticks([*rows["place"], *heads], labels, fontsize=8.7)
    for label, key in zip(ax.get_yticklabels()[len(rows) :], heads.index, strict=True):
        label.set(color=PALETTE[str(key)], weight="bold")


def _label(line: Any) -> str:
    return _("{value:g}, {month}, {basis}", value=line.value, month=month_of_axis(line.told), basis=basis(line.family))


def _draw_sum(ax: Axes, line: Any, high: float, edge: float) -> None:
    """One sum: its dot, how far it may have grown, what it needs."""
    colour = PALETTE[line.direction if line.asked else "muted"]
    if line.asked and line.share < 100:
        ax.hlines(line.place, line.share, min(line.old, high), color=colour, lw=6, alpha=0.2)
        ax.hlines(line.place, line.share, min(line.young, high), color=colour, lw=6, alpha=0.5)
    ax.plot(line.share, line.place, "o", color=colour, ms=6, mfc=colour if line.asked else "white")
    fits = line.asked and line.fits != "never"
    ax.text(edge, line.place, _needs(line), va="center", ha="right", fontsize=8.7, color=colour,
            weight="bold" if fits else "normal")  # fmt: skip


def _needs(line: Any) -> str:
    if not line.asked:
        return _("another basis")
    return _("larger already") if line.share > 100 else _("{growth:.1%} a year", growth=line.needed)


def _words(table: pd.DataFrame, asked: Investment) -> str:
    """Say how many sums of each direction may have become the article's, and what growth the nearest needs."""
    said = _("Growth of up to {growth:.0%} a year, figures new when told.", growth=asked.growth)
    if asked.lag_months:
        said = _(
            "Growth of up to {growth:.0%} a year, figures up to {months} months old when told.",
            growth=asked.growth, months=asked.lag_months,
        )  # fmt: skip
    used = table[table["asked"]]
    return " ".join([said, *(_of_direction(str(key), rows) for key, rows in used.groupby("direction", sort=False))])


def _of_direction(key: str, rows: pd.DataFrame) -> str:
    below, old = rows[rows["value"] <= rows["goal"]], int((rows["fits"] == "when old").sum())
    said: dict[str, Any] = {"capital": DIRECTIONS[key].capital, "goal": rows["goal"].iloc[0]}
    if below.empty:
        return _("{capital:Nom}: all earlier sums are larger than the article's {goal:g} already.", **said)
    said |= {"fitting": int((rows["fits"] != "never").sum()), "least": below["needed"].min()}
    told = n_(
        "{capital:Nom}: {fitting} of {n} sum may have become the article's {goal:g}; the nearest needs {least:.1%}.",
        "{capital:Nom}: {fitting} of {n} sums may have become the article's {goal:g}; the nearest needs {least:.1%}.",
        len(rows), **said,
    )  # fmt: skip
    if not old:
        return told
    return told + " " + n_(
        "{n} of them only if it was old when told.", "{n} of them only if they were old when told.", old
    )  # fmt: skip

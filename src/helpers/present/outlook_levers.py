"""Figures of the outlook: what levers and assumptions move, and what matters most."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from helpers.analysis.outlook import OUTPUTS, UNKNOWNS
from helpers.analysis.outlook_targets import VARIANTS
from helpers.locale import _, listing, p_, written
from helpers.present.chart import Chart
from helpers.present.outlook import COLOURS, SHORT, TONNES
from helpers.present.style import PALETTE, canvas
from helpers.present.words import number


def levers_chart(
    moved: pd.DataFrame, sources: Sequence[str], outputs: Sequence[str] = ("cargo", "oil")
) -> Chart | None:
    """Draw what each lever and assumption makes of the last year; None for no simulation.

    Parameters
    ----------
    moved
        From :func:`helpers.analysis.outlook_sensitivity.moved`.
    sources
        What the simulation rests on.
    """
    drawn = [output for output in outputs if output in set(moved["output"])]
    if not drawn:
        return None
    names = list(dict.fromkeys(moved["variant"]))[::-1]
    figure, axes = canvas(height=1.2 + 0.29 * len(names), columns=len(drawn), sharey=True)
    for ax, output in zip(np.atleast_1d(axes), drawn, strict=True):
        rows = moved[moved["output"] == output].set_index("variant")
        colour, asked = PALETTE[COLOURS[output]], float(rows["value"]["as asked"])
        ax.axvline(asked, color=PALETTE["muted"], lw=0.8, ls="--")
        for place, name in enumerate(names):
            row = rows.loc[name]
            ax.plot([row["low"], row["high"]], [place, place], color=colour, lw=3, alpha=0.35, solid_capstyle="butt")
            ax.plot(row["value"], place, "o", color=colour, ms=6)
        if (target := rows["target"].iloc[0]) == target:
            ax.axvline(target, color=PALETTE["bad"], lw=1.2)
            named = _("target {target}", target=number(target))
            ax.text(target, len(names) - 0.2, f"{named} ", color=PALETTE["bad"], fontsize=8.7, ha="right", va="bottom")
        ax.set_title(str(SHORT[output]), pad=16)
        ax.set(xlabel=str(TONNES) if output != "containers" else p_("unit", "TEU"), ylim=(-0.6, len(names) - 0.3))
        ax.set_yticks(range(len(names)), [str(VARIANTS[name]) for name in names])
        ax.tick_params(axis="y", labelsize=8.8)
        ax.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        ax.grid(axis="x")
        ax.grid(visible=False, axis="y")
    first = moved[moved["output"] == drawn[0]].set_index("variant")["value"]
    alone = first.drop(["as asked", "everything helps"], errors="ignore")
    said: dict[str, Any] = {"what": SHORT[drawn[0]], "low": alone.min(), "high": alone.max()}
    title = _(
        "No single lever or assumption moves the median of {what} out of {low:,.1f} to {high:,.1f} million tonnes",
        **said,
    )
    single = moved[(moved["output"] == drawn[0]) & (moved["variant"] != "everything helps")]
    narrowest = float((single["high"] - single["low"]).min())
    if narrowest > 2 * (alone.max() - alone.min()):
        title = _(
            "No single lever or assumption moves the median of {what} out of {low:,.1f} to {high:,.1f} million tonnes; "
            "the futures of any one span at least {narrowest:,.1f} million tonnes",
            narrowest=narrowest, **said,
        )  # fmt: skip
    dots = "; ".join(f"{VARIANTS[str(name)]} {number(value, 1)}" for name, value in first.items())
    alt = _("Dots with ranges by variant, {what}: {dots}.", what=SHORT[drawn[0]], dots=dots)
    note = _("One lever or assumption is moved at a time; the last line moves all that help.")
    return Chart(figure, title, alt, moved, sources, note, "outlook-levers")


DARK = 0.75
"""Share from which a cell is so dark that white letters stand out better; seaborn turns to white too early."""


def shares_chart(shares: pd.DataFrame, sources: Sequence[str]) -> Chart | None:
    """Draw the total share of each unknown in each output as a table of shades; None for no simulation.

    Parameters
    ----------
    shares
        From :func:`helpers.analysis.outlook_sensitivity.variance_shares`.
    sources
        What the simulation rests on.
    """
    import seaborn as sns  # two notebooks draw such a map: no other waits for this import

    if shares.empty:
        return None
    outputs = [output for output in OUTPUTS if output in set(shares["output"])]
    grid = shares.pivot_table(index="input", columns="output", values="total").reindex(list(UNKNOWNS))[outputs]
    grid = grid.clip(0, 1)
    figure, ax = canvas(height=0.9 + 0.33 * len(grid))
    words = grid.map(lambda share: written(100 * share, ".0f") if share >= 0.005 else "")
    sns.heatmap(grid, annot=words, fmt="", cmap="Blues", vmin=0, vmax=1.15, cbar=False, linewidths=2, ax=ax,
                xticklabels=False, yticklabels=False)  # fmt: skip
    for text, share in zip(ax.texts, grid.to_numpy().ravel(), strict=True):
        text.set_color("white" if share > DARK else PALETTE["neutral"])
    unknowns = [textwrap.fill(str(UNKNOWNS[name]), 26) for name in grid.index]
    ax.set_yticks(np.arange(len(grid)) + 0.5, unknowns, va="center", fontsize=8.8)
    heads: Mapping[str, object] = SHORT | {
        "trade_azerbaijan": p_("tick", "trade, Azerbaijan"),
        "trade_kazakhstan": p_("tick", "trade, Kazakhstan"),
    }
    names = [textwrap.fill(str(heads[output]), 11) for output in outputs]
    ax.set_xticks(np.arange(len(outputs)) + 0.5, names, fontsize=8.5)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set(xlabel="", ylabel="")
    ax.grid(visible=False)
    top = {output: (str(grid[output].idxmax()), float(grid[output].max())) for output in outputs}
    chief = [
        _("{unknown} for {what} ({share:.0f})", unknown=UNKNOWNS[name], what=SHORT[output], share=100 * value)
        for output, (name, value) in top.items()
    ]
    title = _("What matters most, percent of the spread: {chief}", chief=listing(chief[:3]))
    alt = _("Table of shares, rows unknowns, columns outputs. Largest: {chief}.", chief="; ".join(chief))
    note = _(
        "Percent of the spread of the column that hangs on the row, alone and with others, so a column may exceed 100; "
        "empty: below a half percent. Spread: variance of the ranks, the unknowns drawn independently."
    )
    return Chart(figure, title, alt, shares, sources, note, "outlook-sensitivity")

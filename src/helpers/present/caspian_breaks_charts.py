"""Figures and tables of the breaks of the trend."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from helpers.analysis.caspian_breaks import Breaks
from helpers.analysis.caspian_level import NAMES
from helpers.present.caspian_level_charts import month_of
from helpers.present.chart import Chart
from helpers.present.style import GRID, PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import number


def breaks_chart(found: Breaks | None) -> Chart | None:
    """Draw the chosen broken line, and below it the breaks of every file at every penalty."""
    if found is None:
        return None
    fig, (above, below) = canvas(height=5.6, rows=2, sharex=True, height_ratios=(3, 2.4))
    time, level = found.file.yearly.time, found.file.yearly.adjusted
    above.plot(time, level, ".", color=PALETTE["muted"], markersize=2.5)
    above.plot(time, found.trend.fitted, color=PALETTE["accent"])
    _slopes(above, found)
    above.set_ylabel("m DAHITI, no season")
    order = {name: place for place, name in enumerate(found.variants["variant"].drop_duplicates()[::-1])}
    for row in found.variants.to_dict("records"):
        colour = {"volume": PALETTE["accent"], "2026": PALETTE["good"], "2023": PALETTE["kz"]}[row["vintage"]]
        below.errorbar(
            row["date"],
            order[row["variant"]],
            xerr=min(row["error"], 1.5),
            fmt="o",
            color=colour,
            markersize=4,
            elinewidth=1,
        )
    below.set_yticks(list(order.values()), list(order), fontsize=8.5)
    for row in found.everywhere.to_dict("records"):
        below.axvspan(row["earliest"] - 0.2, row["latest"] + 0.2, color=GRID, zorder=0)
    return Chart(
        fig,
        title=_breaks_title(found),
        alt=(
            f"Above, levels with a broken line of {len(found.trend.breaks)} breaks. Below, {len(found.variants)} "
            "breaks of "
            f"{found.variants['variant'].nunique()} variants; breaks of all variants are shaded."
        ),
        data=found.variants.drop(columns="variant"),
        sources=found.file.months["source"].unique(),
        note=(
            "A variant is a file and a multiple of the penalty, as in volume x 2. Bars are one standard "
            "error of the date."
        ),
        name="breaks",
    )


def _breaks_title(found: Breaks) -> str:
    dates = [month_of(row["median"]) for row in found.everywhere.to_dict("records")]
    total = found.variants["variant"].nunique()
    if not dates:
        return f"No break of trend is found in all {total} variants"
    many = f"the breaks near {', '.join(dates)} hold" if len(dates) > 1 else f"the break near {dates[0]} holds"
    return f"In all {total} variants {many}"


def _slopes(ax: Axes, found: Breaks) -> None:
    ends = np.concatenate([[found.file.yearly.time[0]], found.trend.breaks, [found.file.yearly.time[-1]]])
    for slope, begin, end in zip(found.trend.slopes, ends[:-1], ends[1:], strict=True):
        if end - begin < 2:
            continue
        middle = (begin + end) / 2
        place = float(np.interp(middle, found.file.yearly.time, found.trend.fitted))
        ax.annotate(
            f"{number(100 * slope, 0)} cm/yr",
            (middle, place),
            xytext=(5, 9) if slope < 0 else (8, -20),
            textcoords="offset points",
            ha="left",
            fontsize=9,
            path_effects=[withStroke(linewidth=3, foreground="white")],
        )


def held_table(found: Breaks | None) -> Table | None:
    """Show in how many variants each break occurs."""
    if found is None or found.held.empty:
        return None
    rows = found.held.sort_values("share", ascending=False, kind="stable").reset_index(drop=True)
    often = int((rows["share"] >= 0.9).sum())
    return Table(
        rows[["median", "earliest", "latest", "variants", "possible", "share"]],
        f"Of {len(rows)} dates at which some variant breaks, {often} recur in nine variants of ten",
        formats={
            "median": ".1f",
            "earliest": ".1f",
            "latest": ".1f",
            "share": ".0%",
            "variants": "d",
            "possible": "d",
        },
        labels={"median": "date", "variants": "variants with it", "possible": "variants long enough"},
        sources=found.file.months["source"].unique(),
        name="held",
    )


def counts_table(counts: pd.DataFrame) -> Table:
    """Show the number of breaks by file and penalty."""
    frame = counts.rename(index=NAMES, columns=lambda multiple: f"penalty x {multiple:g}").rename_axis(columns=None)
    frame = frame.rename_axis("file").reset_index()
    values = counts.to_numpy()
    return Table(
        frame,
        f"The number of breaks depends on the penalty: from {values.min()} to {values.max()}",
        name="counts",
    )

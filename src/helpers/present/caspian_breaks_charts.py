"""Figures and tables of the breaks of the trend."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.caspian_breaks import Breaks
from helpers.analysis.caspian_level import Satellite
from helpers.locale import Name, _, heads, n_, together
from helpers.models.breaks import Trend
from helpers.parameters.caspian import VINTAGES
from helpers.present.caspian_level_charts import month_of, short_month_of
from helpers.present.chart import Chart
from helpers.present.style import GRID, PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import number

HEADS = heads("earliest", "latest", "share")
FILES = {"volume": Name("volume"), "2026": Name("2026"), "2023": Name("2023")}
"""Satellite files as shortly as an axis needs them."""
SHORT = 2.0
"""Years of a piece below which its pace is not written beside it."""


def breaks_chart(found: Breaks | None) -> Chart | None:
    """Draw the chosen broken line, and below it the breaks of every file at every penalty."""
    if found is None:
        return None
    fig, (above, below) = canvas(height=5.6, rows=2, sharex=True, height_ratios=(3, 2.4))
    time, level = found.file.yearly.time, found.file.yearly.adjusted
    above.plot(time, level, ".", color=PALETTE["muted"], markersize=2.5)
    above.plot(time, found.trend.fitted, color=PALETTE["accent"])
    paces(above, found.file, found.trend)
    above.set_ylabel(_("m DAHITI, no season"))
    order = {name: place for place, name in enumerate(found.variants["variant"].drop_duplicates()[::-1])}
    for row in found.variants.to_dict("records"):
        drawn_above = row["vintage"] == found.file.vintage
        colour = PALETTE["accent" if drawn_above else "muted"]
        below.errorbar(
            row["date"],
            order[row["variant"]],
            xerr=min(row["error"], 1.5),
            fmt="D" if drawn_above else "o",
            color=colour,
            markersize=4,
            elinewidth=1,
        )
    below.set_yticks(list(order.values()), [_variant(name) for name in order], fontsize=8.5)
    for row in found.everywhere.to_dict("records"):
        below.axvspan(row["earliest"] - 0.2, row["latest"] + 0.2, color=GRID, zorder=0)
    return Chart(
        fig,
        title=_breaks_title(found),
        alt=_(
            "Above, levels with a broken line of {breaks} breaks. Below, {all} breaks of {variants} variants; breaks "
            "of all variants are shaded.",
            breaks=len(found.trend.breaks),
            all=len(found.variants),
            variants=found.variants["variant"].nunique(),
        ),
        data=found.variants.drop(columns="variant"),
        sources=found.file.months["source"].unique(),
        note=_(
            "Numbers at the line are its pace in centimetres a year. A variant is a file and a multiple of the "
            "penalty, as in volume × 2; the file drawn above has diamonds. Bars are one standard error of the date."
        ),
        name="breaks",
    )


def _variant(name: str) -> str:
    """Name a file and a multiple of the penalty for an axis."""
    file, _x, multiple = name.partition(" x ")
    return _("{file} × {multiple:g}", file=FILES[file], multiple=float(multiple))


def _breaks_title(found: Breaks) -> str:
    dates = [month_of(row["median"]) for row in found.everywhere.to_dict("records")]
    total = found.variants["variant"].nunique()
    if not dates:
        return _("No break of trend is found in all {total} variants", total=total)
    if len(dates) == 1:
        return _("In all {total} variants the break near {date} holds", total=total, date=dates[0])
    return _("In all {total} variants the breaks near {dates} hold", total=total, dates=together(dates))


def paces(ax: Axes, file: Satellite, trend: Trend) -> None:
    """Write the pace of every long piece beside its middle, in centimetres a year."""
    edges = np.array([file.yearly.time[0], *trend.breaks, file.yearly.time[-1]])
    for slope, begin, end in zip(trend.slopes, edges[:-1], edges[1:], strict=True):
        if end - begin > SHORT:
            middle = (begin + end) / 2
            place = float(np.interp(middle, file.yearly.time, trend.fitted))
            ax.annotate(
                number(100 * slope, 0), (middle, place), xytext=(3 if slope < 0 else -3, 8), textcoords="offset points",
                ha="left" if slope < 0 else "right", color=PALETTE["accent"],
            )  # fmt: skip


def held_table(found: Breaks | None) -> Table | None:
    """Show in how many variants each break occurs."""
    if found is None or found.held.empty:
        return None
    rows = found.held.sort_values("share", ascending=False, kind="stable").reset_index(drop=True)
    often = int((rows["share"] >= 0.9).sum())
    return Table(
        rows[["median", "earliest", "latest", "variants", "possible", "share"]],
        n_(
            "Of {all} dates at which some variant breaks, {n} recurs in nine variants of ten",
            "Of {all} dates at which some variant breaks, {n} recur in nine variants of ten",
            often,
            all=len(rows),
        ),
        formats={
            **dict.fromkeys(["median", "earliest", "latest"], short_month_of),
            "share": ".0%",
            "variants": "d",
            "possible": "d",
        },
        labels={
            "median": _("date"),
            "variants": _("variants with it"),
            "possible": _("variants long enough"),
        },
        sources=found.file.months["source"].unique(),
        name="held",
    )


def counts_table(counts: pd.DataFrame) -> Table:
    """Show the number of breaks by file and penalty."""
    frame = counts.rename(
        index={vintage: str(name) for vintage, name in VINTAGES.items()},
        columns=lambda multiple: _("penalty × {multiple:g}", multiple=multiple),
    ).rename_axis(columns=None)
    frame = frame.rename_axis("file").reset_index()
    values = counts.to_numpy()
    return Table(
        frame,
        _("The number of breaks depends on the penalty: from {least} to {most}", least=values.min(), most=values.max()),
        name="counts",
    )

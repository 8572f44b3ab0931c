"""Figures and tables of the pair's own meetings: when, where, and how thirteen is reached."""

from collections.abc import Hashable
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.diplomacy import Window, said
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas, dated
from helpers.present.table import Table
from helpers.present.words import listing

LANES = {"in Azerbaijan": "az", "in Kazakhstan": "kz", "in third countries": "neutral"}
"""Lanes of the timeline, top last, and their colours."""


def sources_of(rows: pd.DataFrame) -> list[str]:
    """Return the sources of trips, each once.

    >>> sources_of(pd.DataFrame({"source": [("b", "a"), ("a",)]}))
    ['a', 'b']
    """
    return sorted({source for used in rows["source"] for source in used})


def timeline_chart(rows: pd.DataFrame, span: Window | None) -> Chart | None:
    """Draw the encounters of the pair by place; None without any.

    Parameters
    ----------
    rows
        From :func:`helpers.analysis.diplomacy.timeline`.
    span
        Window of the claim, shaded.
    """
    if rows.empty:
        return None
    figure, ax = canvas(height=3.0)
    names = list(reversed(LANES))
    for y, lane in enumerate(names):
        _lane(ax, rows[rows["lane"] == lane], y, PALETTE[LANES[lane]])
    if span:
        ax.axvspan(span.start, span.end, color=PALETTE["muted"], alpha=0.1, lw=0)
        ax.text(span.start + (span.end - span.start) / 2, len(names) - 0.45, "the months of the claim",
                ha="center", va="bottom", fontsize=8.7, color=PALETTE["muted"])  # fmt: skip
    dated(ax.xaxis)
    ax.set(ylim=(-0.6, len(names) - 0.2))
    ax.set_yticks(range(len(names)), names)
    for label, lane in zip(ax.get_yticklabels(), names, strict=True):
        label.set_color(PALETTE[LANES[lane]])
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    inside = rows if span is None else rows[(rows["start"] >= span.start) & (rows["start"] <= span.end)]
    visits, alone = int(inside["visit"].sum()), int(inside["alone"].sum())
    when = f"from {span.start:%B %Y} to {span.end:%B %Y}" if span else "in all"
    title = (
        f"{len(inside)} documented encounters {when}: {visits} on visits, {len(inside) - visits} in third countries, "
        f"and {f'only {alone}' if alone else 'no'} visits without a summit as their occasion"
    )
    alt = f"Timeline with three lanes of {len(rows)} encounters. " + " ".join(
        f"{lane[0].upper()}{lane[1:]}: {listing(f'{day:%b %Y}' for day in rows.loc[rows['lane'] == lane, 'start'])}."
        for lane in LANES
    )
    note = (
        "Filled: a visit for its own sake. Hollow: a summit brought both to one place. Cross: known from an advance "
        "list only. Summits on one trip are one encounter. What was not reported or not found is missing."
    )
    data = rows[["start", "end", "host", "lane", "what", "alone", "firm"]]
    return Chart(figure, title, alt, data, sources_of(rows), note, "diplomacy-timeline")


def _lane(ax: Axes, part: pd.DataFrame, y: int, colour: str) -> None:
    before: pd.Timestamp | None = None
    height = 0.0
    for row in part.to_dict("records"):
        marker = "o" if row["firm"] else "x"
        face = colour if row["alone"] or not row["firm"] else "white"
        crowded = before is not None and row["start"] - before < pd.Timedelta(days=45)
        before, height = row["start"], (0.0 if not crowded else -height or 0.14)
        ax.plot(row["start"], y + height, marker, color=colour, mfc=face, ms=8, mew=1.5)
    last: pd.Timestamp | None = None
    for i, row in enumerate(part[part["alone"]].to_dict("records")):
        near = last is not None and (row["start"] - last).days < 250
        ax.annotate(f"{row['start']:%b %Y}", (row["start"], y), (0, -9 if not (near and i % 2) else 9),
                    textcoords="offset points", ha="center", va="top" if not (near and i % 2) else "bottom",
                    fontsize=8.5, color=colour)  # fmt: skip
        last = row["start"]


def thirteen_chart(ways: pd.DataFrame, stated: int) -> Chart | None:
    """Draw the visits by host under every choice of window and unit; None where no visit is known."""
    if ways.empty:
        return None
    rows = ways.sort_values(["total", "start"], ascending=[False, True]).reset_index(drop=True)
    figure, ax = canvas(height=1.2 + 0.42 * len(rows))
    for i, row in enumerate(rows.to_dict("records")):
        ax.barh(i, row["to_kaz"], color=PALETTE["kz"], height=0.62)
        ax.barh(i, row["to_aze"], left=row["to_kaz"], color=PALETTE["az"], height=0.62)
        for x, value in ((row["to_kaz"] / 2, row["to_kaz"]), (row["to_kaz"] + row["to_aze"] / 2, row["to_aze"])):
            if value:
                ax.text(x, i, str(value), color="white", ha="center", va="center", fontsize=9.5)
        ax.text(row["total"] + 0.15, i, str(row["total"]), va="center", fontweight="bold")
    ax.axvline(stated, color=PALETTE["bad"], lw=1, ls="--", zorder=0)
    ax.text(stated - 0.1, -0.75, f"the article: {stated}", color=PALETTE["bad"], ha="right", va="bottom", fontsize=8.7)
    top = rows.iloc[0]
    ax.text(0.1, -0.75, "to Kazakhstan", color=PALETTE["kz"], fontsize=8.7, va="bottom")
    ax.text(max(top["to_kaz"], 3) + 0.1, -0.75, "to Azerbaijan", color=PALETTE["az"], fontsize=8.7, va="bottom")
    labels = [f"{_window(row)},\n{row['unit']}" for row in rows.to_dict("records")]
    ax.set_yticks(range(len(rows)), labels, fontsize=8.7)
    ax.set(xlabel="visits", xlim=(0, max(stated, int(rows["total"].max())) + 1.4), ylim=(len(rows) - 0.4, -1.3))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    hits = rows[rows["total"] == stated]
    title = (
        f"{len(hits) or 'None'} of {len(rows)} ways to count the documented visits gives {stated}"
        if len(hits) < 2
        else f"{len(hits)} of {len(rows)} ways to count the documented visits give {stated}"
    )
    if len(hits):
        title += f": {hits['unit'].iloc[0]}, and {hits['window'].iloc[0]} on {said(hits['start'].iloc[0])}"
    else:
        title += f": they give {rows['total'].min()} to {rows['total'].max()}"
    alt = "Stacked bars: " + "; ".join(
        f"{_window(row)}, {row['unit']}: {row['to_kaz']} to Kazakhstan, {row['to_aze']} to Azerbaijan"
        for row in rows.to_dict("records")
    ) + "."  # fmt: skip
    note = "Two summits of one week in Astana are one trip or two visits, by the unit chosen."
    return Chart(figure, title, alt, rows.drop(columns="source"), sources_of(rows), note, "diplomacy-thirteen")


def _window(row: dict[Hashable, Any]) -> str:
    return str(row["window"])


def visits_table(rows: pd.DataFrame, span: Window | None) -> Table | None:
    """List the pair's visits with their occasion, those beside the window of the claim too; None without any."""
    visits = rows[rows["visit"].astype(bool)]
    if visits.empty:
        return None
    frame = visits[["start", "end", "lane", "occasions", "alone", "what"]].reset_index(drop=True)
    inside = frame if span is None else frame[(frame["start"] >= span.start) & (frame["start"] <= span.end)]
    title = (
        f"Of {len(frame)} visits documented since {frame['start'].iloc[0]:%B %Y}, {len(inside)} lie in the months of "
        f"the claim and {int((~frame['alone']).sum())} had a summit as occasion"
    )
    labels = {
        "start": "from",
        "end": "to",
        "lane": "where",
        "occasions": "summits or talks",
        "alone": "for its own sake",
        "what": "occasion",
    }
    day = "%Y-%m-%d"
    return Table(frame, title, {"start": day, "end": day}, labels, sources_of(visits), name="diplomacy-visits")

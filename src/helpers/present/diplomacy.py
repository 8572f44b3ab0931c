"""Figures and tables of the pair's own meetings: when, where, and how thirteen is reached."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.diplomacy import LANES, UNITS, WINDOWS, Window, month_of, said
from helpers.analysis.diplomacy_occasions import occasion
from helpers.locale import Name, _, listing, n_, p_, short
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas, dated
from helpers.present.table import Table
from helpers.present.words import capital

COLOURS = {"in Azerbaijan": "az", "in Kazakhstan": "kz", "in third countries": "neutral"}
"""Colours of the lanes of the timeline."""


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
    names = list(reversed(COLOURS))
    for y, lane in enumerate(names):
        _lane(ax, rows[rows["lane"] == lane], y, PALETTE[COLOURS[lane]])
    if span:
        ax.axvspan(span.start, span.end, color=PALETTE["muted"], alpha=0.1, lw=0)
        ax.text(span.start + (span.end - span.start) / 2, len(names) - 0.45, _("the months of the claim"),
                ha="center", va="bottom", fontsize=8.7, color=PALETTE["muted"])  # fmt: skip
    dated(ax.xaxis)
    ax.set(ylim=(-0.6, len(names) - 0.2))
    ax.set_yticks(range(len(names)), [str(LANES[lane]) for lane in names])
    for label, lane in zip(ax.get_yticklabels(), names, strict=True):
        label.set_color(PALETTE[COLOURS[lane]])
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    inside = rows if span is None else rows[(rows["start"] >= span.start) & (rows["start"] <= span.end)]
    lanes = " ".join(_lane_in_words(lane, rows.loc[rows["lane"] == lane, "start"]) for lane in COLOURS)
    alt = _("Timeline with three lanes of {encounters} encounters. {lanes}", encounters=len(rows), lanes=lanes)
    note = _(
        "Filled: a visit for its own sake. Hollow: a summit brought both to one place. Cross: known from an advance "
        "list only. Summits on one trip are one encounter. What was not reported or not found is missing."
    )
    data = rows[["start", "end", "host", "lane", "what", "alone", "firm"]]
    return Chart(figure, _title(inside, span), alt, data, sources_of(rows), note, "diplomacy-timeline")


def _title(inside: pd.DataFrame, span: Window | None) -> str:
    visits, alone = int(inside["visit"].sum()), int(inside["alone"].sum())
    said: dict[str, Any] = {"encounters": len(inside), "visits": visits, "abroad": len(inside) - visits, "alone": alone}
    said["when"] = Name("in all")
    if span:
        said["when"] = Name("from {start} to {end}", start=month_of(span.start), end=month_of(span.end))
    if not alone:
        return _(
            "{encounters} documented encounters {when}: {visits} on visits, {abroad} in third countries, and no visits "
            "without a summit as their occasion",
            **said,
        )
    return _(
        "{encounters} documented encounters {when}: {visits} on visits, {abroad} in third countries, and only {alone} "
        "visits without a summit as their occasion",
        **said,
    )


def _lane_in_words(lane: str, days: pd.Series) -> str:
    return _("{lane:Nom}: {days}.", lane=LANES[lane], days=listing(short(f"{day:%Y-%m}") for day in days))


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
        ax.annotate(short(f"{row['start']:%Y-%m}"), (row["start"], y), (0, -9 if not (near and i % 2) else 9),
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
    ax.text(
        stated - 0.1, -0.75, _("the article: {stated}", stated=stated), color=PALETTE["bad"], ha="right", va="bottom",
        fontsize=8.7,
    )  # fmt: skip
    top = rows.iloc[0]
    ax.text(0.1, -0.75, _("to Kazakhstan"), color=PALETTE["kz"], fontsize=8.7, va="bottom")
    ax.text(max(top["to_kaz"], 3) + 0.1, -0.75, _("to Azerbaijan"), color=PALETTE["az"], fontsize=8.7, va="bottom")
    labels = [_("{window},\n{unit}", **_way(row)) for row in rows.to_dict("records")]
    ax.set_yticks(range(len(rows)), labels, fontsize=8.7)
    ax.set(xlabel=_("visits"), xlim=(0, max(stated, int(rows["total"].max())) + 1.4), ylim=(len(rows) - 0.4, -1.3))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    bars = "; ".join(
        _("{window}, {unit}: {there} to Kazakhstan, {here} to Azerbaijan", **_way(row))
        for row in rows.to_dict("records")
    )
    alt = _("Stacked bars: {bars}.", bars=bars)
    note = _("Two summits of one week in Astana are one trip or two visits, by the unit chosen.")
    title, data = _thirteen_title(rows, stated), rows.drop(columns="source")
    return Chart(figure, title, alt, data, sources_of(rows), note, "diplomacy-thirteen")


def _way(row: Any) -> dict[str, Any]:
    """A way to count, in words, and what it gives."""
    return {
        "window": WINDOWS[row["window"]], "unit": UNITS[row["unit"]], "there": row["to_kaz"], "here": row["to_aze"],
    }  # fmt: skip


def _thirteen_title(rows: pd.DataFrame, stated: int) -> str:
    hits = rows[rows["total"] == stated]
    if hits.empty:
        return _(
            "None of {ways} ways to count the documented visits gives {stated}: they give {low} to {high}",
            ways=len(rows), stated=stated, low=rows["total"].min(), high=rows["total"].max(),
        )  # fmt: skip
    first = hits.iloc[0]
    return n_(
        "{n} of {ways} ways to count the documented visits gives {stated}: {unit}, and {window} on {start}",
        "{n} of {ways} ways to count the documented visits give {stated}: {unit}, and {window} on {start}",
        len(hits), ways=len(rows), stated=stated, start=said(first["start"]), unit=UNITS[first["unit"]],
        window=WINDOWS[first["window"]],
    )  # fmt: skip


def visits_table(rows: pd.DataFrame, span: Window | None) -> Table | None:
    """List the pair's visits with their occasion, those beside the window of the claim too; None without any."""
    visits = rows[rows["visit"].astype(bool)]
    if visits.empty:
        return None
    frame = visits[["start", "end", "lane", "occasions", "alone", "what"]].reset_index(drop=True)
    inside = frame if span is None else frame[(frame["start"] >= span.start) & (frame["start"] <= span.end)]
    title = _(
        "Of {visits} visits documented since {start}, {inside} lie in the months of the claim and {summits} had a "
        "summit as occasion",
        visits=len(frame), start=month_of(frame["start"].iloc[0]), inside=len(inside),
        summits=int((~frame["alone"]).sum()),
    )  # fmt: skip
    labels = {
        "start": p_("column", "from"),
        "end": p_("column", "to"),
        "lane": p_("column", "where"),
        "occasions": p_("column", "summits or talks"),
        "alone": p_("column", "for its own sake"),
        "what": p_("column", "occasion"),
    }
    lanes = [str(LANES[lane]) for lane in frame["lane"]]
    shown = frame.assign(lane=lanes, what=[capital(occasion(what)) for what in frame["what"]])
    return Table(shown, title, {}, labels, sources_of(visits), name="diplomacy-visits")

"""Figures and tables of trade: how years fill up, and what a part says of the whole."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.trade import COUNTRY, OWNER, PAIR, lines_of
from helpers.locale import Name, _, day, heads, listing, n_, p_
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas, tick_numbers
from helpers.present.table import Table
from helpers.present.trade import ROLE

HEADS = heads("profiles", "probability", "tested", "pair", "reporter", "part", "forecast")


def profiles_chart(
    profiles: pd.DataFrame, course: pd.DataFrame, tested: tuple[str, int], rows: pd.DataFrame
) -> Chart | None:
    """Part-year shares over the month, with the band that the others lead to expect; None without any."""
    if profiles.empty:
        return None
    fig, ax = canvas(height=4.4)
    ax.plot([0, 12], [0, 1], color=PALETTE["muted"], lw=1.2, ls=(0, (4, 3)))
    if len(course):
        band = [[0, *course["months"], 12], [0, *course["low"], 1], [0, *course["high"], 1]]
        ax.fill_between(*band, color=PALETTE["muted"], alpha=0.16, lw=0)
    for line in lines_of(profiles):
        own, here = line.pair == PAIR, (line.reporter, line.year) == tested and line.pair == PAIR
        colour = PALETTE[ROLE[line.reporter]] if own else PALETTE["muted"]
        ax.scatter(line.months, line.share, s=130 if here else 46, color=colour, marker="D" if here else "o", zorder=3)
    _name_points(ax, profiles)
    ax.set_xticks(range(0, 13, 2))
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1])
    ax.yaxis.set_major_formatter(tick_numbers(".0%"))
    ax.set(xlim=(2.5, 12), ylim=(0.1, 1.0))
    ax.set(xlabel=_("Months of the year that had passed"), ylabel=_("Share of the year's trade"))
    title = _profiles_title(profiles, tested)
    points = "; ".join(_point_in_words(line) for line in lines_of(profiles))
    alt = _("Points, share of the year by month: {points}.", points=points)
    note = _("Dashed: an even flow. Band: where the other part-years put a usual year.")
    if (profiles["pair"] != PAIR).any():
        note += " " + _("Grey: other pairs.")
    return Chart(fig, title, alt, profiles.drop(columns="rows"), rows, note, "part-years")


def _point_in_words(line: Any) -> str:
    return _(
        "{pair} {reporter} {year}, month {month}: {share:.0%}",
        pair=line.pair, reporter=_reporter(str(line.reporter)), year=line.year, month=line.months, share=line.share,
    )  # fmt: skip


def _reporter(who: str) -> str:
    """Name who reported: one of the pair, else the code of the state."""
    return str(COUNTRY.get(who, who))


def _profiles_title(profiles: pd.DataFrame, tested: tuple[str, int]) -> str:
    """Say where the year under test lies among the others; how many there are where it is not known."""
    own = (profiles["pair"] == PAIR) & (profiles["reporter"] == tested[0]) & (profiles["year"] == tested[1])
    others = int((~own).sum())
    if not own.any():
        return n_(
            "How full a year was when a part of it was known, for {n} part-year",
            "How full a year was when a part of it was known, for {n} part-years",
            others,
        )
    line = next(lines_of(profiles[own]))
    behind = int((profiles["surprise"] < line.surprise).sum())
    return _(
        "After {months} months of {year} {share:.0%} of the year's trade had come in {owner}; {behind} of {others} "
        "other part-years was as far behind",
        months=line.months, year=line.year, share=line.share, owner=OWNER[tested[0]], behind=behind or Name("none"),
        others=others,
    )  # fmt: skip


def _name_points(ax: Axes, profiles: pd.DataFrame) -> None:
    """Name the points of the pair by year, apart from each other where they share a month."""
    own = profiles[profiles["pair"] == PAIR]
    for months, group in own.groupby("months"):
        last = -1.0
        for line in lines_of(group.sort_values("share")):
            height = max(float(line.share), last + 0.042)
            last = height
            near = own[own["months"] == line.months + 1]["share"]
            left = bool((near - line.share).abs().lt(0.045).any())  # a neighbour's point would lie under the name
            ax.text(
                float(str(months)) + (-0.22 if left else 0.22), height, f"{COUNTRY[str(line.reporter)]} {line.year}",
                va="center", ha="right" if left else "left", fontsize=9, color=PALETTE[ROLE[str(line.reporter)]],
                bbox={"facecolor": "white", "alpha": 0.6, "lw": 0, "pad": 0.5},
            )  # fmt: skip


def plausibility_table(table: pd.DataFrame, share: float, rows: pd.DataFrame) -> Table | None:
    """How likely the implied share is by each choice of profiles; None where none has enough."""
    if table.empty:
        return None
    low, high = table["probability"].min(), table["probability"].max()
    span = Name("{share:.1%}", share=low) if low == high else Name("{low:.1%} to {high:.1%}", low=low, high=high)
    title = _(
        "Whichever part-years are taken as usual, {share:.0%} or less has a probability of {span}",
        share=share, span=span,
    )  # fmt: skip
    names = {"pair": _("this pair"), "all": _("this pair and others")}
    formats = {"probability": ".1%", "low": ".0%", "high": ".0%"}
    labels = {
        "known": _("part-years"), "low": _("usual, from"), "high": _("usual, to"), "inside": _("record: inside"),
    }  # fmt: skip
    note = _("Record: years that fell inside the interval of all the others.")
    return Table(table.replace({"profiles": names}), title, formats, labels, rows, note, "plausibility")


def nowcast_chart(table: pd.DataFrame, year: int, rows: pd.DataFrame) -> Chart | None:
    """Forecasts from the known part of the year, naive ones, and what came; None without any."""
    if table.empty:
        return None
    fig, ax = canvas(height=1.5 + 0.55 * len(table))
    places = list(range(len(table)))
    for place, line in zip(places, lines_of(table), strict=True):
        colour = PALETTE[ROLE[str(line.reporter)]]
        ax.hlines(place, line.low, line.high, color=colour, lw=6, alpha=0.35)
        ax.scatter(line.value, place, s=50, color=colour, zorder=3)
        ax.scatter(line.naive, place, s=60, color=PALETTE["neutral"], marker="x", zorder=3)
        if pd.notna(line.outcome):
            ax.scatter(line.outcome, place, s=70, color=PALETTE["good"], marker="D", zorder=4)
    _name_marks(ax, table)
    ax.set_yticks(places, [_forecast_name(line) for line in lines_of(table)])
    ax.set(ylim=(len(table) - 0.5, -1.0), xlabel=_("Turnover, USD million"))
    ax.grid(visible=True, axis="x")
    ax.grid(visible=False, axis="y")
    known = table.dropna(subset=["outcome"])
    hits = int(known["covered"].astype(bool).sum())
    below = int((known["outcome"] < known["value"]).sum())
    title = _("What the known part of {year} says of the rest", year=year)
    if below == len(known) > 1:
        title = _(
            "All {known} outcomes published since came in below the forecast, {hits} of them inside its interval",
            known=len(known), hits=hits,
        )  # fmt: skip
    elif len(known):
        title = _(
            "Of {known} outcomes published since, {below} came in below the forecast and {hits} inside its interval",
            known=len(known), below=below, hits=hits,
        )  # fmt: skip
    forecasts = "; ".join(_forecast_in_words(line) for line in lines_of(table))
    made = listing(day(made) for made in sorted(set(table["made"])))
    note = _(
        "Dot and bar: seasonal shares with their interval, from what was public when the part was published ({made}). "
        "Cross: in proportion to the months. Diamond: as published since.",
        made=made,
    )
    return Chart(
        fig,
        title,
        _("Forecast intervals: {forecasts}.", forecasts=forecasts),
        table.drop(columns="rows"),
        rows,
        note,
        "nowcast",
    )


def _forecast_name(line: Any) -> str:
    """Name of a forecast on the axis."""
    horizon = Name("whole year") if line.until == 12 else Name("{until} months", until=line.until)
    said = {"country": COUNTRY[line.reporter], "horizon": horizon, "months": line.months}
    if line.treatment == "gold once":
        return _("{country}, {horizon}\nfrom {months} months, gold once", **said)
    return _("{country}, {horizon}\nfrom {months} months", **said)


def _forecast_in_words(line: Any) -> str:
    return _(
        "{forecast} {value:,.0f} ({low:,.0f} to {high:,.0f}), naive {naive:,.0f}, outcome {outcome:,.0f}",
        forecast=_forecast_name(line).replace("\n", " "), value=line.value, low=line.low, high=line.high,
        naive=line.naive, outcome=line.outcome,
    )  # fmt: skip


def _name_marks(ax: Axes, table: pd.DataFrame) -> None:
    """Name the marks once: on the first line with an outcome, else where the cross lies farthest off."""
    apart = (table["naive"] - table["value"]).abs()
    full = table.dropna(subset=["outcome"])
    line = next(lines_of(full if len(full) else table.loc[[apart.idxmax()]]))
    place = line.Index
    ax.annotate(
        _("forecast"), (line.high, place), (6, 0), textcoords="offset points", va="center", fontsize=9,
        color=PALETTE[ROLE[str(line.reporter)]],
    )  # fmt: skip
    marks = [(line.naive, _("in proportion"), "neutral"), (line.outcome, _("published"), "good")]
    for value, name, colour in marks if len(full) else marks[:1]:
        shift = -4 if value < line.value else 4
        ax.annotate(
            name, (value, place), (shift, 9), textcoords="offset points", ha="right" if shift < 0 else "left",
            va="bottom", fontsize=9, color=PALETTE[colour],
        )  # fmt: skip


def backtest_table(table: pd.DataFrame, level: float, rows: pd.DataFrame) -> Table | None:
    """Every known year forecast from its own part by all the others; None for fewer than two."""
    if table.empty:
        return None
    frame = table[["pair", "reporter", "year", "months", "part", "total", "forecast", "low", "high", "covered"]]
    frame = frame.assign(reporter=[_reporter(str(who)) for who in frame["reporter"]])
    if (frame["pair"] == PAIR).all():
        frame = frame.drop(columns="pair")
    hits = int(frame["covered"].sum())
    title = n_(
        "{n} of {all} years fell inside an interval meant to hold {level:.0%} of them",
        "{n} of {all} years fell inside an interval meant to hold {level:.0%} of them",
        hits, all=len(frame), level=level,
    )  # fmt: skip
    formats = dict.fromkeys(["part", "total", "forecast", "low", "high"], ",.0f")
    labels = {
        "total": p_("column", "whole year"), "months": _("months known"), "covered": p_("column", "inside"),
        "low": p_("column", "from"), "high": p_("column", "to"),
    }  # fmt: skip
    note = _("USD million; each line leaves itself out.")
    return Table(frame, title, formats, labels, rows, note, "backtest")

"""Figures and tables of trade: how years fill up, and what a part says of the whole."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from helpers.analysis.trade import OWNER, PAIR, lines_of
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.trade import NAME, ROLE
from helpers.present.words import number


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
    ax.yaxis.set_major_formatter(PercentFormatter(1))
    ax.set(xlim=(2.5, 12), ylim=(0.1, 1.0))
    ax.set(xlabel="Months of the year that had passed", ylabel="Share of the year's trade")
    title = _profiles_title(profiles, tested)
    alt = "Points, share of the year by month: " + "; ".join(
        f"{line.pair} {line.reporter} {line.year}, month {line.months}: {line.share:.0%}" for line in lines_of(profiles)
    )
    note = "Dashed: an even flow. Band: what the other part-years lead to expect."
    note += " Grey: other pairs." if (profiles["pair"] != PAIR).any() else ""
    return Chart(fig, title, alt + ".", profiles.drop(columns="rows"), rows, note, "part-years")


def _profiles_title(profiles: pd.DataFrame, tested: tuple[str, int]) -> str:
    """Say where the year under test lies among the others; how many there are where it is not known."""
    own = (profiles["pair"] == PAIR) & (profiles["reporter"] == tested[0]) & (profiles["year"] == tested[1])
    others = int((~own).sum())
    if not own.any():
        return f"How full a year was when a part of it was known, for {others} part-year{'s' * (others > 1)}"
    line = next(lines_of(profiles[own]))
    behind = int((profiles["surprise"] < line.surprise).sum())
    return (
        f"After {line.months} months of {line.year} {line.share:.0%} of the year's trade had come in "
        f"{OWNER[tested[0]]}; {behind or 'none'} of {others} other part-years was as far behind"
    )


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
                float(str(months)) + (-0.22 if left else 0.22), height, f"{NAME[str(line.reporter)]} {line.year}",
                va="center", ha="right" if left else "left", fontsize=9, color=PALETTE[ROLE[str(line.reporter)]],
                bbox={"facecolor": "white", "alpha": 0.6, "lw": 0, "pad": 0.5},
            )  # fmt: skip


def plausibility_table(table: pd.DataFrame, share: float, rows: pd.DataFrame) -> Table | None:
    """How likely the implied share is by each choice of profiles; None where none has enough."""
    if table.empty:
        return None
    low, high = table["probability"].min(), table["probability"].max()
    span = f"{low:.1%}" if low == high else f"{low:.1%} to {high:.1%}"
    title = f"Depending on the profiles, {share:.0%} or less has a probability of {span}"
    names = {"pair": "this pair", "all": "this pair and others"}
    formats = {"probability": ".1%", "low": ".0%", "high": ".0%"}
    labels = {"known": "part-years", "low": "usual, from", "high": "usual, to", "inside": "record: inside"}
    note = "Record: years that fell inside the interval of all the others."
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
    ax.set(ylim=(len(table) - 0.5, -1.0), xlabel="Turnover, USD million")
    ax.grid(visible=True, axis="x")
    ax.grid(visible=False, axis="y")
    known = table.dropna(subset=["outcome"])
    hits = int(known["covered"].astype(bool).sum())
    below = int((known["outcome"] < known["value"]).sum())
    title = (
        f"Of {len(known)} outcomes published since, {below} came in below the forecast and {hits} inside its interval"
        if len(known)
        else f"What the known part of {year} says of the rest"
    )
    alt = "Forecast intervals: " + "; ".join(
        f"{_forecast_name(line).replace(chr(10), ' ')} {number(line.value, 0)} ({number(line.low, 0)} to "
        f"{number(line.high, 0)}), naive {number(line.naive, 0)}, outcome {number(line.outcome, 0)}"
        for line in lines_of(table)
    )
    made = ", ".join(sorted({f"{day:%Y-%m-%d}" for day in table["made"]}))
    note = (
        "Dot and bar: seasonal shares with their interval, from what was public when the part was published "
        f"({made}). Cross: in proportion to the months. Diamond: as published since."
    )
    return Chart(fig, title, alt + ".", table.drop(columns="rows"), rows, note, "nowcast")


def _forecast_name(line: Any) -> str:
    """Name of a forecast on the axis."""
    horizon = "whole year" if line.until == 12 else f"{line.until} months"
    gold = ", gold once" if line.treatment == "gold once" else ""
    return f"{NAME[line.reporter]}, {horizon}\nfrom {line.months} months{gold}"


def _name_marks(ax: Axes, table: pd.DataFrame) -> None:
    """Name the marks once: on the first line with an outcome, else where the cross lies farthest off."""
    apart = (table["naive"] - table["value"]).abs()
    full = table.dropna(subset=["outcome"])
    line = next(lines_of(full if len(full) else table.loc[[apart.idxmax()]]))
    place = line.Index
    marks = [(line.naive, "in proportion", "neutral"), (line.outcome, "published", "good")]
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
    frame = frame.assign(reporter=frame["reporter"].replace(NAME))
    hits = int(frame["covered"].sum())
    title = f"{hits} of {len(frame)} years fell inside an interval meant to hold {level:.0%} of them"
    formats = dict.fromkeys(["part", "total", "forecast", "low", "high"], ",.0f")
    labels = {"total": "whole year", "months": "months known", "covered": "inside"}
    return Table(frame, title, formats, labels, rows, "USD million; each line leaves itself out.", "backtest")

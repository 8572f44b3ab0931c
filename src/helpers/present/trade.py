"""Figures and tables of trade: the mirror and the gold."""

import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.trade import lines_of, spoken
from helpers.analysis.trade_gold import Dated, Parts
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import listing, number

MILLION = "USD million"
ROLE = {"azerbaijan": "az", "kazakhstan": "kz"}
NAME = {"azerbaijan": "Azerbaijan", "kazakhstan": "Kazakhstan"}


def mirror_chart(table: pd.DataFrame, rows: pd.DataFrame) -> Chart | None:
    """Both states' figures for every period that both report; None where there is none."""
    if table.empty:
        return None
    low, high = table["ratio"].min(), table["ratio"].max()
    fig, ax = canvas(height=1.3 + 0.32 * len(table))
    places = range(len(table))
    ax.hlines(places, table["left"], table["right"], color=PALETTE["muted"], lw=1.5, zorder=1)
    for side, who in (("left", "azerbaijan"), ("right", "kazakhstan")):
        ax.hlines(places, table[f"{side}_low"], table[f"{side}_high"], color=PALETTE[ROLE[who]], lw=5, alpha=0.35)
        ax.scatter(table[side], places, s=52, color=PALETTE[ROLE[who]], zorder=3)
    _name_dots(ax, table)
    beside = {"transform": ax.get_yaxis_transform(), "va": "center", "ha": "left"}
    for place, ratio in zip(places, table["ratio"], strict=True):
        ax.text(1.01, place, f"{ratio:.2f}", **beside)
    ax.text(1.01, -1, "ratio", color=PALETTE["muted"], **beside)
    edge = max(table["left_high"].max(), table["right_high"].max())
    edge *= 1.3 if table[["left", "right"]].iloc[0].max() > 0.75 * edge else 1.06  # room for the name
    ax.set_yticks(list(places), [spoken(period) for period in table["period"]])
    ax.set(xlim=(0, edge), ylim=(len(table) - 0.4, -1.5), xlabel=f"Turnover, {MILLION}")
    ax.grid(visible=True, axis="x")
    ax.grid(visible=False, axis="y")
    title = (
        f"Azerbaijan's figure is between {low:.2f} and {high:.2f} times Kazakhstan's"
        if len(table) > 1
        else f"In {spoken(table['period'].iloc[0])} Azerbaijan's figure was {low:.2f} times Kazakhstan's"
    )
    alt = "Pairs of dots, one pair a period: " + "; ".join(
        f"{spoken(line.period)}: Azerbaijan {number(line.left, 0)}, Kazakhstan {number(line.right, 0)}"
        for line in lines_of(table)
    )
    note = "Faint bars span sources that disagree. The two series are never joined."
    return Chart(fig, title, alt + ".", table.drop(columns=["start", "end"]), rows, note, "mirror")


def _name_dots(ax: Axes, table: pd.DataFrame) -> None:
    """Name the two dots of the first line, each on its outer side."""
    first = table.iloc[0]
    left_is_less = first["left"] < first["right"]
    for side, who, outer in (("left", "azerbaijan", left_is_less), ("right", "kazakhstan", not left_is_less)):
        ax.annotate(
            NAME[who], (first[side], 0), (-8 if outer else 8, 0), textcoords="offset points", va="center",
            ha="right" if outer else "left", color=PALETTE[ROLE[who]], weight="bold",
        )  # fmt: skip


def mirror_sums_table(years: pd.DataFrame, sums: pd.DataFrame, rows: pd.DataFrame) -> Table | None:
    """Whole years side by side and added up; None where no year is reported by both."""
    if years.empty:
        return None
    frame = pd.DataFrame(
        {
            "year": years["year"], "azerbaijan": years["left"], "kazakhstan": years["right"], "gap": years["gap"],
            "ratio": years["ratio"], "sum_ratio": sums["ratio"],
        }
    )  # fmt: skip
    turns = int(((years["gap"] > 0).astype(int).diff().abs() == 1).sum())
    often = {0: "never", 1: "once", 2: "twice"}.get(turns, f"{turns} times")
    title = f"Added up over {_count(len(frame), 'whole year')} the ratio is {sums['ratio'].iloc[-1]:.2f}"
    title += f", and the gap changes its sign {often}" if len(frame) > 1 else ""
    labels = {"azerbaijan": "Azerbaijan", "kazakhstan": "Kazakhstan", "sum_ratio": "ratio of sums so far"}
    formats = {"azerbaijan": ",.1f", "kazakhstan": ",.1f", "gap": "+,.1f", "ratio": ".2f", "sum_ratio": ".2f"}
    note = f"{MILLION}; the gap is Azerbaijan less Kazakhstan."
    return Table(frame, title, formats, labels, rows, note, "mirror-years")


def _count(number_of: int, noun: str) -> str:
    return f"{number_of} {noun}{'' if number_of == 1 else 's'}"


def gold_chart(parts: list[Parts], rows: pd.DataFrame) -> Chart | None:
    """Periods with their gold beside the same months a year before; None where nothing is known."""
    if not parts:
        return None
    fig, ax = canvas(height=1.2 + 0.9 * len(parts))
    for place, found in enumerate(parts):
        y = place * 2.4
        segments = ((0.0, found.rest, "other goods", "az"), (found.rest, found.gold.value, "gold", "accent"))
        for left, width, name, role in segments:
            ax.barh(y, width, left=left, color=PALETTE[role], height=0.8)
            ax.text(left + width / 2, y, f"{name} {width:,.0f}", ha="center", va="center", color="white")
        ax.text(found.total.value + 6, y, f"{found.total.value:,.0f}", va="center")
        if found.before:
            before = found.before.interval
            ax.barh(y + 0.9, before.value, color=PALETTE["muted"], height=0.8, alpha=0.6)
            ax.text(before.value + 6, y + 0.9, f"{before.value:,.0f}, gold in it unknown", va="center")
    ticks = [place * 2.4 + step for place in range(len(parts)) for step in (0, 0.9)]
    names = [name for found in parts for name in (_month_span(found.period, 0), _month_span(found.period, 1))]
    ax.set_yticks(ticks, names)
    ax.set(ylim=(max(ticks) + 0.7, -0.7), xlim=(0, max(p.total.value for p in parts) * 1.1), xlabel=MILLION)
    ax.grid(visible=False, axis="y")
    first = parts[0]
    title = f"{first.share:.0%} of Azerbaijan's figure for {spoken(first.period)} is gold of Kazakh origin"
    data = pd.DataFrame(
        [(p.period, p.total.value, p.gold.value, p.rest, p.share, p.before.value if p.before else None) for p in parts],
        columns=["period", "turnover", "gold", "rest", "gold_share", "year_before"],
    )
    alt = "Bars: " + "; ".join(
        f"{spoken(p.period)} {number(p.total.value, 1)} of which gold {number(p.gold.value, 1)}" for p in parts
    )
    return Chart(fig, title, alt + ".", data, rows, "The year before follows from the growth that was stated.", "gold")


def _month_span(period: str, back: int) -> str:
    """Short name of a period for an axis: Jan-Aug 2025, or the same a year before."""
    first, _, last = period.partition("/")
    year = int(first[:4]) - back
    if len(first) < 7:
        return str(year)
    names = [f"{pd.Timestamp(month + '-01'):%b}" for month in (first, last or first)]
    return f"{'-'.join(dict.fromkeys(names))} {year}"


def dating_chart(dated: Dated | None, rows: pd.DataFrame) -> Chart | None:
    """The price paid for the gold beside the market; None where it cannot be told."""
    if dated is None:
        return None
    months = dated.months
    fig, ax = canvas(height=3.4)
    places = list(range(len(months)))
    ax.plot(places, months["value"], color=PALETTE["neutral"], marker="o")
    ax.axhline(dated.paid, color=PALETTE["accent"], lw=1.6)
    ax.text(0, dated.paid, f"paid: {dated.paid:,.0f}", color=PALETTE["accent"], va="bottom", weight="bold")
    ax.annotate(
        "market, monthly mean", (places[1], months["value"].iloc[1]), (10, -8), textcoords="offset points", va="top"
    )
    hits = [place for place, hit in zip(places, months["candidate"], strict=True) if hit]
    ax.scatter(hits, months["value"].iloc[hits], s=140, facecolor="none", edgecolor=PALETTE["accent"], lw=2, zorder=4)
    ax.set_xticks(places, [f"{pd.Timestamp(period + '-01'):%b}" for period in months["period"]])
    ax.set(ylabel="USD per troy ounce", xlabel=dated.period[:4])
    ax.yaxis.set_major_formatter("{x:,.0f}")
    best = next(lines_of(months.sort_values("gap", key=abs)))
    title = (
        f"The price paid fits {listing(spoken(p) for p in months.loc[months['candidate'], 'period'])}"
        if hits
        else f"The price paid is nearest to {spoken(best.period)}, {best.gap:+.1%}"
    )
    alt = (
        f"Line of the monthly gold price from {number(months['value'].iloc[0], 0)} to "
        f"{number(months['value'].iloc[-1], 0)} and a level line at the {number(dated.paid, 0)} paid."
    )
    note = "A mixture of months can give the same mean price; the download bounds how much came by each month."
    return Chart(fig, title, alt, months, rows, note, "gold-price")


def partner_table(table: pd.DataFrame, rows: pd.DataFrame, period: str) -> Table | None:
    """Gold in Azerbaijan's trade with each partner; None where nothing is known."""
    if table.empty:
        return None
    names = {"KAZ": "Kazakhstan", "KGZ": "Kyrgyzstan", "UZB": "Uzbekistan", "RUS": "Russia", "TUR": "Türkiye"}
    frame = table.assign(partner=table["partner"].replace(names)).drop(columns="rows")
    most = frame[frame["share"] > 0.4]
    title = f"Gold made up over two fifths of Azerbaijan's trade with {listing(most['partner']) or 'no partner'}"
    formats = {"turnover": ",.1f", "gold": ",.1f", "share": ".0%", "rest": ",.1f"}
    labels = {"rest": "without gold"}
    note = f"{spoken(period)}, Azerbaijan's statistics, {MILLION}."
    return Table(frame, title, formats, labels, rows, note, "gold-partners")

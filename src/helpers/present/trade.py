"""Figures and tables of trade: the mirror and the gold."""

import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.trade import COUNTRY, lines_of
from helpers.analysis.trade_gold import Dated, Parts
from helpers.evidence import year_before
from helpers.locale import COUNTRIES, Name, _, dashed, heads, n_, p_, short, short_month, spoken, together
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas, tick_numbers
from helpers.present.table import Table
from helpers.present.words import number

ROLE = {"azerbaijan": "az", "kazakhstan": "kz"}
HEADS = heads("gap", "ratio", "partner", "turnover", "gold", "share")


def named(pair: str) -> Name:
    """Name a pair of states.

    >>> str(named("AZE-UZB"))
    'Azerbaijan–Uzbekistan'
    """
    return dashed(pair)


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
        ax.text(1.01, place, number(ratio, 2), **beside)
    ax.text(1.01, -1, p_("column", "ratio"), color=PALETTE["muted"], **beside)
    edge = max(table["left_high"].max(), table["right_high"].max())
    edge *= 1.3 if table[["left", "right"]].iloc[0].max() > 0.75 * edge else 1.06  # room for the name
    ax.set_yticks(list(places), [str(spoken(period)) for period in table["period"]])
    ax.set(xlim=(0, edge), ylim=(len(table) - 0.4, -1.5), xlabel=_("Turnover, USD million"))
    ax.grid(visible=True, axis="x")
    ax.grid(visible=False, axis="y")
    first = spoken(table["period"].iloc[0])
    title = _("Azerbaijan's figure is between {low:.2f} and {high:.2f} times Kazakhstan's", low=low, high=high)
    if len(table) == 1:
        title = _("In {period} Azerbaijan's figure was {ratio:.2f} times Kazakhstan's", period=first, ratio=low)
    pairs = "; ".join(
        _(
            "{period}: Azerbaijan {left:,.0f}, Kazakhstan {right:,.0f}",
            period=spoken(line.period),
            left=line.left,
            right=line.right,
        )
        for line in lines_of(table)
    )
    alt = _("Pairs of dots, one pair a period: {pairs}.", pairs=pairs)
    note = _("Faint bars span sources that disagree. The two series are never joined.")
    return Chart(fig, title, alt, table.drop(columns=["start", "end"]), rows, note, "mirror")


def _name_dots(ax: Axes, table: pd.DataFrame) -> None:
    """Name the two dots of the first line, each on its outer side."""
    first = table.iloc[0]
    left_is_less = first["left"] < first["right"]
    for side, who, outer in (("left", "azerbaijan", left_is_less), ("right", "kazakhstan", not left_is_less)):
        ax.annotate(
            str(COUNTRY[who]), (first[side], 0), (-8 if outer else 8, 0), textcoords="offset points", va="center",
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
    title = _sums_title(len(frame), float(sums["ratio"].iloc[-1]), turns)
    labels = {
        "azerbaijan": str(COUNTRIES["AZE"]),
        "kazakhstan": str(COUNTRIES["KAZ"]),
        "sum_ratio": _("ratio of sums so far"),
    }
    formats = {"azerbaijan": ",.1f", "kazakhstan": ",.1f", "gap": "+,.1f", "ratio": ".2f", "sum_ratio": ".2f"}
    note = _("USD million; the gap is Azerbaijan less Kazakhstan.")
    return Table(frame, title, formats, labels, rows, note, "mirror-years")


def _sums_title(years: int, ratio: float, turns: int) -> str:
    """Say the ratio of the sums and, of more than one year, how often the gap changes its sign."""
    if years == 1:
        return _("Over the one whole year the ratio is {ratio:.2f}", ratio=ratio)
    if not turns:
        return _(
            "Added up over {years} whole years the ratio is {ratio:.2f}, and the gap never changes its sign",
            years=years, ratio=ratio,
        )  # fmt: skip
    if turns == 2:
        return _(
            "Added up over {years} whole years the ratio is {ratio:.2f}, and the gap changes its sign twice",
            years=years, ratio=ratio,
        )  # fmt: skip
    return n_(
        "Added up over {years} whole years the ratio is {ratio:.2f}, and the gap changes its sign once",
        "Added up over {years} whole years the ratio is {ratio:.2f}, and the gap changes its sign {n} times",
        turns, years=years, ratio=ratio,
    )  # fmt: skip


def gold_chart(parts: list[Parts], rows: pd.DataFrame) -> Chart | None:
    """Periods with their gold beside the same months a year before; None where nothing is known."""
    if not parts:
        return None
    fig, ax = canvas(height=1.2 + 0.9 * len(parts))
    for place, found in enumerate(parts):
        y = place * 2.4
        segments = ((0.0, found.rest, _("other goods"), "az"), (found.rest, found.gold.value, _("gold"), "accent"))
        for left, width, name, role in segments:
            ax.barh(y, width, left=left, color=PALETTE[role], height=0.8)
            ax.text(left + width / 2, y, f"{name} {number(width, 0)}", ha="center", va="center", color="white")
        ax.text(found.total.value + 6, y, number(found.total.value, 0), va="center")
        if found.before:
            before = found.before.interval
            ax.barh(y + 0.9, before.value, color=PALETTE["muted"], height=0.8, alpha=0.6)
            ax.text(before.value + 6, y + 0.9, _("{value:,.0f}, gold in it unknown", value=before.value), va="center")
    ticks = [place * 2.4 + step for place in range(len(parts)) for step in (0, 0.9)]
    names = [short(period) for found in parts for period in (found.period, year_before(found.period))]
    ax.set_yticks(ticks, names)
    ax.set(
        ylim=(max(ticks) + 0.7, -0.7),
        xlim=(0, max(p.total.value for p in parts) * 1.1),
        xlabel=p_("unit", "USD million"),
    )
    ax.grid(visible=False, axis="y")
    first = parts[0]
    title = _(
        "{share:.0%} of Azerbaijan's figure for {period} is gold of Kazakh origin",
        share=first.share, period=spoken(first.period),
    )  # fmt: skip
    data = pd.DataFrame(
        [(p.period, p.total.value, p.gold.value, p.rest, p.share, p.before.value if p.before else None) for p in parts],
        columns=["period", "turnover", "gold", "rest", "gold_share", "year_before"],
    )
    bars = "; ".join(
        _(
            "{period} {total:,.1f} of which gold {gold:,.1f}",
            period=spoken(p.period),
            total=p.total.value,
            gold=p.gold.value,
        )
        for p in parts
    )
    note = _("The year before follows from the growth that was stated.")
    return Chart(fig, title, _("Bars: {bars}.", bars=bars), data, rows, note, "gold")


def dating_chart(dated: Dated | None, rows: pd.DataFrame) -> Chart | None:
    """The price paid for the gold beside the market; None where it cannot be told."""
    if dated is None:
        return None
    months = dated.months
    fig, ax = canvas(height=3.4)
    places = list(range(len(months)))
    ax.plot(places, months["value"], color=PALETTE["neutral"], marker="o")
    ax.axhline(dated.paid, color=PALETTE["accent"], lw=1.6)
    ax.text(
        0, dated.paid, _("paid: {price:,.0f}", price=dated.paid), color=PALETTE["accent"], va="bottom", weight="bold"
    )
    ax.annotate(
        _("market, monthly mean"), (places[1], months["value"].iloc[1]), (10, -8), textcoords="offset points", va="top"
    )
    hits = [place for place, hit in zip(places, months["candidate"], strict=True) if hit]
    ax.scatter(hits, months["value"].iloc[hits], s=140, facecolor="none", edgecolor=PALETTE["accent"], lw=2, zorder=4)
    ax.set_xticks(places, [short_month(period) for period in months["period"]])
    ax.set(ylabel=p_("unit", "USD per troy ounce"), xlabel=dated.period[:4])
    ax.yaxis.set_major_formatter(tick_numbers(",.0f"))
    best = next(lines_of(months.sort_values("gap", key=abs)))
    title = _(
        "The price paid for the gold is nearest to that of {month}, {gap:+.1%}", month=spoken(best.period), gap=best.gap
    )
    if hits:
        fitting = together(spoken(period) for period in months.loc[months["candidate"], "period"])
        title = _("The price paid for the gold fits the market of {months}", months=fitting)
    alt = _(
        "Line of the monthly gold price from {first:,.0f} to {last:,.0f} and a level line at the {paid:,.0f} paid.",
        first=months["value"].iloc[0], last=months["value"].iloc[-1], paid=dated.paid,
    )  # fmt: skip
    note = _("A mixture of months can give the same mean price; the data bound how much had come by each month's end.")
    return Chart(fig, title, alt, months, rows, note, "gold-price")


def partner_table(table: pd.DataFrame, rows: pd.DataFrame, period: str) -> Table | None:
    """Gold in Azerbaijan's trade with each partner; None where nothing is known."""
    if table.empty:
        return None
    frame = table.assign(partner=[str(COUNTRIES[code]) for code in table["partner"]]).drop(columns="rows")
    most = table.loc[table["share"] > 0.4, "partner"]
    partners = together(COUNTRIES[code] for code in most) if len(most) else Name("no partner")
    title = _("Gold made up over two fifths of Azerbaijan's trade with {partners}", partners=partners)
    formats = {"turnover": ",.1f", "gold": ",.1f", "share": ".0%", "rest": ",.1f"}
    labels = {"rest": _("without gold")}
    note = _("{period}, Azerbaijan's statistics, USD million.", period=spoken(period))
    return Table(frame, title, formats, labels, rows, note, "gold-partners")

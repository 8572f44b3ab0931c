"""What the pair trades: the goods of which a value is known, as parts of turnover."""

import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.trade import lines_of
from helpers.analysis.trade_goods import GOODS, product_shares
from helpers.evidence import Evidence
from helpers.locale import Name, _, short, spoken
from helpers.parameters import Trade
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas, tick_numbers

ROLES = {"gold": "accent", "wheat from Kazakhstan": "kz", "non-oil exports of Azerbaijan": "az"}
"""Colours of goods: those of the state that sells them, and that of the gold in every figure of trade."""


def goods_chart(evidence: Evidence, parameters: Trade) -> Chart | None:
    """Parts of turnover whose goods are known, one bar a year; None where none is known."""
    shares = product_shares(evidence, parameters)
    if shares.empty:
        return None
    rows = evidence.rows(dict.fromkeys(row for ids in shares["rows"] for row in ids))
    table = longest_of_each_year(shares)
    periods = list(dict.fromkeys(table["period"]))
    fig, ax = canvas(height=1.0 + 0.7 * len(periods))
    for place, period in enumerate(periods):
        _bar(ax, place, table[table["period"] == period])
    ax.set_yticks(range(len(periods)), [short(period) for period in periods])
    ax.set(ylim=(len(periods) - 0.6, -0.65), xlim=(0, 1), xlabel=_("Share of turnover in Azerbaijan's statistics"))
    ax.xaxis.set_major_formatter(tick_numbers(".0%"))
    ax.grid(visible=False, axis="y")
    bars = "; ".join(
        _("{period}: {goods} {share:.0%}", period=spoken(line.period), goods=GOODS[line.goods], share=line.share)
        for line in lines_of(table)
    )
    alt = _("Bars of whole turnover, the parts whose goods are known: {bars}.", bars=bars)
    note = _("Not known: goods of which no value is published. Each bar is the longest part of its year that is known.")
    return Chart(fig, _title(table), alt, shares.drop(columns="rows"), rows, note, "goods")


def longest_of_each_year(shares: pd.DataFrame) -> pd.DataFrame:
    """Return the goods of the last period of each year, largest first."""
    years = shares["period"].str[:4]
    last = shares.groupby(years)["period"].transform("max")
    return shares[shares["period"] == last].sort_values(["period", "share"], ascending=[True, False], ignore_index=True)


def _bar(ax: Axes, place: int, parts: pd.DataFrame) -> None:
    """Draw what is known of one period, each part with its name above, and the rest pale."""
    left = 0.0
    for line in lines_of(parts):
        colour = PALETTE[ROLES[line.goods]]
        ax.barh(place, line.share, left=left, color=colour, height=0.5)
        name = _("{goods} {share:.0%}", goods=GOODS[line.goods], share=line.share)
        ax.text(left + 0.004, place - 0.28, name, ha="left", va="bottom", color=colour, fontsize=9)
        left += line.share
    ax.barh(place, 1 - left, left=left, color=PALETTE["muted"], alpha=0.25, height=0.5)
    rest = _("not known {share:.0%}", share=1 - left)
    ax.text(0.99, place, rest, ha="right", va="center", color=PALETTE["neutral"], fontsize=9)


def _title(table: pd.DataFrame) -> str:
    """Say how much of turnover has a name, and what most of it is where one of several goods is."""
    known = table.groupby("period")["share"].sum()
    best, most = str(known.idxmax()), float(known.max())
    parts = table[table["period"] == best]
    if len(known) == 1:
        return _("Goods are known by value for {most:.0%} of turnover in {period}", most=most, period=spoken(best))
    if len(parts) > 1 and parts["share"].iloc[0] > most / 2:
        goods: Name = GOODS[parts["goods"].iloc[0]]
        return _(
            "Goods are known by value for {least:.0%} to {most:.0%} of turnover, and most of the {most:.0%} of "
            "{period} is {goods}",
            least=known.min(), most=most, period=spoken(best), goods=goods,
        )  # fmt: skip
    return _(
        "Goods are known by value for {least:.0%} to {most:.0%} of turnover, most in {period}",
        least=known.min(), most=most, period=spoken(best),
    )  # fmt: skip

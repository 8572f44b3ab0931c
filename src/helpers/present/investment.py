"""Figures of mutual investment: the published sums, where they lead, who put in more, and the companies."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import YearLocator

from helpers.analysis.investment import DIRECTIONS
from helpers.analysis.investment_paths import Outlook
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, WHITE, canvas
from helpers.present.words import listing, number

NAMES = {"AZE": "Azerbaijan", "KAZ": "Kazakhstan"}


def between(low: float, high: float, digits: int | None = None) -> str:
    """Write two numbers as a range, or as one where they are the same.

    >>> between(204.0, 306.0), between(2.0, 2.04, 1)
    ('204 to 306', '2.0')
    """
    a, b = number(low, digits), number(high, digits)
    return a if a == b else f"{a} to {b}"


def sums_chart(known: dict[str, pd.DataFrame], goals: dict[str, float]) -> Chart | None:
    """Draw every published sum of both directions by the day it is about; None without any.

    Parameters
    ----------
    known
        :func:`helpers.analysis.investment.sums` by direction.
    goals
        The article's sums by direction, drawn as a line.
    """
    both = pd.concat([rows.assign(direction=key) for key, rows in known.items()], ignore_index=True)
    if both.empty:
        return None
    sizes = [max(len(rows), 1) for rows in known.values()]
    figure, axes = canvas(height=1.6 + 0.29 * sum(sizes), rows=2, sharex=True, height_ratios=sizes)
    reach = max(*goals.values(), *both["value"])
    for ax, (key, rows) in zip(axes, known.items(), strict=True):
        labels = [f"{told:%Y-%m-%d}, {family}" for told, family in zip(rows["told"], rows["family"], strict=True)]
        hollow = list(rows["own"])
        _rows_of_dots(ax, rows, labels, [PALETTE[key]] * len(rows), hollow, goals[key])
        ax.set(xlim=(0, reach * 1.18), ylabel=DIRECTIONS[key].label.replace(" in ", "\nin "))
        ax.yaxis.label.set(color=PALETTE[key], weight="bold")
    axes[1].set_xlabel("USD million")
    others = {key: rows[rows["measured"] & ~rows["own"]]["value"] for key, rows in known.items()}
    ranges = [
        f"{DIRECTIONS[key].label} at {between(values.min(), values.max())}"
        for key, values in others.items()
        if len(values)
    ]
    figures = listing(f"{goals[key]:g}" for key in goals)
    who = f"nobody but the president says {figures}" if both["own"].any() else f"the article says {figures}"
    title = f"Others put {listing(ranges)} million dollars; {who}" if ranges else f"Only bounds were known; {who}"
    alt = "Two panels of dots by day. " + " ".join(
        f"{DIRECTIONS[key].label}: "
        + listing(
            f"{'more than ' if r.bound == 'lower' else ''}{r.value:g} ({r.told:%Y-%m})" for r in rows.itertuples()
        )
        + "."
        for key, rows in known.items()
        if len(rows)
    )
    note = (
        "Each line is one published sum, by the day it stands for. Hollow: the article's own source. An arrow says "
        "'more than' and measures nothing."
    )
    data = both[["direction", "period", "family", "value", "unit", "bound", "teller", "source"]]
    return Chart(figure, title, alt, data, both, note, "investment-sums")


def _rows_of_dots(
    ax: Axes, rows: pd.DataFrame, labels: list[str], colours: list[str], hollow: list[bool], goal: float
) -> None:
    """One line a figure, newest below: its label at the axis, its value beside the dot, the article's as a line."""
    lines = zip(rows["value"], rows["bound"], colours, hollow, strict=True)
    for y, (value, bound, colour, open_) in enumerate(lines):
        floor = bound == "lower"
        ax.plot(value, y, ">" if floor else "o", color=colour, ms=7, mfc="white" if open_ or floor else colour)
        words = {"lower": "more than ", "about": "about "}.get(bound, "")
        ax.annotate(f"{words}{value:g}", (value, y), (9, 0), textcoords="offset points", va="center", fontsize=9,
                    color=colour, bbox=WHITE)  # fmt: skip
    ax.axvline(goal, color=PALETTE["bad"], lw=1, ls="--", zorder=1)
    ax.text(goal, -0.62, f"the article: {goal:g}", color=PALETTE["bad"], fontsize=8.7, ha="center", va="bottom",
            bbox=WHITE)  # fmt: skip
    ax.set_yticks(range(len(rows)), labels, fontsize=9)
    ax.set_ylim(len(rows) - 0.4, -1.25)
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")


def outlook_chart(outlooks: dict[str, Outlook], lag_months: int, level: float) -> Chart | None:
    """Draw the sums that name no first year, how old they may be, and where they lead by the article's day."""
    if not outlooks:
        return None
    figure, axes = canvas(height=3.9, columns=len(outlooks), squeeze=False)
    day = max(o.rows["told"].max() for o in outlooks.values())
    for ax, (key, o) in zip(axes[0], outlooks.items(), strict=True):
        _outlook_panel(ax, key, o, lag_months)
        ax.set_xlim(o.rows["told"].min() - pd.DateOffset(months=lag_months + 3), day + pd.DateOffset(months=30))
    parts = [f"{o.goal:g} ({o.direction.label}) in {o.reached:.0%} of the draws" for o in outlooks.values()]
    title = f"Continued at their own pace, the sums reach {listing(parts)}"
    alt = "Dots with bars of possible age, and a range at the article's day. " + " ".join(
        f"{o.direction.label}: {o.level.low:.0f} to {o.level.high:.0f}, middle {o.level.value:.0f}, the article "
        f"{o.goal:g}."
        for o in outlooks.values()
    )
    note = (
        f"Bars: a figure may be up to {lag_months} months old when told. Range: {level:.0%} of the draws in which the "
        "sum never falls."
    )
    data = pd.DataFrame(
        [(o.direction.label, o.level.low, o.level.value, o.level.high, o.pace.value, o.reached, o.goal)
         for o in outlooks.values()],
        columns=["direction", "low", "middle", "high", "pace_per_year", "share_reaching", "article"],
    )  # fmt: skip
    return Chart(figure, title, alt, data, pd.concat([o.rows for o in outlooks.values()]), note, "investment-outlook")


def _outlook_panel(ax: Axes, key: str, o: Outlook, lag_months: int) -> None:
    colour, rows = PALETTE[key], o.rows
    day = rows["told"].max() + pd.DateOffset(months=14)
    for row in rows.to_dict("records"):
        ax.plot([row["told"] - pd.DateOffset(months=lag_months), row["told"]], [row["value"]] * 2, color=colour, lw=2,
                alpha=0.35)  # fmt: skip
        ax.plot(row["told"], row["value"], "o", color=colour)
        ax.annotate(f"{row['value']:g}", (row["told"], row["value"]), (7, 0), fontsize=8.7,
                    textcoords="offset points", va="center", color=colour)  # fmt: skip
    ax.plot([day, day], [o.level.low, o.level.high], color=PALETTE["neutral"], lw=5, alpha=0.4, solid_capstyle="butt")
    ax.plot(day, o.level.value, "_", color=PALETTE["neutral"], ms=14, mew=2)
    ax.annotate(f"{o.level.value:.0f}\n({o.level.low:.0f} to {o.level.high:.0f})", (day, o.level.value), (9, 0),
                textcoords="offset points", fontsize=8.7, va="center")  # fmt: skip
    ax.plot(day, o.goal, "D", color=PALETTE["bad"], mfc="white", ms=7)
    ax.annotate(f"the article: {o.goal:g}", (day, o.goal), (-9, 0), textcoords="offset points", fontsize=8.7,
                ha="right", va="center", color=PALETTE["bad"])  # fmt: skip
    reach = max(o.goal, o.level.high, rows["value"].max()) - rows["value"].min()
    ax.set_ylim(rows["value"].min() - 0.15 * reach, max(o.goal, o.level.high) + 0.3 * reach)
    ax.set_ylabel("USD million")
    ax.text(0.02, 0.97, o.direction.label, transform=ax.transAxes, color=colour, weight="bold", va="top")
    ax.xaxis.set_major_locator(YearLocator())  # type: ignore[no-untyped-call]


def asymmetry_chart(pairs: pd.DataFrame, weighed: pd.DataFrame) -> Chart | None:
    """Draw how many times Azerbaijani capital exceeds Kazakh capital, source by source; None without a pair."""
    if pairs.empty:
        return None
    figure, ax = canvas(height=1.2 + 0.42 * len(pairs))
    for y, row in enumerate(pairs.to_dict("records")):
        floor = row["bound"] == "lower"
        colour = PALETTE["bad"] if row["own"] else PALETTE["az"]
        ax.plot([1, row["ratio"]], [y, y], color=colour, lw=1.5, alpha=0.5)
        ax.plot(
            row["ratio"], y, ">" if floor else "o", color=colour, mfc="white" if floor or row["own"] else colour, ms=7
        )
        text = f"{'more than ' if floor else ''}{row['ratio']:.2f}   ({row['az']:g} against {row['kz']:g})"
        ax.annotate(text, (row["ratio"], y), (9, 0), textcoords="offset points", va="center", fontsize=8.7)
    names = [f"{told:%Y-%m}, {family}" for told, family in zip(pairs["told"], pairs["family"], strict=True)]
    ax.set_yticks(range(len(pairs)), names, fontsize=9)
    ax.axvline(1, color=PALETTE["muted"], lw=0.8)
    ax.set(xlabel="Azerbaijani capital in Kazakhstan over Kazakh capital in Azerbaijan",
           xlim=(0.9, pairs["ratio"].max() + 1.3), ylim=(-0.6, len(pairs) - 0.4))  # fmt: skip
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    others = pairs[(pairs["bound"] == "") & ~pairs["own"]]
    shown = others if len(others) else pairs
    times = between(shown["ratio"].min(), shown["ratio"].max(), 1)
    who = "By other sources Azerbaijan" if len(others) else "Azerbaijan"
    title = f"{who} has put {times} times as much into Kazakhstan as came back"
    sources = list(pairs["source"])
    if len(weighed) == 2:
        ratio = weighed["percent"].iloc[0] / weighed["percent"].iloc[1]
        title += f", and {number(ratio, 1)} times as much against its GDP"
        sources += [s for used in weighed["sources"] for s in used]
    alt = (
        "Dots by source and basis: " + listing(f"{n} {r:.2f}" for n, r in zip(names, pairs["ratio"], strict=True)) + "."
    )
    note = "Both figures of a dot come from one source. An arrow marks a floor; hollow red is the article's own source."
    return Chart(figure, title, alt, pairs.drop(columns=["row_az", "row_kz"]), sources, note, "investment-asymmetry")


def shares_chart(shares: pd.DataFrame) -> Chart | None:
    """Draw the sums as shares of products, stocks and inflows on a scale of powers of ten; None without any."""
    if shares.empty:
        return None
    figure, ax = canvas(height=1.1 + 0.5 * len(shares))
    for y, row in enumerate(shares.to_dict("records")):
        colour = PALETTE[row["direction"]]
        ax.plot([row["low"], row["high"]], [y, y], color=colour, lw=5, alpha=0.35, solid_capstyle="butt")
        ax.plot(row["value"], y, "<" if row["limit"] else "o", color=colour, ms=7)
        text = f"{'below ' if row['limit'] else ''}{number(row['value'], 2)}"
        ax.annotate(text, (row["high"], y), (10, 0), textcoords="offset points", va="center", fontsize=9, color=colour)
    labels = [share.replace(": ", ":\n", 1) for share in shares["share"]]
    ax.set_yticks(range(len(shares)), labels, fontsize=8.5)
    for label, key in zip(ax.get_yticklabels(), shares["direction"], strict=True):
        label.set_color(PALETTE[key])
    ax.set(xscale="log", xlabel="percent", xlim=(shares["low"].min() / 1.5, shares["high"].max() * 2.2))
    ticks = [
        t for t in (0.01, 0.03, 0.1, 0.3, 1, 3, 10) if shares["low"].min() / 1.5 <= t <= shares["high"].max() * 2.2
    ]
    ax.set_xticks(ticks, [f"{t:g}" for t in ticks])
    ax.minorticks_off()
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    top = shares.iloc[-1]
    title = f"No sum exceeds {number(np.ceil(10 * top['high']) / 10, 1)} percent of any total it can be set against"
    alt = "Dots on a logarithmic scale: " + listing(
        f"{s} {v:.2f} percent" for s, v in zip(shares["share"], shares["value"], strict=True)
    ) + "."  # fmt: skip
    note = (
        "The bar spans the sums of other sources than the interview. Totals are on bases of their own, so a share "
        "tells the order of magnitude. An arrow marks a ceiling."
    )
    sources = sorted({s for used in shares["sources"] for s in used})
    data = shares.drop(columns=["rows", "sources"])
    return Chart(figure, title, alt, data, sources, note, "investment-shares")


def companies_chart(counts: pd.DataFrame, goal: float) -> Chart | None:
    """Draw the published counts of companies with Kazakh capital by status; None without any."""
    if counts.empty:
        return None
    figure, ax = canvas(height=1.2 + 0.3 * len(counts))
    colours = {"registered": PALETTE["accent"], "operating": PALETTE["good"], "not stated": PALETTE["kz"]}
    named = counts["status"].replace("not stated", "status not stated")
    labels = [f"{told:%Y-%m}, {status}" for told, status in zip(counts["told"], named, strict=True)]
    worn = [colours.get(status, PALETTE["muted"]) for status in counts["status"]]
    _rows_of_dots(ax, counts, labels, worn, [False] * len(counts), goal)
    ax.set(xlim=(0, max(goal, counts["value"].max()) * 1.2), xlabel="companies with Kazakh capital in Azerbaijan")
    best = counts.sort_values("value").iloc[-1]
    most = f"{'more than ' if best['bound'] == 'lower' else ''}{best['value']:g} ({best['told']:%Y-%m})"
    title = f"No other source puts the companies with Kazakh capital at {goal:g}; the most is {most}"
    if best["value"] >= goal:
        title = f"The most that was said of companies with Kazakh capital is {most}"
    alt = "Dots by day: " + listing(
        f"{'more than ' if b == 'lower' else ''}{v:g} {s} ({t:%Y-%m})"
        for v, s, t, b in zip(counts["value"], counts["status"], counts["told"], counts["bound"], strict=True)
    ) + f". The article: about {goal:g}."  # fmt: skip
    note = "An arrow says 'more than' and counts nothing."
    data = counts[["period", "status", "value", "bound", "teller", "source"]]
    return Chart(figure, title, alt, data, counts, note, "investment-companies")

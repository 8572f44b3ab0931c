"""Figures of mutual investment: the published sums, where they lead, who put in more, and the companies."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, YearLocator

from helpers.analysis.investment import DIRECTIONS, basis
from helpers.analysis.investment_paths import Outlook
from helpers.locale import Name, _, listing, p_, together
from helpers.present.chart import Chart
from helpers.present.investment_names import STATUS, STATUS_ALONE, between, bounded, floored, month, month_of_axis
from helpers.present.style import PALETTE, WHITE, canvas
from helpers.present.words import number


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
    sizes = [max(len(rows), 4) for rows in known.values()]  # room for the name of the direction
    figure, axes = canvas(height=1.6 + 0.29 * sum(sizes), rows=2, sharex=True, height_ratios=sizes)
    reach = max(*goals.values(), *both["value"])
    for ax, (key, rows) in zip(axes, known.items(), strict=True):
        labels = [
            _("{day:short}, {basis}", day=told, basis=basis(family))
            for told, family in zip(rows["told"], rows["family"], strict=True)
        ]
        hollow = list(rows["own"])
        _rows_of_dots(ax, rows, labels, [PALETTE[key]] * len(rows), hollow, goals[key])
        ax.set(xlim=(0, reach * 1.18), ylabel=str(DIRECTIONS[key].label).replace(" ", "\n", 1))
        ax.yaxis.label.set(color=PALETTE[key], weight="bold")
    axes[1].set_xlabel(p_("unit", "USD million"))
    title = _sums_title(known, goals, own=bool(both["own"].any()))
    panels = " ".join(
        _(
            "{direction}: {sums}.",
            direction=DIRECTIONS[key].label,
            sums=listing(
                Name("{value} ({month})", value=floored(value, bound), month=month(told))
                for value, bound, told in zip(rows["value"], rows["bound"], rows["told"], strict=True)
            ),
        )
        for key, rows in known.items()
        if len(rows)
    )
    alt = _("Two panels of dots by day. {panels}", panels=panels)
    note = _(
        "Each line is one published sum, by the day it stands for. Hollow: the article's own source. An arrow says "
        "'more than' and measures nothing."
    )
    data = both[["direction", "period", "family", "value", "unit", "bound", "teller", "source"]]
    return Chart(figure, title, alt, data, both, note, "investment-sums")


def _sums_title(known: dict[str, pd.DataFrame], goals: dict[str, float], *, own: bool) -> str:
    others = {key: rows[rows["measured"] & ~rows["own"]]["value"] for key, rows in known.items()}
    ranges = together(
        Name("{direction} at {range}", direction=DIRECTIONS[key].label, range=between(values.min(), values.max()))
        for key, values in others.items()
        if len(values)
    )
    figures = listing(bounded(goal, "") for goal in goals.values())
    who = Name("the article says {figures}", figures=figures)
    if own:
        who = Name("only the president says {figures}", figures=figures)
    if not str(ranges):
        return _("Only bounds were known; {who}", who=who)
    return _("Other sources put {ranges} million dollars; {who}", ranges=ranges, who=who)


def _rows_of_dots(
    ax: Axes, rows: pd.DataFrame, labels: list[str], colours: list[str], hollow: list[bool], goal: float
) -> None:
    """One line a figure, newest below: its label at the axis, its value beside the dot, the article's as a line."""
    lines = zip(rows["value"], rows["bound"], colours, hollow, strict=True)
    for y, (value, bound, colour, open_) in enumerate(lines):
        floor = bound == "lower"
        ax.plot(value, y, ">" if floor else "o", color=colour, ms=7, mfc="white" if open_ or floor else colour)
        ax.annotate(str(bounded(value, bound)), (value, y), (9, 0), textcoords="offset points", va="center", fontsize=9,
                    color=colour, bbox=WHITE)  # fmt: skip
    ax.axvline(goal, color=PALETTE["bad"], lw=1, ls="--", zorder=1)
    ax.text(goal, -0.62, _("the article: {goal:g}", goal=goal), color=PALETTE["bad"], fontsize=8.7, ha="center",
            va="bottom", bbox=WHITE)  # fmt: skip
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
    parts = listing(
        Name(
            "{goal:g} million ({direction}) in {share:.0%} of the draws", goal=o.goal, direction=o.direction.label,
            share=o.reached,
        )
        for o in outlooks.values()
    )  # fmt: skip
    title = _("Continued at their own pace, the sums reach {parts}", parts=parts)
    panels = " ".join(
        _(
            "{direction}: {low:.0f} to {high:.0f}, middle {middle:.0f}, the article {goal:g}.",
            direction=o.direction.label, low=o.level.low, high=o.level.high, middle=o.level.value, goal=o.goal,
        )
        for o in outlooks.values()
    )  # fmt: skip
    alt = _("Dots with bars of possible age, and a range at the article's day. {panels}", panels=panels)
    note = _(
        "Bars: a figure may be up to {months} months old when told. Range: {level:.0%} of the draws in which the sum "
        "never falls.",
        months=lag_months, level=level,
    )  # fmt: skip
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
        ax.annotate(str(bounded(row["value"], "")), (row["told"], row["value"]), (7, 0), fontsize=8.7,
                    textcoords="offset points", va="center", color=colour)  # fmt: skip
    ax.plot([day, day], [o.level.low, o.level.high], color=PALETTE["neutral"], lw=5, alpha=0.4, solid_capstyle="butt")
    ax.plot(day, o.level.value, "_", color=PALETTE["neutral"], ms=14, mew=2)
    reach_in_words = _(
        "{middle:.0f}\n({low:.0f} to {high:.0f})", middle=o.level.value, low=o.level.low, high=o.level.high
    )
    ax.annotate(reach_in_words, (day, o.level.value), (9, 0), textcoords="offset points", fontsize=8.7, va="center")
    ax.plot(day, o.goal, "D", color=PALETTE["bad"], mfc="white", ms=7)
    ax.annotate(_("the article: {goal:g}", goal=o.goal), (day, o.goal), (-9, 0), textcoords="offset points",
                fontsize=8.7, ha="right", va="center", color=PALETTE["bad"])  # fmt: skip
    reach = max(o.goal, o.level.high, rows["value"].max()) - rows["value"].min()
    ax.set_ylim(rows["value"].min() - 0.15 * reach, max(o.goal, o.level.high) + 0.3 * reach)
    ax.set_ylabel(p_("unit", "USD million"))
    ax.text(0.02, 0.97, str(o.direction.label), transform=ax.transAxes, color=colour, weight="bold", va="top")
    ax.xaxis.set_major_locator(YearLocator())  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_formatter(DateFormatter("%Y"))  # type: ignore[no-untyped-call]


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
        said = {"ratio": row["ratio"], "az": row["az"], "kz": row["kz"]}
        text = (
            _("more than {ratio:.2f}   ({az:g} against {kz:g})", **said)
            if floor
            else _("{ratio:.2f}   ({az:g} against {kz:g})", **said)
        )
        ax.annotate(text, (row["ratio"], y), (9, 0), textcoords="offset points", va="center", fontsize=8.7)
    names = [
        _("{month}, {basis}", month=month_of_axis(told), basis=basis(family))
        for told, family in zip(pairs["told"], pairs["family"], strict=True)
    ]
    ax.set_yticks(range(len(pairs)), names, fontsize=9)
    ax.axvline(1, color=PALETTE["muted"], lw=0.8)
    ax.set(xlabel=_("Azerbaijani capital in Kazakhstan over Kazakh capital in Azerbaijan"),
           xlim=(0.9, pairs["ratio"].max() + 1.3), ylim=(-0.6, len(pairs) - 0.4))  # fmt: skip
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    sources = [*pairs["source"], *(s for used in weighed["sources"] for s in used)]
    dots = listing(
        Name("{name} {ratio:.2f}", name=name, ratio=ratio) for name, ratio in zip(names, pairs["ratio"], strict=True)
    )
    alt = _("Dots by source and basis: {dots}.", dots=dots)
    note = _(
        "Both figures of a dot come from one source. An arrow marks a floor; a hollow dot is the article's own source."
    )
    title = _asymmetry_title(pairs, weighed)
    return Chart(figure, title, alt, pairs.drop(columns=["row_az", "row_kz"]), sources, note, "investment-asymmetry")


def _asymmetry_title(pairs: pd.DataFrame, weighed: pd.DataFrame) -> str:
    """Say how many times as much went one way, plainly and against the size of the investor's economy."""
    others = pairs[(pairs["bound"] == "") & ~pairs["own"]]
    shown = others if len(others) else pairs
    said: dict[str, Any] = {"times": between(shown["ratio"].min(), shown["ratio"].max(), 1)}
    if len(weighed) != 2 and len(others):
        return _("By other sources Azerbaijan has put {times} times as much into Kazakhstan as came back", **said)
    if len(weighed) != 2:
        return _("Azerbaijan has put {times} times as much into Kazakhstan as came back", **said)
    said["weighed"] = weighed["percent"].iloc[0] / weighed["percent"].iloc[1]
    return _(
        "By other sources Azerbaijan has put {times} times as much into Kazakhstan as came back, and {weighed:.1f} "
        "times as much against its GDP",
        **said,
    ) if len(others) else _(
        "Azerbaijan has put {times} times as much into Kazakhstan as came back, and {weighed:.1f} times as much "
        "against its GDP",
        **said,
    )  # fmt: skip


def shares_chart(shares: pd.DataFrame) -> Chart | None:
    """Draw the sums as shares of products, stocks and inflows on a scale of powers of ten; None without any."""
    if shares.empty:
        return None
    figure, ax = canvas(height=1.1 + 0.5 * len(shares))
    for y, row in enumerate(shares.to_dict("records")):
        colour = PALETTE[row["direction"]]
        ax.plot([row["low"], row["high"]], [y, y], color=colour, lw=5, alpha=0.35, solid_capstyle="butt")
        ax.plot(row["value"], y, "<" if row["limit"] else "o", color=colour, ms=7)
        text = _("below {share:.2f}", share=row["value"]) if row["limit"] else number(row["value"], 2)
        ax.annotate(text, (row["high"], y), (10, 0), textcoords="offset points", va="center", fontsize=9, color=colour)
    labels = [share.replace(": ", ":\n", 1) for share in shares["share"]]
    ax.set_yticks(range(len(shares)), labels, fontsize=8.5)
    for label, key in zip(ax.get_yticklabels(), shares["direction"], strict=True):
        label.set_color(PALETTE[key])
    ax.set(xscale="log", xlabel=p_("unit", "percent"), xlim=(shares["low"].min() / 1.5, shares["high"].max() * 2.2))
    ticks = [
        t for t in (0.01, 0.03, 0.1, 0.3, 1, 3, 10) if shares["low"].min() / 1.5 <= t <= shares["high"].max() * 2.2
    ]
    ax.set_xticks(ticks, [str(bounded(t, "")) for t in ticks])
    ax.minorticks_off()
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    top = shares.iloc[-1]
    title = _(
        "No sum exceeds {share:.1f} percent of any total it can be set against", share=np.ceil(10 * top["high"]) / 10
    )
    dots = listing(
        Name("{share} {percent:.2f} percent", share=share, percent=percent)
        for share, percent in zip(shares["share"], shares["value"], strict=True)
    )
    alt = _("Dots on a logarithmic scale: {dots}.", dots=dots)
    note = _(
        "Dot and number: the median of the sums of other sources than the interview; the bar spans them. Totals are on "
        "bases of their own, so a share tells the order of magnitude. An arrow marks a ceiling."
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
    labels = [
        _("{month}, {status}", month=month_of_axis(told), status=STATUS_ALONE[status])
        for told, status in zip(counts["told"], counts["status"], strict=True)
    ]
    worn = [colours.get(status, PALETTE["muted"]) for status in counts["status"]]
    _rows_of_dots(ax, counts, labels, worn, [False] * len(counts), goal)
    ax.set(xlim=(0, max(goal, counts["value"].max()) * 1.2), xlabel=_("companies with Kazakh capital in Azerbaijan"))
    best = counts.sort_values("value").iloc[-1]
    most = Name("{value} ({month})", value=floored(best["value"], best["bound"]), month=month(best["told"]))
    title = _(
        "No other source puts the companies with Kazakh capital at {goal:g}; the most is {most}", goal=goal, most=most
    )
    if best["value"] >= goal:
        title = _("The most that was said of companies with Kazakh capital is {most}", most=most)
    dots = listing(
        Name("{value} {status} ({month})", value=floored(v, bound), status=STATUS[status], month=month(told))
        for v, bound, status, told in zip(
            counts["value"], counts["bound"], counts["status"], counts["told"], strict=True
        )
    )
    alt = _("Dots by day: {dots}. The article: about {goal:g}.", dots=dots, goal=goal)
    note = _("An arrow says 'more than' and counts nothing.")
    data = counts[["period", "status", "value", "bound", "teller", "source"]]
    return Chart(figure, title, alt, data, counts, note, "investment-companies")

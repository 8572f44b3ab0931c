"""Figures of growth: what continues the oil that flowed, and what other flows did."""

import pandas as pd

from helpers.analysis.energy import METHOD, NARROW, WIDE, Goal, Precedent
from helpers.locale import _, n_, written
from helpers.present.chart import Chart
from helpers.present.energy import COLOURS, mt
from helpers.present.style import PALETTE, canvas


def chances_chart(table: pd.DataFrame, goal: Goal, sources: pd.DataFrame) -> Chart | None:
    """Draw the forecasts of the goal's year against the goal, by scope and method; None without any."""
    if table.empty:
        return None
    rows = table.iloc[::-1].reset_index(drop=True)
    figure, ax = canvas(height=1.4 + 0.38 * len(rows))
    for y, row in enumerate(rows.to_dict("records")):
        colour = PALETTE[COLOURS[row["scope"]]]
        ax.plot([row["low"] / 1000, row["high"] / 1000], [y, y], color=colour, lw=4, alpha=0.4)
        ax.plot(row["value"] / 1000, y, "o", color=colour, ms=7)
        ax.text(goal.kt / 1000 * 1.03, y, written(row["chance"], ".1%"), va="center", color=PALETTE["bad"])
    ax.axvline(goal.kt / 1000, color=PALETTE["bad"], lw=1.2, ls="--")
    ax.text(goal.kt / 1000 * 1.03, len(rows) - 0.4, _("chance of the goal"), color=PALETTE["bad"], fontsize=9)
    labels = {NARROW.key: _("pipeline"), WIDE.key: _("all to Azerbaijan")}
    ax.set_yticks(range(len(rows)), [f"{labels[r['scope']]}, {METHOD[r['method']]}" for r in rows.to_dict("records")])
    right = max(rows["high"].max(), 1.3 * goal.kt) / 1000
    ax.set(xlabel=_("Mt in {year}", year=goal.year), ylim=(-0.6, len(rows)), xlim=(0, right))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    best = rows["chance"].max()
    title = _(
        "Growth alone reaches {goal} Mt in {year} with a chance of at most {chance:.1f} percent",
        goal=mt(goal.kt), year=goal.year, chance=100 * best,
    )  # fmt: skip
    ranges = "; ".join(
        _(
            "{scope}, {method}: {value} ({low} to {high}), chance {chance:.1f} percent",
            scope=r["label"], method=METHOD[r["method"]], value=mt(r["value"]), low=mt(r["low"]), high=mt(r["high"]),
            chance=100 * r["chance"],
        )
        for r in rows.to_dict("records")
    )  # fmt: skip
    alt = _("Ranges of forecasts. {ranges}.", ranges=ranges)
    note = _(
        "Bars hold the share of simulated paths that the parameter level sets; they are wide because a few years of "
        "oil cannot give narrow ones."
    )
    return Chart(figure, title, alt, table.drop(columns="rows"), sources, note, "energy-chances")


def precedent_chart(found: Precedent | None, sources: pd.DataFrame) -> Chart | None:
    """Draw the growth of flows of oil over as many years, and the growth that the goal needs; None if unknown."""
    if found is None:
        return None
    cases = found.cases.assign(start_up=False)
    rows = pd.concat([cases, found.starts.assign(start_up=True)] if len(found.starts) else [cases], ignore_index=True)
    rows = rows[rows["factor"] > 0]
    order = list(rows.groupby("label")["factor"].max().sort_values().index)
    figure, ax = canvas(height=1.5 + 0.3 * len(order))
    for row in rows.to_dict("records"):
        y = order.index(row["label"])
        colour = PALETTE["muted" if row["start_up"] else "neutral"]
        ax.plot(row["factor"], y, "o", color=colour, ms=6, mfc="white" if row["start_up"] else colour, alpha=0.7)
    ax.axvline(found.needed, color=PALETTE["bad"], lw=1.2, ls="--")
    ax.text(
        found.needed,
        len(order) - 0.4,
        " " + _("needed: {needed:.1f} times", needed=found.needed),
        color=PALETTE["bad"],
        fontsize=9,
    )
    ax.axvline(1, color=PALETTE["muted"], lw=0.8)
    ax.set_xscale("log")
    ticks = [0.25, 0.5, 1, 2, 5, 10]
    ax.set_xticks(ticks, [written(t, "g") for t in ticks])
    ax.minorticks_off()
    ax.set_yticks(range(len(order)), list(map(str, order)))
    span = int(rows["end"].iloc[0] - rows["start"].iloc[0])
    before = n_("times the oil {n} year before", "times the oil {n} years before", span)
    ax.set(xlabel=before, ylim=(-0.6, len(order) + 0.2))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    title = _precedent_title(found, span)
    alt = _(
        "Dots of growth factors of {flows} flows of oil on a multiplying scale; the largest from no start-up is "
        "{top:.1f}; {starts} start-ups are hollow.",
        flows=len(order), top=found.cases["factor"].max(), starts=len(found.starts),
    )  # fmt: skip
    note = _(
        "Hollow: growth from so little oil that it is a start. Spans of one flow overlap and are no independent cases."
    )
    return Chart(figure, title, alt, rows.drop(columns="rows"), sources, note, "energy-precedents")


def _precedent_title(found: Precedent, span: int) -> str:
    reached = int((found.cases["factor"] >= found.needed).sum())
    if not reached:
        return n_(
            "None of {all} spans of {n} year grew as the goal needs, {needed:.1f} times",
            "None of {all} spans of {n} years grew as the goal needs, {needed:.1f} times",
            span, all=len(found.cases), needed=found.needed,
        )  # fmt: skip
    return n_(
        "{reached} of {all} spans of {n} year grew as the goal needs, {needed:.1f} times",
        "{reached} of {all} spans of {n} years grew as the goal needs, {needed:.1f} times",
        span, reached=reached, all=len(found.cases), needed=found.needed,
    )  # fmt: skip

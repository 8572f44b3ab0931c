"""Figures of the oil itself: what flowed, what was promised, what growth the goal needs."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.energy import NARROW, WIDE, Goal, Precedent
from helpers.models.interval import Interval
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import listing, number

COLOURS = {"narrow": "kz", "wide": "az"}
"""Colour of a scope."""


def mt(kt: float, digits: int | None = None) -> str:
    """Thousand tonnes as million tonnes.

    >>> mt(7000.0), mt(1392.0)
    ('7', '1.39')
    """
    return number(round(kt / 1000, 2), digits)


def flows_chart(years: Mapping[str, pd.DataFrame], goal: Goal) -> Chart | None:
    """Draw both scopes by year, and the goal; None without any oil.

    Parameters
    ----------
    years
        By key of the scope, from :func:`helpers.analysis.energy.yearly`.
    """
    shown = pd.concat(list(years.values()), ignore_index=True)
    if shown.empty:
        return None
    figure, ax = canvas(height=3.9)
    for key, frame in years.items():
        _scope(ax, frame, key)
    ax.plot(goal.year, goal.kt / 1000, "*", color=PALETTE["bad"], ms=13)
    ax.annotate(f"goal, {mt(goal.kt)}", (goal.year, goal.kt / 1000), (-10, 0), textcoords="offset points",
                ha="right", va="center", color=PALETTE["bad"])  # fmt: skip
    first = int(shown["year"].min())
    ax.set(ylabel="Mt a year", xlim=(first - 0.7, goal.year + 1.3), ylim=(0, 1.12 * goal.kt / 1000))
    ax.set_xticks(range(first - first % 2 + 2, goal.year + 1, 3))
    own = years[NARROW.key]
    last = (own if len(own) else shown).iloc[-1]
    where = "the pipeline took" if len(own) else "Azerbaijan received"
    times = goal.kt / last["value"] if last["value"] > 0 else np.inf
    title = (
        f"In {last['year']} {where} {mt(last['value'])} Mt of Kazakh oil"
        + (", at the pace of its first months" if last["pace"] else "")
        + (f"; the goal for {goal.year} is {number(times, 1)} times that" if np.isfinite(times) else "")
    )  # fmt: skip
    alt = f"Dots by year in million tonnes. {_spoken(years)} A star marks the goal of {mt(goal.kt)} in {goal.year}."
    note = (
        "Into the pipeline: oil that enters Baku-Tbilisi-Ceyhan. All shipped to Azerbaijan: from Aktau to any port, "
        "for refining too. Hollow: a year carried on at the pace of its first months. A bar is the range of all "
        "published figures. Years without a dot have no published figure, which is not nought."
    )
    sources = sorted({s for used in shown["sources"] for s in used})
    data = shown.drop(columns=["rows", "sources"])
    return Chart(figure, title, alt, data, sources, note, "energy-flows")


def _scope(ax: Axes, frame: pd.DataFrame, key: str) -> None:
    colour = PALETTE[COLOURS[key]]
    shift = 0.0 if key == NARROW.key else 0.18
    for row in frame.to_dict("records"):
        x = row["year"] + shift
        ax.plot([x, x], [row["low"] / 1000, row["high"] / 1000], color=colour, lw=3, alpha=0.4)
        ax.plot(x, row["value"] / 1000, "o", color=colour, ms=7, mfc="white" if row["pace"] else colour)
    if len(frame):
        label = NARROW.label if key == NARROW.key else WIDE.label
        place = frame.sort_values("value").iloc[-1]
        above = key == WIDE.key
        x = float(place["year"]) if above else float(frame["year"].iloc[0])
        y = (place["high"] if above else frame["high"].iloc[0]) / 1000
        ax.annotate(label, (x, y), (0, 8), textcoords="offset points", color=colour,
                    ha="right" if above else "left")  # fmt: skip


def _spoken(years: Mapping[str, pd.DataFrame]) -> str:
    labels = {NARROW.key: "Into the pipeline", WIDE.key: "All shipped to Azerbaijan"}
    return " ".join(
        f"{labels[key]}: " + listing(f"{row['year']} {mt(row['value'])}" for row in frame.to_dict("records")) + "."
        for key, frame in years.items()
        if len(frame)
    )


def promises_chart(promises: pd.DataFrame, scored: pd.DataFrame, goal: Goal) -> Chart | None:
    """Draw every promise beside what came: those for a named year, and those without; None without an outcome.

    Parameters
    ----------
    promises, scored
        From :mod:`helpers.analysis.energy_targets`.
    """
    dated = scored[scored["series"] == NARROW.series]
    told = pd.DataFrame({
        "said": dated["first_published"], "target": dated["target"], "came": dated["outcome"],
        "label": "for " + dated["period"], "source": dated["source"],
    })  # fmt: skip
    loose = pd.DataFrame({
        "said": promises["said"], "target": promises["target"], "came": promises["best"],
        "label": "no year", "source": promises["source"],
    })  # fmt: skip
    rows = pd.concat([f for f in (told, loose) if len(f)] or [told]).sort_values(["said", "target"], ignore_index=True)
    judged = rows[rows["came"].notna()]
    if judged.empty:
        return None
    figure, ax = canvas(height=1.2 + 0.25 * len(rows))
    for i, row in enumerate(rows.to_dict("records")):
        y = len(rows) - 1 - i
        ax.plot(row["target"] / 1000, y, "D", color=PALETTE["accent"], ms=6)
        if np.isfinite(row["came"]):
            ax.plot([row["came"] / 1000, row["target"] / 1000], [y, y], color=PALETTE["muted"], lw=1.2, zorder=1)
            ax.plot(row["came"] / 1000, y, "o", color=PALETTE["kz"], ms=6)
        beyond = max(row["target"], row["came"] if np.isfinite(row["came"]) else 0.0)
        ax.annotate(mt(row["target"]), (beyond / 1000, y), (8, 0), textcoords="offset points", va="center",
                    color=PALETTE["accent"], fontsize=8.8)  # fmt: skip
    first = judged.index[0]
    for word, column, role in (("came", "came", "kz"), ("promised", "target", "accent")):
        ax.annotate(word, (rows.loc[first, column] / 1000, len(rows) - 1 - first), (0, 6), ha="center", va="bottom",
                    textcoords="offset points", color=PALETTE[role], fontsize=8.8)  # fmt: skip
    ax.axvline(goal.kt / 1000, color=PALETTE["bad"], lw=1, ls="--")
    ax.text(goal.kt / 1000, len(rows) - 0.2, f" {mt(goal.kt)} Mt", color=PALETTE["bad"], fontsize=8.8)
    ax.set_xscale("log")
    ax.set_xticks([1, 2, 5, 10, 25], ["1", "2", "5", "10", "25"])
    ax.minorticks_off()
    names = [f"{row['said']:%Y-%m}, {row['label']}" for row in rows.to_dict("records")]
    ax.set_yticks(range(len(rows)), names[::-1], fontsize=8.8)
    ax.set(xlabel="Mt a year, each step a multiple", xlim=(0.85, 38), ylim=(-0.7, len(rows) + 0.5))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    met = int((judged["came"] >= 0.98 * judged["target"]).sum())
    title = f"Of {len(judged)} promises for the pipeline since {rows['said'].dt.year.min()}, {met or 'none'} came true"
    alt = f"Pairs of dots on a multiplying scale. {_pairs(rows)}"
    note = (
        "Diamond: what was promised. Dot: what came, in the year named, or the best year since where no year was "
        "named. No dot: no year has ended since. The lower end of a range is taken."
    )
    return Chart(figure, title, alt, rows.drop(columns="source"), rows, note, "energy-promises")


def _pairs(rows: pd.DataFrame) -> str:
    said = []
    for row in rows.to_dict("records"):
        came = mt(row["came"]) if np.isfinite(row["came"]) else "nothing yet"
        said.append(f"{row['said']:%Y-%m} {row['label']}: {mt(row['target'])}, came {came}")
    return "; ".join(said) + "."


def scored_table(scored: pd.DataFrame) -> Table | None:
    """List the targets for a named year with their outcomes; None without any."""
    if scored.empty:
        return None
    labels = {NARROW.series: NARROW.label, WIDE.series: WIDE.label}
    frame = pd.DataFrame({
        "scope": scored["series"].map(labels), "year": scored["period"].astype(int),
        "first": scored["first_published"], "target": scored["target"], "outcome": scored["outcome"],
        "ratio": scored["ratio"], "met": scored["met"], "ahead": scored["ahead"],
    })  # fmt: skip
    title = f"{int(scored['met'].sum())} of {len(scored)} targets for a named year were met"
    formats = {"target": ",.0f", "outcome": ",.0f", "ratio": ".2f"}
    heads = {"first": "first told", "target": "target, kt", "outcome": "outcome, kt", "ahead": "told a quarter ahead"}
    return Table(frame, title, formats, heads, scored)


def open_table(rows: pd.DataFrame, worth: Interval | None) -> Table | None:
    """List the targets still open, with what they come to at the usual worth; None without any."""
    if rows.empty:
        return None
    frame = rows.drop(columns="source").assign(period=rows["period"].astype(int)).rename(columns={"period": "year"})
    scale = f"; a target has been worth {number(worth.value, 2)} of its figure" if worth else ""
    formats = {"target": ",.0f", "discounted": ",.0f", "low": ",.0f", "high": ",.0f"}
    heads = {"first_published": "first told", "target": "target, kt", "discounted": "at the usual worth, kt"}
    return Table(frame, f"{len(rows)} targets are open{scale}", formats, heads, rows)


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
        ax.text(goal.kt / 1000 * 1.03, y, f"{100 * row['chance']:.1f}%", va="center", color=PALETTE["bad"])
    ax.axvline(goal.kt / 1000, color=PALETTE["bad"], lw=1.2, ls="--")
    ax.text(goal.kt / 1000 * 1.03, len(rows) - 0.4, "chance of the goal", color=PALETTE["bad"], fontsize=9)
    labels = {NARROW.key: "pipeline", WIDE.key: "all to Azerbaijan"}
    ax.set_yticks(range(len(rows)), [f"{labels[r['scope']]}, {r['method']}" for r in rows.to_dict("records")])
    ax.set(xlabel=f"Mt in {goal.year}", ylim=(-0.6, len(rows)), xlim=(0, max(rows["high"].max(), 1.3 * goal.kt) / 1000))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    best = rows["chance"].max()
    title = (
        f"Growth alone reaches {mt(goal.kt)} Mt in {goal.year} with a chance of at most {number(100 * best, 1)} percent"
    )
    alt = "Ranges of forecasts. " + "; ".join(
        f"{r['label']}, {r['method']}: {mt(r['value'])} ({mt(r['low'])} to {mt(r['high'])}), "
        f"chance {100 * r['chance']:.1f} percent" for r in rows.to_dict("records")
    ) + "."  # fmt: skip
    note = (
        "Bars hold the share of the paths asked for; they are wide because three years of oil cannot give narrow ones."
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
    ax.text(found.needed, len(order) - 0.4, f" needed: {found.needed:.1f} times", color=PALETTE["bad"], fontsize=9)
    ax.axvline(1, color=PALETTE["muted"], lw=0.8)
    ax.set_xscale("log")
    ticks = [0.25, 0.5, 1, 2, 5, 10]
    ax.set_xticks(ticks, [f"{t:g}" for t in ticks])
    ax.minorticks_off()
    ax.set_yticks(range(len(order)), order)
    span = int(rows["end"].iloc[0] - rows["start"].iloc[0])
    ax.set(xlabel=f"times the oil {span} years before", ylim=(-0.6, len(order) + 0.2))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    reached = int((found.cases["factor"] >= found.needed).sum())
    title = f"{reached} of {len(found.cases)} spans of {span} years grew as the goal needs, {found.needed:.1f} times"
    alt = (
        f"Dots of growth factors of {len(order)} flows of oil on a multiplying scale; the largest from no start-up is "
        f"{found.cases['factor'].max():.1f}; {len(found.starts)} start-ups are hollow."
    )
    note = (
        "Hollow: growth from so little oil that it is a start. Spans of one flow overlap and are no independent cases."
    )
    return Chart(figure, title, alt, rows.drop(columns="rows"), sources, note, "energy-precedents")

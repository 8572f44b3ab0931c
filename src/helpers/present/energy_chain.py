"""Figures of the chain and of the ships."""

import numpy as np
import pandas as pd

from helpers.analysis.energy import Goal
from helpers.analysis.energy_chain import Binding, Blend
from helpers.present.chart import Chart
from helpers.present.energy import mt
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import number


def chain_chart(chain: pd.DataFrame, binding: Binding | None, goal: Goal) -> Chart | None:
    """Draw what every place of the chain can take, in the order of the way; None where nothing is known.

    Parameters
    ----------
    chain
        From :func:`helpers.analysis.energy_chain.links`.
    """
    if binding is None:
        return None
    rows = chain.iloc[::-1].reset_index(drop=True)
    figure, ax = canvas(height=1.1 + 0.42 * len(rows))
    beyond = goal.kt / 1000 + 0.4  # no word lies under the line of the goal
    for y, row in enumerate(rows.to_dict("records")):
        if not np.isfinite(row["value"]):
            ax.text(beyond, y, row["how"], va="center", color=PALETTE["muted"], fontsize=9)
            continue
        open_ = "muted" if row["low"] < goal.kt else "good"
        colour = PALETTE["bad" if row["high"] < goal.kt else open_]
        ax.barh(y, row["value"] / 1000, height=0.55, color=colour, alpha=0.85)
        if row["high"] > row["low"]:
            ax.plot([row["low"] / 1000, row["high"] / 1000], [y, y], color=PALETTE["neutral"], lw=2)
        end = max(row["high"] / 1000 + 0.4, beyond)
        ax.text(end, y, f"{mt(row['value'], 1)}, {row['how']}", va="center", fontsize=9)
    ax.axvline(goal.kt / 1000, color=PALETTE["bad"], lw=1.2, ls="--")
    ax.text(goal.kt / 1000, len(rows) - 0.45, f" goal {mt(goal.kt)}", color=PALETTE["bad"], fontsize=9)
    ax.set_yticks(range(len(rows)), rows["name"])
    ax.set(xlabel="Mt a year for Kazakh oil on this way", ylim=(-0.6, len(rows)))
    ax.set_xlim(0, 1.45 * float(np.nanmax([*rows["high"], goal.kt])) / 1000)
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    title = (
        f"The narrowest is the {binding.place}, {mt(binding.size.value, 1)} Mt a year; "
        f"{len(binding.short)} places or limits are short of {mt(goal.kt)} Mt"
    )
    alt = "Bars in the order of the way: " + "; ".join(
        f"{r['name']} {mt(r['value'], 1) if np.isfinite(r['value']) else 'unknown'}" for r in chain.to_dict("records")
    ) + "."  # fmt: skip
    note = (
        "A line is the range of published or simulated figures; grey: it holds the goal. The two terminals lie side by "
        "side and add up."
    )
    sources = sorted({s for used in chain["sources"] for s in used})
    return Chart(figure, title, alt, chain.drop(columns=["rows", "sources"]), sources, note, "energy-chain")


def water_chart(table: pd.DataFrame, ships: int, goal: Goal, sources: pd.DataFrame) -> Chart | None:
    """Draw what the known fleet carries and the ships that the goal needs, by level of the sea; None if unknown."""
    if table.empty:
        return None
    figure, axes = canvas(height=3.3, columns=2, width_ratios=[3, 2])
    places = np.arange(len(table))
    left, right = axes
    for x, row in zip(places, table.to_dict("records"), strict=True):
        left.bar(x, row["value"] / 1000, width=0.6, color=PALETTE["kz"], alpha=0.85)
        left.plot([x, x], [row["low"] / 1000, row["high"] / 1000], color=PALETTE["neutral"], lw=2)
        left.text(x, row["low"] / 2000, mt(row["value"], 1), ha="center", color="white", fontsize=9.5)
        count = int(row["needed"])
        right.bar(x, count, width=0.6, color=PALETTE["accent"], alpha=0.85)
        right.text(x, count + 0.3, str(count) if count else "berths\nforbid it", ha="center", va="bottom", fontsize=9)
    left.axhline(goal.kt / 1000, color=PALETTE["bad"], lw=1.2, ls="--")
    left.text(
        len(table) - 0.6, goal.kt / 1000 + 0.1, f"goal {mt(goal.kt)}", color=PALETTE["bad"], ha="right", fontsize=9
    )
    right.axhline(ships, color=PALETTE["kz"], lw=1.2, ls="--")
    right.text(len(table) - 0.6, ships + 0.3, f"{ships} known", color=PALETTE["kz"], ha="right", fontsize=9)
    names = [
        str(w).replace(" lower", "\nlower").replace("today's ", "today's\n").replace("full ", "full\n")
        for w in table["water"]
    ]
    for ax in axes:
        ax.set_xticks(places, names, fontsize=8.8)
    left.set(ylabel=f"Mt a year by {ships} ships", ylim=(0, 1.15 * max(goal.kt, table["high"].max()) / 1000))
    right.set(ylabel=f"ships for {mt(goal.kt)} Mt", ylim=(0, 1.25 * max(float(table["needed"].max()), ships)))
    today, lowest = table[table["change"] == 0].iloc[0], table.iloc[-1]
    title = (
        f"{ships} ships would carry {mt(today['value'], 1)} Mt a year at today's water and {mt(lowest['value'], 1)} "
        f"with the sea {lowest['water']}"
    )
    alt = "Bars by water. " + "; ".join(
        f"{r['water']}: {mt(r['value'], 1)} Mt, {int(r['needed']) or 'more than the berths can serve'} ships needed"
        for r in table.to_dict("records")
    ) + "."  # fmt: skip
    note = (
        "A discrete-event simulation of a year: ships queue for berths and for the weather. All ships are taken to do "
        "nothing else, so this is the most they could carry."
    )
    return Chart(figure, title, alt, table, sources, note, "energy-water")


def sensitivity_table(table: pd.DataFrame, goal: Goal) -> Table | None:
    """List what one changed assumption does to the fleet; None where it is unknown."""
    if table.empty:
        return None
    enough = table[table["value"] >= goal.kt]
    title = f"The known ships suffice for {mt(goal.kt)} Mt under {len(enough)} of {len(table)} sets of assumptions"
    frame = table.assign(needed=table["needed"].astype(float).where(table["needed"] > 0))
    heads = {"change": "one thing changed", "value": "carried, kt a year", "needed": "ships for the goal"}
    note = "A dash: the berths cannot serve the goal with any number of ships."
    return Table(frame, title, {"value": ",.0f", "needed": ".0f"}, heads, None, note)


def needs_table(needs: pd.DataFrame, blend: Blend | None, sources: pd.DataFrame) -> Table | None:
    """List what the goal asks of rail, sea and blend, beside what is; None where nothing is known."""
    rows = [(r["what"], r["now"], r["goal"], r["unit"]) for r in needs.to_dict("records")]
    if blend:
        rows.append(
            (f"Kazakh oil in the pipe, {blend.year}", 100 * blend.now, 100 * blend.at_goal, "percent of the blend")
        )
    if not rows:
        return None
    frame = pd.DataFrame(rows, columns=["what", "now", "goal", "unit"])
    first = frame.iloc[0]
    title = (
        f"The goal asks for {number(first['goal'], 0)} {first['what']} {first['unit']}, where there are "
        f"{number(first['now'], 0)} now"
    )
    return Table(frame, title, {"now": ",.1f", "goal": ",.1f"}, {"goal": "at the goal"}, sources)

"""Figures of the chain and of the ships."""

import textwrap
from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.energy import Goal
from helpers.analysis.energy_chain import PLACES, Binding, Blend
from helpers.locale import Name, _, heads, n_
from helpers.present.chart import Chart
from helpers.present.energy import mt
from helpers.present.style import PALETTE, WHITE, canvas
from helpers.present.table import Table

HEADS = heads("what", "now", "unit")


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
            ax.text(beyond, y, str(row["how"]), va="center", color=PALETTE["muted"], fontsize=9)
            continue
        open_ = "muted" if row["low"] < goal.kt else "good"
        colour = PALETTE["bad" if row["high"] < goal.kt else open_]
        ax.barh(y, row["value"] / 1000, height=0.55, color=colour, alpha=0.85)
        if row["high"] > row["low"]:
            ax.plot([row["low"] / 1000, row["high"] / 1000], [y, y], color=PALETTE["neutral"], lw=2)
        end = max(row["high"] / 1000 + 0.4, beyond)
        ax.text(end, y, f"{mt(row['value'], 1)}: {row['how']}", va="center", fontsize=9)
    ax.axvline(goal.kt / 1000, color=PALETTE["bad"], lw=1.2, ls="--")
    ax.text(
        goal.kt / 1000, len(rows) - 0.45, " " + _("goal {goal}", goal=mt(goal.kt)), color=PALETTE["bad"], fontsize=9
    )
    ax.set_yticks(range(len(rows)), [str(PLACES[name]) for name in rows["name"]])
    ax.set(xlabel=_("Mt a year for Kazakh oil on this way"), ylim=(-0.6, len(rows)))
    ax.set_xlim(0, 1.45 * float(np.nanmax([*rows["high"], goal.kt])) / 1000)
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    title = n_(
        "Lowest is the limit of the {place}, {size} Mt a year; {n} place or limit of {all} falls short of {goal} Mt",
        "Lowest is the limit of the {place}, {size} Mt a year; {n} of {all} places and limits fall short of {goal} Mt",
        len(binding.short), all=len(chain), place=PLACES[binding.place], size=mt(binding.size.value, 1),
        goal=mt(goal.kt),
    )  # fmt: skip
    bars = "; ".join(
        f"{PLACES[r['name']]} {mt(r['value'], 1) if np.isfinite(r['value']) else Name('unknown')}"
        for r in chain.to_dict("records")
    )
    alt = _("Bars in the order of the way: {bars}.", bars=bars)
    note = _(
        "A line is the range of published or simulated figures; one that crosses the goal leaves open whether the "
        "place suffices. The two terminals lie side by side and add up."
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
        if count:  # inside its bar, where the line of the known ships does not cross it
            right.text(x, count / 2, str(count), ha="center", color="white", fontsize=9.5)
        else:
            right.text(x, 0.3, _("berths\nforbid it"), ha="center", va="bottom", fontsize=9, bbox=WHITE)
    left.axhline(goal.kt / 1000, color=PALETTE["bad"], lw=1.2, ls="--")
    _named(left, len(table) - 0.6, goal.kt / 1000, _("goal {goal}", goal=mt(goal.kt)), "bad")
    right.axhline(ships, color=PALETTE["kz"], lw=1.2, ls="--")
    _named(right, len(table) - 0.6, ships, _("{ships} known", ships=ships), "kz")
    names = [textwrap.fill(str(water), 9, break_long_words=False) for water in table["water"]]
    for ax in axes:
        ax.set_xticks(places, names, fontsize=8.8)
    carried = n_("Mt a year by {n} ship", "Mt a year by {n} ships", ships)
    left.set(ylabel=carried, ylim=(0, 1.15 * max(goal.kt, table["high"].max()) / 1000))
    right.set(
        ylabel=_("ships for {goal} Mt", goal=mt(goal.kt)), ylim=(0, 1.25 * max(float(table["needed"].max()), ships))
    )
    today, lowest = table[table["change"] == 0].iloc[0], table.iloc[-1]
    title = n_(
        "{n} ship would carry {now} Mt a year at today's water and {low} with the sea {water}",
        "{n} ships would carry {now} Mt a year at today's water and {low} with the sea {water}",
        ships, now=mt(today["value"], 1), low=mt(lowest["value"], 1), water=lowest["water"],
    )  # fmt: skip
    alt = _("Bars by water. {bars}.", bars="; ".join(_water(r) for r in table.to_dict("records")))
    note = _(
        "A discrete-event simulation of a year: ships queue for berths and for the weather. All ships are taken to do "
        "nothing else, so this is the most they could carry."
    )
    return Chart(figure, title, alt, table, sources, note, "energy-water")


def _named(ax: Axes, x: float, y: float, name: str, role: str) -> None:
    """Name a level line above its right end, clear of the line itself."""
    ax.annotate(name, (x, y), (0, 4), textcoords="offset points", color=PALETTE[role], ha="right", va="bottom",
                fontsize=9)  # fmt: skip


def _water(row: dict[Hashable, Any]) -> str:
    said = {"water": row["water"], "size": mt(row["value"], 1)}
    if not row["needed"]:
        return _("{water}: {size} Mt, more ships needed than the berths can serve", **said)
    return n_("{water}: {size} Mt, {n} ship needed", "{water}: {size} Mt, {n} ships needed", int(row["needed"]), **said)


def sensitivity_table(table: pd.DataFrame, goal: Goal) -> Table | None:
    """List what one changed assumption does to the fleet; None where it is unknown."""
    if table.empty:
        return None
    enough = table[table["value"] >= goal.kt]
    title = _(
        "The known ships suffice for {goal} Mt under {enough} of {all} sets of assumptions",
        goal=mt(goal.kt), enough=len(enough), all=len(table),
    )  # fmt: skip
    frame = table.assign(value=table["value"] / 1000, needed=table["needed"].astype(float).where(table["needed"] > 0))
    labels = {
        "change": _("one thing changed"), "value": _("carried, Mt a year"), "needed": _("ships for the goal"),
    }  # fmt: skip
    note = _("A dash: the berths cannot serve the goal with any number of ships.")
    return Table(frame, title, {"value": ".2f", "needed": ".0f"}, labels, None, note)


def needs_table(needs: pd.DataFrame, blend: Blend | None, sources: pd.DataFrame) -> Table | None:
    """List what the goal asks of rail, sea and blend, beside what is; None where nothing is known."""
    rows = [(r["what"], r["now"], r["goal"], r["unit"]) for r in needs.to_dict("records")]
    if blend:
        what, unit = Name("Kazakh oil in the pipe, {year}", year=blend.year), Name("percent of the blend")
        rows.append((what, 100 * blend.now, 100 * blend.at_goal, unit))
    if not rows:
        return None
    frame = pd.DataFrame(rows, columns=["what", "now", "goal", "unit"])
    first = frame.iloc[0]
    title = _(
        "The goal asks for {goal:,.0f} {what} {unit}, where there are {now:,.0f} now",
        goal=first["goal"], what=first["what"], unit=first["unit"], now=first["now"],
    )  # fmt: skip
    return Table(frame, title, {"now": ",.1f", "goal": ",.1f"}, {"goal": _("at the goal")}, sources)

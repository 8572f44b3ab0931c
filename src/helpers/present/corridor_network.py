"""Figures and tables of the corridor's rivals and of its narrowest place."""

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from helpers.analysis.corridor_network import MIDDLE, NORTH, SEA, Way
from helpers.models.network import Flow
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, WHITE, canvas
from helpers.present.table import Table
from helpers.present.words import listing, number

NAMES = {"xian": "Xi'an", "chongqing": "Chongqing", "khorgos": "Khorgos", "almaty": "Almaty", "duisburg": "Duisburg",
         "constanta": "Constanta", "istanbul": "Istanbul", "poti": "Poti"}  # fmt: skip
"""Names of the ends that a run may ask for."""

WAY_COLOURS = {MIDDLE: "kz", NORTH: "bad", SEA: "az"}


def ways_chart(
    table: pd.DataFrame, drawn: dict[str, Way], checks: pd.DataFrame, origin: str, destination: str
) -> Chart | None:
    """Draw days and price of every way, median and interval; None where no way is known.

    Parameters
    ----------
    table
        From :func:`helpers.analysis.corridor_network.comparison`.
    drawn
        The ways, for their sources.
    checks
        From :func:`helpers.analysis.corridor_network.through_checks`; a published time door to door is drawn.
    """
    if table.empty:
        return None
    figure, axes = canvas(height=1.5 + 0.55 * len(table), columns=2, sharey=True)
    rows = table.iloc[::-1].reset_index(drop=True)
    for ax, what, label in zip(axes, ("days", "cost"), ("days", "USD a TEU"), strict=True):
        for y, row in enumerate(rows.to_dict("records")):
            colour = PALETTE[WAY_COLOURS.get(row["way"], "accent")]
            ends = [row[f"{what}_low"], row[f"{what}_high"]]
            ax.plot(ends, [y, y], color=colour, lw=7, alpha=0.3, solid_capstyle="butt")
            ax.plot(row[what], y, "o", color=colour, ms=7)
            ax.text(row[what], y + 0.2, number(row[what], 0), color=colour, ha="center", fontsize=9)
        ax.set(xlabel=label, ylim=(-0.5, len(rows) - 0.3), xlim=(0, rows[f"{what}_high"].max() * 1.08))
        ax.xaxis.set_major_locator(MaxNLocator(5))
        ax.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
        ax.grid(axis="x")
        ax.grid(visible=False, axis="y")
    whole = checks[checks["origin"].eq(origin) & checks["destination"].eq(destination)]
    for told in whole.to_dict("records"):
        below = int(rows.index[rows["way"] == MIDDLE][0]) - 0.24
        axes[0].plot([told["published_low"], told["published_high"]], [below, below], color=PALETTE["neutral"], lw=2)
        axes[0].text(told["published_low"] - 1, below, "published, whole way", fontsize=8.5, va="center", ha="right")
    names = [f"{row['way']}\n{row['assumed']:.0%} of days assumed" for row in rows.to_dict("records")]
    axes[0].set_yticks(range(len(rows)), names, fontsize=8.8)
    title = _ways_title(table, origin, destination)
    alt = f"Dots with ranges, {NAMES[origin]} to {NAMES[destination]}. " + " ".join(
        f"{r['way']}: {r['days']:.0f} days ({r['days_low']:.0f} to {r['days_high']:.0f}), "
        f"{r['cost']:,.0f} USD ({r['cost_low']:,.0f} to {r['cost_high']:,.0f})." for r in table.to_dict("records")
    )  # fmt: skip
    note = (
        "Sums of legs drawn between their published or assumed ends. Prices: where no leg of a way is priced, "
        "the assumed rate speaks alone, and published rates are of different months (see the table of parts)."
    )
    sources = sorted({source for way in drawn.values() for source in way.parts["source"] if source})
    return Chart(figure, title, alt, table, sources, note, "corridor-ways")


def _ways_title(table: pd.DataFrame, origin: str, destination: str) -> str:
    rows = {row["way"]: row for row in table.to_dict("records")}
    if MIDDLE not in rows:
        return f"From {NAMES[origin]} to {NAMES[destination]} only {len(rows)} ways have published days"
    parts = []
    for rival, word in ((NORTH, "the north"), (SEA, "the ocean")):
        if rival in rows:
            gap = rows[MIDDLE]["days"] - rows[rival]["days"]
            parts.append(f"{abs(gap):.0f} days {'slower' if gap > 0 else 'faster'} than {word}")
    text = (
        f"From {NAMES[origin]} to {NAMES[destination]} the Middle Corridor takes about {rows[MIDDLE]['days']:.0f} days"
    )
    return f"{text}: {' and '.join(parts)}" if parts else text


def parts_table(way: Way | None) -> Table | None:
    """List the legs and waits of a way, with what is published and what is assumed; None without the way."""
    if way is None:
        return None
    columns = ["part", "mode", "km", "days_low", "days_high", "days_from", "cost_low", "cost_high", "cost_from"]
    frame = way.parts[columns].reset_index(drop=True)
    assumed = int(frame["days_from"].eq("assumed").sum())
    title = f"{way.name}: {len(frame)} parts, {assumed} of them with days that are assumed"
    formats = {"km": ",.0f", "days_low": ".1f", "days_high": ".1f", "cost_low": ",.0f", "cost_high": ",.0f"}
    labels = {"days_from": "days are", "cost_from": "price is"}
    labels |= {"cost_low": "USD a TEU, low", "cost_high": "USD a TEU, high"}
    return Table(frame, title, formats, labels, sorted({source for source in way.parts["source"] if source}))


def checks_table(checks: pd.DataFrame) -> Table | None:
    """Set published door-to-door times beside the sum of legs; None without any."""
    if checks.empty:
        return None
    below, above = checks["days_high"] < checks["published_low"], checks["days_low"] > checks["published_high"]
    outside = int((below | above).sum())
    verb = "lies" if outside == 1 else "lie"
    title = f"{outside} of {len(checks)} published times from door to door {verb} outside the range of the sum of legs"
    ways = zip(checks["origin"], checks["destination"], strict=True)
    frame = checks.assign(way=[f"{_place(a)} to {_place(b)}" for a, b in ways])
    frame["published"] = [
        f"{a:g} to {b:g}" for a, b in zip(checks["published_low"], checks["published_high"], strict=True)
    ]
    frame["legs"] = [
        f"{a:.1f} ({b:.1f} to {c:.1f})"
        for a, b, c in zip(checks["days"], checks["days_low"], checks["days_high"], strict=True)
    ]
    labels = {"way": "from and to", "published": "published, days", "legs": "sum of legs, days"}
    labels |= {"changes": "changes of rail and ship", "implied_wait": "wait a change that would fit, days"}
    shown = frame[["way", "published", "legs", "changes", "implied_wait"]]
    return Table(shown, title, {"implied_wait": ".1f"}, labels, checks)


def _place(key: str) -> str:
    return NAMES.get(key, key.capitalize())


def sensitivity_table(table: pd.DataFrame, drawn: dict[str, Way]) -> Table | None:
    """Show the lead and lag of the corridor under changed assumptions; None where its days are not known."""
    if table["days"].isna().all():
        return None
    lag, lead = table["behind_north"].dropna(), table["ahead_of_sea"].dropna()
    title = "Days of the Middle Corridor under changed assumptions"
    if len(lag) and len(lead):
        title = (
            f"Under all {len(table)} assumptions the corridor stays {lag.min():.0f} to {lag.max():.0f} days behind the "
            f"north and {lead.min():.0f} to {lead.max():.0f} days ahead of the ocean"
            if lag.min() > 0 and lead.min() > 0
            else "Whether the corridor beats its rivals hangs on the assumptions"
        )
    formats = {**dict.fromkeys(("days", "behind_north", "ahead_of_sea"), ".1f"),
               **dict.fromkeys(("faster_than_north", "faster_than_sea"), ".0%")}  # fmt: skip
    labels = {"behind_north": "days behind the north", "ahead_of_sea": "days ahead of the ocean"}
    labels |= {"faster_than_north": "chance to beat the north", "faster_than_sea": "chance to beat the ocean"}
    sources = sorted({source for way in drawn.values() for source in way.parts["source"] if source})
    return Table(table, title, formats, labels, sources)


def drivers_table(parts: pd.DataFrame) -> Table | None:
    """Show which parts of the way make its time uncertain; None without parts."""
    if parts.empty:
        return None
    first = parts.iloc[0]
    waits = parts.loc[parts["mode"] == "wait", "variance"].sum()
    title = (
        f"Waits between rail and ship make {waits:.0%} of the uncertainty; the largest single part is {first['part']}"
    )
    frame = parts.drop(columns=["source", "mode"])
    formats = {"days": ".1f", "days_low": ".1f", "days_high": ".1f", "variance": ".0%"}
    labels = {"days": "mean days", "days_from": "days are", "variance": "share of uncertainty"}
    return Table(frame, title, formats, labels, sorted({source for source in parts["source"] if source}))


def capacity_chart(chain: pd.DataFrame, flow: Flow, cargo: float | None, target: float) -> Chart | None:
    """Draw what every place of the chain can carry, in the order of the way, and which binds; None if none is known.

    Parameters
    ----------
    chain
        From :func:`helpers.analysis.corridor_capacity.capacities`.
    cargo
        Latest yearly cargo of the route, in Mt; None where not known.
    target
        Capacity that is planned, in Mt.
    """
    if chain["capacity"].isna().all():
        return None
    rows = chain[~chain["name"].str.startswith("way from")].iloc[::-1].reset_index(drop=True)
    figure, ax = canvas(height=1.5 + 0.36 * len(rows))
    top = float(np.nanmax([*rows["capacity"], target])) * 1.12
    for y, row in enumerate(rows.to_dict("records")):
        binds = any(row["name"] in cut for cut in flow.cut)
        if np.isnan(row["capacity"]):
            ax.text(top * 0.01, y, "no capacity published: taken as without limit", color=PALETTE["muted"],
                    va="center", fontsize=8.6, bbox=WHITE)  # fmt: skip
            continue
        colour = PALETTE["bad" if binds else "muted"]
        ax.barh(y, row["capacity"], color=colour, height=0.58)
        ax.text(row["capacity"] + top * 0.01, y, f"{row['capacity']:.1f}{' binds' if binds else ''}", color=colour,
                va="center", fontsize=9)  # fmt: skip
    marks = [(target, "ceiling", "accent")] + ([(cargo, "cargo", "kz")] if cargo else [])
    for value, word, role in marks:
        ax.axvline(value, color=PALETTE[role], lw=1.2, ls="--")
        ax.text(value, len(rows) - 0.4, f"{word} {value:.1f}", color=PALETTE[role], ha="center", fontsize=8.7,
                bbox=WHITE)  # fmt: skip
    ax.set_yticks(range(len(rows)), rows["name"], fontsize=8.9)
    ax.set(xlabel="million tonnes a year", xlim=(0, top), ylim=(-0.6, len(rows)))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    title = "Some capacities are known, but a way without any leads through the chain"
    if flow.cut and np.isfinite(flow.value):
        title = f"The narrowest place on record, {listing(flow.cut)}, passes {flow.value:.1f} million tonnes a year"
    alt = "Bars of capacity along the way: " + "; ".join(
        f"{r['name']} {number(r['capacity'], 1)}" for r in chain.to_dict("records")
    ) + " million tonnes a year."  # fmt: skip
    note = (
        "Ships: rail ferries and container feeders together, times the factor asked for; ships for dry cargo have no "
        "published capacity and are left out. A figure said to be 'over' counts as it stands."
    )
    sources = sorted({source for used in chain["sources"] for source in used})
    data = chain.drop(columns=["rows", "sources"])
    return Chart(figure, title, alt, data, sources, note, "corridor-capacity")

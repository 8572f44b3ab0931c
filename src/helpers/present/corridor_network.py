"""Figures and tables of the corridor's rivals and of its narrowest place."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from helpers.analysis.corridor_names import CHAIN, MODES, ORIGINS, of_chain, part, parts, place
from helpers.analysis.corridor_network import MIDDLE, NORTH, SEA, WAYS, Way
from helpers.locale import Name, _, heads, n_, p_, rounded
from helpers.models.network import Flow
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, WHITE, canvas, tick_numbers
from helpers.present.table import Table
from helpers.present.words import number

HEADS = heads("mode", "km", "days low", "high", "scenario", "days")

WAY_COLOURS = {MIDDLE: "kz", NORTH: "bad", SEA: "az"}


def paced(gap: float) -> Name:
    """Say by how many days one way is slower, or faster where the gap is negative.

    >>> str(paced(16.2)), str(paced(-1.4))
    ('16 days slower', '1 day faster')
    """
    days = n_("{n} day", "{n} days", int(rounded(abs(gap))))
    return Name("{days} slower", days=days) if gap > 0 else Name("{days} faster", days=days)


def _ends(origin: str, destination: str) -> dict[str, Any]:
    return {"origin": place(origin), "destination": place(destination)}


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
    for ax, what, label in zip(axes, ("days", "cost"), (_("days"), _("USD a TEU")), strict=True):
        for y, row in enumerate(rows.to_dict("records")):
            colour = PALETTE[WAY_COLOURS.get(row["way"], "accent")]
            ends = [row[f"{what}_low"], row[f"{what}_high"]]
            ax.plot(ends, [y, y], color=colour, lw=7, alpha=0.3, solid_capstyle="butt")
            ax.plot(row[what], y, "o", color=colour, ms=7)
            ax.text(row[what], y + 0.2, number(row[what], 0), color=colour, ha="center", fontsize=9)
        ax.set(xlabel=label, ylim=(-0.5, len(rows) - 0.3), xlim=(0, rows[f"{what}_high"].max() * 1.08))
        ax.xaxis.set_major_locator(MaxNLocator(5))
        ax.xaxis.set_major_formatter(tick_numbers(",.0f"))
        ax.grid(axis="x")
        ax.grid(visible=False, axis="y")
    whole = checks[checks["origin"].eq(origin) & checks["destination"].eq(destination)]
    for told in whole.to_dict("records"):
        below = int(rows.index[rows["way"] == MIDDLE][0]) - 0.24
        axes[0].plot([told["published_low"], told["published_high"]], [below, below], color=PALETTE["neutral"], lw=2)
        axes[0].text(told["published_low"] - 1, below, _("published, whole way"), fontsize=8.5, va="center",
                     ha="right")  # fmt: skip
    names = [
        _("{way}\n{share:.0%} of days assumed", way=WAYS[row["way"]], share=row["assumed"])
        for row in rows.to_dict("records")
    ]
    axes[0].set_yticks(range(len(rows)), names, fontsize=8.8)
    title = _ways_title(table, origin, destination)
    dots = " ".join(
        _(
            "{way}: {days:.0f} days ({days_low:.0f} to {days_high:.0f}), {cost:,.0f} USD ({cost_low:,.0f} to "
            "{cost_high:,.0f}).",
            way=WAYS[r["way"]], days=r["days"], days_low=r["days_low"], days_high=r["days_high"], cost=r["cost"],
            cost_low=r["cost_low"], cost_high=r["cost_high"],
        )
        for r in table.to_dict("records")
    )  # fmt: skip
    alt = _("Dots with ranges, {origin} to {destination}. {dots}", dots=dots, **_ends(origin, destination))
    note = _(
        "Sums of legs drawn between their published or assumed ends. Prices: where no leg of a way is priced, "
        "the assumed rate speaks alone, and published rates are of different months (see the table of parts)."
    )
    sources = sorted({source for way in drawn.values() for source in way.parts["source"] if source})
    return Chart(figure, title, alt, table, sources, note, "corridor-ways")


def _ways_title(table: pd.DataFrame, origin: str, destination: str) -> str:
    days, said = dict(zip(table["way"], table["days"], strict=True)), _ends(origin, destination)
    if MIDDLE not in days:
        return n_(
            "From {origin} to {destination} only {n} way has published days",
            "From {origin} to {destination} only {n} ways have published days",
            len(days), **said,
        )  # fmt: skip
    said["days"] = days[MIDDLE]
    north, ocean = (paced(days[MIDDLE] - days[rival]) if rival in days else None for rival in (NORTH, SEA))
    if north and ocean:
        return _(
            "From {origin} to {destination} the Middle Corridor takes about {days:.0f} days: {north} than the north "
            "and {ocean} than the ocean",
            north=north, ocean=ocean, **said,
        )  # fmt: skip
    if north:
        return _(
            "From {origin} to {destination} the Middle Corridor takes about {days:.0f} days: {north} than the north",
            north=north, **said,
        )  # fmt: skip
    if ocean:
        return _(
            "From {origin} to {destination} the Middle Corridor takes about {days:.0f} days: {ocean} than the ocean",
            ocean=ocean, **said,
        )  # fmt: skip
    return _("From {origin} to {destination} the Middle Corridor takes about {days:.0f} days", **said)


def parts_table(way: Way | None) -> Table | None:
    """List the legs and waits of a way, with what is published and what is assumed; None without the way."""
    if way is None:
        return None
    columns = ["part", "mode", "km", "days_low", "days_high", "days_from", "cost_low", "cost_high", "cost_from"]
    frame = way.parts[columns].reset_index(drop=True)
    title = n_(
        "{way}: {n} part, {assumed} of them with days that are assumed",
        "{way}: {n} parts, {assumed} of them with days that are assumed",
        len(frame), way=WAYS[way.name], assumed=int(frame["days_from"].eq("assumed").sum()),
    )  # fmt: skip
    frame = frame.assign(
        part=list(parts(way.parts)), **_worded(frame, mode=MODES, days_from=ORIGINS, cost_from=ORIGINS)
    )
    nowhere = {"km": way.parts["mode"].eq("wait"), "cost": way.parts["cost_from"].eq("none")}
    for column in ("km", "cost_low", "cost_high"):
        frame[column] = frame[column].mask(nowhere[column.partition("_")[0]].to_numpy())
    formats = {"km": ",.0f", "days_low": ".1f", "days_high": ".1f", "cost_low": ",.0f", "cost_high": ",.0f"}
    labels = {
        "part": p_("part of a way", "part"), "days_from": _("days are"), "cost_from": _("price is"),
        "cost_low": _("USD a TEU, low"), "cost_high": p_("column", "high"), "days_high": p_("column", "high"),
    }  # fmt: skip
    sources = sorted({source for source in way.parts["source"] if source})
    return Table(frame, title, formats, labels, sources, name="corridor-parts")


def _worded(frame: pd.DataFrame, **words: dict[str, Name]) -> dict[str, list[str]]:
    """Write columns of codes in words; a code without a word stays as it is."""
    return {column: [str(known.get(code, code)) for code in frame[column]] for column, known in words.items()}


def checks_table(checks: pd.DataFrame) -> Table | None:
    """Set published door-to-door times beside the sum of legs; None without any."""
    if checks.empty:
        return None
    below, above = checks["days_high"] < checks["published_low"], checks["days_low"] > checks["published_high"]
    title = n_(
        "{n} of {all} published times from door to door lies outside the range of the sum of legs",
        "{n} of {all} published times from door to door lie outside the range of the sum of legs",
        int((below | above).sum()), all=len(checks),
    )  # fmt: skip
    ways = zip(checks["origin"], checks["destination"], strict=True)
    frame = checks.assign(way=[_("{origin} to {destination}", **_ends(a, b)) for a, b in ways])
    frame["published"] = [
        _("{low:g} to {high:g}", low=low, high=high)
        for low, high in zip(checks["published_low"], checks["published_high"], strict=True)
    ]
    frame["legs"] = [
        _("{days:.1f} ({low:.1f} to {high:.1f})", days=days, low=low, high=high)
        for days, low, high in zip(checks["days"], checks["days_low"], checks["days_high"], strict=True)
    ]
    labels = {
        "way": _("from and to"), "published": _("published, days"), "legs": _("sum of legs, days"),
        "changes": _("changes of rail and ship"), "implied_wait": _("wait per change that would fit, days"),
    }  # fmt: skip
    shown = frame[["way", "published", "legs", "changes", "implied_wait"]]
    return Table(shown, title, {"implied_wait": ".1f"}, labels, checks, name="corridor-door-to-door")


def sensitivity_table(table: pd.DataFrame, drawn: dict[str, Way]) -> Table | None:
    """Show the lead and lag of the corridor under changed assumptions; None where its days are not known."""
    if table["days"].isna().all():
        return None
    lag, lead = table["behind_north"].dropna(), table["ahead_of_sea"].dropna()
    title = _("Days of the Middle Corridor under changed assumptions")
    if len(lag) and len(lead):
        title = _("Whether the corridor beats its rivals hangs on the assumptions")
        if lag.min() > 0 and lead.min() > 0:
            title = _(
                "Under all {n} assumptions the corridor stays {lag_low:.0f} to {lag_high:.0f} days behind the north "
                "and {lead_low:.0f} to {lead_high:.0f} days ahead of the ocean",
                n=len(table), lag_low=lag.min(), lag_high=lag.max(), lead_low=lead.min(), lead_high=lead.max(),
            )  # fmt: skip
    formats = {**dict.fromkeys(("days", "behind_north", "ahead_of_sea"), ".1f"),
               **dict.fromkeys(("faster_than_north", "faster_than_sea"), ".0%")}  # fmt: skip
    labels = {
        "behind_north": _("days behind the north"), "ahead_of_sea": _("days ahead of the ocean"),
        "faster_than_north": _("chance to beat the north"), "faster_than_sea": _("chance to beat the ocean"),
    }  # fmt: skip
    sources = sorted({source for way in drawn.values() for source in way.parts["source"] if source})
    return Table(table, title, formats, labels, sources, name="corridor-assumptions")


def drivers_table(uncertain: pd.DataFrame) -> Table | None:
    """Show which parts of the way make its time uncertain; None without parts."""
    if uncertain.empty:
        return None
    waits = uncertain.loc[uncertain["mode"] == "wait", "variance"].sum()
    title = _(
        "Waits between rail and ship make {waits:.0%} of the uncertainty; the largest single part: {part}",
        waits=waits, part=part(uncertain.iloc[0]),
    )  # fmt: skip
    frame = uncertain.assign(part=parts(uncertain), **_worded(uncertain, days_from=ORIGINS))
    frame = frame.drop(columns=["source", "mode", "origin", "destination"])
    formats = {"days": ".1f", "days_low": ".1f", "days_high": ".1f", "variance": ".0%"}
    labels = {
        "part": p_("part of a way", "part"), "days_high": p_("column", "high"),
        "days": _("mean days"), "days_from": _("days are"),
        "variance": _("share of uncertainty"),
    }  # fmt: skip
    sources = sorted({source for source in uncertain["source"] if source})
    return Table(frame, title, formats, labels, sources, name="corridor-uncertain-parts")


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
            ax.text(top * 0.01, y, _("no capacity published: taken as without limit"), color=PALETTE["muted"],
                    va="center", fontsize=8.6, bbox=WHITE)  # fmt: skip
            continue
        colour = PALETTE["bad" if binds else "muted"]
        ax.barh(y, row["capacity"], color=colour, height=0.58)
        name = _("{capacity:.1f} binds", capacity=row["capacity"]) if binds else number(row["capacity"], 1)
        ax.text(row["capacity"] + top * 0.01, y, name, color=colour, va="center", fontsize=9, bbox=WHITE)
    marks = [(target, _("planned {value:.1f}", value=target), "accent")]
    marks += [(cargo, _("cargo {value:.1f}", value=cargo), "kz")] if cargo else []
    for value, word, role in marks:
        ax.axvline(value, color=PALETTE[role], lw=1.2, ls="--")
        ax.text(value, len(rows) - 0.4, word, color=PALETTE[role], ha="center", fontsize=8.7,
                bbox=WHITE)  # fmt: skip
    ax.set_yticks(range(len(rows)), [f"{CHAIN[name]}" for name in rows["name"]], fontsize=8.9)
    ax.set(xlabel=_("million tonnes a year"), xlim=(0, top), ylim=(-0.6, len(rows)))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    title = _("Some capacities are known, but a way without any leads through the chain")
    if flow.cut and np.isfinite(flow.value):
        title = _(
            "The narrowest place on record, {places}, passes {flow:.1f} million tonnes a year",
            places=of_chain(flow.cut), flow=flow.value,
        )  # fmt: skip
    bars = "; ".join(
        _("{place} {capacity:.1f}", place=CHAIN[r["name"]], capacity=r["capacity"]) for r in chain.to_dict("records")
    )
    alt = _("Bars of capacity along the way: {bars} million tonnes a year.", bars=bars)
    note = _(
        "Ships: rail ferries and container feeders together, times the factor asked for; ships for dry cargo have no "
        "published capacity and are left out. Aktau and Kuryk lie side by side, and so do Baku-Tbilisi-Kars and the "
        "way by Poti and Batumi: what they take adds up. A figure said to be 'over' counts as it stands."
    )
    sources = sorted({source for used in chain["sources"] for source in used})
    data = chain.drop(columns=["rows", "sources"])
    return Chart(figure, title, alt, data, sources, note, "corridor-capacity")

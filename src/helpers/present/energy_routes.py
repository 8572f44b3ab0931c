"""Figures of the routes of Kazakh oil, and of the pair of figures for Dubendi."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import number


def concentration_chart(years: pd.DataFrame) -> Chart | None:
    """Draw the concentration of Kazakh oil exports by year, and the share that goes by Azerbaijan; None without any."""
    if years.empty:
        return None
    figure, axes = canvas(height=3.2, columns=2, width_ratios=[3, 2])
    left, right = axes
    for row in years.to_dict("records"):
        colour = PALETTE["neutral"]
        left.plot([row["year"]] * 2, [row["low"], row["high"]], color=colour, lw=4, alpha=0.4)
        left.plot(row["year"], row["value"], "o", color=colour, ms=7, mfc="white" if row["kind"] == "plan" else colour)
        left.annotate(number(row["value"], 2), (row["year"], row["high"]), (0, 5), textcoords="offset points",
                      ha="center", fontsize=9)  # fmt: skip
    left.set(ylabel="concentration, 1 is one route", ylim=(0.5, max(0.78, float(years["high"].max()) + 0.06)))
    for column, role, label in (("btc", "kz", "into the pipeline"), ("azerbaijan", "az", "all to Azerbaijan")):
        known = years[years[column].notna()]
        right.plot(known["year"], 100 * known[column], "o-", color=PALETTE[role])
        if len(known):
            above = column == "azerbaijan"
            at: Any = known.sort_values(column).iloc[-1 if above else 0]
            right.annotate(label, (at["year"], 100 * at[column]), (0 if above else 14, 8 if above else -3),
                           color=PALETTE[role], textcoords="offset points", ha="right" if above else "left",
                           fontsize=9)  # fmt: skip
    right.set(ylabel="percent of all exports", ylim=(0, 4.2))
    for ax in axes:
        ax.set_xticks(sorted(set(years["year"])))
        ax.margins(x=0.12)
    actual = years[years["kind"] == "actual"]
    ends = (actual if len(actual) else years).iloc[[0, -1]]
    first, last = ends.iloc[0], ends.iloc[-1]
    apart = last["low"] > first["high"] or last["high"] < first["low"]
    moved = "rose" if last["value"] > first["value"] else "fell"
    way = moved if apart else "stayed within its range,"
    ends_text = [f"{number(row['value'], 2)} in {row['year']}" for row in (first, last)]
    title = f"Concentration {way} from {ends_text[0]} to {ends_text[1]}"
    alt = "Dots with ranges by year. " + "; ".join(
        f"{r['year']}: {r['value']:.2f} ({r['low']:.2f} to {r['high']:.2f})" for r in years.to_dict("records")
    ) + "."  # fmt: skip
    note = (
        "Herfindahl-Hirschman index: the sum of squared shares of routes. The range holds what no route claims, as one "
        "route or as many, and rival figures. Hollow: a plan of the ministry, no measurement; "
        "shares of such a year rest on the planned total."
    )
    sources = sorted({s for used in years["sources"] for s in used})
    return Chart(figure, title, alt, years.drop(columns=["rows", "sources"]), sources, note, "energy-routes")


def routes_table(routes: pd.DataFrame) -> Table | None:
    """List the oil by route and year; None without any."""
    if routes.empty:
        return None
    alone = routes.groupby("year")["route"].transform("size") < 2
    shown = routes[~alone | routes["route"].eq("cpc") | routes["year"].eq(routes["year"].max())]
    wide = shown.pivot_table(index="label", columns="year", values="value", aggfunc="last")
    frame = wide.set_axis([str(c) for c in wide.columns], axis=1).rename_axis("route").reset_index()
    last = routes[routes["year"] == routes["year"].max()].sort_values("value").iloc[-1]
    title = f"{last['label']} is the largest route, {number(last['value'], 1)} Mt in {last['year']}"
    sources = sorted({s for used in shown["sources"] for s in used})
    formats = {c: ".2f" for c in frame.columns if c != "route"}
    return Table(
        frame,
        title,
        formats,
        {},
        sources,
        "Mt a year, years with CPC or with two routes; a dash is not nought, but not published.",
    )


def dubendi_chart(tested: pd.DataFrame, sources: pd.DataFrame) -> Chart | None:
    """Draw what the terminal's figures could be, against what the balance of masses allows; None if unknown."""
    known = tested[tested["expected"].notna()]
    if known.empty:
        return None
    rows = known.iloc[::-1].reset_index(drop=True)
    figure, ax = canvas(height=1.3 + 0.42 * len(rows))
    for y, row in enumerate(rows.to_dict("records")):
        colour = PALETTE["good" if row["answer"] == "possible" else "bad"]
        ax.plot([row["low"], row["high"]], [y, y], color=colour, lw=5, alpha=0.5, solid_capstyle="butt")
        ax.plot(row["expected"], y, "o", color=colour, ms=7)
        ax.plot(row["reported"], y, "|", color=PALETTE["neutral"], ms=18, mew=2.5)
        ax.text(1040, y, f"{number(row['reported'], 0)}: {row['answer']}", va="center", color=colour, fontsize=9)
    ax.set_yticks(range(len(rows)), [_name(row) for row in rows.to_dict("records")], fontsize=8.8)
    ax.set(xlabel="kt in the half-year", xlim=(-20, 1250), ylim=(-0.6, len(rows) - 0.4))
    ax.set_xticks(range(0, 1001, 250))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    fits = known[known["answer"] == "possible"]
    said = [f"{r['what']} in {r['half'][:4]} ({number(r['reported'], 0)} kt)" for r in fits.to_dict("records")]
    title = f"Of {len(known)} readings of the figures as Kazakh crude, {len(fits) or 'none'} fits the balance"
    title += f": {', '.join(said)}" if said else ""
    alt = "Ranges against a mark for the terminal's figure. " + "; ".join(
        f"{_name(r)}: {r['low']:.0f} to {r['high']:.0f} against {r['reported']:.0f}, {r['answer']}"
        for r in known.to_dict("records")
    ) + "."  # fmt: skip
    note = "Mark: the figure reported for the terminal. Range: what the reading would give, all rounding carried."
    return Chart(figure, title, alt, known.drop(columns="rows"), sources, note, "energy-dubendi")


def _name(row: dict[Hashable, Any]) -> str:
    return f"{row['half'][:4]}: {row['what']}"


def agreements_table(found: pd.DataFrame) -> Table | None:
    """List the dated agreements and cargoes; None without any."""
    if found.empty:
        return None
    frame = found[["period", "kind", "kt", "what"]]
    signed = int((found["kind"] == "agreement").sum())
    title = f"{signed} dated agreements and {len(found) - signed} records of cargoes under them"
    note = "Oil: thousand tonnes a year for an agreement, thousand tonnes in all for a cargo."
    return Table(frame, title, {"kt": ",.0f"}, {"kt": "oil, kt"}, found, note)

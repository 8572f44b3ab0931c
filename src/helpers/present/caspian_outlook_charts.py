"""Figures and tables of the level to come: what is published, continued, needed, and scored."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import number

SCENARIOS = {
    "CASPIAN": "",
    "PRANGE2020": "",
    "ABOVE2C": "above 2 °C",
    "BELOW2C": "below 2 °C",
    "HIGH-EMISSIONS": "high",
    "INTERMEDIATE": "medium",
}
CODES = ("SSP", "RCP", "A1", "A2")  # names of scenarios that stay as they are


def projections_chart(table: pd.DataFrame, said: float, horizon: int) -> Chart | None:
    """Draw the published projections for the middle and for the end of the century, a panel each."""
    panels = [year for year in (horizon, 2100) if (table["horizon"] == year).any()]
    if not panels:
        return None
    lines = {year: ranges(table[table["horizon"] == year]) for year in dict.fromkeys(panels)}
    sizes = [len(rows) + 1.5 for rows in lines.values()]
    fig, axes = canvas(height=1.2 + 0.27 * sum(sizes), rows=len(lines), sharex=True, height_ratios=sizes, squeeze=False)
    for ax, (year, rows) in zip(axes[:, 0], lines.items(), strict=True):
        _ranges_panel(ax, rows, said, f"by {year}")
        if year == horizon:
            ax.annotate(
                f"article: {said:g} m\nby {horizon}",
                (said, len(rows) - 0.6),
                xytext=(5, 0),
                textcoords="offset points",
                color=PALETTE["bad"],
                va="top",
            )
    axes[-1, 0].set_xlabel("further fall in metres (a rise is negative)")
    top = {
        year: float(table.loc[(table["horizon"] == year) & ~table["measure"].isin(["p25", "p75"]), "fall"].max())
        for year in lines
    }
    parts = [f"{number(fall, 1).removesuffix('.0')} m by {year}" for year, fall in top.items()]
    return Chart(
        fig,
        title=f"The largest fall published is {' and '.join(parts)}; the article puts {said:g} m at {horizon}",
        alt="Ranges by study: "
        + "; ".join(f"{year}: lines up to {number(top[year], 1)} m" for year, rows in lines.items()),
        data=table.drop(columns="row"),
        sources=table,
        note=(
            "Thin: full range. Thick: middle half. Dot: central. Dotted to a bar: only the upper end is "
            "stated. Restatements of a study are one line. A level without a named datum, as NCOC's, is read in the "
            "Baltic system."
        ),
        name="projections",
    )


def ranges(table: pd.DataFrame) -> pd.DataFrame:
    """Return one row a study and scenario: ``low``, ``p25``, ``central`` (least and most), ``p75``, ``high``."""
    keys = ["study", "scenario"]
    found = []
    for (study, scenario), rows in table.groupby(keys, sort=False):
        by = rows.groupby("measure")["fall"]
        least, most = by.min(), by.max()
        label = f"{study} {_scenario(str(scenario))}".strip()
        central = (least.get("central", np.nan), most.get("central", np.nan))
        found.append(
            (
                label,
                least.get("low", np.nan),
                least.get("p25", np.nan),
                *central,
                most.get("p75", np.nan),
                most.get("high", np.nan),
            )
        )
    frame = pd.DataFrame(found, columns=["label", "low", "p25", "least", "most", "p75", "high"])
    return frame.assign(top=frame[["most", "p75", "high"]].max(axis=1)).sort_values("top", ignore_index=True)


def _scenario(code: str) -> str:
    return SCENARIOS.get(code, code if code.startswith(CODES) else code.lower())


def _ranges_panel(ax: Axes, rows: pd.DataFrame, said: float, name: str) -> None:
    for place, row in enumerate(rows.to_dict("records")):
        colour = PALETTE["accent"]
        if np.isnan(row["low"]) and not np.isnan(row["high"]):
            ax.plot([0, row["high"]], [place, place], color=colour, linewidth=1, linestyle=":")
            ax.plot(row["high"], place, "|", color=colour, markersize=9, markeredgewidth=2)
        ax.plot([row["low"], row["high"]], [place, place], color=colour, linewidth=1.5)
        ax.plot(
            [row["p25"], row["p75"]],
            [place, place],
            color=colour,
            linewidth=5,
            alpha=0.45,
            solid_capstyle="butt",
        )
        ax.plot([row["least"], row["most"]], [place, place], "o-", color=colour, markersize=4.5)
    ax.axvline(said, color=PALETTE["bad"], linewidth=1.2, linestyle="--")
    ax.axvline(0, color=PALETTE["muted"], linewidth=0.8)
    ax.set_yticks(range(len(rows)), rows["label"], fontsize=9)
    ax.set_ylim(-0.7, len(rows) - 0.3)
    ax.grid(axis="y", visible=False)
    ax.grid(axis="x")
    ax.set_title(name)


def sensitivity_table(frame: pd.DataFrame, horizon: int) -> Table | None:
    """Show how the outlook depends on where the record begins."""
    if frame.empty:
        return None
    low, high = float(frame["trend"].max()), float(frame["trend"].min())
    return Table(
        frame,
        f"The fall by {horizon} is {number(-low, 1)} to {number(-high, 1)} m, by the year from which the record "
        "is continued",
        formats={"since": "d", **dict.fromkeys([c for c in frame.columns if c != "since"], ".1f")},
        labels={
            "since": "record since",
            "trend": "trend, m",
            "trend_low": "trend, lowest",
            "trend_high": "trend, highest",
            "balance": "balance, m",
            "balance_low": "balance, lowest",
            "balance_high": "balance, highest",
        },
        name="outlook-by-start",
    )


def skill_table(frame: pd.DataFrame, interval: float, sources: list[str]) -> Table | None:
    """Show how the extrapolation would have done."""
    if frame.empty:
        return None
    last = frame.iloc[-1]
    return Table(
        frame,
        f"{int(last['lead'])} years ahead the trend's own {100 * interval:.0f} percent interval held "
        f"{100 * last['inside']:.0f} percent of what came",
        formats={
            "lead": "d",
            "origins": "d",
            "skill": ".0%",
            "inside": ".0%",
            **dict.fromkeys(["error", "score", "persistence"], ".2f"),
        },
        labels={
            "lead": "years ahead",
            "origins": "forecasts",
            "error": "mean error, m",
            "score": "mean CRPS, m",
            "persistence": "error of no change, m",
            "skill": "skill over no change",
            "inside": f"inside {100 * interval:.0f} percent",
        },
        sources=sources,
        note="CRPS: continuous ranked probability score (Gneiting and Raftery 2007), in metres, smaller is better.",
        name="extrapolation-tested",
    )


def scored_table(frame: pd.DataFrame) -> Table | None:
    """Show published forecasts against what came."""
    if frame.empty:
        return None
    worse = int((frame["skill"] < 0).sum())
    mild = int(((frame["low"] + frame["high"]) / 2 > frame["outcome"]).sum())
    return Table(
        frame[["forecast", "due", "outcome_year", "low", "high", "outcome", "score", "persistence", "skill"]],
        f"{mild} of {len(frame)} forecasts promised a higher sea than came, {worse} did worse than no change",
        formats={
            "outcome_year": "d",
            "skill": ".0%",
            **dict.fromkeys(["low", "high", "outcome", "score", "persistence"], ".2f"),
        },
        labels={
            "due": "due by then",
            "outcome_year": "held against",
            "low": "forecast low, m",
            "high": "forecast high, m",
            "outcome": "came, m",
            "score": "CRPS, m",
            "persistence": "error of no change, m",
            "skill": "skill",
        },
        sources=frame,
        note="A forecast whose target is still to come is held against a straight path to it.",
        name="forecasts-scored",
    )

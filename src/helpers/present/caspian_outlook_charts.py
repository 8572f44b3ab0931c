"""Figures and tables of the level to come: what is published, continued, needed, and scored."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.caspian_outlook import study_name
from helpers.locale import Name, _, heads, n_, rounded, together
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, WHITE, canvas
from helpers.present.table import Table

SCENARIOS: dict[str, Name | str] = {
    "CASPIAN": "",
    "PRANGE2020": "",
    "ABOVE2C": Name("above 2 °C"),
    "BELOW2C": Name("below 2 °C"),
    "HIGH-EMISSIONS": Name("high"),
    "HIGH": Name("high"),
    "MEDIUM-HIGH": Name("medium-high"),
    "INTERMEDIATE": Name("medium"),
    "MEDIUM": Name("medium"),
    "LOW": Name("low"),
}
HEADS = heads("since", "forecast")
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
        _ranges_panel(ax, rows, said, _("by {year}", year=year))
        if year == horizon:
            ax.annotate(
                _("article: {said:g} m\nby {horizon}", said=said, horizon=horizon),
                (said, len(rows) - 0.6),
                xytext=(5, 0),
                textcoords="offset points",
                color=PALETTE["bad"],
                va="top",
                bbox=WHITE,
            )
    axes[-1, 0].set_xlabel(_("further fall in metres (a rise is negative)"))
    top = {
        year: float(table.loc[(table["horizon"] == year) & ~table["measure"].isin(["p25", "p75"]), "fall"].max())
        for year in lines
    }
    parts = [_by_year(fall, year) for year, fall in top.items()]
    lines_of = (_("{year}: lines up to {fall:.1f} m", year=year, fall=fall) for year, fall in top.items())
    return Chart(
        fig,
        title=_(
            "The largest fall published is {falls}; the article puts {said:g} m at {horizon}",
            falls=together(parts),
            said=said,
            horizon=horizon,
        ),
        alt=_("Ranges by study: {lines}", lines="; ".join(lines_of)),
        data=table.drop(columns="row"),
        sources=table,
        note=_(
            "Thin: full range. Thick: middle half. Dot: central. Dotted to a bar: only the upper end is stated. "
            "Restatements of a study are one line. A level without a named datum, as NCOC's, is read in the Baltic "
            "system."
        ),
        name="projections",
    )


def _by_year(fall: float, year: int) -> Name:
    """Write a fall and its year, metres without a point where they are whole."""
    if rounded(fall, 1).is_integer():
        return Name("{fall:.0f} m by {year}", fall=fall, year=year)
    return Name("{fall:.1f} m by {year}", fall=fall, year=year)


def ranges(table: pd.DataFrame) -> pd.DataFrame:
    """Return one row a study and scenario: ``low``, ``p25``, ``central`` (least and most), ``p75``, ``high``."""
    keys = ["study", "scenario"]
    found = []
    for (study, scenario), rows in table.groupby(keys, sort=False):
        by = rows.groupby("measure")["fall"]
        least, most = by.min(), by.max()
        label = f"{study_name(str(study))} {_scenario(str(scenario))}".strip()
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


def _scenario(code: str) -> Name | str:
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
        _(
            "The fall by {horizon} is {low:.1f} to {high:.1f} m, by the year from which the record is continued",
            horizon=horizon,
            low=-low,
            high=-high,
        ),
        formats={"since": "d", **dict.fromkeys([c for c in frame.columns if c != "since"], ".1f")},
        labels={
            "since": _("record since"),
            "trend": _("trend, m"),
            "trend_low": _("trend, lowest"),
            "trend_high": _("trend, highest"),
            "balance": _("balance, m"),
            "balance_low": _("balance, lowest"),
            "balance_high": _("balance, highest"),
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
        n_(
            "{n} year ahead the trend's own {interval:.0f} percent interval held {inside:.0f} percent of what came",
            "{n} years ahead the trend's own {interval:.0f} percent interval held {inside:.0f} percent of what came",
            int(last["lead"]),
            interval=100 * interval,
            inside=100 * last["inside"],
        ),
        formats={
            "lead": "d",
            "origins": "d",
            "skill": ".0%",
            "inside": ".0%",
            **dict.fromkeys(["error", "score", "persistence"], ".2f"),
        },
        labels={
            "lead": _("years ahead"),
            "origins": _("forecasts"),
            "error": _("mean error, m"),
            "score": _("mean CRPS, m"),
            "persistence": _("naive error, m"),
            "skill": _("skill over the naive"),
            "inside": _("inside {interval:.0f} percent", interval=100 * interval),
        },
        sources=sources,
        note=_(
            "CRPS: continuous ranked probability score (Gneiting and Raftery 2007), in metres, smaller is better. "
            "Naive: the forecast that nothing changes."
        ),
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
        _(
            "{mild} of {all} forecasts promised a higher sea than came, {worse} did worse than no change",
            mild=mild,
            all=len(frame),
            worse=worse,
        ),
        formats={
            "outcome_year": "d",
            "skill": ".0%",
            **dict.fromkeys(["low", "high", "outcome", "score", "persistence"], ".2f"),
        },
        labels={
            "due": _("due by then"),
            "outcome_year": _("held against"),
            "low": _("forecast low, m"),
            "high": _("forecast high, m"),
            "outcome": _("came, m"),
            "score": _("CRPS, m"),
            "persistence": _("naive error, m"),
            "skill": _("skill"),
        },
        sources=frame,
        note=_(
            "Naive: the forecast that nothing changes. One whose target is still to come is held against a straight "
            "path to it."
        ),
        name="forecasts-scored",
    )

"""Figures and tables of the corridor's targets and of its growth to come."""

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.corridor import BY_KEY
from helpers.models.interval import Interval
from helpers.present.chart import Chart
from helpers.present.corridor import spaced
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import interval_text, number

METHOD_COLOURS = {"damped trend": "accent", "logistic": "good", "no change": "muted"}


def targets_chart(scored: pd.DataFrame, worth: Interval | None) -> Chart | None:
    """Draw outcome over target for every target told ahead, oldest at the top; None for no target.

    Parameters
    ----------
    scored
        From :func:`helpers.analysis.corridor_targets.scored`.
    worth
        The usual outcome over target, drawn as a band; None draws none.
    """
    if scored.empty:
        return None
    rows = scored.sort_values(["end", "first_published", "target"], ascending=False).reset_index(drop=True)
    figure, ax = canvas(height=1.3 + 0.33 * len(rows))
    if worth:
        ax.axvspan(worth.low, worth.high, color=PALETTE["muted"], alpha=0.15, lw=0)
    ax.axvline(1, color=PALETTE["neutral"], lw=1)
    for y, row in enumerate(rows.to_dict("records")):
        colour = PALETTE["good" if row["met"] else "bad"]
        ax.plot([1, row["ratio"]], [y, y], color=colour, lw=2.2)
        ax.plot(row["ratio"], y, "o", color=colour, ms=7)
        ax.text(max(row["ratio"], 1) + 0.05, y, f"{_amount(row['target'])} said, {_amount(row['outcome'])} came",
                va="center", fontsize=8.6, color=colour)  # fmt: skip
    ax.set_yticks(range(len(rows)), [_what(row) for row in rows.to_dict("records")], fontsize=8.6)
    right = max(2.05, rows["ratio"].max() + 0.65)
    ax.set(xlabel="outcome over target", xlim=(0.25, right), ylim=(-0.7, len(rows) - 0.3))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    title = f"{int(rows['met'].sum())} of {len(rows)} targets told ahead were met"
    if worth:
        title += f"; the typical outcome was {interval_text(worth, 2)} times the target"
    alt = "Dots of outcome over target: " + "; ".join(
        f"{_what(row)}: {row['ratio']:.2f}" for row in rows.to_dict("records")
    ) + "."  # fmt: skip
    note = "Band: interval of the typical ratio, whole groups of targets with one outcome resampled."
    sources = sorted({*rows["source"], *rows["outcome_source"]})
    keep = ["label", "entity", "period", "first_published", "target", "bound", "outcome", "low", "high", "unit",
            "ratio", "met", "restated"]  # fmt: skip
    return Chart(figure, title, alt, rows[keep], sources, note, "corridor-targets")


def _amount(value: float) -> str:
    return number(value, 0) if value >= 100 else number(value, 2)


def _coarse(value: float) -> str:
    """An amount that is reckoned and not published: three figures are all it is good for."""
    return _amount(float(f"{value:.3g}"))


def _what(row: dict[Hashable, Any]) -> str:
    said = pd.Timestamp(str(row["first_published"]))
    day = f"{said:%b %Y}" if row["day_known"] else f"{said:%Y}"
    return f"{row['label']} {row['period']}, said {day}"


def vintages_table(summary: pd.DataFrame, scored: pd.DataFrame) -> Table | None:
    """Show how targets fared by what they were about and how early they were told; None for no target."""
    if summary.empty:
        return None
    early = summary[summary["vintage"] == "more than a year ahead"]
    title = "Targets by what they were about and how early they were told"
    if len(early):
        met, told = round((early["met"] * early["targets"]).sum()), int(early["targets"].sum())
        title = f"Of the targets told more than a year ahead, {met} of {told} were met"
    spans = [Interval(row["ratio"], row["low"], row["high"]) for row in summary.to_dict("records")]
    frame = summary.assign(ratio=[interval_text(span, 2) for span in spans]).drop(columns=["low", "high"])
    labels = {"group": "about", "ratio": "outcome over target", "met": "share met", "vintage": "told"}
    return Table(frame, title, {"met": ".0%"}, labels, sorted({*scored["source"], *scored["outcome_source"]}))


def open_table(targets: pd.DataFrame) -> Table | None:
    """Show the targets still open, and what they would come to at the usual worth of a target; None for none."""
    if targets.empty:
        return None
    frame = targets.drop(columns=["series", "entity", "source", "low", "high"])
    share = float(frame["discounted"].iloc[0] / frame["target"].iloc[0])
    title = (
        f"{len(frame)} targets and forecasts are open; as past targets went they come to {share:.2f} of what they say"
    )
    if frame["discounted"].isna().all():
        title = f"{len(frame)} targets are open, and no past target is known by which to discount them"
    elif share >= 1:
        title = f"{len(frame)} targets are open; the record gives no reason to discount them"
    frame["discounted"] = [
        f"{_coarse(row['discounted'])} ({_coarse(row['low'])} to {_coarse(row['high'])})"
        for row in targets.to_dict("records")
    ]
    frame["unit"] = frame["unit"].replace("count", "trains")
    return Table(frame, title, {"target": _amount}, {"first_published": "first said", "label": "what"}, targets)


def forecast_chart(history: dict[str, pd.DataFrame], ahead: dict[str, pd.DataFrame], level: float) -> Chart | None:
    """Draw history and forecasts, one panel a measure; None where no measure has enough years.

    Parameters
    ----------
    history
        Yearly values by measure key.
    ahead
        Forecasts of the same keys, from :func:`helpers.analysis.corridor_forecast.forecasts`.
    level
        Share of the paths that the bands hold.
    """
    ahead = {key: frame for key, frame in ahead.items() if len(frame)}
    if not ahead:
        return None
    figure, axes = canvas(height=3.9, columns=len(ahead))
    for ax, (key, frame) in zip(np.atleast_1d(axes), ahead.items(), strict=True):
        past, scale = history[key], 1.0 if BY_KEY[key].family == "tonnes" else 1e-3
        top = 2.4 * max(past["value"].max(), frame[frame["method"] == "logistic"]["value"].max()) * scale
        for method, part in frame.groupby("method"):
            colour = PALETTE[METHOD_COLOURS[str(method)]]
            start = [past["value"].iloc[-1] * scale]
            years = [past["year"].iloc[-1], *part["year"]]
            low, high, value = ([*start, *(part[c] * scale)] for c in ("low", "high", "value"))
            ax.fill_between(years, low, np.minimum(high, top), color=colour, alpha=0.13, lw=0)
            ax.plot(years, value, color=colour)
        ends = frame.groupby("method").tail(1)
        heights = spaced(list(np.minimum(ends["value"] * scale, 0.95 * top)), 0.055 * top)
        for method, height in zip(ends["method"], heights, strict=True):
            colour = PALETTE[METHOD_COLOURS[method]]
            ax.text(frame["year"].max() + 0.15, height, method, color=colour, va="center", fontsize=8.7)
        ax.plot(past["year"], past["value"] * scale, "o-", color=PALETTE["neutral"])
        ax.set(ylim=(0, top), xlim=(past["year"].min() - 0.5, frame["year"].max() + 4.6), title=BY_KEY[key].label)
        ax.set_ylabel("million tonnes" if scale == 1 else "thousand TEU")
        years_shown = range(int(past["year"].min()), int(frame["year"].max()) + 1)
        ax.set_xticks([year for year in years_shown if (year - years_shown[-1]) % 3 == 0])
    key = next(iter(ahead))
    last = ahead[key][ahead[key]["year"] == ahead[key]["year"].max()].set_index("method")
    title = (
        f"By {int(last['year'].iloc[0])} the methods put the route between {last['value'].min():.1f} and "
        f"{last['value'].max():.1f} million tonnes, and every band also holds a fall below today's "
        f"{history[key]['value'].iloc[-1]:.1f}"
        if (last["low"] < history[key]["value"].iloc[-1]).all()
        else f"By {int(last['year'].iloc[0])} the methods put the route between {last['value'].min():.1f} and "
        f"{last['value'].max():.1f} million tonnes"
    )
    alt = "Lines with bands. " + " ".join(
        f"{BY_KEY[k].label}, {r['method']}, {int(r['year'])}: {number(r['value'])} "
        f"({number(r['low'])} to {number(r['high'])})."
        for k, frame in ahead.items()
        for r in frame[frame["year"] == frame["year"].max()].to_dict("records")
    )
    note = f"Bands hold {level:.0%} of bootstrap paths and are cut at the top of the picture."
    data = pd.concat([*ahead.values()], ignore_index=True)
    sources = sorted({source for frame in history.values() for source in frame["source"]})
    return Chart(figure, title, alt, data, sources, note, "corridor-forecast")


def skill_table(skill: pd.DataFrame, history: pd.DataFrame) -> Table | None:
    """Show how the methods did in the years already known; None for no test."""
    if skill.empty:
        return None
    honest = skill[skill["view"] == "as known then"]
    view = honest if len(honest) else skill
    best = view.nsmallest(1, "mean_miss").to_dict("records")[0]
    title = f"Back-tested, {best['method']} missed least ({best['mean_miss']:.0f} percent on average, {best['view']})"
    formats = {"mean_miss": ".0f", "bias": "+.0f", "inside": ".0%"}
    labels = {"mean_miss": "mean miss, percent", "bias": "bias, percent", "inside": "outcomes in the band"}
    return Table(skill, title, formats, labels, history)


def nowcast_table(nowcasts: pd.DataFrame) -> Table | None:
    """Show what carrying the growth so far to the whole year gave, and what came; None without any."""
    if nowcasts.empty:
        return None
    frame = nowcasts.drop(columns="sources")
    sources = sorted({source for used in nowcasts["sources"] for source in used})
    known = frame.dropna(subset="error")
    late = known[known["months"] >= 4]
    title = "Growth so far carried to the whole year"
    if len(late):
        worst = late.assign(miss=late["error"].abs()).nlargest(1, "miss").to_dict("records")[0]
        title += (
            f": from four months on it erred most for {int(worst['year'])}, when {int(worst['months'])} months "
            f"promised {worst['nowcast']:.1f} million tonnes and {worst['outcome']:.1f} came"
        )
    formats = {"growth": "+.1f", "nowcast": ".2f", "outcome": ".2f", "error": "+.1f"}
    labels = {"growth": "growth so far, percent", "error": "error, percent"}
    labels |= {"nowcast": "Mt promised", "outcome": "Mt came"}
    return Table(frame, title, formats, labels, sources)

"""Figures and tables of the corridor's targets and of its growth to come."""

from collections.abc import Hashable
from math import floor, log10
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from helpers.analysis.corridor import BY_KEY
from helpers.locale import Name, _, heads, n_, p_, rounded, short
from helpers.models.interval import Interval
from helpers.present.chart import Chart
from helpers.present.corridor import spaced
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import interval_text, number

HEADS = heads("period", "target", "unit", "discounted", "targets", "view", "method", "tests", "year", "months")
METHODS = {"damped trend": Name("damped trend"), "logistic": Name("logistic"), "no change": Name("no change")}
"""What the methods of a forecast are called."""

VIEWS = {"as known then": Name("as known then"), "today's figures": Name("today's figures")}
"""By which figures a method was tested."""

GROUPS = {"carried": Name("carried"), "capacity": Name("capacity")}
"""What targets are about."""

VINTAGES = {
    "after the year": Name("after the year"),
    "in its last quarter": Name("in its last quarter"),
    "within the year": Name("within the year"),
    "more than a year ahead": Name("more than a year ahead"),
}
"""How early a target was told."""

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
        name = _("{target} said, {outcome} came", target=_amount(row["target"]), outcome=_amount(row["outcome"]))
        ax.text(max(row["ratio"], 1) + 0.05, y, name, va="center", fontsize=8.6, color=colour)
    ax.set_yticks(range(len(rows)), [_what(row) for row in rows.to_dict("records")], fontsize=8.6)
    right = max(2.05, rows["ratio"].max() + 0.65)
    ax.set(xlabel=_("outcome over target"), xlim=(0.25, right), ylim=(-0.7, len(rows) - 0.3))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    met = int(rows["met"].sum())
    title = n_(
        "{n} of {all} targets told ahead was met", "{n} of {all} targets told ahead were met", met, all=len(rows)
    )
    if worth:
        title = n_(
            "{n} of {all} targets told ahead was met; the typical outcome was {worth} times the target",
            "{n} of {all} targets told ahead were met; the typical outcome was {worth} times the target",
            met, all=len(rows), worth=interval_text(worth, 2),
        )  # fmt: skip
    dots = "; ".join(_("{what}: {ratio:.2f}", what=_what(row), ratio=row["ratio"]) for row in rows.to_dict("records"))
    alt = _("Dots of outcome over target: {dots}.", dots=dots)
    note = _(
        "Tonnes are in millions. Band: interval of the typical ratio, whole groups of targets with one outcome "
        "resampled."
    )
    sources = sorted({*rows["source"], *rows["outcome_source"]})
    keep = ["label", "entity", "period", "first_published", "target", "bound", "outcome", "low", "high", "unit",
            "ratio", "met", "restated"]  # fmt: skip
    return Chart(figure, title, alt, rows[keep], sources, note, "corridor-targets")


def _amount(value: float) -> str:
    return number(value, 0) if value >= 100 else number(value, 2)


def _coarse(value: float) -> str:
    """An amount that is reckoned and not published: three figures are all it is good for."""
    return _amount(rounded(value, 2 - floor(log10(value))) if value > 0 else value)


def _what(row: dict[Hashable, Any]) -> str:
    said = pd.Timestamp(str(row["first_published"]))
    when = short(f"{said:%Y-%m}" if row["day_known"] else f"{said:%Y}")
    return _("{label} {period}, said {when}", label=row["label"], period=row["period"], when=when)


def vintages_table(summary: pd.DataFrame, scored: pd.DataFrame) -> Table | None:
    """Show how targets fared by what they were about and how early they were told; None for no target."""
    if summary.empty:
        return None
    early = summary[summary["vintage"] == "more than a year ahead"]
    title = _("Targets by what they were about and how early they were told")
    if len(early):
        title = n_(
            "Of the targets told more than a year ahead, {n} of {all} was met",
            "Of the targets told more than a year ahead, {n} of {all} were met",
            round((early["met"] * early["targets"]).sum()), all=int(early["targets"].sum()),
        )  # fmt: skip
    spans = [Interval(row["ratio"], row["low"], row["high"]) for row in summary.to_dict("records")]
    frame = summary.assign(
        ratio=[interval_text(span, 2) for span in spans], group=summary["group"].map(GROUPS),
        vintage=summary["vintage"].map(VINTAGES),
    ).drop(columns=["low", "high"])  # fmt: skip
    labels = {
        "group": p_("column", "about"), "ratio": _("outcome over target"), "met": _("share met"),
        "vintage": p_("column", "told"),
    }  # fmt: skip
    sources = sorted({*scored["source"], *scored["outcome_source"]})
    return Table(frame, title, {"met": ".0%"}, labels, sources, name="corridor-target-vintages")


def open_table(targets: pd.DataFrame) -> Table | None:
    """Show the targets still open, and what they would come to at the usual worth of a target; None for none."""
    if targets.empty:
        return None
    frame = targets.drop(columns=["series", "entity", "source", "low", "high"])
    share = float(frame["discounted"].iloc[0] / frame["target"].iloc[0])
    title = _open_title(len(frame), share)
    frame["discounted"] = [
        _(
            "{value} ({low} to {high})",
            value=_coarse(row["discounted"]), low=_coarse(row["low"]), high=_coarse(row["high"]),
        )
        for row in targets.to_dict("records")
    ]  # fmt: skip
    frame["unit"] = [p_("unit", "trains") if unit == "count" else p_("unit", str(unit)) for unit in frame["unit"]]
    labels = {"first_published": _("first said"), "label": p_("column", "what")}
    return Table(frame, title, {"target": _amount}, labels, targets, name="corridor-targets-open")


def _open_title(targets: int, share: float) -> str:
    if np.isnan(share):
        return n_(
            "{n} target is open, and no past target is known by which to discount them",
            "{n} targets are open, and no past target is known by which to discount them",
            targets,
        )
    if share >= 1:
        return n_(
            "{n} target is open; the record gives no reason to discount them",
            "{n} targets are open; the record gives no reason to discount them",
            targets,
        )
    return n_(
        "{n} target or forecast is open; as past targets went it comes to {share:.2f} of what it says",
        "{n} targets and forecasts are open; as past targets went they come to {share:.2f} of what they say",
        targets, share=share,
    )  # fmt: skip


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
            ax.text(frame["year"].max() + 0.15, height, str(METHODS[method]), color=colour, va="center", fontsize=8.7)
        ax.plot(past["year"], past["value"] * scale, "o-", color=PALETTE["neutral"])
        ax.set(ylim=(0, top), xlim=(past["year"].min() - 0.5, frame["year"].max() + 4.6))
        ax.set_title(f"{BY_KEY[key].label:Nom}")
        ax.set_ylabel(_("million tonnes") if scale == 1 else _("thousand TEU"))
        ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
        years_shown = range(int(past["year"].min()), int(frame["year"].max()) + 1)
        ax.set_xticks([year for year in years_shown if (year - years_shown[-1]) % 3 == 0])
    lines = " ".join(
        _(
            "{measure:Nom}, {method}, {year}: {value} ({low} to {high}).",
            measure=BY_KEY[k].label, method=METHODS[r["method"]], year=int(r["year"]), value=number(r["value"]),
            low=number(r["low"]), high=number(r["high"]),
        )
        for k, frame in ahead.items()
        for r in frame[frame["year"] == frame["year"].max()].to_dict("records")
    )  # fmt: skip
    alt = _("Lines with bands. {lines}", lines=lines)
    note = _("Bands hold {level:.0%} of bootstrap paths and are cut at the top of the picture.", level=level)
    key = next(iter(ahead))
    title = _forecast_title(ahead[key], float(history[key]["value"].iloc[-1]))
    data = pd.concat([*ahead.values()], ignore_index=True)
    sources = sorted({source for frame in history.values() for source in frame["source"]})
    return Chart(figure, title, alt, data, sources, note, "corridor-forecast")


def _forecast_title(ahead: pd.DataFrame, today: float) -> str:
    last = ahead[ahead["year"] == ahead["year"].max()]
    said: dict[str, Any] = {
        "year": int(last["year"].iloc[0]), "low": last["value"].min(), "high": last["value"].max(),
    }  # fmt: skip
    if not (last["low"] < today).all():
        return _("By {year} the methods put the route between {low:.1f} and {high:.1f} million tonnes", **said)
    return _(
        "By {year} the methods put the route between {low:.1f} and {high:.1f} million tonnes, and every band also "
        "holds a fall below today's {today:.1f}",
        today=today, **said,
    )  # fmt: skip


def skill_table(skill: pd.DataFrame, history: pd.DataFrame) -> Table | None:
    """Show how the methods did in the years already known; None for no test."""
    if skill.empty:
        return None
    honest = skill[skill["view"] == "as known then"]
    view = honest if len(honest) else skill
    best = view.nsmallest(1, "mean_miss").to_dict("records")[0]
    title = _(
        "Back-tested, {method} missed least ({miss:.0f} percent on average, {view})",
        method=METHODS[best["method"]], miss=best["mean_miss"], view=VIEWS[best["view"]],
    )  # fmt: skip
    frame = skill.assign(method=skill["method"].map(METHODS), view=skill["view"].map(VIEWS))
    formats = {"mean_miss": ".0f", "bias": "+.0f", "inside": ".0%"}
    labels = {
        "mean_miss": _("mean miss, percent"), "bias": _("bias, percent"), "inside": _("outcomes in the band"),
    }  # fmt: skip
    return Table(frame, title, formats, labels, history, name="corridor-back-test")


def nowcast_table(nowcasts: pd.DataFrame) -> Table | None:
    """Show what carrying the growth so far to the whole year gave, and what came; None without any."""
    if nowcasts.empty:
        return None
    frame = nowcasts.drop(columns="sources")
    sources = sorted({source for used in nowcasts["sources"] for source in used})
    known = frame.dropna(subset="error")
    late = known[known["months"] >= 4]
    title = _("Growth so far carried to the whole year")
    if len(late):
        worst = late.assign(miss=late["error"].abs()).nlargest(1, "miss").to_dict("records")[0]
        title = _(
            "Growth so far carried to the whole year: from four months on it erred most for {year}, when {months} "
            "months promised {nowcast:.1f} million tonnes and {outcome:.1f} came",
            year=int(worst["year"]), months=int(worst["months"]), nowcast=worst["nowcast"], outcome=worst["outcome"],
        )  # fmt: skip
    formats = {"growth": "+.1f", "nowcast": ".2f", "outcome": ".2f", "error": "+.1f"}
    labels = {
        "growth": _("growth so far, percent"), "error": _("error, percent"), "nowcast": _("Mt promised"),
        "outcome": _("Mt came"),
    }  # fmt: skip
    return Table(frame, title, formats, labels, sources, name="corridor-growth-so-far")

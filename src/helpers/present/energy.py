"""Figures of the oil itself: what flowed, what was promised, what growth the goal needs."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.energy import NARROW, WIDE, Goal
from helpers.locale import Name, _, heads, n_, p_, rounded, short
from helpers.models.interval import Interval
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import listing, number, significant_digits

HEADS = heads("scope", "year", "met", "low", "high")

COLOURS = {"narrow": "kz", "wide": "az"}
"""Colour of a scope."""


def mt(kt: float, digits: int | None = None) -> str:
    """Thousand tonnes as million tonnes.

    >>> mt(7000.0), mt(1392.0)
    ('7', '1.39')
    """
    millions = kt / 1000
    return number(millions, significant_digits(rounded(millions, 2)) if digits is None else digits)


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
    ax.annotate(_("goal, {goal}", goal=mt(goal.kt)), (goal.year, goal.kt / 1000), (-10, 0), textcoords="offset points",
                ha="right", va="center", color=PALETTE["bad"])  # fmt: skip
    first = int(shown["year"].min())
    ax.set(ylabel=p_("unit", "Mt a year"), xlim=(first - 0.7, goal.year + 1.3), ylim=(0, 1.12 * goal.kt / 1000))
    ax.set_xticks(range(first - first % 2 + 2, goal.year + 1, 3))
    own = years[NARROW.key]
    last = (own if len(own) else shown).iloc[-1]
    title = _flows_title(last, goal, into_the_pipeline=len(own) > 0)
    alt = _(
        "Dots by year in million tonnes. {years} A star marks the goal of {goal} in {year}.",
        years=_spoken(years), goal=mt(goal.kt), year=goal.year,
    )  # fmt: skip
    note = _(
        "Into the pipeline: oil that enters Baku-Tbilisi-Ceyhan. All shipped to Azerbaijan: from Aktau to any port, "
        "for refining too. Hollow: a year carried on at the pace of its first months. A bar is the range of all "
        "published figures. Years without a dot have no published figure, which is not nought."
    )
    sources = sorted({s for used in shown["sources"] for s in used})
    data = shown.drop(columns=["rows", "sources"])
    return Chart(figure, title, alt, data, sources, note, "energy-flows")


def _flows_title(last: pd.Series, goal: Goal, *, into_the_pipeline: bool) -> str:
    said = {"year": last["year"], "size": mt(last["value"]), "goal": goal.year}
    where = Name("the pipeline took") if into_the_pipeline else Name("Azerbaijan received")
    if last["value"] <= 0:
        return _("In {year} {where} {size} Mt of Kazakh oil", where=where, year=last["year"], size=mt(last["value"]))
    said |= {"where": where, "times": number(goal.kt / last["value"], 1)}
    if last["pace"]:
        return _(
            "In {year} {where} {size} Mt of Kazakh oil, at the pace of its first months; the goal for {goal} is "
            "{times} times that",
            **said,
        )
    return _("In {year} {where} {size} Mt of Kazakh oil; the goal for {goal} is {times} times that", **said)


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
        ax.annotate(str(label), (x, y), (0, 8), textcoords="offset points", color=colour,
                    ha="right" if above else "left")  # fmt: skip


def _spoken(years: Mapping[str, pd.DataFrame]) -> str:
    labels = {NARROW.key: NARROW.label, WIDE.key: WIDE.label}
    return " ".join(
        _(
            "{scope:Nom}: {years}.", scope=labels[key],
            years=listing(f"{row['year']} {mt(row['value'])}" for row in frame.to_dict("records")),
        )
        for key, frame in years.items()
        if len(frame)
    )  # fmt: skip


def promises_chart(promises: pd.DataFrame, scored: pd.DataFrame, goal: Goal) -> Chart | None:
    """Draw every promise beside what came: those for a named year, and those without; None without an outcome.

    Parameters
    ----------
    promises, scored
        From :mod:`helpers.analysis.energy_targets`.
    """
    named = scored[scored["series"] == NARROW.series]
    told = pd.DataFrame({
        "said": named["first_published"], "target": named["target"], "came": named["outcome"],
        "label": [Name("for {year}", year=year) for year in named["period"]], "source": named["source"],
    })  # fmt: skip
    loose = pd.DataFrame({
        "said": promises["said"], "target": promises["target"], "came": promises["best"],
        "label": p_("promise", "no year"), "source": promises["source"],
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
    for word, column, role in ((_("came"), "came", "kz"), (_("promised"), "target", "accent")):
        ax.annotate(word, (rows.loc[first, column] / 1000, len(rows) - 1 - first), (0, 6), ha="center", va="bottom",
                    textcoords="offset points", color=PALETTE[role], fontsize=8.8)  # fmt: skip
    ax.axvline(goal.kt / 1000, color=PALETTE["bad"], lw=1, ls="--")
    ax.text(goal.kt / 1000, len(rows) - 0.2, " " + _("{goal} Mt", goal=mt(goal.kt)), color=PALETTE["bad"], fontsize=8.8)
    ax.set_xscale("log")
    ax.set_xticks([1, 2, 5, 10, 25], ["1", "2", "5", "10", "25"])
    ax.minorticks_off()
    names = [f"{_month(row['said'])}, {row['label']}" for row in rows.to_dict("records")]
    ax.set_yticks(range(len(rows)), names[::-1], fontsize=8.8)
    ax.set(xlabel=_("Mt a year, logarithmic scale"), xlim=(0.85, 38), ylim=(-0.7, len(rows) + 0.5))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    met = int((judged["came"] >= 0.98 * judged["target"]).sum())
    title = _(
        "Of {all} promises for the pipeline since {year}, {met} came true",
        all=len(judged), year=rows["said"].dt.year.min(), met=met or Name("none"),
    )  # fmt: skip
    alt = _("Pairs of dots on a multiplying scale. {pairs}.", pairs=_pairs(rows))
    note = _(
        "Diamond: what was promised. Dot: what came, in the year named, or the best year since where no year was "
        "named. No dot: no year has ended since. The lower end of a range is taken."
    )
    return Chart(figure, title, alt, rows.drop(columns="source"), rows, note, "energy-promises")


def _pairs(rows: pd.DataFrame) -> str:
    said = []
    for row in rows.to_dict("records"):
        told = {"month": _month(row["said"]), "label": row["label"], "target": mt(row["target"])}
        if np.isfinite(row["came"]):
            said.append(_("{month} {label}: {target}, came {came}", came=mt(row["came"]), **told))
        else:
            said.append(_("{month} {label}: {target}, came nothing yet", **told))
    return "; ".join(said)


def _month(said: pd.Timestamp) -> str:
    return short(f"{said:%Y-%m}")


def scored_table(scored: pd.DataFrame) -> Table | None:
    """List the targets for a named year with their outcomes; None without any."""
    if scored.empty:
        return None
    scopes = {NARROW.series: _("pipeline"), WIDE.series: _("all to Azerbaijan")}
    frame = pd.DataFrame({
        "scope": [scopes[series] for series in scored["series"]], "year": scored["period"].astype(int),
        "first": scored["first_published"], "target": scored["target"] / 1000, "outcome": scored["outcome"] / 1000,
        "ratio": scored["ratio"], "met": scored["met"], "ahead": scored["ahead"],
    })  # fmt: skip
    title = n_(
        "{n} of {all} targets for a named year was met", "{n} of {all} targets for a named year were met",
        int(scored["met"].sum()), all=len(scored),
    )  # fmt: skip
    formats = {"target": ".2f", "outcome": ".2f", "ratio": ".2f"}
    labels = {
        "first": _("first told"), "target": _("target, Mt"), "outcome": _("outcome, Mt"),
        "ratio": _("outcome to target"), "ahead": _("told a quarter ahead"),
    }  # fmt: skip
    note = _("Met: short of the target by the tolerance of the parameters at most.")
    return Table(frame, title, formats, labels, scored, note, name="energy-targets")


def open_table(rows: pd.DataFrame, worth: Interval | None) -> Table | None:
    """List the targets still open, with what they come to at the usual worth; None without any."""
    if rows.empty:
        return None
    frame = rows.drop(columns="source").assign(period=rows["period"].astype(int)).rename(columns={"period": "year"})
    sizes = ["target", "discounted", "low", "high"]
    frame[sizes] /= 1000
    title = n_("{n} target is open", "{n} targets are open", len(rows))
    if worth:
        title = n_(
            "{n} target is open; a target has been worth {worth:.2f} of its figure",
            "{n} targets are open; a target has been worth {worth:.2f} of its figure",
            len(rows), worth=worth.value,
        )  # fmt: skip
    labels = {
        "first_published": _("first told"), "target": _("target, Mt"), "discounted": _("at the usual worth, Mt"),
    }  # fmt: skip
    return Table(frame, title, dict.fromkeys(sizes, ".2f"), labels, rows, name="energy-open-targets")

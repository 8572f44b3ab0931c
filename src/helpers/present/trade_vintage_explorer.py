"""The year as it could be forecast from day to day: by a reader's method, growth and treatment of gold."""

from collections import defaultdict
from typing import Any, Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from helpers.analysis.trade import COUNTRY, OWNER, lines_of
from helpers.analysis.trade_vintages import METHODS, forecasts
from helpers.evidence import Evidence
from helpers.locale import Name, _
from helpers.models.interval import Interval
from helpers.parameters import Trade
from helpers.parameters.common import parameter
from helpers.present.chart import Sources
from helpers.present.explorer import Explorer, View
from helpers.present.style import PALETTE, WHITE, canvas
from helpers.present.trade import ROLE
from helpers.present.words import interval_text, number

_COLUMN = 1.45
"""How far an axis goes beyond its greatest forecast, to hold the column of numbers."""

_FALL = -0.5
"""Growth of the rest of the year in the still that shows what it does."""


class Forecast(Trade):
    """What the forecast can be asked beside the parameters of the notebook."""

    method: Literal[
        "course of other years", "in proportion", "growth so far", "rest of last year", "trend of years"
    ] = parameter(
        "course of other years", "How the known part of the year is carried on to the whole.", names=METHODS
    )  # fmt: skip
    growth: float = parameter(
        0.0, "Growth over last year of the rest of the year, where that is what is carried on.", unit="ratio", ge=-0.9,
        le=2,
    )  # fmt: skip


def vintage_explorer(evidence: Evidence, parameters: Trade, rows: Sources) -> Explorer[Forecast] | None:
    """Explore the forecasts of the year; None where no part of it was published, or no method finds enough.

    Parameters
    ----------
    rows
        The observations behind the forecasts.
    """
    start = Forecast(**dict(parameters))
    reach = max(float(view_of(evidence, start, method)["value"].max()) for method in METHODS)
    if not np.isfinite(reach):
        return None
    return Explorer(
        _("What would the year come to, by the day and the method of the forecast?"),
        start,
        lambda asked: vintage_view(view_of(evidence, asked, asked.method), asked, reach),
        controls=("method", "growth", "gold"),
        stills={
            _("Course of other years"): {"method": "course of other years"},
            _("Growth so far"): {"method": "growth so far"},
            _("Rest of last year"): {"method": "rest of last year"},
            _("Rest of last year, {growth:+.0%}", growth=_FALL): {"method": "rest of last year", "growth": _FALL},
        },
        sources=rows,
        note=_(
            "Bar: the part that was known on the day. Dot and line: forecast, with an interval where the method gives "
            "one. Hollow: with the gold as a purchase that does not repeat. Dashed: as published since."
        ),
    )  # fmt: skip


def view_of(evidence: Evidence, asked: Forecast, method: str) -> pd.DataFrame:
    """Return the forecasts by one method at a setting."""
    return forecasts(evidence, asked, method, asked.growth if method == "rest of last year" else 0.0)


def vintage_view(table: pd.DataFrame, asked: Forecast, reach: float) -> View:
    """Draw the forecasts of one method, a line a day.

    Parameters
    ----------
    table
        As :func:`helpers.analysis.trade_vintages.forecasts` returns them.
    reach
        The greatest forecast of all methods, USD million.
    """
    days = table.drop_duplicates(["reporter", "day"])
    forecasts_of = defaultdict(list)
    for line in lines_of(table):
        forecasts_of[line.reporter, line.day].append(line)
    fig, ax = canvas(width=5.2, height=0.8 + 0.4 * len(days))
    for place, line in enumerate(lines_of(days)):
        ax.barh(place, line.part, height=0.62, color=PALETTE[ROLE[line.reporter]], alpha=0.18)
        found = forecasts_of[line.reporter, line.day]
        for shift, one in zip((0.0,) if len(found) == 1 else (-0.2, 0.22), found, strict=True):
            _draw_forecast(ax, one, place + shift, _COLUMN * reach)
    _draw_outcomes(ax, days)
    ax.set_yticks(range(len(days)), [_label(line) for line in lines_of(days)], fontsize=8.7)
    ax.set(xlim=(0, _COLUMN * reach), ylim=(len(days) - 0.4, -0.6), xlabel=_("Turnover, USD million"))
    ax.set_xticks(MaxNLocator(4).tick_values(0, reach)[:-1])
    ax.grid(visible=True, axis="x")
    ax.grid(visible=False, axis="y")
    words = _words(table, asked)
    return View(fig, words, _("Dots with intervals, a line a day of forecast: {words}", words=words), table)


def _label(line: Any) -> str:
    return _("{country}, {months} months\n{day}", country=COUNTRY[line.reporter], months=line.months, day=line.day)


def _draw_forecast(ax: Axes, line: Any, place: float, edge: float) -> None:
    """One dot with its interval, and its numbers at the edge."""
    known, once = np.isfinite(line.value), line.gold == "once"
    colour = PALETTE["accent" if once else ROLE[line.reporter]]
    if known:
        ax.hlines(place, line.low, line.high, color=colour, lw=3, alpha=0.5)
        ax.plot(line.value, place, "o", color=colour, mfc="white" if once else colour, ms=6)
    text = interval_text(Interval(line.value, line.low, line.high)) if known else _("too little known")
    ax.text(edge, place, text, va="center", ha="right", fontsize=8.7, bbox=WHITE,
            color=colour if known else PALETTE["muted"])  # fmt: skip


def _draw_outcomes(ax: Axes, days: pd.DataFrame) -> None:
    """The year as it was published, across the lines of its reporter."""
    for _reporter, found in days.reset_index(drop=True).dropna(subset=["outcome"]).groupby("reporter"):
        value, first, last = found["outcome"].iloc[0], found.index[0], found.index[-1]
        ax.vlines(value, first - 0.45, last + 0.45, color=PALETTE["good"], ls="--", lw=1.6)


def _words(table: pd.DataFrame, asked: Forecast) -> str:
    """Say what the method makes of the year, and what came."""
    method = METHODS[asked.method]
    if asked.method == "rest of last year" and asked.growth:
        method = Name("the rest of last year, {growth:+.0%}", growth=asked.growth)
    told = [_of_reporter(str(name), lines) for name, lines in table.groupby("reporter", sort=False)]
    return " ".join([_("Forecast by {method}.", method=method), *told])


def _of_reporter(reporter: str, lines: pd.DataFrame) -> str:
    found = lines.drop_duplicates("day").dropna(subset=["value"])
    if found.empty:
        return _("Nothing can be said of the year in {owner}: too little was known.", owner=OWNER[reporter])
    first, last = found.iloc[0], found.iloc[-1]
    said = {
        "owner": OWNER[reporter], "first": number(first["value"], 0), "day": first["day"],
        "last": number(last["value"], 0), "later": last["day"],
    }  # fmt: skip
    told = _(
        "In {owner} the year was put at {first} million on {day}, and at {last} million on {later}.", **said
    ) if len(found) > 1 else _("In {owner} the year was put at {first} million on {day}.", **said)  # fmt: skip
    return " ".join([told, *_afterwards(lines, last)])


def _afterwards(lines: pd.DataFrame, last: pd.Series) -> list[str]:
    """What gold changes at the last day, and how far the year that came lies from the forecast."""
    told, once = [], lines[(lines["gold"] == "once") & (lines["day"] == last["day"])].dropna(subset=["value"])
    if last["gold"] == "repeats" and len(once):
        told.append(_("With the gold as a purchase that does not repeat it is {value} million.",
                      value=number(once["value"].iloc[0], 0)))  # fmt: skip
    if np.isfinite(last["outcome"]):
        gap, outcome = last["outcome"] / last["value"] - 1, number(last["outcome"], 0)
        inside = last["low"] <= last["outcome"] <= last["high"]
        told.append(_came(gap, outcome, inside=inside, spread=last["low"] < last["high"]))
    return told


def _came(gap: float, outcome: str, *, inside: bool, spread: bool) -> str:
    if not spread:
        return _("The year came to {outcome} million, {gap:+.0%} from the last forecast.", outcome=outcome, gap=gap)
    if inside:
        return _(
            "The year came to {outcome} million, {gap:+.0%} from the last forecast and inside its interval.",
            outcome=outcome, gap=gap,
        )  # fmt: skip
    return _(
        "The year came to {outcome} million, {gap:+.0%} from the last forecast and outside its interval.",
        outcome=outcome, gap=gap,
    )  # fmt: skip

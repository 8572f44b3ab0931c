"""Figures of the level of the Caspian."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.caspian_compared import by_start
from helpers.analysis.caspian_level import GAUGES, Satellite
from helpers.locale import MONTHS, Name, _, n_, p_, short, short_month, spoken
from helpers.models.interval import Interval
from helpers.parameters import Caspian
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.words import interval_text, number

NETWORKS = {"Kazakh": PALETTE["kz"], "Azerbaijani": PALETTE["az"], "other": PALETTE["muted"]}


def span(low: float, high: float, digits: int) -> str:
    """Write a range, or one number where both ends round to it.

    >>> span(1.7, 2.14, 1), span(27.0, 27.2, 0)
    ('1.7 to 2.1', '27')
    """
    least, most = number(low, digits), number(high, digits)
    return least if least == most else p_("range", "{low} to {high}", low=least, high=most)


def month_of(time: float) -> Name:
    """Write a decimal year as its month.

    >>> str(month_of(2020.7))
    'September 2020'
    """
    return spoken(_iso_month(time))


def short_month_of(time: float) -> str:
    """Write a decimal year as its month, as shortly as a table needs it.

    >>> short_month_of(2020.7)
    'Sep 2020'
    """
    return short(_iso_month(time))


def _iso_month(time: float) -> str:
    return f"{int(time)}-{int(12 * (time % 1)) + 1:02d}"


def metres(interval: Interval | None, digits: int = 2) -> str:
    """Write a fall as a positive number of metres with its interval; a dash where there is none."""
    return number(None) if interval is None else interval_text(interval.scaled(-1), digits, "m")


def levels_chart(file: Satellite | None, gauges: pd.DataFrame) -> Chart | None:
    """Draw satellites and gauges in a panel each: one scale of metres, two datums."""
    rows = gauges[gauges["year"] >= 1992]
    if file is None or rows.empty:
        return None
    fig, (above, below) = canvas(height=5.4, rows=2, sharex=True)
    above.plot(file.months["time"], file.months["level"], color=PALETTE["muted"], linewidth=0.8, alpha=0.6)
    above.plot(file.yearly.years + 0.5, file.yearly.mean, color=PALETTE["accent"], marker="o", markersize=3.5)
    above.set_ylabel(_("m, satellite datum (DAHITI)"))
    above.annotate(_("months"), (0.70, 0.82), xycoords="axes fraction", color=PALETTE["muted"])
    above.annotate(
        _("yearly means,\nseasonal cycle removed"),
        (0.02, 0.22),
        xycoords="axes fraction",
        color=PALETTE["accent"],
    )
    for whose, points in rows.groupby("network"):
        colour = NETWORKS[str(whose)]
        below.plot(
            points["year"] + 0.5,
            points["value"],
            "o" if whose != "Kazakh" else "o-",
            color=colour,
            linewidth=1,
        )
    for place, (whose, colour) in enumerate((w, c) for w, c in NETWORKS.items() if w in set(rows["network"])):
        below.annotate(str(GAUGES[whose]), (0.02, 0.30 - 0.11 * place), xycoords="axes fraction", color=colour)
    below.set_ylabel(_("m, Baltic system (BHS)"))
    _same_metres(above, below)
    low, high = float(file.yearly.mean[-1]), float(file.yearly.mean.max())
    last, top = int(file.yearly.years[-1]), int(file.yearly.years[file.yearly.mean.argmax()])
    return Chart(
        fig,
        title=_("From {top} to {last} the sea fell by {fall:.2f} m", top=top, last=last, fall=high - low),
        alt=_(
            "Two panels over the years 1992 to {last}. Above, satellite levels: {high:.2f} m in {top}, {low:.2f} m in "
            "{last}. Below, {n} gauge levels in the Baltic system, down to {least:.2f} m.",
            last=last,
            high=high,
            top=top,
            low=low,
            n=len(rows),
            least=float(rows["value"].min()),
        ),
        data=_long(file, rows),
        sources=[*file.months["source"], *rows["source"]],
        note=_("Each panel has its own zero: compare changes between the panels, not levels."),
        name="levels",
    )


def _same_metres(*axes: Axes) -> None:
    """Give panels the same metres per inch."""
    reach = max(float(np.ptp(ax.get_ylim())) for ax in axes)
    for ax in axes:
        middle = float(np.mean(ax.get_ylim()))
        ax.set_ylim(middle - reach / 2, middle + reach / 2)


def _long(file: Satellite, gauges: pd.DataFrame) -> pd.DataFrame:
    satellite = pd.DataFrame(
        {"measure": str(file.name), "year": file.yearly.years, "level": file.yearly.mean, "datum": "DAHITI"}
    )
    table = gauges.assign(
        measure=[str(GAUGES[whose]) for whose in gauges["network"]], level=gauges["value"], datum="BHS"
    )
    return pd.concat([satellite, table[["measure", "year", "level", "datum"]]], ignore_index=True)


def season_chart(file: Satellite | None) -> Chart | None:
    """Draw the mean seasonal cycle."""
    if file is None:
        return None
    fig, ax = canvas(height=2.8)
    season = 100 * file.yearly.season
    ax.bar(range(12), season, color=PALETTE["accent"], width=0.7)
    ax.axhline(0, color=PALETTE["muted"], linewidth=0.8)
    ax.set_xticks(range(12), [short_month(f"2000-{month:02d}") for month in range(1, 13)])
    ax.set_ylabel(_("cm from the yearly mean"))
    high, low = MONTHS[int(season.argmax())], MONTHS[int(season.argmin())]
    values = {"low": low, "high": high, "swing": float(np.ptp(season))}
    return Chart(
        fig,
        title=_(
            "Between {low} and {high} the sea rises by {swing:.0f} cm every year, then falls again",
            **values,
        ),
        alt=_("Bars for twelve months: lowest in {low}, highest in {high}, {swing:.0f} cm apart.", **values),
        data=pd.DataFrame({"month": [str(month) for month in MONTHS], "cm": season}),
        sources=file.months["source"].unique(),
        name="season",
    )


def falls_chart(changes: pd.DataFrame, said: float, sources: list[str]) -> Chart | None:
    """Draw every measure of the fall with its interval beside the article's figure."""
    if changes.empty:
        return None
    rows = changes.drop_duplicates(["datum", "where", "change"]).iloc[::-1].reset_index(drop=True)
    fig, ax = canvas(height=0.8 + 0.42 * len(rows))
    ax.axvline(said, color=PALETTE["bad"], linewidth=1.2, linestyle="--")
    for place, row in enumerate(rows.to_dict("records")):
        colour = {"DAHITI": PALETTE["accent"], "BHS": PALETTE["kz"]}.get(row["datum"], PALETTE["muted"])
        ax.plot(
            [-row["high"], -row["low"]],
            [place, place],
            color=colour,
            linewidth=3,
            alpha=0.45,
            solid_capstyle="butt",
        )
        ax.plot(-row["change"], place, "o", color=colour)
    ax.set_yticks(range(len(rows)), rows["measure"])
    ax.set_ylim(-0.6, len(rows) - 0.2)
    ax.annotate(
        _("article: {said:g} m", said=said),
        (said, len(rows) - 0.35),
        xytext=(4, 0),
        textcoords="offset points",
        color=PALETTE["bad"],
        va="center",
    )
    ax.grid(axis="x")
    ax.grid(axis="y", visible=False)
    ax.set_xlabel(_("fall in metres"))
    start, end = int(rows["start"].iloc[0]), int(rows["end"].iloc[0])
    sea = -rows.loc[~rows["where"].str.contains("port"), "change"]
    found = span(float(sea.min()), float(sea.max()), 2)
    return Chart(
        fig,
        title=_("From {start} to {end} the sea fell by {fall} m, by who measures", start=start, end=end, fall=found),
        alt=n_(
            "Dots, some with intervals, for {n} measure; of the sea {fall} m; the article says {said:g} m.",
            "Dots, some with intervals, for {n} measures; of the sea {fall} m; the article says {said:g} m.",
            len(rows),
            fall=found,
            said=said,
        ),
        data=changes.drop(columns="rows"),
        sources=sources,
        note=_(
            "Stated changes have no published error; the same statement in several outlets is drawn once. A port is "
            "not the sea: its dot is not in the title."
        ),
        name="falls",
    )


def by_start_chart(file: Satellite | None, parameters: Caspian) -> Chart | None:
    """Draw the fall to the last year of the parameters from every possible start."""
    end, marked = parameters.end_year, parameters.start_year
    if file is None or not file.yearly.has(end):
        return None
    table = by_start(file, end, parameters.interval)
    fig, ax = canvas(height=3.0)
    ax.fill_between(table["start"], -table["high"], -table["low"], color=PALETTE["accent"], alpha=0.25, linewidth=0)
    ax.plot(table["start"], -table["change"], color=PALETTE["accent"], marker="o", markersize=3.5)
    here = table[table["start"] == marked]
    ax.plot(here["start"], -here["change"], "o", color=PALETTE["bad"], markersize=8)
    for row in here.to_dict("records"):
        ax.annotate(
            _("{year}: {fall:.2f} m", year=marked, fall=-row["change"]),
            (marked, -row["change"]),
            xytext=(6, 8),
            textcoords="offset points",
            color=PALETTE["bad"],
        )
    ax.set_xlabel(_("first year"))
    ax.set_ylabel(_("fall to {end}, m", end=end))
    ax.set_ylim(bottom=0)
    top = table.sort_values("change").iloc[0]
    return Chart(
        fig,
        title=_(
            "No start makes the fall to {end} larger than {fall:.2f} m (from {start})",
            end=end,
            fall=-float(top["change"]),
            start=int(top["start"]),
        ),
        alt=_(
            "A line over first years {first} to {last}, falling to nought at {end}.",
            first=int(table["start"].min()),
            last=int(table["start"].max()),
            end=end,
        ),
        data=table,
        sources=file.months["source"].unique(),
        name="by-start",
    )

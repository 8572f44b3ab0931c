"""Figures and tables of the level of the Caspian and its breaks."""

import calendar

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.caspian_compared import by_start
from helpers.analysis.caspian_level import Satellite
from helpers.models.interval import Interval
from helpers.parameters import Caspian
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import interval_text, number

NETWORKS = {"Kazakh": PALETTE["kz"], "Azerbaijani": PALETTE["az"], "other": PALETTE["muted"]}
NEAR = 0.2
"""Metres by which a stated change may miss the satellites and still be called near."""

MONTHS = tuple(calendar.month_name[1:])


def span(low: float, high: float, digits: int) -> str:
    """Write a range, or one number where both ends round to it.

    >>> span(1.7, 2.14, 1), span(27.0, 27.2, 0)
    ('1.7 to 2.1', '27')
    """
    texts = number(low, digits), number(high, digits)
    return texts[0] if texts[0] == texts[1] else " to ".join(texts)


def month_of(time: float) -> str:
    """Write a decimal year as its month.

    >>> month_of(2020.7)
    'September 2020'
    """
    return f"{MONTHS[int(12 * (time % 1))]} {int(time)}"


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
    above.set_ylabel("m, satellite datum (DAHITI)")
    above.annotate("months", (0.70, 0.82), xycoords="axes fraction", color=PALETTE["muted"])
    above.annotate(
        "yearly means,\nseasonal cycle removed",
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
        below.annotate(f"{whose} gauges", (0.02, 0.30 - 0.11 * place), xycoords="axes fraction", color=colour)
    below.set_ylabel("m, Baltic system (BHS)")
    _same_metres(above, below)
    low, high = float(file.yearly.mean[-1]), float(file.yearly.mean.max())
    last, top = int(file.yearly.years[-1]), int(file.yearly.years[file.yearly.mean.argmax()])
    return Chart(
        fig,
        title=f"From {top} to {last} the sea fell by {number(high - low, 2)} m",
        alt=(
            f"Two panels over the years 1992 to {last}. Above, satellite levels: {number(high, 2)} m in {top}, "
            f"{number(low, 2)} m in {last}. Below, {len(rows)} gauge levels in the Baltic system, down to "
            f"{number(float(rows['value'].min()), 2)} m."
        ),
        data=_long(file, rows),
        sources=[*file.months["source"], *rows["source"]],
        note="Each panel has its own zero: compare changes between the panels, not levels.",
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
        {"measure": file.name, "year": file.yearly.years, "level": file.yearly.mean, "datum": "DAHITI"}
    )
    table = gauges.assign(measure=gauges["network"] + " gauges", level=gauges["value"], datum="BHS")
    return pd.concat([satellite, table[["measure", "year", "level", "datum"]]], ignore_index=True)


def season_chart(file: Satellite | None) -> Chart | None:
    """Draw the mean seasonal cycle."""
    if file is None:
        return None
    fig, ax = canvas(height=2.8)
    season = 100 * file.yearly.season
    ax.bar(range(12), season, color=[PALETTE["az"] if v >= 0 else PALETTE["kz"] for v in season], width=0.7)
    ax.set_xticks(range(12), [name[:3] for name in MONTHS])
    ax.set_ylabel("cm from the yearly mean")
    high, low = MONTHS[int(season.argmax())], MONTHS[int(season.argmin())]
    swing = number(float(np.ptp(season)), 0)
    return Chart(
        fig,
        title=f"Between {low} and {high} the sea rises by {swing} cm every year, then falls again",
        alt=f"Bars for twelve months: lowest in {low}, highest in {high}, {swing} cm apart.",
        data=pd.DataFrame({"month": MONTHS, "cm": season}),
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
        f"article: {said:g} m",
        (said, len(rows) - 0.35),
        xytext=(4, 0),
        textcoords="offset points",
        color=PALETTE["bad"],
        va="center",
    )
    ax.grid(axis="x")
    ax.grid(axis="y", visible=False)
    ax.set_xlabel("fall in metres")
    start, end = int(rows["start"].iloc[0]), int(rows["end"].iloc[0])
    sea = -rows.loc[~rows["where"].str.contains("port"), "change"]
    found = span(float(sea.min()), float(sea.max()), 2)
    return Chart(
        fig,
        title=f"From {start} to {end} the sea fell by {found} m, by who measures",
        alt=f"Dots, some with intervals, for {len(rows)} measures; of the sea {found} m; the article says {said:g} m.",
        data=changes.drop(columns="rows"),
        sources=sources,
        note=(
            "Stated changes have no published error; the same statement in several outlets is drawn once. A "
            "port is not the sea: its dot is not in the title."
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
            f"{marked}: {number(-row['change'], 2)} m",
            (marked, -row["change"]),
            xytext=(6, 8),
            textcoords="offset points",
            color=PALETTE["bad"],
        )
    ax.set_xlabel("first year")
    ax.set_ylabel(f"fall to {end}, m")
    ax.set_ylim(bottom=0)
    top = table.sort_values("change").iloc[0]
    return Chart(
        fig,
        title=(
            f"No start makes the fall to {end} larger than {number(-float(top['change']), 2)} m (from "
            f"{int(top['start'])})"
        ),
        alt=(
            f"A line over first years {int(table['start'].min())} to {int(table['start'].max())}, falling to "
            f"nought at {end}."
        ),
        data=table,
        sources=file.months["source"].unique(),
        name="by-start",
    )


def offsets_table(offsets: pd.DataFrame) -> Table | None:
    """Show how far the gauges' Baltic system lies from the satellites' datum, by whose gauges."""
    if offsets.empty:
        return None
    kazakh = offsets.loc[offsets["network"] == "Kazakh", "offset"]
    others = offsets.loc[offsets["network"] == "Azerbaijani", "offset"]
    title = f"The datums lie {number(-float(offsets['offset'].median()), 2)} m apart"
    if len(kazakh) and len(others):
        title = (
            f"Kazakh gauges read {number(-float(kazakh.mean()), 2)} m below the satellites, "
            f"Azerbaijani ones {number(-float(others.mean()), 2)} m: two Baltic systems"
        )
    columns = ["network", "year", "gauge", "satellite", "offset"]
    return Table(
        offsets[columns],
        title,
        formats={"year": "d", "gauge": ".2f", "satellite": ".2f", "offset": ".2f"},
        labels={
            "network": "gauges",
            "gauge": "gauge, m BHS",
            "satellite": "satellite, m DAHITI",
            "offset": "difference, m",
        },
        sources=offsets,
        name="datums",
    )


def latest_table(latest: pd.DataFrame, sources: list[str]) -> Table | None:
    """Show the newest level in each datum."""
    if latest.empty:
        return None
    low, high = float(latest["level"].min()), float(latest["level"].max())
    return Table(
        latest.drop(columns="rows"),
        f"The newest level is {number(-high, 1)} to {number(-low, 1)} m below zero, depending on whose zero",
        formats={"level": ".2f", "low": ".2f", "high": ".2f"},
        labels={"level": "level, m"},
        sources=sources,
        note="Levels of different datums are not comparable.",
        name="latest",
    )


def statements_table(statements: pd.DataFrame) -> Table | None:
    """Show what officials and institutes state beside the satellites."""
    if statements.empty:
        return None
    more, less = (int((side * statements["gap"] < -NEAR).sum()) for side in (1, -1))
    return Table(
        statements[["period", "stated", "measured", "gap", "publisher"]],
        f"Of {len(statements)} stated changes {more} overstate the fall by more than {100 * NEAR:.0f} cm and {less} "
        "understate it as much",
        formats=dict.fromkeys(["stated", "measured", "gap"], "+.2f"),
        labels={
            "stated": "stated, m",
            "measured": "satellites, m",
            "gap": "difference, m",
            "publisher": "reported by",
        },
        sources=statements,
        note="Satellites: yearly means of the first and the last year of the period, seasonal cycle removed.",
        name="statements",
    )


def files_table(files: pd.DataFrame) -> Table | None:
    """Show how much the satellite file matters."""
    if files.empty:
        return None
    spread = 100 * float(np.ptp(files["change"]))
    start, end = int(files["start"].iloc[0]), int(files["end"].iloc[0])
    title = f"The files differ by {number(spread, 0)} cm on the fall from {start} to {end}"
    return Table(
        files[["file", "months", "last", "change", "low", "high", "offset"]],
        title if len(files) > 1 else f"One file tells the fall from {start} to {end}",
        formats={"months": "d", "last": month_of, **dict.fromkeys(["change", "low", "high", "offset"], ".3f")},
        labels={"last": "last month", "change": f"change {start}-{end}, m", "offset": "offset, m"},
        note="Offset: mean difference of the yearly levels from the file used; it drops out of every change.",
        name="files",
    )

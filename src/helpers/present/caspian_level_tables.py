"""Tables of the level of the Caspian: by datum, by who states it, by satellite file."""

import numpy as np
import pandas as pd

from helpers.analysis.caspian_compared import DATUMS
from helpers.locale import _, heads, p_, tabled
from helpers.present.caspian_level_charts import month_of
from helpers.present.table import Table

NEAR = 0.2
"""Metres by which a stated change may miss the satellites and still be called near."""

HEADS = heads("file", "months", "datum", "low", "high")
"""Columns that several tables of the notebook have."""


def offsets_table(offsets: pd.DataFrame) -> Table | None:
    """Show how far the gauges' Baltic system lies from the satellites' datum, by whose gauges."""
    if offsets.empty:
        return None
    kazakh = offsets.loc[offsets["network"] == "Kazakh", "offset"]
    others = offsets.loc[offsets["network"] == "Azerbaijani", "offset"]
    title = _("The datums lie {gap:.2f} m apart", gap=-float(offsets["offset"].median()))
    if len(kazakh) and len(others):
        title = _(
            "Kazakh gauges read {kazakh:.2f} m below the satellites, Azerbaijani ones {others:.2f} m: two Baltic "
            "systems",
            kazakh=-float(kazakh.mean()), others=-float(others.mean()),
        )  # fmt: skip
    columns = ["network", "year", "gauge", "satellite", "offset"]
    return Table(
        offsets[columns].assign(network=[_whose(network) for network in offsets["network"]]),
        title,
        formats={"year": "d", "gauge": ".2f", "satellite": ".2f", "offset": ".2f"},
        labels={
            "network": _("gauges"),
            "gauge": _("gauge, m BHS"),
            "satellite": _("satellite, m DAHITI"),
            "offset": _("difference, m"),
        },
        sources=offsets,
        name="datums",
    )


def _whose(network: str) -> str:
    """Name whose gauges they are; the languages have the same names in English and others elsewhere."""
    names = {"Kazakh": p_("gauges", "Kazakh"), "Azerbaijani": p_("gauges", "Azerbaijani")}
    return names.get(network, p_("gauges", "other"))


def latest_table(latest: pd.DataFrame, sources: list[str]) -> Table | None:
    """Show the newest level in each datum."""
    if latest.empty:
        return None
    low, high = float(latest["level"].min()), float(latest["level"].max())
    known = latest["low"] < latest["high"]  # a level published without an error is not an exact one
    return Table(
        latest.drop(columns="rows").assign(
            datum=[str(DATUMS[datum]) for datum in latest["datum"]],
            low=latest["low"].where(known),
            high=latest["high"].where(known),
        ),
        _(
            "The newest level is {high:.1f} to {low:.1f} m below zero, depending on whose zero",
            high=-high,
            low=-low,
        ),
        formats={"period": tabled, "level": ".2f", "low": ".2f", "high": ".2f"},
        labels={"measure": p_("levels", "measure"), "level": _("level, m")},
        sources=sources,
        note=_("Levels of different datums are not comparable."),
        name="latest",
    )


def statements_table(statements: pd.DataFrame) -> Table | None:
    """Show what officials and institutes state beside the satellites."""
    if statements.empty:
        return None
    more, less = (int((side * statements["gap"] < -NEAR).sum()) for side in (1, -1))
    return Table(
        statements[["period", "stated", "measured", "gap", "publisher"]],
        _(
            "Of {all} stated changes {more} overstate the fall by more than {near:.0f} cm and {less} understate it as "
            "much",
            all=len(statements),
            more=more,
            near=100 * NEAR,
            less=less,
        ),
        formats={"period": tabled, **dict.fromkeys(["stated", "measured", "gap"], "+.2f")},
        labels={
            "stated": _("stated, m"),
            "measured": _("satellites, m"),
            "gap": _("difference, m"),
            "publisher": _("reported by"),
        },
        sources=statements,
        note=_("Satellites: yearly means of the first and the last year of the period, seasonal cycle removed."),
        name="statements",
    )


def files_table(files: pd.DataFrame) -> Table | None:
    """Show how much the satellite file matters."""
    if files.empty:
        return None
    spread = 100 * float(np.ptp(files["change"]))
    start, end = int(files["start"].iloc[0]), int(files["end"].iloc[0])
    title = _(
        "The files differ by {spread:.0f} cm on the fall from {start} to {end}", spread=spread, start=start, end=end
    )
    if len(files) == 1:
        title = _("One file tells the fall from {start} to {end}", start=start, end=end)
    return Table(
        files[["file", "months", "last", "change", "low", "high", "offset"]],
        title,
        formats={
            "months": "d",
            "last": lambda time: str(month_of(time)),
            **dict.fromkeys(["change", "low", "high", "offset"], ".3f"),
        },
        labels={
            "last": _("last month"),
            "change": _("change {start}-{end}, m", start=start, end=end),
            "offset": _("offset, m"),
        },
        note=_("Offset: mean difference of the yearly levels from the file used; it drops out of every change."),
        name="files",
    )

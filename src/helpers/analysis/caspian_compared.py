"""The level of the Caspian compared: by first year, by file, by datum, and with what officials state."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.caspian_level import PARTS, Satellite, chosen, gauge_error, gauges, satellites
from helpers.evidence import Evidence
from helpers.locale import Name
from helpers.models.interval import Interval
from helpers.models.level import around, fastest_run
from helpers.parameters import Caspian
from helpers.parameters.caspian import VINTAGES

YEARLY = {
    "Kazakh": Name("Kazakh gauges, yearly mean"),
    "Azerbaijani": Name("Azerbaijani gauges, yearly mean"),
    "other": Name("other gauges, yearly mean"),
}
"""What the yearly means of the networks of gauges are called."""

DATUMS = {"BHS": Name("BHS"), "DAHITI": Name("DAHITI"), "Iranian datum": Name("Iranian datum")}
"""What the datums are called."""

LEAST_YEARS = 3  # shorter statements depend on the month in which they begin and end


def by_start(file: Satellite, end: int, interval: float) -> pd.DataFrame:
    """Return the change to one year from every earlier one, so that the choice of a first year can be judged."""
    years = [int(year) for year in file.yearly.years if year < end and file.yearly.has(end)]
    found = [file.yearly.change(year, end, interval) for year in years]
    return pd.DataFrame(
        {
            "start": years,
            "change": [i.value for i in found],
            "low": [i.low for i in found],
            "high": [i.high for i in found],
        }
    )


def fastest(file: Satellite, length: int = 5) -> tuple[float, int] | None:
    """Return the fastest fall over so many years, metres a year (negative), and its first year."""
    years = [int(year) for year in file.yearly.years]
    return fastest_run(years, file.yearly.mean, length) if len(years) > length + 1 else None


def latest(evidence: Evidence, parameters: Caspian) -> pd.DataFrame:
    """Return the newest yearly level in each datum, and the newest week at the gauges.

    Returns
    -------
    DataFrame
        ``measure``, ``datum``, ``period``, ``level``, ``low``, ``high``, ``rows``.
    """
    found: list[tuple[Any, ...]] = []
    scatter = gauge_error(evidence, parameters)
    for whose, rows in gauges(evidence).groupby("network"):
        last = rows.iloc[-1]
        level = around(float(last["value"]), scatter, parameters.interval)
        found.append((YEARLY[str(whose)], "BHS", last["period"], level, (last["row"],)))
    weeks = evidence.series("caspian_level", "CASPIAN-MID", kinds=("actual",))
    if len(weeks):
        last = weeks.iloc[-1]
        found.append(
            (
                Name("gauges of the middle Caspian, one week"),
                "BHS",
                last["period"],
                Interval.exactly(last["value"]),
                (last["row"],),
            )
        )
    file = chosen(evidence, parameters)
    if file is not None:
        year = int(file.yearly.years[-1])
        error = float(np.hypot(file.yearly.error(year), file.conversion))
        level = around(float(file.yearly.mean[-1]), error, parameters.interval)
        found.append((Name("{file}, yearly mean", file=file.name), "DAHITI", str(year), level, file.rows_of(year)))
    iran = evidence.series("caspian_level_iran")
    if len(iran):
        last = iran.iloc[-1]
        found.append(
            (
                Name("Iranian gauges"),
                "Iranian datum",
                last["period"],
                Interval.exactly(last["value"]),
                (last["row"],),
            )
        )
    frame = pd.DataFrame(found, columns=["measure", "datum", "period", "interval", "rows"])
    parts = {name: [getattr(i, key) for i in frame["interval"]] for name, key in (("level", "value"), *PARTS[1:])}
    return frame.assign(**parts)[["measure", "datum", "period", "level", "low", "high", "rows"]]


def files(evidence: Evidence, parameters: Caspian) -> pd.DataFrame:
    """Return what each satellite file says of the years that all of them have.

    Returns
    -------
    DataFrame
        ``file``, ``months``, ``last`` (decimal year), ``start``, ``end``, ``change``, ``low``, ``high`` and
        ``offset`` (mean difference from the file used, metres).
    """
    found, used = satellites(evidence), chosen(evidence, parameters)
    if used is None:
        return pd.DataFrame(columns=["file", "months", "last", "start", "end", "change", "low", "high", "offset"])
    common = sorted(set.intersection(*(set(f.yearly.years.tolist()) for f in found.values())))
    start, end = max(parameters.start_year, common[0]), min(parameters.end_year, common[-1])
    start = start if start in common and start < end else common[0]
    end = end if end in common else common[-1]
    base = pd.Series(used.yearly.mean, index=used.yearly.years)
    rows = []
    for vintage, file in found.items():
        change = file.yearly.change(start, end, parameters.interval)
        offset = float((pd.Series(file.yearly.mean, index=file.yearly.years) - base).mean())
        head = (str(VINTAGES[vintage]), len(file.months), float(file.months["time"].iloc[-1]), start, end)
        rows.append((*head, change.value, change.low, change.high, offset))
    return pd.DataFrame(rows, columns=["file", "months", "last", "start", "end", "change", "low", "high", "offset"])


def statements(evidence: Evidence, parameters: Caspian) -> pd.DataFrame:
    """Return changes that officials and institutes state, beside the satellites' for the same years.

    Only whole-sea statements over three years or more that the satellites have; a period that ends within
    a year is held against that year's mean. One statement in several outlets is shown once.

    Returns
    -------
    DataFrame
        ``period``, ``stated``, ``measured``, ``low``, ``high``, ``gap`` (stated less measured; negative:
        the fall is overstated), ``publisher``, ``row``, ``source``.
    """
    file = chosen(evidence, parameters)
    rows = evidence.series("caspian_level_change", "CASPIAN", kinds=("actual",))
    publishers = evidence.table("sources").set_index("id")["publisher"]
    found = []
    for row in rows.to_dict("records"):
        start, end = row["start"].year, row["end"].year
        if file is None or end - start < LEAST_YEARS or not file.yearly.has(start, end):
            continue
        change = file.yearly.change(start, end, parameters.interval)
        head = (
            row["period"],
            row["value"],
            change.value,
            change.low,
            change.high,
            row["value"] - change.value,
        )
        found.append((*head, publishers[row["source"]], row["row"], row["source"]))
    columns = ["period", "stated", "measured", "low", "high", "gap", "publisher", "row", "source"]
    table = pd.DataFrame(found, columns=columns).drop_duplicates(["stated", "measured"])
    return table.sort_values("gap", ignore_index=True)

"""Plans and forecasts for the corridor against what came."""

import numpy as np
import pandas as pd

from helpers.evidence import Evidence, remembered
from helpers.locale import Name, _
from helpers.models.interval import Interval
from helpers.models.targets import score, typical_ratio
from helpers.parameters import Corridor

AHEAD = 0.25
"""Years before the end of its period that a target must be told to count as one."""

FLOWS = {
    "titr_cargo": Name("Tonnes on the route"),
    "titr_cargo_assoc": Name("Tonnes, route association"),
    "titr_containers": Name("Containers on the route"),
    "titr_block_trains_china": Name("Trains from China"),
    "port_cargo": Name("Cargo of a port"),
    "port_containers": Name("Containers of a port"),
    "china_europe_rail_containers": Name("Containers China-Europe by rail"),
}
"""Series of what was carried, with a name for a reader."""

PORTS = {"port_baku": Name("Baku"), "port_aktau": Name("Aktau"), "port_kuryk": Name("Kuryk")}
"""Ports that are named after the name of a series."""

CAPACITIES = {
    "titr_capacity": Name("Capacity of the route"),
    "titr_capacity_containers": Name("Container capacity of the route"),
    "port_capacity": Name("Capacity of a port"),
    "port_capacity_containers": Name("Container capacity of a port"),
    "rail_capacity": Name("Capacity of a railway"),
    "btk_capacity": Name("Capacity of Baku-Tbilisi-Kars"),
}
"""Series of what could be carried."""


def _labels(rows: pd.DataFrame) -> list[str]:
    """Name what targets are about."""
    return [_label(series, entity) for series, entity in zip(rows["series"], rows["entity"], strict=True)]


def _label(series: str, entity: str) -> str:
    what = {**FLOWS, **CAPACITIES}[series]
    if entity == "AZE":
        return _("{what} to Azerbaijan", what=what)
    return _("{what} ({port})", what=what, port=PORTS[entity]) if entity in PORTS else str(what)


@remembered
def scored(evidence: Evidence, parameters: Corridor) -> pd.DataFrame:
    """Score every plan and forecast of the corridor whose period has an outcome.

    Returns
    -------
    DataFrame
        As :func:`helpers.models.targets.score`, with label, group (``carried`` or ``capacity``), unit and
        day_known (whether the publication is dated to a month or better). "More than" stays a target, and
        is met at its figure; an outcome must be a measurement or a stated capacity. Targets that name no
        year are left out.
    """
    rows = evidence.series([*FLOWS, *CAPACITIES], kinds=None, bounds=True)
    rows = rows[~rows["note"].str.contains("year not stated")]
    measured = rows["kind"].isin(["actual", "capacity"]) & ~rows["bound"].isin(["lower", "upper"])
    frame = score(rows[rows["kind"].isin(["plan", "forecast"])], rows[measured], parameters.tolerance)
    group = np.where(frame["series"].isin(list(FLOWS)), "carried", "capacity")
    dates, units = evidence.table("sources").set_index("id")["published"], rows.set_index("row")["unit"]
    return frame.assign(
        label=pd.Series(_labels(frame), index=frame.index, dtype=object),
        group=group, unit=frame["row"].map(units),
        day_known=frame["source"].map(dates).str.len() > 4,
    )  # fmt: skip


def summary(frame: pd.DataFrame, parameters: Corridor) -> pd.DataFrame:
    """Return per group and vintage how targets fared.

    Vintage is the time between the first publication and the end of the period.

    Returns
    -------
    DataFrame
        group, vintage, targets, met (share), ratio, low, high (typical outcome over target).
    """
    bins = [-np.inf, 0.0, AHEAD, 1.0, np.inf]
    words = ["after the year", "in its last quarter", "within the year", "more than a year ahead"]
    cut = pd.cut(frame["lead_years"], bins, labels=words, right=False).astype("object")
    cut = cut.where(frame["day_known"], "within the year")  # only the year is printed: some day of it
    rows = []
    for (group, vintage), part in frame.assign(vintage=cut).groupby(["group", "vintage"]):
        ratio = worth(part, parameters)
        if ratio is not None:
            rows.append((group, vintage, len(part), part["met"].mean(), ratio.value, ratio.low, ratio.high))
    return pd.DataFrame(rows, columns=["group", "vintage", "targets", "met", "ratio", "low", "high"])


def worth(frame: pd.DataFrame, parameters: Corridor) -> Interval | None:
    """Return what a target has been worth: the typical outcome over target; None without any."""
    return typical_ratio(frame, parameters.draws, parameters.level, np.random.default_rng(parameters.seed))


def told_ahead(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the targets of cargo, containers and trains that were told a quarter ahead or earlier.

    A source dated only to the year of the target counts as ahead.
    """
    early = (frame["lead_years"] >= AHEAD) | (~frame["day_known"] & (frame["lead_years"] >= 0))
    return frame[(frame["group"] == "carried") & early]


def open_targets(evidence: Evidence, ratio: Interval | None) -> pd.DataFrame:
    """Return the targets whose period has not ended, and what they would come to at the usual worth.

    Returns
    -------
    DataFrame
        series, label, entity, period, target, unit, first_published, source, discounted, low, high (NaN
        where nothing is known of past targets), nearest period first.
    """
    rows = evidence.series(list(FLOWS), kinds=("plan", "forecast"), bounds=True)
    ahead = rows[rows["end"] > pd.Timestamp(evidence.as_of)].sort_values(["published", "source"])
    first = ahead.drop_duplicates(["series", "entity", "period", "value"]).sort_values(["end", "series", "value"])
    frame = first.rename(columns={"value": "target", "published": "first_published"}).assign(
        label=pd.Series(_labels(first), index=first.index, dtype=object)
    )
    scale = {"discounted": ratio.value, "low": ratio.low, "high": ratio.high} if ratio else {}
    for column in ("discounted", "low", "high"):
        frame[column] = frame["target"] * scale.get(column, np.nan)
    columns = ["label", "entity", "period", "target", "unit", "first_published", "discounted", "low", "high", "source"]
    return frame[["series", *columns]].reset_index(drop=True)

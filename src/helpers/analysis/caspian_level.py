"""The level of the Caspian: satellites and gauges, each in its own datum."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from helpers.evidence import Evidence, newest, remembered
from helpers.locale import Name, spoken
from helpers.models.interval import Interval
from helpers.models.level import YearlyLevel, around, decimal_years, level_from_volume, yearly_levels
from helpers.parameters import Caspian
from helpers.parameters.caspian import VINTAGES

SERIES = {
    "volume": "caspian_volume_anomaly",
    "2026": "caspian_level_altimetry",
    "2023": "caspian_level_altimetry_v2023",
}
GAUGES = {
    "Kazakh": Name("Kazakh gauges"),
    "Azerbaijani": Name("Azerbaijani gauges"),
    "other": Name("other gauges"),
}
"""What the networks of gauges are called."""

WHERE = {"CASPIAN": "the sea", "CASPIAN-KZ": "Kazakh coast", "port_aktau": "Aktau port"}
PLACES = {
    "the sea": Name("the sea"),
    "Kazakh coast": Name("Kazakh coast"),
    "Aktau port": Name("Aktau port"),
}
"""What the places of a measure are called."""

COAST = (
    "CASPIAN",
    "CASPIAN-KZ",
)  # whole sea or the mean of the Kazakh coast; single stations are not the sea
AZERBAIJANI = frozenset({"ecogov_az_2018", "metbuat_2020", "report_2015_01"})  # quote the ministry in Baku
CHANGE = ["measure", "where", "datum", "start", "end", "change", "low", "high", "rows"]


PARTS = (("change", "value"), ("low", "low"), ("high", "high"))


@dataclass(frozen=True)
class Satellite:
    """One satellite file, fitted.

    Attributes
    ----------
    vintage
        Key in ``VINTAGES``.
    months
        Columns ``time`` (decimal year), ``level`` (m DAHITI), ``row``, ``source``.
    yearly
        Years with the seasonal cycle removed.
    conversion
        Root mean square error of volume translated into level, metres; 0 for a level file.
    """

    vintage: str
    months: pd.DataFrame
    yearly: YearlyLevel
    conversion: float = 0.0

    @property
    def name(self) -> Name:
        """The file in words."""
        return VINTAGES[self.vintage]

    def rows_of(self, *years: int) -> tuple[str, ...]:
        """Ids of the months of some years, in the order of time."""
        return tuple(self.months["row"][np.floor(self.months["time"]).isin(years)])


def monthly(evidence: Evidence, series: str) -> pd.DataFrame:
    """Return the monthly means of a series: ``time``, ``value``, ``row``, ``source``."""
    rows = newest(evidence.series(series, "CASPIAN"))
    rows = rows[rows["period"].str.len() == len("2024-01")]
    time = decimal_years(rows["start"], rows["end"]) if len(rows) else np.empty(0)
    return rows.assign(time=time)[["time", "value", "row", "source"]].reset_index(drop=True)


@remembered
def satellite(evidence: Evidence, vintage: str) -> Satellite | None:
    """Return a satellite file with its years; None where it was not public or is too short."""
    months = monthly(evidence, SERIES[vintage])
    conversion = 0.0
    if vintage == "volume":
        both = months.merge(monthly(evidence, SERIES["2026"])[["time", "value"]], on="time", suffixes=("", "_level"))
        if len(both) < 24:
            return None
        wanted = months["value"].to_numpy()
        level, conversion = level_from_volume(both["value"].to_numpy(), both["value_level"].to_numpy(), wanted)
        months = months.assign(value=level)
    if len(months) < 24:
        return None
    months = months.rename(columns={"value": "level"})
    yearly = _fitted(months["time"].to_numpy(np.float64).tobytes(), months["level"].to_numpy(np.float64).tobytes())
    return Satellite(vintage, months, yearly, conversion)


@lru_cache(maxsize=16)
def _fitted(time: bytes, level: bytes) -> YearlyLevel:
    """Fit the same months once; rules and figures ask for them dozens of times."""
    return yearly_levels(np.frombuffer(time), np.frombuffer(level))


def satellites(evidence: Evidence) -> dict[str, Satellite]:
    """Return all satellite files public by the day, by vintage."""
    found = {vintage: satellite(evidence, vintage) for vintage in SERIES}
    return {vintage: file for vintage, file in found.items() if file is not None}


def chosen(evidence: Evidence, parameters: Caspian) -> Satellite | None:
    """Return the file that the parameters name, or the best that was public; None where none was."""
    order = dict.fromkeys([parameters.vintage, *SERIES])
    return next((file for vintage in order if (file := satellite(evidence, vintage)) is not None), None)


def network(entity: str, source: str) -> str:
    """Return whose gauges a level comes from: both name the Baltic system, yet differ by decimetres."""
    if entity.startswith("CASPIAN-KZ") or source.startswith("kazhydromet"):
        return "Kazakh"
    return "Azerbaijani" if source in AZERBAIJANI else "other"


@remembered
def gauges(evidence: Evidence, whose: str | None = None) -> pd.DataFrame:
    """Return yearly gauge levels in metres of the Baltic system, by ``network`` and ``year``.

    Parameters
    ----------
    whose
        "Kazakh", "Azerbaijani" or "other"; None returns all. Of several figures of one network and
        year the one published last is taken.
    """
    rows = evidence.series("caspian_level", kinds=("actual",))
    rows = rows[rows["entity"].isin(COAST) & rows["period"].str.fullmatch(r"\d{4}")]
    names = [network(*map(str, pair)) for pair in zip(rows["entity"], rows["source"], strict=True)]
    rows = rows.assign(year=rows["start"].dt.year, network=names)
    rows = rows if whose is None else rows[rows["network"] == whose]
    rows = rows.sort_values(["published", "source"]).drop_duplicates(["network", "year"], keep="last")
    return rows.sort_values(["network", "year"], ignore_index=True)


def offsets(evidence: Evidence, parameters: Caspian) -> pd.DataFrame:
    """Return gauge less satellite for the years that have both: the datums differ, and drift apart.

    Returns
    -------
    DataFrame
        ``network``, ``year``, ``gauge`` (m BHS), ``satellite`` (m DAHITI), ``offset`` (m), ``source``.
    """
    file, rows = chosen(evidence, parameters), gauges(evidence)
    if file is None or rows.empty:
        return pd.DataFrame(columns=["network", "year", "gauge", "satellite", "offset", "source"])
    both = rows[rows["year"].isin(file.yearly.years.tolist())]
    level = [float(file.yearly.mean[np.searchsorted(file.yearly.years, year)]) for year in both["year"]]
    table = both[["network", "year"]].assign(gauge=both["value"], satellite=level)
    return table.assign(offset=table["gauge"] - table["satellite"], source=both["source"]).reset_index(drop=True)


@remembered
def gauge_error(evidence: Evidence, parameters: Caspian) -> float:
    """Return the standard error of the Kazakh gauges' yearly level in metres: the scatter of its offset.

    Nobody publishes one. Gauges stand on one coast and satellites see the whole sea, so the scatter of
    their difference bounds what either gets wrong. 0.1 m where fewer than three years have both.
    """
    table = offsets(evidence, parameters).query("network == 'Kazakh'")
    return float(table["offset"].std()) if len(table) >= 3 else 0.1


def satellite_change(file: Satellite, start: int, end: int, interval: float) -> Interval | None:
    """Return a file's change of level between two years; None where it lacks one of them."""
    return file.yearly.change(start, end, interval) if file.yearly.has(start, end) else None


def gauge_change(
    evidence: Evidence, parameters: Caspian, start: int, end: int
) -> tuple[Interval, tuple[str, ...]] | None:
    """Return the Kazakh gauges' change between two years and the rows used; None where a year is missing."""
    rows = gauges(evidence, "Kazakh")
    levels, ids = (dict(zip(rows["year"], rows[column], strict=True)) for column in ("value", "row"))
    if not {start, end} <= set(levels):
        return None
    error = float(gauge_error(evidence, parameters) * np.sqrt(2))
    change = around(float(levels[end] - levels[start]), error, parameters.interval)
    return change, (str(ids[start]), str(ids[end]))


def changes(evidence: Evidence, parameters: Caspian, start: int, end: int) -> pd.DataFrame:
    """Return every measure of the change between two years, each in its own datum.

    Returns
    -------
    DataFrame
        ``measure``, ``where``, ``datum``, ``start``, ``end``, ``change``, ``low``, ``high`` (metres; a
        fall is negative), ``rows``; nothing is averaged.
    """
    found = []
    for file in satellites(evidence).values():
        change = satellite_change(file, start, end, parameters.interval)
        if change is not None:
            found.append((str(file.name), WHERE["CASPIAN"], "DAHITI", start, end, change, file.rows_of(start, end)))
    by_gauge = gauge_change(evidence, parameters, start, end)
    if by_gauge is not None:
        measure = str(Name("gauges, Kazakh yearly means"))
        found.append((measure, WHERE["CASPIAN-KZ"], "BHS", start, end, *by_gauge))
    for row in stated(evidence, start, end).itertuples():
        where, value = WHERE.get(str(row.entity), str(row.entity)), Interval.exactly(float(str(row.value)))
        month = spoken(f"{row.published:%Y-%m}")
        said = Name("stated in {month}, {where}", month=month, where=PLACES.get(where, where))
        found.append((str(said), where, "as stated", start, end, value, (str(row.row),)))
    frame = pd.DataFrame(found, columns=["measure", "where", "datum", "start", "end", "interval", "rows"])
    parts = {name: [getattr(i, key) for i in frame["interval"]] for name, key in PARTS}
    return frame.assign(**parts)[CHANGE]


def stated(evidence: Evidence, start: int, end: int) -> pd.DataFrame:
    """Return changes between two years as institutions state them."""
    return evidence.series("caspian_level_change", period=f"{start}/{end}", kinds=("actual",))

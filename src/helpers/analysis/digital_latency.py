"""Round-trip times on record against the time that light needs."""

import re

import pandas as pd

from helpers.evidence import Evidence, remembered
from helpers.locale import Name
from helpers.models.latency import LIGHT_KM_PER_MS, detour, round_trip
from helpers.models.network import great_circle_km
from helpers.parameters import Digital

PLACES: dict[str, tuple[Name, float, float]] = {
    "london": (Name("London"), -0.13, 51.51), "frankfurt": (Name("Frankfurt"), 8.68, 50.11),
    "stockholm": (Name("Stockholm"), 18.07, 59.33), "moscow": (Name("Moscow"), 37.62, 55.75),
    "istanbul": (Name("Istanbul"), 29.01, 41.11), "tbilisi": (Name("Tbilisi"), 44.79, 41.73),
    "baku": (Name("Baku"), 49.86, 40.40), "sumqayit": (Name("Sumqayit"), 49.63, 40.58),
    "aktau": (Name("Aktau"), 51.24, 43.62), "almaty": (Name("Almaty"), 76.91, 43.33),
    "beijing": (Name("Beijing"), 116.40, 39.90), "hongkong": (Name("Hong Kong"), 114.17, 22.32),
    "tokyo": (Name("Tokyo"), 139.69, 35.69), "jakarta": (Name("Jakarta"), 106.85, -6.21),
    "siyazan": (Name("Siyazan"), 49.11, 41.08),
}  # fmt: skip
"""Name, degrees east and north: town centres, to a hundredth of a degree (about a kilometre); geography, no finding.
Those that ``data/network/nodes.csv`` has too are the same there."""

CODES = {
    "LON": "london", "FRA": "frankfurt", "STO": "stockholm", "HKG": "hongkong", "BJS": "beijing", "TYO": "tokyo",
    "ALA": "almaty", "CGK": "jakarta",
}  # fmt: skip
"""City codes of the measurements."""

_CONTINENTS = Name("Europe to China")
_WAYS = {
    "submarine": Name("submarine"), "terrestrial": Name("terrestrial"), "via-indian-ocean": Name("via Indian Ocean"),
    "via-pacific": Name("via Pacific"),
}  # fmt: skip
SERIES = ("eu_asia_rtt", "kz_measured_rtt")


def distance(a: str, b: str) -> float:
    """Return the great circle between two places in km.

    >>> round(distance("aktau", "sumqayit"))
    363
    """
    return great_circle_km(*PLACES[a][1:], *PLACES[b][1:])


def name(place: str) -> Name:
    """Return a place as a reader knows it."""
    return PLACES[place][0]


@remembered
def measurements(evidence: Evidence, parameters: Digital) -> pd.DataFrame:
    """Hold every published round trip against the light-speed floor of its great circle.

    Returns
    -------
    DataFrame
        label, origin, destination, medium (``land``, ``sea`` or ``public trace``), period, value, km, floor and
        vacuum (ms), detour (time over floor), possible (None where the ends are not towns), row, source, note;
        smallest detour first, those without ends last.
    """
    rows = evidence.series(list(SERIES), kinds=("actual",))
    found = [_held(row, parameters) for row in rows.to_dict("records")]
    columns = ["label", "origin", "destination", "medium", "period", "value", "km", "floor", "vacuum", "detour",
               "possible", "row", "source", "note"]  # fmt: skip
    return pd.DataFrame(found, columns=columns).sort_values(["detour", "label"], ignore_index=True)


def _held(row: dict[object, object], parameters: Digital) -> dict[str, object]:
    entity, value = str(row["entity"]), float(str(row["value"]))
    ends = [CODES.get(code) for code in entity.split("-")[:2]]
    start, end = (ends[0], ends[1]) if all(ends) else (None, None)
    km = distance(start, end) if start and end else float("nan")
    floor = round_trip(km, parameters.refractive_index)
    return {
        "label": _label(entity, start, end), "origin": start, "destination": end, "medium": _medium(row),
        "period": row["period"], "value": value, "km": km, "floor": floor, "vacuum": 2 * km / LIGHT_KM_PER_MS,
        "detour": detour(value, km, parameters.refractive_index) if start else float("nan"),
        "possible": bool(value >= floor) if start else None,
        "row": row["row"], "source": row["source"], "note": row["note"],
    }  # fmt: skip


def _label(entity: str, start: str | None, end: str | None) -> str:
    if not start or not end:
        ends: Name | str = _CONTINENTS if entity.startswith("EUR") else entity
        way = entity.rpartition("-")[2]
        return str(Name("{ends}, {way}", ends=ends, way=_WAYS.get(way, way)))
    way = re.sub(r"^\w+-\w+-?", "", entity)
    if not way:
        return str(Name("{start} to {end}", start=name(start), end=name(end)))
    told = _WAYS.get(way, way.replace("-", " ").title().replace("Via", "via"))
    return str(Name("{start} to {end} {way}", start=name(start), end=name(end), way=told))


def _medium(row: dict[object, object]) -> str:
    if row["series"] == "kz_measured_rtt":
        return "public trace"
    text = f"{row['entity']} {row['note']}".lower()
    return "sea" if "submarine" in text or "ocean" in text or "pacific" in text else "land"


def impossible(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the measurements that beat light in fibre."""
    return frame[frame["possible"].eq(False)]


def usual_detour(frame: pd.DataFrame, medium: str = "land") -> float | None:
    """Return the median detour of possible measurements of one medium; None without any."""
    rows = frame[frame["medium"].eq(medium) & frame["possible"].eq(True)]
    return float(rows["detour"].median()) if len(rows) else None


def lengths(evidence: Evidence) -> pd.DataFrame:
    """Hold the published lengths of the cable against the great circle between its ends.

    Returns
    -------
    DataFrame
        said (period), value (km), bound, landing (west end: Siyazan where the note says so, else Sumqayit), km (great
        circle from Aktau), slack (length over great circle), possible, source, note.
    """
    rows = evidence.series("tc_fibre_length", kinds=("plan",), bounds=True)
    landing = ["siyazan" if "siyazan" in note.lower() else "sumqayit" for note in rows["note"]]
    direct = pd.Series([distance("aktau", place) for place in landing], dtype=float)
    return pd.DataFrame({
        "said": rows["period"], "value": rows["value"], "bound": rows["bound"],
        "landing": pd.Series([str(name(place)) for place in landing], dtype="str"), "km": direct,
        "slack": rows["value"] / direct, "possible": rows["value"] >= direct,
        "source": rows["source"], "note": rows["note"],
    })  # fmt: skip


def constants(evidence: Evidence) -> pd.DataFrame:
    """Return what every published constant of fibre says of its refractive index.

    Returns
    -------
    DataFrame
        series, value, unit, index, source.
    """
    rows = evidence.series(["fibre_refractive_index", "light_speed_fibre", "fibre_delay_one_way"])
    index = {
        "fibre_refractive_index": lambda v: v,
        "light_speed_fibre": lambda v: 1000 * LIGHT_KM_PER_MS / v,
        "fibre_delay_one_way": lambda v: v * LIGHT_KM_PER_MS / 1000,
    }
    found = [index[series](value) for series, value in zip(rows["series"], rows["value"], strict=True)]
    frame = rows[["series", "value", "unit"]].assign(index=pd.Series(found, dtype=float), source=rows["source"])
    return frame.reset_index(drop=True)

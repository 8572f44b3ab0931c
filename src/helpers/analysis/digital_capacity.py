"""The capacity promised for the cable against the traffic there is."""

from dataclasses import dataclass
from math import inf

import pandas as pd

from helpers.evidence import Evidence
from helpers.locale import Name, spoken
from helpers.models.trend import years_at

CABLE, OTHER_CABLE = "tc_fibre_capacity", "az_tm_fibre_capacity"
"""Series of what is promised."""

SECONDS_A_YEAR = 365.2425 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Headroom:
    """How the promised capacity stands to traffic.

    Attributes
    ----------
    capacity
        Last published, Tbit/s; usually "up to".
    traffic, traffic_is_floor
        Incoming traffic of Azerbaijan, Tbit/s, and whether it is only known to be more than that.
    times
        Capacity over traffic; at most so many where traffic is only known from below.
    """

    capacity: float
    traffic: float
    traffic_is_floor: bool
    said: str
    times: float
    rows: tuple[str, ...]


def mean_rate(petabytes: float) -> float:
    """Return the mean rate in Tbit/s of data consumed in a year.

    Examples
    --------
    >>> round(mean_rate(1000.0), 4)
    0.2535
    """
    return petabytes * 8000 / SECONDS_A_YEAR


def headroom(evidence: Evidence) -> Headroom | None:
    """Return the promised capacity over the traffic that reaches Azerbaijan; None without one of them."""
    promised = evidence.series("tc_fibre_capacity", kinds=("plan",), bounds=True)
    traffic = evidence.series("az_internet_traffic", kinds=("actual",), bounds=True)
    if promised.empty or traffic.empty:
        return None
    cap, now = promised.iloc[-1], traffic.iloc[-1]
    return Headroom(
        float(cap["value"]), float(now["value"]), bool(now["bound"] == "lower"), str(now["period"]),
        float(cap["value"] / now["value"]), (str(cap["row"]), str(now["row"])),
    )  # fmt: skip


def rates(evidence: Evidence) -> pd.DataFrame:
    """Return all capacities and traffics on record as rates, side by side and not chained.

    Returns
    -------
    DataFrame
        series, what, promised, period, value (Tbit/s), bound, kind, source; sorted by value. The yearly data of
        Kazakhstan are a mean over the year and everything its people consume, a peak on an international line is
        another thing.
    """
    names = {
        "az_internet_traffic": Name("Azerbaijan, internet traffic"),
        "kz_internet_traffic": Name("Kazakhstan, year's data, mean"),
        CABLE: Name("Cable to Kazakhstan, promised"),
        OTHER_CABLE: Name("Cable to Turkmenistan, promised"),
    }
    rows = evidence.series(list(names), kinds=None, bounds=True)
    data = rows["series"].eq("kz_internet_traffic")
    value = rows["value"].where(~data, rows["value"].map(mean_rate))
    what, promised = [str(names[series]) for series in rows["series"]], rows["series"].isin([CABLE, OTHER_CABLE])
    frame = rows.assign(what=what, promised=promised, value=value)
    frame = frame[["series", "what", "promised", "period", "value", "bound", "kind", "source", "row"]]
    return frame.sort_values(["value", "period"], ignore_index=True)


def growth_on_record(evidence: Evidence) -> pd.DataFrame:
    """Return the growth of Kazakhstan's internet data that was published or follows from two published years.

    Returns
    -------
    DataFrame
        basis, percent (a year), rows, sources.
    """
    data = evidence.series("kz_internet_traffic", kinds=None).drop_duplicates("period", keep="last")
    told = evidence.series("kz_internet_traffic_growth", kinds=None)
    found: list[tuple[Name, float, tuple[str, ...], tuple[str, ...]]] = []
    if len(data) > 1:
        first, last = data.iloc[0], data.iloc[-1]
        years = last["end"].year - first["end"].year
        percent = 100 * ((last["value"] / first["value"]) ** (1 / years) - 1)
        span = {"first": spoken(first["period"]), "last": spoken(last["period"])}
        basis = Name("as Kazakhstan's data did from {first} to {last}", **span)
        if last["kind"] == "forecast":
            basis = Name("as forecast for Kazakhstan's data from {first} to {last}", **span)
        found.append((basis, percent, (first["row"], last["row"]), (first["source"], last["source"])))
    for row in told.to_dict("records"):
        basis = Name("as Kazakhstan's traffic did in {period}", period=spoken(row["period"]))
        if row["kind"] == "forecast":
            basis = Name("as forecast for Kazakhstan's traffic in {period}", period=spoken(row["period"]))
        found.append((basis, float(row["value"]), (str(row["row"]),), (str(row["source"]),)))
    return pd.DataFrame(found, columns=["basis", "percent", "rows", "sources"])


def years_to_fill(evidence: Evidence) -> pd.DataFrame:
    """Return how long all traffic that now reaches Azerbaijan would take to fill the cable, by growth.

    Traffic known only from below makes the years an upper end.

    Returns
    -------
    DataFrame
        basis, percent, years (infinity where traffic does not grow).
    """
    room, growth = headroom(evidence), growth_on_record(evidence)
    if room is None:
        return growth.iloc[:0].assign(years=pd.Series(dtype=float))[["basis", "percent", "years"]]
    years = [years_at(room.traffic, room.capacity, p / 100) if p > 0 else inf for p in growth["percent"]]
    return growth.assign(years=pd.Series(years, dtype=float))[["basis", "percent", "years"]]

"""The water balance of the Caspian from published terms, and what it says of the level to come."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from helpers.analysis.caspian_level import Satellite, chosen, gauges
from helpers.analysis.caspian_outlook import MID_CENTURY, extrapolate, steps_of
from helpers.evidence import Evidence, newest, remembered
from helpers.locale import Name
from helpers.models.balance import Basin, course, draw_terms, equilibrium, interval_of, relaxation_years
from helpers.models.extrapolation import trend_draws
from helpers.models.interval import Interval
from helpers.parameters import Caspian

TERMS = {
    "rivers": "river_inflow",
    "groundwater": "groundwater_inflow",
    "rain": "precipitation_on_sea",
    "evaporation": "evaporation_from_sea",
    "bay": "kara_bogaz_gol_outflow",
    "seepage": "infiltration_loss",
}
LABELS = {
    "rivers": Name("Rivers"),
    "groundwater": Name("Groundwater"),
    "rain": Name("Rain on the sea"),
    "evaporation": Name("Evaporation"),
    "bay": Name("Outflow to Kara-Bogaz-Gol"),
    "seepage": Name("Seepage"),
}
BAY_REOPENED = 1992  # the dam of 1980 was removed then; older figures are for another strait


@dataclass(frozen=True)
class Balance:
    """The balance drawn from published terms.

    Attributes
    ----------
    terms
        ``term``, ``low``, ``high``, ``n`` (figures), by term; cubic kilometres a year.
    drawn
        One row a draw: the terms and ``net``.
    observed
        Change of storage seen by satellite, cubic kilometres a year; None where there was none.
    by_volume
        The same from the satellites' own volume file; None where there was none.
    years
        First and last year of what was observed.
    rows
        Observations used.
    """

    terms: pd.DataFrame
    drawn: pd.DataFrame
    observed: Interval | None
    by_volume: float | None
    years: tuple[int, int]
    rows: pd.DataFrame

    def net(self, interval: float) -> Interval:
        """Return the change of storage that the published terms add up to."""
        return Interval.from_draws(self.drawn["net"], interval)

    def gap(self, interval: float) -> Interval | None:
        """Return published less observed: nought within the interval would mean that the terms close."""
        if self.observed is None:
            return None
        return Interval.from_draws(self.drawn["net"] - self.observed.value, interval)


def terms_of(evidence: Evidence) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the lowest and highest published value of every term, and the observations behind them.

    Ends of stated ranges are ends of our ranges too; extreme single years are left out.
    """
    found, used = [], []
    for term, series in TERMS.items():
        rows = evidence.series(series, "CASPIAN", kinds=("estimate",), bounds=True)
        if term == "bay":
            rows = rows[rows["start"].dt.year >= BAY_REOPENED]
        values = [*rows["value"], *(_evaporation(evidence) if term == "evaporation" else ())]
        if values:
            least = 0.0 if term == "seepage" else min(values)  # "less than 5"
            found.append((term, least, max(values), len(values)))
            used.append(rows)
    rows = pd.concat([*used, evidence.series("evaporation_rate")]) if used else evidence.observations.iloc[:0]
    return pd.DataFrame(found, columns=["term", "low", "high", "n"]), rows


def _evaporation(evidence: Evidence) -> list[float]:
    """Evaporation in millimetres over the published areas, as cubic kilometres."""
    depth, areas = evidence.series("evaporation_rate")["value"], areas_of(evidence)["value"]
    return [float(d * a / 1e6) for d in depth for a in (areas.min(), areas.max()) if len(areas)]


def areas_of(evidence: Evidence) -> pd.DataFrame:
    """Return the published areas of the sea, square kilometres."""
    return evidence.series("caspian_area", "CASPIAN")


@remembered
def balance(evidence: Evidence, parameters: Caspian) -> Balance | None:
    """Draw the balance; None where rivers, rain or evaporation were not published."""
    terms, rows = terms_of(evidence)
    if not {"rivers", "rain", "evaporation"} <= set(terms["term"]):
        return None
    ranges = {row["term"]: (row["low"], row["high"]) for row in terms.to_dict("records")}
    drawn = draw_terms(ranges, parameters.draws, np.random.default_rng(parameters.seed))
    observed, years = observed_storage(evidence, parameters)
    return Balance(terms, drawn, observed, _by_volume(evidence, years), years, rows)


def _by_volume(evidence: Evidence, years: tuple[int, int]) -> float | None:
    rows = newest(evidence.series("caspian_volume_anomaly", "CASPIAN"))
    volumes = dict(zip(rows["period"], rows["value"], strict=True))
    first, last = map(str, years)
    if not {first, last} <= set(volumes) or years[1] <= years[0]:
        return None
    return float(volumes[last] - volumes[first]) / (years[1] - years[0])


def observed_storage(evidence: Evidence, parameters: Caspian) -> tuple[Interval | None, tuple[int, int]]:
    """Return the change of storage between the years of the parameters, cubic kilometres a year.

    Change of level times the published areas: the range is that of the areas and of the level together.
    """
    file, areas = chosen(evidence, parameters), areas_of(evidence)["value"]
    years = (parameters.start_year, min(parameters.end_year, int(file.yearly.years[-1]) if file else 0))
    if file is None or areas.empty or years[1] <= years[0] or not file.yearly.has(*years):
        return None, years
    change = file.yearly.change(*years, parameters.interval)
    corners = [
        c * a / 1e6 * 1e3 / (years[1] - years[0]) for c in (change.low, change.high) for a in (areas.min(), areas.max())
    ]
    middle = change.value * float(areas.median()) / 1e3 / (years[1] - years[0])
    return Interval.spanning(corners, middle), years


@dataclass(frozen=True)
class Sea:
    """The sea as a body with an area: what today's supply leads to, and what no river would.

    Attributes
    ----------
    relaxation
        Years to close two thirds of the way to equilibrium.
    equilibrium
        Level in the end, metres from now; None where it lies beyond the table of areas.
    standing
        Change of level by year if supply stays as it was, shape (draws, years).
    riverless
        The same without any river, from now on, and without outflow to the bay.
    riverless_rate
        Fall in the first year without rivers, metres, positive.
    start
        Year of departure.
    """

    relaxation: Interval
    equilibrium: Interval | None
    standing: npt.NDArray[np.float64]
    riverless: npt.NDArray[np.float64]
    riverless_rate: Interval
    start: int

    def at(self, year: int, interval: float) -> Interval:
        """Return the change of level by a year if supply stays as it was."""
        return Interval.from_draws(self.standing[:, year - self.start - 1], interval)

    def dry_at(self, year: int, interval: float) -> Interval:
        """Return the change of level by a year without any river."""
        return Interval.from_draws(self.riverless[:, year - self.start - 1], interval)


@remembered
def basins(evidence: Evidence) -> list[Basin]:
    """Return the sea floor twice: from the relief, scaled to a published area, and from two published areas.

    They differ in how fast the area shrinks, which nobody has published with an error.
    """
    found = []
    published = _dated_areas(evidence)
    relief = evidence.table("hypsometry").sort_values("level_m") if "hypsometry" in evidence.tables else pd.DataFrame()
    if len(published) and len(relief):
        level, area = published[-1]
        floor = Basin(relief["level_m"].to_numpy(float), relief["area_km2"].to_numpy(float) / 1e3)
        found.append(floor.through(level, area))
    if len(published) >= 2:
        levels, areas = zip(*sorted((published[0], published[-1])), strict=True)
        found.append(_straight(np.array(levels), np.array(areas)))
    return found


def _straight(levels: npt.NDArray[np.float64], areas: npt.NDArray[np.float64]) -> Basin:
    """A basin that narrows evenly, down to a third of its area."""
    slope = float((areas[-1] - areas[0]) / (levels[-1] - levels[0]))
    deep = np.array([levels[0] - areas[0] / slope * 2 / 3, levels[-1]])
    return Basin(deep, areas[-1] + slope * (deep - levels[-1]))


def _dated_areas(evidence: Evidence) -> list[tuple[float, float]]:
    """Kazakh yearly levels (m BHS) and areas (thousand km2) of one source and year, oldest first."""
    levels, areas = gauges(evidence, "Kazakh"), areas_of(evidence)
    known = list(zip(areas["start"].dt.year, areas["source"], areas["value"], strict=True))
    return [
        (float(level), float(area) / 1e3)
        for level, *stated in zip(levels["value"], levels["year"], levels["source"], strict=True)
        for *measured, area in known
        if stated == measured
    ]


@remembered
def sea(evidence: Evidence, parameters: Caspian, since: int | None = None) -> Sea | None:
    """Follow the sea to the horizon; None where areas, balance or level were not public.

    The supply is what it takes for the level to have fallen as it did since ``since`` (None: the
    parameters' first year of the trend); the published terms only give the net evaporation, since they
    do not close.
    """
    water, file, shapes = balance(evidence, parameters), chosen(evidence, parameters), basins(evidence)
    if water is None or file is None or not shapes:
        return None
    steps = steps_of(file, parameters.trend_from if since is None else since)
    if len(steps) < 3:
        return None
    start = int(file.yearly.years[-1])
    level = _level_at(file, gauges(evidence, "Kazakh"), start)
    area = float(shapes[0].area_at(level))
    rng = np.random.default_rng(parameters.seed)
    rates = trend_draws(steps, len(steps), parameters.draws, rng)[:, -1] / len(steps)
    net = (water.drawn["evaporation"] - water.drawn["rain"]).to_numpy() / area
    other = (water.drawn["groundwater"] - water.drawn["seepage"]).to_numpy()  # the bay's strait falls dry first
    supply = (rates + net) * area
    years = max(parameters.horizon, MID_CENTURY) - start
    halves = np.arange(parameters.draws) % len(shapes)
    return _sea(shapes, halves, level, supply, other, net, years, start, parameters.interval)


def _level_at(file: Satellite, levels: pd.DataFrame, year: int) -> float:
    """Level in the datum of the areas: the last gauge mean, moved to the year by the satellites' change."""
    seen = levels[[file.yearly.has(int(y)) for y in levels["year"]]]
    last = seen.iloc[-1] if len(seen) else levels.iloc[-1]
    moved = file.yearly.change(int(last["year"]), year).value if len(seen) else 0.0
    return float(last["value"]) + moved


def _sea(
    shapes: list[Basin],
    halves: npt.NDArray[np.int64],
    level: float,
    supply: npt.NDArray[np.float64],
    other: npt.NDArray[np.float64],
    net: npt.NDArray[np.float64],
    years: int,
    start: int,
    interval: float,
) -> Sea:
    parts = [(basin, halves == place) for place, basin in enumerate(shapes)]
    years_to_close = [relaxation_years(float(b.area_at(level)), b.widening(level), net[m]) for b, m in parts]
    ends = np.concatenate([equilibrium(b, supply[m], net[m]) - level for b, m in parts])
    return Sea(
        relaxation=Interval.from_draws(np.concatenate(years_to_close), interval),
        equilibrium=interval_of(ends, interval),
        standing=np.vstack([course(b, level, supply[m], net[m], years) for b, m in parts]),
        riverless=np.vstack([course(b, level, other[m], net[m], years) for b, m in parts]),
        riverless_rate=Interval.from_draws(net - other / float(shapes[0].area_at(level)), interval),
        start=start,
    )


def outlook_by_start(
    evidence: Evidence, parameters: Caspian, starts: tuple[int, ...] = (1993, 2006, 2015, 2020)
) -> pd.DataFrame:
    """Return trend and balance at the horizon by the first year of the record continued."""
    found = []
    for since in sorted({*starts, parameters.trend_from}):
        outlook = extrapolate(evidence, parameters, since)
        water = sea(evidence, parameters, since)
        if outlook is None:
            continue
        trend = outlook.at(parameters.horizon, parameters.interval)
        supplied = water.at(parameters.horizon, parameters.interval) if water else None
        rest = (supplied.value, supplied.low, supplied.high) if supplied else (np.nan,) * 3
        found.append((since, trend.value, trend.low, trend.high, *rest))
    columns = ["since", "trend", "trend_low", "trend_high", "balance", "balance_low", "balance_high"]
    return pd.DataFrame(found, columns=columns)


def seas_by_start(evidence: Evidence, parameters: Caspian, starts: tuple[int, ...] = (1993, 2020)) -> dict[int, Sea]:
    """Return the sea by the first year of the supply continued, that of the parameters first."""
    found = {since: sea(evidence, parameters, since) for since in (parameters.trend_from, *starts)}
    return {since: each for since, each in found.items() if each is not None}

"""What is published on the level to come, against what the record can be made to say."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from helpers.analysis.caspian_compared import fastest
from helpers.analysis.caspian_level import Satellite, chosen, gauges
from helpers.evidence import Evidence, remembered
from helpers.locale import Name
from helpers.models.extrapolation import backtest, trend_draws
from helpers.models.interval import Interval
from helpers.parameters import Caspian

MID_CENTURY = 2050
WINDOW = 10  # years before an origin whose steps the test of the extrapolation uses
LEADS, LONG_LEADS = (1, 2, 5, 10), (5, 10)
MEASURES = {"low": "low", "high": "high", "central": "central", "p25": "p25", "p75": "p75"}
STUDIES = {
    "azvision_2020": "Prange et al. 2020",
    "chen_2023": "Prange et al. 2020",
    "physorg_2020_12": "Prange et al. 2020",
    "portseurope_2024_01": "Prange et al. 2020",
    "mexicanist_prange": "Prange et al. 2020",
    "samant_2023": "Samant & Prange 2023",
    "koriche_2021": "Koriche et al. 2021",
    "hoseini_2024": "Hoseini et al. 2024",
    "scitechdaily_2025_04": "Court et al. 2025",
    "elguindi_2006": "Elguindi & Giorgi 2006",
    "renssen_2007": "Renssen et al. 2007",
    "grid_2011": "Renssen et al. 2007",
    "lumbroso_2025": "Lumbroso 2025",
    "astanatimes_2026_03": "Kazhydromet",
    "baq_2025_10": "Kazhydromet",
    "apa_2024_06": "NCOC",
    "unesco_kz_ch7": "Bolgov (about 2004)",
}
"""Restatements of one study are one study."""

_STUDY_NAMES = {
    "Kazhydromet": Name("Kazhydromet"),
    "Bolgov (about 2004)": Name("Bolgov (about 2004)"),
    "albertawestnews blog": Name("albertawestnews blog"),
}


def study_name(study: str) -> Name | str:
    """Return what a study is called; its authors stay as they are."""
    return _STUDY_NAMES.get(study, study)


@dataclass(frozen=True)
class Outlook:
    """The level to come by the record alone.

    Attributes
    ----------
    draws
        Change from the last year seen, metres, shape (draws, years ahead).
    start
        Last year seen.
    steps
        Number of yearly steps drawn from.
    miss
        Metres a year of lead by which past extrapolations missed, at the level of the interval; 0 where
        the record is too short to tell.
    """

    draws: npt.NDArray[np.float64]
    start: int
    steps: int
    miss: float

    def drawn(self, year: int, interval: float) -> Interval:
        """Return the change by a year with the interval of the draws alone, which is too narrow."""
        return Interval.from_draws(self.draws[:, year - self.start - 1], interval)

    def at(self, year: int, interval: float) -> Interval:
        """Return the change by a year with an interval as wide as past misses ask for; a fall is negative."""
        drawn, reach = self.drawn(year, interval), self.miss * (year - self.start)
        low, high = min(drawn.low, drawn.value - reach), max(drawn.high, drawn.value + reach)
        return Interval(drawn.value, low, high)


@remembered
def projections(evidence: Evidence) -> pd.DataFrame:
    """Return all published projections as metres of further fall, by horizon, study and scenario.

    A level in the Baltic system is turned into a fall from the newest Kazakh yearly mean: the datums
    agree. Quartiles and full ranges are kept apart.

    Returns
    -------
    DataFrame
        ``horizon``, ``study``, ``scenario``, ``measure`` (low, central, high, p25, p75), ``fall``,
        ``bound``, ``row``, ``source``; one row a figure, copies included.
    """
    names = [f"caspian_fall_projection_{measure}" for measure in MEASURES]
    rows = evidence.series([*names, "caspian_fall_projection"], kinds=None, bounds=True)
    measure = rows["series"].str.removeprefix("caspian_fall_projection").str.strip("_").replace("", "central")
    falls = rows.assign(measure=measure, fall=rows["value"])
    table = pd.concat([falls, _levels(evidence)], ignore_index=True)
    publishers = evidence.table("sources").set_index("id")["publisher"]
    study = table["source"].map(STUDIES).fillna(table["source"].map(publishers))
    table = table.assign(study=study, scenario=table["entity"], horizon=table["end"].dt.year)
    columns = ["horizon", "study", "scenario", "measure", "fall", "bound", "row", "source"]
    return table[columns].sort_values(["horizon", "study", "scenario", "fall"], ignore_index=True)


def _levels(evidence: Evidence) -> pd.DataFrame:
    """Levels that are forecast, as falls from the newest Kazakh yearly mean."""
    rows = evidence.series("caspian_level_forecast", kinds=None, bounds=True)
    base = gauges(evidence, "Kazakh")
    if rows.empty or base.empty:
        return rows.iloc[:0].assign(measure="", fall=np.nan)
    rows = rows[rows["start"] > base["end"].iloc[-1]]
    part = np.where(rows["note"].str.contains("central 50"), "quarter", "end")
    by_bound = {
        ("end", "lower"): "high",
        ("end", "upper"): "low",
        ("quarter", "lower"): "p75",
        ("quarter", "upper"): "p25",
    }
    measure = [by_bound.get((a, b), "central") for a, b in zip(part, rows["bound"], strict=True)]
    now: float = base["value"].iloc[-1]
    falls: pd.DataFrame = rows.assign(measure=measure, fall=(now - rows["value"]).round(3))
    return falls


def largest(table: pd.DataFrame) -> pd.DataFrame:
    """Return the largest fall that each horizon's studies reach, quartiles not counted as ranges.

    Returns
    -------
    DataFrame
        ``horizon``, ``fall``, ``study``, ``scenario``, ``row``, ``studies`` (how many), by horizon.
    """
    whole = ranges_of(table)
    top = whole.sort_values("fall").drop_duplicates("horizon", keep="last")
    many = table.groupby("horizon")["study"].nunique()
    return top.assign(studies=top["horizon"].map(many)).sort_values("horizon", ignore_index=True)


def ranges_of(table: pd.DataFrame) -> pd.DataFrame:
    """Return projections without quartiles: central values and ends of full ranges."""
    return table[~table["measure"].isin(("p25", "p75"))]


def reaching(table: pd.DataFrame, fall: float, horizon: int) -> pd.DataFrame:
    """Return the projections for one horizon whose figure is at least so large a fall."""
    return table[(table["horizon"] == horizon) & (table["fall"] >= fall)]


@remembered
def extrapolate(evidence: Evidence, parameters: Caspian, since: int | None = None) -> Outlook | None:
    """Continue the record to the horizon by its own yearly steps; None without three steps.

    Parameters
    ----------
    since
        First year of the record continued; None takes the parameters'.
    """
    file = chosen(evidence, parameters)
    if file is None:
        return None
    since = parameters.trend_from if since is None else since
    steps = steps_of(file, since)
    start = int(file.yearly.years[-1])
    if len(steps) < 3 or parameters.horizon <= start:
        return None
    rng = np.random.default_rng(parameters.seed)
    ahead = max(parameters.horizon, MID_CENTURY) - start
    draws = trend_draws(steps, ahead, parameters.draws, rng)
    return Outlook(draws, start, len(steps), past_miss(evidence, parameters))


@remembered
def past_miss(evidence: Evidence, parameters: Caspian) -> float:
    """Return by how many metres a year of lead past extrapolations missed, at the level of the interval.

    The misses of five and ten years ahead grow with the lead as a wrong rate does, so they are taken per
    year. Further ahead nothing can be tested.
    """
    file, misses = chosen(evidence, parameters), list[float]()
    if file is None:
        return 0.0
    for lead in LONG_LEADS:
        rng = np.random.default_rng(parameters.seed)
        past = backtest(file.yearly.years, file.yearly.mean, lead, WINDOW, 100, rng, parameters.interval)
        misses += ((past["trend"] - past["outcome"]).abs() / lead).tolist()
    return float(np.quantile(misses, parameters.interval)) if len(misses) >= 10 else 0.0


def steps_of(file: Satellite, since: int) -> npt.NDArray[np.float64]:
    """Return the changes from each year to the next, metres, from a first year on."""
    levels = pd.Series(file.yearly.mean, index=pd.Index(file.yearly.years))
    levels = levels[levels.index >= since].reindex(range(since, int(levels.index[-1]) + 1))
    return np.asarray(levels.diff().dropna(), dtype=np.float64)


@dataclass(frozen=True)
class Needed:
    """The rate that a fall by a year would need.

    Attributes
    ----------
    rate
        Metres a year, positive.
    fastest, begun
        Fastest fall seen over five years, metres a year, positive, and its first year.
    start, end
        Years between which the fall would have to happen.
    """

    rate: float
    fastest: float
    begun: int
    start: int
    end: int

    @property
    def multiple(self) -> float:
        """How many times the fastest fall seen."""
        return self.rate / self.fastest


def needed(evidence: Evidence, parameters: Caspian, fall: float, horizon: int) -> Needed | None:
    """Return the rate that so large a fall by the horizon needs; None where nothing was measured."""
    file = chosen(evidence, parameters)
    seen = fastest(file) if file else None
    if file is None or seen is None:
        return None
    start = int(file.yearly.years[-1])
    return Needed(fall / (horizon - start), -seen[0], seen[1], start, horizon)


def back_test(evidence: Evidence, parameters: Caspian) -> pd.DataFrame:
    """Test the extrapolation on the past: every origin, several leads, against "nothing changes".

    Returns
    -------
    DataFrame
        ``lead``, ``origins``, ``error`` (mean absolute), ``score`` (mean CRPS), ``persistence`` (mean
        absolute error of no change), ``skill``, ``inside`` (share of outcomes within the draws' interval).
    """
    file = chosen(evidence, parameters)
    found = []
    for lead in LEADS:
        if file is None:
            break
        rng = np.random.default_rng(parameters.seed)
        past = backtest(
            file.yearly.years,
            file.yearly.mean,
            lead,
            WINDOW,
            min(parameters.draws, 500),
            rng,
            parameters.interval,
        )
        if len(past) >= 3:
            found.append((lead, len(past), *_summary(past)))
    columns = ["lead", "origins", "error", "score", "persistence", "skill", "inside"]
    return pd.DataFrame(found, columns=columns)


def _summary(past: pd.DataFrame) -> tuple[float, ...]:
    error = float((past["trend"] - past["outcome"]).abs().mean())
    score, persistence = float(past["score"].mean()), float(past["persistence"].mean())
    inside = float(((past["outcome"] >= past["low"]) & (past["outcome"] <= past["high"])).mean())
    return error, score, persistence, 1 - score / persistence, inside

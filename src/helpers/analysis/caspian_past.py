"""Published forecasts of the past, scored against what came."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.analysis.caspian_level import Satellite, chosen, gauges
from helpers.evidence import Evidence
from helpers.locale import Name, tabled
from helpers.models.scores import crps_of_range, skill
from helpers.parameters import Caspian

COLUMNS = [
    "forecast",
    "start",
    "target",
    "low",
    "high",
    "outcome_year",
    "outcome",
    "score",
    "persistence",
    "skill",
    "due",
    "row",
    "source",
]
MADE_ABOUT = {"unesco_kz_ch7": 2004}  # the page is undated; its level of departure is that of about 2004
MAKERS = {
    "informburo_2015_10": Name("KaspMNIC, made in 2015"),
    "haqqin_2025_08b": Name("VNIRO, made in 2025"),
    "tabnak_2025_08": Name("VNIRO, made in 2025"),
    "ls_2023": Name("Kazhydromet, made in 2023"),
}


@dataclass(frozen=True)
class Forecast:
    """A forecast change of level: ``low`` to ``high`` metres from ``start`` to ``target``."""

    name: Name
    start: int
    target: int
    low: float
    high: float
    row: str
    source: str


def forecasts(evidence: Evidence) -> list[Forecast]:
    """Return the forecasts that can be scored: those that name a change, a start and a target."""
    return [*_changes(evidence), *_rates(evidence), *_levels(evidence), *_medians(evidence)]


def _changes(evidence: Evidence) -> Iterator[Forecast]:
    rows = evidence.series("caspian_level_change", "CASPIAN", kinds=("forecast",), bounds=True)
    for (period, source), group in rows.groupby(["period", "source"]):
        start, target = int(group["start"].dt.year.iloc[0]), int(group["end"].dt.year.iloc[0])
        start -= start == target  # "during 2025" is 2025 against 2024
        first = group.iloc[0]
        name = _named(str(period), _published(evidence, str(source)))
        yield Forecast(name, start, target, group["value"].min(), group["value"].max(), first["row"], str(source))


def _rates(evidence: Evidence) -> Iterator[Forecast]:
    for row in evidence.series("caspian_level_rate", "CASPIAN", kinds=("forecast",)).to_dict("records"):
        start, target = row["start"].year, row["end"].year
        change = float(row["value"]) / 100 * (target - start)
        name = _named(str(row["period"]), _published(evidence, row["source"]))
        yield Forecast(name, start, target, change, change, row["row"], row["source"])


def _levels(evidence: Evidence) -> Iterator[Forecast]:
    """Scenarios of the Kazakh service of 2020 start from its own mean of that year."""
    rows = evidence.series("caspian_level_forecast", kinds=("forecast",), period="2030")
    rows = rows[rows["note"].str.contains("Kazhydromet 2020")]
    base = gauges(evidence, "Kazakh").query("year == 2020")
    if len(rows) and len(base):
        values = rows["value"] - float(base["value"].iloc[0])
        first = rows.iloc[0]
        yield Forecast(
            _named("2020/2030", Name("Kazhydromet, made in 2020")),
            2020,
            2030,
            values.min(),
            values.max(),
            first["row"],
            first["source"],
        )


def _medians(evidence: Evidence) -> Iterator[Forecast]:
    """A median of about 2004 for 2050; that for 2010 is its level of departure."""
    rows = evidence.series("caspian_level_forecast", kinds=("forecast",))
    for source, made in MADE_ABOUT.items():
        levels = rows[rows["source"] == source].sort_values("start")
        if len(levels) >= 2:
            change = float(levels["value"].iloc[-1] - levels["value"].iloc[0])
            target = int(levels["end"].dt.year.iloc[-1])
            name = _named(f"{made}/{target}", Name("Bolgov, made about {year}", year=made))
            yield Forecast(name, made, target, change, change, levels["row"].iloc[-1], source)


def _named(period: str, maker: Name | str) -> Name:
    return Name("{period}: {maker}", period=tabled(period), maker=maker)


def _published(evidence: Evidence, source: str) -> Name | str:
    table = evidence.table("sources").set_index("id")
    return MAKERS.get(source) or str(table.loc[source, "publisher"])


def scored(evidence: Evidence, parameters: Caspian) -> pd.DataFrame:
    """Score the forecasts by satellite; one whose target is still to come is scored along a straight path.

    Returns
    -------
    DataFrame
        ``forecast``, ``start``, ``target``, ``low``, ``high`` (metres by ``outcome_year``), ``outcome``,
        ``score`` (CRPS, metres), ``persistence`` (absolute error of no change), ``skill``, ``due``
        (whether the target has come), ``row``, ``source``.
    """
    file = chosen(evidence, parameters)
    if file is None:
        return pd.DataFrame(columns=COLUMNS)
    found = [_score(forecast, file) for forecast in forecasts(evidence)]
    return pd.DataFrame([row for row in found if row], columns=COLUMNS)


def _score(forecast: Forecast, file: Satellite) -> tuple[object, ...] | None:
    last = int(file.yearly.years[-1])
    until = min(forecast.target, last)
    if until <= forecast.start or not file.yearly.has(forecast.start, until):
        return None
    part = (until - forecast.start) / (forecast.target - forecast.start)
    low, high = np.sort(np.array([forecast.low, forecast.high]) * part)
    outcome = file.yearly.change(forecast.start, until).value
    score, persistence = crps_of_range(low, high, outcome), abs(outcome)
    gain = skill(score, persistence)
    head = (forecast.name, forecast.start, forecast.target, low, high, until, outcome)
    return (*head, score, persistence, gain, until == forecast.target, forecast.row, forecast.source)

"""Verdicts on the statements about the level of the Caspian and what follows from it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.analysis import caspian_compared, caspian_level, caspian_outlook, caspian_water
from helpers.analysis.caspian_steps import joint_steps
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.models.rounding import half_unit
from helpers.parameters import Caspian

DATUMS = {"BHS": "the Baltic system", "DAHITI": "the satellites", "Iranian datum": "Iran's gauges"}
RUNS = 5  # years of the fastest fall that a needed rate is held against


@rule("ECO-1", Caspian)
def fall_since_2006(evidence: Evidence, parameters: Caspian) -> list[Reading]:
    """Compare the stated fall with gauges, statements of the services, and each satellite file.

    Changes are compared, never levels: the datums differ. A measure agrees if it lies within the
    tolerance of the stated figure, or its interval holds it.
    """
    stated = claim(evidence, "ECO-1")
    said, (start, end) = float(stated.value), _years(stated.period)
    readings = [
        _by_gauge(evidence, parameters, said, start, end),
        *_by_statement(evidence, parameters, said, start, end),
    ]
    files = caspian_level.satellites(evidence).values()
    readings += [_by_file(file, parameters, said, start, end) for file in files]
    return readings


def _by_gauge(evidence: Evidence, parameters: Caspian, said: float, start: int, end: int) -> Reading:
    definition = "gauges: Kazakh yearly means, Baltic system"
    found = caspian_level.gauge_change(evidence, parameters, start, end)
    if found is None:
        return silent(definition, evidence, f"pair of Kazakh yearly means for {start} and {end}")
    return _fall(definition, found[0], found[1], parameters, said, f"Kazakh gauges fell by {{}} from {start} to {end}")


def _by_statement(evidence: Evidence, parameters: Caspian, said: float, start: int, end: int) -> list[Reading]:
    rows = caspian_level.stated(evidence, start, end)
    rows = rows[rows["entity"].isin(caspian_level.COAST)]  # one port is not the sea
    if rows.empty:
        return []
    text = f"The services state a fall of {{}} from {start} to {end}"
    return [
        _fall(
            "services' own statements of the change",
            Interval.spanning(rows["value"]),
            tuple(rows["row"]),
            parameters,
            said,
            text,
        )
    ]


def _by_file(file: caspian_level.Satellite, parameters: Caspian, said: float, start: int, end: int) -> Reading:
    definition = f"{file.name}, seasonal cycle removed"
    change = caspian_level.satellite_change(file, start, end, parameters.interval)
    if change is not None:
        text = f"By {file.name} the sea fell by {{}} from {start} to {end}"
        return _fall(definition, change, file.rows_of(start, end), parameters, said, text)
    last = int(file.yearly.years[-1])
    so_far = caspian_level.satellite_change(file, start, last, parameters.interval)
    text = f", by when the sea had fallen by {_metres(so_far)}" if so_far and last > start else ""
    reason = f"This file's last whole year is {last}{text}."
    return Reading(definition, Verdict.UNVERIFIED, reason)


def _fall(
    definition: str, change: Interval, rows: tuple[str, ...], parameters: Caspian, said: float, text: str
) -> Reading:
    fall = change.scaled(-1)
    near = abs(fall.value - said) <= parameters.tolerance * said or fall.contains(said)
    verdict = Verdict.SUPPORTED if near else Verdict.CONTRADICTED
    reason = f"{text.format(_metres(change))}, against {said:g} m in the article."
    return Reading(definition, verdict, reason, fall, "m", rows)


@rule("ECO-2", Caspian)
def height_below_the_ocean(evidence: Evidence, parameters: Caspian) -> list[Reading]:
    """Compare the stated height with the newest yearly level in each datum.

    The article speaks in whole metres: a level agrees if it rounds to the stated one.
    """
    stated = claim(evidence, "ECO-2")
    said, half = float(stated.value), half_unit(stated.value)
    first = min(_years(stated.period))
    table = caspian_compared.latest(evidence, parameters)
    table = table.assign(order=table["measure"].str.startswith("Kazakh").map({True: 0, False: 1})).sort_values(
        "order", kind="stable"
    )
    readings = [_height(row, said, half, first) for row in table.to_dict("records")]
    return readings or [silent("yearly level in the Baltic system", evidence, "level of the sea")]


def _height(row: Mapping[Any, Any], said: float, half: float, first: int) -> Reading:
    level = Interval(*(float(str(row[name])) for name in ("level", "low", "high")))
    definition = f"{row['measure']}, datum {row['datum']}"
    if int(str(row["period"])[:4]) < first:
        reason = f"The newest figure is of {row['period']} ({-level.value:.2f} m below zero), before {first}."
        return Reading(definition, Verdict.UNVERIFIED, reason)
    verdict = Verdict.SUPPORTED if abs(level.value - said) <= half else Verdict.CONTRADICTED
    reason = (
        f"By {row['measure']}, the level of {str(row['period']).replace('/', ' to ')} was {-level.value:.2f} m below "
        f"the zero of {DATUMS.get(str(row['datum']), row['datum'])}, against {-said:g} m in the article."
    )
    return Reading(definition, verdict, reason, level, f"m {row['datum']}", tuple(row["rows"]))


@rule("ECO-3", Caspian)
def fall_by_mid_century(evidence: Evidence, parameters: Caspian) -> list[Reading]:
    """Hold the stated fall against everything that reaches the stated horizon.

    The horizon is part of the statement: projections for the end of the century are named in the
    reason, but are no reading of it.
    """
    stated = claim(evidence, "ECO-3")
    said, horizon = float(stated.value), int(stated.period)
    return [
        _published(evidence, parameters, said, horizon),
        _continued(evidence, parameters, said, horizon),
        _rate(evidence, parameters, said, horizon),
        _supplied(evidence, parameters, said, horizon),
    ]


def _published(evidence: Evidence, parameters: Caspian, said: float, horizon: int) -> Reading:
    definition = f"largest fall published for {horizon}"
    table = caspian_outlook.projections(evidence)
    due = caspian_outlook.ranges_of(table[table["horizon"] == horizon])
    if due.empty:
        return silent(definition, evidence, f"projection for {horizon}")
    top = caspian_outlook.largest(due).iloc[-1]
    verdict = Verdict.SUPPORTED if top["fall"] >= said * (1 - parameters.tolerance) else Verdict.CONTRADICTED
    reason = (
        f"The largest further fall that anyone publishes for {horizon} is {top['fall']:.1f} m "
        f"({top['study']}), against up to {said:g} m in the article"
        f"{_later(table, said, horizon, parameters.tolerance)}."
    )
    measured = Interval.spanning(due["fall"])
    return Reading(definition, verdict, reason, measured, "m", tuple(due["row"]))


def _later(table: pd.DataFrame, said: float, horizon: int, tolerance: float) -> str:
    same = table[(table["horizon"] > horizon) & ((table["fall"] - said).abs() <= tolerance * said / 10)]
    if same.empty:
        return ""
    first = same.sort_values("measure").iloc[0]  # "central" before "high"
    under = (
        f" under {first['scenario'].lower().replace('-', ' ')}"
        if first["measure"] == "central"
        else " as the upper end"
    )
    return f"; {said:g} m stands in {first['study']}{under}, but for {first['horizon']}"


def _continued(evidence: Evidence, parameters: Caspian, said: float, horizon: int) -> Reading:
    definition = f"the record since {parameters.trend_from} continued to {horizon}"
    outlook = caspian_outlook.extrapolate(evidence, parameters)
    if outlook is None:
        return silent(definition, evidence, f"record of the level since {parameters.trend_from}")
    change = outlook.at(horizon, parameters.interval)
    verdict = Verdict.SUPPORTED if -change.low >= said else Verdict.CONTRADICTED
    reason = (
        f"The trend continued gives a further fall of {_metres(change)} by {horizon}, against up to {said:g} "
        "m in the article."
    )
    return Reading(definition, verdict, reason, change.scaled(-1), "m", _record(evidence, parameters))


def _rate(evidence: Evidence, parameters: Caspian, said: float, horizon: int) -> Reading:
    definition = f"the rate needed, against the fastest fall over {RUNS} years"
    needed = caspian_outlook.needed(evidence, parameters, said, horizon)
    if needed is None:
        return silent(definition, evidence, f"record of {RUNS} years of the level")
    verdict = Verdict.SUPPORTED if needed.multiple <= 1 else Verdict.CONTRADICTED
    reason = (
        f"{said:g} m by {horizon} needs {100 * needed.rate:.0f} cm a year, {needed.multiple:.1f} times the "
        "fastest fall "
        f"over {RUNS} years ({100 * needed.fastest:.0f} cm a year from {needed.begun})."
    )
    return Reading(
        definition, verdict, reason, Interval.exactly(needed.multiple), "ratio", _record(evidence, parameters)
    )


def _supplied(evidence: Evidence, parameters: Caspian, said: float, horizon: int) -> Reading:
    definition = f"water balance with the supply since {parameters.trend_from}"
    sea = caspian_water.sea(evidence, parameters)
    if sea is None:
        return silent(definition, evidence, "complete set of level, areas and evaporation")
    change, dry = sea.at(horizon, parameters.interval), sea.dry_at(horizon, parameters.interval)
    verdict = Verdict.SUPPORTED if -change.low >= said else Verdict.CONTRADICTED
    reason = (
        f"With today's supply the balance gives a further fall of {_metres(change)} by {horizon}; "
        f"without any river at all it would be {_metres(dry)}."
    )
    water = caspian_water.balance(evidence, parameters)
    rows = tuple(water.rows["row"]) if water else ()
    return Reading(definition, verdict, reason, change.scaled(-1), "m", rows + _record(evidence, parameters))


def _record(evidence: Evidence, parameters: Caspian) -> tuple[str, ...]:
    file = caspian_level.chosen(evidence, parameters)
    return file.rows_of(*range(parameters.trend_from, int(file.yearly.years[-1]) + 1)) if file else ()


@rule("ECO-6", Caspian)
def joint_action(evidence: Evidence, parameters: Caspian) -> list[Reading]:  # noqa: ARG001
    """A wish cannot be true or false; what exists already is counted, whatever the parameters."""
    joint = joint_steps(evidence)
    reason = f"A wish is neither true nor false; {len(joint)} steps of two or more littoral states are on record."
    measured = Interval.exactly(len(joint))
    return [Reading("joint steps so far", Verdict.NOT_CHECKABLE, reason, measured, "count", tuple(joint["row"]))]


def _years(period: str) -> tuple[int, int]:
    first, last = period.replace(";", "/").split("/")
    return int(first), int(last)


def _metres(change: Interval) -> str:
    """Write a fall as a positive number with its interval."""
    fall = change.scaled(-1)
    return f"{fall.value:.2f} m" if fall.low == fall.high else f"{fall.value:.2f} ({fall.low:.2f} to {fall.high:.2f}) m"

"""Verdicts on the statements about the level of the Caspian and what follows from it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.analysis import caspian_compared, caspian_level, caspian_outlook, caspian_water
from helpers.analysis.caspian_steps import joint_steps
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence
from helpers.locale import Name, _, n_, p_, spoken, written
from helpers.models.interval import Interval
from helpers.models.rounding import half_unit
from helpers.parameters import Caspian

DATUMS = {"BHS": Name("the Baltic system"), "DAHITI": Name("the satellites"), "Iranian datum": Name("Iran's gauges")}
SCENARIOS = {
    "HIGH": Name("high"), "LOW": Name("low"), "MEDIUM": Name("medium"), "MEDIUM-HIGH": Name("medium high"),
    "HIGH-EMISSIONS": Name("high emissions"), "INTERMEDIATE": Name("intermediate"),
}  # fmt: skip
"""What the scenarios of projections are called; others keep their codes."""
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
    definition = _("gauges: Kazakh yearly means, Baltic system")
    found = caspian_level.gauge_change(evidence, parameters, start, end)
    if found is None:
        pair = Name("pair of Kazakh yearly means for {start} and {end}", start=start, end=end)
        return silent(definition, evidence, pair)
    change, rows = found
    reason = _(
        "Kazakh gauges fell by {fall} from {start} to {end}, against {said:g} m in the article.",
        fall=_metres(change), start=start, end=end, said=said,
    )  # fmt: skip
    return _fall(definition, change, rows, parameters, said, reason)


def _by_statement(evidence: Evidence, parameters: Caspian, said: float, start: int, end: int) -> list[Reading]:
    rows = caspian_level.stated(evidence, start, end)
    rows = rows[rows["entity"].isin(caspian_level.COAST)]  # one port is not the sea
    if rows.empty:
        return []
    change = Interval.spanning(rows["value"])
    reason = _(
        "The services state a fall of {fall} from {start} to {end}, against {said:g} m in the article.",
        fall=_metres(change), start=start, end=end, said=said,
    )  # fmt: skip
    definition = _("services' own statements of the change")
    return [_fall(definition, change, tuple(rows["row"]), parameters, said, reason)]


def _by_file(file: caspian_level.Satellite, parameters: Caspian, said: float, start: int, end: int) -> Reading:
    definition = _("{file}, seasonal cycle removed", file=file.name)
    change = caspian_level.satellite_change(file, start, end, parameters.interval)
    if change is not None:
        reason = _(
            "By {file}, the sea fell by {fall} from {start} to {end}, against {said:g} m in the article.",
            file=file.name, fall=_metres(change), start=start, end=end, said=said,
        )  # fmt: skip
        return _fall(definition, change, file.rows_of(start, end), parameters, said, reason)
    last = int(file.yearly.years[-1])
    so_far = caspian_level.satellite_change(file, start, last, parameters.interval)
    reason = _("This file's last whole year is {last}.", last=last)
    if so_far and last > start:
        reason = _(
            "This file's last whole year is {last}, by when the sea had fallen by {fall}.",
            last=last, fall=_metres(so_far),
        )  # fmt: skip
    return Reading(definition, Verdict.UNVERIFIED, reason)


def _fall(
    definition: str, change: Interval, rows: tuple[str, ...], parameters: Caspian, said: float, reason: str
) -> Reading:
    fall = change.scaled(-1)
    near = abs(fall.value - said) <= parameters.tolerance * said or fall.contains(said)
    verdict = Verdict.SUPPORTED if near else Verdict.CONTRADICTED
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
    levels = sorted(table.to_dict("records"), key=lambda row: row["measure"] != caspian_compared.YEARLY["Kazakh"])
    readings = [_height(row, said, half, first) for row in levels]
    return readings or [silent(_("yearly level in the Baltic system"), evidence, Name("level of the sea"))]


def _height(row: Mapping[Any, Any], said: float, half: float, first: int) -> Reading:
    level = Interval(*(float(str(row[name])) for name in ("level", "low", "high")))
    datum, period = str(row["datum"]), spoken(str(row["period"]))
    definition = _("{measure} ({datum})", measure=row["measure"], datum=caspian_compared.DATUMS[datum])
    if int(str(row["period"])[:4]) < first:
        reason = _(
            "The newest figure is of {period} ({depth:.2f} m below zero), before {first}.",
            period=period, depth=-level.value, first=first,
        )  # fmt: skip
        return Reading(definition, Verdict.UNVERIFIED, reason)
    verdict = Verdict.SUPPORTED if abs(level.value - said) <= half else Verdict.CONTRADICTED
    reason = _(
        "By {measure}, the level of {period} was {depth:.2f} m below the zero of {datum}, against {said:g} m in the "
        "article.",
        measure=row["measure"], period=period, depth=-level.value, datum=DATUMS[datum], said=-said,
    )  # fmt: skip
    return Reading(definition, verdict, reason, level, f"m {datum}", tuple(row["rows"]))


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
    definition = _("falls published for {horizon}", horizon=horizon)
    table = caspian_outlook.projections(evidence)
    due = caspian_outlook.ranges_of(table[table["horizon"] == horizon])
    if due.empty:
        return silent(definition, evidence, Name("projection for {horizon}", horizon=horizon))
    top = caspian_outlook.largest(due).iloc[-1]
    verdict = Verdict.SUPPORTED if top["fall"] >= said * (1 - parameters.tolerance) else Verdict.CONTRADICTED
    values = {"horizon": horizon, "top": top["fall"], "study": caspian_outlook.study_name(top["study"]), "said": said}
    reason = _largest(values, _later(table, said, horizon, parameters.tolerance))
    measured = Interval.spanning(due["fall"])
    return Reading(definition, verdict, reason, measured, "m", tuple(due["row"]))


def _largest(values: Mapping[str, Any], later: pd.Series | None) -> str:
    """Say what the largest fall published is, and where the article's stands, if it stands anywhere."""
    if later is None:
        return _(
            "The largest further fall that anyone publishes for {horizon} is {top:.1f} m ({study}), against up to "
            "{said:g} m in the article.",
            **values,
        )
    where = {"later": caspian_outlook.study_name(later["study"]), "year": int(later["horizon"])}
    if later["measure"] == "central":
        scenario = SCENARIOS.get(later["scenario"], later["scenario"].lower().replace("-", " "))
        return _(
            "The largest further fall that anyone publishes for {horizon} is {top:.1f} m ({study}), against up to "
            "{said:g} m in the article; {said:g} m stands in {later} under {scenario}, but for {year}.",
            scenario=scenario, **where, **values,
        )  # fmt: skip
    return _(
        "The largest further fall that anyone publishes for {horizon} is {top:.1f} m ({study}), against up to "
        "{said:g} m in the article; {said:g} m stands in {later} as the upper end, but for {year}.",
        **where, **values,
    )  # fmt: skip


def _later(table: pd.DataFrame, said: float, horizon: int, tolerance: float) -> pd.Series | None:
    """Return the first projection of the same fall for a later year."""
    same = table[(table["horizon"] > horizon) & ((table["fall"] - said).abs() <= tolerance * said / 10)]
    if same.empty:
        return None
    return same.sort_values("measure").iloc[0]  # "central" before "high"


def _continued(evidence: Evidence, parameters: Caspian, said: float, horizon: int) -> Reading:
    since = parameters.trend_from
    definition = _("the record since {since} continued to {horizon}", since=since, horizon=horizon)
    outlook = caspian_outlook.extrapolate(evidence, parameters)
    if outlook is None:
        return silent(definition, evidence, Name("record of the level since {since}", since=since))
    change = outlook.at(horizon, parameters.interval)
    verdict = Verdict.SUPPORTED if -change.low >= said else Verdict.CONTRADICTED
    reason = _(
        "The trend continued gives a further fall of {fall} by {horizon}, against up to {said:g} m in the article.",
        fall=_metres(change), horizon=horizon, said=said,
    )  # fmt: skip
    return Reading(definition, verdict, reason, change.scaled(-1), "m", _record(evidence, parameters))


def _rate(evidence: Evidence, parameters: Caspian, said: float, horizon: int) -> Reading:
    definition = _("the rate needed, against the fastest fall over {years} years", years=RUNS)
    needed = caspian_outlook.needed(evidence, parameters, said, horizon)
    if needed is None:
        return silent(definition, evidence, Name("record of {years} years of the level", years=RUNS))
    verdict = Verdict.SUPPORTED if needed.multiple <= 1 else Verdict.CONTRADICTED
    reason = _(
        "{said:g} m by {horizon} needs {rate:.0f} cm a year, {multiple:.1f} times the fastest fall over {years} years "
        "({fastest:.0f} cm a year from {begun}).",
        said=said, horizon=horizon, rate=100 * needed.rate, multiple=needed.multiple, years=RUNS,
        fastest=100 * needed.fastest, begun=needed.begun,
    )  # fmt: skip
    return Reading(
        definition, verdict, reason, Interval.exactly(needed.multiple), "times", _record(evidence, parameters)
    )


def _supplied(evidence: Evidence, parameters: Caspian, said: float, horizon: int) -> Reading:
    definition = _("water balance with the supply since {since}", since=parameters.trend_from)
    sea = caspian_water.sea(evidence, parameters)
    if sea is None:
        return silent(definition, evidence, Name("complete set of level, areas and evaporation"))
    change, dry = sea.at(horizon, parameters.interval), sea.dry_at(horizon, parameters.interval)
    verdict = Verdict.SUPPORTED if -change.low >= said else Verdict.CONTRADICTED
    reason = _(
        "With today's supply the balance gives a further fall of {fall} by {horizon}; without any river at all it "
        "would be {dry}.",
        fall=_metres(change), horizon=horizon, dry=_metres(dry, 1),
    )  # fmt: skip
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
    reason = n_(
        "A wish is neither true nor false; {n} step of two or more littoral states is on record.",
        "A wish is neither true nor false; {n} steps of two or more littoral states are on record.",
        len(joint),
    )
    measured = Interval.exactly(len(joint))
    return [Reading(_("joint steps so far"), Verdict.NOT_CHECKABLE, reason, measured, "steps", tuple(joint["row"]))]


def _years(period: str) -> tuple[int, int]:
    first, last = period.replace(";", "/").split("/")
    return int(first), int(last)


def _metres(change: Interval, digits: int = 2) -> str:
    """Write a fall as a positive number with its interval."""
    fall = change.scaled(-1)
    value, low, high = (written(part, f".{digits}f") for part in (fall.value, fall.low, fall.high))
    text = (
        value if fall.low == fall.high else p_("number", "{value} ({low} to {high})", value=value, low=low, high=high)
    )
    return p_("number", "{number} {unit}", number=text, unit=p_("unit", "m"))

"""The bottom line of the Caspian notebook: a handful of numbers and the sentences that they carry."""

from typing import Any

from helpers.analysis import caspian_level, caspian_outlook, caspian_ships, caspian_water
from helpers.analysis.caspian_breaks import Breaks
from helpers.analysis.caspian_level import Satellite
from helpers.evidence import Evidence
from helpers.locale import _, together
from helpers.parameters import Caspian
from helpers.present.caspian_level_charts import metres, month_of
from helpers.present.page import Page
from helpers.present.words import number


def headlines(page: Page, evidence: Evidence, parameters: Caspian) -> None:
    """Record the numbers of the bottom line."""
    file = caspian_level.chosen(evidence, parameters)
    start, end, level = parameters.start_year, parameters.end_year, parameters.interval
    change = caspian_level.satellite_change(file, start, end, level) if file else None
    gauge = caspian_level.gauge_change(evidence, parameters, start, end)
    outlook = caspian_outlook.extrapolate(evidence, parameters)
    sea = caspian_water.sea(evidence, parameters)
    oil = caspian_ships.terminal(evidence, parameters)
    label = _("Fall {start}-{end}, satellites", start=start, end=end)
    page.headline("fall_satellite", label, change.scaled(-1) if change else None, "m", 2)
    label = _("Fall {start}-{end}, Kazakh gauges", start=start, end=end)
    page.headline("fall_gauge", label, gauge[0].scaled(-1) if gauge else None, "m", 2)
    trend = outlook.at(parameters.horizon, level).scaled(-1) if outlook else None
    label = _("Further fall by {horizon}, trend continued", horizon=parameters.horizon)
    page.headline("fall_to_come", label, trend, "m", 1)
    water = sea.at(parameters.horizon, level).scaled(-1) if sea else None
    label = _("Further fall by {horizon}, water balance", horizon=parameters.horizon)
    page.headline("fall_balance", label, water, "m", 1)
    part = oil.explained.scaled(-100) if oil and oil.explained else None
    page.headline("dubendi_draft", _("Oil at Dubendi that draft can explain"), part, "percent", 1)


def say_bottom_line(
    page: Page, evidence: Evidence, parameters: Caspian, found: Breaks | None, said: float, stated: int
) -> None:
    """Answer the title first, then say what the fall was and may be; or that it is too early."""
    file = caspian_level.chosen(evidence, parameters)
    if file is None:
        page.say(
            "On {day} no level series was public, so neither the fall nor its future can be told.",
            day=evidence.as_of,
        )
        return
    page.say(_pace(found), of="breaks")
    page.say(_reach(evidence, said, stated), of="projections")
    _say_needed(page, evidence, parameters, said, stated)
    page.say(_past(file, found, parameters), of="falls")
    _say_regimes(page, evidence, parameters, found)


def _pace(found: Breaks | None) -> str:
    """How fast the sea falls, and how fast before."""
    if found is None or not len(found.trend.breaks):
        return _("No change of the sea's pace can be told yet.")
    before, now = (abs(100 * slope) for slope in found.trend.slopes[-2:])
    since = month_of(found.trend.breaks[-1])
    if found.trend.slopes[-1] < 0:
        return _(
            "Since about {since} the Caspian has fallen by {now:.0f} cm a year, after {before:.0f} before.",
            since=since, now=now, before=before,
        )  # fmt: skip
    return _(
        "Since about {since} the Caspian has risen by {now:.0f} cm a year, after {before:.0f} before.",
        since=since, now=now, before=before,
    )  # fmt: skip


def _reach(evidence: Evidence, said: float, stated: int) -> str:
    """Whether anyone's figure for the article's year reaches the article's fall."""
    table = caspian_outlook.projections(evidence)
    due = caspian_outlook.largest(table[table["horizon"] == stated])
    if due.empty:
        return _("No projection for {stated} is published.", stated=stated)
    top = float(due["fall"].iloc[-1])
    if top >= said:
        return _("A fall of {top:.1f} m by {stated} is published.", top=top, stated=stated)
    return _(
        "No published projection lets it lose {said} m by {stated}: the largest fall is {top:.1f} m.",
        said=number(said), stated=stated, top=top,
    )  # fmt: skip


def _say_needed(page: Page, evidence: Evidence, parameters: Caspian, said: float, stated: int) -> None:
    """Say what the article's fall would take."""
    needed = caspian_outlook.needed(evidence, parameters, said, stated)
    sea = caspian_water.sea(evidence, parameters)
    if needed is None:
        return
    values: dict[str, Any] = {
        "said": number(said),
        "stated": str(stated),
        "rate": 100 * needed.rate,
        "multiple": needed.multiple,
        "of": "rates",
    }
    if sea is None:
        page.say(
            "{said} m by {stated} needs {rate:.0f} cm a year, {multiple:.1f} times the fastest five years seen.",
            **values,
        )
    else:
        page.say(
            "{said} m by {stated} needs {rate:.0f} cm a year, {multiple:.1f} times the fastest five years seen; a sea "
            "without any river would lose {dry}.",
            dry=metres(sea.dry_at(stated, parameters.interval), 1), **values,
        )  # fmt: skip


def _say_regimes(page: Page, evidence: Evidence, parameters: Caspian, found: Breaks | None) -> None:
    """Say what the outlook is if only the pace since the last break goes on."""
    whole = caspian_outlook.extrapolate(evidence, parameters)
    if whole is None or found is None or not len(found.trend.breaks):
        return
    since = int(found.trend.breaks[-1])
    recent = caspian_outlook.extrapolate(evidence, parameters, since)
    values: dict[str, Any] = {
        "first": str(parameters.trend_from), "since": str(since), "horizon": str(parameters.horizon),
        "whole": metres(whole.at(parameters.horizon, parameters.interval), 1),
        "recent": metres(recent.at(parameters.horizon, parameters.interval), 1) if recent else "",
        "of": "outlook-by-start",
    }  # fmt: skip
    if recent is None or since <= parameters.trend_from:
        page.say("The record since {first} continued takes another {whole} by {horizon}.", **values)
    elif _doubled(found):
        page.say(
            "The record since {first} continued takes another {whole} by {horizon}; only since {since}, when the fall "
            "doubled its pace, {recent}.",
            **values,
        )
    else:
        page.say(
            "The record since {first} continued takes another {whole} by {horizon}; only since {since}, {recent}.",
            **values,
        )


def _doubled(found: Breaks) -> bool:
    before, after = found.trend.slopes[-2:]
    return bool(before < 0 and after < 1.8 * before)


def _past(file: Satellite, found: Breaks | None, parameters: Caspian) -> str:
    start, last = parameters.start_year, int(file.yearly.years[-1])
    end = parameters.end_year if file.yearly.has(parameters.end_year) else last
    if not file.yearly.has(start) or end <= start:
        return _("The file does not reach from {start} to {end}.", start=start, end=parameters.end_year)
    fall = metres(file.yearly.change(start, end, parameters.interval))
    held = [month_of(date) for date in found.everywhere["median"]] if found else []
    if not held:
        return _("From {start} to {end} the sea fell by {fall} by satellite.", start=start, end=end, fall=fall)
    return _(
        "From {start} to {end} the sea fell by {fall} by satellite; its pace changed about {dates} in every file and "
        "at every penalty tried.",
        start=start, end=end, fall=fall, dates=together(held),
    )  # fmt: skip

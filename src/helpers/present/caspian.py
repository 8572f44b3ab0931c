"""What the Caspian notebook says: sentences made from numbers, or why there are none as of the day."""

import numpy as np
import pandas as pd

from helpers.analysis import caspian_level, caspian_outlook, caspian_ships, caspian_water
from helpers.analysis.caspian_breaks import Breaks
from helpers.analysis.caspian_level import Satellite
from helpers.evidence import Evidence
from helpers.parameters import Caspian
from helpers.present.caspian_level_charts import metres, month_of
from helpers.present.page import Page
from helpers.present.words import interval_text, listing, number


def sources_of(evidence: Evidence, changes: pd.DataFrame) -> list[str]:
    """Return the sources behind frames whose ``rows`` name observations."""
    ids = [row for rows in changes["rows"] for row in rows]
    return sorted(set(evidence.rows(ids)["source"])) if ids else []


def file_sources(file: Satellite | None) -> list[str]:
    """Return the sources of a satellite file."""
    return sorted(set(file.months["source"])) if file else []


def say_files(page: Page, evidence: Evidence, parameters: Caspian) -> None:
    """Say which satellite files were public and which is used."""
    files = caspian_level.satellites(evidence)
    if not files:
        page.say("No satellite file of the level was public on {day}.", day=str(evidence.as_of))
        return
    used = caspian_level.chosen(evidence, parameters)
    parts = [f"{f.name} ({len(f.months)} months to {month_of(f.months['time'].iloc[-1])})" for f in files.values()]
    page.say(
        "Public on {day}: {files}. Used for the main figures: {used}.",
        day=str(evidence.as_of),
        files=listing(parts),
        used=used.name if used else "",
    )


def say_datums(page: Page, offsets: pd.DataFrame) -> None:
    """Say how the Kazakh gauges drift against the satellites."""
    rows = offsets[offsets["network"] == "Kazakh"]
    if len(rows) < 3:
        page.say("Too few years have both Kazakh gauges and satellites to tell whether their zeros drift apart.")
        return
    first, last = rows.iloc[-3], rows.iloc[-1]
    page.say(
        "From {a} to {b} the Kazakh gauges fell {extra} cm {way} than the satellites, while the offset scatters "
        "by {scatter} cm.",
        a=str(first["year"]), b=str(last["year"]), extra=number(abs(100 * (last["offset"] - first["offset"])), 0),
        way="more" if last["offset"] < first["offset"] else "less", scatter=number(100 * rows["offset"].std(), 0),
    )  # fmt: skip


def say_fall(page: Page, changes: pd.DataFrame, said: float, parameters: Caspian) -> None:
    """Say how the measures of the fall compare."""
    rows = changes[changes["datum"] != "as stated"]
    if rows.empty:
        page.say(
            "No measure reaches from {a} to {b} yet.",
            a=str(parameters.start_year),
            b=str(parameters.end_year),
        )
        return
    gap = float(np.ptp(rows["change"]))
    page.say(
        "{n} measures of the fall from {a} to {b}, each in its own datum, lie within {gap} m of each other; "
        "the article's {said} m is {nearest} m from the nearest.",
        n=len(rows), a=str(parameters.start_year), b=str(parameters.end_year), gap=number(gap, 2), said=number(said),
        nearest=number(float((rows["change"] + said).abs().min()), 2),
    )  # fmt: skip


def say_breaks(page: Page, found: Breaks | None) -> None:
    """Say which breaks hold, and how fast the level fell before and after the last one."""
    if found is None or not len(found.trend.breaks):
        page.say("No break of the trend can be told on this day.")
        return
    shaky = found.held[found.held["share"] < 0.5]["median"]
    page.say(
        "On {file} the trend went from {before} to {after} cm a year {date} (standard error {error} years). "
        "Dates that fewer than half of the variants have: {shaky}.",
        file=found.file.name,
        before=number(100 * found.trend.slopes[-2], 0), after=number(100 * found.trend.slopes[-1], 0),
        date=f"about {month_of(found.trend.breaks[-1])}", error=number(found.trend.break_errors[-1], 1),
        shaky=listing([f"{date:.1f}" for date in shaky]) or "none",
    )  # fmt: skip


def say_horizon(page: Page, evidence: Evidence, said: float, stated: int) -> None:
    """Say whether anyone's range reaches the article's fall at its horizon."""
    table = caspian_outlook.projections(evidence)
    reach = caspian_outlook.reaching(table, said, stated)
    later = table[(table["horizon"] > stated) & (table["fall"] >= said)]
    due = table[table["horizon"] == stated]
    if table.empty:
        page.say("No projection was public on {day}.", day=str(evidence.as_of))
        return
    page.say(
        "Figures for {stated}: {n}, by {authors}; figures among them that reach {said} m: {reach}.",
        stated=str(stated), n=len(due), authors=_authors(due), said=number(said), reach=len(reach) or "none",
    )  # fmt: skip
    page.say(
        "Figures for later years that reach {said} m: {n}, by {authors}.",
        said=number(said), n=len(later) or "none", authors=_authors(later),
    )  # fmt: skip


def _authors(rows: pd.DataFrame) -> str:
    return listing(rows["study"].drop_duplicates()) or "nobody"


def say_water(
    page: Page,
    evidence: Evidence,
    water: caspian_water.Balance | None,
    sea: caspian_water.Sea | None,
    parameters: Caspian,
) -> None:
    """Say whether the balance closes and what the sea would do without its rivers."""
    if water is None:
        page.say("The terms of the balance were not public on this day.")
        return
    gap = water.gap(parameters.interval)
    if gap is None:
        page.say("Nothing was measured to hold the balance against.")
        return
    closes = "closes within its range" if gap.contains(0) else "does not close"
    page.say(
        "The published balance {closes}: its sum lies {gap} km³ a year above what satellites saw.",
        closes=closes,
        gap=gap,
    )
    if water.by_volume is not None:
        volume = number(water.by_volume, 0)
        page.say("The satellites' own volume file gives {volume} km³ a year for the same years.", volume=volume)
    _say_deficit(page, evidence, gap.value)
    if sea is not None:
        page.say(
            "Without any river the sea would fall by {rate} m in the first year and {dry} by {horizon}.",
            rate=interval_text(sea.riverless_rate, 2),
            dry=metres(sea.dry_at(parameters.horizon, parameters.interval), 1), horizon=str(parameters.horizon),
        )  # fmt: skip


def _say_deficit(page: Page, evidence: Evidence, gap: float) -> None:
    rows = evidence.series("volga_deficit", bounds=True)
    if len(rows) and gap > 0:
        low, high = rows["value"].min(), rows["value"].max()
        page.say(
            "The Volga is reported to lack {low} to {high} km³ a year of late, {a} to {b} percent of that gap.",
            low=number(low), high=number(high), a=number(100 * low / gap, 0), b=number(100 * high / gap, 0),
        )  # fmt: skip


def headlines(page: Page, evidence: Evidence, parameters: Caspian) -> None:
    """Record the numbers of the bottom line."""
    file = caspian_level.chosen(evidence, parameters)
    start, end, level = parameters.start_year, parameters.end_year, parameters.interval
    change = caspian_level.satellite_change(file, start, end, level) if file else None
    gauge = caspian_level.gauge_change(evidence, parameters, start, end)
    outlook = caspian_outlook.extrapolate(evidence, parameters)
    sea = caspian_water.sea(evidence, parameters)
    oil = caspian_ships.terminal(evidence, parameters)
    page.headline("fall_satellite", f"Fall {start}-{end}, satellites", change.scaled(-1) if change else None, "m", 2)
    page.headline("fall_gauge", f"Fall {start}-{end}, Kazakh gauges", gauge[0].scaled(-1) if gauge else None, "m", 2)
    trend = outlook.at(parameters.horizon, level).scaled(-1) if outlook else None
    page.headline("fall_to_come", f"Further fall by {parameters.horizon}, trend continued", trend, "m", 1)
    water = sea.at(parameters.horizon, level).scaled(-1) if sea else None
    page.headline("fall_balance", f"Further fall by {parameters.horizon}, water balance", water, "m", 1)
    part = oil.explained.scaled(-100) if oil and oil.explained else None
    page.headline("dubendi_draft", "Oil at Dubendi that draft can explain", part, "percent", 1)


def say_bottom_line(
    page: Page, evidence: Evidence, parameters: Caspian, found: Breaks | None, said: float, stated: int
) -> None:
    """Answer the title first, then say what the fall was and may be; or that it is too early."""
    file = caspian_level.chosen(evidence, parameters)
    if file is None:
        page.say(
            "On {day} no level series was public, so neither the fall nor its future can be told.",
            day=str(evidence.as_of),
        )
        return
    page.say(f"{_pace(found)}, {_reach(evidence, said, stated)}.")
    _say_needed(page, evidence, parameters, said, stated)
    page.say(_past(file, found, parameters))
    _say_regimes(page, evidence, parameters, found)


def _pace(found: Breaks | None) -> str:
    """How fast the sea falls, and how fast before."""
    if found is None or not len(found.trend.breaks):
        return "No change of the sea's pace can be told yet"
    before, now = (number(abs(100 * slope), 0) for slope in found.trend.slopes[-2:])
    way = "fallen" if found.trend.slopes[-1] < 0 else "risen"
    since = month_of(found.trend.breaks[-1])
    return f"Since about {since} the Caspian has {way} by {now} cm a year, after {before} before"


def _reach(evidence: Evidence, said: float, stated: int) -> str:
    """Whether anyone's figure for the article's year reaches the article's fall."""
    table = caspian_outlook.projections(evidence)
    due = caspian_outlook.largest(table[table["horizon"] == stated])
    if due.empty:
        return f"and no projection for {stated} is published"
    top = float(due["fall"].iloc[-1])
    if top >= said:
        return f"and a fall of {number(top, 1)} m by {stated} is published"
    return (
        f"and no published projection lets it lose {number(said)} m by {stated}: the largest fall is {number(top, 1)} m"
    )


def _say_needed(page: Page, evidence: Evidence, parameters: Caspian, said: float, stated: int) -> None:
    """Say what the article's fall would take."""
    needed = caspian_outlook.needed(evidence, parameters, said, stated)
    sea = caspian_water.sea(evidence, parameters)
    if needed is not None:
        dry = sea.dry_at(stated, parameters.interval) if sea else None
        page.say(
            "{said} m by {stated} needs {rate} cm a year, {multiple} times the fastest five years seen{rivers}.",
            said=number(said), stated=str(stated), rate=number(100 * needed.rate, 0),
            multiple=number(needed.multiple, 1),
            rivers=f"; a sea without any river would lose {metres(dry, 1)}" if dry else "",
        )  # fmt: skip


def _say_regimes(page: Page, evidence: Evidence, parameters: Caspian, found: Breaks | None) -> None:
    """Say what the outlook is if only the pace since the last break goes on."""
    whole = caspian_outlook.extrapolate(evidence, parameters)
    if whole is None or found is None or not len(found.trend.breaks):
        return
    since = int(found.trend.breaks[-1])
    recent = caspian_outlook.extrapolate(evidence, parameters, since)
    text = "The record since {first} continued takes another {whole} by {horizon}"
    if recent is not None and since > parameters.trend_from:
        text += (
            "; only since {since}, when the fall doubled its pace, {recent}"
            if _doubled(found)
            else "; only since {since}, {recent}"
        )
    values = {
        name: metres(o.at(parameters.horizon, parameters.interval), 1) if o else ""
        for name, o in (("whole", whole), ("recent", recent))
    }
    page.say(
        text + ".",
        first=str(parameters.trend_from),
        since=str(since),
        horizon=str(parameters.horizon),
        **values,
    )


def _doubled(found: Breaks) -> bool:
    before, after = found.trend.slopes[-2:]
    return bool(before < 0 and after < 1.8 * before)


def _past(file: Satellite, found: Breaks | None, parameters: Caspian) -> str:
    last = int(file.yearly.years[-1])
    end = parameters.end_year if file.yearly.has(parameters.end_year) else last
    if not file.yearly.has(parameters.start_year) or end <= parameters.start_year:
        return f"The file does not reach from {parameters.start_year} to {parameters.end_year}."
    fall = metres(file.yearly.change(parameters.start_year, end, parameters.interval))
    held = [month_of(date) for date in found.everywhere["median"]] if found else []
    breaks = f"; its pace changed about {listing(held)} in every file and at every penalty tried" if held else ""
    return f"From {parameters.start_year} to {end} the sea fell by {fall} by satellite{breaks}."

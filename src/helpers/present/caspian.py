"""What the Caspian notebook says: sentences made from numbers, or why there are none as of the day."""

import numpy as np
import pandas as pd

from helpers.analysis import caspian_level, caspian_outlook, caspian_water
from helpers.analysis.caspian_breaks import Breaks
from helpers.analysis.caspian_level import Satellite
from helpers.evidence import Evidence
from helpers.locale import listing, n_, p_
from helpers.parameters import Caspian
from helpers.present.caspian_level_charts import metres, month_of
from helpers.present.page import Page
from helpers.present.words import interval_text, number


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
        page.say("No satellite file of the level was public on {day}.", day=evidence.as_of)
        return
    used = caspian_level.chosen(evidence, parameters)
    page.say(
        "Public on {day}: {files}. Used for the main figures: {used}.",
        day=evidence.as_of, files=listing(_file_in_words(file) for file in files.values()),
        used=used.name if used else "", of="files",
    )  # fmt: skip


def _file_in_words(file: Satellite) -> str:
    return n_(
        "{file} ({n} month to {last})", "{file} ({n} months to {last})", len(file.months),
        file=file.name, last=month_of(file.months["time"].iloc[-1]),
    )  # fmt: skip


def say_datums(page: Page, offsets: pd.DataFrame) -> None:
    """Say how the Kazakh gauges drift against the satellites."""
    rows = offsets[offsets["network"] == "Kazakh"]
    if len(rows) < 3:
        page.say("Too few years have both Kazakh gauges and satellites to tell whether their zeros drift apart.")
        return
    first, last = rows.iloc[-3], rows.iloc[-1]
    values = {
        "a": str(first["year"]), "b": str(last["year"]), "scatter": 100 * rows["offset"].std(),
        "extra": abs(100 * (last["offset"] - first["offset"])),
    }  # fmt: skip
    if last["offset"] < first["offset"]:
        page.say(
            "From {a} to {b} the Kazakh gauges fell {extra:.0f} cm more than the satellites, while the offset "
            "scatters by {scatter:.0f} cm.",
            **values,
        )
    else:
        page.say(
            "From {a} to {b} the Kazakh gauges fell {extra:.0f} cm less than the satellites, while the offset "
            "scatters by {scatter:.0f} cm.",
            **values,
        )


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
    said_of = n_(
        "{n} measure of the fall from {a} to {b}, each in its own datum, lie within {gap:.2f} m of each other; the "
        "article's {said} m is {nearest:.2f} m from the nearest.",
        "{n} measures of the fall from {a} to {b}, each in its own datum, lie within {gap:.2f} m of each other; the "
        "article's {said} m is {nearest:.2f} m from the nearest.",
        len(rows), a=parameters.start_year, b=parameters.end_year, gap=float(np.ptp(rows["change"])),
        said=number(said), nearest=float((rows["change"] + said).abs().min()),
    )  # fmt: skip
    page.say(said_of)


def say_breaks(page: Page, found: Breaks | None) -> None:
    """Say which breaks hold, and how fast the level fell before and after the last one."""
    if found is None or not len(found.trend.breaks):
        page.say("No break of the trend can be told on this day.")
        return
    shaky = found.held[found.held["share"] < 0.5]["median"]
    page.say(
        "By {file}, the trend went from {before:.0f} to {after:.0f} cm a year about {date} (standard error {error:.1f} "
        "years). Dates that fewer than half of the variants have: {shaky}.",
        file=found.file.name, before=100 * found.trend.slopes[-2], after=100 * found.trend.slopes[-1],
        date=month_of(found.trend.breaks[-1]), error=found.trend.break_errors[-1],
        shaky=listing(month_of(date) for date in sorted(shaky)) or p_("dates", "none"),
    )  # fmt: skip


def say_horizon(page: Page, evidence: Evidence, said: float, stated: int) -> None:
    """Say whether anyone's range reaches the article's fall at its horizon."""
    table = caspian_outlook.projections(evidence)
    reach = caspian_outlook.reaching(table, said, stated)
    later = table[(table["horizon"] > stated) & (table["fall"] >= said)]
    due = table[table["horizon"] == stated]
    if table.empty:
        page.say("No projection was public on {day}.", day=evidence.as_of)
        return
    page.say(
        "Figures for {stated}: {n}, by {authors}; figures among them that reach {said} m: {reach}.",
        stated=str(stated), n=len(due), authors=_authors(due), said=number(said),
        reach=len(reach) or p_("projections", "none"),
    )  # fmt: skip
    page.say(
        "Figures for later years that reach {said} m: {n}, by {authors}.",
        said=number(said), n=len(later) or p_("projections", "none"), authors=_authors(later),
    )  # fmt: skip


def _authors(rows: pd.DataFrame) -> str:
    studies = rows["study"].drop_duplicates()
    return listing(caspian_outlook.study_name(study) for study in studies) if len(studies) else p_("authors", "nobody")


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
    if gap.contains(0):
        page.say(
            "The published balance closes within its range: its sum lies {gap} km³ a year above what satellites saw.",
            gap=gap,
        )
    else:
        page.say(
            "The published balance does not close: its sum lies {gap} km³ a year above what satellites saw.", gap=gap
        )
    if water.by_volume is not None:
        page.say(
            "The satellites' own volume file gives {volume:.0f} km³ a year for the same years.",
            volume=water.by_volume,
        )
    _say_deficit(page, evidence, gap.value)
    if sea is not None:
        page.say(
            "Without any river the sea would fall by {rate} m in the first year and {dry} by {horizon}.",
            rate=interval_text(sea.riverless_rate, 2),
            dry=metres(sea.dry_at(parameters.horizon, parameters.interval), 1), horizon=str(parameters.horizon),
            of="fan",
        )  # fmt: skip


def _say_deficit(page: Page, evidence: Evidence, gap: float) -> None:
    rows = evidence.series("volga_deficit", bounds=True)
    if len(rows) and gap > 0:
        low, high = rows["value"].min(), rows["value"].max()
        page.say(
            "The Volga is reported to lack {low} to {high} km³ a year of late, {a:.0f} to {b:.0f} percent of that gap.",
            low=number(low), high=number(high), a=100 * low / gap, b=100 * high / gap, of=rows,
        )  # fmt: skip

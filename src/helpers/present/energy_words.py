"""What the energy notebook says after each result: sentences whose numbers are computed."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.energy import NARROW, WIDE, Goal, Precedent, needed_growth
from helpers.analysis.energy_chain import Blend
from helpers.analysis.energy_dubendi import HYPOTHESES
from helpers.analysis.energy_fleet import Fleet
from helpers.analysis.energy_routes import Moved
from helpers.evidence import Evidence
from helpers.locale import _, listing, n_, spoken, together
from helpers.models.interval import Interval
from helpers.present.energy import mt
from helpers.present.page import Page
from helpers.present.words import interval_text


def say_evidence(page: Page, rows: Mapping[str, pd.DataFrame], evidence: Evidence) -> None:
    """What the notebook rests on as of the day."""
    mended = evidence.table("corrections") if "corrections" in evidence.tables else pd.DataFrame({"series": []})
    used = {series for frame in rows.values() for series in frame["series"]}
    slips = int(mended["series"].isin(used).sum())
    said: dict[str, Any] = {
        "day": evidence.as_of,
        "narrow": len(rows[NARROW.key]), "narrow_sources": rows[NARROW.key]["source"].nunique(),
        "wide": len(rows[WIDE.key]), "wide_sources": rows[WIDE.key]["source"].nunique(),
    }  # fmt: skip
    if slips:
        page.say(
            "As of {day} there are {narrow} figures of the oil into the pipeline from {narrow_sources} sources, and "
            "{wide} of all oil shipped to Azerbaijan from {wide_sources}. Slips of sources, each corrected with its "
            "reason in data/corrections.csv: {slips}.",
            slips=slips, **said,
        )  # fmt: skip
    else:
        page.say(
            "As of {day} there are {narrow} figures of the oil into the pipeline from {narrow_sources} sources, and "
            "{wide} of all oil shipped to Azerbaijan from {wide_sources}.",
            **said,
        )


def say_scopes(page: Page, years: Mapping[str, pd.DataFrame]) -> None:
    """How far the two scopes lie apart where both are known."""
    both = years[NARROW.key].merge(years[WIDE.key], on="year", suffixes=("", "_wide"))
    both = both[both["value"] > 0]
    if both.empty:
        page.say("No year is known in both scopes, so how far they lie apart cannot be said.")
        return
    ratio = both["value_wide"] / both["value"]
    page.say(
        "In {years} all oil shipped to Azerbaijan was {low:.2f} to {high:.2f} times the oil into the pipeline: a "
        "figure of one scope after a figure of the other makes growth, or a fall, out of nothing.",
        years=together(map(str, both["year"])), low=ratio.min(), high=ratio.max(),
    )  # fmt: skip


def say_promises(page: Page, promises: pd.DataFrame, scored: pd.DataFrame, worth: Interval | None) -> None:
    """How promises fared, those for a year and those without one."""
    loose, told = promises[promises["best"].notna()], scored[scored["ahead"]]
    if len(loose):
        low = loose.nsmallest(1, "ratio").to_dict("records")[0]
        page.say(
            "Of {n} aims that name no year and are old enough to judge, {met} reached; furthest off are the {target} "
            "Mt named in {said}, of which {ratio:.1%} came in the best year since.",
            n=len(loose), met=_were(int((loose["ratio"] >= 0.98).sum())), target=mt(low["target"]),
            said=str(low["said"].year), ratio=low["ratio"],
        )  # fmt: skip
    if len(told) and worth:
        page.say(
            "Of {n} targets told at least a quarter ahead {met} met ({low} by the lowest outcome published, {high} by "
            "the highest); such a target has been worth {worth} of its figure, and none was told more than {lead:.1f} "
            "years ahead.",
            of="energy-targets", n=len(told), met=_were(int(told["met"].sum())), worth=interval_text(worth, 2),
            low=int(told["met_low"].sum()), high=int(told["met_high"].sum()),
            lead=float(told["lead_years"].max()),
        )  # fmt: skip


def _were(count: int) -> str:
    return n_("{n} was", "{n} were", count) if count else _("none was")


def say_needed(page: Page, years: Mapping[str, pd.DataFrame], goal: Goal) -> None:
    """What growth a year the goal needs, in each scope."""
    parts = []
    for scope in (NARROW, WIDE):
        known = years[scope.key]
        known = known[(known["value"] > 0) & (known["year"] < goal.year)]
        if len(known):
            last = known.iloc[-1]
            rate = needed_growth(float(last["value"]), int(last["year"]), goal).value
            parts.append(_(
                "{rate:+.0f} percent a year from the {size} Mt {scope} in {year}",
                rate=rate, size=mt(last["value"]), scope=scope.label, year=last["year"],
            ))  # fmt: skip
    if parts:
        page.say("The goal of {goal} Mt needs {parts}.", of="ENG-1", goal=mt(goal.kt), parts=listing(parts, "or"))


def say_precedent(page: Page, found: Precedent | None) -> None:
    """Whether anything grew so fast before."""
    if found is None:
        return
    starts = found.starts[found.starts["factor"] >= found.needed]
    said: dict[str, Any] = {"needed": found.needed, "share": interval_text(found.share.scaled(100), 0, "percent")}
    if starts.empty:
        page.say(
            "Growth by {needed:.1f} times from a running flow has a share of {share} among the precedents.", **said
        )
        return
    told = listing(
        _("{flow}, {start} to {end}", flow=r["label"], start=r["start"], end=r["end"])
        for r in starts.to_dict("records")
    )
    page.say(
        "Growth by {needed:.1f} times from a running flow has a share of {share} among the precedents; it has happened "
        "only as a start-up: {starts}.",
        starts=told, **said,
    )  # fmt: skip


def say_start_ups(page: Page, with_starts: pd.DataFrame, without: pd.DataFrame) -> None:
    """How much the chance hangs on whether a start counts as growth."""
    if with_starts.empty or without.empty:
        return
    page.say(
        "If the year of the start counted as growth, the best chance by any method would be {high:.0f} percent instead "
        "of {low:.1f}; the band of the same forecast then reaches up to {top} Mt, which no chain could carry, so the "
        "start is left out.",
        of="energy-chances", high=100 * with_starts["chance"].max(), low=100 * without["chance"].max(),
        top=mt(float(with_starts["high"].max()), 0),
    )  # fmt: skip


def say_routes(page: Page, found: Moved | None, goal: Goal) -> None:
    """What the oil by Azerbaijan does to the concentration, and what the goal would."""
    if found is None:
        return
    if np.isfinite(found.without):
        page.say(
            "Had the oil to Azerbaijan gone by the largest route instead, the index of {year} would be {without:.2f} "
            "and not {now:.2f}: this way evens the routes a little, and the largest grew by more.",
            year=str(found.year), without=found.without, now=found.now,
        )  # fmt: skip
    page.say(
        "With {goal} Mt on this way, taken from the largest route, it would be {then:.2f}; as much oil as on the "
        "largest would bring it to {least:.2f}, the best that one route can do.",
        goal=mt(goal.kt), then=found.at_goal, least=found.least,
    )  # fmt: skip


def say_dubendi(page: Page, tested: pd.DataFrame, signs: tuple[float, float] | None) -> None:
    """What the pair of figures can be."""
    if tested.empty or signs is None:
        return
    fits = tested[tested["answer"] == "possible"]
    said: dict[str, Any] = {"terminal": signs[0], "pipe": signs[1]}
    if fits.empty:
        page.say(
            "The terminal's oil changed by {terminal:+.0f} percent between the two half-years and the oil into the "
            "pipeline by {pipe:+.0f}: the pair is not the pipeline's. No reading as Kazakh crude fits. The terminal "
            "also takes products and the oil of other states, which no balance of Kazakh oil can see.",
            **said,
        )
        return
    page.say(
        "The terminal's oil changed by {terminal:+.0f} percent between the two half-years and the oil into the "
        "pipeline by {pipe:+.0f}: the pair is not the pipeline's. What fits within rounding: {readings}. The terminal "
        "also takes products and the oil of other states, which no balance of Kazakh oil can see.",
        readings=listing(f"{HYPOTHESES[r['what']]} ({r['half'][:4]})" for r in fits.to_dict("records")), **said,
    )  # fmt: skip


def say_outage(page: Page, evidence: Evidence, years: Mapping[str, pd.DataFrame]) -> None:
    """How the oil of this way compares with what one outage of the largest route took."""
    lost, own = evidence.series("cpc_disruption_loss", kinds=("actual",)), years[NARROW.key]
    if lost.empty or own.empty or own["value"].iloc[-1] <= 0:
        return
    last = lost[lost["period"] == lost.sort_values("value")["period"].iloc[-1]]
    size = Interval.spanning(last["value"])
    page.say(
        "The outage of CPC from {start} to {end} took {lost}: {times:.1f} years of the oil into the pipeline as it "
        "flowed in {year}.",
        of=last, start=spoken(f"{last['start'].iloc[0]:%Y-%m}"), end=spoken(f"{last['end'].iloc[0]:%Y-%m}"),
        lost=interval_text(size, 1, "Mt"), times=1000 * size.value / own["value"].iloc[-1],
        year=str(own["year"].iloc[-1]),
    )  # fmt: skip


def fleet_sources(evidence: Evidence, fleet: Fleet | None) -> pd.DataFrame:
    """Return the observations behind the fleet."""
    return evidence.rows(fleet.rows) if fleet else evidence.observations.iloc[:0]


def rows_of(evidence: Evidence, used: Iterable[Iterable[str]]) -> pd.DataFrame:
    """Return the observations behind the cells of a column ``rows``, each once."""
    return evidence.rows(dict.fromkeys(row for rows in used for row in rows))


def chain_sources(evidence: Evidence, needs: pd.DataFrame, blend: Blend | None) -> pd.DataFrame:
    """Return the observations behind what the goal asks."""
    return rows_of(evidence, [*needs["rows"], blend.rows if blend else ()])

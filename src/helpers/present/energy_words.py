"""What the energy notebook says after each result: sentences whose numbers are computed."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from helpers.analysis.energy import NARROW, WIDE, Goal, Precedent, needed_growth
from helpers.analysis.energy_chain import Binding, Blend
from helpers.analysis.energy_fleet import Fleet, Productivity
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.present.energy import mt
from helpers.present.page import Page
from helpers.present.words import interval_text, listing, number


def say_evidence(page: Page, rows: Mapping[str, pd.DataFrame], day: str) -> None:
    """What the notebook rests on as of the day."""
    page.say(
        "As of {day} there are {narrow} figures of the oil into the pipeline from {narrow_sources} sources, and {wide} "
        "of all oil shipped to Azerbaijan from {wide_sources}.",
        day=day,
        narrow=len(rows[NARROW.key]), narrow_sources=rows[NARROW.key]["source"].nunique(),
        wide=len(rows[WIDE.key]), wide_sources=rows[WIDE.key]["source"].nunique(),
    )  # fmt: skip


def say_scopes(page: Page, years: Mapping[str, pd.DataFrame]) -> None:
    """How far the two scopes lie apart where both are known."""
    both = years[NARROW.key].merge(years[WIDE.key], on="year", suffixes=("", "_wide"))
    both = both[both["value"] > 0]
    if both.empty:
        page.say("No year is known in both scopes, so how far they lie apart cannot be said.")
        return
    ratio = both["value_wide"] / both["value"]
    page.say(
        "In {years} all oil shipped to Azerbaijan was {low} to {high} times the oil into the pipeline: a figure of one "
        "scope after a figure of the other makes growth, or a fall, out of nothing.",
        years=listing(str(y) for y in both["year"]), low=number(ratio.min(), 2), high=number(ratio.max(), 2),
    )  # fmt: skip


def say_promises(page: Page, promises: pd.DataFrame, scored: pd.DataFrame, worth: Interval | None) -> None:
    """How promises fared, those for a year and those without one."""
    loose, told = promises[promises["best"].notna()], scored[scored["ahead"]]
    if len(loose):
        low = loose.nsmallest(1, "ratio").to_dict("records")[0]
        page.say(
            "Of {n} aims that name no year and are old enough to judge, {met} has been reached; furthest off is the "
            "{target} Mt of {said}, of which {ratio} came in the best year since.",
            n=len(loose), met=int((loose["ratio"] >= 0.98).sum()) or "none", target=mt(low["target"]),
            said=f"{low['said']:%Y}", ratio=f"{low['ratio']:.0%}",
        )  # fmt: skip
    if len(told) and worth:
        page.say(
            "Of {n} targets told at least a quarter ahead {met} were met; such a target has been worth {worth} of its "
            "figure, and it was never told more than {lead} years ahead.",
            n=len(told), met=int(told["met"].sum()) or "none", worth=interval_text(worth, 2),
            lead=number(float(told["lead_years"].max()), 1),
        )  # fmt: skip


def say_needed(page: Page, years: Mapping[str, pd.DataFrame], goal: Goal) -> None:
    """What growth a year the goal needs, in each scope."""
    parts = []
    for scope in (NARROW, WIDE):
        known = years[scope.key]
        known = known[(known["value"] > 0) & (known["year"] < goal.year)]
        if len(known):
            last = known.iloc[-1]
            rate = needed_growth(float(last["value"]), int(last["year"]), goal).value
            parts.append(f"{rate:+.0f} percent a year from the {mt(last['value'])} Mt {scope.label} in {last['year']}")
    if parts:
        page.say("The goal of {goal} Mt needs {parts}.", goal=mt(goal.kt), parts=listing(parts, "or"))


def say_precedent(page: Page, found: Precedent | None) -> None:
    """Whether anything grew so fast before."""
    if found is None:
        return
    starts = found.starts[found.starts["factor"] >= found.needed]
    page.say(
        "Growth by {needed} times from a running flow has a share of {share} among the precedents{starts}.",
        needed=number(found.needed, 1), share=interval_text(found.share.scaled(100), 0, "percent"),
        starts=(
            "; it has happened only as a start-up: "
            + listing(f"{r['label']}, {r['start']} to {r['end']}" for r in starts.to_dict("records"))
            if len(starts) else ""
        ),
    )  # fmt: skip


def say_start_ups(page: Page, with_starts: pd.DataFrame, without: pd.DataFrame) -> None:
    """How much the chance hangs on whether a start counts as growth."""
    if with_starts.empty or without.empty:
        return
    page.say(
        "If the year of the start counted as growth, the best chance by any method would be {high} percent instead of "
        "{low}; the band of the same forecast then reaches up to {top} Mt, which no chain could carry, so the start is "
        "left out.",
        high=number(100 * with_starts["chance"].max(), 0), low=number(100 * without["chance"].max(), 1),
        top=mt(float(with_starts["high"].max()), 0),
    )  # fmt: skip


def say_chain(page: Page, chain: pd.DataFrame, first: Binding | None, places: Binding | None, goal: Goal) -> None:
    """Which place binds, and which would bind next."""
    if first is None:
        return
    unknown = chain.loc[chain["value"].isna(), "name"]
    page.say(
        "The narrowest of all is {first} at {size}; {places}{room}{unknown}",
        first=first.place, size=interval_text(first.size.scaled(1e-3), 1, "Mt a year"),
        places=(
            f"without it, {places.place} at {interval_text(places.size.scaled(1e-3), 1, 'Mt a year')} would bind. "
            if places and places.place != first.place else "it is a place and no rule. "
        ),
        room=_room(chain, goal), unknown=f" No capacity is known of: {listing(unknown)}." if len(unknown) else "",
    )  # fmt: skip


def _room(chain: pd.DataFrame, goal: Goal) -> str:
    wide = chain[chain["low"] >= goal.kt]
    return f"Room for the goal have: {listing(wide['name'])}." if len(wide) else "Nothing known has room for the goal."


def say_blend(page: Page, blend: Blend | None, loss: Interval | None) -> None:
    """What the goal does to the blend, and what a spoilt blend costs."""
    if blend is None:
        page.say("The blend cannot be reckoned: pipe and Kazakh oil of one year were not both known by this day.")
        return
    page.say(
        "Kazakh oil was {now} of the pipe in {year} and would be {goal} at the goal, all else equal{cap}.{loss}",
        now=f"{blend.now:.1%}", year=str(blend.year), goal=f"{blend.at_goal:.0%}",
        cap=(
            f"; the limit that SOCAR named stands for {blend.at_cap:.1%}, and to keep the goal within it the other oil "
            f"would have to be {mt(blend.least_rest, 0)} Mt instead of {mt(blend.rest, 0)}"
            if np.isfinite(blend.at_cap) else ""
        ),
        loss=(
            f" A premium as low as after the spoilt batch, were it to last a year, would cost Azerbaijan's own oil "
            f"{interval_text(loss, 0, 'USD million')}." if loss else ""
        ),
    )  # fmt: skip


def say_prices(page: Page, evidence: Evidence) -> None:
    """The published tariffs, and what they leave out."""
    btc, cpc = (evidence.series(f"transport_tariff_{pipe}").tail(1) for pipe in ("btc", "cpc"))
    rank = evidence.series("kz_route_economics_rank_btc").tail(1)
    if btc.empty or cpc.empty:
        page.say("No tariffs of both pipelines were published by this day.")
        return
    page.say(
        "The tariff of the pipeline is {btc} USD a tonne against {cpc} by CPC, but rail and ship come on top of it "
        "and have no published figure{rank}.",
        btc=number(float(btc["value"].iloc[0])), cpc=number(float(cpc["value"].iloc[0])),
        rank=f"; the minister ranks the way as number {rank['value'].iloc[0]:.0f} by economics" if len(rank) else "",
    )  # fmt: skip
    page.sources(pd.concat([btc, cpc, rank]))


def say_fleet(page: Page, fleet: Fleet | None, table: pd.DataFrame, observed: Productivity | None, goal: Goal) -> None:
    """What the simulation says, and how far it lies from what tankers do."""
    if fleet is not None and len(table):
        now, lowest = table[table["change"] == 0].iloc[0], table.iloc[-1]
        page.say(
            "{ships} ships that did nothing else would carry {now} Mt, {less} of it with the sea {lowest}; for {goal} "
            "Mt it takes {needed} at today's water. They would lie at the berths {use} of the time.",
            ships=fleet.ships, now=mt(now["value"], 1), less=f"{lowest['value'] / now['value']:.0%}",
            lowest=lowest["water"], goal=mt(goal.kt), needed=f"{int(now['needed'])} ships" if now["needed"] else
            "more than the berths can serve", use=f"{now['berth_use']:.0%}",
        )  # fmt: skip
    if observed is not None:
        page.say(
            "Real tankers serve many lines and wait: in {year} one carried {rate} kt, so all {ships} known of both "
            "flags would carry {total} Mt at that rate, on all lines together.",
            year=observed.year, rate=number(observed.per_ship, 0), ships=observed.ships, total=mt(observed.total, 1),
        )  # fmt: skip


def say_routes(page: Page, found: tuple[float, float, float] | None, goal: Goal) -> None:
    """What the goal would do to the concentration."""
    if found is None:
        return
    now, then, least = found
    page.say(
        "With {goal} Mt here, the rest taken from the largest route, the index would go from {now} to {then}; one "
        "route alone could bring it to {least} at best.",
        goal=mt(goal.kt), now=number(now, 2), then=number(then, 2), least=number(least, 2),
    )  # fmt: skip


def say_dubendi(page: Page, tested: pd.DataFrame, signs: tuple[float, float] | None) -> None:
    """What the pair of figures can be."""
    if tested.empty or signs is None:
        return
    fits, pipe = tested[tested["answer"] == "possible"], tested[tested["what"].str.contains("into the pipeline")]
    rest = list(pipe["reported"] - pipe["expected"])
    page.say(
        "The terminal's oil changed by {terminal} percent and the oil into the pipeline by {pipe}, so the pair is "
        "not the pipeline's. {fits}",
        terminal=number(signs[0], 0), pipe=number(signs[1], 0),
        fits=(
            "What fits within rounding: " + listing(f"{r['what']} ({r['half'][:4]})" for r in fits.to_dict("records"))
            + "; the terminal also takes products and oil of other states, which no balance of Kazakh oil can see."
            if len(fits) else "No reading as Kazakh crude fits; the terminal also takes foreign oil and products."
        ),
    )  # fmt: skip
    page.say(
        "Were both figures all oil to Azerbaijan, what does not enter the pipeline would have gone from {before} to "
        "{after} kt.",
        before=number(rest[0], 0), after=number(rest[-1], 0),
    )  # fmt: skip


def say_outage(page: Page, evidence: Evidence, years: Mapping[str, pd.DataFrame]) -> None:
    """How the oil of this way compares with what one outage of the largest route took."""
    lost, own = evidence.series("cpc_disruption_loss", kinds=("actual",)), years[NARROW.key]
    if lost.empty or own.empty or own["value"].iloc[-1] <= 0:
        return
    last = lost[lost["period"] == lost.sort_values("value")["period"].iloc[-1]]
    size = Interval.spanning(last["value"])
    page.say(
        "The outage of CPC in {period} took {lost}: {times} years of the oil into the pipeline as it flowed in {year}.",
        period=last["period"].iloc[0].replace("/", " to "), lost=interval_text(size, 1, "Mt"),
        times=number(1000 * size.value / own["value"].iloc[-1], 1), year=str(own["year"].iloc[-1]),
    )  # fmt: skip
    page.sources(last)


def bottom_line(page: Page, evidence: Evidence, years: Mapping[str, pd.DataFrame], chances: pd.DataFrame,
                worth: Interval | None, water: pd.DataFrame, index: pd.DataFrame, goal: Goal,
                binding: Binding | None) -> None:  # fmt: skip
    """The headlines, and one paragraph."""
    own = years[NARROW.key]
    last = own.iloc[-1] if len(own) else None
    size = None if last is None else Interval(last["value"], last["low"], last["high"]).scaled(1e-3)
    named = f"Kazakh oil into the pipeline in {last['year']}" if last is not None else "Kazakh oil into the pipeline"
    page.headline("into_the_pipeline", named, size, "Mt", 2)
    chance = None if chances.empty else Interval(
        100 * chances["chance"].median(), 100 * chances["chance_low"].min(), 100 * chances["chance_high"].max()
    )  # fmt: skip
    page.headline("chance_of_goal", f"Chance of {mt(goal.kt)} Mt in {goal.year} under growth", chance, "percent", 1)
    page.headline("worth_of_target", "What a target has been worth", worth, "ratio", 2)
    known = water[water["change"] == 0]
    fleet = Interval(*(float(known[c].iloc[0]) for c in ("value", "low", "high"))).scaled(1e-3) if len(known) else None
    page.headline("fleet_at_today", "Known ships at today's water, at most", fleet, "Mt a year", 1)
    seen = index[index["kind"] == "actual"]
    late = None if seen.empty else Interval(*(float(seen[c].iloc[-1]) for c in ("value", "low", "high")))
    page.headline("concentration", "Concentration of Kazakh oil exports", late, "ratio", 2)
    if last is None:
        page.say("Nothing of the oil into the pipeline had been published by {day}.", day=str(evidence.as_of))
        return
    page.say(
        "{goal} Mt by {year} {times}{binding}{chance}.",
        goal=mt(goal.kt), year=str(goal.year),
        times=f"is {number(goal.kt / last['value'], 1)} times the oil of the last known year" if last["value"] > 0 else
        "would have to start from nothing: no oil flowed in the last known year",
        binding=f", and the {binding.place} would hold it to {mt(binding.size.value, 1)} Mt" if binding and
        binding.size.value < goal.kt else "",
        chance=f"; growth alone gets there with a chance of {interval_text(chance, 1, 'percent')}" if chance else "",
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

"""What the energy notebook says after each result: sentences whose numbers are computed."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from helpers.analysis.energy import NARROW, WIDE, Goal, Precedent, needed_growth
from helpers.analysis.energy_chain import Binding, Blend
from helpers.analysis.energy_fleet import Fleet
from helpers.analysis.energy_routes import Moved
from helpers.analysis.energy_tankers import Productivity
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.present.energy import mt
from helpers.present.page import Page
from helpers.present.words import interval_text, listing, number


def say_evidence(page: Page, rows: Mapping[str, pd.DataFrame], evidence: Evidence) -> None:
    """What the notebook rests on as of the day."""
    mended = evidence.table("corrections") if "corrections" in evidence.tables else pd.DataFrame({"series": []})
    used = {series for frame in rows.values() for series in frame["series"]}
    slips = int(mended["series"].isin(used).sum())
    page.say(
        "As of {day} there are {narrow} figures of the oil into the pipeline from {narrow_sources} sources, and {wide} "
        "of all oil shipped to Azerbaijan from {wide_sources}.{slips}",
        day=str(evidence.as_of), slips=f" {slips} slips of sources are mended in data/corrections.csv, with the reason."
        if slips else "",
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
            "Of {n} aims that name no year and are old enough to judge, {met} reached; furthest off are the {target} "
            "Mt named in {said}, of which {ratio} came in the best year since.",
            n=len(loose), met=_were(int((loose["ratio"] >= 0.98).sum())), target=mt(low["target"]),
            said=f"{low['said']:%Y}", ratio=f"{low['ratio']:.0%}",
        )  # fmt: skip
    if len(told) and worth:
        page.say(
            "Of {n} targets told at least a quarter ahead {met} met ({low} by the lowest outcome published, {high} by "
            "the highest); such a target has been worth {worth} of its figure, and none was told more than {lead} "
            "years ahead.",
            n=len(told), met=_were(int(told["met"].sum())), worth=interval_text(worth, 2),
            low=int(told["met_low"].sum()), high=int(told["met_high"].sum()),
            lead=number(float(told["lead_years"].max()), 1),
        )  # fmt: skip


def _were(count: int) -> str:
    return {0: "none was", 1: "1 was"}.get(count, f"{count} were")


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
        "The narrowest of all is the {first}, {size}{places}. {room}{unknown}",
        first=first.place, size=interval_text(first.size.scaled(1e-3), 1, "Mt a year"),
        places=(
            f"; of the places, the {places.place}, {interval_text(places.size.scaled(1e-3), 1, 'Mt a year')}"
            if places and places.place != first.place else ""
        ),
        room=_room(chain, places, goal),
        unknown=f" No capacity was published for {listing(unknown)}." if len(unknown) else "",
    )  # fmt: skip


def _room(chain: pd.DataFrame, places: Binding | None, goal: Goal) -> str:
    wide = chain[chain["low"] >= goal.kt]
    said = f"The goal has room in: {listing(wide['name'])}." if len(wide) else "No place has room for sure."
    return said + (f" May or may not suffice: {listing(places.unsure)}." if places and places.unsure else "")


def say_possible(page: Page, said: pd.DataFrame, goal: Goal) -> None:
    """What stands against the limit: the word that the goal is possible in itself."""
    for row in said.to_dict("records"):
        page.say(
            "Against this stands the word of Kazakhstan's minister on {day} that deliveries could be brought to {kt} "
            "Mt; no year and no capacity behind it were named.", day=f"{row['start']:%Y-%m-%d}", kt=mt(goal.kt),
        )  # fmt: skip
    page.sources(said)


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
            "Mt it takes {needed} at today's water. The berths of Aktau would be taken {use} of the time.",
            ships=fleet.ships, now=mt(now["value"], 1), less=f"{lowest['value'] / now['value']:.0%}",
            lowest=lowest["water"], goal=mt(goal.kt), needed=f"{int(now['needed'])} ships" if now["needed"] else
            "more than the berths can serve", use=f"{now['berth_use']:.0%}",
        )  # fmt: skip
    if observed is not None:
        page.say(
            "In {year} a tanker of Azerbaijan's fleet carried {rate} kt on all its lines, a quantity that shows what "
            "there was to carry, not what could be carried; at that rate all {ships} known of both flags come to "
            "{total} Mt.",
            year=observed.year, rate=number(observed.per_ship, 0), ships=observed.ships,
            total=mt(observed.total.value, 1),
        )  # fmt: skip


def say_routes(page: Page, found: Moved | None, goal: Goal) -> None:
    """What the oil by Azerbaijan does to the concentration, and what the goal would."""
    if found is None:
        return
    if np.isfinite(found.without):
        page.say(
            "Had the oil to Azerbaijan gone by the largest route instead, the index of {year} would be {without} and "
            "not {now}: this way evens the routes a little, and the largest grew by more.",
            year=str(found.year), without=number(found.without, 2), now=number(found.now, 2),
        )  # fmt: skip
    page.say(
        "With {goal} Mt on this way, taken from the largest route, it would be {then}; as much oil as on the largest "
        "would bring it to {least}, the best that one route can do.",
        goal=mt(goal.kt), then=number(found.at_goal, 2), least=number(found.least, 2),
    )  # fmt: skip


def say_dubendi(page: Page, tested: pd.DataFrame, signs: tuple[float, float] | None) -> None:
    """What the pair of figures can be."""
    if tested.empty or signs is None:
        return
    fits = tested[tested["answer"] == "possible"]
    page.say(
        "The terminal's oil changed by {terminal} percent between the two half-years and the oil into the pipeline by "
        "{pipe}: the pair is not the pipeline's. {fits} The terminal also takes products and the oil of other states, "
        "which no balance of Kazakh oil can see.",
        terminal=number(signs[0], 0), pipe=number(signs[1], 0),
        fits=(
            "What fits within rounding: "
            + listing(f"{r['what']} ({r['half'][:4]})" for r in fits.to_dict("records")) + "."
            if len(fits) else "No reading as Kazakh crude fits."
        ),
    )  # fmt: skip


def say_outage(page: Page, evidence: Evidence, years: Mapping[str, pd.DataFrame]) -> None:
    """How the oil of this way compares with what one outage of the largest route took."""
    lost, own = evidence.series("cpc_disruption_loss", kinds=("actual",)), years[NARROW.key]
    if lost.empty or own.empty or own["value"].iloc[-1] <= 0:
        return
    last = lost[lost["period"] == lost.sort_values("value")["period"].iloc[-1]]
    size = Interval.spanning(last["value"])
    page.say(
        "The outage of CPC from {start} to {end} took {lost}: {times} years of the oil into the pipeline as it flowed "
        "in {year}.",
        start=f"{last['start'].iloc[0]:%B %Y}", end=f"{last['end'].iloc[0]:%B %Y}", lost=interval_text(size, 1, "Mt"),
        times=number(1000 * size.value / own["value"].iloc[-1], 1), year=str(own["year"].iloc[-1]),
    )  # fmt: skip
    page.sources(last)


def fleet_sources(evidence: Evidence, fleet: Fleet | None) -> pd.DataFrame:
    """Return the observations behind the fleet."""
    return evidence.rows(fleet.rows) if fleet else evidence.observations.iloc[:0]


def rows_of(evidence: Evidence, used: Iterable[Iterable[str]]) -> pd.DataFrame:
    """Return the observations behind the cells of a column ``rows``, each once."""
    return evidence.rows(dict.fromkeys(row for rows in used for row in rows))


def chain_sources(evidence: Evidence, needs: pd.DataFrame, blend: Blend | None) -> pd.DataFrame:
    """Return the observations behind what the goal asks."""
    return rows_of(evidence, [*needs["rows"], blend.rows if blend else ()])

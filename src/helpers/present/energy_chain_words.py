"""What the energy notebook says of the chain, its ships and its blend: sentences whose numbers are computed."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.energy import Goal
from helpers.analysis.energy_chain import PLACES, Binding, Blend
from helpers.analysis.energy_fleet import Fleet
from helpers.analysis.energy_tankers import Productivity
from helpers.claims.energy import in_mt
from helpers.evidence import Evidence
from helpers.locale import Name, _, n_, together
from helpers.models.interval import Interval
from helpers.present.energy import mt
from helpers.present.page import Page
from helpers.present.words import interval_text, number


def say_chain(page: Page, chain: pd.DataFrame, first: Binding | None, places: Binding | None, goal: Goal) -> None:
    """Which place binds, and which would bind next."""
    if first is None:
        return
    said: dict[str, Any] = {
        "first": PLACES[first.place],
        "size": interval_text(in_mt(first.size), 1, "Mt a year"),
    }
    if places and places.place != first.place:
        page.say(
            "The lowest limit is that of the {first}, {size}; of the places, that of the {place}, {of_place}. {room}",
            place=PLACES[places.place], of_place=interval_text(in_mt(places.size), 1, "Mt a year"),
            room=_room(chain, places, goal), **said,
        )  # fmt: skip
    else:
        page.say("The lowest limit is that of the {first}, {size}. {room}", room=_room(chain, places, goal), **said)


def _room(chain: pd.DataFrame, places: Binding | None, goal: Goal) -> str:
    """Say which places have room, which may have, and of which nothing is known."""
    wide, unknown = chain.loc[chain["low"] >= goal.kt, "name"], chain.loc[chain["value"].isna(), "name"]
    said = [_("No place has room for sure.")]
    if len(wide):
        said = [_("Wide enough for the goal: {places}.", places=_named(wide))]
    if places and places.unsure:
        said.append(_("May or may not suffice: {places}.", places=_named(places.unsure)))
    if len(unknown):
        said.append(_("No capacity was published for {places}.", places=_named(unknown)))
    return " ".join(said)


def _named(places: Iterable[str]) -> Name:
    return together(PLACES[name] for name in places)


def say_possible(page: Page, said: pd.DataFrame, goal: Goal) -> None:
    """What stands against the limit: the word that the goal is possible in itself."""
    for row in said.to_dict("records"):
        page.say(
            "Against this stands the word of Kazakhstan's minister on {day} that deliveries could be brought to {kt} "
            "Mt; no year and no capacity behind it were named.",
            of="ENG-1", day=row["start"].date(), kt=mt(goal.kt),
        )  # fmt: skip
    page.sources(said)


def say_blend(page: Page, blend: Blend | None, loss: Interval | None) -> None:
    """What the goal does to the blend, and what a spoilt blend costs."""
    if blend is None:
        page.say("The blend cannot be reckoned: pipe and Kazakh oil of one year were not both known by this day.")
        return
    said: dict[str, Any] = {"now": blend.now, "year": str(blend.year), "goal": blend.at_goal}
    if np.isfinite(blend.at_cap):
        page.say(
            "Kazakh oil was {now:.1%} of the oil in the pipe in {year} and would be {goal:.0%} at the goal, all else "
            "equal; the limit that SOCAR named stands for {cap:.1%}, and to keep the goal within it the other oil "
            "would have to be {least} Mt instead of {rest}.{loss}",
            cap=blend.at_cap, least=mt(blend.least_rest, 0), rest=mt(blend.rest, 0), loss=_loss(loss), **said,
        )  # fmt: skip
    else:
        page.say(
            "Kazakh oil was {now:.1%} of the oil in the pipe in {year} and would be {goal:.0%} at the goal, all else "
            "equal.{loss}",
            loss=_loss(loss),
            **said,
        )


def _loss(loss: Interval | None) -> str:
    if loss is None:
        return ""
    return " " + _(
        "A premium as low as after the spoilt batch, were it to last a year, would cost Azerbaijan's own oil {loss}.",
        loss=interval_text(loss, 0, "USD million"),
    )


def say_prices(page: Page, evidence: Evidence) -> None:
    """The published tariffs, and what they leave out."""
    btc, cpc = (evidence.series(f"transport_tariff_{pipe}").tail(1) for pipe in ("btc", "cpc"))
    rank = evidence.series("kz_route_economics_rank_btc").tail(1)
    if btc.empty or cpc.empty:
        page.say("No tariffs of both pipelines were published by this day.")
        return
    used = pd.concat([btc, cpc, rank])
    said: dict[str, Any] = {"btc": number(float(btc["value"].iloc[0])), "cpc": number(float(cpc["value"].iloc[0]))}
    if len(rank):
        page.say(
            "The tariff of the pipeline is {btc} USD a tonne against {cpc} by CPC, but rail and ship come on top of it "
            "and have no published figure; the minister ranks the way as number {rank:.0f} by economics.",
            of=used, rank=rank["value"].iloc[0], **said,
        )  # fmt: skip
    else:
        page.say(
            "The tariff of the pipeline is {btc} USD a tonne against {cpc} by CPC, but rail and ship come on top of it "
            "and have no published figure.",
            of=used, **said,
        )  # fmt: skip


def say_fleet(page: Page, fleet: Fleet | None, table: pd.DataFrame, observed: Productivity | None, goal: Goal) -> None:
    """What the simulation says, and how far it lies from what tankers do."""
    if fleet is not None and len(table):
        now, lowest = table[table["change"] == 0].iloc[0], table.iloc[-1]
        page.say(
            "{fleet} would carry {now} Mt, {less:.0%} of it with the sea {lowest}; for {goal} Mt it takes {needed} at "
            "today's water. The berths of Aktau would be taken {use:.0%} of the time.",
            fleet=n_("{n} ship that did nothing else", "{n} ships that did nothing else", fleet.ships),
            now=mt(now["value"], 1), less=lowest["value"] / now["value"], lowest=lowest["water"], goal=mt(goal.kt),
            needed=_ships(int(now["needed"])), use=now["berth_use"],
        )  # fmt: skip
    if observed is not None:
        page.say(
            "In {year} a tanker of Azerbaijan's fleet carried {rate:,.0f} kt on all its lines, a quantity that shows "
            "what there was to carry, not what could be carried; at that rate all {ships} known of both flags come to "
            "{total} Mt.",
            of="ENG-2", year=observed.year, rate=observed.per_ship, ships=observed.ships,
            total=mt(observed.total.value, 1),
        )  # fmt: skip


def _ships(count: int) -> str:
    return n_("{n} ship", "{n} ships", count) if count else _("more than the berths can serve")

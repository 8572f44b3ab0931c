"""Verdicts on what the goal is said to need: ships, ports, dredging and tariffs, one reading each."""

import pandas as pd

from helpers.analysis import energy_chain, energy_fleet
from helpers.analysis.energy import NARROW, Goal, flows
from helpers.analysis.energy_fleet import Fleet
from helpers.claims.energy import goal
from helpers.claims.ledger import rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.parameters import Energy


@rule("ENG-2", Energy)
def what_it_takes(evidence: Evidence, parameters: Energy) -> list[Reading]:
    """Test for each thing named whether the goal would be missed without it.

    Fleet: the ships of both flags simulated at today's water, Kazakhstan's own against the half agreed, and all
    tankers at the rate observed. Ports: berths of Aktau. Dredging: ships that the goal needs with full and with
    today's cargoes; ships can stand in for depth, so it is needed in part unless berths forbid the goal. Tariffs:
    the rank of the way by its economics, and whether its price ever stopped the oil.
    """
    aim = goal(evidence, parameters)
    water, known = energy_fleet.by_level(evidence, parameters, aim), energy_fleet.fleet(evidence, parameters)
    return [
        _both_flags(evidence, water, known, aim),
        _own_half(evidence, parameters, aim),
        _observed(evidence, aim),
        _port(evidence, parameters, aim),
        _dredging(evidence, water, known),
        _tariffs(evidence),
    ]


def _enough(size: Interval, wanted: float) -> Verdict:
    """Too little for the goal supports the need, enough contradicts it."""
    if size.high < wanted:
        return Verdict.SUPPORTED
    return Verdict.CONTRADICTED if size.low >= wanted else Verdict.PARTLY


def _both_flags(evidence: Evidence, water: pd.DataFrame, known: Fleet | None, aim: Goal) -> Reading:
    definition = "larger fleet: ships of both flags at parity, simulated at today's water"
    if known is None:
        return silent(definition, evidence, "fleet with its cargoes")
    now = water[water["change"] == 0].iloc[0]
    size = Interval(now["value"], now["low"], now["high"])
    ships = f"{int(now['needed'])} ships would do" if now["needed"] else "no number of ships would do at these berths"
    reason = (
        f"{known.ships} ships carry {size.value / 1000:.1f} Mt a year ({size.low / 1000:.1f} to "
        f"{size.high / 1000:.1f}) if they do nothing else, against {aim.kt / 1000:g} Mt; {ships}."
    )
    return Reading(definition, _enough(size, aim.kt), reason, size, "kt", known.rows)


def _own_half(evidence: Evidence, parameters: Energy, aim: Goal) -> Reading:
    definition = "larger fleet: Kazakhstan's own ships and its agreed share"
    share = evidence.series("kz_btc_min_share_kz_fleet", kinds=None).tail(1)
    known = energy_fleet.fleet(evidence, parameters, factor=1.0)
    if known is None or share.empty:
        return silent(definition, evidence, "Kazakh fleet or agreed share")
    part = float(share["value"].iloc[0]) / 100
    size = energy_fleet.carried(known.cargoes(known.today), parameters)
    reason = (
        f"{known.ships} Kazakh ships carry {size.value / 1000:.1f} Mt a year at today's water, and {part:.0%} of the "
        f"goal is {part * aim.kt / 1000:.1f} Mt."
    )
    return Reading(definition, _enough(size, part * aim.kt), reason, size, "kt", (*known.rows, *share["row"]))


def _observed(evidence: Evidence, aim: Goal) -> Reading:
    definition = "larger fleet: all Caspian tankers of both flags at the rate observed"
    found = energy_fleet.productivity(evidence)
    if found is None:
        return silent(definition, evidence, "oil carried and tankers of one year")
    busy = found.total < aim.kt
    verdict = Verdict.SUPPORTED if busy else Verdict.PARTLY
    reason = (
        f"In {found.year} a tanker of Azerbaijan's fleet carried {found.per_ship:.0f} kt on all its lines; all "
        f"{found.ships} known of both flags would carry {found.total / 1000:.1f} Mt, {'less' if busy else 'more'} than "
        "the goal alone."
    )
    return Reading(definition, verdict, reason, Interval.exactly(found.total), "kt", found.rows)


def _port(evidence: Evidence, parameters: Energy, aim: Goal) -> Reading:
    definition = "larger port: oil berths of Aktau"
    chain = energy_chain.links(evidence, parameters)
    row = chain[chain["name"] == "oil berths of Aktau"].iloc[0]
    if not row["rows"]:
        return silent(definition, evidence, "capacity of Aktau's oil berths")
    size = Interval(row["value"], row["low"], row["high"])
    reason = (
        f"The berths of Aktau leave {size.low / 1000:.1f} to {size.high / 1000:.1f} Mt a year "
        f"({row['how']}), against {aim.kt / 1000:g} Mt."
    )
    return Reading(definition, _enough(size, aim.kt), reason, size, "kt", row["rows"])


def _dredging(evidence: Evidence, water: pd.DataFrame, known: Fleet | None) -> Reading:
    definition = "dredging: ships for the goal with full and with today's cargoes"
    if known is None:
        return silent(definition, evidence, "cargo of a tanker now and when full")
    rows = water.to_dict("records")
    full, now, low = rows[0], rows[1], rows[-1]
    loss = 100 * (1 - now["value"] / full["value"])
    if full["needed"] == now["needed"] != 0:
        verdict = Verdict.CONTRADICTED
    else:
        verdict = Verdict.PARTLY if now["needed"] else Verdict.SUPPORTED
    reason = (
        f"Shallow water takes {loss:.0f} percent of the cargo: the goal needs {_ships(full['needed'])} "
        f"with full cargoes, {_ships(now['needed'])} with today's, and "
        f"{_ships(low['needed'])} with the water {low['water']}"
        + ("; more ships can stand in for depth, at these berths." if now["needed"] else ".")
    )
    return Reading(definition, verdict, reason, Interval.exactly(loss), "percent", known.rows)


def _ships(count: float) -> str:
    return f"{int(count)} ships" if count else "more than the berths can serve"


def _tariffs(evidence: Evidence) -> Reading:
    definition = "tariffs: rank of the way by its economics, and stops for its price"
    rank = evidence.series("kz_route_economics_rank_btc").tail(1)
    oil = flows(evidence, NARROW)
    stops = oil[oil["note"].str.contains("because of the tariff|cheaper")]
    if rank.empty and stops.empty:
        return silent(definition, evidence, "rank by economics, or stop for the price,")
    if stops.empty and float(rank["value"].iloc[0]) <= 1:
        reason = "The way ranks first by its economics, so its price holds nothing back."
        return Reading(definition, Verdict.CONTRADICTED, reason, Interval.exactly(1.0), "count", tuple(rank["row"]))
    parts = [f"the minister ranks the way as number {rank['value'].iloc[0]:.0f} by economics"] if len(rank) else []
    if len(stops):
        noted = ", ".join(str(year) for year in stops["end"].dt.year)
        parts.append(f"its price or a cheaper way ended the oil's flow {_times(len(stops))} (figures of {noted})")
    said = "; ".join(parts)
    size = Interval.exactly(float(rank["value"].iloc[0])) if len(rank) else None
    return Reading(definition, Verdict.SUPPORTED, f"{said[0].upper()}{said[1:]}.", size, "count",
                   (*rank["row"], *stops["row"]))  # fmt: skip


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")

"""Verdicts on what the goal is said to need: ships, ports, dredging and tariffs, one reading each."""

import pandas as pd

from helpers.analysis import energy_chain, energy_fleet, energy_tankers
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

    Fleet: the ships of both flags simulated at today's water over all published crossings, Kazakhstan's own
    against the half agreed, and all tankers from the rate observed up to the potential stated. Ports: berths of
    Aktau. Dredging: ships that the goal needs with full and with today's cargoes; ships can stand in for depth, so
    it is needed in part unless berths forbid the goal. Tariffs: the rank of the way by its economics, and whether
    its price ever stopped the oil.
    """
    aim = goal(evidence, parameters)
    water, known = energy_fleet.by_level(evidence, parameters, aim), energy_fleet.fleet(evidence, parameters)
    return [
        _both_flags(evidence, parameters, known, aim),
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


def _both_flags(evidence: Evidence, parameters: Energy, known: Fleet | None, aim: Goal) -> Reading:
    definition = "larger fleet: ships of both flags at parity, simulated at today's water"
    if known is None:
        return silent(definition, evidence, "fleet with its cargoes")
    size, hours = energy_fleet.at_any_crossing(evidence, known, parameters), energy_fleet.crossings(evidence)
    ends = f"{hours['value'].min():.0f} to {hours['value'].max():.0f}" if len(hours) else ""
    reason = (
        f"{known.ships} ships that do nothing else carry {_range(size)} Mt a year"
        + (f", as the crossing takes {ends} hours" if ends else "")
        + f", against {aim.kt / 1000:g} Mt; assumed and not published: days to load {parameters.load_days:g} and to "
        f"unload {parameters.unload_days:g}, berths on the other side {parameters.unload_berths}, ports closed "
        f"{parameters.closed_share:.0%} of the time."
    )
    return Reading(definition, _enough(size, aim.kt), reason, size, "kt", (*known.rows, *hours["row"]))


def _range(size: Interval) -> str:
    """Thousand tonnes as million tonnes with their range."""
    value, low, high = (f"{kt / 1000:.1f}" for kt in (size.value, size.low, size.high))
    return value if low == high else f"{value} ({low} to {high})"


def _own_half(evidence: Evidence, parameters: Energy, aim: Goal) -> Reading:
    definition = "larger fleet: Kazakhstan's own ships and its agreed share"
    share = evidence.series("kz_btc_min_share_kz_fleet", kinds=None).tail(1)
    known = energy_fleet.fleet(evidence, parameters, factor=1.0)
    if known is None or share.empty:
        return silent(definition, evidence, "Kazakh fleet or agreed share")
    part = float(share["value"].iloc[0]) / 100
    size = energy_fleet.at_any_crossing(evidence, known, parameters)
    reason = (
        f"Kazakhstan's {known.ships} ships carry {_range(size)} Mt a year at today's water if they do nothing else, "
        f"and {part:.0%} of the goal, the least share agreed for them, is {part * aim.kt / 1000:.1f} Mt."
    )
    rows = (*known.rows, *share["row"], *energy_fleet.crossings(evidence)["row"])
    return Reading(definition, _enough(size, part * aim.kt), reason, size, "kt", rows)


def _observed(evidence: Evidence, aim: Goal) -> Reading:
    definition = "larger fleet: all Caspian tankers of both flags, as observed and as stated"
    found = energy_tankers.productivity(evidence)
    if found is None:
        return silent(definition, evidence, "oil carried and tankers of one year")
    size = found.total
    verdict = Verdict.PARTLY if size.high >= aim.kt else Verdict.SUPPORTED
    able = f", and was once said to be able to carry {found.potential:.0f}" if found.potential > found.per_ship else ""
    reason = (
        f"In {found.year} a tanker of Azerbaijan's fleet carried {found.per_ship:.0f} kt, which is what there was to "
        f"carry on all its lines{able}: all {found.ships} known of both flags come to {_range(size)} Mt, all lines "
        f"together, against {aim.kt / 1000:g} Mt for this one."
    )
    return Reading(definition, verdict, reason, size, "kt", found.rows)


def _port(evidence: Evidence, parameters: Energy, aim: Goal) -> Reading:
    definition = "larger port: oil berths of Aktau"
    chain = energy_chain.links(evidence, parameters)
    row = chain[chain["name"] == "oil berths of Aktau"].iloc[0]
    if not row["rows"]:
        return silent(definition, evidence, "capacity of Aktau's oil berths")
    size = Interval(row["value"], row["low"], row["high"])
    whole = energy_chain.berths(evidence)
    reason = (
        f"The berths of Aktau leave {size.low / 1000:.1f} to {size.high / 1000:.1f} Mt a year for this way "
        f"({row['how']}), against {aim.kt / 1000:g} Mt; were all their oil sent this way, {whole.low / 1000:.1f} to "
        f"{whole.high / 1000:.1f} Mt."
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

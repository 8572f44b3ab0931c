"""Verdicts on what the goal is said to need: ships, ports, dredging and tariffs, one reading each."""

import pandas as pd

from helpers.analysis import energy_chain, energy_fleet, energy_tankers
from helpers.analysis.energy import NARROW, Goal, flows
from helpers.analysis.energy_fleet import Fleet
from helpers.claims.energy import goal, in_mt
from helpers.claims.ledger import rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence
from helpers.locale import Name, _, n_, p_, written
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
    definition = _("larger fleet: ships of both flags at parity, simulated at today's water")
    if known is None:
        return silent(definition, evidence, Name("fleet with its cargoes"))
    size, hours = energy_fleet.at_any_crossing(evidence, known, parameters), energy_fleet.crossings(evidence)
    fleet = n_("{n} ship that does nothing else", "{n} ships that do nothing else", known.ships)
    said = {"fleet": fleet, "size": _range(size, 2), "goal": aim.kt / 1000, "load": parameters.load_days,
            "unload": parameters.unload_days, "berths": parameters.unload_berths,
            "closed": parameters.closed_share}  # fmt: skip
    reason = _(
        "{fleet} carry {size} Mt a year, against {goal:g} Mt; assumed and not published: days to load {load:g} and to "
        "unload {unload:g}, berths on the other side {berths}, ports closed {closed:.0%} of the time.",
        **said,
    )
    if len(hours):
        reason = _(
            "{fleet} carry {size} Mt a year, as the crossing takes {short:.0f} to {long:.0f} hours, against {goal:g} "
            "Mt; assumed and not published: days to load {load:g} and to unload {unload:g}, berths on the other side "
            "{berths}, ports closed {closed:.0%} of the time.",
            short=hours["value"].min(), long=hours["value"].max(), **said,
        )  # fmt: skip
    return Reading(definition, _enough(size, aim.kt), reason, in_mt(size), "Mt", (*known.rows, *hours["row"]))


def _range(size: Interval, digits: int = 1) -> str:
    """Thousand tonnes as million tonnes with their range, in the digits of the measured value."""
    value, low, high = (written(kt / 1000, f".{digits}f") for kt in (size.value, size.low, size.high))
    return value if low == high else p_("number", "{value} ({low} to {high})", value=value, low=low, high=high)


def _own_half(evidence: Evidence, parameters: Energy, aim: Goal) -> Reading:
    definition = _("larger fleet: Kazakhstan's own ships and its agreed share")
    share = evidence.series("kz_btc_min_share_kz_fleet", kinds=None).tail(1)
    known = energy_fleet.fleet(evidence, parameters, factor=1.0)
    if known is None or share.empty:
        return silent(definition, evidence, Name("Kazakh fleet or agreed share"))
    part = float(share["value"].iloc[0]) / 100
    size = energy_fleet.at_any_crossing(evidence, known, parameters)
    reason = n_(
        "Kazakhstan's {n} ship carries {size} Mt a year at today's water if it does nothing else, and {part:.0%} of "
        "the goal, the least share agreed for it, is {wanted:.1f} Mt.",
        "Kazakhstan's {n} ships carry {size} Mt a year at today's water if they do nothing else, and {part:.0%} of "
        "the goal, the least share agreed for them, is {wanted:.1f} Mt.",
        known.ships, size=_range(size, 2), part=part, wanted=part * aim.kt / 1000,
    )  # fmt: skip
    rows = (*known.rows, *share["row"], *energy_fleet.crossings(evidence)["row"])
    return Reading(definition, _enough(size, part * aim.kt), reason, in_mt(size), "Mt", rows)


def _observed(evidence: Evidence, aim: Goal) -> Reading:
    definition = _("larger fleet: all Caspian tankers of both flags, as observed and as stated")
    found = energy_tankers.productivity(evidence)
    if found is None:
        return silent(definition, evidence, Name("oil carried and tankers of one year"))
    size = found.total
    verdict = Verdict.PARTLY if size.high >= aim.kt else Verdict.SUPPORTED
    said = {"year": found.year, "rate": found.per_ship, "ships": found.ships, "size": _range(size),
            "goal": aim.kt / 1000}  # fmt: skip
    reason = _(
        "In {year} a tanker of Azerbaijan's fleet carried {rate:.0f} kt, which is what there was to carry on all its "
        "lines: all {ships} known of both flags come to {size} Mt, all lines together, against {goal:g} Mt for this "
        "one.",
        **said,
    )
    if found.potential > found.per_ship:
        reason = _(
            "In {year} a tanker of Azerbaijan's fleet carried {rate:.0f} kt, which is what there was to carry on all "
            "its lines, and was once said to be able to carry {able:.0f}: all {ships} known of both flags come to "
            "{size} Mt, all lines together, against {goal:g} Mt for this one.",
            able=found.potential, **said,
        )  # fmt: skip
    return Reading(definition, verdict, reason, in_mt(size), "Mt", found.rows)


def _port(evidence: Evidence, parameters: Energy, aim: Goal) -> Reading:
    definition = _("larger port: oil berths of Aktau")
    chain = energy_chain.links(evidence, parameters)
    row = chain[chain["name"] == "oil berths of Aktau"].iloc[0]
    if not row["rows"]:
        return silent(definition, evidence, Name("capacity of Aktau's oil berths"))
    size = Interval(row["value"], row["low"], row["high"])
    whole = energy_chain.berths(evidence)
    reason = _(
        "The berths of Aktau leave {low:.1f} to {high:.1f} Mt a year for this way ({how}), against {goal:g} Mt; were "
        "all their oil sent this way, {least:.1f} to {most:.1f} Mt.",
        low=size.low / 1000, high=size.high / 1000, how=row["how"], goal=aim.kt / 1000, least=whole.low / 1000,
        most=whole.high / 1000,
    )  # fmt: skip
    return Reading(definition, _enough(size, aim.kt), reason, in_mt(size), "Mt", row["rows"])


def _dredging(evidence: Evidence, water: pd.DataFrame, known: Fleet | None) -> Reading:
    definition = _("dredging: ships for the goal with full and with today's cargoes")
    if known is None:
        return silent(definition, evidence, Name("cargo of a tanker now and when full"))
    rows = water.to_dict("records")
    full, now, low = rows[0], rows[1], rows[-1]
    loss = 100 * (1 - now["value"] / full["value"])
    if full["needed"] == now["needed"] != 0:
        verdict = Verdict.CONTRADICTED
    else:
        verdict = Verdict.PARTLY if now["needed"] else Verdict.SUPPORTED
    said = {"loss": loss, "full": _ships(full["needed"]), "now": _ships(now["needed"]), "low": _ships(low["needed"]),
            "water": low["water"]}  # fmt: skip
    reason = _(
        "Shallow water takes {loss:.0f} percent of the cargo: the goal needs {full} with full cargoes, {now} with "
        "today's, and {low} with the water {water}.",
        **said,
    )
    if now["needed"] and low["needed"]:
        reason = _(
            "Shallow water takes {loss:.0f} percent of the cargo: the goal needs {full} with full cargoes, {now} with "
            "today's, and {low} with the water {water}; more ships can stand in for depth, at these berths.",
            **said,
        )
    elif now["needed"]:
        reason = _(
            "Shallow water takes {loss:.0f} percent of the cargo: the goal needs {full} with full cargoes and {now} "
            "with today's, so for now more ships can stand in for depth; with the water {water} no number of ships is "
            "enough at these berths.",
            **said,
        )
    return Reading(definition, verdict, reason, Interval.exactly(loss), "percent", known.rows)


def _ships(count: float) -> str:
    if not count:
        return _("more than the berths can serve")
    return n_("{n} ship", "{n} ships", int(count))


def _tariffs(evidence: Evidence) -> Reading:
    definition = _("tariffs: rank of the way by its economics, and stops for its price")
    rank = evidence.series("kz_route_economics_rank_btc").tail(1)
    oil = flows(evidence, NARROW)
    stops = oil[oil["note"].str.contains("because of the tariff|cheaper")]
    if rank.empty and stops.empty:
        return silent(definition, evidence, Name("rank by economics, or stop for the price,"))
    if stops.empty and float(rank["value"].iloc[0]) <= 1:
        reason = _("The way ranks first by its economics, so its price holds nothing back.")
        return Reading(definition, Verdict.CONTRADICTED, reason, Interval.exactly(1.0), "(rank)", tuple(rank["row"]))
    reason = _price_in_words(rank, stops)
    size = Interval.exactly(float(rank["value"].iloc[0])) if len(rank) else None
    return Reading(definition, Verdict.SUPPORTED, reason, size, "(rank)", (*rank["row"], *stops["row"]))


def _price_in_words(rank: pd.DataFrame, stops: pd.DataFrame) -> str:
    """Say the rank of the way and the stops for its price, as far as each is known."""
    noted = ", ".join(str(year) for year in stops["end"].dt.year)
    if stops.empty:
        return _("The minister ranks the way as number {rank:.0f} by economics.", rank=rank["value"].iloc[0])
    often = {1: Name("once"), 2: Name("twice")}.get(len(stops), Name("{n} times", n=len(stops)))
    if rank.empty:
        return _(
            "Its price or a cheaper way ended the oil's flow {often} (figures of {years}).", often=often, years=noted
        )
    return _(
        "The minister ranks the way as number {rank:.0f} by economics; its price or a cheaper way ended the oil's "
        "flow {often} (figures of {years}).",
        rank=rank["value"].iloc[0], often=often, years=noted,
    )  # fmt: skip

"""What the notebook on the digital link says after each result: sentences whose numbers are computed."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from helpers.analysis import digital, digital_capacity, digital_latency, digital_network
from helpers.analysis.digital_latency import name
from helpers.evidence import Evidence
from helpers.locale import _, listing, n_, p_, rounded, spoken, together
from helpers.models.latency import LIGHT_KM_PER_MS, fibre_km, round_trip
from helpers.parameters import Digital
from helpers.present.digital import month
from helpers.present.digital_latency_charts import connection
from helpers.present.page import Page
from helpers.present.words import interval_text, number


def say_evidence(page: Page, evidence: Evidence) -> None:
    """How far the cable had come by the day."""
    state = digital.status(evidence)
    if not digital.known(evidence):
        page.say("By {day} no plan of a cable between the two states had been published.", day=evidence.as_of)
        return
    text = [_stage_reached(state, evidence)]
    if state.last is not None:
        silence = (pd.Timestamp(evidence.as_of) - state.last).days
        text.append(
            n_(
                "The last step is {n} day old: the silence since then says nothing for or against.",
                "The last step is {n} days old: the silence since then says nothing for or against.",
                silence,
            )
        )
    if state.lapsed:
        text.append(_("Promised years that have passed: {years}.", years=listing(map(str, state.lapsed))))
    page.say(" ".join(text))


def _stage_reached(state: digital.Status, evidence: Evidence) -> str:
    stage = digital.STAGE_NAMES[state.reached] if state.reached else p_("stages", "none")
    return n_(
        "As of {day} there are {n} dated steps on record; the highest stage reached is {stage}.",
        "As of {day} there are {n} dated steps on record; the highest stage reached is {stage}.",
        state.steps, day=evidence.as_of, stage=stage,
    )  # fmt: skip


def say_drift(page: Page, evidence: Evidence, parameters: Digital) -> None:
    """How fast the promise recedes, and what is held against reading more into it."""
    found, state = digital.drift(evidence, parameters), digital.status(evidence)
    if found is None:
        page.say("Fewer than three promises were on record by {day}: no drift can be told.", day=evidence.as_of)
        return
    told = digital.promises(evidence)
    kept = told[~told["hindsight"] & told["year"].eq(state.promised or 0)]
    page.say(
        "The promise moved by {slope} years a year over {n} statements; {last} has been the promised year in "
        "{same} of them, first in {first} and last in {latest}.",
        slope=interval_text(found.slope, 2), n=found.promises, last=str(state.promised), same=len(kept),
        first=month(kept["said"].min()), latest=month(kept["said"].max()),
    )  # fmt: skip


def say_latency(page: Page, evidence: Evidence, parameters: Digital) -> None:
    """Which measurements cannot be, and what lines by land need."""
    table = digital_latency.measurements(evidence, parameters)
    bad, usual = digital_latency.impossible(table), digital_latency.usual_detour(table)
    if table.empty or usual is None:
        return
    text = [_("By land the median of the published cases is {usual:.1f} times the least time.", usual=usual)]
    text += [_impossible(row, parameters.refractive_index) for row in bad.to_dict("records")]
    page.say(" ".join(text))


def _impossible(row: dict[Hashable, Any], index: float) -> str:
    """Why a published time cannot be, in words for somebody who has never traced a line."""
    time, start, end = float(row["value"]), name(str(row["origin"])), name(str(row["destination"]))
    text = _(
        "One published time cannot be: {start} and {end} lie {km:,.0f} km apart, and light in glass, which covers "
        "{speed:.0f} km in a millisecond (ms), needs at least {floor:.0f} ms to go there and back, whatever the "
        "equipment; a public trace gives {time:.0f}.",
        start=start, end=end, km=row["km"], speed=LIGHT_KM_PER_MS / index, floor=row["floor"], time=time,
    )  # fmt: skip
    if time < row["vacuum"]:
        why = _("Not even light in empty space could do it, so the figure is wrong; it is used nowhere else.")
    else:
        why = _(
            "In {time:.0f} ms the signal can have gone {far:,.0f} km out at most, so whatever answered was not in "
            "{end}: such traces guess a place from an address. The figure is used nowhere else.",
            time=time, far=fibre_km(time, index), end=end,
        )  # fmt: skip
    return f"{text} {why}"


def say_pairs(page: Page, table: pd.DataFrame, parameters: Digital) -> None:
    """What the cable can change, and what it cannot."""
    rows = table.dropna(subset=["before", "through"])
    slower = rows[rows["through"] > rows["before"]]
    values: dict[str, Any] = {
        "own": round_trip(parameters.cable_km, parameters.refractive_index), "gain": int((rows["gain"] > 0).sum()),
        "n": len(rows),
    }  # fmt: skip
    if slower.empty:
        page.say(
            "The cable itself takes {own:.1f} ms there and back, so what it changes is the way round and not the "
            "speed: {gain} of {n} connections become shorter.",
            **values,
        )
        return
    page.say(
        "The cable itself takes {own:.1f} ms there and back, so what it changes is the way round and not the speed: "
        "{gain} of {n} connections become shorter, and {others} stay shorter without it.",
        others=together(connection(w, e) for w, e in zip(slower["west"], slower["east"], strict=True)), **values,
    )  # fmt: skip


def say_ways(page: Page, evidence: Evidence, parameters: Digital) -> None:
    """How the connection depends on one neighbour."""
    share = evidence.series("kz_traffic_via_russia")
    ways = digital_network.compare(evidence, parameters, parameters.west, parameters.east, ("Russia",))
    if len(share):
        page.say(
            "By an estimate {share:.0f} percent of Kazakhstan's traffic crosses Russia.",
            of=share.tail(1), share=share["value"].iloc[-1],
        )  # fmt: skip
    kept = n_(
        "Without Russia, {west} and {east} keep {n} independent way today and {after} with the cable.",
        "Without Russia, {west} and {east} keep {n} independent ways today and {after} with the cable.",
        ways.count_before, west=name(parameters.west), east=name(parameters.east), after=ways.count_after,
    )  # fmt: skip
    page.say(kept, of="closures")


def say_capacity(page: Page, evidence: Evidence) -> None:
    """How the promised capacity stands to traffic."""
    room = digital_capacity.headroom(evidence)
    if room is None:
        page.say("Capacity and traffic were not both on record by {day}.", day=evidence.as_of)
        return
    values = {"capacity": number(room.capacity), "times": room.times, "said": spoken(room.said)}
    text = _(
        "The promised {capacity} Tbit/s are {times:.0f} times the traffic that reached Azerbaijan ({said}).", **values
    )
    if room.traffic_is_floor:
        text = _(
            "The promised {capacity} Tbit/s are at most {times:.0f} times the traffic that reached Azerbaijan "
            "({said}).",
            **values,
        )
    growth, years = digital_capacity.growth_on_record(evidence), digital_capacity.years_to_fill(evidence)
    page.say(text, of="capacity-and-traffic")
    if len(years):
        used = dict.fromkeys(row for found in growth["rows"] for row in found)
        page.say(
            " ".join(_filled(row, room.traffic_is_floor) for row in years.to_dict("records")), of=evidence.rows(used)
        )


def _filled(row: dict[Hashable, Any], floor: bool) -> str:
    """After how many years traffic would fill the cable, at most so many where it is known from below alone."""
    years, values = int(rounded(row["years"])), {"percent": row["percent"], "basis": row["basis"]}
    if floor:
        return n_(
            "If that traffic grew by {percent:.0f} percent a year, {basis}, it would fill the cable after at most "
            "{n} year.",
            "If that traffic grew by {percent:.0f} percent a year, {basis}, it would fill the cable after at most "
            "{n} years.",
            years, **values,
        )  # fmt: skip
    return n_(
        "If that traffic grew by {percent:.0f} percent a year, {basis}, it would fill the cable after {n} year.",
        "If that traffic grew by {percent:.0f} percent a year, {basis}, it would fill the cable after {n} years.",
        years, **values,
    )  # fmt: skip

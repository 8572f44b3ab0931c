"""What the notebook on the digital link says after each result: sentences whose numbers are computed."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from helpers.analysis import digital, digital_capacity, digital_latency, digital_network
from helpers.analysis.digital_latency import name
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.models.latency import LIGHT_KM_PER_MS, fibre_km, round_trip
from helpers.parameters import Digital
from helpers.present.page import Page
from helpers.present.words import interval_text, listing, number


def say_evidence(page: Page, evidence: Evidence) -> None:
    """How far the cable had come by the day."""
    state = digital.status(evidence)
    if not digital.known(evidence):
        page.say("By {day} no plan of a cable between the two states had been published.", day=str(evidence.as_of))
        return
    silence = (pd.Timestamp(evidence.as_of) - state.last).days if state.last is not None else None
    page.say(
        "As of {day} there are {n} dated steps on record; the highest stage reached is {stage}.{silence}{lapsed}",
        day=str(evidence.as_of), n=state.steps, stage=state.reached or "none",
        silence=(
            f" The last step is {silence} days old: the silence since then says nothing for or against."
            if silence is not None else ""
        ),
        lapsed=(
            f" Promised years that have passed: {listing(map(str, state.lapsed))}." if state.lapsed else ""
        ),
    )  # fmt: skip


def say_drift(page: Page, evidence: Evidence, parameters: Digital) -> None:
    """How fast the promise recedes, and what is held against reading more into it."""
    found, state = digital.drift(evidence, parameters), digital.status(evidence)
    if found is None:
        page.say("Fewer than three promises were on record by {day}: no drift can be told.", day=str(evidence.as_of))
        return
    told = digital.promises(evidence)
    kept = told[~told["hindsight"] & told["year"].eq(state.promised or 0)]
    page.say(
        "The promise moved by {slope} years a year over {n} statements; {last} has been the promised year in "
        "{same} of them, first in {first} and last in {latest}.",
        slope=interval_text(found.slope, 2), n=found.promises, last=str(state.promised), same=len(kept),
        first=f"{kept['said'].min():%B %Y}", latest=f"{kept['said'].max():%B %Y}",
    )  # fmt: skip


def say_latency(page: Page, evidence: Evidence, parameters: Digital) -> None:
    """Which measurements cannot be, and what lines by land need."""
    table = digital_latency.measurements(evidence, parameters)
    bad, usual = digital_latency.impossible(table), digital_latency.usual_detour(table)
    if table.empty or usual is None:
        return
    page.say(
        "By land the median of the published cases is {usual} times the least time.{bad}",
        usual=number(usual, 1),
        bad="".join(_impossible(row, parameters.refractive_index) for row in bad.to_dict("records")),
    )  # fmt: skip


def _impossible(row: dict[Hashable, Any], index: float) -> str:
    """Why a published time cannot be, in words for somebody who has never traced a line."""
    time, start, end = float(row["value"]), name(str(row["origin"])), name(str(row["destination"]))
    text = (
        f" One published time cannot be: {start} and {end} lie {row['km']:,.0f} km apart, and light in glass, which "
        f"covers {LIGHT_KM_PER_MS / index:.0f} km in a millisecond (ms), needs at least {row['floor']:.0f} ms to go "
        f"there and back, whatever the equipment; a public trace gives {time:.0f}. "
    )
    if time < row["vacuum"]:
        return text + "Not even light in empty space could do it, so the figure is wrong; it is used nowhere else."
    return text + (
        f"In {time:.0f} ms the signal can have gone {fibre_km(time, index):,.0f} km out at most, so whatever answered "
        f"was not in {end}: such traces guess a place from an address. The figure is used nowhere else."
    )


def say_pairs(page: Page, table: pd.DataFrame, parameters: Digital) -> None:
    """What the cable can change, and what it cannot."""
    rows = table.dropna(subset=["before", "through"])
    slower = rows[rows["through"] > rows["before"]]
    page.say(
        "The cable itself takes {own} ms there and back, so what it changes is the way round and not the speed: "
        "{gain} of {n} connections become shorter{loss}.",
        own=number(round_trip(parameters.cable_km, parameters.refractive_index), 1), gain=int((rows["gain"] > 0).sum()),
        n=len(rows),
        loss=(
            f", and {listing(f'{name(w)} to {name(e)}' for w, e in zip(slower['west'], slower['east'], strict=True))} "
            "stay shorter without it" if len(slower) else ""
        ),
    )  # fmt: skip


def say_ways(page: Page, evidence: Evidence, parameters: Digital) -> None:
    """How the connection depends on one neighbour."""
    share = evidence.series("kz_traffic_via_russia")
    ways = digital_network.compare(evidence, parameters, parameters.west, parameters.east, ("Russia",))
    page.say(
        "{share}Without Russia, {west} and {east} keep {before} independent way{s} today and {after} with the cable.",
        share=(
            f"By an estimate {share['value'].iloc[-1]:.0f} percent of Kazakhstan's traffic crosses Russia. "
            if len(share) else ""
        ),
        west=name(parameters.west), east=name(parameters.east), before=ways.count_before, after=ways.count_after,
        s="" if ways.count_before == 1 else "s",
    )  # fmt: skip


def say_capacity(page: Page, evidence: Evidence) -> None:
    """How the promised capacity stands to traffic."""
    room = digital_capacity.headroom(evidence)
    if room is None:
        page.say("Capacity and traffic were not both on record by {day}.", day=str(evidence.as_of))
        return
    years = digital_capacity.years_to_fill(evidence)
    page.say(
        "The promised {capacity} Tbit/s are {most}{times} times the traffic that reached Azerbaijan ({said}).{fill}",
        capacity=number(room.capacity), most="at most " if room.traffic_is_floor else "", times=number(room.times, 0),
        said=room.said,
        fill="".join(
            f" If that traffic grew by {r['percent']:.0f} percent a year, {r['basis']}, it would fill the cable after "
            f"{'at most ' if room.traffic_is_floor else ''}{r['years']:.0f} years."
            for r in years.to_dict("records")
        ),
    )  # fmt: skip


def headlines(page: Page, evidence: Evidence, parameters: Digital) -> None:
    """Record the numbers of the bottom line."""
    state, found, known = digital.status(evidence), digital.drift(evidence, parameters), digital.known(evidence)
    table = digital_latency.measurements(evidence, parameters)
    far, near, barred = (digital_network.compare(evidence, parameters, *way) for way in (
        ("frankfurt", "beijing"), ("baku", "aktau"), (parameters.west, parameters.east, ("Russia",)),
    ))  # fmt: skip
    room = digital_capacity.headroom(evidence)
    ends = f"{name(parameters.west)} to {name(parameters.east)}"
    page.headline("promised_year", "Year promised last", state.promised, "", 0,
                  str(state.promised) if state.promised else None)  # fmt: skip
    page.headline("drift", "Drift of the promised year, years a year", found.slope if found else None, "", 2)
    page.headline("own_time", "Round trip through the cable itself",
                  round_trip(parameters.cable_km, parameters.refractive_index) if known else None, "ms", 1)  # fmt: skip
    page.headline("shores", "Baku to Aktau, round trip saved", _saved(near.through, near.before, known), "percent", 0)
    longer = _saved(far.through, far.before, known)
    page.headline("continents", "Frankfurt to Beijing, extra round-trip time by the cable",
                  longer.scaled(-1) if longer else None, "percent", 0)  # fmt: skip
    page.headline("ways", f"{ends} without Russia: independent ways gained",
                  float(barred.count_after - barred.count_before) if known else None, "", 0)  # fmt: skip
    label = "Promised capacity over Azerbaijan's traffic" + _at_most(room)
    page.headline("headroom", label, room.times if room else None, "", 0)
    page.headline(
        "impossible", "Published round trips that light cannot make", len(digital_latency.impossible(table)), "", 0
    )


def _at_most(room: digital_capacity.Headroom | None) -> str:
    return ", at most" if room and room.traffic_is_floor else ""


def _saved(new: Interval | None, old: Interval | None, known: bool) -> Interval | None:
    """Percent saved, over the range of how lines are laid."""
    if new is None or old is None or not known:
        return None
    ends = [100 * (1 - b / a) for a, b in ((old.low, new.low), (old.high, new.high), (old.value, new.value))]
    return Interval.spanning(ends, ends[-1])


def say_bottom_line(page: Page, evidence: Evidence, parameters: Digital) -> None:
    """Close with what is known, in words."""
    if not digital.known(evidence):
        page.say(
            "By {day} nobody had published a plan of the cable: there is nothing to judge, a finding of its own.",
            day=str(evidence.as_of),
        )  # fmt: skip
        return
    page.say(" ".join([*_built(evidence, parameters), *_changes(evidence, parameters)]))


def _built(evidence: Evidence, parameters: Digital) -> list[str]:
    state, found = digital.status(evidence), digital.drift(evidence, parameters)
    steps = digital.milestones(evidence)
    laid = steps["kind"].eq("actual") & steps["stage"].isin(["laying", "operation"])
    text = []
    if state.last is not None and laid.any():
        text.append(f"Yes: laying is on record; the last of {state.steps} steps is of {state.last:%B %Y}.")
    elif state.last is not None:
        done = {"manufacture": "Made", "survey": "Surveyed"}.get(state.reached or "", "Agreed")
        text.append(
            f"{done} and, as far as is known, not laid: of the {state.steps} steps on record the last is of "
            f"{state.last:%B %Y}, and no metre of the cable is on record as laid."
        )
    if found and state.first_promised != state.promised:
        text.append(f"Its promised year has moved from {state.first_promised} to {state.promised}.")
    return text


def _changes(evidence: Evidence, parameters: Digital) -> list[str]:
    far = digital_network.compare(evidence, parameters, "frankfurt", "beijing")
    near = digital_network.compare(evidence, parameters, "baku", "aktau")
    barred = digital_network.compare(evidence, parameters, parameters.west, parameters.east, ("Russia",))
    text = []
    if far.before and far.through and near.before and near.through:
        longer = 100 * (far.through.value / far.before.value - 1)
        text.append(
            f"If it works it brings the two shores together ({near.before.value:.0f} to {near.through.value:.0f} ms "
            f"there and back), while between Frankfurt and Beijing its way is {abs(longer):.0f} percent "
            f"{'longer' if longer > 0 else 'shorter'} than the best without it."
        )
    if barred.after and barred.count_after > barred.count_before:
        before = f"{barred.before.value:.0f} ms without it" if barred.before else "no way without it"
        links = digital_network.links(evidence, parameters, cable=False)
        text.append(
            f"Its worth is independence: were Russia closed, {name(parameters.west)} to {name(parameters.east)} would "
            f"take {barred.after.value:.0f} ms with it and {before}, in a network of which "
            f"{int(links['basis'].eq('assumed').sum())} of the other {len(links)} links are assumed."
        )
    return text

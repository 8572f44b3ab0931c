"""The bottom line of the notebook on the digital link: its numbers and the sentences that they carry."""

from typing import Any

from helpers.analysis import digital, digital_capacity, digital_latency, digital_network
from helpers.analysis.digital_latency import name
from helpers.evidence import Evidence
from helpers.locale import _
from helpers.models.interval import Interval
from helpers.models.latency import round_trip
from helpers.parameters import Digital
from helpers.present.digital import month
from helpers.present.digital_latency_charts import connection
from helpers.present.page import Page


def headlines(page: Page, evidence: Evidence, parameters: Digital) -> None:
    """Record the numbers of the bottom line."""
    state, found, known = digital.status(evidence), digital.drift(evidence, parameters), digital.known(evidence)
    table = digital_latency.measurements(evidence, parameters)
    far, near, barred = (digital_network.compare(evidence, parameters, *way) for way in (
        ("frankfurt", "beijing"), ("baku", "aktau"), (parameters.west, parameters.east, ("Russia",)),
    ))  # fmt: skip
    room = digital_capacity.headroom(evidence)
    page.headline("promised_year", _("Year promised last"), state.promised, "", 0,
                  str(state.promised) if state.promised else None)  # fmt: skip
    page.headline("drift", _("Drift of the promised year, years a year"), found.slope if found else None, "", 2)
    own = round_trip(parameters.cable_km, parameters.refractive_index) if known else None
    page.headline("own_time", _("Round trip through the cable itself"), own, "ms", 1)
    saved = _saved(near.through, near.before, known)
    page.headline("shores", _("Baku to Aktau, round trip saved"), saved, "percent", 0)
    longer = _saved(far.through, far.before, known)
    page.headline("continents", _("Frankfurt to Beijing, extra round-trip time by the cable"),
                  longer.scaled(-1) if longer else None, "percent", 0)  # fmt: skip
    label = _("{ends} without Russia: independent ways gained", ends=connection(parameters.west, parameters.east))
    page.headline("ways", label, float(barred.count_after - barred.count_before) if known else None, "", 0)
    label = _("Promised capacity over Azerbaijan's traffic")
    if room and room.traffic_is_floor:
        label = _("Promised capacity over Azerbaijan's traffic, at most")
    page.headline("headroom", label, room.times if room else None, "times", 0)
    label = _("Published round trips that light cannot make")
    page.headline("impossible", label, len(digital_latency.impossible(table)), "", 0)


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
            day=evidence.as_of,
        )  # fmt: skip
        return
    for told, of in (
        (" ".join(_built(evidence, parameters)), "cable-steps"),
        (_shores(evidence, parameters), "what-the-cable-changes"),
        (_independence(evidence, parameters), "closures"),
    ):  # fmt: skip
        if told:
            page.say(told, of=of)


def _built(evidence: Evidence, parameters: Digital) -> list[str]:
    state, found = digital.status(evidence), digital.drift(evidence, parameters)
    steps = digital.milestones(evidence)
    laid = steps["kind"].eq("actual") & steps["stage"].isin(["laying", "operation"])
    text = []
    if state.last is not None and laid.any():
        text.append(
            _(
                "Yes: laying is on record; the last of {steps} steps is of {month}.",
                steps=state.steps, month=month(state.last),
            )
        )  # fmt: skip
    elif state.last is not None:
        text.append(_not_laid(state.reached or "", {"steps": state.steps, "month": month(state.last)}))
    if found and state.first_promised != state.promised:
        text.append(
            _(
                "Its promised year has moved from {first} to {last}.",
                first=state.first_promised, last=state.promised,
            )
        )  # fmt: skip
    return text


def _not_laid(reached: str, values: dict[str, Any]) -> str:
    """How far the cable has come short of the seabed."""
    if reached == "manufacture":
        return _(
            "Made and, as far as is known, not laid: of the {steps} steps on record the last is of {month}, and no "
            "metre of the cable is on record as laid.",
            **values,
        )
    if reached == "survey":
        return _(
            "Surveyed and, as far as is known, not laid: of the {steps} steps on record the last is of {month}, and no "
            "metre of the cable is on record as laid.",
            **values,
        )
    return _(
        "Agreed and, as far as is known, not laid: of the {steps} steps on record the last is of {month}, and no metre "
        "of the cable is on record as laid.",
        **values,
    )


def _shores(evidence: Evidence, parameters: Digital) -> str:
    """What the cable would do to the time between the two shores, and between the ends of the continents."""
    far = digital_network.compare(evidence, parameters, "frankfurt", "beijing")
    near = digital_network.compare(evidence, parameters, "baku", "aktau")
    if not (far.before and far.through and near.before and near.through):
        return ""
    longer = 100 * (far.through.value / far.before.value - 1)
    values = {"before": near.before.value, "through": near.through.value, "percent": abs(longer)}
    if longer > 0:
        return _(
            "If it works it brings the two shores together (from {before:.0f} to {through:.0f} ms there and back), "
            "while between Frankfurt and Beijing its way is {percent:.0f} percent longer than the best without it.",
            **values,
        )
    return _(
        "If it works it brings the two shores together (from {before:.0f} to {through:.0f} ms there and back), while "
        "between Frankfurt and Beijing its way is {percent:.0f} percent shorter than the best without it.",
        **values,
    )


def _independence(evidence: Evidence, parameters: Digital) -> str:
    """What the cable would be worth were Russia closed; nothing where it adds no way."""
    barred = digital_network.compare(evidence, parameters, parameters.west, parameters.east, ("Russia",))
    if not barred.after or barred.count_after <= barred.count_before:
        return ""
    links = digital_network.links(evidence, parameters, cable=False)
    said = {
        "west": name(parameters.west), "east": name(parameters.east), "after": barred.after.value,
        "assumed": int(links["basis"].eq("assumed").sum()), "links": len(links),
    }  # fmt: skip
    if barred.before:
        return _(
            "Its worth is independence: were Russia closed, {west} to {east} would take {after:.0f} ms with it and "
            "{before:.0f} ms without it, in a network of which {assumed} of the other {links} links are assumed.",
            before=barred.before.value, **said,
        )  # fmt: skip
    return _(
        "Its worth is independence: were Russia closed, {west} to {east} would take {after:.0f} ms with it and no way "
        "without it, in a network of which {assumed} of the other {links} links are assumed.",
        **said,
    )

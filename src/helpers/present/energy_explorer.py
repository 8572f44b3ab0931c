"""What the fleet carries by the level of the sea, and whether more ships or more berths would help."""

import numpy as np
from matplotlib.axes import Axes

from helpers.analysis.energy import Goal
from helpers.analysis.energy_water import Falling, falling
from helpers.evidence import Evidence
from helpers.locale import _, n_
from helpers.parameters import Energy
from helpers.present.chart import Sources
from helpers.present.energy import mt
from helpers.present.explorer import Explorer, View
from helpers.present.style import PALETTE, WHITE, canvas

FALLS = np.linspace(0, 3, 31).tolist()
"""Metres of the fall that are drawn: as far as the parameter goes."""


def water_explorer(evidence: Evidence, parameters: Energy, goal: Goal, rows: Sources) -> Explorer[Energy] | None:
    """Explore the fleet by the level of the sea; None where the fleet is unknown.

    Parameters
    ----------
    rows
        The observations behind the fleet.
    """
    if falling(evidence, parameters, goal, FALLS[:1]) is None:
        return None

    more, berths = min(1.5 * parameters.fleet_factor, 10.0), min(parameters.load_berths + 1, 12)

    def view(asked: Energy) -> View:
        found = falling(evidence, asked, goal, FALLS)
        assert found is not None  # that it is known hangs on the evidence alone
        return water_view(found, goal)

    return Explorer(
        _("If the sea falls: do the ships suffice, or the berths?"),
        parameters,
        view,
        controls=("lower_water", "passed_on", "fleet_factor", "load_berths", "closed_share"),
        stills={
            _("As asked"): {},
            _("Half as many ships again"): {"fleet_factor": more},
            _("More ships and one more berth at Aktau"): {"load_berths": berths, "fleet_factor": more},
            _("Dredging makes up half"): {"passed_on": 0.5},
        },
        sources=rows,
        note=_(
            "The same simulation as above. The dashed limit is what any number of ships could carry, for they would "
            "only queue; all ships are taken to do nothing else."
        ),
    )  # fmt: skip


def water_view(found: Falling, goal: Goal) -> View:
    """Draw what the known ships carry, and what the berths allow, over the fall of the sea."""
    figure, ax = canvas(width=5.2, height=3.0)
    curve = found.curve
    ax.plot(curve["fall"], curve["berths"] / 1000, color=PALETTE["muted"], ls="--", zorder=3)
    ax.plot(curve["fall"], curve["fleet"] / 1000, color=PALETTE["kz"])
    ax.axhline(goal.kt / 1000, color=PALETTE["bad"], lw=1.2, ls="--")
    ax.axvline(found.fall, color=PALETTE["neutral"], lw=0.8)
    ax.plot(found.fall, found.carried.value / 1000, "o", color=PALETTE["kz"], ms=7, zorder=4, clip_on=False)
    highest = max(1.9 * goal.kt, 1.12 * curve["berths"].max()) / 1000
    ax.set(xlim=(0, FALLS[-1]), ylim=(0, highest), xlabel=_("fall of the sea, m"), ylabel=_("Mt a year"))
    _labels(ax, found, goal)
    words = _words(found, goal)
    alt = _(
        "Falling lines of Mt a year by metres of fall: {ships} from {start} to {end}, the limit of the berths from "
        "{limit} to {limit_end}. {words}",
        ships=_ships(found.ships), start=mt(curve["fleet"].iloc[0], 1), end=mt(curve["fleet"].iloc[-1], 1),
        limit=mt(curve["berths"].iloc[0], 1), limit_end=mt(curve["berths"].iloc[-1], 1), words=words,
    )  # fmt: skip
    return View(figure, words, alt, curve.assign(fleet=curve["fleet"] / 1000, berths=curve["berths"] / 1000))


def _ships(count: int) -> str:
    return n_("{n} ship", "{n} ships", count)


def _labels(ax: Axes, found: Falling, goal: Goal) -> None:
    """Name the lines where they leave room: the limit above its start, the fleet below its end, the goal beside."""
    right, first, last = FALLS[-1], found.curve.iloc[0] / 1000, found.curve.iloc[-1] / 1000
    ax.annotate(_("limit of the berths"), (0, first["berths"]), (6, 4), textcoords="offset points", fontsize=9,
                color=PALETTE["muted"], bbox=WHITE)  # fmt: skip
    ax.annotate(_ships(found.ships), (right, last["fleet"]), (-2, -6), textcoords="offset points", fontsize=9,
                ha="right", va="top", color=PALETTE["kz"], bbox=WHITE)  # fmt: skip
    ax.text(1.02 * right, goal.kt / 1000, _("goal {goal}", goal=mt(goal.kt)), color=PALETTE["bad"], va="center",
            fontsize=9)  # fmt: skip
    ax.annotate(_("{size} Mt", size=mt(found.carried.value, 1)), (found.fall, 1), (0, 3), color=PALETTE["kz"],
                xycoords=("data", "axes fraction"), textcoords="offset points", ha="center", fontsize=9)  # fmt: skip


def _words(found: Falling, goal: Goal) -> str:
    """Say what the known ships carry, when they fall short, and whether more ships would help."""
    carried = _(
        "With the sea {fall:.1f} m lower, {ships} would carry {size} Mt a year and the berths would let {limit} pass.",
        fall=found.fall, ships=_ships(found.ships), size=mt(found.carried.value, 1), limit=mt(found.berths, 1),
    )  # fmt: skip
    return " ".join([carried, _needed(found, goal), _short(found)])


def _needed(found: Falling, goal: Goal) -> str:
    if not found.needed:
        return _("{goal} Mt are then out of reach of any number of ships.", goal=mt(goal.kt))
    return n_(
        "{goal} Mt would then take {n} ship.", "{goal} Mt would then take {n} ships.", found.needed, goal=mt(goal.kt)
    )


def _short(found: Falling) -> str:
    if found.short_from is None:
        return _("The ships suffice at every level drawn.")
    if found.short_from == 0:
        return _("The ships fall short already at today's water.")
    return _("The ships suffice until the sea is {fall:.2f} m lower.", fall=found.short_from)

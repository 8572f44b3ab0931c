"""What the levers do to the last year: the chance of so much cargo and oil, as set and as asked."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from helpers.analysis.outlook import Simulation, simulate
from helpers.analysis.outlook_inputs import World
from helpers.analysis.outlook_sensitivity import reached
from helpers.analysis.outlook_targets import MOVES, VARIANTS
from helpers.locale import _, written
from helpers.parameters import Outlook
from helpers.present.explorer import Explorer, View
from helpers.present.outlook import COLOURS, SHORT, TONNES
from helpers.present.style import PALETTE, canvas
from helpers.present.words import number

FLOWS = ("cargo", "oil")
STILLS = (
    "fleet twice as large", "tankers twice as many", "whole way a fifth cheaper", "level falls twice as fast",
    "everything helps",
)  # fmt: skip
POINTS = 121
"""Amounts at which a chance is drawn."""
ROOM = 1.5
"""How far an axis reaches, in multiples of the target."""


def levers_explorer(
    found: World, parameters: Outlook, asked: Simulation | None, leading: pd.DataFrame
) -> Explorer[Outlook] | None:
    """Explore the levers; None where neither cargo nor oil can be simulated.

    Parameters
    ----------
    asked
        The run with these parameters.
    leading
        One target an output, from :func:`helpers.analysis.outlook_targets.leading`.
    """
    if asked is None or not set(FLOWS) & asked.outputs.keys():
        return None
    goals = dict(zip(leading["output"], leading["target"], strict=True))
    return Explorer(
        _("What do the levers do to the cargo and the oil of the last year?"),
        parameters,
        lambda turned: levers_view(simulate(found, turned) or asked, asked, goals),
        controls=("fleet_factor", "tanker_factor", "dredged", "tariff", "fall_factor"),
        stills={_("As asked"): {}, **{f"{VARIANTS[name]:Nom}": MOVES[name] for name in STILLS}},
        sources=found.cited,
        note=_(
            "Chance of at least so much in the last year. Thin: as asked. Upright: the leading target, met late or "
            "not, with its chance as set and, below it, as asked where that is another. Trade is left out: no lever "
            "reaches it in this model."
        ),
    )  # fmt: skip


def levers_view(run: Simulation, asked: Simulation, goals: dict[str, float]) -> View:
    """Draw the chance of at least so much, as set over as asked."""
    flows = [flow for flow in FLOWS if flow in run.outputs]
    fig, axes = canvas(5.2, 3.0, columns=len(flows), sharey=True)
    curves = []
    for ax, flow in zip(np.atleast_1d(axes), flows, strict=True):
        amounts = np.linspace(0, _end(asked, flow, goals.get(flow, 0.0)), POINTS)
        chance, before = (100 * reached(each, flow, amounts) for each in (run, asked))
        ax.plot(amounts, before, color=PALETTE["muted"], lw=1)
        ax.plot(amounts, chance, color=PALETTE[COLOURS[flow]])
        ax.set_title(str(SHORT[flow]), pad=16)
        ax.set(xlim=(0, amounts[-1]), ylim=(0, 103), xlabel=str(TONNES))
        ax.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
        if flow in goals:
            _goal(ax, flow, goals[flow], [_chance(each, flow, goals[flow]) for each in (run, asked)])
        curves.append(pd.DataFrame({"output": flow, "amount": amounts, "chance": chance, "as_asked": before}))
    fig.axes[0].set_ylabel(_("chance in percent"))
    words = " ".join([*(_flow_words(run, asked, flow, goals.get(flow)) for flow in flows), *_ship_words(run, asked)])
    return View(fig, words, _("Falling lines, one a flow: {words}", words=words), pd.concat(curves, ignore_index=True))


def _end(asked: Simulation, flow: str, target: float) -> float:
    """Where an axis ends, whatever the levers: beyond the target and most futures of the run as asked."""
    return max(ROOM * target, float(np.quantile(asked.outputs[flow][:, -1], 0.98)))


def _goal(ax: Axes, flow: str, target: float, chances: list[float]) -> None:
    """Mark a target with its chances: as set, and as asked where that is another."""
    ax.axvline(target, color=PALETTE["bad"], lw=1.2)
    ax.text(target, 104, _("target {target}", target=number(target)), color=PALETTE["bad"], ha="center", va="bottom")
    said = dict.fromkeys(f"  {written(chance, '.1%')}" for chance in chances)
    for text, height, colour in zip(said, (80, 68), (PALETTE[COLOURS[flow]], PALETTE["muted"]), strict=False):
        ax.text(target, height, text, color=colour)


def _chance(run: Simulation, flow: str, target: float) -> float:
    return float(reached(run, flow, np.array([target]))[0])


def _flow_words(run: Simulation, asked: Simulation, flow: str, target: float | None) -> str:
    """Say the median of a flow and the chance of its target, and what they were as asked if the levers move it."""
    now, then = (float(np.median(each.outputs[flow][:, -1])) for each in (run, asked))
    said: dict[str, Any] = {"what": SHORT[flow], "year": run.years[-1], "now": now, "then": then}
    moved = not np.array_equal(run.outputs[flow], asked.outputs[flow])
    if target is None:
        if moved:
            return _("{what:Nom} in {year}: median {now:.1f} Mt (as asked {then:.1f}).", **said)
        return _("{what:Nom} in {year}: median {now:.1f} Mt.", **said)
    said |= {"target": number(target), "chance": _chance(run, flow, target), "before": _chance(asked, flow, target)}
    if moved:
        return _(
            "{what:Nom} in {year}: median {now:.1f} Mt (as asked {then:.1f}), chance of at least {target} Mt "
            "{chance:.1%} (as asked {before:.1%}).",
            **said,
        )
    return _("{what:Nom} in {year}: median {now:.1f} Mt, chance of at least {target} Mt {chance:.1%}.", **said)


def _ship_words(run: Simulation, asked: Simulation) -> list[str]:
    """Say how often the ships are too few; nothing where their capacity is not known."""
    if run.bound is None or asked.bound is None:
        return []
    share, before = float(run.bound[-1]), float(asked.bound[-1])
    if share == before:
        return [_("The ships cannot carry the cargo wanted in {share:.0%} of the futures.", share=share)]
    return [_(
        "The ships cannot carry the cargo wanted in {share:.0%} of the futures (as asked {before:.0%}).",
        share=share, before=before,
    )]  # fmt: skip

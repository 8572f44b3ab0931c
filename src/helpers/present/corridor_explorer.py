"""The way that a shipper takes, by the weights of price, time and reliability."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from pydantic import BaseModel, ConfigDict

from helpers.analysis.corridor_choice import Choice, Weights, choose, offers
from helpers.analysis.corridor_network import WAYS, Way
from helpers.locale import Name, _, listing
from helpers.parameters.common import parameter
from helpers.present.corridor import spaced
from helpers.present.corridor_network import WAY_COLOURS
from helpers.present.explorer import Explorer, View
from helpers.present.style import PALETTE, WHITE, canvas
from helpers.present.words import number

TOP = 200.0
"""Largest weight that can be set, USD a day."""


class Shipper(BaseModel):
    """What a shipper of one container counts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    time: float = parameter(
        100.0, "Weight of time: what a day on the way costs the shipper of a container.", unit="USD", ge=0, le=TOP
    )
    reserve: float = parameter(
        50.0, "Weight of reliability: what a day kept in reserve against delay costs.", unit="USD", ge=0, le=TOP
    )
    price: float = parameter(
        1.0, "Weight of the price: 1 counts each dollar of it once, less is less than that.", unit="ratio", ge=0.1, le=1
    )
    north: bool = parameter(True, "Whether the way through Russia may be taken.")


def route_explorer(table: pd.DataFrame, drawn: dict[str, Way]) -> Explorer[Shipper] | None:
    """Explore which way wins; None where fewer than two ways are known beside the one through Russia.

    Parameters
    ----------
    table
        From :func:`helpers.analysis.corridor_network.comparison`.
    drawn
        The ways that it compares.
    """
    if len(offers(table, north=False)) < 2:
        return None
    dearest = offers(table, north=True)
    highest = 1.03 * float((dearest["price"] + TOP * (dearest["days"] + dearest["reserve"])).max())

    def view(asked: Shipper) -> View:
        weights = Weights(asked.price, asked.time, asked.reserve)
        return route_view(choose(offers(table, north=asked.north), drawn, weights, TOP), weights, highest)

    return Explorer(
        _("Which way wins, by the weights of price, time and reliability?"),
        Shipper(),
        view,
        controls=("time", "reserve", "price", "north"),
        stills={
            _("All ways open"): {},
            _("North closed"): {"north": False},
            _("North closed, only the price counts"): {"north": False, "time": 0.0, "reserve": 0.0},
            _("North closed, delay weighs most"): {"north": False, "reserve": TOP},
        },
        sources=sorted({source for way in drawn.values() for source in way.parts["source"] if source}),
        note=_(
            "Generalised cost: price, days and days of reserve, each times its weight (Ortúzar and Willumsen, "
            "Modelling Transport, 2011). The reserve is the time from the median to the upper end of the interval. "
            "Broad: the way that wins; dashed: the weight of time that is set. What a day is worth hangs on the goods "
            "(Hummels and Schaur, American Economic Review 103(7), 2013)."
        ),
    )  # fmt: skip


def route_view(choice: Choice, weights: Weights, highest: float) -> View:
    """Draw the cost of every way over the weight of time, with the winner of each stretch in bold.

    Parameters
    ----------
    highest
        Upper end of the axis of cost, USD per TEU, the same at every setting.
    """
    figure, ax = canvas(width=5.2, height=3.0)
    for way in choice.ways.to_dict("records"):
        ends = [way["fixed"], way["fixed"] + TOP * way["days"]]
        ax.plot([0, TOP], ends, color=_colour(way["way"]), lw=1.4)
    _names(ax, choice.ways, highest)
    _envelope(ax, choice)
    ax.axvline(weights.time, color=PALETTE["muted"], lw=1, ls="--")
    best = choice.ways.iloc[0]
    ax.plot(weights.time, best["cost"], "o", color=_colour(best["way"]), ms=7, zorder=4, clip_on=False)
    ax.set(xlim=(0, TOP), ylim=(0, highest), xlabel=_("weight of time, USD a day"), ylabel=_("USD a TEU, all told"))
    words = _words(choice)
    lines = "; ".join(
        _("{way} {cost:,.0f}", way=WAYS[way["way"]], cost=way["cost"]) for way in choice.ways.to_dict("records")
    )
    alt = _("Lines of cost that rise with the weight of time. At the weight set, USD a TEU: {lines}.", lines=lines)
    return View(figure, words, f"{alt} {words}", choice.ways.drop(columns="fixed"))


def _colour(way: str) -> str:
    return PALETTE[WAY_COLOURS.get(way, "accent")]


def _names(ax: Axes, ways: pd.DataFrame, highest: float) -> None:
    """Name every line beside its end."""
    ends = [float(end) for end in ways["fixed"] + TOP * ways["days"]]
    for way, y in zip(ways["way"], spaced(ends, 0.075 * highest), strict=True):
        ax.text(1.02 * TOP, y, str(WAYS[way]), color=_colour(way), va="center", fontsize=9)


def _envelope(ax: Axes, choice: Choice) -> None:
    """Draw the winner of each stretch in bold, and write the weight at which it changes."""
    lines = choice.ways.set_index("way")
    for part in choice.stretches.to_dict("records"):
        way = lines.loc[part["way"]]
        start, end = (way["fixed"] + x * way["days"] for x in (part["start"], part["end"]))
        ax.plot([part["start"], part["end"]], [start, end], color=_colour(part["way"]), lw=7, alpha=0.3,
                solid_capstyle="butt")  # fmt: skip
        if part["start"] > 0:
            ax.annotate(number(part["start"], 0), (part["start"], start), (0, -8), textcoords="offset points",
                        ha="center", va="top", fontsize=9, bbox=WHITE)  # fmt: skip


def _words(choice: Choice) -> str:
    """Say which way wins by how much and how surely, and at which weights of time another would."""
    best, following = choice.ways.iloc[0], choice.ways.iloc[1]
    said = _(
        "Winner: {way}, at {cost:,.0f} USD a TEU all told, {less:,.0f} below {next}. It wins in {chance:.0%} of the "
        "draws; {assumed:.0%} of its days are assumed.",
        way=WAYS[best["way"]], cost=best["cost"], less=following["cost"] - best["cost"], next=WAYS[following["way"]],
        chance=best["chance"], assumed=best["assumed"],
    )  # fmt: skip
    if len(choice.stretches) == 1:
        return said + " " + _("It wins at every weight of time up to {top:.0f} USD a day.", top=TOP)
    parts = listing(_stretch(part) for part in choice.stretches.to_dict("records"))
    return said + " " + _("Winners by the weight of a day: {parts}.", parts=parts)


def _stretch(part: dict[Any, Any]) -> Name:
    way, start, end = WAYS[part["way"]], part["start"], part["end"]
    if start == 0:
        return Name("{way} up to {end:.0f} USD", way=way, end=end)
    if end == TOP:
        return Name("{way} from {start:.0f} USD on", way=way, start=start)
    return Name("{way} from {start:.0f} to {end:.0f} USD", way=way, start=start, end=end)

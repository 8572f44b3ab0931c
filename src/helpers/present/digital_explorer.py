"""A city of the east joined to those of the west: without the cable and with it, while lands and seas are closed."""

from typing import Any, get_args

import pandas as pd
from matplotlib.axes import Axes
from pydantic import BaseModel, ConfigDict

from helpers.analysis import digital
from helpers.analysis.digital_latency import name
from helpers.analysis.digital_names import land_name
from helpers.analysis.digital_network import pairs
from helpers.evidence import Evidence
from helpers.locale import Name, _, together
from helpers.parameters import Digital
from helpers.parameters.common import parameter
from helpers.parameters.digital import CITIES, East, West
from helpers.present.chart import Sources
from helpers.present.explorer import Explorer, View
from helpers.present.style import PALETTE, canvas
from helpers.present.words import number

WEST: tuple[str, ...] = get_args(West)
LANDS = {"russia": "Russia", "china": "China", "georgia": "Georgia", "red_sea": "Red Sea"}
"""Fields of the closing, and the land or sea that each closes."""
SLOWEST = 500.0
"""Upper end of the axis, ms, the same at every setting: beyond the ways by the oceans."""


class Closing(BaseModel):
    """Which connections are asked after, and what is closed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    east: East = parameter("almaty", "The city of the east.", names=CITIES)
    russia: bool = parameter(False, "Whether all links across Russia are closed.")
    china: bool = parameter(False, "Whether all links across China are closed.")
    georgia: bool = parameter(False, "Whether all links across Georgia are closed.")
    red_sea: bool = parameter(False, "Whether all links through the Red Sea are closed.")

    def closed(self) -> tuple[str, ...]:
        """Return the lands and seas that are closed."""
        return tuple(land for field, land in LANDS.items() if getattr(self, field))


def closing_explorer(evidence: Evidence, parameters: Digital, sources: Sources) -> Explorer[Closing] | None:
    """Explore what the cable changes when lands and seas close; None where nothing of it is known."""
    if not digital.known(evidence):
        return None

    def view(asked: Closing) -> View:
        ends = [(west, asked.east) for west in WEST]
        table = pairs(evidence, parameters, ends, asked.closed())
        return closing_view(table.sort_values("km", ignore_index=True), asked)

    return Explorer(
        _("If neighbours close their links: how far are the cities of the west?"),
        Closing(east=parameters.east),
        view,
        controls=tuple(Closing.model_fields),
        stills={
            _("All links open"): {},
            _("Russia closed"): {"russia": True},
            _("Russia and Georgia closed"): {"russia": True, "georgia": True},
            _("From Beijing, Russia closed"): {"east": "beijing", "russia": True},
        },
        sources=sources,
        note=_(
            "Round trips by the shortest way left, without the cable (hollow) and with it (filled), as if it worked; "
            "broad bars span well and poorly laid lines. Ways: those that share no link and no place but their ends."
        ),
    )  # fmt: skip


def closing_view(table: pd.DataFrame, asked: Closing) -> View:
    """Draw the round trip to each city without the cable, hollow, and with it, filled.

    Parameters
    ----------
    table
        From :func:`helpers.analysis.digital_network.pairs`, the same eastern end in each row.
    """
    figure, ax = canvas(width=5.2, height=2.8)
    for y, row in enumerate(table.to_dict("records")):
        _connection(ax, y, row)
    ax.set_yticks(range(len(table)), [str(name(west)) for west in table["west"]])
    ax.set(xlim=(0, SLOWEST), ylim=(len(table) - 0.35, -0.65))
    ax.set_xlabel(_("round trip from {east}, ms", east=name(asked.east)))
    ax.grid(visible=True, axis="x")
    ax.grid(visible=False, axis="y")
    words = _words(table, asked)
    columns = ["west", "east", "before", "before_low", "before_high", "after", "after_low", "after_high",
               "ways_before", "ways_after"]  # fmt: skip
    return View(
        figure, words, _("Two dots a city, without the cable and with it. {words}", words=words), table[columns]
    )


def _connection(ax: Axes, y: int, row: dict[Any, Any]) -> None:
    """Draw one city: its two dots, or what is left of them, and how many ways share no link and no place."""
    ways = (row["ways_before"], row["ways_after"])
    text = _("ways: {before} → {after}", before=ways[0], after=ways[1]) if ways[0] != ways[1] else _(
        "ways: {count}", count=ways[0]
    )  # fmt: skip
    ax.text(1.02 * SLOWEST, y, text, color=PALETTE["neutral"], va="center", fontsize=9)
    if pd.isna(row["after"]):
        ax.text(6, y, _("no way left"), color=PALETTE["bad"], va="center", fontsize=9)
        return
    if pd.isna(row["before"]):
        _dot(ax, y, row, "after", _("{time:.0f}, no way without the cable", time=row["after"]))
    elif row["before"] == row["after"]:
        _dot(ax, y, row, "before", number(row["before"], 0))
    else:
        _dot(ax, y, row, "before", number(row["before"], 0), hollow=True)
        _dot(ax, y, row, "after", number(row["after"], 0))


def _dot(ax: Axes, y: int, row: dict[Any, Any], what: str, text: str, *, hollow: bool = False) -> None:
    """Draw a round trip with its range and its number: above a filled dot, below a hollow one."""
    colour, time = PALETTE["good" if what == "after" else "muted"], row[what]
    ax.plot([row[f"{what}_low"], row[f"{what}_high"]], [y, y], color=colour, lw=7, alpha=0.3)
    ax.plot(time, y, "o", color="white" if hollow else colour, mec=colour, mew=1.5, ms=7, zorder=4)
    place = "left" if pd.isna(row["before"]) else "center"
    ax.annotate(text, (time, y), (0, -6 if hollow else 6), textcoords="offset points", color=colour, fontsize=9,
                ha=place, va="top" if hollow else "bottom")  # fmt: skip


def _words(table: pd.DataFrame, asked: Closing) -> str:
    """Say what is closed, to which cities the cable is the shorter way, and which are lost."""
    lost, gained = table["after"].isna(), table["before"].isna() & table["after"].notna()
    shorter = table["after"] < table["before"]
    closed = " and ".join(asked.closed())
    said = [_("Closed: {closed}.", closed=land_name(closed)) if closed else _("All links are open.")]
    if shorter.any():
        times = together(_change(row) for row in table[shorter].to_dict("records"))
        said.append(_("With the cable the round trip from {east} gets shorter: {times}.",
                      east=name(asked.east), times=times))  # fmt: skip
    if gained.any():
        said.append(_("Only the cable leads to: {cities}.", cities=_cities(table[gained])))
    if (same := ~(shorter | gained | lost)).any():
        said.append(_("The cable makes no way shorter to: {cities}.", cities=_cities(table[same])))
    if lost.any():
        said.append(_("No way is left to: {cities}.", cities=_cities(table[lost])))
    return " ".join(said)


def _change(row: dict[Any, Any]) -> Name:
    return Name("{city} {after:.0f} instead of {before:.0f} ms", city=name(row["west"]), after=row["after"],
                before=row["before"])  # fmt: skip


def _cities(rows: pd.DataFrame) -> Name:
    return together(name(west) for west in rows["west"])

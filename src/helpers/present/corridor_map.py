"""The map of the corridor: seas, borders, places and legs."""

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.corridor_names import MODES, ORIGINS, place
from helpers.locale import COUNTRIES, Name, _
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas

WEST, EAST, SOUTH, NORTH = 19.0, 87.0, 34.3, 51.0
"""Frame of the map in degrees."""

SEA_COLOUR, LAND_COLOUR = "#DCE9F4", "#FBFAF7"

SEAS = ((Name("Caspian\nSea"), 51.4, 37.9), (Name("Black Sea"), 33.6, 42.2))
LANDS = (("KAZ", 67.0, 47.6), ("TUR", 37.5, 38.9), ("RUS", 43.5, 47.5), ("IRN", 55.0, 35.6), ("TKM", 60.8, 38.4),
         ("UZB", 66.2, 40.4), ("CHN", 83.6, 38.2))  # fmt: skip
"""Names that help to read the map, at places that lines leave free."""

OFFSETS: dict[str, tuple[float, float, str]] = {
    "khorgos": (0.0, 0.9, "center"), "almaty": (0.0, -1.0, "center"), "aktau": (0.7, 0.85, "left"),
    "kuryk": (0.7, -0.65, "left"), "alat": (-0.5, -0.75, "right"), "baku": (0.6, 0.15, "left"),
    "tbilisi": (0.3, 0.55, "left"), "poti": (-0.3, 0.7, "center"), "batumi": (-0.6, -0.2, "right"),
    "kars": (0.0, -1.05, "center"), "constanta": (0.5, 0.55, "left"), "istanbul": (0.4, -1.1, "left"),
    "turkmenbashi": (0.6, -0.3, "left"), "makhachkala": (-0.5, 0.2, "right"), "beyneu": (0.5, 0.4, "left"),
    "mersin": (0.0, -1.0, "center"), "burgas": (0.5, -0.7, "left"),
}  # fmt: skip
"""Where a label stands from its place, in degrees, and how it is aligned."""


def corridor_map(
    nodes: pd.DataFrame, coastline: pd.DataFrame, legs: pd.DataFrame, sources: pd.DataFrame
) -> Chart | None:
    """Draw the corridor on an equirectangular map, true to scale along its middle latitude; None without legs.

    Parameters
    ----------
    nodes
        id, name, lon, lat.
    coastline
        feature, part, order, lon, lat; may be empty, then no outline is drawn.
    legs
        From :func:`helpers.analysis.corridor_network.on_the_map`.
    sources
        Frame with a column ``source``: the origins of outline, coordinates and legs known by the day; the sources of
        the legs alone are named where there is none.
    """
    if legs.empty:
        return None
    figure, ax = canvas(height=2.5)
    ax.set_facecolor(LAND_COLOUR)
    _outline(ax, coastline)
    for leg in legs.to_dict("records"):
        _leg(ax, leg)
    used = {*legs["origin"], *legs["destination"], "kuryk", "turkmenbashi", "almaty"}
    shown = nodes[nodes["id"].isin(used) & nodes["lon"].between(WEST, EAST) & nodes["lat"].between(SOUTH, NORTH)]
    for node in shown.to_dict("records"):
        _place(ax, node, on_way=node["id"] in {*legs["origin"], *legs["destination"]})
    for name, lon, lat in SEAS:
        ax.text(lon, lat, str(name), color=PALETTE["az"], fontsize=8.5, style="italic", ha="center", va="center")
    for state, lon, lat in LANDS:
        ax.text(
            lon, lat, str(COUNTRIES[state]).upper(), color="#8A939B", fontsize=8.5, ha="center", va="center", zorder=2
        )
    _exits(ax, legs)
    _key(ax)
    aspect = 1 / np.cos(np.radians((SOUTH + NORTH) / 2))
    ax.set(xlim=(WEST, EAST), ylim=(SOUTH, NORTH), aspect=aspect, xticks=[], yticks=[])
    ax.grid(visible=False)
    ax.spines[["left", "bottom"]].set_visible(False)
    timed, paths = int(legs["days_from"].eq("published").sum()), len(legs)
    title = _(
        "Of {paths} legs of the corridor's two ways, {timed} have published days; the others are assumed",
        paths=paths, timed=timed,
    )  # fmt: skip
    drawn = "; ".join(
        _(
            "{origin} to {destination} ({mode}, days {days})", origin=place(r["origin"]),
            destination=place(r["destination"]), mode=MODES[r["mode"]], days=ORIGINS[r["days_from"]],
        )
        for r in legs.to_dict("records")
    )  # fmt: skip
    alt = _("Map from the Black Sea to the border of China. Legs: {legs}.", legs=drawn)
    note = _(
        "Seas and borders: Natural Earth, thinned; its outline of the Caspian is decades older than the present "
        "level, which lies lower, so shores of the shallow north-east have moved. Straight lines join the ends "
        "of a leg and are no tracks. Borders are sketches."
    )
    if coastline.empty:
        note = _("No outline of the seas was in the evidence of the day. Straight lines join the ends of a leg.")
    cited = sources if len(sources) else sorted({source for source in legs["source"] if source})
    return Chart(figure, title, alt, legs, cited, note, "corridor-map")


def _exits(ax: Axes, legs: pd.DataFrame) -> None:
    """Name the places outside the frame where their legs leave it."""
    seen: set[str] = set()
    for leg in legs.to_dict("records"):
        for far, suffix, back in (("destination", "_to", ""), ("origin", "", "_to")):
            lon, lat = leg[f"lon{suffix}"], leg[f"lat{suffix}"]
            if (WEST <= lon <= EAST and SOUTH <= lat <= NORTH) or leg[far] in seen:
                continue
            seen.add(leg[far])
            edge = WEST if lon < WEST else EAST
            share = (edge - leg[f"lon{back}"]) / (lon - leg[f"lon{back}"])
            y = leg[f"lat{back}"] + share * (lat - leg[f"lat{back}"])
            align = "left" if edge == WEST else "right"
            inwards, off = (0.3, 0.9) if edge == WEST else (-0.3, -0.9)
            ax.text(
                edge + inwards, y + off, _("to {place}", place=place(leg[far])), fontsize=8.5, ha=align, va="center"
            )


def _outline(ax: Axes, coastline: pd.DataFrame) -> None:
    for (feature, _number), part in coastline.groupby(["feature", "part"]):
        line = part.sort_values("order")
        if feature in ("caspian_sea", "black_sea"):
            ax.fill(line["lon"], line["lat"], facecolor=SEA_COLOUR, edgecolor=PALETTE["az"], lw=0.5, zorder=1)
        elif str(feature).startswith("border"):
            ax.plot(line["lon"], line["lat"], color=PALETTE["muted"], lw=0.5, ls=(0, (4, 3)), zorder=1)


def _leg(ax: Axes, leg: dict[Hashable, Any]) -> None:
    """A leg with published days is a full line, an assumed one is dashed; ends out of the frame are cut."""
    lon, lat = (np.array([float(str(leg[c])), float(str(leg[f"{c}_to"]))]) for c in ("lon", "lat"))
    sea = str(leg["mode"]).startswith(("sea", "ferry"))
    style = "-" if leg["days_from"] == "published" else (0, (3, 2))
    ax.plot(lon, lat, color=PALETTE["az" if sea else "kz"], lw=2, ls=style, zorder=3, clip_on=True)


def _place(ax: Axes, node: dict[Hashable, Any], *, on_way: bool) -> None:
    lon, lat = float(str(node["lon"])), float(str(node["lat"]))
    colour = PALETTE["neutral" if on_way else "muted"]
    ax.plot(lon, lat, "o", color=colour, ms=4.5, mfc=colour if on_way else "white", zorder=4)
    east, north, align = OFFSETS.get(str(node["id"]), (0.4, 0.4, "left"))
    name = str(place(str(node["id"])))
    ax.text(lon + east, lat + north, name, fontsize=8.5, ha=align, va="center", color=colour, zorder=5)


def _key(ax: Axes) -> None:
    """Name the lines where the map is empty."""
    rows = [(_("rail, days published"), "kz", "-"), (_("rail, days assumed"), "kz", (0, (3, 2))),
            (_("ship, days published"), "az", "-")]  # fmt: skip
    for i, (word, role, style) in enumerate(rows):
        y = SOUTH + 3.9 - 1.35 * i
        ax.plot([WEST + 0.8, WEST + 3.4], [y, y], color=PALETTE[role], lw=2, ls=style)
        ax.text(WEST + 3.9, y, word, fontsize=8.5, va="center")

"""The network around the Caspian: its map, and what is left when lands are closed."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.digital_latency import PLACES, name
from helpers.analysis.digital_names import land_name, link_name
from helpers.analysis.digital_network import CABLE, LINKS, NOTHING, OCEANS
from helpers.locale import Name, _, heads, listing, n_, written
from helpers.present.chart import Chart
from helpers.present.digital import sources_of
from helpers.present.digital_latency_charts import connection, extent
from helpers.present.style import PALETTE, WHITE, canvas
from helpers.present.table import Table

HEADS = heads("closed", "added")
_NAMES = {"baku": (0, -9, "center"), "aktau": (10, 6, "left"), "frankfurt": (4, 8, "center"),
          "almaty": (0, -10, "center"), "london": (-14, 8, "center"), "hongkong": (-10, -4, "right"),
          "istanbul": (0, -10, "center"), "moscow": (0, 7, "center"), "beijing": (0, 7, "center")}  # fmt: skip
"""Where a place's name stands from it, in points, and how it is aligned."""

_ALONG = {"Aktau to Moscow": 0.42, "Baku to Moscow": 0.62}
"""Where the time of a link stands on it, from its second end; others in the middle."""


def network_chart(links: pd.DataFrame) -> Chart | None:
    """Draw the links on a plain map, assumed ones dashed; None without any.

    Parameters
    ----------
    links
        From :func:`helpers.analysis.digital_network.links`.
    """
    if links.empty:
        return None
    figure, ax = canvas(height=3.6)
    stops = {link.name: link.stops for link in LINKS}
    seas = [row for row in links.to_dict("records") if row["name"] in OCEANS]
    for row in links[~links["name"].isin(OCEANS)].to_dict("records"):
        _line(ax, row, [PLACES[stop] for stop in stops[row["name"]]])
    for place in sorted({*links["origin"], *links["destination"]}):
        lon, lat = PLACES[place][1:]
        ax.plot(lon, lat, "o", color=PALETTE["neutral"], ms=6, zorder=4)
        *shift, align = _NAMES[place]
        ax.annotate(str(name(place)), (lon, lat), shift, textcoords="offset points", fontsize=9, ha=align,
                    va="bottom" if shift[1] > 0 else "top", zorder=5)  # fmt: skip
    for i, row in enumerate(seas):
        _ocean(ax, row, i)
    ax.set(xlim=(-8, 126), ylim=(8, 62), xticks=[], yticks=[], aspect=1.35)
    ax.grid(visible=False)
    for spine in ax.spines.values():
        spine.set_visible(False)
    known, cable = links["basis"].eq("published"), links["name"].eq(CABLE)
    shown, all_ = int((known & ~cable).sum()), int((~cable).sum())
    title = _(
        "{shown} of {all} links are on record, the others are assumed; the cable is a plan", shown=shown, all=all_
    )
    alt = _(
        "Map of links with round trips in ms: {links}.",
        links="; ".join(_link_in_words(row) for row in links.to_dict("records")),
    )  # fmt: skip
    note = _(
        "Numbers: light's round trip in ms, the mean of well and poorly laid lines; for the oceans the published time. "
        "A line stands for all cables between its ends and is no track. Dashed: assumed. The links that meet in "
        "Moscow cross Russia and have a colour of their own."
    )
    data = links.assign(lands=links["lands"].map(", ".join)).drop(columns=["rows", "sources"])
    return Chart(figure, title, alt, data, sources_of([links]), note, "network")


BASES = {"published": Name("published"), "assumed": Name("assumed"), "planned": Name("planned")}
"""What shows a link to exist."""


def _link_in_words(row: dict[Any, Any]) -> str:
    basis = BASES["planned" if row["name"] == CABLE else row["basis"]]
    return _(
        "{link} {fast:.0f} to {slow:.0f} ({basis})",
        link=link_name(row["name"]), fast=row["fast"], slow=row["slow"], basis=basis,
    )  # fmt: skip


def _line(ax: Axes, row: dict[Any, Any], stops: list[tuple[Name, float, float]]) -> None:
    cable = row["name"] == CABLE
    role = "bad" if cable else "kz" if "Russia" in row["lands"] else "az"
    style = "-" if row["basis"] == "published" or cable else (0, (3, 2))
    lon, lat = [stop[1] for stop in stops], [stop[2] for stop in stops]
    ax.plot(lon, lat, color=PALETTE[role], lw=3 if cable else 1.8, ls=style, zorder=3)
    part = _ALONG.get(row["name"], 0.5)
    x, y = (part * a[-2] + (1 - part) * a[-1] for a in (lon, lat))
    text = _("cable {time:.1f}", time=row["middle"]) if cable else written(row["middle"], ".0f")
    shift = (5, -1) if cable else (0, 0)
    ax.annotate(text, (x, y), shift, textcoords="offset points", fontsize=8.6, color=PALETTE[role],
                ha="left" if cable else "center", va="center", zorder=6,
                bbox=WHITE)  # fmt: skip


def _ocean(ax: Axes, row: dict[Any, Any], place: int) -> None:
    (west, north), (east, south) = PLACES["london"][1:], PLACES["hongkong"][1:]
    depth = 15.0 - 5.0 * place
    left, right = west - 3 * place, east + 4 * place
    xs, ys = [west, left, left, right, right, east], [north, north - 3 * place, depth, depth, south - 2 * place, south]
    ax.plot(xs, ys, color=PALETTE["muted"], lw=1.6, zorder=1)
    text = _("{ocean} {time:.0f}", ocean=link_name(row["name"]), time=row["middle"])
    ax.text(38, depth, text, fontsize=8.6, color=PALETTE["muted"], ha="center", va="center",
            bbox=WHITE)  # fmt: skip


def closures_chart(table: pd.DataFrame, west: str, east: str, sources: list[str]) -> Chart | None:
    """Draw the round trip of one connection under closures, without and with the cable; None without ways.

    Parameters
    ----------
    table
        From :func:`helpers.analysis.digital_network.closures`.
    """
    rows = table.dropna(subset=["after"]).reset_index(drop=True)
    if rows.empty:
        return None
    figure, ax = canvas(height=1.0 + 0.44 * len(rows))
    for i, row in enumerate(rows.to_dict("records")):
        for key, role, shift in (("before", "muted", -0.19), ("after", "good", 0.19)):
            ways = int(row[f"ways_{key}"])
            if pd.isna(row[key]):
                ax.text(2, i + shift, _("no way left"), color=PALETTE["bad"], va="center", fontsize=8.7)
                continue
            ax.barh(i + shift, row[key], height=0.34, color=PALETTE[role])
            ax.text(
                row[key] + 4,
                i + shift,
                _way_in_words(row[key], ways, key),
                va="center",
                fontsize=8.7,
                color=PALETTE[role],
            )
    ax.set_yticks(range(len(rows)), [str(land_name(closed)) for closed in rows["closed"]])
    top = float(rows[["before", "after"]].max().max())
    ax.set(
        xlabel=_("round trip by the shortest way left, ms"),
        ylim=(len(rows) - 0.5, -0.6),
        xlim=(0, top * 1.5),
    )
    ax.text(-0.01, 1, _("closed:"), transform=ax.transAxes, ha="right", va="bottom", fontsize=9, color=PALETTE["muted"])
    ax.set_xticks([x for x in range(0, 1001, 100) if x <= top])
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    ends = {"west": name(west), "east": name(east)}
    bars = "; ".join(_closure_in_words(row) for row in rows.to_dict("records"))
    alt = _("Bars of round trips between {west} and {east} in ms by closure: {bars}.", bars=bars, **ends)
    note = _("Ways are independent: they share no link and no place but their ends.")
    return Chart(figure, _closed(rows, ends), alt, rows, sources, note, "closures")


def _way_in_words(time: float, ways: int, key: str) -> str:
    if key == "before":
        return n_(
            "{time:.0f} ms, {n} way without the cable", "{time:.0f} ms, {n} ways without the cable", ways, time=time
        )
    return n_("{time:.0f} ms, {n} way with it", "{time:.0f} ms, {n} ways with it", ways, time=time)


def _closure_in_words(row: dict[Any, Any]) -> str:
    return _(
        "{closed}: {before} ({ways_before} ways) without, {after} ({ways_after}) with",
        closed=land_name(row["closed"]), before=_time(row["before"]), ways_before=row["ways_before"],
        after=_time(row["after"]), ways_after=row["ways_after"],
    )  # fmt: skip


def _time(value: float) -> str:
    return _("no way") if pd.isna(value) else written(value, ".0f")


def _closed(rows: pd.DataFrame, ends: dict[str, Name]) -> str:
    """What the closure of one land or sea does where the cable matters most."""
    single = rows[~rows["closed"].str.contains(" and ")]
    only = single[single["before"].isna()]
    if len(only):
        lands = listing((land_name(closed) for closed in only["closed"]), "or")
        return _("With {lands} closed, only the cable joins {west} and {east}", lands=lands, **ends)
    row = single.to_dict("records")[int((single["before"] / single["after"]).to_numpy().argmax())]
    if row["before"] <= row["after"] + 0.5:
        return _("No closure makes the cable the shorter way between {west} and {east}", **ends)
    times = {"before": row["before"], "after": row["after"]}
    if row["closed"] == NOTHING:
        return _(
            "Even with nothing closed, {west} and {east} are {before:.0f} ms apart without the cable, {after:.0f} ms "
            "with it",
            **times, **ends,
        )  # fmt: skip
    return _(
        "With {land} closed, {west} and {east} are {before:.0f} ms apart without the cable, {after:.0f} ms with it",
        land=land_name(row["closed"]), **times, **ends,
    )  # fmt: skip


def outages_table(table: pd.DataFrame, down: float, sources: list[str]) -> Table | None:
    """List the hours a year without any way; None without rows."""
    if table.empty:
        return None
    shown = table[["closed", "lost_before", "lost_after"]].assign(times=table["lost_before"] / table["lost_after"])
    title = _(
        "If every link is broken {down:g} percent of the time, the cable cuts the hours without any way by a factor of "
        "{times}",
        down=100 * down, times=extent(shown["times"]),
    )  # fmt: skip
    shown = shown.assign(closed=[str(land_name(closed)) for closed in shown["closed"]])
    labels = {
        "lost_before": _("hours a year without the cable"), "lost_after": _("with it"), "times": _("times fewer"),
    }  # fmt: skip
    note = _(
        "Links are taken to fail independently; a quarrel or a quake breaks several at once, which the closures show."
    )
    formats = {"lost_before": ".2f", "lost_after": ".2f", "times": ".1f"}
    return Table(shown, title, formats, labels, sources, note, "hours-without-a-way")


def luck_table(table: pd.DataFrame, sources: list[str]) -> Table | None:
    """List how often the way by the cable is faster when lines are not laid alike; None without rows."""
    if table.empty:
        return None
    open_ = table[table["chance"].between(5, 95)]
    ends = [connection(w, e) for w, e in zip(table["west"], table["east"], strict=True)]
    values = {"sure": int((table["chance"] > 95).sum()), "none": int((table["chance"] < 5).sum())}
    title = _(
        "With every line laid on its own luck the cable saves time on {sure} connections and loses it on {none}",
        **values,
    )
    if len(open_):
        title = _(
            "With every line laid on its own luck the cable saves time on {sure} connections and loses it on {none}; "
            "{open} could go either way",
            open=listing(ends[int(str(i))] for i in open_.index), **values,
        )  # fmt: skip
    span = [_("{value:+.0f} ({low:+.0f} to {high:+.0f})", value=v, low=a, high=b)
            for v, a, b in zip(table["value"], table["low"], table["high"], strict=True)]  # fmt: skip
    connections = [str(end) for end in ends]
    shown = pd.DataFrame({"ends": connections, "alike": table["alike"], "luck": span, "chance": table["chance"]})
    labels = {
        "ends": _("connection"), "alike": _("percent more time, lines alike"), "luck": _("each on its own luck"),
        "chance": _("cable faster, percent of draws"),
    }  # fmt: skip
    return Table(shown, title, {"alike": "+.0f", "chance": ".0f"}, labels, sources, "", "lines-and-luck")


def assumed_table(table: pd.DataFrame, sources: list[str]) -> Table:
    """List what happens to the count of ways when an assumed link is not there."""
    lost = table[(table["added"] == 0) & table["removed"].ne(NOTHING)]
    values = {"kept": len(table) - 1 - len(lost), "all": len(table) - 1}
    title = _("The cable adds a way in {kept} of {all} cases in which one assumed link is missing", **values)
    if len(lost):
        title = _(
            "The cable adds a way in {kept} of {all} cases in which one assumed link is missing, and none where it is "
            "the link {links}",
            links=listing((link_name(link) for link in lost["removed"]), "or"), **values,
        )  # fmt: skip
    labels = {
        "removed": _("assumed link taken away"),
        "ways_before": _("ways without the cable"),
        "ways_after": _("ways with it"),
    }
    shown = table.assign(removed=[str(link_name(link)) for link in table["removed"]])
    return Table(shown, title, {}, labels, sources, "", "assumed-links")

"""Figures and tables of round-trip times, of what the cable can change, and of capacity."""

import numpy as np
import pandas as pd

from helpers.analysis.digital_latency import name
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Format, Table
from helpers.present.words import listing, number

_ROLES = {"land": "kz", "sea": "az", "public trace": "neutral"}


def latency_chart(table: pd.DataFrame) -> Chart | None:
    """Draw each published round trip beside its light-speed floor; None without any between towns.

    Parameters
    ----------
    table
        From :func:`helpers.analysis.digital_latency.measurements`.
    """
    rows = table[table["possible"].notna()].reset_index(drop=True)
    if rows.empty:
        return None
    figure, ax = canvas(height=0.9 + 0.36 * len(rows))
    for i, row in enumerate(rows.to_dict("records")):
        colour = PALETTE["bad" if row["possible"] is False else _ROLES[row["medium"]]]
        ax.plot([row["floor"], row["value"]], [i, i], color=colour, lw=2, alpha=0.5)
        ax.plot([row["floor"]] * 2, [i - 0.28, i + 0.28], color=PALETTE["neutral"], lw=2)
        ax.plot(row["value"], i, "o", color=colour, ms=8)
        word = "impossible" if row["possible"] is False else f"{row['detour']:.1f} × least"
        ax.text(max(row["value"], row["floor"]) + 14, i, f"{row['value']:.0f} ms {row['medium']}, {word}", color=colour,
                va="center", fontsize=8.8)  # fmt: skip
    ax.set_yticks(range(len(rows)), rows["label"])
    top = float(rows[["value", "floor"]].max().max())
    ax.set(xlabel="round trip, ms", ylim=(len(rows) - 0.5, -0.9), xlim=(0, top * 2.05))
    ax.set_xticks(np.arange(0, top + 1, 50))
    ax.text(float(rows["floor"].iloc[0]), -0.45, "least time of light", fontsize=8.8, ha="left", va="bottom")
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    good, bad = rows[rows["possible"].eq(True)], rows[rows["possible"].eq(False)]
    title = (
        f"{len(good)} of {len(rows)} published round trips between towns are possible, at "
        f"{_extent(good['detour'])} times the least time of light"
    )
    if len(bad):
        first = bad.iloc[0]
        title += f"; {first['label']} in {first['value']:.0f} ms is not, for light in glass needs {first['floor']:.0f}"
    alt = "Dots of measured round trips and marks of their floors in ms: " + "; ".join(
        f"{r['label']} {r['value']:.0f}, floor {r['floor']:.0f}" for r in rows.to_dict("records")
    ) + "."  # fmt: skip
    note = (
        "Upright marks: the least time, that of light in glass along the shortest line on the globe. Brown: operators' "
        "figures by land; blue: by sea; black: traces of public probes, whose labels of places are guesses. Figures "
        "without towns at both ends are left out."
    )
    data = rows.drop(columns=["row", "origin", "destination"])
    return Chart(figure, title, alt, data, rows, note, "round-trips")


def _extent(values: pd.Series) -> str:
    if values.empty:
        return "no"
    low, high = f"{values.min():.1f}", f"{values.max():.1f}"
    return low if low == high else f"{low} to {high}"


def pairs_chart(table: pd.DataFrame, sources: list[str]) -> Chart | None:
    """Draw the round trip of each connection without the cable and by the cable; None without the cable.

    Parameters
    ----------
    table
        From :func:`helpers.analysis.digital_network.pairs`.
    """
    rows = table.dropna(subset=["before", "through"]).reset_index(drop=True)
    if rows.empty:
        return None
    figure, ax = canvas(height=1.1 + 0.5 * len(rows))
    for i, row in enumerate(rows.to_dict("records")):
        faster = row["through"] < row["before"]
        for key, role, shift in (("before", "muted", -0.14), ("through", "good" if faster else "bad", 0.14)):
            ax.plot([row[f"{key}_low"], row[f"{key}_high"]], [i + shift] * 2, color=PALETTE[role], lw=3, alpha=0.5)
            ax.plot(row[key], i + shift, "o", color=PALETTE[role], ms=7)
        ax.plot([row["floor"]] * 2, [i - 0.3, i + 0.3], color=PALETTE["neutral"], lw=2)
        change = 100 * (row["through"] / row["before"] - 1)
        right = max(row["before_high"], row["through_high"]) + 4
        ax.text(right, i, f"{change:+.0f} percent".replace("-", "−"), va="center", fontsize=9,
                color=PALETTE["good" if faster else "bad"])  # fmt: skip
    top = rows.iloc[0]
    role = "good" if top["through"] < top["before"] else "bad"
    ax.text(top["through"] + 4, 0.16, "by the cable", color=PALETTE[role], fontsize=8.8, va="center")
    ax.text(top["before_low"] - 3, -0.14, "without", color=PALETTE["muted"], fontsize=8.8, va="center", ha="right")
    ax.text(float(rows["floor"].iloc[-1]), len(rows) - 0.62, "least", fontsize=8.8, ha="center", va="top")
    ax.set_yticks(
        range(len(rows)), [f"{name(w)} to {name(e)}" for w, e in zip(rows["west"], rows["east"], strict=True)]
    )
    ax.set(xlabel="round trip, ms, all lines laid alike", ylim=(len(rows) - 0.3, -0.6))
    ax.set_xlim(0, 1.2 * float(rows[["before_high", "through_high"]].max().max()))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    faster = rows[rows["through"] < rows["before"]]
    title = f"The cable is the shorter way for {len(faster)} of {len(rows)} connections" + _split(rows)
    alt = "Ranges of round trips in ms: " + "; ".join(
        f"{name(r['west'])} to {name(r['east'])} {r['before']:.0f} without, {r['through']:.0f} by the cable"
        for r in rows.to_dict("records")
    ) + "."  # fmt: skip
    note = (
        "Shortest ways through the network above, in light time alone, from well laid to poorly laid lines. "
        "Equipment adds to both. Upright mark: the least time, along the shortest line on the globe."
    )
    return Chart(figure, title, alt, rows, sources, note, "what-the-cable-changes")


def _split(rows: pd.DataFrame) -> str:
    gain, loss = rows[rows["gain"] > 0], rows[rows["through"] > rows["before"]]
    if gain.empty or loss.empty:
        return ""
    best = gain.nlargest(1, "gain").to_dict("records")[0]
    return (
        f": {name(best['west'])} to {name(best['east'])} saves {best['gain']:.0f} percent, "
        f"{listing(f'{name(w)} to {name(e)}' for w, e in zip(loss['west'], loss['east'], strict=True))} nothing"
    )


def calibration_table(frame: pd.DataFrame) -> Table | None:
    """List measured times beside the network's; None without any."""
    if frame.empty:
        return None
    shown = frame.assign(model=[f"{a:.0f} to {b:.0f}" for a, b in zip(frame["fast"], frame["slow"], strict=True)])
    slow = frame["ratio"]
    title = f"Measured times are {_extent(slow)} times the slow end of the network: real lines wander and wait more"
    labels = {
        "label": "connection",
        "value": "measured, ms",
        "model": "network of today, ms",
        "ratio": "over its slow end",
    }
    columns = ["label", "period", "value", "model", "ratio"]
    return Table(shown[columns], title, {"value": ".0f", "ratio": ".2f"}, labels, frame, "", "network-checked")


def lengths_table(frame: pd.DataFrame) -> Table | None:
    """List the published lengths beside the great circle; None without any."""
    if frame.empty:
        return None
    bad = frame[~frame["possible"]]
    title = (
        f"Published lengths are {frame['slack'].min():.2f} to {frame['slack'].max():.2f} times the great circle: "
        + (f"{len(bad)} of {len(frame)} are shorter than possible" if len(bad) else "none is impossible")
    )  # fmt: skip
    words = {"lower": "at least", "upper": "up to", "about": "about", "": ""}
    shown = frame.assign(bound=frame["bound"].map(words))
    columns = ["said", "landing", "bound", "value", "km", "slack", "possible"]
    labels = {"landing": "west end", "bound": "", "value": "published, km", "km": "great circle, km", "slack": "times"}
    formats = {"value": ".0f", "km": ".0f", "slack": ".2f"}
    return Table(shown[columns], title, formats, labels, frame, "", "cable-lengths")


def constants_table(frame: pd.DataFrame, index: float) -> Table | None:
    """List the refractive index that each published constant amounts to; None without any."""
    if frame.empty:
        return None
    far = 100 * (frame["index"] / index - 1).abs().max()
    title = f"Published constants of fibre agree with the index used, {index:g}, within {far:.1f} percent"
    formats: dict[str, Format] = {"value": lambda v: number(v, 3 if v < 100 else 0), "index": ".3f"}
    labels = {"series": "constant", "index": "refractive index"}
    shown = frame[["series", "value", "unit", "index"]].assign(series=frame["series"].str.replace("_", " "))
    return Table(shown, title, formats, labels, frame, "", "fibre-constants")


def rates_chart(rates: pd.DataFrame) -> Chart | None:
    """Draw capacities and traffics on one logarithmic axis; None without any.

    Parameters
    ----------
    rates
        From :func:`helpers.analysis.digital_capacity.rates`.
    """
    if rates.empty:
        return None
    order = list(rates.groupby("what")["value"].max().sort_values().index)
    figure, ax = canvas(height=1.2 + 0.55 * len(order))
    for row in rates.to_dict("records"):
        promise, y = "promised" in row["what"], order.index(row["what"])
        colour, bound = PALETTE["accent" if promise else "az"], {"lower": ">", "upper": "<"}.get(row["bound"], "o")
        ax.plot(row["value"], y, bound, color=colour, ms=8, mfc=colour if row["kind"] == "actual" else "white")
    for what, rows in rates.groupby("what"):
        known = rows.groupby("value")["period"].agg(lambda p: " to ".join(dict.fromkeys((p.min()[:4], p.max()[:4]))))
        for place, (rate, years) in enumerate(known.items()):
            value = float(str(rate))
            below = place % 2 == 1 and value < 3 * known.index[place - 1]
            height, va = order.index(str(what)) + (-0.17 if below else 0.17), "top" if below else "bottom"
            ax.text(value, height, f"{number(value)} ({years})", ha="center", va=va, fontsize=8.6)
    ax.set_xscale("log")
    ax.set_yticks(range(len(order)), order)
    ax.set(
        xlabel="Tbit/s, logarithmic",
        ylim=(-0.5, len(order) - 0.1),
        xlim=(rates["value"].min() / 5, rates["value"].max() * 2.5),
    )
    ticks = [t for t in (0.01, 0.1, 1, 10, 100, 1000) if ax.get_xlim()[0] <= t <= ax.get_xlim()[1]]
    ax.set_xticks(ticks, [f"{t:,g}" for t in ticks])
    ax.minorticks_off()
    ax.grid(axis="x")
    cable = rates[rates["what"].eq("Cable to Kazakhstan, promised")]["value"]
    traffic = rates[~rates["what"].str.contains("promised")]["value"]
    low, high = (number(v) for v in (rates["value"].min(), rates["value"].max()))
    title = f"{len(rates)} capacities and traffics run from {low} to {high} Tbit/s"
    if len(cable) and len(traffic):
        title = (
            f"The promised capacity grew from {number(cable.min())} to {number(cable.max())} Tbit/s; "
            f"the largest traffic on record is {number(traffic.max())}"
        )
    alt = "Marks on a logarithmic axis: " + "; ".join(
        f"{r['what']} {r['period']} {number(r['value'])} ({r['kind']}{', bound' if r['bound'] else ''})"
        for r in rates.to_dict("records")
    ) + "."  # fmt: skip
    note = (
        "Arrows: at least (to the right) or up to (to the left). Hollow: planned or expected. Peaks on one "
        "line, incoming traffic and a year's mean are different things and no two are chained."
    )
    return Chart(figure, title, alt, rates.drop(columns="row"), rates, note, "capacity-and-traffic")

"""Figures and tables of round-trip times and of what the cable can change."""

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.digital_latency import name
from helpers.locale import Name, _, heads, listing, p_, tabled, written
from helpers.present.chart import Chart
from helpers.present.digital import bound_text
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Format, Table
from helpers.present.words import number

_ROLES = {"land": "kz", "sea": "az", "public trace": "neutral"}
MEDIA = {"land": Name("land"), "sea": Name("sea"), "public trace": Name("public trace")}
"""What a measurement is of."""

CONSTANTS = {
    "fibre_refractive_index": Name("refractive index of fibre"), "light_speed_fibre": Name("speed of light in fibre"),
    "fibre_delay_one_way": Name("delay in fibre, one way"),
}  # fmt: skip
HEADS = heads("landing", "possible", "constant", "ratio")


def connection(west: str, east: str) -> Name:
    """Name a connection by its ends."""
    return Name("{start} to {end}", start=name(west), end=name(east))


def extent(values: pd.Series) -> str:
    """Write the range of some values, or one number where both ends round to it."""
    if values.empty:
        return _("no")
    low, high = written(float(values.min()), ".1f"), written(float(values.max()), ".1f")
    return low if low == high else p_("range", "{low} to {high}", low=low, high=high)


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
        ax.text(max(row["value"], row["floor"]) + 14, i, _time_in_words(row), color=colour, va="center", fontsize=8.8)
    ax.set_yticks(range(len(rows)), rows["label"])
    top = float(rows[["value", "floor"]].max().max())
    ax.set(xlabel=_("round trip, ms"), ylim=(len(rows) - 0.5, -0.9), xlim=(0, top * 2.05))
    ax.set_xticks(np.arange(0, top + 50, 50))
    ax.text(float(rows["floor"].iloc[0]), -0.45, _("least time of light"), fontsize=8.8, ha="left", va="bottom")
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    dots = "; ".join(
        _("{label} {time:.0f}, floor {floor:.0f}", label=r["label"], time=r["value"], floor=r["floor"])
        for r in rows.to_dict("records")
    )
    alt = _("Dots of measured round trips and marks of their floors in ms: {dots}.", dots=dots)
    note = _(
        "Upright marks: the least time, that of light in glass along the shortest line on the globe. Land and sea: "
        "operators' figures; public trace: of a public probe, whose labels of places are guesses. Figures without "
        "towns at both ends are left out."
    )
    data = rows.drop(columns=["row", "origin", "destination"])
    return Chart(figure, _possible(rows), alt, data, rows, note, "round-trips")


def _time_in_words(row: dict[Hashable, Any]) -> str:
    values = {"time": row["value"], "medium": MEDIA[row["medium"]]}
    if row["possible"] is False:
        return _("{time:.0f} ms {medium}, impossible", **values)
    return _("{time:.0f} ms {medium}, {detour:.1f} × least", detour=row["detour"], **values)


def _possible(rows: pd.DataFrame) -> str:
    """Say how many times are possible, and name the first that is not."""
    good, bad = rows[rows["possible"].eq(True)], rows[rows["possible"].eq(False)]
    values = {"good": len(good), "all": len(rows), "times": extent(good["detour"])}
    if bad.empty:
        return _(
            "{good} of {all} published round trips between towns are possible, at {times} times the least time of "
            "light",
            **values,
        )
    first = bad.iloc[0]
    return _(
        "{good} of {all} published round trips between towns are possible, at {times} times the least time of light; "
        "{label} in {time:.0f} ms is not, for light in glass needs {floor:.0f}",
        label=first["label"], time=first["value"], floor=first["floor"], **values,
    )  # fmt: skip


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
        ax.text(right, i, _("{change:+.0f} percent", change=change), va="center", fontsize=9,
                color=PALETTE["good" if faster else "bad"])  # fmt: skip
    top = rows.iloc[0]
    role = "good" if top["through"] < top["before"] else "bad"
    ax.text(top["through"] + 4, 0.16, _("by the cable"), color=PALETTE[role], fontsize=8.8, va="center")
    ax.text(top["before_low"] - 3, -0.14, _("without"), color=PALETTE["muted"], fontsize=8.8, va="center", ha="right")
    ax.text(float(rows["floor"].iloc[-1]), len(rows) - 0.62, _("least"), fontsize=8.8, ha="center", va="top")
    ax.set_yticks(range(len(rows)), _connections(rows))
    ax.set(xlabel=_("round trip, ms, all lines laid alike"), ylim=(len(rows) - 0.3, -0.6))
    ax.set_xlim(0, 1.2 * float(rows[["before_high", "through_high"]].max().max()))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    ranges = "; ".join(
        _(
            "{ends} {before:.0f} without, {through:.0f} by the cable",
            ends=connection(r["west"], r["east"]), before=r["before"], through=r["through"],
        )
        for r in rows.to_dict("records")
    )  # fmt: skip
    alt = _("Ranges of round trips in ms: {ranges}.", ranges=ranges)
    note = _(
        "Shortest ways through the network above, in light time alone, from well laid to poorly laid lines. "
        "Equipment adds to both. Upright mark: the least time, along the shortest line on the globe."
    )
    return Chart(figure, _shorter(rows), alt, rows, sources, note, "what-the-cable-changes")


def _connections(rows: pd.DataFrame) -> list[str]:
    return [str(connection(w, e)) for w, e in zip(rows["west"], rows["east"], strict=True)]


def _shorter(rows: pd.DataFrame) -> str:
    """Say for how many connections the cable is the shorter way, and which gain most and nothing."""
    gain, loss = rows[rows["gain"] > 0], rows[rows["through"] > rows["before"]]
    values = {"n": int((rows["through"] < rows["before"]).sum()), "all": len(rows)}
    if gain.empty or loss.empty:
        return _("The cable is the shorter way for {n} of {all} connections", **values)
    best = gain.nlargest(1, "gain").to_dict("records")[0]
    return _(
        "The cable is the shorter way for {n} of {all} connections: {best} saves {gain:.0f} percent; no gain for "
        "{others}",
        best=connection(best["west"], best["east"]), gain=best["gain"], others=listing(_connections(loss)), **values,
    )  # fmt: skip


def calibration_table(frame: pd.DataFrame) -> Table | None:
    """List measured times beside the network's; None without any."""
    if frame.empty:
        return None
    model = [
        p_("range", "{low} to {high}", low=written(a, ".0f"), high=written(b, ".0f"))
        for a, b in zip(frame["fast"], frame["slow"], strict=True)
    ]
    shown = frame.assign(model=model)
    title = _(
        "Measured times are {times} times the slow end of the network: real lines wander and wait more",
        times=extent(frame["ratio"]),
    )  # fmt: skip
    labels = {
        "label": _("connection"),
        "value": _("measured, ms"),
        "model": _("network of today, ms"),
        "ratio": _("over its slow end"),
    }
    columns = ["label", "period", "value", "model", "ratio"]
    formats: dict[str, Format] = {"period": tabled, "value": ".0f", "ratio": ".2f"}
    return Table(shown[columns], title, formats, labels, frame, "", "network-checked")


def lengths_table(frame: pd.DataFrame) -> Table | None:
    """List the published lengths beside the great circle; None without any."""
    if frame.empty:
        return None
    bad = frame[~frame["possible"]]
    values = {"low": frame["slack"].min(), "high": frame["slack"].max(), "bad": len(bad), "all": len(frame)}
    title = _("Published lengths are {low:.2f} to {high:.2f} times the great circle: none is impossible", **values)
    if len(bad):
        title = _(
            "Published lengths are {low:.2f} to {high:.2f} times the great circle: {bad} of {all} are shorter than "
            "possible",
            **values,
        )
    shown = frame.assign(bound=[bound_text(bound) for bound in frame["bound"]])
    columns = ["said", "landing", "bound", "value", "km", "slack", "possible"]
    labels = {
        "said": _("said"), "landing": _("west end"), "bound": "", "value": _("published, km"),
        "km": _("great circle, km"), "slack": _("times"),
    }  # fmt: skip
    formats: dict[str, Format] = {"said": tabled, "value": ".0f", "km": ".0f", "slack": ".2f"}
    return Table(shown[columns], title, formats, labels, frame, "", "cable-lengths")


def constants_table(frame: pd.DataFrame, index: float) -> Table | None:
    """List the refractive index that each published constant amounts to; None without any."""
    if frame.empty:
        return None
    far = 100 * (frame["index"] / index - 1).abs().max()
    title = _(
        "Published constants of fibre agree with the index used, {index:g}, within {far:.1f} percent",
        index=index, far=far,
    )  # fmt: skip
    formats: dict[str, Format] = {"value": lambda v: number(v, 3 if v < 100 else 0), "index": ".3f"}
    labels = {"series": _("constant"), "index": _("refractive index")}
    shown = frame[["series", "value", "unit", "index"]].assign(
        series=[str(CONSTANTS[series]) for series in frame["series"]],
        unit=[p_("unit", unit) for unit in frame["unit"]],
    )
    return Table(shown, title, formats, labels, frame, "", "fibre-constants")

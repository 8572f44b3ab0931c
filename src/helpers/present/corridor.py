"""Figures and tables of the Middle Corridor's measures."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.corridor import BY_KEY, ROUTE
from helpers.locale import Name, _, heads, listing, n_, p_, rounded, written
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, WHITE, canvas
from helpers.present.table import Table

HEADS = heads("months", "year", "step")
HOW = {
    "levels of one source": Name("levels of one source"),
    "published rate": Name("published rate"),
    "rate stated with the level": Name("rate stated with the level"),
    "levels of two sources": Name("levels of two sources"),
}
"""Where a growth rate comes from."""

COLOURS = {
    "statement": "accent", "ministry": "kz", "association": "neutral", "seaports": "muted", "kzports": "kz",
    "ktz": "kz", "ktzroute": "kz", "ady": "az", "freight": "bad", "traceca": "az",
}  # fmt: skip
_WHOLE_YEARS = ["ministry", "seaports", "kzports", "freight", "statement"]
"""Measures whose parts of a year are left out of the picture, for they have whole years."""

FAMILIES = {"tonnes": "neutral", "trains": "accent", "containers": "good", "wagons and trucks": "kz"}
"""Colour of a family of measures."""

_TONNES, _COUNTS = "o", "D"
"""Marks: tonnages are dots, counts are diamonds, so that no reader has to know a colour by its name."""


def spaced(values: Sequence[float], gap: float) -> list[float]:
    """Move label positions apart to a least distance, as little as possible, keeping their order.

    >>> spaced([1.0, 1.1, 3.0], 0.5)
    [0.8, 1.3, 3.0]
    """
    order = np.argsort(values, kind="stable")
    placed = np.asarray(values, dtype=float)[order]
    for _turn in range(200):
        short = gap - np.diff(placed)
        if (short <= 1e-9).all():
            break
        for i in np.flatnonzero(short > 1e-9):
            push = gap - (placed[i + 1] - placed[i])
            if push > 0:
                placed[i] -= push / 2
                placed[i + 1] += push / 2
    found = np.empty(len(placed))
    found[order] = placed
    return [round(float(v), 9) for v in found]


def levels_chart(levels: pd.DataFrame, keys: Sequence[str] = ROUTE) -> Chart | None:
    """Draw the levels of the measures on one axis: whole years filled, parts of a year hollow; None without any.

    Parameters
    ----------
    levels
        From :func:`helpers.analysis.corridor.levels`.
    """
    rows = levels[levels["measure"].isin(list(keys)) & (levels["months"] > 0) & (levels["year"] >= 2019)]
    rows = rows.sort_values("published").drop_duplicates(["measure", "year", "months"], keep="last")
    rows = rows[rows["months"].eq(12) | ~rows["measure"].isin(_WHOLE_YEARS)]
    if rows.empty:
        return None
    figure, ax = canvas(height=4.8)
    last = rows.sort_values(["year", "months"]).groupby("measure").tail(1)
    for key, part in rows.groupby("measure"):
        _level_line(ax, part.sort_values(["year", "months"]), PALETTE[COLOURS.get(str(key), "neutral")])
    end = float(rows["year"].max()) + 0.35
    for row, place in zip(last.to_dict("records"), spaced(list(last["value"]), 0.36), strict=True):
        colour, x = PALETTE[COLOURS.get(row["measure"], "neutral")], _moment(row["year"], row["months"])
        ax.plot([x + 0.06, end - 0.04], [row["value"], place], color=colour, lw=0.6, alpha=0.6)
        name = row["label"]
        if row["months"] < 12:
            name = _("{label}, {months} months", label=name, months=row["months"])
        ax.text(end, place, name, color=colour, va="center", fontsize=8.7)
    ax.set(ylabel=_("million tonnes"), xlim=(rows["year"].min() - 0.3, end + 4.7), ylim=(0, rows["value"].max() * 1.06))
    ax.set_xticks(range(int(rows["year"].min()), int(rows["year"].max()) + 1))
    year = int(rows["year"].max())
    parts = rows[rows["year"] == year]
    title = n_(
        "{n} tonnage is called the corridor's or stands for it; for {year} or part of it they run from {low:.2f} to "
        "{high:.2f} million tonnes",
        "{n} tonnages are called the corridor's or stand for it; for {year} or part of it they run from {low:.2f} to "
        "{high:.2f} million tonnes",
        len(last), year=year, low=parts["value"].min(), high=parts["value"].max(),
    )  # fmt: skip
    latest = listing(
        Name("{label} {value:.2f} Mt", label=row["label"], value=row["value"]) for row in last.to_dict("records")
    )
    alt = n_(
        "Line chart of {n} measure by year. Latest values: {latest}.",
        "Line chart of {n} measures by year. Latest values: {latest}.",
        len(last), latest=latest,
    )  # fmt: skip
    note = _("Filled: whole years. Hollow: the first months of a year. No two of the lines are ever chained.")
    data = rows[["measure", "label", "period", "value", "unit", "source"]]
    return Chart(figure, title, alt, data, rows, note, "corridor-measures")


def _moment(year: int, months: int) -> float:
    """Where a figure stands on the year axis: a part of a year stands a little before the year's end."""
    return year - (12 - months) / 30


def _level_line(ax: Axes, part: pd.DataFrame, colour: str) -> None:
    whole = part[part["months"] == 12]
    ax.plot(whole["year"], whole["value"], color=colour, marker="o", lw=1.6)
    rest = part[part["months"] < 12]
    moments = [_moment(year, months) for year, months in zip(rest["year"], rest["months"], strict=True)]
    ax.plot(moments, rest["value"], "o", color=colour, mfc="white", ms=5)


def growth_chart(rates: pd.DataFrame, year: int | None, months: int, stated: float) -> Chart | None:
    """Draw the growth of every measure over one window, other windows of the year beside it; None without any.

    Parameters
    ----------
    rates
        From :func:`helpers.analysis.corridor.growth_rates`.
    stated
        The article's rate in percent, drawn as a line.
    """
    if year is None:
        return None
    shown = rates[rates["year"] == year]
    main = shown[shown["months"] == months].sort_values("value", ignore_index=True)
    rest = shown[(shown["months"] != months) & (shown["months"] > 2)]
    rest = rest.sort_values("months").drop_duplicates("measure", keep="last")
    others = rest[~rest["measure"].isin(main["measure"])]
    rows = pd.concat([main, others.sort_values("value")], ignore_index=True)
    figure, ax = canvas(height=1.3 + 0.27 * len(rows))
    place = {key: i for i, key in enumerate(rows["measure"])}
    edge = 62.0
    for i, row in enumerate(rest.sort_values(["measure", "value"]).to_dict("records")):
        x, y = min(row["value"], edge), place[row["measure"]]
        ax.plot(
            x, y, ">" if row["value"] > edge else _mark(row), color=PALETTE[FAMILIES[row["family"]]], mfc="white", ms=5
        )
        ax.annotate(f"{row['months']}", (x, y), (0, 4 if i % 2 else -4), textcoords="offset points", fontsize=8.5,
                    ha="center", va="bottom" if i % 2 else "top", color=PALETTE["muted"], bbox=WHITE)  # fmt: skip
    for row in main.to_dict("records"):
        colour, y = PALETTE[FAMILIES[row["family"]]], place[row["measure"]]
        ax.plot([row["low"], row["high"]], [y, y], color=colour, lw=3, solid_capstyle="butt", alpha=0.5)
        ax.plot(row["value"], y, _mark(row), color=colour, ms=7)
    ax.axvline(0, color=PALETTE["muted"], lw=0.8)
    ax.axvline(stated, color=PALETTE["bad"], lw=1, ls="--")
    ax.text(stated, len(rows) + 0.2, _("the article: {stated:+g}", stated=stated), color=PALETTE["bad"], ha="center",
            fontsize=8.7, bbox=WHITE)  # fmt: skip
    ax.set_yticks(range(len(rows)), rows["label"], fontsize=8.8)
    for label, family in zip(ax.get_yticklabels(), rows["family"], strict=True):
        label.set_color(PALETTE[FAMILIES[family]])
    ax.set(xlabel=_("percent on the same months a year before"), ylim=(-0.7, len(rows) + 0.9), xlim=(-15, edge + 4))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    title = _growth_title(main, year, months, stated)
    dots = "; ".join(
        _("{label} {change:+.1f}", label=row["label"], change=row["value"]) for row in main.to_dict("records")
    )
    alt = _("Dots by measure for {window} of {year}: {dots} percent.", window=_window(months), year=year, dots=dots)
    note = _(
        "Dots: tonnages; diamonds: counts. Filled: the months asked for, with the range from rounding and rival "
        "figures. Hollow: the longest other window of the year, by its number of months."
    )
    if (rest["value"] > edge).any():
        note += " " + _("An arrow leads out of the picture.")
    sources = sorted({source for used in rows["sources"] for source in used} | {s for u in rest["sources"] for s in u})
    data = shown.drop(columns=["rows", "sources"])
    return Chart(figure, title, alt, data, sources, note, "corridor-growth")


def _mark(row: Mapping[Hashable, Any]) -> str:
    return _TONNES if row["family"] == "tonnes" else _COUNTS


def _window(months: int) -> Name:
    return Name("the year") if months == 12 else Name("the first {months} months", months=months)


def _growth_title(main: pd.DataFrame, year: int, months: int, stated: float) -> str:
    said: dict[str, Any] = {"window": _window(months), "year": year}
    tonnes, counts = main[main["family"] == "tonnes"], main[main["family"].isin(["trains", "containers"])]
    if tonnes.empty:
        return _("In {window} of {year} growth was {range} percent, by measure", range=_range(main), **said)
    said["range"] = _range(tonnes)
    if counts.empty:
        return _("In {window} of {year} tonnages changed by {range} percent, by measure", **said)
    nearest = counts.assign(gap=(counts["value"] - stated).abs()).nsmallest(1, "gap").to_dict("records")[0]
    return _(
        "In {window} of {year} tonnages changed by {range} percent, by measure; nearest to the article's {stated:+g} "
        "are {nearest}, {change}",
        stated=stated, nearest=BY_KEY[nearest["measure"]].label, change=signed(nearest["value"]), **said,
    )  # fmt: skip


def _range(rows: pd.DataFrame) -> Name:
    return Name("{low} to {high}", low=signed(rows["value"].min()), high=signed(rows["value"].max()))


def signed(value: float) -> str:
    """A change with its sign and at most one digit, 2.0 as +2."""
    return written(value, "+.0f" if rounded(value, 1).is_integer() else "+.1f")


def _told(how: str, inferred: bool) -> str:
    return str(Name("{how}, months inferred", how=HOW[how]) if inferred else HOW[how])


def growth_table(rates: pd.DataFrame, year: int) -> Table:
    """List the growth of every measure in a year, with where each rate comes from: tonnes first, the fastest on top."""
    rows = rates[rates["year"] == year].assign(
        order=lambda frame: frame["family"].map(list(FAMILIES).index),
        most=lambda frame: frame.groupby("measure")["value"].transform("max"),
    )
    rows = rows.sort_values(["order", "most", "months"], ascending=[True, False, True], ignore_index=True)
    ends = zip(rows["low"], rows["high"], strict=True)
    spread = [_("{low:+.1f} to {high:+.1f}", low=low, high=high) for low, high in ends]
    how = [_told(how, inferred) for how, inferred in zip(rows["how"], rows["inferred"], strict=True)]
    frame = rows.assign(spread=spread, how=how)[["label", "months", "value", "spread", "how"]]
    tonnes = rows.loc[rows["family"] == "tonnes", "value"]
    title = n_(
        "{n} of the {all} growth rates of tonnages for {year} is negative, by measure and months",
        "{n} of the {all} growth rates of tonnages for {year} are negative, by measure and months",
        int((tonnes < 0).sum()), all=len(tonnes), year=year,
    )  # fmt: skip
    sources = sorted({source for used in rows["sources"] for source in used})
    labels = {
        "label": p_("measure of the corridor", "measure"), "value": p_("unit", "percent"),
        "how": _("where it comes from"), "spread": p_("column", "range"),
    }  # fmt: skip
    return Table(frame, title, {"value": "+.1f"}, labels, sources, name="corridor-growth-rates")

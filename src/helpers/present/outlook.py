"""Figures of the outlook: futures by year, and chances of targets."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.outlook_inputs import World
from helpers.locale import COUNTRIES, Name, _, listing, n_, p_, rounded
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.words import number

COLOURS = {
    "cargo": "neutral", "containers": "neutral", "oil": "accent", "trade_azerbaijan": "az", "trade_kazakhstan": "kz",
    "level": "neutral", "load": "muted",
}  # fmt: skip
TONNES, _LEVEL = Name("million tonnes"), Name("metres")
PANELS: tuple[tuple[Name, tuple[str, ...], Name, float], ...] = (
    (Name("Cargo of the route"), ("cargo",), TONNES, 1.0),
    (Name("Containers"), ("containers",), Name("thousand TEU"), 1e-3),
    (Name("Oil through BTC"), ("oil",), TONNES, 1.0),
    (Name("Trade of the two"), ("trade_azerbaijan", "trade_kazakhstan"), Name("USD million"), 1.0),
    (Name("Level, last year seen = 0"), ("level",), _LEVEL, 1.0),
    (Name("Load of a ship, today = 1"), ("load",), Name("share"), 1.0),
)
"""Panels of the futures: heading, outputs, axis, scale."""

SHORT = {
    "cargo": Name("cargo"), "containers": Name("containers"), "oil": Name("oil"),
    "trade_azerbaijan": Name("trade (Azerbaijan)"), "trade_kazakhstan": Name("trade (Kazakhstan)"),
    "load": Name("load of ships"), "level": Name("level"),
}  # fmt: skip
DIGITS = {"cargo": 1, "containers": -3, "oil": 1, "trade_azerbaijan": -2, "trade_kazakhstan": -2, "level": 2}
"""Digits to which a future is told: two figures of half its width, below zero tens, hundreds and thousands."""

_FROM = 2017
LEAST = 0.005
"""Chance below which no number is named."""


def futures_chart(fans: pd.DataFrame, found: World, told: pd.DataFrame, level: float) -> Chart | None:
    """Draw what is known and the futures of every output, with the targets announced; None for no simulation.

    Parameters
    ----------
    fans
        From :func:`helpers.analysis.outlook.fans`.
    told
        From :func:`helpers.analysis.outlook_targets.targets`.
    """
    shown = [panel for panel in PANELS if set(panel[1]) & set(fans["output"])]
    if not shown:
        return None
    rows = -(-len(shown) // 2)
    figure, axes = canvas(height=0.4 + 2.35 * rows, columns=2, rows=rows)
    places = np.atleast_1d(axes).ravel()
    for ax, (heading, outputs, unit, scale) in zip(places, shown, strict=False):
        for output in outputs:
            _future(ax, fans[fans["output"] == output], found, output, scale)
        _goals(ax, told[told["output"].isin(outputs)], fans[fans["output"].isin(outputs)], scale)
        ax.set(title=str(heading), ylabel=str(unit))
        if outputs == ("load",):
            ax.locator_params(axis="y", nbins=4)  # so that shares need two digits, not three
        first, last = _FROM, int(fans["year"].max())
        ax.set_xlim(first - 0.4, last + 0.6)
        ax.set_xticks([year for year in range(first, last + 1) if (last - year) % 4 == 0])
    for ax in places[len(shown) :]:
        ax.set_axis_off()
    ends = fans[fans["year"] == fans["year"].max()]
    futures = " ".join(
        _(
            "{label}: {value} ({low} to {high}) {unit}.", label=row["label"], value=number(row["value"]),
            low=number(row["low"]), high=number(row["high"]), unit=p_("unit", row["unit"]),
        )
        for row in ends.to_dict("records")
    )  # fmt: skip
    year = int(ends["year"].iloc[0])
    alt = _("Lines with bands to {year}, a panel a quantity. {futures}", year=year, futures=futures)
    sources = sorted({*found.cited, *told["source"]})
    note = _(
        "Bands hold {level:.0%} of the futures and are cut at the top of a panel. Diamonds are targets; hollow ones "
        "name no year and stand in the last; those far above a panel are left out.",
        level=level,
    )
    return Chart(figure, _futures_title(ends), alt, fans, sources, note, "outlook-futures")


def _future(ax: Axes, ahead: pd.DataFrame, found: World, output: str, scale: float) -> None:
    if ahead.empty:
        return
    colour = PALETTE[COLOURS[output]]
    years, low, middle, high = (list(ahead[column]) for column in ("year", "low", "value", "high"))
    if output in found.quantities:
        past = found.quantities[output].history
        past = past[past["year"] >= _FROM]
        ax.plot(past["year"], past["value"] * scale, "o-", color=colour, ms=4)
        start, year = float(past["value"].iloc[-1]), int(past["year"].iloc[-1])
    else:
        start, year = 1.0, found.start
    bands = [np.array([start, *values]) * scale for values in (low, middle, high)]
    ax.fill_between([year, *years], bands[0], bands[2], color=colour, alpha=0.14, lw=0)
    ax.plot([year, *years], bands[1], color=colour, ls="--", lw=1.6)
    if output.startswith("trade"):
        last = output == "trade_kazakhstan"  # the other is named at its highest year, where the two lines are apart
        peak = past.sort_values("value").iloc[-1]
        place = (years[-1], bands[1][-1]) if last else (peak["year"], peak["value"])
        ax.annotate(str(COUNTRIES["KAZ" if last else "AZE"]), place, (0, 6), textcoords="offset points",
                    ha="right" if last else "center", color=colour, fontsize=8.7)  # fmt: skip


def _goals(ax: Axes, told: pd.DataFrame, fans: pd.DataFrame, scale: float) -> None:
    """Targets as diamonds; the axis ends a little above them or above most of the band."""
    told = told.drop_duplicates(["year", "target", "named"])
    top = max([fans["value"].max() * 2.2, *told.loc[told["target"] < 10 * fans["value"].max(), "target"] * 1.15])
    for row in told[told["target"] <= top].to_dict("records"):
        face = PALETTE["bad"] if row["named"] else "white"
        ax.plot(row["year"], row["target"] * scale, "D", color=PALETTE["bad"], mfc=face, ms=5.5, clip_on=False)
    if fans["low"].min() >= 0 and "load" not in set(fans["output"]):
        ax.set_ylim(0, min(top, fans["high"].max() * 1.05) * scale if told.empty else top * scale)


def _futures_title(ends: pd.DataFrame) -> str:
    """The two or three widest findings of the last year."""
    parts = []
    for row in ends[ends["output"].isin(["cargo", "oil", "trade_kazakhstan", "level"])].to_dict("records")[:3]:
        low, high = (coarse(row["output"], row[end]) for end in ("low", "high"))
        parts.append(Name(_SPANS[row["output"]].text, low=low, high=high))
    year, wide = int(ends["year"].iloc[0]), (ends["high"] > 10 * ends["low"].clip(lower=0)) & (ends["value"] > 0)
    if wide.sum() > 2:
        return _("Almost anything fits the short record in {year}: {spans}", year=year, spans=listing(parts))
    return _("The futures in {year}: {spans}", year=year, spans=listing(parts))


_SPANS = {
    "cargo": Name("cargo {low} to {high} million tonnes"),
    "oil": Name("oil {low} to {high} million tonnes"),
    "trade_kazakhstan": Name("trade (Kazakhstan) {low} to {high} million dollars"),
    "level": Name("level {low} to {high} metres"),
}
"""How the range of an output is said, with its ends still to be filled in."""


def coarse(output: str, value: float) -> str:
    """Write a simulated value with the digits that its width leaves it.

    >>> coarse("cargo", 3.71), coarse("trade_kazakhstan", 1139.6)
    ('3.7', '1,100')
    """
    digits = DIGITS[output]
    return number(rounded(value, digits), max(digits, 0))


def target_name(row: dict[str, object]) -> str:
    """Name a target in a few words: what, how much, by when."""
    said: dict[str, Any] = {
        "what": SHORT[str(row["output"])], "target": number(float(str(row["target"]))),
        "unit": p_("unit", str(row["unit"])),
    }  # fmt: skip
    if row["named"]:
        return _("{what} {target} {unit} by {year}", year=row["year"], **said)
    return _("{what} {target} {unit}, no year named", **said)


def chances_chart(chances: pd.DataFrame) -> Chart | None:
    """Draw the chance of every target, with the range over the variants; None for no target.

    Parameters
    ----------
    chances
        From :func:`helpers.analysis.outlook_targets.chances`.
    """
    if chances.empty:
        return None
    rows = chances.iloc[::-1].reset_index(drop=True)
    figure, ax = canvas(height=1.0 + 0.34 * len(rows))
    for place, row in enumerate(rows.to_dict("records")):
        colour = PALETTE[COLOURS[row["output"]]]
        ax.plot([100 * row["low"], 100 * row["high"]], [place, place], color=colour, lw=4, alpha=0.35,
                solid_capstyle="butt")  # fmt: skip
        ax.plot(100 * row["chance"], place, "o", color=colour, ms=7)
        ax.text(100 * row["high"] + 2, place, percent(row["chance"]), va="center", color=colour, fontsize=8.8)
    ax.set_yticks(range(len(rows)), [target_name({str(k): v for k, v in r.items()}) for r in rows.to_dict("records")])
    ax.tick_params(axis="y", labelsize=8.8)
    ax.set(
        xlabel=_("chance in percent"), xlim=(-2, max(60, 100 * rows["high"].max() + 16)), ylim=(-0.6, len(rows) - 0.4)
    )
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    likely = int((rows["chance"] >= 0.5).sum())
    top = rows.sort_values("chance").iloc[-1]
    said: dict[str, Any] = {
        "all": len(rows), "likeliest": target_name(dict(top)), "chance": percent(top["chance"]),
    }  # fmt: skip
    title = _(
        "None of {all} targets are at least as likely as not; the likeliest, {likeliest}, has a chance of {chance}",
        **said,
    )
    if likely:
        title = n_(
            "{n} of {all} targets is at least as likely as not; the likeliest, {likeliest}, has a chance of {chance}",
            "{n} of {all} targets are at least as likely as not; the likeliest, {likeliest}, has a chance of {chance}",
            likely, **said,
        )  # fmt: skip
    dots = "; ".join(
        f"{target_name({str(k): v for k, v in row.items()})}: {percent(row['chance'])}"
        for row in chances.to_dict("records")
    )
    alt = _("Dots with ranges. {dots}.", dots=dots)
    note = _(
        "Dot: the run as asked. Bar: lowest and highest chance when one assumption or lever is moved, or all that "
        "help. A target without a year is asked of the last."
    )
    data = chances.drop(columns=["row"])
    return Chart(figure, title, alt, data, chances, note, "outlook-chances")


def percent(chance: float) -> str:
    """Write a chance; what rounds to nothing is said to be below a half percent.

    >>> percent(0.123), percent(0.001), percent(0.999)
    ('12 percent', 'below 0.5 percent', 'above 99.5 percent')
    """
    if chance < LEAST:
        return _("below {least:.1f} percent", least=100 * LEAST)
    if chance > 1 - LEAST:
        return _("above {most:.1f} percent", most=100 - 100 * LEAST)
    return _("{chance:.0f} percent", chance=100 * chance)

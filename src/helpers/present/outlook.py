"""Figures of the outlook: futures by year, chances of targets, levers, and what matters most."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.analysis.outlook import OUTPUTS, UNKNOWNS
from helpers.analysis.outlook_inputs import World
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.words import listing, number

COLOURS = {
    "cargo": "neutral", "containers": "good", "oil": "accent", "trade_azerbaijan": "az", "trade_kazakhstan": "kz",
    "level": "neutral", "load": "muted",
}  # fmt: skip
PANELS: tuple[tuple[str, tuple[str, ...], str, float], ...] = (
    ("Cargo of the route", ("cargo",), "million tonnes", 1.0),
    ("Containers", ("containers",), "thousand TEU", 1e-3),
    ("Oil through BTC", ("oil",), "million tonnes", 1.0),
    ("Trade of the two", ("trade_azerbaijan", "trade_kazakhstan"), "USD million", 1.0),
    ("Level, last year seen = 0", ("level",), "metres", 1.0),
    ("Load of a ship, today = 1", ("load",), "share", 1.0),
)
"""Panels of the futures: heading, outputs, axis, scale."""

SHORT = {
    "cargo": "cargo", "containers": "containers", "oil": "oil", "trade_azerbaijan": "trade (AZ)",
    "trade_kazakhstan": "trade (KZ)", "load": "load of ships",
}  # fmt: skip
_FROM = 2017
_LEAST = 0.005


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
        ax.set(title=heading, ylabel=unit)
        first, last = _FROM, int(fans["year"].max())
        ax.set_xlim(first - 0.4, last + 0.6)
        ax.set_xticks([year for year in range(first, last + 1) if (last - year) % 4 == 0])
    for ax in places[len(shown) :]:
        ax.set_axis_off()
    ends = fans[fans["year"] == fans["year"].max()]
    alt = f"Lines with bands to {int(ends['year'].iloc[0])}, a panel a quantity. " + " ".join(
        f"{row['label']}: {number(row['value'])} ({number(row['low'])} to {number(row['high'])}) {row['unit']}."
        for row in ends.to_dict("records")
    )
    sources = sorted({*found.cited, *told["source"]})
    note = (
        f"Bands hold {level:.0%} of the futures and are cut at the top of a panel. Diamonds are targets; hollow ones "
        "name no year and stand in the last; those far above a panel are left out."
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
        ax.annotate(output.split("_")[1].capitalize(), place, (0, 6), textcoords="offset points",
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
        name = {"cargo": "cargo", "oil": "oil", "trade_kazakhstan": "trade"}.get(row["output"], "level")
        unit = {"Mt": "million tonnes", "USD million": "million dollars", "m": "metres"}[row["unit"]]
        parts.append(f"{name} {number(row['low'], _digits(row))} to {number(row['high'], _digits(row))} {unit}")
    year, wide = int(ends["year"].iloc[0]), (ends["high"] > 10 * ends["low"].clip(lower=0)) & (ends["value"] > 0)
    return f"{'Almost anything fits the short record' if wide.sum() > 2 else 'The futures'} in {year}: {listing(parts)}"


def _digits(row: object) -> int:
    high = float(row["high"]) if isinstance(row, dict) else 0.0
    return 0 if abs(high) >= 100 else 1


def target_name(row: dict[str, object]) -> str:
    """Name a target in a few words: what, how much, by when."""
    target = float(str(row["target"]))
    when = f" by {row['year']}" if row["named"] else ", no year named"
    return f"{SHORT[str(row['output'])]} {number(target)} {row['unit']}{when}"


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
    ax.set(xlabel="chance in percent", xlim=(-2, max(60, 100 * rows["high"].max() + 16)), ylim=(-0.6, len(rows) - 0.4))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    likely = int((rows["chance"] >= 0.5).sum())
    top = rows.sort_values("chance").iloc[-1]
    title = (
        f"{likely or 'None'} of {len(rows)} targets {'is' if likely == 1 else 'are'} at least as likely as not; the "
        f"likeliest, {target_name(dict(top))}, has a chance of {percent(top['chance'])}"
    )
    alt = "Dots with ranges. " + "; ".join(
        f"{target_name({str(k): v for k, v in row.items()})}: {percent(row['chance'])}"
        for row in chances.to_dict("records")
    ) + "."  # fmt: skip
    note = (
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
    if chance < _LEAST:
        return f"below {100 * _LEAST:.1f} percent"
    return f"above {100 - 100 * _LEAST:.1f} percent" if chance > 1 - _LEAST else f"{100 * chance:.0f} percent"


def levers_chart(
    moved: pd.DataFrame, sources: Sequence[str], outputs: Sequence[str] = ("cargo", "oil")
) -> Chart | None:
    """Draw what each lever and assumption makes of the last year; None for no simulation.

    Parameters
    ----------
    moved
        From :func:`helpers.analysis.outlook_sensitivity.moved`.
    sources
        What the simulation rests on.
    """
    drawn = [output for output in outputs if output in set(moved["output"])]
    if not drawn:
        return None
    names = list(dict.fromkeys(moved["variant"]))[::-1]
    figure, axes = canvas(height=1.2 + 0.29 * len(names), columns=len(drawn), sharey=True)
    for ax, output in zip(np.atleast_1d(axes), drawn, strict=True):
        rows = moved[moved["output"] == output].set_index("variant")
        colour, asked = PALETTE[COLOURS[output]], float(rows["value"]["as asked"])
        ax.axvline(asked, color=PALETTE["muted"], lw=0.8, ls="--")
        for place, name in enumerate(names):
            row = rows.loc[name]
            ax.plot([row["low"], row["high"]], [place, place], color=colour, lw=3, alpha=0.35, solid_capstyle="butt")
            ax.plot(row["value"], place, "o", color=colour, ms=6)
        if (target := rows["target"].iloc[0]) == target:
            ax.axvline(target, color=PALETTE["bad"], lw=1.2)
            ax.text(target, len(names) - 0.2, f"target {number(target)} ", color=PALETTE["bad"], fontsize=8.7,
                    ha="right", va="bottom")  # fmt: skip
        ax.set_title(SHORT[output], pad=16)
        ax.set(xlabel="million tonnes" if output != "containers" else "TEU", ylim=(-0.6, len(names) - 0.3))
        ax.set_yticks(range(len(names)), names)
        ax.tick_params(axis="y", labelsize=8.8)
        ax.grid(axis="x")
        ax.grid(visible=False, axis="y")
    first = moved[moved["output"] == drawn[0]].set_index("variant")["value"]
    alone = first.drop(["as asked", "everything helps"], errors="ignore")
    title = (
        f"No single lever or assumption moves the median of {SHORT[drawn[0]]} out of {number(alone.min(), 1)} to "
        f"{number(alone.max(), 1)} million tonnes"
    )
    single = moved[(moved["output"] == drawn[0]) & (moved["variant"] != "everything helps")]
    narrowest = float((single["high"] - single["low"]).min())
    if narrowest > 2 * (alone.max() - alone.min()):
        title += f"; the futures of any one span at least {number(narrowest, 1)}"
    alt = f"Dots with ranges by variant, {SHORT[drawn[0]]}: " + "; ".join(
        f"{name} {value:.1f}" for name, value in first.items()
    ) + "."  # fmt: skip
    note = "One lever or assumption is moved at a time; the last line moves all that help."
    return Chart(figure, title, alt, moved, sources, note, "outlook-levers")


def shares_chart(shares: pd.DataFrame, sources: Sequence[str]) -> Chart | None:
    """Draw the total share of each unknown in each output as a table of shades; None for no simulation.

    Parameters
    ----------
    shares
        From :func:`helpers.analysis.outlook_sensitivity.variance_shares`.
    sources
        What the simulation rests on.
    """
    if shares.empty:
        return None
    outputs = [output for output in OUTPUTS if output in set(shares["output"])]
    grid = shares.pivot_table(index="input", columns="output", values="total").reindex(list(UNKNOWNS))[outputs]
    grid = grid.clip(0, 1)
    figure, ax = canvas(height=0.9 + 0.33 * len(grid))
    words = grid.map(lambda share: f"{100 * share:.0f}" if share >= 0.005 else "")
    sns.heatmap(grid, annot=words, fmt="", cmap="Blues", vmin=0, vmax=1.15, cbar=False, linewidths=2, ax=ax)
    ax.set_yticklabels([UNKNOWNS[name] for name in grid.index], rotation=0)
    ax.set_xticklabels([SHORT[output] for output in outputs])
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set(xlabel="", ylabel="")
    ax.grid(visible=False)
    top = {output: (str(grid[output].idxmax()), float(grid[output].max())) for output in outputs}
    chief = [f"{UNKNOWNS[name]} for {SHORT[output]} ({100 * value:.0f})" for output, (name, value) in top.items()]
    title = f"What matters most, percent of the spread: {listing(chief[:3])}"
    alt = "Table of shares, rows unknowns, columns outputs. Largest: " + "; ".join(chief) + "."
    note = (
        "Percent of the spread of the column that hangs on the row, alone and with others, so a column may exceed 100; "
        "empty: below a half percent. Spread: variance of the ranks, the unknowns drawn independently."
    )
    return Chart(figure, title, alt, shares, sources, note, "outlook-sensitivity")

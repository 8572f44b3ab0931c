"""Figures and tables that set the corridor's measures against each other."""

import pandas as pd
from matplotlib.patches import Rectangle

from helpers.analysis.corridor import BY_KEY
from helpers.present.chart import Chart
from helpers.present.corridor import signed
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table


def compatibility_chart(pairs: pd.DataFrame, levels: pd.DataFrame) -> Chart | None:
    """Draw which pairs of tonnages can be one thing, as a half matrix; None where no pair can be compared.

    Parameters
    ----------
    pairs
        From :func:`helpers.analysis.corridor_compare.compatibility`.
    levels
        The figures compared, for their sources.
    """
    if (pairs["answer"] == "not comparable").all():
        return None
    keys = list(dict.fromkeys([*pairs["a"], *pairs["b"]]))
    figure, ax = canvas(height=4.9)
    colours = {"can be one": PALETTE["good"], "cannot be one": PALETTE["bad"], "not comparable": "#EEF1F4"}
    for row in pairs.to_dict("records"):
        x, y = keys.index(row["a"]), keys.index(row["b"]) - 1
        ax.add_patch(_square(x, y, colours[row["answer"]]))
        ax.text(x, y, _why(row["answer"], row["level"], row["growth"]), ha="center", va="center", fontsize=8.5,
                color="white" if row["answer"] != "not comparable" else PALETTE["muted"])  # fmt: skip
    n = len(keys)
    ax.set_yticks(range(n - 1), [BY_KEY[key].label for key in keys[1:]], fontsize=8.7)
    for i, key in enumerate(keys[:-1]):
        ax.text(i, i - 0.62, BY_KEY[key].label, fontsize=8.7, ha="left", va="bottom")
    ax.set(xlim=(-0.55, n + 4.4), ylim=(n - 1.45, -1.4), xticks=[])
    ax.grid(visible=False)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    counts = pairs["answer"].value_counts()
    tested = int(counts.get("can be one", 0) + counts.get("cannot be one", 0))
    title = (
        f"Of {tested} pairs of tonnages that can be compared, {int(counts.get('cannot be one', 0))} cannot be "
        "one and the same thing"
    )
    alt = "Half matrix of measures. " + "; ".join(
        f"{BY_KEY[r['a']].label} and {BY_KEY[r['b']].label}: {r['answer']} (level {r['level']}, growth {r['growth']})"
        for r in pairs[pairs["answer"] != "not comparable"].to_dict("records")
    )  # fmt: skip
    note = (
        "Red: cannot be one, because of the level (L), the growth (G) or both. Green: can be one, agreeing in "
        "what is named. Pale: no common period. Rounding and the tolerance asked for are allowed for."
    )
    return Chart(figure, title, alt + ".", pairs, levels[levels["measure"].isin(keys)], note, "corridor-matrix")


def _square(x: float, y: float, colour: str) -> Rectangle:
    return Rectangle((x - 0.46, y - 0.46), 0.92, 0.92, facecolor=colour, edgecolor="none")


def _why(answer: str, level: str, growth: str) -> str:
    wanted = {"can be one": "agree", "cannot be one": "differ"}.get(answer, "")
    return "".join(letter for letter, word in (("L", level), ("G", growth)) if word == wanted)


def boxes_chart(split: pd.DataFrame, tonnes_per_teu: float) -> Chart | None:
    """Draw the ministry's tonnes by year, cargo in containers apart; None without a year that has both.

    Parameters
    ----------
    split
        From :func:`helpers.analysis.corridor_compare.tonnes_and_boxes`.
    """
    if split.empty:
        return None
    figure, ax = canvas(height=3.7)
    years = split["year"].astype(int)
    ax.bar(years, split["other"], color=PALETTE["kz"], width=0.62)
    bars = ax.bar(years, split["boxed"], bottom=split["other"], color=PALETTE["good"], width=0.62)
    for bar, row in zip(bars, split.to_dict("records"), strict=True):
        if row["how"] == "from growth":
            bar.set(hatch="////", edgecolor="white")
        ax.text(row["year"], row["tonnes"] + 0.05, f"{row['teu'] / 1000:.1f}k TEU\n{row['share']:.0%} boxed",
                ha="center", fontsize=8.6, color=PALETTE["good"])  # fmt: skip
    last = split.iloc[-1]
    ax.text(last["year"] + 0.38, last["other"] / 2, "other cargo", color=PALETTE["kz"], va="center")
    ax.text(last["year"] + 0.38, last["other"] + last["boxed"] / 2, "in containers", color=PALETTE["good"], va="center")
    ax.set(ylabel="million tonnes", xlim=(years.min() - 0.6, years.max() + 1.6), ylim=(0, split["tonnes"].max() * 1.2))
    ax.set_xticks(years)
    title = f"Containers carry an assumed {last['share']:.0%} of the route's tonnes in {int(last['year'])}"
    if len(split) > 1:
        before = split.iloc[-2]
        title = (
            f"From {int(before['year'])} to {int(last['year'])} containers changed by "
            f"{signed(100 * (last['teu'] / before['teu'] - 1))} percent and all other cargo, at an assumed "
            f"{tonnes_per_teu:g} t a container, by {signed(round(100 * (last['other'] / before['other'] - 1)))}"
        )
    alt = "Stacked bars by year: " + "; ".join(
        f"{int(r['year'])} {r['other']:.2f} Mt other and {r['boxed']:.2f} Mt in {r['teu']:,.0f} TEU"
        for r in split.to_dict("records")
    ) + "."  # fmt: skip
    note = (
        f"Tonnes in containers assume {tonnes_per_teu:g} t a TEU, empty boxes included. "
        "Hatched: containers reckoned back from the next year's published growth."
    )
    sources = sorted({*split["source"], *split["source_teu"]})
    return Chart(figure, title, alt, split, sources, note, "corridor-boxes")


def crossing_table(parts: pd.DataFrame) -> Table | None:
    """Set what the ships can have carried beside the rail cargo of the same months; None where not known."""
    if parts.empty:
        return None
    wagons = parts.loc[parts["part"].str.startswith("wagons"), "share"]
    ships = parts["share"].iloc[1:].sum()
    title = (
        f"At most {wagons.sum():.0%} of the rail cargo between the states can have crossed the sea in the wagons of "
        f"Azerbaijan's ferries, and {min(ships, 1):.0%} on all ships counted"
    )
    frame = parts[["part", "tonnes", "share", "how"]]
    labels = {"tonnes": "Mt at most", "share": "of the rail cargo"}
    note = "Ships of other flags are not counted; every figure of a ship is the most that can be."
    return Table(frame, title, {"tonnes": ".2f", "share": ".0%"}, labels, parts, note)

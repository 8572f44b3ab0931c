"""Figures and tables that set the corridor's measures against each other."""

import pandas as pd
from matplotlib.patches import Rectangle

from helpers.analysis.corridor import BY_KEY
from helpers.locale import Name, _, heads, p_, rounded
from helpers.present.chart import Chart
from helpers.present.corridor import signed
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table

HEADS = heads("how")
ANSWERS = {
    "can be one": Name("can be one"), "cannot be one": Name("cannot be one"), "not comparable": Name("not comparable"),
}  # fmt: skip
"""What the answers on a pair are called."""

AGREEMENT = {"agree": Name("agree"), "differ": Name("differ"), "unknown": Name("unknown")}
"""How levels or growth of a pair stand to each other."""

PARTS = {
    "rail cargo to and from Azerbaijan": Name("rail cargo to and from Azerbaijan"),
    "wagons on ferries": Name("wagons on ferries"),
    "dry cargo ships": Name("dry cargo ships"),
    "containers on feeders": Name("containers on feeders"),
}
"""What crosses the sea."""

RECKONED = {
    "KTZ, in and out": Name("KTZ, in and out"),
    "all full, all lines of the fleet": Name("all full, all lines of the fleet"),
    "all lines of the fleet": Name("all lines of the fleet"),
    "all full": Name("all full"),
}
"""How a part of the crossing is reckoned."""


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
    ax.set_yticks(range(n - 1), [f"{BY_KEY[key].label:Nom}" for key in keys[1:]], fontsize=8.7)
    for i, key in enumerate(keys[:-1]):
        ax.text(i, i - 0.62, f"{BY_KEY[key].label:Nom}", fontsize=8.7, ha="left", va="bottom")
    ax.set(xlim=(-0.55, n + 4.4), ylim=(n - 1.45, -1.4), xticks=[])
    ax.grid(visible=False)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    counts = pairs["answer"].value_counts()
    tested = int(counts.get("can be one", 0) + counts.get("cannot be one", 0))
    title = _(
        "Of {tested} pairs of tonnages that can be compared, {apart} cannot be one and the same thing",
        tested=tested, apart=int(counts.get("cannot be one", 0)),
    )  # fmt: skip
    found = "; ".join(
        _(
            "{a:Nom} and {b:Nom}: {answer} (level {level}, growth {growth})",
            a=BY_KEY[r["a"]].label, b=BY_KEY[r["b"]].label, answer=ANSWERS[r["answer"]], level=AGREEMENT[r["level"]],
            growth=AGREEMENT[r["growth"]],
        )
        for r in pairs[pairs["answer"] != "not comparable"].to_dict("records")
    )  # fmt: skip
    alt = _("Half matrix of measures. {found}.", found=found)
    note = _(
        "≠: cannot be one, because of the level (L), the growth (G) or both. =: can be one, agreeing in what is "
        "named. Empty: no common period. Rounding and the tolerance asked for are allowed for."
    )
    return Chart(figure, title, alt, pairs, levels[levels["measure"].isin(keys)], note, "corridor-matrix")


def _square(x: float, y: float, colour: str) -> Rectangle:
    return Rectangle((x - 0.46, y - 0.46), 0.92, 0.92, facecolor=colour, edgecolor="none")


def _why(answer: str, level: str, growth: str) -> str:
    """Write the answer on a pair as a sign, with the letters of what it rests on below: a cell is narrow."""
    sign, wanted = {"can be one": ("=", "agree"), "cannot be one": ("≠", "differ")}.get(answer, ("", ""))
    letters = ((p_("letter of a level", "L"), level), (p_("letter of growth", "G"), growth))
    return f"{sign}\n" + "".join(letter for letter, word in letters if word == wanted)


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
        name = _("{boxes:.1f}k TEU\n{share:.0%} boxed", boxes=row["teu"] / 1000, share=row["share"])
        ax.text(row["year"], row["tonnes"] + 0.05, name, ha="center", fontsize=8.6, color=PALETTE["good"])
    last = split.iloc[-1]
    ax.text(last["year"] + 0.38, last["other"] / 2, _("other cargo"), color=PALETTE["kz"], va="center")
    middle = last["other"] + last["boxed"] / 2
    ax.text(last["year"] + 0.38, middle, _("in containers"), color=PALETTE["good"], va="center")
    ax.set(
        ylabel=_("million tonnes"), xlim=(years.min() - 0.6, years.max() + 1.6), ylim=(0, split["tonnes"].max() * 1.2)
    )
    ax.set_xticks(years)
    bars_in_words = "; ".join(
        _(
            "{year} {other:.2f} Mt other and {boxed:.2f} Mt in {teu:,.0f} TEU",
            year=int(r["year"]), other=r["other"], boxed=r["boxed"], teu=r["teu"],
        )
        for r in split.to_dict("records")
    )  # fmt: skip
    alt = _("Stacked bars by year: {bars}.", bars=bars_in_words)
    note = _(
        "Tonnes in containers assume {tonnes:g} t a TEU, empty boxes included. Hatched: containers reckoned back from "
        "the next year's published growth.",
        tonnes=tonnes_per_teu,
    )
    title = _boxes_title(split, tonnes_per_teu)
    sources = sorted({*split["source"], *split["source_teu"]})
    return Chart(figure, title, alt, split, sources, note, "corridor-boxes")


def _boxes_title(split: pd.DataFrame, tonnes_per_teu: float) -> str:
    last = split.iloc[-1]
    if len(split) == 1:
        return _(
            "Containers carry an assumed {share:.0%} of the route's tonnes in {year}",
            share=last["share"], year=int(last["year"]),
        )  # fmt: skip
    before = split.iloc[-2]
    return _(
        "From {first} to {last} containers changed by {boxes} percent and all other cargo, at an assumed {tonnes:g} t "
        "a container, by {other}",
        first=int(before["year"]), last=int(last["year"]), boxes=signed(100 * (last["teu"] / before["teu"] - 1)),
        tonnes=tonnes_per_teu, other=signed(rounded(100 * (last["other"] / before["other"] - 1))),
    )  # fmt: skip


def crossing_table(parts: pd.DataFrame) -> Table | None:
    """Set what the ships can have carried beside the rail cargo of the same months; None where not known."""
    if parts.empty:
        return None
    wagons = parts.loc[parts["part"].str.startswith("wagons"), "share"]
    ships = parts["share"].iloc[1:].sum()
    title = _(
        "At most {wagons:.0%} of the rail cargo between the states can have crossed the sea in the wagons of "
        "Azerbaijan's ferries, and {ships:.0%} on all ships counted",
        wagons=wagons.sum(), ships=min(ships, 1),
    )  # fmt: skip
    frame = parts[["part", "tonnes", "share", "how"]]
    frame = frame.assign(part=frame["part"].map(PARTS), how=frame["how"].map(RECKONED))
    labels = {"part": _("what"), "tonnes": p_("unit", "Mt"), "share": _("of the rail cargo")}
    note = _(
        "Ships of other flags are not counted; every figure of a ship is the most that can be. Sums are taken before "
        "rounding."
    )
    return Table(frame, title, {"tonnes": ".2f", "share": ".0%"}, labels, parts, note)

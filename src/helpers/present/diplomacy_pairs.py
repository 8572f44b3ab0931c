"""Figures and tables of the pair beside other pairs."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from helpers.analysis.diplomacy import DEFINITIONS, PAIR, named
from helpers.locale import Name, _, heads, listing, n_, p_, together
from helpers.present.chart import Chart
from helpers.present.corridor import spaced
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import number

HEADS = heads("pair", "count", "rank", "setting")
COLOURS = {"all": "neutral", "visits": "accent", "alone": "good"}
"""Colour of a definition of meeting."""

SHORT = {"all": Name("encounters in person"), "visits": Name("visits"), "alone": Name("stand-alone")}
"""A definition as a label in a figure."""

Known = Mapping[str, Name | str]
"""Names of states by code."""


def _words(pair: str, known: Known) -> str:
    return str(named(pair, known))


def rates_chart(rates: pd.DataFrame, known: Known, shown: int, used: Sequence[str]) -> Chart | None:
    """Draw rates with intervals for the pairs that meet most, under every definition; None without any."""
    if rates.empty:
        return None
    wide = rates.pivot(index="pair", columns="definition", values="count")
    order = wide.sort_values(["all", "visits", "alone"], ascending=False).index
    best = {wide[key].idxmax() for key in DEFINITIONS} | {PAIR}
    kept = [pair for i, pair in enumerate(order) if i < shown or pair in best]
    figure, ax = canvas(height=1.2 + 0.36 * len(kept))
    lines = {(row["pair"], row["definition"]): row for row in rates.to_dict("records")}
    for i, pair in enumerate(kept):
        if pair == PAIR:
            ax.axhspan(i - 0.5, i + 0.5, color=PALETTE["az"], alpha=0.08, lw=0)
        for shift, key in zip((-0.24, 0.0, 0.24), DEFINITIONS, strict=True):
            row, colour = lines[pair, key], PALETTE[COLOURS[key]]
            ax.plot([row["low"], row["high"]], [i + shift] * 2, color=colour, lw=2.5, alpha=0.45, solid_capstyle="butt")
            ax.plot(row["rate"], i + shift, "o", color=colour, ms=5)
    top = rates[rates["pair"] == kept[0]].set_index("definition")
    width = float(rates["high"].max()) * 1.03
    places = spaced([max(float(top["rate"][key]), 0.1 * width) for key in DEFINITIONS], 0.2 * width)
    for key, place in zip(DEFINITIONS, places, strict=True):
        ax.text(place, -0.75, str(SHORT[key]), color=PALETTE[COLOURS[key]], fontsize=8.7, ha="center", va="bottom")
    labels = [_words(pair, known) for pair in kept]
    ax.set_yticks(range(len(kept)), labels, fontsize=8.8)
    ax.get_yticklabels()[kept.index(PAIR)].set_color(PALETTE["az"])
    ax.get_yticklabels()[kept.index(PAIR)].set_fontweight("bold")
    ax.set(xlabel=_("a year"), ylim=(len(kept) - 0.4, -1.4), xlim=(-0.02 * width, width))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    own = rates[rates["pair"] == PAIR].set_index("definition")
    ranks = together(
        Name("{rank} by {label}", rank=int(own["rank"][key]), label=label) for key, label in DEFINITIONS.items()
    )
    title = _("Among {pairs} pairs this one is number {ranks}", ranks=ranks, pairs=len(wide))
    counts = "; ".join(
        _(
            "{pair} {all} encounters, {visits} visits, {alone} stand-alone", pair=named(pair, known),
            **{key: wide.loc[pair, key] for key in DEFINITIONS},
        ) for pair in kept
    )  # fmt: skip
    alt = _("Dots with intervals by pair, encounters a year: {counts} in the period.", counts=counts)
    note = _(
        "Dot: documented count over the time. Bar: interval of the Gamma posterior. Equals share the better rank. "
        "All counts are lower bounds, and the search was the most thorough for the pair of the article."
    )
    return Chart(figure, title, alt, rates.drop(columns="years"), used, note, "diplomacy-rates")


def first_table(standing: pd.DataFrame, known: Known, used: Sequence[str]) -> Table | None:
    """List rank and probability of being first under each definition; None without any."""
    if standing.empty:
        return None
    columns = ["label", "count", "rank", "first", "leader", "leader_count", "ahead", "differs"]
    frame = standing[columns].assign(leader=[_words(pair, known) for pair in standing["leader"]])
    most = float(frame["first"].max())
    title = _("The probability that the pair meets most often is at most {most:.1%}, whatever is counted", most=most)
    formats = {"first": ".1%", "ahead": ".1%", "differs": ".3f"}
    labels = {
        "label": p_("column", "what is counted"), "first": p_("column", "chance to be first"),
        "leader": p_("column", "most of the others"), "leader_count": p_("column", "its count"),
        "ahead": p_("column", "chance to be ahead"), "differs": "p",
    }  # fmt: skip
    note = _("p: exact two-sided probability of counts so far apart if both pairs met at one rate.")
    return Table(frame, title, formats, labels, used, note, "diplomacy-first")


def missed_chart(missed: pd.DataFrame, certain: float, used: Sequence[str]) -> Chart | None:
    """Draw the probability of being first against the share of the pair's encounters that was found."""
    if missed.empty:
        return None
    figure, ax = canvas(height=3.6)
    least = missed["found"].min()
    heights = {"all": 0.6, "visits": 0.45, "alone": 0.35}
    for key, part in missed.groupby("definition", sort=False):
        colour = PALETTE[COLOURS[str(key)]]
        ax.plot(100 * part["found"], 100 * part["first"], color=colour)
        near = (
            part.iloc[(part["first"] - heights[str(key)]).abs().argsort()[:1]]
            if part["first"].max() > 0.3
            else part.tail(1)
        )
        x, y = 100 * near["found"].iloc[0], 100 * near["first"].iloc[0]
        ax.annotate(str(_ON_LINE[str(key)]), (x, y), (-7, 4), textcoords="offset points",
                    color=colour, fontsize=9, ha="right")  # fmt: skip
    ax.axhline(100 * certain, color=PALETTE["bad"], lw=1, ls="--")
    ax.text(
        100, 100 * certain + 2, _("first with the certainty asked for"), color=PALETTE["bad"], ha="left", fontsize=8.7
    )
    ax.set(xlabel=_("percent of the pair's own encounters that the search found, all other pairs complete"),
           ylabel=_("probability of being first, percent"), xlim=(101, 100 * least - 3), ylim=(-2, 104))  # fmt: skip
    needed = missed[missed["first"] >= 0.5].groupby("definition", sort=False)["found"].max()
    title = _("No share of missed encounters makes the pair first")
    if len(needed):
        shares = listing((_share_found(str(key), share) for key, share in needed.items()), "or")
        title = _("The pair would more likely than not be first only if the search had found {shares}", shares=shares)
    lines = " ".join(_line_in_words(str(key), part) for key, part in missed.groupby("definition", sort=False))
    alt = _("Lines by definition. {lines}", lines=lines)
    return Chart(figure, title, alt, missed, used, "", "diplomacy-missed")


_ON_LINE = {**DEFINITIONS, "alone": Name("stand-alone visits")}


def _share_found(key: str, share: float) -> Name:
    return Name("{share:.0%} or less of its {label}", share=share, label=DEFINITIONS[key])


def _line_in_words(key: str, part: pd.DataFrame) -> str:
    points = listing(
        _("{first:.0%} at {found:.0%}", first=row["first"], found=row["found"])
        for row in part.iloc[::4].to_dict("records")
    )
    return _("{label}: {points}.", label=DEFINITIONS[key], points=points)


def exposure_chart(frame: pd.DataFrame, known: Known, shown: int, used: Sequence[str]) -> Chart | None:
    """Draw what shared summits explain of each pair's encounters, and what is the pair's own; None without any."""
    if frame.empty:
        return None
    rows = frame.sort_values(["encounters", "pair"], ascending=[False, True], ignore_index=True)
    rows = rows[(rows.index < shown) | (rows["pair"] == PAIR) | (rows["pair"] == frame["pair"].iloc[0])]
    rows = rows.sort_values(["own", "pair"], ascending=[False, True], ignore_index=True)
    figure, ax = canvas(height=1.1 + 0.33 * len(rows))
    for i, row in enumerate(rows.to_dict("records")):
        explained = min(row["expected"], row["encounters"])
        ax.barh(i, explained, color=PALETTE["muted"], alpha=0.45, height=0.65)
        ax.barh(i, row["own"], left=explained, color=PALETTE["az" if row["pair"] == PAIR else "neutral"], height=0.65)
        ax.text(explained + row["own"] + 0.5, i, number(row["own"], 1), va="center", fontsize=8.8)
    ax.text(0.3, -0.7, _("attendance at shared summits explains"), color=PALETTE["muted"], fontsize=8.7, va="bottom")
    ax.text(float(rows["encounters"].max()) * 0.98, -0.7, _("the pair's own, with its number"), fontsize=8.7,
            va="bottom", ha="right")  # fmt: skip
    ax.set_yticks(range(len(rows)), [_words(pair, known) for pair in rows["pair"]], fontsize=8.8)
    place = int(np.flatnonzero(rows["pair"] == PAIR)[0])
    ax.get_yticklabels()[place].set_color(PALETTE["az"])
    ax.set(xlabel=_("encounters in the period"), ylim=(len(rows) - 0.4, -1.4))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    own, lead = rows.iloc[place], frame.iloc[0]
    title = _(
        "Without shared summits {own:.1f} of the pair's {encounters} encounters are left; {leader} keeps {most:.1f} of "
        "{all}",
        own=own["own"], encounters=own["encounters"], leader=named(lead["pair"], known), most=lead["own"],
        all=lead["encounters"],
    )  # fmt: skip
    bars = "; ".join(
        _(
            "{pair} {expected:.1f} and {own:.1f}",
            pair=named(row["pair"], known),
            expected=row["expected"],
            own=row["own"],
        )
        for row in rows.to_dict("records")
    )
    alt = _("Stacked bars, encounters explained by summits and the pair's own: {bars}.", bars=bars)
    note = _(
        "A leader's attendance is that at summits of the same series; two leaders who decide each for himself meet "
        "as often as the product of their shares."
    )
    return Chart(figure, title, alt, frame, used, note, "diplomacy-exposure")


def stated_table(beside: pd.DataFrame, known: Known) -> Table | None:
    """List what officials and the press counted of other pairs beside ours for the same days; None without any."""
    if beside.empty:
        return None
    frame = beside[["pair", "start", "end", "theirs", "ours"]].assign(
        pair=[_words(pair, known) for pair in beside["pair"]]
    )
    ahead = int((beside["theirs"] > beside["ours"]).sum())
    title = _(
        "Of {counts} counts stated for another pair, none exceeds this pair's documented encounters", counts=len(frame)
    )
    if ahead:
        title = n_(
            "Of {counts} counts stated for another pair, {n} exceeds this pair's documented encounters",
            "Of {counts} counts stated for another pair, {n} exceed this pair's documented encounters",
            ahead, counts=len(frame),
        )  # fmt: skip
    labels = {
        "theirs": p_("column", "meetings as stated"), "ours": p_("column", "of this pair, documented"),
        "start": p_("column", "from"), "end": p_("column", "to"),
    }  # fmt: skip
    return Table(frame, title, {}, labels, beside, name="diplomacy-stated")


def sensitivity_table(frame: pd.DataFrame, used: Sequence[str]) -> Table | None:
    """List rank and probability of being first with one choice changed at a time; None without any."""
    if frame.empty:
        return None
    rows = frame.pivot(index="setting", columns="definition", values=["count", "rank", "first"])
    flat = pd.DataFrame({"setting": pd.Series(frame["setting"].drop_duplicates().to_list(), dtype=object)})
    for key in DEFINITIONS:
        flat[f"{key}_count"] = rows["count"][key].reindex(flat["setting"]).astype(int).to_numpy()
        flat[f"{key}_rank"] = rows["rank"][key].reindex(flat["setting"]).astype(int).to_numpy()
    flat["first"] = frame.groupby("setting")["first"].max().reindex(flat["setting"]).to_numpy()
    title = _(
        "Whatever is changed, the best rank of the pair is {rank} and its probability of being first is {first:.1%} at "
        "most",
        rank=int(frame["rank"].min()), first=flat["first"].max(),
    )  # fmt: skip
    short = {"all": Name("encounters"), "visits": Name("visits"), "alone": Name("stand-alone")}
    labels = {f"{key}_count": str(word) for key, word in short.items()}
    labels |= {f"{key}_rank": _("rank by {label}", label=word) for key, word in short.items()}
    labels["first"] = _("first, at most")
    return Table(flat, title, {"first": ".1%"}, labels, used, name="diplomacy-sensitivity")

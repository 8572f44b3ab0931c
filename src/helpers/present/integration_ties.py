"""Figures and tables of the organisation's trade, of the languages and of the people who go between the two."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from helpers.analysis import integration_exchange as exchange
from helpers.analysis import integration_trade as trade
from helpers.analysis.integration_exchange import Size
from helpers.locale import _, heads, n_, p_, short, tabled
from helpers.present.chart import Chart
from helpers.present.corridor import spaced
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Format, Table
from helpers.present.words import MISSING, number

HEADS = heads("persons", "exchange", "what", "period")
_ROLES = {"Tokayev": "kz", "Kanak": "accent"}


def stated_chart(rows: pd.DataFrame) -> Chart | None:
    """Draw what was said of the trade within the organisation, speaker by speaker; None where nothing was."""
    shown = rows[rows["series"].isin(list(trade.WITHIN))]
    if shown.empty:
        return None
    figure, ax = canvas(height=3.6)
    for year, part in shown.groupby("year"):
        places = spaced(list(part["billion"]), 3.4)
        for line, place in zip(part.to_dict("records"), places, strict=True):
            colour = PALETTE[_ROLES.get(line["speaker"], "neutral")]
            exports = line["series"] == "ots_intra_exports"
            ax.plot(
                year, line["billion"], "s" if exports else "o", color=colour, ms=8, mfc="white" if exports else colour
            )
            text = _("{billion:g} {speaker}", billion=line["billion"], speaker=_speaker(line))
            if exports:
                text = _("{billion:g} {speaker} (exports alone)", billion=line["billion"], speaker=_speaker(line))
            crowded = len(part) == 1 and line["year"] + 1 in set(shown["year"])
            ax.text(line["year"] + (-0.18 if crowded else 0.18), place, text, color=colour, va="center",
                    ha="right" if crowded else "left", fontsize=8.9)  # fmt: skip
    first, last = int(shown["year"].min()), int(shown["year"].max())
    ax.set(ylabel=p_("unit", "USD billion"), xlim=(first - 0.6, last + 2.6), ylim=(0, 1.15 * shown["billion"].max()))
    ax.set_xticks(sorted(shown["year"].unique()))
    split = trade.disputed(rows)
    title = n_(
        "{n} figure of trade within the organisation was published, not a statistic",
        "{n} figures of trade within the organisation were published, none a statistic",
        len(shown),
    )
    if split:
        year, span = split[:2]
        title = _(
            "For {year} the trade of the members with one another is {low:g} or {high:g} billion dollars, a factor of "
            "{factor:.1f}",
            year=year, low=span.low, high=span.high, factor=span.high / span.low,
        )  # fmt: skip
    dots = "; ".join(
        _(
            "{year} {what} {billion:g} billion dollars ({speaker})", year=line["year"], what=line["what"],
            billion=line["billion"], speaker=_speaker(line) or line["source"],
        )
        for line in shown.to_dict("records")
    )  # fmt: skip
    alt = _("Dots by year: {dots}.", dots=dots)
    note = _(
        "Stated in speeches and interviews; membership is counted differently, and no two figures are joined by a line."
    )
    return Chart(figure, title, alt, shown[["year", "what", "billion", "speaker", "note", "source"]], shown, note,
                 "stated-trade")  # fmt: skip


def _speaker(line: Any) -> str:
    """Name who said it; empty where only the source is known."""
    return str(trade.SPEAKERS.get(line["speaker"], line["speaker"]))


def stated_table(rows: pd.DataFrame) -> Table | None:
    """List every figure of the organisation's trade side by side; None where there is none."""
    if rows.empty:
        return None
    frame = rows[["period", "what", "billion", "speaker", "note"]].reset_index(drop=True)
    frame = frame.assign(
        speaker=[_speaker(line) or MISSING for line in rows.to_dict("records")],
        note=[p_("note", note) for note in frame["note"]],
    )
    own = rows[rows["series"].isin(["az_trade_with_ots", "kz_trade_with_ots"])]
    title = n_(
        "{n} figure for the organisation's trade, {own} of them one state's trade with the members",
        "{n} figures for the organisation's trade, {own} of them one state's trade with the members",
        len(frame), own=len(own),
    )  # fmt: skip
    labels = {
        "billion": p_("unit", "USD billion"), "note": p_("column", "as stated"), "speaker": p_("column", "speaker"),
    }  # fmt: skip
    formats: dict[str, Format] = {"billion": ",.1f", "period": tabled}
    return Table(frame, title, formats, labels, rows, "", "trade-figures")


def languages_chart(rows: pd.DataFrame, level: float) -> Chart | None:
    """Draw the vocabulary shared by the languages, with ranges; None before the comparison was published."""
    if rows.empty:
        return None
    figure, ax = canvas(height=4.3)
    ordered = rows.iloc[::-1].reset_index(drop=True)
    for place, line in enumerate(ordered.to_dict("records")):
        role = "accent" if line["pair"] == exchange.OWN else "neutral" if line["own"] else "muted"
        ax.plot([100 * line["low"], 100 * line["high"]], [place, place], color=PALETTE[role], lw=2.5, alpha=0.45)
        ax.plot(100 * line["share_cognate"], place, "o", color=PALETTE[role], ms=6)
        ax.text(100 * line["high"] + 0.6, place, number(100 * line["share_cognate"], 1), va="center",
                fontsize=8.7, color=PALETTE[role])  # fmt: skip
    ax.set_yticks(range(len(ordered)), [str(name) for name in ordered["name"]], fontsize=8.8)
    for label, pair in zip(ax.get_yticklabels(), ordered["pair"], strict=True):
        label.set_color(PALETTE["accent" if pair == exchange.OWN else "neutral"])
    ax.set(xlabel=_("percent of basic meanings with a common root"), xlim=(100 * rows["low"].min() - 1, 101))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    own = rows[rows["pair"] == exchange.OWN].iloc[0]
    place = int((rows["share_cognate"] > own["share_cognate"]).sum()) + 1
    title = _(
        "Azerbaijani and Kazakh share {share:.1f} percent of basic words (standard error {error:.1f}), number {place} "
        "of these {pairs} pairs",
        share=100 * own["share_cognate"], error=100 * own["se"], place=place, pairs=len(rows),
    )  # fmt: skip
    dots = "; ".join(
        _("{pair} {value:.1f}", pair=line["name"], value=100 * line["share_cognate"])
        for line in rows.to_dict("records")
    )
    alt = _("Dots with ranges: {dots} percent.", dots=dots)
    note = _(
        "Ranges at {level:.0%} from the standard error of the share, over {low} to {high} meanings.",
        level=level, low=rows["n_meanings"].min(), high=rows["n_meanings"].max(),
    )  # fmt: skip
    columns = ["pair", "name", "n_meanings", "share_cognate", "se", "low", "high", "ldnd_similarity"]
    return Chart(figure, title, alt, rows[columns], [exchange.LANGUAGE_SOURCE], note, "languages")


def exchange_chart(sizes: Sequence[Size]) -> Chart | None:
    """Draw the exchanges as squares whose areas are to scale; None where none is known."""
    if not sizes:
        return None
    roots = [float(np.sqrt(size.value)) for size in sizes]
    gap, x = 0.06 * roots[0] if len(roots) > 1 else 1.0, 0.0
    top, wide = max(roots), sum(roots) + gap * len(roots) + 1.37 * max(roots)
    figure, ax = canvas(height=0.2 + 7.1 * 1.07 * top / wide)
    roles = {"tourists": "muted", "students": "az", "scholarships": "accent"}
    spots = []
    for size, root in zip(sizes, roots, strict=True):
        colour = PALETTE[roles[size.key.split("_")[0].split(":")[0]]]
        ax.add_patch(Rectangle((x, 0), root, root, facecolor=colour, edgecolor="none"))
        text = _("{number:,.0f} {what}", number=size.value, what=size.label)
        spots.append((x + root, root, colour, text))
        x += root + gap
    heights = np.linspace(0.95 * top, 0.18 * top, len(spots))
    for (right, root, colour, text), height in zip(spots, heights, strict=True):
        start = x + 0.02 * top
        ax.plot([right - min(root, gap) / 2, start], [root, height], color=colour, lw=0.6, alpha=0.6)
        ax.text(start + 0.01 * top, height, text, color=colour, va="center", fontsize=9)
    ax.set(xlim=(-0.02 * top, x + 1.35 * top), ylim=(-0.03 * top, 1.04 * top), xticks=[], yticks=[], aspect="equal")
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.grid(visible=False)
    squares = "; ".join(
        _("{what} {number:,.0f} ({period})", what=s.label, number=s.value, period=short(s.period)) for s in sizes
    )
    alt = _("Squares to scale: {squares}.", squares=squares)
    frame = pd.DataFrame([(s.label, s.value, s.period, s.bound, s.source) for s in sizes],
                         columns=["what", "persons", "period", "bound", "source"])  # fmt: skip
    note = _("Area stands for the number of persons. Students on a day, scholarships a year.")
    guests = [short(size.period) for size in sizes if size.months]
    if guests:
        note = _(
            "Area stands for the number of persons. Tourists of {period}, students on a day, scholarships a year.",
            period=guests[0],
        )
    return Chart(figure, _exchange_title(sizes), alt, frame, frame, note, "exchanges")


def _exchange_title(sizes: Sequence[Size]) -> str:
    found = exchange.by_key(sizes)
    there, back = found.get("students:AZE-KAZ"), found.get("students:KAZ-AZE")
    guests, everyone = found.get("tourists_to_aze:KAZ-AZE"), found.get("tourists_total_to_aze:AZE")
    share = guests.value / everyone.value if guests and everyone else None
    students = there.value + back.value if there and back else None
    if share is not None and students is not None:
        return _(
            "Visitors from Kazakhstan are {share:.1%} of Azerbaijan's; the two exchange {students:,.0f} students in "
            "all",
            share=share, students=students,
        )  # fmt: skip
    if share is not None:
        return _("Visitors from Kazakhstan are {share:.1%} of Azerbaijan's", share=share)
    if students is not None:
        return _("The two exchange {students:,.0f} students in all", students=students)
    return n_("{n} size of the exchanges is known", "{n} sizes of the exchanges are known", len(sizes))


def people_table(sizes: Sequence[Size], people: dict[str, float]) -> Table | None:
    """Relate the students to the population they come from; None where not known."""
    found = [size for size in sizes if size.key.startswith("students") and size.key.split(":")[1][:3] in people]
    if not found:
        return None
    home = [size.key.split(":")[1][:3] for size in found]
    frame = pd.DataFrame({
        "exchange": [str(size.label) for size in found], "persons": [size.value for size in found],
        "per_million": [1e6 * size.value / people[code] for size, code in zip(found, home, strict=True)],
    })  # fmt: skip
    low, high = frame["per_million"].min(), frame["per_million"].max()
    title = _("Per million at home, {low:.0f} to {high:.0f} students are in the other state", low=low, high=high)
    labels = {"per_million": p_("column", "per million at home")}
    return Table(
        frame, title, {"persons": ",.0f", "per_million": ".1f"}, labels, [s.source for s in found], "", "students"
    )

"""Figures and tables of documents and bodies."""

from collections.abc import Mapping

import pandas as pd

from helpers.analysis.diplomacy import PAIR, named, said
from helpers.analysis.diplomacy_bodies import Gap
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas, dated
from helpers.present.table import Table
from helpers.present.words import listing, number

SIGNS = {"": ("o", ""), "about": ("o", "about "), "lower": ("^", "more than "), "upper": ("v", "up to ")}
"""Marker and words of a bound."""


def documents_chart(known: pd.DataFrame, signed: pd.DataFrame, stated: float, gap: Gap | None) -> Chart | None:
    """Draw the stated counts of documents, bounds as arrows, and the documents of single visits; None without any."""
    if known.empty:
        return None
    figure, ax = canvas(height=3.6)
    for row in known.to_dict("records"):
        marker, words = SIGNS[row["bound"]]
        face = "white" if row["bound"] in ("lower", "upper") else PALETTE["neutral"]
        ax.plot(row["end"], row["value"], marker, color=PALETTE["neutral"], mfc=face, ms=8)
        right = row["end"] > known["end"].min() + (known["end"].max() - known["end"].min()) * 0.8
        side, shift = ("right", -10) if right else ("left", 10)
        below = -11 if 0 < stated - row["value"] < 15 else 0
        ax.annotate(f"{words}{row['value']:.0f}", (row["end"], row["value"]), (shift, below),
                    textcoords="offset points", ha=side, va="center", fontsize=9)  # fmt: skip
    for day, part in signed.groupby("end"):
        ordered = part.sort_values("value")
        low, high = ordered["value"].iloc[0], ordered["value"].iloc[-1]
        ax.bar(pd.Timestamp(str(day)), high, width=18, color=PALETTE["accent"], alpha=0.35)
        ax.bar(pd.Timestamp(str(day)), low, width=18, color=PALETTE["accent"])
        said_so = [f"{SIGNS[row['bound']][1]}{row['value']:.0f}" for row in ordered.to_dict("records")]
        ax.annotate(f"{listing(said_so, 'or')} signed", (pd.Timestamp(str(day)), high), (0, 3),
                    textcoords="offset points", ha="center", va="bottom", fontsize=8.7,
                    color=PALETTE["accent"])  # fmt: skip
    ax.axhline(stated, color=PALETTE["bad"], lw=1, ls="--")
    start = known["end"].min() - pd.Timedelta(days=200)
    ax.text(
        start + pd.Timedelta(days=12),
        stated + 3,
        f"the article: about {stated:.0f}",
        color=PALETTE["bad"],
        fontsize=8.7,
        va="bottom",
    )
    ax.set(ylabel="documents", xlim=(start, known["end"].max() + pd.Timedelta(days=90)),
           ylim=(0, max(stated, float(known["value"].max())) * 1.15))  # fmt: skip
    dated(ax.xaxis)
    firm = known[~known["bound"].isin(["lower", "upper"])]
    title = f"Counts of documents stated by then: {len(known)}, of which {len(firm)} name a figure and not only a bound"
    if gap and gap.needed and gap.signed:
        title = (
            f"From {gap.earlier:.0f} to {gap.later:.0f} documents in {gap.months:.0f} months would take "
            f"{gap.needed:.0f} at each stand-alone visit, where {_range(gap.signed.low, gap.signed.high)} were signed"
            + (f" or, by another count, more than {gap.floor:.0f}" if gap.floor else "")
        )
    alt = "Dots over time: " + "; ".join(
        f"{SIGNS[row['bound']][1]}{row['value']:.0f} on {said(row['end'])}" for row in known.to_dict("records")
    ) + f". A line at the article's {stated:.0f}."  # fmt: skip
    note = "Hollow triangles say only 'more than'. The dots are not joined: each speaker counted by a rule of his own."
    data = pd.concat([known, signed])[["series", "period", "value", "kind", "bound", "source", "note"]]
    return Chart(figure, title, alt, data, data, note, "diplomacy-documents")


def _range(low: float, high: float) -> str:
    return number(low, 0) if low == high else f"{number(low, 0)} to {number(high, 0)}"


def bodies_table(frame: pd.DataFrame, known: Mapping[str, str]) -> Table | None:
    """List the councils of the pairs with their sessions; None without any."""
    if frame.empty:
        return None
    rows = frame[["pair", "stated", "on", "dated", "first", "last"]].assign(
        pair=[named(pair, known) for pair in frame["pair"]]
    )
    own = frame[frame["pair"] == PAIR]
    most = frame.iloc[0]
    lead = named(most["pair"], known)
    title = f"{len(frame)} pairs are known to have such a council; {lead} has held {most['most']:.0f} sessions"
    if len(own):
        title += f", the pair {own['most'].iloc[0]:.0f}"
    formats = {"on": "%Y-%m-%d", "stated": ".0f"}
    labels = {"stated": "sessions as stated", "on": "stated on", "dated": "sessions with a date",
              "first": "first of these", "last": "last of these"}  # fmt: skip
    note = "Stated and dated differ where nobody listed the sessions; the search was not equal for all pairs."
    sources = sorted({source for used in frame["source"] for source in used})
    return Table(rows, title, formats, labels, sources, note, "diplomacy-bodies")


def commission_table(rows: pd.DataFrame) -> Table | None:
    """List the numbered sessions of the intergovernmental commission; None without any."""
    if rows.empty:
        return None
    frame = rows[["end", "value", "note"]].rename(columns={"end": "day", "value": "session"}).reset_index(drop=True)
    last = frame.iloc[-1]
    title = f"The intergovernmental commission held session number {last['session']:.0f} on {said(last['day'])}"
    if len(frame) > 1:
        years = (frame["day"].iloc[-1] - frame["day"].iloc[0]).days / 365.25
        pace = (frame["session"].iloc[-1] - frame["session"].iloc[0]) / years
        title += f", {number(pace, 1)} sessions a year since {frame['day'].iloc[0].year}"
    return Table(frame, title, {"day": "%Y-%m-%d", "session": ".0f"}, {}, rows, name="diplomacy-commission")


def treaty_table(rows: pd.DataFrame) -> Table | None:
    """List the dated signatures and steps of the two states; None without any."""
    if rows.empty:
        return None
    frame = rows[["date", "place", "title"]]
    treaty = rows[rows["title"].astype("str").str.contains("strategic partnership")]
    title = f"{len(frame)} signatures and steps of the two states since {rows['start'].iloc[0].year} are dated"
    if len(treaty):
        title += f", the treaty on strategic partnership to {said(treaty['start'].iloc[0])}"
    return Table(frame, title, {}, {"title": "what"}, rows, name="diplomacy-steps")

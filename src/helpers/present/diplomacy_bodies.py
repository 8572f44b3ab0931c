"""Figures and tables of documents and bodies."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.analysis.diplomacy import PAIR, named, said
from helpers.analysis.diplomacy_bodies import Gap
from helpers.analysis.diplomacy_occasions import occasion, place
from helpers.locale import Name, _, day, heads, listing, p_, short
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas, dated
from helpers.present.table import Format, Table

HEADS = heads("pair", "day", "session", "date", "place")
MARKERS = {"": "o", "about": "o", "lower": "^", "upper": "v"}
"""Marker of a bound."""


def documents_chart(known: pd.DataFrame, signed: pd.DataFrame, stated: float, gap: Gap | None) -> Chart | None:
    """Draw the stated counts of documents, bounds as arrows, and the documents of single visits; None without any."""
    if known.empty:
        return None
    figure, ax = canvas(height=3.6)
    for row in known.to_dict("records"):
        marker = MARKERS[row["bound"]]
        face = "white" if row["bound"] in ("lower", "upper") else PALETTE["neutral"]
        ax.plot(row["end"], row["value"], marker, color=PALETTE["neutral"], mfc=face, ms=8)
        right = row["end"] > known["end"].min() + (known["end"].max() - known["end"].min()) * 0.8
        side, shift = ("right", -10) if right else ("left", 10)
        below = -11 if 0 < stated - row["value"] < 15 else 0
        ax.annotate(str(_bounded(row)), (row["end"], row["value"]), (shift, below),
                    textcoords="offset points", ha=side, va="center", fontsize=9)  # fmt: skip
    for signing, part in signed.groupby("end"):
        ordered = part.sort_values("value")
        low, high = ordered["value"].iloc[0], ordered["value"].iloc[-1]
        ax.bar(pd.Timestamp(str(signing)), high, width=18, color=PALETTE["accent"], alpha=0.35)
        ax.bar(pd.Timestamp(str(signing)), low, width=18, color=PALETTE["accent"])
        said_so = listing((_bounded(row) for row in ordered.to_dict("records")), "or")
        ax.annotate(_("{documents} signed", documents=said_so), (pd.Timestamp(str(signing)), high), (0, 3),
                    textcoords="offset points", ha="center", va="bottom", fontsize=8.7,
                    color=PALETTE["accent"])  # fmt: skip
    ax.axhline(stated, color=PALETTE["bad"], lw=1, ls="--")
    start = known["end"].min() - pd.Timedelta(days=200)
    ax.text(
        start + pd.Timedelta(days=12),
        stated + 3,
        _("the article: about {stated:.0f}", stated=stated),
        color=PALETTE["bad"],
        fontsize=8.7,
        va="bottom",
    )
    ax.set(ylabel=_("documents"), xlim=(start, known["end"].max() + pd.Timedelta(days=90)),
           ylim=(0, max(stated, float(known["value"].max())) * 1.15))  # fmt: skip
    dated(ax.xaxis)
    dots = "; ".join(
        _("{count} on {day}", count=_bounded(row), day=said(row["end"])) for row in known.to_dict("records")
    )
    alt = _("Dots over time: {dots}. A line at the article's {stated:.0f}.", dots=dots, stated=stated)
    note = _(
        "Hollow triangles say only 'more than'. The dots are not joined: each speaker counted by a rule of his own."
    )
    data = pd.concat([known, signed])[["series", "period", "value", "kind", "bound", "source", "note"]]
    return Chart(figure, _documents_title(known, gap), alt, data, data, note, "diplomacy-documents")


def _bounded(row: Any) -> Name:
    """A count with the words of its bound."""
    if row["bound"] == "about":
        return Name("about {value:.0f}", value=row["value"])
    if row["bound"] == "lower":
        return Name("more than {value:.0f}", value=row["value"])
    if row["bound"] == "upper":
        return Name("up to {value:.0f}", value=row["value"])
    return Name("{value:.0f}", value=row["value"])


def _documents_title(known: pd.DataFrame, gap: Gap | None) -> str:
    if not (gap and gap.needed and gap.signed):
        firm = known[~known["bound"].isin(["lower", "upper"])]
        return _(
            "Counts of documents stated by then: {counts}, of which {firm} name a figure and not only a bound",
            counts=len(known), firm=len(firm),
        )  # fmt: skip
    low, high = gap.signed.low, gap.signed.high
    span = Name("{value:.0f}", value=low) if low == high else Name("{low:.0f} to {high:.0f}", low=low, high=high)
    given: dict[str, Any] = {
        "earlier": gap.earlier, "later": gap.later, "months": gap.months, "needed": gap.needed, "signed": span,
    }  # fmt: skip
    if not gap.floor:
        return _(
            "From {earlier:.0f} to {later:.0f} documents in {months:.0f} months would take {needed:.0f} at each "
            "stand-alone visit, where {signed} were signed",
            **given,
        )
    return _(
        "From {earlier:.0f} to {later:.0f} documents in {months:.0f} months would take {needed:.0f} at each "
        "stand-alone visit, where {signed} were signed or, by another count, more than {floor:.0f}",
        floor=gap.floor, **given,
    )  # fmt: skip


def bodies_table(frame: pd.DataFrame, known: Mapping[str, Name | str]) -> Table | None:
    """List the councils of the pairs with their sessions; None without any."""
    if frame.empty:
        return None
    rows = frame[["pair", "stated", "on", "dated", "first", "last"]].assign(
        pair=[str(named(pair, known)) for pair in frame["pair"]]
    )
    own = frame[frame["pair"] == PAIR]
    most = frame.iloc[0]
    said_so = {"pairs": len(frame), "leader": named(most["pair"], known), "sessions": most["most"]}
    title = _("{pairs} pairs are known to have such a council; {leader} has held {sessions:.0f} sessions", **said_so)
    if len(own):
        title = _(
            "{pairs} pairs are known to have such a council; {leader} has held {sessions:.0f} sessions, the pair "
            "{own:.0f}",
            own=own["most"].iloc[0], **said_so,
        )  # fmt: skip
    formats: dict[str, Format] = {"stated": ".0f", "first": short, "last": short}
    labels = {
        "stated": p_("column", "sessions as stated"), "on": p_("column", "stated on"),
        "dated": p_("column", "sessions with a date"), "first": p_("column", "first of these"),
        "last": p_("column", "last of these"),
    }  # fmt: skip
    note = _("Stated and dated differ where nobody listed the sessions; the search was not equal for all pairs.")
    sources = sorted({source for used in frame["source"] for source in used})
    return Table(rows, title, formats, labels, sources, note, "diplomacy-bodies")


def commission_table(rows: pd.DataFrame) -> Table | None:
    """List the numbered sessions of the intergovernmental commission; None without any."""
    if rows.empty:
        return None
    frame = rows[["end", "value", "note"]].rename(columns={"end": "day", "value": "session"}).reset_index(drop=True)
    last = frame.iloc[-1]
    held: dict[str, Any] = {"session": last["session"], "day": said(last["day"])}
    title = _("The intergovernmental commission held session number {session:.0f} on {day}", **held)
    if len(frame) > 1:
        years = (frame["day"].iloc[-1] - frame["day"].iloc[0]).days / 365.25
        pace = (frame["session"].iloc[-1] - frame["session"].iloc[0]) / years
        title = _(
            "The intergovernmental commission held session number {session:.0f} on {day}; since {year} it has met "
            "{pace:.1f} times a year",
            pace=pace, year=frame["day"].iloc[0].year, **held,
        )  # fmt: skip
    frame = frame.assign(note=[occasion(note) for note in frame["note"]])
    labels = {"note": p_("column", "note")}
    return Table(frame, title, {"session": ".0f"}, labels, rows, name="diplomacy-commission")


def treaty_table(rows: pd.DataFrame) -> Table | None:
    """List the dated signatures and steps of the two states; None without any."""
    if rows.empty:
        return None
    treaty = rows[rows["title"].astype("str").str.contains("strategic partnership")]
    frame = pd.DataFrame({
        "date": [date if len(date) < 10 else day(pd.Timestamp(date), "short") for date in rows["date"]],
        "place": [str(place(name)) for name in rows["place"]],
        "title": [occasion(title) for title in rows["title"]],
    })  # fmt: skip
    dated: dict[str, Any] = {"steps": len(frame), "year": rows["start"].iloc[0].year}
    title = _("{steps} signatures and steps of the two states since {year} are dated", **dated)
    if len(treaty):
        title = _(
            "{steps} signatures and steps of the two states since {year} are dated, the treaty on strategic "
            "partnership to {day}",
            day=said(treaty["start"].iloc[0]), **dated,
        )  # fmt: skip
    return Table(frame, title, {}, {"title": p_("column", "what")}, rows, name="diplomacy-steps")

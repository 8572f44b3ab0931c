"""When each claim became known, held and flipped: a bar a claim over the days of a replay."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.claims import Verdict
from helpers.locale import _, n_
from helpers.present.chart import Chart
from helpers.present.scorecard import key, said
from helpers.present.signs import PALE, WORD_COLOUR, sign_of
from helpers.present.style import PALETTE, canvas, dated

THICK, THIN = 0.74, 0.2
"""Height of a bar, and of one that stands for silence, as a part of a line."""

SIGN_ROOM = 0.022
"""Part of the width that the sign of a verdict needs."""


def verdict_spans(verdicts: pd.DataFrame, end: date) -> Chart:
    """Draw one line a claim: a bar for each stretch of days with the same verdict, its sign where it begins.

    Parameters
    ----------
    verdicts
        Columns day, claim, verdict; a row a day and claim.
    end
        Where the last stretch ends.
    """
    spans = spans_of(verdicts, end)
    claims = list(dict.fromkeys(verdicts["claim"]))
    figure, axes = canvas(height=0.24 * len(claims) + 1.2)
    first, last = verdicts["day"].min(), end
    for span in spans.itertuples():
        _bar(axes, claims.index(str(span.claim)), span, (last - first).days)
    axes.set(ylim=(len(claims) - 0.4, -0.6), xlim=(_place(first), _place(last)), ylabel="")
    axes.set_yticks(range(len(claims)), claims)
    axes.xaxis_date()
    dated(axes.xaxis)
    axes.grid(visible=False)
    axes.grid(visible=True, axis="x")
    key(figure, [word for word in Verdict if word.value in set(verdicts["verdict"])])
    return Chart(figure, _title(verdicts), _alt(verdicts, spans), verdicts, name="verdicts-from-day-to-day")


def _bar(axes: Axes, line: int, span: Any, whole: int) -> None:
    start, width = _place(span.start), (span.end - span.start).days
    height = THIN if span.verdict == Verdict.UNVERIFIED else THICK
    axes.barh(line, width, height, left=start, color=WORD_COLOUR[span.verdict], edgecolor="white", linewidth=1)
    if height == THICK and width >= SIGN_ROOM * whole:
        ink = PALETTE["neutral"] if span.verdict in PALE else "white"
        place = start + 0.6 * SIGN_ROOM * whole
        axes.text(place, line, sign_of(span.verdict), ha="center", va="center", color=ink, fontsize=9)


def _place(day: date) -> float:
    """Where matplotlib puts a day on an axis."""
    return float((day - date(1970, 1, 1)).days)


def spans_of(verdicts: pd.DataFrame, end: date) -> pd.DataFrame:
    """Join days of the same verdict into stretches: claim, verdict, start, end (the start of the next).

    Examples
    --------
    >>> days = [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)]
    >>> words = ["unverified", "supported", "supported"]
    >>> found = spans_of(pd.DataFrame({"day": days, "claim": "TRD-1", "verdict": words}), date(2024, 4, 1))
    >>> [(span.verdict, f"{span.start}", f"{span.end}") for span in found.itertuples()]
    [('unverified', '2024-01-01', '2024-02-01'), ('supported', '2024-02-01', '2024-04-01')]
    """
    rows = []
    for claim, group in verdicts.groupby("claim", sort=False):
        ordered = group.sort_values("day")
        begins = ordered[ordered["verdict"] != ordered["verdict"].shift()]
        ends = [*begins["day"].iloc[1:], end]
        rows += [(claim, *one) for one in zip(begins["verdict"], begins["day"], ends, strict=True)]
    return pd.DataFrame(rows, columns=["claim", "verdict", "start", "end"])


def _title(verdicts: pd.DataFrame) -> str:
    first, last = verdicts["day"].min(), verdicts["day"].max()
    told = verdicts[verdicts["verdict"] != Verdict.UNVERIFIED.value]
    known = [told.loc[told["day"] == day, "claim"].nunique() for day in (first, last)]
    return n_(
        "Evidence spoke to {some} of {all} checkable claims by {before} and to {more} by {after}; {n} verdict changed "
        "once known",
        "Evidence spoke to {some} of {all} checkable claims by {before} and to {more} by {after}; {n} verdicts changed "
        "once known",
        len(list(flipped(verdicts))), some=known[0], all=verdicts["claim"].nunique(), before=first, more=known[1],
        after=last,
    )  # fmt: skip


def flipped(verdicts: pd.DataFrame) -> Iterator[str]:
    """Name the claims whose verdict changed after evidence had first spoken to them.

    >>> days = [date(2024, 1, 1), date(2024, 2, 1)]
    >>> list(flipped(pd.DataFrame({"day": days, "claim": "A", "verdict": ["unverified", "supported"]})))
    []
    """
    for claim, group in verdicts.groupby("claim", sort=False):
        words = [word for word in group.sort_values("day")["verdict"] if word != Verdict.UNVERIFIED.value]
        if len(set(words)) > 1:
            yield str(claim)


def _alt(verdicts: pd.DataFrame, spans: pd.DataFrame) -> str:
    told = [f"{claim} {', '.join(_stretches(group))}" for claim, group in spans.groupby("claim", sort=False)]
    return _(
        "Bars over time, one line a claim, from {first} to {last}, coloured by verdict. {verdicts}.",
        first=verdicts["day"].min(), last=verdicts["day"].max(), verdicts="; ".join(told),
    )  # fmt: skip


def _stretches(group: pd.DataFrame) -> Iterator[str]:
    """The first verdict, and each later one with the day by which it was reached."""
    for number, span in enumerate(group.itertuples()):
        word = said(str(span.verdict))
        yield word if number == 0 else _("{verdict} by {day}", verdict=word, day=span.start)

"""What the pair of figures for Dubendi can be: a balance of masses, with the rounding of every figure carried."""

from dataclasses import dataclass

import pandas as pd

from helpers.analysis.energy import KT, NARROW, WIDE, flows, yearly
from helpers.evidence import Evidence, newest
from helpers.locale import Name
from helpers.models.compatibility import overlap, possible
from helpers.models.interval import Interval
from helpers.models.remainder import less, over, plus, times

HALVES = ("2024-01/2024-06", "2025-01/2025-06")
_TEN = "2024-01/2024-10"
PIPE, ALL, ON_TOP = "the oil into the pipeline", "all oil to Azerbaijan", "Kazakh oil on top of the pipeline's"
HYPOTHESES = {
    PIPE: Name("the oil into the pipeline"),
    ALL: Name("all oil to Azerbaijan"),
    ON_TOP: Name("Kazakh oil on top of the pipeline's"),
}
"""What the hypotheses are called."""
ANSWERS = {
    "possible": Name("possible"), "ruled out": Name("ruled out"), "not testable": Name("not testable"),
}  # fmt: skip
"""What the answers are called."""


@dataclass(frozen=True)
class Hypothesis:
    """One thing that the figure of a half-year may be.

    Attributes
    ----------
    what
        The hypothesis in words.
    half
        The half-year.
    reported
        Oil of the terminal as reported, kt.
    expected
        What the balance allows, kt; None where it cannot be drawn up.
    how
        The balance in words.
    """

    what: str
    half: str
    reported: Interval
    expected: Interval | None
    how: str
    rows: tuple[str, ...]

    @property
    def answer(self) -> str:
        """Whether both ranges have a point in common."""
        if self.expected is None:
            return "not testable"
        return "possible" if overlap(self.reported, self.expected) else "ruled out"


def _figure(rows: pd.DataFrame, period: str) -> tuple[Interval, tuple[str, ...]] | None:
    """Range of a figure: the rounding of every source that gives it."""
    found = rows[rows["period"] == period]
    if found.empty:
        return None
    ranges = [
        possible(v, b).scaled(KT[u]) for v, b, u in zip(found["value"], found["bound"], found["unit"], strict=True)
    ]
    value = float(newest(found).iloc[-1]["value"]) * KT[str(found["unit"].iloc[-1])]
    span = Interval.spanning([end for r in ranges for end in (r.low, r.high)], value)
    return span, tuple(found["row"])


def hypotheses(evidence: Evidence) -> pd.DataFrame:
    """Test what the terminal's figures of two half-years can be.

    Into the pipeline: the same oil under another name. All to Azerbaijan: the oil into the pipeline, raised by
    the ratio of the wide to the narrow scope. On top: the terminal's oil is Kazakh and comes beside the pipeline's,
    so it must fit into what Aktau loaded, less Makhachkala and the pipeline.

    Returns
    -------
    DataFrame
        what, half, reported, expected, low, high (kt), answer, how, rows; empty where the terminal is unknown.
    """
    found: list[Hypothesis] = []
    dubendi = evidence.series("port_oil", "port_dubendi")
    narrow = flows(evidence, NARROW)
    for half in HALVES:
        oil, pipe = _figure(dubendi, half), _figure(narrow, half)
        if oil is None or pipe is None:
            continue
        rows = (*oil[1], *pipe[1])
        found.append(Hypothesis(PIPE, half, oil[0], pipe[0], "figures compared", rows))
        ratio = _ratio(evidence, half[:4])
        wide = times(pipe[0], ratio[0]) if ratio else None
        how = ratio[1] if ratio else "no ratio of the scopes known"
        found.append(Hypothesis(ALL, half, oil[0], wide, how, (*rows, *(ratio[2] if ratio else ()))))
        room, used = _room(evidence, half, pipe[0])
        how = "half of Aktau's loading less the rest"
        found.append(Hypothesis(ON_TOP, half, oil[0], room, how, (*rows, *used)))
    columns = ["what", "half", "reported", "expected", "low", "high", "answer", "how", "rows"]
    return pd.DataFrame([_row(h) for h in found], columns=columns)


def _row(h: Hypothesis) -> tuple[object, ...]:
    ends = (h.expected.value, h.expected.low, h.expected.high) if h.expected else (float("nan"),) * 3
    return (h.what, h.half, h.reported.value, *ends, h.answer, h.how, h.rows)


def _ratio(evidence: Evidence, year: str) -> tuple[Interval, str, tuple[str, ...]] | None:
    """Wide over narrow scope in the longest window of the year that both know, rounding carried."""
    narrow, wide = flows(evidence, NARROW), flows(evidence, WIDE)
    shared = set(narrow.loc[narrow["months"] > 0, "period"]) & set(wide.loc[wide["months"] > 0, "period"])
    periods = sorted((p for p in shared if p.startswith(year)), key=lambda p: (len(p), p))
    if not periods:
        return None
    period = periods[0] if len(periods[0]) == 4 else periods[-1]
    upper, lower = _figure(wide, period), _figure(narrow, period)
    if upper is None or lower is None:
        return None
    derived = wide[(wide["period"] == period) & wide["note"].str.contains("derived")]
    top = upper[0]
    if len(derived):  # a difference of two rounded figures is twice as uncertain
        half = (top.high - top.low) / 2
        top = Interval(top.value, top.low - half, top.high + half)
    return over(top, lower[0]), f"ratio of the scopes in {period}", (*upper[1], *lower[1])


def _room(evidence: Evidence, half: str, pipe: Interval) -> tuple[Interval | None, tuple[str, ...]]:
    """Half a year of the oil that left Aktau for Azerbaijan, less the pipeline's; never below nought."""
    wide = yearly(evidence, WIDE)
    wide = wide[wide["year"] == int(half[:4])]
    if wide.empty:
        return None, ()
    row = wide.iloc[0]
    ten = _figure(evidence.series(WIDE.series), _TEN) if row["pace"] and half[:4] == _TEN[:4] else None
    whole = ten[0].scaled(6 / 10) if ten else possible(float(row["value"])).scaled(0.5)
    room = less(plus([whole]), [pipe])
    return Interval(max(room.value, 0.0), max(room.low, 0.0), max(room.high, 0.0)), tuple(row["rows"])


def opposite_signs(evidence: Evidence) -> tuple[float, float] | None:
    """Return the change in percent of the terminal's oil and of the oil into the pipeline; None where not known."""
    changes = []
    for rows in (evidence.series("port_oil", "port_dubendi"), flows(evidence, NARROW)):
        pair = [_figure(rows, half) for half in HALVES]
        if pair[0] is None or pair[1] is None:
            return None
        changes.append(100 * (pair[1][0].value / pair[0][0].value - 1))
    return changes[0], changes[1]

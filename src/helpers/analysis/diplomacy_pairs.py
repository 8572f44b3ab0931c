"""The pair beside the other pairs: rates, ranks, who is first, and what shared summits explain."""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.analysis.diplomacy import (
    DEFINITIONS,
    NOT_POST_SOVIET,
    PAIR,
    Window,
    counted,
    encounters,
    leaders,
    met,
    table,
    window,
)
from helpers.evidence import Evidence, remembered
from helpers.locale import Name
from helpers.models.encounters import attendance, expected_meetings
from helpers.models.rates import ahead, differ, draws_of_rates, first, rate
from helpers.parameters import Diplomacy

FORMATS = ("CIS", "OTS", "EAEU", "CSTO", "SCO", "ECO", "Central Asia", "Victory Day")
"""Series of summits; a summit belongs to the first whose name stands in its own."""

OTHER = "single occasions"
_COLUMNS = ["pair", "definition", "count", "years", "rate", "low", "high", "rank", "first", "ahead", "differs"]


def format_of(event: str) -> str:
    """Return the series that a summit belongs to.

    >>> format_of("informal CIS"), format_of("Central Asia consultative"), format_of("C5+1"), format_of("COP28")
    ('CIS', 'Central Asia', 'Central Asia', 'single occasions')
    """
    if event in ("C5+1", "China - Central Asia"):
        return "Central Asia"
    name = "OTS" if "Turkic Council" in event else event
    return next((known for known in FORMATS if known in name), OTHER)


@remembered
def compared(evidence: Evidence, parameters: Diplomacy, period: str) -> tuple[str, ...]:
    """Return the pairs that are compared: all of the followed leaders, and those that met in the period."""
    followed = sorted(leaders(table(evidence, "summits", [])))
    pairs = {f"{a}-{b}" for a, b in combinations(followed, 2)} | set(met(evidence, parameters, period)["pair"])
    left_out = NOT_POST_SOVIET if parameters.comparators == "post-Soviet" else frozenset()
    return tuple(sorted(pair for pair in pairs if not left_out & set(pair.split("-"))))


def rates(evidence: Evidence, parameters: Diplomacy, period: str) -> pd.DataFrame:
    """Return count, rate and probability of being first for every pair under every definition.

    Returns
    -------
    DataFrame
        pair, definition (a key of ``DEFINITIONS``), count, years, rate, low, high (a year), rank (1 is most;
        equals share the better), first (probability), ahead (probability that its rate is above the pair's),
        differs (probability of so great a distance to the pair if the rates were one); empty before the period
        begins or where nothing was counted.
    """
    return pd.concat([rates_of(evidence, parameters, period, key) for key in DEFINITIONS], ignore_index=True)


@remembered
def rates_of(evidence: Evidence, parameters: Diplomacy, period: str, definition: str) -> pd.DataFrame:
    """Return what :func:`rates` does, under one definition."""
    span, rows = window(evidence, period), met(evidence, parameters, period)
    if span is None or PAIR not in set(rows["pair"]):
        return pd.DataFrame(columns=_COLUMNS)
    return _of_definition(rows, definition, compared(evidence, parameters, period), span, parameters)


def _of_definition(
    rows: pd.DataFrame, definition: str, pairs: Sequence[str], span: Window, parameters: Diplomacy
) -> pd.DataFrame:
    counts = counted(rows, definition)["pair"].value_counts().reindex(list(pairs), fill_value=0)
    spans = [rate(n, span.years, parameters.prior_shape, parameters.level) for n in counts]
    drawn = draws(np.asarray(counts, dtype=np.float64), span.years, parameters)
    return pd.DataFrame({
        "pair": counts.index, "definition": definition, "count": counts.to_numpy(), "years": span.years,
        "rate": [s.value for s in spans], "low": [s.low for s in spans], "high": [s.high for s in spans],
        "rank": counts.rank(ascending=False, method="min").astype(int).to_numpy(), "first": first(drawn),
        "ahead": ahead(drawn, list(pairs).index(PAIR)), "differs": differ(int(counts[PAIR]), counts),
    })  # fmt: skip


def draws(counts: NDArray[np.float64], years: float, parameters: Diplomacy) -> NDArray[np.float64]:
    """Draw rates of all pairs, with the seed and the prior of the run; the array is shared and must not be changed."""
    return _drawn(tuple(counts.tolist()), years, parameters.draws, parameters.seed, parameters.prior_shape)


@lru_cache(maxsize=64)  # definitions that count alike and shares that change nothing ask for the same draws
def _drawn(counts: tuple[float, ...], years: float, draws: int, seed: int, shape: float) -> NDArray[np.float64]:
    return draws_of_rates(counts, years, draws, np.random.default_rng(seed), shape)


def standing(frame: pd.DataFrame) -> pd.DataFrame:
    """Return where the pair stands under each definition, beside the pair that leads.

    Returns
    -------
    DataFrame
        definition, label, pairs, count, rate, low, high, rank, first, leader, leader_count, ahead (probability that
        the leader is above the pair), differs.
    """
    rows, lines = [], frame.to_dict("records")
    for key in frame["definition"].unique():
        part = {line["pair"]: line for line in lines if line["definition"] == key}
        own = part[PAIR]
        others = [line for pair, line in part.items() if pair != PAIR]
        lead = min(others, key=lambda line: (-line["count"], line["pair"]), default=own)
        rows.append((key, DEFINITIONS[key], len(part), own["count"], own["rate"], own["low"], own["high"], own["rank"],
                     own["first"], lead["pair"], lead["count"], lead["ahead"], lead["differs"]))  # fmt: skip
    columns = ["definition", "label", "pairs", "count", "rate", "low", "high", "rank", "first", "leader",
               "leader_count", "ahead", "differs"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def if_more_were_missed(frame: pd.DataFrame, parameters: Diplomacy) -> pd.DataFrame:
    """Return the probability that the pair is first if only a share of its own encounters was found.

    All other pairs are taken as complete, which favours the pair.

    Returns
    -------
    DataFrame
        definition, found (share), first (probability).
    """
    shares = [float(share) for share in np.round(np.arange(1.0, 0.19, -0.05), 2)]
    rows = [
        (key, share, first_if_found(part, share, parameters))
        for key, part in frame.groupby("definition", sort=False)
        for share in shares
    ]
    return pd.DataFrame(rows, columns=["definition", "found", "first"])


def first_if_found(rates: pd.DataFrame, share: float, parameters: Diplomacy) -> float:
    """Return the probability that the pair is first if only a share of its own encounters was found.

    Parameters
    ----------
    rates
        As :func:`rates_of` returns them.
    """
    place = int(np.flatnonzero(rates["pair"] == PAIR)[0])
    counts = rates["count"].to_numpy(dtype=float)
    counts[place] /= share
    drawn = draws(counts, float(rates["years"].iloc[0]), parameters)
    return float(first(drawn)[place])


@remembered
def exposure(evidence: Evidence, parameters: Diplomacy, period: str) -> pd.DataFrame:
    """Take apart each pair's encounters: what independent attendance at summits explains, and what is left.

    A leader's share of attendance is that at the summits of the same format; two leaders who decide each for
    himself meet as often as the product of their shares. What they meet beyond that, and the visits without a
    summit, is their own.

    Returns
    -------
    DataFrame
        pair, encounters, at_summits, expected, excess, alone, other (visits and meetings outside both), own
        (encounters less expected, not below 0), first (probability that own is greatest), ahead (probability
        that own is above that of the pair); most own first.
    """
    columns = ["pair", "encounters", "at_summits", "expected", "excess", "alone", "other", "own", "first", "ahead"]
    span, rows = window(evidence, period), met(evidence, parameters, period)
    seen = _summits(evidence, span)
    if span is None or seen.empty or PAIR not in set(rows["pair"]):
        return pd.DataFrame(columns=columns)
    codes = leaders(seen)
    shares = attendance(seen[codes].to_numpy(dtype=float, na_value=np.nan), _formats(seen))
    joint = expected_meetings(shares, seen["cluster"].to_numpy(dtype=str))
    counts = [Counter(part["pair"]) for part in (rows, rows[rows["summits"] > 0], rows[rows["alone"]])]
    found = []
    for pair in compared(evidence, parameters, period):
        a, b = pair.split("-")
        every, summits, alone = (count[pair] for count in counts)
        explained = float(joint[codes.index(a), codes.index(b)]) if {a, b} <= set(codes) else 0.0
        found.append((pair, every, summits, explained, summits - explained, alone, every - summits - alone,
                      max(0.0, every - explained)))  # fmt: skip
    frame = pd.DataFrame(found, columns=columns[:-2])
    drawn = draws(frame["own"].to_numpy(dtype=float), span.years, parameters)
    frame["first"], frame["ahead"] = first(drawn), ahead(drawn, int(np.flatnonzero(frame["pair"] == PAIR)[0]))
    return frame.sort_values(["own", "pair"], ascending=[False, True], ignore_index=True)


def _summits(evidence: Evidence, span: Window | None) -> pd.DataFrame:
    rows = table(evidence, "summits", ["date"])
    if span is None or rows.empty:
        return rows.iloc[:0]
    days = pd.to_datetime(rows["date"])
    return rows[(days >= span.start) & (days <= span.end)].reset_index(drop=True)


def _formats(seen: pd.DataFrame) -> NDArray[np.str_]:
    """Formats of the summits; one with fewer than three summits tells no habit and joins the single occasions."""
    kinds = seen["event"].map(format_of)
    return kinds.where(kinds.map(kinds.value_counts()) >= 3, OTHER).to_numpy(dtype=str)


def check(evidence: Evidence, parameters: Diplomacy, period: str) -> pd.DataFrame:
    """Compare our counts with the table of counts in the data package.

    Returns
    -------
    DataFrame
        pair, encounters, visits, alone with their ``_table`` twins, and agrees; empty while the period runs,
        for the table covers all of it.
    """
    columns = ["pair", "encounters", "encounters_table", "visits", "visits_table", "alone", "alone_table", "agrees"]
    span = window(evidence, period)
    counts = table(evidence, "pair_counts", [])
    if span is None or not span.whole or counts.empty:
        return pd.DataFrame(columns=columns)
    # the table has two counts of encounters, but only one of visits: with those from advance lists
    firm = parameters.counted == "firm"
    asked, every = (
        met(evidence, known, period) for known in (parameters, parameters.model_copy(update={"counted": "all"}))
    )
    names = {
        "encounters": ("all", "n_encounters_firm" if firm else "n_encounters", asked),
        "visits": ("visits", "n_visits", every),
        "alone": ("alone", "n_bilateral_only", every),
    }
    frame = counts[["pair"]].copy()
    for name, (key, column, rows) in names.items():
        frame[name] = frame["pair"].map(counted(rows, key)["pair"].value_counts()).fillna(0).astype(int)
        frame[f"{name}_table"] = counts[column].astype(int)
    frame["agrees"] = np.all([frame[name] == frame[f"{name}_table"] for name in names], axis=0)
    return frame[columns]


def stated_beside(evidence: Evidence, parameters: Diplomacy, period: str) -> pd.DataFrame:
    """Set meetings of other pairs, as officials or the press counted them, beside the pair's in the same time.

    Returns
    -------
    DataFrame
        pair, period, theirs, ours, ratio (theirs over ours), row, start, end, source; statements for times inside the
        period only, for that is what was searched.
    """
    span, ours = window(evidence, period), encounters(evidence, parameters)
    ours = ours[ours["pair"] == PAIR]
    rows = evidence.series("leader_meetings")
    rows = rows[rows["entity"] != PAIR]
    rows = rows[(rows["start"] >= span.start) & (rows["end"] <= span.end)] if span else rows.iloc[:0]
    counts = [ours["start"].between(a, b).sum() for a, b in zip(rows["start"], rows["end"], strict=True)]
    beside = pd.Series(counts, index=rows.index, dtype="float64")
    return pd.DataFrame({
        "pair": rows["entity"], "period": rows["period"], "theirs": rows["value"], "ours": beside,
        "ratio": rows["value"] / beside.clip(lower=0.5), "row": rows["row"], "start": rows["start"],
        "end": rows["end"], "source": rows["source"],
    }).reset_index(drop=True)  # fmt: skip


SETTINGS: dict[Name, dict[str, Any]] = {
    Name("as asked"): {},
    Name("without advance lists"): {"counted": "firm"},
    Name("with Türkiye"): {"comparators": "all"},
    Name("each day its own trip"): {"trip_days": 0},
    Name("a week is one trip"): {"trip_days": 7},
    Name("wide prior"): {"prior_shape": 0.01},
    Name("prior of one event"): {"prior_shape": 1.0},
}
"""Choices that are changed one at a time."""


def sensitivity(evidence: Evidence, parameters: Diplomacy, period: str) -> pd.DataFrame:
    """Return the pair's standing under every definition with one choice changed at a time.

    Returns
    -------
    DataFrame
        setting and the columns of :func:`standing`.
    """
    frames = []
    for label, changed in SETTINGS.items():
        varied = parameters.model_copy(update=changed)
        found = standing(rates(evidence, varied, period))
        frames.append(found.assign(setting=pd.Series([label] * len(found), dtype=object)))
    return pd.concat(frames, ignore_index=True)


def sources(evidence: Evidence, parameters: Diplomacy, period: str, among: Collection[str] = ()) -> list[str]:
    """Return the sources of all encounters of the period, or of those of some pairs only, each once."""
    rows = met(evidence, parameters, period)
    used = rows.loc[rows["pair"].isin(list(among)), "source"] if among else rows["source"]
    return sorted({source for several in used for source in several})

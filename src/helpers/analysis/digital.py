"""The cable on record: its steps, its promised years, its figures."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.evidence import Evidence, remembered
from helpers.locale import Name
from helpers.models.drift import Drift, fit_drift
from helpers.models.level import decimal_years
from helpers.parameters import Digital

STAGES = ("ceremony", "agreement", "survey", "manufacture", "laying", "operation")
"""Stages of a submarine cable in the order in which they come; a ceremony binds nobody."""

STAGE_NAMES = {
    "ceremony": Name("ceremony"), "agreement": Name("agreement"), "survey": Name("survey"),
    "manufacture": Name("manufacture"), "laying": Name("laying"), "operation": Name("operation"),
    "other": Name("other step"),
}  # fmt: skip
"""What the stages are called."""

_WORDS = (
    ("survey", ("survey", "desktop study")),
    ("manufacture", ("production", "manufactur")),
    ("ceremony", ("ceremony",)),
    ("agreement", ("memorandum", "agreement", "approved", "initiative")),
    ("laying", ("laying", "laid", "landing")),
    ("operation", ("operation", "commissioned", "launched", "in service")),
)
"""Words of a note that tell the stage; the first that fits counts, since notes name later plans last."""

HINDSIGHT_DAYS = 366
"""A promise published so much later than it was made is a recollection, not a promise on record."""


@dataclass(frozen=True, slots=True)
class Status:
    """How far the cable has come by a day.

    Attributes
    ----------
    reached
        Highest stage on record, None without any.
    first, last
        Dates of the first and the last step on record.
    promised, first_promised
        Year of the last and of the first promise on record, None without any.
    lapsed
        Promised years, each once, that ended before the day.
    """

    reached: str | None
    steps: int
    first: pd.Timestamp | None
    last: pd.Timestamp | None
    promised: int | None
    first_promised: int | None
    lapsed: tuple[int, ...]


def stage(note: str) -> str:
    """Return the stage of a step, told from its note; ``other`` where no word fits.

    Examples
    --------
    >>> stage("construction agreement approved, Baku"), stage("marine route survey starts")
    ('agreement', 'survey')
    """
    text = note.lower()
    return next((name for name, words in _WORDS if any(word in text for word in words)), "other")


@remembered
def milestones(evidence: Evidence) -> pd.DataFrame:
    """Return the dated steps of the cable, oldest first, with their stage.

    Returns
    -------
    DataFrame
        Columns of ``observations`` and stage. Kind ``plan`` marks a step that was only announced.
    """
    rows = evidence.series("tc_fibre_milestone", kinds=None)
    return rows.assign(stage=[stage(note) for note in rows["note"]])


@remembered
def promises(evidence: Evidence) -> pd.DataFrame:
    """Return the years for which the cable was promised, by the day on which it was said.

    Returns
    -------
    DataFrame
        row, said (Timestamp), said_year and promised (decimal years; the end of the promised year), year,
        left (years from the saying to the promise), hindsight (told more than a year later), source, note.
    """
    rows = evidence.series("tc_fibre_completion_year", kinds=("plan", "forecast"))
    said, year = rows["end"], rows["value"].astype(int)
    frame = pd.DataFrame({
        "row": rows["row"], "said": said, "said_year": decimal_years(said, said), "year": year,
        "promised": year + 1.0, "hindsight": (rows["published"] - said).dt.days > HINDSIGHT_DAYS,
        "source": rows["source"], "note": rows["note"],
    })  # fmt: skip
    return frame.assign(left=frame["promised"] - frame["said_year"])


def drift(evidence: Evidence, parameters: Digital, *, hindsight: bool = False, once: bool = False) -> Drift | None:
    """Fit the drift of the promised year; None where fewer than three promises were public by the day.

    Parameters
    ----------
    hindsight
        Whether recollections of old promises count too.
    once
        Whether a promise repeated without change is left out: only those that moved it, and the first, count.
    """
    frame = promises(evidence)
    frame = frame if hindsight else frame[~frame["hindsight"]]
    frame = frame[frame["year"].ne(frame["year"].shift())] if once else frame
    if len(frame) < 3 or frame["said_year"].nunique() < 2:
        return None
    rng = np.random.default_rng(parameters.seed)
    return fit_drift(frame["said_year"], frame["promised"], parameters.level, parameters.draws, rng)


def drifts(evidence: Evidence, parameters: Digital) -> pd.DataFrame:
    """Return the drift under each way to choose the promises.

    Returns
    -------
    DataFrame
        choice, promises, slope, low, high, robust, arrival, arrival_low, arrival_high (infinity: never), never.
    """
    choices = {
        "promises on record": {}, "with recollections": {"hindsight": True}, "only promises that moved": {"once": True},
    }  # fmt: skip
    rows = []
    for choice, how in choices.items():
        found = drift(evidence, parameters, **how)
        if found is not None:
            span = found.slope
            rows.append((choice, found.promises, span.value, span.low, span.high, found.robust.value, *found.arrival,
                         found.never))  # fmt: skip
    columns = [
        "choice",
        "promises",
        "slope",
        "low",
        "high",
        "robust",
        "arrival",
        "arrival_low",
        "arrival_high",
        "never",
    ]
    return pd.DataFrame(rows, columns=columns)


def status(evidence: Evidence) -> Status:
    """Return how far the cable has come by the evidence's day."""
    steps, said = milestones(evidence), promises(evidence)
    done, told = steps[steps["kind"] == "actual"], said[~said["hindsight"]]
    reached = max(done["stage"].map({name: i for i, name in enumerate(STAGES)}).dropna(), default=None)
    day = pd.Timestamp(evidence.as_of)
    return Status(
        reached=None if reached is None else STAGES[int(reached)], steps=len(done),
        first=done["end"].min() if len(done) else None, last=done["end"].max() if len(done) else None,
        promised=int(told["year"].iloc[-1]) if len(told) else None,
        first_promised=int(told["year"].iloc[0]) if len(told) else None,
        lapsed=tuple(sorted({int(year) for year in told["year"] if pd.Timestamp(int(year), 12, 31) < day})),
    )  # fmt: skip


def outcomes(evidence: Evidence) -> pd.DataFrame:
    """Hold every promised year against what came of it by the day, recollections left out.

    Returns
    -------
    DataFrame
        year, first and last (days on which it was said), times, outcome (``met``, ``missed``, ``not due``).
    """
    told, steps = promises(evidence), milestones(evidence)
    working = steps.loc[steps["kind"].eq("actual") & steps["stage"].eq("operation"), "end"]
    start, day = working.min() if len(working) else None, pd.Timestamp(evidence.as_of)
    rows = []
    for year, part in told[~told["hindsight"]].groupby("year"):
        due = pd.Timestamp(int(str(year)), 12, 31)
        met, late = start is not None and start <= due, day > due or start is not None
        outcome = "met" if met else "missed" if late else "not due"
        rows.append((int(str(year)), part["said"].min(), part["said"].max(), len(part), outcome))
    return pd.DataFrame(rows, columns=["year", "first", "last", "times", "outcome"])


def known(evidence: Evidence) -> bool:
    """Whether anything of the cable had been published by the day."""
    names = ("tc_fibre_milestone", "tc_fibre_completion_year", "tc_fibre_length", "tc_fibre_capacity")
    return len(evidence.series(names, kinds=None, bounds=True)) > 0


def figures(evidence: Evidence) -> pd.DataFrame:
    """Return the published length, capacity and cost of the cable, both sides together, by day of statement."""
    names = {"tc_fibre_length": "length", "tc_fibre_capacity": "capacity", "tc_fibre_investment": "cost"}
    rows = evidence.series(list(names), "AZE-KAZ", kinds=None, bounds=True)
    frame = rows.assign(figure=rows["series"].map(names)).sort_values(["figure", "end", "published"])
    return frame[["figure", "period", "value", "unit", "bound", "source", "note"]].reset_index(drop=True)

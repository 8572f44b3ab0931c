"""Declared mends of slips in sources: applied on loading, and failing loudly once the source has mended them."""

import numpy as np
import pandas as pd

from helpers.evidence.errors import EvidenceError, Fault

_KEY = ["series", "entity", "period", "source"]


def apply(observations: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """Return the observations with every correction applied.

    Parameters
    ----------
    observations
        Rows as read.
    corrections
        ``data/corrections.csv``: which row and column, the value expected there, what it should be, and why.

    Raises
    ------
    EvidenceError
        If a correction finds no row, or another value than it expects: then it has had its day.
    """
    mended, faults = observations.copy(), []
    for line, fix in enumerate(corrections.to_dict("records"), start=2):
        rows = np.logical_and.reduce([observations[key] == fix[key] for key in _KEY])
        same = observations.loc[rows, fix["column"]].map(str) == _as_cell(fix["expected"], fix["column"])
        if not rows.any() or not same.any():
            found = ", ".join(map(str, observations.loc[rows, fix["column"]])) or "no such row"
            fault = f"{fix['expected']!r}, or that this correction be removed"
            faults.append(Fault("data/corrections.csv", line, "expected", found, fault))
            continue
        value = float(fix["corrected"]) if fix["column"] == "value" else fix["corrected"]
        mended.loc[same[same].index, fix["column"]] = value
    if faults:
        raise EvidenceError(faults)
    return mended


def _as_cell(text: str, column: str) -> str:
    return str(float(text)) if column == "value" else text

"""Ideal points: where the states stand on the Assembly's main line, and how far apart the two are.

Estimates of Bailey, Strezhnev and Voeten ("Estimating Dynamic State Preferences from United Nations Voting
Data", *Journal of Conflict Resolution* 61(2), 2017), with the 5 and 95 percent quantiles of each.
"""

import numpy as np
import pandas as pd
from scipy.special import ndtri

from helpers.analysis.integration import PAIR, STATES, table
from helpers.evidence import Evidence, remembered
from helpers.parameters import Integration

SOURCE = "voeten_idealpoints_2024"
QUANTILES = {"q05": 0.05, "q95": 0.95}
"""Columns of the file, and which quantiles of the estimate they hold."""
SHOWN = ("AZE", "KAZ", "TUR", "RUS", "UZB")


@remembered
def points(evidence: Evidence) -> pd.DataFrame:
    """Return the ideal points by state and year, with ``error``: their standard error from the quantiles."""
    rows = table(evidence, "voting_ideal_points").dropna(subset=["ideal_point"])
    rows = rows[rows["iso3c"].isin(STATES)].astype({"year": "int64"})
    error = (rows["q95"].astype("float64") - rows["q05"].astype("float64")) / (2 * ndtri(QUANTILES["q95"]))
    return rows.assign(error=error).sort_values(["iso3c", "year"], ignore_index=True)


@remembered
def distances(evidence: Evidence, parameters: Integration) -> pd.DataFrame:
    """Return how far apart each two states stand in each year.

    Returns
    -------
    DataFrame
        year, pair, gap (first less second), low, high (range at the level asked for, the errors of the two
        taken as independent, which the estimates of one model are not quite), distance (its size) and
        ``rank`` among the pairs of the year, nearest first.
    """
    rows = points(evidence)[["year", "iso3c", "ideal_point", "error"]].sort_values(["year", "iso3c"])
    both = rows.merge(rows, on="year", suffixes=("", "_other"))
    both = both[both["iso3c"] < both["iso3c_other"]]
    gap = both["ideal_point"] - both["ideal_point_other"]
    half = ndtri((1 + parameters.level) / 2) * np.hypot(both["error"], both["error_other"])
    frame = pd.DataFrame({
        "year": both["year"], "pair": both["iso3c"] + "-" + both["iso3c_other"], "gap": gap, "low": gap - half,
        "high": gap + half, "distance": gap.abs(),
    }).reset_index(drop=True)  # fmt: skip
    return frame.assign(rank=frame.groupby("year")["distance"].rank(method="min"))


def of_pair(gaps: pd.DataFrame, pair: str = PAIR) -> pd.DataFrame:
    """Return the distances of one pair, oldest first."""
    return gaps[gaps["pair"] == pair].sort_values("year", ignore_index=True)

"""How alike two states vote, from the counts of their roll calls.

Steps between votes are counted as in the literature on the General Assembly: yes 1, abstention a half,
no 0 (Signorino and Ritter, "Tau-b or Not Tau-b", *International Studies Quarterly* 43(1), 1999; Bailey,
Strezhnev and Voeten, "Estimating Dynamic State Preferences from United Nations Voting Data", *Journal of
Conflict Resolution* 61(2), 2017).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from helpers.models.interval import Interval

Floats = NDArray[np.float64]
COUNTS = ["n_votes", "n_rollcalls", "n_opposed", "n_half", "n_contested", "n_one_absent", "n_both_absent"]
"""What a pair's year is made of: roll calls held, both cast, opposed, one step apart, not both yes, absences."""
STEPS = np.array([1.0, 0.5, 0.0])
"""Yes, abstention, no."""


def measured(counts: pd.DataFrame) -> pd.DataFrame:
    """Score the likeness of pairs by every measure.

    Parameters
    ----------
    counts
        Columns :data:`COUNTS`; one line a pair and period.

    Returns
    -------
    DataFrame
        The input with ``cast`` (one less the mean step between votes cast by both), ``identical`` (share of
        these that are equal), ``behaviour`` (share of all roll calls with equal behaviour, absence being one)
        and ``contested`` (as ``cast``, on roll calls where not both said yes). NaN where there is none.

    Examples
    --------
    >>> line = pd.DataFrame([[60, 75, 0, 9, 16, 11, 4]], columns=COUNTS)
    >>> measured(line)[["cast", "identical", "behaviour"]].round(3).to_dict("records")
    [{'cast': 0.925, 'identical': 0.85, 'behaviour': 0.733}]
    """
    n = {name: counts[name].to_numpy(dtype="float64", na_value=np.nan) for name in COUNTS}
    steps, same = n["n_opposed"] + n["n_half"] / 2, n["n_votes"] - n["n_opposed"] - n["n_half"]
    votes, contested, held = (np.where(n[c] > 0, n[c], np.nan) for c in ("n_votes", "n_contested", "n_rollcalls"))
    return counts.assign(
        cast=1 - steps / votes,
        identical=same / votes,
        behaviour=(same + n["n_both_absent"]) / held,
        contested=1 - steps / contested,
    )


def pooled(counts: pd.DataFrame, by: Sequence[str] = ("pair",)) -> pd.DataFrame:
    """Add up the roll calls of several years and score them as one.

    >>> years = pd.DataFrame([["A-B", 60, 75, 0, 9, 16, 11, 4], ["A-B", 55, 65, 0, 7, 16, 7, 3]],
    ...                      columns=["pair", *COUNTS])
    >>> pooled(years)[["pair", "n_votes", "cast"]].round(3).to_dict("records")
    [{'pair': 'A-B', 'n_votes': 115.0, 'cast': 0.93}]
    """
    groups = counts[COUNTS].astype("float64").groupby([counts[name] for name in by])
    return measured(groups.sum().reset_index())


def likeness(line: Any, measure: str, draws: int, level: float, rng: np.random.Generator) -> Interval:
    """Return one pair's likeness with the range that so few roll calls leave open.

    The shares of same, half and opposed are drawn from their Dirichlet posterior under Jeffreys' prior
    (Gelman and others, *Bayesian Data Analysis*, 3rd ed., section 3.4). Many resolutions return every
    year in nearly the same words, so the true range is wider.

    Parameters
    ----------
    line
        Mapping with :data:`COUNTS` and the measures.
    measure
        ``cast``, ``identical`` or ``behaviour``.

    Examples
    --------
    >>> line = measured(pd.DataFrame([[60, 75, 0, 9, 16, 11, 4]], columns=COUNTS)).iloc[0]
    >>> found = likeness(line, "cast", 2000, 0.9, np.random.default_rng(1))
    >>> round(found.value, 3), round(found.low, 2), round(found.high, 2)
    (0.925, 0.87, 0.95)
    """
    opposed, half, votes = (float(line[column]) for column in ("n_opposed", "n_half", "n_votes"))
    parts = np.array([votes - opposed - half, half, opposed])
    worth = STEPS if measure == "cast" else np.array([1.0, 0.0, 0.0])
    if measure == "behaviour":
        parts = np.array([parts[0] + float(line["n_both_absent"]), float(line["n_one_absent"]), half + opposed])
    drawn = rng.dirichlet(parts + 0.5, size=draws) @ worth
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    value = float(line[measure])
    return Interval(value, min(float(low), value), max(float(high), value))


def by_chance(first: ArrayLike, second: ArrayLike) -> Floats:
    """Likeness (``cast``) that two states with these habits would show if they never looked at each other.

    Parameters
    ----------
    first, second
        Counts of yes, abstention and no along the last axis; one line a pair of states where there are several.

    Examples
    --------
    >>> by_chance([[90, 10, 0], [1, 0, 0]], [[80, 20, 0], [0, 0, 1]])
    array([0.87, 0.  ])
    """
    counts = (np.asarray(votes, dtype=float) for votes in (first, second))
    a, b = (votes / votes.sum(axis=-1, keepdims=True) for votes in counts)
    gaps = np.abs(STEPS[:, None] - STEPS[None, :])
    return np.asarray(1 - (a @ gaps * b).sum(axis=-1))


def beyond_chance(observed: ArrayLike, first: ArrayLike, second: ArrayLike) -> Floats:
    """Return what share of the room above chance is used: weighted kappa, 0 for chance and 1 for full likeness.

    Where everybody says yes, high likeness is cheap (Häge, "Choice or Circumstance? Adjusting Measures of
    Foreign Policy Similarity for Chance Agreement", *Political Analysis* 19(3), 2011).

    >>> beyond_chance(0.935, [90, 10, 0], [80, 20, 0]).round(2)
    np.float64(0.5)
    """
    chance = by_chance(first, second)
    return np.asarray((np.asarray(observed) - chance) / np.where(chance < 1, 1 - chance, np.nan))


def slope(years: Sequence[float], values: Sequence[float]) -> Interval:
    """Return the median slope between all pairs of years, with its 90 percent range (Theil 1950; Sen 1968).

    Raises
    ------
    ValueError
        If fewer than four years are known.

    Examples
    --------
    >>> slope([2000, 2001, 2002, 2003, 2004, 2005], [1, 2, 3, 4, 5, 6])
    Interval(value=1.0, low=1.0, high=1.0)
    """
    from scipy.stats import theilslopes  # few notebooks need it: no other waits for this import

    t, y = np.asarray(years, dtype=float), np.asarray(values, dtype=float)
    if t.size < 4:
        raise ValueError(f"expected at least 4 years for a slope with its range, found {t.size}")
    middle, _, low, high = theilslopes(y, t, 0.9)
    return Interval(float(middle), float(low), float(high))

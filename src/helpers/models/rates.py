"""Rates of rare events: Gamma-Poisson intervals, who is first, and whether two counts differ.

A count in a stretch of time is Poisson; with a Gamma prior on the rate the posterior is a Gamma too (Gelman
and others, Bayesian Data Analysis, 3rd edition, section 2.6). A shape of one half and no prior time is the
prior of Jeffreys. Two counts over the same time are compared on their sum (Przyborowski and Wilenski,
Biometrika 31, 1940).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from helpers.models.interval import Interval


def _checked(counts: ArrayLike, years: float) -> NDArray[np.float64]:
    found = np.asarray(counts, dtype=float)
    if years <= 0 or (found < 0).any() or not np.isfinite(found).all():
        raise ValueError(f"expected counts of 0 or more over a positive time, found {found} over {years} years")
    return found


def rate(count: float, years: float, shape: float = 0.5, level: float = 0.9) -> Interval:
    """Return events a year: the count over the time, with the interval of the Gamma posterior.

    Parameters
    ----------
    count
        Events seen.
    years
        Time in which they were seen, in years.
    shape
        Shape of the Gamma prior; 0.5 is that of Jeffreys.
    level
        Share of the posterior inside the interval, equal tails.

    Raises
    ------
    ValueError
        If the time is not positive or the count negative.

    Examples
    --------
    >>> found = rate(13, 3.0)
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
    (4.33, 2.69, 6.69)
    """
    seen = float(_checked(count, years))
    ends = np.array([(1 - level) / 2, (1 + level) / 2])
    low, high = (special.gammaincinv(seen + shape, ends) * (1 / years)).tolist()
    value = seen / years
    return Interval(value, min(value, low), max(value, high))


def draws_of_rates(
    counts: Sequence[float] | NDArray[np.float64], years: float, draws: int, rng: np.random.Generator,
    shape: float = 0.5,
) -> NDArray[np.float64]:  # fmt: skip
    """Draw rates from the posteriors of several counts over the same time.

    Returns
    -------
    array of shape (draws, counts)
        Events a year.

    Examples
    --------
    >>> draws_of_rates([3, 30], 3.0, 100, np.random.default_rng(1)).shape
    (100, 2)
    """
    seen = _checked(counts, years)
    return rng.gamma(seen + shape, 1 / years, size=(draws, seen.size))


def first(drawn: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share of the draws in which each column is the greatest.

    Parameters
    ----------
    drawn
        Shape (draws, columns).

    Examples
    --------
    >>> first(np.array([[1.0, 2.0], [3.0, 2.0], [1.0, 5.0], [0.0, 1.0]]))
    array([0.25, 0.75])
    """
    return np.bincount(drawn.argmax(axis=1), minlength=drawn.shape[1]) / len(drawn)


def ahead(drawn: NDArray[np.float64], place: int) -> NDArray[np.float64]:
    """Return the share of the draws in which each column is greater than the one at a place.

    Examples
    --------
    >>> ahead(np.array([[1.0, 2.0], [3.0, 2.0], [1.0, 5.0], [0.0, 1.0]]), 0)
    array([0.  , 0.75])
    """
    greater: NDArray[np.float64] = (drawn > drawn[:, [place]]).mean(axis=0)
    return greater


def differ(one: int, others: ArrayLike) -> NDArray[np.float64]:
    """Return the probability of counts at least so far from each of the others if both rates were one.

    The exact test of two sides: at one rate each event is with even odds of either, so the two tails are alike.

    Examples
    --------
    >>> differ(11, [27, 11]).round(3)
    array([0.014, 1.   ])
    """
    counts = _checked(others, 1.0)
    fewer, total = np.minimum(one, counts), (one + counts).astype(np.int64)
    tails = special.bdtr(fewer, total, 0.5) + special.bdtrc(total - fewer - 1, total, 0.5)
    return np.asarray(np.minimum(tails, 1.0), dtype=np.float64)

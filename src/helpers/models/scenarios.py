"""Scenarios drawn together: distributions by year, and the dependence between them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

Floats = NDArray[np.float64]

STEPS = 400
"""Probabilities at which a distribution is kept."""


@dataclass(frozen=True, eq=False)
class Marginal:
    """The distribution of one quantity in each of some years, without its dependence on others.

    Attributes
    ----------
    years
        Ascending, shape (n,).
    table
        Quantiles, one line a year, shape (n, STEPS).

    Examples
    --------
    >>> drawn = np.array([[1.0, 10.0], [3.0, 30.0]])
    >>> Marginal.of([2026, 2027], drawn).at(np.array([0.5]), [2027]).round(6).tolist()
    [[20.0]]
    """

    years: tuple[int, ...]
    table: Floats

    @classmethod
    def of(cls, years: ArrayLike, draws: Floats) -> "Marginal":
        """Keep the quantiles of draws of shape (draws, years)."""
        probabilities = (np.arange(STEPS) + 0.5) / STEPS
        table = np.quantile(draws, probabilities, axis=0).T
        return cls(tuple(int(year) for year in np.asarray(years)), np.asarray(table, dtype=np.float64))

    def at(self, uniform: Floats, years: ArrayLike) -> Floats:
        """Turn uniform numbers into values: one number a draw serves all years, shape (draws, years).

        Each year's distribution is right; a draw is a lucky or unlucky future as a whole, not a path.

        Raises
        ------
        KeyError
            If a year is not among those kept.
        """
        probabilities = (np.arange(STEPS) + 0.5) / STEPS
        places = {year: place for place, year in enumerate(self.years)}
        columns = [np.interp(uniform, probabilities, self.table[places[int(year)]]) for year in np.asarray(years)]
        return np.column_stack(columns)


def alike(count: int, correlation: float) -> Floats:
    """Return the matrix in which every pair of ``count`` quantities has one correlation.

    >>> alike(2, 0.4).tolist()
    [[1.0, 0.4], [0.4, 1.0]]
    """
    return np.full((count, count), correlation) + (1 - correlation) * np.eye(count)


def couple(uniform: Floats, correlation: Floats) -> Floats:
    """Turn independent uniform numbers into dependent ones by a Gaussian copula.

    Parameters
    ----------
    uniform
        Strictly between 0 and 1, independent, shape (draws, k).
    correlation
        Of the normal scores, positive definite, shape (k, k).

    Returns
    -------
    ndarray
        Uniform numbers of shape (draws, k).

    Raises
    ------
    ValueError
        If no set of quantities can have these correlations.

    References
    ----------
    Nelsen, R. B. (2006). An Introduction to Copulas, 2nd ed., Springer, section 2.9.

    Examples
    --------
    >>> drawn = np.random.default_rng(1).random((4000, 2))
    >>> bool(0.75 < np.corrcoef(couple(drawn, alike(2, 0.8)).T)[0, 1] < 0.82)
    True
    """
    try:
        root = np.linalg.cholesky(correlation)
    except np.linalg.LinAlgError:
        raise ValueError("expected correlations that can hold together, found a matrix that is not") from None
    return np.asarray(ndtr(ndtri(uniform) @ root.T), dtype=np.float64)


def triangular(uniform: Floats, low: float, mode: float, high: float) -> Floats:
    """Turn uniform numbers into those of a triangular distribution; equal ends give one number.

    >>> triangular(np.array([0.0, 0.5, 1.0]), 0.0, 1.0, 2.0).tolist()
    [0.0, 1.0, 2.0]
    """
    if high <= low:
        return np.full(np.shape(uniform), float(mode))
    left = (mode - low) / (high - low)
    rising = low + np.sqrt(uniform * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - uniform) * (high - low) * (high - mode))
    return np.where(uniform < left, rising, falling)


def between(uniform: Floats, low: float, high: float) -> Floats:
    """Turn uniform numbers into those of a uniform distribution between two ends.

    >>> between(np.array([0.5]), 2.0, 4.0).tolist()
    [3.0]
    """
    return low + uniform * (high - low)


def about(uniform: Floats, middle: float, deviation: float) -> Floats:
    """Turn uniform numbers into those of a log-normal distribution about its median.

    >>> about(np.array([0.5]), 2.0, 0.3).tolist()
    [2.0]
    """
    return np.asarray(middle * np.exp(deviation * ndtri(uniform)), dtype=np.float64)


def smoothed(draws: Floats, origins: int, rng: np.random.Generator) -> Floats:
    """Fill the holes between draws that were resampled from few numbers, keeping median and spread.

    Parameters
    ----------
    draws
        Shape (n,).
    origins
        How many different numbers they were resampled from; the fewer, the wider the kernel.

    References
    ----------
    Silverman, B. W., and Young, G. A. (1987). The bootstrap: to smooth or not to smooth? Biometrika 74(3).

    Examples
    --------
    >>> lumpy = np.repeat([0.0, 1.0, 2.0], 200)
    >>> fine = smoothed(lumpy, 3, np.random.default_rng(1))
    >>> len(np.unique(fine)) > 500, float(np.median(fine).round(6))
    (True, 1.0)
    """
    width = 0.9 * origins**-0.2
    away = draws - draws.mean() + width * draws.std() * rng.standard_normal(len(draws))
    return np.asarray((away - np.median(away)) / np.sqrt(1 + width**2) + np.median(draws), dtype=np.float64)


def stretched(draws: Floats, low: float, middle: float, high: float, level: float) -> Floats:
    """Widen draws about their middle until their interval reaches two ends, each side by its own factor.

    Parameters
    ----------
    low, middle, high
        The interval wanted, and the median of the draws, which stays.
    level
        Share of the draws that the interval is to hold.

    Examples
    --------
    >>> wide = stretched(np.linspace(-1, 1, 201), -1.8, 0.0, 0.9, 0.9)
    >>> np.quantile(wide, [0.05, 0.95]).round(6).tolist()
    [-1.8, 0.9]
    """
    tails = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])
    reach = [abs(end - middle) for end in tails]
    factors = [abs(end - middle) / was if was > 0 else 1.0 for end, was in zip((low, high), reach, strict=True)]
    away = draws - middle
    return np.asarray(middle + away * np.where(away < 0, *factors), dtype=np.float64)

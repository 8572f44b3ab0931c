"""How a promised date recedes as its day comes nearer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

from helpers.models.interval import Interval

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Drift:
    """A straight line through promises.

    Attributes
    ----------
    slope
        Years by which the promise moves in a year: 0 is a promise kept, 1 one that never comes nearer.
    robust
        The same from the median of the slopes of all pairs (Theil and Sen).
    intercept, centre
        The line is ``intercept + slope * (said - centre)``.
    arrival
        Decimal year in which the line meets the day on which it is said: value, low, high, infinity where
        it never does.
    never
        Share of the draws in which the promise recedes as fast as time passes, or faster.
    """

    slope: Interval
    robust: Interval
    intercept: float
    centre: float
    arrival: tuple[float, float, float]
    never: float
    promises: int

    def at(self, said: ArrayLike) -> Floats:
        """Return the promised date on the line for days of statement.

        Examples
        --------
        >>> drift = fit_drift([2020, 2021, 2022], [2025, 2026, 2027], 0.9, 100, np.random.default_rng(1))
        >>> drift.at([2024]).round(6).tolist()
        [2029.0]
        """
        return np.asarray(self.intercept + self.slope.value * (np.asarray(said, dtype=float) - self.centre))


def fit_drift(said: ArrayLike, promised: ArrayLike, level: float, draws: int, rng: np.random.Generator) -> Drift:
    """Fit the drift of a promised date (least squares with Student's t, and Theil-Sen beside it).

    Promises that repeat one another are no independent news, so the intervals are narrower than they ought
    to be.

    Parameters
    ----------
    said
        Decimal years of the statements, at least three on at least two days.
    promised
        Decimal years promised, shape as ``said``.
    level
        Of the intervals.
    draws
        Lines drawn from the normal linear model with a flat prior (Gelman and others, *Bayesian Data
        Analysis*, 3rd ed., section 14.2) for the arrival.

    Raises
    ------
    ValueError
        If there are fewer than three statements, or all on one day.

    Examples
    --------
    >>> found = fit_drift([2019, 2021, 2023], [2021, 2022, 2023.1], 0.9, 200, np.random.default_rng(1))
    >>> round(found.slope.value, 3), round(found.arrival[0])
    (0.525, 2023)
    """
    from scipy.stats import linregress, theilslopes  # few notebooks need it: no other waits for this import

    t, y = np.asarray(said, dtype=float), np.asarray(promised, dtype=float)
    if t.size < 3 or np.ptp(t) == 0:
        raise ValueError(f"expected at least 3 statements on different days, found {t.size} on {len(set(t))}")
    line = linregress(t, y)
    half = float(stdtrit(t.size - 2, (1 + level) / 2) * line.stderr)
    median, _, low, high = theilslopes(y, t, level)
    arrival, never = _arrival(t, y, line.slope, level, draws, rng)
    return Drift(
        Interval(float(line.slope), float(line.slope) - half, float(line.slope) + half),
        Interval.spanning([low, high, median], float(median)), float(y.mean()), float(t.mean()), arrival, never,
        int(t.size),
    )  # fmt: skip


def _arrival(
    t: Floats, y: Floats, fitted: float, level: float, draws: int, rng: np.random.Generator
) -> tuple[tuple[float, float, float], float]:
    """Draw lines about the fitted slope and return when they meet the diagonal, and the share that never does."""
    left = ((y - y.mean() - fitted * (t - t.mean())) ** 2).sum()
    spread = np.sqrt(left / rng.chisquare(t.size - 2, size=draws))
    middle = y.mean() + spread * rng.standard_normal(draws) / np.sqrt(t.size)
    slope = fitted + spread * rng.standard_normal(draws) / np.sqrt(((t - t.mean()) ** 2).sum())
    away = slope >= 1
    meets = np.where(away, np.inf, t.mean() + (middle - t.mean()) / np.where(away, 1.0, 1 - slope))
    tail = (1 - level) / 2
    low, value, high = np.quantile(meets, [tail, 0.5, 1 - tail], method="inverted_cdf")
    return (float(value), float(low), float(high)), float(away.mean())

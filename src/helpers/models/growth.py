"""Growth of a short yearly series: damped trend and logistic curve, with paths drawn by bootstrap."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.models.interval import Interval

Floats = NDArray[np.float64]
Method = Literal["damped trend", "logistic", "no change"]

SHORTEST = 3
"""Fewest yearly values from which a growth model is fitted."""

_LEVEL_WEIGHTS = np.linspace(0.5, 1.0, 6)  # below half, the last year would hardly count
_TREND_WEIGHTS = np.linspace(0.0, 0.5, 6)


@dataclass(frozen=True)
class Fit:
    """A fitted model of a series of logarithms or log-odds.

    Attributes
    ----------
    paths
        Function of (steps, draws, rng): paths on the original scale, shape (draws, steps).
    central
        Function of steps: the path without chance, shape (steps,).
    residuals
        One-step errors of the fit on the transformed scale, shape (n,).
    """

    central: Callable[[int], Floats]
    paths: Callable[[int, int, np.random.Generator], Floats]
    residuals: Floats


def _smooth(logs: Floats, alpha: float, beta: float, phi: float) -> tuple[float, float, Floats]:
    """Run Holt's recursions with a damped trend; the first two values give the start."""
    level, trend = logs[0], logs[1] - logs[0]
    errors = np.empty(len(logs) - 1)
    for i, observed in enumerate(logs[1:]):
        errors[i] = observed - (level + phi * trend)
        level, trend = level + phi * trend + alpha * errors[i], phi * trend + alpha * beta * errors[i]
    return float(level), float(trend), errors


def damped_trend(values: Floats, damping: float = 0.85) -> Fit:
    """Fit exponential smoothing with a damped trend to the logarithms of a series.

    The two weights are those of a grid that leave the smallest squared one-step errors; the damping is
    given, for a dozen points cannot tell it. Paths add resampled one-step errors to the state equations.

    Parameters
    ----------
    values
        Positive yearly values, oldest first, shape (n,), n >= 3.
    damping
        Share of the trend that is left a year later; 1 is Holt's linear trend.

    Raises
    ------
    ValueError
        If there are fewer than three values or one is not positive.

    References
    ----------
    Gardner, E. S., and McKenzie, E. (1985). Forecasting trends in time series. Management Science 31(10).
    Hyndman, R. J., and Athanasopoulos, G. (2021). Forecasting: Principles and Practice, 3rd ed., ch. 8.

    Examples
    --------
    >>> fit = damped_trend(np.array([1.0, 2.0, 4.0, 8.0]), damping=1.0)
    >>> [round(float(v), 6) for v in fit.central(2)]
    [16.0, 32.0]
    """
    logs = np.log(_checked(values))
    runs = [(a, b, *_smooth(logs, a, b, damping)) for a in _LEVEL_WEIGHTS for b in _TREND_WEIGHTS]
    alpha, beta, level, trend, errors = min(runs, key=lambda run: float(run[4] @ run[4]))
    powers = np.cumsum(damping ** np.arange(1, 101))

    def central(steps: int) -> Floats:
        return np.asarray(np.exp(level + powers[:steps] * trend))

    def paths(steps: int, draws: int, rng: np.random.Generator) -> Floats:
        shocks = _shocks(errors, 2, (draws, steps), rng)
        levels, trends = np.full(draws, level), np.full(draws, trend)
        out = np.empty((draws, steps))
        for step in range(steps):
            ahead, shock = levels + damping * trends, shocks[:, step]
            out[:, step] = ahead + shock
            levels, trends = ahead + alpha * shock, damping * trends + alpha * beta * shock
        return np.exp(out)

    return Fit(central, paths, errors)


def logistic(values: Floats, ceiling: float) -> Fit:
    """Fit a logistic curve with a given ceiling: a straight line through the log-odds of the series.

    Seven points cannot tell where growth ends, so the ceiling is an assumption and not an estimate. The
    bootstrap resamples the residuals, fits again, and adds one resampled residual to each future year.

    Parameters
    ----------
    values
        Positive yearly values below the ceiling, oldest first, shape (n,), n >= 3.
    ceiling
        The value that growth approaches, in the unit of the values.

    Raises
    ------
    ValueError
        If there are fewer than three values, or one is not between zero and the ceiling.

    References
    ----------
    Fisher, J. C., and Pry, R. H. (1971). A simple substitution model of technological change.
    Technological Forecasting and Social Change 3. Efron, B. (1979). Bootstrap methods. Ann. Statist. 7(1).

    Examples
    --------
    >>> years = np.arange(6)
    >>> fit = logistic(10 / (1 + np.exp(2 - 0.5 * years)), ceiling=10)
    >>> bool(np.isclose(fit.central(1)[0], 10 / (1 + np.exp(2 - 0.5 * 6))))
    True
    """
    series = _checked(values)
    if (series >= ceiling).any():
        raise ValueError(f"expected values below the ceiling {ceiling}, found {series.max()}: raise the ceiling")
    n, odds = len(series), np.log(series / (ceiling - series))
    design = np.column_stack([np.ones(n), np.arange(n)])
    solve = np.linalg.pinv(design)
    fitted = design @ (solve @ odds)

    def ahead(steps: int) -> Floats:
        return np.column_stack([np.ones(steps), np.arange(n, n + steps)])

    def central(steps: int) -> Floats:
        return ceiling / (1 + np.exp(-(ahead(steps) @ (solve @ odds))))

    def paths(steps: int, draws: int, rng: np.random.Generator) -> Floats:
        again = fitted + _shocks(odds - fitted, 2, (draws, n), rng)
        line = (again @ solve.T) @ ahead(steps).T
        return ceiling / (1 + np.exp(-(line + _shocks(odds - fitted, 2, (draws, steps), rng))))

    return Fit(central, paths, odds - fitted)


def no_change(values: Floats) -> Fit:
    """Take the last value for every year to come; chance is a walk of resampled yearly changes of logs.

    Examples
    --------
    >>> no_change(np.array([1.0, 2.0, 3.0])).central(2).round(9).tolist()
    [3.0, 3.0]
    """
    logs = np.log(_checked(values))
    changes = np.diff(logs)

    def central(steps: int) -> Floats:
        return np.full(steps, float(np.exp(logs[-1])))

    def paths(steps: int, draws: int, rng: np.random.Generator) -> Floats:
        shocks = _shocks(changes, 1, (draws, steps), rng)
        return np.asarray(np.exp(logs[-1] + np.cumsum(shocks, axis=1)))

    return Fit(central, paths, changes)


def fit(method: Method, values: Floats, *, damping: float, ceiling: float) -> Fit:
    """Fit one of the methods by name.

    Examples
    --------
    >>> fit("no change", np.array([1.0, 2.0, 3.0]), damping=0.85, ceiling=10.0).central(1).round(6).tolist()
    [3.0]
    """
    if method == "damped trend":
        return damped_trend(values, damping)
    return logistic(values, ceiling) if method == "logistic" else no_change(values)


def forecast(fitted: Fit, last: int, horizon: int, draws: int, level: float, rng: np.random.Generator) -> pd.DataFrame:
    """Return the forecast of each year after ``last`` up to ``horizon``, at least one.

    Returns
    -------
    DataFrame
        year, value (the path without chance), low, high (equal-tailed interval of the paths, at ``level``,
        stretched to hold the value).

    Examples
    --------
    >>> series = damped_trend(np.array([1.0, 1.5, 2.5, 3.0, 3.2]))
    >>> frame = forecast(series, 2025, 2027, 200, 0.9, np.random.default_rng(1))
    >>> frame["year"].tolist(), bool((frame["low"] <= frame["value"]).all())
    ([2026, 2027], True)
    """
    steps = max(horizon - last, 1)
    paths = fitted.paths(steps, draws, rng)
    ranges, value = [Interval.from_draws(paths[:, step], level) for step in range(steps)], fitted.central(steps)
    return pd.DataFrame(
        {
            "year": np.arange(last + 1, last + 1 + steps),
            "value": value,
            "low": np.minimum([r.low for r in ranges], value),
            "high": np.maximum([r.high for r in ranges], value),
        }
    )


def _shocks(errors: Floats, used: int, size: tuple[int, int], rng: np.random.Generator) -> Floats:
    """Resample centred errors, smoothed (Silverman and Young 1987).

    Half a dozen errors leave holes between them and understate their spread: they are widened by the degrees
    of freedom that the fit has used, and to the variance of Student's distribution on those that are left.
    """
    n = len(errors)
    left = max(n - used, 3)
    centred = (errors - errors.mean()) * float(np.sqrt(n / max(n - used, 1) * left / (left - 2)))
    noise = 0.5 * centred.std() * rng.standard_normal(size)
    return np.asarray((rng.choice(centred, size=size) + noise) / np.sqrt(1.25))


def _checked(values: Floats) -> Floats:
    series = np.asarray(values, dtype=float)
    if len(series) < SHORTEST or not (series > 0).all():
        raise ValueError(f"expected at least {SHORTEST} positive values, found {series.tolist()}")
    return series

"""Where a level changed its trend: broken lines whose number of breaks a penalty decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import sub

import numpy as np
import numpy.typing as npt
import pandas as pd

from helpers.models.level import newey_west

FloatArray = npt.NDArray[np.float64]

SHORTEST = 24  # months: a shorter piece would follow the weather of one year
EDGE = 1.0  # years at either end in which no break is sought
LAGS = 12  # months over which neighbouring residuals may be alike


class TrendCost:
    """Squared misfit of a straight line to a stretch of observations, gaps allowed: a cost for ``ruptures``.

    The signal has two columns, time and level. Running sums make the cost of any stretch a constant
    amount of work (its usual cost solves a least-squares problem each time).
    """

    model = "trend"
    min_size = 3

    def fit(self, signal: FloatArray) -> "TrendCost":
        """Prepare the running sums for a signal of shape (m, 2)."""
        time, level = signal[:, 0] - signal[:, 0].mean(), signal[:, 1] - signal[:, 1].mean()
        moments = [np.ones_like(time), time, time**2, level, time * level, level**2]
        # as plain numbers: a stretch takes six of them at a time, for which arrays take three times as long
        self.sums = np.vstack([np.zeros(6), np.cumsum(np.column_stack(moments), axis=0)]).tolist()
        self.signal = signal
        return self

    def error(self, start: int, end: int) -> float:
        """Return the squared misfit of the observations from ``start`` up to, not including, ``end``."""
        n, t, tt, y, ty, yy = map(sub, self.sums[end], self.sums[start])
        across, along = tt - t * t / n, ty - t * y / n
        return float(max(yy - y * y / n - along * along / across, 0.0))


@dataclass(frozen=True)
class Trend:
    """A continuous broken line.

    Attributes
    ----------
    breaks, break_errors
        Decimal years of the breaks and their standard errors, shape (k,).
    slopes, slope_errors
        Metres a year on each piece and their standard errors, shape (k + 1,).
    misfit
        Sum of squared residuals, square metres.
    fitted
        The line at the observations, shape (m,).
    """

    breaks: FloatArray
    break_errors: FloatArray
    slopes: FloatArray
    slope_errors: FloatArray
    misfit: float
    fitted: FloatArray


def candidate_breaks(time: FloatArray, level: FloatArray, penalty: float) -> FloatArray:
    """Find break dates of independent straight pieces with PELT (Killick et al. 2012; Truong et al. 2020).

    Parameters
    ----------
    time, level
        Decimal years, ascending, and level in metres, shape (m,).
    penalty
        Cost of one more break, square metres.

    Examples
    --------
    >>> time = np.arange(2000, 2010, 1 / 12)
    >>> candidate_breaks(time, -np.maximum(time - 2005, 0), 0.1).round()
    array([2005.])
    """
    import ruptures  # one notebook looks for breaks: no other waits for this import

    if len(time) < 2 * SHORTEST:
        return np.empty(0)
    search = ruptures.Pelt(custom_cost=ruptures.base.BaseCost.register(TrendCost)(), min_size=SHORTEST, jump=1)
    ends = search.fit(np.column_stack([time, level])).predict(pen=penalty)[:-1]
    return np.array([(time[end - 1] + time[end]) / 2 for end in ends])


def fit_trend(time: FloatArray, level: FloatArray, breaks: Iterable[float]) -> Trend:
    """Fit a continuous broken line, moving the breaks from where they are given to where they fit best.

    Errors are robust to residuals that resemble their neighbours (Newey and West 1987) and linear in
    the break dates (Muggeo 2003).

    Examples
    --------
    >>> time = np.arange(2000, 2010, 1 / 12)
    >>> trend = fit_trend(time, -0.2 * np.maximum(time - 2005, 0), [2004.0])
    >>> trend.breaks.round(2), trend.slopes.round(2) + 0.0
    (array([2005.]), array([ 0. , -0.2]))
    """
    return _trend(_moved(time, level, breaks), time, level)


def _moved(time: FloatArray, level: FloatArray, breaks: Iterable[float]) -> FloatArray:
    """Move breaks to where a broken line fits best."""
    from scipy.optimize import least_squares  # one notebook has breaks: no other waits for this import

    begun = np.clip(np.sort(np.asarray(list(breaks), dtype=float)), time[0] + EDGE, time[-1] - EDGE)
    if not len(begun):
        return np.empty(0)
    bounds, line = (time[0] + EDGE - 1e-6, time[-1] - EDGE + 1e-6), _Line(time, level)
    moved = least_squares(line.residual, begun, jac=line.jacobian, bounds=bounds)
    return np.asarray(np.sort(moved.x), dtype=np.float64)


def _trend(breaks: FloatArray, time: FloatArray, level: FloatArray) -> Trend:
    """Fit the line that breaks at these dates, with its errors."""
    design = _line(breaks, time)
    weights = np.asarray(np.linalg.lstsq(design, level, rcond=None)[0], dtype=np.float64)
    fitted = np.asarray(design @ weights, dtype=np.float64)
    errors, count = _errors(breaks, weights, time, level - fitted), len(breaks)
    misfit = float(((level - fitted) ** 2).sum())
    return Trend(breaks, errors[:count], np.cumsum(weights[1:]), errors[count:], misfit, fitted)


def trend_path(time: FloatArray, level: FloatArray, breaks: Iterable[float]) -> list[Trend]:
    """Fit a broken line, then take away the least useful break, one at a time, down to a straight line.

    Returns
    -------
    list of Trend
        From the most breaks to none.

    Examples
    --------
    >>> time = np.arange(2000, 2010, 1 / 12)
    >>> path = trend_path(time, -0.2 * np.maximum(time - 2005, 0), [2002.0, 2005.2])
    >>> [len(trend.breaks) for trend in path]
    [2, 1, 0]
    """
    path = [fit_trend(time, level, breaks)]
    while len(path[-1].breaks):
        fewer = [_moved(time, level, np.delete(path[-1].breaks, i)) for i in range(len(path[-1].breaks))]
        line = _Line(time, level)
        best = min(fewer, key=lambda breaks: float((line.residual(breaks) ** 2).sum()))
        path.append(_trend(best, time, level))
    return path


def choose(path: Sequence[Trend], noise: float, penalty: float) -> Trend:
    """Choose the number of breaks: least misfit plus a price for every break.

    Parameters
    ----------
    noise
        Variance of one observation about a curve that follows every year, square metres.
    penalty
        Price of a break in multiples of the Bayesian information criterion's, which counts a date and a
        slope and takes observations for independent. Sea levels are not: expect 4 or more.

    Examples
    --------
    >>> time = np.arange(2000, 2010, 1 / 12)
    >>> path = trend_path(time, -0.2 * np.maximum(time - 2005, 0), [2002.0, 2005.2])
    >>> len(choose(path, 0.001, 4.0).breaks)
    1
    """
    price = break_price(noise, penalty, len(path[0].fitted))
    return min(path, key=lambda trend: trend.misfit + price * len(trend.breaks))


def stretches(path: Sequence[Trend], noise: float) -> list[tuple[float, float, Trend]]:
    """Return between which penalties each broken line of a path is the one chosen.

    Parameters
    ----------
    path, noise
        As in :func:`choose`.

    Returns
    -------
    list of (low, high, Trend)
        Penalties from zero to infinity, the most breaks first; lines that no penalty chooses are left out.

    Examples
    --------
    >>> time = np.arange(2000, 2010, 1 / 12)
    >>> path = trend_path(time, -0.2 * np.maximum(time - 2005, 0), [2005.2])
    >>> [(round(low), len(trend.breaks)) for low, high, trend in stretches(path, 0.01)]
    [(0, 1), (26, 0)]
    """
    price = break_price(noise, 1.0, len(path[0].fitted))
    found = []
    for trend in path:
        worth = {len(other.breaks): _worth(trend, other, price) for other in path if other is not trend}
        low = max((each for count, each in worth.items() if count > len(trend.breaks)), default=0.0)
        high = min((each for count, each in worth.items() if count < len(trend.breaks)), default=np.inf)
        if max(low, 0.0) < high:
            found.append((max(low, 0.0), high, trend))
    return found


def _worth(one: Trend, other: Trend, price: float) -> float:
    """Return the penalty at which two lines of unlike numbers of breaks cost the same."""
    return (other.misfit - one.misfit) / (price * (len(one.breaks) - len(other.breaks)))


def break_price(noise: float, penalty: float, count: int) -> float:
    """Return the price of one more break in square metres, for so many observations.

    Examples
    --------
    >>> round(break_price(0.001, 4.0, 120), 4)
    0.0383
    """
    return penalty * 2 * noise * float(np.log(count))


def recurring(found: pd.DataFrame, within: float) -> pd.DataFrame:
    """Gather breaks of several variants that lie close together.

    Parameters
    ----------
    found
        One row a break with the columns ``variant`` and ``date`` (decimal year).
    within
        Years that may lie between one break and the next of the same gathering.

    Returns
    -------
    DataFrame
        ``earliest``, ``latest``, ``median`` date and ``variants`` (how many have one), by date.

    Examples
    --------
    >>> found = pd.DataFrame({"variant": ["a", "b", "a"], "date": [2005.4, 2005.9, 2020.6]})
    >>> recurring(found, 1.0)[["median", "variants"]].values.tolist()
    [[2005.65, 2.0], [2020.6, 1.0]]
    """
    ordered = found.sort_values("date")
    group = (ordered["date"].diff() > within).cumsum()
    gathered = ordered.groupby(group.to_numpy()).agg(
        earliest=("date", "min"), latest=("date", "max"), median=("date", "median"), variants=("variant", "nunique")
    )
    return gathered.reset_index(drop=True)


def _line(breaks: FloatArray, time: FloatArray) -> FloatArray:
    bends = np.maximum(time[:, None] - np.sort(breaks), 0)
    return np.column_stack([np.ones_like(time), time - time.mean(), bends])


class _Line:
    """What a broken line misses as a function of its breaks, refitted to the level wherever they are.

    The search asks for the derivative where it has just asked for the residual: both share one factorization.
    """

    def __init__(self, time: FloatArray, level: FloatArray) -> None:
        self.time, self.level = time, level
        self.factorized = lru_cache(maxsize=1)(self._factorized)

    def _factorized(self, breaks: bytes) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return basis and triangle of the line, and the level in terms of the basis."""
        basis, triangle = np.linalg.qr(_line(np.frombuffer(breaks), self.time))
        return basis, triangle, basis.T @ self.level

    def residual(self, breaks: FloatArray) -> FloatArray:
        basis, _, along = self.factorized(breaks.tobytes())
        return np.asarray(self.level - basis @ along)

    def jacobian(self, breaks: FloatArray) -> FloatArray:
        """Return how the residual answers to the breaks while the line is refitted (Kaufman 1975)."""
        order = np.argsort(breaks)
        basis, triangle, along = self.factorized(breaks.tobytes())
        weights = np.linalg.lstsq(triangle, along, rcond=None)[0]
        moved = weights[2:] * (self.time[:, None] > breaks[order])
        rest = moved - basis @ (basis.T @ moved)
        return np.asarray(rest[:, np.argsort(order)], dtype=np.float64)


def _errors(breaks: FloatArray, weights: FloatArray, time: FloatArray, residual: FloatArray) -> FloatArray:
    """Return standard errors of the breaks, then of the slopes of all pieces."""
    moves = [-weight * (time > b) for weight, b in zip(weights[2:], breaks, strict=True)]
    jacobian = np.column_stack([_line(breaks, time), *moves])
    covariance = newey_west(jacobian, residual, LAGS)
    pieces = len(breaks) + 1
    adding = np.tril(np.ones((pieces, pieces)))
    slopes = adding @ covariance[1 : pieces + 1, 1 : pieces + 1] @ adding.T
    dates = covariance[pieces + 1 :, pieces + 1 :]
    variances = np.concatenate([np.diag(dates), np.diag(slopes)])
    return np.asarray(np.sqrt(np.maximum(variances, 0)), dtype=np.float64)

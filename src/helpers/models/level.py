"""Yearly levels of a sea from months with gaps: the seasonal cycle is removed, each mean has an error."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtri

from helpers.models.interval import Interval

FloatArray = npt.NDArray[np.float64]

HARMONICS = 2  # a yearly and a half-yearly wave carry all but 1 percent of the mean seasonal cycle
LAGS = 6  # months over which neighbouring residuals may be alike
LEAST_MONTHS, LEAST_SPAN = 6, 10  # a year is known when six of its months, spread over ten, were seen


def decimal_years(start: pd.Series, end: pd.Series) -> FloatArray:
    """Return the middle of each period as a decimal year.

    Parameters
    ----------
    start, end
        Timestamps of the first and of the last day, both inclusive.

    Examples
    --------
    >>> year = pd.Series(pd.to_datetime(["2023-01-01"])), pd.Series(pd.to_datetime(["2023-12-31"]))
    >>> decimal_years(*year)
    array([2023.5])
    """
    middle = start + (end + pd.Timedelta(days=1) - start) / 2
    length = np.where(middle.dt.is_leap_year, 366.0, 365.0)
    elapsed = middle.dt.day_of_year - 1 + middle.dt.hour / 24
    return np.asarray((middle.dt.year + elapsed / length).round(4), dtype=np.float64)


def waves(time: FloatArray) -> FloatArray:
    """Return cosines and sines of the seasonal cycle, one row a time, ``2 * HARMONICS`` columns.

    Examples
    --------
    >>> waves(np.array([2020.0, 2020.5])).round(6).tolist()
    [[1.0, -0.0, 1.0, -0.0], [-1.0, 0.0, 1.0, -0.0]]
    """
    angles = [2 * np.pi * k * time for k in range(1, HARMONICS + 1)]
    return np.column_stack([f(angle) for angle in angles for f in (np.cos, np.sin)])


@dataclass(frozen=True)
class YearlyLevel:
    """Levels of whole years with the seasonal cycle removed.

    Attributes
    ----------
    years
        Years that were seen well enough, ascending, shape (n,).
    mean
        Their mean level, metres in the datum of the input, shape (n,).
    covariance
        Of the means, square metres, shape (n, n); robust to months that resemble their neighbours.
    time, adjusted
        The months seen and their level without the seasonal cycle, shape (m,).
    season
        Mean seasonal cycle at the middle of the twelve months, metres, shape (12,).
    noise
        Variance of a month about the curve, square metres.
    """

    years: npt.NDArray[np.int64]
    mean: FloatArray
    covariance: FloatArray
    time: FloatArray
    adjusted: FloatArray
    season: FloatArray
    noise: float

    def error(self, year: int) -> float:
        """Return the standard error of a year's mean in metres."""
        place = self._place(year)
        return float(np.sqrt(self.covariance[place, place]))

    def level(self, year: int, interval: float = 0.9) -> Interval:
        """Return a year's mean with its interval.

        Examples
        --------
        >>> months = np.arange(2000, 2003, 1 / 12) + 1 / 24
        >>> sea = yearly_levels(months, np.full(36, -29.0))
        >>> round(sea.level(2001).value, 3)
        -29.0
        """
        return around(float(self.mean[self._place(year)]), self.error(year), interval)

    def change(self, start: int, end: int, interval: float = 0.9) -> Interval:
        """Return the change from one year's mean to another's; a fall is negative.

        Raises
        ------
        KeyError
            If one of the years was not seen well enough.

        Examples
        --------
        >>> months = np.arange(2000, 2003, 1 / 12) + 1 / 24
        >>> sea = yearly_levels(months, -29.0 - 0.2 * np.floor(months - 2000))
        >>> round(sea.change(2000, 2002).value, 1)
        -0.4
        """
        weights = np.zeros(len(self.years))
        weights[self._place(end)] += 1
        weights[self._place(start)] -= 1
        variance = float(weights @ self.covariance @ weights)
        error = float(np.sqrt(max(variance, 0.0)))
        return around(float(weights @ self.mean), error, interval)

    def has(self, *years: int) -> bool:
        """Whether all the years were seen well enough.

        Examples
        --------
        >>> months = np.arange(2000, 2003, 1 / 12) + 1 / 24
        >>> yearly_levels(months, np.full(36, -29.0)).has(2001, 2004)
        False
        """
        return set(years) <= set(self.years.tolist())

    def _place(self, year: int) -> int:
        if year not in self.years:
            raise KeyError(f"expected one of the years {self.years[0]}-{self.years[-1]}, found {year}: too few months")
        return int(np.searchsorted(self.years, year))


def around(value: float, error: float, interval: float) -> Interval:
    """Return the normal interval about an estimate.

    Examples
    --------
    >>> around(-2.0, 0.1, 0.9).low.__round__(2)
    -2.16
    """
    reach = float(ndtri(0.5 + interval / 2)) * error
    return Interval(value, value - reach, value + reach)


def newey_west(design: FloatArray, residual: FloatArray, lags: int) -> FloatArray:
    """Return the covariance of least-squares estimates whose residuals resemble their neighbours.

    Newey and West (1987), with the small-sample factor n / (n - k).

    Parameters
    ----------
    design
        Regressors, or derivatives of a nonlinear fit, shape (n, k).
    residual
        Shape (n,).
    lags
        Observations over which residuals may be alike.

    Examples
    --------
    >>> newey_west(np.ones((4, 1)), np.array([1.0, -1.0, 1.0, -1.0]), 0).round(3)
    array([[0.333]])
    """
    count, width = design.shape
    bread = np.linalg.pinv(design.T @ design)
    scores = design * residual[:, None]
    meat = scores.T @ scores
    for lag in range(1, lags + 1):
        shifted = scores[lag:].T @ scores[:-lag]
        meat = meat + (1 - lag / (lags + 1)) * (shifted + shifted.T)
    return np.asarray(bread @ meat @ bread * (count / max(count - width, 1)), dtype=np.float64)


def yearly_levels(time: FloatArray, level: FloatArray) -> YearlyLevel:
    """Separate a gappy monthly level into a curve by years and a mean seasonal cycle.

    One least-squares fit of a broken line with a knot at each New Year plus a yearly and a half-yearly
    wave: the mean of a year is then the mean of the line, whichever months are missing. Errors are
    Newey and West's (1987), because a month resembles the one before.

    Parameters
    ----------
    time
        Middles of the months as decimal years, ascending, shape (m,).
    level
        Level in metres, shape (m,).

    Raises
    ------
    ValueError
        If fewer than 24 months are given: cycle and trend cannot be told apart.

    Examples
    --------
    >>> time = 2000 + (np.arange(120) + 0.5) / 12
    >>> fitted = yearly_levels(time, -0.1 * (time - 2000) + 0.2 * np.cos(2 * np.pi * time))
    >>> round(fitted.change(2001, 2008).value, 3), round(float(fitted.season.max()), 2)
    (-0.7, 0.19)
    """
    if len(time) < 24:
        raise ValueError(f"expected at least 24 months of level, found {len(time)}: take a longer series")
    knots = np.arange(int(np.floor(time[0])), int(np.floor(time[-1])) + 2)
    line = np.column_stack([np.interp(time, knots, row) for row in np.eye(len(knots))])
    design = np.column_stack([line, waves(time)])
    solved = np.asarray(np.linalg.lstsq(design, level, rcond=None)[0], dtype=np.float64)
    residual = np.asarray(level - design @ solved, dtype=np.float64)
    years = known_years(time)
    weights = np.zeros((len(years), design.shape[1]))
    for row, year in enumerate(years):
        place = int(year - knots[0])
        weights[row, [place, place + 1]] = 0.5
    cycle = solved[len(knots) :]
    return YearlyLevel(
        years=years,
        mean=weights @ solved,
        covariance=weights @ newey_west(design, residual, LAGS) @ weights.T,
        time=time,
        adjusted=level - waves(time) @ cycle,
        season=waves((np.arange(12) + 0.5) / 12) @ cycle,
        noise=float(np.var(residual)),
    )


def known_years(time: FloatArray) -> npt.NDArray[np.int64]:
    """Return the years with at least six months seen, spread over at least ten.

    Examples
    --------
    >>> known_years(np.array([2001.04, 2001.2, 2001.4, 2001.6, 2001.8, 2001.96, 2002.1]))
    array([2001])
    """
    frame = pd.DataFrame({"year": np.floor(time).astype(int), "month": np.floor(time % 1 * 12)})
    seen = frame.groupby("year")["month"].agg(["size", "min", "max"])
    enough = (seen["size"] >= LEAST_MONTHS) & (seen["max"] - seen["min"] + 1 >= LEAST_SPAN)
    return np.asarray(seen.index[enough], dtype=np.int64)


def level_from_volume(volume: FloatArray, level: FloatArray, wanted: FloatArray) -> tuple[FloatArray, float]:
    """Translate volume into level by a quadratic fitted where both are known.

    Parameters
    ----------
    volume, level
        Volume above any zero (cubic kilometres) and level (metres) of the same months, shape (m,).
    wanted
        Volumes to translate, shape (k,).

    Returns
    -------
    levels, error
        Levels in metres, shape (k,), and the root mean square misfit in metres.

    Examples
    --------
    >>> v = np.linspace(0, 1000, 50)
    >>> levels, error = level_from_volume(v, -29 + v / 400, np.array([400.0]))
    >>> float(levels[0].round(6)), round(error, 6)
    (-28.0, 0.0)
    """
    middle, spread = float(volume.mean()), float(volume.std()) or 1.0
    curve = np.polyfit((volume - middle) / spread, level, 2)
    misfit = level - np.polyval(curve, (volume - middle) / spread)
    found = np.polyval(curve, (wanted - middle) / spread)
    return np.asarray(found, dtype=np.float64), float(np.sqrt(np.mean(misfit**2)))


def fastest_run(years: Sequence[int], mean: FloatArray, length: int) -> tuple[float, int]:
    """Return the fastest fall over so many years, metres a year (negative), and the year it began.

    Examples
    --------
    >>> fastest_run([2000, 2001, 2002, 2003], np.array([0.0, -0.1, -0.3, -0.6]), 2)
    (-0.25, 2001)
    """
    levels = pd.Series(mean, index=pd.Index(list(years)))
    rates = {y: (levels[y + length] - levels[y]) / length for y in levels.index if y + length in levels.index}
    if not rates:
        raise ValueError(f"expected a series longer than {length} years, found {len(levels)}: shorten the run")
    rate, begun = min((rate, year) for year, rate in rates.items())
    return round(float(rate), 10), int(begun)

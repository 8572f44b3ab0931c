"""The water balance of a closed sea: closure, relaxation, equilibrium, and a sea without its rivers."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from helpers.models.interval import Interval

FloatArray = npt.NDArray[np.float64]

GAINS, LOSSES = ("rivers", "groundwater", "rain"), ("evaporation", "bay", "seepage")


@dataclass(frozen=True)
class Basin:
    """How the area of a sea changes with its level.

    Attributes
    ----------
    level, area
        Levels in metres, ascending, and areas in thousand square kilometres, shape (n,). One metre of
        water on a thousand square kilometres is one cubic kilometre.

    Examples
    --------
    >>> basin = Basin(np.array([-30.0, -28.0]), np.array([340.0, 370.0]))
    >>> float(basin.area_at(-29.0)), basin.widening(-29.0)
    (355.0, 15.0)
    """

    level: FloatArray
    area: FloatArray

    def __post_init__(self) -> None:
        if len(self.level) < 2 or not (np.diff(self.level) > 0).all():
            raise ValueError(f"expected two or more ascending levels, found {self.level}")

    def area_at(self, level: float | FloatArray) -> FloatArray:
        """Return areas in thousand square kilometres; beyond the ends the end pieces go on straight.

        Examples
        --------
        >>> basin = Basin(np.array([-30.0, -28.0]), np.array([340.0, 370.0]))
        >>> basin.area_at(np.array([-29.0, -27.0])).tolist()
        [355.0, 385.0]
        """
        inside = np.interp(level, self.level, self.area)
        below = np.minimum(np.asarray(level) - self.level[0], 0) * self._slope(0)
        above = np.maximum(np.asarray(level) - self.level[-1], 0) * self._slope(-1)
        return np.asarray(inside + below + above)

    def widening(self, level: float, reach: float = 1.0) -> float:
        """Return the area gained per metre of level, thousand square kilometres, within ``reach`` metres."""
        upper, lower = self.area_at(level + reach), self.area_at(level - reach)
        return float((upper - lower) / (2 * reach))

    def through(self, level: float, area: float) -> "Basin":
        """Return the same basin, scaled so that one published area is met.

        Examples
        --------
        >>> basin = Basin(np.array([-30.0, -28.0]), np.array([340.0, 370.0]))
        >>> float(basin.through(-29.0, 390.0).area_at(-29.0))
        390.0
        """
        return Basin(self.level, self.area * (area / float(self.area_at(level))))

    def _slope(self, end: int) -> float:
        first, second = (0, 1) if end == 0 else (-2, -1)
        rise = self.level[second] - self.level[first]
        return float((self.area[second] - self.area[first]) / rise)


def draw_terms(terms: Mapping[str, tuple[float, float]], draws: int, rng: np.random.Generator) -> pd.DataFrame:
    """Draw every term of a balance between its lowest and highest published value, all alike likely.

    Parameters
    ----------
    terms
        Low and high of ``rivers``, ``groundwater``, ``rain``, ``evaporation``, ``bay``, ``seepage``;
        cubic kilometres a year, losses positive. A term left out is nought.

    Returns
    -------
    DataFrame
        One row a draw, one column a term, and ``net`` (gains less losses: the change of storage).

    Examples
    --------
    >>> terms = {"rivers": (280, 280), "rain": (70, 70), "evaporation": (370, 370)}
    >>> float(draw_terms(terms, 1, np.random.default_rng(1))["net"].iloc[0])
    -20.0
    """
    unknown = set(terms) - {*GAINS, *LOSSES}
    if unknown:
        raise ValueError(f"unknown terms {sorted(unknown)}: expected {', '.join((*GAINS, *LOSSES))}")
    drawn = pd.DataFrame({n: rng.uniform(*terms.get(n, (0.0, 0.0)), size=draws) for n in (*GAINS, *LOSSES)})
    return drawn.assign(net=drawn[list(GAINS)].sum(axis=1) - drawn[list(LOSSES)].sum(axis=1))


def relaxation_years(area: float, widening: float, net_evaporation: FloatArray) -> FloatArray:
    """Return how long a closed sea takes to close two thirds of the way to its new equilibrium.

    A sea that shrinks evaporates less: time = area / (area per metre x metres of net evaporation a year).

    Parameters
    ----------
    area, widening
        Thousand square kilometres, and the same per metre of level.
    net_evaporation
        Evaporation less rain, metres a year, shape (n,).

    Examples
    --------
    >>> relaxation_years(360.0, 17.0, np.array([0.7])).round(1)
    array([30.3])
    """
    least = float(net_evaporation.min())
    if min(area, widening, least) <= 0:
        raise ValueError(f"expected positive numbers, found {area}, {widening}, {least}")
    return area / (widening * net_evaporation)


def course(basin: Basin, level: float, supply: FloatArray, net_evaporation: FloatArray, years: int) -> FloatArray:
    """Follow a sea whose supply and net evaporation stay what they are.

    Parameters
    ----------
    level
        Level at the start in the datum of the basin, metres.
    supply
        Water that reaches the sea less what leaves it other than to the air, cubic kilometres a year,
        shape (n,).
    net_evaporation
        Metres a year, shape (n,).

    Returns
    -------
    ndarray
        Change of level in metres after 1 to ``years`` years, shape (n, years).

    Examples
    --------
    >>> basin = Basin(np.array([-40.0, -20.0]), np.array([200.0, 400.0]))
    >>> course(basin, -30.0, np.array([0.0]), np.array([0.8]), 2).round(2)
    array([[-0.8, -1.6]])
    """
    steps, now = [], np.full(len(supply), float(level))
    for _ in range(years):
        now = now + supply / basin.area_at(now) - net_evaporation
        steps.append(now - level)
    return np.column_stack(steps)


def equilibrium(basin: Basin, supply: FloatArray, net_evaporation: FloatArray) -> FloatArray:
    """Return the level at which evaporation takes just what is supplied, metres, shape (n,).

    Draws whose equilibrium lies beyond the table of areas are ``nan``.

    Examples
    --------
    >>> basin = Basin(np.array([-40.0, -20.0]), np.array([200.0, 400.0]))
    >>> equilibrium(basin, np.array([240.0]), np.array([0.8]))
    array([-30.])
    """
    wanted = supply / net_evaporation
    return np.asarray(np.interp(wanted, basin.area, basin.level, left=np.nan, right=np.nan))


def interval_of(draws: FloatArray, interval: float) -> Interval | None:
    """Return median and interval of draws without those that are ``nan``; None if none is left.

    Examples
    --------
    >>> interval_of(np.array([np.nan]), 0.9) is None
    True
    """
    known = np.asarray(draws)[~np.isnan(draws)]
    return Interval.from_draws(known, interval) if len(known) else None

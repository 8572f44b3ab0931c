"""How a year fills up: shares of the year by month, for flows that come in lumps.

Trade through a year is modelled as a process with independent gamma increments: the share that has
arrived after *k* of twelve months is Beta(c*k/12, c*(12-k)/12) around an even flow (the Dirichlet process
of Ferguson, *Annals of Statistics* 1, 1973). One number, the concentration *c*, says how smooth a year
is: for c = 1000 it is even, for c = 5 a single consignment can be half of it. Years differ in it: their
logarithms are normal with a mean and a spread that part-year shares at any months inform together.
"""

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

YEAR = 12
Floats = NDArray[np.float64]
_GRID = np.geomspace(0.5, 2000, 160)
_MEANS = np.log(np.geomspace(1, 1000, 40))
_SPREADS = np.linspace(0.1, 2.0, 12)


def concentration(months: ArrayLike, shares: ArrayLike) -> Floats:
    """Weigh the concentrations that another year may have, by what the observed part-year shares say.

    Parameters
    ----------
    months
        Months after which each share was seen, 0 < months < 12; shape (n,).
    shares
        Share of the year's total by then, 0 < share < 1; shape (n,).

    Returns
    -------
    array
        Predictive probabilities on :func:`grid`, adding up to one, averaged over the mean and the spread
        of the logarithms (flat priors on a grid of both). With no profile at all they are those priors'.

    Raises
    ------
    ValueError
        If a share or a month lies outside its open range.

    Examples
    --------
    >>> smooth = concentration([6, 8, 4], [0.51, 0.66, 0.34])
    >>> lumpy = concentration([6, 8, 4], [0.31, 0.86, 0.64])
    >>> bool(smooth @ grid() > 5 * lumpy @ grid())
    True
    """
    k, s = np.asarray(months, dtype=float), np.asarray(shares, dtype=float)
    if not (((k > 0) & (k < YEAR)).all() and ((s > 0) & (s < 1)).all()):
        raise ValueError(f"expected months in (0, 12) and shares in (0, 1), found {k} and {s}")
    early, late = _GRID[:, None] * k / YEAR, _GRID[:, None] * (YEAR - k) / YEAR
    # the density of Beta(early, late); that of scipy.stats takes ten times as long
    likelihood = np.exp((early - 1) * np.log(s) + (late - 1) * np.log1p(-s) - special.betaln(early, late))
    between = _between()
    logs = np.log(np.maximum(between @ likelihood, 1e-300)).sum(axis=1)
    posterior = np.exp(logs - logs.max())
    weights: Floats = posterior @ between / posterior.sum()
    return weights


@cache
def _between() -> Floats:
    """The concentrations of years by the mean and the spread of their logarithms; shape (means x spreads, grid)."""
    mean, spread = (part.ravel()[:, None] for part in np.meshgrid(_MEANS, _SPREADS))
    density = np.exp(-(((np.log(_GRID) - mean) / spread) ** 2) / 2)
    weights: Floats = density / density.sum(axis=1, keepdims=True)
    weights[weights < np.finfo(float).tiny] = 0.0  # subnormal numbers make a product take fifty times as long
    return weights


def grid() -> Floats:
    """Return the concentrations that :func:`concentration` weighs, smallest first.

    Examples
    --------
    >>> grid().shape, round(float(grid()[0]), 1)
    ((160,), 0.5)
    """
    return _GRID.copy()


def draw_concentrations(weights: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Draw concentrations by the weights of :func:`concentration`; shape (draws,).

    Examples
    --------
    >>> weights = concentration([6, 8], [0.5, 0.67])
    >>> draw_concentrations(weights, 3, np.random.default_rng(1)).shape
    (3,)
    """
    return rng.choice(_GRID, size=draws, p=weights)


def draw_shares(concentrations: Floats, months: float, rng: np.random.Generator) -> Floats:
    """Draw the share of a year that is there after some months, one a concentration.

    By inversion, so that one seed gives shares that move smoothly with the months.

    Examples
    --------
    >>> float(draw_shares(np.full(500, 1e6), 6, np.random.default_rng(1)).mean().round(2))
    0.5
    """
    chance = rng.random(np.size(concentrations))
    early, late = concentrations * months / YEAR, concentrations * (YEAR - months) / YEAR
    return np.asarray(special.betaincinv(early, late, chance), dtype=float)


def draw_later(part: float, months: float, until: float, concentrations: Floats, rng: np.random.Generator) -> Floats:
    """Draw the total after ``until`` months for a year of which ``part`` came in the first ``months``.

    Parameters
    ----------
    part
        What came in the first ``months``, in any unit.
    until
        A later month, up to 12.

    Returns
    -------
    array
        Totals of January to ``until``, in the unit of ``part``, one a concentration.

    Examples
    --------
    >>> even = np.full(500, 1e6)
    >>> float(draw_later(80.0, 8, 12, even, np.random.default_rng(1)).mean().round())
    120.0
    """
    share = rng.beta(concentrations * months / YEAR, concentrations * (until - months) / YEAR)
    return part / np.maximum(share, 1e-9)


def tail(draws: ArrayLike, value: float) -> float:
    """Probability of a draw at or below a value, never quite 0 or 1 (add-one rule).

    Examples
    --------
    >>> tail([0.2, 0.4, 0.6], 0.5)
    0.6
    """
    array = np.asarray(draws, dtype=float)
    return float((1 + (array <= value).sum()) / (array.size + 2))


def run_rate(part: float, months: float) -> float:
    """Extrapolate a part of a year as if it had been even: the naive benchmark.

    Examples
    --------
    >>> run_rate(80.0, 8)
    120.0
    """
    return part * YEAR / months


def leave_one_out(profiles: pd.DataFrame, level: float, draws: int, rng: np.random.Generator) -> pd.DataFrame:
    """Forecast each known year from its own part, by the concentration of all the other years.

    Parameters
    ----------
    profiles
        ``months, part, total`` of each year; other columns are kept.
    level
        Probability that the interval should cover.

    Returns
    -------
    DataFrame
        The profiles with ``forecast, low, high, naive, covered``; empty for fewer than two profiles.

    Examples
    --------
    >>> years = pd.DataFrame({"months": [6, 6, 6], "part": [50.0, 55.0, 60.0], "total": [100.0, 110.0, 120.0]})
    >>> found = leave_one_out(years, 0.9, 500, np.random.default_rng(1))
    >>> found["naive"].tolist(), found["covered"].tolist()
    ([100.0, 110.0, 120.0], [True, True, True])
    """
    if len(profiles) < 2:
        return profiles.iloc[:0].assign(forecast=0.0, low=0.0, high=0.0, naive=0.0, covered=False)
    shares = profiles["part"] / profiles["total"]
    tails = [(1 - level) / 2, 0.5, (1 + level) / 2]
    lines = []
    for label, line in profiles.iterrows():
        others = profiles.index != label
        weights = concentration(profiles.loc[others, "months"], shares[others])
        totals = draw_later(line["part"], line["months"], YEAR, draw_concentrations(weights, draws, rng), rng)
        lines.append(np.quantile(totals, tails))
    low, forecast, high = np.array(lines).T
    table = profiles.assign(forecast=forecast, low=low, high=high)
    table["naive"] = table["part"] * YEAR / table["months"]
    table["covered"] = table["total"].between(table["low"], table["high"])
    return table

"""The gravity benchmark: what two economies of a size and at a distance usually trade."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Estimator = Literal["ppml", "log_linear"]
Floats = NDArray[np.float64]
TERMS = ("intercept", "gdp", "distance", "contiguity")


def design(frame: pd.DataFrame) -> Floats:
    """Build the regressors: one, log of the product of GDPs, log of distance, contiguity; shape (n, 4).

    Parameters
    ----------
    frame
        ``gdp_first, gdp_second`` (USD million), ``distance`` (km), ``contiguity`` (0 or 1).

    Examples
    --------
    >>> lines = pd.DataFrame({"gdp_first": [1.0], "gdp_second": [1.0], "distance": [1.0], "contiguity": [1]})
    >>> design(lines).tolist()
    [[1.0, 0.0, 0.0, 1.0]]
    """
    return np.column_stack(
        [
            np.ones(len(frame)),
            np.log(frame["gdp_first"].to_numpy(float) * frame["gdp_second"].to_numpy(float)),
            np.log(frame["distance"].to_numpy(float)),
            frame["contiguity"].to_numpy(float),
        ]
    )


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted benchmark.

    Attributes
    ----------
    coefficients
        ``term, estimate, error, low, high``; errors clustered by pair, ends at 95 percent.
    observations, pairs
        How many reports and how many pairs it rests on.
    """

    coefficients: pd.DataFrame
    estimator: Estimator
    observations: int
    pairs: int

    def expected(self, frame: pd.DataFrame) -> Floats:
        """Trade that the benchmark expects for each line of a frame, in the unit fitted; shape (n,)."""
        expected: Floats = np.exp(design(frame) @ self.coefficients["estimate"].to_numpy(float))
        return expected


def fit(frame: pd.DataFrame, estimator: Estimator = "ppml") -> Fit:
    """Fit the benchmark.

    Parameters
    ----------
    frame
        As in :func:`design`, with ``pair``, ``trade`` (positive, USD million) and ``weight``
        (several reports of one pair and year share a weight of one).
    estimator
        ``ppml``: Poisson pseudo-maximum-likelihood, consistent under heteroskedasticity where the
        regression of logarithms is not (Santos Silva and Tenreyro, "The Log of Gravity", *Review of
        Economics and Statistics* 88(4), 2006). ``log_linear``: least squares on the logarithms.

    Raises
    ------
    ValueError
        If fewer than eight pairs are there: four coefficients and their errors cannot be told from them.

    Examples
    --------
    >>> size = np.arange(1.0, 10.0)
    >>> frame = pd.DataFrame({"pair": list("abcdefghi"), "gdp_first": size, "gdp_second": 1.0, "weight": 1.0,
    ...     "distance": size[::-1] ** 2, "contiguity": [0, 1, 0, 1, 0, 1, 0, 1, 0], "trade": 3 * size})
    >>> found = fit(frame, "log_linear")
    >>> round(float(found.coefficients["estimate"][1]), 2), found.pairs
    (1.0, 9)
    """
    # one notebook fits a benchmark: no other waits for these imports
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM
    from statsmodels.regression.linear_model import WLS

    groups, _ = pd.factorize(frame["pair"])
    if len(set(groups)) < 8:
        raise ValueError(f"expected at least 8 pairs to fit a gravity benchmark, found {len(set(groups))}")
    x, weights, trade = design(frame), frame["weight"].to_numpy(float), frame["trade"].to_numpy(float)
    clustered = {"cov_type": "cluster", "cov_kwds": {"groups": groups}}
    if estimator == "ppml":
        # weight times score equals the score of weighted trade with the weight as exposure; unlike
        # statsmodels' own weights, this leaves clustered errors exact
        model = GLM(trade * weights, x, family=Poisson(), offset=np.log(weights))
        result = model.fit(**clustered)
    else:
        result = WLS(np.log(trade), x, weights=weights).fit(**clustered)
    estimate, error = np.asarray(result.params), np.asarray(result.bse)
    table = pd.DataFrame({"term": TERMS, "estimate": estimate, "error": error})
    table["low"], table["high"] = estimate - 1.96 * error, estimate + 1.96 * error
    return Fit(table, estimator, len(frame), len(set(groups)))


def solve(x: Floats, y: Floats, weights: Floats, estimator: Estimator, rounds: int = 50) -> Floats:
    """Estimate the coefficients alone, of a whole bootstrap at once.

    Poisson by iteratively reweighted least squares, started from the logarithms.

    Parameters
    ----------
    x
        Regressors as of :func:`design`, shape (n, k).
    y
        Trade, positive; shape (n,).
    weights
        Shape (n,), or (draws, n) for as many estimates.

    Returns
    -------
    array
        Shape (k,), or (draws, k).
    """
    beta = _least_squares(x, np.log(y), weights)
    for _ in range(rounds if estimator == "ppml" else 0):
        mu = np.exp(np.clip(beta @ x.T, -30, 30))
        step = _least_squares(x, (y - mu) / mu, weights * mu)
        beta = beta + step
        if np.abs(step).max() < 1e-8:
            break
    return beta


def _least_squares(x: Floats, y: Floats, weights: Floats) -> Floats:
    """Weighted least squares by the normal equations; of regressors that a draw cannot tell apart, the smallest."""
    products = (x[:, :, None] * x[:, None, :]).reshape(len(x), -1)
    moments = (weights @ products).reshape(*weights.shape[:-1], x.shape[1], x.shape[1])
    solved: Floats = np.linalg.pinv(moments, rcond=1e-11, hermitian=True) @ ((weights * y) @ x)[..., None]
    return solved[..., 0]


def predictive(
    frame: pd.DataFrame,
    target: pd.DataFrame,
    draws: int,
    rng: np.random.Generator,
    estimator: Estimator = "ppml",
) -> Floats:
    """Draw what a pair like the target might trade: parameters and luck together; shape (draws, n).

    Each draw resamples whole pairs (the years of one pair are no independent witnesses), fits anew, and
    multiplies the expectation by how far one pair that was *not* drawn missed it, so that the spread is
    that of forecasts and not of fitted residuals (out-of-bag errors, after Efron, *JASA* 78, 1983).

    Parameters
    ----------
    frame
        Comparator pairs, as in :func:`fit`; the target's own pair must not be among them.
    target
        Lines as in :func:`design`, one a year of the target pair.
    """
    x, y, w = design(frame), frame["trade"].to_numpy(float), frame["weight"].to_numpy(float)
    codes, names = pd.factorize(frame["pair"])
    lines = [np.flatnonzero(codes == code) for code in range(len(names))]
    times, witness = np.empty((draws, len(names))), np.empty(draws, dtype=int)
    for draw in range(draws):
        bag = rng.integers(len(lines), size=len(lines))
        times[draw] = np.bincount(bag, minlength=len(lines))
        rest = np.flatnonzero(times[draw] == 0)
        unseen = lines[rest[rng.integers(len(rest))] if len(rest) else bag[0]]
        witness[draw] = unseen[rng.integers(len(unseen))]
    betas = solve(x, y, times[:, codes] * w, estimator)
    luck = y[witness] / np.exp((x[witness] * betas).sum(axis=1))
    return np.asarray(np.exp(betas @ design(target).T) * luck[:, None])

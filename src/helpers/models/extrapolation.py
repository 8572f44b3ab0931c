"""A level continued by the steps it took before, and how well that would have gone in the past."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from helpers.models.scores import crps

FloatArray = npt.NDArray[np.float64]


def trend_draws(steps: FloatArray, lead: int, draws: int, rng: np.random.Generator, block: int = 4) -> FloatArray:
    """Continue a level by yearly steps drawn in blocks from the steps seen (Kuensch 1989).

    Blocks keep together the good and the bad years, which come in runs. Blocks wrap round the end, so
    that every step is drawn as often as any other.

    Parameters
    ----------
    steps
        Change from each year to the next, metres, shape (n,).
    lead
        Years ahead.
    block
        Years in a block.

    Returns
    -------
    ndarray
        Change after 1 to ``lead`` years, metres, shape (draws, lead).

    Examples
    --------
    >>> trend_draws(np.array([-0.1, -0.1]), 3, 2, np.random.default_rng(1)).round(1)[0]
    array([-0.1, -0.2, -0.3])
    """
    if not len(steps):
        raise ValueError("expected at least one yearly step, found none: begin the trend earlier")
    starts = rng.integers(0, len(steps), size=(draws, -(-lead // block)))
    places = (starts[:, :, None] + np.arange(block)) % len(steps)
    return np.cumsum(steps[places.reshape(draws, -1)[:, :lead]], axis=1)


def backtest(
    years: npt.NDArray[np.int64],
    level: FloatArray,
    lead: int,
    window: int,
    draws: int,
    rng: np.random.Generator,
    interval: float = 0.9,
) -> pd.DataFrame:
    """Forecast every past year that can be forecast, by trend and by persistence.

    At each origin only the ``window`` steps before it are used. Persistence says that nothing changes.

    Returns
    -------
    DataFrame
        One row an origin: ``origin``, ``outcome``, ``trend``, ``low``, ``high`` (of the interval),
        ``score`` (of the trend's draws), ``persistence`` (absolute error); metres.

    Examples
    --------
    >>> years, level = np.arange(2000, 2008), -0.1 * np.arange(8)
    >>> found = backtest(years, level, 2, 4, 50, np.random.default_rng(1))
    >>> found[["origin", "outcome", "trend"]].round(1).to_numpy().tolist()
    [[2004.0, -0.2, -0.2], [2005.0, -0.2, -0.2]]
    """
    rows = []
    seen = dict(zip(years.tolist(), level.tolist(), strict=True))
    for origin in seen:
        used = range(origin - window, origin + 1)
        if not seen.keys() >= {*used, origin + lead}:
            continue
        ahead = trend_draws(np.diff([seen[year] for year in used]), lead, draws, rng)[:, -1]
        outcome = seen[origin + lead] - seen[origin]
        low, middle, high = np.quantile(ahead, [0.5 - interval / 2, 0.5, 0.5 + interval / 2])
        rows.append((origin, outcome, middle, low, high, crps(ahead, outcome), abs(outcome)))
    return pd.DataFrame(rows, columns=["origin", "outcome", "trend", "low", "high", "score", "persistence"])

"""How good a forecast was: absolute error, continuous ranked probability score, skill over persistence."""

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


def crps(draws: FloatArray, outcome: float) -> float:
    """Return the continuous ranked probability score of an ensemble (Gneiting and Raftery 2007).

    In the unit of the forecast; smaller is better; for a single draw it is the absolute error.

    Parameters
    ----------
    draws
        Members of the ensemble, shape (n,).
    outcome
        What came.

    Examples
    --------
    >>> crps(np.array([1.0]), 3.0)
    2.0
    >>> round(crps(np.array([1.0, 3.0]), 2.0), 3)
    0.5
    """
    ordered = np.sort(np.asarray(draws, dtype=float))
    if not len(ordered):
        raise ValueError("expected at least one draw, found none")
    ranks = 2 * np.arange(1, len(ordered) + 1) - len(ordered) - 1
    spread = float(ranks @ ordered) / len(ordered) ** 2
    return float(np.abs(ordered - outcome).mean()) - spread


def crps_of_range(low: float, high: float, outcome: float) -> float:
    """Return the score of a forecast that names two ends, read as all values between alike.

    Examples
    --------
    >>> round(crps_of_range(0.0, 1.0, 0.5), 4), crps_of_range(2.0, 2.0, 1.5)
    (0.0833, 0.5)
    """
    if high < low:
        raise ValueError(f"expected low <= high, found {low} and {high}")
    if high == low:
        return abs(outcome - low)
    place = (outcome - low) / (high - low)
    if place < 0:
        return (high - low) * (1 / 3 - place)
    if place > 1:
        return (high - low) * (place - 2 / 3)
    return (high - low) * (place**3 + (1 - place) ** 3) / 3


def skill(score: float, reference: float) -> float:
    """Return 1 for a perfect forecast, 0 for one as good as the reference, negative for a worse one.

    Examples
    --------
    >>> skill(0.5, 1.0), skill(2.0, 1.0)
    (0.5, -1.0)
    """
    if reference <= 0:
        raise ValueError(f"expected a positive score of the reference, found {reference}")
    return 1 - score / reference

"""Which unknown input matters most for an output: variance-based indices and rank correlations."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Model = Callable[[Floats], Floats]
"""From inputs of shape (draws, k) to outputs of shape (draws, s)."""


def power_of_two(draws: int) -> int:
    """Return the largest power of two up to a number of draws, as the sequence of Sobol wants it.

    >>> power_of_two(2000), power_of_two(128)
    (1024, 128)
    """
    return 1 << (int(draws).bit_length() - 1)


def shares(model: Model, inputs: Sequence[str], outputs: Sequence[str], draws: int, seed: int) -> pd.DataFrame:
    """Return the share of each input in the variance of each output's rank.

    Outputs are turned into ranks first, for a few wild draws of a skewed output would otherwise be all of its
    variance (Saltelli and others 2008, section 4). The inputs are independent here: with dependent ones the
    shares would not add up to anything.

    Parameters
    ----------
    model
        Vectorized; its inputs are uniform between 0 and 1.
    draws
        Size of the two samples, rounded down to a power of two; ``draws * (k + 2)`` runs of the model.

    Returns
    -------
    DataFrame
        output, input, first (alone), total (with all its interactions); outputs that never vary are left out.

    References
    ----------
    Saltelli, A., and others (2008). Global Sensitivity Analysis: The Primer. Wiley. Saltelli, A., and others
    (2010). Variance based sensitivity analysis of model output. Computer Physics Communications 181.

    Examples
    --------
    >>> found = shares(lambda x: x[:, :1] + 2 * x[:, 1:], ["a", "b"], ["sum"], 512, 1)
    >>> found["total"].round(1).tolist()
    [0.2, 0.8]
    """
    from scipy.stats import sobol_indices, uniform  # one notebook asks what matters: no other waits for this import

    size = power_of_two(draws)
    trial = model(np.random.default_rng(seed).uniform(1e-9, 1 - 1e-9, (size, len(inputs))))
    varies = [place for place in range(len(outputs)) if np.ptp(trial[:, place]) > 0]
    known = [np.sort(trial[:, place]) for place in varies]

    def ranks(x: Floats) -> Floats:
        came = model(np.clip(x.T, 1e-9, 1 - 1e-9))
        return np.array([_rank(came[:, place], order) for place, order in zip(varies, known, strict=True)])

    if not varies:
        return pd.DataFrame(columns=["output", "input", "first", "total"])
    each: Any = [uniform()] * len(inputs)  # the stubs of scipy do not know their own distributions
    found = sobol_indices(func=ranks, n=size, dists=each, rng=np.random.default_rng(seed))
    pairs = [(outputs[place], name) for place in varies for name in inputs]
    frame = pd.DataFrame(pairs, columns=["output", "input"])
    return frame.assign(first=found.first_order.ravel(), total=found.total_order.ravel())


def _rank(values: Floats, order: Floats) -> Floats:
    """Place of values in a known sample, between 0 and 1; ties in their middle."""
    low, high = np.searchsorted(order, values, "left"), np.searchsorted(order, values, "right")
    return np.asarray((low + high) / (2 * len(order)), dtype=np.float64)


def rank_correlations(inputs: Mapping[str, Floats], outputs: Mapping[str, Floats]) -> pd.DataFrame:
    """Return Spearman's rank correlation of every input with every output; NaN where one never varies.

    Unlike :func:`shares` this may be asked of dependent inputs, and it has a sign.

    Examples
    --------
    >>> x = np.array([1.0, 2.0, 3.0])
    >>> rank_correlations({"x": x}, {"y": x**3})["correlation"].round(6).tolist()
    [1.0]
    """
    from scipy.stats import rankdata  # as above

    known = {name: rankdata(x) for name, x in inputs.items()}
    came = {to: rankdata(y) for to, y in outputs.items()}
    rows = [(to, name, _pearson(x, y)) for to, y in came.items() for name, x in known.items()]
    return pd.DataFrame(rows, columns=["output", "input", "correlation"])


def _pearson(x: Floats, y: Floats) -> float:
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return float("nan")
    return float(np.corrcoef(x, y)[0, 1])

"""A share of few cases, with the range that few cases leave open."""

from scipy.special import betaincinv

from helpers.models.interval import Interval


def share_of(hits: int, cases: int, level: float = 0.9) -> Interval:
    """Return a share with Jeffreys' interval; none of the cases still leaves a chance.

    Parameters
    ----------
    hits, cases
        Cases in which it came to pass, and all of them.
    level
        Probability that the interval holds.

    Raises
    ------
    ValueError
        If there is no case, or there are more hits than cases.

    References
    ----------
    Brown, L. D., Cai, T. T., and DasGupta, A. (2001). Interval estimation for a binomial proportion.
    Statistical Science 16(2).

    Examples
    --------
    >>> found = share_of(0, 10)
    >>> found.value, found.low, round(found.high, 2)
    (0.0, 0.0, 0.17)
    """
    if not 0 <= hits <= cases or cases < 1:
        raise ValueError(f"expected at least one case and at most as many hits, found {hits} of {cases}")
    tail = (1 - level) / 2
    value, shapes = hits / cases, (hits + 0.5, cases - hits + 0.5)
    low = min(float(betaincinv(*shapes, tail)), value) if hits else 0.0
    high = max(float(betaincinv(*shapes, 1 - tail)), value) if hits < cases else 1.0
    return Interval(value, low, high)

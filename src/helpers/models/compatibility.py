"""Whether two published figures can be the same thing, once rounding is allowed for."""

import math
from typing import Literal

from helpers.models.interval import Interval

Bound = Literal["", "about", "lower", "upper"]


def rounding(value: float) -> float:
    """Return half a unit of the last digit that a figure shows.

    Zeros at the end may be rounding, so they do not count as shown, except within the first two digits:
    77,000 is good to 500, 3.0 to 0.05.

    Parameters
    ----------
    value
        A figure as published.

    Examples
    --------
    >>> rounding(4.484), rounding(3.3), rounding(77_000), rounding(3.0)
    (0.0005, 0.05, 500.0, 0.05)
    """
    if value == 0 or not math.isfinite(value):
        return 0.0
    text = f"{abs(value):.12g}"
    digits = len(text.partition(".")[2]) if "." in text else -(len(text) - len(text.rstrip("0")))
    second = 1 - math.floor(math.log10(abs(value)))  # place of the second significant digit
    return 0.5 * 10.0 ** -max(digits, second)


def possible(value: float, bound: Bound = "", slack: float = 0.0) -> Interval:
    """Return the range of true values that a published figure allows.

    Parameters
    ----------
    value
        The figure.
    bound
        ``lower`` ("more than") and ``upper`` ("up to") leave one side open: it ends at ten times and at a
        tenth of the figure. ``about`` doubles the rounding.
    slack
        Relative width added on both sides for differences of method.

    Examples
    --------
    >>> possible(3.3).contains(3.34), possible(3.5, "lower").contains(3.3)
    (True, False)
    """
    half = rounding(value) * (2 if bound == "about" else 1) + slack * abs(value)
    low, high = value - half, value + half
    if bound == "lower":
        low, high = value, max(high, 10 * value)
    elif bound == "upper":
        low, high = min(low, value / 10), value
    return Interval(value, min(low, value), max(high, value))


def overlap(a: Interval, b: Interval) -> bool:
    """Whether two ranges have a point in common.

    Examples
    --------
    >>> overlap(possible(3.3), possible(3.26)), overlap(possible(3.3), possible(3.5, "lower"))
    (True, False)
    """
    return a.low <= b.high and b.low <= a.high


def growth(later: Interval, earlier: Interval) -> Interval:
    """Return the growth in percent between two positive ranges, each end against the other.

    Raises
    ------
    ValueError
        If the earlier range reaches zero.

    Examples
    --------
    >>> rate = growth(possible(296), possible(213))
    >>> round(rate.value, 1), rate.contains(39.0)
    (39.0, True)
    """
    if earlier.low <= 0:
        raise ValueError(f"expected an earlier range above zero, found {earlier}: no growth rate exists")
    return Interval(
        100 * (later.value / earlier.value - 1),
        100 * (later.low / earlier.high - 1),
        100 * (later.high / earlier.low - 1),
    )

"""How concentrated a total is on a few routes, where some of the routes may be unknown."""

from collections.abc import Sequence

import numpy as np

from helpers.models.interval import Interval


def herfindahl(parts: Sequence[float], total: float | None = None) -> Interval:
    """Return the Herfindahl-Hirschman index of a total over its parts, between 0 and 1.

    What the known parts leave of the total may be many small routes or one: the index has a range.

    Parameters
    ----------
    parts
        Amounts of the known routes.
    total
        Amount of all routes; None, or less than the parts (rounding), takes the sum of the parts.

    Raises
    ------
    ValueError
        If no part is positive, or one is negative.

    References
    ----------
    Hirschman, A. O. (1964). The paternity of an index. American Economic Review 54(5).

    Examples
    --------
    >>> herfindahl([50.0, 50.0]).value
    0.5
    >>> rest = herfindahl([80.0], 100.0)
    >>> round(rest.low, 2), round(rest.high, 2)
    (0.64, 0.68)
    """
    amounts = np.asarray(parts, dtype=float)
    if not len(amounts) or (amounts < 0).any() or amounts.sum() <= 0:
        raise ValueError(f"expected positive amounts, found {amounts.tolist()}")
    whole = max(float(amounts.sum()), total or 0.0)
    known = float(((amounts / whole) ** 2).sum())
    rest = (1 - float(amounts.sum()) / whole) ** 2
    return Interval(known + rest / 2, known, known + rest)


def routes_worth(index: float) -> float:
    """Return how many equal routes give the same index.

    Examples
    --------
    >>> routes_worth(0.25)
    4.0
    """
    if not 0 < index <= 1:
        raise ValueError(f"expected an index above 0 and at most 1, found {index}")
    return 1 / index


def least_index(parts: Sequence[float], moved: int, total: float | None = None) -> float:
    """Return the index after the part at a place has been raised so that the index is least, the total kept.

    It answers how far one route could still diversify the whole: its gain comes from the largest part.

    Examples
    --------
    >>> round(least_index([90.0, 10.0], 1), 2)
    0.5
    """
    amounts = np.asarray(parts, dtype=float)
    largest = int(amounts.argmax())
    if largest == moved:
        return herfindahl(amounts.tolist(), total).value
    even = (amounts[largest] + amounts[moved]) / 2
    amounts[[largest, moved]] = even
    return herfindahl(amounts.tolist(), total).value

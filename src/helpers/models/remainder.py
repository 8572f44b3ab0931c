"""What is left of a total, and what part of a blend: sums of rounded figures with their error."""

from collections.abc import Iterable

from helpers.models.interval import Interval


def less(total: Interval, parts: Iterable[Interval]) -> Interval:
    """Return a total less its parts, every end against the worst of the others.

    Examples
    --------
    >>> left = less(Interval(3.1, 3.05, 3.15), [Interval(1.6, 1.55, 1.65)])
    >>> round(left.value, 2), round(left.low, 2), round(left.high, 2)
    (1.5, 1.4, 1.6)
    """
    taken = list(parts)
    return Interval(
        total.value - sum(p.value for p in taken),
        total.low - sum(p.high for p in taken),
        total.high - sum(p.low for p in taken),
    )


def plus(parts: Iterable[Interval]) -> Interval:
    """Return the sum of ranges.

    Examples
    --------
    >>> plus([Interval(1, 0, 2), Interval(3, 3, 3)])
    Interval(value=4, low=3, high=5)
    """
    found = list(parts)
    return Interval(sum(p.value for p in found), sum(p.low for p in found), sum(p.high for p in found))


def times(a: Interval, b: Interval) -> Interval:
    """Return the product of two ranges that are not negative.

    Examples
    --------
    >>> times(Interval(2, 1, 3), Interval.exactly(2))
    Interval(value=4.0, low=2.0, high=6.0)
    """
    if min(a.low, b.low) < 0:
        raise ValueError(f"expected ranges that are not negative, found {a} and {b}")
    return Interval(a.value * b.value, a.low * b.low, a.high * b.high)


def over(a: Interval, b: Interval) -> Interval:
    """Return the ratio of two ranges, the second above zero.

    Examples
    --------
    >>> over(Interval(1.5, 1.4, 1.6), Interval.exactly(1.0))
    Interval(value=1.5, low=1.4, high=1.6)
    """
    if b.low <= 0 or a.low < 0:
        raise ValueError(f"expected a range from 0 over one above zero, found {a} and {b}")
    return Interval(a.value / b.value, a.low / b.high, a.high / b.low)


def blended(part: float, rest: float) -> float:
    """Return the share of a part in a blend with the rest.

    Examples
    --------
    >>> blended(7.0, 21.0)
    0.25
    """
    if min(part, rest) < 0 or part + rest <= 0:
        raise ValueError(f"expected amounts that are not negative and not both nought, found {part} and {rest}")
    return part / (part + rest)


def most_in_blend(share: float, rest: float) -> float:
    """Return the largest amount that keeps its share of a blend with a given rest.

    Examples
    --------
    >>> most_in_blend(0.25, 21.0)
    7.0
    """
    if not 0 <= share < 1:
        raise ValueError(f"expected a share from 0 to below 1, found {share}")
    return share * rest / (1 - share)

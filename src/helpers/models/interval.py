"""A value with the range in which it may lie."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Self

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True, slots=True)
class Interval:
    """A measured value and its interval; ``low <= value <= high``.

    A value known exactly has three equal numbers.

    Raises
    ------
    ValueError
        If the three numbers are out of order or not finite.

    Examples
    --------
    >>> Interval(171.0, 168.5, 173.8).contains(170)
    True
    >>> Interval.exactly(547.6)
    Interval(value=547.6, low=547.6, high=547.6)
    """

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high or not (isfinite(self.low) and isfinite(self.high)):
            raise ValueError(f"expected low <= value <= high and finite, found {self}")

    @classmethod
    def exactly(cls, value: float) -> Self:
        """A value without a range.

        Examples
        --------
        >>> Interval.exactly(13)
        Interval(value=13.0, low=13.0, high=13.0)
        """
        return cls(float(value), float(value), float(value))

    @classmethod
    def spanning(cls, values: Iterable[float], value: float | None = None) -> Self:
        """The range from the smallest to the largest value; None takes their median as the value.

        Examples
        --------
        >>> Interval.spanning([313.3, 314.0, 313.5])
        Interval(value=313.5, low=313.3, high=314.0)
        """
        array = np.asarray(list(values), dtype=float)
        middle = float(np.median(array)) if value is None else value
        return cls(middle, float(array.min()), float(array.max()))

    @classmethod
    def from_draws(cls, draws: ArrayLike, level: float = 0.9) -> Self:
        """Median and equal-tailed interval of random draws, at the given level (0.9: 5 to 95 percent).

        Examples
        --------
        >>> Interval.from_draws(range(101), 0.5)
        Interval(value=50.0, low=25.0, high=75.0)
        """
        tail = (1 - level) / 2
        low, value, high = np.quantile(np.asarray(draws, dtype=float), [tail, 0.5, 1 - tail])
        return cls(float(value), float(low), float(high))

    def contains(self, value: float) -> bool:
        """Whether a value lies in the interval, ends included.

        Examples
        --------
        >>> Interval(171.0, 168.5, 173.8).contains(173.8)
        True
        """
        return self.low <= value <= self.high

    def scaled(self, factor: float) -> Self:
        """The interval times a factor (a negative one turns it round).

        Examples
        --------
        >>> Interval(2.0, 1.0, 4.0).scaled(-10)
        Interval(value=-20.0, low=-40.0, high=-10.0)
        """
        low, high = sorted((self.low * factor, self.high * factor))
        return type(self)(self.value * factor, low, high)

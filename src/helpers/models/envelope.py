"""Straight lines over one axis: which of them is the lowest where."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the axis on which one line is the lowest.

    Attributes
    ----------
    line
        Place of the line among those given.
    start, end
        Ends of the stretch.
    """

    line: int
    start: float
    end: float


def lowest(values: Sequence[float], slopes: Sequence[float], top: float) -> list[Stretch]:
    """Return the lower envelope of straight lines between 0 and a top, in order along the axis.

    Parameters
    ----------
    values, slopes
        Of each line at 0, and by unit of the axis.
    top
        End of the axis, above 0.

    Examples
    --------
    >>> lowest([3.0, 1.0], [1.0, 2.0], 10.0)
    [Stretch(line=1, start=0.0, end=2.0), Stretch(line=0, start=2.0, end=10.0)]
    """
    start, slope = np.asarray(values, dtype=float), np.asarray(slopes, dtype=float)
    found: list[Stretch] = []
    for low, high in pairwise(sorted({0.0, *_crossings(start, slope, top), top})):
        line = int(np.argmin(start + slope * (low + high) / 2))
        low = found.pop().start if found and found[-1].line == line else low
        found.append(Stretch(line, low, high))
    return found


def _crossings(start: np.ndarray, slope: np.ndarray, top: float) -> list[float]:
    """Where two lines have the same value, between the ends of the axis."""
    pairs = [(i, j) for i, j in combinations(range(len(start)), 2) if slope[i] != slope[j]]
    places = [float((start[j] - start[i]) / (slope[i] - slope[j])) for i, j in pairs]
    return [place for place in places if 0 < place < top]

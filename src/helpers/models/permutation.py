"""Does a label matter beyond what chance would make of it? Tests that shuffle the label.

Good, *Permutation, Parametric and Bootstrap Tests of Hypotheses*, 3rd ed., 2005. Pairs that share a state
are no independent cases, which is why the label can also be shuffled over states (Krackhardt, "Predicting
with Networks", *Social Networks* 10(4), 1988).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
BAND = (0.05, 0.95)
"""Quantiles of the shuffles that are told as their range."""


@dataclass(frozen=True, slots=True)
class Shuffled:
    """What a label is worth, and what a shuffled label would be.

    Attributes
    ----------
    effect
        Mean of the labelled less mean of the rest, compared within strata.
    p
        Share of shuffles with an effect at least as large.
    low, high
        Ends of the middle 90 percent of the shuffles.
    shuffles
        How many were made.
    """

    effect: float
    p: float
    low: float
    high: float
    shuffles: int


def difference(values: ArrayLike, label: ArrayLike, strata: ArrayLike) -> float:
    """Labelled less unlabelled, within strata, each stratum weighing by what it can tell.

    The same as the label's coefficient in least squares with a constant for every stratum, worked out on what
    these constants leave (Frisch and Waugh, *Econometrica* 1, 1933). NaN where no stratum has both kinds.

    >>> difference([3, 1, 9, 5], [1, 0, 1, 0], ["a", "a", "b", "b"])
    3.0
    """
    return _compared(np.asarray(label, dtype=bool), *_centred(values, strata))


def _compared(label: NDArray[np.bool_], centred: Floats, places: Iterable[NDArray[np.intp]]) -> float:
    weight = _weight(label, places)
    return float(label @ centred / weight) if weight else float("nan")


def _centred(values: ArrayLike, strata: ArrayLike) -> tuple[Floats, list[NDArray[np.intp]]]:
    """Take from each value the mean of its stratum; where the strata lie."""
    centred, s = np.array(values, dtype=float), np.asarray(strata)
    places = [np.flatnonzero(s == stratum) for stratum in np.unique(s)]
    for place in places:
        centred[place] -= centred[place].mean()
    return centred, places


def _weight(label: NDArray[np.bool_], places: Iterable[NDArray[np.intp]]) -> float:
    """What the strata can tell together: n1 n0 / (n1 + n0) each, which turns a sum over the labelled into a mean."""
    return float(sum(label[place].sum() * (~label[place]).sum() / len(place) for place in places))


def over_cases(
    values: ArrayLike, label: ArrayLike, strata: ArrayLike, draws: int, rng: np.random.Generator
) -> Shuffled | None:
    """Shuffle the label over cases, within strata; None where no stratum has both kinds.

    Parameters
    ----------
    values, label, strata
        One entry a case; shape (n,).

    Examples
    --------
    >>> found = over_cases([5, 6, 7, 1, 2, 3], [1, 1, 1, 0, 0, 0], ["a"] * 6, 999, np.random.default_rng(1))
    >>> found.effect, 0.02 < found.p < 0.1
    (4.0, True)
    """
    d = np.asarray(label, dtype=bool)
    centred, places = _centred(values, strata)
    weight = _weight(d, places)
    if not weight:
        return None
    effect, shuffled = float(d @ centred / weight), np.tile(d, (draws, 1))
    for place in places:
        shuffled[:, place] = rng.permuted(shuffled[:, place], axis=1)
    null = shuffled @ centred / weight
    # the label as it is counts as one of the shuffles, so that p is never nought
    return _told(effect, null, (1 + int((null >= effect - 1e-12).sum())) / (1 + draws))


def over_places(
    pairs: Sequence[tuple[str, str]],
    values: ArrayLike,
    members: Collection[str],
    fixed: Collection[str],
    kinds: Mapping[str, str],
    strata: ArrayLike,
) -> Shuffled | None:
    """Give the membership to other places, in every possible way, and label the pairs of two members anew.

    Parameters
    ----------
    pairs, values, strata
        The pairs with their values and strata; shape (n,).
    members
        Places that are members.
    fixed
        Members that stay so in every assignment: the places that all pairs were collected around.
    kinds
        Kind of every place; membership only moves within a kind.

    Returns
    -------
    Shuffled or None
        None where no stratum has both kinds of pairs.

    Examples
    --------
    >>> pairs = [("A", "B"), ("A", "C"), ("A", "D"), ("A", "E")]
    >>> found = over_places(pairs, [9, 5, 4, 3], ["A", "B"], ["A"], dict.fromkeys("ABCDE", "x"), ["s"] * 4)
    >>> found.effect, found.p, found.shuffles
    (5.0, 0.25, 4)
    """
    centred, places = _centred(values, strata)
    effect = _compared(_labelled(pairs, members), centred, places)
    if not np.isfinite(effect):
        return None
    ways = [_compared(_labelled(pairs, chosen), centred, places) for chosen in _assignments(members, fixed, kinds)]
    null = np.array([way for way in ways if np.isfinite(way)])
    return _told(effect, null, float((null >= effect - 1e-12).mean()))


def _labelled(pairs: Sequence[tuple[str, str]], members: Collection[str]) -> NDArray[np.bool_]:
    return np.array([a in members and b in members for a, b in pairs])


def _assignments(members: Collection[str], fixed: Collection[str], kinds: Mapping[str, str]) -> Iterator[set[str]]:
    """Every membership with as many free members of each kind as there are."""
    free = [place for place in kinds if place not in fixed]
    choices = []
    for kind in sorted({kinds[place] for place in free}):
        of_kind = [place for place in free if kinds[place] == kind]
        choices.append(list(combinations(of_kind, sum(place in members for place in of_kind))))
    for parts in product(*choices):
        yield {*fixed, *(place for part in parts for place in part)}


def _told(effect: float, null: Floats, p: float) -> Shuffled:
    low, high = np.quantile(null[np.isfinite(null)], BAND)
    return Shuffled(effect, p, float(low), float(high), int(null.size))

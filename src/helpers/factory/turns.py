"""Where verdicts turn on the grid of a sweep.

A frame of verdicts has a row a run and claim: for each axis the place of its value on it, and ``claim``,
``statement``, ``verdict``, ``reason``.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

import pandas as pd

from helpers.locale import _, p_
from helpers.present.swept import Axis

COLUMNS = ("claim", "parameter", "changed", "before", "after", "times", "of")


def turning(verdicts: pd.DataFrame) -> list[str]:
    """Return the claims with more than one verdict, in the order of the frame."""
    words = verdicts.groupby("claim", sort=False)["verdict"].nunique()
    return [str(claim) for claim in words.index[words > 1]]


def turns(verdicts: pd.DataFrame, axes: Sequence[Axis]) -> pd.DataFrame:
    """List every change of one parameter, all others kept, that turns a verdict.

    A number or a day is compared with the next one on its axis, a choice with the first, which is the default.

    Returns
    -------
    DataFrame
        claim, parameter, changed (from value to value), before and after (verdicts), times (settings of the other
        parameters under which the change turns the verdict), of (settings that were compared).
    """
    rows = []
    for axis in axes:
        others = [other.name for other in axes if other is not axis]
        compared, turned = Counter[Any](), Counter[Any]()
        for group, part in verdicts.groupby(["claim", *others], sort=False):
            words = dict(zip(part[axis.name], part["verdict"], strict=True))
            for start, end in _pairs(sorted(words), axis):
                change = (group[0], start, end)
                compared[change] += 1
                if words[start] != words[end]:
                    turned[(*change, words[start], words[end])] += 1
        for (claim, start, end, before, after), times in sorted(turned.items(), key=lambda one: one[0][1:3]):
            changed = p_("change", "{start} to {end}", start=axis.text(start), end=axis.text(end))
            rows.append((claim, axis.name, changed, before, after, times, compared[claim, start, end]))
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    order = {claim: place for place, claim in enumerate(verdicts["claim"].unique())}
    return found.sort_values("claim", key=lambda column: column.map(order), kind="stable", ignore_index=True)


def _pairs(codes: Sequence[int], axis: Axis) -> Iterator[tuple[int, int]]:
    if axis.kind == "choice":
        return ((codes[0], code) for code in codes[1:])
    return pairwise(codes)


def stretches(part: pd.DataFrame, axis: Axis) -> list[dict[str, str]]:
    """Tell the verdicts of one claim along one parameter: each stretch of the same word with the reason of its first.

    The values of a choice lie side by side in no order, and those of one word are told together.
    """
    ordered = part.sort_values("verdict" if axis.kind == "choice" else axis.name, kind="stable")
    runs = ordered[[axis.name, "verdict", "reason"]].itertuples(index=False, name=None)
    told = []
    for word, group in groupby(runs, key=lambda run: run[1]):
        same = list(group)
        reason = same[0][2]
        if len(same) > 1:
            reason = _("With {value}: {reason}", value=axis.text(same[0][0]), reason=reason)
        values = f"{axis.name} {axis.span([run[0] for run in same])}"
        told.append({"values": values, "verdict": word, "reason": reason})
    return told


def matrix(part: pd.DataFrame, down: Axis, across: Axis) -> list[tuple[str, list[str]]]:
    """Lay out the verdicts of one claim over two parameters: lines with their head; an empty word where no run was."""
    words = {(a, b): word for a, b, word in zip(part[down.name], part[across.name], part["verdict"], strict=True)}
    lines, columns = range(len(down.values)), range(len(across.values))
    return [(down.text(line), [words.get((line, column), "") for column in columns]) for line in lines]

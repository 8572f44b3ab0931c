"""How a table fits on a page of paper: size of the letters, widths of the columns, page turned or not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from helpers.locale.typography import unbroken

WIDTHS: Final = {False: 470.0, True: 717.0}
"""Width for text in points: upright page, turned page."""

EM: Final = 0.5
"""Mean width of a letter as a part of its size."""

GAP: Final = 10.5
"""Space between two columns in points."""

SHORT: Final = 25
"""Letters of a cell that had better not be broken into lines."""

KEPT: Final = 0.27
"""Part of the room that short columns leave to each column of sentences."""

STEPS: Final = 60
"""Portions in which the room that is left is given to columns."""

NOTHING: Final = 1e-9
"""Lines that rounding alone may seem to save."""

BOLD: Final = 1.1
"""How much wider bold letters are; those of a head."""

HALVED: Final = 48
"""Letters of a cell that had better not be broken more than once."""

_NARROW: Final = frozenset("fijltIJ .,:;'|!()[]/-і\u00a0")
_MIDDLE: Final = frozenset("ийнпцъ–\u2212")
_BROAD: Final = frozenset("mwMWЖШЩЮжшщюмфы%@—")

Lengths = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Layout:
    """Typst's ``columns`` as text, size of letters in points, whether the page is turned."""

    columns: str
    size: float
    turned: bool


def fit(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Layout:
    """Choose the largest letters with which a table fits; turn the page only where that is not enough.

    Examples
    --------
    >>> fit(["year", "value"], [["2024", "1.5"]])
    Layout(columns='(auto, auto,)', size=9.0, turned=False)
    >>> fit(["a long header"] * 14, [["12345.67"] * 14]).turned
    True
    """
    cells = [[unbroken(cell) for cell in row] for row in [head, *rows]]
    bold = np.array([BOLD, *[1.0] * len(rows)])[:, None]
    whole = np.array([[max(map(_length, cell.split("\n"))) for cell in row] for row in cells]) * bold
    words = [[max(map(_length, re.split("[ \n]", cell))) for cell in row] for row in cells]
    longest, natural = np.array(words) * bold, whole.max(axis=0)
    whole[0] = np.maximum(longest[0], whole[0] / 2)  # a head may well stand in two lines
    least = longest.max(axis=0)
    tries = [*((size, False) for size in (9.0, 8.0, 7.5)), *((size, True) for size in (9.0, 8.0, 7.0, 6.0))]
    for size, turned in tries:
        room = (WIDTHS[turned] - GAP * len(head)) / (size * EM)
        if least.sum() <= room and whole.max(axis=0).sum() <= 5 * room:
            break
    if natural.sum() <= room:
        return Layout(f"({', '.join(['auto'] * len(head))},)", size, turned)
    columns = ", ".join(f"{width + GAP / 4:.1f}fr" for width in _widths(least, whole, room))
    return Layout(f"({columns},)", size, turned)


def _length(text: str) -> float:
    """Length in letters of mean width."""
    return sum(map(_width, text))


@cache
def _width(letter: str) -> float:
    if letter in _NARROW or letter in _BROAD:
        return 0.6 if letter in _NARROW else 1.6
    if letter == "\u2060" or letter in _MIDDLE:
        return 0.0 if letter == "\u2060" else 1.17
    return 1.35 if letter.isupper() else 0.97


def _widths(least: Lengths, whole: Lengths, room: float) -> Lengths:
    """Give every column its longest word, short columns their longest cell, and the rest to where it saves most lines.

    The height of the table is the sum of its rows, of each its tallest cell; a high norm stands for the
    largest, so that a column gains also where another one is as tall.
    """
    most = whole.max(axis=0)
    widths = np.maximum(least, 1.0)
    long = most > HALVED
    kept = np.minimum(most, KEPT * room)[long].sum() - widths[long].sum()
    for place in np.argsort(most):
        wanted = most[place] if most[place] <= SHORT else 0.56 * most[place]
        more = wanted - widths[place]
        free = room - widths.sum()
        if most[place] <= HALVED and more <= max(free - kept, free / 4):
            widths[place] += max(0.0, more)
    portion = max(0.0, room - widths.sum()) / STEPS
    now, wider = _weights(whole, widths), _weights(whole, widths + portion)
    for given in range(STEPS):
        rows = now.sum(axis=1, keepdims=True)
        saved = (rows ** (1 / 6) - (rows - now + wider) ** (1 / 6)).sum(axis=0)
        if saved.max() <= NOTHING:  # every cell has its room: what is left is for the heads
            widths += portion * (STEPS - given) / len(widths)
            break
        best = int(np.argmax(saved))
        widths[best] += portion
        now[:, best], wider[:, best] = wider[:, best], _weights(whole[:, best], widths[best] + portion)
    return widths


def _weights(whole: Lengths, widths: Lengths) -> Lengths:
    """Lines of each cell, as they count in the norm of a row."""
    weights: Lengths = np.maximum(whole / widths, 1.0) ** 6
    return weights

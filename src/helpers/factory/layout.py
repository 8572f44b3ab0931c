"""How a table fits on a page of paper: size of the letters, widths of the columns, page turned or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTHS: Final = {False: 470.0, True: 717.0}
"""Width for text in points: upright page, turned page."""

EM: Final = 0.48
"""Mean width of a letter as a part of its size."""

GAP: Final = 9.5
"""Space between two columns in points."""

SHORT: Final = 26
"""Letters of a cell that had better not be broken into lines."""


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
    columns = list(zip(head, *rows, strict=True))
    least = [max(_length(word) for cell in column for word in [*cell.split(), ""]) for column in columns]
    most = [max(map(_length, column)) for column in columns]
    tries = [*((size, False) for size in (9.0, 8.0)), *((size, True) for size in (9.0, 8.0, 7.0, 6.0))]
    for size, turned in tries:
        room = (WIDTHS[turned] - GAP * len(columns)) / (size * EM)
        if sum(least) <= room and _lines(most, room) <= 5:
            break
    return Layout(_widths(least, most, room), size, turned)


def _length(text: str) -> int:
    """Length in letters of mean width; capitals are wider."""
    return len(text) + round(0.4 * sum(map(str.isupper, text)))


def _lines(most: Sequence[int], room: float) -> float:
    """Lines of the tallest row if the columns share the room well."""
    return sum(most) / max(room, 1.0)


def _widths(least: Sequence[int], most: Sequence[int], room: float) -> str:
    """Every column as wide as its longest word; what is left goes to short columns first, then to long ones."""
    if sum(most) <= room:
        return f"({', '.join(['auto'] * len(most))},)"
    widths = [float(width) for width in least]
    spare = max(0.0, room - sum(widths))
    wants = {place: most[place] - least[place] for place in range(len(most)) if most[place] > least[place]}
    for place in sorted(wants, key=wants.__getitem__):
        if most[place] <= SHORT and wants[place] <= spare / 2:
            widths[place] += wants[place]
            spare -= wants.pop(place)
    shares = {place: want**0.7 for place, want in wants.items()}
    for place, share in shares.items():
        widths[place] += spare * share / sum(shares.values())
    return f"({', '.join(f'{width + GAP / 4:.1f}fr' for width in widths)},)"

"""What is changed for the sake of the pages of a PDF: no hole before a figure, no row and no reference alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Final

from helpers.factory.items import Shown
from helpers.factory.typst import array, string

PLACES: Final = """(
  placed: query(<placed>).map(it => (it.value, it.location().page(), it.location().position().y / 1mm)),
  before: query(<before>).map(it => (it.value, it.location().page())).to-dict(),
  halts: query(<halt>).map(it => (it.value, it.location().page(), it.location().position().y / 1mm)),
  rows: query(<row>).map(it => (..it.value, it.location().page())),
  tails: query(<tail>).map(it => (it.value, it.location().page(), it.location().position().y / 1mm)),
  references: query(<reference>).map(it => it.location().page()),
  contents: query(<contents>).map(it => it.value).first(default: none),
)"""
"""Asks Typst where things stand: figures and short tables (name, page, millimetres from its top); the page of the
words before each; the ends of the words before long tables (the name of the table, page, millimetres); the rows at the
ends of tables (name, place, rows of the table, page); the last stills of each explorer that breaks (how many figures
and short tables came before, page, millimetres); the pages of references; the height of the contents in points."""

SHORT: Final = 12
"""A table with no more rows stays on one page."""

STILLS: Final = 4
"""So many stills of an explorer stay on one page, two in a row."""

FIRST: Final = 28
"""What stands higher, in millimetres, begins its page."""

HOLE: Final = 225
"""What ends higher, in millimetres, on its page leaves room for the head of a table and some rows."""

FEWEST: Final = 3
"""References that may stand on the last page."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What is changed for the sake of the pages.

    Attributes
    ----------
    floating
        Anchors of the figures and tables that leave their place in the text for the top of the next page.
    lowered
        Those of them that may go to the bottom of a page.
    joined
        Ends of tables whose two rows stay on one page: name of the table, then ``first`` or ``last``.
    passing
        Anchors of the long tables that begin before the figures that wait for a page.
    dense
        Whether the references stand closer.
    whole
        Whether this is the document and no draft. In a draft things find their places; it has no references, which come
        after all that is moved, nor links to them: to set them again each time would cost a third of it.
    contents
        Height of the contents in points, as it was in the last draft: Typst need not set all that follows once where it
        would stand without them, before it knows what they hold. None: it is measured again.
    """

    floating: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    dense: bool = False
    whole: bool = False
    contents: float | None = None

    def places(self) -> str:
        """Say where things stand, as a value."""
        named = {key: array(map(string, getattr(self, key))) for key in ("floating", "lowered", "passing")}
        named["height"] = "none" if self.contents is None else f"{self.contents}pt"
        return f"({', '.join(f'{name}: {value}' for name, value in named.items())})"

    def edition(self) -> str:
        """Say what is written otherwise than in another draft, as a file."""
        told = {"joined": array(map(string, self.joined)), "dense": str(self.dense).lower()}
        told["whole"] = str(self.whole).lower()
        return "\n".join(f"#let {name} = {value}" for name, value in told.items())


def floats(item: Shown) -> bool:
    """Whether a figure or a table may leave its place; a long one cannot, nor what follows it before it has ended."""
    return len(item.block.get("states", [])) <= STILLS and len(item.block.get("rows", [])) <= SHORT


def changed(found: Mapping[str, Any], stretches: Sequence[Sequence[str]], settled: Settled) -> Settled | None:
    """Make the next change to where things stand; None where all stand well.

    Parameters
    ----------
    found
        What Typst answers to :data:`PLACES`.
    stretches
        Names of the figures and short tables as they are to follow, of each stretch of text: one ends with its section,
        and where something stands that breaks over pages, a long table or many stills.
    """
    if not settled.whole:
        settled = replace(settled, contents=found["contents"])
    elif settled.contents not in (None, found["contents"]):
        return replace(settled, contents=None)
    if pushed := _pushed(found["placed"], found["before"], stretches, settled.floating):
        return replace(settled, floating=(*settled.floating, *pushed))
    if parting := _parting(found["tails"], found["placed"], [*chain.from_iterable(stretches)], settled):
        return replace(settled, lowered=(*settled.lowered, parting))
    if held := _held(found["halts"], found["rows"], settled.passing):
        return replace(settled, passing=(*settled.passing, held))
    if joined := [end for end in _lonely(found["rows"]) if end not in settled.joined]:
        return replace(settled, joined=(*settled.joined, *joined), whole=True)  # mostly the last that is to be done
    pages = found["references"]
    if not settled.dense and 0 < pages.count(max(pages, default=0)) < min(FEWEST, len(pages)):
        return replace(settled, dense=True)
    return None if settled.whole else replace(settled, whole=True)


def _held(
    halts: Sequence[tuple[str, int, float]], rows: Sequence[tuple[str, int, int, int]], passing: Sequence[str]
) -> str | None:
    """Find the first long table that waits for figures and leaves a hole before them, or whole pages to them.

    Parameters
    ----------
    halts
        Where the words before each end: the name of the table, page, height.
    rows
        As of :func:`_lonely`.
    passing
        Those that do not wait.

    Examples
    --------
    >>> _held([("a", 1, 150.0)], [("a", 0, 12, 2)], []), _held([("a", 1, 240.0)], [("a", 0, 12, 2)], [])
    ('a', None)
    """
    begins = {name: page for name, place, _, page in rows if place == 0}
    waits = ((name, begins.get(name, page) - page, height) for name, page, height in halts if name not in passing)
    return next((name for name, pages, height in waits if pages > 1 or (pages == 1 and height < HOLE)), None)


def _lonely(rows: Sequence[tuple[str, int, int, int]]) -> list[str]:
    """Find the ends of tables whose one row stands on a page without the others.

    Parameters
    ----------
    rows
        The first two and the last two of each table: its name, the place of the row, the number of rows, the page.

    Examples
    --------
    >>> _lonely([("a", 0, 9, 1), ("a", 1, 9, 1), ("a", 7, 9, 1), ("a", 8, 9, 2)])
    ['a last']
    """
    pages = {(name, place): page for name, place, _, page in rows}
    counts = {name: count for name, _, count, _ in rows if count > 1}
    return [
        f"{name} {end}"
        for name, count in counts.items()
        for end, place in (("first", 0), ("last", count - 2))
        if pages[name, place] != pages[name, place + 1]
    ]


def _pushed(
    found: Sequence[tuple[str, int, float]], before: Mapping[str, int], stretches: Sequence[Sequence[str]],
    floating: Sequence[str],
) -> list[str]:  # fmt: skip
    """Find the first figure that leaves white space behind or stands before a float that should come first.

    With it go those that follow it in its stretch: where one stands at the top of a page, a reader looks there for the
    next. Most would have to go anyway, and each that is asked for by itself costs as much as setting the document.

    Parameters
    ----------
    found
        Name, page and height of each.
    before
        The page of the words before each, where there are any.
    stretches
        The names in each stretch of text as they are to follow.
    floating
        Those that float already.

    Examples
    --------
    >>> _pushed([("a", 1, 90.0), ("b", 2, 25.0), ("c", 2, 90.0), ("d", 3, 25.0)], {}, [["a", "b", "c"], ["d"]], [])
    ['b', 'c']
    >>> _pushed([("a", 2, 90.0)], {"a": 1}, [["a"]], [])
    ['a']
    >>> _pushed([("a", 1, 90.0), ("c", 1, 150.0), ("b", 2, 25.0)], {}, [["a", "b"], ["c"]], ["b"])
    ['c']
    """
    places = {name: (page, height) for name, page, height in found}
    farthest = (0, 0.0)
    for stretch in stretches:
        for number, name in enumerate(stretch):
            page, height = places[name]
            if name in floating:
                farthest = max(farthest, (page, height))
            elif (page > 1 and height < FIRST) or before.get(name, page) < page or (page, height) < farthest:
                return [one for one in stretch[number:] if one not in floating]
    return []


def _parting(
    tails: Sequence[tuple[int, int, float]], found: Sequence[tuple[str, int, float]], order: Sequence[str],
    settled: Settled,
) -> str | None:  # fmt: skip
    """Find the first float above the last stills of an explorer that it follows in the text.

    Examples
    --------
    >>> _parting([(1, 2, 150.0)], [("a", 1, 90.0), ("b", 2, 25.0)], ["a", "b"], Settled(floating=("b",)))
    'b'
    """
    places = {name: (page, height) for name, page, height in found}
    free = set(settled.floating) - set(settled.lowered)
    above = (
        name
        for before, page, height in tails
        for name in order[before:]
        if name in free and places[name][0] == page and places[name][1] < height
    )
    return next(above, None)

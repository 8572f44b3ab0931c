"""The grid of a sweep: which values of which parameters, settled and checked before anything starts.

A grid is the product, in order, of the values named on the command line and of the rows of a table.
"""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from helpers.factory.catalogue import Notebook, settle
from helpers.factory.refusal import Refusal
from helpers.parameters import Parameters

MOST = 10_000
"""Points of the largest grid that is taken."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Some settings as text, and the place where they were asked for."""

    settings: dict[str, str]
    place: str


@dataclass(frozen=True)
class Grid:
    """What a notebook is asked.

    Attributes
    ----------
    names
        Parameters that were named, in that order.
    points
        Each once, in order.
    repeated
        How many further points were the same as an earlier one.
    """

    notebook: Notebook
    names: tuple[str, ...]
    points: tuple[Parameters, ...]
    repeated: int = 0

    @property
    def lang(self) -> str:
        """The language in which all its runs speak."""
        return self.points[0].lang

    def values(self, name: str) -> list[Any]:
        """Return the distinct values of a parameter, in order of first use."""
        return list(dict.fromkeys(getattr(point, name) for point in self.points))


def read_grid(notebook: Notebook, axes: Sequence[str] = (), table: Path | None = None) -> Grid:
    """Read a grid.

    Parameters
    ----------
    axes
        Each ``name=value,value``.
    table
        CSV with a column a parameter, or JSON with a list of objects; a run a row. An empty cell leaves the default.

    Raises
    ------
    Refusal
        If anything of it cannot be read, or a name or a value is wrong: everything wrong at once.

    Examples
    --------
    >>> from helpers.factory.catalogue import find
    >>> grid = read_grid(find(["05_energy"])[0], ["level=0.8,0.9,0.90", "runs=6"])
    >>> grid.names, [point.level for point in grid.points], grid.repeated
    (('level', 'runs'), [0.8, 0.9], 1)
    """
    readers = [partial(axis, text) for text in axes] + ([partial(rows, table)] if table else [])
    parts = _all_or_refused(readers)
    names = _names(parts)
    if not names:
        raise Refusal("a sweep needs a grid: say --grid NAME=VALUE,VALUE or --file TABLE")
    size = prod(map(len, parts))
    if size > MOST:
        raise Refusal(f"the grid has {size:,} points: expected at most {MOST:,}")
    asked = [_joined(parts) for parts in product(*parts)]
    points = _settled(notebook, asked)
    if len({point.lang for point in points}) > 1:
        raise Refusal("lang: a sweep speaks one language; ask for one sweep a language")
    distinct = tuple(dict.fromkeys(points))
    return Grid(notebook, names, distinct, len(points) - len(distinct))


def _all_or_refused(readers: Iterable[Callable[[], list[Asked]]]) -> list[list[Asked]]:
    parts, faults = [], []
    for read in readers:
        try:
            parts.append(read())
        except Refusal as refusal:
            faults.append(str(refusal))
    if faults:
        raise Refusal("\n".join(faults))
    return parts


def _names(parts: Sequence[Sequence[Asked]]) -> tuple[str, ...]:
    """Names in order; one that two parts of the product name would have two values at once."""
    of_part = [list(dict.fromkeys(name for asked in part for name in asked.settings)) for part in parts]
    named = [name for names in of_part for name in names]
    if twice := sorted({name for name in named if named.count(name) > 1}):
        raise Refusal(f"{' and '.join(twice)}: named twice; expected one list of values, or one column, a parameter")
    return tuple(named)


def _joined(parts: Sequence[Asked]) -> Asked:
    settings = {name: value for part in parts for name, value in part.settings.items()}
    return Asked(settings, ", ".join(part.place for part in parts))


def _settled(notebook: Notebook, asked: Sequence[Asked]) -> list[Parameters]:
    points, faults = [], []
    for one in asked:
        # an empty cell of a table; one under a wrong name stays, to be refused
        given = {name: text for name, text in one.settings.items() if text or name not in notebook.model.model_fields}
        try:
            points.append(settle(notebook, given))
        except Refusal as refusal:
            faults += [(fault, one.place) for fault in str(refusal).splitlines()]
    _refuse(faults, len(asked))
    return points


def _refuse(faults: Iterable[tuple[str, str]], total: int) -> None:
    """Refuse if there are faults: each is said once, with its place unless it is everywhere."""
    places = defaultdict(list)
    for fault, place in faults:
        places[fault].append(place)
    if places:
        raise Refusal("\n".join(f"{fault}{_where(where, total)}" for fault, where in places.items()))


def _where(places: Sequence[str], total: int) -> str:
    if len(places) == total:
        return ""
    return f" ({places[0]})" if len(places) == 1 else f" ({len(places)} of {total}, the first: {places[0]})"


def axis(text: str) -> list[Asked]:
    """Read ``name=value,value``; a value with a comma stands in double quotes.

    Raises
    ------
    Refusal
        If it has not this form.

    Examples
    --------
    >>> [asked.settings for asked in axis("east=almaty, aktau")]
    [{'east': 'almaty'}, {'east': 'aktau'}]
    """
    name, _, values = (part.strip() for part in text.partition("="))
    try:
        found = next(csv.reader([values], skipinitialspace=True, strict=True), [])
    except csv.Error as error:
        raise Refusal(f"--grid {text}: {error}") from None
    if not (name and found and all(map(str.strip, found))):
        raise Refusal(f"--grid {text}: expected NAME=VALUE,VALUE, for example --grid level=0.8,0.9")
    return [Asked({name: value.strip()}, f"{name}={value.strip()}") for value in found]


def rows(table: Path) -> list[Asked]:
    """Read a table with a run a row: ``.csv`` or ``.json``, every value as text.

    Raises
    ------
    Refusal
        If it cannot be read as such, or has no rows: everything wrong at once.
    """
    readers = {".csv": _csv_rows, ".json": _json_rows}
    if table.suffix.lower() not in readers:
        raise Refusal(f"{table.name}: expected a table ending in .csv or .json")
    try:
        read = list(readers[table.suffix.lower()](table.read_text(encoding="utf-8-sig")))
    except (OSError, ValueError, RecursionError, csv.Error) as error:
        raise Refusal(f"{table.name}: cannot be read: {error}") from None
    if not read:
        raise Refusal(f"{table.name}: no rows; expected one a run")
    _refuse([(f"{table.name}: {fault}", place) for place, row in read if (fault := _fault(row))], len(read))
    return [Asked({name: _text(value) for name, value in row}, f"{table.name}, {place}") for place, row in read]


Row = list[tuple[Any, Any]]
"""Names and values before they are checked; a name may be there twice, a value may be anything."""


def _csv_rows(text: str) -> Iterator[tuple[str, Row]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = [name.strip() for name in next(reader, [])]
    for cells in reader:
        if cells and len(cells) != len(header):
            raise ValueError(f"line {reader.line_num}: found {len(cells)} cells, expected {len(header)}")
        if cells:
            yield f"line {reader.line_num}", list(zip(header, map(str.strip, cells), strict=True))


def _json_rows(text: str) -> Iterator[tuple[str, Row]]:
    # an object is read as the list of its pairs, a number as its own text
    found = json.loads(text, object_pairs_hook=Object, parse_int=str, parse_float=str, parse_constant=str)
    if type(found) is not list:
        raise ValueError("expected a list of objects")
    for number, row in enumerate(found, start=1):
        yield f"object {number}", row if isinstance(row, Object) else [(None, row)]


class Object(Row):
    """An object of JSON."""


def _fault(row: Row) -> str:
    names = [name for name, _ in row]
    if None in names or "" in names:
        return "a value without a name"
    if twice := sorted({name for name in names if names.count(name) > 1}):
        return f"{' and '.join(twice)} named twice"
    odd = [name for name, value in row if isinstance(value, list)]
    return f"{' and '.join(odd)}: expected one value" if odd else ""


def _text(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)

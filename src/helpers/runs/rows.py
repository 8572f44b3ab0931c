"""The rows of evidence that differ between two data packages, and packages in which some of them are as they were.

Rows are compared as text, file by file; what they mean is read in :mod:`helpers.evidence` alone.
"""

import csv
import io
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any

from helpers.factory.fingerprint import row_hash
from helpers.package import SIGN, place, stream

Row = Mapping[str, str]
IDENTITY = ("series", "entity", "period", "unit", "kind", "source")
"""What tells an observation from others: rows that agree in it are one that was revised."""

_SOURCES = "sources.csv"
_NAMES = ("series.csv", "entities.csv", "units.csv")
"""Tables of names: a new name says nothing before a row uses it, and goes along with whatever does."""


@dataclass(frozen=True)
class Sheet:
    """A file of a package: its columns, and its rows as tuples of cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()

    def row(self, cells: tuple[str, ...]) -> Row:
        """Return a row by column."""
        return dict(zip(self.columns, cells, strict=True))

    def text(self) -> str:
        """Write it as CSV."""
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows([self.columns, *self.rows])
        return written.getvalue()


Package = Mapping[str, Sheet]
"""The tables of a data package, by their path in it."""


@dataclass(frozen=True)
class Change:
    """A row of evidence that came, went, or was revised.

    Attributes
    ----------
    table
        Path of its file in the data package.
    source
        What it is held back with: the id of its source, or its table where rows have none.
    before, after
        Its cells by column; empty where there was, or is, no such row.
    """

    table: str
    source: str
    before: Row
    after: Row

    @property
    def cells(self) -> dict[str, tuple[str, str]]:
        """What is another now, before and after, by column."""
        columns = {**self.before, **self.after}
        pairs = {name: (self.before.get(name, ""), self.after.get(name, "")) for name in columns}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    @property
    def kind(self) -> str:
        """What became of the row: ``new``, ``revised`` or ``gone``."""
        return "gone" if not self.after else "revised" if self.before else "new"

    @property
    def is_line(self) -> bool:
        """Whether it is the line of a source itself that came or went."""
        return PurePath(self.table).name == _SOURCES and self.kind != "revised"

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {"table": self.table, "source": self.source, "before": dict(self.before), "after": dict(self.after)}

    def seen(self, hashes: Collection[str]) -> bool:
        """Whether it is among the rows with these hashes, as a fingerprint has them."""
        return any(row and row_hash(row.values()) in hashes for row in (self.before, self.after))


def package(pack: Path) -> dict[str, Sheet]:
    """Read the tables of a data package from the pack that keeps it."""
    with zipfile.ZipFile(pack) as packed:
        names = [name for name in packed.namelist() if name.endswith(".csv")]
        return {name.removeprefix("data/"): _sheet(packed.read(name).decode("utf-8")) for name in names}


def _sheet(text: str) -> Sheet:
    reader = csv.DictReader(io.StringIO(text))
    rows = tuple(tuple(row[name] or "" for name in reader.fieldnames or ()) for row in reader)
    return Sheet(tuple(reader.fieldnames or ()), rows)


def continued(pack: Path) -> dict[str, str]:
    """Return the feed that goes on where a source collected by hand ends, by the id of the source."""
    with zipfile.ZipFile(pack) as packed:
        if "data/feeds.toml" not in packed.namelist():
            return {}
        feeds = tomllib.loads(packed.read("data/feeds.toml").decode("utf-8")).get("feed", {})
    return {source: feed for feed, declared in feeds.items() for source in declared.get("continues", ())}


def alike(new: Package, old: Package) -> bool:
    """Whether all tables that both have are of the same columns, so that rows can stand for one another."""
    return all(new[name].columns == old[name].columns for name in new.keys() & old.keys())


def changes(new: Package, old: Package, continues: Mapping[str, str] = MappingProxyType({})) -> list[Change]:
    """Return the rows that differ: revised ones paired, those of live sources with the row of their last vintage.

    Parameters
    ----------
    continues
        The feed that goes on where a source collected by hand ends, as :func:`continued` tells.
    """
    found = [change for table in sorted(new.keys() | old.keys()) for change in _changes(table, new, old)]
    earlier, told = _vintages(old, continues), {change.source for change in found if not change.is_line}
    # that a source stands in its list, or does no more, is no news beside its rows
    return [_against(earlier, change) for change in found if not (change.is_line and change.source in told)]


def _changes(table: str, new: Package, old: Package) -> Iterator[Change]:
    now, then = _sides(table, new, old)
    came: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    went: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for same, before, after in _blocks(now, then):
        if not same:
            for sheet, rows, side in ((then, before, went), (now, after, came)):
                for row in map(sheet.row, rows):
                    side[_identity(row)].append(row)
    nothing: Row = {}
    for key in dict.fromkeys([*came, *went]):
        for now_row, old_row in zip_longest(came[key], went[key], fillvalue=nothing):
            if now_row != old_row:  # a row that only moved is none
                yield Change(table, _source(table, now_row or old_row), old_row, now_row)


def _sides(table: str, new: Package, old: Package) -> tuple[Sheet, Sheet]:
    nothing = Sheet((new.get(table) or old[table]).columns)
    return new.get(table, nothing), old.get(table, nothing)


Block = tuple[bool, tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]


def _blocks(now: Sheet, then: Sheet) -> Iterator[Block]:
    """Cut two sheets into stretches: whether they are the same, and the rows of each, older first."""
    if now.rows == then.rows:
        yield True, then.rows, now.rows
        return
    for tag, i, j, k, m in SequenceMatcher(None, then.rows, now.rows, autojunk=False).get_opcodes():
        yield tag == "equal", then.rows[i:j], now.rows[k:m]


def _identity(row: Row) -> tuple[str, ...]:
    """What tells a row from the others of its table: as an observation, or by its first column."""
    return tuple(row[name] for name in IDENTITY) if row.keys() >= set(IDENTITY) else tuple(row.values())[:1]


def _source(table: str, row: Row) -> str:
    own = row.get("id", "") if PurePath(table).name == _SOURCES else row.get("source", "")
    return own or table


def _stated(row: Row, feed: str) -> tuple[str, ...]:
    return (*(row[name] for name in IDENTITY[:-1]), feed)


def _vintages(old: Package, continues: Mapping[str, str]) -> dict[tuple[str, ...], Row]:
    """Return what each live source said last of each thing."""
    rows = [sheet.row(cells) for sheet in old.values() if set(IDENTITY) <= {*sheet.columns} for cells in sheet.rows]
    live = [row for row in rows if stream(row["source"], continues)]
    live.sort(key=lambda row: place(row["source"]))
    return {_stated(row, stream(row["source"], continues)): row for row in live}


def _against(earlier: Mapping[tuple[str, ...], Row], change: Change) -> Change:
    """Give a new row of a live source the row that it supersedes."""
    row = change.after
    if change.before or SIGN not in row.get("source", "") or not row.keys() >= set(IDENTITY):
        return change
    return Change(change.table, change.source, earlier.get(_stated(row, stream(row["source"], {})), {}), row)


def is_new_name(change: Change) -> bool:
    """Whether a row only brings a name that rows can use."""
    return PurePath(change.table).name in _NAMES and not change.before


def mixed(new: Package, old: Package, held: Collection[str]) -> dict[str, Sheet]:
    """Return the newer package with the rows of some sources, or whole tables, as they were.

    Examples
    --------
    >>> columns = ("series", "source")
    >>> new, old = ({"t.csv": Sheet(columns, rows)} for rows in ((("a", "x"), ("b", "y")), (("c", "x"),)))
    >>> mixed(new, old, {"x"})["t.csv"].rows, mixed(new, old, {"y"})["t.csv"].rows
    ((('c', 'x'), ('b', 'y')), (('a', 'x'),))
    """
    return {table: _mixed(table, *_sides(table, new, old), held) for table in sorted(new.keys() | old.keys())}


def _mixed(table: str, now: Sheet, then: Sheet, held: Collection[str]) -> Sheet:
    known = {_identity(then.row(cells)) for cells in then.rows} if PurePath(table).name in _NAMES else None
    rows: list[tuple[str, ...]] = []
    for same, before, after in _blocks(now, then):
        if same:
            rows += after
            continue
        rows += [cells for cells in before if _source(table, then.row(cells)) in held]
        rows += [cells for cells in after if not _holds(table, now.row(cells), known, held)]
    return Sheet(now.columns, tuple(rows))


def _holds(table: str, row: Row, known: Collection[tuple[str, ...]] | None, held: Collection[str]) -> bool:
    is_name = known is not None and _identity(row) not in known
    return not is_name and _source(table, row) in held


def by_source(found: Iterable[Change]) -> dict[str, list[Change]]:
    """Return changes by what they are held back with."""
    grouped: dict[str, list[Change]] = defaultdict(list)
    for change in found:
        grouped[change.source].append(change)
    return dict(grouped)

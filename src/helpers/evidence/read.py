"""Reading a table of the data package: text first, every fault at once, types only then.

The schema of each table is its entry in ``data/datapackage.json``. Nothing is guessed and nothing is
coerced: a code such as ``0101`` or ``NA`` stays text because the package says that it is text.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from helpers.evidence import periods
from helpers.evidence.errors import EvidenceError, Fault

Resource = dict[str, Any]
Test = Callable[[str], bool]
Check = tuple[Test, str]
Cells = dict[str, list[str]]
"""As they are written, by column."""


@lru_cache(maxsize=8)
def resources(folder: Path) -> dict[str, Resource]:
    """Return the tables declared in the data package, by name."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def read_table(path: Path, resource: Resource, name: str = "") -> pd.DataFrame:
    """Read and validate one file of a table.

    Parameters
    ----------
    name
        How faults name the file; empty for the table's own.

    Returns
    -------
    DataFrame
        One row a record, in the file's order; columns as declared, numbers as float64 (missing: NaN),
        whole numbers as Int64, everything else as text (missing: empty).

    Raises
    ------
    EvidenceError
        With every fault of the file.
    """
    name = name or f"data/{resource['path']}"
    lines, cells = _text(path, name, [field["name"] for field in resource["schema"]["fields"]])
    faults = list(_faults(lines, cells, resource, name))
    if faults:
        raise EvidenceError(faults)
    return _typed(cells, resource)


def _text(path: Path, name: str, columns: list[str]) -> tuple[list[int], Cells]:
    """Return the line of each record, and the cells of each column."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            rows = [(reader.line_num, row) for row in reader]
    except FileNotFoundError:
        raise EvidenceError([Fault(name, None, "", "no such file", "a table with this name")]) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise EvidenceError([Fault(name, None, "", str(error), "CSV in UTF-8")]) from None
    if header != columns:
        raise EvidenceError(list(_header_faults(name, header, columns)))
    ragged = [
        Fault(name, line, "", f"{len(row)} cells", f"{len(columns)} cells, as in the header")
        for line, row in rows
        if len(row) != len(columns)
    ]
    if ragged:
        raise EvidenceError(ragged)
    lines = [line for line, _ in rows]
    return lines, {column: cells for column, *cells in zip(header, *(row for _, row in rows), strict=True)}


def _header_faults(name: str, header: list[str], columns: list[str]) -> Iterator[Fault]:
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns]
    for column in missing:
        yield Fault(name, 1, column, "no such column", f"the columns {', '.join(columns)}")
    for column in unknown:
        yield Fault(name, 1, column, "an unknown column", f"the columns {', '.join(columns)}")
    if not missing and not unknown:
        yield Fault(name, 1, "", f"the order {', '.join(header)}", f"the order {', '.join(columns)}")


def _faults(lines: list[int], cells: Cells, resource: Resource, name: str) -> Iterator[Fault]:
    for field in resource["schema"]["fields"]:
        column = cells[field["name"]]
        different = set(column)
        for holds, expected in _checks(field):
            if broken := {cell for cell in different if not holds(cell)}:
                for line, cell in zip(lines, column, strict=True):
                    if cell in broken:
                        yield Fault(name, line, field["name"], repr(cell), expected)
    yield from _repeated(lines, cells, resource["schema"].get("primaryKey", []), name)


def _repeated(lines: list[int], cells: Cells, key: list[str], name: str) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for line, values in zip(lines, zip(*(cells[column] for column in key), strict=True), strict=False):
        if (there := first.setdefault(values, line)) != line:
            found = "the key " + ", ".join(f"{column}={value!r}" for column, value in zip(key, values, strict=True))
            yield Fault(name, line, "", f"{found} again", f"each key once; it stands in row {there} already")


def _checks(field: Resource) -> Iterator[Check]:
    """Yield what the cells of a field must hold to, each with its words."""
    limits = field.get("constraints", {})
    if limits.get("required"):
        yield bool, "a value; the cell is empty"
    if field["type"] in _PARSERS:
        parser, words = _PARSERS[field["type"]]
        yield _parsed(parser), words
    if "enum" in limits:
        allowed = [str(choice) for choice in limits["enum"]]
        yield {*allowed, ""}.__contains__, "one of " + ", ".join(allowed)
    if "pattern" in limits and field["name"] == "period":
        yield _parsed(periods.parse), "a period: YYYY, YYYY-MM, YYYY-MM-DD, or two of them joined by '/'"
    elif "pattern" in limits:
        form = re.compile(limits["pattern"])
        yield lambda cell: cell == "" or form.fullmatch(cell) is not None, f"the form {limits['pattern']}"
    for limit, sign in (("minimum", 1), ("maximum", -1)):
        if limit in limits:
            yield _limit(sign, float(limits[limit])), f"a number with {limit} {limits[limit]}"


def _parsed(parser: Callable[[str], Any]) -> Test:
    def parses(cell: str) -> bool:
        try:
            return cell == "" or parser(cell) is not None
        except ValueError:
            return False

    return parses


def _limit(sign: int, limit: float) -> Test:
    """Hold numbers to a limit; of what is none, its parser tells."""

    def within(cell: str) -> bool:
        try:
            return not sign * float(cell) < sign * limit
        except ValueError:
            return True

    return within


def _number(cell: str) -> float:
    # float() also takes "nan", "inf" and "1_000", none of which is a figure that a source printed
    if cell.strip("0123456789.eE+-"):
        raise ValueError(cell)
    return float(cell)


def _whole(cell: str) -> int:
    # int() also takes "1_000", spaces and digits of other scripts
    if cell.strip("0123456789+-"):
        raise ValueError(cell)
    return int(cell)


_PARSERS: dict[str, tuple[Any, str]] = {
    "number": (_number, "a number such as 547.6"),
    "integer": (_whole, "a whole number"),
    "date": (date.fromisoformat, "a day written as YYYY-MM-DD"),
}


def _typed(cells: Cells, resource: Resource) -> pd.DataFrame:
    fields = resource["schema"]["fields"]
    return pd.DataFrame({field["name"]: _column(cells[field["name"]], field["type"]) for field in fields})


def _column(cells: list[str], kind: str) -> Any:
    if kind == "number":
        return np.array([float(cell) if cell else np.nan for cell in cells], dtype=float)
    if kind == "integer":
        return pd.array([int(cell) if cell else None for cell in cells], dtype="Int64")
    return pd.Index(cells, dtype=object)  # of what is no index, pandas would guess the type

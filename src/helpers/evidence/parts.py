"""The files of each table: the one collected by hand, and the parts that live sources added, read and held together."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from helpers.evidence.errors import EvidenceError, Fault
from helpers.evidence.read import Resource, read_table
from helpers.package import files

OBSERVATIONS = "observations-"
Parts = dict[str, dict[str, pd.DataFrame]]
"""By table and by file, the file as faults name it."""


def read_parts(
    folder: Path, declared: Mapping[str, Resource], live: bool = True, candidate: Path | None = None
) -> dict[str, pd.DataFrame]:
    """Read all tables of a package, each with its parts joined.

    Raises
    ------
    EvidenceError
        With the faults of all files together, references between tables included.
    """
    parts: Parts = {name: {} for name in declared}
    faults: list[Fault] = []
    for name, resource in declared.items():
        for path in files(folder, resource, live, candidate):
            try:
                parts[name][_name(path, folder)] = read_table(path, resource, _name(path, folder))
            except EvidenceError as error:
                faults += error.faults
    parts = {name: found for name, found in parts.items() if found}
    faults += [*_repeated(parts, declared), *_dangling(parts, declared), *_mixed_units(parts)]
    if faults:
        raise EvidenceError(faults)
    return {name: _joined(found) for name, found in parts.items()}


def _name(path: Path, folder: Path) -> str:
    return f"data/{path.relative_to(folder).as_posix()}"


def _joined(found: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    frames = list(found.values())
    return frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)


def _repeated(parts: Parts, declared: Mapping[str, Resource]) -> Iterator[Fault]:
    """Keys of a live part that another file of its table has already."""
    for name, found in parts.items():
        key = declared[name]["schema"].get("primaryKey", [])
        if len(found) == 1 or not key:
            continue
        keys = pd.concat([table[key].assign(file=file) for file, table in found.items()])
        for i, row in keys[keys.duplicated(key)].iterrows():
            first = keys.loc[(keys[key] == row[key]).all(axis=1), "file"].iloc[0]
            said = "the key " + ", ".join(f"{column}={row[column]!r}" for column in key) + " again"
            yield Fault(row["file"], int(str(i)) + 2, "", said, f"each key once; it stands in {first} already")


def _dangling(parts: Parts, declared: Mapping[str, Resource]) -> Iterator[Fault]:
    """References to rows that are not there."""
    for name, found in parts.items():
        for key in declared[name]["schema"].get("foreignKeys", []):
            column, (target, there) = key["fields"], key["reference"].values()
            if target not in parts:
                continue
            known = set().union(*(table[there].tolist() for table in parts[target].values()))
            expected = f"a value of column {there} in data/{declared[target]['path']}"
            for file, table in found.items():
                rows = enumerate(table[column].tolist(), start=2)
                lost = ((line, value) for line, value in rows if value and value not in known)
                yield from (Fault(file, line, column, repr(value), expected) for line, value in lost)


def _mixed_units(parts: Parts) -> Iterator[Fault]:
    """Observations in another unit than the vocabulary gives their series."""
    vocabulary = parts.get("series", {}).values()
    units = {series: unit for table in vocabulary for series, unit in zip(table["series"], table["unit"], strict=True)}
    observed = [found for name, found in parts.items() if name.startswith(OBSERVATIONS)]
    for file, table in (one for found in observed for one in found.items()):
        for line, (series, unit) in enumerate(zip(table["series"], table["unit"], strict=True), start=2):
            if unit != (settled := units.get(series, unit)):
                expected = f"{settled!r}, the unit of {series} in data/series.csv"
                yield Fault(file, line, "unit", repr(unit), expected)

"""Loading the data package as of a day."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.evidence import corrections, periods
from helpers.evidence.errors import EvidenceError, Fault, UnknownName
from helpers.evidence.read import Resource, read_table, resources
from helpers.evidence.store import Evidence
from helpers.meant import meant
from helpers.parameters import ALWAYS_SEEN
from helpers.project import root

Stamp = tuple[tuple[str, int, int], ...]
OBSERVATIONS = "observations-"
COLUMNS = [
    "row",
    "theme",
    "series",
    "entity",
    "period",
    "start",
    "end",
    "value",
    "unit",
    "kind",
    "bound",
    "source",
    "published",
    "note",
]


def load(as_of: date | None = None, folder: Path | None = None, sees: tuple[str, ...] | None = None) -> Evidence:
    """Load what was public by a day; the same day of the same package is the same object.

    Parameters
    ----------
    as_of
        The day; None takes everything, and dates the evidence by its newest source (where nothing is seen yet, by
        the newest of the package).
    folder
        Folder of the data package; None takes ``data/`` of the collection.
    sees
        Tables that may be seen, beside those of names (:data:`helpers.parameters.ALWAYS_SEEN`); None for all. What
        is not seen cannot be asked for, and does not date the evidence.

    Raises
    ------
    EvidenceError
        With every fault of every table, if any is broken: nothing is built from a broken table. Also if ``sees``
        names no table.
    TypeError
        If ``as_of`` is no date, or ``sees`` a text.

    Examples
    --------
    >>> from datetime import date
    >>> evidence = load(date(2024, 12, 31))
    >>> bool((evidence.observations["published"] <= "2024-12-31").all())
    True
    """
    if isinstance(as_of, datetime) or not isinstance(as_of, date | None):
        written = str(as_of)[:10].replace("-0", "-").replace("-", ", ")
        raise TypeError(f"as_of is {as_of!r}, expected a date: date({written})")
    if isinstance(sees, str):
        raise TypeError(f"sees is one text, {sees!r}, expected several tables: ({sees!r},)")
    folder = (folder or root() / "data").resolve()
    stamp = _stamp(folder)
    return _of_day(folder, stamp, as_of or _newest(folder, stamp, sees), sees)


def _newest(folder: Path, stamp: Stamp, sees: tuple[str, ...] | None) -> date:
    """The day of the newest row that is seen; of all rows, where none is seen yet."""
    for rows in (_seen(folder, stamp, sees)["observations"], _tables(folder, stamp)["observations"]):
        if len(rows):
            break
    newest: date = rows["published"].max().date()
    return newest


def resources_of(folder: Path) -> dict[str, Resource]:
    """Return the tables that the package in a folder declares.

    Raises
    ------
    EvidenceError
        If there is no package, or it is no JSON.

    Examples
    --------
    >>> sorted(resources_of(root() / "data"))[:2]
    ['claims', 'coastline']
    """
    try:
        return resources(folder)
    except (OSError, ValueError) as error:
        fault = Fault("data/datapackage.json", None, "", str(error), "a Frictionless data package")
        raise EvidenceError([fault]) from None


def read_all(folder: Path) -> dict[str, pd.DataFrame]:
    """Read every table of a package, observations joined into one and dated.

    Raises
    ------
    EvidenceError
        With the faults of all tables together, references between tables included.
    """
    tables: dict[str, pd.DataFrame] = {}
    faults: list[Fault] = []
    declared = resources_of(folder)
    for name, resource in declared.items():
        try:
            tables[name] = read_table(folder, resource)
        except EvidenceError as error:
            faults += error.faults
    faults += _dangling(tables, declared) + _mixed_units(tables)
    if faults:
        raise EvidenceError(faults)
    rows = pd.concat(
        [
            tables.pop(name).assign(theme=resource["theme"])
            for name, resource in declared.items()
            if name.startswith(OBSERVATIONS)
        ],
        ignore_index=True,
    )
    return {**tables, "observations": dated(corrections.apply(rows, tables["corrections"]), tables["sources"])}


def _stamp(folder: Path) -> Stamp:
    """What tells that a file of the package was touched; the cache below hangs on it."""
    files = sorted(folder.rglob("*.csv")) + sorted(folder.glob("*.json"))
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)


@lru_cache(maxsize=2)
def _tables(folder: Path, _stamp: Stamp) -> dict[str, pd.DataFrame]:
    resources.cache_clear()
    return read_all(folder)


@lru_cache(maxsize=16)
def _of_day(folder: Path, stamp: Stamp, day: date, sees: tuple[str, ...] | None) -> Evidence:
    whole, seen = _tables(folder, stamp), _seen(folder, stamp, sees)
    hidden = {*whole, *whole["series"]["series"]} - {*seen, *seen["series"]["series"]}
    return replace(_as_of(day, seen, resources_of(folder)), hidden=frozenset(hidden))


def _seen(folder: Path, stamp: Stamp, sees: tuple[str, ...] | None) -> dict[str, pd.DataFrame]:
    tables, declared = _tables(folder, stamp), resources_of(folder)
    if sees is None:
        return tables
    if lost := sorted(set(sees) - set(declared)):
        raise UnknownName(f"unknown table {lost[0]!r}: {meant(lost[0], declared)}")
    themes = [declared[name]["theme"] for name in sees if name.startswith(OBSERVATIONS)]
    rows = tables["observations"]
    kept = {name: table for name, table in tables.items() if name in {*sees, *ALWAYS_SEEN}}
    own = rows[rows["theme"].isin(themes)].reset_index(drop=True)
    return {**kept, "observations": own, "series": tables["series"][tables["series"]["series"].isin(own["series"])]}


def _dangling(tables: Mapping[str, pd.DataFrame], declared: Mapping[str, Resource]) -> list[Fault]:
    """References to rows that are not there."""
    faults: list[Fault] = []
    for name, table in tables.items():
        for key in declared[name]["schema"].get("foreignKeys", []):
            column, (target, there) = key["fields"], key["reference"].values()
            if target not in tables:
                continue
            lost = table[column][(table[column] != "") & ~table[column].isin(tables[target][there])]
            expected = f"a value of column {there} in data/{declared[target]['path']}"
            file = f"data/{declared[name]['path']}"
            faults += [Fault(file, int(str(i)) + 2, column, repr(value), expected) for i, value in lost.items()]
    return faults


def _mixed_units(tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Observations in another unit than the vocabulary gives their series."""
    faults = []
    units = tables["series"].set_index("series")["unit"] if "series" in tables else pd.Series(dtype="str")
    for name, table in tables.items():
        if name.startswith(OBSERVATIONS):
            settled = table["series"].map(units)
            for i in table.index[settled.notna() & (settled != table["unit"])]:
                file = f"data/observations/{name.removeprefix(OBSERVATIONS)}.csv"
                expected = f"{settled[i]!r}, the unit of {table.loc[i, 'series']} in data/series.csv"
                faults.append(Fault(file, int(i) + 2, "unit", repr(table.loc[i, "unit"]), expected))
    return faults


def dated(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Give each observation its id, its first and last day, and the day it became public."""
    spans = [periods.parse(period) for period in rows["period"]]
    ends = np.array([span.end for span in spans], dtype="datetime64[s]")
    keys = rows[["series", "entity", "period", "value", "source"]].itertuples(index=False)
    known = rows.assign(
        row=np.array([_identity(*key) for key in keys], dtype=object),
        start=np.array([span.start for span in spans], dtype="datetime64[s]"),
        end=ends,
        published=_published(rows["source"], ends, sources),
    )
    return known.astype({"row": "str"})[COLUMNS]


def _published(cited: pd.Series, ends: NDArray[np.datetime64], sources: pd.DataFrame) -> NDArray[np.datetime64]:
    """The day each row became public: that on its source, or the last day of what an undated source reports."""
    own = {str(row.id): last_day(str(row.published)) for row in sources.itertuples()}
    # an undated page cannot be newer than the collection, even where it forecasts the year 2100
    newest = max((day for day in own.values() if day), default=date.min)
    reported: dict[str, date] = {}
    for source, end in zip(cited, ends.tolist(), strict=True):
        reported[source] = max(reported.get(source, date.min), min(end.date(), newest))
    return np.array([own[source] or reported[source] for source in cited], dtype="datetime64[s]")


def last_day(published: str) -> date | None:
    """Return the last day of a publication date; None where there is none.

    Examples
    --------
    >>> last_day("2025-02"), last_day("")
    (datetime.date(2025, 2, 28), None)
    """
    return periods.parse(published).end if published else None


def _identity(*key: object) -> str:
    return hashlib.sha256("|".join(map(str, key)).encode()).hexdigest()[:10]


def _as_of(day: date, tables: Mapping[str, pd.DataFrame], declared: Mapping[str, Resource]) -> Evidence:
    rows = tables["observations"]
    visible = {source for source, published in _known_sources(tables).items() if published <= day}
    rest = {
        name: table[_visible(table, declared[name], visible, day)].reset_index(drop=True)
        for name, table in tables.items()
        if name != "observations"
    }
    shown = rows[rows["source"].isin(visible)].reset_index(drop=True)
    return Evidence(day, shown, rest, frozenset(tables["series"]["series"]))


def _known_sources(tables: Mapping[str, pd.DataFrame]) -> dict[str, date]:
    """The day each source became public; one that neither dates itself nor reports a period always was."""
    rows = tables["observations"]
    reported = dict(zip(rows["source"], (moment.date() for moment in rows["published"]), strict=True))
    own = {str(row.id): last_day(str(row.published)) for row in tables["sources"].itertuples()}
    return {source: day or reported.get(source, date.min) for source, day in own.items()}


def _visible(table: pd.DataFrame, resource: Resource, visible: set[str], day: date) -> NDArray[np.bool_]:
    seen = np.ones(len(table), dtype=bool)
    if resource["name"] == "sources":
        return table["id"].isin(visible).to_numpy(dtype=bool)
    if "source" in table.columns:
        seen &= table["source"].isin(visible | {""}).to_numpy(dtype=bool)
    if "from_source" in resource:
        seen &= resource["from_source"] in visible
    if "dated" in resource:
        days = table[resource["dated"]].map(lambda cell: periods.parse(cell).end <= day)
        seen &= days.to_numpy(dtype=bool)
    return seen

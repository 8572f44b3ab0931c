"""Loading the data package as of a day."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.evidence import corrections, periods
from helpers.evidence.errors import EvidenceError, Fault, UnknownName
from helpers.evidence.parts import OBSERVATIONS, read_parts
from helpers.evidence.read import Resource, resources
from helpers.evidence.store import Evidence
from helpers.evidence.streams import newest_vintages
from helpers.meant import meant
from helpers.package import LIVE, SIGN, continued
from helpers.parameters import ALWAYS_SEEN
from helpers.project import root, visible_files

Stamp = tuple[tuple[str, int, int], ...]
Package = tuple[Path, Stamp, bool]
"""A folder, its state, and whether its live parts belong to it."""
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


def load(
    as_of: date | None = None, folder: Path | None = None, sees: tuple[str, ...] | None = None, *, live: bool = True
) -> Evidence:
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
    live
        Whether what live sources added (``data/live/``) belongs to it, or only what was collected by hand.

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
    package = (folder, _stamp(folder, live), live)
    return _of_day(package, as_of or _newest(package, sees), sees)


def _newest(package: Package, sees: tuple[str, ...] | None) -> date:
    """The day of the newest row that is seen; of all rows, where none is seen yet."""
    for rows in (_seen(package, sees)["observations"], _tables(package)["observations"]):
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


def read_all(folder: Path, live: bool = True, candidate: Path | None = None) -> dict[str, pd.DataFrame]:
    """Read every table of a package, observations joined into one and dated.

    Parameters
    ----------
    live
        Whether what live sources added is read, too.
    candidate
        A folder with parts that are to be published: read as if they were.

    Raises
    ------
    EvidenceError
        With the faults of all tables together, references between tables included.
    """
    declared = resources_of(folder)
    tables = read_parts(folder, declared, live, candidate)
    rows = pd.concat(
        [
            tables.pop(name).assign(theme=resource["theme"])
            for name, resource in declared.items()
            if name.startswith(OBSERVATIONS)
        ],
        ignore_index=True,
    )
    observed = dated(corrections.apply(rows, tables["corrections"]), tables["sources"])
    return {**tables, "observations": _in_blocks(observed)}


def _in_blocks(table: pd.DataFrame) -> pd.DataFrame:
    """Hold all text as objects: its columns then lie in one block, and taking rows costs a third.

    Columns of pandas' own type for text are filtered, sorted and joined one by one, and rules take rows by thousands.
    """
    kinds = {name: object for name, kind in table.dtypes.items() if kind == "str"}
    return table.astype(kinds).copy()  # a copy brings the columns together


def _stamp(folder: Path, live: bool) -> Stamp:
    """What tells that a file of the package was touched; the cache below hangs on it."""
    found = [path for path in visible_files(folder) if path.suffix in (".csv", ".json", ".toml")]
    if not live:
        found = [path for path in found if path.relative_to(folder).parts[0] != LIVE]
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in found)


@lru_cache(maxsize=2)
def _tables(package: Package) -> dict[str, pd.DataFrame]:
    resources.cache_clear()
    folder, _, live = package
    return read_all(folder, live)


@lru_cache(maxsize=16)
def _of_day(package: Package, day: date, sees: tuple[str, ...] | None) -> Evidence:
    whole, seen = _tables(package), _seen(package, sees)
    hidden = {*whole, *whole["series"]["series"]} - {*seen, *seen["series"]["series"]}
    public = _as_of(day, seen, resources_of(package[0]))
    streams = continued(package[0])
    newest = newest_vintages(public.observations, streams)
    return replace(public, observations=newest, hidden=frozenset(hidden), streams=streams)


def _seen(package: Package, sees: tuple[str, ...] | None) -> dict[str, pd.DataFrame]:
    tables, declared = _tables(package), resources_of(package[0])
    if sees is None:
        return tables
    if lost := sorted(set(sees) - set(declared)):
        raise UnknownName(f"unknown table {lost[0]!r}: {meant(lost[0], declared)}")
    themes = [declared[name]["theme"] for name in sees if name.startswith(OBSERVATIONS)]
    rows = tables["observations"]
    kept = {name: table for name, table in tables.items() if name in {*sees, *ALWAYS_SEEN}}
    own = rows[rows["theme"].isin(themes)].reset_index(drop=True)
    return {**kept, "observations": own, "series": tables["series"][tables["series"]["series"].isin(own["series"])]}


def dated(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Give each observation its id, its first and last day, and the day it became public."""
    keys = zip(*(rows[name].tolist() for name in ("series", "entity", "period", "value", "source")), strict=True)
    known = rows.assign(
        row=pd.array([_identity(*key) for key in keys], dtype="str"),
        start=_days(rows["period"], lambda period: periods.parse(period).start),
        end=_days(rows["period"], lambda period: periods.parse(period).end),
        published=_days(rows["source"], _published(rows, sources).__getitem__),
    )
    return known[COLUMNS]


def _days(texts: pd.Series, day: Callable[[str], date]) -> NDArray[np.datetime64]:
    """The day of each text, found once for all rows that have the same."""
    places, different = pd.factorize(texts, use_na_sentinel=False)
    return np.array([day(text) for text in different], dtype="datetime64[s]")[places]


def _published(rows: pd.DataFrame, sources: pd.DataFrame) -> dict[str, date]:
    """The day each source became public: that on it, or the last day of what an undated one reports."""
    own = {source: day for source, day in _own_days(sources).items() if day}
    # an undated page cannot be newer than what was collected with it, even where it forecasts the year 2100
    newest = max((day for source, day in own.items() if SIGN not in source), default=date.min)
    reported: dict[str, date] = {}
    for source, period in zip(rows["source"], rows["period"], strict=True):
        if source not in own:
            reported[source] = max(reported.get(source, date.min), min(periods.parse(period).end, newest))
    return {**own, **reported}


def _own_days(sources: pd.DataFrame) -> dict[str, date | None]:
    """The last day of the date that each source bears."""
    return dict(zip(sources["id"], map(last_day, sources["published"]), strict=True))


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
    rows = tables["observations"].drop_duplicates("source")  # all rows of a source are of one day
    reported = dict(zip(rows["source"], (moment.date() for moment in rows["published"]), strict=True))
    own = _own_days(tables["sources"])
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

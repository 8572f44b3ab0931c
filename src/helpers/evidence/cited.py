"""Who said it: the sources behind rows, and how many of them are independent."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields

import pandas as pd

from helpers.evidence.errors import EvidenceError, UnknownName
from helpers.meant import meant
from helpers.package import stream


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """One source as a reader sees it; ``published`` is as precise as the page was."""

    id: str
    publisher: str
    title: str
    url: str
    published: str
    language: str

    def as_dict(self) -> dict[str, str]:
        """Return the fields by name."""
        return asdict(self)


def source_ids(rows: pd.DataFrame | Iterable[str]) -> list[str]:
    """Return the ids in a frame's ``source`` column, or the ids themselves, each once, sorted.

    Raises
    ------
    EvidenceError
        If a frame has no such column, or one id is given as text instead of a list.

    Examples
    --------
    >>> source_ids(["report_2024", "azertag_2025", "report_2024", ""])
    ['azertag_2025', 'report_2024']
    """
    if isinstance(rows, str):
        raise EvidenceError(f"one id as text, {rows!r}: expected rows or a list of ids, [{rows!r}]")
    if isinstance(rows, pd.DataFrame) and "source" not in rows:
        found = ", ".join(map(str, rows))
        raise EvidenceError(f"no column 'source' among {found}: give observations, or ids in a list")
    ids = rows["source"] if isinstance(rows, pd.DataFrame) else rows
    return sorted({source for source in ids if source})


Known = Mapping[str, tuple[str, ...]]
"""The sources that a day knows, by their ids: the fields of a citation."""


def known_sources(sources: pd.DataFrame) -> Known:
    """Return the table of sources by their ids: a page cites hundreds of times, each time a few of a thousand.

    Examples
    --------
    >>> table = {name: [name] for name in ("publisher", "title", "url", "published", "language")}
    >>> known_sources(pd.DataFrame({"id": ["azertag_2025"], **table}))["azertag_2025"][:2]
    ('azertag_2025', 'publisher')
    """
    cells = zip(*(sources[field.name].astype(str) for field in fields(Citation)), strict=True)
    return {one[0]: one for one in cells}


def citations(known: Known, rows: pd.DataFrame | Iterable[str]) -> list[Citation]:
    """Return the sources of rows (or of ids), sorted by publisher and date.

    Raises
    ------
    UnknownName
        If an id is not in the sources known as of the day.
    """
    ids = source_ids(rows)
    if lost := [one for one in ids if one not in known]:
        otherwise = "data/sources.csv lists the sources, and a day knows those published by then"
        raise UnknownName(f"unknown source {lost[0]!r}: {meant(lost[0], known, otherwise)}")
    cited = [Citation(*known[one]) for one in ids]
    return sorted(cited, key=lambda citation: (citation.publisher.lower(), citation.published, citation.id))


def independent(observations: pd.DataFrame, streams: Mapping[str, str] | None = None) -> int:
    """Count the independent sources behind observations.

    Rows of one source belong together, and so do rows that give one figure for one series, entity and
    period: these are copies of one press line, however many outlets print it. What is left apart is counted.
    The vintages of a live source are one source.

    Parameters
    ----------
    streams
        The stream of each source, collected by hand, that a live source continues; None for none.

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "series": ["turnover"] * 3, "entity": ["AZE-KAZ"] * 3, "period": ["2024"] * 3,
    ...     "value": [470.0, 470.0, 533.0], "source": ["minister", "outlet", "government"]})
    >>> independent(rows)
    2
    """
    groups: list[set[object]] = []
    for series, entity, period, value, source in zip(
        *(observations[column] for column in ("series", "entity", "period", "value", "source")), strict=True
    ):
        told: set[object] = {stream(source, streams or {}) or source, (series, entity, period, value)}
        apart = [group for group in groups if group.isdisjoint(told)]
        groups = [*apart, told.union(*(group for group in groups if not group.isdisjoint(told)))]
    return len(groups)

"""Small evidence written by hand."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from helpers.evidence.errors import EvidenceError
from helpers.evidence.loading import COLUMNS, dated, resources_of
from helpers.evidence.read import read_table
from helpers.evidence.store import Evidence
from helpers.meant import meant
from helpers.project import root

FIELDS: Final = [column for column in COLUMNS if column not in ("row", "start", "end")]
"""What may be said of a row."""


def made(rows: Iterable[Mapping[str, Any]], as_of: date | None = None) -> Evidence:
    """Make small evidence by hand, for tests and for trying out.

    Parameters
    ----------
    rows
        Each with series, entity, period, value and unit; kind (actual), bound, source (test_source),
        published (2025-01-01), note and theme may be left out.
    as_of
        Only rows published by this day; None takes all.

    Raises
    ------
    EvidenceError
        If a row lacks a field, or has one that is not known.

    Examples
    --------
    >>> made([dict(series="turnover", entity="AZE-KAZ", period="2024", value=470, unit="USD million")]).as_of
    datetime.date(2025, 1, 1)
    """
    given = list(rows)
    for place, row in enumerate(given, start=1):
        _whole(place, row)
    fixed = {"theme": "", "kind": "actual", "bound": "", "source": "test_source", "published": "2025-01-01", "note": ""}
    frame = pd.DataFrame([{**fixed, **row} for row in given], columns=FIELDS)
    frame["value"] = frame["value"].astype("float64")
    sources = pd.DataFrame({"id": frame["source"].drop_duplicates()}).assign(
        publisher="Test", title="Made up", url="", language="en", licence=""
    )
    sources["published"] = sources["id"].map(frame.groupby("source")["published"].first())
    whole = dated(frame.drop(columns="published"), sources)
    ledger = resources_of(root() / "data")["claims"]
    tables = {"sources": sources, "claims": read_table(root() / "data" / ledger["path"], ledger)}
    day = as_of or (whole["published"].max().date() if len(whole) else date(2025, 1, 1))
    seen = whole[whole["published"] <= pd.Timestamp(day)].reset_index(drop=True)
    return Evidence(day, seen, tables)


def _whole(place: int, row: Mapping[str, Any]) -> None:
    """Refuse a row that lacks a field or has one too many."""
    if unknown := [name for name in row if name not in FIELDS]:
        raise EvidenceError(f"row {place} has an unknown field {unknown[0]!r}: {meant(unknown[0], FIELDS)}")
    if lacking := [name for name in ("series", "entity", "period", "value", "unit") if name not in row]:
        raise EvidenceError(f"row {place} lacks {', '.join(lacking)}")

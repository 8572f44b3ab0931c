"""A table at an address, CSV or JSON, read as its feed declares it: text first, types strictly, nothing guessed."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, NoReturn

import pandas as pd

from helpers.refresh.client import Client, FetchError, Skipped
from helpers.refresh.feed import Feed, Layout, Scalar, Wanted
from helpers.refresh.fetched import COLUMNS, Fetched

_MEDIA: Final = {
    "csv": ("text/csv", "text/plain", "application/csv", "application/octet-stream", "application/vnd.ms-excel"),
    "json": ("application/json", "text/json", "application/geo+json", "text/plain"),
}
"""What servers call such a table; the names for binary files are the usual slip for CSV."""
_TOLD: Final = 5
"""So many cells that cannot be read are told one by one."""
Record = Mapping[str, str]


def fetch(feed: Feed, client: Client) -> Fetched:
    """Ask for the table and read what the feed wants of it.

    Raises
    ------
    FetchError
        If there is no usable answer, or it is not written as declared.
    Skipped
        If the feed has a token that the environment lacks.
    """
    if feed.token and not client.token:
        raise Skipped(f"no token in the environment variable {feed.token}")
    as_header = {"Authorization": f"Bearer {client.token}"} if client.token and not feed.table.token_as else {}
    as_parameter: dict[str, Scalar] = {feed.table.token_as: client.token} if client.token and not as_header else {}
    reply = client.get(feed.address, {**feed.query, **as_parameter}, as_header, accept=_MEDIA[feed.table.format])
    return Fetched(read(feed, reply.text()))


def read(feed: Feed, text: str) -> pd.DataFrame:
    """Read the observations in a table.

    Returns
    -------
    DataFrame
        Columns :data:`~helpers.refresh.fetched.COLUMNS`.

    Raises
    ------
    FetchError
        With what cannot be read, the place and what was expected.
    """
    records = _json(text, feed.table.path) if feed.table.format == "json" else _csv(text, feed.table.delimiter)
    faults: list[str] = []
    rows = [row for wanted in feed.series for row in _rows(feed, wanted, records, faults)]
    if faults:
        more = f"; and {len(faults) - _TOLD} more" if len(faults) > _TOLD else ""
        raise FetchError("; ".join(faults[:_TOLD]) + more)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(feed: Feed, wanted: Wanted, records: list[Record], faults: list[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of one series; what cannot be read is added to the faults."""
    layout = feed.table
    columns = [layout.period, wanted.code, *wanted.query, *([] if wanted.entity else [layout.entity])]
    for line, record in enumerate(records, start=1):
        if missing := [column for column in columns if column not in record]:
            faults.append(f"record {line} has no column {missing[0]!r}: found {', '.join(record)[:200]}")
            return
        entity = feed.entity(wanted, record.get(layout.entity, ""))
        kept = all(record[column] == _text(value) for column, value in wanted.query.items())
        if not entity or not kept or record[wanted.code].strip() in layout.missing:
            continue
        try:
            period, value = _period(record[layout.period], layout), number(record[wanted.code], layout)
        except ValueError as error:
            faults.append(f"record {line}: {error}")
            continue
        yield wanted.series, entity, period, wanted.scaled(value), wanted.unit, wanted.kind, "", wanted.note


def _csv(text: str, delimiter: str) -> list[Record]:
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[Record] = []
    try:
        for record in reader:
            if None in record or None in record.values():
                raise FetchError(
                    f"line {reader.line_num} has another number of cells than the header: expected as many"
                )
            records.append(record)
    except csv.Error as error:
        raise FetchError(f"line {reader.line_num} is no CSV: {error}") from None
    return records


def _json(text: str, path: str) -> list[Record]:
    try:
        # numbers stay as they are written
        found = json.loads(text, parse_float=str, parse_int=str, parse_constant=_no_number)
    except ValueError as error:
        raise FetchError(f"the answer is no JSON: {error}") from None
    for key in filter(None, path.split(".")):
        if not isinstance(found, dict) or key not in found:
            raise FetchError(f"the answer has no {path!r}: expected a list of records there")
        found = found[key]
    if not isinstance(found, list) or not all(isinstance(record, dict) for record in found):
        raise FetchError(f"{path or 'the answer'} is no list of records")
    return [{key: _text(value) for key, value in record.items()} for record in found]


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def number(text: str, layout: Layout) -> float:
    """Read a number that is written with the signs of a layout, and nothing else.

    Raises
    ------
    ValueError
        If it is none.

    Examples
    --------
    >>> number("1 234,5", Layout(decimal=",", thousands=" "))
    1234.5
    """
    # a blank between thousands is written in several widths
    plain = re.sub(r"[\u00a0\u2009\u202f]", " ", text.strip()).replace("\u2212", "-")
    groups = rf"|\d{{1,3}}(?:{re.escape(layout.thousands)}\d{{3}})+" if layout.thousands else ""
    if not re.fullmatch(rf"[+-]?(?:\d+{groups})(?:{re.escape(layout.decimal)}\d+)?(?:[eE][+-]?\d+)?", plain, re.ASCII):
        signs = f" with {layout.decimal!r} before decimals"
        raise ValueError(f"found {text[:40]!r}, expected a number{signs}")
    whole = plain.replace(layout.thousands, "") if layout.thousands else plain
    return float(whole.replace(layout.decimal, "."))


def _period(text: str, layout: Layout) -> str:
    try:
        day = datetime.strptime(text.strip(), layout.period_format)
    except ValueError:
        raise ValueError(f"found {text[:40]!r}, expected a period written as {layout.period_format}") from None
    return _PERIODS[layout.period_is](day)


def _quarter(day: datetime) -> str:
    last = day.month + (-day.month) % 3
    return f"{day:%Y}-{last - 2:02d}/{day:%Y}-{last:02d}"


def _year_to_date(day: datetime) -> str:
    return f"{day:%Y}" if day.month == 12 else f"{day:%Y}-01/{day:%Y-%m}"


_PERIODS: Final[dict[str, Callable[[datetime], str]]] = {
    "day": lambda day: f"{day:%Y-%m-%d}",
    "month": lambda day: f"{day:%Y-%m}",
    "quarter": _quarter,
    "year to date": _year_to_date,
    "year": lambda day: f"{day:%Y}",
}

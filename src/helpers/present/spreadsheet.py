"""Data that a spreadsheet program opens: no text in it can act as a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def harmless(value: Any) -> Any:
    """Put an apostrophe before text that a spreadsheet would run.

    >>> harmless("=1+1"), harmless("Baku"), harmless(-1.5)
    ("'=1+1", 'Baku', -1.5)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def records_csv(records: Sequence[Mapping[str, Any]]) -> str:
    r"""Write records as CSV, the text that a frame of them would give; what one record lacks is left empty.

    Examples
    --------
    >>> records_csv([{"name": "=1+1", "value": -1.5}, {"name": "Baku, Aktau", "value": 2.0}])
    'name,value\n\'=1+1,-1.5\n"Baku, Aktau",2.0\n'
    """
    names = list(dict.fromkeys(name for record in records for name in record))
    return rows_csv(names, ([record.get(name) for name in names] for record in records))


def rows_csv(names: Iterable[Any], rows: Iterable[Iterable[Any]]) -> str:
    r"""Write rows under the names of their columns as CSV; None is left empty.

    Examples
    --------
    >>> rows_csv(["name", 2025], [["=1+1", -1.5], ["Baku", None]])
    "name,2025\n'=1+1,-1.5\nBaku,\n"
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(harmless, names))
    writer.writerows(map(harmless, row) for row in rows)
    return text.getvalue()

"""Data that a spreadsheet program opens: no text in it can act as a formula."""

import csv
import io
from collections.abc import Mapping, Sequence
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
    text, names = io.StringIO(), list(dict.fromkeys(name for record in records for name in record))
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(harmless, names))
    writer.writerows([harmless(record.get(name)) for name in names] for record in records)
    return text.getvalue()

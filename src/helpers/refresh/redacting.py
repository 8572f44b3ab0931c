"""Secrets never leave the room: what is told, logged or kept goes through here."""

import json
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import quote, quote_plus

MASK: Final = "[token]"
_WIRE: Final = ("urllib3.connectionpool", "urllib3.util.retry")
"""Loggers that tell addresses as they are asked."""
_LONG_ENOUGH: Final = 8
"""Of a shorter one it is more likely that a figure has the same signs."""


class Secrets:
    """Values that nobody may read.

    Examples
    --------
    >>> Secrets(["s3cr3t/token"]).hide("https://example.org/?key=s3cr3t%2Ftoken&year=2024")
    'https://example.org/?key=[token]&year=2024'
    """

    def __init__(self, values: Iterable[str] = ()) -> None:
        self._forms: list[str] = []
        self.add(values)

    def add(self, values: Iterable[str]) -> None:
        """Hide further values from now on, in every form in which they are sent."""
        forms = {*self._forms}
        for value in filter(None, values):
            forms |= {value, quote(value, safe=""), quote(value), quote_plus(value), json.dumps(value)[1:-1]}
        self._forms = sorted(forms, key=len, reverse=True)  # one may hold another

    def hide(self, text: str) -> str:
        """Return a text without secrets."""
        for form in self._forms:
            text = text.replace(form, MASK)
        return text

    def cleared(self, content: bytes) -> bytes:
        """Return the content of a reply without secrets, should the source repeat them."""
        for form in self._forms:
            if len(form) >= _LONG_ENOUGH:
                content = content.replace(form.encode(), MASK.encode())
        return content

    def filter(self, record: logging.LogRecord) -> bool:
        """Hide secrets in a line of a log, as a filter of :mod:`logging` does."""
        record.msg, record.args = self.hide(record.getMessage()), ()
        return True

    @contextmanager
    def logging(self) -> Iterator[None]:
        """Hide secrets in what the library that speaks HTTP logs."""
        loggers = [logging.getLogger(name) for name in _WIRE]
        for logger in loggers:
            logger.addFilter(self.filter)
        try:
            yield
        finally:
            for logger in loggers:
                logger.removeFilter(self.filter)

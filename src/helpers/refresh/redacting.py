"""Secrets never leave the room: what is told, logged or kept goes through here."""

import html
import json
import logging
import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, quote_plus

MASK: Final = "[token]"
_WIRE: Final = ("urllib3.connectionpool", "urllib3.util.retry", "requests")
"""Loggers that tell addresses as they are asked."""
_LONG_ENOUGH: Final = 8
"""Of a shorter one it is more likely that a figure has the same signs."""


_EVER: Final[set[str]] = set()
"""All that this process ever had to hide: a request that was given up may still log something later."""


class Secrets:
    """Values that nobody may read.

    Examples
    --------
    >>> Secrets(["s3cr3t/token"]).hide("https://example.org/?key=s3cr3t%2Ftoken&year=2024")
    'https://example.org/?key=[token]&year=2024'
    """

    def __init__(self, values: Iterable[str] = ()) -> None:
        self._forms: set[str] = set()
        self.add(values)

    def add(self, values: Iterable[str]) -> None:
        """Hide further values from now on, in every form in which they are sent or may come back."""
        for value in filter(None, values):
            sent = {quote(value, safe=""), quote(value), quote_plus(value)}
            small = {re.sub("%..", lambda sign: sign.group().lower(), form) for form in sent}
            self._forms |= {value, *sent, *small, json.dumps(value)[1:-1], html.escape(value)}
        _EVER.update(self._forms)

    def hide(self, text: str) -> str:
        """Return a text without secrets."""
        return _without(text, self._forms)

    def cleared(self, content: bytes) -> bytes:
        """Return the content of a reply without secrets, should the source repeat them."""
        for form in _longest_first(self._forms):
            if len(form) >= _LONG_ENOUGH:
                content = content.replace(form.encode(), MASK.encode())
        return content


def _longest_first(forms: Iterable[str]) -> list[str]:
    """One may hold another."""
    return sorted(forms, key=len, reverse=True)


def _without(text: str, forms: Iterable[str]) -> str:
    for form in _longest_first(forms):
        text = text.replace(form, MASK)
    return text


def _hidden(record: logging.LogRecord) -> bool:
    """Hide secrets in a line of a log, as a filter of :mod:`logging`."""
    record.msg, record.args = _without(record.getMessage(), _EVER), ()
    return True


for _name in _WIRE:
    logging.getLogger(_name).addFilter(_hidden)

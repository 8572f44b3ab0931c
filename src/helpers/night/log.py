"""The log of a night: lines of JSON in a file, the same as plain text for who watches; no secret in either."""

import json
import logging
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from helpers.refresh.redacting import Secrets

LOGS_KEPT: Final = 90
"""How many nights have a log; their records are kept for ever."""

_SHORTEST: Final = 6
"""Pieces of an address that are shorter say nothing, and would hide half of the log."""

_LOGGER: Final = logging.getLogger("caspian.night")
_OTHERS: Final = ("apprise",)
"""Loggers of packages that say something of their own at night."""


class Redaction:
    """Hides secrets wherever they stand in what is said; of an address each piece is one, as it may hold a token.

    Examples
    --------
    >>> hide = Redaction(["json://example.org/3f9a77c1d2"])
    >>> hide("sent to 3f9a77c1d2"), hide({"seconds": 1.5, "said": ["3f9a77c1d2?"]})
    ('sent to [token]', {'seconds': 1.5, 'said': ['[token]?']})
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        pieces = {piece for secret in secrets for piece in [secret.strip(), *re.split(r"[\s,/:@?&=#]+", secret)]}
        self.text = Secrets(piece for piece in pieces if len(piece) >= _SHORTEST).hide

    def __call__(self, value: Any) -> Any:
        """Return a value without any secret; numbers stay."""
        if isinstance(value, dict):
            return {name: self(one) for name, one in value.items()}
        if isinstance(value, list | tuple):
            return [self(one) for one in value]
        return value if value is None or isinstance(value, bool | int | float) else self.text(str(value))


class _Line(logging.Formatter):
    """A line of JSON: time, level, event, text, the facts, and the traceback of an error."""

    def __init__(self, hide: Redaction) -> None:
        super().__init__()
        self._hide = hide

    def format(self, record: logging.LogRecord) -> str:
        """Write one line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": getattr(record, "event", record.name),
            "text": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(self._hide(line), ensure_ascii=False)


class _Plain(logging.Formatter):
    """The text alone; the traceback is in the file."""

    def __init__(self, hide: Redaction) -> None:
        super().__init__()
        self._hide = hide

    def format(self, record: logging.LogRecord) -> str:
        """Write one line."""
        return self._hide.text(record.getMessage())


def log(event: str, text: str, level: int = logging.INFO, *, error: BaseException | None = None, **facts: Any) -> None:
    """Say something that happened.

    Parameters
    ----------
    event
        One word by which a program finds it.
    error
        What went wrong; its traceback goes to the file alone.
    """
    _LOGGER.log(level, text, extra={"event": event, "facts": facts}, exc_info=error)


@contextmanager
def logged(path: Path, hide: Redaction, *, quiet: bool = False) -> Iterator[None]:
    """Write what is said to the end of a file, and to the error output unless it shall be quiet.

    Logs of earlier nights beside it go, but for the newest :data:`LOGS_KEPT`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file: logging.Handler = logging.FileHandler(path, encoding="utf-8")
    file.setFormatter(_Line(hide))
    shown = logging.StreamHandler(sys.stderr)
    shown.setFormatter(_Plain(hide))
    handlers = [file] if quiet else [file, shown]
    loggers = [_LOGGER, *map(logging.getLogger, _OTHERS)]
    known = [(logger, logger.propagate, logger.level) for logger in loggers]
    for logger in loggers:
        logger.propagate = False
        logger.setLevel(logging.INFO if logger is _LOGGER else logging.WARNING)
        logger.handlers += handlers
    try:
        _forget(path)
        yield
    finally:
        for logger, propagate, level in known:
            logger.handlers = [handler for handler in logger.handlers if handler not in handlers]
            logger.propagate, logger.level = propagate, level
        file.close()


def log_of(record: Path) -> Path:
    """Return where the log of a night lies: beside its record."""
    return record.with_suffix(".jsonl")


def _forget(path: Path) -> None:
    for old in sorted(path.parent.glob("????-??-??.jsonl"), reverse=True)[LOGS_KEPT:]:
        old.unlink(missing_ok=True)


def secrets(names: Iterable[str]) -> list[str]:
    """Return the values of environment variables that hold secrets, as far as they are set."""
    return [value for name in names if name and (value := os.environ.get(name, ""))]

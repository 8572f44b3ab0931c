"""Which language this process speaks."""

from collections.abc import Iterator
from contextlib import contextmanager

from helpers.locale.catalogue import LANGUAGES

_spoken = ["en"]  # of the process, not of a context: a kernel runs each cell in a context of its own


def language() -> str:
    """Return the code of the language that is spoken now."""
    return _spoken[-1]


def speak(lang: str) -> None:
    """Speak a language from here on.

    Raises
    ------
    ValueError
        If there is no catalogue of it.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"no catalogue of the language {lang!r}: expected one of {', '.join(LANGUAGES)}")
    _spoken[-1] = lang


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak a language for a while.

    >>> with speaking("ru"):
    ...     language()
    'ru'
    >>> language()
    'en'
    """
    _spoken.append(language())
    try:
        speak(lang)
        yield
    finally:
        _spoken.pop()

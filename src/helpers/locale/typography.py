"""Spaces at which a line must not break, so that no translator has to think of them."""

import re
from typing import Final

_LETTER: Final = "[А-Яа-яЁё]"
_TIGHT: Final = {
    "ru": re.compile(rf"(?<=\d) (?={_LETTER}|%)|(?<=\b[АВИКОСУЯавикосуя]) (?=\S)|(?<=\S) (?=[—–](?:\s|$))"),
}
"""By language: between a number and its word, after a word of one letter, before a dash."""


def tidy(text: str, lang: str) -> str:
    r"""Put no-break spaces where the language wants them.

    >>> tidy("в 2025 году — 5 %", "ru")
    'в\xa02025\xa0году\xa0— 5\xa0%'
    >>> tidy("in 2025", "en")
    'in 2025'
    """
    return _TIGHT[lang].sub("\xa0", text) if lang in _TIGHT else text

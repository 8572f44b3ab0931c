"""Where a line must not break, so that neither authors nor translators have to think of it.

A pattern begins with the sign that it changes, so that the rest of a text is passed over at once.
"""

import re
from functools import lru_cache
from typing import Final

_LETTER: Final = "[А-Яа-яЁё]"
_TIGHT: Final = {
    "ru": re.compile(
        rf" (?:(?<=\d )(?={_LETTER}|%|\d{{3}}(?!\d))|(?<=\b[АВИКОСУЯавикосуя] )(?=\S)|(?<=\S )(?=[—–](?:\s|$)))"
    ),
}
"""By language: within a number, between a number and its word, after a word of one letter, before a dash."""

_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNITS: Final = (
    "%|м|см|км|т|мс|млн|млрд|тыс|[kM]?t|[ckm]?m[²³]?|ms|TEU|USD|EUR|"
    "million|billion|trillion|thousand|percent|points?|times"
)
_APART: Final = re.compile(
    rf" (?:(?<=[\d)] )(?=(?:{_UNITS}|{_MONTHS})(?!\w))"
    rf"|(?:(?<=\bмлн )|(?<=\bмлрд )|(?<=\bтыс\. ))(?={_LETTER})|(?<=\bп\. )(?=п\.)"
    r"|(?<=\bUSD )(?=[mb]illion\b)|(?<=\bp )(?==)|(?<=\bp[ \xa0]= )(?=\d))"
)
"""Spaces on a page: between a number and its unit or month, inside a unit of several words."""

_MONTH: Final = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    r"|янв\.|февр\.|март|апр\.|май|июнь|июль|авг\.|сент\.|окт\.|нояб\.|дек\.) (?=\d{4}\b)"
)
"""The space between a short month and its year."""

_DASH: Final = re.compile(r"(?<=\d)(?:–(?=[−\d])|-(?=[а-яё]))")
"""A dash inside a range of numbers, a hyphen after a number; not inside a date, which readers search for."""

_APOSTROPHE: Final = re.compile(r"'(?<=\w')(?=[\w\s.,;:)]|$)")
_OPENING: Final = re.compile(r"""(?:(?<=^)|(?<=[\s(]))(["'])(?=\w)""")
_CLOSING: Final = re.compile(r""""(?<=[\w.,?!%)]")(?=[\s.,;:?!)]|$)""")


def tidy(text: str, lang: str) -> str:
    r"""Put no-break spaces where the language wants them.

    >>> tidy("в 2025 году — 5 %", "ru")
    'в\xa02025\xa0году\xa0— 5\xa0%'
    >>> tidy("12 000 т", "ru")
    '12\xa0000\xa0т'
    >>> tidy("in 2025", "en")
    'in 2025'
    """
    return _TIGHT[lang].sub("\xa0", text) if lang in _TIGHT else text


def unbroken(text: str) -> str:
    r"""Keep numbers together with their units, ranges and endings; for pages, as data have plain signs.

    >>> unbroken("2.5 USD million"), unbroken("16–27"), unbroken("9-кратный")
    ('2.5\xa0USD\xa0million', '16–\u206027', '9-\u2060кратный')
    """
    return _DASH.sub("\\g<0>\u2060", _MONTH.sub("\\1\xa0", _APART.sub("\xa0", text)))


@lru_cache(maxsize=4096)  # names of sources, series and columns stand on a page again and again
def printed(text: str) -> str:
    r"""Write a text as a page shows it: numbers whole, quotation marks and apostrophes curled; data keep plain ones.

    >>> printed('The pairs\' "more than" is the article\'s: 5 Mt.')
    'The pairs’ “more than” is the article’s: 5\xa0Mt.'
    """
    return unbroken(curled(text))


def curled(text: str) -> str:
    """Curl quotation marks and apostrophes.

    >>> curled("both states' isn't one")
    'both states’ isn’t one'
    """
    quoted = _CLOSING.sub("”", _OPENING.sub(lambda mark: "“" if mark[1] == '"' else "‘", text))
    return _APOSTROPHE.sub("’", quoted)

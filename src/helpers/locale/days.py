"""Days and periods in words."""

from datetime import date
from functools import cache, lru_cache
from typing import Final

from babel.dates import format_date

from helpers.locale.catalogue import SOURCE, translations
from helpers.locale.names import Name
from helpers.locale.speaking import language

MONTHS: Final = (
    Name("January"), Name("February"), Name("March"), Name("April"), Name("May"), Name("June"), Name("July"),
    Name("August"), Name("September"), Name("October"), Name("November"), Name("December"),
)  # fmt: skip
"""The months, which can be asked for a case."""


def day(value: date, spec: str = "") -> str:
    r"""Write a day: for a sentence, ``short`` for a table, or by a pattern of :mod:`time`.

    >>> day(date(2025, 10, 31)), day(date(2025, 10, 31), "short"), day(date(2025, 10, 31), "%d.%m.")
    ('31 October 2025', '2025-10-31', '31.10.')
    >>> from helpers.locale import speaking
    >>> with speaking("ru"):
    ...     day(date(2025, 10, 31)).replace("\xa0", " "), day(date(2025, 10, 31), "short")
    ('31 октября 2025 года', '31.10.2025')
    """
    if "%" in spec:
        return value.strftime(spec)
    return _formatted(value, spec, language())


@lru_cache(maxsize=4096)  # a report names the days of its sources again and again
def _formatted(value: date, spec: str, lang: str) -> str:
    return format_date(value, _pattern(lang, spec), locale=lang)


@cache
def _pattern(lang: str, spec: str) -> str:
    """Patterns of CLDR, each the translation of the English one."""
    if spec == "short":
        return translations(lang).pgettext("day in a table", "yyyy-MM-dd")
    return translations(lang).pgettext("day in a sentence", "d MMMM y")


def spoken(period: str) -> Name:
    r"""Name an ISO period.

    Examples
    --------
    >>> str(spoken("2025-01/2025-08")), str(spoken("2025")), str(spoken("2025-07")), str(spoken("2024-11/2025-02"))
    ('January–August 2025', '2025', 'July 2025', 'November 2024 to February 2025')
    >>> str(spoken("2025-10-20/2025-10-21"))
    '20–21 October 2025'
    >>> from helpers.locale import speaking
    >>> with speaking("ru"):
    ...     f"{spoken('2025-01/2025-08'):prep}".replace("\xa0", " "), f"{spoken('2025'):gen}".replace("\xa0", " ")
    ('январе–августе 2025 года', '2025 года')
    """
    first, _, last = period.partition("/")
    if not last or last == first:
        return _one(first)
    if first[:4] == last[:4] and len(first) == len(last) == 7:
        return Name("{first}–{last} {year}", first=_month(first), last=_month(last), year=first[:4])
    if first[:7] == last[:7] and len(first) == len(last) == len("2025-07-31"):
        return Name("{first}–{last}", first=first[8:].removeprefix("0"), last=_one(last))
    return Name("{first} to {last}", first=_one(first), last=_one(last))


def _one(period: str) -> Name:
    """Name a year, a month or a day."""
    if len(period) == 7:
        return Name("{month} {year}", month=_month(period), year=period[:4])
    return Name("{year}", year=period) if len(period) == 4 else Name("{day}", day=date.fromisoformat(period))


def _month(period: str) -> Name:
    return MONTHS[int(period[5:7]) - 1]


def short(period: str) -> str:
    """Write an ISO period as shortly as an axis needs it.

    >>> short("2025-01/2025-08"), short("2025-07"), short("2025")
    ('Jan–Aug 2025', 'Jul 2025', '2025')
    """
    first, _, last = period.partition("/")
    if len(first) < 7:
        return first
    if not last or last == first:
        return f"{short_month(first)} {first[:4]}"
    if first[:4] != last[:4]:
        return f"{short(first)}\xa0– {short(last)}"
    pattern = translations(language()).pgettext("short period", "{first}–{last}")
    return pattern.format(first=short_month(first), last=short(last))


def tabled(period: str) -> str:
    r"""Write an ISO period for a table: days in numbers, months in short words.

    >>> tabled("2015/2025-09-04"), tabled("2025-07"), tabled("2023-03/2025-09").replace("\xa0", " ")
    ('2015 to 2025-09-04', 'Jul 2025', 'Mar 2023 – Sep 2025')
    >>> from helpers.locale import speaking
    >>> with speaking("ru"):
    ...     tabled("2015/2025-09-04").replace("\xa0", "_"), tabled("2025-07"), tabled("2015/2025")
    ('2015_– 04.09.2025', 'июль 2025', '2015–2025')
    """
    first, _, last = period.partition("/")
    if len(first) == len(last) == len("2025-07"):
        return short(period)
    years = len(first) == len(last) == len("2025")
    to = " to " if language() == SOURCE else "–" if years else "\xa0– "
    return to.join(map(_in_a_cell, filter(None, (first, last))))


def _in_a_cell(period: str) -> str:
    whole = len(period) == len("2025-07-31")
    return day(date.fromisoformat(period), "short") if whole else short(period)


def short_month(period: str) -> str:
    """Write the month of an ISO period shortly, without its year.

    >>> short_month("2025-08")
    'Aug'
    """
    return format_date(date.fromisoformat(f"{period[:7]}-01"), "LLL", locale=language())

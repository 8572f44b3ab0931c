"""Numbers and lists as words of a sentence.

House style: thousands are grouped, minus is a real minus sign, a missing value is an en dash, an interval is
written "171 (168 to 174) USD million"; signs and words are those of the language (:mod:`helpers.locale`).
"""

import re
from collections.abc import Iterable
from math import floor, isfinite, log10
from typing import TYPE_CHECKING, Final

from helpers.locale import MISSING, after, listing, p_, rounded, written

if TYPE_CHECKING:  # who only renders what was written counts nothing, and need not wait for numpy
    from helpers.models.interval import Interval

__all__ = [
    "MISSING", "capital", "common_digits", "interval_text", "listing", "measure", "number", "significant_digits",
    "slug", "with_unit",
]  # fmt: skip


BARE: Final = frozenset(("", "count", "ratio", "flag", "year"))
"""Units of numbers that stand alone."""


def number(value: float | None, digits: int | None = None) -> str:
    """Write a number for a sentence or a table.

    Parameters
    ----------
    value
        The number; None and NaN become an en dash.
    digits
        Digits after the point. None writes whole numbers without, and others with three
        significant figures at most (at least the whole part).

    Examples
    --------
    >>> number(547.6, 1), number(12345), number(0.02468), number(-3)
    ('547.6', '12,345', '0.0247', '−3')
    """
    if value is None or not isfinite(value):
        return MISSING
    if digits is None:
        digits = significant_digits(float(value))
    return written(float(value), f"z,.{digits}f")


def significant_digits(value: float, figures: int = 3) -> int:
    """How many digits after the point show a number: as many as it has, up to some significant figures.

    >>> [significant_digits(v) for v in (1234.5, 12.345, 0.012345, 0.5, 12.0, 0.0)]
    [0, 1, 4, 1, 0, 0]
    """
    if value == 0 or not isfinite(value):
        return 0
    most = max(0, figures - 1 - floor(log10(abs(value))))
    return next((d for d in range(most) if rounded(value, d) == rounded(value, most)), most)


def common_digits(values: Iterable[float]) -> int:
    """Digits after the point that suit numbers written side by side: those of the middle-sized one.

    >>> common_digits([547.6, 171.25, 0.0]), common_digits([0.5, 1.25]), common_digits([2024, 2025])
    (1, 2, 0)
    """
    sizes = sorted(abs(v) for v in values if isfinite(v) and v != 0)
    if not sizes or all(size == round(size) for size in sizes):
        return 0
    middle = sizes[(len(sizes) - 1) // 2]
    most = max(1 if middle < 1000 else 0, 2 - floor(log10(middle)))
    return min(most, max(significant_digits(size, 12) for size in sizes))


def measure(value: float, unit: str, figures: int = 3) -> str:
    """Write the number of an observation; a year of the calendar is not grouped.

    >>> measure(2026, "year"), measure(2026, "Mt"), measure(547.63, "Mt", 15)
    ('2026', '2,026', '547.63')
    """
    return written(value, ".0f") if unit == "year" else number(value, significant_digits(value, figures))


def with_unit(text: str, unit: str) -> str:
    """Put the unit after a number, with which it agrees; counts, ratios, flags and years of the calendar have none.

    >>> with_unit("13", "count"), with_unit("20", "percent"), with_unit("1", "days")
    ('13', '20 percent', '1 day')
    """
    if unit in BARE:
        return text
    return p_("number", "{number} {unit}", number=text, unit=after(text, unit))


def interval_text(interval: "Interval", digits: int | None = 0, unit: str = "") -> str:
    """Write an interval: the value, its range in brackets, the unit.

    ``digits=None`` takes as many digits as the numbers need, about three significant figures, and no more than half
    of the range is known to, two.
    A range that rounds to one number, and an exact value, are written without brackets.

    Examples
    --------
    >>> from helpers.models.interval import Interval
    >>> interval_text(Interval(171.2, 168.1, 173.8), unit="USD million")
    '171 (168 to 174) USD million'
    >>> interval_text(Interval.exactly(547.6), None), interval_text(Interval(1.2, 0.5, 2), None, "ratio")
    ('547.6', '1.2 (0.5 to 2.0)')
    >>> interval_text(Interval(3.07, -5.37, 6.68), None)
    '3.1 (−5.4 to 6.7)'
    """
    if digits is None:
        digits = min(common_digits((interval.value, interval.low, interval.high)), _known_digits(interval))
    value, low, high = (number(v, digits) for v in (interval.value, interval.low, interval.high))
    text = value if low == high == value else p_("number", "{value} ({low} to {high})", value=value, low=low, high=high)
    return with_unit(text, unit)


def _known_digits(interval: "Interval") -> int:
    """Digits after the point that an uncertain number has: two significant figures of half its range."""
    half = (interval.high - interval.low) / 2
    return max(0, 1 - floor(log10(half))) if half > 0 and isfinite(half) else 12


def capital(text: str) -> str:
    """Begin a text with a capital letter, as the title of a definition.

    >>> capital("mutual visits"), capital("TITR series")
    ('Mutual visits', 'TITR series')
    """
    return text[:1].upper() + text[1:]


def slug(text: str, length: int = 60) -> str:
    """Make a file name or an anchor of a title.

    >>> slug("Turnover in 2024: twice that of 2020!")
    'turnover-in-2024-twice-that-of-2020'
    """
    words = re.sub(r"[^\w]+", "-", text.lower()).strip("-")
    return words if len(words) <= length else words[: length + 1].rpartition("-")[0] or words[:length]

"""ISO 8601 periods: a day, a month, a year, or a range of them with both ends inclusive."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_FORM = "no day, month or year written as YYYY-MM-DD, YYYY-MM or YYYY, with a slash between the two ends of a range"


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both inclusive."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """Number of days in it."""
        return (self.end - self.start).days + 1

    @property
    def months(self) -> float:
        """Number of months in it; whole for periods that begin and end with a month."""
        whole = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        return whole + _share_of_month(self.end) - _share_of_month(self.start - timedelta(days=1)) % 1


def _share_of_month(day: date) -> float:
    return day.day / calendar.monthrange(day.year, day.month)[1]


@lru_cache(maxsize=8192)
def parse(text: str) -> Period:
    """Read a period.

    Raises
    ------
    ValueError
        If the text is no ISO 8601 day, month, year or range, or ends before it starts.

    Examples
    --------
    >>> parse("2024-01/2024-08")
    Period(start=datetime.date(2024, 1, 1), end=datetime.date(2024, 8, 31))
    >>> parse("2024-01/2024-08").months
    8.0
    """
    first, _, last = text.partition("/")
    period = Period(_point(first).start, _point(last if "/" in text else first).end)
    if period.end < period.start:
        raise ValueError(f"{text!r} ends before it starts")
    return period


def _point(text: str) -> Period:
    match = _POINT.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is {_FORM}")
    try:
        return _span(*(int(part) for part in match.groups() if part))
    except ValueError as error:
        raise ValueError(f"{text!r} is {_FORM}: {error}") from None


def _span(year: int, month: int = 0, day: int = 0) -> Period:
    first = date(year, month or 1, day or 1)
    last = day or calendar.monthrange(year, month or 12)[1]
    return Period(first, date(year, month or 12, last))


def year_before(text: str) -> str:
    """Return the same period one year earlier; 29 February becomes the 28th.

    Examples
    --------
    >>> year_before("2025-01/2025-08")
    '2024-01/2024-08'
    """
    parts = [f"{int(part[:4]) - 1:04d}{part[4:]}" for part in text.split("/")]
    return "/".join(part[:-2] + "28" if part.endswith("-02-29") else part for part in parts)

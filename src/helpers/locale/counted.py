"""Units that are words: after a number they agree with it, as in 1 day and 2 days."""

import re
from functools import cache
from typing import Final

from babel import Locale

from helpers.locale.sentences import np_, p_
from helpers.locale.speaking import language


def counted(one: str, many: str) -> tuple[str, str]:
    """Declare a unit with its form after one, so that it is collected for translation as ``np_("counted", ...)``.

    >>> counted("day", "days")
    ('days', 'day')
    """
    return many, one


COUNTED: Final = dict((
    counted("agreement", "agreements"), counted("barrel per day", "barrels per day"),
    counted("barrel per tonne", "barrels per tonne"),
    counted("day", "days"), counted("degree C", "degrees C"), counted("hour", "hours"),
    counted("independent way", "independent ways"), counted("knot", "knots"),
    counted("meeting per year", "meetings per year"), counted("microsecond per km", "microseconds per km"),
    counted("minute", "minutes"), counted("month", "months"), counted("nautical mile", "nautical miles"),
    counted("percentage point", "percentage points"), counted("person", "persons"), counted("port", "ports"),
    counted("sailing per month", "sailings per month"), counted("sailing per week", "sailings per week"),
    counted("session", "sessions"), counted("state", "states"), counted("step", "steps"), counted("summit", "summits"),
    counted("time", "times"), counted("train", "trains"), counted("wagon per year", "wagons per year"),
    counted("year", "years"),
))  # fmt: skip
"""Units that are words, each with its form after one; all others stay as they are after any number."""

_SPELLED: Final = {"degree C": "degrees C", "nm": "nautical miles"}
"""Units of the evidence that are written out after a number."""

_POWER: Final = re.compile(r"(?<=m)[23]\b")
"""The power of a metre, a plain digit in the evidence."""


def after(number: str, unit: str) -> str:
    """Say a unit in the form that it has after a number as it is written.

    A fraction takes the form of two: "1.5 days" as "2 days", which is the genitive singular where a language has one.

    Examples
    --------
    >>> after("1", "days"), after("1.5", "days"), after("at least 12 (10 to 14)", "years"), after("1", "Mt")
    ('day', 'days', 'years', 'Mt')
    >>> after("970", "km3 per year")
    'km³ per year'
    >>> from helpers.locale import speaking
    >>> with speaking("ru"):
    ...     after("21", "years"), after("1,5", "years"), after("12", "years")
    ('год', 'года', 'лет')
    """
    many = _SPELLED.get(unit, unit)
    if many not in COUNTED:
        return _POWER.sub(lambda found: "²³"[found[0] == "3"], p_("unit", unit))
    return np_("counted", COUNTED[many], many, _count(number))


def _count(text: str) -> int:
    """Tell what a unit agrees with: the last number before a range in brackets, and two for a fraction."""
    numbers = re.findall(r"\d+(?:[\s,.]\d+)*", text.partition(" (")[0])
    if not numbers:
        return 0
    whole, point, _ = numbers[-1].partition(_decimal(language()))
    return 2 if point else int(re.sub(r"\D", "", whole))


@cache
def _decimal(lang: str) -> str:
    return str(Locale.parse(lang).number_symbols["latn"]["decimal"])

"""How the figures, tables and sentences of investment name a count, a range, a bound and a month."""

import pandas as pd

from helpers.locale import Name, short, spoken
from helpers.present.words import number

STATUS = {
    "registered": Name("registered"),
    "operating": Name("operating"),
    "AIFC only": Name("AIFC only"),
    "small and medium": Name("small and medium"),
    "not stated": Name("not stated"),
}
"""What a count of companies counts, under a head that says so."""

STATUS_ALONE = {**STATUS, "not stated": Name("status not stated")}
"""The same where no head says so."""


def between(low: float, high: float, digits: int | None = None) -> Name:
    """Write two numbers as a range, or as one where they are the same.

    >>> str(between(204.0, 306.0)), str(between(2.0, 2.04, 1))
    ('204 to 306', '2.0')
    """
    a, b = number(low, digits), number(high, digits)
    return Name("{value}", value=a) if a == b else Name("{low} to {high}", low=a, high=b)


def bounded(value: float, bound: str) -> Name:
    """Write a figure with the words that its source puts before it.

    >>> str(bounded(200.0, "lower")), str(bounded(60.0, "about")), str(bounded(60.0, ""))
    ('more than 200', 'about 60', '60')
    """
    if bound == "lower":
        return Name("more than {value:g}", value=value)
    return Name("about {value:g}", value=value) if bound == "about" else Name("{value:g}", value=value)


def floored(value: float, bound: str) -> Name:
    """Write a figure as :func:`bounded`, an approximate one without a word."""
    return bounded(value, bound if bound == "lower" else "")


def month(told: pd.Timestamp) -> Name:
    """Name the month of a day for a sentence."""
    return spoken(f"{told:%Y-%m}")


def month_of_axis(told: pd.Timestamp) -> str:
    """Write the month of a day as shortly as an axis needs it."""
    return short(f"{told:%Y-%m}")

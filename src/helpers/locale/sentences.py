"""Sentences: translated as a whole, then filled with values."""

import string
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from helpers.locale.catalogue import translations
from helpers.locale.days import day
from helpers.locale.names import Name, cases
from helpers.locale.numbers import written
from helpers.locale.speaking import language
from helpers.locale.typography import tidy


class Sentence(string.Formatter):
    """``str.format`` that writes numbers, days and names as the language does, and takes values by name only.

    Parameters
    ----------
    case
        The case of names for which the text asks none.
    """

    def __init__(self, case: str = "") -> None:
        self._case = case

    def vformat(self, format_string: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
        """Fill a text; spaces at which a line must not break become such."""
        return tidy(super().vformat(format_string, args, kwargs), language())

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write one value; a spec such as ``{ratio:.1f}`` is honoured."""
        if isinstance(value, Name):
            return format(value, format_spec or self._case)
        if isinstance(value, date) and value == value:  # pandas has a date that is none
            return day(value, format_spec)
        if isinstance(value, str):
            return _text(value, format_spec)
        return written(value, format_spec)

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002
        """Find a value by name; a name without a value says which names there are."""
        if key not in kwargs:
            raise KeyError(f"the sentence asks for {{{key}}}, values given: {', '.join(kwargs) or 'none'}")
        return kwargs[str(key)]


def _text(value: str, spec: str) -> str:
    """Plain text has no cases, but can begin a sentence."""
    if spec.lower() in cases():
        return value[:1].upper() + value[1:] if spec[:1].isupper() else value
    try:
        return format(value, spec)
    except ValueError:
        raise ValueError(f"{value!r} is text and has no format {spec!r}: give a number") from None


def fill(text: str, values: Mapping[str, Any], case: str = "") -> str:
    """Fill a text that is in the right language already."""
    return Sentence(case).vformat(text, (), values)


def _(text: str, /, **values: Any) -> str:
    """Say a sentence in the language that is spoken.

    Parameters
    ----------
    text
        The whole sentence in English, written here literally: it is collected from the code.
    values
        What its names in braces stand for. Without any the text is not looked through for braces, so that
        text from data stays text.

    Examples
    --------
    >>> _("{country} gave {value:,.1f} million, {change:+.1%}.", country=Name("Kazakhstan"), value=1234.5, change=-0.02)
    'Kazakhstan gave 1,234.5 million, −2.0%.'
    """
    said = translations(language()).gettext(text) if text else ""
    return fill(said, values) if values else tidy(said, language())


def n_(one: str, many: str, n: int, /, **values: Any) -> str:
    """Say a sentence that hangs on a count, which it names ``{n}``, in the form that the language has for it.

    >>> n_("{n} year", "{n} years", 1), n_("{n} year", "{n} years", 12)
    ('1 year', '12 years')
    """
    return fill(translations(language()).ngettext(one, many, n), {"n": n, **values})


def p_(context: str, text: str, /, **values: Any) -> str:
    """Say a text that means different things in different contexts: a column's head, a unit.

    >>> p_("column", "share")
    'share'
    """
    said = translations(language()).pgettext(context, text) if text else ""
    return fill(said, values) if values else tidy(said, language())


def np_(context: str, one: str, many: str, n: int, /) -> str:
    """Say a text of a context in the form that it has for a count, which it does not name.

    >>> np_("counted", "day", "days", 1), np_("counted", "day", "days", 12)
    ('day', 'days')
    """
    return tidy(translations(language()).npgettext(context, one, many, n), language())


def heads(*names: str) -> tuple[str, ...]:
    """Declare names of columns, so that the heads of tables are collected for translation, as ``p_("column", ...)``.

    >>> heads("year", "sum ratio")
    ('year', 'sum ratio')
    """
    return names

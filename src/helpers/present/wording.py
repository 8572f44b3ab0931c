"""Values of every kind as words, in the house style of :mod:`helpers.present.words`: cells, settings, sentences."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from helpers import locale
from helpers.locale import MISSING, _, day, p_, written
from helpers.models.interval import Interval
from helpers.present.words import interval_text, number


def cell_text(value: Any, spec: Any = None) -> str:
    """Write one value of a table: by a format spec, by a function, or by its type."""
    if callable(spec):
        return str(spec(value))
    if isinstance(value, Interval):
        return interval_text(value, None)
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return MISSING
    if isinstance(value, bool | np.bool_):
        return p_("answer", "yes") if value else p_("answer", "no")
    if isinstance(value, str):
        return format(str(value), spec or "")
    if isinstance(value, date):
        return day(value, spec or "short")
    if isinstance(value, int | float | np.number):
        return written(value, spec) if spec else number(float(value))
    return ", ".join(map(str, value)) if isinstance(value, Sequence) else str(value)


def setting_text(value: Any) -> str:
    """Write the value of a parameter as it is set, with all its digits.

    >>> setting_text(None), setting_text(2025), setting_text(0.05), setting_text(1.468), setting_text(380.0)
    ('not set', '2025', '0.05', '1.468', '380')
    """
    if value is None:
        return _("not set")
    if type(value) is float:
        return written(value, ".12g")
    return str(value) if type(value) is int else cell_text(value)


class Sentence(locale.Sentence):
    """``str.format`` whose bare numbers and intervals are written in house style."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write one value; a spec such as ``{ratio:.1f}`` is honoured."""
        if isinstance(value, str | locale.Name | date):
            return super().format_field(value, format_spec)
        return cell_text(value, format_spec or None)


def said(text: str, values: Mapping[str, Any]) -> str:
    """Translate a sentence and fill it in house style; one without values is shown as it is."""
    translated = locale._(text)
    return Sentence().vformat(translated, (), values) if values else translated

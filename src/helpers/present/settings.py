"""The value of a parameter as a reader reads it."""

from typing import Any

from pydantic import BaseModel

from helpers.parameters import declared
from helpers.present.words import setting_text


def said(model: type[BaseModel], name: str, value: Any) -> str:
    """Write a value of a parameter: the name of a choice, yes or no, a number as it is set.

    Parameters
    ----------
    model
        The model that declares the parameter.
    name
        The parameter.
    value
        One of its values; None is said to be not set.

    Examples
    --------
    >>> from helpers.parameters import Trade
    >>> said(Trade, "profiles", "pair"), said(Trade, "derived", False), said(Trade, "year", 2025)
    ('this pair alone', 'no', '2025')
    """
    names = declared(model.model_fields[name], "names") or {}
    return str(names[value]) if value in names else setting_text(value)

"""The value of a parameter as a reader reads it."""

import re
from typing import Any, Final

from pydantic import BaseModel

from helpers.parameters import Parameters, declared
from helpers.present.wording import setting_text
from helpers.present.words import with_unit

_SETTING: Final = re.compile(r"\w+=[^:;]+")


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


def measured(model: type[BaseModel], name: str, value: Any) -> str:
    """Write a value of a parameter with its unit, where no column of units stands beside it.

    Examples
    --------
    >>> from helpers.parameters import Energy
    >>> measured(Energy, "base_floor", 500.0), measured(Energy, "unlikely", 0.01)
    ('500 kt', '0.01')
    """
    return with_unit(said(model, name, value), declared(model.model_fields[name], "unit"))


def settings_said(model: type[Parameters], text: str) -> str:
    """Say the settings that a critic may choose in a text in which they stand as they are typed.

    Examples
    --------
    >>> from helpers.parameters import Trade
    >>> settings_said(Trade, "derived=False: unverified; profiles=all: supported")
    'derived = no: unverified; profiles = comparator pairs too: supported'
    """
    typed = {f"{name}={value}": f"{name} = {measured(model, name, value)}" for name, value in model.others()}
    return _SETTING.sub(lambda found: typed.get(found[0], found[0]), text)

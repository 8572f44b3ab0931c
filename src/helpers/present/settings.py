"""The settings of parameters in words: choices and truth values, as a reader meets them beside verdicts."""

import ast
import re
from typing import Any, Final

from helpers.locale import Name
from helpers.present.words import setting_text

CHOICES: Final[dict[tuple[str, str], Name]] = {
    ("profiles", "pair"): Name("this pair"),
    ("profiles", "all"): Name("other pairs too"),
    ("vintage", "volume"): Name("level from volume"),
    ("vintage", "2026"): Name("level file of 2026"),
    ("vintage", "2023"): Name("level file of 2023"),
    ("measure", "cast"): Name("votes cast by both"),
    ("measure", "identical"): Name("identical votes"),
    ("measure", "behaviour"): Name("absence as behaviour"),
    ("counted", "all"): Name("announced ones too"),
    ("counted", "firm"): Name("confirmed ones only"),
}
"""What the choices of a parameter that a critic may set otherwise are called."""

_SETTING: Final = re.compile(r"(\w+)=([^:;]+)")


def chosen(name: str, value: Any) -> str:
    """Say the value of a parameter; a choice without words of its own as it is set.

    Examples
    --------
    >>> chosen("profiles", "pair"), chosen("derived", False), chosen("tolerance", 0.1), chosen("gold", "with")
    ('this pair', 'no', '0.1', 'with')
    """
    if isinstance(value, str):
        return str(CHOICES.get((name, value), value))
    return setting_text(value)


def settings_said(text: str) -> str:
    """Say the settings of a text in which they stand as they are typed.

    Examples
    --------
    >>> settings_said("derived=False: unverified; vintage=2023: supported")
    'derived = no: unverified; vintage = level file of 2023: supported'
    """
    return _SETTING.sub(lambda found: f"{found[1]} = {chosen(found[1], _value(*found.groups()))}", text)


def _value(name: str, typed: str) -> Any:
    """A value from its letters; a choice may look like a number."""
    if (name, typed) in CHOICES:
        return typed
    try:
        return ast.literal_eval(typed)
    except (SyntaxError, ValueError):
        return typed

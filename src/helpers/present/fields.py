"""Parameters as widgets: a control for every field of a model, made from what the model declares."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, get_args, get_origin

import ipywidgets as widgets  # type: ignore[import-untyped]
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from helpers.locale import _, p_
from helpers.parameters import declared
from helpers.present.settings import said

STEPS = 100
"""Steps of a slider over real numbers, at least."""
WIDEST = 10_000
"""Whole numbers between which a slider can still be set exactly; beyond, one types."""
_LAYOUT = {"width": "34em"}
_STYLE = {"description_width": "13em"}


def control(model: BaseModel, name: str) -> Any:
    """Make the widget of one field: menu, box, slider or calendar, with the meaning as a tooltip.

    Parameters
    ----------
    model
        Gives the value to begin with.
    name
        A field. Its annotation and limits choose the widget: a ``Literal`` is a menu of what its values are called, a
        truth value a box, a day a calendar, a number between two limits a slider, any other number a box to type into.

    Raises
    ------
    TypeError
        If no widget is known for the field's type.

    Examples
    --------
    >>> from helpers.parameters import Trade
    >>> slider = control(Trade(), "months")
    >>> type(slider).__name__, slider.min, slider.max, slider.value
    ('IntSlider', 1, 11, 8)
    """
    field = model.__class__.model_fields[name]
    made = _of_type(model, name, field)
    measured = unit(field) not in ("", name)  # the months of a parameter called so need no second word
    made.description, made.description_allow_html = f"{name}, {unit(field)}" if measured else name, False
    made.tooltip = _(field.description or name)
    made.style, made.layout = _STYLE, _LAYOUT
    return made


def unit(field: FieldInfo) -> str:
    """Return the unit that a field declares, in words; empty for a pure choice, a share and a day."""
    named = declared(field, "unit")
    return "" if named in ("", "ratio", "date", "count") else p_("unit", named)


def _of_type(model: BaseModel, name: str, field: FieldInfo) -> Any:
    value, kind, limits = getattr(model, name), field.annotation, _limits(field)
    if get_origin(kind) is Literal:
        choices = [(said(model.__class__, name, choice), choice) for choice in get_args(kind)]
        return widgets.Dropdown(options=choices, value=value)
    if kind is bool:
        return widgets.Checkbox(value=value, indent=True)
    if kind is int:
        return _whole(value, limits)
    if kind is float:
        return _real(value, limits)
    if date in _parts(kind):
        return widgets.DatePicker(value=value)
    raise TypeError(f"no widget is known for {kind!r}: declare a choice, a truth value, a number or a day")


def _parts(kind: Any) -> Sequence[Any]:
    """The types that an optional or annotated one is made of."""
    parts = get_args(kind)
    return [kind, *(deeper for part in parts for deeper in _parts(part))] if parts else [kind]


def _limits(field: FieldInfo) -> tuple[Any, Any]:
    """Lowest and highest value; None where the model sets none."""
    low = next((part.ge for part in field.metadata if hasattr(part, "ge")), None)
    high = next((part.le for part in field.metadata if hasattr(part, "le")), None)
    return low, high


def _whole(value: int, limits: tuple[Any, Any]) -> Any:
    low, high = limits
    if low is None or high is None or high - low > WIDEST:
        ends = {"min": -(10**12) if low is None else low, "max": 10**12 if high is None else high}
        return widgets.BoundedIntText(value=value, **ends)
    return widgets.IntSlider(value=value, min=low, max=high)


def _real(value: float, limits: tuple[Any, Any]) -> Any:
    low, high = limits
    if low is None or high is None:
        return widgets.FloatText(value=value)
    step = 10.0 ** _power((high - low) / STEPS)
    digits = max(0, -_power(step))
    return widgets.FloatSlider(value=value, min=low, max=high, step=step, readout_format=f".{digits}f")


def _power(span: float) -> int:
    """The power of ten at or below a span."""
    return int(f"{span:e}".partition("e")[2])

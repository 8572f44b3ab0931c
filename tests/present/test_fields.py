"""Widgets of parameters: every declared parameter has one, with its limits, unit and meaning."""

from typing import Any

import ipywidgets as widgets
import pytest
from pydantic import BaseModel, ValidationError

from helpers.locale import speaking
from helpers.parameters import NOTEBOOKS, Parameters, Trade
from helpers.present import live
from helpers.present.fields import control


@pytest.mark.parametrize("model", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_every_parameter_has_a_widget_that_starts_at_its_default(model: type[Parameters]) -> None:
    for name, field in model.model_fields.items():
        made = control(model(), name)
        assert made.value == field.default, name
        assert made.tooltip == field.description


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("as_of", widgets.DatePicker), ("gold", widgets.Dropdown), ("derived", widgets.Checkbox),
        ("months", widgets.IntSlider), ("tolerance", widgets.FloatSlider), ("target", widgets.FloatText),
        ("seed", widgets.BoundedIntText),
    ],
)  # fmt: skip
def test_the_type_of_a_parameter_chooses_its_widget(name: str, kind: type) -> None:
    assert isinstance(control(Trade(), name), kind)


def test_units_stand_beside_the_name_and_limits_bind() -> None:
    target, months = control(Trade(), "target"), control(Trade(), "months")
    assert (target.description, months.description) == ("target, USD million", "months")
    months.value = 99
    assert months.value == 11


def test_a_menu_says_what_its_choices_are_called_and_sets_the_choices() -> None:
    menu = control(Trade(), "gold")
    assert menu.options == (("both ways", "both"), ("with gold", "with"), ("without gold", "without"))
    with speaking("ru"):
        assert [label for label, _choice in control(Trade(), "gold").options] != [label for label, _ in menu.options]


def test_a_type_without_a_widget_is_named() -> None:
    class Odd(BaseModel):
        words: list[str] = []

    with pytest.raises(TypeError, match="no widget is known for list"):
        control(Odd(), "words")


def form(ask: Any) -> tuple[dict[str, Any], Any]:
    """The form's controls by parameter, and its status line."""
    _title, *rows, status = live.form(Trade(), ask).children
    return {row.children[0].description.partition(",")[0]: row.children[0] for row in rows}, status


def test_the_form_asks_for_the_one_value_that_changed_and_tells_what_was_run() -> None:
    asked: list[Any] = []
    controls, status = form(lambda change: asked.append(change) or 3)
    controls["months"].value = 7
    assert asked == [{"months": 7}]
    assert status.value.startswith("3 cells were run again")


def test_while_cells_run_again_the_form_says_so() -> None:
    seen: list[str] = []
    controls, status = form(lambda _: seen.append(status.value) or 3)
    controls["gold"].value = "with"
    assert seen == ["The cells that depend on gold are running again …"]
    assert "3 cells were run again" in status.value


def test_what_is_refused_or_fails_is_told_under_the_form() -> None:
    def refuse(change: Any) -> int:
        Trade(**change)
        raise RuntimeError("<b>nothing</b> to divide by")

    controls, status = form(refuse)
    controls["target"].value = -5.0
    assert "target" in status.value
    assert "greater than 0" in status.value
    with pytest.raises(ValidationError):
        Trade(target=-5.0)
    controls["target"].value = 5.0
    assert "RuntimeError: &lt;b&gt;nothing" in status.value

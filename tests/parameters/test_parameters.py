from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from helpers import present
from helpers.factory.catalogue import catalogue, describe, settle
from helpers.factory.refusal import Refusal
from helpers.parameters import NOTEBOOKS, Parameters, Trade, _collected, declared
from helpers.present.settings import said

TRADE = next(notebook for notebook in catalogue() if notebook.name == "02_trade")


@given(st.one_of(st.integers(), st.floats(), st.booleans(), st.text(max_size=12)))
def test_a_day_is_iso_text_or_a_date_and_never_a_number(value: object) -> None:
    try:
        day = Parameters(as_of=value).as_of  # type: ignore[arg-type]
    except ValidationError:
        return
    assert isinstance(value, str)
    assert day == date.fromisoformat(value)


def test_an_unknown_name_is_refused_with_the_right_one() -> None:
    with pytest.raises(Refusal, match="02_trade has no parameter 'yaer': did you mean year"):
        settle(TRADE, {"yaer": "2024"})
    with pytest.raises(Refusal, match="has no parameter 'zzzz': expected one of as_of, lang, seed"):
        settle(TRADE, {"zzzz": "1"})


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("seed", "many", "found 'many', expected a whole number at least 0"),
        ("seed", "1.5", "found '1.5', expected a whole number"),
        ("draws", "5", "found '5', expected a whole number at least 100 and at most 1000000"),
        ("as_of", "31.12.2024", "found '31.12.2024', expected a date YYYY-MM-DD"),
        ("as_of", "2024", "found '2024', expected a date YYYY-MM-DD"),
        ("lang", "NO", "found 'NO', expected one of 'en'"),
        ("tolerance", "-1", "expected a number at least 0"),
    ],
)
def test_a_wrong_value_names_the_parameter_and_what_it_takes(name: str, text: str, said: str) -> None:
    with pytest.raises(Refusal) as caught:
        settle(TRADE, {name: text})
    assert f"02_trade, parameter {name}: " in str(caught.value)
    assert said in str(caught.value)


def test_all_wrong_parameters_are_told_at_once() -> None:
    with pytest.raises(Refusal) as caught:
        settle(TRADE, {"seed": "x", "yaer": "1", "as_of": "soon"})
    assert len(str(caught.value).splitlines()) == 3


def test_parameters_that_contradict_each_other_are_refused_in_words() -> None:
    caspian = next(notebook for notebook in catalogue() if notebook.name == "07_caspian_level")
    with pytest.raises(Refusal, match="07_caspian_level: end_year must come after start_year, found 2015 to 2010"):
        settle(caspian, {"start_year": "2015", "end_year": "2010"})


def test_values_travel_as_plain_objects() -> None:
    values = settle(TRADE, {"as_of": "2024-12-31", "seed": "7"}).model_dump(mode="json")
    assert values["as_of"] == "2024-12-31"
    assert values["seed"] == 7


def test_a_model_that_names_a_notebook_is_of_the_collection_and_a_second_one_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    named = type("Named", (Trade,), {"notebook": "98_new"})
    unnamed = type("Unnamed", (Trade,), {"notebook": ""})
    monkeypatch.setattr(Parameters, "__subclasses__", lambda: [named, unnamed, Trade])
    assert _collected() == {"02_trade": Trade, "98_new": named}
    monkeypatch.setattr(named, "notebook", "02_trade")
    with pytest.raises(ValueError, match="Named and Trade name the notebook '02_trade'"):
        _collected()


@pytest.mark.parametrize("model", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_every_parameter_says_what_it_means_and_takes(model: type[Parameters]) -> None:
    for name, field in model.model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), name
        assert "unit" in (field.json_schema_extra or {}), name
        assert "typing" not in describe(field), name


def models(first: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and those made from it; only those that a reader is asked for, and none that other tests make."""
    if first.__module__.startswith(("helpers.parameters.", "helpers.present.")):
        yield first
    for other in first.__subclasses__():
        yield from models(other)


def test_every_choice_has_a_name_of_its_own() -> None:
    for module in iter_modules(present.__path__, "helpers.present."):
        if module.name.endswith("_explorer"):  # some make a model for themselves
            import_module(module.name)
    fields = [(model, name, field) for model in models(BaseModel) for name, field in model.model_fields.items()]
    choices = [
        (model, name, get_args(f.annotation)) for model, name, f in fields if get_origin(f.annotation) is Literal
    ]
    assert {"lang", "gold", "pair", "east"} <= {name for _model, name, _choices in choices}
    for model, name, codes in choices:
        assert set(codes) <= set(declared(model.model_fields[name], "names")), (model, name)
        assert len({said(model, name, code) for code in codes}) == len(codes), (model, name)


def test_a_choice_is_told_by_its_code_and_its_name() -> None:
    assert describe(Trade.model_fields["profiles"]) == "one of 'pair' (this pair alone), 'all' (comparator pairs too)"


def test_a_model_reads_a_notebook_and_passes_on_what_is_shared() -> None:
    cell = {"as_of": "2024-12-31", "seed": 3, "In": [], "tolerance": 0.1}
    found = Trade.of(cell)
    assert (found.seed, found.tolerance) == (3, 0.1)
    assert found.common() == {"as_of": date(2024, 12, 31), "lang": "en", "seed": 3, "draws": 2000}

"""The notebooks of the collection, and what each can be asked."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from helpers.factory.refusal import Refusal
from helpers.locale import _
from helpers.meant import meant
from helpers.parameters import NOTEBOOKS, Parameters, declared, reason
from helpers.project import root


@dataclass(frozen=True, slots=True)
class Notebook:
    """One notebook: its name, where it lies, and the model of its parameters."""

    name: str
    path: Path
    model: type[Parameters]

    @property
    def title(self) -> str:
        """The question it answers, in the language that is spoken: its first heading."""
        cells = json.loads(self.path.read_text(encoding="utf-8"))["cells"]
        lines = _("".join(cells[0]["source"])).splitlines() if cells else []
        return lines[0].lstrip("# ").strip() if lines else self.name


def catalogue() -> list[Notebook]:
    """Return the whole collection, in the order of its numbers."""
    folder = root() / "notebooks"
    return [Notebook(name, folder / f"{name}.ipynb", model) for name, model in sorted(NOTEBOOKS.items())]


def find(names: Iterable[str] = ()) -> list[Notebook]:
    """Return notebooks by name; none named means all.

    Raises
    ------
    Refusal
        If a name is unknown, or the notebook's file is missing or no notebook.
    """
    known = {notebook.name: notebook for notebook in catalogue()}
    wanted = list(dict.fromkeys(Path(name).stem for name in names)) or list(known)
    for name in wanted:
        if name not in known:
            raise Refusal(f"unknown notebook {name!r}: {meant(name, known)}")
        _readable(known[name].path)
    return [known[name] for name in wanted]


def _readable(path: Path) -> None:
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except FileNotFoundError:
        raise Refusal(f"notebooks/{path.name}: no such file; expected a notebook of the collection") from None
    except (ValueError, KeyError, TypeError) as error:
        raise Refusal(
            f"notebooks/{path.name}: not a notebook ({error}); expected JSON of nbformat 4.5; restore it from git"
        ) from None
    if not any("parameters" in cell.get("metadata", {}).get("tags", ()) for cell in cells):
        raise Refusal(f"notebooks/{path.name}: no cell tagged 'parameters'; expected exactly one")


def settle(notebook: Notebook, settings: Mapping[str, str]) -> Parameters:
    """Read settings given as text into the notebook's model.

    Raises
    ------
    Refusal
        If a name is unknown (with the nearest right one) or a value is of the wrong type or out of range.

    Examples
    --------
    >>> settle(find(["02_trade"])[0], {"seed": "7"}).seed
    7
    """
    try:
        return notebook.model.model_validate_strings(dict(settings))
    except ValidationError as error:
        raise Refusal("\n".join(_fault(notebook, fault) for fault in error.errors())) from None


def _fault(notebook: Notebook, fault: Any) -> str:
    if not fault["loc"]:  # said of several parameters together
        return f"{notebook.name}: {reason(fault)}"
    name = str(fault["loc"][0])
    field = notebook.model.model_fields.get(name)
    if field is None:
        return f"{notebook.name} has no parameter {name!r}: {meant(name, notebook.model.model_fields)}"
    found, wanted = fault["input"], describe(field)
    return f"{notebook.name}, parameter {name}: found {found!r}, expected {wanted} ({reason(fault).lower()})"


def describe(field: FieldInfo) -> str:
    """Say in words what a parameter accepts: its type and range, or its choices and what each is called."""
    words = _type_in_words(field)
    limits = [
        f"{sign} {getattr(limit, attribute)}"
        for limit in field.metadata
        for attribute, sign in _LIMITS
        if getattr(limit, attribute, None) is not None
    ]
    return " ".join([words, " and ".join(limits)]).strip()


_LIMITS = (("ge", "at least"), ("gt", "above"), ("le", "at most"), ("lt", "below"))
_WORDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "bool": "true or false",
    "date": "a date YYYY-MM-DD",
}


def _type_in_words(field: FieldInfo) -> str:
    arguments = getattr(field.annotation, "__args__", ())
    choices = [choice for choice in arguments if not isinstance(choice, type) and isinstance(choice, str | int)]
    if choices:
        names = declared(field, "names") or {}
        return "one of " + ", ".join(f"{one!r} ({names[one]})" if one in names else repr(one) for one in choices)
    text = str(field.annotation)
    return next((words for name, words in _WORDS.items() if name in text), text)

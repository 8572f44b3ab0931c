"""All texts that are to be translated: of the code, the notebooks, the templates and the data, by domain.

A domain is a theme, ``site``, ``sweep``, ``replay``, ``evidence`` for the names in the data, or ``common`` for what
several share. A text is found by the function that says it, so it has to stand there literally.
"""

import ast
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2.ext import extract_from_ast

import helpers
from helpers.analysis.diplomacy_occasions import occasions
from helpers.analysis.integration_trade import notes
from helpers.claims.verdict import Verdict
from helpers.evidence import load
from helpers.factory.catalogue import Notebook, catalogue
from helpers.factory.outcome import State
from helpers.factory.pages import environment
from helpers.parameters import declared
from helpers.present.named import names_in

COMMON, SITE, EVIDENCE = "common", "site", "evidence"
PAGES: Final = {**dict.fromkeys(("comparison", "moves", "sheets", "swept", "turns"), "sweep"), "replay": "replay"}
"""First words of the modules that write the pages of a sweep and of a replay, and their domains."""

NOTES: Final = {"institutional_event": "caspian", "tc_fibre_milestone": "digital", "tc_fibre_length": "digital",
                "tc_fibre_capacity": "digital", "tc_fibre_investment": "digital"}  # fmt: skip
"""Series whose notes a table shows, said as ``p_("note", ...)``, and the theme that shows them."""

_TABLES: Final = {"series": "series.csv", "entity": "entities.csv"}

Arguments = list[str | None]
Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Text:
    """A text in English: itself or, where it hangs on a count, its two forms; where it stands, and who says it."""

    id: str | tuple[str, str]
    context: str | None
    place: str
    domains: frozenset[str] = frozenset()

    @property
    def key(self) -> Key:
        """What a translation is found by."""
        return self.context, self.id if isinstance(self.id, str) else self.id[0]


_FUNCTIONS: Final[dict[str, Callable[[Arguments], list[tuple[str | None, Any]]]]] = {
    "_": lambda said: [(None, said[0])],
    "n_": lambda said: [(None, (said[0], said[1]))],
    "p_": lambda said: [(said[0], said[1])],
    "pgettext": lambda said: [(said[0], said[1])],
    "np_": lambda said: [(said[0], (said[1], said[2]))],
    "counted": lambda said: [("counted", (said[0], said[1]))],
    "Name": lambda said: [("name", said[0])],
    "heads": lambda said: [("column", name.replace("_", " ") if name else name) for name in said],
    "say": lambda said: [(None, said[0])],
    "show": lambda said: [(None, said[1] if len(said) > 1 else None)],
    "explore": lambda said: [(None, said[1] if len(said) > 1 else None)],
    "parameter": lambda said: [(None, said[1])],
    "Link": lambda said: [("name", said[0])],
    "Reading": lambda said: [("unit", said[4] if len(said) > 4 else None)],
}
"""The functions that say a text, and which of their arguments it is."""


def domain_of(path: str) -> str:
    """Tell the domain of a module or a template by its room, or by the first word of its name.

    >>> domain_of("claims/trade_structure.py"), domain_of("present/page.py")
    ('trade', 'common')
    >>> domain_of("site/feed.py"), domain_of("factory/templates/comparison.html.j2")
    ('site', 'sweep')
    """
    if Path(path).parts[0] == SITE:
        return SITE
    word = re.split(r"[_.]", Path(path).name)[0]
    return word if word in themes().values() else PAGES.get(word, COMMON)


@cache
def themes() -> dict[str, str]:
    """Return the theme of each notebook: the name of the module of its parameters."""
    return {found.name: found.model.__module__.rpartition(".")[2] for found in catalogue()}


def texts() -> dict[str, list[Text]]:
    """Return all texts by domain, each once; one that several domains say is common."""
    found = [*_of_code(), *_of_notebooks(), *_of_templates(), *_of_data()]
    whose: dict[Key, set[str]] = {}
    once: dict[Key, Text] = {}
    for domain, text in found:
        whose.setdefault(text.key, set()).add(domain)
        if isinstance(text.id, tuple) or text.key not in once:  # with its plural, if anybody says that
            once[text.key] = text
    sorted_out: dict[str, list[Text]] = {}
    for key, text in once.items():
        domain = next(iter(whose[key])) if len(whose[key]) == 1 else COMMON
        sorted_out.setdefault(domain, []).append(replace(text, domains=frozenset(whose[key])))
    return sorted_out


def said_in(source: str, place: str) -> Iterator[Text]:
    """Find the texts of a program.

    >>> [text.key for text in said_in('_("It grew by {x}.", x=1); Name("Baku"); say(text)', "here")]
    [(None, 'It grew by {x}.'), ('name', 'Baku')]
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        said = [_literal(arg) for arg in call.args]
        yield from _texts(_name(call.func), said, place)


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _texts(function: str, said: Arguments, place: str) -> Iterator[Text]:
    if not said or function not in _FUNCTIONS:
        return
    for context, text in _FUNCTIONS[function](said):
        forms = text if isinstance(text, tuple) else (text,)
        if all(isinstance(form, str) and form for form in forms):
            yield Text(text, context, place)


def _of_code() -> Iterator[tuple[str, Text]]:
    folder = Path(helpers.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        place = path.relative_to(folder).as_posix()
        for text in said_in(path.read_text(encoding="utf-8"), place):
            yield domain_of(place), text


def _of_notebooks() -> Iterator[tuple[str, Text]]:
    """Find the Markdown cells, each a text as a whole, and what the code cells say."""
    for notebook in catalogue():
        domain, place = themes()[notebook.name], f"notebooks/{notebook.path.name}"
        for cell in json.loads(notebook.path.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                yield domain, Text(source, None, place)
            else:
                yield from ((domain, text) for text in said_in(source, place))


def _of_templates() -> Iterator[tuple[str, Text]]:
    folder = Path(helpers.__file__).parent
    for path in sorted(folder.rglob("*.j2")):
        place = path.relative_to(folder).as_posix()
        parsed = environment().parse(path.read_text(encoding="utf-8"))
        for _line, function, said in extract_from_ast(parsed, ("_", "n_", "p_"), babel_style=False):
            arguments: Arguments = [said] if isinstance(said, str) else list(said or ())
            yield from ((domain_of(place), text) for text in _texts(function, arguments, place))


def _units(notebook: Notebook) -> Iterator[str]:
    yield from filter(None, (declared(field, "unit") for field in notebook.model.model_fields.values()))


def _of_data() -> Iterator[tuple[str, Text]]:
    """Find what the tables of the data package and the vocabularies put before a reader."""
    evidence = load()
    for claim in evidence.table("claims").to_dict("records"):
        yield domain_of(str(claim["theme"])), Text(str(claim["statement"]), None, "data/claims.csv")
    for theme in evidence.table("claims")["theme"].drop_duplicates():
        yield domain_of(str(theme)), Text(str(theme), "theme", "data/claims.csv")
    for unit in evidence.table("units")["unit"]:
        yield COMMON, Text(str(unit), "unit", "data/units.csv")
    for unit in sorted({unit for notebook in catalogue() for unit in _units(notebook)}):
        yield COMMON, Text(unit, "unit", "parameters/common.py")
    for series, theme in NOTES.items():
        for note in sorted(set(evidence.series(series, kinds=None, bounds=True)["note"]) - {""}):
            yield theme, Text(str(note), "note", "data/observations")
    for words in occasions(evidence):
        yield "diplomacy", Text(words, "occasion", "data/events.csv")
    for words in notes(evidence):
        yield "integration", Text(words, "note", "data/observations/diplomacy.csv")
    yield from ((EVIDENCE, Text(name, context, f"data/{_TABLES[context]}")) for context, name in names_in(evidence))
    for word in Verdict:
        yield COMMON, Text(word.value, "verdict", "claims/verdict.py")
    for state in State:
        yield COMMON, Text(state.value, "state", "factory/outcome.py")

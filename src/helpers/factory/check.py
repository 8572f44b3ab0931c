"""The house rules for notebooks, evidence and documents, each fault with its place and its mend."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import helpers
from helpers.evidence import EvidenceError, load
from helpers.factory import translations
from helpers.factory.catalogue import Notebook, catalogue, find
from helpers.factory.documents import stale
from helpers.factory.prose import prose_faults, typed_in_code, typed_in_markdown
from helpers.factory.refusal import Refusal
from helpers.project import root
from helpers.refresh import feeds

SKELETON = (
    "Parameters",
    "Evidence and sources",
    "Analysis",
    "Uncertainty and sensitivity",
    "Verdicts",
    "Bottom line",
    "Provenance",
)
LONGEST_CELL = 12
_FORBIDDEN = {
    r"\bplt\.|\bdisplay\(|\.savefig\(": "page.show(chart), which needs title, alternative text, data and sources",
    r"read_csv|read_excel|read_json": "helpers.evidence.load",
    r"^\s*[!%]": "a helper in src/helpers; a notebook starts no shell and no magic",
    r"https?://": "a row in data/sources.csv; a notebook never asks the network",
    r"['\"](/home/|/Users/|/root/|/tmp/|[A-Z]:\\\\)": "helpers.project.root()",
    r"\bprint\(": "page.say(...)",
}
_TWO_SENTENCES = re.compile(r"[a-z0-9)][.!?] +[A-Z]")
_TYPED_FIGURE = re.compile(r"\b\d[\d,.]*\s*(percent|%|million|billion|Mt|kt|metres|USD|TEU|cm|km3)\b")


def faults() -> list[str]:
    """Return everything wrong with the project, in words."""
    return [*_evidence(), *_notebooks(), *prose_faults(Path(helpers.__file__).parent), *translations.faults(), *stale()]


def _evidence() -> Iterator[str]:
    for read in (load, feeds):
        try:
            read()
        except EvidenceError as error:
            yield from str(error).splitlines()


def _notebooks() -> Iterator[str]:
    names = {notebook.name for notebook in catalogue()}
    for path in sorted((root() / "notebooks").glob("*.ipynb")):
        if path.stem not in names:
            expected = f"a model in src/helpers/parameters with notebook = {path.stem!r}"
            yield f"notebooks/{path.name}: no parameter model; expected {expected}"
    for notebook in catalogue():
        try:
            find([notebook.name])
        except Refusal as refusal:
            yield str(refusal)
        else:
            yield from (f"notebooks/{notebook.path.name}{fault}" for fault in notebook_faults(notebook))


def notebook_faults(notebook: Notebook) -> Iterator[str]:
    """Return what is wrong with one notebook: each text begins with the place in it."""
    content = json.loads(notebook.path.read_text(encoding="utf-8"))
    cells = content["cells"]
    if (content["nbformat"], content["nbformat_minor"]) < (4, 5):
        yield ": nbformat below 4.5; expected cells with ids: save it in JupyterLab 4"
    ids = [cell.get("id") for cell in cells]
    if len(set(ids)) < len(ids):
        yield ": two cells share an id; expected each once"
    yield from _skeleton(cells)
    yield from _parameters(notebook, cells)
    yield from _bottom_line(cells)
    for cell in cells:
        yield from (f", cell {cell.get('id')}: {fault}" for fault in _cell(cell))


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def _tags(cell: dict[str, Any]) -> list[str]:
    tags: list[str] = cell["metadata"].get("tags", [])
    return tags


def _skeleton(cells: list[dict[str, Any]]) -> Iterator[str]:
    text = "\n".join(_source(cell) for cell in cells if cell["cell_type"] == "markdown")
    first = _source(cells[0])
    if cells[0]["cell_type"] != "markdown" or not re.match(r"# .*\?\s*(\n|$)", first):
        yield ": the first cell is no question; expected a Markdown cell '# ...?'"
    headings = tuple(re.findall(r"^## (.+?)\s*$", text, flags=re.MULTILINE))
    if headings != SKELETON:
        yield f": the sections are {', '.join(headings)}; expected {', '.join(SKELETON)}"


def _parameters(notebook: Notebook, cells: list[dict[str, Any]]) -> Iterator[str]:
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    tagged = [cell for cell in code if "parameters" in _tags(cell)]
    if tagged != code[:1]:
        yield ": expected exactly one cell tagged 'parameters', the first code cell"
        return
    cell = literals(_source(tagged[0]))
    model = notebook.model().model_dump(mode="json")
    for name in [*model, *(name for name in cell if name not in model)]:
        found, wanted = cell.get(name, "nothing"), model.get(name, "nothing")
        if found != wanted:
            place = f"{notebook.model.__name__} in helpers.parameters"
            yield f", parameters: {name} is {found!r} in the cell and {wanted!r} in {place}; make them agree"


def literals(source: str) -> dict[str, Any]:
    r"""Return the names that a cell assigns literals to.

    Examples
    --------
    >>> literals("as_of = None\nseed: int = 2025")
    {'as_of': None, 'seed': 2025}
    """
    found = {}
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            found[statement.targets[0].id] = ast.literal_eval(statement.value)
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value:
            found[statement.target.id] = ast.literal_eval(statement.value)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def _bottom_line(cells: list[dict[str, Any]]) -> Iterator[str]:
    kinds = [cell["cell_type"] for cell in cells if "bottom-line" in _tags(cell)]
    if kinds != ["markdown", "code"]:
        yield f": cells tagged 'bottom-line' are {kinds}; expected its heading and one code cell"


def _cell(cell: dict[str, Any]) -> Iterator[str]:
    source = _source(cell)
    if cell["cell_type"] == "markdown":
        yield from (
            f"two sentences in the line {line[:60]!r}; write one a line"
            for line in source.splitlines()
            if _TWO_SENTENCES.search(line)
        )
        yield from (
            f"the figure {number!r} is typed; compute it and say it with page.say"
            for number in typed_in_markdown(source)
        )
        return
    if cell.get("outputs") or cell.get("execution_count"):
        yield "has outputs; run 'make format' before committing"
    lines = [line for line in source.splitlines() if line.strip()]
    if len(lines) > LONGEST_CELL and "parameters" not in _tags(cell):
        yield f"has {len(lines)} lines; move what is beyond {LONGEST_CELL} into src/helpers"
    for pattern, mend in _FORBIDDEN.items():
        if match := re.search(pattern, source, flags=re.MULTILINE):
            yield f"uses {match.group().strip()!r}; use {mend}"
            return  # a magic is no Python, which is read below
    yield from (f"the figure {text!r} is typed; compute it and fill it in" for _, text in typed_in_code(source))

"""Which code a report can reach: the modules that its notebook and its renderers import, and theirs in turn.

Read from the source by its syntax tree, nothing is imported. Rules reach a notebook through the ledger: those
written for its parameter model count as imported by it, and all of them for a notebook of no theme.
"""

import ast
import gc
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from threading import Lock

State = tuple[int, int, int]
PACKAGE = "helpers"
RENDERER = "helpers.factory.worker"
_PARSING = Lock()
"""Jobs are fingerprinted in threads, and Python up to 3.12 may fail where two of them build a syntax tree at once."""
_MAY_IMPORT = (ast.stmt, ast.excepthandler, ast.match_case)
"""Nodes in which a statement may stand; there is none in an expression."""
_RULE = re.compile(r"^@rule\(\"[A-Z0-9-]+\", (\w+)\)", flags=re.MULTILINE)


def reachable(notebook: Path, model: str, source: Path) -> set[str]:
    """Return the files of the package that a report depends on, by their path in the source folder.

    Parameters
    ----------
    notebook
        The notebook's file.
    model
        Name of its parameter model.
    source
        Folder that holds the package.
    """
    found: set[Path] = set()
    waiting = [*_modules(_code(notebook), source), *_rules(model, source), *_files([RENDERER], source)]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _modules_of(path, state(path), source)
    return {path.relative_to(source).as_posix() for path in found | set(_resources(source))}


def everything(source: Path) -> list[str]:
    """Return all files of the package that any report may depend on, by their path in the source folder."""
    package = source / PACKAGE
    files = (*package.rglob("*.py"), *package.rglob("*.po"), *_resources(source))
    return sorted(path.relative_to(source).as_posix() for path in files)


def rule_files(source: Path) -> list[str]:
    """Return the modules of rules: the ledger imports all that it finds."""
    return sorted(path.name for path in (source / PACKAGE / "claims").glob("*.py"))


def _code(notebook: Path) -> str:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def _rules(model: str, source: Path) -> Iterator[Path]:
    models = {path: set(_RULE.findall(_text(path, state(path)))) for path in (source / PACKAGE / "claims").glob("*.py")}
    known = set().union(*models.values())
    yield from (path for path, named in models.items() if named and (model in named or model not in known))


def _resources(source: Path) -> Iterator[Path]:
    """Templates and style sheets of the renderers."""
    yield from (source / PACKAGE / "factory" / "templates").glob("report.*")
    yield from (source / PACKAGE / "present").glob("*.css")


def state(path: Path) -> State:
    """What tells that a file was touched since this process read it; what is remembered hangs on it."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


@cache
def _text(path: Path, _state: State) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _modules_of(path: Path, _state: State, source: Path) -> tuple[Path, ...]:
    return tuple(_modules(_text(path, _state), source))


def _modules(code: str, source: Path) -> list[Path]:
    return _files(_imported(_tree(code).body), source)


def _files(names: Iterable[str], source: Path) -> list[Path]:
    """Files that importing dotted names runs: their packages from the top, and themselves."""
    modules = {module for name in names for module in accumulate(name.split("."), "{}/{}".format)}
    own = [f"{source}/{module}" for module in modules if module.partition("/")[0] == PACKAGE]
    return [path for place in own for path in (Path(f"{place}/__init__.py"), Path(f"{place}.py")) if path.is_file()]


def _tree(code: str) -> ast.Module:
    """Parse code; a tree is all new objects, among which to look for garbage would take twice the time of parsing."""
    with _PARSING:
        collecting = gc.isenabled()
        gc.disable()
        try:
            return ast.parse(code)
        finally:
            if collecting:
                gc.enable()


def _imported(statements: Iterable[ast.AST]) -> Iterator[str]:
    """Names that may be modules; what is imported for the type checker only is not."""
    for node in statements:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        yield from _imported(child for child in ast.iter_child_nodes(node) if isinstance(child, _MAY_IMPORT))

"""Which code a report can reach: the modules that its notebook and its renderers import, and theirs in turn.

Read from the source, nothing is imported. Rules reach a notebook through the ledger: those
written for its parameter model count as imported by it, and all of them for a notebook of no theme.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

State = tuple[int, int, int]
PACKAGE = "helpers"
RENDERER = "helpers.factory.worker"
_IMPORT = re.compile(r"^[ \t]*(?:from +([\w.]+) +import +(\([^)]*\)|.*)|import +(.*))", flags=re.MULTILINE)
_TYPES_ONLY = re.compile(r"^if TYPE_CHECKING:.*\n(?:[ \t]+.*\n?|\n)*", flags=re.MULTILINE)
_ASIDE = re.compile(r"#.*|\bas +\w+")
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
    return _files(imported(code), source)


def _files(names: Iterable[str], source: Path) -> list[Path]:
    """Files that importing dotted names runs: their packages from the top, and themselves."""
    modules = {module for name in names for module in accumulate(name.split("."), "{}/{}".format)}
    own = [f"{source}/{module}" for module in modules if module.partition("/")[0] == PACKAGE]
    return [path for place in own for path in (Path(f"{place}/__init__.py"), Path(f"{place}.py")) if path.is_file()]


def imported(code: str) -> Iterator[str]:
    r"""Yield the names that code imports and that may be modules; what is for the type checker only is not.

    Each import stands on lines of its own, as the formatter of code leaves it: a syntax tree of all the code would
    tell the same, and take as long as all else that is asked before a build.

    Examples
    --------
    >>> list(imported("import numpy as np\nfrom helpers import (\n    claims,\n    present as shown,\n)"))
    ['numpy', 'helpers.claims', 'helpers.present']
    """
    for module, names, modules in _IMPORT.findall(_TYPES_ONLY.sub("", code)):
        yield from (f"{module}.{name}" for name in _names(names))
        yield from _names(modules)


def _names(listed: str) -> list[str]:
    return re.findall(r"[\w.]+", _ASIDE.sub("", listed))

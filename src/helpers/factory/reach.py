"""Which code a report can reach: the modules that its notebook and its renderers import, and theirs in turn.

Read from the source, nothing is imported. Rules reach a notebook through the ledger: those
written for its parameter model count as imported by it, and all of them for a notebook of no theme.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate, chain
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
    files = _modules(source)
    found, waiting = set[str](), {*_names([*imported(_code(notebook)), *_rules(model, files, source), RENDERER])}
    while waiting:
        found |= waiting
        paths = [f"{source}/{files[name]}" for name in waiting if name in files]
        waiting = {name for path in paths for name in _imported_by(path, state(path))[0]} - found
    resources = (path.relative_to(source).as_posix() for path in _resources(source))
    return {*(files[name] for name in found if name in files), *resources}


def imports(notebook: Path, code: Iterable[str], source: Path, modules: Iterable[str]) -> bool:
    """Whether a notebook imports one of these modules of other packages, or code that it reaches does.

    Parameters
    ----------
    code
        The files of the package, as :func:`reachable` returns them.
    """
    paths = [f"{source}/{path}" for path in code if path.endswith(".py")]
    names = {*imported(_code(notebook)), *chain.from_iterable(_imported_by(path, state(path))[1] for path in paths)}
    return any(f"{name}.".startswith(f"{module}.") for name in names for module in modules)


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


def _rules(model: str, files: Mapping[str, str], source: Path) -> Iterator[str]:
    ledger = {name: f"{source}/{path}" for name, path in files.items() if name.startswith(f"{PACKAGE}.claims.")}
    models = {name: _judged_for(path, state(path)) for name, path in ledger.items()}
    known = set().union(*models.values())
    yield from (name for name, named in models.items() if named and (model in named or model not in known))


def _resources(source: Path) -> Iterator[Path]:
    """Templates and style sheets of the renderers."""
    yield from (source / PACKAGE / "factory" / "templates").glob("report.*")
    yield from (source / PACKAGE / "present").glob("*.css")


def _modules(source: Path) -> dict[str, str]:
    """Return the modules of the package: the file of each, by its path in the source folder."""
    found = {}
    for folder, below, names in os.walk(source / PACKAGE):
        below[:] = [name for name in below if name != "__pycache__"]
        place = folder[len(str(source)) + 1 :].replace(os.sep, "/")
        own = [f"{place}/{name}" for name in names if name.endswith(".py")]
        found.update({path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): path for path in own})
    return found


def state(path: Path | str) -> State:
    """What tells that a file was touched since this process read it; what is remembered hangs on it."""
    found = os.stat(path)  # noqa: PTH116  to make a path of a text takes as long as to look
    return found.st_mtime_ns, found.st_size, found.st_ino


@cache
def _judged_for(path: str, _state: State) -> frozenset[str]:
    """Name the models of parameters for which a module has rules."""
    return frozenset(_RULE.findall(Path(path).read_text(encoding="utf-8")))


@cache
def _imported_by(path: str, _state: State) -> tuple[frozenset[str], frozenset[str]]:
    """Return what a file imports of the package, and of others."""
    names = frozenset(imported(Path(path).read_text(encoding="utf-8")))
    own = frozenset(_names(names))
    return own, names - own


def _names(dotted: Iterable[str]) -> Iterator[str]:
    """Yield what importing dotted names of the package runs: their packages from the top, and themselves."""
    for name in set(dotted):
        if name.partition(".")[0] == PACKAGE:
            yield from accumulate(name.split("."), "{}.{}".format)


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
        yield from (f"{module}.{name}" for name in _listed(names))
        yield from _listed(modules)


def _listed(listed: str) -> list[str]:
    return re.findall(r"[\w.]+", _ASIDE.sub("", listed))

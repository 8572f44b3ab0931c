"""A report depends on the code that it can reach, and on no other."""

import ast
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from helpers.factory import reach
from helpers.factory.catalogue import catalogue
from helpers.factory.reach import imports, reachable, rule_files
from helpers.project import SOURCE

REACHED = {
    notebook.name: reachable(notebook.path, notebook.model.__name__, SOURCE) for notebook in catalogue()
}  # fmt: skip


def made(folder: Path, **modules: str) -> Path:
    """A package of these modules; a double underscore in a name stands for a folder."""
    for name in ("__init__", "claims____init__", "factory____init__", "factory__worker", *modules):
        path = folder.joinpath("helpers", *name.split("__", 1) if not name.startswith("__") else [name])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".py").write_text(modules.get(name, ""))
    return folder


def notebook(folder: Path, code: str) -> Path:
    path = folder / "n.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": code}]}))
    return path


@pytest.mark.parametrize(
    ("code", "modules", "reached"),
    [
        ("import helpers.one", {"one": "import helpers.two", "two": ""}, {"one", "two"}),
        ("from helpers import one", {"one": "def f():\n    from helpers.two import g", "two": ""}, {"one", "two"}),
        ("from helpers.one import f", {"one": "if TYPE_CHECKING:\n    import helpers.two", "two": ""}, {"one"}),
        ("import pandas", {"one": ""}, set()),
    ],
)
def test_imports_are_followed_wherever_they_stand(
    tmp_path: Path, code: str, modules: dict[str, str], reached: set[str]
) -> None:
    found = reachable(notebook(tmp_path, code), "Some", made(tmp_path, **modules))
    assert {Path(path).stem for path in found} - {"__init__", "worker"} == reached


@pytest.mark.parametrize(
    ("code", "module", "found"),
    [
        ("import seaborn as sns", "", True),
        ("from helpers import one", "def f():\n    from scipy.stats import norm", True),
        ("from helpers import one", "from scipy import stats", True),
        ("from helpers import one", "from scipy.statistics import norm\nimport scipy", False),
        ("", "import seaborn", False),
    ],
)
def test_modules_of_others_are_found_in_a_notebook_and_in_what_it_reaches(
    tmp_path: Path, code: str, module: str, found: bool
) -> None:
    path, source = notebook(tmp_path, code), made(tmp_path, one=module)
    assert imports(path, reachable(path, "Some", source), source, ["scipy.stats", "seaborn"]) == found


def test_rules_reach_the_notebooks_of_their_theme_and_those_of_none(tmp_path: Path) -> None:
    rules = {f"claims__{name.lower()}": f'@rule("X-1", {name})\ndef f(): ...' for name in ("Trade", "Energy")}
    source, empty = made(tmp_path, **rules), notebook(tmp_path, "")
    assert {"helpers/claims/trade.py"} == {p for p in reachable(empty, "Trade", source) if "claims/t" in p}
    assert "helpers/claims/energy.py" not in reachable(empty, "Trade", source)
    assert {"helpers/claims/trade.py", "helpers/claims/energy.py"} <= reachable(empty, "Scorecard", source)
    assert rule_files(source) == ["__init__.py", "energy.py", "trade.py"]


def test_the_trade_notebook_does_not_reach_diplomacy() -> None:
    trade = REACHED["02_trade"]
    assert {"helpers/analysis/trade.py", "helpers/claims/trade.py", "helpers/factory/html.py"} <= trade
    assert "helpers/factory/templates/report.css" in trade
    assert not [path for path in trade if "diplomacy" in path and "parameters" not in path]


def test_the_scorecard_reaches_every_rule() -> None:
    assert {f"helpers/claims/{name}" for name in rule_files(SOURCE)} <= REACHED["00_scorecard"]


def in_tree(statements: Iterable[ast.AST]) -> Iterator[str]:
    """Names that code imports, told by its syntax tree."""
    for node in statements:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        yield from in_tree(ast.iter_child_nodes(node))


@pytest.mark.parametrize("folder", sorted(path.name for path in (SOURCE / "helpers").iterdir() if path.is_dir()))
def test_imports_are_those_of_the_syntax_tree(folder: str) -> None:
    for path in (SOURCE / "helpers" / folder).rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        assert sorted(reach.imported(code)) == sorted(in_tree(ast.parse(code).body)), path


def test_imports_of_notebooks_are_those_of_the_syntax_tree() -> None:
    for each in catalogue():
        code = reach._code(each.path)
        assert sorted(reach.imported(code)) == sorted(in_tree(ast.parse(code).body)), each.name


def test_what_only_the_shell_of_a_notebook_understands_does_not_hide_its_imports() -> None:
    assert list(reach.imported("%matplotlib inline\nimport helpers.claims  # rules\n!ls")) == ["helpers.claims"]

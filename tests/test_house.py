"""House rules that no linter knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.project import root

SOURCE = root() / "src" / "helpers"
MODULES = sorted(SOURCE.rglob("*.py"))
ROOMS = [
    "locale",
    "project",
    "parameters",
    "models",
    "evidence",
    "refresh",
    "analysis",
    "claims",
    "present",
    "factory",
    "runs",
    "site",
    "night",
    "cli",
]
"""Lower rooms first: a module may import its own room and those before it."""
TOP_LEVEL = {"pyproject.toml", "README.md", "notebooks", "data", "src", "reports", "tests"}


def room(module: str) -> str:
    return module.split(".")[1]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("helpers."):
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("helpers."))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_lower_room_never_imports_a_higher_one(path: Path) -> None:
    own = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if own in ROOMS:
        higher = set(ROOMS[ROOMS.index(own) + 1 :])
        # the tables of commands and of the site's files in the documents are made from these themselves
        allowed = {"cli", "site"} if path.name == "documents.py" else set()
        assert not {room(module) for module in imports(path)} & (higher - allowed)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_stays_within_three_hundred_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", sorted((SOURCE / "models").glob("*.py")), ids=lambda path: path.name)
def test_models_are_pure(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for forbidden in (r"\bopen\(", "matplotlib", "seaborn", r"np\.random\.(seed|rand|normal)", "global ", r"\.to_csv"):
        assert not re.search(forbidden, text), forbidden


def test_tables_are_read_in_one_place_only() -> None:
    readers = {
        path.name for path in MODULES if re.search(r"pd\.read_\w+\(|csv\.reader\(", path.read_text(encoding="utf-8"))
    }
    # the grid of a sweep is a request, given with the command, and no table of the collection; a fingerprint compares
    # rows as text, and tells nothing of what they mean
    assert readers <= {"read.py", "grid.py", "fingerprint.py"}


@pytest.mark.parametrize("name", ["analysis", "claims", "present", "runs", "site"])
def test_a_number_for_readers_is_never_rounded_by_its_binary_value(name: str) -> None:
    """Python writes 5.35 with one digit as 5.3; helpers.locale.written as a reader does."""
    specs = [
        ast.unparse(node.format_spec)
        for path in sorted((SOURCE / name).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FormattedValue) and node.format_spec
    ]
    assert not [spec for spec in specs if re.search(r"\.\d+[f%]", spec)]


def test_public_functions_are_documented() -> None:
    public = [
        (path.name, node)
        for path in MODULES
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert not [(name, node.name) for name, node in public if not ast.get_docstring(node)]


def test_no_path_of_any_machine_is_named() -> None:
    pattern = re.compile(r"/(root|home/\w+|Users/\w+|work|mnt)/")
    files = [
        *MODULES,
        *(root() / "notebooks").glob("*.ipynb"),
        *root().glob("*.md"),
        *root().glob("*.toml"),
        root() / "Makefile",
    ]
    assert not [
        path.name for path in files if path.name != "check.py" and pattern.search(path.read_text(encoding="utf-8"))
    ]


def test_the_fixed_folders_are_there() -> None:
    assert {path.name for path in root().iterdir()} >= TOP_LEVEL


def test_every_theme_of_rules_has_tests() -> None:
    themes = {path.stem for path in (SOURCE / "claims").glob("*.py")} - {"__init__", "verdict"}
    assert {f"test_{theme}.py" for theme in themes} <= {path.name for path in (root() / "tests" / "claims").iterdir()}

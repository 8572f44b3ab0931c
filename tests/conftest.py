"""What several tests share."""

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from helpers.evidence import Evidence, load
from helpers.locale import LANGUAGES
from helpers.parameters import NOTEBOOKS
from helpers.project import root
from tests.browsing import FOUND, WANTED, Visit, visit
from tests.building import Manifest, built_once

mpl.use("agg")
# the first example pays for loading; the same examples every time, so that a red run can be repeated
settings.register_profile("ours", deadline=None, derandomize=True)
settings.load_profile("ours")


LONGEST = (
    "tests/lab/test_lab.py", "tests/cli/test_bring_your_own.py", "tests/notebooks/test_notebooks.py",
    "tests/reports/test_browser.py", "tests/factory/test_faults.py", "tests/cli/test_tutorial.py",
)  # fmt: skip
"""Modules that take long come first, so that no worker is left with one while the others are done."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the modules that take longest first; all else stays in its order."""
    places = {module: place for place, module in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.nodeid.partition("::")[0], len(places)))


@pytest.fixture(scope="session")
def evidence() -> Evidence:
    """All the evidence there is."""
    return load()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the data package that a test may break."""
    return Path(shutil.copytree(root() / "data", tmp_path / "data"))


@pytest.fixture
def edit(package: Path) -> Callable[[str, str, str], None]:
    """Replace a text, which must be there once, in a file of the copied package."""

    def replace(name: str, old: str, new: str) -> None:
        path = package / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace


@pytest.fixture(scope="session")
def collection(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> tuple[Path, Manifest]:
    """All reports in all languages, built once for all workers: the folder of the packet, and its manifest."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    return built_once(shared / "collection", sorted(NOTEBOOKS), ("html", "pdf"), LANGUAGES)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one module: while it runs, no other event loop can run in its thread."""
    if FOUND is None:
        pytest.skip(WANTED)
    with sync_playwright() as driver, driver.chromium.launch(executable_path=FOUND) as opened:
        yield opened
    # its greenlets end here: one that is collected while Python parses code makes the parser fail
    gc.collect()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open a file as a visitor would; every page is closed after the test."""

    def go(path: Path, **options: Any) -> Visit:
        return visit(browser, path, **options)

    yield go
    for context in browser.contexts:
        context.close()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say it plainly where tests were skipped because there is no browser."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if WANTED in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} tests in a browser were SKIPPED: {WANTED}", yellow=True)

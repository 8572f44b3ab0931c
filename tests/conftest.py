"""What several tests share."""

import shutil
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import pytest
from hypothesis import settings

from helpers.evidence import Evidence, load
from helpers.project import root

mpl.use("agg")
# the first example pays for loading; the same examples every time, so that a red run can be repeated
settings.register_profile("ours", deadline=None, derandomize=True)
settings.load_profile("ours")


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

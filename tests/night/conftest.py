"""What the tests of nights share."""

from pathlib import Path

import pytest

from tests.night.staging import Stage, staged


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """An archive in which no night was made yet."""
    return staged(tmp_path / "reports", monkeypatch)

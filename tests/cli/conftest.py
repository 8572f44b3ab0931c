"""A copy of the checkout for those who follow a document."""

from pathlib import Path

import pytest

from tests.cli.following import Checkout, checkout


@pytest.fixture
def copy(tmp_path: Path) -> Checkout:
    return checkout(tmp_path)

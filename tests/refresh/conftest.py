"""A small package with one feed, and the live source that it asks."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest

from helpers.refresh import Refreshed, refresh
from tests.packaging import small_package
from tests.refresh.official import KEY, SERVICES, official
from tests.serving import Authority, Source, authority, serving

FEED = """
[feed.brent]
adapter = "table"
address = "{address}/brent.csv"
publisher = "An agency"
title = "Brent by month"
page = "https://example.org/brent"
licence = "CC0-1.0"
pause = 0
attempts = 1
continues = ["datasets_oil_prices_2026"]
table = {{ period = "Date", period_format = "%Y-%m-%d", period_is = "month" }}

[[feed.brent.series]]
series = "brent_price"
code = "Price"
entity = "brent"
unit = "USD per barrel"
since = "2025"
jump = 2.0
note = "monthly average"
"""
MONTHS = {"2026-05": 107.14, "2026-06": 85.4, "2026-07": 83.76}
"""What the package, and so the source, says of the last months."""


def table(**changed: float) -> str:
    """The table as the source has it, with some months changed or added (``m2026_08=80.0``)."""
    months = MONTHS | {name[1:].replace("_", "-"): value for name, value in changed.items()}
    return "Date,Price\n" + "".join(f"{month}-15,{value}\n" for month, value in sorted(months.items()))


@pytest.fixture
def source() -> Iterator[Source]:
    """A live source of this machine."""
    with serving() as running:
        yield running


@pytest.fixture
def package(tmp_path: Path, source: Source) -> Path:
    """A small data package with one feed, which asks that source."""
    return small_package(tmp_path, ["brent_price"], FEED.format(address=source.address))


class Night(Protocol):
    """One refresh on a day."""

    def __call__(self, day: str, *names: str, accept: bool = ..., dry_run: bool = ...) -> Refreshed: ...


@pytest.fixture
def night(package: Path) -> Night:
    """Refresh the package as of a day, and return how the first feed came out."""

    def go(day: str, *names: str, accept: bool = False, dry_run: bool = False) -> Refreshed:
        now = datetime.fromisoformat(f"{day}T03:00:00").replace(tzinfo=UTC)
        return refresh(names, package, now, accept=accept, dry_run=dry_run)[0]

    return go


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority that clients trust for the time of a test."""
    return authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(known: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust that authority, and have a key for each service."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(known.file))
    for name in ("COMTRADE_KEY", "DAHITI_KEY"):
        monkeypatch.setenv(name, KEY)


@pytest.fixture
def services(known: Authority, trusted: None) -> Iterator[Source]:
    """The three official services of this machine, each answering well."""
    with official(known) as running:
        for _, well in SERVICES.values():
            well(running)
        yield running

from collections.abc import Iterator

import pytest

from tests.refresh.official import KEY, SERVICES, official
from tests.serving import Authority, Source, authority


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(known: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(known.file))
    for name in ("COMTRADE_KEY", "DAHITI_KEY"):
        monkeypatch.setenv(name, KEY)


@pytest.fixture
def source(known: Authority, trusted: None) -> Iterator[Source]:
    with official(known) as running:
        for _, well in SERVICES.values():
            well(running)
        yield running

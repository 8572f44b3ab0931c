"""The declaration of feeds is read strictly, and every fault is told at once with its place."""

from pathlib import Path

import pytest

from helpers.evidence import EvidenceError
from helpers.refresh import feeds
from tests.packaging import small_package
from tests.refresh.conftest import FEED

GOOD = FEED.format(address="https://example.org")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_package(tmp_path_factory.mktemp("feeds"))


def told(folder: Path, text: str) -> str:
    (folder / "feeds.toml").write_text(text, encoding="utf-8")
    with pytest.raises(EvidenceError) as caught:
        feeds(folder)
    return str(caught.value)


def test_the_feeds_of_the_collection_are_in_order() -> None:
    assert {"world_bank", "brent_monthly"} <= set(feeds())


def test_a_feed_is_read_as_declared(folder: Path) -> None:
    (folder / "feeds.toml").write_text(GOOD, encoding="utf-8")
    feed = feeds(folder)["brent"]
    assert (feed.allowed, feed.continues) == ({"example.org"}, ("datasets_oil_prices_2026",))
    assert (feed.table.period_is, feed.series[0].jump) == ("month", 2.0)


def test_without_a_file_there_are_no_feeds(folder: Path) -> None:
    (folder / "feeds.toml").unlink(missing_ok=True)
    assert feeds(folder) == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[feed.brent]", "[feed.brent", "data/feeds.toml: found"),
        ("[feed.brent]", "[other]\n[feed.brent]", "column other: found an unknown table, expected [feed.NAME] alone"),
        ("pause = 0", "puase = 0", "feed.brent.puase: found an unknown key, expected pause"),
        ("jump = 2.0", "jmup = 2.0", "feed.brent.series.1.jmup: found an unknown key, expected jump"),
        ("jump = 2.0", "", "feed.brent.series.1: found a table, expected either jump (a ratio) or step"),
        ("jump = 2.0", "jump = 0.5", "feed.brent.series.1.jump: found 0.5, expected"),
        ("pause = 0", 'pause = "0"', "feed.brent.pause: found '0', expected"),
        ('publisher = "An agency"', "", "feed.brent.publisher: found nothing, expected a value"),
        ("https://example.org/brent.csv", "http://example.org/brent.csv", "is asked without TLS: expected https"),
        ("https://example.org/brent.csv", "brent.csv", "address 'brent.csv' has no host"),
        ("https://example.org/brent.csv", "https://me:word@example.org/", "a user or password"),
        ("pause = 0", 'pause = 0\nhosts = ["https://a.example"]', "feed.brent.hosts.1: found 'https://a.example'"),
        ("pause = 0", 'pause = 0\ntoken = "abc-123"', "feed.brent.token: found 'abc-123'"),
        ('adapter = "table"', 'adapter = "tables"', "feed.brent.adapter: found 'tables', expected"),
        ('series = "brent_price"', 'series = "brent_prise"', "found 'brent_prise', expected brent_price"),
        ("USD per barrel", "USD", "feed.brent.series.1.unit: found 'USD', expected 'USD per barrel', the unit of"),
        ('entity = "brent"', 'entity = "brend"', "feed.brent.series.1.entity: found 'brend', expected brent"),
        ('entity = "brent"', "", "feed.brent.series.1: found no entity, expected entity, or entities"),
        ("datasets_oil_prices_2026", "datasets_oil_prices", "feed.brent.continues: found 'datasets_oil_prices'"),
        ('period_is = "month"', 'period_is = "month", decimal = ",", thousands = ","', "another sign between"),
        ("[feed.brent]", "[feed.Brent-1]", "feed.Brent-1.name: found 'Brent-1', expected"),
    ],
)  # fmt: skip
def test_a_fault_names_its_place_and_what_was_expected(folder: Path, old: str, new: str, said: str) -> None:
    assert GOOD.count(old)
    assert said in told(folder, GOOD.replace(old, new))


def test_all_faults_of_all_feeds_are_told_at_once(folder: Path) -> None:
    second = GOOD.replace("feed.brent", "feed.other").replace('series = "brent_price"', 'series = "none"')
    found = told(folder, GOOD.replace("pause = 0", "puase = 0").replace("jump = 2.0", "jump = 0.5") + second)
    assert [part in found for part in ("puase", "feed.brent.series.1.jump", "feed.other.series.1.series")] == [True] * 3


def test_a_source_is_continued_by_one_feed_alone(folder: Path) -> None:
    assert "expected a source that feed brent does not continue" in told(
        folder, GOOD + GOOD.replace("feed.brent", "feed.other")
    )

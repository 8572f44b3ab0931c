"""All declared feeds, asked by one command of one server of this machine, which stands for all their hosts."""

import gzip
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from click.testing import CliRunner, Result

from helpers.cli import main
from helpers.evidence import load
from helpers.project import root
from helpers.refresh import Feed, Wanted, feeds
from tests.packaging import small_package
from tests.refresh.official import KEY, LEVEL, flow, flows, heights, page, value
from tests.serving import Authority, Source, directed, good, html, serving

DATA = root() / "data"
DECLARED = feeds(DATA)
NEXT = str(date.today().year - 1)
"""A year of which everybody says something new."""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The collection with all its feeds, none of which waits between requests."""
    text = re.sub(r"(?m)^pause = .*\n", "", (DATA / "feeds.toml").read_text(encoding="utf-8"))
    series = [wanted.series for feed in DECLARED.values() for wanted in feed.series]
    made = small_package(tmp_path, series, re.sub(r"(?m)^(\[feed\.\w+\]\n)", r"\1pause = 0\n", text))
    monkeypatch.setenv("CASPIAN_PROJECT", str(tmp_path))
    return made


@pytest.fixture
def world(package: Path, known: Authority, trusted: None) -> Iterator[Source]:
    """All hosts, each saying what the collection holds of it, and a little more."""
    hosts = {host for feed in DECLARED.values() for host in feed.allowed}
    with serving(known.tls(*hosts)) as source, directed(source, hosts):
        for feed in DECLARED.values():
            ANSWERING[feed.adapter](source, feed, package)
        yield source


def held(package: Path, feed: Feed, wanted: Wanted) -> list[tuple[str, str, float]]:
    """Entity, period and value of what was collected by hand of a series of the stream."""
    rows = load(folder=package).observations
    own = rows[(rows["series"] == wanted.series) & rows["source"].isin(feed.continues)]
    return list(own[["entity", "period", "value"]].itertuples(index=False, name=None))


def world_bank(source: Source, feed: Feed, package: Path) -> None:
    for wanted in feed.series:
        known = held(package, feed, wanted)
        last = {entity: figure for entity, _, figure in sorted(known, key=lambda row: row[1])}
        said = [*known, *((entity, NEXT, 1.05 * figure) for entity, figure in last.items())]
        values = [value((entity, int(year)), figure / wanted.factor, wanted.code) for entity, year, figure in said]
        source.answer(f"/v2/en/country/{';'.join(feed.entities)}/indicator/{wanted.code}", good(page(values)))


def comtrade(source: Source, feed: Feed, package: Path) -> None:
    for access in ("public/v1/preview", "data/v1/get"):
        for frequency in "AM":
            source.answer(f"/{access}/C/{frequency}/HS", flows(lambda asked, period: [flow(asked, period)]))


def dahiti(source: Source, feed: Feed, package: Path) -> None:
    months = [(f"{period}-15", level) for _, period, level in held(package, feed, feed.series[0]) if len(period) == 7]
    source.answer(LEVEL, good(heights(*months, (f"{date.today().year}-01-05", months[-1][1] - 0.1))))


def table(source: Source, feed: Feed, package: Path) -> None:
    assert feed.name == "brent_monthly"
    months = {period: price for _, period, price in held(package, feed, feed.series[0]) if len(period) == 7}
    lines = [f"{month}-15,{price}" for month, price in {**months, f"{NEXT}-12": 63.0}.items()]
    source.answer("/datasets/oil-prices/main/data/brent-monthly.csv", good("\n".join(["Date,Price", *lines]) + "\n"))


ANSWERING = {"worldbank": world_bank, "comtrade": comtrade, "dahiti": dahiti, "table": table}


def refreshed(*arguments: str) -> tuple[Result, dict[str, str]]:
    """The result of the command, and the line about each feed."""
    result = CliRunner().invoke(main, ["refresh", *arguments])
    return result, dict(line.split(": ", 1) for line in result.output.splitlines() if ": " in line)


def test_three_nights_of_all_feeds(world: Source, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some_fail(world, monkeypatch)
    all_answer(world, package)
    nothing_is_new(package)
    no_key_stands_in_any_file(world, package)
    every_reply_is_kept(package)


def some_fail(world: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails leaves the others alone, and what lacks a key is not asked."""
    bank = DECLARED["world_bank"]
    path = f"/v2/en/country/{';'.join(bank.entities)}/indicator/{bank.series[0].code}"
    well = world.next_answer(path)
    world.answer(path, html(), well)
    with monkeypatch.context() as without:
        without.delenv("DAHITI_KEY")
        result, lines = refreshed("world_bank", "brent_monthly", "dahiti")
    assert result.exit_code == 1
    assert lines["world_bank"].startswith("down: answered with text/html: expected JSON")
    assert lines["brent_monthly"].startswith("new, ")
    assert lines["dahiti"].startswith("skipped: no token in the environment variable DAHITI_KEY")


def all_answer(world: Source, package: Path) -> None:
    """What each says is seen as evidence, in the unit of its series."""
    result, lines = refreshed()
    assert result.exit_code == 0, result.output
    assert list(lines) == list(DECLARED)
    assert {name for name, line in lines.items() if line.startswith("new, ")} == {*DECLARED} - {"brent_monthly"}
    evidence = load(folder=package)
    for feed in DECLARED.values():
        for wanted in feed.series:
            rows = evidence.series(wanted.series)
            assert f"{feed.name}@{date.today()}" in set(rows["source"])
            assert set(rows["unit"]) == {wanted.unit}
    gdp = evidence.series("gdp_current_usd", "AZE")
    bank = gdp[gdp["source"].isin(["datahub_gdp_2026", f"world_bank@{date.today()}"])]
    assert bank["source"].nunique() == 2
    assert evidence.independent(bank["row"]) == 1


def nothing_is_new(package: Path) -> None:
    """The same figures again change nothing, and no reply that nobody will ever ask for is kept."""
    kept = set((package / "live" / ".raw").iterdir())
    result, lines = refreshed()
    assert result.exit_code == 0, result.output
    assert set((package / "live" / ".raw").iterdir()) == kept
    assert {line.partition(";")[0] for line in lines.values()} == {"unchanged"}, result.output


def no_key_stands_in_any_file(world: Source, package: Path) -> None:
    """Though it was sent."""
    forms = [KEY, quote(KEY), quote_plus(KEY)]
    assert any(form in one.path for form in forms for one in world.asked)
    files = [path for path in (package / "live").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".csv", ".json", ".jsonl", ".gz"}
    for path in files:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        assert not any(form.encode() in content for form in forms), path


def every_reply_is_kept(package: Path) -> None:
    """A vintage names the replies that it was made of."""
    records = [json.loads(path.read_text(encoding="utf-8")) for path in package.glob("live/*@*/vintage.json")]
    assert len(records) == len(DECLARED)
    for record in records:
        assert record["replies"]
        assert all((package / "live" / ".raw" / f"{reply['sha256']}.gz").exists() for reply in record["replies"])

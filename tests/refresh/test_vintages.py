"""What a live source says becomes a vintage, whole and for ever; every day sees what it could."""

import json
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from helpers.evidence import EvidenceError, load
from helpers.project import visible_files
from helpers.refresh import Status
from helpers.refresh.live import Live
from helpers.runs.verifying import vintage_faults
from tests.refresh.conftest import Night, table
from tests.serving import Source, good


def price(package: Path, period: str, day: str | None = None) -> list[float]:
    seen = load(date.fromisoformat(day) if day else None, package)
    return [float(value) for value in seen.series("brent_price", "brent", period=period)["value"]]


def add(path: Path, line: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def test_the_first_refresh_brings_what_the_collection_lacks(package: Path, source: Source, night: Night) -> None:
    source.answer("/brent.csv", good(table(m2026_08=80.5)))
    came = night("2026-09-10")
    assert (came.status, came.new, came.revised, came.vintage) == (Status.NEW, 1, 0, "brent@2026-09-10")
    assert price(package, "2026-08") == [80.5]
    assert price(package, "2026-07") == [83.76]
    [cited] = load(folder=package).citations(["brent@2026-09-10"])
    assert (cited.publisher, cited.url, cited.published) == ("An agency", "https://example.org/brent", "2026-09-10")


def test_a_revision_is_a_new_vintage_and_the_day_before_sees_the_old_figure(
    package: Path, source: Source, night: Night
) -> None:
    source.answer("/brent.csv", good(table(m2026_08=80.5)), good(table(m2026_08=81.0, m2026_09=79.0)))
    night("2026-09-10")
    came = night("2026-10-10")
    assert (came.new, came.revised) == (1, 1)
    assert price(package, "2026-08") == price(package, "2026-08", "2026-10-10") == [81.0]
    assert price(package, "2026-08", "2026-10-09") == [80.5]
    assert price(package, "2026-08", "2026-09-09") == []


def test_the_same_answer_changes_nothing(package: Path, source: Source, night: Night) -> None:
    source.answer("/brent.csv", good(table(m2026_08=80.5)))
    night("2026-09-10")
    before = {path.name for path in Live(package).folder.iterdir()}
    came = night("2026-09-11")
    assert (came.status, came.vintage, came.since) == (Status.UNCHANGED, "brent@2026-09-10", date(2026, 9, 10))
    assert {path.name for path in Live(package).folder.iterdir()} == before


def test_a_second_vintage_of_a_day_and_one_of_a_clock_set_back_come_after_the_first(
    package: Path, source: Source, night: Night
) -> None:
    source.answer("/brent.csv", *(good(table(m2026_08=value)) for value in (80.5, 81.0, 82.0)))
    names = [night(day).vintage for day in ("2026-09-10", "2026-09-10", "2026-09-08")]
    assert names == ["brent@2026-09-10", "brent@2026-09-10.2", "brent@2026-09-10.3"]
    assert price(package, "2026-08") == [82.0]


def test_a_vintage_says_where_it_is_from_and_its_raw_reply_is_kept(package: Path, source: Source, night: Night) -> None:
    source.answer("/brent.csv", good(table(m2026_08=80.5)))
    live = Live(package)
    record = live.record(night("2026-09-10").vintage)
    [reply] = record["replies"]
    assert reply["address"] == f"{source.address}/brent.csv"
    assert live.raw(reply["sha256"]).decode() == table(m2026_08=80.5)
    assert record["counts"] == {"new": 1, "revised": 0, "unchanged": 3}
    [line] = live.fetches()
    assert (line["outcome"], line["vintage"], line["sha256"]) == ("new", "brent@2026-09-10", reply["sha256"])


def test_what_is_kept_for_the_record_is_no_part_of_the_evidence(package: Path, source: Source, night: Night) -> None:
    source.answer("/brent.csv", good(table(m2026_08=80.5)))
    name = night("2026-09-10").vintage
    there = {path.relative_to(package / "live").as_posix() for path in visible_files(package / "live")}
    parts = ("energy_digital.csv", "sources.csv", "vintage.json")
    assert there == {"fetches.jsonl", *(f"{name}/{part}" for part in parts)}


def test_a_dry_run_keeps_nothing(package: Path, source: Source, night: Night) -> None:
    source.answer("/brent.csv", good(table(m2026_08=80.5)))
    came = night("2026-09-10", dry_run=True)
    assert (came.status, came.new) == (Status.NEW, 1)
    assert not (package / "live").exists()


def test_generated_documents_do_not_see_what_a_night_brought(package: Path, source: Source, night: Night) -> None:
    before = load(folder=package, live=False)
    source.answer("/brent.csv", good(table(m2026_08=80.5)))
    night("2026-09-10")
    assert len(load(folder=package).observations) == len(before.observations) + 1
    assert load(folder=package, live=False).observations.equals(before.observations)


def test_undated_sources_do_not_grow_younger_with_every_night(package: Path, source: Source, night: Night) -> None:
    add(package / "sources.csv", "undated,Somebody,Far ahead,,,en,")
    forecast = "brent_price,brent,2050,90,USD per barrel,forecast,,undated,"
    add(package / "observations/energy_digital.csv", forecast)

    def known() -> str:
        rows = load(folder=package).observations
        return str(rows.loc[rows["source"] == "undated", "published"].iloc[0])

    before = known()
    source.answer("/brent.csv", good(table(m2026_08=80.5)))
    night("2026-12-10")
    assert known() == before


def test_a_fault_in_a_live_part_names_its_file(package: Path, source: Source, night: Night) -> None:
    source.answer("/brent.csv", good(table(m2026_08=80.5)))
    path = package / "live" / night("2026-09-10").vintage / "energy_digital.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("80.5", "many"), encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"data/live/brent@2026-09-10/energy_digital.csv, row 2, column value"):
        load(folder=package)


def test_a_copy_of_a_vintage_is_told_as_one(package: Path, source: Source, night: Night) -> None:
    source.answer("/brent.csv", good(table(m2026_08=80.5)))
    one = package / "live" / night("2026-09-10").vintage
    other = one.with_name("brent@2026-09-11")
    other.mkdir()
    (other / "sources.csv").write_bytes((one / "sources.csv").read_bytes())
    with pytest.raises(
        EvidenceError, match=r"brent@2026-09-11/sources.csv, row 2: .*stands in data/live/brent@2026-09-10"
    ):
        load(folder=package)


def test_a_refresh_while_another_works_is_refused(package: Path, source: Source, night: Night) -> None:
    with Live(package).locked(), pytest.raises(EvidenceError, match="another refresh works"):
        night("2026-09-10")


def test_what_a_crash_left_is_cleared_and_a_torn_line_of_the_log_spoils_no_other(
    package: Path, source: Source, night: Night
) -> None:
    source.answer("/brent.csv", good(table(m2026_08=80.5)), good(table(m2026_08=81.0)))
    night("2026-09-10")
    live = Live(package)
    live.stage({"energy_digital.csv": "half"})
    with live.log.open("a") as log:
        log.write(json.dumps({"time": "2026-09-11"})[:-4])
    night("2026-09-12")
    assert [line["outcome"] for line in live.fetches()] == ["new", "new"]
    assert not (live.folder / ".work").exists()


class Crash(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("moment", range(1, 6))
def test_a_crash_at_any_write_leaves_nothing_half_and_the_next_night_goes_on(
    package: Path, source: Source, night: Night, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    source.answer("/brent.csv", good(table(m2026_08=80.5)), good(table(m2026_08=81.0)))
    night("2026-09-10")
    written = count()

    def sync(_: int) -> None:
        if next(written) == moment - 1:
            raise Crash

    with monkeypatch.context() as patched:
        patched.setattr("helpers.refresh.live.os.fsync", sync)
        with pytest.raises(Crash):
            night("2026-09-11")
    assert price(package, "2026-08") in ([80.5], [81.0])
    whole = {path.name for path in (package / "live").glob("brent@*")}
    assert whole == {"brent@2026-09-10"} | ({"brent@2026-09-11"} if price(package, "2026-08") == [81.0] else set())
    came = night("2026-09-12")
    assert came.status == (Status.NEW if whole == {"brent@2026-09-10"} else Status.UNCHANGED)
    assert price(package, "2026-08") == [81.0]
    assert not [path for path in (package / "live").rglob(".*") if path.name not in (".lock", ".raw")]


def test_a_vintage_that_somebody_edits_is_told(package: Path, source: Source, night: Night) -> None:
    source.answer("/brent.csv", good(table(m2026_08=80.5)))
    vintage = package / "live" / night("2026-09-10").vintage
    assert list(vintage_faults(vintage.parent)) == []
    table_of = next(path for path in vintage.glob("*.csv") if path.name != "sources.csv")
    table_of.write_text(table_of.read_text(encoding="utf-8").replace("80.5", "90.5"), encoding="utf-8")
    assert f"{vintage.name}/{table_of.name}: found SHA-256" in "".join(vintage_faults(vintage.parent))

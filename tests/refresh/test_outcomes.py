"""However a source fails, what was good stays in use, the others are asked, and the outcome says what happened."""

import errno
import logging
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.cli import main
from helpers.evidence import EvidenceError, UnknownName, load
from helpers.refresh import Client, Feed, Fetched, Status, refresh
from helpers.refresh.adapters import ADAPTERS
from helpers.refresh.adapters.table import read
from helpers.refresh.live import Live
from tests.refresh.conftest import FEED, Night, table
from tests.serving import Answer, Source, down, good, html, partial, redirect, status

TOKEN = "s3cret-token-of-ours"


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (down(), "127.0.0.1 did not answer as it should"),
        (status(500), "answered 500"),
        (html(), "answered with text/html: expected text/csv"),
        (partial(table()), "IncompleteRead"),
        (redirect("https://elsewhere.example/"), "https://elsewhere.example is not declared"),
        (good("Date,Cost\n2026-08-15,80\n"), "record 1 has no column 'Price'"),
        (good(b"\xff\xfe"), "no UTF-8"),
    ],
    ids=["down", "error", "page", "partial", "elsewhere", "other columns", "other encoding"],
)
def test_a_source_that_is_down_leaves_its_vintage_in_use(
    package: Path, source: Source, night: Night, answer: Answer, said: str
) -> None:
    source.answer("/brent.csv", good(table(m2026_08=80.5)), answer)
    night("2026-09-10")
    kept = files(package / "live/brent@2026-09-10")
    came = night("2026-09-11")
    assert (came.status, came.vintage, came.since) == (Status.DOWN, "brent@2026-09-10", date(2026, 9, 10))
    assert said in came.reason
    assert files(package / "live/brent@2026-09-10") == kept
    assert Live(package).fetches()[-1]["reason"] == came.reason


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (good("Date,Price\n"), "the reply is empty"),
        (good(table(m2026_08=80.5) + "2026-08-15,80.5\n"), "stands there more than once"),
        (good(table(m2026_09=80.5)), "measured before its period is over"),
    ],
    ids=["empty", "duplicate", "future"],
)
def test_what_can_be_no_observation_is_held_and_cannot_be_accepted(
    package: Path, source: Source, night: Night, answer: Answer, said: str
) -> None:
    source.answer("/brent.csv", answer)
    came = night("2026-09-10")
    assert (came.status, came.vintage) == (Status.HELD, "")
    assert said in came.reason
    assert night("2026-09-10", "brent", accept=True).reason == "nothing is held"


def test_what_the_strict_reading_refuses_is_held_and_never_published(
    package: Path, source: Source, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    def strange(feed: Feed, client: Client) -> Fetched:
        return Fetched(read(feed, table(m2026_08=80.5)).assign(bound="roughly"))

    monkeypatch.setitem(ADAPTERS, "table", strange)
    came = night("2026-09-10")
    assert came.status == Status.HELD
    assert (
        "energy_digital.csv, row 2, column bound: found 'roughly', expected one of lower, upper, about" in came.reason
    )
    assert not Live(package).held("brent") + Live(package).vintages("brent")
    assert len(load(folder=package).observations) > 0


def test_a_jump_is_held_until_a_person_accepts_it(package: Path, source: Source, night: Night) -> None:
    source.answer("/brent.csv", good(table(m2026_08=200.0)))
    came = night("2026-09-10")
    assert came.status == Status.HELD
    assert "brent_price of brent, 2026-08: 200 beside 83.76, further than 2 times" in came.reason
    assert "2026-08" not in set(load(folder=package).series("brent_price")["period"])
    assert night("2026-09-11").status == Status.HELD
    assert len(Live(package).held("brent")) == 1  # the same is not held twice
    accepted = night("2026-09-12", "brent", accept=True)
    assert (accepted.status, accepted.new, accepted.vintage) == (Status.NEW, 1, "brent@2026-09-10")
    assert Live(package).record("brent@2026-09-10")["accepted"] == "2026-09-12T03:00:00+00:00"
    assert load(folder=package).series("brent_price", period="2026-08")["value"].tolist() == [200.0]
    assert night("2026-09-13").status == Status.UNCHANGED


def test_what_was_held_before_a_newer_vintage_is_no_longer_accepted(
    package: Path, source: Source, night: Night
) -> None:
    source.answer("/brent.csv", good(table(m2026_08=200.0)), good(table(m2026_08=80.0)))
    night("2026-09-10")
    assert night("2026-09-11").vintage == "brent@2026-09-11"
    came = night("2026-09-12", "brent", accept=True)
    assert (came.status, came.reason) == (
        Status.UNCHANGED, "what was held on 2026-09-10 is older than brent@2026-09-11"
    )  # fmt: skip


def test_a_token_reaches_the_source_and_nothing_that_is_kept(
    package: Path, source: Source, night: Night, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with_token = FEED.format(address=source.address).replace("pause = 0", 'pause = 0\ntoken = "OIL_TOKEN"')
    (package / "feeds.toml").write_text(
        with_token.replace("table = {", 'table = { token_as = "key",'), encoding="utf-8"
    )
    assert night("2026-09-09").reason == "no token in the environment variable OIL_TOKEN"
    assert source.asked == []
    monkeypatch.setenv("OIL_TOKEN", TOKEN)
    caplog.set_level(logging.DEBUG)
    source.answer("/brent.csv", good(table(m2026_08=80.5)), status(403, f"{TOKEN} is over its limit"))
    told = [repr(night(day)) for day in ("2026-09-10", "2026-09-11")]
    assert all(f"key={TOKEN}" in asked.path for asked in source.asked)
    assert "[token] is over its limit" in told[1]
    kept = list(files(package).values())
    kept += [Live(package).raw(path.stem) for path in package.rglob("*.gz")]
    assert not [text for text in [*told, caplog.text, *map(str, kept)] if TOKEN in text]


def test_one_feed_that_fails_does_not_keep_the_others_from_being_asked(package: Path, source: Source) -> None:
    both = FEED + FEED.replace("feed.brent", "feed.zweite").replace("/brent.csv", "/z.csv").replace(
        'continues = ["datasets_oil_prices_2026"]', ""
    )
    (package / "feeds.toml").write_text(both.format(address=source.address), encoding="utf-8")
    source.answer("/brent.csv", status(500))
    source.answer("/z.csv", good(table(m2026_08=80.5)))
    first, second = refresh((), package)
    assert (first.status, second.status, second.new) == (Status.DOWN, Status.NEW, 4)
    rows = load(folder=package).series("brent_price", period="2026-07")
    assert min(rows["source"]) == "datasets_oil_prices_2026"  # another stream stands beside it
    assert len(rows) == 2


def test_what_cannot_be_written_is_told_and_leaves_everything_as_it_was(
    package: Path, source: Source, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    source.answer("/brent.csv", good(table(m2026_08=80.5)))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(Live, "stage", full)
        came = night("2026-09-10")
    assert (came.status, came.vintage) == (Status.DOWN, "")
    assert "No space left on device" in came.reason
    assert load(folder=package).series("brent_price", period="2026-08").empty
    assert night("2026-09-11").status == Status.NEW


def test_an_unknown_feed_and_broken_evidence_are_refused_before_anybody_is_asked(
    package: Path, source: Source, night: Night
) -> None:
    with pytest.raises(UnknownName, match="unknown feed 'brend': did you mean brent"):
        night("2026-09-10", "brend")
    (package / "units.csv").unlink()
    with pytest.raises(EvidenceError, match=r"units\.csv"):
        night("2026-09-10")
    assert source.asked == []


def test_the_command_tells_a_line_a_feed_and_exits_as_it_came_out(
    package: Path, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASPIAN_PROJECT", str(package.parent))
    source.answer("/brent.csv", good(table(m2026_08=80.5)), good(table(m2026_08=80.5)), status(404))

    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["refresh", *words])
        return result.exit_code, result.output

    code, said = run()
    assert (code, said.startswith("brent: new, 1 new and 0 revised rows; brent@")) == (0, True)
    assert run("brent")[1].startswith("brent: unchanged; brent@")
    code, said = run("brent", "--dry-run")
    assert (code, said.splitlines()[0].partition(";")[0]) == (1, "brent: down: answered 404 Not Found")
    code, said = run("--accept")
    assert (code, "expected the FEED whose held reply is right" in said) == (2, True)
    code, said = run("nobody")
    assert (code, "refused: unknown feed 'nobody'" in said) == (2, True)

"""What is news is told once, in one message that fits a phone, and no address or token stands anywhere."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from helpers.factory.outcome import Outcome, State
from helpers.night.news import News, news
from helpers.night.notice import LINES, WIDTH, NotSent, message, send
from helpers.refresh import Status
from tests.night.staging import REPORT, Stage
from tests.serving import Source, good, serving, status

TOKEN = "9f8e7d6c5b4a-secret"


@pytest.fixture
def service() -> Iterator[Source]:
    """A service that takes messages."""
    with serving() as source:
        source.answer(f"/{TOKEN}", good("{}", "application/json"))
        yield source


@pytest.fixture
def listened(stage: Stage, service: Source, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A stage of which somebody wants to hear."""
    monkeypatch.setenv("CASPIAN_NOTIFY", f"json://127.0.0.1:{service.port}/{TOKEN}")
    return stage


def messages(service: Source) -> list[dict[str, str]]:
    return [json.loads(asked.body) for asked in service.asked]


def test_nothing_new_is_not_told(listened: Stage, service: Source) -> None:
    listened.source("brent", Status.DOWN, reason="no answer")  # down, but not for long
    for day in (1, 2):
        assert listened.night(day).steps["tell"].text == "no news"
    assert not service.asked


def test_a_verdict_that_turns_is_told_once_however_often_the_night_is_made(listened: Stage, service: Source) -> None:
    listened.night(1)
    listened.verdict = "contradicted"
    for hour in (2, 14):
        listened.night(2, hour=hour, base_url="https://example.org/x")
    listened.night(3)
    (told,) = messages(service)
    assert told["title"] == "Caspian Notebooks, 2 November: 1 thing to know"
    assert told["message"].splitlines() == [
        "TRD-1: supported → contradicted", "https://example.org/x/changes.html",
    ]  # fmt: skip


def test_a_verdict_that_turns_back_in_the_same_night_is_told(listened: Stage, service: Source) -> None:
    listened.night(1)
    for hour, word in ((2, "contradicted"), (8, "supported"), (14, "supported")):
        listened.verdict = word
        listened.night(2, hour=hour)
    assert [told["message"] for told in messages(service)] == [
        "TRD-1: supported → contradicted", "no longer so: TRD-1: supported → contradicted",
    ]  # fmt: skip


def test_a_report_that_fails_is_told_in_the_first_of_its_nights(listened: Stage, service: Source) -> None:
    listened.night(1)
    listened.outcome, listened.growth = Outcome(REPORT, State.TIMED_OUT, "the cell was not done"), 7.0
    for day in (2, 3):
        listened.night(day)
    assert [told["message"] for told in messages(service)] == [f"{REPORT}: timed out, the cell was not done"]


def test_a_step_that_fails_is_told_in_the_first_of_its_nights(listened: Stage, service: Source) -> None:
    listened.faults = {"site": RuntimeError("out of order")}
    for day in (1, 2):
        listened.night(day)
    assert [told["message"] for told in messages(service)] == ["the step site failed: out of order"]


def test_a_source_is_told_on_the_nth_night_it_is_down_and_when_it_is_back(listened: Stage, service: Source) -> None:
    listened.source("brent")
    listened.night(1)
    for day, found in ((2, Status.DOWN), (3, Status.HELD), (4, Status.DOWN), (5, Status.DOWN)):
        listened.source("brent", found, reason="no answer")
        tonight = listened.night(day)
        assert tonight.sources["brent"].nights == day - 1
        assert tonight.sources["brent"].down_since == date(2026, 11, 2)
    listened.source("brent", Status.NEW, new=1, vintage="brent@2026-11-06", since=date(2026, 11, 6))
    for day in (6, 7):
        listened.night(day)
    assert [told["title"].split(", ")[1] for told in messages(service)] == [
        "4 November: 1 thing to know", "6 November: 1 thing to know",
    ]  # fmt: skip
    assert [told["message"] for told in messages(service)] == [
        "brent down for 3 nights, vintage of 2026-10-30 in use (no answer)",
        "brent is back: new, vintage of 2026-11-06 in use",
    ]


def test_a_notebook_that_grew_slower_by_half_is_told_once(listened: Stage, service: Source) -> None:
    for day, seconds in enumerate((2.0, 2.2, 1.9, 2.1, 5.0, 5.1), start=1):
        listened.growth += 1
        listened.outcome = Outcome(REPORT, State.SUCCEEDED, cells={"one": seconds})
        tonight = listened.night(day)
        assert bool(tonight.slower) == (seconds > 3)
    assert [told["message"] for told in messages(service)] == [f"{REPORT} takes 5 s, usually 2 s"]


def test_what_could_not_be_sent_is_sent_the_next_night(listened: Stage, service: Source) -> None:
    listened.night(1)
    service.answer(f"/{TOKEN}", status(500))
    listened.verdict = "contradicted"
    second = listened.night(2)
    assert set(second.failed_steps) == {"tell"}
    service.answer(f"/{TOKEN}", good("{}", "application/json"))
    service.asked.clear()
    assert not listened.night(3).failed_steps
    assert [told["message"] for told in messages(service)] == ["TRD-1: supported → contradicted"]


def test_no_address_and_no_token_is_written_anywhere(listened: Stage, service: Source) -> None:
    service.answer(f"/{TOKEN}", status(404, f"no such hook: /{TOKEN}"))
    listened.faults = {"site": RuntimeError(f"cannot reach /{TOKEN}")}
    tonight = listened.night(1)
    assert "1 of 1 services did not take the message" in tonight.steps["tell"].text
    written = [path for path in listened.reports.rglob("*") if path.is_file()]
    assert any(path.suffix == ".jsonl" for path in written)
    assert not [path for path in written if TOKEN.encode() in path.read_bytes()]


def test_an_address_that_is_none_is_told_by_its_number(listened: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASPIAN_NOTIFY", f"json://127.0.0.1/x nonsense://{TOKEN}")
    listened.faults = {"site": RuntimeError("out of order")}
    text = listened.night(1).steps["tell"].text
    assert text == "CASPIAN_NOTIFY: address 2 of 2 is none that Apprise knows"


def test_one_service_that_is_down_keeps_no_message_from_another(service: Source) -> None:
    here = f"json://127.0.0.1:{service.port}"
    assert send("title", "text", [f"{here}/lost", f"{here}/{TOKEN}"]) == 1
    assert messages(service)[-1]["message"] == "text"


def test_without_apprise_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "apprise", None)
    with pytest.raises(NotSent, match="install the extra: notify"):
        send("title", "text", ["json://127.0.0.1/"])


def test_a_message_fits_a_phone() -> None:
    many = [News(str(number), f"TRD-{number}: {'word ' * 50}") for number in range(30)]
    lines = message(many, "https://example.org/").splitlines()
    assert len(lines) == LINES
    assert all(len(line) <= WIDTH for line in lines)
    assert lines[-2:] == ["and 22 more", "https://example.org/changes.html"]


def test_news_of_nights_without_anybody_to_tell_do_not_pile_up(stage: Stage) -> None:
    stage.night(1)
    stage.verdict = "contradicted"
    second = stage.night(2)
    assert second.steps["tell"].text == "1 news, and nobody to tell: CASPIAN_NOTIFY is not set"
    assert not second.untold
    assert not news(stage.night(3), [second])

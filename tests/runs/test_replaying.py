"""A replay: verdicts from day to day, what turned them, and the page that tells it."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as some

from helpers.cli import main
from helpers.evidence import load
from helpers.factory.pages import hash_of
from helpers.locale import LANGUAGES, speaking
from helpers.present.scorecard_spans import flipped, spans_of, verdict_spans
from helpers.runs import judging
from helpers.runs.judging import Day, Heard, Judged, judge_days
from helpers.runs.replay_page import replay_page
from helpers.runs.replaying import Asked, contents
from helpers.runs.turnings import EVERY, Kind, checkable, steps, turnings, verdicts
from tests.browsing import Visit
from tests.present.looks import faults

EVIL = "<script>alert(1)</script>"
WORDS = ("unverified", "supported", "partly supported", "contradicted", "not checkable")


def judged(claim: str, verdict: str, *readings: tuple[str, str, list[str]]) -> Judged:
    heard = [Heard(*one) for one in readings] or [Heard("any", verdict, [])]
    return Judged(claim, "trade", f"Statement {claim} {EVIL}", verdict, f"It is {verdict}. {EVIL}", heard)


def replayed() -> list[Day]:
    """TRD-1 becomes known and flips, TRD-2 falls silent, TRD-3 turns without a source, TRD-4 holds, TRD-5 is open."""
    quiet = judged("TRD-4", "contradicted"), judged("TRD-5", "not checkable")
    first = [judged("TRD-1", "unverified"), judged("TRD-2", "supported", ("any", "supported", ["old"])),
             judged("TRD-3", "supported", ("any", "supported", ["old"])), *quiet]  # fmt: skip
    second = [judged("TRD-1", "supported", ("a", "supported", ["old", "new"])), judged("TRD-2", "unverified"),
              judged("TRD-3", "contradicted", ("any", "contradicted", ["old"])), *quiet]  # fmt: skip
    third = [
        judged("TRD-1", "partly supported", ("a", "supported", ["old", "new"]), ("b", "contradicted", ["newest"])),
        *second[1:],
    ]
    return [
        Day(date(2025, 1, 1), first, ["old"]),
        Day(date(2025, 2, 1), second, ["new", "old"]),
        Day(date(2025, 3, 1), third, ["new", "newest", "old"]),
    ]


SOURCES: Mapping[str, Mapping[str, str]] = {
    name: {"id": name, "publisher": f"Office {EVIL}", "title": name, "url": "https://example.org/", "published": "2025",
           "language": "en"}
    for name in ("old", "new", "newest")
}  # fmt: skip


def test_what_turned_is_told_with_the_sources_of_the_readings_that_changed() -> None:
    found = [(one.claim, one.kind, f"{one.day:%m}", one.before, one.verdict, one.new, one.gone)
             for one in turnings(replayed())]  # fmt: skip
    assert found == [
        ("TRD-1", Kind.KNOWN, "02", "unverified", "supported", ["new"], []),
        ("TRD-2", Kind.LOST, "02", "supported", "unverified", [], ["old"]),
        ("TRD-3", Kind.FLIPPED, "02", "supported", "contradicted", [], []),
        ("TRD-1", Kind.FLIPPED, "03", "supported", "partly supported", ["newest"], []),
    ]


@given(some.dates(date(2020, 1, 1), date(2026, 1, 1)), some.integers(1, 900), some.sampled_from(sorted(EVERY)))
def test_the_days_run_from_the_first_to_the_last_and_never_twice(first: date, length: int, every: str) -> None:
    last = date.fromordinal(first.toordinal() + length)
    days = steps(first, last, every)
    assert (days[0], days[-1]) == (first, last)
    assert days == sorted(set(days))
    if every == "month":
        assert all(day.day == min(first.day, (date(day.year + day.month // 12, day.month % 12 + 1, 1)
                                              - date(day.year, day.month, 1)).days) for day in days[:-1])  # fmt: skip


@settings(max_examples=30)
@given(some.lists(some.lists(some.sampled_from(WORDS), min_size=3, max_size=3), min_size=1, max_size=4))
def test_stretches_cover_all_days_and_turn_where_the_verdict_does(words: list[list[str]]) -> None:
    days = [Day(date(2025, month, 1), [judged(f"TRD-{n}", word) for n, word in enumerate(column)], [])
            for month, column in enumerate(words, start=1)]  # fmt: skip
    table, end = verdicts(days), date(2026, 1, 1)
    spans = spans_of(table, end)
    for claim, group in spans.groupby("claim"):
        assert list(group["start"])[1:] == list(group["end"])[:-1]
        assert (group["start"].iloc[0], group["end"].iloc[-1]) == (days[0].day, end)
        assert (group["verdict"] != group["verdict"].shift()).all()
        assert len(group) - 1 == sum(one.claim == claim for one in turnings(days))
    assert set(flipped(table)) <= set(table["claim"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_figure_can_be_read_by_eye_and_by_ear(lang: str) -> None:
    with speaking(lang):
        chart = verdict_spans(checkable(verdicts(replayed()))[["day", "claim", "verdict"]], date(2025, 4, 1))
    assert faults(chart.figure) == []
    assert [label.get_text() for label in chart.figure.axes[0].get_yticklabels()] == [f"TRD-{n}" for n in range(1, 5)]
    assert len(chart.data) == 12
    if lang == "en":
        assert chart.title.replace("\xa0", " ") == (
            "Evidence spoke to 3 of 4 checkable claims by 1 January 2025 and to 3 by 1 March 2025; 2 verdicts changed "
            "once known"
        )
        assert "TRD-1 unverified, supported by 1 February 2025, partly supported by 1 March 2025;" in chart.alt.replace(
            "\xa0", " "
        )


def page(lang: str = "en") -> BeautifulSoup:
    return BeautifulSoup(
        replay_page(replayed(), lang, SOURCES, {"en": "index.html", "ru": "index.ru.html"}), "html.parser"
    )


def test_the_page_tells_each_turning_with_its_reason_and_its_sources() -> None:
    soup = page()
    assert [head.get_text().replace("\xa0", " ") for head in soup.find_all("h3")] == [
        "By 1 February 2025: 3 verdicts",
        "By 1 March 2025: 1 verdict",
    ]
    cards = soup.select("div.cn-verdict")
    said = [" ".join(card.get_text(" ").replace("\xa0", " ").split()) for card in cards]
    assert "Behind it is 1 source that became public after 1 January 2025: Office" in said[0]
    assert "No source behind it is new; 1 on which the verdict rested before no longer counts." in said[1]
    assert "the verdict turned with the day itself" in said[2]
    assert "became known" in said[0]
    assert "flipped" in said[3]
    assert "Left out, for no evidence decides on them: TRD-5." in soup.get_text()
    ids = {tag["id"] for tag in soup.find_all(id=True)}
    inner = {str(link["href"])[1:] for link in soup.find_all("a", href=re.compile("^#"))}
    assert inner <= ids


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_runs_nothing_and_asks_nothing(lang: str) -> None:
    soup = page(lang)
    assert not soup.find_all("script")
    policy = str(soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"}))
    assert hash_of(soup.find("style").get_text()) in policy  # type: ignore[union-attr]
    assert not [tag for tag in soup.find_all(src=True) if not str(tag["src"]).startswith("data:")]
    assert soup.find("html")["lang"] == lang  # type: ignore[index]
    assert soup.select_one("a[hreflang]") is not None


def test_the_russian_page_speaks_russian() -> None:
    text = page("ru").get_text()
    for english in ("Bottom line", "became known", "Behind it", "By 1 ", "Claim by claim", "unverified"):
        assert english not in text.replace("It is unverified", ""), english


def test_the_files_say_the_same_as_the_page() -> None:
    made = contents(Asked(date(2025, 1, 1), date(2025, 3, 1)), {"en": replayed()})
    assert sorted(made) == ["index.html", "replay.json", "turnings.csv", "verdicts.csv"]
    told = json.loads(made["replay.json"])
    assert [one["claim"] for one in told["turnings"]] == ["TRD-1", "TRD-2", "TRD-3", "TRD-1"]
    assert told["claims"][0]["verdicts"][-1] == {"verdict": "partly supported", "from": "2025-03-01"}
    assert made["turnings.csv"].splitlines()[0] == "claim,theme,kind,since,day,before,verdict,reason,new,gone"
    assert len(made["verdicts.csv"].splitlines()) == 16


def test_days_are_judged_in_two_processes_and_then_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = [date(1990, 1, 1), date(2015, 1, 1)]
    first = judge_days(days, "en", 100, tmp_path, workers=2)
    assert first[0] == judging.judge_day(days[0], "en", 100)
    assert "TRD-1" in {one.claim for one in first[1].claims}
    assert set(first[0].public) < set(first[1].public) < set(load().table("sources")["id"])
    used = {source for one in first[1].claims for heard in one.readings for source in heard.sources}
    assert set() < used <= set(first[1].public)

    def never(*_: object) -> Day:
        raise AssertionError("judged again")

    monkeypatch.setattr(judging, "judge_day", never)
    assert judge_days(days, "en", 100, tmp_path) == first
    with pytest.raises(AssertionError, match="judged again"):
        judge_days(days[:1], "en", 200, tmp_path)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules that need no time."""
    days = {day.day: day for day in replayed()}
    monkeypatch.setattr(judging, "judge_day", lambda day, *_: days[day])


def test_the_command_writes_a_folder_once_and_says_where(quick: None, tmp_path: Path) -> None:
    asked = [
        "replay",
        "--from",
        "2025-01-01",
        "--to",
        "2025-03-01",
        "--lang",
        "en,ru",
        "--out",
        str(tmp_path),
        "--jobs",
        "1",
    ]
    results = [CliRunner().invoke(main, asked) for _ in range(2)]
    assert [result.exit_code for result in results] == [0, 0], results[0].output
    (folder,) = (tmp_path / "replays").iterdir()
    assert re.fullmatch(r"2025-01-01_2025-03-01_month-[0-9a-f]{8}", folder.name)
    assert f"replay: {folder / 'index.html'}" in results[1].output
    assert "2025-02-01: judged in ru, 2 of 3 days known" in results[0].output
    assert "judged" not in results[1].output
    assert sorted(path.name for path in folder.iterdir()) == [
        "index.html", "index.ru.html", "replay.json", "turnings.csv", "verdicts.csv",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--from", "2025-01-01", "--to", "2024-01-01"], "expected a later day for --to"),
        (["--from", "January"], "--from January: expected a day written as YYYY-MM-DD"),
        (["--from", "2025-01-01", "--lang", "rus"], "--lang rus: did you mean ru?"),
    ],
)
def test_a_wrong_request_is_refused(arguments: list[str], said: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["replay", *arguments, "--out", str(tmp_path)])
    assert (result.exit_code, said in result.output) == (2, True), result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_browser_finds_nothing_to_complain_of(lang: str, tmp_path: Path, opened: Callable[..., Visit]) -> None:
    path = tmp_path / "index.html"
    path.write_text(replay_page(replayed(), lang, SOURCES, {lang: "index.html"}), encoding="utf-8")
    for width in (1280, 320):
        shown = opened(path, viewport={"width": width, "height": 900})
        assert shown.said == []
        assert shown.asked == [path.as_uri()] or all(one.startswith("data:") for one in shown.asked[1:])
        assert shown.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert Axe().run(shown.page).response["violations"] == []

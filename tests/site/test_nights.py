"""The page of nights says which figures are old, in every language, and a site without nights has none."""

import re
from pathlib import Path

import pytest

from helpers.runs.nights import Made, Night, Source
from helpers.site import nights
from helpers.site.publish import contents
from tests.site.conftest import FIRST, packet
from tests.site.conftest import nights as two_nights


def text(page: Path) -> str:
    """What a reader reads of a page."""
    body = re.sub(r"<(style|script)>.*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).replace("\xa0", " ").split())


def test_the_page_says_what_is_in_use_and_since_when(site: Path) -> None:
    said = text(site / "nights.html")
    for part in (
        "No usable answer for 2 nights", "2026-10-20", "An implausible answer held back for 1 night",
        "Not asked: it wants a key that is not set", "none fetched yet", "1 could not be made", "1 made",
        "none on 2026-11-02", "1 verdict turned and 1 headline number moved", "and Oil",
    ):  # fmt: skip
        assert part in said, part
    assert said.index("2026-11-03") < said.index("2026-11-01")  # newest first


def test_it_speaks_russian(site: Path) -> None:
    said = text(site / "ru" / "nights.html")
    for part in (
        "Что принесла каждая ночь?",
        "20.10.2026",
        "уже 2 ночи",
        "1 построить не удалось",
        "пропущено: 02.11.2026",
    ):
        assert part in said, part
    assert "usable" not in said


def test_the_front_page_tells_of_old_figures(site: Path) -> None:
    said = text(site / "index.html")
    assert "Without a usable answer last night, so that older figures are in use:" in said
    assert "(of 2026-10-20) and Oil (nothing fetched yet)" in said
    assert 'href="nights.html"' in (site / "index.html").read_text(encoding="utf-8")


def test_where_nobody_makes_nights_there_is_no_page_of_them(tmp_path: Path) -> None:
    packet(tmp_path, FIRST, "supported", 5.0, ("en",))
    made = contents(tmp_path)
    assert "nights.html" not in made
    assert b"nights.html" not in made["index.html"]


@pytest.mark.parametrize(
    ("reports", "said"),
    [
        ({}, "none was made"),
        ({"a": Made(state="fresh")}, "all were up to date"),
        ({"a": Made(state="succeeded with warnings"), "b": Made(state="fresh")}, "1 made"),
        ({"a": Made(state="timed out"), "b": Made(state="kernel died")}, "2 could not be made"),
    ],
)
def test_what_became_of_the_reports_of_a_night(reports: dict[str, Made], said: str) -> None:
    assert nights.made(two_nights()[0].model_copy(update={"reports": reports})) == said


def test_a_night_that_never_ended_is_broken_off_unless_it_is_the_newest() -> None:
    first, second = two_nights()
    unended: Night = first.model_copy(update={"ended": None})
    assert nights.broken_off([second, unended], unended)
    assert not nights.broken_off([second, unended], second)


def test_a_source_without_any_figures_says_so() -> None:
    lone = two_nights()[1].model_copy(update={"sources": {"oil": Source(status="down", down_since="2026-11-03")}})
    assert nights.stale([lone]) == "oil (nothing fetched yet)"

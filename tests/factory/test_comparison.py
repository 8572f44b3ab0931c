"""The page of a sweep says what moves, what turns and what failed, and needs nothing else."""

import base64
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as some

from helpers.factory.catalogue import find
from helpers.factory.compared import tidy
from helpers.factory.comparison import comparison_page
from helpers.factory.gathered import Result
from helpers.factory.grid import Grid, read_grid
from helpers.factory.outcome import State
from helpers.factory.pages import hash_of
from helpers.factory.refusal import Refusal
from helpers.factory.turns import matrix, stretches, turning, turns
from helpers.locale import LANGUAGES
from helpers.present.swept import Axis
from tests.browsing import Visit

EVIL = "<script>alert(1)</script>"
LEVEL, METHOD = "level=0.5,0.7,0.9", "method=pooled,damped trend,no change"
Facts = Mapping[str, Any]


def headline(name: str, value: float | None, text: str = "", width: float = 0.5) -> dict[str, Any]:
    low, high = (value - width, value + width) if value is not None else (None, None)
    said = text or f"{value} Mt"
    return {"name": name, "label": f"The {name}", "value": value, "low": low, "high": high, "unit": "Mt", "text": said}


def verdict(claim: str, word: str, reason: str = "Because.") -> dict[str, Any]:
    return {"id": claim, "statement": f"Statement {claim} {EVIL}", "verdict": word, "reason": reason}


def good(point: Any) -> Result:
    """Cargo follows the level, oil the method; OUT-1 turns with the level, OUT-2 with both, OUT-3 never."""
    plenty = point.level > 0.6
    headlines = [
        headline("cargo", 10 * point.level), headline("oil", float(len(point.method))), headline("tide", 1.0),
        headline("hope", None, "much" if plenty else "not known on 2025-01-31"),
    ]  # fmt: skip
    verdicts = [
        verdict("OUT-1", "supported" if plenty else "unverified", f"The level is {point.level}."),
        verdict("OUT-2", "contradicted" if plenty and point.method == "no change" else "supported"),
        verdict("OUT-3", "not checkable"),
    ]
    return Result("key", State.SUCCEEDED, seconds=2, as_of="2025-01-31", headlines=headlines, verdicts=verdicts)


def page(grid: Grid, make: Callable[[Any], Result] = good) -> BeautifulSoup:
    results = [make(point) for point in grid.points]
    return BeautifulSoup(comparison_page(grid, results, tidy(grid, results), {}), "html.parser")


def asked(*axes: str) -> Grid:
    return read_grid(find(["09_outlook"])[0], axes)


@pytest.fixture(scope="module")
def soup() -> BeautifulSoup:
    return page(asked(LEVEL, METHOD))


def text(part: Tag | None) -> str:
    assert part is not None
    return " ".join(part.get_text(" ", strip=True).split())


def rows(table: Tag | None) -> list[list[str]]:
    assert table is not None
    return [[text(cell) for cell in row.find_all(["th", "td"])] for row in table.select("tbody tr")]


def test_the_page_is_complete_and_runs_nothing(soup: BeautifulSoup) -> None:
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    styles = soup.find_all("style")
    assert isinstance(policy, Tag)
    assert len(styles) == 1
    assert f"default-src 'none'; img-src data:; style-src 'sha256-{hash_of(styles[0].text)}'" in policy["content"]
    assert not soup.find_all(["script", "link", "iframe"])
    assert not soup.find_all(style=True)
    assert all(str(image["src"]).startswith("data:image/svg+xml") for image in soup.find_all("img"))
    assert EVIL in text(soup)


def test_every_address_within_the_page_leads_somewhere(soup: BeautifulSoup) -> None:
    anchors = [str(tag["id"]) for tag in soup.find_all(id=True)]
    assert len(set(anchors)) == len(anchors)
    assert {str(link["href"])[1:] for link in soup.find_all("a", href=re.compile("^#"))} <= set(anchors)
    assert soup.html is not None
    assert soup.html["lang"] == "en"
    assert [int(heading.name[1]) for heading in soup.find_all(re.compile("^h[1-6]$"))][:3] == [1, 2, 2]


def test_the_bottom_line_counts_what_turns_and_what_moves(soup: BeautifulSoup) -> None:
    said = text(soup.select_one(".bottom"))
    assert "9 runs: all succeeded." in said
    assert "2 of 3 verdicts turn: OUT-1 with level ; OUT-2 with level and method ." in said
    assert "3 of 4 headline numbers move." in said
    assert "Most of all: The oil: between 6 (method pooled) and 12 Mt (method damped trend)" in said


def test_the_table_of_turns_says_which_values_turn_which_verdict(soup: BeautifulSoup) -> None:
    assert rows(soup.select_one("#verdicts ~ figure table")) == [
        ["OUT-1", "level 0.5 to 0.7", "? unverified → becomes ✓ supported", "3 of 3"],
        ["OUT-2", "level 0.5 to 0.7", "✓ supported → becomes ✗ contradicted", "1 of 3"],
        ["OUT-2", "method pooled to no change", "✓ supported → becomes ✗ contradicted", "2 of 3"],
    ]


def test_a_claim_that_one_parameter_turns_is_told_along_it(soup: BeautifulSoup) -> None:
    assert text(soup.find(id="claim-OUT-1")) == (
        f"OUT-1 ? unverified ✓ supported Statement OUT-1 {EVIL} level 0.5 ? unverified The level is 0.5. "
        "level 0.7 to 0.9 ✓ supported With 0.7: The level is 0.7. Not turned by method."
    )


def test_a_claim_that_two_parameters_turn_is_laid_out_over_both(soup: BeautifulSoup) -> None:
    card = soup.find(id="claim-OUT-2")
    assert isinstance(card, Tag)
    assert [text(cell) for cell in card.select("thead th")] == ["method ↓ level →", "0.5", "0.7", "0.9"]
    assert rows(card.table) == [
        ["pooled", *["✓ supported"] * 3],
        ["damped trend", *["✓ supported"] * 3],
        ["no change", "✓ supported", "✗ contradicted", "✗ contradicted"],
    ]


def test_what_stays_is_told_too(soup: BeautifulSoup) -> None:
    tables = {
        text(figure.figcaption): rows(figure.table) for figure in soup.select("figure.cn-tablebox:has(figcaption)")
    }
    assert tables["Verdicts that are the same in every run"] == [
        ["OUT-3", "· not checkable", f"Statement OUT-3 {EVIL}"]
    ]
    assert tables["Headline numbers that are the same in every run"] == [["The tide", "1.0 Mt"]]
    assert tables["Headlines in words"] == [["The hope", "not known", "3 runs"], ["The hope", "much", "6 runs"]]


def test_every_figure_has_its_finding_its_description_and_its_data(soup: BeautifulSoup) -> None:
    figures = soup.select("figure.cn-figure")
    assert [text(figure.figcaption) for figure in figures] == [
        "Figure 1. The cargo: rises from 5 to 9 Mt as level goes from 0.5 to 0.9; method does not move it",
        "Figure 2. The oil: between 6 (method pooled) and 12 Mt (method damped trend); level does not move it",
    ]
    for figure in figures:
        assert figure.img is not None
        assert str(figure.img["alt"]).startswith("The ")
        link = figure.select_one("a.cn-download")
        assert link is not None
        data = base64.b64decode(str(link["href"]).partition(",")[2]).decode("utf-8-sig")
        assert data.splitlines()[0] == "level,method,value,low,high"
        assert len(data.splitlines()) == 10


def supported_beyond(least: float) -> Callable[[Any], Result]:
    """One number, the sum of the settings, and one claim, which a greater one supports."""

    def make(point: Any) -> Result:
        total = point.level + point.tariff + len(point.method)
        word = "supported" if total > least else "contradicted"
        return Result("key", State.SUCCEEDED, headlines=[headline("sum", total)], verdicts=[verdict("OUT-1", word)])

    return make


def test_many_values_show_signs_whose_words_can_be_heard() -> None:
    soup = page(asked("level=0.5,0.55,0.7,0.8,0.9", "tariff=0,0.2,0.4,0.6,0.8"), supported_beyond(7))
    cells = soup.select("#claim-OUT-1 td")
    assert {text(cell) for cell in cells} == {"✓ supported", "✗ contradicted"}
    assert all(cell.select_one(".cn-hidden") for cell in cells)


def test_three_parameters_are_told_run_by_run() -> None:
    soup = page(asked("level=0.5,0.9", "tariff=0,1", "method=pooled,no change"), supported_beyond(10.6))
    table = soup.select_one("details table[aria-label='The verdicts that turn, run by run']")
    assert [row[-1] for row in rows(table)] == ["✗ contradicted"] * 7 + ["✓ supported"]
    assert rows(table)[-1] == ["8", "0.9", "1", "no change", "✓ supported"]
    assert "method moves it most" in text(soup.select_one("figure.cn-figure figcaption"))


def test_runs_that_failed_are_listed_with_their_reason() -> None:
    def some_fail(point: Any) -> Result:
        return good(point) if point.level > 0.6 else Result("key", State.FAILED, f"ValueError: {EVIL}", 7, 1.5)

    soup = page(asked(LEVEL), some_fail)
    assert "3 runs: 1 failed and 2 succeeded." in text(soup.select_one(".bottom"))
    assert rows(soup.select_one("#failed ~ figure table")) == [
        ["1", "0.5", "failed in code cell 7", f"ValueError: {EVIL}"]
    ]
    assert rows(soup.select_one("#runs ~ details table"))[0] == ["1", "0.5", "failed in code cell 7", "1.5"]


def test_the_page_speaks_the_language_of_its_runs() -> None:
    def some_fail(point: Any) -> Result:
        return good(point) if point.level > 0.6 else Result("key", State.FAILED, "ValueError", 7, 1.5)

    soup = page(asked(LEVEL, METHOD, "lang=ru"), some_fail)
    assert soup.html is not None
    assert soup.html["lang"] == "ru"
    assert text(soup.h1) == "Чем станет пространство между Баку и Астаной и что нужно, чтобы это был центр?"
    said = text(soup.select_one(".bottom"))
    assert "9 запусков: ошибка — 3 и успешно — 6." in said
    assert "Меняется 1 вердикт (всего их 3): OUT-2 — от method ." in said
    assert "The oil: от 6 (method pooled) до 12 млн т (method damped trend); level на него не влияет" in said
    assert rows(soup.select_one("#failed ~ figure table"))[0][1:4] == ["0,5", "pooled", "ru"]
    assert rows(soup.select_one("#failed ~ figure table"))[0][4:] == ["ошибка, ячейка кода 7", "ValueError"]


def test_a_sweep_speaks_one_language() -> None:
    with pytest.raises(Refusal, match="one sweep a language"):
        asked(LEVEL, "lang=en,ru")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_accessible_and_fits(opened: Callable[..., Visit], tmp_path: Path, lang: str, width: int) -> None:
    grid, path = asked(LEVEL, METHOD, f"lang={lang}"), tmp_path / "index.html"
    results = [good(point) for point in grid.points]
    path.write_text(comparison_page(grid, results, tidy(grid, results), {}), encoding="utf-8")
    seen = opened(path, viewport={"width": width, "height": 800})
    assert seen.page.evaluate("document.documentElement.scrollWidth") == width
    assert not Axe().run(seen.page).response["violations"]
    assert [url for url in seen.asked if not url.startswith("data:")] == [path.as_uri()]
    assert not seen.said


@pytest.mark.parametrize("axes", [["level=0.5"], ["level=0.5,0.9", "seed=1"]])
def test_a_sweep_of_which_everything_failed_has_a_page(axes: list[str]) -> None:
    soup = page(asked(*axes), lambda _: Result("key", State.TIMED_OUT, "not done after 600 seconds"))
    assert not soup.select("figure.cn-figure")
    assert soup.find(id="failed")
    assert not soup.find(id="verdicts")


def test_one_point_is_compared_with_nothing() -> None:
    soup = page(asked("level=0.5"))
    said = text(soup.select_one(".bottom"))
    assert "1 run: succeeded." in said
    assert "No verdict turns: each of the 3 is the same in every run." in said
    assert "No headline number moves: each of the 4 is the same in every run." in said


def frame(words: list[tuple[int, int, str]]) -> pd.DataFrame:
    told = pd.DataFrame(words, columns=["level", "method", "verdict"])
    return told.assign(claim="OUT-1", statement="It is so.", reason="")


AXES = [Axis.of("level", [0.5, 0.7, 0.9]), Axis.of("method", ["no change", "pooled", "damped"], "pooled")]


def test_a_choice_is_compared_with_its_default_and_a_number_with_the_next() -> None:
    words = {(0, 0): "a", (1, 0): "b", (2, 0): "b", (0, 1): "a", (0, 2): "c"}
    found = turns(frame([(*places, word) for places, word in words.items()]), AXES)
    assert found[["parameter", "changed", "before", "after"]].to_numpy().tolist() == [
        ["level", "0.5 to 0.7", "a", "b"],
        ["method", "pooled to damped", "a", "c"],
    ]
    assert turning(frame([(0, 0, "a"), (1, 0, "a")])) == []


WORDS = some.lists(some.sampled_from(["supported", "contradicted"]), min_size=9, max_size=9)


@given(WORDS, some.sets(some.integers(0, 8)))
def test_turns_and_layouts_agree_with_the_verdicts(words: list[str], failed: set[int]) -> None:
    told = frame([(n // 3, n % 3, word) for n, word in enumerate(words) if n not in failed])
    found = turns(told, AXES)
    assert bool(len(found)) <= bool(turning(told))
    assert (found["times"] <= found["of"]).all()
    assert (found["before"] != found["after"]).all()
    if not failed:
        assert bool(len(found)) == bool(turning(told))  # on a whole grid no verdict changes without a turn
    laid = [word for _, line in matrix(told, *AXES) for word in line]
    assert laid == ["" if n in failed else word for n, word in enumerate(words)]
    for _, part in told.groupby("method"):
        along = stretches(part, AXES[0])
        assert [one["verdict"] for one in along] == part["verdict"][part["verdict"] != part["verdict"].shift()].tolist()

"""The page of a report that could not be made speaks the language of the report, and is open to everybody."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from helpers.factory.failure import failure_page
from helpers.factory.outcome import Outcome, State
from helpers.factory.plan import plan
from helpers.locale import LANGUAGES
from tests.browsing import Visit

EVIL = "<script>alert(1)</script>"


def page(lang: str) -> str:
    job = plan(["02_trade"], {}, ("html",), (lang,))[0]
    return failure_page(
        job, Outcome(job.report, State.TIMED_OUT, f"too long {EVIL}", cell=3, trace=EVIL, log="x" * 500)
    )


def test_the_page_is_in_the_language_of_the_report() -> None:
    assert '<html lang="en">' in page("en")
    assert "<h1>02_trade: timed out in code cell 3</h1>" in page("en")
    russian = page("ru").replace("\xa0", " ")
    for part in (
        '<html lang="ru">',
        "<h1>02_trade.ru: время вышло, ячейка кода 3</h1>",
        '<p lang="en">too long',
        "lang = ru",
    ):
        assert part in russian, part


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_accessible_fits_and_runs_nothing(
    opened: Callable[..., Visit], tmp_path: Path, lang: str, width: int
) -> None:
    path = tmp_path / "failed.html"
    path.write_text(page(lang), encoding="utf-8")
    seen = opened(path, viewport={"width": width, "height": 800})
    assert seen.page.evaluate("document.documentElement.scrollWidth") == width
    assert not Axe().run(seen.page).response["violations"]
    assert (seen.asked, seen.said) == ([path.as_uri()], [])

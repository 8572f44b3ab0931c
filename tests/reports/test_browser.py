"""Reports in a real browser: from disk, with the network cut, on a desk, on a phone, in the dark, on paper."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat import NotebookNode
from PIL import Image

from helpers.factory.html import html_of
from helpers.factory.report import report as made
from helpers.parameters import NOTEBOOKS
from tests.browsing import Visit
from tests.building import editions

Open = Callable[..., Visit]


@pytest.fixture(scope="module", params=editions(NOTEBOOKS))
def report(request: pytest.FixtureRequest, collection: tuple[Path, dict[str, Any]]) -> Path:
    return collection[0] / f"{request.param}.html"


def test_a_report_opens_without_a_request_or_a_word_of_complaint(opened: Open, report: Path) -> None:
    visit = opened(report)
    assert visit.asked == [report.as_uri()]
    assert visit.said == []
    assert visit.page.title()


ALL_RULES = {"resultTypes": ["violations"]}


@pytest.mark.parametrize(
    ("scheme", "rules"), [("light", ALL_RULES), ("dark", {**ALL_RULES, "runOnly": ["color-contrast"]})]
)
def test_axe_finds_no_violation(opened: Open, report: Path, scheme: str, rules: dict[str, Any]) -> None:
    page = opened(report, color_scheme=scheme, bypass_csp=True).page
    found = Axe().run(page, options=rules).response["violations"]
    assert not [(one["id"], one["help"], [node["target"] for node in one["nodes"]][:3]) for one in found]


def test_one_switch_shows_all_code(opened: Open, report: Path) -> None:
    page = opened(report).page
    switch, codes = page.get_by_role("switch"), page.locator("details.code")
    assert codes.count() > 5
    assert visible(codes, "pre") == 0
    switch.focus()
    page.keyboard.press("Space")
    assert switch.get_attribute("aria-checked") == "true"
    assert visible(codes, "pre") == codes.count()
    page.keyboard.press("Enter")
    assert visible(codes, "pre") == 0


def visible(outer: Any, selector: str) -> int:
    return sum(one.is_visible() for one in outer.locator(selector).all())


def test_a_page_is_complete_without_script(opened: Open, report: Path) -> None:
    page = opened(report, java_script_enabled=False).page
    assert page.get_by_role("switch").count() == 0
    assert page.locator("h2").count() > 6
    page.locator("details.code summary").first.click()
    assert page.locator("details.code pre").first.is_visible()


def test_a_phone_never_scrolls_sideways(opened: Open, report: Path) -> None:
    page = opened(report, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).page
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_figure_stands_on_the_ground_of_the_page(
    opened: Open, notebook: NotebookNode, tmp_path: Path, scheme: str
) -> None:
    path = tmp_path / "report.html"
    path.write_text(html_of(made(notebook)), encoding="utf-8")
    page = opened(path, color_scheme=scheme).page
    figure, ground = page.locator(".cn-card img").first, page.evaluate("getComputedStyle(document.body).backgroundColor")
    shown = Image.open(io.BytesIO(figure.screenshot())).convert("RGB")
    assert f"rgb{shown.getpixel((10, 10))}" == ground


def test_paper_shows_what_is_folded_and_no_button(opened: Open, report: Path) -> None:
    page = opened(report).page
    page.emulate_media(media="print")
    assert not page.locator("button").first.is_visible()
    folded = page.locator("details.cn-more li, details.cn-more td").all()
    assert folded
    assert all(one.is_visible() for one in folded[:40])


def test_each_number_of_a_sentence_leads_to_its_evidence(opened: Open, report: Path) -> None:
    page = opened(report).page
    links = page.locator("a.cn-from")
    assert links.count() > 5
    links.first.click()
    assert page.locator(":target").is_visible()


def test_a_report_is_small(report: Path) -> None:
    assert report.stat().st_size < 3_000_000


@pytest.fixture
def explored(collection: tuple[Path, dict[str, Any]]) -> Path:
    """A report with an explorer."""
    return collection[0] / "02_trade.html"


def test_a_slider_shows_one_still_at_a_time_from_disk(opened: Open, explored: Path) -> None:
    visit = opened(explored)
    states = visit.page.locator(".cn-states").first
    slider, stills = states.get_by_role("slider"), states.locator(".cn-state")
    assert [still.is_visible() for still in stills.all()].count(True) == 1
    before = states.locator(".cn-state:visible img").get_attribute("src")
    label = slider.get_attribute("aria-valuetext")
    slider.focus()
    visit.page.keyboard.press("ArrowRight")
    assert states.locator(".cn-state:visible img").get_attribute("src") != before
    assert slider.get_attribute("aria-valuetext") != label
    assert states.locator("output").inner_text() == slider.get_attribute("aria-valuetext")
    assert visit.said == []


@pytest.mark.parametrize(("script", "media"), [(False, "screen"), (True, "print")])
def test_all_stills_are_seen_without_script_and_on_paper(
    opened: Open, explored: Path, script: bool, media: Any
) -> None:
    page = opened(explored, java_script_enabled=script).page
    page.emulate_media(media=media)
    stills = page.locator(".cn-states").first.locator(".cn-state").all()
    assert len(stills) > 2
    assert all(still.locator("img").is_visible() and still.locator("p").first.is_visible() for still in stills)

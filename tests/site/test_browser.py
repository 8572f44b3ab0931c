"""The site in a real browser, opened from disk with the network cut."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from helpers.runs.comparison import recorded
from helpers.runs.naming import find_run
from helpers.site import compared
from tests.site.conftest import FIRST, SECOND

ENGLISH = (
    "index.html", "claims/TRD-1.html", "themes/02_trade.html", "changes.html", "search.html", "data.html",
    "nights.html",
)  # fmt: skip
PAGES = (*ENGLISH, *(f"ru/{name}" for name in ENGLISH))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without network; what it says and asks for is noted, and must be nothing."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
    opened, said, asked = context.new_page(), list[str](), list[str]()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    assert not said
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]
    context.close()


def visible(page: Page, what: str = "tbody tr") -> list[str]:
    """The ids of claims, or the first words of entries, that can be seen."""
    page.wait_for_timeout(200)  # a page answers a changed address or choice in its own time
    found: list[str] = page.locator(f"{what}:visible").evaluate_all(
        "rows => rows.map(row => row.id || row.innerText.split(':')[0])"
    )
    return found


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_is_accessible_and_fits(page: Page, site: Path, name: str, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto((site / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(page).response["violations"]
    assert not [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_of_one_comparison_is_accessible_and_fits(
    page: Page, archive: Path, tmp_path: Path, width: int
) -> None:
    alone = tmp_path / "comparison.html"
    alone.write_text(compared.page(recorded(find_run(SECOND, archive), find_run(FIRST, archive))), encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(alone.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert not [(rule["id"], rule["nodes"]) for rule in Axe().run(page).response["violations"]]


def test_dark_mode_is_dark(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    colours = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        colours.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert colours[0] == "rgb(255, 255, 255)"
    assert sum(map(int, colours[1].removeprefix("rgb(").rstrip(")").split(","))) < 150


def test_the_ledger_is_filtered_by_verdict_theme_and_words(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    assert visible(page) == ["TRD-1", "TRD-2", "ENG-1"]
    page.get_by_role("combobox", name="Verdict", exact=True).select_option("contradicted")
    assert visible(page) == ["TRD-2"]
    assert page.get_by_text("Showing 1 of 3 claims").is_visible()
    assert "verdict=contradicted" in page.url
    page.get_by_role("button", name="Reset").click()
    page.get_by_role("combobox", name="Theme").select_option("Trade")
    assert visible(page) == ["TRD-1", "TRD-2"]
    page.get_by_role("button", name="Reset").click()
    page.get_by_label("Words").fill("baki OIL")  # without the marks of Bakı, in any order
    assert visible(page) == ["ENG-1"]


def test_the_ledger_is_shown_as_known_on_an_earlier_day(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_role("combobox", name="As known on").select_option("2024-12-31")
    assert "unverified" in page.locator("#TRD-1").inner_text()
    page.get_by_role("combobox", name="Verdict", exact=True).select_option("partly supported")
    assert visible(page) == []
    page.get_by_role("combobox", name="As known on").select_option("2025-12-31")
    assert visible(page) == ["TRD-1"]
    page.get_by_role("button", name="Reset").click()
    page.get_by_role("combobox", name="Verdict since").select_option("2024-12-31")
    assert visible(page) == ["TRD-2", "ENG-1"]


def test_a_link_from_the_tally_filters_and_a_filter_can_be_linked(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="1 supported").click()
    assert visible(page) == ["ENG-1"]
    page.goto((site / "index.html").as_uri() + "#theme=02_trade&verdict=contradicted")
    page.reload()
    assert visible(page) == ["TRD-2"]


def test_the_ledger_is_sorted_up_and_down_and_says_so(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    head = page.locator("th", has=page.get_by_role("button", name="Verdict", exact=True))
    head.get_by_role("button").click()
    assert visible(page) == ["ENG-1", "TRD-1", "TRD-2"]  # the order of the vocabulary
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").click()
    assert visible(page) == ["TRD-2", "TRD-1", "ENG-1"]
    page.get_by_role("button", name="Claim").click()
    assert visible(page) == ["TRD-1", "TRD-2", "ENG-1"]  # the order of the ledger
    assert head.get_attribute("aria-sort") is None


def test_the_ledger_works_from_the_keyboard(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_role("button", name="Verdict", exact=True).focus()
    page.keyboard.press("Enter")
    assert visible(page) == ["ENG-1", "TRD-1", "TRD-2"]


def test_search_finds_claims_figures_and_sources_and_opens_them(page: Page, site: Path) -> None:
    page.goto((site / "search.html").as_uri())
    box = page.get_by_label("Words")
    box.fill("baki")
    assert visible(page, "[data-row]") == ["ENG-1"]
    assert page.locator("h2:visible").all_inner_texts() == ["Claims"]
    box.fill("nothing at all like this")
    assert visible(page, "[data-row]") == []
    box.fill("press 2024")
    assert page.locator("h2:visible").all_inner_texts() == ["Sources"]
    box.fill("figure 1 trade")
    page.get_by_role("link", name="Trade <script>").click()
    assert page.url.endswith("reports/02_trade.html#figure-1")


def test_the_russian_ledger_is_filtered_and_sorted(page: Page, site: Path) -> None:
    page.goto((site / "ru/index.html").as_uri())
    page.get_by_role("combobox", name="Вердикт", exact=True).select_option("опровергнуто")
    assert visible(page) == ["TRD-2"]
    assert page.get_by_text("Показано утверждений: 1 из 3").is_visible()
    assert "verdict=contradicted" in page.url  # the same address in every language
    page.get_by_role("button", name="Сбросить").click()
    page.get_by_role("combobox", name="Тема").select_option("Торговля")
    assert visible(page) == ["TRD-1", "TRD-2"]
    page.get_by_role("button", name="Сбросить").click()
    page.get_by_role("combobox", name="Известное на").select_option("31.12.2024")
    assert "не установлено" in page.locator("#TRD-1").inner_text()
    page.get_by_role("button", name="Сбросить").click()
    page.get_by_role("button", name="Утверждение").click()
    assert visible(page) == ["TRD-2", "ENG-1", "TRD-1"]  # =, Ещё, Торговля: by letters, not by their codes
    page.get_by_role("button", name="Вердикт", exact=True).click()
    assert visible(page) == ["ENG-1", "TRD-1", "TRD-2"]


def test_russian_words_are_found_with_or_without_their_marks_and_in_every_case(page: Page, site: Path) -> None:
    page.goto((site / "ru/search.html").as_uri())
    box = page.get_by_label("Слова")
    for asked in ("еще baki", "ЕЩЁ нефть", "нефти через", "идёт", "идет"):
        box.fill(asked)
        assert visible(page, "[data-row]") == ["ENG-1"], asked
    box.fill("рисунок 1 торговля")
    assert page.locator("h2:visible").all_inner_texts() == ["Рисунки и\xa0таблицы"]
    page.get_by_role("link", name="Trade <script>").click()
    assert page.url.endswith("/site/reports/02_trade.ru.html#figure-1")


def test_a_page_leads_to_its_twin_and_back(page: Page, site: Path) -> None:
    page.goto((site / "claims/TRD-1.html").as_uri())
    page.get_by_role("link", name="Русский").click()
    assert page.url.endswith("/ru/claims/TRD-1.html")
    assert page.get_by_role("heading", name="Торговля выросла").is_visible()
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/site/claims/TRD-1.html")


def test_without_a_script_the_ledger_is_a_plain_table(browser: Browser, site: Path) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    assert visible(page) == ["TRD-1", "TRD-2", "ENG-1"]
    assert page.locator("#TRD-1 [data-word]:visible").count() == 1
    assert not page.get_by_role("button").count()
    page.goto((site / "search.html").as_uri())
    assert len(visible(page, "[data-row]")) > 5
    context.close()

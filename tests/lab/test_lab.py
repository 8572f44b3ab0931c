"""The notebooks in a real JupyterLab and as apps: all cells run, explorers answer, the form asks anew.

A picture of every explorer that has answered is kept in ``reports/.screenshots``.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from helpers.parameters import NOTEBOOKS
from helpers.project import root
from tests.lab.serving import PATIENCE, errors, notebooks, opened, run_all, served

KEPT = root() / "reports" / ".screenshots"
OPEN = ("--ServerApp.ip=127.0.0.1", "--IdentityProvider.token=", "--allow-root")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """JupyterLab on a copy of the notebooks."""
    with served(notebooks(tmp_path_factory.mktemp("lab")), "jupyterlab", *OPEN) as address:
        yield address


@pytest.fixture(scope="module")
def voila(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Voila on a copy of the notebooks."""
    with served(notebooks(tmp_path_factory.mktemp("voila")), "voila", "--Voila.ip=127.0.0.1") as address:
        yield address


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> BrowserContext:
    """One visitor for all pages, who loads the program of JupyterLab once."""
    made = browser.new_context(viewport={"width": 1400, "height": 1000})
    made.set_default_timeout(PATIENCE)
    return made


def turn(explorer: Locator) -> None:
    """Turn the first control of an explorer, whatever it is."""
    control = explorer.locator("select, input[type=checkbox], .noUi-handle, input[type=number]").first
    control.scroll_into_view_if_needed()
    kind = control.evaluate("one => one.tagName + (one.type || '')")
    if kind.startswith("SELECT"):
        control.select_option(
            index=(control.evaluate("one => one.selectedIndex") + 1) % control.locator("option").count()
        )
    elif kind == "INPUTcheckbox":
        control.set_checked(not control.is_checked())
    else:
        control.focus()
        control.press("ArrowUp" if kind.startswith("INPUT") else "ArrowRight")


def answers(page: Page) -> list[Locator]:
    """Turn every explorer, see its figure change, and return them."""
    explorers = page.locator(".cn-explorer").all()
    for explorer in explorers:
        picture = explorer.locator("img")
        before = picture.get_attribute("src")
        turn(explorer)
        refused = explorer.get_by_role("alert")  # two pairs that are one, for example: the next setting will do
        refused.or_(explorer.locator(f"img:not([src='{before}'])")).wait_for()
        if refused.count():
            turn(explorer)
        expect(picture).not_to_have_attribute("src", before or "", timeout=PATIENCE)
    return explorers


@pytest.mark.parametrize("name", sorted(NOTEBOOKS))
def test_every_notebook_runs_and_its_explorers_answer(name: str, lab: str, visitor: BrowserContext) -> None:
    page = opened(visitor, lab, name)
    run_all(page)
    assert errors(page).count() == 0, errors(page).first.inner_text()
    explorers = answers(page)
    assert len(explorers) >= (name != "00_scorecard")
    for place, explorer in enumerate(explorers, 1):
        explorer.screenshot(path=KEPT / f"{name}-{place}.png")
    page.close()


def test_the_form_runs_again_what_depends_on_a_parameter(lab: str, visitor: BrowserContext) -> None:
    page = opened(visitor, lab, "02_trade")
    run_all(page)
    before = drawn(page)
    page.locator(".cn-form").get_by_label("derived").uncheck()
    page.locator(".cn-form").get_by_text("cells were run again").wait_for()
    after = drawn(page)
    assert len(after) == len(before)
    assert after != before
    assert errors(page).count() == 0
    page.close()


def drawn(page: Page) -> list[str]:
    """The figures of a notebook."""
    found: list[str] = page.locator(".cn-figure img").evaluate_all("all => all.map((one) => one.src)")
    return found


@pytest.mark.parametrize("name", ["02_trade", "07_caspian_level"])
def test_a_notebook_is_an_app_without_change(name: str, voila: str, visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto(f"{voila}/voila/render/notebooks/{name}.ipynb")
    page.locator(".cn-form").wait_for()
    assert page.locator(".cn-verdict").count() > 3
    assert errors(page).count() == 0
    assert answers(page)
    page.close()

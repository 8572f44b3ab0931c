"""The notebooks in a real JupyterLab: all cells run, explorers answer, the form runs again what depends on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from helpers.parameters import NOTEBOOKS
from tests.lab.serving import errors, notebooks, opened, run_all, served


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """JupyterLab on a copy of the notebooks."""
    folder = notebooks(tmp_path_factory.mktemp("lab"))
    with served(folder, "jupyterlab", "--IdentityProvider.token=", "--LabApp.news_url=None", "--allow-root") as address:
        yield address


@pytest.mark.parametrize("name", sorted(NOTEBOOKS))
def test_every_notebook_runs_and_its_explorers_answer(name: str, lab: str, browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, lab, name)
    run_all(page)
    assert errors(page).count() == 0, errors(page).first.inner_text()
    page.screenshot(path=tmp_path / f"{name}.png")
    page.close()


def test_the_form_runs_again_what_depends_on_a_parameter(lab: str, browser: Browser) -> None:
    page = opened(browser, lab, "02_trade")
    run_all(page)
    form = page.locator(".widget-vbox", has_text="Parameters of this notebook").first
    before = page.locator(".cn-figure img").evaluate_all("all => all.map((one) => one.src)")
    form.get_by_label("derived").uncheck()
    form.get_by_text("cells were run again").wait_for()
    after = page.locator(".cn-figure img").evaluate_all("all => all.map((one) => one.src)")
    assert len(after) == len(before)
    assert after != before
    assert errors(page).count() == 0

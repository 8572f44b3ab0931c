"""Strings that would run, as text: in a real browser, and in the data that a reader saves."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import NotebookNode

from helpers.factory.html import html_of
from helpers.factory.report import report
from tests.browsing import Visit

SCRIPT = "<script>alert(1)</script>"
FORMULA = "=cmd|'/c calc'!A1"
TRICKS = [
    SCRIPT, FORMULA, '"><img src=x onerror=alert(1)>', "</style><script>alert(1)</script>", "javascript:alert(1)",
    "</script><script>alert(1)</script>", "<svg onload=alert(1)>", "[a](javascript:alert(1))", "{{ 7 * 7 }}",
    "![a](https://example.org/x.png)", "$\\href{javascript:alert(1)}{x}$", "&lt;script&gt;", "'; alert(1); '",
]  # fmt: skip
Open = Callable[..., Visit]


def poisoned(value: object, text: str) -> object:
    """Put a text before every string of a notebook's outputs but those that say what they are."""
    if isinstance(value, dict):
        kept = ("kind", "svg", "align", "verdict", "bound", "unit", "changed", "as_of")
        return {key: held if key in kept else poisoned(held, text) for key, held in value.items()}
    if isinstance(value, list):
        return [poisoned(held, text) for held in value]
    return f"{text}{value}" if isinstance(value, str) else value


@pytest.mark.parametrize("text", TRICKS)
def test_a_hostile_string_anywhere_is_text(opened: Open, notebook: NotebookNode, tmp_path: Path, text: str) -> None:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            for media, block in output.get("data", {}).items():
                output.data[media] = poisoned(block, text)
    notebook.cells[0].source = f"# {text} {text}\n\nWhy {text}"
    path = tmp_path / "hostile.html"
    path.write_text(html_of(report(notebook)), encoding="utf-8")
    visit = opened(path)
    visit.page.get_by_role("switch").click()
    assert visit.said == []
    assert visit.asked == [path.as_uri()]
    assert visit.page.locator("script:not([type='application/ld+json'])").count() == 1
    told = json.loads(visit.page.locator("script[type='application/ld+json']").text_content() or "")
    assert told["citation"][0]["name"].startswith(text)
    assert visit.page.locator("[onerror], [onload], a[href^='javascript:']").count() == 0
    assert visit.page.locator("td", has_text=text).count() > 0 or text.startswith(("[", "!", "&"))


def test_what_is_saved_holds_no_formula(opened: Open, notebook: NotebookNode, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(html_of(report(notebook)), encoding="utf-8")
    page = opened(path, accept_downloads=True).page
    page.locator("#claim-TRD-4 summary").first.click()
    with page.expect_download() as saved:
        page.locator("#claim-TRD-4 a[download]").first.click()
    assert saved.value.suggested_filename == "TRD-4-evidence.csv"
    with Path(saved.value.path()).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["entity"] for row in rows} == {f"'{FORMULA}"}
    assert {row["value"] for row in rows} == {"-5.0"}

"""The HTML report: complete, safe, and readable without a script."""

import base64
import csv
import io
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup, Tag
from nbconvert.exporters import get_exporter
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from helpers.factory.foreign import harmless
from helpers.factory.exporters import CaspianHTMLExporter, CaspianPDFExporter
from helpers.factory.pages import hash_of, script
from helpers.factory.report import MADE
from helpers.locale import tabled

EVIL = "<script>alert(1)</script>"


FETCHING = ("src", "srcset", "poster", "data", "background", "action", "formaction", "xlink:href", "ping", "manifest")


def page(notebook: NotebookNode, **options: bool) -> BeautifulSoup:
    body, resources = CaspianHTMLExporter(**options).from_notebook_node(notebook, {"metadata": {"name": "my_book"}})
    assert resources["output_extension"] == ".html"
    return BeautifulSoup(body, "html.parser")


@pytest.fixture
def soup(notebook: NotebookNode) -> BeautifulSoup:
    return page(notebook)


@pytest.fixture(params=["notebook", "ordinary"])
def any_page(request: pytest.FixtureRequest) -> BeautifulSoup:
    return page(request.getfixturevalue(request.param))


def test_nothing_is_fetched(any_page: BeautifulSoup) -> None:
    for tag in any_page.find_all(True):
        for name in FETCHING:
            assert re.match(r"data:", str(tag.get(name, "data:"))), tag
        assert tag.name not in ("link", "iframe", "object", "embed", "base")
    assert [tag.text for tag in any_page.find_all("script", type=None)] == [script()]
    styles = " ".join(s.text for s in any_page.find_all("style"))
    assert "url(" not in styles
    assert "@import" not in styles
    assert "http" not in styles


def test_the_policy_names_the_style_that_is_there(any_page: BeautifulSoup) -> None:
    import hashlib

    style = any_page.find("style")
    assert isinstance(style, Tag)
    policy = str(any_page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"])  # type: ignore[index]
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert f"script-src 'sha256-{hash_of(script())}';" in policy
    assert not any_page.find_all(style=True)


def test_the_page_has_its_skeleton(soup: BeautifulSoup) -> None:
    assert soup.html is not None
    assert soup.html["lang"] == "en"
    assert soup.title is not None
    assert soup.title.text == "Did trade really triple? (Evidence as of 24 October 2025; year 2024)"
    assert soup.find("meta", {"name": "viewport"})
    assert [h.text for h in soup.find_all("h1")] == ["Did trade really triple?"]
    names = [h.text for h in soup.find_all("h2")]
    assert names == [
        "Bottom line",
        "Contents",
        "Parameters",
        "Evidence and sources",
        "Analysis",
        "Verdicts",
        "Provenance",
    ]
    assert all(soup.find(name) for name in ("header", "nav", "main", "footer"))
    assert soup.select_one("a.skip")["href"] == "#main"  # type: ignore[index]


def test_every_inner_link_leads_somewhere_and_ids_are_unique(any_page: BeautifulSoup) -> None:
    ids = [str(tag["id"]) for tag in any_page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    targets = {str(a["href"])[1:] for a in any_page.find_all("a", href=True) if str(a["href"]).startswith("#")}
    assert targets <= set(ids)
    assert {str(t["aria-labelledby"]) for t in any_page.find_all(attrs={"aria-labelledby": True})} <= set(ids)


def test_no_level_of_headings_is_skipped(any_page: BeautifulSoup) -> None:
    levels = [int(h.name[1]) for h in any_page.find_all(re.compile(r"h[1-6]"))]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_image_has_an_alternative_text(any_page: BeautifulSoup) -> None:
    assert all(str(image.get("alt", "")).strip() for image in any_page.find_all("img"))


def test_the_figure_shows_title_sources_and_data(soup: BeautifulSoup) -> None:
    figure = soup.select_one("#figure-1")
    assert figure is not None
    assert figure.img is not None
    assert figure.img["alt"] == "A line rises from 1.5 to 2.25."
    assert "Figure 1. It grew by half" in figure.text
    assert "Publisher 1, 2025-01-31: Title 1" in figure.text
    assert figure.select_one("a[download]")["download"] == "it-grew-by-half.csv"  # type: ignore[index]
    assert downloaded(figure)[1] == ["2023", "1.5"]


def test_the_table_has_headers_and_folds_its_sources(soup: BeautifulSoup) -> None:
    box = soup.select_one("#table-1")
    assert box is not None
    assert [th["scope"] for th in box.select("thead th")] == ["col", "col"]
    assert len(box.select("tbody tr")) == 70
    assert "3 more sources" in box.text


def test_verdicts_are_words_not_only_colours(soup: BeautifulSoup) -> None:
    cards = soup.select("article.cn-verdict")
    badges = [card.select_one("header .cn-badge").get_text(" ", strip=True) for card in cards]  # type: ignore[union-attr]
    assert badges == ["✓ supported", "◐ partly supported", "✗ contradicted", "? unverified", "· not checkable"]
    assert [len(card.select("ul.cn-readings > li")) for card in cards] == [0, 0, 2, 3, 4]


def test_a_card_names_the_definition_beside_the_measured_value(soup: BeautifulSoup) -> None:
    facts = soup.select_one("#claim-TRD-2 dl")
    assert facts is not None
    assert facts.get_text(" ", strip=True).endswith("Measured 5 (4 to 6)\u00a0Mt · On one side")


def test_a_card_has_its_rows_of_evidence_as_table_and_as_data(soup: BeautifulSoup) -> None:
    fold = soup.select_one("#claim-TRD-4 details.cn-more")
    assert fold is not None
    assert fold.summary is not None
    assert fold.summary.text == "3 rows of evidence"
    cells = [cell.text for cell in fold.select("tbody tr")[0].select("td")]
    assert cells[0].startswith("Cargo ")
    assert "· =cmd|'/c calc'!A1 series " in cells[0]
    assert cells[1:3] == ["2024", "at least −5\u00a0Mt (plan)"]
    rows = downloaded(fold)
    assert len(rows) == 4
    assert dict(zip(rows[0], rows[1], strict=True)) | {"entity": "'=cmd|'/c calc'!A1", "value": "-5.0"} == dict(
        zip(rows[0], rows[1], strict=True)
    )


def downloaded(tag: Tag) -> list[list[str]]:
    link = tag.select_one("a[download]")
    assert link is not None
    data = base64.b64decode(str(link["href"]).partition("base64,")[2]).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(data)))


def test_numbers_lead_to_what_they_come_from(soup: BeautifulSoup) -> None:
    links = {a.text: (a["href"], a["title"]) for a in soup.select("a.cn-from") if len(a.text) > 1 or a.text == "7"}
    assert links == {"1.5": ("#figure-1", "Figure 1"), "171": ("#claim-TRD-1", "Verdicts"), "7": ("#claim-TRD-1", "Verdicts")}


def test_the_report_tells_how_it_was_made(notebook: NotebookNode, made: dict[str, Any]) -> None:
    notebook.metadata[MADE] = made
    soup = page(notebook)
    told = soup.select_one(".cn-provenance")
    assert told is not None
    assert soup.find("h3", string="How this report was made")
    for fact in ("2025-10-24", "02_trade · n0", "12 files · c0", "4,840 rows of 9 tables · e0", "uv.lock · l0"):
        assert fact in told.text
    command = told.select_one("pre")
    assert command is not None
    assert command.text == "caspian build 02_trade --as-of 2025-10-24 --set year=2024"
    assert [word.text for word in command.select("span.cn-short")] == command.text.split()  # no line breaks within one


def test_a_formula_of_a_cell_is_mathml_and_a_dollar_of_a_sentence_is_a_dollar(make: SimpleNamespace) -> None:
    said = make.output({"version": 1, "kind": "prose", "markdown": "US$5 million or US$ more"})
    soup = page(new_notebook(cells=[make.prose(r"Growth $g = \frac{a}{b}$ and" "\n\n$$\nx^2\n$$"), make.code("x", said)]))
    assert [math["display"] for math in soup.find_all("math")] == ["inline", "block"]
    assert soup.select_one("math mfrac") is not None
    assert "US$5\u00a0million or US$ more" in soup.text


def test_markup_of_data_is_text(soup: BeautifulSoup) -> None:
    assert soup.get_text().count(EVIL) >= 8


def test_code_and_messages_are_folded_and_streams_are_not(soup: BeautifulSoup) -> None:
    assert {d.summary.text for d in soup.select("details.code") if d.summary} == {"Code"}
    assert all(not d.has_attr("open") for d in soup.select("details.code, details.messages"))
    assert "UserWarning: careful" in soup.select_one("details.messages").text  # type: ignore[union-attr]
    assert soup.select_one("section > pre.stream").text == "red line"  # type: ignore[union-attr]
    assert "year = 2024" in soup.text


def test_a_report_tells_machines_and_readers_how_to_cite_it(soup: BeautifulSoup) -> None:
    block = soup.find("script", type="application/ld+json")
    assert isinstance(block, Tag)
    told = json.loads(block.text)
    assert (told["@type"], told["inLanguage"], told["citation"][0]["name"]) == ("Report", "en", f"Title 1 {EVIL}")
    line = soup.select_one("footer .cite")
    assert line is not None
    assert "Did trade really triple?" in line.text
    assert f"evidence as of {tabled('2025-10-24')}, edition {told['identifier'][0]}" in line.text


def test_an_ordinary_notebook_is_not_cited_as_ours(ordinary: NotebookNode) -> None:
    soup = page(ordinary)
    assert not soup.select("footer .cite")
    assert len(soup.find_all("script")) == 1


def test_code_can_be_left_out(notebook: NotebookNode) -> None:
    assert not page(notebook, include_code=False).select("details.code")


def test_nothing_of_an_ordinary_notebook_is_lost(ordinary: NotebookNode) -> None:
    soup = page(ordinary)
    assert soup.select_one("table td").text == "1"  # type: ignore[union-attr]
    assert [i["alt"] for i in soup.select("figure.plain img")][:2] == ["A dot", "Figure without a description"]
    for text in ("IntSlider(value=3)", "ValueError: no", "$x^2$", "so <b>"):
        assert text in soup.text


def test_an_empty_notebook_is_a_page() -> None:
    assert page(new_notebook()).h1.text == "my book"  # type: ignore[union-attr]


def test_attachments_travel_with_the_page(make: SimpleNamespace) -> None:
    cell = make.prose("![a dot](attachment:dot.png)")
    cell["attachments"] = {"dot.png": {"image/png": "QUJD"}}
    image = page(new_notebook(cells=[cell])).img
    assert image is not None
    assert image["src"] == "data:image/png;base64,QUJD"


@pytest.mark.parametrize(
    "html",
    [
        "<img src=x onerror=alert(1)>", "<a href='java&#x73;cript:alert(1)'>a</a>", "<svg onload=alert(1)>",
        "<iframe src='https://x.org'></iframe>", "<div style='background:url(https://x.org)'>a</div>",
        "<link rel=stylesheet href='https://x.org/a.css'>", "<table background='https://x.org'><tr><td>1</table>",
        "<form action='https://x.org'><input type=image src='https://x.org'></form>",
        "<!--[if IE]><script></script>-->",
        "<math><mi xlink:href='data:x,<script>alert(1)</script>'></math>",
    ],
)  # fmt: skip
def test_foreign_markup_is_harmless(html: str) -> None:
    clean = harmless(html)
    assert "x.org" not in clean
    assert "alert" not in clean
    assert "<!--" not in clean


def test_one_notebook_gives_one_page(notebook: NotebookNode) -> None:
    assert str(page(notebook)) == str(page(notebook))


def test_nbconvert_knows_both_formats() -> None:
    assert get_exporter("caspian_html") is CaspianHTMLExporter
    assert get_exporter("caspian_pdf") is CaspianPDFExporter


def test_the_command_of_nbconvert_writes_a_page(notebook: NotebookNode, tmp_path: Path) -> None:
    nbformat.write(notebook, tmp_path / "book.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", "caspian_html", str(tmp_path / "book.ipynb")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "book.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_prose_block_brings_no_heading_of_its_own(make: SimpleNamespace) -> None:
    soup = page(new_notebook(cells=[make.code("x", make.output({"version": 1, "kind": "prose", "markdown": "# Big"}))]))
    assert [h.text for h in soup.find_all("h1")] == ["my book"]
    assert soup.select_one(".cn-prose strong").text == "Big"  # type: ignore[union-attr]

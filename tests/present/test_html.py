"""Blocks as HTML: nothing escapes, nothing is fetched."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from helpers.locale import tabled
from helpers.present.blocks import block
from helpers.present.cards import verdicts_html
from helpers.present.foot import cited
from helpers.present.html import fragment, lab
from helpers.present.markdown import markdown_html
from helpers.present.plain import plain

EVIL = '<script>alert(1)</script><img src="https://x.org/y.png" onerror="z()">'


def evil_blocks() -> list[dict[str, Any]]:
    source = {"id": EVIL, "publisher": EVIL, "title": EVIL, "url": "javascript:alert(1)", "published": EVIL}
    common = {"title": EVIL, "note": EVIL, "sources": [source] * 6, "csv": EVIL, "name": EVIL}
    reading = {"definition": EVIL, "verdict": "supported", "measured": EVIL, "reason": EVIL}
    item = {
        "id": EVIL, "statement": EVIL, "paragraphs": [1], "verdict": EVIL, "article": EVIL, "measured": EVIL,
        "reason": EVIL, "holds_under": [], "confidence": 1, "readings": [reading] * 2, "sources": [source],
    }  # fmt: skip
    headline = {"name": EVIL, "label": EVIL, "value": 1.0, "low": 1.0, "high": 1.0, "unit": EVIL, "text": EVIL}
    return [
        block("prose", markdown=EVIL + "\n\n![a](https://x.org/b.png) [c](javascript:d)"),
        block("figure", alt=EVIL, svg="<svg/>", **common),
        block("table", columns=[{"label": EVIL, "align": "left"}], rows=[[EVIL]], **common),
        block("verdicts", items=[item]),
        block("headlines", items=[headline, {**headline, "value": None}]),
        block("provenance", items=[{"label": EVIL, "value": EVIL}], sources=[source]),
    ]


@pytest.mark.parametrize("data", evil_blocks(), ids=lambda b: b["kind"])
def test_data_stay_text(data: dict[str, Any]) -> None:
    soup = BeautifulSoup(fragment(data, "Figure 1"), "html.parser")
    assert not soup.find_all("script")
    assert all(str(tag.get("src", "data:")).startswith("data:") for tag in soup.find_all(True))
    assert all(re.match(r"https?:|data:text/csv|#", str(tag["href"])) for tag in soup.find_all(href=True))
    assert not [name for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert "<script>alert(1)</script>" in soup.get_text()
    assert plain(data)


@given(st.text())
def test_markdown_makes_no_raw_html(text: str) -> None:
    soup = BeautifulSoup(markdown_html(text), "html.parser")
    assert not soup.find_all(["script", "style", "iframe", "object", "form", "input"])


def test_the_style_touches_only_our_own_blocks() -> None:
    style = BeautifulSoup(lab(block("prose", markdown="a")), "html.parser").style
    assert style is not None
    css = re.sub(r"/\*.*?\*/", "", style.text, flags=re.DOTALL)
    css = re.sub(r"@media[^{]*\{(.*?)\n\}", r"\1", css, flags=re.DOTALL)
    selectors = [part.strip() for rule in re.findall(r"([^{}]+)\{", css) for part in rule.split(",")]
    assert selectors
    assert all(".cn-" in selector for selector in selectors)


def test_the_fifth_source_folds() -> None:
    source = {"id": "a", "publisher": "P", "title": "T", "url": "https://x.org", "published": "2025"}
    assert "<details" not in cited([source] * 4)
    assert "3 more sources" in cited([source] * 6)
    assert cited([source]).count("Source:") == 1
    assert cited([]) == ""


def test_a_row_of_evidence_is_named_and_keeps_its_code_in_small_print() -> None:
    row = {
        "row": "a", "series": "trade_turnover", "entity": "AZE-KAZ", "period": "2025-01/2025-08", "value": 1.0,
        "unit": "count", "kind": "actual", "bound": "", "source": "s", "note": "",
        "series_name": "Trade turnover", "entity_name": "Azerbaijan–Kazakhstan",
    }  # fmt: skip
    older = {key: value for key, value in row.items() if not key.endswith("_name")}
    item = {
        "id": "TRD-1", "paragraphs": [1], "verdict": "supported", "statement": "S", "reason": "R", "article": "",
        "measured": "", "confidence": 1, "readings": [], "rows": [row, older], "sources": [],
    }  # fmt: skip
    cells = BeautifulSoup(verdicts_html(block("verdicts", items=[item])), "html.parser").select("tbody td")
    assert cells[0].text == "Trade turnover · Azerbaijan–Kazakhstan trade_turnover"
    assert cells[0].select_one("code.cn-small").text == "trade_turnover"
    assert cells[1].text == tabled("2025-01/2025-08")
    assert cells[4].text == "trade_turnover · AZE-KAZ trade_turnover"
    assert [cell["data-label"] for cell in cells[:2]] == ["Series, entity", "Period"]


def test_how_a_report_was_made_is_written_as_the_text_around_it() -> None:
    made = block("provenance", items=[{"label": "statistics", "value": "both states'"}], sources=[])
    assert "both states’" in fragment(made)

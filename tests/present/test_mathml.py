"""Formulas as MathML: drawn by the browser, harmless whatever they say."""

from html import escape

import pytest
from bs4 import BeautifulSoup

from helpers.present.mathml import mathml


def test_a_formula_becomes_mathml() -> None:
    soup = BeautifulSoup(mathml(r"\sum_{i=1}^n \frac{x_i}{n}", block=True), "html.parser")
    assert soup.math is not None
    assert soup.math["display"] == "block"
    assert soup.find("mfrac")
    assert soup.find("munderover") or soup.find("msubsup")


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>alert(1)</script>}", r"\text{<img src=x onerror=alert(1)>}", r"\href{javascript:alert(1)}{a}",
        r"\style{background:url(https://x.org)}{a}", r"\class{cn-from}{a}", "<svg onload=alert(1)>",
    ],
)  # fmt: skip
def test_a_formula_brings_no_other_element_and_no_link(tex: str) -> None:
    soup = BeautifulSoup(mathml(tex), "html.parser")
    assert {tag.name for tag in soup.find_all(True)} <= {"math", "mrow", "mi", "mo", "mn", "mtext", "msub", "code"}
    assert {name for tag in soup.find_all(True) for name in tag.attrs} <= {"xmlns", "display", "stretchy"}


@pytest.mark.parametrize("tex", [r"\left(", "}{", "x^", "", "<b>^"])
def test_what_is_no_formula_stays_as_it_was_written(tex: str) -> None:
    assert mathml(tex) == f"<code>{escape(tex)}</code>"

"""Sentences whose numbers lead somewhere."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from helpers.present.markdown import claims_linked, linked, markdown_html

HERE = {"anchor": "figure-1", "label": "Figure 1"}


def linked_numbers(text: str) -> list[str]:
    return [a.text for a in BeautifulSoup(linked(markdown_html(text), HERE), "html.parser").select("a.cn-from")]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It rose from −6.2 to +9.4 percent, or 36%.", ["−6.2", "+9.4", "36%"]),
        ("1,821 million (1.00), 12 345,5 т", ["1,821", "1.00", "12", "345,5"]),
        ("12\u00a0345,5 т", ["12\u00a0345,5"]),
        ("In 2022, 2023 and January–August 2025, on 2025-10-18", []),
        ("TRD-1 and 2006-2024 and km2", []),
        ("It is 5.", ["5"]),
        ("[7](https://example.org) of 9", ["9"]),
        ("it's 3 & 4", ["3", "4"]),
        ("22 августа 2026 года, 25.02.2026 и 08.2024", []),
        ("от 1,15–1,31 раза за 2018–2024", ["1,15–\u20601,31"]),
        ("7 месяцев", ["7"]),
        ("on 18 October 2025, after 5 Marches", ["5"]),
        ("on 20–21 October 2025, 20–21 октября 2025 года", []),
    ],
)
def test_what_is_a_number_of_a_sentence(text: str, numbers: list[str]) -> None:
    assert linked_numbers(text) == numbers


def test_a_point_that_names_a_claim_leads_to_it() -> None:
    html = linked(markdown_html("5 in all\n\n- 7 of them ([TRD-1](#claim-TRD-1))"), HERE)
    links = [(a.text, a["href"]) for a in BeautifulSoup(html, "html.parser").select("a.cn-from")]
    assert links == [("5", "#figure-1"), ("7", "#claim-TRD-1")]


def test_a_number_that_is_said_elsewhere_leads_there() -> None:
    html = linked("<p>3.20 and 5</p>", HERE, {"3.20": {"anchor": "figure-9", "label": "Figure 9"}})
    assert 'href="#figure-9" title="Figure 9">3.20<' in html
    assert 'href="#figure-1" title="Figure 1">5<' in html


def test_only_claims_with_a_card_are_linked_and_none_twice() -> None:
    html = claims_linked('<p><a href="#x">TRD-1</a> TRD-1 TRD-2</p>', {"TRD-1"})
    assert html.count("#claim-") == 1
    assert "TRD-2</p>" in html


@given(st.text())
def test_linking_changes_no_letter(text: str) -> None:
    html = markdown_html(text)
    changed = claims_linked(linked(html, HERE), {"TRD-1"})
    assert BeautifulSoup(changed, "html.parser").get_text() == BeautifulSoup(html, "html.parser").get_text()

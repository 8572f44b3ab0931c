"""Markdown as HTML in which nothing runs and nothing is fetched."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from html import escape
from itertools import repeat
from types import MappingProxyType
from typing import Any, Final

import mistune
from mistune.plugins.math import math

from helpers.locale.typography import printed
from helpers.present.mathml import mathml

_PLUGINS: Final = ("table", "strikethrough", "url")
_MARKUP: Final = re.compile(r"(<[^>]*>|&#?\w+;)")
_ONE: Final = r"[−+]?(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?%?"
_RANGE: Final = rf"(?<![\w.,/–-]){_ONE}(?:–\u2060?{_ONE})?(?![\w/–-])"
_MONTHS: Final = (
    "янв|фев|мар|апр|ма[йя]|июн|июл|авг|сент|окт|ноя|дек|"
    "(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber"
)
_DAY: Final = (
    rf"\b(?:\d{{1,2}}–\u2060?)?\d{{1,2}}[ \u00a0](?:{_MONTHS})[а-я]*\b|\b\d{{4}}-\d\d(?:-\d\d)?\b"
    r"|\b(?:\d\d\.){1,2}(?:19|20|21)\d\d\b"
)
_NUMBER: Final = re.compile(rf"(?P<day>{_DAY})|{_RANGE}")
"""A number or a range of two; a day is none."""
_DATE: Final = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")
_PIECE: Final = re.compile(r"(?=<p>|<li>)")
_TO_CLAIM: Final = re.compile(r'<a href="#(claim-[^"]+)">([^<]+)</a>')
CLAIM_ID: Final = re.compile(r"\b[A-Z]{3}-\d+\b")
"""What the id of a claim looks like."""

_YEAR: Final = re.compile(r"(?:19|20|21)\d\d(?:–\u2060?(?:19|20|21)\d\d)?")


Basis = Mapping[str, str]
"""What a number comes from: ``anchor`` and ``label`` of a place in the report."""


class SafeRenderer(mistune.HTMLRenderer):
    """Markdown to HTML with nothing that the page would have to fetch.

    Headings become strong paragraphs: the outline of a report is made of the notebook's own headings.
    """

    def __init__(self) -> None:
        super().__init__(escape=True)

    def text(self, text: str) -> str:
        """Write text whose numbers stay with their units."""
        return super().text(printed(text))

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Keep an image that carries its own data; make a link of any other."""
        if url.startswith(("data:image/png", "data:image/jpeg", "data:image/gif", "data:image/svg+xml")):
            return f'<img src="{escape(url)}" alt="{escape(text)}">'
        return self.link(text or escape(url), url, title)

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        """Write a cell whose side is a class: the page's policy forbids styles inside elements."""
        tag = "th" if head else "td"
        return f'<{tag} class="cn-right">{text}</{tag}>' if align == "right" else f"<{tag}>{text}</{tag}>"

    def heading(self, text: str, level: int, **attrs: Any) -> str:  # noqa: ARG002
        """Write a heading as a strong paragraph."""
        return f"<p><strong>{text}</strong></p>\n"


def text_html(text: str) -> str:
    r"""Escape a text that a reader reads; its numbers stay with their units.

    >>> text_html("5 Mt <b>")
    '5\xa0Mt &lt;b&gt;'
    """
    return escape(printed(text))


def whole_dates(html: str) -> str:
    """Keep every date on one line; its hyphens stay plain, as readers search for it.

    >>> whole_dates("on 2025-10-21")
    'on <span class="cn-short">2025-10-21</span>'
    """
    return _DATE.sub(r'<span class="cn-short">\g<0></span>', html)


@cache
def _markdown(formulas: bool = False) -> mistune.Markdown:
    made = mistune.create_markdown(renderer=SafeRenderer(), plugins=[*_PLUGINS, *([math] if formulas else [])])
    if formulas and made.renderer:
        made.renderer.register("block_math", lambda _, text: f"<p>{mathml(text, block=True)}</p>\n")
        made.renderer.register("inline_math", lambda _, text: mathml(text))
    return made


def markdown_html(text: str, formulas: bool = False) -> str:
    r"""Turn Markdown into HTML; raw HTML appears as text.

    Parameters
    ----------
    formulas
        Whether dollar signs enclose formulas, as in the Markdown cells of a notebook. In a computed sentence a
        dollar sign is a dollar sign.

    Examples
    --------
    >>> markdown_html("*so* <b>")
    '<p><em>so</em> &lt;b&gt;</p>\n'
    """
    return str(_markdown(formulas)(text))


def inline_html(text: str) -> str:
    """Turn the Markdown of a heading into HTML without a paragraph around it.

    >>> inline_html("Is *this* it?")
    'Is <em>this</em> it?'
    """
    parser = _markdown()
    tokens = parser.inline(re.sub(r"[ \t\n]+", " ", text), {})
    return SafeRenderer().render_tokens(list(tokens), parser.block.state_cls())


def linked(html: str, basis: Basis | None, repeated: Mapping[str, Basis] = MappingProxyType({})) -> str:
    """Link each number of a piece of HTML to what it comes from; a bare year is a date, and no number of ours.

    A paragraph or a point of a list that names a claim by a link comes from that claim.

    Parameters
    ----------
    html
        As :func:`markdown_html` writes it.
    basis
        With ``anchor`` and ``label`` of a figure, a table, a verdict or a list of rows; None links nothing.
    repeated
        Numbers that are said elsewhere too, and where those come from.

    Examples
    --------
    >>> linked("<p>In 2024 it was 5.</p>", {"anchor": "figure-2", "label": "Figure 2"})
    '<p>In 2024 it was <a class="cn-from" href="#figure-2" title="Figure 2">5</a>.</p>'
    """
    return "".join(map(_piece, _PIECE.split(html), repeat(basis), repeat(repeated)))


def _piece(html: str, basis: Basis | None, repeated: Mapping[str, Basis]) -> str:
    named = _named(html)
    return "".join(_linked(html, named, {}) if named else _linked(html, basis, repeated))


def numbers_in(text: str) -> list[str]:
    """Find the numbers of a text that are long enough to be told from others, without sign and percent.

    >>> numbers_in("3.20 (3.15 to 3.25) in 2025, 8 months, −36%")
    ['3.20', '3.15', '3.25', '36']
    """
    told = (found[0] for found in _NUMBER.finditer(text) if not found["day"])
    found = [number.strip("+−%") for numbers in told for number in re.findall(_ONE, numbers)]
    return [number for number in found if len(number) > 1 and not _YEAR.fullmatch(number)]


def claims_linked(html: str, claims: Collection[str]) -> str:
    """Let each id of a claim that has a card on the page lead there.

    >>> claims_linked("<p>TRD-1, but not ISO-8601</p>", {"TRD-1"})
    '<p><a href="#claim-TRD-1">TRD-1</a>, but not ISO-8601</p>'
    """

    def to_card(found: re.Match[str]) -> str:
        return f'<a href="#claim-{found[0]}">{found[0]}</a>' if found[0] in claims else found[0]

    return "".join(_outside_links(html, lambda text: CLAIM_ID.sub(to_card, text)))


def _named(piece: str) -> Basis | None:
    found = _TO_CLAIM.search(piece)
    return {"anchor": found[1], "label": found[2]} if found else None


def _linked(html: str, basis: Basis | None, repeated: Mapping[str, Basis]) -> Iterator[str]:
    def lead(found: re.Match[str]) -> str:
        return found[0] if found["day"] else from_html(found[0], repeated.get(found[0].strip("+−%"), basis))

    return _outside_links(html, lambda text: _NUMBER.sub(lead, text))


def _outside_links(html: str, change: Callable[[str], str]) -> Iterator[str]:
    """Change the text of a piece of HTML, but not that of its links."""
    within = False
    for place, part in enumerate(_MARKUP.split(html)):
        if place % 2:
            within = part.startswith("<a ") or (within and part != "</a>")
        yield part if place % 2 or within else change(part)


def from_html(text: str, basis: Basis | None) -> str:
    """Write text that has been escaped as a link to what it comes from; a year, and what has no basis, as it is."""
    if not basis or _YEAR.fullmatch(text):
        return text
    return f'<a class="cn-from" href="#{escape(basis["anchor"])}" title="{escape(basis["label"])}">{text}</a>'

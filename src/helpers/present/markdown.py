"""Markdown as HTML in which nothing runs and nothing is fetched."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from typing import Any, Final

import mistune
from mistune.plugins.math import math

from helpers.present.mathml import mathml

_PLUGINS: Final = ("table", "strikethrough", "url")
_MARKUP: Final = re.compile(r"(<[^>]*>|&#?\w+;)")
_NUMBER: Final = re.compile(r"(?<![\w.,/–-])[−+]?(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?%?(?![\w/–-])")
_PIECE: Final = re.compile(r"(?=<p>|<li>)")
_TO_CLAIM: Final = re.compile(r'<a href="#(claim-[^"]+)">([^<]+)</a>')
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


class SafeRenderer(mistune.HTMLRenderer):
    """Markdown to HTML with nothing that the page would have to fetch.

    Headings become strong paragraphs: the outline of a report is made of the notebook's own headings.
    """

    def __init__(self) -> None:
        super().__init__(escape=True)

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
    tokens = parser.inline(" ".join(text.split()), {})
    return SafeRenderer().render_tokens(list(tokens), parser.block.state_cls())


def linked(html: str, basis: Mapping[str, str] | None) -> str:
    """Link each number of a piece of HTML to what it comes from; a bare year is a date, and no number of ours.

    A paragraph or a point of a list that names a claim by a link comes from that claim.

    Parameters
    ----------
    html
        As :func:`markdown_html` writes it.
    basis
        With ``anchor`` and ``label`` of a figure, a table, a verdict or a list of rows; None links nothing.

    Examples
    --------
    >>> linked("<p>In 2024 it was 5.</p>", {"anchor": "figure-2", "label": "Figure 2"})
    '<p>In 2024 it was <a class="cn-from" href="#figure-2" title="Figure 2">5</a>.</p>'
    """
    return "".join(part for piece in _PIECE.split(html) for part in _linked(piece, _named(piece) or basis))


def _named(piece: str) -> Mapping[str, str] | None:
    found = _TO_CLAIM.search(piece)
    return {"anchor": found[1], "label": found[2]} if found else None


def _linked(html: str, basis: Mapping[str, str] | None) -> Iterator[str]:
    within = False
    for place, part in enumerate(_MARKUP.split(html)):
        if place % 2:
            within = part.startswith("<a ") or (within and part != "</a>")
            yield part
        else:
            yield part if within else _NUMBER.sub(lambda found: from_html(found[0], basis), part)


def from_html(text: str, basis: Mapping[str, str] | None) -> str:
    """Write text that has been escaped as a link to what it comes from; a year, and what has no basis, as it is."""
    if not basis or _YEAR.fullmatch(text):
        return text
    return f'<a class="cn-from" href="#{escape(basis["anchor"])}" title="{escape(basis["label"])}">{text}</a>'

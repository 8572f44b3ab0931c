"""Blocks as HTML and as plain text: what JupyterLab shows and what the HTML report is made of.

Everything that comes from data is escaped; Markdown is read by mistune with raw HTML switched off.
Nothing here points to another file: figures and downloads are data addresses, and an image that
Markdown takes from elsewhere becomes a link.
"""

import base64
import re
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any, Final
from urllib.parse import urlsplit

import mistune

from helpers.present.blocks import Block

OPEN_SOURCES: Final = 4
"""Up to so many sources stand open under a figure; of more, all but the first three fold."""

WORD_CLASS: Final[Mapping[str, str]] = {
    "supported": "good",
    "partly supported": "part",
    "contradicted": "bad",
}
"""Colour class of a verdict; the others are neutral. The word itself is always written out."""

CLAIM_ID: Final = re.compile(r"[A-Z]{3}-\d+")
"""What the id of a claim looks like."""

WORD_SIGN: Final[Mapping[str, str]] = {"supported": "✓", "partly supported": "◐", "contradicted": "✗"}


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
def _markdown() -> mistune.Markdown:
    return mistune.create_markdown(renderer=SafeRenderer(), plugins=["table", "strikethrough", "url"])


def markdown_html(text: str) -> str:
    r"""Turn Markdown into HTML; raw HTML appears as text.

    >>> markdown_html("*so* <b>")
    '<p><em>so</em> &lt;b&gt;</p>\n'
    """
    return str(_markdown()(text))


def inline_html(text: str) -> str:
    """Turn the Markdown of a heading into HTML without a paragraph around it.

    >>> inline_html("Is *this* it?")
    'Is <em>this</em> it?'
    """
    parser = _markdown()
    tokens = parser.inline(" ".join(text.split()), {})
    return SafeRenderer().render_tokens(list(tokens), parser.block.state_cls())


@cache
def style() -> str:
    """Style sheet of the blocks, scoped to the class ``cn-block``."""
    return files("helpers.present").joinpath("blocks.css").read_text(encoding="utf-8")


def lab(block: Block) -> str:
    """HTML of a block for JupyterLab: with its style."""
    body = fragment(block)
    return f"<style>{style()}</style>\n{body}" if body else ""


def fragment(block: Block, label: str = "") -> str:
    """HTML of a block without style.

    Parameters
    ----------
    block
        See :mod:`helpers.present.blocks`.
    label
        Such as "Figure 3", written before the title.
    """
    return _WRITERS[block["kind"]]({**block, "label": label})


def link(url: str, text: str) -> str:
    """Write a link if the address is one of the web, else only its text."""
    if urlsplit(url).scheme not in ("http", "https"):
        return escape(text)
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{escape(text)}</a>'


def data_url(content: str | bytes, media: str) -> str:
    """Write content as an address that carries it."""
    raw = content.encode() if isinstance(content, str) else content
    return f"data:{media};base64,{base64.b64encode(raw).decode()}"


def _prose(block: Block) -> str:
    return f'<div class="cn-block cn-prose">{markdown_html(block["markdown"])}</div>'


def _caption(block: Block) -> str:
    head = f'<span class="cn-label">{escape(block["label"])}.</span> ' if block["label"] else ""
    return f"{head}{escape(block['title'])}"


def _figure(block: Block) -> str:
    picture = data_url(block["svg"], "image/svg+xml")
    return (
        f'<figure class="cn-block cn-figure"><figcaption class="cn-title">{_caption(block)}</figcaption>'
        f'<div class="cn-scroll cn-card" tabindex="0" role="group" aria-label="{escape(block["label"] or "Figure")}">'
        f'<img src="{picture}" alt="{escape(block["alt"])}"></div>{_foot(block)}</figure>'
    )


def _table(block: Block) -> str:
    aligns = [_class(c["align"], [row[n] for row in block["rows"]]) for n, c in enumerate(block["columns"])]
    head = "".join(
        f'<th scope="col" class="{a}">{escape(c["label"])}</th>' for a, c in zip(aligns, block["columns"], strict=True)
    )
    body = "".join(_row(row, aligns) for row in block["rows"])
    empty = "" if block["rows"] else '<p class="cn-note">No rows.</p>'
    return (
        f'<figure class="cn-block cn-tablebox"><figcaption class="cn-title">{_caption(block)}</figcaption>'
        f'<div class="cn-scroll" tabindex="0" role="group" aria-label="{escape(block["label"] or "Table")}">'
        f'<table class="cn-table" aria-label="{escape(block["title"])}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>{empty}{_foot(block)}</figure>"
    )


def _class(align: str, cells: list[str]) -> str:
    """Numbers to the right; short words stay on one line, sentences keep a width at which they can be read."""
    if align == "right":
        return "cn-right"
    longest = max(map(len, cells), default=0)
    return "cn-short" if longest <= 22 else "cn-long" if longest > 40 else "cn-left"


def _row(row: list[str], aligns: list[str]) -> str:
    cells = (f'<td class="{a}">{_cell(cell)}</td>' for a, cell in zip(aligns, row, strict=True))
    return f"<tr>{''.join(cells)}</tr>"


def _cell(text: str) -> str:
    """A cell; the id of a claim leads to its card, which every report that names it has."""
    return f'<a href="#claim-{text}">{text}</a>' if CLAIM_ID.fullmatch(text) else escape(text)


def _foot(block: Block) -> str:
    note = f'<div class="cn-note">{markdown_html(block["note"])}</div>' if block.get("note") else ""
    download = (
        f'<a class="cn-download" download="{escape(block["name"])}.csv" '
        f'href="{data_url(block["csv"], "text/csv;charset=utf-8")}">'
        f'Data<span class="cn-hidden"> of “{escape(block["title"])}”</span> (CSV)</a>'
    )
    return f'{note}<div class="cn-foot">{cited(block.get("sources", []))} {download}</div>'


def source_html(source: Mapping[str, str]) -> str:
    """One source: publisher, date, linked title."""
    day = f", {escape(source['published'])}" if source["published"] else ""
    return f"{escape(source['publisher'])}{day}: {link(source['url'], source['title'])}"


def cited(sources: list[dict[str, str]]) -> str:
    """Sources under a block: the first few open, the rest folded."""
    if not sources:
        return ""
    cut = len(sources) if len(sources) <= OPEN_SOURCES else OPEN_SOURCES - 1
    shown, rest = sources[:cut], sources[cut:]
    line = "; ".join(map(source_html, shown))
    head = "Source" if len(sources) == 1 else "Sources"
    text = f'<span class="cn-sources"><span class="cn-head">{head}:</span> {line}.</span>'
    return text + (_folded(rest) if rest else "")


def _folded(rest: list[dict[str, str]]) -> str:
    items = "".join(f"<li>{source_html(s)}</li>" for s in rest)
    return f'<details class="cn-more"><summary>{len(rest)} more sources</summary><ul>{items}</ul></details>'


def badge(word: str) -> str:
    """A verdict as a coloured word with a sign, so that colour alone never carries it."""
    sign = WORD_SIGN.get(word, "?" if word == "unverified" else "·")
    return (
        f'<span class="cn-badge cn-{WORD_CLASS.get(word, "none")}">'
        f'<span aria-hidden="true">{sign}</span> {escape(word)}</span>'
    )


def _verdicts(block: Block) -> str:
    return f'<div class="cn-block cn-verdicts">{"".join(map(_verdict, block["items"]))}</div>'


def _verdict(item: Mapping[str, Any]) -> str:
    place = ", ".join(map(str, item["paragraphs"]))
    where = f"paragraph{'s' if len(item['paragraphs']) > 1 else ''} {place}" if place else ""
    facts = [("The article says", item["article"]), ("Measured", item["measured"])]
    facts.append(("Independent sources", str(item["confidence"])))
    listed = "".join(f"<div><dt>{k}</dt><dd>{escape(v)}</dd></div>" for k, v in facts if v)
    return (
        f'<article class="cn-verdict" id="claim-{escape(item["id"])}">'
        f'<header><span class="cn-id">{escape(item["id"])}</span> {badge(item["verdict"])}'
        f'<span class="cn-where">{escape(where)}</span></header>'
        f'<p class="cn-statement">{escape(item["statement"])}</p><p class="cn-reason">{escape(item["reason"])}</p>'
        f'<dl class="cn-facts">{listed}</dl>{_readings(item)}'
        f'<div class="cn-foot">{cited(item["sources"])}</div></article>'
    )


def _readings(item: Mapping[str, Any]) -> str:
    """Every definition and its verdict; folded where there is one, which the reason already told."""
    rows = "".join(
        f'<tr><th scope="row">{escape(r["definition"])}</th><td>{badge(r["verdict"])}</td>'
        f'<td class="cn-right">{escape(r["measured"])}</td><td>{escape(r["reason"])}</td></tr>'
        for r in item["readings"]
    )
    if not rows:
        return ""
    count = len(item["readings"])
    opened = "" if count == 1 else " open"
    return (
        f'<details class="cn-readings"{opened}><summary>{count} definition{"s" if count > 1 else ""}</summary>'
        f'<div class="cn-scroll" tabindex="0" role="group" aria-label="Readings of {escape(item["id"])}">'
        '<table class="cn-table"><thead><tr><th scope="col">Definition</th><th scope="col">Verdict</th>'
        '<th scope="col" class="cn-right">Measured</th><th scope="col">Why</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></details>"
    )


def _headlines(block: Block) -> str:
    items = "".join(f"<div><dt>{escape(i['label'])}</dt><dd>{_headline(i)}</dd></div>" for i in block["items"])
    return f'<dl class="cn-block cn-headlines">{items}</dl>'


def _headline(item: Mapping[str, Any]) -> str:
    """The value large, its range and unit small; words in place of a value are not large."""
    if item["value"] is None:
        return f'<span class="cn-words">{escape(item["text"])}</span>'
    value, bracket, rest = item["text"].partition(" (")
    if not bracket and item["unit"] and value.endswith(item["unit"]):
        value, rest = value.removesuffix(item["unit"]).strip(), item["unit"]
    small = f' <span class="cn-small">{escape(bracket.strip() + rest)}</span>' if rest else ""
    return f'<span class="cn-big">{escape(value)}</span>{small}'


def _provenance(block: Block) -> str:
    facts = "".join(f"<div><dt>{escape(i['label'])}</dt><dd>{escape(i['value'])}</dd></div>" for i in block["items"])
    items = "".join(f"<li>{source_html(s)}</li>" for s in block["sources"])
    listed = f'<ol class="cn-references">{items}</ol>' if items else ""
    head = f'<p class="cn-head">All {len(block["sources"])} sources of this report</p>' if items else ""
    return f'<div class="cn-block cn-provenance"><dl class="cn-facts">{facts}</dl>{head}{listed}</div>'


_WRITERS: Final[dict[str, Callable[[Block], str]]] = {
    "prose": _prose,
    "figure": _figure,
    "table": _table,
    "verdicts": _verdicts,
    "headlines": _headlines,
    "provenance": _provenance,
    "results": lambda _: "",
}

"""HTML that is not ours (a data frame's, a library's) made harmless and self-contained."""

import re
from collections.abc import Iterator
from typing import Final

from bs4 import BeautifulSoup, Comment, Tag

DROPPED: Final = (
    "script", "style", "iframe", "object", "embed", "link", "meta", "base", "form", "input", "button",
    "select", "textarea", "video", "audio", "source", "canvas", "template", "noscript", "svg", "math", "title",
)  # fmt: skip
"""Elements that go with everything inside them."""

_PLAIN: Final = (
    "b", "blockquote", "br", "caption", "code", "dd", "div", "dl", "dt", "em", "hr", "i", "li", "p", "pre", "s",
    "small", "span", "strong", "sub", "sup", "summary", "table", "tbody", "tfoot", "thead", "tr", "u", "ul",
)  # fmt: skip

KEPT: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(_PLAIN, ()),
    "a": ("href",),
    "abbr": ("title",),
    "col": ("span",),
    "colgroup": ("span",),
    "details": ("open",),
    "img": ("src", "alt"),
    "ol": ("start",),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
}  # fmt: skip
"""Elements that stay, and the attributes they may have; of any other element only the content stays."""

_LINK = re.compile(r"(https?:|mailto:|#)", re.IGNORECASE)
_IMAGE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml)[;,]", re.IGNORECASE)


def harmless(html: str) -> str:
    """Keep structure and text, drop scripts, styles, and whatever a page would have to fetch.

    >>> harmless('<p onclick="x()">a<script>b</script><img src="https://x.org/y.png" alt="c"></p>')
    '<p>a[c]</p>'
    """
    soup = BeautifulSoup(html, "html.parser")
    for dropped in soup.find_all(DROPPED):
        dropped.decompose()
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in list(soup.find_all(True)):
        _tame(tag)
    return str(soup).strip()


def _tame(tag: Tag) -> None:
    if tag.name not in KEPT:
        tag.unwrap()
        return
    if tag.name == "img" and not _IMAGE.match(str(tag.get("src", ""))):
        tag.replace_with(f"[{tag.get('alt') or 'image'}]")
        return
    kept = {name: value for name, value in tag.attrs.items() if name in KEPT[tag.name]}
    if "href" in kept and not _LINK.match(str(kept["href"])):
        del kept["href"]
    if tag.name == "img":
        kept.setdefault("alt", "")
    tag.attrs = kept


def tables(html: str) -> list[list[list[str]]]:
    """Read the tables of a piece of HTML as rows of text; merged cells are repeated.

    >>> tables("<table><tr><th colspan=2>a</th></tr><tr><td>1</td><td>2</td></tr></table>")
    [[['a', 'a'], ['1', '2']]]
    """
    soup = BeautifulSoup(html, "html.parser")
    return [_squared([list(_cells(row)) for row in table.find_all("tr")]) for table in soup.find_all("table")]


def _cells(row: Tag) -> Iterator[str]:
    for cell in row.find_all(["td", "th"]):
        span = str(cell.get("colspan") or "1")
        yield from [" ".join(cell.get_text(" ").split())] * (min(int(span), 50) if span.isdigit() else 1)


def _squared(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows if row]


def text_of(html: str) -> str:
    """Text of a piece of HTML without its tables.

    >>> text_of("<div><p>two</p><p>lines</p><table><tr><td>x</td></tr></table></div>")
    'two lines'
    """
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(["table", *DROPPED]):
        tag.decompose()
    return " ".join(soup.get_text(" ").split())

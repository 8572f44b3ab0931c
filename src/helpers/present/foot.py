"""What stands under a block: its sources and its data."""

import base64
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from html import escape
from typing import Final
from urllib.parse import urlsplit

from helpers.locale import _, day, language, n_, short
from helpers.locale.typography import curled
from helpers.present.markdown import whole_dates

OPEN_SOURCES: Final = 4
"""Up to so many sources stand open under a figure; of more, all but the first three fold."""

TITLES: Final = "en"
"""Language of the titles of sources in the data, whatever their pages are written in."""

_MONTH: Final = re.compile(r"\d{4}-\d\d")

_MARK: Final = "\ufeff"
"""Without this mark at its head a spreadsheet program takes a file for one in the letters of its own country."""


def link(url: str, text: str) -> str:
    """Write a link if the address is one of the web, else only its text."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:  # brackets that hold no address
        scheme = ""
    if scheme not in ("http", "https"):
        return escape(text)
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{escape(text)}</a>'


def data_url(content: str | bytes, media: str) -> str:
    """Write content as an address that carries it."""
    raw = content.encode() if isinstance(content, str) else content
    return f"data:{media};base64,{base64.b64encode(raw).decode()}"


def download(name: str, title: str, csv: str) -> str:
    """Write the link that saves the data of a block; what it belongs to can be heard."""
    return (
        f'<a class="cn-download" download="{escape(name)}.csv" '
        f'href="{data_url(_MARK + csv, "text/csv;charset=utf-8")}">'
        f'{escape(_("Data (CSV)"))}<span class="cn-hidden">: {escape(title)}</span></a>'
    )


def published(text: str) -> str:
    """Write the date of a source as precisely as it is given.

    >>> published("2025-10-21"), published("2025-10"), published("2025")
    ('2025-10-21', 'Oct 2025', '2025')
    """
    if _MONTH.fullmatch(text):
        return short(text)
    return day(date.fromisoformat(text), "short") if len(text) == len("2025-10-21") else text


def title_html(source: Mapping[str, str]) -> str:
    """Write the linked title of a source; titles are English in the data, and marked so among another language."""
    title = link(source["url"], curled(source["title"]))
    return title if language() == TITLES else f'<span lang="{TITLES}">{title}</span>'


def source_html(source: Mapping[str, str]) -> str:
    """Write one source: publisher, date, linked title."""
    return _sourced(source["publisher"], source["published"], source["title"], source["url"], language())


@lru_cache(maxsize=4096)  # a source stands under many figures and tables
def _sourced(publisher: str, day_published: str, title: str, url: str, _lang: str) -> str:
    when = f", {whole_dates(escape(published(day_published)))}" if day_published else ""
    return f"{escape(publisher)}{when}: {title_html({'title': title, 'url': url})}"


def cited(sources: Sequence[Mapping[str, str]], data: str = "") -> str:
    """Write the sources under a block, the first few open and the rest folded, and the link to its data."""
    if not sources:
        return data
    cut = len(sources) if len(sources) <= OPEN_SOURCES else OPEN_SOURCES - 1
    shown, rest = sources[:cut], sources[cut:]
    line = "; ".join(map(source_html, shown))
    head = _("Source:") if len(sources) == 1 else _("Sources:")
    text = f'<span class="cn-sources"><span class="cn-head">{escape(head)}</span> {line}.</span>'
    return f"{text} {data}".rstrip() + (_folded(rest) if rest else "")


def _folded(rest: Sequence[Mapping[str, str]]) -> str:
    items = "".join(f"<li>{source_html(s)}</li>" for s in rest)
    more = n_("{n} more source", "{n} more sources", len(rest))
    return f'<details class="cn-more"><summary>{escape(more)}</summary><ul>{items}</ul></details>'

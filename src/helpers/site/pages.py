"""The pages of the site as HTML: the ledger, a page a claim and a report, changes, search, downloads.

Each page is whole in itself: style and script stand in it, allowed by their hashes, and it asks nothing of any server.
Without the script everything is there to read; with it the ledger can be filtered and sorted, and the index searched.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from markupsafe import Markup

from helpers.factory.citing import data_script, json_ld
from helpers.factory.items import Heading, Prose, Shown
from helpers.locale import _
from helpers.present.foot import data_url, link
from helpers.present.html import fragment
from helpers.present.markdown import inline_html, markdown_html
from helpers.present.signs import WORDS
from helpers.runs import words
from helpers.site import machine, nights
from helpers.site.edition import Edition
from helpers.site.index import index
from helpers.site.ledger import Entry, Ledger, Theme
from helpers.site.rendering import render

LANGUAGES: Final[Mapping[str, str]] = {"en": "English", "ru": "Русский"}
"""What an edition is called, in its own language; another goes by its code."""

_TO_CLAIM: Final = re.compile(r'href="#claim-([A-Z]{3}-\d+)"')
_TO_REPORT: Final = re.compile(r'href="#')


def pages(edition: Edition, editions: Sequence[Edition], base: str = "") -> dict[str, str]:
    """Write all pages of an edition, by their place in it, in the language that is spoken.

    Parameters
    ----------
    editions
        All of the site: every page leads to its twin in each language.
    base
        Address of the site; empty where it is not known.
    """
    ledger = edition.ledger
    page, old = partial(_page, edition, editions), nights.stale(edition.nights)
    return {
        "index.html": page("index", "index.html", tally=_tally(ledger), verdicts=WORDS, stale=old),
        **{entry.page: page("claim", entry.page, **_claim(entry, edition, base)) for entry in ledger.entries.values()},
        **{theme.page: page("theme", theme.page, **_theme(theme, edition)) for theme in ledger.themes.values()},
        "changes.html": page("changes", "changes.html"),
        "search.html": page("search", "search.html", groups=index(ledger)),
        "data.html": page("data", "data.html", cite=machine.cite, files=_files(bool(edition.changes))),
        **({nights.PAGE: page("nights", nights.PAGE, **_nights(edition))} if edition.nights else {}),
    }


def _page(edition: Edition, editions: Sequence[Edition], template: str, place: str, **values: Any) -> str:
    root = "../" * place.count("/")
    top = root + "../" * edition.folder.count("/")
    return render(
        template, root=root, top=top, edition=edition, ledger=edition.ledger, packet=edition.ledger.packet,
        runs=edition.runs, changes=edition.changes, words=words, languages=LANGUAGES,
        twins=list(_twins(edition, editions, place, top)), **values,
    )  # fmt: skip


def _twins(edition: Edition, editions: Sequence[Edition], place: str, top: str) -> Iterator[tuple[str, str, bool]]:
    """Yield each other language with where a page leads to in it: its twin, if there is one, else the ledger."""
    for other in editions:
        if other is not edition:
            same = place in other.pages
            yield other.lang, f"{top}{other.folder}{place if same else 'index.html'}", same


def _nights(edition: Edition) -> dict[str, Any]:
    words = {word.__name__: word for word in (nights.stood, nights.made, nights.changed, nights.missed, nights.down)}
    return {"sources": nights.sources(edition.nights), "broken_off": nights.broken_off, **words}


def _claim(entry: Entry, edition: Edition, base: str) -> dict[str, Any]:
    before, after = edition.ledger.beside(entry)
    address = f"{base}{edition.folder}{entry.page}" if base else entry.page.rpartition("/")[2]
    return {
        "entry": entry,
        "before": before,
        "after": after,
        "neighbours": edition.ledger.neighbours(entry),
        "sourced": partial(_sourced, entry),
        "data": data_script(machine.review(entry, address)),
    }


def _sourced(entry: Entry, source: str) -> Markup:
    """The source of a row, linked where it has an address."""
    known = entry.sources.get(source)
    return Markup(link(known["url"], known["publisher"])) if known else Markup.escape(source)  # noqa: S704  escapes


def _theme(theme: Theme, edition: Edition) -> dict[str, Any]:
    ledger, top = edition.ledger, "../" + "../" * edition.folder.count("/")
    shown = [item for item in theme.report.items if isinstance(item, Shown)]
    return {
        "theme": theme,
        "claims": ledger.of_theme(theme.name),
        "figures": [item for item in shown if item.block["kind"] == "figure"],
        "picture": lambda block: data_url(block["svg"], "image/svg+xml"),
        "lead": _led(markdown_html(theme.report.lead), theme, top),
        "bottom": _bottom(theme, top),
        "cite": machine.cite(theme, ledger),
        "data": data_script(json_ld(theme.report, ledger.packet.version, theme.run)),
    }


def _bottom(theme: Theme, top: str) -> Markup:
    """The bottom line of a report, without its code."""
    parts = []
    for item in theme.report.bottom:
        if isinstance(item, Shown):
            parts.append(fragment(item.block, item.label))
        elif isinstance(item, Prose):
            parts.append(markdown_html(item.text))
        elif isinstance(item, Heading):
            parts.append(f"<p><strong>{inline_html(item.text)}</strong></p>")
    return _led("\n".join(parts), theme, top)


def _led(html: str, theme: Theme, top: str) -> Markup:
    """Lead links within the report to the page of the claim, or into the report."""
    html = _TO_CLAIM.sub(r'href="../claims/\1.html"', html)
    return Markup(_TO_REPORT.sub(f'href="{top}reports/{theme.file}#', html))  # noqa: S704  the renderers escape


def _tally(ledger: Ledger) -> dict[str, int]:
    words = [entry.verdict for entry in ledger.entries.values()]
    return {word: words.count(word) for word in WORDS if word in words}


def _files(compared: bool) -> list[tuple[str, str]]:
    """The downloads and what is in each."""
    changed = ("comparison.json", _("What the newest run changed against the one before it, and why"))
    return [
        ("claims.json", _("Every claim with verdict, readings, evidence, history and a ClaimReview of schema.org")),
        ("claims.schema.json", _("JSON Schema of claims.json")),
        ("results.json", _("Headline numbers and verdicts of every report, its parameters and versions")),
        ("results.schema.json", _("JSON Schema of results.json")),
        *([changed] if compared else []),
        ("comparison.schema.json", _("JSON Schema of comparison.json")),
        ("ledger.csv", _("The ledger as a table, one row a claim")),
        ("sources.csl.json", _("All sources used, as CSL-JSON for reference managers")),
        ("sources.bib", _("All sources used, as BibTeX")),
        ("sitemap.xml", _("Sitemap")),
    ]

"""The pages of the site as HTML: the ledger, a page a claim and a report, changes, search, downloads.

Each page is whole in itself: style and script stand in it, allowed by their hashes, and it asks nothing of any server.
Without the script everything is there to read; with it the ledger can be filtered and sorted, and the index searched.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

import jinja2
from markupsafe import Markup

from helpers.factory.citing import data_script, json_ld
from helpers.factory.items import Heading, Prose, Shown
from helpers.factory.pages import environment, hash_of, style_sheet
from helpers.present.cards import badge
from helpers.present.foot import data_url, link
from helpers.present.html import fragment, style
from helpers.present.markdown import inline_html, markdown_html
from helpers.present.signs import WORDS
from helpers.present.words import listing, number, significant_digits
from helpers.site import feed, machine
from helpers.site.changes import Changes
from helpers.site.index import index
from helpers.site.ledger import Entry, Ledger, Theme
from helpers.site.packets import Packet

LANGUAGES: Final[Mapping[str, str]] = {"en": "English", "ru": "Русский"}
"""What an edition is called, in its own language; another goes by its code."""

_TO_CLAIM: Final = re.compile(r'href="#claim-([A-Z]{3}-\d+)"')
_TO_REPORT: Final = re.compile(r'href="#')


def pages(ledger: Ledger, runs: Sequence[Packet], changes: Sequence[Changes]) -> dict[str, str]:
    """Write all pages, by their place in the site.

    Parameters
    ----------
    runs
        Newest first, that of the ledger in front.
    changes
        Of each run against the one before it; the first run of all has none.
    """
    common: dict[str, Any] = {"ledger": ledger, "packet": ledger.packet, "changes": changes, "runs": runs}
    return {
        "index.html": _page("index", tally=_tally(ledger), words=WORDS, headline=feed.headline, **common),
        **{machine.page_of(entry): _claim(entry, common) for entry in ledger.entries.values()},
        **{page_of(theme): _theme(theme, common) for theme in ledger.themes.values()},
        "changes.html": _page("changes", headline=feed.headline, **common),
        "search.html": _page("search", groups=index(ledger), **common),
        "data.html": _page("data", cite=machine.cite, files=_files(), **common),
    }


def page_of(theme: Theme) -> str:
    """Return where the page of a report lies in the site."""
    return f"themes/{theme.name}.html"


def _claim(entry: Entry, common: Mapping[str, Any]) -> str:
    ledger: Ledger = common["ledger"]
    before, after = ledger.beside(entry)
    return _page(
        "claim", "../", entry=entry, before=before, after=after, neighbours=ledger.neighbours(entry),
        sourced=lambda row: _sourced(entry, row["source"]),
        data=data_script(machine.review(entry)), **common,
    )  # fmt: skip


def _sourced(entry: Entry, source: str) -> Markup:
    """The source of a row, linked where it has an address."""
    known = entry.sources.get(source)
    return Markup(link(known["url"], known["publisher"])) if known else Markup.escape(source)  # noqa: S704  escapes


def _theme(theme: Theme, common: Mapping[str, Any]) -> str:
    ledger: Ledger = common["ledger"]
    shown = [item for item in theme.report.items if isinstance(item, Shown)]
    figures = [item for item in shown if item.block["kind"] == "figure"]
    return _page(
        "theme", "../", theme=theme, claims=ledger.of_theme(theme.name), figures=figures,
        picture=lambda block: data_url(block["svg"], "image/svg+xml"),
        lead=_led(markdown_html(theme.report.lead), theme), bottom=_bottom(theme),
        languages=LANGUAGES, cite=machine.cite(theme, ledger),
        data=data_script(json_ld(theme.report, ledger.packet.version, theme.run)), **common,
    )  # fmt: skip


def _bottom(theme: Theme) -> Markup:
    """The bottom line of a report, without its code."""
    parts = []
    for item in theme.report.bottom:
        if isinstance(item, Shown):
            parts.append(fragment(item.block, item.label))
        elif isinstance(item, Prose):
            parts.append(markdown_html(item.text))
        elif isinstance(item, Heading):
            parts.append(f"<p><strong>{inline_html(item.text)}</strong></p>")
    return _led("\n".join(parts), theme)


def _led(html: str, theme: Theme) -> Markup:
    """Lead links within the report to the page of the claim, or into the report."""
    html = _TO_CLAIM.sub(r'href="../claims/\1.html"', html)
    report = f"../reports/{_report(theme)}"
    return Markup(_TO_REPORT.sub(f'href="{report}#', html))  # noqa: S704  written by the renderers, which escape


def _report(theme: Theme) -> str:
    """The HTML file of a report, or its PDF where only that was made."""
    files = next(iter(theme.editions.values()))
    return next((file for file in files if file.endswith(".html")), files[0] if files else "")


def _tally(ledger: Ledger) -> dict[str, int]:
    words = [entry.verdict for entry in ledger.entries.values()]
    return {word: words.count(word) for word in WORDS if word in words}


def _files() -> list[tuple[str, str]]:
    """The downloads and what is in each."""
    return [
        ("claims.json", "Every claim with verdict, readings, evidence, history and a ClaimReview of schema.org"),
        ("claims.schema.json", "JSON Schema of claims.json"),
        ("results.json", "Headline numbers and verdicts of every report, its parameters and versions"),
        ("results.schema.json", "JSON Schema of results.json"),
        ("ledger.csv", "The ledger as a table, one row a claim"),
        ("sources.csl.json", "All sources used, as CSL-JSON for reference managers"),
        ("sources.bib", "All sources used, as BibTeX"),
        ("feed.atom", "Atom feed: what each run changed"),
        ("sitemap.xml", "Sitemap"),
    ]


def _page(template: str, root: str = "", **values: Any) -> str:
    css, script = _style(), _script()
    return _environment().get_template(f"{template}.html.j2").render(
        root=root,
        style=Markup(css),  # noqa: S704  our own files
        style_hash=hash_of(css),
        script=Markup(script),  # noqa: S704
        script_hash=hash_of(script),
        **values,
    )  # fmt: skip


@cache
def _environment() -> jinja2.Environment:
    """The environment of all pages of the house, with the templates of this room."""
    own = environment().overlay(loader=jinja2.PackageLoader("helpers.site"))
    own.globals |= {"page_of_claim": machine.page_of, "page_of_theme": page_of, "report_of": _report}
    own.filters |= {
        "badge": lambda word: Markup(badge(word)),  # noqa: S704  every writer here escapes
        "listing": listing,
        "figure": _figure,
        "source": lambda source: Markup(link(source["url"], source["title"])),  # noqa: S704
    }
    return own


def _figure(text: str) -> str:
    """A figure as its source printed it: evidence is never rounded."""
    value = float(text)
    return number(value, significant_digits(value, figures=15))


@cache
def _style() -> str:
    return "\n".join([style_sheet(), style(), _own("site.css")])


@cache
def _script() -> str:
    return _own("site.js")


def _own(name: str) -> str:
    return files("helpers.site").joinpath("templates", name).read_text(encoding="utf-8").strip()

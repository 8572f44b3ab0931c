"""The index that the search page lists: claims, reports, their sections, figures and tables, and sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from helpers.factory.cells import plain_title
from helpers.factory.items import Shown
from helpers.locale import _, language, tabled
from helpers.present.foot import TITLES
from helpers.site.ledger import Ledger, Theme


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that can be found.

    Attributes
    ----------
    place
        Relative to the edition, or to the root of the site; empty where there is nothing to open.
    more
        Words that find it beside its title.
    at_root
        Whether it lies at the root of the site, for all languages.
    lang
        Language of the title; empty where it is that of the page.
    """

    place: str
    title: str
    more: str = ""
    at_root: bool = False
    lang: str = ""


def index(ledger: Ledger) -> dict[str, list[Found]]:
    """Return what can be found, in groups."""
    groups = {
        _("Claims"): list(_claims(ledger)),
        _("Reports"): [found for theme in ledger.themes.values() for found in _sections(theme)],
        _("Figures and tables"): [found for theme in ledger.themes.values() for found in _shown(theme)],
        _("Sources"): list(_sources(ledger)),
    }
    return {name: found for name, found in groups.items() if found}


def _claims(ledger: Ledger) -> Iterator[Found]:
    for entry in ledger.entries.values():
        readings = [reading["definition"] for reading in entry.item["readings"]]
        more = " · ".join([entry.said, entry.item["reason"], *readings])
        yield Found(entry.page, f"{entry.id}: {entry.item['statement']}", more)


def _sections(theme: Theme) -> Iterator[Found]:
    sections = [plain_title(section.title) for section in theme.report.sections if section.title]
    yield Found(theme.page, theme.report.title, " · ".join([theme.label, *sections]))


def _shown(theme: Theme) -> Iterator[Found]:
    for item in theme.report.items:
        if isinstance(item, Shown) and item.label:
            place = f"reports/{quote(theme.file)}#{item.anchor}" if theme.file.endswith(".html") else ""
            yield Found(place, item.block["title"], f"{item.label}, {theme.label}", at_root=True)


def _sources(ledger: Ledger) -> Iterator[Found]:
    used: dict[str, list[str]] = {}
    for entry in ledger.entries.values():
        for key in entry.sources:
            used.setdefault(key, []).append(entry.id)
    for key, source in ledger.sources.items():
        claims = used.get(key, [])
        told = [source["publisher"], tabled(source["published"]) if source["published"] else "", *claims]
        place = f"claims/{claims[0]}.html#sources" if claims else ""
        lang = "" if language() == TITLES else TITLES
        yield Found(place, source["title"], " · ".join(filter(None, told)), lang=lang)

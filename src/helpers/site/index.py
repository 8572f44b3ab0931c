"""The index that the search page lists: claims, reports, their sections, figures and tables, and sources."""

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.factory.cells import plain_title
from helpers.factory.items import Shown
from helpers.site.ledger import Ledger, Theme


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that can be found.

    Attributes
    ----------
    place
        Relative to the root of the site; empty where there is nothing to open.
    more
        Words that find it beside its title.
    """

    place: str
    title: str
    more: str = ""


def index(ledger: Ledger) -> dict[str, list[Found]]:
    """Return what can be found, in groups."""
    groups = {
        "Claims": list(_claims(ledger)),
        "Reports": [found for theme in ledger.themes.values() for found in _sections(theme)],
        "Figures and tables": [found for theme in ledger.themes.values() for found in _shown(theme)],
        "Sources": list(_sources(ledger)),
    }
    return {name: found for name, found in groups.items() if found}


def _claims(ledger: Ledger) -> Iterator[Found]:
    for entry in ledger.entries.values():
        readings = [reading["definition"] for reading in entry.item["readings"]]
        more = " · ".join([entry.verdict, entry.item["reason"], *readings])
        yield Found(f"claims/{entry.id}.html", f"{entry.id}: {entry.item['statement']}", more)


def _sections(theme: Theme) -> Iterator[Found]:
    sections = [plain_title(section.title) for section in theme.report.sections if section.title]
    yield Found(f"themes/{theme.name}.html", theme.report.title, " · ".join([theme.label, *sections]))


def _shown(theme: Theme) -> Iterator[Found]:
    report = next((file for files in theme.editions.values() for file in files if file.endswith(".html")), "")
    for item in theme.report.items:
        if isinstance(item, Shown) and item.label:
            place = f"reports/{report}#{item.anchor}" if report else ""
            yield Found(place, item.block["title"], f"{item.label}, {theme.label}")


def _sources(ledger: Ledger) -> Iterator[Found]:
    used: dict[str, list[str]] = {}
    for entry in ledger.entries.values():
        for key in entry.sources:
            used.setdefault(key, []).append(entry.id)
    for key, source in ledger.sources.items():
        claims = used.get(key, [])
        told = [source["publisher"], source["published"], *claims]
        place = f"claims/{claims[0]}.html#sources" if claims else ""
        yield Found(place, source["title"], " · ".join(filter(None, told)))

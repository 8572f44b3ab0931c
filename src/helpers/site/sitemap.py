"""The sitemap: every page of every edition, each with its twins in the other languages."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from helpers.site.edition import Edition

SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML: Final = "http://www.w3.org/1999/xhtml"
LOCAL: Final = "http://127.0.0.1:8000/"
"""Where ``caspian serve`` shows the site, unless told otherwise."""


def sitemap(editions: Sequence[Edition], base: str = "") -> bytes:
    """Write the sitemap.

    Parameters
    ----------
    base
        Address of the site. The protocol wants whole addresses, so that without one it has those of a local look.
    """
    ET.register_namespace("xhtml", XHTML)
    root = ET.Element("urlset", {"xmlns": SITEMAP})
    day = editions[0].ledger.packet.day
    for places in _places(editions):
        whole = {lang: f"{base or LOCAL}{place}" for lang, place in places.items()}
        for address in whole.values():
            _url(root, address, day, whole if len(whole) > 1 else {})
    return written(root)


def _url(root: ET.Element, address: str, day: str, twins: Mapping[str, str]) -> None:
    url = ET.SubElement(root, "url")
    ET.SubElement(url, "loc").text = address
    if day:
        ET.SubElement(url, "lastmod").text = day
    for lang, twin in twins.items():
        ET.SubElement(url, f"{{{XHTML}}}link", {"rel": "alternate", "hreflang": lang, "href": twin})


def _places(editions: Sequence[Edition]) -> list[Mapping[str, str]]:
    """Return what stands in the site once a language, pages and files of reports: its place by language."""
    found: dict[str, dict[str, str]] = {}
    for edition in editions:
        for name, place in _of_edition(edition):
            found.setdefault(name, {})[edition.lang] = place
    return list(found.values())


def _of_edition(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield pages and files of reports, each by a name that is the same in all languages, and its place."""
    for page in edition.pages:
        yield page, f"{edition.folder}{page}"
    for theme in edition.ledger.themes.values():
        for file in theme.files:
            yield f"{theme.name}.{file.rpartition('.')[2]}", f"reports/{file}"


def written(root: ET.Element) -> bytes:
    """Write XML, indented."""
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"

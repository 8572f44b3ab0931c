"""The Atom feed of an edition: an entry a run."""

import re
import uuid
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree as ET

from helpers.factory.archive import run_time
from helpers.factory.citing import AUTHORS, LICENCE, TITLE
from helpers.locale import LANGUAGES, _
from helpers.runs.comparison import Comparison
from helpers.runs.packets import Packet
from helpers.runs.words import begun, headline, lines
from helpers.site.edition import Edition
from helpers.site.sitemap import written

ATOM: Final = "http://www.w3.org/2005/Atom"

_UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no XML may hold, not even escaped."""


def feed(edition: Edition, base: str = "") -> bytes:
    """Write the feed of an edition: an entry a run, newest first.

    Parameters
    ----------
    base
        Address of the site; empty makes the links relative to the feed.
    """
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": edition.lang})
    at = f"{base}{edition.folder}" if base else ""
    _text(root, "title", TITLE)
    _text(root, "subtitle", _("What each run changed: verdicts that turned, headline numbers that moved."))
    _text(root, "id", _identity("feed", edition.lang))
    _text(root, "updated", _moment(edition.runs[0]))
    _text(root, "rights", LICENCE)
    _text(ET.SubElement(root, "author"), "name", AUTHORS)
    _link(root, "self", f"{at}feed.atom", "application/atom+xml")
    _link(root, "alternate", f"{at}index.html", "text/html")
    of_run = {change.new.run: change for change in edition.changes}
    for packet in edition.runs:
        _entry(root, packet, of_run.get(packet.run), at)
    return written(root)


def _entry(root: ET.Element, packet: Packet, changed: Comparison | None, at: str) -> None:
    entry = ET.SubElement(root, "entry")
    _text(entry, "title", begun(headline(changed.changes if changed else None)))
    _text(entry, "id", _identity(packet.run, packet.lang))
    _text(entry, "updated", _moment(packet))
    _link(entry, "alternate", f"{at}changes.html", "text/html")
    told = [_("Run {run}.", run=packet.run), *(lines(changed) if changed else ())]
    _text(entry, "content", "\n".join(told)).set("type", "text")


def _identity(name: str, lang: str) -> str:
    """A name that stays when the site moves, another one in each language."""
    whole = name if lang == LANGUAGES[0] else f"{name}.{lang}"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"caspian-notebooks:{whole}").urn


def _moment(packet: Packet) -> str:
    made = run_time(packet.run) or datetime.fromtimestamp(0, UTC)
    return f"{made:%Y-%m-%dT%H:%M:%SZ}"


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = _UNWRITABLE.sub("\ufffd", text)
    return element


def _link(parent: ET.Element, relation: str, address: str, media: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "href": address, "type": media})

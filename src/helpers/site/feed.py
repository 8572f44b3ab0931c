"""The Atom feed of runs and the sitemap."""

import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree as ET

from helpers.factory.citing import AUTHORS, LICENCE, TITLE
from helpers.factory.crate import run_time
from helpers.present.words import listing
from helpers.site.changes import Changes, Move, Turn
from helpers.site.packets import Packet

ATOM: Final = "http://www.w3.org/2005/Atom"
SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
LOCAL: Final = "http://127.0.0.1:8000/"
"""Where ``caspian serve`` shows the site, unless told otherwise."""

_UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no XML may hold, not even escaped."""


def feed(runs: Sequence[Packet], changes: Sequence[Changes], base: str = "") -> bytes:
    """Write the feed: an entry a run, newest first.

    Parameters
    ----------
    runs
        Newest first.
    changes
        Of each run against the one before it; the first run of all has none.
    base
        Address of the site; empty makes the links relative to the feed.
    """
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _text(root, "title", TITLE)
    _text(root, "subtitle", "What each run changed: verdicts that turned, headline numbers that moved.")
    _text(root, "id", _identity("feed"))
    _text(root, "updated", _moment(runs[0]))
    _text(root, "rights", LICENCE)
    _text(ET.SubElement(root, "author"), "name", AUTHORS)
    _link(root, "self", f"{base}feed.atom", "application/atom+xml")
    _link(root, "alternate", f"{base}index.html", "text/html")
    of_run = {change.new.run: change for change in changes}
    for packet in runs:
        _entry(root, packet, of_run.get(packet.run), base)
    return _written(root)


def _entry(root: ET.Element, packet: Packet, changed: Changes | None, base: str) -> None:
    entry = ET.SubElement(root, "entry")
    _text(entry, "title", headline(changed))
    _text(entry, "id", _identity(packet.run))
    _text(entry, "updated", _moment(packet))
    _link(entry, "alternate", f"{base}changes.html", "text/html")
    lines = ["\n".join(map(turned, changed.turns)), "\n".join(map(moved, changed.moves))] if changed else []
    _text(entry, "content", "\n".join([f"Run {packet.run}.", *filter(None, lines)])).set("type", "text")


def headline(changed: Changes | None) -> str:
    """Say in a line what a run changed."""
    if changed is None:
        return "The first run"
    if changed.still:
        return "No verdict turned and no headline number moved"
    turns, moves = len(changed.turns), len(changed.moves)
    parts = [f"{turns} verdict{'s' if turns > 1 else ''} turned"] if turns else []
    parts += [f"{moves} headline number{'s' if moves > 1 else ''} moved"] if moves else []
    return listing(parts)


def turned(turn: Turn) -> str:
    """Say how a verdict turned."""
    before, after = turn.before or "not judged", turn.after or "not judged"
    return f"{turn.claim}: {before} became {after}. {turn.statement} {turn.reason}".strip()


def moved(move: Move) -> str:
    """Say how a headline number moved."""
    return f"{move.report}, {move.label}: {move.before or 'nothing'} became {move.after or 'nothing'}."


def sitemap(pages: Iterable[str], packet: Packet, base: str = "") -> bytes:
    """Write the sitemap; its protocol wants whole addresses, so that without one it has those of a local look."""
    root = ET.Element("urlset", {"xmlns": SITEMAP})
    for page in pages:
        place = ET.SubElement(root, "url")
        ET.SubElement(place, "loc").text = f"{base or LOCAL}{page}"
        if packet.day:
            ET.SubElement(place, "lastmod").text = packet.day
    return _written(root)


def _identity(name: str) -> str:
    """A name that stays when the site moves."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"caspian-notebooks:{name}").urn


def _moment(packet: Packet) -> str:
    made = run_time(packet.run) or datetime.fromtimestamp(0, UTC)
    return f"{made:%Y-%m-%dT%H:%M:%SZ}"


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = _UNWRITABLE.sub("\ufffd", text)
    return element


def _link(parent: ET.Element, relation: str, address: str, media: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "href": address, "type": media})


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"

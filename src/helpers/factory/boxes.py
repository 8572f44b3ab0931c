"""Small things on a page of paper: headlines in boxes, lists of facts, what stays together."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from helpers.factory.items import Shown
from helpers.factory.typst import call, string, words
from helpers.locale import _, p_
from helpers.locale.typography import printed
from helpers.present.cards import large_and_small

WIDEST: Final = 430.0
"""Width that a figure may take, in points: its letters of 10 points become 8.3."""
TALLEST: Final = 600.0
"""Height that a figure may take, in points; the rest of a page is for its words."""


def kept(parts: Iterable[str], **more: str) -> str:
    """Keep parts on one page."""
    return call("block", "\n\n".join(parts), breakable="false", width="100%", **more)


def strip(items: Iterable[Mapping[str, Any]]) -> str:
    """Headlines in boxes: the value large, its range and unit small."""
    boxes = []
    for item in items:
        value, little = large_and_small(item)
        known = "false" if item["value"] is None else "true"
        texts = f"label: {_shown(item['label'])}, big: {_shown(value)}, small: {_shown(little)}"
        boxes.append(f"({texts}, known: {known})")
    return f"#strip({', '.join(boxes)});" if boxes else ""


def line(pairs: Iterable[tuple[str, str]]) -> str:
    """Write facts in one paragraph."""
    return call("small", words(" · ").join(f"{words(label + ': ')}{call('strong', words(v))}" for label, v in pairs))


def badge(word: str) -> str:
    """Write a verdict as a coloured word."""
    return f"#badge({string(word)}, {string(p_('verdict', word))});"


def facts(pairs: Iterable[tuple[str, str]], columns: int = 2) -> str:
    """Write names and values in columns."""
    listed = ", ".join(f"({_shown(label)}, {_shown(value)})" for label, value in pairs)
    return f"#facts(abreast: {columns}, {listed});" if listed else ""


def command(text: str) -> str:
    """Write a command under its heading; a line of it ends between two words only."""
    if not text:
        return ""
    told = call("strong", words(_("The command that makes it again")))
    written = " ".join(f"#box(raw({string(word)}));" for word in text.split(" "))
    return call("command", f"{told}#linebreak();{written}")


def _shown(text: str) -> str:
    return string(printed(text))


def sizes(svg: str) -> tuple[float, float]:
    """Width and height of a picture in points, from its view box; zeros where it has none."""
    box = re.search(r'viewBox="[\d.+-]+[\s,]+[\d.+-]+[\s,]+([\d.]+)[\s,]+([\d.]+)"', svg)
    return (float(box[1]), float(box[2])) if box else (0.0, 0.0)


def picture(name: str, alt: str, extent: tuple[float, float], titled: str = "") -> str:
    """Show the picture in a file as large as it is, as far as the page has room; as wide as it may be, if not known."""
    width, height = extent
    scale = min(1.0, WIDEST / width, TALLEST / height) if width and height else 1.0
    size = f"width: {width * scale:.1f}pt" if width else f"width: {WIDEST}pt"
    image = f"image({string(name)}, alt: {string(alt)}, {size})"
    return f"#figure({image}, kind: image, supplement: none, numbering: none{titled});"


def caption(item: Shown) -> str:
    """Write the title of a figure or a table, behind its number, as an argument."""
    return f", caption: [{words(f'{item.label}. ' if item.label else '')}{words(item.block['title'])}]"

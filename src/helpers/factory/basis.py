"""What the numbers of a sentence come from: the figure, the table, the verdict or the rows that a reader is led to.

A sentence says it itself (``page.say(..., of=...)``). Else it comes from what was shown last under the same heading,
for a cell shows one thing and then says what was seen; what is said first comes from what is shown next.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from helpers.factory.items import Heading, Item, Shown
from helpers.locale import _
from helpers.present.bases import basis_of
from helpers.present.blocks import Block
from helpers.present.markdown import Basis, numbers_in

VERDICTS = "Verdicts"
SOURCES = "All sources of this report"


def known_places(items: Iterable[Item]) -> dict[str, Basis]:
    """Find the places that can be named: figures and tables by their name, claims by their id, and the sources."""
    places: dict[str, Basis] = {}
    for item in items:
        if isinstance(item, Shown):
            places |= _places(item)
    return places


def _places(item: Shown) -> dict[str, Basis]:
    kind = item.block["kind"]
    if kind in ("figure", "table"):
        return {item.block["name"]: {"anchor": item.anchor, "label": item.label}}
    if kind == "verdicts":
        cards = {card["id"]: {"anchor": f"claim-{card['id']}", "label": card["id"]} for card in item.block["items"]}
        first = next(iter(cards.values()), None)
        return {**cards, VERDICTS: {**first, "label": _("Verdicts")}} if first else {}
    return {SOURCES: {"anchor": item.anchor, "label": _("All sources of this report")}} if kind == "provenance" else {}


def based(items: Iterable[Item], places: Mapping[str, Basis]) -> Iterator[Item]:
    """Give each sentence under the headings of a section its basis."""
    group: list[Item] = []
    for item in items:
        if isinstance(item, Heading):
            yield from _grouped(group, places)
            yield item
            group = []
        else:
            group.append(item)
    yield from _grouped(group, places)


def _grouped(group: Sequence[Item], places: Mapping[str, Basis]) -> Iterator[Item]:
    shown = [_standing(item) for item in group]
    for number, item in enumerate(group):
        near = [basis for basis in (*reversed(shown[:number]), *shown[number:]) if basis]
        yield with_basis(item, places, near[0] if near else places.get(SOURCES))


def _standing(item: Item) -> Basis | None:
    """Return the place of a figure, a table or the first verdict card; None for any other item."""
    if isinstance(item, Shown) and item.block["kind"] in ("figure", "table", "verdicts"):
        return next(reversed(_places(item).values()), None)
    return None


def summed_up(items: Iterable[Item], body: Sequence[Item]) -> Iterator[Item]:
    """Give the bottom line its bases: headlines theirs, and a number of a sentence that of the place which says it too.

    Parameters
    ----------
    body
        The rest of the report, to which it leads.
    """
    places = known_places(body)
    held = [with_basis(item, places, places.get(VERDICTS)) for item in items]
    said = dict(_said([*held, *body], places))
    for item in held:
        if isinstance(item, Shown) and item.block["kind"] == "prose":
            item = replace(item, block={**item.block, "repeated": {} if item.block.get("of") else said})
        yield item


def _said(items: Sequence[Item], places: Mapping[str, Basis]) -> Iterator[tuple[str, Basis]]:
    """Find what says which number: verdict cards, titles of figures, then headlines; the last one found counts.

    Short numbers are told by headlines alone: they stand in many titles, and for many things.
    """
    blocks = [item.block for item in items if isinstance(item, Shown)]
    told = [(card["reason"], card["id"]) for card in _of(blocks, "verdicts")]
    told += [(block["title"], block["name"]) for block in reversed(blocks) if block["kind"] == "figure"]
    for text, name in told:
        if name in places:  # one in the bottom line itself is before the reader's eyes
            yield from ((number, places[name]) for number in numbers_in(text) if len(number) > 2)
    for one in reversed(_of(blocks, "headlines")):
        yield from ((number, one["basis"]) for number in numbers_in(one["text"]) if one["basis"])


def _of(blocks: Iterable[Block], kind: str) -> list[dict[str, Any]]:
    return [one for block in blocks if block["kind"] == kind for one in block["items"]]


def with_basis(item: Item, places: Mapping[str, Basis], otherwise: Basis | None) -> Item:
    """Give a sentence or headlines the place that they name, else another."""
    if not isinstance(item, Shown):
        return item
    block = item.block
    if block["kind"] == "prose":
        own = {"anchor": item.anchor, "label": _("Its evidence")} if block.get("csv") else None
        return replace(item, block={**block, "basis": own or places.get(block.get("of", ""), otherwise)})
    if block["kind"] == "headlines":
        items: list[dict[str, Any]] = [
            {**one, "basis": places.get(one.get("of") or basis_of(one["name"]), otherwise)} for one in block["items"]
        ]
        return replace(item, block={**block, "items": items})
    return item

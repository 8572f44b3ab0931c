"""What the numbers of a sentence come from: the figure, the table, the verdict or the rows that a reader is led to.

A sentence says it itself (``page.say(..., of=...)``). Else it comes from what was shown last under the same heading,
for a cell shows one thing and then says what was seen; what is said first comes from what is shown next.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from helpers.factory.items import Heading, Item, Shown

Basis = Mapping[str, str]
"""``anchor`` and ``label`` of a place in the report."""

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
        return {**cards, VERDICTS: {**first, "label": VERDICTS}} if first else {}
    return {SOURCES: {"anchor": item.anchor, "label": SOURCES}} if kind == "provenance" else {}


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


def with_basis(item: Item, places: Mapping[str, Basis], otherwise: Basis | None) -> Item:
    """Give a sentence or headlines the place that they name, else another."""
    if not isinstance(item, Shown):
        return item
    block = item.block
    if block["kind"] == "prose":
        own = {"anchor": item.anchor, "label": "Its evidence"} if block.get("csv") else None
        return replace(item, block={**block, "basis": own or places.get(block.get("of", ""), otherwise)})
    if block["kind"] == "headlines":
        items: list[dict[str, Any]] = [
            {**one, "basis": places.get(one.get("of", ""), otherwise)} for one in block["items"]
        ]
        return replace(item, block={**block, "items": items})
    return item

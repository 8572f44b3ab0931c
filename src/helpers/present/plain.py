"""Blocks as plain text: for terminals, diffs and whoever reads the notebook without a browser."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from helpers.locale import _, p_
from helpers.present.blocks import Block


def plain(block: Block) -> str:
    """Write a block as plain text.

    >>> plain({"kind": "prose", "markdown": "Trade grew."})
    'Trade grew.'
    """
    return _WRITERS[block["kind"]](block)


def source_text(source: Mapping[str, str]) -> str:
    """One source in a line."""
    parts = [source["publisher"], source["published"], source["title"], source["url"]]
    return ", ".join(part for part in parts if part)


def _sources(block: Mapping[str, Any]) -> list[str]:
    return [_("Source: {source}", source=source_text(s)) for s in block.get("sources", [])]


def _notes(block: Block) -> list[str]:
    return ([block["note"]] if block.get("note") else []) + _sources(block)


def _figure(block: Block) -> str:
    states = [f"{state['label']}: {state['words']}" for state in block.get("states", [])]
    return "\n".join([_("Figure: {title}", title=block["title"]), *(states or [block["alt"]]), *_notes(block)])


def _table(block: Block) -> str:
    grid = [[c["label"] for c in block["columns"]], *block["rows"]]
    widths = [max(len(row[place]) for row in grid) for place in range(len(block["columns"]))]
    rights = [c["align"] == "right" for c in block["columns"]]
    lines = [
        "  ".join(
            cell.rjust(w) if right else cell.ljust(w) for cell, w, right in zip(row, widths, rights, strict=True)
        ).rstrip()
        for row in grid
    ]
    return "\n".join([_("Table: {title}", title=block["title"]), *lines, *_notes(block)])


def _verdicts(block: Block) -> str:
    return "\n".join(
        f"{i['id']} {p_('verdict', i['verdict']).upper()}: {i['statement']} {i['reason']}" for i in block["items"]
    )


def _headlines(block: Block) -> str:
    return "\n".join(f"{i['label']}: {i['text']}" for i in block["items"])


def _provenance(block: Block) -> str:
    return "\n".join([*(f"{i['label']}: {i['value']}" for i in block["items"]), *_sources(block)])


_WRITERS: Final[dict[str, Callable[[Block], str]]] = {
    "prose": lambda block: str(block["markdown"]),
    "figure": _figure,
    "table": _table,
    "verdicts": _verdicts,
    "headlines": _headlines,
    "provenance": _provenance,
    "results": lambda _: "",
}

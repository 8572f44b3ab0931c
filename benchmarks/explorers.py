"""How long each explorer takes to answer a move: working out, drawing, writing, as under a live kernel."""

import json
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from typing import Any
from unittest import mock

from helpers.factory.catalogue import Notebook, catalogue
from helpers.present import Page, live
from helpers.present.explorer import Explorer
from helpers.present.html import lab

HEAD = """# How long explorers take to answer

Each control is moved to several values, none of them seen before; the time is that of working out, drawing and writing.
`make bench` measures it again."""
MOVES = 6
"""Moves of each control, to values not seen before where there are so many."""


def explorers(notebook: Notebook) -> list[Explorer[Any]]:
    """Run the cells of a notebook and gather the explorers that they show."""
    found: list[Explorer[Any]] = []
    cells = json.loads(notebook.path.read_text(encoding="utf-8"))["cells"]
    names: dict[str, Any] = {}
    with (
        mock.patch.object(Page, "explore", lambda _page, explorer, *_, **__: found.append(explorer)),
        mock.patch("helpers.present.page.display"),
        redirect_stdout(StringIO()),
    ):
        for cell in cells:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), names)
    return [explorer for explorer in found if explorer is not None]


def moves(widget: Any) -> Iterator[Any]:
    """Values to which a control is moved."""
    if hasattr(widget, "options"):
        yield from [value for _, value in widget.options if value != widget.value][:MOVES]
    elif isinstance(widget.value, bool):
        yield not widget.value
    elif hasattr(widget, "min"):
        low, high = widget.min, widget.max
        yield from (type(widget.value)(low + (high - low) * part / (MOVES + 1)) for part in range(1, MOVES + 1))


def latencies(explorer: Explorer[Any]) -> dict[str, list[float]]:
    """Move every control of an explorer and return the milliseconds of each answer, by control."""
    box = live.explorer(explorer, explorer.block([]), lab)
    taken: dict[str, list[float]] = {}
    for name, row in zip(explorer.controls, box.children, strict=False):
        widget = row.children[0]
        before = widget.value
        for value in moves(widget):
            started = time.perf_counter()
            widget.value = value
            taken.setdefault(name, []).append(1000 * (time.perf_counter() - started))
        widget.value = before
    return taken


def table() -> str:
    """Write the latency of each explorer as a table in Markdown."""
    lines = ["| explorer | control | median, ms | worst, ms |", "| --- | --- | --: | --: |"]
    for notebook in catalogue():
        for explorer in explorers(notebook):
            for name, taken in latencies(explorer).items():
                row = (f"`{notebook.name}`: {explorer.question}", f"`{name}`", statistics.median(taken), max(taken))
                lines.append(f"| {row[0]} | {row[1]} | {row[2]:.0f} | {row[3]:.0f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    os.environ.setdefault("MPLBACKEND", "agg")
    print(table())  # noqa: T201

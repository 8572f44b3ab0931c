"""Cells of an executed notebook as items of a report."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from nbformat import NotebookNode

from helpers.factory.items import Code, Heading, Item, Output, Prose, ReportError, Shown
from helpers.present.blocks import MIME, VERSION, Block

PREFERRED: Final = (
    "image/svg+xml", "image/png", "image/jpeg", "image/gif",
    "text/markdown", "text/html", "text/latex", "text/plain",
)  # fmt: skip
"""Media types of ordinary outputs, best first."""

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_ATX = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")


def items_of(cells: Iterable[NotebookNode]) -> Iterator[Item]:
    """Read cells; what belongs together is joined."""
    return _joined(_items(cells))


def plain_title(markdown: str) -> str:
    """Strip emphasis, code marks and links of a heading.

    >>> plain_title("Is *trade* `really` [growing](x)?")
    'Is trade really growing?'
    """
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    return re.sub(r"(\*\*|__|\*|`|(?<!\w)_|_(?!\w))", "", text).strip()


def _items(cells: Iterable[NotebookNode]) -> Iterator[Item]:
    for cell in cells:
        if cell.cell_type == "markdown":
            yield from split(_inlined(cell))
        elif cell.cell_type == "code" and cell.source.strip():
            yield Code(cell.source)
            yield from _outputs(cell)


def _inlined(cell: NotebookNode) -> str:
    """Put a cell's attachments into its text as data addresses."""
    text = str(cell.source)
    for name, kinds in cell.get("attachments", {}).items():
        media, content = next(iter(kinds.items()))
        text = text.replace(f"attachment:{name}", f"data:{media};base64,{''.join(content).strip()}")
    return text


def split(markdown: str) -> Iterator[Heading | Prose]:
    """Split Markdown at its headings; a number sign inside a fence is no heading."""
    lines: list[str] = []
    fence = ""
    for line in markdown.splitlines():
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
        head = None if fence else _ATX.match(line)
        if head is None:
            lines.append(line)
            continue
        yield from _prose(lines)
        lines = []
        if plain_title(head[2]):
            yield Heading(len(head[1]), head[2], "")
    yield from _prose(lines)


def _prose(lines: Sequence[str]) -> Iterator[Prose]:
    text = "\n".join(lines).strip("\n")
    if text.strip():
        yield Prose(text)


def _outputs(cell: NotebookNode) -> Iterator[Item]:
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            yield Output(str(output.name), clean(output.text))
        elif output.output_type == "error":
            yield Output("error", clean("\n".join(output.get("traceback") or [output.ename, output.evalue])))
        else:
            yield from _result(output)


def _result(output: NotebookNode) -> Iterator[Item]:
    if MIME in output.data:
        block = _checked(output.data[MIME])
        if block["kind"] != "results":
            yield Shown(block)
        return
    for media in PREFERRED:
        if media in output.data:
            content = output.data[media]
            text = "".join(content) if isinstance(content, list) else str(content)
            if text.strip():
                yield Output(media, text, _alt(output, media))
            return


def _alt(output: NotebookNode, media: str) -> str:
    meta = output.get("metadata", {})
    own = meta.get(media, {})
    return str((own.get("alt") if isinstance(own, dict) else None) or meta.get("alt") or "")


def _checked(block: Block) -> Block:
    if block.get("version") != VERSION:
        raise ReportError(
            f"an output is a block of version {block.get('version')!r}, this renderer knows {VERSION}: "
            "run the notebook again with the installed helpers"
        )
    return block


def clean(text: str | list[str]) -> str:
    r"""Strip terminal colours, keep the last state of lines that were overwritten.

    >>> clean("\x1b[31mred\x1b[0m 10%\r100%\n")
    '100%'
    """
    whole = _ANSI.sub("", "".join(text)).replace("\r\n", "\n")
    return "\n".join(line.rstrip("\r").rsplit("\r", 1)[-1] for line in whole.split("\n")).strip("\n")


def _joined(items: Iterable[Item]) -> Iterator[Item]:
    """Join neighbours that belong together: headlines to a strip, pieces of a stream, code without outputs."""
    waiting: Item | None = None
    for item in items:
        both = _join(waiting, item)
        if both is None and waiting is not None:
            yield waiting
        waiting = both or item
    if waiting is not None:
        yield waiting


def _join(first: Item | None, second: Item) -> Item | None:
    match first, second:
        case Shown(block={"kind": "headlines"} as one), Shown(block={"kind": "headlines"} as two):
            return Shown({**one, "items": [*one["items"], *two["items"]]})
        case Code(source=one), Code(source=two):
            return Code(f"{one}\n\n\n{two}")
        case Output(kind="stdout" | "stderr" as kind, content=one), Output(content=two) if second.kind == kind:
            return Output(kind, f"{one}\n{two}")
    return None

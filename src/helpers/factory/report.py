"""A report before it is HTML or PDF: what an executed notebook says, in order, without its cells.

Both renderers are written from this model, so they cannot disagree on what a report contains.
The cells tagged ``bottom-line`` are lifted to the top; figures and tables are numbered; sources are
numbered in order of first use.
"""

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from nbformat import NotebookNode

from helpers.factory.basis import based, known_places, summed_up
from helpers.factory.cells import items_of, plain_title
from helpers.factory.items import Code, Heading, Item, Prose, Shown
from helpers.locale import LANGUAGES, _, speaking
from helpers.present.blocks import MIME, Block
from helpers.present.signs import WORDS
from helpers.present.words import slug

BOTTOM_LINE: Final = "bottom-line"
"""Tag of the cells that are lifted to the top."""

MADE: Final = "caspian"
"""Where in the notebook's metadata the factory notes what it was made from."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its heading (Markdown) and what it holds."""

    title: str
    anchor: str
    items: tuple[Item, ...]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Headings one level below, for the contents list."""
        return tuple(i for i in self.items if isinstance(i, Heading) and i.level == 3)


@dataclass(frozen=True)
class Report:
    """What a report says.

    Attributes
    ----------
    title
        Plain text.
    lead
        Markdown between the title and the first section.
    bottom
        Items of the bottom line; empty where the notebook has none.
    results
        The ``results`` block of the run, or None for an ordinary notebook.
    """

    title: str
    lead: str
    bottom: tuple[Item, ...]
    sections: tuple[Section, ...]
    lang: str = LANGUAGES[0]
    results: Block | None = None
    sources: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def spoken(self) -> str:
        """The language of what we say around it: the report's own, if we speak it."""
        return self.lang if self.lang in LANGUAGES else LANGUAGES[0]

    @property
    def as_of(self) -> str:
        """ISO date of the evidence; empty for an ordinary notebook."""
        return str(self.results["as_of"]) if self.results else ""

    @property
    def subtitle(self) -> str:
        """Day of the evidence and the parameters that differ from their defaults."""
        if not self.results:
            return ""
        asked = self.results.get("parameters", {})
        changed = [f"{name} {asked[name]}" for name in self.results.get("changed", []) if name not in ("as_of", "lang")]
        day = date.fromisoformat(self.as_of)
        return "; ".join([_("Evidence as of {day}", day=day), *changed])

    @property
    def tally(self) -> list[tuple[str, int]]:
        """How many claims got which verdict, in the order of the vocabulary."""
        words = [item["verdict"] for item in self.results.get("verdicts", [])] if self.results else []
        return [(word, words.count(word)) for word in WORDS if word in words]

    @property
    def items(self) -> Iterator[Item]:
        """Everything in reading order."""
        yield from self.bottom
        for section in self.sections:
            yield from section.items

    @property
    def claims(self) -> frozenset[str]:
        """Ids of the claims that have a card in the report."""
        shown = (item.block for item in self.items if isinstance(item, Shown))
        return frozenset(card["id"] for block in shown if block["kind"] == "verdicts" for card in block["items"])

    def number(self, source: str) -> int:
        """Number of a source in the list of references, from 1."""
        return list(self.sources).index(source) + 1


def notebook_name(resources: Mapping[str, Any]) -> str:
    """Make a title of the file's name, for a notebook without a heading.

    >>> notebook_name({"metadata": {"name": "02_trade"}})
    '02 trade'
    """
    return str(resources.get("metadata", {}).get("name") or "Report").replace("_", " ").strip()


def report(notebook: NotebookNode, name: str = "Report") -> Report:
    """Build the report of an executed notebook.

    Parameters
    ----------
    notebook
        Version 4, with its outputs.
    name
        Title of a notebook that has no heading.

    Raises
    ------
    ReportError
        If an output of ours is of a version or a kind that this renderer does not know.
    """
    lang = str(notebook.metadata.get("lang", LANGUAGES[0]))
    with speaking(lang if lang in LANGUAGES else LANGUAGES[0]):
        return _report(notebook, name, lang)


def _report(notebook: NotebookNode, name: str, lang: str) -> Report:
    bottom = [cell for cell in notebook.cells if BOTTOM_LINE in _tags(cell)]
    rest = [cell for cell in notebook.cells if BOTTOM_LINE not in _tags(cell)]
    labels = _Labels()
    lifted = [i for i in items_of(bottom) if not (isinstance(i, Heading) and i.level <= 2)]
    top = tuple(sorted(labels.put(lifted), key=lambda item: isinstance(item, Code)))  # the numbers first
    title, lead, flow = _opening(list(items_of(rest)), name)
    results = next((block for block in reversed(list(_blocks(notebook))) if block["kind"] == "results"), None)
    sections = tuple(_sections(labels.put(_told(flow, notebook.metadata.get(MADE, {}), results))))
    places = known_places(item for section in sections for item in section.items)
    sections = tuple(replace(section, items=tuple(based(section.items, places))) for section in sections)
    top = tuple(summed_up(top, [item for section in sections for item in section.items]))
    whole = Report(title, lead, top, sections, lang, results)
    whole.sources.update(_sources(whole.items))
    return whole


def _tags(cell: NotebookNode) -> list[str]:
    return list(cell.metadata.get("tags", []))


def _blocks(notebook: NotebookNode) -> Iterator[Block]:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if MIME in output.get("data", {}):
                yield output.data[MIME]


def _opening(items: list[Item], name: str) -> tuple[str, str, list[Item]]:
    """Take the title and the lead off the front."""
    first = next((n for n, i in enumerate(items) if isinstance(i, Heading) and i.level == 1), None)
    title = name
    if first is not None:
        heading = items.pop(first)
        title = plain_title(heading.text) if isinstance(heading, Heading) else name
    lead: list[str] = []
    while items and isinstance(items[0], Prose):
        head = items.pop(0)
        lead.append(head.text if isinstance(head, Prose) else "")
    return title or name, "\n\n".join(lead), items


def _told(items: Iterable[Item], made: dict[str, Any], results: Block | None) -> Iterator[Item]:
    """Put a heading before what closes a notebook of ours, and into it how the report was made."""
    for item in items:
        if isinstance(item, Shown) and item.block["kind"] == "provenance":
            yield Heading(3, _("How this report was made"), "")
            yield Shown({**item.block, "made": made, "command": _command(made, results)})
        else:
            yield item


def _command(made: dict[str, Any], results: Block | None) -> str:
    """Return the command that makes the report again from the evidence of the same day."""
    if not made or not results:
        return ""
    changed = [name for name in results.get("changed", []) if name != "as_of"]
    asked = [part for name in changed for part in ("--set", f"{name}={results['parameters'][name]}")]
    return shlex.join(["caspian", "build", made["notebook"], "--as-of", results["as_of"], *asked])


class _Labels:
    """Numbers figures and tables, gives headings anchors, and sees that no level of them is skipped."""

    def __init__(self) -> None:
        self.level = 2
        self.counts = {"figure": 0, "table": 0}
        self.anchors: set[str] = {"bottom-line", "contents", "top", "references", "verdicts-tally"}

    def put(self, items: Iterable[Item]) -> Iterator[Item]:
        """Return the items with labels and anchors."""
        for item in items:
            if isinstance(item, Heading):
                self.level = max(2, min(item.level, self.level + 1))
                yield Heading(self.level, item.text, self._anchor(plain_title(item.text)))
            elif isinstance(item, Shown) and item.block["kind"] in self.counts:
                kind = item.block["kind"]
                self.counts[kind] += 1
                n = self.counts[kind]
                label = _("Figure {n}", n=n) if kind == "figure" else _("Table {n}", n=n)
                yield Shown(item.block, label, f"{kind}-{n}")
            elif isinstance(item, Shown) and (item.block["kind"] == "provenance" or item.block.get("csv")):
                yield Shown(item.block, "", self._anchor("sources" if item.block["kind"] == "provenance" else "rows"))
            else:
                yield item

    def _anchor(self, text: str) -> str:
        base = slug(text) or "section"
        anchor, count = base, 1
        while anchor in self.anchors:
            count += 1
            anchor = f"{base}-{count}"
        self.anchors.add(anchor)
        return anchor


def _sections(items: Iterable[Item]) -> Iterator[Section]:
    """Cut at headings of the first two levels (the first heading is one); what comes before has no heading."""
    title, anchor, held = "", "opening", list[Item]()
    for item in items:
        if isinstance(item, Heading) and (item.level <= 2 or not title):
            if held or title:
                yield Section(title, anchor, tuple(held))
            title, anchor, held = item.text, item.anchor, []
        else:
            held.append(item)
    if held or title:
        yield Section(title, anchor, tuple(held))


def _sources(items: Iterable[Item]) -> dict[str, dict[str, str]]:
    """Every source by id, in order of first use."""
    found: dict[str, dict[str, str]] = {}
    for item in items:
        if isinstance(item, Shown):
            parts = [item.block, *(i for i in item.block.get("items", []) if isinstance(i, dict))]
            for source in (s for part in parts for s in part.get("sources", [])):
                found.setdefault(source["id"], source)
    return found

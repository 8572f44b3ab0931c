"""A report written as a Typst document: headings, figures, tables, verdicts, references.

It is an array of parts in the code of Typst: content, or what gives content once told where things stand.
"""

import base64
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from itertools import takewhile
from textwrap import shorten
from typing import Any, Final

from helpers.factory.boxes import badge, caption, command, facts, kept, line, picture, sizes, strip
from helpers.factory.cells import plain_title
from helpers.factory.citing import cite_line, collection_version
from helpers.factory.crossref import Crossrefs, breakable
from helpers.factory.foreign import tables, text_of
from helpers.factory.items import Code, Heading, Item, Output, Prose, Shown
from helpers.factory.layout import Layout, fit
from helpers.factory.report import Report, Section
from helpers.factory.settled import SHORT, Settled, floats
from helpers.factory.typst import array, call, content, markdown, string, words
from helpers.locale import _, n_, p_
from helpers.present.cards import stated_by
from helpers.present.html import made_from
from helpers.present.words import capital

SUFFIX: Final = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
UNBROKEN: Final = 600
"""Letters of a cell up to which no row of its table is broken over two pages."""
HEADER: Final = 64
"""Letters of the title that stand at the head of each page."""
KEYWORDS: Final = ("Azerbaijan", "Kazakhstan", "Caspian", "fact checking")
"""Keywords of every report; the claims that it judges follow."""
STYLE: Final = '#import "report.typ": *'
"""How a file of the document begins."""


def day_of(text: str) -> date | None:
    """Read an ISO date; None where the text is none."""
    return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None


@cache
def _style() -> str:
    return files("helpers.factory").joinpath("templates", "report.typ").read_text(encoding="utf-8")


class Paper:
    """Writes a report as Typst and collects the pictures it needs."""

    def __init__(self, whole: Report, foreign_images: bool = True) -> None:
        self.report = whole
        self.assets: dict[str, bytes] = {}
        self.placed: list[list[str]] = [[]]  # what can float, in reading order, by stretches of text
        self.foreign_images = foreign_images
        self.links = Crossrefs(whole)
        self._opened = False  # whether a heading of the first level is above
        self._anchored: set[str] = set()
        self._foreign = 0  # tables of somebody else's

    @cached_property
    def body(self) -> str:
        """All that follows the title."""
        contents = f"contents({string(_('Contents'))})" if self.report.sections else ""
        parts = [content(markdown(self.report.lead, self.links.words, formulas=True)), *self._bottom(), contents]
        parts += [part for section in self.report.sections for part in self._section(section)]
        return array(filter(None, [*parts, *map(content, [*self._cite(), *self.links.references()])]))

    def document(self, settled: Settled = Settled()) -> dict[str, str]:  # noqa: B008  it cannot be changed
        """Return the files of the document, or of a draft: what mostly changes is ``main.typ``, soon read again."""
        main = [STYLE, '#import "body.typ": parts', self._head(), f"#set-down(parts, {settled.places()})"]
        return {
            "main.typ": "\n\n".join(main),
            "body.typ": f"{STYLE}\n\n#let parts = {self.body}",
            "report.typ": _style(),
            "edition.typ": settled.edition(),
        }

    def _head(self) -> str:
        day = day_of(self.report.as_of)
        claims = [item["id"] for item in (self.report.results or {}).get("verdicts", [])]
        told = {
            "title": string(self.report.title),
            "short": string(shorten(self.report.title, HEADER, placeholder="…")),
            "description": string(" ".join([self.report.title, self.report.subtitle]).strip()),
            "keywords": f"({''.join(f'{string(word)}, ' for word in [*KEYWORDS, *claims])})",
            "lang": string(self.report.lang[:2]),
            "day": f"datetime(year: {day.year}, month: {day.month}, day: {day.day})" if day else "none",
            "as-of": string(_("Evidence as of {day}", day=day) if day else ""),
            "page-of": string(_("Page {page} of {pages}")),
        }
        show = ", ".join(f"{name}: {value}" for name, value in told.items())
        return f"#show: report.with({show})\n#masthead({string(self.report.subtitle)})"

    def _cite(self) -> Iterator[str]:
        """Write the line by which the report is cited; an ordinary notebook is none of ours."""
        if self.report.results:
            yield call("heading", words(_("Cite this report")), level="2" if self._opened else "1")
            yield words(cite_line(self.report.title, self.report.results, collection_version()))

    def _bottom(self) -> Iterator[str]:
        if self.report.bottom:
            self._opened = True
            counts = " #h(0.8em) ".join(f"#box[{words(f'{count} ')}{badge(word)}]" for word, count in self.report.tally)
            n = sum(count for _, count in self.report.tally)
            told = n_("Verdicts on {n} statement:", "Verdicts on {n} statements:", n)
            line = f"{words(f'{told} ')}{counts}" if counts else ""
            yield content(call("heading", words(_("Bottom line")), level="1"))
            yield f"panel({array(filter(None, [*self._items(self.report.bottom), content(line)]))})"

    def _section(self, section: Section) -> Iterator[str]:
        self.placed.append([])
        if section.title:
            self._opened = True
            yield content(call("place.flush") + call("heading", words(plain_title(section.title)), level="1"))
        yield from self._items(section.items)

    def _items(self, items: Iterable[Item]) -> Iterator[str]:
        printed = [item for item in items if not isinstance(item, Code)]
        for place, item in enumerate(printed):
            match item:
                case Shown(block={"kind": "figure"}):
                    yield self._figure(item)
                case Shown(block={"kind": "table"}):
                    yield from self._table(item)
                case _:
                    yield content(self._item(item, printed[place + 1 :]))

    def _item(self, item: Item, after: Sequence[Item]) -> str:
        match item:
            case Heading():
                return call("heading", words(plain_title(item.text)), level=str(max(2, item.level - 1)))
            case Prose():
                return self._prose(item.text, after, formulas=True)
            case Shown(block={"kind": "prose"}):
                return self._prose(item.block["markdown"], after, cited=self._cited(item))
            case Shown():
                return self._block(item)
            case Output():
                return self._output(item)
            case Code():
                return ""

    def _cited(self, item: Shown) -> str:
        """The numbers of the sources of a sentence, and the anchor by which they lead back to it."""
        cites = self.links.cites(item.block.get("sources", []) if item.anchor else [])
        return f"{words(' ')}#metadata(none)#label({string(item.anchor)});{call('back', cites)}" if cites else ""

    def _prose(self, text: str, after: Sequence[Item], formulas: bool = False, cited: str = "") -> str:
        """Markdown, with a reference to the figures and tables that follow: they may be on another page."""
        shown = [i for i in takewhile(lambda i: isinstance(i, Shown) and i.label, after) if isinstance(i, Shown)]
        labels = words(", ").join(self.links.to(item.label) for item in shown)
        pointer = f"{words(' (')}{labels}{words(')')}" if labels else ""
        marks = "".join(f'#metadata({string(item.anchor)})#label("before");' for item in takewhile(floats, shown))
        return "".join([markdown(text, self.links.words, formulas), cited, marks, pointer])  # no mark alone on a line

    def _block(self, item: Shown) -> str:
        match item.block["kind"]:
            case "headlines":
                return strip(item.block["items"])
            case "verdicts":
                return "\n\n".join(self._verdict(i) for i in item.block["items"])
            case "provenance":
                told = [facts((i["label"], i["value"]) for i in item.block["items"])]
                told += [facts(made_from(item.block.get("made", {})), 1), command(item.block.get("command", ""))]
                return "\n\n".join(filter(None, told))
            case _:
                return ""

    def _figure(self, item: Shown) -> str:
        if item.block.get("states"):
            return self._stills(item)
        name = f"figure-{len(self.assets) + 1}.svg"
        self.assets[name] = item.block["svg"].encode()
        drawn = picture(name, item.block["alt"], sizes(item.block["svg"]), caption(item))
        return self._placed(item.anchor, [drawn + self._anchor(item.label), *self._foot(item.block)])

    def _placed(self, anchor: str, parts: Iterable[str]) -> str:
        """Keep parts on one page, as what can float."""
        self.placed[-1].append(anchor)
        return f"placed({string(anchor)}){content(chr(10).join(f'{part}{chr(10)}' for part in parts))}"

    def _stills(self, item: Shown) -> str:
        """The stills of an explorer, two in a row, each with its words; many of them break between rows."""
        stills = [self._still(state) for state in item.block["states"]]
        pairs = (", ".join(stills[n : n + 2]) for n in range(0, len(stills), 2))
        rows = [f"grid(columns: (1fr, 1fr), gutter: 1.2em, {pair})" for pair in pairs]
        # those that stay on one page cannot be parted
        tail = "" if floats(item) else f'#metadata({sum(map(len, self.placed))})#label("tail");'
        rows[-1] = f"[{tail}#{rows[-1]};#v(1em);{chr(10).join(self._foot(item.block))}]"  # no note on a page of its own
        body = "; ".join(["set text(8.5pt)", *(f"block(breakable: false, spacing: 1.2em, {row})" for row in rows)])
        figure = f"#figure({{ {body} }}, kind: image, supplement: none, numbering: none{caption(item)});"
        if floats(item):
            return self._placed(item.anchor, [figure + self._anchor(item.label)])
        self.placed.append([])  # what came before has its place by now, and nothing that follows parts the stills
        return content(f"#show figure: set block(breakable: true);\n{figure}{self._anchor(item.label)}")

    def _still(self, state: Mapping[str, Any]) -> str:
        name = f"figure-{len(self.assets) + 1}.svg"
        self.assets[name] = state["svg"].encode()
        image = f"#image({string(name)}, alt: {string(state['alt'])}, width: 100%);"
        return f"[#strong[{words(state['label'])}]\n\n{image}\n\n{markdown(state['words'])}]"

    def _anchor(self, name: str) -> str:
        """Write an anchor, at the first place only."""
        first = name not in self._anchored
        self._anchored.add(name)
        return self.links.target(name) if first else ""

    def _table(self, item: Shown) -> Iterator[str]:
        head = [column["label"] for column in item.block["columns"]]
        if not head:
            return
        aligns = [column["align"] for column in item.block["columns"]]
        layout, table = self._grid(item.anchor, head, item.block["rows"], aligns, caption(item))
        parts = [table + self._anchor(item.label), *self._foot(item.block)]
        if len(item.block["rows"]) <= SHORT and not layout.turned:
            yield self._placed(item.anchor, parts)
            return
        self.placed.append([])  # as after stills
        page = content(call("page", "\n\n".join(parts), flipped="true"))
        yield from [page] if layout.turned else [f"halt({string(item.anchor)})", *map(content, parts)]

    def _grid(
        self, name: str, head: Sequence[str], rows: Sequence[Sequence[str]], aligns: Sequence[str], titled: str = ""
    ) -> tuple[Layout, str]:
        """Write a table; a line break in a cell begins a new line."""
        layout = fit(head, rows)
        header = array(f"[{words(breakable(cell))}]" for cell in head)
        body = array(array(f"[{self._cell(cell)}]" for cell in row) for row in rows)
        cells = (
            f"ruled({string(name)}, columns: {layout.columns}, align: {array(aligns)}, header: {header}, rows: {body})"
        )
        whole = max((len(cell) for row in rows for cell in row), default=0) <= UNBROKEN
        unbroken = "set table.cell(breakable: false); " if whole else ""
        body = f"{{ set text({layout.size}pt); {unbroken}{cells} }}"
        return layout, f"#figure({body}, kind: table, supplement: none, numbering: none{titled});"

    def _cell(self, text: str) -> str:
        return "#linebreak();".join(self.links.words(breakable(line)) for line in text.split("\n"))

    def _foot(self, block: Mapping[str, Any]) -> Iterator[str]:
        cites = self.links.cites(block.get("sources", []))
        if block.get("note") or cites:
            yield f"#small[{' '.join(filter(None, [markdown(block.get('note', ''), self.links.words), cites]))}];"

    def _verdict(self, item: Mapping[str, Any]) -> str:
        place = ", ".join(map(str, item["paragraphs"]))
        told = [(stated_by(item), item["article"]), (_("Measured"), item["measured"])]
        told += [(_("Independent sources"), str(item["confidence"])), (_("Paragraphs of the article"), place)]
        title = f"{words(item['id'])} #h(0.5em) {badge(item['verdict'])}"
        head = [
            call("heading", title, level="2" if self._opened else "1", outlined="false") + self._anchor(item["id"]),
            call("strong", words(item["statement"])), self.links.words(item["reason"]),
            line((k, v) for k, v in told if v), *self._foot(item),
        ]  # fmt: skip
        top = kept(filter(None, head), above="1.8em")
        return "\n\n".join(filter(None, [top, self._readings(item)]))

    def _readings(self, item: Mapping[str, Any]) -> str:
        if not item["readings"]:
            return ""
        rows = [
            [capital(r["definition"]), f"{p_('verdict', r['verdict'])}\n{r['measured']}".strip(), r["reason"]]
            for r in item["readings"]
        ]
        head = [f"{item['id']}. {_('Definition')}", _("Verdict and measured value"), _("Why")]  # again on a next page
        return self._grid(f"readings {item['id']}", head, rows, ["left"] * len(head))[1]

    def _output(self, item: Output) -> str:
        if item.kind == "text/markdown":
            return markdown(item.content, formulas=True)
        if item.kind == "text/html":
            parts = [words(text_of(item.content)), *(self._foreign_table(rows) for rows in tables(item.content))]
            return "\n\n".join(filter(None, parts))
        if item.kind.startswith("image/"):
            return self._foreign_image(item)
        lead = {"stderr": _("Messages of the run"), "error": _("This cell failed.")}.get(item.kind, "")
        text = f"#block(text(8pt, raw({string(item.content)}, block: true)));"
        return f"{call('small', words(lead))}\n\n{text}" if lead else text

    def _foreign_table(self, rows: list[list[str]]) -> str:
        if not rows or not rows[0]:
            return ""
        self._foreign += 1
        return self._grid(f"foreign {self._foreign}", rows[0], rows[1:], ["left"] * len(rows[0]))[1]

    def _foreign_image(self, item: Output) -> str:
        alt = item.alt or _("Figure without a description")
        if not self.foreign_images or item.kind not in SUFFIX:
            return words(f"[{alt}]")
        name = f"picture-{len(self.assets) + 1}.{SUFFIX[item.kind]}"
        vector = item.kind == "image/svg+xml"
        self.assets[name] = item.content.encode() if vector else base64.b64decode(item.content)
        return picture(name, alt, sizes(item.content) if vector else (0.0, 0.0))

"""A report written as a Typst document: headings, figures, tables, verdicts, references."""

import base64
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from helpers.factory.cells import plain_title
from helpers.factory.foreign import tables, text_of
from helpers.factory.items import Code, Heading, Item, Output, Prose, Shown
from helpers.factory.layout import fit
from helpers.factory.report import Report, Section
from helpers.factory.typst import call, emphasis, link, markdown, string, table, words
from helpers.present.blocks import Block

SUFFIX: Final = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
SHORT: Final = 10
"""A table with no more rows stays on one page."""
WIDEST: Final = 430.0
"""Width that a figure may take, in points: its letters of 10 points become 8.3."""
TALLEST: Final = 600.0
"""Height that a figure may take, in points; the rest of a page is for its words."""


def day_of(text: str) -> date | None:
    """Read an ISO date; None where the text is none."""
    return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None


@cache
def _preamble() -> str:
    return files("helpers.factory").joinpath("templates", "report.typ").read_text(encoding="utf-8")


class Paper:
    """Writes a report as Typst and collects the pictures it needs."""

    def __init__(self, whole: Report, foreign_images: bool = True) -> None:
        self.report = whole
        self.assets: dict[str, bytes] = {}
        self.foreign_images = foreign_images
        self.opened = False  # whether a heading of the first level is above

    def document(self) -> str:
        """Return the whole document."""
        day = day_of(self.report.as_of)
        when = f"datetime(year: {day.year}, month: {day.month}, day: {day.day})" if day else "none"
        head = (
            f"#show: report.with(title: {string(self.report.title)}, subtitle: {string(self.report.subtitle)}, "
            f"lang: {string(self.report.lang[:2])}, day: {when})\n#masthead({string(self.report.subtitle)})"
        )
        parts = [_preamble(), head, markdown(self.report.lead), *self._bottom(), self._contents()]
        parts += [part for section in self.report.sections for part in self._section(section)]
        return "\n\n".join(filter(None, [*parts, *self._references()])) + "\n"

    def _contents(self) -> str:
        if not self.report.sections:
            return ""
        return call("outline", title="[Contents]", depth="2", indent="auto").replace("[];", ";")

    def _bottom(self) -> Iterator[str]:
        if self.report.bottom:
            self.opened = True
            tally = [f"#box[{words(f'{count} ')}#badge({string(word)});]" for word, count in self.report.tally]
            line = f"{words('Verdicts on statements of the article: ')}{' #h(0.8em) '.join(tally)}" if tally else ""
            body = "\n\n".join(filter(None, [*self._items(self.report.bottom), line]))
            yield call("heading", words("Bottom line"), level="1")
            yield f"#panel[{body}];"

    def _section(self, section: Section) -> Iterator[str]:
        if section.title:
            self.opened = True
            yield call("heading", words(plain_title(section.title)), level="1")
        yield from self._items(section.items)

    def _items(self, items: Iterable[Item]) -> Iterator[str]:
        for item in items:
            match item:
                case Heading():
                    yield call("heading", words(plain_title(item.text)), level=str(max(2, item.level - 1)))
                case Prose():
                    yield markdown(item.text)
                case Shown():
                    yield self._block(item)
                case Output():
                    yield self._output(item)
                case Code():
                    continue

    def _block(self, item: Shown) -> str:
        match item.block["kind"]:
            case "prose":
                return markdown(item.block["markdown"])
            case "figure":
                return self._figure(item.block, item.label)
            case "table":
                return self._table(item.block, item.label)
            case "headlines":
                return _strip(item.block["items"])
            case "verdicts":
                return "\n\n".join(self._verdict(i) for i in item.block["items"])
            case "provenance":
                return _facts((i["label"], i["value"]) for i in item.block["items"])
            case _:
                return ""

    def _figure(self, block: Block, label: str) -> str:
        name = f"figure-{len(self.assets) + 1}.svg"
        self.assets[name] = block["svg"].encode()
        return _kept(
            [self._picture(name, block["alt"], _sizes(block["svg"]), _caption(block, label)), *self._foot(block)]
        )

    def _picture(self, name: str, alt: str, sizes: tuple[float, float], caption: str = "") -> str:
        width, height = sizes
        scale = min(1.0, WIDEST / width, TALLEST / height) if width and height else 1.0
        extent = f"width: {width * scale:.1f}pt" if width else f"width: {WIDEST}pt"
        image = f"image({string(name)}, alt: {string(alt)}, {extent})"
        return f"#figure({image}, kind: image, supplement: none, numbering: none{caption});"

    def _table(self, block: Block, label: str) -> str:
        head = [column["label"] for column in block["columns"]]
        aligns = [column["align"] for column in block["columns"]]
        body = self._grid(head, block["rows"], aligns, _caption(block, label), self._foot(block))
        return body if head else ""

    def _grid(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        aligns: Sequence[str],
        caption: str,
        foot: Iterable[str],
    ) -> str:
        layout = fit(head, rows)
        cells = table(
            [words(breakable(c)) for c in head], [[words(breakable(c)) for c in row] for row in rows],
            columns=layout.columns, align=f"({', '.join(aligns)},)",
        ).removeprefix("#").removesuffix(";")  # fmt: skip
        body = f"{{ set text({layout.size}pt); {cells} }}"
        figure = f"#figure({body}, kind: table, supplement: none, numbering: none{caption});"
        parts = [figure, *foot]
        if layout.turned:
            return call("page", "\n\n".join(parts), flipped="true")
        return _kept(parts) if len(rows) <= SHORT else "\n\n".join(parts)

    def _foot(self, block: Block) -> Iterator[str]:
        cites = self._cites(block.get("sources", []))
        if block.get("note") or cites:
            yield f"#small[{' '.join(filter(None, [markdown(block.get('note', '')), cites]))}];"

    def _cites(self, sources: Sequence[Mapping[str, str]]) -> str:
        """Numbers of sources as links; neighbours are joined."""
        numbers = sorted({self.report.number(source["id"]) for source in sources})
        runs: list[list[int]] = []
        for number in numbers:
            if runs and runs[-1][-1] == number - 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        shown = [
            _reference(run[0]) + (f"#{string('–')};" + _reference(run[-1]) if len(run) > 1 else "") for run in runs
        ]
        return f"{words('Source ' if len(numbers) == 1 else 'Sources ')}{words(', ').join(shown)}" if shown else ""

    def _verdict(self, item: Mapping[str, Any]) -> str:
        place = ", ".join(map(str, item["paragraphs"]))
        told = [("The article says", item["article"]), ("Measured", item["measured"])]
        told += [("Independent sources", str(item["confidence"])), ("Paragraphs of the article", place)]
        title = f"{words(item['id'])} #h(0.5em) #badge({string(item['verdict'])});"
        head = [
            call("heading", title, level="2" if self.opened else "1", outlined="false"),
            call("strong", words(item["statement"])), words(item["reason"]), _line((k, v) for k, v in told if v),
        ]  # fmt: skip
        top = _kept(filter(None, head), sticky="true", above="1.8em")
        return "\n\n".join(filter(None, [top, self._readings(item), *self._foot(dict(item))]))

    def _readings(self, item: Mapping[str, Any]) -> str:
        if not item["readings"]:
            return ""
        keys = ("definition", "verdict", "measured", "reason")
        rows = [[r[key] for key in keys] for r in item["readings"]]
        return self._grid(["Definition", "Verdict", "Measured", "Why"], rows, ["left"] * 4, "", [])

    def _output(self, item: Output) -> str:
        if item.kind == "text/markdown":
            return markdown(item.content)
        if item.kind == "text/html":
            parts = [words(text_of(item.content)), *(self._foreign_table(rows) for rows in tables(item.content))]
            return "\n\n".join(filter(None, parts))
        if item.kind.startswith("image/"):
            return self._foreign_image(item)
        lead = {"stderr": "Messages of the run:", "error": "This cell failed:"}.get(item.kind, "")
        text = f"#block(text(8pt, raw({string(item.content)}, block: true)));"
        return f"{call('small', words(lead))}\n\n{text}" if lead else text

    def _foreign_table(self, rows: list[list[str]]) -> str:
        return self._grid(rows[0], rows[1:], ["left"] * len(rows[0]), "", []) if rows and rows[0] else ""

    def _foreign_image(self, item: Output) -> str:
        alt = item.alt or "Figure without a description"
        if not self.foreign_images or item.kind not in SUFFIX:
            return words(f"[{alt}]")
        name = f"picture-{len(self.assets) + 1}.{SUFFIX[item.kind]}"
        vector = item.kind == "image/svg+xml"
        self.assets[name] = item.content.encode() if vector else base64.b64decode(item.content)
        return self._picture(name, alt, _sizes(item.content) if vector else (0.0, 0.0))

    def _references(self) -> Iterator[str]:
        if self.report.sources:
            yield call("heading", words("References"), level="1")
            items = "".join(
                f"[#metadata({number})#label({string(f'ref-{number}')});{_entry(source)}]"
                for number, source in enumerate(self.report.sources.values(), start=1)
            )
            yield f'#text(9pt)[#enum(numbering: "[1]"){items};];'


def _entry(source: Mapping[str, str]) -> str:
    """One entry of the references, with its address in print."""
    day = f", {source['published']}" if source["published"] else ""
    url = source["url"]
    address = link(url, words(breakable(url, 1)))
    return f"{words(source['publisher'] + day + ': ')}{emphasis(source['title'])}{words('. ')}{address}"


def _reference(number: int) -> str:
    return f"#link(label({string(f'ref-{number}')}))[{words(f'[{number}]')}];"


def _kept(parts: Iterable[str], **more: str) -> str:
    """Keep parts on one page."""
    return call("block", "\n\n".join(parts), breakable="false", width="100%", **more)


def _caption(block: Block, label: str) -> str:
    head = f"{label}. " if label else ""
    return f", caption: [{words(head + block['title'])}]"


def _sizes(svg: str) -> tuple[float, float]:
    """Width and height of a picture in points, from its view box; zeros where it has none."""
    box = re.search(r'viewBox="[\d.+-]+[\s,]+[\d.+-]+[\s,]+([\d.]+)[\s,]+([\d.]+)"', svg)
    return (float(box[1]), float(box[2])) if box else (0.0, 0.0)


def breakable(text: str, longest: int = 24) -> str:
    """Allow a line break inside words that are longer than a column can be expected to be."""
    if len(text) <= longest:
        return text
    return " ".join(
        re.sub(r"(?<=[_/.,?&=-])(?=\w)", "\u200b", word) if len(word) > longest else word for word in text.split(" ")
    )


def _strip(items: Iterable[Mapping[str, Any]]) -> str:
    """Headlines in boxes: the value large, its range and unit small."""
    boxes = []
    for item in items:
        value, bracket, rest = item["text"].partition(" (")
        if not bracket and item["unit"] and value.endswith(item["unit"]):
            value, rest = value.removesuffix(item["unit"]).strip(), item["unit"]
        little = f"({rest}" if bracket else rest
        known = "false" if item["value"] is None else "true"
        texts = f"label: {string(item['label'])}, big: {string(value)}, small: {string(little)}"
        boxes.append(f"({texts}, known: {known})")
    return f"#strip({', '.join(boxes)});" if boxes else ""


def _line(pairs: Iterable[tuple[str, str]]) -> str:
    """Write facts in one paragraph."""
    return call("small", words("; ").join(f"{words(label + ': ')}{call('strong', words(v))}" for label, v in pairs))


def _facts(pairs: Iterable[tuple[str, str]]) -> str:
    listed = ", ".join(f"({string(label)}, {string(value)})" for label, value in pairs)
    return f"#facts({listed});" if listed else ""

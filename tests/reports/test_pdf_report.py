"""The PDF: tagged, complete, repeatable, and no text can break out of it."""

import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import pandas as pd
import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from pypdf import PdfReader

from helpers.factory.boxes import command, strip
from helpers.factory.paper import Paper
from helpers.factory.exporters import CaspianPDFExporter
from helpers.factory.pdf import PDFError, lay, pdf_of, typeset
from helpers.factory.report import MADE, report
from helpers.factory.settled import PLACES, Settled, changed
from helpers.factory.typst import markdown, printable, string
from helpers.locale import speaking
from helpers.present.blocks import MIME, block

EVIL = "<script>alert(1)</script>"


def pdf(notebook: NotebookNode) -> PdfReader:
    body, resources = CaspianPDFExporter().from_notebook_node(notebook, {"metadata": {"name": "my_book"}})
    assert resources["output_extension"] == ".pdf"
    return PdfReader(io.BytesIO(body))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(p.extract_text() for p in reader.pages).split())


@pytest.fixture
def reader(notebook: NotebookNode) -> PdfReader:
    return pdf(notebook)


def test_the_document_says_what_it_is(reader: PdfReader) -> None:
    catalogue = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Did trade really triple?"
    assert reader.metadata.author == "The Caspian Notebooks authors"
    assert reader.metadata.keywords is not None
    assert {"Azerbaijan", "Kazakhstan", "TRD-1", "TRD-5"} <= set(reader.metadata.keywords.split(", "))
    assert reader.metadata.creation_date is not None
    assert str(reader.metadata.creation_date.date()) == "2025-10-24"
    assert catalogue["/Lang"] == "en"  # type: ignore[index]
    assert catalogue["/MarkInfo"]["/Marked"]  # type: ignore[index]
    told = reader.xmp_metadata.stream.get_data().decode()  # type: ignore[union-attr]
    assert "<pdfuaid:part>1<" in told
    assert "<pdfaid:part>2<" in told
    assert "<pdfaid:conformance>A<" in told


def test_the_contents_lead_to_the_sections(reader: PdfReader) -> None:
    page = next(p for p in reader.pages if "Contents" in p.extract_text())
    inside = [a.get_object() for a in page["/Annots"]]  # type: ignore[attr-defined]
    assert sum("/A" not in a or "/D" in a["/A"] for a in inside) >= 7


def test_the_contents_stand_on_one_page(make: SimpleNamespace) -> None:
    for lines in (14, 17, 20):
        names = [f"Section number {n}" for n in range(30)]
        text = "\n\n".join(["# T", *["lead"] * lines, *(f"## {name}\n\ntext" for name in names)])
        pages = [page.extract_text() for page in pdf(new_notebook(cells=[make.prose(text)])).pages]
        contents = next(page for page in pages if "Contents" in page)
        assert all(name in contents for name in names)


def test_the_contents_of_sections_without_parts_fill_both_columns(make: SimpleNamespace) -> None:
    text = "\n\n".join(["# T", "lead", *(f"## Section {n}\n\ntext" for n in range(8)), "### Part\n\ntext"])
    found: dict[str, float] = {}

    def note(text: str, place: list[float], *_: Any) -> None:
        found.setdefault(text.strip(), place[4])

    pdf(new_notebook(cells=[make.prose(text)])).pages[0].extract_text(visitor_text=note)
    assert found["Section 0"] == found["Contents"] < found["Section 7"]


def test_headings_are_bookmarks(reader: PdfReader) -> None:
    names = [entry.title for entry in reader.outline if not isinstance(entry, list)]  # type: ignore[union-attr]
    assert names == [
        "Bottom line", "Parameters", "Evidence and sources", "Analysis", "Verdicts", "Provenance", "References",
    ]  # fmt: skip


def test_a_sign_stays_beside_the_large_number() -> None:
    item = {"name": "x", "label": "X", "value": 26.0, "low": 26.0, "high": 26.0, "unit": "percent", "text": "26\xa0%"}
    with speaking("ru"):
        assert 'big: "26\xa0%", small: ""' in strip([item])


def test_everything_is_there_and_code_is_not(reader: PdfReader) -> None:
    text = text_of(reader)
    for part in (
        "171", "(168 to 174) USD million", "Figure 1. It grew by half", "Table 1. A table of 70 rows",
        "TRD-5", "not checkable", "On one side", "It was 1.5 times.", "red line", "UserWarning: careful",
        "Құрық, Ələt", "Cite this report", "edition ", "Evidence as of", "Evidence as of 24 October 2025", "Page 1 of",
    ):  # fmt: skip
        assert part in text
    assert "page.show" not in text
    assert "year = 2024" not in text


def test_sources_are_numbered_and_listed_once_with_their_address(reader: PdfReader) -> None:
    text = text_of(reader)
    references = text[text.rindex("References") :]
    assert [int(n) for n in re.findall(r"\[(\d+)\] Publisher", references)] == [1, 2, 3, 4, 5, 6, 7]
    assert "Sources [1–6]" in text
    assert "Source [5]" in text
    links = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    addresses = {a["/A"]["/URI"] for a in links if "/URI" in a.get("/A", {})}
    assert "https://example.org/1/a-rather-long-address?with=parts&and=more" in addresses


def test_the_report_tells_how_it_was_made(notebook: NotebookNode, made: dict[str, Any]) -> None:
    notebook.metadata[MADE] = made
    text = text_of(pdf(notebook))
    for fact in ("02_trade · n0", "12 files · c0", "4,840 rows of 9 tables · e0", "uv.lock · l0"):
        assert fact in text
    assert "makes it again caspian build 02_trade --as-of 2025-10-24 --set year=2024" in text


def test_a_command_breaks_between_its_words_only() -> None:
    assert command("caspian build --as-of 2025-10-24").count("#box(raw(") == 4
    assert command("") == ""


def test_figures_carry_their_alternative_text(notebook: NotebookNode) -> None:
    raw = pdf(notebook)
    found: list[str] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/Alt" in node:
                found.append(str(node["/Alt"]))
            if "/K" in node:
                walk(node["/K"])

    walk(raw.trailer["/Root"]["/StructTreeRoot"])  # type: ignore[index]
    assert "A line rises from 1.5 to 2.25." in found


def test_the_header_of_a_long_table_is_repeated(reader: PdfReader) -> None:
    pages = [page.extract_text() for page in reader.pages]
    with_rows = [page for page in pages if "Құрық" in page]
    assert len(with_rows) > 1
    assert all("column 0" in page for page in with_rows)


def test_a_caption_is_on_the_page_of_its_table(make: SimpleNamespace) -> None:
    for lines in range(30, 60, 3):
        cells = [
            make.prose("# T\n\n## S\n\n" + "\n\n".join(["text"] * lines)),
            make.code("x", make.output(make.table(20))),
        ]
        pages = [page.extract_text() for page in pdf(new_notebook(cells=cells)).pages]
        assert next(p for p in pages if "Table 1." in p).count("Құрық") >= 1


def test_no_row_stands_alone_on_a_page(make: SimpleNamespace) -> None:
    for lines in range(18, 24):
        cells = [
            make.prose("# T\n\n## S\n\n" + "\n\n".join(["text"] * lines)),
            make.code("x", make.output(make.table(12, 1))),
        ]
        rows = [page.extract_text().count("Құрық") for page in pdf(new_notebook(cells=cells)).pages]
        assert sum(rows) == 12
        assert 1 not in rows


def test_what_holds_rows_together_moves_no_column(make: SimpleNamespace) -> None:
    whole = report(new_notebook(cells=[make.prose("# T\n\n## S"), make.code("x", make.output(make.table(12, 2)))]))

    class Held(Paper):
        def document(self, settled: Settled = Settled()) -> dict[str, str]:  # noqa: B008
            return super().document(replace(settled, joined=("table-1 first", "table-1 last")))

    rows = list(table_rows(PdfReader(io.BytesIO(typeset(Held(whole)))).trailer["/Root"]["/StructTreeRoot"]))  # type: ignore[index]
    assert rows[0] == [True, True, False]
    assert len(rows) == 13
    assert all(row[:2] == [True, True] for row in rows)


def table_rows(node: Any) -> Iterator[list[bool]]:
    """For each row of a table whether its cells hold something."""
    parts = node.get("/K", [])
    children = [part.get_object() for part in (parts if isinstance(parts, list) else [parts]) if hasattr(part, "get_object")]
    children = [child for child in children if isinstance(child, dict)]
    if node.get("/S") == "/TR":
        yield [bool(child.get("/K")) for child in children]
    for child in children:
        yield from table_rows(child)


@pytest.mark.parametrize(
    ("rows", "marked", "placed"),
    [(3, {"table-1", "figure-1"}, [[], ["table-1", "figure-1"]]), (40, set(), [[], [], ["figure-1"]])],
)
def test_nothing_floats_past_a_long_table(
    rows: int, marked: set[str], placed: list[list[str]], make: SimpleNamespace
) -> None:
    shown = [make.output(make.table(rows)), make.output(make.figure())]
    writer = Paper(report(new_notebook(cells=[make.prose("# T\n\n## S\n\nSee both."), make.code("x", *shown)])))
    assert set(re.findall(r'#metadata\("([\w-]+)"\)#label\("before"\)', writer.body)) == marked
    assert writer.placed == placed


NOTHING: Final = {"placed": [], "before": {}, "halts": [], "rows": [], "tails": [], "references": [], "contents": None}
"""Where things stand in a document that holds none of them."""


def test_references_left_for_the_last_page_draw_together() -> None:
    found = {**NOTHING, "references": [8, 8, 8, 9]}
    dense = changed(found, [], Settled(whole=True))
    assert dense == Settled(whole=True, dense=True)
    assert changed(found, [], dense) is None
    assert changed({**found, "references": [8, 9, 9, 9]}, [], Settled(whole=True)) is None


def test_the_whole_document_follows_the_drafts_with_its_contents_as_high_as_they_are() -> None:
    whole = changed({**NOTHING, "contents": 90.5}, [], Settled())
    assert whole == Settled(whole=True, contents=90.5)
    assert changed({**NOTHING, "contents": 90.5}, [], whole) is None
    assert changed({**NOTHING, "contents": 99.5}, [], whole) == Settled(whole=True, contents=None)
    assert changed({**NOTHING, "contents": 99.5}, [], Settled(whole=True)) is None


def test_what_a_draft_leaves_out_moves_nothing(notebook: NotebookNode, tmp_path: Path) -> None:
    writer = Paper(report(notebook))

    def places(settled: Settled) -> dict[str, Any]:
        lay(writer.document(settled), tmp_path)
        for name, content in writer.assets.items():
            (tmp_path / name).write_bytes(content)
        found: dict[str, Any] = json.loads(typst.Compiler(str(tmp_path / "main.typ"), root=tmp_path).eval(PLACES))
        return found

    draft, whole = places(Settled()), places(Settled(whole=True))
    assert whole == {**draft, "references": whole["references"]}
    assert len(whole["references"]) == 7
    assert places(Settled(contents=draft["contents"])) == draft
    assert places(Settled(contents=draft["contents"] + 100))["placed"] != draft["placed"]


def test_a_fault_is_told_of_the_whole_document(make: SimpleNamespace) -> None:
    class Faulty(Paper):
        def document(self, settled: Settled = Settled()) -> dict[str, str]:  # noqa: B008
            return super().document(settled) | {"main.typ": "#nobody" if settled.whole else "#nothing"}

    with pytest.raises(PDFError, match="nobody"):
        typeset(Faulty(report(new_notebook(cells=[make.prose("# T")]))))


def stills(make: SimpleNamespace, count: int) -> dict[str, Any]:
    one = make.figure()
    states = [{"svg": one["svg"], "alt": one["alt"], "label": f"Still {n}", "words": "words"} for n in range(count)]
    return {**one, "states": states, "shown": 0}


@pytest.mark.parametrize(
    ("count", "tails", "placed"), [(4, 0, [[], ["figure-1", "figure-2"]]), (6, 1, [[], [], ["figure-2"]])]
)
def test_what_follows_many_stills_neither_floats_with_what_came_before_nor_parts_them(
    count: int, tails: int, placed: list[list[str]], make: SimpleNamespace
) -> None:
    shown = [make.output(stills(make, count)), make.output(make.figure())]
    writer = Paper(report(new_notebook(cells=[make.prose("# T\n\n## S\n\nSee both."), make.code("x", *shown)])))
    assert writer.body.count('#label("tail")') == tails
    assert writer.placed == placed


@pytest.mark.parametrize("count", [4, 6])
def test_stills_stay_together_with_their_note(count: int, make: SimpleNamespace) -> None:
    """A few stay on one page; many break between rows, and the note stands below the last of them."""
    for lines in (16, 22, 28):
        prose = make.prose("# T\n\n## S\n\n" + "\n\n".join(["text"] * lines))
        pages = [p.extract_text() for p in pdf(new_notebook(cells=[prose, make.code("x", make.output(stills(make, count)))])).pages]
        places = [next(n for n, page in enumerate(pages) if f"Still {number}" in page) for number in range(count)]
        note = next(n for n, page in enumerate(pages) if "In millions." in page)
        assert note == places[-1] == places[-2]
        assert count > 4 or len(set(places)) == 1


def test_a_long_table_fills_the_hole_before_a_figure_that_waits(make: SimpleNamespace) -> None:
    cells = [
        make.prose("# T\n\n## S\n\n" + "\n\n".join(["text"] * 22)), make.code("x", make.output(make.figure()), make.output(make.table(30))),
    ]  # fmt: skip
    pages = [page.extract_text() for page in pdf(new_notebook(cells=cells)).pages]
    assert "Table 1." in pages[0]
    assert "Figure 1." in pages[1]


def test_a_card_that_goes_on_names_its_claim_again(make: SimpleNamespace, notebook: NotebookNode) -> None:
    block = next(o.data[MIME] for c in notebook.cells for o in c.get("outputs", []) if c.source == "page.verdicts(j)")
    card = block["items"][1]
    long = {**block, "items": [{**card, "readings": card["readings"] * 60}]}
    pages = [page.extract_text() for page in pdf(new_notebook(cells=[make.prose("# T"), make.code("x", make.output(long))])).pages]
    assert len(pages) > 1
    assert all("TRD-2. Definition" in page for page in pages)


def test_a_wide_table_turns_the_page(make: SimpleNamespace) -> None:
    cells = [make.prose("# T\n\n## S"), make.code("x", make.output(make.table(3, 14, "12,345,678.9")))]
    boxes = [page.mediabox for page in pdf(new_notebook(cells=cells)).pages]
    assert any(box.width > box.height for box in boxes)


def test_markup_of_data_is_text(reader: PdfReader) -> None:
    assert text_of(reader).count(EVIL) >= 8


def test_one_notebook_gives_one_sequence_of_bytes(notebook: NotebookNode) -> None:
    assert pdf_of(report(notebook)) == pdf_of(report(notebook))


def test_an_ordinary_notebook_is_a_pdf(ordinary: NotebookNode) -> None:
    text = text_of(pdf(ordinary))
    for part in ("IntSlider(value=3)", "ValueError: no", "$x^2$", "And one of the first", "[A dot]"):
        assert part in text


def test_an_empty_notebook_is_a_pdf() -> None:
    assert "my book" in text_of(pdf(new_notebook()))


def test_verdicts_without_any_heading_are_a_pdf(notebook: NotebookNode) -> None:
    cell = next(c for c in notebook.cells if c.source == "page.verdicts(j)")
    assert "TRD-1" in text_of(pdf(new_notebook(cells=[cell])))


MARKUP = st.text(st.sampled_from(list("#*_`[](){}<>\\\"'$@~=-+|/!:;.,&^%\n\t 1aə中\x00\u200d\u202e😀؀")), max_size=60)


@settings(max_examples=60)
@given(text=st.one_of(MARKUP, st.text(max_size=60)))
@example(text='"]; #panic("x")')
@example(text="\\u{0}")
@example(text="// comment */ /*")
@example(text="1. a\n   - b\n\n> # c\n| a |\n|---|\n| b |")
@example(text="[a](http://[)")
@example(text="![](data:image/png;base64,xx)")
def test_any_text_can_be_typeset(text: str, make: SimpleNamespace) -> None:
    whole = report(
        new_notebook(cells=[make.prose("# T"), make.prose(text), make.code("x", make.output(make.table(1, 1, text)))]),
        "N",
    )
    assert pdf_of(whole).startswith(b"%PDF")


@given(st.text())
def test_a_literal_has_no_end_but_its_own(text: str) -> None:
    literal = string(text)
    assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', literal, re.DOTALL)


def test_letters_without_a_shape_are_named() -> None:
    assert printable("a中\x07b") == "a[U+4E2D] b"
    assert printable("Әәғқңөұүһі ƏəĞğİıŞş Ёё ქართ") == "Әәғқңөұүһі ƏəĞğİıŞş Ёё ქართ"


def test_markdown_keeps_its_structure() -> None:
    made = markdown("**a** *b* `c` [d](https://e.org) [f](javascript:g)\n\n3. h\n\n> i")
    for part in ("#strong[", "#emph[", '#raw("c")', '#link("https://e.org")', "#enum(start: 3)", "#quote(block: true)"):
        assert part in made
    assert "javascript" not in made


def test_a_fault_of_typst_says_what_is_wrong(notebook: NotebookNode) -> None:
    class Broken(Paper):
        def document(self, settled: Settled = Settled()) -> dict[str, str]:  # noqa: ARG002, B008
            return {"main.typ": "#image(bytes((1, 2)))"}

    with pytest.raises(PDFError, match="image"):
        typeset(Broken(report(notebook)))


def test_a_warning_of_typst_is_an_error(notebook: NotebookNode) -> None:
    class Warned(Paper):
        def document(self, settled: Settled = Settled()) -> dict[str, str]:  # noqa: ARG002, B008
            return {"main.typ": '#set document(title: "T")\n#set text(font: "No Such Font")\nText'}

    with pytest.raises(PDFError, match="unknown font family"):
        typeset(Warned(report(notebook)))


LETTERS = {
    "Russian": "АаБбВвГгДдЕеЁёЖжЗзИиЙйКкЛлМмНнОоПпРрСсТтУуФфХхЦцЧчШшЩщЪъЫыЬьЭэЮюЯя",
    "Kazakh": "АаӘәБбВвГгҒғДдЕеЁёЖжЗзИиЙйКкҚқЛлМмНнҢңОоӨөПпРрСсТтУуҰұҮүФфХхҺһЦцЧчШшЩщЪъЫыІіЬьЭэЮюЯя",
    "Azerbaijani": "AaBbCcÇçDdEeƏəFfGgĞğHhXxIıİiJjKkQqLlMmNnOoÖöPpRrSsŞşTtUuÜüVvYyZz",
    "signs": "−–—×≈≤≥°³«»„“№₸₽€",
}


@pytest.mark.parametrize("language", LETTERS)
def test_every_letter_can_be_read_back(language: str, make: SimpleNamespace) -> None:
    text = LETTERS[language]
    cells = [make.prose(f"# {text}\n\n{text}\n\n**{text}** *{text}* `{text}`"), make.code("x", make.output(make.table(1, 1, text)))]
    read = "".join(text_of(pdf(new_notebook(cells=cells))).split()).replace("\u200b", "")
    assert read.count(text) >= 6  # title, header, paragraph, strong, slanted, code, cell


def test_every_font_is_in_the_file(reader: PdfReader) -> None:
    seen = []
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            seen.append({"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"]))
    assert seen
    assert all(seen)


@pytest.mark.parametrize("rows", [3, 40])
def test_figures_and_tables_may_stand_in_the_bottom_line(rows: int, make: SimpleNamespace) -> None:
    shown = [make.output(each) for each in (make.figure(), make.table(rows), make.figure(), make.table(rows))]
    bottom = [make.prose("## Bottom line", "bottom-line"), make.code("x", *shown, tags=("bottom-line",))]
    text = text_of(pdf(new_notebook(cells=[make.prose("# T"), *bottom, make.prose("## S\n\nText.")])))
    assert all(f"{kind} {number}. " in text for kind in ("Figure", "Table") for number in (1, 2))
    assert text.index("Text.") > text.index("Table 2. ")


def test_a_figure_is_drawn_not_painted(notebook: NotebookNode) -> None:
    for page in pdf(notebook).pages:
        assert all(x.get_object()["/Subtype"] != "/Image" for x in page["/Resources"].get("/XObject", {}).values())  # type: ignore[index]


def test_names_of_figures_tables_and_claims_are_links(make: SimpleNamespace, notebook: NotebookNode) -> None:
    told = make.code("page.say(x)", make.output(block("prose", markdown="See TRD-2, Figure 1 and TRD-99; not XTRD-2 or Figure 12.")))
    notebook.cells.insert(-1, told)
    written = Paper(report(notebook)).body
    said = next(line for line in re.split(r"[\[\]], ", written) if '"See "' in line)
    assert '#link(label("claim-TRD-2"))[#"TRD-2";];' in said
    assert '#link(label("figure-1"))[#"Figure\u00a01";];' in said
    assert said.count("#link(") == 2
    assert pdf_of(report(notebook)).startswith(b"%PDF")


def test_text_before_a_table_names_it(reader: PdfReader) -> None:
    assert "(Table 1)" in text_of(reader)


def test_each_source_leads_back_to_what_cites_it(reader: PdfReader) -> None:
    text = text_of(reader)
    references = text[text.rindex("References") :]
    assert "Cited in Figure 1, TRD-1 and 1 more place." in references
    assert "Cited in Table 1, TRD-5." in references


def test_a_sentence_shows_the_numbers_of_its_sources_and_they_lead_back(make: SimpleNamespace) -> None:
    told = [{"id": "own", "publisher": "Own", "title": "Its title", "url": "", "published": "2025"}]
    said = block("prose", markdown="It was 5.", sources=told, csv="a\n1\n", name="rows")
    text = text_of(pdf(new_notebook(cells=[make.prose("# T\n\n## S"), make.code("x", make.output(said))])))
    assert "It was 5. Source [1]" in text
    assert "Cited in a sentence on page 1." in text


@pytest.mark.parametrize(("lang", "marked"), [("en", False), ("ru", True)])
def test_a_title_in_another_language_than_the_report_is_marked(lang: str, marked: bool, notebook: NotebookNode) -> None:
    notebook.metadata["lang"] = lang
    with speaking(lang):
        written = Paper(report(notebook)).body
    assert ('#text(lang: "en")[#emph[#"Title 1 ' in written) is marked
    assert pdf_of(report(notebook)).startswith(b"%PDF")


def test_a_claim_shown_twice_is_a_pdf(notebook: NotebookNode) -> None:
    cell = next(c for c in notebook.cells if c.source == "page.verdicts(j)")
    again = new_code_cell(cell.source, outputs=cell.outputs)
    assert text_of(pdf(new_notebook(cells=[cell, again]))).count("Statement 1") == 2


def test_a_figure_that_does_not_fit_leaves_no_white_page(make: SimpleNamespace) -> None:
    """Whatever stands before it, the text after it fills the page that it had to leave."""
    after = "\n\n".join(f"after {n}" for n in range(20))
    for lines in range(22, 33, 3):
        before = "\n\n".join(f"before {n}" for n in range(lines))
        cells = [
            make.prose("# T"), make.prose(f"## S\n\n{before}"), make.code("x", make.output(make.figure())), make.prose(after),
        ]  # fmt: skip
        pages = [page.extract_text() for page in pdf(new_notebook(cells=cells)).pages]
        place = next(n for n, page in enumerate(pages) if "Figure 1." in page)
        if f"before {lines - 1}" not in pages[place]:
            assert "after 0" in pages[place - 1]


HOSTILE = (EVIL, "=cmd|'/c calc'!A1", "#panic()", "*_[", '"]; #panic("x")', "$x$ \\ @ref <label>", "#import \"x\"")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_string_is_text_wherever_it_stands(text: str, make: SimpleNamespace) -> None:
    from helpers.present import Chart, Table, canvas

    figure, axes = canvas(height=2)
    axes.plot([1, 2], [1, 2])
    frame = pd.DataFrame({text: [text, 1]})
    cited = [{"id": "s", "publisher": text, "title": text, "url": text, "published": ""}]
    verdict = {
        "id": text, "statement": text, "paragraphs": [1], "verdict": text, "article": text, "measured": text, "reason": text,
        "holds_under": [], "confidence": 1, "sources": cited,
        "readings": [{"definition": text, "verdict": text, "measured": text, "reason": text}],
    }  # fmt: skip
    item = {"name": text, "label": text, "value": 1.0, "low": 1.0, "high": 1.0, "unit": text, "text": text}
    results = block("results", as_of="2025-01-01", parameters={text: text}, changed=[text], headlines=[item], verdicts=[verdict])
    shown = [
        Chart(figure, text, text, frame, note="n").block(cited), Table(frame, text, note="n").block(cited),
        block("headlines", items=[item]), block("verdicts", items=[verdict]), block("prose", markdown=f"`{text}`"),
        block("provenance", items=[{"label": text, "value": text}], sources=cited), results,
    ]  # fmt: skip
    title = make.prose(f"# `{text}`")
    read = "".join(text_of(pdf(new_notebook(cells=[title, make.code("x", *map(make.output, shown))]))).split())
    plain = read.translate(str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u200b": ""}))
    assert plain.count("".join(text.split())) >= 15


@pytest.mark.skipif(shutil.which("verapdf") is None, reason="veraPDF is not installed (a Java program of its own; put `verapdf` on the PATH)")
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_finds_nothing(flavour: str, notebook: NotebookNode, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_of(report(notebook)))
    found = subprocess.run(["verapdf", "--flavour", flavour, "--format", "text", str(path)], capture_output=True, text=True, check=False)
    assert found.stdout.startswith("PASS"), found.stdout + found.stderr


FORMULAS = (
    r"x^2", r"g = \frac{a}{b}", r"\ln T_{ij} = \beta_0 + \beta_1 \ln(Y_i Y_j) + \varepsilon_{ij}", r"\sum_{i=1}^{n} s_i^2",
    r"\sqrt{\frac{1}{n}\sum_i (x_i-\bar{x})^2}", r"\hat{y} \le 5\%, \text{где } x \to \infty", r"\sqrt[3]{2}",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", r"\overrightarrow{AB}", r"\left\{ x \right.", "\\mathbb{R}",
    r"\frac{", r"\href{javascript:alert(1)}{x}", r'#panic() \text{"] #panic()}', "中", "",
)  # fmt: skip


@pytest.mark.parametrize("tex", FORMULAS)
def test_any_formula_can_be_typeset(tex: str, make: SimpleNamespace) -> None:
    cell = make.prose(f"# T\n\nIn text ${tex}$ and\n\n$$\n{tex}\n$$\n")
    assert pdf_of(report(new_notebook(cells=[cell]))).startswith(b"%PDF")


def test_a_formula_of_a_cell_is_mathematics_and_a_dollar_of_a_sentence_is_a_dollar(make: SimpleNamespace) -> None:
    told = make.code("x", make.output(block("prose", markdown="US$5 to $7")))
    document = Paper(report(new_notebook(cells=[make.prose("# T\n\n## S\n\nGrowth $g = \\frac{a}{b}$."), told]))).body
    assert 'math.frac(math.lr([#symbol("a")]), math.lr([#symbol("b")]))' in document
    assert 'alt: "g = \\\\frac{a}{b}"' in document
    assert '#"US$5 to $7";' in document

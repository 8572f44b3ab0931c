"""Reports as PDF through Typst: tagged for readers who cannot see, without TeX and without a browser.

Written from the report model, not from the page. The file conforms to PDF/UA-1 (for readers who cannot
see) and to PDF/A-2a (for archives): a missing alternative text, a letter without a shape or a font that
is not embedded is an error, and so are warnings of Typst. Newer standards, PDF/UA-2 and PDF/A-4, cannot
be had together. One notebook gives one sequence of bytes: the date of the document is the day of the
evidence. Code is not printed.
"""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from helpers.factory.items import Output
from helpers.factory.paper import Paper, day_of
from helpers.factory.report import Report
from helpers.factory.settled import PLACES, Settled, changed
from helpers.factory.typst import FONTS
from helpers.locale import speaking

STANDARDS: Final[list[Any]] = ["ua-1", "a-2a"]
"""What the files conform to."""


class PDFError(RuntimeError):
    """Typst could not make a PDF, or only with warnings; the message says of what."""


def pdf_of(whole: Report) -> bytes:
    """Typeset a report in its own language.

    Raises
    ------
    PDFError
        If Typst refuses or warns.
    """
    with speaking(whole.spoken):
        return _pdf(whole)


def _pdf(whole: Report) -> bytes:
    try:
        return typeset(Paper(whole))
    except PDFError:
        if not any(isinstance(item, Output) and item.kind.startswith("image/") for item in whole.items):
            raise
        return typeset(Paper(whole, foreign_images=False))  # a picture of somebody else's is broken


def typeset(writer: Paper) -> bytes:
    """Compile a document in a folder of its own, with no fonts but those that come with the packages."""
    with tempfile.TemporaryDirectory(prefix="caspian-") as folder:
        lay(writer.document(), Path(folder))
        for name, content in writer.assets.items():
            (Path(folder) / name).write_bytes(content)
        try:
            compiler = typst.Compiler(f"{folder}/main.typ", root=folder, font_paths=_fonts())
            _settle(Path(folder), writer, compiler)
            return compiled(compiler, writer.report.as_of)
        except typst.TypstError as error:
            raise PDFError("\n".join([error.message, *error.hints, *error.trace])) from error


def lay(document: Mapping[str, str], folder: Path) -> None:
    """Write the files of a document into a folder."""
    for name, text in document.items():
        (folder / name).write_text(text, encoding="utf-8")


def warm(whole: Report) -> None:
    """Do once what every process would do again, with a report; but for setting it, by which Typst starts threads."""
    _fonts()
    Paper(whole).document()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def _settle(folder: Path, writer: Paper, compiler: typst.Compiler) -> None:
    """Let text flow into the white space before figures that did not fit on their page, and leave nothing alone.

    Where a figure or a short table goes to a page after that of the words before it, it becomes a float, and what
    follows it fills the page before; it also floats where it would overtake one that does, or follows one before the
    section ends or something long begins. From the front to the back, because each moves the next ones. Then rows at
    the ends of tables that stand alone are joined with their neighbours. All this is done on drafts; at last comes the
    whole document, whose references draw together if few of them are left for the last page.
    """
    settled = Settled()
    try:
        while better := changed(json.loads(compiler.eval(PLACES)), writer.placed, settled):
            settled = better
            lay(writer.document(settled), folder)
    except RuntimeError:  # a fault in the document, which compiling tells better
        lay(writer.document(replace(settled, whole=True)), folder)


def compiled(compiler: typst.Compiler, day: str) -> bytes:
    """Compile to PDF/UA-1 and PDF/A-2a in one; a warning is an error.

    An archive wants the date of a document; a notebook without a day of evidence gives PDF/UA-1 alone.
    """
    dated = day_of(day)
    standards = STANDARDS if dated else STANDARDS[:1]
    moment = datetime.combine(dated or date(2000, 1, 1), datetime.min.time(), UTC)
    pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=standards, timestamp=moment)
    if warnings:
        raise PDFError("Typst warns: " + "; ".join(dict.fromkeys(w.message for w in warnings)))
    assert isinstance(pdf, bytes)
    return pdf

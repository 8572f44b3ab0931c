"""Reports as PDF through Typst: tagged for readers who cannot see, without TeX and without a browser.

Written from the report model, not from the page. The file conforms to PDF/UA-1, which makes missing
alternative texts and missing letters errors; warnings of Typst are errors too. One notebook gives one
sequence of bytes: the date of the document is the day of the evidence. Code is not printed.
"""

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typst
from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from helpers.factory.html import notebook_name
from helpers.factory.items import Output
from helpers.factory.paper import Paper, day_of
from helpers.factory.report import Report, report
from helpers.factory.typst import FONTS


class PDFError(RuntimeError):
    """Typst could not make a PDF, or only with warnings; the message says of what."""


class CaspianPDFExporter(Exporter):
    """Executed notebook to one PDF."""

    export_from_notebook = "Caspian report (PDF)"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]  # the base class returns a notebook, every export bytes
        self, nb: NotebookNode, resources: Any | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Render a notebook.

        Returns
        -------
        bytes, dict
            The PDF, and nbconvert's resources (with the extension of the file).
        """
        copy, resources = super().from_notebook_node(nb, resources, **kw)
        resources["output_extension"] = ".pdf"
        return pdf_of(report(copy, notebook_name(resources))), resources


def pdf_of(whole: Report) -> bytes:
    """Typeset a report.

    Raises
    ------
    PDFError
        If Typst refuses or warns.
    """
    try:
        return typeset(Paper(whole))
    except PDFError:
        if not any(isinstance(item, Output) and item.kind.startswith("image/") for item in whole.items):
            raise
        return typeset(Paper(whole, foreign_images=False))  # a picture of somebody else's is broken


def typeset(writer: Paper) -> bytes:
    """Compile a document in a folder of its own, with no fonts but those that come with the packages."""
    with tempfile.TemporaryDirectory(prefix="caspian-") as folder:
        main = Path(folder) / "main.typ"
        main.write_text(writer.document(), encoding="utf-8")
        for name, content in writer.assets.items():
            (Path(folder) / name).write_bytes(content)
        return compiled(main, writer.report.as_of)


def compiled(main: Path, day: str) -> bytes:
    """Compile a Typst file to PDF/UA-1."""
    moment = datetime.combine(day_of(day) or date(2000, 1, 1), datetime.min.time(), UTC)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])
    compiler = typst.Compiler(str(main), root=str(main.parent), font_paths=fonts)
    try:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"], timestamp=moment)
    except typst.TypstError as error:
        raise PDFError("\n".join([error.message, *error.hints, *error.trace])) from error
    if warnings:
        raise PDFError("Typst warns: " + "; ".join(dict.fromkeys(w.message for w in warnings)))
    assert isinstance(pdf, bytes)
    return pdf

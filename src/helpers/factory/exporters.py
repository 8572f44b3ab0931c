"""The reports as nbconvert's exporters: ``jupyter nbconvert --to caspian_html X.ipynb``, and ``--to caspian_pdf``.

They stand alone, for who renders without nbconvert need not wait for it.
"""

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import Bool

from helpers.factory.html import html_of
from helpers.factory.pdf import pdf_of
from helpers.factory.report import Report, notebook_name, report


class _Exporter(Exporter):
    """Writes the report of a notebook as one file."""

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Render a notebook.

        Returns
        -------
        str or bytes, dict
            The page or the PDF, and nbconvert's resources (with the extension of the file).
        """
        copy, resources = super().from_notebook_node(nb, resources, **kw)
        return self._written(report(copy, notebook_name(resources))), resources

    def _written(self, whole: Report) -> str | bytes:
        raise NotImplementedError


class CaspianHTMLExporter(_Exporter):
    """Executed notebook to one self-contained HTML page."""

    export_from_notebook = "Caspian report (HTML)"
    output_mimetype = "text/html"
    include_code = Bool(True, help="Whether the code of the cells is in the page, folded.").tag(config=True)

    def _file_extension_default(self) -> str:
        return ".html"

    def _written(self, whole: Report) -> str:
        return html_of(whole, self.include_code)


class CaspianPDFExporter(_Exporter):
    """Executed notebook to one PDF."""

    export_from_notebook = "Caspian report (PDF)"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def _written(self, whole: Report) -> bytes:
        return pdf_of(whole)

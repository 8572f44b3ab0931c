"""The reports as nbconvert's exporters: ``jupyter nbconvert --to caspian_html X.ipynb``, and ``--to caspian_pdf``.

They stand alone, for who renders without nbconvert need not wait for it.
"""

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import Bool

from helpers.factory.html import html_of
from helpers.factory.pdf import pdf_of
from helpers.factory.report import notebook_name, report


class CaspianHTMLExporter(Exporter):
    """Executed notebook to one self-contained HTML page."""

    export_from_notebook = "Caspian report (HTML)"
    output_mimetype = "text/html"
    include_code = Bool(True, help="Whether the code of the cells is in the page, folded.").tag(config=True)

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # the base class returns a notebook, every export text
        self, nb: NotebookNode, resources: Any | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Render a notebook.

        Returns
        -------
        str, dict
            The page, and nbconvert's resources.
        """
        copy, resources = super().from_notebook_node(nb, resources, **kw)
        return html_of(report(copy, notebook_name(resources)), self.include_code), resources


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

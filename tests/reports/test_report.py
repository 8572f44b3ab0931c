"""The report model: what a notebook says, in the order of a report."""

import subprocess
import sys
from types import SimpleNamespace

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from helpers.factory.cells import split
from helpers.factory.items import Code, Heading, Output, Prose, ReportError, Shown
from helpers.factory.report import report
from helpers.present.blocks import MIME


def kinds(items: object) -> list[str]:
    names = {Code: "code", Heading: "heading", Prose: "prose"}
    return [
        item.block["kind"] if isinstance(item, Shown) else item.kind if isinstance(item, Output) else names[type(item)]
        for item in items  # type: ignore[attr-defined]
    ]


def test_title_lead_and_sections_follow_the_headings(notebook: NotebookNode) -> None:
    whole = report(notebook)
    assert whole.title == "Did trade really triple?"
    assert whole.lead.startswith("Why it matters")
    assert [s.title for s in whole.sections] == [
        "Parameters",
        "Evidence and sources",
        "Analysis",
        "Verdicts",
        "Provenance",
    ]
    assert [h.text for h in whole.sections[2].headings] == ["Growth"]


def test_the_bottom_line_is_lifted_without_its_heading_and_headlines_are_one_strip(notebook: NotebookNode) -> None:
    whole = report(notebook)
    assert kinds(whole.bottom) == ["headlines", "prose", "code"]
    first = whole.bottom[0]
    assert isinstance(first, Shown)
    assert [i["name"] for i in first.block["items"]] == ["nowcast", "count"]


def test_outputs_keep_their_order_and_results_are_invisible(notebook: NotebookNode) -> None:
    whole = report(notebook)
    analysis, provenance = whole.sections[2], whole.sections[4]
    assert kinds(analysis.items) == ["heading", "heading", "prose", "code", "figure", "prose", "stdout", "stderr"]
    assert kinds(provenance.items) == ["code", "heading", "provenance"]
    assert whole.results is not None
    assert (whole.as_of, whole.subtitle) == ("2025-10-24", "Evidence as of 24 October 2025; year 2024")


def test_code_without_outputs_joins_the_code_after_it(notebook: NotebookNode) -> None:
    items = report(notebook).sections[0].items
    assert items == (Code("year = 2025\n\n\nyear = 2024"),)


def test_no_level_of_headings_is_skipped_and_anchors_are_unique(make: SimpleNamespace) -> None:
    whole = report(new_notebook(cells=[make.prose("# T\n\n## A\n\n##### Deep\n\n## A\n\n### B\n\n### B")]))
    found = [(h.level, h.anchor) for s in whole.sections for h in s.items if isinstance(h, Heading)]
    assert found == [(3, "deep"), (3, "b"), (3, "b-2")]
    assert [s.anchor for s in whole.sections] == ["a", "a-2"]


def test_figures_and_tables_are_numbered_and_sources_too(notebook: NotebookNode) -> None:
    whole = report(notebook)
    assert [i.label for i in whole.items if isinstance(i, Shown) and i.label] == ["Table 1", "Figure 1"]
    assert list(whole.sources) == [f"source_{n}" for n in (1, 2, 3, 4, 5, 6, 7)]
    assert whole.number("source_7") == 7


def test_verdicts_are_counted(notebook: NotebookNode) -> None:
    assert report(notebook).tally[:2] == [("supported", 1), ("partly supported", 1)]


def test_a_number_sign_in_a_fence_is_no_heading() -> None:
    parts = list(split("a\n```\n# b\n```\n~~~\n## c\n```\n~~~\n# d\n#e"))
    assert [type(p) for p in parts] == [Prose, Heading, Prose]
    assert parts[1] == Heading(1, "d", "")


def test_an_ordinary_notebook_is_a_report(ordinary: NotebookNode) -> None:
    whole = report(ordinary, "My notebook")
    assert (whole.title, whole.as_of, whole.tally) == ("And one of the first", "", [])
    shown = kinds(whole.sections[0].items)
    assert shown[:3] == ["code", "text/plain", "prose"]
    assert {"image/png", "image/svg+xml", "text/html", "text/markdown", "text/latex", "error"} <= set(shown)


def test_the_alternative_text_of_an_ordinary_image_is_kept(ordinary: NotebookNode) -> None:
    alts = [i.alt for i in report(ordinary).items if isinstance(i, Output) and i.kind == "image/png"]
    assert alts == ["A dot", "", ""]


def test_an_empty_notebook_is_a_report() -> None:
    assert report(new_notebook(), "Nothing").title == "Nothing"


def test_a_block_of_another_version_is_refused(make: SimpleNamespace) -> None:
    made = make.output({"version": 1, "kind": "prose", "markdown": "a"})
    made.data[MIME]["version"] = 99
    with pytest.raises(ReportError, match="version 99, this renderer knows 1"):
        report(new_notebook(cells=[make.code("x", made)]))


def test_overwritten_lines_and_colours_are_cleaned(notebook: NotebookNode) -> None:
    streams = [i.content for i in report(notebook).items if isinstance(i, Output)]
    assert streams == ["red line", "UserWarning: careful"]


def test_what_renders_reports_loads_neither_tables_nor_what_draws() -> None:
    asked = "import sys, helpers.factory.html, helpers.factory.pdf; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pandas", "matplotlib.figure", "helpers.evidence", "helpers.parameters"} & {*loaded}


def test_the_face_of_what_is_shown_has_no_other_names() -> None:
    with pytest.raises(ImportError, match="Diagram"):
        from helpers.present import Diagram  # type: ignore[attr-defined]  # noqa: F401

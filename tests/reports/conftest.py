"""A small made-up notebook, executed by hand, with every kind of block."""

import base64
from types import SimpleNamespace
from typing import Any

import nbformat
import pandas as pd
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.present import Chart, Table, canvas
from helpers.present.blocks import MIME, Block, block, headline_item
from helpers.present.html import lab
from helpers.present.plain import plain

EVIL = "<script>alert(1)</script>"
FORMULA = "=cmd|'/c calc'!A1"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def source(number: int) -> dict[str, str]:
    return {
        "id": f"source_{number}", "publisher": f"Publisher {number}", "title": f"Title {number} {EVIL}",
        "url": f"https://example.org/{number}/a-rather-long-address?with=parts&and=more", "published": "2025-01-31",
    }  # fmt: skip


def output(data: Block) -> NotebookNode:
    return new_output("display_data", data={MIME: data, "text/html": lab(data), "text/plain": plain(data)})


def code(text: str, *outputs: NotebookNode, tags: tuple[str, ...] = ()) -> NotebookNode:
    return new_code_cell(text, outputs=list(outputs), execution_count=1, metadata={"tags": list(tags)})


def prose(text: str, *tags: str) -> NotebookNode:
    return new_markdown_cell(text, metadata={"tags": list(tags)})


def made_figure() -> Block:
    figure, axes = canvas(height=2.5)
    axes.plot([2023, 2024], [1.5, 2.25])
    frame = pd.DataFrame({"year": [2023, 2024], "value": [1.5, 2.25]})
    return Chart(figure, "It grew by half", "A line rises from 1.5 to 2.25.", frame, note="In *millions*.").block(
        [source(1), source(2)]
    )


def made_table(rows: int = 3, columns: int = 2, cell: str = "Құрық, Ələt") -> Block:
    frame = pd.DataFrame([[cell] * columns] * rows, columns=[f"column {n}" for n in range(columns)])
    return Table(frame, f"A table of {rows} rows {EVIL}", name="made").block([source(n) for n in range(1, 7)])


def made_rows(count: int) -> list[dict[str, Any]]:
    row = {
        "row": "a1", "series": f"series {EVIL}", "entity": FORMULA, "period": "2024", "value": -5.0, "unit": "Mt",
        "kind": "plan", "bound": "lower", "source": "source_2", "note": FORMULA,
        "series_name": f"Cargo {EVIL}", "entity_name": FORMULA,
    }  # fmt: skip
    return [row] * count


def made_verdicts() -> Block:
    words = ("supported", "partly supported", "contradicted", "unverified", "not checkable")
    reading = {"definition": "On one side", "verdict": "supported", "measured": "5 (4 to 6) Mt", "reason": "5 is 5."}
    items = [
        {
            "id": f"TRD-{n}", "statement": f"Statement {n} {EVIL}", "paragraphs": [n, 9], "verdict": word,
            "article": "5 Mt", "measured": "5 (4 to 6) Mt", "reason": "Because it is so.", "holds_under": [],
            "confidence": n, "readings": [reading] * (n - 1), "rows": made_rows(n - 1), "sources": [source(n)],
        }
        for n, word in enumerate(words, start=1)
    ]  # fmt: skip
    return block("verdicts", items=items)


def made_headlines(value: float | None = 171.0) -> list[Block]:
    from helpers.models.interval import Interval

    known = Interval(171.0, 168.0, 174.0) if value else None
    items = [
        headline_item(
            "nowcast",
            "Turnover, nowcast",
            known,
            "USD million",
            "171 (168 to 174) USD million" if known else "not known",
        ),
        headline_item("count", "Claims that hold", Interval.exactly(7), "count", "7"),
    ]
    return [block("headlines", items=[item]) for item in items]


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """Makers of cells and blocks, for tests that need their own notebook."""
    return SimpleNamespace(code=code, output=output, prose=prose, table=made_table, figure=made_figure)


@pytest.fixture
def notebook() -> NotebookNode:
    """An executed notebook in the shape of ours."""
    verdicts, headlines = made_verdicts(), made_headlines()
    results = block(
        "results", as_of="2025-10-24", parameters={"year": "2024"}, changed=["year"],
        headlines=[i for b in headlines for i in b["items"]], verdicts=verdicts["items"],
    )  # fmt: skip
    facts = block(
        "provenance", items=[{"label": "Evidence as of", "value": "2025-10-24"}], sources=[source(1), source(7)]
    )
    cells = [
        prose(f"# Did trade *really* triple?\n\nWhy it matters {EVIL}."),
        prose("## Parameters"),
        code("year = 2025", tags=("parameters",)),
        code("year = 2024", tags=("injected-parameters",)),
        prose(
            "## Evidence and sources\n\nA [link](https://example.org/x), ~~gone~~ `code`.\n\n1. one\n2. two\n\n"
            "> said\n\n| a | b |\n|---|--:|\n| 1 | 2 |"
        ),
        code("page.show(table)", output(made_table(70))),
        prose("## Analysis\n\n### Growth\n\n##### Too deep\n\n```python\n# no heading\n```"),
        code(
            "page.show(chart)",
            output(made_figure()),
            output(block("prose", markdown=f"It was **1.5** times. {EVIL}")),
            new_output("stream", name="stdout", text="\x1b[31mred\x1b[0m line\n"),
            new_output("stream", name="stderr", text="UserWarning: careful\n"),
        ),
        prose("## Verdicts"),
        code("page.verdicts(j)", output(verdicts)),
        prose("## Bottom line", "bottom-line"),
        code(
            "page.headline(x)",
            *map(output, headlines),
            output(block("prose", markdown="It is *so*.")),
            tags=("bottom-line",),
        ),
        prose("## Provenance"),
        code("page.provenance()", output(facts), output(results)),
    ]
    whole: NotebookNode = new_notebook(cells=cells)
    nbformat.validate(whole)
    return whole


@pytest.fixture
def made() -> dict[str, Any]:
    """What the factory notes in a notebook: what it was made from."""
    return {
        "notebook": "02_trade", "notebook_hash": "n0", "code": {"hash": "c0", "files": 12},
        "evidence": {"hash": "e0", "rows": 4840, "tables": 9}, "lock": "l0",
    }  # fmt: skip


@pytest.fixture
def ordinary() -> NotebookNode:
    """A notebook that knows nothing of us."""
    html = '<style>td{}</style><script src="https://cdn.example.org/x.js"></script><table><tr><th>a</th></tr><tr><td>1</td></tr></table>'
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle r="4"/></svg>'

    def shown(meta: dict[str, Any] | None = None, **data: Any) -> NotebookNode:
        return new_output(
            "display_data",
            data={k.replace("__", "/").replace("_", "+"): v for k, v in data.items()},
            metadata=meta or {},
        )

    widget = new_output(
        "display_data", data={"application/vnd.jupyter.widget-view+json": {}, "text/plain": "IntSlider(value=3)"}
    )
    cells = [
        code("1", new_output("execute_result", data={"text/plain": "1"}, execution_count=1)),
        prose("Text without a heading ![far](https://example.org/far.png)"),
        code(
            "plot()",
            shown({"image/png": {"alt": "A dot"}}, image__png=PIXEL),
            shown(image__png=PIXEL),
            new_output("display_data", data={"image/svg+xml": svg}),
            new_output("display_data", data={"image/png": base64.b64encode(b"broken").decode()}),
            new_output("display_data", data={"text/html": html, "text/plain": "a"}),
            new_output("display_data", data={"text/markdown": "*so* <b>", "text/plain": "a"}),
            new_output("display_data", data={"text/latex": "$x^2$"}),
            new_output("display_data", data={"application/json": {}}),
            widget,
            new_output("error", ename="ValueError", evalue="no", traceback=["\x1b[0;31mValueError\x1b[0m: no"]),
        ),
        prose("### A heading of the third level first\n\n# And one of the first"),
        code("", new_output("stream", name="stdout", text="")),
    ]
    whole: NotebookNode = new_notebook(cells=cells)
    return whole

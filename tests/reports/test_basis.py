"""Which place in a report stands behind a sentence."""

from types import SimpleNamespace
from typing import Any

from nbformat.v4 import new_notebook

from helpers.factory.items import Shown
from helpers.factory.report import report


def bases(*cells: Any) -> list[str | None]:
    """Labels of what the sentences of a notebook come from, in their order."""
    shown = [item.block for item in report(new_notebook(cells=list(cells))).items if isinstance(item, Shown)]
    return [block["basis"] and block["basis"]["label"] for block in shown if block["kind"] == "prose"]


def said(make: SimpleNamespace, text: str = "It is 5.", **fields: Any) -> Any:
    return make.output({"version": 1, "kind": "prose", "markdown": text, **fields})


def test_a_sentence_comes_from_what_was_shown_before_it(make: SimpleNamespace) -> None:
    cell = make.code("x", make.output(make.table()), said(make), make.output(make.figure()), said(make))
    assert bases(make.prose("## A"), cell) == ["Table 1", "Figure 1"]


def test_what_is_said_first_comes_from_what_is_shown_next(make: SimpleNamespace) -> None:
    assert bases(make.prose("## A"), make.code("x", said(make), make.output(make.figure()))) == ["Figure 1"]


def test_a_heading_ends_what_was_shown(make: SimpleNamespace) -> None:
    first = make.code("x", make.output(make.figure()))
    assert bases(make.prose("## A"), first, make.prose("### B"), make.code("y", said(make))) == [None]


def test_a_sentence_may_name_its_table(make: SimpleNamespace) -> None:
    cell = make.code("x", make.output(make.table()), make.output(make.figure()), said(make, of="made"))
    assert bases(make.prose("## A"), cell) == ["Table 1"]


def test_a_headline_may_name_its_table(make: SimpleNamespace) -> None:
    item = {"name": "a", "label": "A", "value": 1.0, "low": 1.0, "high": 1.0, "unit": "", "text": "1"}
    items = [{**item, "of": "made"}, item]
    line = make.output({"version": 1, "kind": "headlines", "items": items})
    made = report(new_notebook(cells=[make.prose("## A"), make.code("x", make.output(make.table()), make.output(make.figure()), line)]))
    bases = [one["basis"] for shown in made.items if isinstance(shown, Shown) for one in shown.block.get("items", [])]
    assert [basis and basis["label"] for basis in bases] == ["Table 1", "Figure 1"]


def test_a_sentence_may_bring_its_own_rows(make: SimpleNamespace) -> None:
    cell = make.code("x", make.output(make.figure()), said(make, csv="a\n1\n", sources=[], name="rows"))
    assert bases(make.prose("## A"), cell) == ["Its evidence"]

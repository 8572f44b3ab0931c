"""Each house rule for notebooks finds its breach, and names the place and the mend."""

import json
from pathlib import Path
from typing import Any

import pytest

from helpers.factory.catalogue import Notebook, catalogue
from helpers.factory.check import literals, notebook_faults
from helpers.project import root

NAME = "02_trade"


@pytest.fixture
def content() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((root() / "notebooks" / f"{NAME}.ipynb").read_text(encoding="utf-8"))
    return loaded


def faults(content: dict[str, Any], folder: Path) -> list[str]:
    path = folder / f"{NAME}.ipynb"
    path.write_text(json.dumps(content), encoding="utf-8")
    model = next(notebook.model for notebook in catalogue() if notebook.name == NAME)
    return list(notebook_faults(Notebook(NAME, path, model)))


def code(content: dict[str, Any], place: int = 1) -> dict[str, Any]:
    cells: list[dict[str, Any]] = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
    return cells[place]


def test_the_notebook_as_it_stands_has_no_fault(content: dict[str, Any], tmp_path: Path) -> None:
    assert faults(content, tmp_path) == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("plt.show()", "use page.show(chart)"),
        ("display(figure)", "use page.show(chart)"),
        ("page.say('The sea fell by 2 metres.')", "the figure '2 metres' is typed"),
        ("pd.read_csv('x.csv')", "use helpers.evidence.load"),
        ("!pip install pandas", "starts no shell"),
        ("%matplotlib inline", "no magic"),
        ("url = 'https://example.org'", "a row in data/sources.csv"),
        ("path = '/home/me/data.csv'", "helpers.project.root()"),
        ("print(1)", "page.say"),
        ("\n".join(f"x{i} = {i}" for i in range(13)), "has 13 lines; move what is beyond 12 into src/helpers"),
    ],
)
def test_a_forbidden_idiom_is_named_with_what_to_use(
    content: dict[str, Any], tmp_path: Path, source: str, said: str
) -> None:
    cell = code(content)
    cell["source"] = source
    found = faults(content, tmp_path)
    assert len(found) == 1
    assert found[0].startswith(f", cell {cell['id']}: ")
    assert said in found[0]


def test_a_typed_figure_and_two_sentences_in_a_line_are_found(content: dict[str, Any], tmp_path: Path) -> None:
    content["cells"][0]["source"] = "# Is it so?\nIt grew by 39 percent. Then it fell."
    found = "\n".join(faults(content, tmp_path))
    assert "the figure '39' is typed" in found
    assert "two sentences in the line" in found


def test_a_missing_section_is_found(content: dict[str, Any], tmp_path: Path) -> None:
    content["cells"] = [cell for cell in content["cells"] if "## Verdicts" not in "".join(cell["source"])]
    assert any("expected Parameters, Evidence and sources" in fault for fault in faults(content, tmp_path))


def test_a_first_cell_that_asks_nothing_is_found(content: dict[str, Any], tmp_path: Path) -> None:
    content["cells"][0]["source"] = "# Trade"
    assert ": the first cell is no question; expected a Markdown cell '# ...?'" in faults(content, tmp_path)


def test_a_cell_that_disagrees_with_the_model_is_found(content: dict[str, Any], tmp_path: Path) -> None:
    code(content, 0)["source"] = "".join(code(content, 0)["source"]).replace("seed = 2025", "seed = 2026\nyaer = 2024")
    found = "\n".join(faults(content, tmp_path))
    assert "seed is 2026 in the cell and 2025 in Trade" in found
    assert "yaer is 2024 in the cell and 'nothing' in Trade" in found


def test_lost_tags_outputs_and_doubled_ids_are_found(content: dict[str, Any], tmp_path: Path) -> None:
    for cell in content["cells"]:
        cell["metadata"].pop("tags", None)
    code(content)["execution_count"] = 3
    content["cells"][0]["id"] = content["cells"][1]["id"]
    found = "\n".join(faults(content, tmp_path))
    for said in (
        "tagged 'parameters', the first code cell",
        "tagged 'bottom-line' are []",
        "has outputs",
        "share an id",
    ):
        assert said in found


def test_only_literals_are_read_from_a_cell() -> None:
    assert literals("a = 1\nb: str = 'x'\nc = (1, 2)") == {"a": 1, "b": "x", "c": [1, 2]}
    with pytest.raises(ValueError, match="malformed"):
        literals("a = __import__('os').getcwd()")

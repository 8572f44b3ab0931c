"""Small notebooks that end in every way a notebook can end."""

from pathlib import Path

import nbformat
import pytest

from helpers.factory.catalogue import Notebook
from helpers.factory.execute import Limits, execute, warm_parents
from helpers.factory.outcome import Outcome
from helpers.factory.plan import Job
from helpers.parameters import Parameters

PARAMETERS = 'as_of = None\nlang = "en"\nseed = 2025\ndraws = 2000'
START = """
from helpers.evidence import made
from helpers.parameters import Parameters
from helpers.present import Page
parameters = Parameters.of(globals())
row = dict(series="s", entity="E", period="2024", value=1, unit="kt")
page = Page(parameters, made([row]))
"""
ENDS = {
    "good": ['page.headline("answer", "the answer", 42.0, "kt")', "page.provenance()"],
    "warned": ['import warnings\nwarnings.warn("look here")', "page.provenance()"],
    "broken": ["1 + 1", "undefined_name"],
    "dead": ["import os\nos._exit(1)"],
    "slow": ["import time\ntime.sleep(600)"],
}


def write(path: Path, cells: list[str]) -> Path:
    """Write a notebook of these code cells after a heading, the parameters and a start."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Does it run?")])
    notebook.cells.append(nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}))
    notebook.cells += [nbformat.v4.new_code_cell(source) for source in [START, *cells]]
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"  # what is written twice is the same notebook
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)
    return path


def job(path: Path, formats: tuple[str, ...] = ("html",), **parameters: object) -> Job:
    """Make the job of a small notebook."""
    return Job(Notebook(path.stem, path, Parameters), Parameters(**parameters), formats)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def ends(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Outcome], Path]:
    """Outcomes of all small notebooks, run once and side by side, and the folder they ran in."""
    folder = tmp_path_factory.mktemp("small")
    jobs = [job(write(folder / f"{name}.ipynb", cells), draws=200) for name, cells in ENDS.items()]
    with warm_parents():
        outcomes = execute(jobs[:-1], folder / "work", Limits(120)) + execute(jobs[-1:], folder / "work", Limits(8))
    return {outcome.notebook: outcome for outcome in outcomes}, folder / "work"

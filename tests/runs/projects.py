"""A small collection that can be changed and built again: one notebook of a few lines, with the real code and data."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat

from helpers.project import root

NOTEBOOK = "03_investment"
PARAMETERS = "as_of = None\nwindow_months = 36"
CELLS = [
    """
    from helpers.claims import Judgement, Reading, Verdict, claim
    from helpers.evidence import load
    from helpers.models.ours import FACTOR
    from helpers.parameters import Investment
    from helpers.present import Page
    parameters = Investment.of(globals())
    evidence = load(parameters.as_of, sees=parameters.sees)
    page = Page(parameters, evidence)
    """,
    """
    crude = evidence.series("az_crude_imports", "AZE", period="2024-01/2024-06")["value"].iloc[-1]
    word = Verdict.SUPPORTED if crude > 990 else Verdict.CONTRADICTED
    reason = f"{crude:g} kt were imported."
    page.verdicts([Judgement(claim(evidence, "INV-1"), word, reason, (Reading("all", word, reason),))])
    page.headline("crude", "crude imported", crude, "kt")
    page.headline("window", "months looked back", parameters.window_months, "months")
    page.headline("factor", "a factor of the code", FACTOR, "ratio")
    page.headline("fixed", "what never moves", 7, "count")
    """,
    "page.provenance()",
]
CRUDE = "az_crude_imports,AZE,2024-01/2024-06,981.38,kt"
GOLD = "gold_price_monthly,world,2024-01,2034.04"


@dataclass(frozen=True)
class Project:
    """A checkout in a folder, and its archive."""

    folder: Path

    @property
    def reports(self) -> Path:
        """Its archive."""
        return self.folder / "reports"

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that is there once in one of its files."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def build(self, *settings: str, expected: int = 0) -> str:
        """Build its notebook in a process that has nothing but this folder, and return the id of the run."""
        options = [part for setting in settings for part in ("--set", setting)]
        command = [sys.executable, "-m", "helpers.cli", "build", NOTEBOOK, "--formats", "", "--force", *options]
        env = {**os.environ, "CASPIAN_PROJECT": str(self.folder), "PYTHONPATH": str(self.folder / "src")}
        done = subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == expected, done.stdout + done.stderr
        return done.stdout.rpartition("/")[2].strip()


def project_in(folder: Path) -> Project:
    """Make a project in an empty folder."""
    shutil.copytree(root() / "data", folder / "data")
    shutil.copytree(root() / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "uv.lock"):
        shutil.copy(root() / name, folder / name)
    (folder / "src" / "helpers" / "models" / "ours.py").write_text('"""Ours."""\n\nFACTOR = 2\n', encoding="utf-8")
    (folder / "notebooks").mkdir()
    nbformat.write(_notebook(), folder / "notebooks" / f"{NOTEBOOK}.ipynb")
    return Project(folder)


def _notebook() -> nbformat.NotebookNode:
    cells = [nbformat.v4.new_markdown_cell("# Does it move?")]
    cells.append(nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}))
    cells += [nbformat.v4.new_code_cell("\n".join(line.strip() for line in cell.splitlines())) for cell in CELLS]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})

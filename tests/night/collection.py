"""A collection that is small enough for many nights: one notebook, two live sources, and all the rest as it is."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import nbformat
import pytest

from helpers.project import root
from helpers.refresh import Client
from helpers.refresh.guard import Limits
from tests.packaging import small_package

REPORT = "02_trade"
SERIES = ("az_kz_trade_turnover_azrep", "az_kz_trade_turnover_kzrep")
PARAMETERS = next(
    "".join(cell["source"])
    for cell in json.loads((root() / "notebooks" / f"{REPORT}.ipynb").read_text(encoding="utf-8"))["cells"]
    if "parameters" in cell["metadata"].get("tags", ())
)
CELLS = [
    """
from helpers.claims import judge
from helpers.evidence import load
from helpers.parameters import Trade
from helpers.present import Page
parameters = Trade.of(globals())
evidence = load(parameters.as_of, sees=parameters.sees)
page = Page(parameters, evidence)
""",
    'page.verdicts([judge(evidence, "TRD-1", parameters)])',
    """
rows = evidence.series("az_kz_trade_turnover_azrep")
last = rows.sort_values("period").iloc[-1]
page.headline("newest", "the newest turnover", float(last["value"]), "USD million")
""",
    "page.provenance()",
]
"""The verdict on TRD-1 hangs on what the customs say of the months that it names, the number on the office alone."""

FEED = """
[feed.{name}]
adapter = "table"
address = "{address}/{name}.csv"
publisher = "{name}"
title = "Turnover by month, {name}"
page = "https://example.org/{name}"
pause = 0
table = {{ period = "until", period_format = "%m.%Y", period_is = "year to date" }}

[[feed.{name}.series]]
series = "{series}"
code = "value"
entity = "AZE-KAZ"
unit = "USD million"
jump = 5.0
"""


def collection(folder: Path, address: str) -> Path:
    """Make the collection, whose live sources are asked at an address of this machine."""
    declared = zip(("office", "customs"), SERIES, strict=True)
    feeds = "".join(FEED.format(name=name, series=series, address=address) for name, series in declared)
    folder.mkdir(parents=True, exist_ok=True)
    small_package(folder, SERIES, feeds)
    for name in ("uv.lock", "pyproject.toml"):
        shutil.copy2(root() / name, folder / name)
    (folder / "notebooks").mkdir()
    write_notebook(folder)
    return folder


def write_notebook(folder: Path, *more: str) -> None:
    """Write the one notebook, with further cells before its last one."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Did trade grow?")])
    notebook.cells.append(nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}))
    notebook.cells += [nbformat.v4.new_code_cell(source) for source in [*CELLS[:-1], *more, CELLS[-1]]]
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"  # what is written twice is the same notebook
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "notebooks" / f"{REPORT}.ipynb")


def table(**months: float) -> str:
    """What a source answers: a row for the time from January to the end of each month (``m2025_08=546.0``)."""
    return "until,value\n" + "".join(
        f"{name[6:]}.{name[1:5]},{value}\n" for name, value in sorted(months.items())
    )  # fmt: skip


def vintages(folder: Path) -> dict[str, str]:
    """The hash of every file of every vintage."""
    live = folder / "data" / "live"
    return {
        path.relative_to(live).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(live.glob("*@*/*"))
        if path.is_file()
    }


@contextmanager
def impatient() -> Iterator[None]:
    """Ask live sources without patience: two seconds are too long for a test, and no try waits for the next."""
    limits = Limits(connect=2, read=1, total=2, attempts=2)
    with pytest.MonkeyPatch.context() as patch:
        # by its name, as the room has a function of the same name
        patch.setattr(
            import_module("helpers.refresh.refresh"), "Client", partial(Client, limits=limits, sleep=lambda _: None)
        )
        yield

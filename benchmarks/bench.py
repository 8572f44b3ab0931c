"""What the factory saves: the usual commands, nbclient two at a time, and this factory, in one run on one machine.

``make bench`` runs it; ``--write`` puts the table into ``docs/bench.md``, from where the README takes it, and how
long each explorer takes to answer into ``docs/explorers.md``.
Every way renders the same ten notebooks to HTML. Seconds are medians, ratios those of the rounds' ratios; only these
mean something elsewhere.
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

import click
import explorers
import psutil

from helpers.factory import forked
from helpers.factory.catalogue import catalogue
from helpers.factory.execute import warm_parents
from helpers.project import root

BIN = Path(sys.executable).parent
CORES = os.cpu_count() or 1
THEME = "02_trade"
COMMANDS = "papermill and nbconvert, one after another"
NBCLIENT = "nbclient, two at a time"
COLD = "this factory, cold, HTML"
BOTH = "this factory, cold, HTML and PDF"
WARM = "this factory, warm parents, HTML"
FRESH = "this factory, nothing changed, HTML and PDF"
CHANGED = "this factory, one theme's evidence changed, HTML"
CHANGED_BOTH = "this factory, one theme's evidence changed, HTML and PDF"
CHANGED_WARM = "this factory, warm parents, one theme's evidence changed, HTML and PDF"
FLOOR = f"floor: all cells over {CORES} cores"
CELLS = f"cells of {THEME} alone"
SHORT = 3
"""How often what takes seconds is measured in a round of what takes minutes."""
CLIENT = """
import sys, nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=None, kernel_name="python3").execute()
open(sys.argv[2], "w", encoding="utf-8").write(HTMLExporter().from_notebook_node(notebook)[0])
"""


def run(*command: str, **environment: str) -> None:
    """Run a command to its end; one that fails ends the benchmark."""
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def commands(out: Path) -> None:
    """Papermill, then nbconvert, one notebook after another."""
    for notebook in catalogue():
        made = out / f"{notebook.name}.ipynb"
        run(str(BIN / "papermill"), str(notebook.path), str(made), "--no-progress-bar")
        run(str(BIN / "jupyter"), "nbconvert", "--to", "html", str(made))


def nbclient(out: Path) -> None:
    """Nbclient with an ordinary kernel, two notebooks at a time, each in a process of its own."""
    with ThreadPoolExecutor(2) as pool:
        jobs = [(str(notebook.path), str(out / f"{notebook.name}.html")) for notebook in catalogue()]
        list(pool.map(lambda job: run(sys.executable, "-c", CLIENT, *job), jobs))


def build(out: Path, *arguments: str, **environment: str) -> None:
    """Build with this factory."""
    run(str(BIN / "caspian"), "build", "--out", str(out), *arguments, **environment)


@contextmanager
def warm() -> Iterator[None]:
    """What ``caspian warm`` lends to the builds that run in it."""
    with warm_parents(forked.ANYBODY):
        forked.at_hand()
        time.sleep(2)  # they have loaded since long what only some need
        yield


@dataclass
class Bench:
    """Seconds by way, in the order of measuring, a dictionary for each round: a machine changes its pace in between."""

    folder: Path
    rounds: list[dict[str, list[float]]] = field(default_factory=list)

    def measure(self, name: str, way: Callable[[Path], None]) -> None:
        """Time a way, in an empty folder."""
        out = Path(tempfile.mkdtemp(dir=self.folder))
        self.time(name, partial(way, out))
        shutil.rmtree(out)

    def time(self, name: str, act: Callable[[], None]) -> None:
        """Time one act."""
        started = time.perf_counter()
        act()
        self.note(name, time.perf_counter() - started)

    def note(self, name: str, seconds: float) -> None:
        """Note seconds that a way took in this round."""
        self.rounds[-1].setdefault(name, []).append(seconds)
        click.echo(f"{name}: {seconds:.2f} s", err=True)

    def median(self, name: str) -> float:
        """Return the median of a way."""
        return statistics.median(chain.from_iterable(taken[name] for taken in self.rounds))

    def ratio(self, name: str, to: str) -> float:
        """Return the median of the rounds' ratios of two ways."""
        return statistics.median(statistics.median(taken[name]) / statistics.median(taken[to]) for taken in self.rounds)


def measure_usual(bench: Bench) -> None:
    """Time the ways that this factory is compared with."""
    bench.measure(COMMANDS, commands)
    bench.measure(NBCLIENT, nbclient)


def measure_own(bench: Bench) -> None:
    """Time each way of building everything, and the cells of all alone."""
    bench.measure(COLD, lambda out: build(out, "--formats", "html"))
    bench.measure(BOTH, lambda out: build(out))
    with warm():
        bench.measure(WARM, lambda out: build(out, "--formats", "html"))
    cells = cells_alone(Path(tempfile.mkdtemp(dir=bench.folder)))
    bench.note(FLOOR, sum(cells.values()) / CORES)
    bench.note(CELLS, cells[THEME])


def cells_alone(out: Path) -> dict[str, float]:
    """Return the compute time of each notebook's cells, one notebook at a time on a warm kernel."""
    build(out, "--formats", "html", "--jobs", "1", "--force")
    manifest = json.loads(next((out / "runs").glob("*/manifest.json")).read_text(encoding="utf-8"))
    return {name: sum(entry["cells"].values()) for name, entry in manifest["reports"].items()}


def copied(project: Path) -> Path:
    """Copy the collection, and build it in both formats: only a build of the defaults is remembered as latest."""
    for name in ("data", "notebooks"):
        shutil.copytree(root() / name, project / name)
    shutil.copy2(root() / "uv.lock", project / "uv.lock")
    build(project / "reports", CASPIAN_PROJECT=str(project))
    return project


def measure_changes(bench: Bench, project: Path) -> None:
    """Time a build in which nothing changed, and builds of one theme, a row of whose evidence changed."""
    one = partial(build, project / "reports", CASPIAN_PROJECT=str(project))
    one()  # what the round before has changed
    bench.time(FRESH, one)
    _change(bench, CHANGED, project, lambda: one(THEME, "--formats", "html"))
    _change(bench, CHANGED_BOTH, project, lambda: one(THEME))
    with warm():
        _change(bench, CHANGED_WARM, project, lambda: one(THEME))


def _change(bench: Bench, name: str, project: Path, act: Callable[[], None]) -> None:
    rows = project / "data" / "observations" / "trade.csv"
    text = rows.read_text(encoding="utf-8").rstrip("\n")
    rows.write_text(f"{text} Seen again.\n", encoding="utf-8")
    bench.time(name, act)


def table(bench: Bench) -> str:
    """Write machine, table and findings in Markdown."""
    lines = [f"| {name} | {bench.median(name):.2f} | {bench.ratio(name, COLD):.3f} |" for name in bench.rounds[0]]
    head = ["| way | seconds | relative to a cold build |", "| --- | --: | --: |"]
    return "\n".join([_machine(bench), "", *head, *lines, "", *_findings(bench)])


def _machine(bench: Bench) -> str:
    memory = psutil.virtual_memory().total / 2**30
    system = f"{platform.system()} {platform.machine()}, {CORES} cores, {memory:.0f} GiB"
    rounds = f"Ten notebooks, medians of {len(bench.rounds)} rounds, what is short {SHORT} times in each,"
    return f"{rounds} on {system}, Python {platform.python_version()}."


def _findings(bench: Bench) -> list[str]:
    ratio, theme, cells = bench.ratio, bench.median(CHANGED), bench.median(CELLS)
    full, soon = bench.median(CHANGED_BOTH), bench.median(CHANGED_WARM)
    return [
        f"- A cold build is {ratio(COMMANDS, COLD):.1f} times faster than the two commands,",
        f"  {ratio(NBCLIENT, COLD):.1f} times than nbclient, and takes {ratio(COLD, FLOOR):.2f} times the floor;",
        f"  beside warm parents (`caspian warm`) {ratio(WARM, FLOOR):.2f} times.",
        f"- PDF adds {100 * (ratio(BOTH, COLD) - 1):.0f} percent.",
        f"- Where nothing changed, a build of HTML and PDF takes {100 * ratio(FRESH, BOTH):.1f} percent of a cold one",
        f"  ({100 * ratio(FRESH, COLD):.1f} percent of a cold one of HTML alone).",
        f"- When a row of evidence of `{THEME}` changed, its report is there after {theme:.1f} s, with its PDF",
        f"  after {full:.1f} s, beside warm parents after {soon:.1f} s; its cells take {cells:.1f} s of that.",
    ]


@click.command()
@click.option("--repeats", default=3, show_default=True, type=click.IntRange(1), help="Rounds.")
@click.option("--write", is_flag=True, help="Write the table to docs/bench.md.")
def main(repeats: int, write: bool) -> None:
    """Measure all ways and print the table."""
    with tempfile.TemporaryDirectory(prefix="caspian-bench-") as folder:
        bench, project = Bench(Path(folder)), copied(Path(folder) / "project")
        for _ in range(repeats):
            bench.rounds.append({})
            measure_usual(bench)
            for _ in range(SHORT):
                measure_own(bench)
                measure_changes(bench, project)
        text = table(bench)
    answers = explorers.table()
    click.echo(f"{text}\n\n{answers}")
    if write:
        (root() / "docs" / "bench.md").write_text(f"{text}\n", encoding="utf-8")
        (root() / "docs" / "explorers.md").write_text(f"{explorers.HEAD}\n\n{answers}\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""The command ``caspian sweep``."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.cli_options import OUT, archive
from helpers.factory.refusal import Refusal
from helpers.factory.terminal import FAILED, progress, refusing

if TYPE_CHECKING:
    from helpers.factory.execute import Executor, Limits
    from helpers.factory.gathered import Result
    from helpers.factory.grid import Grid


@click.command()
@click.argument("notebook")
@click.option(
    "--grid", "axes", multiple=True, metavar="NAME=VALUE,VALUE",
    help="Values of a parameter; may be repeated, and gives every combination.",
)  # fmt: skip
@click.option("--file", "table", type=click.Path(path_type=Path), help="CSV or JSON with a run a row.")
@click.option("--formats", default="", help="Reports to keep of each run, comma-separated. [default: none]")
@OUT
@click.option("--jobs", type=click.IntRange(1), help="Runs at a time. [default: as there are cores]")
@click.option("--timeout", type=click.FloatRange(1), default=600, show_default=True, help="Seconds per run.")
@click.option("--scheduler", metavar="ADDRESS", help="Run on the Dask cluster of this scheduler: tcp://host:8786.")
@click.option(
    "--patience", type=click.FloatRange(1), default=120, show_default=True, help="Seconds to wait for a worker."
)
@click.option("--dry-run", is_flag=True, help="Say what would run, and do nothing.")
@refusing
def sweep(
    notebook: str,
    axes: tuple[str, ...],
    table: Path | None,
    formats: str,
    out: Path | None,
    jobs: int | None,
    timeout: float,
    scheduler: str | None,
    patience: float,
    dry_run: bool,
) -> None:
    """Run NOTEBOOK over a grid of parameters and compare: how numbers move, which verdicts turn.

    A sweep that was broken off goes on where it stopped.
    """
    from helpers.factory.catalogue import find
    from helpers.factory.execute import Limits, place
    from helpers.factory.grid import read_grid
    from helpers.factory.plan import unknown_formats

    wanted = [name.strip() for name in formats.split(",") if name.strip()]
    if faults := unknown_formats(wanted):
        raise Refusal("\n".join(faults))
    grid = read_grid(find([notebook])[0], axes, table)
    click.echo(_size(grid))
    if dry_run:
        click.echo("\n".join(_names(grid)))
        return
    reports, limits = archive(out), Limits(timeout, workers=jobs)
    packet, results = _sweep(grid, wanted, reports, limits, place(scheduler, patience))
    click.echo(_summary(results))
    click.echo(f"sweep: {packet / 'index.html'}")
    if not all(result.good for result in results):
        raise SystemExit(FAILED)


def _size(grid: "Grid") -> str:
    again = f"; {grid.repeated} more are the same as one of them and not run again" if grid.repeated else ""
    count = f"{len(grid.points)} point{'' if len(grid.points) == 1 else 's'}"
    return f"{grid.notebook.name}: {count}{again}"


def _sweep(
    grid: "Grid",
    formats: Sequence[str],
    reports: Path,
    limits: "Limits",
    place: "AbstractContextManager[Executor]",
) -> tuple[Path, list["Result"]]:
    from helpers.factory.sweep import bench, gather, jobs_of, missing, publish
    from helpers.factory.workshop import workshop

    jobs = jobs_of(grid, formats)
    names = dict(zip((job.label for job in jobs), _names(grid), strict=True))
    with workshop(bench(grid, reports)) as folder:
        due = missing(jobs, folder)
        if len(due) < len(jobs):
            click.echo(f"{len(jobs) - len(due)} were gathered before; {len(due)} to run")
        with place as executor, progress(len(due)) as tell:
            results = gather(jobs, folder, limits, lambda label, outcome: tell(names[label], outcome), executor)
        return publish(grid, jobs, results, folder, reports), results


def _names(grid: "Grid") -> list[str]:
    settings = ("".join(f", {name}={getattr(point, name)}" for name in grid.names) for point in grid.points)
    return [f"run {number}{text}" for number, text in enumerate(settings, start=1)]


def _summary(results: Sequence["Result"]) -> str:
    failed = [(number, result) for number, result in enumerate(results, start=1) if not result.good]
    lines = [f"run {number}: {result.state.value} ({result.reason})" for number, result in failed]
    return "\n".join([*lines, f"{len(results) - len(failed)} of {len(results)} runs succeeded"])

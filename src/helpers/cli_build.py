"""The command ``caspian build``."""

import os
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.cli_options import OUT, archive, pairs
from helpers.factory.outcome import FORMATS, Outcome, State
from helpers.factory.terminal import FAILED, progress, refusing
from helpers.project import root, visible_files

if TYPE_CHECKING:
    from helpers.factory.plan import Job


@click.command()
@click.argument("notebooks", nargs=-1)
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="Set a parameter; may be repeated.")
@click.option("--as-of", metavar="DATE", help="See only evidence published by this day (YYYY-MM-DD).")
@click.option("--seed", metavar="N", help="Seed of every random draw.")
@click.option("--draws", metavar="N", help="Number of random draws.")
@click.option("--lang", default="", metavar="LANG,...", help="Languages, a report in each. [default: en]")
@click.option("--formats", default=",".join(FORMATS), show_default=True, help="Comma-separated; may be none.")
@OUT
@click.option(
    "--jobs", type=click.IntRange(1), help="Notebooks at a time. [default: as there are cores, or threads of a cluster]"
)
@click.option("--timeout", type=click.FloatRange(1), default=600, show_default=True, help="Seconds per notebook.")
@click.option("--cell-timeout", type=click.FloatRange(0.1), help="Seconds per cell. [default: as the notebook]")
@click.option("--scheduler", metavar="ADDRESS", help="Run on the Dask cluster of this scheduler: tcp://host:8786.")
@click.option(
    "--patience", type=click.FloatRange(1), default=120, show_default=True, help="Seconds to wait for a worker."
)
@click.option("--force", is_flag=True, help="Make fresh reports again, too.")
@click.option("--dry-run", is_flag=True, help="Say what would run and why, and do nothing.")
@refusing
def build(
    notebooks: tuple[str, ...],
    settings: tuple[str, ...],
    as_of: str | None,
    seed: str | None,
    draws: str | None,
    lang: str,
    formats: str,
    out: Path | None,
    jobs: int | None,
    timeout: float,
    cell_timeout: float | None,
    scheduler: str | None,
    patience: float,
    force: bool,
    dry_run: bool,
) -> None:
    """Build the reports of NOTEBOOKS (all, if none is named) that are not fresh."""
    # else pydantic would ask every package that is installed for a plugin, here and in the warm parents
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    named = {"as_of": as_of, "seed": seed, "draws": draws}
    texts = {**pairs(settings), **{name: text for name, text in named.items() if text is not None}}
    reports = archive(out)
    runs_here = scheduler is None and not dry_run
    if runs_here and (force or _looks_stale(reports)):
        _begin()
    # imported here, when what takes longest has begun
    from helpers.factory.archive import stale
    from helpers.factory.plan import plan

    planned = plan(notebooks, texts, filter(None, formats.split(",")), filter(None, lang.split(",")))
    why = {}
    for job in planned:
        why[job.report] = ["asked for"] if force else stale(job, reports)
        if runs_here and why[job.report]:
            _begin()
    if dry_run:
        _tell_plan(planned, why, reports)
        return
    due = [job for job in planned if why[job.report]]
    if not due:
        fresh = f"all {len(planned)} reports are" if len(planned) != 1 else f"{planned[0].report} is"
        click.echo(f"{fresh} fresh: {reports / 'latest'}")
        return
    # needed only where something runs
    from helpers.factory.execute import Limits, place
    from helpers.factory.making import make

    limits = Limits(timeout, cell_timeout, jobs)
    packet, outcomes = make(due, reports, limits, place(scheduler, patience), progress(len(due)))
    click.echo(_summary(planned, outcomes))
    click.echo(f"reports: {packet}")
    if not all(outcome.good for outcome in outcomes):
        raise SystemExit(FAILED)


def _looks_stale(reports: Path) -> bool:
    """Whether evidence or notebooks were written after ``latest``: a hint, for to know takes a while."""
    try:
        made = (reports / "latest" / "manifest.json").stat().st_mtime
    except OSError:
        return True
    files = chain.from_iterable(visible_files(root() / place) for place in ("data", "notebooks"))
    return any(file.stat().st_mtime > made for file in files)


def _begin() -> None:
    """Start the warm parent of kernels, which is what takes longest, as soon as there is something to run.

    That of the workers loads in half the time: to start it too would take from the cores that the other needs.
    """
    from helpers.factory.forked import warm_up  # a build in which all is fresh needs none of it

    warm_up(["kernel"])


def _tell_plan(planned: "Sequence[Job]", why: dict[str, list[str]], reports: Path) -> None:
    for job in planned:
        reasons = why[job.report]
        changed = "".join(f", {name}={value}" for name, value in job.changed().items())
        what = f"run{changed}, {' and '.join(job.formats) or 'no report'}: {'; '.join(reasons)}" if reasons else "fresh"
        click.echo(f"{job.report}: {what}")
    due = sum(map(bool, why.values()))
    place = "runs/ and latest" if all(job.is_standard for job in planned) else "runs/ only: latest keeps the defaults"
    click.echo(f"{due} to run, {len(planned) - due} fresh, into {reports} ({place})")


def _summary(planned: "Sequence[Job]", outcomes: Sequence[Outcome]) -> str:
    made = {outcome.notebook: outcome for outcome in outcomes}
    lines = []
    for job in planned:
        outcome = made.get(job.report) or Outcome(job.report, State.FRESH)
        place = f" in code cell {outcome.cell}" if outcome.cell else ""
        lines.append(
            f"{outcome.notebook}: {outcome.state.value}{place}" + (f" ({outcome.reason})" if outcome.reason else "")
        )
    return "\n".join(lines)

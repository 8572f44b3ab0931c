"""The command ``caspian``."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from helpers.cli_compare import compare, release
from helpers.cli_new import new
from helpers.cli_night import health, nightly, timings
from helpers.cli_refresh import refresh
from helpers.cli_replay import replay
from helpers.cli_runs import COMMANDS, pairs
from helpers.cli_site import serve, site
from helpers.cli_sweep import sweep
from helpers.cli_warm import warm
from helpers.factory.archive import stale
from helpers.factory.catalogue import catalogue, describe, find, settle
from helpers.factory.outcome import Outcome, State
from helpers.factory.plan import FORMATS, Job, plan
from helpers.factory.terminal import FAILED, REFUSED, progress, refusing
from helpers.parameters import declared
from helpers.project import root


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="caspian-notebooks")
def main() -> None:
    """Every statement of a column on Azerbaijan and Kazakhstan, tested against dated and cited evidence.

    Exit codes: 0 all good; 1 some report failed and the others were built; 2 refused before anything started.
    """
    gc.set_threshold(100_000, 20, 50)  # what a command makes is mostly kept until it ends, a few seconds later


@main.command("list")
@refusing
def list_() -> None:
    """List the notebooks of the collection."""
    for notebook in catalogue():
        click.echo(f"{notebook.name:<22}{notebook.title}")


@main.command()
@click.argument("notebook")
@refusing
def show(notebook: str) -> None:
    """Show what a NOTEBOOK can be asked."""
    found = find([notebook])[0]
    click.echo(f"{found.name}: {found.title}\n")
    for name, field in found.model.model_fields.items():
        unit = f" [{declared(field, 'unit')}]" if declared(field, "unit") else ""
        click.echo(f"  {name} = {field.default!r}{unit}\n      {field.description} Takes {describe(field)}.")


@main.command()
@click.argument("notebooks", nargs=-1)
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="Set a parameter; may be repeated.")
@click.option("--as-of", metavar="DATE", help="See only evidence published by this day (YYYY-MM-DD).")
@click.option("--seed", metavar="N", help="Seed of every random draw.")
@click.option("--draws", metavar="N", help="Number of random draws.")
@click.option("--lang", default="", metavar="LANG,...", help="Languages, a report in each. [default: en]")
@click.option("--formats", default=",".join(FORMATS), show_default=True, help="Comma-separated; may be none.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of the archive. [default: reports]"
)
@click.option(
    "--jobs", type=click.IntRange(1), help="Notebooks at a time. [default: cores + 1, or threads of a cluster]"
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
    named = {"as_of": as_of, "seed": seed, "draws": draws}
    texts = {**pairs(settings), **{name: text for name, text in named.items() if text is not None}}
    planned = plan(notebooks, texts, filter(None, formats.split(",")), filter(None, lang.split(",")))
    reports = (out or root() / "reports").resolve()
    why = {job.report: ["asked for"] if force else stale(job, reports) for job in planned}
    if dry_run:
        _tell_plan(planned, why, reports)
        return
    due = [job for job in planned if why[job.report]]
    if not due:
        fresh = f"all {len(planned)} reports are" if len(planned) != 1 else f"{planned[0].report} is"
        click.echo(f"{fresh} fresh: {reports / 'latest'}")
        return
    # imported here, so that a build in which all is fresh does not wait for it
    from helpers.factory.execute import Limits, place
    from helpers.factory.making import make

    limits = Limits(timeout, cell_timeout, jobs)
    packet, outcomes = make(due, reports, limits, place(scheduler, patience), progress(len(due)))
    click.echo(_summary(planned, outcomes))
    click.echo(f"reports: {packet}")
    if not all(outcome.good for outcome in outcomes):
        raise SystemExit(FAILED)


def _tell_plan(planned: Sequence[Job], why: dict[str, list[str]], reports: Path) -> None:
    for job in planned:
        reasons = why[job.report]
        changed = "".join(f", {name}={value}" for name, value in job.changed().items())
        what = f"run{changed}, {' and '.join(job.formats) or 'no report'}: {'; '.join(reasons)}" if reasons else "fresh"
        click.echo(f"{job.report}: {what}")
    due = sum(map(bool, why.values()))
    place = "runs/ and latest" if all(job.is_standard for job in planned) else "runs/ only: latest keeps the defaults"
    click.echo(f"{due} to run, {len(planned) - due} fresh, into {reports} ({place})")


def _summary(planned: Sequence[Job], outcomes: Sequence[Outcome]) -> str:
    made = {outcome.notebook: outcome for outcome in outcomes}
    lines = []
    for job in planned:
        outcome = made.get(job.report) or Outcome(job.report, State.FRESH)
        place = f" in code cell {outcome.cell}" if outcome.cell else ""
        lines.append(
            f"{outcome.notebook}: {outcome.state.value}{place}" + (f" ({outcome.reason})" if outcome.reason else "")
        )
    return "\n".join(lines)


@main.command()
@click.argument("ids", nargs=-1)
@click.option("--as-of", metavar="DATE", help="See only evidence published by this day (YYYY-MM-DD).")
@click.option("--draws", default="500", show_default=True, metavar="N", help="Number of random draws.")
@refusing
def claims(ids: tuple[str, ...], as_of: str | None, draws: str) -> None:
    """Print the verdict on the claims IDS (all, if none is named): id, verdict, independent sources, reason."""
    scorecard = find(["00_scorecard"])[0]
    asked = settle(scorecard, {"draws": draws, **({"as_of": as_of} if as_of else {})})
    from helpers.claims import claim, judge, judge_all
    from helpers.evidence import load

    evidence = load(asked.as_of)
    known = [claim(evidence, id_).id for id_ in ids]  # all names before the first verdict
    for judgement in [judge(evidence, id_, asked) for id_ in known] if ids else judge_all(evidence, asked):
        click.echo(
            f"{judgement.claim.id:<6} {judgement.verdict.value:<17} {judgement.confidence:>3}  {judgement.reason}"
        )


@main.command()
@refusing
def check() -> None:
    """Check the evidence, the notebooks and the documents; exit 2 with every fault there is."""
    from helpers.factory.check import faults

    found = faults()
    if found:
        click.echo("\n".join(found), err=True)
        raise SystemExit(REFUSED)
    click.echo("evidence, notebooks and documents are in order")


@main.command()
@click.argument("domains", nargs=-1)
@click.option("--lang", default="", metavar="LANG", help="Language, which may be a new one. [default: all there are]")
@refusing
def messages(domains: tuple[str, ...], lang: str) -> None:
    """Bring the catalogues of translations up to date, of all DOMAINS if none is named."""
    from helpers.factory.translations import update
    from helpers.locale import LANGUAGES

    for one in [lang] if lang else LANGUAGES[1:]:
        click.echo("\n".join(f"{one}/{line}" for line in update(one, domains)))


main.add_command(new)
main.add_command(refresh)
main.add_command(sweep)
main.add_command(warm)
main.add_command(site)
main.add_command(serve)
main.add_command(compare)
main.add_command(release)
for _command in (*COMMANDS, replay, nightly, health, timings):
    main.add_command(_command)

if __name__ == "__main__":
    sys.exit(main())

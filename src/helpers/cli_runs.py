"""The commands for the archive: ``caspian runs``, ``history``, ``keep``, ``verify``, ``export``, ``rebuild``."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.cli_options import OUT, archive, day, pairs
from helpers.factory.refusal import Refusal
from helpers.factory.terminal import FAILED, refusing
from helpers.project import root

if TYPE_CHECKING:
    from helpers.runs.courses import Course
    from helpers.runs.keeping import Plan
    from helpers.runs.listing import Run

_JSON = click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--notebook", default="", metavar="NOTEBOOK", help="Only runs with a report of this notebook.")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="Only runs asked so; may be repeated.")
@click.option("--since", metavar="DAY", help="Only runs of this day (YYYY-MM-DD) or later.")
@click.option("--until", metavar="DAY", help="Only runs of this day or earlier.")
@click.option("--verdict", "verdicts", multiple=True, metavar="CLAIM=WORD", help="Only runs that judged a claim so.")
@click.option("--failed", is_flag=True, help="Only runs in which a report failed.")
@_JSON
@OUT
@refusing
def runs(
    notebook: str,
    settings: tuple[str, ...],
    since: str | None,
    until: str | None,
    verdicts: tuple[str, ...],
    failed: bool,
    as_json: bool,
    out: Path | None,
) -> None:
    """List the runs of the archive: day, what was asked, how it ended, how many verdicts of each word."""
    from helpers.runs import filtering, listing

    asked = filtering.Wanted(
        notebook, pairs(settings), day("--since", since), day("--until", until),
        pairs(verdicts, "--verdict", "CLAIM=WORD", "TRD-1=supported"), failed,
    )  # fmt: skip
    found = listing.runs(archive(out))
    chosen = filtering.wanted(found, asked)
    if as_json:
        click.echo(json.dumps([run.as_dict() for run in chosen], ensure_ascii=False, indent=1))
        return
    for run in chosen:
        click.echo(_line(run))
    click.echo(f"{len(chosen)} of {len(found)} runs in {archive(out)}")


def _line(run: "Run") -> str:
    if run.fault:
        return f"{run.run}  {run.day:<10}  {run.fault}; ask 'caspian verify {run.run}'"
    counts = f"{len(run.good)} good, {len(run.failed)} failed, {len(run.carried)} carried"
    tally = ", ".join(f"{count} {word}" for word, count in run.tally.items())
    return f"{run.run}  {run.day:<10}  {run.asked}: {counts}" + (f"; {tally}" if tally else "")


@click.command()
@click.argument("claim")
@_JSON
@OUT
@refusing
def history(claim: str, as_json: bool, out: Path | None) -> None:
    """Follow the verdict on a CLAIM from run to run: when it changed, and the reason before and after."""
    from helpers.runs.courses import courses

    found = courses(archive(out), claim)
    if as_json:
        click.echo(json.dumps([course.as_dict() for course in found], ensure_ascii=False, indent=1))
        return
    click.echo("\n".join(line for course in found for line in _told(course)))


def _told(course: "Course") -> Iterator[str]:
    asked = ", ".join(f"{name}={value}" for name, value in course.settings.items()) or "the defaults"
    span = course.first if course.first == course.last else f"{course.first} to {course.last}"
    yield f"{course.claim} with {asked}: {course.runs} run{'s' * (course.runs != 1)}, {span}"
    for step in course.steps:
        change = f"{step.before} -> {step.verdict}" if step.before else step.verdict
        yield f"  {step.day:<10}  {step.run}  {change}"
        if step.before:
            yield f"      before: {step.reason_before}"
        yield f"      {'now' if step.before else 'reason'}: {step.reason}"


@click.command()
@click.option("--days", type=click.IntRange(0), help="Keep every run of so many days.")
@click.option("--weeks", type=click.IntRange(0), help="Keep one run a week of so many weeks.")
@click.option("--months", type=click.IntRange(0), help="Keep one run a month of so many months.")
@click.option("--remove", is_flag=True, help="Let go what is not kept. Without it nothing is touched.")
@OUT
@refusing
def keep(days: int | None, weeks: int | None, months: int | None, remove: bool, out: Path | None) -> None:
    """Say which runs are kept and why, and with --remove let the others go.

    The policy stands in pyproject.toml, [tool.caspian.retention]; an option comes before it.
    What latest, a release or a comparison in which a verdict turned needs always stays.
    """
    from helpers.runs import keeping, retention

    policy = retention.policy(root(), days=days, weeks=weeks, months=months)
    reports = archive(out)
    plan = keeping.keep(reports, policy, remove=remove)
    click.echo(f"policy: {policy}")
    click.echo("\n".join(_decided(plan)))
    gone, freed = len(plan.gone), f"{_megabytes(plan.size)} before, {_megabytes(plan.size - plan.freed)} after"
    if remove:
        click.echo(f"{gone} of {len(plan.runs)} runs removed; {freed}")
    else:
        click.echo(f"{gone} of {len(plan.runs)} runs would go; {freed}; nothing was touched: --remove does it")


def _decided(plan: "Plan") -> Iterator[str]:
    for one in plan.runs:
        yield f"{'keep' if one.stays else 'let go'} {one.name} ({_megabytes(one.size)}): {one.why}"
    for what, paths in (
        ("pack of inputs that no run needs", plan.packs),
        ("raw reply that no vintage names", plan.raw),
        ("left over by what was broken off", plan.leftovers),
    ):
        yield from (f"let go {path.name}: {what}" for path in paths)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"


@click.command()
@click.argument("runs", nargs=-1, metavar="[RUN|FILE.zip]...")
@OUT
@refusing
def verify(runs: tuple[str, ...], out: Path | None) -> None:
    """Check every file of RUNs (all, if none is named) or of exported files against its hash; exit 1 with every fault.

    Of the whole archive it also checks latest, what is lost, and the vintages of live sources.
    """
    checked, faults = _checked(archive(out), [] if runs == ("all",) else runs)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        click.echo(f"{len(faults)} fault{'s' * (len(faults) != 1)} in {checked}", err=True)
        raise SystemExit(FAILED)
    click.echo(f"{checked}: everything is what was written")


def _checked(reports: Path, names: Sequence[str]) -> tuple[str, list[str]]:
    from helpers.runs import exporting, listing, verifying
    from helpers.runs.naming import folder_of

    files = [Path(name) for name in names if name.endswith(".zip")]
    chosen = [folder_of(name, reports).name for name in names if not name.endswith(".zip")]
    if not names:
        count = len(listing.runs(reports))
        live = root() / "data" / "live"
        return f"{count} runs of {reports}", [*verifying.archive_faults(reports), *verifying.vintage_faults(live)]
    packets = [fault for run in chosen for fault in verifying.packet_faults(reports / "runs" / run, reports)]
    return ", ".join([*chosen, *map(str, files)]), packets + [f for file in files for f in exporting.file_faults(file)]


@click.command()
@click.argument("run")
@click.option("--to", "file", required=True, type=_FILE, metavar="FILE.zip", help="The file to write.")
@OUT
@refusing
def export(run: str, file: Path, out: Path | None) -> None:
    """Write a RUN with all that it was made from as an RO-Crate, which another machine can verify and rebuild."""
    from helpers.runs import exporting
    from helpers.runs.naming import folder_of

    if file.suffix != ".zip":
        raise Refusal(f"--to {file}: expected a name that ends with .zip")
    reports = archive(out)
    made = exporting.export(reports, folder_of(run, reports).name, file)
    click.echo(f"exported: {made} ({_megabytes(made.stat().st_size)})")


@click.command()
@click.argument("file", type=_FILE, metavar="FILE.zip")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", help="Keep what is built.")
@refusing
def rebuild(file: Path, to: Path | None) -> None:
    """Build an exported run again from its own code and evidence, and compare; exit 1 where something differs."""
    from helpers.runs.rebuilding import rebuild as built_again

    made = built_again(file, to.absolute() if to else None, click.echo)
    for version in made.versions:
        click.echo(f"another version: {version}")
    for difference in made.differences:
        click.echo(difference, err=True)
    what = f"{made.verdicts} verdicts and {made.numbers} headline numbers of {made.reports} reports of {made.run}"
    if made.differences:
        click.echo(f"{len(made.differences)} differences among {what}", err=True)
        raise SystemExit(FAILED)
    click.echo(f"{what}: all came out again")

"""The command ``caspian``."""

import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click
from rich.console import Console

from helpers.evidence.errors import EvidenceError
from helpers.factory.catalogue import Refusal, catalogue, describe, find, settle
from helpers.factory.outcome import Outcome
from helpers.factory.plan import FORMATS, Job, plan
from helpers.project import root

REFUSED, FAILED = 2, 1
P = ParamSpec("P")
R = TypeVar("R")


def refusing(command: Callable[P, R]) -> Callable[P, R]:
    """Turn what is wrong with a request or with the evidence into one message and exit code 2."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (Refusal, EvidenceError, FileNotFoundError) as error:
            click.echo(f"refused: {error}", err=True)
            raise SystemExit(REFUSED) from None

    return guarded


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="caspian-notebooks")
def main() -> None:
    """Every statement of a column on Azerbaijan and Kazakhstan, tested against dated and cited evidence.

    Exit codes: 0 all good; 1 some report failed and the others were built; 2 refused before anything started.
    """


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
        extra: Any = field.json_schema_extra or {}
        unit = f" [{extra['unit']}]" if extra.get("unit") else ""
        click.echo(f"  {name} = {field.default!r}{unit}\n      {field.description} Takes {describe(field)}.")


@main.command()
@click.argument("notebooks", nargs=-1)
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="Set a parameter; may be repeated.")
@click.option("--as-of", metavar="DATE", help="See only evidence published by this day (YYYY-MM-DD).")
@click.option("--seed", metavar="N", help="Seed of every random draw.")
@click.option("--draws", metavar="N", help="Number of random draws.")
@click.option("--formats", default=",".join(FORMATS), show_default=True, help="Comma-separated.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of the archive. [default: reports]"
)
@click.option("--jobs", type=click.IntRange(1), help="Notebooks at a time. [default: one per core]")
@click.option("--timeout", type=click.FloatRange(1), default=600, show_default=True, help="Seconds per notebook.")
@click.option("--dry-run", is_flag=True, help="Say what would be done and do nothing.")
@refusing
def build(
    notebooks: tuple[str, ...],
    settings: tuple[str, ...],
    as_of: str | None,
    seed: str | None,
    draws: str | None,
    formats: str,
    out: Path | None,
    jobs: int | None,
    timeout: float,
    dry_run: bool,
) -> None:
    """Build the reports of NOTEBOOKS (all, if none is named)."""
    named = {"as_of": as_of, "seed": seed, "draws": draws}
    texts = {**_pairs(settings), **{name: text for name, text in named.items() if text is not None}}
    planned = plan(notebooks, texts, formats.split(","))
    _check_evidence()
    reports = (out or root() / "reports").resolve()
    if dry_run:
        _tell_plan(planned, reports)
        return
    packet, outcomes = _build(planned, reports, jobs, timeout)
    click.echo(_summary(outcomes))
    click.echo(f"reports: {packet}")
    if not all(outcome.good for outcome in outcomes):
        raise SystemExit(FAILED)


def _pairs(settings: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign or not name.strip():
            raise Refusal(f"--set {setting}: expected NAME=VALUE, for example --set tolerance=0.05")
        pairs[name.strip()] = value
    return pairs


def _check_evidence() -> None:
    """Refuse to start a kernel on evidence that would not load."""
    from helpers.evidence import load

    load()


def _tell_plan(planned: Sequence[Job], reports: Path) -> None:
    for job in planned:
        changed = ", ".join(f"{name}={value}" for name, value in job.changed().items()) or "default parameters"
        click.echo(f"{job.notebook.name}: {changed}; {' and '.join(job.formats)}")
    place = "runs/ and latest" if all(job.is_standard for job in planned) else "runs/ only: latest keeps the defaults"
    click.echo(f"{len(planned)} to run, into {reports} ({place})")


def _build(planned: Sequence[Job], reports: Path, jobs: int | None, timeout: float) -> tuple[Path, list[Outcome]]:
    from helpers.factory.archive import new_run_id, publish
    from helpers.factory.execute import execute

    with tempfile.TemporaryDirectory(prefix="caspian-") as folder, _progress(len(planned)) as tell:
        outcomes = execute(planned, Path(folder), timeout=timeout, workers=jobs, tell=tell)
        return publish(new_run_id(planned), planned, outcomes, Path(folder), reports), outcomes


class _progress:  # noqa: N801  used as a function
    """Tell what runs: a live line on a terminal, plain lines elsewhere."""

    def __init__(self, total: int) -> None:
        self.total, self.done, self.running = total, 0, list[str]()
        self.console = Console(stderr=True)
        self.status = self.console.status("") if self.console.is_terminal else None

    def __enter__(self) -> Callable[[str, Outcome | None], None]:
        if self.status:
            self.status.start()
        return self.tell

    def __exit__(self, *_: object) -> None:
        if self.status:
            self.status.stop()

    def tell(self, name: str, outcome: Outcome | None) -> None:
        if outcome is None:
            self.running.append(name)
        else:
            self.running.remove(name)
            self.done += 1
            seconds = sum(outcome.seconds.values())
            self.console.print(f"{name}: {outcome.state.value} in {seconds:.1f} s", highlight=False)
        if self.status:
            self.status.update(f"{self.done} of {self.total} done; running {', '.join(self.running)}")


def _summary(outcomes: Sequence[Outcome]) -> str:
    lines = []
    for outcome in outcomes:
        place = f" in code cell {outcome.cell}" if outcome.cell else ""
        lines.append(
            f"{outcome.notebook}: {outcome.state.value}{place}" + (f" ({outcome.reason})" if outcome.reason else "")
        )
    return "\n".join(lines)


@main.command()
@click.option("--as-of", metavar="DATE", help="See only evidence published by this day (YYYY-MM-DD).")
@click.option("--draws", default="500", show_default=True, metavar="N", help="Number of random draws.")
@refusing
def claims(as_of: str | None, draws: str) -> None:
    """Print the verdict on every claim of the ledger, one a row: id, verdict, independent sources, reason."""
    scorecard = find(["00_scorecard"])[0]
    asked = settle(scorecard, {"draws": draws, **({"as_of": as_of} if as_of else {})})
    from helpers.claims import judge_all
    from helpers.evidence import load

    for judgement in judge_all(load(asked.as_of), asked):
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


if __name__ == "__main__":
    sys.exit(main())

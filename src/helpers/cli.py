"""The command ``caspian``.

What a command needs beyond its line is imported when it runs, and most commands when they are named: a build starts
its warm parents before all else.
"""

import atexit
import gc
import sys
from collections import UserDict
from importlib import import_module
from typing import Any

import click

from helpers.factory.terminal import REFUSED, refusing

_PLACES = {
    "cli_build": ["build"],
    "cli_compare": ["compare", "release"],
    "cli_new": ["new"],
    "cli_night": ["nightly", "health", "timings"],
    "cli_refresh": ["refresh"],
    "cli_replay": ["replay"],
    "cli_runs": ["runs", "history", "keep", "verify", "export", "rebuild"],
    "cli_site": ["site", "serve"],
    "cli_sweep": ["sweep"],
    "cli_warm": ["warm"],
}
"""The commands of each module."""


class Commands(UserDict[str, Any]):
    """Commands by name; for one in a module of its own that module, which is imported when the command is asked for."""

    def __getitem__(self, name: str) -> Any:
        found = super().__getitem__(name)
        return getattr(import_module(found), name) if isinstance(found, str) else found


@click.group(
    commands=Commands({name: f"helpers.{module}" for module, names in _PLACES.items() for name in names}),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="caspian-notebooks")
def main() -> None:
    """Every statement of a column on Azerbaijan and Kazakhstan, tested against dated and cited evidence.

    Exit codes: 0 all good; 1 some report failed and the others were built; 2 refused before anything started.
    """
    gc.set_threshold(100_000, 20, 50)  # what a command makes is mostly kept until it ends, a few seconds later,
    atexit.register(gc.freeze)  # and goes with the process: nobody need look for garbage in it


@main.command("list")
@refusing
def list_() -> None:
    """List the notebooks of the collection."""
    from helpers.factory.catalogue import catalogue

    for notebook in catalogue():
        click.echo(f"{notebook.name:<22}{notebook.title}")


@main.command()
@click.argument("notebook")
@refusing
def show(notebook: str) -> None:
    """Show what a NOTEBOOK can be asked."""
    from helpers.factory.catalogue import describe, find
    from helpers.parameters import declared

    found = find([notebook])[0]
    click.echo(f"{found.name}: {found.title}\n")
    for name, field in found.model.model_fields.items():
        unit = f" [{declared(field, 'unit')}]" if declared(field, "unit") else ""
        click.echo(f"  {name} = {field.default!r}{unit}\n      {field.description} Takes {describe(field)}.")


@main.command()
@click.argument("ids", nargs=-1)
@click.option("--as-of", metavar="DATE", help="See only evidence published by this day (YYYY-MM-DD).")
@click.option("--draws", default="500", show_default=True, metavar="N", help="Number of random draws.")
@refusing
def claims(ids: tuple[str, ...], as_of: str | None, draws: str) -> None:
    """Print the verdict on the claims IDS (all, if none is named): id, verdict, independent sources, reason."""
    from helpers.factory.catalogue import find, settle

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


if __name__ == "__main__":
    sys.exit(main())

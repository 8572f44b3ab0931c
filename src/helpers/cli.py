"""The command ``caspian``.

What a command needs beyond its line is imported when it runs: a build starts its warm parents before all else.
"""

import atexit
import gc
import sys

import click

from helpers.cli_build import build
from helpers.cli_compare import compare, release
from helpers.cli_new import new
from helpers.cli_night import health, nightly, timings
from helpers.cli_refresh import refresh
from helpers.cli_replay import replay
from helpers.cli_runs import COMMANDS
from helpers.cli_site import serve, site
from helpers.cli_sweep import sweep
from helpers.cli_warm import warm
from helpers.factory.terminal import REFUSED, refusing


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
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


main.add_command(build)
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

"""The commands ``caspian compare`` and ``caspian release``."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from helpers.cli_options import OUT, archive
from helpers.factory.terminal import refusing
from helpers.project import root

if TYPE_CHECKING:
    from helpers.runs.comparison import Comparison

Form = Literal["text", "json", "html"]


@click.command()
@click.argument("old", default="previous")
@click.argument("new", default="latest")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="As what it is said.",
)
@click.option("--lang", default="", metavar="LANG", help="Language that is read. [default: the first there is]")
@click.option("--no-explain", is_flag=True, help="Say what changed, and do not evaluate again to find out why.")
@click.option("--limit", type=click.IntRange(0), help="Most evaluations that are made. [default: 60]")
@OUT
@refusing
def compare(old: str, new: str, form: Form, lang: str, no_explain: bool, limit: int | None, out: Path | None) -> None:
    """Say what changed from the run OLD to the run NEW, and why.

    A run is an id or the beginning of one, latest, previous (the run before that which asked the same) or release.

    Causes are found by running reports again with one thing held back as it was: evidence, parameters or code.
    """
    from helpers.locale import speaking
    from helpers.runs.comparison import compare as compare_runs
    from helpers.runs.evaluations import MOST
    from helpers.runs.naming import find_run

    reports = archive(out)
    after = find_run(new, reports, lang)
    before = find_run(old, reports, after.lang)
    with speaking(after.lang):
        most = MOST if limit is None else limit
        found = compare_runs(after, before, not no_explain, most, lambda line: click.echo(line, err=True))
        click.echo(_written(found, form))


def _written(found: "Comparison", form: Form) -> str:
    if form == "json":
        return json.dumps(found.as_dict(), ensure_ascii=False, indent=1)
    if form == "html":
        from helpers.site.compared import page

        return page(found)
    return found.text()


@click.command()
@click.argument("run", default="latest")
@OUT
@refusing
def release(run: str, out: Path | None) -> None:
    """Mark RUN as released: nights are compared with the last release too."""
    from helpers.runs.naming import release as mark

    click.echo(f"released: {mark(run, (out or root() / 'reports').resolve()).run}")

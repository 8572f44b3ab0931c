"""The command ``caspian replay``."""

from datetime import date
from pathlib import Path

import click

from helpers.cli_options import OUT, archive, day
from helpers.factory.refusal import Refusal
from helpers.factory.terminal import refusing
from helpers.locale import LANGUAGES
from helpers.meant import meant

EVERY = ("week", "month", "quarter", "year")


@click.command()
@click.option("--from", "first", required=True, metavar="DAY", help="First day of knowledge (YYYY-MM-DD).")
@click.option("--to", "last", metavar="DAY", help="Last day of knowledge. [default: today]")
@click.option("--every", type=click.Choice(EVERY), default="month", show_default=True, help="How often in between.")
@click.option("--draws", type=click.IntRange(100), default=500, show_default=True, help="Number of random draws.")
@click.option("--lang", default=LANGUAGES[0], show_default=True, metavar="LANG,...", help="Languages, a page in each.")
@click.option("--jobs", type=click.IntRange(1), help="Days at a time. [default: cores + 1]")
@OUT
@refusing
def replay(first: str, last: str | None, every: str, draws: int, lang: str, jobs: int | None, out: Path | None) -> None:
    """Judge every claim as of each month: when it became known, held and flipped, and what became public then.

    What was judged once, on the same evidence with the same code, is remembered.
    """
    languages = [name.strip() for name in lang.split(",") if name.strip()] or [LANGUAGES[0]]
    if unknown := [name for name in languages if name not in LANGUAGES]:
        raise Refusal(f"--lang {unknown[0]}: {meant(unknown[0], LANGUAGES)}")
    start, end = day("--from", first), day("--to", last)
    assert start is not None
    from helpers.factory.execute import room
    from helpers.runs.replaying import Asked
    from helpers.runs.replaying import replay as replayed

    asked = Asked(start, end or date.today(), every, languages, draws)
    folder = replayed(asked, archive(out), jobs or room(), lambda text: click.echo(text, err=True))
    click.echo(f"replay: {folder / 'index.html'}")

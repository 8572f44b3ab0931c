"""The command ``caspian refresh``."""

from typing import TYPE_CHECKING

import click

from helpers.factory.refusal import Refusal
from helpers.factory.terminal import FAILED, refusing

if TYPE_CHECKING:
    from helpers.refresh import Refreshed


@click.command()
@click.argument("feeds", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Ask and judge, and keep nothing.")
@click.option("--accept", is_flag=True, help="Publish what was held of FEEDS last, instead of asking.")
@refusing
def refresh(feeds: tuple[str, ...], dry_run: bool, accept: bool) -> None:
    """Ask the live sources FEEDS (all, if none is named) for new figures, judge them, and publish them as vintages.

    Exit codes: 0 all answered; 1 some source is down or held, and its last vintage stays in use; 2 refused.
    """
    if accept and not feeds:
        raise Refusal(
            "--accept: expected the FEED whose held reply is right, for example caspian refresh brent_monthly --accept"
        )
    from helpers.refresh import Status
    from helpers.refresh import refresh as ask

    outcomes = ask(feeds, tell=lambda outcome: click.echo(told(outcome)), accept=accept, dry_run=dry_run)
    if dry_run:
        click.echo("dry run: nothing was kept")
    if any(outcome.status in (Status.DOWN, Status.HELD) for outcome in outcomes):
        raise SystemExit(FAILED)


def told(outcome: "Refreshed") -> str:
    """Say in a line how a feed came out, and what is in use of it."""
    rows = f", {outcome.new} new and {outcome.revised} revised rows" if outcome.new + outcome.revised else ""
    reason = f": {outcome.reason}" if outcome.reason else ""
    in_use = f"; {outcome.vintage} is in use" if outcome.vintage else "; no vintage yet"
    return f"{outcome.feed}: {outcome.status.value}{rows}{reason}{in_use}"

"""The commands ``caspian site`` and ``caspian serve``."""

from pathlib import Path

import click

from helpers.cli_options import OUT, archive
from helpers.factory.terminal import refusing


@click.command()
@OUT
@click.option("--base-url", default="", metavar="URL", help="Address of the site, for feed and sitemap.")
@refusing
def site(out: Path | None, base_url: str) -> None:
    """Make the static site of the archive: the ledger, a page a claim and a report, search, feed, downloads.

    It is a command of its own, and no part of build: it is made of what the archive holds, whenever somebody wants it.
    """
    from helpers.site.publish import based, publish

    folder = publish(archive(out), based(base_url))
    click.echo(f"site: {folder / 'index.html'}")


@click.command()
@OUT
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@refusing
def serve(out: Path | None, port: int) -> None:
    """Show the site on this machine, until Ctrl-C; nobody else can reach it."""
    from helpers.site.serve import served

    with served(archive(out) / "site", port) as server:
        click.echo(f"http://127.0.0.1:{server.server_port}/ (Ctrl-C ends it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo()

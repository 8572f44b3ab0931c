"""The commands ``caspian nightly``, ``caspian health`` and ``caspian timings``."""

from datetime import UTC, datetime
from pathlib import Path

import click

from helpers.cli_options import OUT, archive
from helpers.factory.terminal import FAILED, refusing
from helpers.locale import LANGUAGES


@click.command()
@click.argument("notebooks", nargs=-1)
@click.option("--lang", default=",".join(LANGUAGES), show_default=True, metavar="LANG,...", help="Languages.")
@OUT
@click.option("--no-refresh", is_flag=True, help="Leave the live sources alone.")
@click.option("--base-url", default="", metavar="URL", help="Address of the site, for feed, sitemap and message.")
@click.option(
    "--down-after", type=click.IntRange(1), default=3, show_default=True, metavar="N",
    help="Nights after which a source that is down is told.",
)  # fmt: skip
@click.option("--no-explain", is_flag=True, help="Say what changed, and do not evaluate again to find out why.")
@click.option("--jobs", type=click.IntRange(1), help="Notebooks at a time. [default: as there are cores]")
@click.option("--as-if", "now", type=click.DateTime(["%Y-%m-%dT%H:%M"]), hidden=True, help="Another time than now.")
@refusing
def nightly(
    notebooks: tuple[str, ...],
    lang: str,
    out: Path | None,
    no_refresh: bool,
    base_url: str,
    down_after: int,
    no_explain: bool,
    jobs: int | None,
    now: datetime | None,
) -> None:
    """Refresh the evidence, build what changed of NOTEBOOKS (all, if none is named), compare, publish, and tell.

    It can be run again at any time: it goes on where it was broken off, and says if nothing changed. Exit codes: 0
    all steps and reports succeeded (a source that is down is told, see health); 1 some did not, the others are done;
    2 refused before anything started.
    """
    from helpers.night.night import night, utc
    from helpers.night.steps import Order
    from helpers.night.summary import summary

    order = Order(
        reports=archive(out), notebooks=notebooks, languages=tuple(filter(None, lang.split(","))),
        refresh=not no_refresh, base_url=base_url, down_after=down_after, explain=not no_explain, workers=jobs,
    )  # fmt: skip
    begun = utc()
    begins = now.replace(tzinfo=UTC) if now else begun
    done = night(order, lambda: begins + (utc() - begun))
    click.echo(summary(done))
    if done.state == "failed":
        raise SystemExit(FAILED)


@click.command()
@click.option("--max-age", default="26h", show_default=True, metavar="AGE", help="Of the last good night: 26h, 2d.")
@OUT
@refusing
def health(max_age: str, out: Path | None) -> None:
    """Say whether the nights do well; exit 0 if so, 1 if degraded, 2 if failed or too long ago.

    What it says is in reports/health.json, too, as of the end of the last night.
    """
    from helpers.night.health import CODES, judged, span
    from helpers.night.health import health as looked_at
    from helpers.night.night import utc

    most, now, reports = span(max_age), utc(), archive(out)
    state, text = judged(looked_at(reports, now), now, most)
    click.echo(text)
    raise SystemExit(CODES[state])


@click.command()
@click.argument("notebook", required=False)
@OUT
@refusing
def timings(notebook: str | None, out: Path | None) -> None:
    """Print how long notebooks took in the nights in which they were executed, or the cells of one NOTEBOOK.

    A report in another language than English is named like 02_trade.ru.
    """
    from helpers.night.timings import told

    click.echo(told(archive(out), notebook))

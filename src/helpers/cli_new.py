"""The command ``caspian new``."""

import click

from helpers.factory.terminal import refusing


@click.command()
@click.argument("theme")
@click.option("--title", default="", metavar="QUESTION", help="What its notebook asks.")
@click.option("--claim", default="", metavar="SENTENCE", help="What is stated on it.")
@click.option("--value", default="", metavar="NUMBER", help="The figure stated.")
@click.option("--unit", default="", metavar="UNIT", help="Its unit, of data/units.csv.")
@click.option("--period", default="", metavar="PERIOD", help="Its period: 2024, 2024-08, 2024-01/2024-08.")
@refusing
def new(theme: str, title: str, claim: str, value: str, unit: str, period: str) -> None:
    """Make a new THEME from templates: notebook, parameters, rule, figure, table, tests.

    THEME is one word. All files are written or none, into the checkout whose command this is.
    """
    from helpers.factory.adding import add
    from helpers.factory.theme import settled

    asked = settled(theme, title, claim, value, unit, period)
    click.echo("\n".join(add(asked)))
    click.echo(f"made {asked.notebook} with the claim {asked.claim}")
    click.echo(f"title and claim are still English in src/helpers/locale/ru/{theme}.po: translate them there")
    click.echo(f"next: caspian check, caspian build {asked.notebook}; docs/bring_your_own.md says how to fill it")

"""The command ``caspian warm``."""

import os
import subprocess

import click

from helpers.factory.refusal import Refusal
from helpers.factory.terminal import refusing


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("command", nargs=-1, type=click.UNPROCESSED)
@refusing
def warm(command: tuple[str, ...]) -> None:
    """Run COMMAND, or a shell if none is given, beside warm parents: every build in it begins at once.

    The parents end with it. Where the code was edited meanwhile a build starts parents of its own, as everywhere else.
    """
    from helpers.factory.execute import warm_parents
    from helpers.factory.forked import ANYBODY, why_not

    if reason := why_not():
        raise Refusal(f"no warm parents here: {reason}; 'caspian build' works without them")
    asked = command or (os.environ.get("SHELL", "/bin/sh"),)
    with warm_parents(ANYBODY):
        if not command:
            click.echo("builds from this shell begin at once; 'exit' leaves it", err=True)
        try:
            done = subprocess.run(asked, check=False)
        except OSError as error:
            raise Refusal(
                f"{asked[0]!r} cannot be run: {error.strerror}; expected a command such as: make report"
            ) from None
    raise SystemExit(done.returncode)

"""What several commands are asked in the same words: the folder of the archive, settings, days."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from helpers.factory.refusal import Refusal
from helpers.project import root

OUT = click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of the archive. [default: reports]"
)


def archive(out: Path | None) -> Path:
    """Return the folder of the archive that is meant."""
    return (out or root() / "reports").resolve()


def pairs(
    settings: Sequence[str], option: str = "--set", form: str = "NAME=VALUE", example: str = "tolerance=0.05"
) -> dict[str, str]:
    """Read what an option was given, a name and a value each time.

    Raises
    ------
    Refusal
        If it is something else.

    Examples
    --------
    >>> pairs(["seed=7", "gold = both"])
    {'seed': '7', 'gold': 'both'}
    """
    found = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign or not name.strip():
            raise Refusal(f"{option} {setting}: expected {form}, for example {option} {example}")
        found[name.strip()] = value.strip()
    return found


def day(option: str, text: str | None) -> date | None:
    """Read a day that an option was given; None where it was not.

    Raises
    ------
    Refusal
        If it is no day.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refusal(f"{option} {text}: expected a day written as YYYY-MM-DD") from None

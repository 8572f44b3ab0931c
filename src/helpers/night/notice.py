"""One message about a night, to wherever its reader wants it: Apprise knows the services."""

import os
import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from helpers.night.news import News

VARIABLE: Final = "CASPIAN_NOTIFY"
"""Environment variable with the addresses, separated by blanks; they hold tokens, and stand nowhere else."""

LINES, WIDTH = 10, 110
"""What a phone shows without scrolling for long."""


class NotSent(Exception):
    """A message did not go out, or not to everybody; the text names no address."""


def addresses() -> list[str]:
    """Return where messages go; nothing where nobody asked for them."""
    return os.environ.get(VARIABLE, "").split()


def title(day: date, told: Sequence[News]) -> str:
    """Name a message by its night and how much it tells.

    Examples
    --------
    >>> title(date(2026, 11, 27), [News("a", "a: supported → contradicted")])
    'Caspian Notebooks, 27 November: 1 thing to know'
    """
    return f"Caspian Notebooks, {day.day} {day:%B}: {len(told)} thing{'' if len(told) == 1 else 's'} to know"


def message(told: Sequence[News], place: str = "") -> str:
    """Write a message that a phone shows: short lines, the most important first, and where the rest is.

    Examples
    --------
    >>> print(message([News("a", "TRD-1: supported → contradicted")], "https://example.org/"))
    TRD-1: supported → contradicted
    https://example.org/changes.html
    """
    room = LINES - bool(place)
    lines = [_short(one.text) for one in told]
    if len(lines) > room:
        lines = [*lines[: room - 1], f"and {len(lines) - room + 1} more"]
    return "\n".join([*lines, *([f"{place}changes.html"] if place else [])])


def _short(text: str) -> str:
    line = re.sub(r"\s+", " ", text).strip()
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1].rstrip()}…"


def send(head: str, body: str, to: Sequence[str]) -> int:
    """Send a message to addresses of Apprise, and return how many took it.

    Each is a sender of its own: that one service is down keeps the message from no other.

    Raises
    ------
    NotSent
        If Apprise is not installed, or an address is none.
    """
    try:
        import apprise
    except ModuleNotFoundError:
        raise NotSent(f"{VARIABLE} is set, but Apprise is not installed; install the extra: notify") from None
    senders = [apprise.Apprise() for _ in to]
    wrong = [number for number, (one, at) in enumerate(zip(senders, to, strict=True), start=1) if not one.add(at)]
    if wrong:
        numbers = ", ".join(map(str, wrong))
        raise NotSent(f"{VARIABLE}: address {numbers} of {len(to)} is none that Apprise knows")
    return sum(bool(one.notify(title=head, body=body, body_format=apprise.NotifyFormat.TEXT)) for one in senders)

"""One refresh: ask the feeds one after another, screen what they answer, publish what is new as a vintage."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path


class Status(StrEnum):
    """How a feed came out."""

    NEW = "new"
    UNCHANGED = "unchanged"
    HELD = "held"
    DOWN = "down"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Refreshed:
    """How one feed came out.

    Attributes
    ----------
    reason
        Why it is held, down or skipped; empty otherwise.
    new, revised
        Rows that the vintage brought.
    vintage
        The vintage in use now; empty if there is none.
    since
        The day of the vintage in use.
    """

    feed: str
    status: Status
    reason: str = ""
    new: int = 0
    revised: int = 0
    vintage: str = ""
    since: date | None = None


Listener = Callable[[Refreshed], None]


def refresh(
    names: Iterable[str] = (),
    folder: Path | None = None,
    now: datetime | None = None,
    tell: Listener | None = None,
    *,
    accept: bool = False,
    dry_run: bool = False,
) -> list[Refreshed]:
    """Ask feeds for what is new, and publish it.

    Parameters
    ----------
    names
        Feeds; none named means all.
    folder
        Folder of the data package; None takes ``data/`` of the collection.
    now
        The time that counts as now (with a time zone); None asks the clock.
    tell
        Called with each feed as it came out.
    accept
        Publish what was held of the feeds instead of asking them.
    dry_run
        Ask and screen, and publish nothing.

    Raises
    ------
    EvidenceError
        If feeds or evidence are faulty, or a name is unknown.
    """
    raise NotImplementedError

"""What lies in the data package, known without reading any table: the files of each, and the streams of its sources.

A table that live sources add to says so by the property ``live``, a pattern below ``data/``. What they add is a
*vintage*, a folder ``data/live/<feed>@<day>/`` (``.2`` and so on for a further one of a day) that is never changed,
and a source of that name. ``<feed>`` is its *stream*; sources collected by hand belong to a stream where its feed in
``data/feeds.toml`` says that it continues them.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

LIVE: Final = "live"
"""The folder, below that of the package, of what live sources added."""
FEEDS: Final = "feeds.toml"
SIGN: Final = "@"


def files(folder: Path, resource: Mapping[str, Any], live: bool = True, candidate: Path | None = None) -> list[Path]:
    """Return the files of a table, that collected by hand first.

    Parameters
    ----------
    live
        Whether the parts that live sources added belong to it.
    candidate
        A folder with parts that are not published yet.
    """
    own, pattern = folder / resource["path"], resource.get("live")
    if not pattern:
        return [own]
    added = sorted(folder.glob(pattern)) if live else []
    waiting = [candidate / Path(pattern).name] if candidate else []
    return [own, *(path for path in added if not _hidden(path, folder)), *filter(Path.exists, waiting)]


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def continued(folder: Path) -> dict[str, str]:
    """Return the stream of each source, collected by hand, that a feed continues.

    Whether the file is in order is told by :func:`helpers.refresh.feeds`; what cannot be read continues nothing.
    """
    try:
        return dict(_continued((folder / FEEDS).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


@cache
def _continued(text: str) -> dict[str, str]:
    declared = tomllib.loads(text).get("feed", {})
    feeds = declared.items() if isinstance(declared, dict) else ()
    return {str(source): name for name, feed in feeds if isinstance(feed, dict) for source in feed.get("continues", ())}


def stream(source: str, known: Mapping[str, str]) -> str:
    """Return the stream of a source; empty for one that stands for itself.

    Examples
    --------
    >>> stream("brent@2026-11-27.2", {}), stream("oil_2026", {"oil_2026": "brent"}), stream("azertag_2025", {})
    ('brent', 'brent', '')
    """
    name, sign, _ = source.partition(SIGN)
    return name if sign else known.get(source, "")


def place(source: str) -> tuple[str, int]:
    """Return what orders the vintages of a stream: the day, and which one of the day.

    Examples
    --------
    >>> place("brent@2026-11-27.10") > place("brent@2026-11-27.2") > place("brent@2026-11-27") > place("oil_2026")
    True
    """
    day, _, number = source.partition(SIGN)[2].partition(".")
    return day, int(number) if number.isdecimal() else 1

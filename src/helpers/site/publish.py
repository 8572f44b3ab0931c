"""The site on disk: all its files made first, then shown in one step.

``reports/site`` points to a folder that is named by the hash of what is in it. The same archive therefore gives the
same folder, and a site that is half written, or was broken off, is never seen.
"""

import hashlib
import shutil
from itertools import islice, pairwise
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from filelock import FileLock

from helpers.factory.archive import point
from helpers.factory.catalogue import Refusal
from helpers.site import feed, machine, pages
from helpers.site.changes import compare
from helpers.site.ledger import ledger
from helpers.site.packets import before, newest

RUNS: Final = 20
"""Runs that the feed and the list of runs go back."""


def based(url: str) -> str:
    """Check the address of a site and end it with a slash; empty where none is given.

    Raises
    ------
    Refusal
        If it is no address of the web, or has a query.

    Examples
    --------
    >>> based("https://example.org/caspian"), based("")
    ('https://example.org/caspian/', '')
    """
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise Refusal(f"--base-url {url}: expected an address such as https://example.org/caspian/")
    return f"{url.rstrip('/')}/" if url else ""


def contents(reports: Path, base: str = "") -> dict[str, bytes]:
    """Make every file of the site, by its place in it.

    Parameters
    ----------
    reports
        Folder of the archive.
    base
        Address at which the site will be, ending with a slash: feed and sitemap name it; empty where it is not known.

    Raises
    ------
    Refusal
        If nothing has been built there.
    """
    packet = newest(reports)
    runs = [packet, *islice(before(packet, reports), RUNS)]
    changes = [compare(new, old) for new, old in pairwise(runs)]
    runs = runs[:RUNS]  # one more than is shown, so that the oldest shown says what it changed
    read = ledger(packet)
    html = pages.pages(read, runs, changes)
    texts = {**html, **machine.downloads(read, base)}
    copies = [file for theme in read.themes.values() for files in theme.editions.values() for file in files]
    return {
        **{name: text.encode() for name, text in texts.items()},
        "feed.atom": feed.feed(runs, changes, base),
        "sitemap.xml": feed.sitemap([*html, *(f"reports/{name}" for name in copies)], packet, base),
        **{f"reports/{name}": (packet.folder / name).read_bytes() for name in copies},
    }


def publish(reports: Path, base: str = "") -> Path:
    """Write the site of an archive and show it as ``reports/site``.

    Returns
    -------
    Path
        The site's folder.
    """
    made = contents(reports, base)
    folder = reports / ".sites"
    folder.mkdir(exist_ok=True)
    with FileLock(folder / ".lock"):
        target = folder / _name(made)
        _write(made, target)
        point(reports / "site", target)
        for other in folder.glob("[!.]*"):
            if other != target:
                shutil.rmtree(other)
    return reports / "site"


def _name(made: dict[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name, content in sorted(made.items()):
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()[:16]


def _write(made: dict[str, bytes], target: Path) -> None:
    """Write a folder that is whole once it has its name; one of that name has the same in it."""
    if target.exists():
        return
    partial = target.with_name(f".partial-{target.name}")
    shutil.rmtree(partial, ignore_errors=True)  # of a run that was broken off
    for name, content in made.items():
        place = partial / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    partial.replace(target)

"""The site on disk: all its files made first, then shown in one step.

``reports/site`` points to a folder that is named by the hash of what is in it. The same archive therefore gives the
same folder, and a site that is half written, or was broken off, is never seen.
"""

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock

from helpers.factory.archive import point
from helpers.factory.refusal import Refusal
from helpers.locale import speaking
from helpers.site import feed, machine, pages
from helpers.site.edition import Edition, editions
from helpers.site.sitemap import sitemap


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
    found = editions(reports)
    made: dict[str, bytes] = {}
    for edition in reversed(found):  # of what is there once for all languages, that of the first stays
        with speaking(edition.lang):
            changed = edition.changes[0] if edition.changes else None
            made |= {name: text.encode() for name, text in machine.downloads(edition.ledger, base, changed).items()}
            made |= _of_language(edition, found, base)
    return {**made, "sitemap.xml": sitemap(found, base)}


def _of_language(edition: Edition, found: Sequence[Edition], base: str) -> dict[str, bytes]:
    """Make the pages and the feed of an edition, and copy its reports."""
    html = pages.pages(edition, found, base)
    files = [file for theme in edition.ledger.themes.values() for files in theme.editions.values() for file in files]
    return {
        **{f"{edition.folder}{name}": text.encode() for name, text in html.items()},
        f"{edition.folder}feed.atom": feed.feed(edition, base),
        **{f"reports/{name}": (edition.ledger.packet.folder / name).read_bytes() for name in files},
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

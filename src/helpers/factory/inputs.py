"""What a run was made from, kept beside its packet: each part as a file named by the hash of what is in it.

The parts are separate so that runs share what did not change between them. What they are read for later, comparing
and rebuilding, is in :mod:`helpers.runs.inputs`.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from helpers.factory.fingerprint import SOURCE
from helpers.factory.pack import Pack
from helpers.project import root

FOLDER = "inputs"
"""Folder of the archive that holds the packs."""

PARTS = {"helpers": "src", "project": ".", "notebooks": ".", "data": "."}
"""Each part, and the folder of a project into which it is unpacked."""


def store(reports: Path) -> dict[str, str]:
    """Keep what a run would be made from as things stand, and return the name of each part's pack."""
    return {part: _kept(pack, reports / FOLDER) for part, pack in packs().items()}


@contextmanager
def storing(reports: Path) -> Iterator[Callable[[], dict[str, str]]]:
    """Keep it while something else is done, and give what waits for the names.

    It is read at once, as the notebooks will read it: a build takes longer than that.
    """
    with ThreadPoolExecutor(1) as thread:
        yield thread.submit(store, reports).result


def packs() -> dict[str, Pack]:
    """Pack code, lock file, notebooks and evidence as they stand; not what a refresh keeps for itself in dot folders.

    Examples
    --------
    >>> list(packs()) == list(PARTS)
    True
    """
    folder = root()
    return {
        "helpers": Pack.of(SOURCE, _visible(SOURCE / "helpers")),
        "project": Pack.of(folder, filter(Path.is_file, (folder / "pyproject.toml", folder / "uv.lock"))),
        "notebooks": Pack.of(folder, (folder / "notebooks").glob("*.ipynb")),
        "data": Pack.of(folder, _visible(folder / "data")),
    }


def _visible(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            yield path


def _kept(pack: Pack, folder: Path) -> str:
    """Write a pack that is not there yet; it is seen whole or not at all."""
    place = folder / f"{pack.name}.zip"
    if not place.exists():
        folder.mkdir(parents=True, exist_ok=True)
        partial = place.with_name(f".partial-{place.name}")
        partial.write_bytes(pack.content)
        partial.replace(place)
    return pack.name

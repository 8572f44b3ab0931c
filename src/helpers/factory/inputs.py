"""What a run was made from, kept beside its packet: each part as a zip file named by the hash of what is in it.

The parts are separate so that runs share what did not change between them: that is read, and not packed again. What
they are kept for, comparing and rebuilding, is in :mod:`helpers.runs.inputs`.
"""

from collections.abc import Mapping
from pathlib import Path

from helpers.factory.pack import contents_hash, read, zipped
from helpers.project import SOURCE, root, visible_files

FOLDER = "inputs"
"""Folder of the archive that holds the packs."""

PARTS = {"helpers": "src", "project": ".", "notebooks": ".", "data": "."}
"""Each part, and the folder of a project into which it is unpacked."""


def store(reports: Path) -> dict[str, str]:
    """Keep what a run would be made from as things stand, and return the name of each part's pack."""
    return {part: _kept(found, reports / FOLDER) for part, found in contents().items()}


def contents() -> dict[str, dict[str, bytes]]:
    """Read code, lock file, notebooks and evidence as they stand; not what a refresh keeps for itself in dot folders.

    Examples
    --------
    >>> found = contents()
    >>> list(found) == list(PARTS), "data/claims.csv" in found["data"]
    (True, True)
    """
    folder = root()
    return {
        "helpers": read(
            SOURCE, (path for path in visible_files(SOURCE / "helpers") if path.parent.name != "__pycache__")
        ),
        "project": read(folder, filter(Path.is_file, (folder / "pyproject.toml", folder / "uv.lock"))),
        "notebooks": read(folder, (folder / "notebooks").glob("*.ipynb")),
        "data": read(folder, visible_files(folder / "data")),
    }


def _kept(found: Mapping[str, bytes], folder: Path) -> str:
    """Write a pack that is not there yet; it is seen whole or not at all."""
    name = contents_hash(found)
    place = folder / f"{name}.zip"
    if not place.exists():
        folder.mkdir(parents=True, exist_ok=True)
        partial = place.with_name(f".partial-{place.name}")
        partial.write_bytes(zipped(found))
        partial.replace(place)
    return name

"""Where the collection lies on disk."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).resolve().parents[1]
"""Folder that holds the package: the code that runs, wherever the data are."""


def root() -> Path:
    """Return the folder with ``notebooks/`` and ``data/``: ``CASPIAN_PROJECT``, or the checkout of this file.

    Raises
    ------
    FileNotFoundError
        If there is no data package in that folder.
    """
    folder = Path(os.environ.get("CASPIAN_PROJECT") or SOURCE.parent)
    if not (folder / "data" / "datapackage.json").is_file():
        raise FileNotFoundError(
            f"{folder}: expected data/datapackage.json in it; set CASPIAN_PROJECT to the checkout of the collection"
        )
    return folder


def visible_files(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder, in a fixed order; what begins with a dot is somebody's work and no content.

    Examples
    --------
    >>> "datapackage.json" in [path.name for path in visible_files(root() / "data")]
    True
    """
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))

"""Where the collection lies on disk."""

import os
from pathlib import Path


def root() -> Path:
    """Return the folder with ``notebooks/`` and ``data/``: ``CASPIAN_PROJECT``, or the checkout of this file.

    Raises
    ------
    FileNotFoundError
        If there is no data package in that folder.
    """
    folder = Path(os.environ.get("CASPIAN_PROJECT") or Path(__file__).resolve().parents[2])
    if not (folder / "data" / "datapackage.json").is_file():
        raise FileNotFoundError(
            f"{folder}: expected data/datapackage.json in it; set CASPIAN_PROJECT to the checkout of the collection"
        )
    return folder

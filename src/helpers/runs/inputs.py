"""What the runs of the archive were made from: which packs a manifest names, and a project folder made of them."""

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.factory.inputs import FOLDER, PARTS
from helpers.factory.pack import contents_hash
from helpers.factory.refusal import Refusal

Inputs = Mapping[str, str]
"""By part, as :data:`helpers.factory.inputs.PARTS` names them: the name of its pack."""


def inputs_of(manifest: Mapping[str, Any], report: str | None = None) -> Inputs:
    """Return what a report was made from: a carried one is of an earlier run, all others of this one.

    Parameters
    ----------
    report
        Its name in the manifest; None asks for the run's own.

    Returns
    -------
    Mapping
        Empty for a run of before the inputs were kept.

    Examples
    --------
    >>> carried = {"carried_from": "r1", "inputs": {"data": "a"}}
    >>> manifest = {"run": "r2", "inputs": {"data": "b"}, "reports": {"one": {}, "two": carried}}
    >>> [dict(inputs_of(manifest, name)) for name in ("one", "two")]
    [{'data': 'b'}, {'data': 'a'}]
    """
    entry = manifest["reports"].get(report, {})
    made: Inputs = (entry if "carried_from" in entry else manifest).get("inputs", {})
    return made


def named_inputs(manifest: Mapping[str, Any]) -> set[str]:
    """Return the names of all packs that a manifest needs."""
    reports = [None, *manifest["reports"]]
    return {pack for report in reports for pack in inputs_of(manifest, report).values()}


def place_of(pack: str, reports: Path) -> Path:
    """Return where a pack lies in an archive."""
    return reports / FOLDER / f"{pack}.zip"


def tree(inputs: Inputs, reports: Path, place: Path) -> Path:
    """Unpack inputs into a project folder.

    A process sees it with its path as ``CASPIAN_PROJECT``, and runs its code with ``src`` in it as ``PYTHONPATH``.

    Parameters
    ----------
    reports
        Folder of the archive that keeps them.
    place
        The folder, which may be there.

    Raises
    ------
    Refusal
        If a pack is no longer there, or broken.
    """
    for part, pack in inputs.items():
        unpack(part, pack, reports, place)
    return place


def unpack(part: str, pack: str, reports: Path, place: Path) -> None:
    """Unpack one part into a project folder, as :func:`tree` does with all."""
    found = place_of(pack, reports)
    try:
        with zipfile.ZipFile(found) as packed:
            packed.extractall(place / PARTS[part])
    except FileNotFoundError:
        raise Refusal(f"{found}: no such file; expected the {part} of a run; restore it from a copy") from None
    except zipfile.BadZipFile as error:
        raise Refusal(f"{found}: broken ({error}); expected the {part} of a run; restore it from a copy") from None


def is_whole(pack: Path) -> bool:
    """Whether a pack holds what its name says."""
    try:
        with zipfile.ZipFile(pack) as packed:
            return contents_hash({name: packed.read(name) for name in packed.namelist()}) == pack.stem
    except (OSError, zipfile.BadZipFile, zlib.error):
        return False

"""A run as one file for another machine: an archive of this run alone, with all that it was made from.

The file is a zip and an RO-Crate. In it lie ``runs/`` and ``inputs/`` as in an archive, ``SHA256SUMS`` with the hashes
of all files, which ``sha256sum -c`` can ask of them, and ``README.txt``. The same run gives the same bytes.
"""

import json
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from helpers.factory import sums
from helpers.factory.archive import sha256
from helpers.factory.crate import NAME as CRATE
from helpers.factory.crate import crate
from helpers.factory.pack import read, zipped
from helpers.factory.refusal import Refusal
from helpers.runs.inputs import named_inputs, place_of
from helpers.runs.verifying import MANIFEST, archive_faults, packet_faults

README: Final = "README.txt"
_TOLD: Final = """\
Caspian Notebooks, run {run}

runs/{run}/    the reports (HTML, PDF, executed notebooks) and manifest.json
inputs/        what they were made from: code, lock file, notebooks, evidence

Are these files what was written?
    sha256sum -c SHA256SUMS
    caspian verify FILE.zip       (also the manifest against its files, and each input against its name)
Do they come out again?
    caspian rebuild FILE.zip      (runs the notebooks with this code and this evidence, and compares)

The command caspian comes with the code: unpack the inputs named helpers, project, notebooks and data in the manifest
into one folder (the first into its folder src), and set it up with: uv sync --locked
"""


def export(reports: Path, run: str, file: Path) -> Path:
    """Write a run of an archive as a zip.

    Raises
    ------
    Refusal
        If the packet is not whole, its inputs were not kept, or the file is there already.
    """
    if file.exists():
        raise Refusal(f"{file}: there is such a file; choose another name, or remove it")
    packet = reports / "runs" / run
    if faults := list(packet_faults(packet, reports)):
        raise Refusal("\n".join([*faults, "nothing was written: what is exported has to be whole"]))
    with tempfile.TemporaryDirectory(dir=_parent(file), prefix=".partial-") as name:
        folder = Path(name)
        _fill(folder / "whole", packet, reports)
        (folder / "zip").write_bytes(zipped(read(folder / "whole", _files(folder / "whole"))))
        (folder / "zip").replace(file)
    return file


def _parent(file: Path) -> Path:
    folder = file.absolute().parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _fill(folder: Path, packet: Path, reports: Path) -> None:
    manifest = json.loads((packet / MANIFEST).read_text(encoding="utf-8"))
    run, packs = packet.name, sorted(named_inputs(manifest))
    if not packs:
        raise Refusal(
            f"{run}: was made before its inputs were kept, and could not be rebuilt; build again, export that"
        )
    shutil.copytree(packet, folder / "runs" / run)
    (folder / "inputs").mkdir()
    for pack in packs:
        shutil.copy2(place_of(pack, reports), folder / "inputs")
    sums.append(folder / "runs", f"{run}/{MANIFEST}", sha256(packet / MANIFEST))
    (folder / README).write_text(_TOLD.format(run=run), encoding="utf-8")
    names = [path.relative_to(folder).as_posix() for path in _files(folder)]
    described = crate(manifest, [*names, sums.NAME], f"runs/{run}/")
    (folder / CRATE).write_text(described, encoding="utf-8")
    (folder / sums.NAME).write_text(sums.text(_hashes(folder)), encoding="utf-8")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _hashes(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): sha256(path) for path in _files(folder)}


def file_faults(file: Path) -> list[str]:
    """Say what is wrong with an exported run."""
    try:
        with unpacked(file) as folder:
            return list(_faults(folder, file.name))
    except Refusal as refusal:
        return [str(refusal)]


def _faults(folder: Path, name: str) -> Iterator[str]:
    """Compare an unpacked export with its list of hashes, then with its manifest."""
    known, found = sums.read(folder), _hashes(folder)
    if not known:
        yield f"{name}/{sums.NAME}: missing; expected the hashes of all files"
    for place in sorted(known.keys() | found.keys() - {sums.NAME}):
        if place not in found:
            yield f"{name}/{place}: missing; ask for the file again"
        elif place not in known:
            yield f"{name}/{place}: not in {sums.NAME}; ask for the file again"
        elif known[place] != found[place]:
            yield f"{name}/{place}: not what {sums.NAME} says; ask for the file again"
    yield from (f"{name}: {fault}" for fault in archive_faults(folder))
    if not any((folder / "runs").glob(f"*/{MANIFEST}")):
        yield f"{name}: no run in it; expected a file made by 'caspian export'"


@contextmanager
def unpacked(file: Path) -> Iterator[Path]:
    """Give a folder with what is in an exported run, for a while.

    Raises
    ------
    Refusal
        If the file is none of ours, or not whole.
    """
    with tempfile.TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(file) as packed:
                packed.extractall(folder)
        except FileNotFoundError:
            raise Refusal(f"{file}: no such file") from None
        except (zipfile.BadZipFile, EOFError, NotImplementedError, zlib.error) as error:
            raise Refusal(f"{file}: broken or no zip ({error}); ask for the file again") from None
        yield Path(folder)


def manifest_of(archive: Path) -> tuple[str, dict[str, Any]]:
    """Return the one run of an unpacked export and its manifest."""
    path = next((archive / "runs").glob(f"[!.]*/{MANIFEST}"))
    return path.parent.name, json.loads(path.read_text(encoding="utf-8"))

"""Whether what the archive holds is what was written: every file against its hash, nothing missing, nothing more.

Each step is vouched for by the one before it: the list of hashes for the manifests, a manifest for the files of its
packet and, by their names, for the packs that it was made from.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from helpers.factory import sums
from helpers.factory.archive import sha256
from helpers.runs.inputs import is_whole, named_inputs, place_of
from helpers.runs.keeping import GONE, PARTIAL, RAW

MANIFEST: Final = "manifest.json"
_MEND: Final = "take the packet from a copy, or build again"


def archive_faults(reports: Path) -> Iterator[str]:
    """Say what is wrong in an archive: with every packet, with packets that are lost, with ``latest``."""
    folders = sorted(path for path in (reports / "runs").glob("[!.]*") if path.is_dir())
    for folder in folders:
        yield from packet_faults(folder, reports)
    yield from _lost(reports / "runs")
    yield from _latest_faults(reports)


def packet_faults(packet: Path, reports: Path) -> Iterator[str]:
    """Say what is wrong with a packet.

    Parameters
    ----------
    reports
        The archive that lists it and keeps what it was made from.
    """
    name, path = packet.name, packet / MANIFEST
    try:
        content = path.read_bytes()
        manifest = json.loads(content)
        files, needed = dict(manifest["files"]), sorted(named_inputs(manifest))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        yield f"{name}/{MANIFEST}: cannot be read ({type(error).__name__}: {error}); {_MEND}"
        return
    yield from _listed(name, content, reports / "runs")
    if manifest.get("run") != name:
        yield f"{name}/{MANIFEST}: is that of {manifest.get('run')}; {_MEND}"
    yield from _file_faults(packet, files, name, (MANIFEST,))
    yield from (fault for pack in needed for fault in _pack_faults(place_of(pack, reports), name))


def _listed(name: str, content: bytes, runs: Path) -> Iterator[str]:
    file, found = f"{name}/{MANIFEST}", hashlib.sha256(content).hexdigest()
    known = sums.read(runs).get(file)
    if known is None:
        yield (
            f"{file}: not in {sums.NAME}; if nobody has touched it since it was made, put it there: "
            f"(cd {runs.parent.name}/{runs.name} && sha256sum {file} >> {sums.NAME})"
        )
    elif known != found:
        yield _differs(file, found, known, sums.NAME)


def _differs(file: str, found: str, known: str, where: str) -> str:
    return f"{file}: found SHA-256 {found[:12]}…, expected {known[:12]}… ({where}): not what was written; {_MEND}"


def _file_faults(folder: Path, files: Mapping[str, str], label: str, more: Sequence[str] = ()) -> Iterator[str]:
    """Compare the files of a folder with their hashes; ``more`` may be there without one."""
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    for name, known in files.items():
        path = there.get(name)
        if path is None:
            yield f"{label}/{name}: missing; {_MEND}"
        elif (found := sha256(path)) != known:
            yield _differs(f"{label}/{name}", found, known, MANIFEST)
    for name in sorted(there.keys() - files.keys() - {*more}):
        yield f"{label}/{name}: more than was written; remove it, if nobody needs it"


def _pack_faults(path: Path, run: str) -> Iterator[str]:
    if not path.is_file():
        yield f"inputs/{path.name}: missing, and {run} was made from it; take it from a copy of the archive"
    elif not _is_named(path, path.stat().st_mtime_ns):
        yield f"inputs/{path.name}: its content does not have this hash; take it from a copy of the archive"


@cache
def _is_named(path: Path, _when: int) -> bool:
    """Whether a pack holds what its name says; many runs need the same one."""
    return is_whole(path)


def _lost(runs: Path) -> Iterator[str]:
    """Packets that are listed and not there, other than those on their way in or out."""
    for file in sums.read(runs):
        name = file.partition("/")[0]
        if not any((runs / f"{state}{name}").exists() for state in ("", GONE, PARTIAL)):
            yield f"{name}: {sums.NAME} lists it, and it is not there; take the packet from a copy"


def _latest_faults(reports: Path) -> Iterator[str]:
    latest = reports / "latest"
    if latest.is_symlink():
        found = latest.resolve()
        if found.parent != (reports / "runs").resolve() or not (found / MANIFEST).is_file():
            yield f"latest: shows {found.name}, which is no run of this archive; the next build mends it"
    elif latest.exists():  # a copy, where links are not allowed
        try:
            files: dict[str, str] = json.loads((latest / MANIFEST).read_text(encoding="utf-8"))["files"]
        except (OSError, ValueError, KeyError) as error:
            yield f"latest/{MANIFEST}: cannot be read ({error}); the next build mends it"
        else:
            yield from _file_faults(latest, files, "latest", (MANIFEST,))


def vintage_faults(live: Path) -> Iterator[str]:
    """Say what is wrong with the vintages of live sources: each with its record, each record with its raw replies."""
    for path in sorted(live.glob("[!.]*/vintage.json")):
        name = f"data/live/{path.parent.name}"
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            replies = [str(reply["sha256"]) for reply in record["replies"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            yield f"{name}/vintage.json: cannot be read ({type(error).__name__}: {error}); take it from a copy"
            continue
        if files := record.get("files"):
            yield from _file_faults(path.parent, files, name, (path.name,))
        yield from (fault for reply in replies for fault in _reply_faults(live / RAW / f"{reply}.gz", reply, name))
    for folder in sorted(live.glob("[!.]*@*")):
        if folder.is_dir() and not (folder / "vintage.json").exists():
            yield f"data/live/{folder.name}: no vintage.json in it; take it from a copy, or remove the folder"


def _reply_faults(path: Path, known: str, vintage: str) -> Iterator[str]:
    try:
        found = hashlib.sha256(gzip.decompress(path.read_bytes())).hexdigest()
    except FileNotFoundError:
        yield f"data/live/.raw/{path.name}: missing, and {vintage} was made from it; take it from a copy"
    except (OSError, EOFError, zlib.error) as error:
        yield f"data/live/.raw/{path.name}: cannot be unpacked ({error}); take it from a copy"
    else:
        if found != known:
            yield f"data/live/.raw/{path.name}: its content does not have this hash; take it from a copy"

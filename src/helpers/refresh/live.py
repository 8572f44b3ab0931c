"""The folder ``data/live``: what live sources said, kept so that nothing of it is ever lost or half there.

A vintage is written in a folder that nobody reads, and becomes one by being renamed.
"""

import gzip
import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from helpers.evidence import EvidenceError
from helpers.package import LIVE, SIGN, place
from helpers.refresh.client import Reply

RECORD: Final = "vintage.json"


class Live:
    """The live part of a data package.

    Parameters
    ----------
    package
        Folder of the data package.
    """

    def __init__(self, package: Path) -> None:
        self.folder = package / LIVE
        self.log = self.folder / "fetches.jsonl"
        self._raw, self._work, self._held = (self.folder / name for name in (".raw", ".work", ".held"))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others out, and clear what a refresh that was broken off has left.

        Raises
        ------
        EvidenceError
            If another refresh is at work.
        """
        self.folder.mkdir(exist_ok=True)
        lock = FileLock(self.folder / ".lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise EvidenceError(f"another refresh works in {self.folder}: wait until it has ended") from None
        try:
            self._clear()
            yield
            self._clear()
        finally:
            lock.release()

    def _clear(self) -> None:
        shutil.rmtree(self._work, ignore_errors=True)
        for part in self._raw.glob(".*"):
            part.unlink()

    def vintages(self, feed: str) -> list[str]:
        """Return the vintages of a feed, oldest first."""
        return _named(self.folder, feed)

    def held(self, feed: str) -> list[Path]:
        """Return the folders of the replies of a feed that were held, oldest first."""
        return [self._held / name for name in _named(self._held, feed)]

    def record(self, vintage: str) -> dict[str, Any]:
        """Return what is recorded of a vintage; empty for none."""
        return read_record(self.folder / vintage) if vintage else {}

    def free(self, feed: str, day: str) -> str:
        """Return a name for a further vintage of a day: never one that was used, nor one before another."""
        used = [*self.vintages(feed), *(path.name for path in self.held(feed))]
        newest = max([(day, 0), *map(place, used)])
        return f"{feed}{SIGN}{newest[0]}" + (f".{newest[1] + 1}" if newest[1] else "")

    def keep(self, replies: Iterable[Reply]) -> None:
        """Keep the content of replies, each once, under its hash."""
        for reply in replies:
            path = self._raw / f"{reply.sha256}.gz"
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                write(path, gzip.compress(reply.content, mtime=0))

    def raw(self, sha256: str) -> bytes:
        """Return the content of a reply that was kept."""
        return gzip.decompress((self._raw / f"{sha256}.gz").read_bytes())

    def stage(self, files: Mapping[str, str]) -> Path:
        """Write the files of a vintage where nobody reads them."""
        folder = self._work / uuid.uuid4().hex
        folder.mkdir(parents=True)
        for name, text in files.items():
            write(folder / name, text.encode())
        return folder

    def publish(self, staged: Path, name: str) -> None:
        """Make a staged folder a vintage, whole and at once."""
        staged.rename(self.folder / name)
        _settle(self.folder)

    def hold(self, staged: Path, name: str) -> None:
        """Keep a staged folder back."""
        self._held.mkdir(exist_ok=True)
        staged.rename(self._held / name)

    def note(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Add lines to the log of fetches; one that was torn by a crash stays alone on its line."""
        lines = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
        with self.log.open("ab+") as file:
            if file.tell() and not _ends_a_line(self.log):
                file.write(b"\n")
            file.write(lines.encode())

    def fetches(self) -> list[dict[str, Any]]:
        """Return the log of fetches, oldest first, without what a crash tore."""
        found = []
        for line in self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else ():
            try:
                found.append(json.loads(line))
            except ValueError:
                continue
        return found


def read_record(folder: Path) -> dict[str, Any]:
    """Return what is recorded of a vintage in a folder."""
    record: dict[str, Any] = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    return record


def write(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after the power went."""
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _named(folder: Path, feed: str) -> list[str]:
    names = [path.name for path in folder.glob(f"{feed}{SIGN}*") if path.is_dir()]
    return sorted(names, key=place)


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _settle(folder: Path) -> None:
    """Have the names in a folder written to disk, where the system can be asked to."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

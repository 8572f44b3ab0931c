"""Files to be sent elsewhere: packed the same way every time, and named by the hash of what is in them."""

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

_LEVEL: Final = 4
"""How hard to try: zlib's own choice takes half as long again, for a thirtieth less."""


def read(folder: Path, files: Iterable[Path]) -> dict[str, bytes]:
    """Read files, by their paths in a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}


def zipped(contents: Mapping[str, bytes]) -> bytes:
    """Return contents by path as a zip file that is always the same."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as pack:
        for path, content in contents.items():
            pack.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED, _LEVEL)
    return packed.getvalue()


def contents_hash(contents: Mapping[str, bytes]) -> str:
    """Return a hash of contents by path, which is known before they are packed.

    Examples
    --------
    >>> contents_hash({"a": b"1", "b": b"2"}) == contents_hash({"b": b"2", "a": b"1"})
    True
    """
    listed = "".join(f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in sorted(contents.items()))
    return hashlib.sha256(listed.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Pack:
    """Some files and their paths, as the bytes of a zip file."""

    content: bytes

    @property
    def name(self) -> str:
        """The hash of the content."""
        return hashlib.sha256(self.content).hexdigest()[:32]

    @classmethod
    def of(cls, folder: Path, files: Iterable[Path]) -> Self:
        """Pack files by their paths in a folder; their times play no part."""
        return cls(zipped(read(folder, files)))

    def unpack(self, place: Path) -> None:
        """Unpack into a new folder, which is there whole or not at all."""
        with (
            tempfile.TemporaryDirectory(dir=place.parent) as folder,
            zipfile.ZipFile(io.BytesIO(self.content)) as pack,
        ):
            pack.extractall(Path(folder, "whole"))
            Path(folder, "whole").replace(place)

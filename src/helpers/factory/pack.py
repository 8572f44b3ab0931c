"""Files to be sent elsewhere: packed the same way every time, and named by the hash of what is in them."""

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self


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
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as pack:
            for path in sorted(files):
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix())
                pack.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
        return cls(packed.getvalue())

    def unpack(self, place: Path) -> None:
        """Unpack into a new folder, which is there whole or not at all."""
        with (
            tempfile.TemporaryDirectory(dir=place.parent) as folder,
            zipfile.ZipFile(io.BytesIO(self.content)) as pack,
        ):
            pack.extractall(Path(folder, "whole"))
            Path(folder, "whole").replace(place)

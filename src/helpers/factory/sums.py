"""The hashes of the archive's manifests, in a list as ``sha256sum`` reads it.

A manifest has the hashes of all other files of its packet; this list has the hash of the manifest. In the folder of the
runs ``sha256sum -c SHA256SUMS`` therefore asks of every packet the one file that vouches for the rest.
"""

from collections.abc import Container, Mapping
from pathlib import Path
from typing import Final

NAME: Final = "SHA256SUMS"


def read(folder: Path) -> dict[str, str]:
    """Return the hashes of a list by file; of two for one file the last. No list has none.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     append(Path(folder), "r1/manifest.json", "12ab")
    ...     append(Path(folder), "r2/manifest.json", "34cd")
    ...     keep(Path(folder), {"r2/manifest.json"})
    ...     read(Path(folder))
    {'r2/manifest.json': '34cd'}
    """
    path = folder / NAME
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    pairs = [line.split(maxsplit=1) for line in lines]
    return {pair[1].lstrip("*"): pair[0] for pair in pairs if len(pair) == 2}


def text(hashes: Mapping[str, str]) -> str:
    r"""Write hashes as a list.

    >>> text({"a": "12ab"})
    '12ab  a\n'
    """
    return "".join(f"{known}  {name}\n" for name, known in hashes.items())


def append(folder: Path, name: str, known: str) -> None:
    """Add a file to the list: one short write at its end, which no other writer can tear."""
    with (folder / NAME).open("a", encoding="utf-8") as lines:
        lines.write(text({name: known}))


def keep(folder: Path, names: Container[str]) -> None:
    """Let all other files go from the list, which is there whole at every moment."""
    path, fresh = folder / NAME, folder / f".{NAME}"
    if path.exists():
        fresh.write_text(text({name: known for name, known in read(folder).items() if name in names}), encoding="utf-8")
        fresh.replace(path)

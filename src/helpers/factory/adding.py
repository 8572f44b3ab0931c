"""Putting a new theme into the checkout: all of its files or none, and what is generated brought up to date."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers.factory.check import faults
from helpers.factory.documents import PAGES, write_pages
from helpers.factory.refusal import Refusal
from helpers.factory.theme import Theme, files
from helpers.factory.translations import update
from helpers.locale import LANGUAGES, folder
from helpers.project import root


def add(asked: Theme) -> list[str]:
    """Write a theme into the checkout that this code lies in.

    Returns
    -------
    list of str
        Paths of the files that were written; generated tables and catalogues are renewed besides.

    Raises
    ------
    Refusal
        If a file is there already, or what was made breaks a rule of the house. Nothing is left behind then.
    """
    made, checkout = files(asked), root()
    changed = {"data/datapackage.json", "data/claims.csv"}
    there = [path for path in made if path not in changed and (checkout / path).exists()]
    if there:
        raise Refusal(f"there already: {', '.join(there)}; choose another name or remove them. Nothing was written")
    with _all_or_nothing([checkout / path for path in (*made, *PAGES)] + _catalogues(asked.name)):
        for path, text in made.items():
            (checkout / path).write_text(text, encoding="utf-8", newline="\n")
        _settle(made)
    return list(made)


def _catalogues(name: str) -> list[Path]:
    """All catalogues, and those that the theme is to have."""
    own = [folder(lang) / f"{name}.po" for lang in LANGUAGES[1:]]
    return [*own, *(path for lang in LANGUAGES[1:] for path in folder(lang).glob("*.po"))]


@contextmanager
def _all_or_nothing(paths: Iterable[Path]) -> Iterator[None]:
    """Put files back as they were if what is done with them fails."""
    before = {path: path.read_bytes() if path.exists() else None for path in paths}
    try:
        yield
    except BaseException:
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(content)
        raise


def _settle(made: Iterable[str]) -> None:
    """Bring up to date what is generated, in a process that knows the new theme, and let it check the new files."""
    command = [sys.executable, "-m", __spec__.name, *made]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refusal(f"{done.stdout or done.stderr}nothing was written")


def main(made: Iterable[str]) -> None:
    """Renew catalogues and documents, and tell what is wrong with new files."""
    for lang in LANGUAGES[1:]:
        update(lang)
    write_pages()
    wrong = [fault for fault in faults() if any(path in fault for path in made)]
    if wrong:
        sys.stdout.write("\n".join([*wrong, ""]))
        raise SystemExit(2)


if __name__ == "__main__":
    main(sys.argv[1:])

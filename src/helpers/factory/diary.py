"""The diary of a run: which cell started when, written while it runs, so that it survives whatever ends the process."""

import json
import time
from pathlib import Path
from typing import Any

DIARY = "diary.jsonl"
"""Name of the file in the folder of a job."""


class Diary:
    """A file with a line for each code cell that started and one for each that ended."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._started = 0.0

    def start(self, cell: Any, **_: Any) -> None:
        """Note that a cell starts; nbclient calls this."""
        self._started = time.perf_counter()
        self._write(cell, None)

    def end(self, cell: Any, **_: Any) -> None:
        """Note how long a cell took; nbclient calls this."""
        self._write(cell, round(time.perf_counter() - self._started, 4))

    def _write(self, cell: Any, seconds: float | None) -> None:
        if cell.cell_type == "code":
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps([cell.id, seconds]) + "\n")


def read_diary(folder: Path) -> tuple[str, dict[str, float]]:
    """Return the id of the cell that started last, and the seconds of each that ended."""
    path = folder / DIARY
    if not path.exists():
        return "", {}
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.endswith("]")]
    return (entries[-1][0] if entries else ""), {cell: seconds for cell, seconds in entries if seconds is not None}


def cell_number(notebook: Path, cell: str) -> int | None:
    """Count the code cells up to the one with an id, as a reader does: the first is 1; None if it is not there."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = [each.get("id") for each in cells if each["cell_type"] == "code"]
    return code.index(cell) + 1 if cell in code else None

"""An archive of small runs: published as builds publish them, without running anything."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from helpers.factory.catalogue import Notebook
from helpers.factory.inputs import FOLDER
from helpers.factory.outcome import FORMATS, Outcome, State
from helpers.factory.pack import contents_hash, zipped
from helpers.factory.packet import publish
from helpers.factory.plan import Job
from helpers.parameters import Trade
from tests.factory.conftest import write

Publish = Callable[..., str]


def run_id(day: str, ending: str = "aaaaaa") -> str:
    """The id of a run that was made at two in the night."""
    return f"{datetime.fromisoformat(day):%Y%m%d}T020000000000Z-{ending}"


def results(words: Mapping[str, str], changed: list[str], reason: str) -> dict[str, Any]:
    """What a report found: verdicts, and one number."""
    verdicts = [
        {"id": claim, "verdict": word, "statement": f"Statement {claim}.", "reason": reason or f"It is {word}."}
        for claim, word in words.items()
    ]
    headline = {"name": "growth", "label": "growth", "value": 5.0, "low": 4.0, "high": 6.0, "unit": "percent",
                "text": "5.0 percent"}  # fmt: skip
    return {"as_of": "2025-12-31", "changed": changed, "headlines": [headline], "verdicts": verdicts}


def pack(reports: Path, content: str) -> str:
    """Keep a pack of inputs with one file in it."""
    found = {"claims.csv": content.encode()}
    name = contents_hash(found)
    (reports / FOLDER).mkdir(exist_ok=True)
    (reports / FOLDER / f"{name}.zip").write_bytes(zipped(found))
    return name


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """The folder of an archive that is still empty."""
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder


@pytest.fixture
def publishing(reports: Path, tmp_path: Path) -> Publish:
    """Publish a run of the report on trade: its day, the verdicts, whether it failed, what was set."""
    path = write(tmp_path / "02_trade.ipynb", [])

    def make(
        day: str, words: Mapping[str, str] | None = None, *, failed: bool = False, ending: str = "aaaaaa",
        reason: str = "", evidence: str = "", name: str = "02_trade", formats: tuple[str, ...] = FORMATS,
        **settings: Any,
    ) -> str:  # fmt: skip
        job = Job(Notebook(name, path, Trade), Trade(**settings), formats)
        made = tmp_path / "work" / name
        made.mkdir(parents=True, exist_ok=True)
        files = tuple(f"{name}.{kind}" for kind in ("html", "pdf", "ipynb"))
        for file in files:
            (made / file).write_text(f"{file} of {day}", encoding="utf-8")
        found = results(words or {"TRD-1": "supported"}, list(settings), reason)
        good = Outcome(name, State.SUCCEEDED, files=files, results=found)
        outcome = Outcome(name, State.FAILED, "it broke") if failed else good
        inputs = {"data": pack(reports, evidence or day)}
        return publish(run_id(day, ending), [job], [outcome], made.parent, reports, inputs).name

    return make

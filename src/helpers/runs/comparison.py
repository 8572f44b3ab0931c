"""Two runs compared: what changed, the evidence that differs, and the causes; kept in the archive as a record."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from helpers.runs.causes import OTHER, Cause, Item
from helpers.runs.changes import Changes, Move, changes
from helpers.runs.evaluations import MOST, Listener, silently
from helpers.runs.explaining import Explained, Told, evidence, item
from helpers.runs.explaining import explain as find_causes
from helpers.runs.inputs import inputs_of
from helpers.runs.packets import Packet
from helpers.runs.rows import Change
from helpers.runs.whole import write_whole

VERSION: Final = 1
"""Version of the record; it grows when a field goes or changes its meaning."""

FOLDER: Final = "comparisons"
"""Folder of the archive that holds the records."""


@dataclass(frozen=True)
class Comparison:
    """What a run changed against one before it, and why.

    Attributes
    ----------
    rows
        All rows of evidence that differ; None where the evidence is not kept of both runs.
    explained
        The causes; None where nobody has looked for them yet.
    """

    changes: Changes
    rows: Sequence[Change] | None = None
    explained: Explained | None = None

    @property
    def new(self) -> Packet:
        """The run that is compared."""
        return self.changes.new

    @property
    def old(self) -> Packet:
        """The run before it."""
        return self.changes.old

    @property
    def still(self) -> bool:
        """Whether no verdict turned, no headline number moved, and no report failed or came back."""
        return self.changes.still and not self.broken and not self.changes.recovered

    @property
    def broken(self) -> list[str]:
        """Reports that the run could not make, and the run before could."""
        return [one.report for one in self.changes.failed if not one.before]

    def count(self, kind: str) -> int:
        """Return how many rows of evidence are ``new``, ``revised`` or ``gone``."""
        return sum(row.kind == kind for row in self.rows or ())

    def causes(self, change: Told) -> Sequence[Cause]:
        """Return the causes of one change; none where they were not, or could not be, found."""
        return self.explained.of(change) if self.explained else ()

    def silent(self, change: Told) -> str:
        """Say in a word why the causes of a change could not be found; empty where they could, or nobody looked."""
        return self.explained.silent.get((change.report, item(change)), "") if self.explained else ""

    def as_dict(self) -> dict[str, Any]:
        """Return the record, as ``comparison.schema.json`` describes it."""
        found = self.changes
        return {
            "$schema": "comparison.schema.json",
            "version": VERSION,
            "lang": self.new.lang,
            "old": _run(self.old),
            "new": _run(self.new),
            "still": self.still,
            "evidence": None if self.rows is None else [{"kind": row.kind, **row.as_dict()} for row in self.rows],
            "verdicts": [self._told(turn) for turn in found.turns],
            "headlines": [
                {**self._told(move), "difference": move.difference, "ratio": move.ratio} for move in found.moves
            ],
            "failed": [self._told(one) for one in found.failed],
            "recovered": found.recovered,
            "different": [{"report": name, "what": said} for name, said in found.different.items()],
            "evaluations": self.explained and {name: getattr(self.explained, name) for name in _COUNTS},
        }

    def _told(self, change: Told) -> dict[str, Any]:
        causes = [cause.as_dict() for cause in self.causes(change)]
        return {**asdict(change), "causes": causes, "unexplained": self.silent(change)}

    def text(self) -> str:
        """Say it for a terminal: in one line where nothing changed."""
        from helpers.runs.words import told

        return told(self)


_CHANGES = (("verdicts", "verdict", "claim"), ("headlines", "headline", "name"), ("failed", "report", ""))
_ROW = ("table", "source", "before", "after")
_COUNTS = ("made", "remembered", "left")


def _run(packet: Packet) -> dict[str, str]:
    return {"run": packet.run, "day": packet.day}


def compare(new: Packet, old: Packet, explain: bool = True, limit: int = MOST, tell: Listener = silently) -> Comparison:
    """Compare a run with one before it.

    Parameters
    ----------
    explain
        Whether to find the causes by evaluating again, and keep what was found in the archive. What is there
        already is read.
    limit
        How many evaluations may be made.
    tell
        Called with a line before each evaluation.
    """
    found = compared(new, old)
    if not explain or (found.explained and not found.explained.left):
        return found
    whole = Comparison(found.changes, found.rows, find_causes(found.changes, new.archive, limit, tell))
    keep(whole)
    return whole


def recorded(new: Packet, old: Packet) -> Comparison:
    """Compare two runs with what their record says of evidence and causes, if there is one."""
    record = read(new, old)
    if record is None:
        return Comparison(changes(new, old))
    found, kept = changes(new, old), record["evidence"]
    rows = None if kept is None else [Change(**{name: row[name] for name in _ROW}) for row in kept]
    return Comparison(found, rows, _from_record(record, found))


def compared(new: Packet, old: Packet) -> Comparison:
    """Compare two runs with the causes that were found before, if they were."""
    found, record = changes(new, old), read(new, old)
    explained = _from_record(record, found) if record else None
    both = evidence(inputs_of(new.manifest), inputs_of(old.manifest), new.archive)
    return Comparison(found, both.rows if both else None, explained)


def place(new: Packet, old: Packet) -> Path:
    """Return where the record of two runs lies."""
    return new.archive / FOLDER / f"{old.run}..{new.run}.json"


def keep(comparison: Comparison) -> Path:
    """Write a record into the archive, whole or not at all."""
    text = json.dumps(comparison.as_dict(), ensure_ascii=False, indent=1) + "\n"
    return write_whole(place(comparison.new, comparison.old), text)


def read(new: Packet, old: Packet) -> Mapping[str, Any] | None:
    """Read the record of two runs; None if there is none, or it is of another version or broken."""
    try:
        record: dict[str, Any] = json.loads(place(new, old).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record if record.get("version") == VERSION and record.get("evaluations") else None


def _from_record(record: Mapping[str, Any], found: Changes) -> Explained:
    causes: dict[tuple[str, Item], Sequence[Cause]] = {}
    silent: dict[tuple[str, Item], str] = {}
    moves = {(move.report, move.name): move for move in found.moves if record["lang"] != found.new.lang}
    for part, kind, key in _CHANGES:
        for told in record[part]:
            where = told["report"], (kind, told.get(key, ""))
            move = moves.get((told["report"], told["name"])) if part == "headlines" else None
            known = [Cause.from_dict(cause) for cause in told["causes"]]
            causes[where] = [_in_words_of(move, told, cause) if move else cause for cause in known]
            if told["unexplained"]:
                silent[where] = told["unexplained"]
    return Explained(causes, silent, **{name: record["evaluations"][name] for name in _COUNTS})


def _in_words_of(move: Move, told: Mapping[str, Any], cause: Cause) -> Cause:
    """Say what was seen of a number as another language does, as far as it was one of its two values."""
    texts = {"": "", told["before"]: move.before, told["after"]: move.after}
    return replace(cause, value=texts.get(cause.value, OTHER))

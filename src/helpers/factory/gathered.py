"""What is kept of each run of a sweep: a line in a table that grows as runs end, and is read again after a break."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from helpers.factory.outcome import Outcome, State

HEADLINE = ("name", "label", "value", "low", "high", "unit", "text")
VERDICT = ("id", "statement", "verdict", "reason")
"""What is kept of a headline number and of a verdict."""


@dataclass(frozen=True)
class Result:
    """The end of one run: its state, its headline numbers and its verdicts.

    Attributes
    ----------
    key
        Tells from what it was made: two results of one key are the same.
    as_of
        Day of the evidence.
    """

    key: str
    state: State
    reason: str = ""
    cell: int | None = None
    seconds: float = 0
    as_of: str = ""
    headlines: list[dict[str, Any]] = field(default_factory=list)
    verdicts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether the run came to its end."""
        return self.state in (State.SUCCEEDED, State.WARNED)

    @classmethod
    def of(cls, key: str, outcome: Outcome) -> Self:
        """Take from an outcome what is kept."""
        results = outcome.results if outcome.good else {}
        return cls(
            key, outcome.state, outcome.reason, outcome.cell, round(sum(outcome.seconds.values()), 3),
            results.get("as_of", ""),
            [{name: item[name] for name in HEADLINE} for item in results.get("headlines", ())],
            [{name: item[name] for name in VERDICT} for item in results.get("verdicts", ())],
        )  # fmt: skip


def append(table: Path, result: Result) -> None:
    """Write a result to the end of a table."""
    with table.open("a", encoding="utf-8") as lines:
        # the line break comes first, so that a line that was broken off spoils no other
        lines.write("\n" + json.dumps(asdict(result), ensure_ascii=False))


def gathered(table: Path) -> dict[str, Result]:
    """Read a table, by key; the last result of a key counts. No table has no results."""
    return {result.key: result for result in _results(table)}


def _results(table: Path) -> Iterator[Result]:
    if not table.exists():
        return
    with table.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                values = json.loads(line)
                yield Result(**{**values, "state": State(values["state"])})
            except (ValueError, KeyError, TypeError):
                continue  # an empty line, or one that was broken off

"""What became of a job, told from what happened and never from the saved notebook."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

FORMATS = ("html", "pdf")
"""What a notebook can be made into."""


class State(StrEnum):
    """How a job ended."""

    SUCCEEDED = "succeeded"
    WARNED = "succeeded with warnings"
    FAILED = "failed"
    DIED = "kernel died"
    TIMED_OUT = "timed out"
    LOST = "lost"
    FRESH = "fresh"


@dataclass(frozen=True)
class Outcome:
    """The end of one job.

    Attributes
    ----------
    reason
        One or two lines for the person who reads the summary; empty when all went well.
    cell
        Number of the failing code cell as a reader counts them (the first is 1), or None.
    files
        Names of the files made, relative to the packet.
    results
        Headline numbers and verdicts, as the notebook gave them.
    seconds
        Time by stage.
    cells
        Time by cell id.
    trace
        Traceback of the failing cell, without colours.
    log
        The end of what worker and kernel wrote to their error output, where the report failed.
    """

    notebook: str
    state: State
    reason: str = ""
    cell: int | None = None
    files: tuple[str, ...] = ()
    results: dict[str, Any] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    cells: dict[str, float] = field(default_factory=dict)
    trace: str = ""
    log: str = ""

    @property
    def good(self) -> bool:
        """Whether there is a report to read."""
        return self.state in (State.SUCCEEDED, State.WARNED, State.FRESH)

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {**vars(self), "state": self.state.value, "files": list(self.files)}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Read what :meth:`as_dict` wrote."""
        return cls(**{**values, "state": State(values["state"]), "files": tuple(values["files"])})

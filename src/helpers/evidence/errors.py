"""What can be wrong with evidence, told to the person who must mend it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one place.

    Attributes
    ----------
    row
        Line of the file as an editor counts it (the header is 1), or None for the file as a whole.
    """

    file: str
    row: int | None
    column: str
    found: str
    expected: str

    def __str__(self) -> str:
        place = self.file + (f", row {self.row}" if self.row else "")
        place += f", column {self.column}" if self.column else ""
        return f"{place}: found {self.found}, expected {self.expected}"


class EvidenceError(Exception):
    """The evidence cannot be used as it stands, or was asked for something it does not have.

    Examples
    --------
    >>> print(EvidenceError([Fault("data/sources.csv", 3, "language", "'english'", "[a-z]{2}")]))
    data/sources.csv, row 3, column language: found 'english', expected [a-z]{2}
    """

    def __init__(self, faults: Sequence[Fault] | str) -> None:
        self.faults = () if isinstance(faults, str) else tuple(faults)
        super().__init__(faults if isinstance(faults, str) else "\n".join(map(str, faults)))


class UnknownName(EvidenceError, KeyError):
    """A series, an entity, a table, a claim, a source or a row of a name that does not exist."""

    __str__ = Exception.__str__  # that of KeyError puts quotes around the message

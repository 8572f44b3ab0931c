"""What can be said of a claim: the words, the readings behind them, and how they add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from helpers.locale import p_
from helpers.models.interval import Interval


class Verdict(StrEnum):
    """The vocabulary of verdicts; no other word is used anywhere."""

    SUPPORTED = "supported"
    PARTLY = "partly supported"
    CONTRADICTED = "contradicted"
    UNVERIFIED = "unverified"
    NOT_CHECKABLE = "not checkable"
    NOT_EVALUATED = "not evaluated"

    @property
    def said(self) -> str:
        """The word in the language that is spoken; what is stored and compared is the English one."""
        return p_("verdict", self.value)


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement, of the article or of whoever adds one, in the project's own words.

    Attributes
    ----------
    paragraphs
        Of the article; none for a statement that somebody else makes.
    value
        The stated figure as text (``"547"``, ``"7|6"``), empty where it names none.
    unit
        Unit of the figure.
    period
        ISO 8601 period or periods that the statement is about.
    """

    id: str
    theme: str
    paragraphs: tuple[int, ...]
    kind: str
    statement: str
    relation: str
    value: str
    unit: str
    period: str
    test: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim read under one definition.

    Attributes
    ----------
    definition
        Whose statistics, which series, which horizon: a noun phrase a reader understands.
    verdict
        What the evidence says under this definition; ``UNVERIFIED`` where it is silent.
    reason
        One sentence made from numbers.
    measured
        The measured value with its interval, or None where nothing could be measured.
    unit
        Unit of the measured value.
    rows
        Ids of the observations used (column ``row``).
    sources
        Ids of sources used that are no observations: of events, summits, votes.
    """

    definition: str
    verdict: Verdict
    reason: str
    measured: Interval | None = None
    unit: str = ""
    rows: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on a claim, and everything it rests on.

    Attributes
    ----------
    holds_under
        Definitions under which the claim is supported.
    confidence
        Number of independent sources of the readings that decide; copies of one press line are one source.
    asked
        Names of the parameters that the rule read; no other can turn the verdict.
    """

    claim: Claim
    verdict: Verdict
    reason: str
    readings: tuple[Reading, ...] = ()
    confidence: int = 0
    asked: frozenset[str] = frozenset()

    @property
    def holds_under(self) -> tuple[str, ...]:
        """Definitions under which the claim is supported."""
        return tuple(r.definition for r in self.readings if r.verdict is Verdict.SUPPORTED)

    @property
    def rows(self) -> tuple[str, ...]:
        """Ids of all observations used, each once, in order of first use."""
        return tuple(dict.fromkeys(row for reading in self.readings for row in reading.rows))

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources used beside those of the observations, each once, in order of first use."""
        return tuple(dict.fromkeys(source for reading in self.readings for source in reading.sources))


def settle(readings: Sequence[Reading]) -> Verdict:
    """Add readings up to one verdict.

    Readings on which the evidence is silent do not count. All of one word gives that word;
    a mixture is *partly supported*; none at all is *unverified*.

    Examples
    --------
    >>> yes = Reading("customs", Verdict.SUPPORTED, "547.6 against 547")
    >>> no = Reading("mirror", Verdict.CONTRADICTED, "332 against 547")
    >>> settle([yes, no]), settle([yes]), settle([])
    (<Verdict.PARTLY: 'partly supported'>, <Verdict.SUPPORTED: 'supported'>, <Verdict.UNVERIFIED: 'unverified'>)
    """
    words = {r.verdict for r in readings} - {Verdict.UNVERIFIED}
    if not words:
        return Verdict.UNVERIFIED
    return words.pop() if len(words) == 1 else Verdict.PARTLY

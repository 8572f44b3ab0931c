"""Why a verdict turned or a number moved: found by evaluating again with one thing held back at its old state.

A part is a thing that can be held back: a parameter, the notebook, the rest of the code, the evidence of one source.
A state is the set of parts that are old; all others are new. What follows is pure search: who evaluates is told by
the caller (:mod:`helpers.runs.evaluations`).
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from helpers.runs.rows import Change

Item = tuple[str, str]
"""What is explained: ``("verdict", claim)``, ``("headline", name)`` or :data:`REPORT`."""

REPORT: Item = ("report", "")
"""Whether there is a report at all: :data:`MADE`, or how it ended instead."""

MADE = "made"
OTHER = "another"
"""Stands for a value that was seen in another language only."""

Part = tuple[str, str]
"""A factor and the name of a part of it: ``("parameters", "tolerance")``."""

State = frozenset[Part]
_DIFFERS = ("name", "before", "after")
Results = Mapping[Item, str]
"""What a reader sees of each item; one that is not there was not given."""


@dataclass(frozen=True)
class Unknown:
    """A state that could not be evaluated, and why."""

    reason: str


Evaluate = Callable[[Collection[State]], Mapping[State, Results | Unknown]]
"""Evaluates states, and remembers: a state that is asked for twice is evaluated once."""


class Factor(StrEnum):
    """What a report is made from, in the order in which it is told."""

    EVIDENCE = "evidence"
    PARAMETERS = "parameters"
    CODE = "code"
    ENVIRONMENT = "environment"


class How(StrEnum):
    """What was seen of a cause.

    HELD: held back alone, the item is not what it is now. ALONE: nothing held back alone changes it, but this alone,
    on the old state of all else, does. TOGETHER: no single one does, either way. LEFT: what remains when everything
    that can be held back is. UNTRIED: it could not be evaluated.
    """

    HELD = "held back"
    ALONE = "alone"
    TOGETHER = "together"
    LEFT = "left"
    UNTRIED = "untried"


@dataclass(frozen=True)
class Cause:
    """One cause of one change.

    Attributes
    ----------
    part
        Which part of the factor; empty where it is the factor as a whole.
    value
        What a reader would see with it held back (or let in alone); of the environment, with all old but it.
    reason
        Why it could not be tried.
    rows
        Of evidence: the rows that are different.
    differs
        Of all else: what is different, each with its name, and its value before and after where it has one.
    """

    factor: Factor
    how: How
    part: str = ""
    value: str = ""
    reason: str = ""
    rows: tuple[Change, ...] = ()
    differs: tuple[tuple[str, str, str], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        rows = [row.as_dict() for row in self.rows]
        differs = [dict(zip(_DIFFERS, one, strict=True)) for one in self.differs]
        plain = {name: str(getattr(self, name)) for name in ("factor", "how", "part", "value", "reason")}
        return {**plain, "rows": rows, "differs": differs}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """Read what :meth:`as_dict` wrote."""
        rows = tuple(Change(**row) for row in values["rows"])
        differs = tuple((one["name"], one["before"], one["after"]) for one in values["differs"])
        kinds = {"factor": Factor(values["factor"]), "how": How(values["how"])}
        return cls(**{**values, **kinds, "rows": rows, "differs": differs})


@dataclass(frozen=True)
class Question:
    """What is to be explained of one report, and what is different in what it was made from.

    Attributes
    ----------
    items
        What changed.
    parts
        By factor that differs: its parts. The environment has none, nobody can bring the old one back.
    now, then
        What the two runs said.
    """

    items: Sequence[Item]
    parts: Mapping[Factor, Sequence[str]]
    now: Results
    then: Results

    @property
    def units(self) -> dict[Part, State]:
        """The factors as units to hold back, each with all its parts."""
        return {(factor, ""): state(factor, names) for factor, names in self.parts.items()}


def state(factor: Factor, names: Collection[str]) -> State:
    """Return the state in which parts of one factor are old."""
    return frozenset((factor, name) for name in names)


def causes(question: Question, evaluate: Evaluate) -> dict[Item, list[Cause]]:
    """Find the causes of each change.

    Examples
    --------
    >>> def evaluate(states):  # new code adds two to the number, the new parameter one
    ...     number = lambda old: 3 - 2 * (("code", "") in old) - (("parameters", "p") in old)
    ...     return {old: {("headline", "n"): str(number(old))} for old in states}
    >>> now, then = {("headline", "n"): "3"}, {("headline", "n"): "0"}
    >>> parts = {Factor.PARAMETERS: ["p"], Factor.CODE: [""], Factor.EVIDENCE: ["stat_2025"]}
    >>> found = causes(Question([("headline", "n")], parts, now, then), evaluate)
    >>> [(str(cause.factor), cause.part, cause.value) for cause in found["headline", "n"]]
    [('parameters', 'p', '2'), ('code', '', '1')]
    """
    units = question.units
    evaluate([frozenset(), _all(units), *units.values()])  # at once, as many at a time as the machine can
    return {item: list(_causes(item, question, evaluate)) for item in question.items}


def _all(units: Mapping[Part, State]) -> State:
    return frozenset().union(*units.values())


def _causes(item: Item, question: Question, evaluate: Evaluate) -> Iterator[Cause]:
    units = question.units
    seen = evaluate([frozenset(), _all(units)])
    new, old = (_value(item, seen[one]) for one in (frozenset(), _all(units)))
    if isinstance(new, Unknown) or isinstance(old, Unknown):
        reason = new.reason if isinstance(new, Unknown) else old.reason if isinstance(old, Unknown) else ""
        yield from (Cause(factor, How.UNTRIED, reason=reason) for factor in question.parts)
        return
    if (new, old) != (question.now.get(item, ""), question.then.get(item, "")):
        yield Cause(Factor.ENVIRONMENT, How.LEFT, value=old)
    if new != old:
        for cause in _found(item, units, evaluate):
            yield from _parts(item, cause, question, evaluate)


def _value(item: Item, results: Results | Unknown) -> str | Unknown:
    if isinstance(results, Unknown):
        return results
    ended = results.get(REPORT, MADE)
    return Unknown(ended) if item != REPORT and ended != MADE else results.get(item, "")


def _found(item: Item, units: Mapping[Part, State], evaluate: Evaluate) -> list[Cause]:
    """Find which units are causes: of what they are now, or else of what they were."""
    found = _held(item, units, frozenset(), evaluate)
    if not found:
        found = _alone(item, units, _all(units), evaluate)
    return found or [Cause(Factor(factor), How.TOGETHER, part) for factor, part in units]


def _held(item: Item, units: Mapping[Part, State], context: State, evaluate: Evaluate) -> list[Cause]:
    """Hold back each unit alone; the parts of a context are old throughout."""
    return _differing(item, {unit: context | own for unit, own in units.items()}, context, How.HELD, evaluate)


def _alone(item: Item, units: Mapping[Part, State], everything: State, evaluate: Evaluate) -> list[Cause]:
    """Let in each unit alone, where everything else is old."""
    return _differing(item, {unit: everything - own for unit, own in units.items()}, everything, How.ALONE, evaluate)


def _differing(item: Item, tried: Mapping[Part, State], base: State, how: How, evaluate: Evaluate) -> list[Cause]:
    """Tell of each unit whose state gives another value than a base, and of those that cannot be tried."""
    seen = evaluate([base, *tried.values()])
    known = _value(item, seen[base])
    found = []
    for (factor, part), one in tried.items():
        value = _value(item, seen[one])
        if isinstance(value, Unknown):
            found.append(Cause(Factor(factor), How.UNTRIED, part, reason=value.reason))
        elif value != known:
            found.append(Cause(Factor(factor), how, part, value))
    return found


def _parts(item: Item, cause: Cause, question: Question, evaluate: Evaluate) -> Iterator[Cause]:
    """Break a cause down to the parts of its factor."""
    names = question.parts[cause.factor]
    if cause.how not in (How.HELD, How.ALONE):
        yield cause
    elif len(names) == 1:
        yield Cause(cause.factor, cause.how, names[0], cause.value)
    else:
        units: dict[Part, State] = {(cause.factor, name): state(cause.factor, [name]) for name in names}
        everything = _all(question.units)
        yield from (
            _found(item, units, evaluate) if cause.how is How.HELD else _let_in(item, units, everything, evaluate)
        )


def _let_in(item: Item, units: Mapping[Part, State], everything: State, evaluate: Evaluate) -> list[Cause]:
    """Find which parts of a factor do alone what it does, else which of them it needs for that."""
    if found := _alone(item, units, everything, evaluate):
        return found
    needed = _held(item, units, everything - _all(units), evaluate)
    named: list[Part] = [(cause.factor, cause.part) for cause in needed]
    return [Cause(Factor(factor), How.TOGETHER, part) for factor, part in named or units]

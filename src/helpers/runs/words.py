"""What a comparison of two runs says: the line above all, each change, and each of its causes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from helpers.factory.outcome import State
from helpers.locale import _, listing, localized, n_, p_, written
from helpers.present.words import significant_digits, with_unit
from helpers.runs.causes import MADE, OTHER, Cause, Factor, How
from helpers.runs.changes import Broken, Changes, Move, Turn
from helpers.runs.comparison import Comparison
from helpers.runs.evaluations import NOTEBOOK
from helpers.runs.explaining import NOT_KEPT, Told
from helpers.runs.rows import IDENTITY, Change, by_source

_SHOWN: Final = 5
"""Rows, files or versions of one cause that a sentence names."""

LISTED: Final = 100
"""Rows of one source that a page lists."""


def begun(text: str) -> str:
    """Begin a sentence with a text.

    >>> begun("the first run")
    'The first run'
    """
    return text[:1].upper() + text[1:]


def headline(changed: Changes | None) -> str:
    """Say in a line what a run changed; the line is part of a sentence."""
    if changed is None:
        return _("the first run")
    turns, moves, broken = len(changed.turns), len(changed.moves), sum(not one.before for one in changed.failed)
    parts = [n_("{n} verdict turned", "{n} verdicts turned", turns)] if turns else []
    parts += [n_("{n} headline number moved", "{n} headline numbers moved", moves)] if moves else []
    parts += [n_("{n} report failed", "{n} reports failed", broken)] if broken else []
    back = len(changed.recovered)
    parts += [n_("{n} report is back", "{n} reports are back", back)] if back else []
    return listing(parts) or _("no verdict turned and no headline number moved")


def turned(turn: Turn) -> str:
    """Say how a verdict turned."""
    before, after = (verdict(word) or _("not judged") for word in (turn.before, turn.after))
    change = _("{what}: {before} became {after}.", what=turn.claim, before=before, after=after)
    return f"{change} {turn.statement} {turn.reason}".strip()


def verdict(word: str) -> str:
    """Say a verdict in the language that is spoken."""
    return p_("verdict", word)


def moved(move: Move) -> str:
    """Say how a headline number moved, and by how much."""
    what = f"{move.report}, {move.label}"
    before, after = move.before or _("nothing"), move.after or _("nothing")
    if change := distance(move):
        return _("{what}: {before} became {after} ({change}).", what=what, before=before, after=after, change=change)
    return _("{what}: {before} became {after}.", what=what, before=before, after=after)


def distance(move: Move) -> str:
    """Write by how much a number moved, as a difference and in percent of what it was; empty where that is not known.

    >>> distance(Move("02_trade", "growth", "growth", "percent", "5.0 percent", "7.0 percent", 5.0, 7.0))
    '+2, +40.0%'
    """
    if not move.difference:
        return ""
    parts = [written(move.difference, f"+,.{significant_digits(move.difference)}f")]
    return ", ".join(parts if move.ratio is None else [*parts, written(move.ratio, "+.1%")])


def broken(one: Broken) -> str:
    """Say which report could not be made, and why."""
    return _("{report}: {state}. {reason}", report=one.report, state=p_("state", one.state), reason=one.reason).strip()


def evidence(comparison: Comparison) -> str:
    """Say in a line how the evidence differs; the line is a sentence."""
    if comparison.rows is None:
        return _("The evidence of one of the two runs was not kept.")
    new, revised, gone = (comparison.count(kind) for kind in ("new", "revised", "gone"))
    parts = [n_("{n} new row", "{n} new rows", new)] if new else []
    parts += [n_("{n} revised row", "{n} revised rows", revised)] if revised else []
    parts += [n_("{n} row that is gone", "{n} rows that are gone", gone)] if gone else []
    return _("Evidence: {rows}.", rows=listing(parts)) if parts else _("The evidence is the same.")


def sources(comparison: Comparison) -> dict[str, list[Change]]:
    """Return the rows of evidence that differ by their source."""
    return dict(sorted(by_source(comparison.rows or ()).items()))


def row(change: Change) -> str:
    """Say what became of a row of evidence.

    >>> new = {"series": "s", "entity": "AZE", "period": "2025", "value": "2", "unit": "Mt", "kind": "actual",
    ...        "source": "a@2026-11-02"}
    >>> row(Change("observations/trade.csv", "a@2026-11-02", {**new, "value": "1.5", "source": "a@2026-11-01"}, new))
    's, AZE, 2025: 1.5 Mt became 2 Mt'
    >>> row(Change("units.csv", "units.csv", {}, {"unit": "Mt", "meaning": "million tonnes"}))
    'units.csv, Mt: new'
    """
    known = change.after or change.before
    place = ", ".join(
        [known[name] for name in IDENTITY[:3]] if "value" in known else [change.table, *known.values()][:2]
    )
    before, after = _cells(change, change.before, 0), _cells(change, change.after, 1)
    if change.kind == "revised":
        return _("{place}: {before} became {after}", place=place, before=before, after=after)
    if change.kind == "gone":
        return _("{place}: {before} is gone", place=place, before=before) if before else _("{place}: gone", place=place)
    return _("{place}: {after} is new", place=place, after=after) if after else _("{place}: new", place=place)


def _cells(change: Change, side: object, number: int) -> str:
    """The cells of a row that tell: its value, else those that differ."""
    known = (change.before, change.after)[number]
    if not side:
        return ""
    differing = [name for name in change.cells if name != "source"]
    if "value" in known and ("value" in differing or not differing):
        return with_unit(localized(known["value"]), known.get("unit", ""))
    if change.kind != "revised":
        return ""
    return ", ".join(f"{name} {change.cells[name][number] or '–'}" for name in differing)


def because(comparison: Comparison, change: Told) -> list[str]:
    """Say the causes of a change, a sentence each; none where nobody has looked for them."""
    if comparison.silent(change) == NOT_KEPT:
        return [_("The cause cannot be found: what one of the two runs was made from was not kept.")]
    if comparison.silent(change):
        return [_("The cause cannot be found: the report is not in both runs.")]
    return [cause_text(cause, isinstance(change, Turn)) for cause in _together(comparison.causes(change))]


def _together(causes: Iterable[Cause]) -> list[Cause]:
    """Tell in one what could not be tried for one reason: it may be many."""
    told, untried = [], dict[tuple[Factor, str], Cause]()
    for cause in causes:
        if cause.how is not How.UNTRIED:
            told.append(cause)
        elif known := untried.get(place := (cause.factor, cause.reason)):
            both = known.rows + cause.rows, known.differs + cause.differs
            untried[place] = replace(known, part="", rows=both[0], differs=both[1])
        else:
            untried[place] = cause
    return [*told, *untried.values()]


def cause_text(cause: Cause, of_verdict: bool = False) -> str:
    """Say one cause: what it is, and what was seen when it was held back."""
    value = (verdict(cause.value) if of_verdict else _made(cause.value)) or _("nothing")
    seen = {
        How.HELD: _("with it held back: {value}", value=value),
        How.ALONE: _("alone, all else as it was: {value}", value=value),
        How.TOGETHER: _("not alone, only together with what is named beside it"),
        How.LEFT: _("all else as it was: {value}", value=value),
        How.UNTRIED: _("could not be tried: {reason}", reason=cause.reason),
    }[cause.how]
    return _("{cause} ({seen}).", cause=begun(_what(cause)), seen=seen)


def _made(value: str) -> str:
    """A headline as it was read, or what became of a report."""
    state, _colon, reason = value.partition(": ")
    if value == MADE:
        return _("the report is made")
    if value == OTHER:
        return _("another number")
    return p_("state", state) + (f", {reason}" if reason else "") if state in set(State) else value


def _what(cause: Cause) -> str:
    if cause.factor is Factor.EVIDENCE:
        return _evidence(cause)
    if cause.factor is Factor.PARAMETERS:
        values = [_("{name} from {before} to {after}", name=name, before=before or "–", after=after or "–")
                  for name, before, after in cause.differs]  # fmt: skip
        return _("parameter {values}", values=listing(values))
    if cause.factor is Factor.CODE:
        if cause.part == NOTEBOOK:
            return _("the notebook")
        return _("code: {files}", files=_some(name for name, _before, _after in cause.differs))
    versions = _some(f"{name} {before[:9]} → {after[:9]}" for name, before, after in cause.differs)
    return _("environment: {versions}", versions=versions) if versions else _("something that no run records")


def _evidence(cause: Cause) -> str:
    rows = _some(map(row, cause.rows))
    if not cause.part:
        return _("evidence: {rows}", rows=rows) if rows else _("the evidence")
    return _("evidence of {source}: {rows}", source=cause.part, rows=rows)


def _some(texts: Iterable[str]) -> str:
    """List texts, the first of many."""
    every = list(texts)
    shown, more = every[:_SHOWN], len(every) - _SHOWN
    return "; ".join(shown + ([_("and {n} more", n=more)] if more > 0 else []))


def told(comparison: Comparison) -> str:
    """Say a whole comparison in plain text."""
    runs = {"new": comparison.new.run, "old": comparison.old.run}
    first = _("{new} against {old}: {change}.", change=headline(comparison.changes), **runs)
    return "\n".join([f"{first} {evidence(comparison)}", *lines(comparison)])


def lines(comparison: Comparison) -> Iterator[str]:
    """Say each change in a line, with its causes in lines of their own below it."""
    found = comparison.changes
    for change in found.all:
        yield f"- {turned(change) if isinstance(change, Turn) else moved(change)}"
        yield from (f"    {text}" for text in because(comparison, change))
    for one in found.failed:
        yield f"- {broken(one)}"
        yield from (f"    {text}" for text in because(comparison, one))
    yield from (f"- {_('{report}: made again', report=name)}" for name in found.recovered)
    if comparison.explained and comparison.explained.left:
        left = comparison.explained.left
        yield n_("{n} evaluation was not made: the limit was reached.",
                 "{n} evaluations were not made: the limit was reached.", left)  # fmt: skip

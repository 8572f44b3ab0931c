"""A night in a few lines of plain text, the most important first."""

from collections.abc import Iterator, Sequence
from datetime import date

from helpers.night.news import change, down
from helpers.runs.nights import Compared, Night, in_a_row


def summary(night: Night) -> str:
    """Say how a night went."""
    return "\n".join([f"night of {night.day}: {night.state if night.ended else 'at work'}", *_lines(night)])


def _lines(night: Night) -> Iterator[str]:
    yield from (f"the step {name} failed: {step.text}" for name, step in night.failed_steps.items())
    yield from (f"{name}: {made.state} ({made.reason})" for name, made in night.failed.items())
    yield from (f"source {down(name, source)}" for name, source in night.down.items())
    yield from (f"reports: {step.text}" for name, step in night.steps.items() if name == "build" and step.text)
    yield from _skipped(night)
    yield from _missed(night)
    for name, compared in night.compared.items():
        since = "the release" if name == "release" else f"the night of {night.before}" if night.before else "the run"
        yield f"since {since} ({compared.old}): {changed(compared)}"
        yield from _changes(compared)
    yield from (
        f"{name} takes {one.now:.1f} s, usually {one.usual:.1f} s" for name, one in night.slower.items()
    )  # fmt: skip


def _changes(compared: Compared) -> Iterator[str]:
    for turn in compared.turns:
        yield f"  {turn.claim}: {change(turn.before, turn.after, turn.why)}"
    for move in compared.moves:
        yield f"  {move.report}, {move.label}: {change(move.before, move.after, move.why)}"


def _skipped(night: Night) -> Iterator[str]:
    """Yield sources that were not asked: without a token nothing is wrong, but it is not silent either."""
    for name, source in night.sources.items():
        if source.status == "skipped":
            yield f"source {name} skipped: {source.reason}"


def _missed(night: Night) -> Iterator[str]:
    if night.missed:
        yield f"no night of {days(night.missed)}; the comparison spans it"


def changed(compared: Compared) -> str:
    """Say in a line what is different.

    Examples
    --------
    >>> from helpers.runs.nights import Turned
    >>> changed(Compared(old="a", new="b"))
    'nothing changed'
    >>> changed(Compared(old="a", new="b", turns=[Turned(claim="TRD-1", before="supported", after="contradicted")]))
    '1 verdict turned'
    """
    turns, moves = len(compared.turns), len(compared.moves)
    parts = [f"{turns} verdict{'' if turns == 1 else 's'} turned"] if turns else []
    parts += [f"{moves} headline number{'' if moves == 1 else 's'} moved"] if moves else []
    return " and ".join(parts) or "nothing changed"


def days(some: Sequence[date]) -> str:
    """Write days, those in a row as from and to.

    Examples
    --------
    >>> days([date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 9)])
    '2026-11-01 to 2026-11-03, 2026-11-09'
    """
    return ", ".join(f"{span[0]} to {span[-1]}" if len(span) > 1 else str(span[0]) for span in in_a_row(some))

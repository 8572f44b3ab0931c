"""The run that is shown, compared with that of the night before and with the last release, and why it differs."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from helpers.night.log import log
from helpers.runs.causes import Cause, Factor
from helpers.runs.changes import Move, Turn
from helpers.runs.comparison import Comparison, compare, place
from helpers.runs.naming import LATEST, find_run, released
from helpers.runs.nights import Compared, Moved, Turned
from helpers.runs.packets import Packet

Against = Literal["night", "release"]


def compared(
    reports: Path, base: str, known: Mapping[Against, Compared], *, explain: bool = True
) -> dict[Against, Compared]:
    """Compare the run that is shown with earlier ones, in the first language in which it has reports.

    Parameters
    ----------
    base
        The run of the night before; empty if there is none.
    known
        What an earlier try of the night has found out: it stays where the runs are still the same.
    explain
        Whether causes are found by evaluating again.

    Raises
    ------
    Refusal
        If nothing has been built, or an earlier run is not there any more.
    """
    shown = find_run(LATEST, reports)
    earlier: dict[Against, str] = {"night": base, "release": released(reports)}
    return {
        name: _against(shown, run, reports, known.get(name), explain=explain) for name, run in earlier.items() if run
    }


def _against(shown: Packet, run: str, reports: Path, known: Compared | None, *, explain: bool) -> Compared:
    if run == shown.run:
        return Compared(old=run, new=run)
    if known and (known.old, known.new) == (run, shown.run):
        return known
    found = _explained(shown, find_run(run, reports, shown.lang), explain=explain)
    file = place(found.new, found.old)
    return Compared(
        old=run,
        new=shown.run,
        turns=[_turned(turn, found) for turn in found.changes.turns],
        moves=[_moved(move, found) for move in found.changes.moves],
        file=file.name if file.exists() else "",
    )


def _explained(shown: Packet, old: Packet, *, explain: bool) -> Comparison:
    """Compare two runs; that the causes cannot be found is no reason not to tell what changed."""
    try:
        return compare(shown, old, explain)
    except Exception as error:
        log("compare", f"  causes could not be found: {error}", logging.WARNING, error=error)
        return compare(shown, old, explain=False)


def _turned(turn: Turn, found: Comparison) -> Turned:
    return Turned(claim=turn.claim, before=turn.before, after=turn.after, why=_why(turn, found))


def _moved(move: Move, found: Comparison) -> Moved:
    return Moved(report=move.report, label=move.label, before=move.before, after=move.after, why=_why(move, found))


def _why(change: Turn | Move, found: Comparison) -> str:
    return ", ".join(dict.fromkeys(map(named, found.causes(change))))


def named(cause: Cause) -> str:
    """Name a cause as shortly as a phone shows it.

    Examples
    --------
    >>> from helpers.runs.causes import How
    >>> named(Cause(Factor.EVIDENCE, How.HELD, "brent@2026-11-07")), named(Cause(Factor.PARAMETERS, How.HELD, "gold"))
    ('brent@2026-11-07', 'parameter gold')
    """
    if cause.factor is Factor.PARAMETERS:
        return f"parameter {cause.part}".strip()
    return cause.part or str(cause.factor)

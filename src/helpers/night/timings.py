"""How long notebooks and their cells take over the nights, and which grew slower."""

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from helpers.factory.refusal import Refusal
from helpers.meant import meant
from helpers.runs.nights import Made, Night, Slower, nights

BY_HALF: Final = 1.5
LOOKED_BACK: Final = 10
"""How many nights are looked back at."""

ENOUGH: Final = 3
"""With fewer nights there is nothing usual."""

MATTERS: Final = 1.0
"""Seconds: what grows by less is not worth a word, for a short cell may take twice as long by chance."""


@dataclass(frozen=True)
class Timing:
    """Seconds of a report, or of one of its cells, in the nights in which it was executed, newest first."""

    name: str
    seconds: tuple[float, ...]

    @property
    def last(self) -> float:
        """In the newest night."""
        return self.seconds[0]

    @property
    def usual(self) -> float | None:
        """The median of the nights before it; None where there is no other."""
        return median(self.seconds[1:]) if self.seconds[1:] else None


def machine() -> str:
    """Say what kind of machine this is: alike ones are compared, whatever they are called."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {_processor()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.processor() or "processor unknown")


def slower(tonight: Night, earlier: Iterable[Night]) -> dict[str, Slower]:
    """Find the reports whose cells took longer by half than is usual on such a machine.

    Parameters
    ----------
    earlier
        The nights before, newest first.
    """
    usual = {timing.name: timing for timing in by_report(_alike(earlier, tonight.machine))}
    found = {}
    for name, made in executed(tonight):
        known = usual[name].seconds[:LOOKED_BACK] if name in usual else ()
        if len(known) >= ENOUGH and _longer(made.seconds, median(known)):
            found[name] = Slower(now=made.seconds, usual=median(known))
    return found


def _longer(now: float, usual: float) -> bool:
    return now > BY_HALF * usual and now - usual > MATTERS


def executed(night: Night) -> Iterator[tuple[str, Made]]:
    """Yield the reports that a night executed, whole ones only."""
    yield from ((name, made) for name, made in night.reports.items() if made.cells and name not in night.failed)


def _alike(nights: Iterable[Night], kind: str) -> Iterator[Night]:
    return (night for night in nights if night.machine == kind)


def by_report(nights: Iterable[Night]) -> list[Timing]:
    """Gather the seconds of each report."""
    return _gathered((name, made.seconds) for night in nights for name, made in executed(night))


def by_cell(nights: Iterable[Night], report: str) -> list[Timing]:
    """Gather the seconds of each cell of a report."""
    return _gathered(
        (cell, seconds)
        for night in nights
        for name, made in executed(night)
        if name == report
        for cell, seconds in made.cells.items()
    )


def _gathered(pairs: Iterable[tuple[str, float]]) -> list[Timing]:
    found: dict[str, list[float]] = {}
    for name, seconds in pairs:
        found.setdefault(name, []).append(seconds)
    return [Timing(name, tuple(seconds)) for name, seconds in sorted(found.items())]


def table(timings: Sequence[Timing], what: str) -> str:
    """Write timings as a table: the newest, what was usual before, and the nights behind it.

    Examples
    --------
    >>> print(table([Timing("02_trade", (3.0, 2.0, 2.0))], "report"))
    report        last   usual  change  nights
    02_trade      3.00    2.00    +50%       3
    """
    width = max([len(what), *(len(one.name) for one in timings)])
    lines = [f"{what:<{width}}  {'last':>8}{'usual':>8}{'change':>8}{'nights':>8}"]
    for one in timings:
        usual = "" if one.usual is None else f"{one.usual:.2f}"
        change = f"{one.last / one.usual - 1:+.0%}" if one.usual else ""
        lines.append(f"{one.name:<{width}}  {one.last:>8.2f}{usual:>8}{change:>8}{len(one.seconds):>8}")
    return "\n".join(lines)


def told(reports: Path, report: str | None) -> str:
    """Say how long the reports of an archive took, or the cells of one, in the nights on a machine like the last one's.

    Raises
    ------
    Refusal
        If no night executed it.
    """
    known = list(nights(reports))
    kind = next((night.machine for night in known if any(executed(night))), "")
    alike = list(_alike(known, kind))
    found = by_report(alike)
    names = [one.name for one in found]
    if not names:
        raise Refusal(f"{reports}: no night executed a report yet")
    if report is None:
        return table(found, "report")
    states = {night.reports[report].state for night in alike if report in night.reports}
    if states and report not in names:
        raise Refusal(
            f"{report} has no timings yet: in the nights so far it was {' or '.join(sorted(states))}, never executed "
            f"to its end; those with timings are {', '.join(names)}"
        )
    if report not in names:
        raise Refusal(f"{reports}: no night executed {report!r}: {meant(report, names)}")
    return table(by_cell(alike, report), "cell")

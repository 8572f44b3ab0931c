"""One night from end to end: each step notes how it ended, and one that fails stops only what needs it."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from helpers.factory.archive import shown_run
from helpers.factory.plan import plan
from helpers.factory.refusal import Refusal
from helpers.factory.workshop import alone
from helpers.night import health, steps
from helpers.night.log import Redaction, log, log_of, logged, secrets
from helpers.night.notice import VARIABLE
from helpers.night.steps import Order, Skip, Work
from helpers.night.timings import machine
from helpers.runs.nights import LOCK, NIGHTS, Night, Step, nights, path_of, read
from helpers.site.publish import based

Clock = Callable[[], datetime]
SET_BACK: Final = timedelta(hours=1)
"""A clock that was set back by less still belongs to the newest night."""

STEPS: Final[dict[str, Callable[[Work], str]]] = {
    "refresh": steps.refresh_sources,
    "check": steps.check_evidence,
    "build": steps.build,
    "compare": steps.compare_runs,
    "site": steps.make_site,
    "keep": steps.keep_runs,
    "tell": steps.tell,
}
"""In their order."""

NEEDS: Final = {"build": "check"}
"""A step is skipped where the one that it needs failed."""


def utc() -> datetime:
    """Ask the clock."""
    return datetime.now(UTC)


def night(order: Order, clock: Clock = utc) -> Night:
    """Make a night, or go on with the one of the day.

    Every step can be repeated: a night that was broken off is mended by running it again, the same day or the next.

    Raises
    ------
    Refusal
        If what is asked is wrong, another night is at work, or the clock went back: nothing was started.
    """
    order = replace(order, base_url=based(order.base_url))
    jobs = plan(order.notebooks, languages=order.languages)
    folder = order.reports / NIGHTS
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder / LOCK, f"another night works in {order.reports}"):
        tonight = _begin(order.reports, clock())
        hide = Redaction(secrets([VARIABLE, *steps.tokens()]))
        with logged(log_of(path_of(order.reports, tonight.day)), hide, quiet=order.quiet):
            return _made(Work(order, jobs, tonight, hide, clock))


def _begin(reports: Path, now: datetime) -> Night:
    """Open the record of the night: a new one, or that of an earlier try."""
    day = _day(now, next(nights(reports), None))
    path = path_of(reports, day)
    known = read(path)
    if known:
        again = {"ended": None, "ended_well": known.good, "tries": known.tries + 1, "machine": machine()}
        return known.model_copy(update=again)
    if path.exists():
        path.replace(path.with_suffix(".unreadable"))
    before = next((one for one in nights(reports, day) if one.ended), None)
    base = before.run if before else shown_run(reports)
    missed = _between(before.day, day) if before else []
    return Night(
        day=day, started=now, before=before.day if before else None, base=base, missed=missed, machine=machine()
    )


def _day(now: datetime, newest: Night | None) -> date:
    """Tell the day of the night.

    Raises
    ------
    Refusal
        If the clock went back behind the newest night: what is fetched now would be dated wrongly.
    """
    if newest is None or newest.day <= now.date():
        return now.date()
    if newest.started - now < SET_BACK:
        return newest.day
    raise Refusal(
        f"the clock says {now:%Y-%m-%d %H:%M} UTC, but a night of {newest.day} was made already; set the clock, or, if "
        f"it was wrong then, move {NIGHTS}/{newest.day}.json out of the archive"
    )


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=days) for days in range(1, (last - first).days)]


def _made(work: Work) -> Night:
    tonight, begun = work.night, time.monotonic()
    again = f", try {tonight.tries}" if tonight.tries > 1 else ""
    log("begin", f"night of {tonight.day}{again}", day=str(tonight.day), tries=tonight.tries, base=tonight.base)
    work.note()
    for name, step in STEPS.items():
        tonight.steps[name] = _step(name, step, work)
        if name == "tell":
            tonight.ended = work.clock()
        work.note()
    log("end", f"ended after {time.monotonic() - begun:.0f} s", state=tonight.state)
    health.write(work.order.reports, work.clock())
    return tonight


def _step(name: str, step: Callable[[Work], str], work: Work) -> Step:
    """Take one step, and note how it ended; an error ends the step and not the night."""
    needed = work.night.steps.get(NEEDS.get(name, ""))
    if needed and needed.state == "failed":
        return _ended(name, Step(state="skipped", text=f"the step {NEEDS[name]} failed"), work)
    begun = time.monotonic()
    wrong: Exception | None = None
    try:
        noted = Step(state="done", text=step(work))
    except Skip as reason:
        noted = Step(state="skipped", text=str(reason))
    except Exception as error:  # whatever it is: the other steps go on, and the record tells
        wrong = error
        noted = Step(state="failed", text=str(error) or type(error).__name__)
    noted.seconds = round(time.monotonic() - begun, 3)
    return _ended(name, noted, work, wrong)


def _ended(name: str, noted: Step, work: Work, error: Exception | None = None) -> Step:
    noted.text = work.hide.text(noted.text)
    level = logging.ERROR if noted.state == "failed" else logging.INFO
    log(name, f"{name}: {noted.state}, {noted.text}", level, error=error, state=noted.state, seconds=noted.seconds)
    return noted

"""The steps of a night. Each can be repeated, and says in a line what it did."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from helpers.factory.archive import shown_run, stale
from helpers.factory.outcome import Outcome, State
from helpers.factory.plan import Job
from helpers.locale import LANGUAGES
from helpers.night import notice
from helpers.night.compared import compared
from helpers.night.log import Redaction, log
from helpers.night.news import DOWN_AFTER, news
from helpers.night.summary import changed
from helpers.night.timings import slower
from helpers.project import root
from helpers.refresh import Refreshed, Status, feeds, refresh
from helpers.runs.keeping import keep
from helpers.runs.nights import GOOD, Made, Night, Source, nights, write
from helpers.runs.retention import is_declared, policy


class Skip(Exception):
    """There is nothing to do for a step; the text says why."""


@dataclass(frozen=True)
class Order:
    """What a night is asked.

    Attributes
    ----------
    reports
        Folder of the archive.
    notebooks, languages
        Of the reports; no notebook means all.
    refresh
        Whether live sources are asked.
    base_url
        Address of the site; empty where it is not known.
    down_after
        Nights after which a source that gives nothing new is told.
    explain
        Whether the causes of changes are found by evaluating again.
    workers
        Notebooks at a time; None lets the machine decide.
    quiet
        Whether nothing is said but in the log.
    """

    reports: Path
    notebooks: tuple[str, ...] = ()
    languages: tuple[str, ...] = LANGUAGES
    refresh: bool = True
    base_url: str = ""
    down_after: int = DOWN_AFTER
    explain: bool = True
    workers: int | None = None
    quiet: bool = False


@dataclass(frozen=True)
class Work:
    """A night at work."""

    order: Order
    jobs: Sequence[Job]
    night: Night
    hide: Redaction
    clock: Callable[[], datetime]

    def note(self) -> None:
        """Write the record as it stands."""
        write(self.night, self.order.reports)

    def earlier(self) -> list[Night]:
        """Return the nights before, newest first, as many as anything here looks back at."""
        return list(islice(nights(self.order.reports, self.night.day), _LOOKED_BACK))


_LOOKED_BACK = 60


def tokens() -> list[str]:
    """Return the names of the environment variables that hold the tokens of live sources."""
    try:
        return [feed.token for feed in feeds().values() if feed.token]
    except Exception:  # faulty feeds are told by the step that asks them
        return []


def refresh_sources(work: Work) -> str:
    """Ask the live sources; one that is down or held leaves its last vintage in use."""
    if not work.order.refresh:
        raise Skip("sources were not to be asked")
    declared = feeds()
    if declared:
        text = f"  asking {len(declared)} live sources; one that does not answer is asked again, which takes a while"
        log("asking", text)
    found = refresh(now=work.clock(), tell=_heard)
    earlier = work.earlier()
    for one in found:
        title = declared[one.feed].title if one.feed in declared else ""
        work.night.sources[one.feed] = _source(one, work.night, earlier, title)
    if not found:
        raise Skip("no live source is declared")
    counts = {status: sum(one.status == status for one in found) for status in Status}
    return ", ".join(f"{count} {status}" for status, count in counts.items() if count)


def _heard(one: Refreshed) -> None:
    level = logging.WARNING if one.status in (Status.DOWN, Status.HELD) else logging.INFO
    text = f"  {one.feed}: {one.status}" + (f", {one.reason}" if one.reason else "")
    log(
        "source", text, level, feed=one.feed, status=one.status.value, new=one.new, revised=one.revised,
        vintage=one.vintage, since=str(one.since or ""),
    )  # fmt: skip


def _source(one: Refreshed, tonight: Night, earlier: Sequence[Night], title: str) -> Source:
    """Join what a source gave now with what it gave in an earlier try, and count the nights without anything."""
    known = tonight.sources.get(one.feed)
    before = next((night.sources[one.feed] for night in earlier if one.feed in night.sources), None)
    unused = one.status in (Status.DOWN, Status.HELD)
    status = known.status if known and known.status == Status.NEW and one.status == Status.UNCHANGED else one.status
    return Source(
        status=str(status),
        title=title,
        reason=one.reason,
        new=one.new + (known.new if known else 0),
        revised=one.revised + (known.revised if known else 0),
        vintage=one.vintage,
        since=one.since,
        down_since=(before and before.down_since) or tonight.day if unused else None,
        nights=(before.nights if before else 0) + 1 if unused else 0,
    )


def check_evidence(_work: Work) -> str:
    """Load the evidence as it stands now: nothing is built from a faulty one."""
    from helpers.evidence import load

    evidence = load()
    return f"{len(evidence.observations)} observations up to {evidence.as_of}"


def build(work: Work) -> str:
    """Make the reports that are not fresh."""
    reports = work.order.reports
    due = [job for job in work.jobs if stale(job, reports)]
    made = {job.report: Outcome(job.report, State.FRESH) for job in work.jobs}
    run = ""
    if due:
        log("making", f"  making {len(due)} of {len(work.jobs)} reports")
        # imported here, so that a night in which all is fresh does not wait for it
        from helpers.factory.execute import Limits
        from helpers.factory.making import make

        limits = Limits(workers=work.order.workers)
        packet, outcomes = make(due, reports, limits, telling=nullcontext(_built), now=work.clock())
        run = packet.name
        made |= {outcome.notebook: outcome for outcome in outcomes}
    before = {name: known for name, known in work.night.reports.items() if known.run and known.state in GOOD}
    for name, outcome in made.items():
        # what was executed in an earlier try of the night, and is fresh now, was made tonight
        fresh = before.get(name) if outcome.state is State.FRESH else None
        work.night.reports[name] = fresh or _made(outcome, run)
    work.night.run = shown_run(reports)
    work.night.slower = slower(work.night, work.earlier())
    return _counted(made.values())


def _built(name: str, outcome: Outcome | None) -> None:
    if outcome is not None:
        seconds = sum(outcome.seconds.values())
        text = f"  {name}: {outcome.state.value} in {seconds:.1f} s" + (f", {outcome.reason}" if outcome.reason else "")
        level = logging.INFO if outcome.good else logging.ERROR
        log("report", text, level, report=name, state=outcome.state.value, seconds=outcome.seconds, cell=outcome.cell)


def _made(outcome: Outcome, run: str) -> Made:
    if outcome.state is State.FRESH:
        return Made(state=outcome.state.value)
    return Made(state=outcome.state.value, reason=outcome.reason, run=run, cells=outcome.cells)


def _counted(outcomes: Iterable[Outcome]) -> str:
    counts = Counter(outcome.state.value for outcome in outcomes)
    return ", ".join(f"{count} {state}" for state, count in counts.items())


def compare_runs(work: Work) -> str:
    """Compare the run that is shown with that of the night before, and with the last release."""
    _shown(work)
    found = compared(work.order.reports, work.night.base, work.night.compared, explain=work.order.explain)
    work.night.compared = found
    return "; ".join(f"since {name}: {changed(one)}" for name, one in found.items()) or "this is the first run"


def _shown(work: Work) -> None:
    if not shown_run(work.order.reports):
        raise Skip("there is no report yet")


def make_site(work: Work) -> str:
    """Make the site of what is shown."""
    from helpers.site.publish import publish

    _shown(work)
    return str(publish(work.order.reports, work.order.base_url) / "index.html")


def keep_runs(work: Work) -> str:
    """Let go of old runs, where a policy is declared."""
    if not is_declared(root()):
        raise Skip("no policy is declared in pyproject.toml, [tool.caspian.retention]")
    plan = keep(work.order.reports, policy(root()), work.clock(), remove=True)
    return f"{len(plan.runs) - len(plan.gone)} runs kept, {len(plan.gone)} let go, {plan.freed / 2**20:.0f} MB freed"


def tell(work: Work) -> str:
    """Send the news of the night, if there are any and somebody wants them; what was sent is not sent again."""
    night, to = work.night, notice.addresses()
    found = news(night, work.earlier(), work.order.down_after)
    for one in found:
        log("news", f"  {one.text}", key=one.key)
    if not found:
        raise Skip("no news")
    if not to:
        raise Skip(f"{len(found)} news, and nobody to tell: {notice.VARIABLE} is not set")
    night.untold = {one.key: one.text for one in found}
    took = notice.send(notice.title(night.day, found), notice.message(found, work.order.base_url), to)
    if took:
        night.told, night.untold = night.told | night.untold, {}
    if took < len(to):
        raise notice.NotSent(f"{len(to) - took} of {len(to)} services did not take the message")
    return f"{len(found)} news to {took} service{'' if took == 1 else 's'}"

"""Running jobs, each in a process of its own, several at a time, none beyond its time."""

import json
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.metadata import requires
from pathlib import Path
from typing import Protocol

import psutil

from helpers.factory import forked
from helpers.factory.fingerprint import NOTE, Fingerprint, fingerprint, noted
from helpers.factory.forked import NoForge
from helpers.factory.outcome import Outcome
from helpers.factory.plan import Job
from helpers.factory.refusal import Refusal
from helpers.factory.supervise import Order, Wanted, carry_out
from helpers.locale.catalogue import SOURCE

MEMORY = 2**30
"""Bytes that a job may need: about twice what the largest notebook and its renderer were seen to take."""

Listener = Callable[[str, Outcome | None], None]
Completed = Generator[tuple[Job, Outcome], None, None]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how many.

    Attributes
    ----------
    report
        Seconds that one job may take from start to rendered reports.
    cell
        Seconds that one cell may take; None leaves it to ``report``.
    workers
        How many jobs at a time; None takes as many as there are cores, and the last one beside them, as far as there
        is memory (:func:`room`).
    """

    report: float = 600
    cell: float | None = None
    workers: int | None = None


class Executor(Protocol):
    """Runs jobs somewhere: :func:`completed` on this machine, :func:`helpers.factory.cluster.cluster` on others."""

    def __call__(
        self, jobs: Sequence[Job], folder: Path, limits: Limits = Limits(), tell: Listener | None = None
    ) -> Completed:
        """Run jobs and yield each with its outcome as it ends, in the order of their ends; nothing of it is kept.

        The parameters are those of :func:`execute`. Closing the iterator ends what runs, and starts nothing more.
        """


def completed(jobs: Sequence[Job], folder: Path, limits: Limits = Limits(), tell: Listener | None = None) -> Completed:
    """Run jobs on this machine, as an :class:`Executor` does."""
    most, ended = limits.workers or room(), threading.Event()
    places = limits.workers or min(most, os.cpu_count() or 1)
    waiting, running = deque(jobs), dict[Future[Outcome], Job]()

    def fill() -> None:
        # a job more than cores slows the others down; but the last one would leave cores idle at its end, if it waited
        while waiting and len(running) < (places if len(waiting) > 1 else most):
            job = waiting.popleft()
            running[pool.submit(_told, job, folder / job.name, limits, tell, ended)] = job

    # threads only wait here: every notebook runs in a process of its own
    with warm_parents(), ThreadPoolExecutor(most) as pool:
        try:
            fill()
            while running:
                over = [(running.pop(done), done.result()) for done in wait(running, return_when=FIRST_COMPLETED).done]
                fill()
                yield from over
        finally:
            ended.set()


def execute(
    jobs: Sequence[Job],
    folder: Path,
    limits: Limits = Limits(),
    tell: Listener | None = None,
    executor: Executor = completed,
) -> list[Outcome]:
    """Run jobs and return their outcomes in the order of the jobs.

    Parameters
    ----------
    folder
        Where each job gets a folder of its own, named like the job.
    tell
        Called with the job's name and None when it starts, and with its outcome when it ends.
    """
    outcomes = {job.name: outcome for job, outcome in executor(jobs, folder, limits, tell)}
    return [outcomes[job.name] for job in jobs]


def room() -> int:
    """Return how many jobs fit on this machine at a time, each with memory that is free now.

    There is one more than cores: the last one of all, or one that only waits for others.
    """
    fit: int = psutil.virtual_memory().available // MEMORY
    return max(1, min((os.cpu_count() or 1) + 1, fit))


@contextmanager
def here() -> Iterator[Executor]:
    """Give the executor of this machine, its warm parents started, not yet ready."""
    with warm_parents():
        yield checked


def checked(jobs: Sequence[Job], folder: Path, limits: Limits = Limits(), tell: Listener | None = None) -> Completed:
    """Run jobs on this machine once the evidence was found to load.

    Raises
    ------
    Refusal, EvidenceError
        If it does not.
    """
    translated = {job.parameters.lang for job in jobs} - {SOURCE}
    forked.learn(sorted(translated), sorted({form for job in jobs for form in job.formats}))
    check_evidence()
    yield from completed(jobs, folder, limits, tell)


def place(scheduler: str | None, patience: float) -> AbstractContextManager[Executor]:
    """Choose where jobs run: on the cluster of a Dask scheduler, or here if none is named.

    Parameters
    ----------
    patience
        Seconds to wait for a worker of the cluster while there is none.

    Raises
    ------
    Refusal
        If Dask is not installed.
    """
    if scheduler is None:
        return here()
    try:
        from helpers.factory.cluster import cluster
    except ModuleNotFoundError as error:
        split = [line.partition(";") for line in requires("caspian-notebooks") or ()]
        wanted = " ".join(f'"{name}"' for name, _, when in split if "cluster" in when)
        raise Refusal(f"--scheduler: {error}; install it: {sys.executable} -m pip install {wanted}") from None
    return cluster(scheduler, patience)


def check_evidence() -> None:
    """Refuse to start a kernel on evidence that would not load.

    Raises
    ------
    Refusal
        With every fault of every table.
    """
    try:
        fault = forked.fault("kernel")  # it has read the evidence already
    except NoForge:
        from helpers.evidence import load

        load()
    else:
        if fault:
            raise Refusal(fault)


@contextmanager
def warm_parents(kinds: Iterable[str] = forked.BUILD) -> Iterator[None]:
    """Start both warm parents at once, on as many cores, and name them to all processes started meanwhile.

    Those that are named already are used, if they serve this code as it stands; else those that this process has.

    Parameters
    ----------
    kinds
        :data:`~helpers.factory.forked.BUILD` or :data:`~helpers.factory.forked.ANYBODY`.
    """
    if forked.why_not() or forked.at_hand():
        yield
        return
    forges = {forked.ADDRESS[kind]: forked.taken(kind) for kind in kinds}
    before = {variable: os.environ.get(variable) for variable in forges}
    os.environ.update({variable: forge.address for variable, forge in forges.items()})
    try:
        yield
    finally:
        for variable, address in before.items():
            del os.environ[variable]
            os.environ.update({variable: address} if address else {})
        forked.stop(forges.values())


def _told(job: Job, folder: Path, limits: Limits, tell: Listener | None, ended: threading.Event) -> Outcome:
    if tell:
        tell(job.name, None)
    outcome = earlier(job, folder) or run(job, folder, limits, lambda: not ended.is_set())
    if tell and not ended.is_set():
        tell(job.name, outcome)
    return outcome


def earlier(job: Job, folder: Path) -> Outcome | None:
    """Return the good outcome that a build which was broken off left here for the same job; None if there is none."""
    try:
        outcome = Outcome.from_dict(json.loads((folder / "outcome.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    made = noted(folder)
    return outcome if outcome.good and made and not fingerprint(job, like=made).changes(made) else None


def run(job: Job, folder: Path, limits: Limits = Limits(), wanted: Wanted = lambda: True) -> Outcome:
    """Run one job in a process of its own and tell how it ended.

    Parameters
    ----------
    wanted
        Asked again and again; once it says no, the job is ended.
    """
    return carry_out(order(job, prepare(job, folder), limits.cell), folder, limits.report, wanted)


def prepare(job: Job, folder: Path) -> Fingerprint:
    """Note in the folder of a job what it is made from, as :func:`earlier` will ask; an older outcome goes."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "outcome.json").unlink(missing_ok=True)
    made = fingerprint(job)
    (folder / NOTE).write_text(json.dumps(made.as_dict()), encoding="utf-8")
    return made


def order(job: Job, made: Fingerprint, cell_timeout: float | None = None) -> Order:
    """Return what a worker must know of a job, as plain values."""
    return {
        "notebook": job.report,
        "path": str(job.notebook.path),
        "parameters": job.parameters.model_dump(mode="json"),
        "formats": list(job.formats),
        "made": {"notebook": job.notebook.name, **made.short()},
        "cell_timeout": cell_timeout,
    }

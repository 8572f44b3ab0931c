"""Running jobs on a Dask cluster: the same jobs, the same folders, the same outcomes as on this machine.

Dask's scheduler gives each thread of a worker one job, and the jobs of a worker that is lost to another one. What is
in a job's folder afterwards was made elsewhere, and is as if it had been made here.
"""

import threading
import time
import uuid
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from queue import Empty, Queue

import dask
from distributed import Client, Future
from distributed.comm.addressing import get_address_host_port

from helpers.factory.crew import Crew
from helpers.factory.execute import Completed, Executor, Limits, Listener, earlier, order, prepare
from helpers.factory.fingerprint import fingerprint
from helpers.factory.outcome import Outcome, State
from helpers.factory.pack import Pack
from helpers.factory.plan import Job
from helpers.factory.refusal import Refusal
from helpers.factory.remote import STARTS, Parcel, Reply, identity, work
from helpers.project import root, visible_files

PATIENCE = 120.0
_STANDARD = Limits()
_PULSE = 1.0
_RETRIES = 2


class Gone(Exception):
    """Nobody is left to do what was asked."""


@contextmanager
def cluster(address: str, patience: float = PATIENCE) -> Iterator[Executor]:
    """Give the executor of the cluster whose scheduler has this address.

    Parameters
    ----------
    patience
        Seconds to wait for a worker while there is none.

    Raises
    ------
    EvidenceError
        If the evidence would not load.
    Refusal
        If no scheduler answers, no worker comes, or a worker would not give the results of this machine.
    """
    from helpers.evidence import load

    load()
    try:
        if not dask.config.get("distributed.client.security-loader", None):  # which may bring a new kind of address
            get_address_host_port(address)  # else the client would lament when it goes
        client = Client(address, set_as_default=False, name="caspian")
    except (OSError, ValueError, TypeError, ImportError) as error:
        raise Refusal(
            f"the Dask scheduler at {address} cannot be reached ({error}): start it, or mend the address"
        ) from None
    with client:
        crew = Crew(client, address, patience)
        crew.wait_for_one()
        crew.check()
        yield partial(completed, crew)


def completed(
    crew: Crew, jobs: Sequence[Job], folder: Path, limits: Limits = _STANDARD, tell: Listener | None = None
) -> Completed:
    """Run jobs on the workers of a cluster, as an :class:`~helpers.factory.execute.Executor` does."""
    due = deque[Job]()
    errand = Errand(crew, folder, limits, {job.notebook.path for job in jobs})
    with _telling(crew.client, errand.name, tell) as telling:
        for job in jobs:
            if outcome := earlier(job, folder / job.name):
                telling.end(job.name, outcome)
                yield job, outcome
            else:
                prepare(job, folder / job.name)
                due.append(job)
        try:
            while due or errand.out:
                while due and len(errand.out) < (limits.workers or len(jobs)):
                    errand.send(due.popleft())
                for job, outcome in errand.back():
                    telling.end(job.name, outcome)
                    yield job, outcome
        except Gone as reason:
            for job in [*errand.out.values(), *due]:
                outcome = _lost(job, str(reason))
                telling.end(job.name, outcome)
                yield job, outcome
        finally:
            crew.client.cancel(list(errand.out))


class Errand:
    """The jobs of one build that are out on the cluster."""

    def __init__(self, crew: Crew, folder: Path, limits: Limits, notebooks: Iterable[Path]) -> None:
        self.crew = crew
        self.folder = folder
        self.limits = limits
        self.name = uuid.uuid4().hex
        self.out: dict[Future[Reply], Job] = {}
        self._ended = Queue[Future[Reply]]()
        data = root() / "data"
        self._evidence = Pack.of(data.parent, visible_files(data))
        self._notebooks = {path: Pack.of(path.parent, [path]) for path in notebooks}
        self._supply()

    def _supply(self) -> None:
        self.crew.supply([self._evidence, *self._notebooks.values()])

    def send(self, job: Job, workers: list[str] | None = None) -> None:
        """Send a job out, to any worker or to one of these."""
        parcel = Parcel(
            build=self.name,
            job=job.name,
            order=order(job, fingerprint(job), self.limits.cell),
            seconds=self.limits.report,
            evidence=self._evidence.name,
            notebook=self._notebooks[job.notebook.path].name,
            inventory=identity(self.crew.inventory),
        )
        future = self.crew.client.submit(work, parcel, pure=False, retries=_RETRIES, workers=workers)
        self.out[future] = job
        future.add_done_callback(self._ended.put)

    def back(self) -> Iterator[tuple[Job, Outcome]]:
        """Wait until a job comes back, and land it; nothing, if its worker was not prepared and it is sent again.

        Raises
        ------
        Gone
            If the scheduler is gone, or there has been no worker for too long.
        """
        future = self._next()
        job = self.out.pop(future)
        reply = self._reply(future)
        if isinstance(reply, str):
            yield job, _lost(job, reply)
        elif reply.outcome is not None:
            _land(reply, self.folder / job.name)
            yield job, Outcome.from_dict(reply.outcome)
        else:  # a worker that came after the build began
            self.crew.inspect()
            self._supply()
            if workers := self.crew.fit():
                self.send(job, workers if self.crew.faults else None)
            else:
                yield job, _lost(job, "; ".join(self.crew.faults.values()) or self.crew.deserted())

    def _next(self) -> Future[Reply]:
        last = time.monotonic()
        while True:
            with suppress(Empty):
                return self._ended.get(timeout=_PULSE)
            try:
                if self.crew.fit():
                    last = time.monotonic()
            except OSError as error:
                raise Gone(f"the scheduler at {self.crew.address} is gone ({error})") from None
            if time.monotonic() - last > self.crew.patience:
                raise Gone(self.crew.deserted())

    def _reply(self, future: Future[Reply]) -> Reply | str:
        """Return what came back, or why nothing did."""
        if future.status == "error":
            error = future.exception()
            return f"the cluster gave it up: {type(error).__name__}: {error}"
        try:
            # a result that is lost with its worker is made again
            return future.result(timeout=self.limits.report + self.crew.patience)
        except (CancelledError, TimeoutError):
            return f"the scheduler at {self.crew.address} has lost it"


class _Telling:
    """Tells of each job once that it starts, and then how it ended, in whatever order the cluster tells us."""

    def __init__(self, build: str, tell: Listener | None) -> None:
        self._build = build
        self._tell = tell or (lambda *_: None)
        self._started = set[str]()
        self._lock = threading.Lock()

    def hear(self, event: tuple[float, dict[str, str]]) -> None:
        """Take an event of a worker; it may be of another build."""
        message = event[1]
        if message["build"] == self._build:
            self.start(message["job"])

    def start(self, name: str) -> None:
        """Tell that a job starts, if that has not been told."""
        with self._lock:
            if name not in self._started:
                self._started.add(name)
                self._tell(name, None)

    def end(self, name: str, outcome: Outcome) -> None:
        """Tell how a job ended."""
        self.start(name)
        self._tell(name, outcome)


@contextmanager
def _telling(client: Client, build: str, tell: Listener | None) -> Iterator[_Telling]:
    telling = _Telling(build, tell)
    client.subscribe_topic(STARTS, telling.hear)
    yield telling
    client.unsubscribe_topic(STARTS)


def _lost(job: Job, reason: str) -> Outcome:
    return Outcome(job.report, State.LOST, reason)


def _land(reply: Reply, folder: Path) -> None:
    """Write what a worker made into the folder of its job; the outcome last, for it says that all is there."""
    for name in sorted(reply.files, key=lambda name: name == "outcome.json"):
        (folder / name).write_bytes(reply.files[name])

"""What a worker of a cluster does: say what it is, keep what is sent to it, and carry out one job.

A job runs in processes of its own, as on one machine; the worker's thread only waits for it. Evidence and notebooks
come as packs, each kept under the hash of its content in the worker's own folder for as long as the worker lives.
"""

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from distributed import Worker, get_worker

from helpers.factory import forked
from helpers.factory.archive import environment
from helpers.factory.fingerprint import file_hash
from helpers.factory.forked import NoForge
from helpers.factory.pack import Pack
from helpers.factory.reach import everything
from helpers.factory.supervise import Order, carry_out
from helpers.project import SOURCE

STARTS = "caspian-starts"
"""Topic of the events by which a worker tells that a job starts."""

_DAY = 86_400
Inventory = dict[str, str]


@dataclass(frozen=True)
class Parcel:
    """All that a worker must be told of a job.

    Attributes
    ----------
    build, job
        Which build asks, and the name of the job in it.
    seconds
        How long it may take.
    evidence, notebook
        Names of the packs with ``data/`` and with the notebook.
    inventory
        What the worker must be, as :func:`identity` says.
    """

    build: str
    job: str
    order: Order
    seconds: float
    evidence: str
    notebook: str
    inventory: str


@dataclass(frozen=True)
class Reply:
    """How a job ended, and the files that it left; without an outcome if the worker was not prepared for it."""

    worker: str
    outcome: dict[str, Any] | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)


def _code() -> Inventory:
    return {path: file_hash(SOURCE / path) for path in everything(SOURCE)}


_AT_START = _code()


def inventory() -> Inventory:
    """Say what a result depends on beside evidence and notebook: versions of packages, and hashes of the code."""
    versions, now = environment(), _code()
    versions["python"] = versions["python"].rpartition(".")[0]
    del versions["system"]
    # a process goes on with what it has imported, whatever is installed over it
    running = "as installed" if now == _AT_START else "older than what is installed"
    return {**versions, "the running code": running, **now}


def identity(found: Inventory) -> str:
    """Return the hash of an inventory.

    >>> identity({"python": "3.11"}) == identity({"python": "3.12"})
    False
    """
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def lacking(packs: Iterable[str], dask_worker: Worker) -> list[str]:
    """Say which packs this worker has not."""
    return [name for name in packs if not _place(name, dask_worker).exists()]


def keep(packs: Iterable[Pack], dask_worker: Worker) -> None:
    """Unpack packs into the worker's folder, and start what the first job would wait for.

    What no job has asked for in a day goes: nothing that runs may take as long.
    """
    for pack in packs:
        if lacking([pack.name], dask_worker):
            pack.unpack(_place(pack.name, dask_worker))
    for place in _place("", dask_worker).iterdir():
        if time.time() - place.stat().st_mtime > _DAY:
            shutil.rmtree(place)
    forked.warm_up()


def _place(pack: str, worker: Worker) -> Path:
    shelf = Path(worker.local_directory, "caspian")
    shelf.mkdir(exist_ok=True)
    return shelf / pack


def work(parcel: Parcel) -> Reply:
    """Carry out a job on this worker, if it is prepared for it."""
    worker = get_worker()
    if lacking((parcel.evidence, parcel.notebook), worker) or identity(inventory()) != parcel.inventory:
        return Reply(worker.address)
    worker.log_event(STARTS, {"build": parcel.build, "job": parcel.job})
    project, notebook = (_place(pack, worker) for pack in (parcel.evidence, parcel.notebook))
    for place in (project, notebook):
        place.touch()
    order = {**parcel.order, "path": str(notebook / Path(parcel.order["path"]).name)}
    task = worker.get_current_task()
    forked.learn([], order["formats"])
    with tempfile.TemporaryDirectory(dir=worker.local_directory, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        outcome = carry_out(order, folder, parcel.seconds, lambda: _wanted(task, worker), _surroundings(project))
        files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return Reply(worker.address, outcome.as_dict(), files)


def _wanted(task: Any, worker: Worker) -> bool:
    """Whether the task has not been cancelled: by Ctrl-C, or because the build itself is gone."""
    found = worker.state.tasks.get(task)
    return found is not None and found.state == "executing"


def _surroundings(project: Path) -> dict[str, str]:
    """What a job's process must find in its environment: where its evidence lies, and who forks its kernel."""
    found = {"CASPIAN_PROJECT": str(project)}
    try:
        return {**found, forked.ADDRESS["kernel"]: forked.own_address("kernel")}
    except NoForge:
        return found  # its kernel will be an ordinary one

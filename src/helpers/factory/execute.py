"""Running jobs, each in a process of its own, several at a time, none beyond its time."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

from helpers.factory.outcome import Outcome, State
from helpers.factory.plan import Job

Listener = Callable[[str, Outcome | None], None]
_FIXED = {
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
    "MPLBACKEND": "agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}


def execute(
    jobs: Sequence[Job],
    folder: Path,
    *,
    timeout: float = 600,
    workers: int | None = None,
    tell: Listener | None = None,
) -> list[Outcome]:
    """Run jobs and return their outcomes in the order of the jobs.

    Parameters
    ----------
    folder
        Where each job gets a folder of its own, named like its notebook.
    timeout
        Seconds that one job may take from start to rendered reports.
    workers
        How many at a time; None takes one per core.
    tell
        Called with the notebook's name and None when it starts, and with its outcome when it ends.
    """
    # threads only wait here: every notebook runs in a process of its own
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        return list(pool.map(lambda job: _with_retry(job, folder / job.notebook.name, timeout, tell), jobs))


def _with_retry(job: Job, folder: Path, timeout: float, tell: Listener | None) -> Outcome:
    if tell:
        tell(job.notebook.name, None)
    outcome = run(job, folder, timeout)
    if outcome.state is State.DIED and not _any_cell_ran(folder / f"{job.notebook.name}.ipynb"):
        outcome = run(job, folder, timeout)  # the kernel never came up: the machine's fault, not the notebook's
    if tell:
        tell(job.notebook.name, outcome)
    return outcome


def run(job: Job, folder: Path, timeout: float) -> Outcome:
    """Run one job in a process of its own and tell how it ended."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "outcome.json").unlink(missing_ok=True)
    (folder / "job.json").write_text(json.dumps(order(job), ensure_ascii=False), encoding="utf-8")
    started = time.perf_counter()
    with (folder / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "helpers.factory.worker", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**os.environ, **_FIXED},
        )
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            reason = f"not done after {timeout:.0f} seconds"
            return Outcome(job.notebook.name, State.TIMED_OUT, reason, seconds={"execute": round(timeout, 1)})
        finally:
            kill_tree(process)
    return _outcome(job, folder, process.returncode, time.perf_counter() - started)


def order(job: Job) -> dict[str, object]:
    """Return what a worker must know of a job, as plain values."""
    return {
        "notebook": job.notebook.name,
        "path": str(job.notebook.path),
        "parameters": job.parameters.model_dump(mode="json"),
        "formats": list(job.formats),
    }


def _outcome(job: Job, folder: Path, code: int, seconds: float) -> Outcome:
    try:
        return Outcome.from_dict(json.loads((folder / "outcome.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        log = (folder / "worker.log").read_text(encoding="utf-8", errors="replace").strip().splitlines()
        reason = f"the worker ended with code {code} and no outcome: {log[-1] if log else 'it said nothing'}"
        state = State.DIED if code < 0 else State.FAILED
        return Outcome(job.notebook.name, state, reason, seconds={"execute": round(seconds, 3)})


def kill_tree(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started; a kernel sits in a group of its own and would outlive it."""
    try:
        family = [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]
    except psutil.NoSuchProcess:
        return
    for member in family:
        try:
            member.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(family, timeout=5)
    process.wait()


def _any_cell_ran(path: Path) -> bool:
    return path.exists() and '"execution_count": 1' in path.read_text(encoding="utf-8")

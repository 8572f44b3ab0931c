"""A sweep: one notebook run at every point of a grid, gathered as it comes, published as a whole."""

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from helpers.factory.archive import environment, new_run_id, sha256
from helpers.factory.execute import Executor, Limits, Listener, completed
from helpers.factory.fingerprint import Fingerprint, fingerprint
from helpers.factory.gathered import Result, append, gathered
from helpers.factory.grid import Grid
from helpers.factory.outcome import Outcome
from helpers.factory.plan import Job
from helpers.factory.refusal import Refusal

TABLE, KEPT = "gathered.jsonl", "kept"


def bench(grid: Grid, reports: Path) -> Path:
    """Return the folder whose workshop is for sweeps of this notebook: they share what they have gathered."""
    return reports / "sweeps" / ".work" / grid.notebook.name


def jobs_of(grid: Grid, formats: Iterable[str] = ()) -> list[Job]:
    """Make the jobs of a grid, each labelled by what it would be made from as things stand."""
    jobs = [Job(grid.notebook, point, tuple(formats)) for point in grid.points]
    # of all parameters the day alone decides what is seen: the rest of a fingerprint is the same
    of_day = {job.parameters.as_of: job for job in jobs}
    seen = {day: fingerprint(job) for day, job in of_day.items()}
    return [replace(job, label=_key(job, seen[job.parameters.as_of])) for job in jobs]


def _key(job: Job, seen: Fingerprint) -> str:
    made_from = replace(seen, parameters=job.parameters.model_dump(mode="json"))
    return hashlib.blake2b(json.dumps(made_from.as_dict(), sort_keys=True).encode(), digest_size=12).hexdigest()


def gather(
    jobs: Sequence[Job],
    folder: Path,
    limits: Limits,
    tell: Listener | None = None,
    executor: Executor = completed,
) -> list[Result]:
    """Run the jobs of a sweep, except those whose results are here already, and return all results in their order.

    Parameters
    ----------
    folder
        The sweep's own. A run's folder in it goes as soon as its result is in the table; its reports are kept, if
        it makes any.
    tell
        As in :func:`helpers.factory.execute.execute`.

    Raises
    ------
    Refusal
        If what the runs are made from changes meanwhile; the results so far are kept.
    """
    table = folder / TABLE
    due = missing(jobs, folder)
    with closing(executor(due, folder, limits, tell)) as runs:
        for job, outcome in runs:
            if _key(job, fingerprint(job)) != job.label:
                raise Refusal("notebook, evidence or code changed while the sweep ran: ask again, and it goes on")
            _keep(job, outcome, folder)
            append(table, Result.of(job.label, outcome))
    found = gathered(table)
    return [found[job.label] for job in jobs]


def missing(jobs: Sequence[Job], folder: Path) -> list[Job]:
    """Return the jobs of which no good result is here, or not its reports."""
    good = {key for key, result in gathered(folder / TABLE).items() if result.good}
    return [job for job in jobs if job.label not in good or (job.formats and not (folder / KEPT / job.label).exists())]


def _keep(job: Job, outcome: Outcome, folder: Path) -> None:
    """Move the reports of a run aside and remove its folder."""
    if job.formats and outcome.good:
        place = folder / KEPT / job.label
        place.mkdir(parents=True, exist_ok=True)
        for name in outcome.files:
            (folder / job.label / name).replace(place / name)
    shutil.rmtree(folder / job.label, ignore_errors=True)


def publish(grid: Grid, jobs: Sequence[Job], results: Sequence[Result], folder: Path, reports: Path) -> Path:
    """Make the packet of a sweep, ``reports/sweeps/<id>``: visible only when everything is written.

    Parameters
    ----------
    folder
        The sweep's own, with the reports of its runs.
    """
    from helpers.factory.compared import tidy
    from helpers.factory.comparison import comparison_page
    from helpers.present.table import csv_text

    sweep_id = new_run_id(jobs)
    with _whole(reports / "sweeps" / sweep_id) as packet:
        places = {number: _reports(job, folder, packet, number) for number, job in enumerate(jobs, start=1)}
        frame = tidy(grid, results)
        (packet / "results.csv").write_text(csv_text(frame), encoding="utf-8")
        page = comparison_page(grid, results, frame, places)
        (packet / "index.html").write_text(page, encoding="utf-8")
        manifest = {"sweep": sweep_id, **_manifest(grid, jobs, results), "files": _hashes(packet)}
        (packet / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    return reports / "sweeps" / sweep_id


@contextmanager
def _whole(packet: Path) -> Iterator[Path]:
    """Give a folder to write in that takes the packet's name when it is left in good order, and goes when not."""
    partial = packet.with_name(f".partial-{packet.name}")
    partial.mkdir(parents=True)
    try:
        yield partial
        partial.replace(packet)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def _reports(job: Job, folder: Path, packet: Path, number: int) -> list[str]:
    """Copy the reports of a run and return their places in the packet."""
    made = folder / KEPT / job.label
    if not made.exists():
        return []
    place = packet / "runs" / str(number)
    shutil.copytree(made, place)
    return sorted(path.relative_to(packet).as_posix() for path in place.iterdir())


def _hashes(packet: Path) -> dict[str, str]:
    files = sorted(path for path in packet.rglob("*") if path.is_file())
    return {path.relative_to(packet).as_posix(): sha256(path) for path in files}


def _manifest(grid: Grid, jobs: Sequence[Job], results: Sequence[Result]) -> dict[str, Any]:
    sees_most = max(jobs, key=lambda job: job.parameters.as_of or date.max)
    plain = [job.parameters.model_dump(mode="json") for job in jobs]
    return {
        "notebook": grid.notebook.name,
        "grid": {name: list(dict.fromkeys(values[name] for values in plain)) for name in grid.names},
        "repeated": grid.repeated,
        "environment": environment(),
        "fingerprint": fingerprint(sees_most).as_dict(),
        "states": dict(Counter(result.state.value for result in results)),
        "seconds": round(sum(result.seconds for result in results), 3),
        "runs": [
            {"run": number, "parameters": values, "key": result.key, "state": result.state.value,
             "reason": result.reason, "cell": result.cell, "seconds": result.seconds}
            for number, (values, result) in enumerate(zip(plain, results, strict=True), start=1)
        ],
    }  # fmt: skip

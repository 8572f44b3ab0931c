"""The archive of runs: which report is fresh, what took how long, when a run was, which one ``latest`` shows."""

import hashlib
import json
import os
import platform
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from math import inf
from pathlib import Path
from typing import Any

from helpers.factory.fingerprint import Fingerprint, fingerprint
from helpers.factory.plan import Job
from helpers.factory.preload import LATER
from helpers.factory.reach import State, imports, state
from helpers.project import SOURCE

_PACKAGES = [
    "numpy",
    "pandas",
    "scipy",
    "statsmodels",
    "matplotlib",
    "seaborn",
    "ruptures",
    "networkx",
    "papermill",
    "nbconvert",
    "typst",
]
LINKS_ALLOWED = os.name != "nt"
"""Whether every user may make links, as everywhere but on Windows."""


def shown_run(reports: Path) -> str:
    """Return the id of the run that ``latest`` shows; empty where there is none."""
    try:
        return str(json.loads((reports / "latest" / "manifest.json").read_text(encoding="utf-8"))["run"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def stale(job: Job, reports: Path) -> list[str]:
    """Say why a report must be made again; nothing if the one in ``latest`` is fresh, and whole.

    Only reports of the collection itself are looked for there: other parameters are made whenever they are asked for.
    """
    if not job.is_standard:
        return ["asked for with other parameters or formats"]
    try:
        manifest = manifest_in(reports / "latest")
        entry = manifest["reports"][job.report]
        files = {name: manifest["files"][name] for name in entry["files"]}
        old = Fingerprint.from_dict(entry["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return ["there is no report of it yet"]
    torn = [name for name, known in files.items() if not _is(reports / "latest" / name, known)]
    return [f"{name} is not what was written" for name in torn] + fingerprint(job, like=old).changes(old)


def manifest_in(packet: Path) -> dict[str, Any]:
    """Read the manifest of a packet; one that did not change since is not read again, and must not be changed."""
    path = packet / "manifest.json"
    return _read_manifest(path, state(path))


@cache
def _read_manifest(path: Path, _state: State) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _is(path: Path, known: str) -> bool:
    return path.is_file() and sha256(path) == known


def longest_first(jobs: Sequence[Job], reports: Path) -> list[Job]:
    """Put first what took longest when it was made last, so that no core is idle while a long one ends alone.

    One that was never made comes before those, and the more code it reaches the earlier. But the cores begin with those
    that need nothing of what the warm parent of kernels loads only after it has forked the first.
    """
    try:
        manifest = manifest_in(reports / "latest")
        seconds = {name: sum(entry["seconds"].values()) for name, entry in manifest["reports"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        seconds = {}
    code = {job.name: fingerprint(job).code for job in jobs}
    size = {name: sum(state(f"{SOURCE}/{path}")[1] for path in paths) for name, paths in code.items()}
    queue = sorted(jobs, key=lambda job: (-seconds.get(job.report, inf), -size[job.name]))
    ready = [job for job in queue if not imports(job.notebook.path, code[job.name], SOURCE, LATER["kernel"])]
    begun = ready[: os.cpu_count()]
    return begun + [job for job in queue if job not in begun]


def new_run_id(jobs: Sequence[Job], now: datetime | None = None) -> str:
    """Name a run by its time and by what it was asked to do: sortable, and no two alike by accident."""
    now = now or datetime.now(UTC)
    asked = json.dumps([[job.report, job.parameters.model_dump(mode="json"), job.formats] for job in jobs])
    return f"{now:%Y%m%dT%H%M%S%f}Z-{hashlib.sha256(asked.encode()).hexdigest()[:6]}"


def run_time(run: str) -> datetime | None:
    """Read the time of a run from its id; None where the id was not made by :func:`new_run_id`.

    Examples
    --------
    >>> run_time("20261127T123034602114Z-f1b678").isoformat(timespec="seconds")
    '2026-11-27T12:30:34+00:00'
    """
    try:
        return datetime.strptime(run.partition("Z")[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
    except ValueError:
        return None


def notebook_of(report: str) -> str:
    """Return the notebook of a report: its name without the language of an edition.

    Examples
    --------
    >>> notebook_of("02_trade.ru"), notebook_of("02_trade")
    ('02_trade', '02_trade')
    """
    return report.partition(".")[0]


def environment() -> dict[str, str]:
    """Return the versions that a number can depend on."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "caspian-notebooks": version("caspian-notebooks"),
        **{name: version(name) for name in _PACKAGES},
    }


def sha256(path: Path) -> str:
    """Return the hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def point(latest: Path, packet: Path) -> None:
    """Let ``latest`` show a folder below its own, in one step; where links are not allowed, by swapping a copy."""
    fresh = latest.with_name(f".{latest.name}-{packet.name}")
    try:
        fresh.symlink_to(packet.relative_to(latest.parent), target_is_directory=True)
        fresh.replace(latest)
    except OSError:
        if LINKS_ALLOWED:
            fresh.unlink(missing_ok=True)
            raise
        shutil.copytree(packet, fresh)
        old = latest.with_name(f".old-{packet.name}")
        if latest.exists():
            latest.replace(old)
        fresh.replace(latest)
        shutil.rmtree(old, ignore_errors=True)

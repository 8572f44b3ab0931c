"""The archive of runs: packets that are whole or absent, and ``latest``, which only ever points at a whole one."""

import hashlib
import json
import os
import platform
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from helpers.factory.outcome import Outcome
from helpers.factory.plan import Job
from helpers.project import root

_PACKAGES = [
    "numpy",
    "pandas",
    "scipy",
    "statsmodels",
    "matplotlib",
    "seaborn",
    "ruptures",
    "networkx",
    "pandera",
    "papermill",
    "nbconvert",
    "typst",
]
LINKS_ALLOWED = os.name != "nt"
"""Whether every user may make links, as everywhere but on Windows."""


def new_run_id(jobs: Sequence[Job], now: datetime | None = None) -> str:
    """Name a run by its time and by what it was asked to do: sortable, and no two alike by accident."""
    now = now or datetime.now(UTC)
    asked = json.dumps([[job.notebook.name, job.parameters.model_dump(mode="json"), job.formats] for job in jobs])
    return f"{now:%Y%m%dT%H%M%S%f}Z-{hashlib.sha256(asked.encode()).hexdigest()[:6]}"


def publish(run_id: str, jobs: Sequence[Job], outcomes: Sequence[Outcome], work: Path, reports: Path) -> Path:
    """Make the packet of a run and, where it is the collection's own, move ``latest`` to it.

    A packet of standard reports is complete: a notebook that failed, or was not part of the build, keeps its
    newest good report, and the manifest says from which run. Nothing is visible before everything is written.

    Parameters
    ----------
    work
        Folder in which each job left its files.
    reports
        Folder with ``runs/`` and ``latest``.

    Returns
    -------
    Path
        The packet's folder, ``reports/runs/<run id>``.
    """
    standard = all(job.is_standard for job in jobs)
    partial, packet = reports / "runs" / f".partial-{run_id}", reports / "runs" / run_id
    partial.mkdir(parents=True)
    try:
        for outcome in outcomes:
            _collect(outcome, work / outcome.notebook, partial)
        carried = _carry(reports / "latest", partial, outcomes) if standard else {}
        manifest = _manifest(run_id, jobs, outcomes, carried, partial)
        (partial / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
        partial.replace(packet)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    if standard and any(outcome.good for outcome in outcomes):
        _point(reports / "latest", packet)
    return packet


def _collect(outcome: Outcome, made: Path, partial: Path) -> None:
    """Copy a job's files; of one that failed, the notebook as far as it got, for whoever mends it."""
    for name in outcome.files:
        shutil.copy2(made / name, partial / name)
    broken = made / f"{outcome.notebook}.ipynb"
    if not outcome.good and broken.exists():
        shutil.copy2(broken, partial / f"{outcome.notebook}.failed.ipynb")


def _carry(latest: Path, partial: Path, outcomes: Sequence[Outcome]) -> dict[str, dict[str, Any]]:
    """Copy the newest good reports of notebooks that this run did not make."""
    try:
        old = json.loads((latest / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    made = {outcome.notebook for outcome in outcomes if outcome.good}
    carried = {}
    for name, entry in old["reports"].items():
        if name not in made and entry["files"]:
            for file in entry["files"]:
                shutil.copy2(latest / file, partial / file)
            carried[name] = {**entry, "carried_from": entry.get("carried_from") or old["run"]}
    return carried


def _manifest(
    run_id: str, jobs: Sequence[Job], outcomes: Sequence[Outcome], carried: dict[str, Any], partial: Path
) -> dict[str, Any]:
    own = {
        outcome.notebook: {
            "parameters": job.parameters.model_dump(mode="json"),
            "notebook_sha256": sha256(job.notebook.path),
            **outcome.as_dict(),
        }
        for job, outcome in zip(jobs, outcomes, strict=True)
    }
    failed = {name: entry for name, entry in own.items() if name in carried}
    return {
        "run": run_id,
        "inputs": inputs(),
        "environment": environment(),
        "reports": {**own, **carried},
        "failed_now": failed,
        "files": {path.name: sha256(path) for path in sorted(partial.iterdir())},
    }


def inputs() -> dict[str, str]:
    """Return the hash of every file that a report can depend on, by path."""
    folder = root()
    files = [
        *sorted((folder / "data").rglob("*.csv")),
        folder / "data" / "datapackage.json",
        *sorted((folder / "src").rglob("*.py")),
        *sorted((folder / "notebooks").glob("*.ipynb")),
        folder / "uv.lock",
    ]
    return {path.relative_to(folder).as_posix(): sha256(path) for path in files if path.is_file()}


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
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _point(latest: Path, packet: Path) -> None:
    """Move ``latest`` in one step; where links are not allowed (Windows), by swapping a copy."""
    fresh = latest.with_name(f".latest-{packet.name}")
    try:
        fresh.symlink_to(Path("runs") / packet.name, target_is_directory=True)
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

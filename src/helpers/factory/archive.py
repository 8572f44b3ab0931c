"""The archive of runs: packets that are whole or absent, and ``latest``, which only ever points at a whole one."""

import hashlib
import json
import os
import platform
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from math import inf
from pathlib import Path
from types import MappingProxyType
from typing import Any

from helpers.factory import sums
from helpers.factory.failure import failure_page
from helpers.factory.fingerprint import Fingerprint, fingerprint
from helpers.factory.outcome import Outcome
from helpers.factory.plan import Job
from helpers.factory.reach import State, state

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
        manifest = _manifest_in(reports / "latest")
        entry = manifest["reports"][job.report]
        files = {name: manifest["files"][name] for name in entry["files"]}
        old = Fingerprint.from_dict(entry["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return ["there is no report of it yet"]
    torn = [name for name, known in files.items() if not _is(reports / "latest" / name, known)]
    return [f"{name} is not what was written" for name in torn] + fingerprint(job, like=old).changes(old)


def _manifest_in(packet: Path) -> dict[str, Any]:
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

    One that was never made comes before those, and the more code it reaches the earlier.
    """
    try:
        manifest = _manifest_in(reports / "latest")
        seconds = {name: sum(entry["seconds"].values()) for name, entry in manifest["reports"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        seconds = {}
    return sorted(jobs, key=lambda job: (-seconds.get(job.report, inf), -len(fingerprint(job).code)))


def new_run_id(jobs: Sequence[Job], now: datetime | None = None) -> str:
    """Name a run by its time and by what it was asked to do: sortable, and no two alike by accident."""
    now = now or datetime.now(UTC)
    asked = json.dumps([[job.report, job.parameters.model_dump(mode="json"), job.formats] for job in jobs])
    return f"{now:%Y%m%dT%H%M%S%f}Z-{hashlib.sha256(asked.encode()).hexdigest()[:6]}"


def publish(
    run_id: str,
    jobs: Sequence[Job],
    outcomes: Sequence[Outcome],
    work: Path,
    reports: Path,
    inputs: Mapping[str, str] = MappingProxyType({}),
) -> Path:
    """Make the packet of a run and, where it is the collection's own, move ``latest`` to it.

    A packet of standard reports is complete: a notebook that failed, or was not part of the build, keeps its
    newest good report, and the manifest says from which run. Nothing is visible before everything is written.

    Parameters
    ----------
    work
        Folder in which each job left its files.
    reports
        Folder with ``runs/`` and ``latest``.
    inputs
        The packs that keep what it was made from, as :func:`helpers.factory.inputs.store` names them.

    Returns
    -------
    Path
        The packet's folder, ``reports/runs/<run id>``.
    """
    standard = all(job.is_standard for job in jobs)
    partial, packet = reports / "runs" / f".partial-{run_id}", reports / "runs" / run_id
    partial.mkdir(parents=True)
    try:
        for job, outcome in zip(jobs, outcomes, strict=True):
            _collect(job, outcome, work / outcome.notebook, partial)
        carried = _carry(reports / "latest", partial, outcomes) if standard else {}
        own = _own(jobs, outcomes)
        failed = {name: entry for name, entry in own.items() if name in carried}
        run = {"run": run_id, "environment": environment(), "inputs": dict(inputs)}
        _describe({**run, "reports": {**own, **carried}, "failed_now": failed}, partial)
        # listed first: a packet that can be seen is always vouched for, also if we end between the two
        sums.append(packet.parent, f"{run_id}/manifest.json", sha256(partial / "manifest.json"))
        partial.replace(packet)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        if not packet.exists():
            sums.keep(packet.parent, sums.read(packet.parent).keys() - {f"{run_id}/manifest.json"})
        raise
    if standard and any(outcome.good for outcome in outcomes):
        point(reports / "latest", packet)
    return packet


def _collect(job: Job, outcome: Outcome, made: Path, partial: Path) -> None:
    """Copy a job's files; of one that failed, a page that says where, and the notebook as far as it came."""
    for name in outcome.files:
        shutil.copy2(made / name, partial / name)
    if outcome.good:
        return
    (partial / f"{outcome.notebook}.failed.html").write_text(failure_page(job, outcome), encoding="utf-8")
    broken = made / f"{outcome.notebook}.ipynb"
    if broken.exists():
        shutil.copy2(broken, partial / f"{outcome.notebook}.failed.ipynb")


def _carry(latest: Path, partial: Path, outcomes: Sequence[Outcome]) -> dict[str, dict[str, Any]]:
    """Copy the newest good reports of notebooks that this run did not make."""
    try:
        old = _manifest_in(latest)
    except (OSError, ValueError):
        return {}
    made = {outcome.notebook for outcome in outcomes if outcome.good}
    carried = {}
    for name, entry in old["reports"].items():
        if name not in made and entry["files"]:
            for file in entry["files"]:
                shutil.copy2(latest / file, partial / file)
            carried[name] = entry if "carried_from" in entry else {**entry, **_made_by(old)}
    return carried


def _made_by(old: dict[str, Any]) -> dict[str, Any]:
    """What a report says of the run that made it, once it is carried into others."""
    return {"carried_from": old["run"], "environment": old["environment"], "inputs": old.get("inputs", {})}


def _describe(manifest: dict[str, Any], partial: Path) -> None:
    """Write what a packet holds: for archives in RO-Crate's terms, and the manifest with the hashes of all else."""
    from helpers.factory.crate import NAME, crate

    names = [path.name for path in partial.iterdir()]
    (partial / NAME).write_text(crate(manifest, [*names, "manifest.json"]), encoding="utf-8")
    hashes = {path.name: sha256(path) for path in sorted(partial.iterdir())}
    whole = json.dumps({**manifest, "files": hashes}, ensure_ascii=False)
    (partial / "manifest.json").write_text(whole, encoding="utf-8")


def _own(jobs: Sequence[Job], outcomes: Sequence[Outcome]) -> dict[str, dict[str, Any]]:
    """Tell of each report that the run was to make."""
    return {
        outcome.notebook: {
            "parameters": job.parameters.model_dump(mode="json"),
            "fingerprint": fingerprint(job).as_dict(),
            **outcome.as_dict(),
        }
        for job, outcome in zip(jobs, outcomes, strict=True)
    }


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

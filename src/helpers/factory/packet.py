"""The packet of a run: whole or absent, and ``latest``, which only ever points at a whole one."""

import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import Any

from helpers.factory import sums
from helpers.factory.archive import environment, manifest_in, point, sha256
from helpers.factory.compact import compact
from helpers.factory.crate import NAME, crate
from helpers.factory.failure import failure_page
from helpers.factory.fingerprint import fingerprint, noted
from helpers.factory.outcome import Outcome
from helpers.factory.plan import Job


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
        own = _own(jobs, outcomes, work)
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
        old = manifest_in(latest)
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
    names = sorted(path.name for path in partial.iterdir())
    with ThreadPoolExecutor() as aside:  # hashing leaves the interpreter to others
        found = aside.map(sha256, [partial / name for name in names])
        (partial / NAME).write_text(crate(manifest, [*names, "manifest.json"]), encoding="utf-8")
    hashes = dict(sorted([*zip(names, found, strict=True), (NAME, sha256(partial / NAME))]))
    (partial / "manifest.json").write_bytes(compact({**manifest, "files": hashes}))


def _own(jobs: Sequence[Job], outcomes: Sequence[Outcome], work: Path) -> dict[str, dict[str, Any]]:
    """Tell of each report that the run was to make, with what it was started from: that may have changed since."""
    return {
        outcome.notebook: {
            "parameters": job.parameters.model_dump(mode="json"),
            "fingerprint": (noted(work / outcome.notebook) or fingerprint(job)).as_dict(),
            **outcome.as_dict(),
        }
        for job, outcome in zip(jobs, outcomes, strict=True)
    }

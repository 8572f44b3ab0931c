"""Building reports for tests: small enough to be quick, whole enough to be looked at."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from filelock import FileLock

from helpers.factory.archive import new_run_id
from helpers.factory.execute import Limits, execute, warm_parents
from helpers.factory.packet import publish
from helpers.factory.plan import Job, plan
from helpers.locale import LANGUAGES
from helpers.parameters import Scorecard

Manifest = dict[str, Any]


def editions(names: Iterable[str]) -> list[str]:
    """Return the names of the reports on notebooks in every language."""
    endings = ("", *(f".{lang}" for lang in LANGUAGES[1:]))
    return [f"{name}{ending}" for name in sorted(names) for ending in endings]


def built(
    folder: Path, names: list[str], formats: tuple[str, ...], languages: Sequence[str] = (), **settings: str
) -> tuple[Path, Manifest]:
    """Build notebooks with few draws; return the packet and its manifest."""
    jobs = [_short(job) for job in plan(names, {"draws": "100", **settings}, formats, languages)]
    outcomes = execute(jobs, folder / "work", Limits(300))
    packet = publish(new_run_id(jobs), jobs, outcomes, folder / "work", folder / "reports")
    return packet, json.loads((packet / "manifest.json").read_text(encoding="utf-8"))


def built_once(folder: Path, *what: Any) -> tuple[Path, Manifest]:
    """Build as :func:`built` does, or take what another process of these tests has built in the same folder."""
    with FileLock(f"{folder}.lock"):
        for manifest in (folder / "reports" / "runs").glob("[!.]*/manifest.json"):  # there as soon as it is whole
            return manifest.parent, json.loads(manifest.read_text(encoding="utf-8"))
        with warm_parents():
            return built(folder, *what)


def _short(job: Job) -> Job:
    """The scorecard with a short history: each of its days judges the whole ledger again."""
    if isinstance(job.parameters, Scorecard):
        return replace(job, parameters=job.parameters.model_copy(update={"first_year": 2025}))
    return job

"""Letting old runs go: by the policy, never what something points at, each packet in one step.

What only runs that went were made from goes with them: packs of inputs, and raw replies of live sources that no vintage
names.
"""

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from helpers.factory import sums
from helpers.factory.archive import run_time
from helpers.factory.inputs import FOLDER as INPUTS
from helpers.factory.workshop import locked
from helpers.project import root
from helpers.runs.inputs import named_inputs
from helpers.runs.listing import Run, runs
from helpers.runs.naming import RELEASE, released
from helpers.runs.retention import Policy, kept

GONE: Final = ".gone-"
"""What the name of a packet begins with from when it is let go until its files are removed."""

PARTIAL: Final = ".partial-"

RAW: Final = ".raw"
"""Folder of the raw replies beside the vintages of live sources."""


@dataclass(frozen=True)
class Decision:
    """What becomes of a run or of a file, and why."""

    name: str
    stays: bool
    why: str
    size: int


@dataclass(frozen=True)
class Plan:
    """What stays and what goes.

    Attributes
    ----------
    runs
        A decision for each run, oldest first.
    packs, raw
        Files that nothing needs any more, once those runs have gone.
    leftovers
        What builds and removals that were broken off left behind.
    size, freed
        Bytes of the archive and of the raw replies before, and those of what goes.
    """

    runs: list[Decision]
    packs: list[Path] = field(default_factory=list)
    raw: list[Path] = field(default_factory=list)
    leftovers: list[Path] = field(default_factory=list)
    size: int = 0
    freed: int = 0

    @property
    def gone(self) -> list[Decision]:
        """The runs that go."""
        return [one for one in self.runs if not one.stays]


def keep(reports: Path, policy: Policy, now: datetime | None = None, remove: bool = False) -> Plan:
    """Decide what stays, and if asked let the rest go.

    Parameters
    ----------
    now
        None takes the time of asking.
    remove
        Whether to do it: no build may work in the archive meanwhile, and none can start.

    Raises
    ------
    Refusal
        If a build works there.
    """
    with locked(reports) if remove else nullcontext():
        plan = decide(reports, policy, now or datetime.now(UTC))
        if remove:
            _remove(plan, reports)
            _remove_replies(plan.raw)
    return plan


def decide(reports: Path, policy: Policy, now: datetime) -> Plan:
    """Decide what stays, and touch nothing."""
    found = runs(reports)
    reasons = {**_by_policy(found, policy, now), **_pointed_at(reports), **_told_by_nothing(found)}
    decided = [
        Decision(run.run, run.run in reasons, reasons.get(run.run, "an older one of its week and its month"),
                 size(reports / "runs" / run.run))
        for run in found
    ]  # fmt: skip
    staying = [one.name for one in decided if one.stays]
    doubt = any(run.fault for run in found)  # what such a run needs is not known
    packs = [] if doubt else list(_unneeded_packs(reports, staying))
    raw = list(_unneeded_replies(_live(), now - timedelta(days=max(policy.days, 1))))
    leftovers = list(_leftovers(reports))
    freed = sum(one.size for one in decided if not one.stays) + sum(map(size, [*packs, *raw, *leftovers]))
    return Plan(decided, packs, raw, leftovers, size(reports) + size(_live() / RAW), freed)


def _live() -> Path:
    return root() / "data" / "live"


def _by_policy(found: Sequence[Run], policy: Policy, now: datetime) -> dict[str, str]:
    """Each request has its own newest run, its own weeks and months: one cannot stand for another."""
    alike: dict[str, dict[str, datetime]] = defaultdict(dict)
    for run in found:
        made, holds = run_time(run.run), sorted({(one.notebook, one.lang) for one in run.reports})
        if made and not run.fault:
            alike[json.dumps([run.settings, holds], sort_keys=True)][run.run] = made
    good = {run.run for run in found if run.good and not run.failed}
    return {run: why for made in alike.values() for run, why in kept(made, policy, now, good).items()}


def _told_by_nothing(found: Sequence[Run]) -> dict[str, str]:
    untold = {run.run: "its name does not tell its day" for run in found if not run_time(run.run)}
    return {**untold, **{run.run: f"{run.fault}; ask 'caspian verify'" for run in found if run.fault}}


def _pointed_at(reports: Path) -> dict[str, str]:
    """Runs that the archive shows by a name, those from which they took reports, and the ends of comparisons."""
    reasons = {run: f"the comparison {name} needs it" for name, run in _compared(reports)}
    shown = {name: manifest for name, manifest in _shown(reports) if manifest}
    for name, manifest in shown.items():
        carried = {str(entry.get("carried_from") or "") for entry in manifest["reports"].values()} - {""}
        reasons |= dict.fromkeys(carried, f"{name} has a report of it")
    return {**reasons, **{str(manifest["run"]): f"{name} shows it" for name, manifest in shown.items()}}


def _shown(reports: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The manifests behind every link of the archive, a copy that stands for one, and the name of the release."""
    for path in sorted(reports.glob("[!.]*")):
        if path.is_dir() and (path.is_symlink() or path.name == "latest"):
            yield path.name, _manifest(path)
    if run := released(reports):
        yield RELEASE, _manifest(reports / "runs" / run)


def _manifest(packet: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((packet / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _compared(reports: Path) -> Iterator[tuple[str, str]]:
    """The ends of each comparison in which a verdict turned; where none did there is nothing to come back to."""
    for path in (reports / "comparisons").glob("*..*.json"):
        try:
            turned = json.loads(path.read_text(encoding="utf-8")).get("verdicts")
        except (OSError, ValueError, AttributeError):
            turned = True  # in doubt it is needed
        if turned or turned is None:
            yield from ((path.stem, run) for run in path.stem.split(".."))


def _unneeded_packs(reports: Path, staying: Sequence[str]) -> Iterator[Path]:
    needed = {pack for run in staying for pack in named_inputs(_manifest(reports / "runs" / run))}
    yield from (path for path in sorted((reports / INPUTS).glob("[!.]*.zip")) if path.stem not in needed)


def _unneeded_replies(live: Path, since: datetime) -> Iterator[Path]:
    """Raw replies that no vintage and no withheld reply names, and that are older than the days of the policy."""
    old = [path for path in sorted((live / RAW).glob("[!.]*.gz")) if path.stat().st_mtime < since.timestamp()]
    named = _named(live) if old else ""
    yield from (path for path in old if path.name.partition(".")[0] not in named)


def _named(live: Path) -> str:
    """All records of vintages and of withheld replies: they have the hashes of their raw replies."""
    records = [*live.glob("[!.]*@*/*.json"), *live.glob(".held/*/*.json")]
    return "\n".join(path.read_text(encoding="utf-8") for path in records)


def _leftovers(reports: Path) -> Iterator[Path]:
    places = [*(reports / "runs").glob(f"{GONE}*"), *(reports / "runs").glob(f"{PARTIAL}*")]
    yield from sorted([*places, *(reports / INPUTS).glob(f"{PARTIAL}*")])


def _remove(plan: Plan, reports: Path) -> None:
    """Let go what the plan says: first out of sight, one packet at a time, then off the list, then off the disk."""
    folder = reports / "runs"
    for one in plan.gone:
        packet = folder / one.name
        if not packet.is_symlink():
            packet.rename(folder / f"{GONE}{one.name}")
    there = {path.name for path in folder.glob("[!.]*")}
    sums.keep(folder, [name for name in sums.read(folder) if name.partition("/")[0] in there])
    for path in [*_leftovers(reports), *plan.packs]:
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _remove_replies(raw: Sequence[Path]) -> None:
    """Let go raw replies, unless a refresh works there: it may be about to name one."""
    if not raw:
        return
    try:
        with FileLock(_live() / ".lock", timeout=0):
            named = _named(_live())
            for path in raw:
                if path.name.partition(".")[0] not in named:
                    path.unlink()
    except Timeout:
        return


def size(path: Path) -> int:
    """Return the bytes of a file or of all in a folder; what is elsewhere, behind a link, is not counted."""
    if path.is_symlink() or not path.is_dir():
        return path.lstat().st_size if path.is_symlink() or path.exists() else 0
    return sum(
        os.lstat(os.path.join(place, name)).st_size  # noqa: PTH118  a packet has dozens of files, an archive thousands
        for place, _, names in os.walk(path)
        for name in names
    )

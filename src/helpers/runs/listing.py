"""The runs of an archive in short: what each was asked, how it ended, what it found.

A packet never changes, so what its manifest says is read once and remembered beside the archive.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from helpers.factory.archive import notebook_of
from helpers.locale import LANGUAGES
from helpers.runs.packets import Packet, day_of, spoken

MEMORY: Final = ".memory"
"""Folder of the archive for what can be worked out again."""

MOST_NAMED: Final = 3
"""Notebooks of a run that are named; of more only their number is told."""


@dataclass(frozen=True)
class Made:
    """A report of a run.

    Attributes
    ----------
    settings
        Parameters that were not at their default, but for the language.
    parameters
        All of them, as plain values.
    good
        Whether there is a report to read.
    carried_from
        The earlier run that made it; empty where this run did.
    """

    notebook: str
    lang: str
    state: str
    good: bool
    settings: dict[str, Any]
    parameters: dict[str, Any]
    carried_from: str = ""


@dataclass(frozen=True)
class Run:
    """A run.

    Attributes
    ----------
    reports
        All that it holds, and those that it could not make.
    verdicts
        By claim: the word, and the notebook whose report gives it.
    fault
        What is wrong with its manifest; empty where it could be read.
    """

    run: str
    reports: list[Made] = field(default_factory=list)
    verdicts: dict[str, tuple[str, str]] = field(default_factory=dict)
    fault: str = ""

    @property
    def day(self) -> str:
        """Day of the run, ISO; empty where its id does not tell."""
        return day_of(self.run)

    @property
    def good(self) -> list[Made]:
        """The reports that it made."""
        return [made for made in self.reports if made.good and not made.carried_from]

    @property
    def failed(self) -> list[Made]:
        """The reports that it could not make."""
        return [made for made in self.reports if not made.good]

    @property
    def carried(self) -> list[Made]:
        """The reports that it took from earlier runs."""
        return [made for made in self.reports if made.carried_from]

    @property
    def settings(self) -> dict[str, Any]:
        """What was asked of its own reports beside the defaults."""
        return {name: value for made in [*self.good, *self.failed] for name, value in made.settings.items()}

    @property
    def asked(self) -> str:
        """What was asked, in a few words: notebooks, languages, settings."""
        own = [*self.good, *self.failed]
        names = sorted({made.notebook for made in own})
        told = ", ".join(names) if len(names) <= MOST_NAMED else f"{len(names)} notebooks"
        languages = sorted({made.lang for made in own}, key=lambda lang: (lang != LANGUAGES[0], lang))
        return ", ".join([told, *languages, *(f"{name}={value}" for name, value in self.settings.items())])

    @property
    def tally(self) -> dict[str, int]:
        """How many verdicts there are of each word, the most frequent first."""
        return dict(Counter(word for word, _ in self.verdicts.values()).most_common())

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        counts = {"good": len(self.good), "failed": len(self.failed), "carried": len(self.carried)}
        return {
            "run": self.run, "day": self.day, "asked": self.asked, "settings": self.settings, **counts,
            "verdicts": {claim: word for claim, (word, _) in self.verdicts.items()}, "tally": self.tally,
            "fault": self.fault,
        }  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What is remembered of a run, and what tells that its manifest is another one now."""

    state: tuple[int, int]
    run: Run


_MEMORY: Final = TypeAdapter(dict[str, Known])


def runs(reports: Path) -> list[Run]:
    """Return the runs of an archive, oldest first; none where nothing was built yet."""
    shelf = reports / MEMORY / "runs.json"
    known, found = _remembered(shelf), dict[str, Known]()
    for manifest in _manifests(reports):
        name, now = manifest.parent.name, _state(manifest)
        same = name in known and known[name].state == now
        found[name] = known[name] if same else Known(now, _read(manifest))
    if found != known:
        _remember(found, shelf)
    return [one.run for _, one in sorted(found.items())]


def _manifests(reports: Path) -> Iterator[Path]:
    return (folder / "manifest.json" for folder in (reports / "runs").glob("[!.]*") if folder.is_dir())


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _remembered(shelf: Path) -> dict[str, Known]:
    try:
        return _MEMORY.validate_json(shelf.read_bytes())
    except (OSError, ValidationError):
        return {}


def _remember(found: dict[str, Known], shelf: Path) -> None:
    """Write what is known; an archive that only can be read is read anew each time."""
    fresh = shelf.with_suffix(".new")
    try:
        shelf.parent.mkdir(exist_ok=True)
        fresh.write_bytes(_MEMORY.dump_json(found))
        fresh.replace(shelf)
    except OSError:
        return


def _read(path: Path) -> Run:
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        return _in_short(path.parent, manifest)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return Run(path.parent.name, fault=f"its manifest cannot be read ({type(error).__name__}: {error})")


def _in_short(folder: Path, manifest: Mapping[str, Any]) -> Run:
    entries = [*manifest["reports"].items(), *manifest.get("failed_now", {}).items()]
    editions = [Packet(folder, manifest, lang) for lang in LANGUAGES]
    judged = next((edition.verdicts for edition in editions if edition.verdicts), {})
    verdicts = {claim: (str(item["verdict"]), report) for claim, (report, item) in judged.items()}
    return Run(folder.name, [_made(name, entry) for name, entry in entries], verdicts)


def _made(name: str, entry: Mapping[str, Any]) -> Made:
    parameters = {known: value for known, value in entry["parameters"].items() if known != "lang"}
    return Made(
        notebook_of(name), spoken(entry), str(entry["state"]), bool(entry["files"]), _settings(name, entry, parameters),
        parameters, str(entry.get("carried_from") or ""),
    )  # fmt: skip


def _settings(name: str, entry: Mapping[str, Any], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The report itself says what was set; of one that failed, what is no default now."""
    changed = entry["results"].get("changed")
    if changed is None:
        from helpers.parameters import NOTEBOOKS

        model = NOTEBOOKS.get(notebook_of(name))
        standard = model().model_dump(mode="json") if model else {}
        changed = [known for known, value in parameters.items() if standard.get(known, value) != value]
    return {known: parameters[known] for known in changed if known in parameters}

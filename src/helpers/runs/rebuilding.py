"""An exported run built again from the code and the evidence that it brings along, and held against what it says.

The packages are those of this machine: the environment is the one thing that a file cannot bring. Where versions differ
it is said, for a number may hang on one.
"""

import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from math import isclose
from pathlib import Path
from typing import Any, Final

from helpers.factory.archive import environment, notebook_of
from helpers.factory.refusal import Refusal
from helpers.locale import LANGUAGES
from helpers.runs.asking import ask
from helpers.runs.exporting import file_faults, manifest_of, unpacked
from helpers.runs.inputs import inputs_of, tree

CLOSE: Final = 1e-9
"""Relative difference up to which two numbers are the same: processors differ in the last bits."""

Tell = Callable[[str], None]
Entries = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Rebuilt:
    """What came out again.

    Attributes
    ----------
    run
        The run that was exported.
    reports, verdicts, numbers
        How many were compared.
    differences
        What is not as the run says, each in words; none if everything came out again.
    versions
        What is installed here in other versions than the run had.
    """

    run: str
    reports: int
    verdicts: int
    numbers: int
    differences: list[str] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)


def rebuild(file: Path, to: Path | None = None, tell: Tell = lambda _: None) -> Rebuilt:
    """Build an exported run again and compare.

    Parameters
    ----------
    to
        Folder for what is unpacked and built; None keeps nothing.
    tell
        Is told what begins.

    Raises
    ------
    Refusal
        If the file is not what was exported, or the folder is not empty.
    """
    if faults := file_faults(file):
        raise Refusal("\n".join([*faults, "nothing was built"]))
    if to and to.exists() and any(to.iterdir()):
        raise Refusal(f"{to}: not empty; choose a new folder")
    with unpacked(file) as archive, tempfile.TemporaryDirectory() if to is None else nullcontext(to) as place:
        run, manifest = manifest_of(archive)
        entries = {name: entry for name, entry in manifest["reports"].items() if entry["files"]}
        made = _built(archive, manifest, entries, Path(place), tell)
    return _compared(run, manifest, entries, made)


def _built(archive: Path, manifest: Mapping[str, Any], entries: Entries, place: Path, tell: Tell) -> Entries:
    """Build every report from its own inputs; those with the same inputs, settings and language together."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name, entry in entries.items():
        asked = [dict(inputs_of(manifest, name)), _settings(entry), entry["parameters"].get("lang") or LANGUAGES[0]]
        alike[json.dumps(asked, sort_keys=True)].append(name)
    projects: dict[str, Path] = {}
    made: dict[str, Mapping[str, Any]] = {}
    for number, (key, names) in enumerate(sorted(alike.items()), start=1):
        inputs, settings, lang = json.loads(key)
        packed = json.dumps(inputs, sort_keys=True)
        if packed not in projects:
            projects[packed] = tree(inputs, archive, place / f"project-{len(projects) + 1}")
        tell(f"building {', '.join(names)}")
        made |= _run(projects[packed], place / "built" / str(number), names, ["--lang", lang, *_options(settings)])
    return made


def _settings(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What was set, as the report says; all else is a default, and its own code knows that."""
    changed = entry["results"].get("changed", ())
    return {name: entry["parameters"][name] for name in sorted(changed) if name != "lang"}


def _options(settings: Mapping[str, Any]) -> list[str]:
    return [text for name, value in settings.items() for text in ("--set", f"{name}={_text(value)}")]


def _run(project: Path, out: Path, names: Sequence[str], options: Sequence[str]) -> Entries:
    """Ask the code of a project for some reports, in a process of its own, and return what its manifest says."""
    notebooks = sorted({notebook_of(name) for name in names})
    arguments = ["build", *notebooks, *options, "--formats", "html", "--out", str(out)]
    done = ask(project, project / "src", arguments)
    found = next(iter(sorted((out / "runs").glob("[!.]*/manifest.json"))), None)
    if found is None:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-5:])
        return {name: {"state": "refused", "reason": last, "files": [], "results": {}} for name in names}
    reports: Entries = json.loads(found.read_text(encoding="utf-8"))["reports"]
    return {name: reports[name] for name in names if name in reports}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _compared(run: str, manifest: Mapping[str, Any], entries: Entries, made: Entries) -> Rebuilt:
    differences = [text for name in entries for text in _report_differences(name, entries[name], made.get(name, {}))]
    results = [entry["results"] for entry in entries.values()]
    verdicts, numbers = (sum(len(found.get(kind, ())) for found in results) for kind in ("verdicts", "headlines"))
    return Rebuilt(run, len(entries), verdicts, numbers, differences, list(_other_versions(manifest["environment"])))


def _report_differences(name: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    if not now.get("files"):
        yield f"{name}: could not be built again ({now.get('state', 'not built')}: {now.get('reason', '')})"
        return
    yield from _item_differences(name, "verdicts", "id", then, now)
    yield from _item_differences(name, "headlines", "name", then, now)


def _item_differences(name: str, kind: str, key: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    old, new = ({item[key]: item for item in entry["results"].get(kind, ())} for entry in (then, now))
    for known in dict.fromkeys([*old, *new]):
        told = [_told(items.get(known), kind) for items in (old, new)]
        if not _same(old.get(known), new.get(known), kind):
            yield f"{name}, {known}: {told[0]} in the run, {told[1]} now"


def _told(item: Mapping[str, Any] | None, kind: str) -> str:
    return "nothing" if item is None else str(item["verdict" if kind == "verdicts" else "text"])


def _same(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, kind: str) -> bool:
    """Whether a verdict has the same word; whether a number says the same and is the same but for its last bits."""
    if old is None or new is None:
        return old is new
    if kind == "verdicts":
        return bool(old["verdict"] == new["verdict"])
    numbers = [(item.get("value"), item.get("low"), item.get("high")) for item in (old, new)]
    return old["text"] == new["text"] and all(
        a == b or (a is not None and b is not None and isclose(a, b, rel_tol=CLOSE))
        for a, b in zip(*numbers, strict=True)
    )


def _other_versions(then: Mapping[str, str]) -> Iterator[str]:
    now = environment()
    for name, version in then.items():
        if now.get(name) != version:
            yield f"{name}: {version} in the run, {now.get(name, 'none')} here"

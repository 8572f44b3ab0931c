"""Reports evaluated again from the inputs that the archive keeps, with some of them as an earlier run had them.

Each evaluation is a build of one notebook by the code of then, in a process and a folder of its own; only its headline
numbers and verdicts are kept, under the hash of all that they were made from, so that nothing is evaluated twice.
"""

import hashlib
import json
import tempfile
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from helpers.factory.archive import environment
from helpers.factory.execute import room
from helpers.factory.fingerprint import file_hash
from helpers.project import root
from helpers.runs.asking import ask
from helpers.runs.causes import MADE, REPORT, Evaluate, Factor, Results, State, Unknown
from helpers.runs.inputs import Inputs, inputs_of, place_of, unpack
from helpers.runs.packets import Entry, Packet
from helpers.runs.rows import mixed, package
from helpers.runs.whole import write_whole

MOST: Final = 60
"""Evaluations that one comparison may make, if nobody says otherwise."""

SECONDS: Final = 600
"""Longest time for one evaluation."""

NOTEBOOK, HELPERS = "notebook", "helpers"
"""The parts of the code."""


@dataclass(frozen=True)
class Made:
    """What a run made a report from."""

    entry: Entry
    inputs: Inputs
    environment: Mapping[str, str]


def made(packet: Packet, name: str, failed: bool = False) -> Made:
    """Tell what a report of a packet was made from, whichever run made it.

    Parameters
    ----------
    failed
        Whether the attempt is meant that the run made in vain, and not the edition that stands in its place.
    """
    entry = (packet.broken if failed else packet.reports)[name]
    carried = "carried_from" in entry
    versions = entry["environment"] if carried else packet.manifest["environment"]
    inputs = inputs_of(packet.manifest, packet.report_name(name) if carried else None)
    return Made(entry, inputs, _installed(versions, entry["fingerprint"]["setting"].get("uv.lock", "")))


def _installed(versions: Mapping[str, str], lock: str) -> dict[str, str]:
    """The environment that no packing can bring back; the project's own version is that of its code."""
    return {"uv.lock": lock, **{name: text for name, text in versions.items() if name != "caspian-notebooks"}}


def installed_now() -> dict[str, str]:
    """Return the environment in which an evaluation would run."""
    return _installed(environment(), file_hash(root() / "uv.lock"))


@dataclass(frozen=True)
class Recipe:
    """All that an evaluation is made from; two of the same recipe give the same."""

    notebook: str
    parameters: Mapping[str, Any]
    helpers: str
    notebooks: str
    data: str
    held: tuple[str, str, tuple[str, ...]] | None
    environment: Mapping[str, str]

    @property
    def key(self) -> str:
        """Hash of it all."""
        whole = json.dumps(asdict(self), sort_keys=True)
        return hashlib.blake2b(whole.encode(), digest_size=16).hexdigest()


def recipe(
    notebook: str, new: Made, old: Made, parts: Collection[str], old_ones: State, here: Mapping[str, str]
) -> Recipe:
    """Say what a report is made from in a state.

    Parameters
    ----------
    parts
        The parts of the evidence; where all of them are old, the evidence is the old one as a whole.
    here
        The environment of the evaluation.
    """
    code = {name: old if (Factor.CODE, name) in old_ones else new for name in (NOTEBOOK, HELPERS)}
    sources = tuple(sorted(name for factor, name in old_ones if factor == Factor.EVIDENCE))
    whole = bool(sources) and len(sources) == len(parts)
    now, then = new.inputs["data"], old.inputs["data"]
    return Recipe(
        notebook, _parameters(new, old, code[HELPERS], old_ones), code[HELPERS].inputs["helpers"],
        code[NOTEBOOK].inputs["notebooks"], then if whole else now,
        (now, then, sources) if sources and not whole else None, here,
    )  # fmt: skip


def _parameters(new: Made, old: Made, code: Made, old_ones: State) -> dict[str, Any]:
    """Values of the parameters that some code knows: each of the state it is in, else the code's own."""
    told = {}
    for name, own in code.entry["parameters"].items():
        side = old if (Factor.PARAMETERS, name) in old_ones else new
        told[name] = side.entry["parameters"].get(name, own)
    return told


def results_of(entry: Entry) -> Results:
    """Return what a reader sees of the results of a report, by item."""
    if not entry["files"]:
        return {REPORT: f"{entry['state']}: {entry['reason']}"}
    results = entry["results"]
    verdicts = {("verdict", item["id"]): str(item["verdict"]) for item in results.get("verdicts", [])}
    numbers = {("headline", item["name"]): str(item["text"]) for item in results.get("headlines", [])}
    return {REPORT: MADE, **verdicts, **numbers}


Listener = Callable[[str], object]


def silently(_line: str) -> None:
    """Tell nobody."""


@dataclass
class Evaluations:
    """The evaluations of one comparison.

    Attributes
    ----------
    reports
        Folder of the archive.
    place
        Folder to work in.
    limit
        How many may be made.
    tell
        Called with a line before each evaluation.
    made, remembered, left
        How many were made, known from before, and not made because of the limit.
    """

    reports: Path
    place: Path
    limit: int = MOST
    tell: Listener = silently
    made: int = 0
    remembered: int = 0
    left: int = 0
    _known: dict[str, Results] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, notebook: str, new: Made, old: Made, parts: Mapping[Factor, Collection[str]]) -> Evaluate:
        """Give what evaluates the states of one report; what the two runs said themselves is known."""
        evidence, here = parts.get(Factor.EVIDENCE, ()), installed_now()
        recipe_of = partial(recipe, notebook, new, old, evidence)
        everything = frozenset((factor, name) for factor, names in parts.items() for name in names)
        for old_ones, side in ((frozenset(), new), (everything, old)):
            self._known[recipe_of(old_ones, side.environment).key] = results_of(side.entry)
        return lambda states: self._all({one: recipe_of(one, here) for one in states})

    def _all(self, asked: Mapping[State, Recipe]) -> dict[State, Results | Unknown]:
        distinct = {one.key: state for state, one in asked.items()}
        with ThreadPoolExecutor(room()) as pool:  # its threads only wait
            results = pool.map(lambda state: self._one(asked[state], state), distinct.values())
            found = dict(zip(distinct, results, strict=True))
        return {state: found[one.key] for state, one in asked.items()}

    def _one(self, asked: Recipe, state: State) -> Results | Unknown:
        if asked.key in self._known:
            return self._known[asked.key]
        place = self.reports / "comparisons" / ".evaluated" / f"{asked.key}.json"
        if (known := _read(place)) is not None:
            self.remembered += 1
            self._known[asked.key] = known
            return known
        with self._lock:
            if self.made >= self.limit:
                self.left += 1
                return Unknown(f"more than {self.limit} evaluations would be needed")
            self.made += 1
        held = ", ".join(" ".join(part).strip() for part in sorted(state))
        self.tell(f"{asked.notebook}: evaluated again{f' with {held} as it was' if held else ''}")
        found = self._run(asked)
        if not isinstance(found, Unknown):
            self._known[asked.key] = found
            if found[REPORT] == MADE:  # what failed may have failed for the machine's sake
                write_whole(place, json.dumps([[*item, value] for item, value in found.items()]))
        return found

    def _run(self, asked: Recipe) -> Results | Unknown:
        """Build the notebook from a folder made of the inputs, with the code of the recipe."""
        project = self.place / asked.key
        unpack("notebooks", asked.notebooks, self.reports, project)
        self._lay_out(asked, project)
        code = self._code(asked.helpers)
        done = ask(project, code, _request(asked, project / "out"))
        manifests = list((project / "out" / "runs").glob("[!.]*/manifest.json"))
        if not manifests:
            return Unknown(" ".join(done.stderr.split()) or f"the build ended with code {done.returncode}")
        (entry,) = json.loads(manifests[0].read_text(encoding="utf-8"))["reports"].values()
        return results_of(entry)

    def _lay_out(self, asked: Recipe, project: Path) -> None:
        """Unpack the evidence, with the rows of some sources as they were."""
        unpack("data", asked.data, self.reports, project)
        if asked.held:
            now, then, sources = asked.held
            new, old = (package(place_of(one, self.reports)) for one in (now, then))
            for name, sheet in mixed(new, old, sources).items():
                file = project / "data" / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(sheet.text(), encoding="utf-8")
                if not sheet.rows and name not in old:  # a vintage that is held back was not there
                    file.unlink()

    def _code(self, pack: str) -> Path:
        """Unpack code once, so that it is compiled once."""
        folder = self.place / f"code-{pack}"
        with self._lock:
            if not folder.exists():
                unpack("helpers", pack, self.reports, folder)
        return folder / "src"


@contextmanager
def evaluations(reports: Path, limit: int = MOST, tell: Listener = silently) -> Iterator[Evaluations]:
    """Give a place for evaluations; what they wrote goes when it is left, what they found stays in the archive."""
    with tempfile.TemporaryDirectory(prefix="caspian-", ignore_cleanup_errors=True) as folder:
        yield Evaluations(reports, Path(folder), limit, tell)


def _request(asked: Recipe, out: Path) -> list[str]:
    """The command of a build that makes no more than the notebook itself."""
    settings = [f"{name}={_text(value)}" for name, value in asked.parameters.items() if value is not None]
    told = [part for setting in settings for part in ("--set", setting)]
    fixed = ["--formats", "", "--jobs", "1", "--timeout", str(SECONDS), "--out", str(out)]
    return ["build", asked.notebook, *fixed, *told]


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read(place: Path) -> Results | None:
    try:
        return {(kind, name): value for kind, name, value in json.loads(place.read_text(encoding="utf-8"))}
    except (OSError, ValueError):
        return None

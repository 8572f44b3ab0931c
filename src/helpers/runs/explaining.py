"""The changes of a run explained: what of each report is different, and which of it made the change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from helpers.factory.fingerprint import Fingerprint
from helpers.runs.causes import REPORT, Cause, Factor, Item, Question, causes
from helpers.runs.changes import Broken, Changes, Move, Turn
from helpers.runs.evaluations import (
    HELPERS,
    MOST,
    NOTEBOOK,
    Evaluations,
    Listener,
    Made,
    evaluations,
    made,
    results_of,
    silently,
)
from helpers.runs.inputs import Inputs, place_of
from helpers.runs.rows import Change, Package, alike, by_source, changes, continued, is_new_name, package

NOT_KEPT: Final = "not kept"
NOT_IN_BOTH: Final = "not in both"
"""Why a report could not be evaluated again."""

_STREAMS: Final = "list of continued sources"
_NO_CODE: Final = ("uv.lock", "Python", _STREAMS)
"""What of a fingerprint's setting belongs to the environment or lies with the evidence; the rest is code."""


Told = Turn | Move | Broken
"""What can be explained."""


@dataclass(frozen=True)
class Explained:
    """What was found out.

    Attributes
    ----------
    causes
        By report and item.
    silent
        Why nothing could be found out, likewise.
    made, remembered, left
        Evaluations that were made, that were known from before, and that were not made because of the limit.
    """

    causes: Mapping[tuple[str, Item], Sequence[Cause]] = field(default_factory=dict)
    silent: Mapping[tuple[str, Item], str] = field(default_factory=dict)
    made: int = 0
    remembered: int = 0
    left: int = 0

    def of(self, change: Told) -> Sequence[Cause]:
        """Return the causes of one change."""
        return self.causes.get((change.report, item(change)), ())


def item(change: Told) -> Item:
    """Return what is to be explained of a report."""
    match change:
        case Turn():
            return "verdict", change.claim
        case Move():
            return "headline", change.name
    return REPORT


@dataclass(frozen=True)
class Evidence:
    """The data packages of two runs, and the rows that differ."""

    new: Package
    old: Package
    rows: Sequence[Change]

    def seen(self, now: Fingerprint, then: Fingerprint) -> list[Change]:
        """Return the rows that differ in what a report sees."""
        sides = [{one for hashes in side.evidence.values() for one in hashes} for side in (now, then)]
        return [change for change in self.rows if change.seen(sides[0] ^ sides[1])]


def evidence(new: Inputs, old: Inputs, reports: Path) -> Evidence | None:
    """Compare the evidence of two runs; None where it is not kept of both."""
    places = [place_of(side.get("data", ""), reports) for side in (new, old)]
    return _evidence(*places) if all(place.is_file() for place in places) else None


@lru_cache(maxsize=4)
def _evidence(new: Path, old: Path) -> Evidence:
    """Compare two packs, which never change; the reports of a run have mostly the same."""
    now, then = package(new), package(old)
    return Evidence(now, then, changes(now, then, continued(new)))


@dataclass(frozen=True)
class Pair:
    """One report in two runs."""

    new: Made
    old: Made
    evidence: Evidence

    @cached_property
    def fingerprints(self) -> tuple[Fingerprint, Fingerprint]:
        """What it was made from, now and then."""
        now, then = (Fingerprint.from_dict(side.entry["fingerprint"]) for side in (self.new, self.old))
        return now, then

    @cached_property
    def rows(self) -> dict[str, list[Change]]:
        """The rows that differ in what it sees, by source."""
        return by_source(self.evidence.seen(*self.fingerprints))

    @property
    def parts(self) -> dict[Factor, list[str]]:
        """What is different of it, and can be held back."""
        found = {Factor.EVIDENCE: self._sources(), Factor.PARAMETERS: self._parameters(), Factor.CODE: self._code()}
        return {factor: names for factor, names in found.items() if names}

    def _sources(self) -> list[str]:
        now, then = self.fingerprints
        if (now.evidence, now.setting.get(_STREAMS)) == (then.evidence, then.setting.get(_STREAMS)):
            return []
        named = [name for name, rows in self.rows.items() if not all(map(is_new_name, rows))]
        cited = self._cited()
        named.sort(key=lambda name: (name not in cited, name))  # the likely ones first, should there be too many
        return named if named and alike(self.evidence.new, self.evidence.old) else [""]

    def _cited(self) -> set[str]:
        """The sources of its verdicts, now and then."""
        verdicts = [one for side in (self.new, self.old) for one in side.entry["results"].get("verdicts", ())]
        return {source["id"] for verdict in verdicts for source in verdict["sources"]}

    def _parameters(self) -> list[str]:
        now, then = (side.entry["parameters"] for side in (self.new, self.old))
        return sorted(name for name in now.keys() & then.keys() if now[name] != then[name])

    def _code(self) -> list[str]:
        now, then = self.fingerprints
        helpers = (now.code, _spoken(now)) != (then.code, _spoken(then))
        return [NOTEBOOK] * (now.notebook != then.notebook) + [HELPERS] * helpers

    def told(self, cause: Cause) -> Cause:
        """Add to a cause the rows, values, files or versions that it is about."""
        if cause.factor is Factor.EVIDENCE:
            groups = [self.rows.get(cause.part, [])] if cause.part else self.rows.values()
            return replace(cause, rows=tuple(row for rows in groups for row in rows))
        return replace(cause, differs=tuple(self._differs(cause)))

    def _differs(self, cause: Cause) -> Iterator[tuple[str, str, str]]:
        now, then = self.fingerprints
        if cause.factor is Factor.ENVIRONMENT:
            yield from _differing(self.new.environment, self.old.environment)
        elif cause.factor is Factor.PARAMETERS:
            names = [cause.part] if cause.part else self._parameters()
            sides = [{name: side.entry["parameters"][name] for name in names} for side in (self.new, self.old)]
            yield from _differing(*sides)
        else:
            files = _differing({**now.code, **_spoken(now)}, {**then.code, **_spoken(then)})
            yield from ((name, "", "") for name, _then, _now in files if cause.part != NOTEBOOK)


def _spoken(side: Fingerprint) -> dict[str, str]:
    return {name: found for name, found in side.setting.items() if name not in _NO_CODE}


def _differing(now: Mapping[str, object], then: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """What differs: name, before, after."""
    for name in sorted(now.keys() | then.keys()):
        if now.get(name) != then.get(name):
            yield name, _plain(then.get(name)), _plain(now.get(name))


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def explain(found: Changes, reports: Path, limit: int = MOST, tell: Listener = silently) -> Explained:
    """Find the causes of all changes of a run.

    Parameters
    ----------
    reports
        Folder of the archive.
    limit
        How many evaluations may be made; what they do not reach is told as not tried.
    tell
        Called with a line before each evaluation.
    """
    with evaluations(reports, limit, tell) as bench:
        told: dict[tuple[str, Item], Sequence[Cause]] = {}
        silent: dict[tuple[str, Item], str] = {}
        for (name, failed), items in _by_report(found).items():
            pair = _pair(found, name, failed, reports)
            if isinstance(pair, str):
                silent |= {(name, one): pair for one in items}
            else:
                told |= {(name, one): causes for one, causes in _explained(name, items, pair, bench).items()}
        return Explained(told, silent, bench.made, bench.remembered, bench.left)


def _by_report(found: Changes) -> dict[tuple[str, bool], list[Item]]:
    """What is to be explained, by report and whether it is that there is none."""
    items: dict[tuple[str, bool], list[Item]] = {}
    for change in (*found.all, *(one for one in found.failed if not one.before)):
        items.setdefault((change.report, isinstance(change, Broken)), []).append(item(change))
    return items


def _pair(found: Changes, name: str, failed: bool, reports: Path) -> Pair | str:
    """A report as both runs have it, or why it cannot be evaluated again."""
    if name not in (found.new.broken if failed else found.new.reports) or name not in found.old.reports:
        return NOT_IN_BOTH
    new, old = made(found.new, name, failed), made(found.old, name)
    packs = [*new.inputs.values(), *old.inputs.values()]
    both = evidence(new.inputs, old.inputs, reports) if all(place_of(p, reports).is_file() for p in packs) else None
    return Pair(new, old, both) if both else NOT_KEPT


def _explained(name: str, items: Sequence[Item], pair: Pair, bench: Evaluations) -> dict[Item, list[Cause]]:
    parts = pair.parts
    asked = Question(items, parts, results_of(pair.new.entry), results_of(pair.old.entry))
    found = causes(asked, bench.of(name, pair.new, pair.old, parts))
    return {one: [pair.told(cause) for cause in some] for one, some in found.items()}

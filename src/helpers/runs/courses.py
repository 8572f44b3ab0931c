"""The verdict on a claim from run to run: when it changed, and what was said before and after."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from helpers.factory.refusal import Refusal
from helpers.locale import LANGUAGES
from helpers.meant import meant
from helpers.runs.listing import Run, runs
from helpers.runs.packets import Packet


@dataclass(frozen=True, slots=True)
class Step:
    """A run that said something else than the one before it; of the first run ``before`` and its reason are empty."""

    run: str
    day: str
    before: str
    verdict: str
    reason_before: str
    reason: str


@dataclass(frozen=True, slots=True)
class Course:
    """The verdict on a claim over all runs that were asked the same.

    Attributes
    ----------
    settings
        What was asked beside the defaults, of the report that gives the verdict.
    runs
        How many runs there are; ``first`` and ``last`` are the days of the oldest and the newest.
    """

    claim: str
    settings: dict[str, Any]
    runs: int
    first: str
    last: str
    steps: list[Step]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return asdict(self)


def courses(reports: Path, claim: str) -> list[Course]:
    """Follow a claim through an archive: the runs with default parameters first, each other setting apart.

    Raises
    ------
    Refusal
        If no run has judged it.
    """
    found = runs(reports)
    judged = [run for run in found if claim in run.verdicts]
    if not judged:
        known = {name for run in found for name in run.verdicts}
        why = meant(claim, known) if known else "the archive is empty; run 'caspian build' first"
        raise Refusal(f"no run in {reports} has judged {claim!r}: {why}")
    ordered = sorted(judged, key=lambda run: (_asked(run, claim) != "{}", _asked(run, claim), run.run))
    return [
        _course(reports, claim, json.loads(asked), list(same))
        for asked, same in groupby(ordered, key=lambda run: _asked(run, claim))
    ]


def _asked(run: Run, claim: str) -> str:
    """The settings of the report that gives the verdict, as text that can be compared."""
    notebook = run.verdicts[claim][1]
    settings = next((made.settings for made in run.reports if made.good and made.notebook == notebook), {})
    return json.dumps(settings, sort_keys=True)


def _course(reports: Path, claim: str, settings: dict[str, Any], same: Sequence[Run]) -> Course:
    steps = list(_steps(reports, claim, same))
    return Course(claim, settings, len(same), same[0].day, same[-1].day, steps)


def _steps(reports: Path, claim: str, same: Sequence[Run]) -> Iterator[Step]:
    first = same[0]
    yield Step(first.run, first.day, "", first.verdicts[claim][0], "", _reason(reports, first, claim))
    for old, new in pairwise(same):
        before, now = old.verdicts[claim][0], new.verdicts[claim][0]
        if now != before:
            reasons = _reason(reports, old, claim), _reason(reports, new, claim)
            yield Step(new.run, new.day, before, now, *reasons)


def _reason(reports: Path, run: Run, claim: str) -> str:
    """The reason of a verdict, read from the packet: only those of runs at which something changed are needed."""
    folder = reports / "runs" / run.run
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    editions = [Packet(folder, manifest, lang) for lang in LANGUAGES]
    return next(str(edition.verdicts[claim][1].get("reason", "")) for edition in editions if claim in edition.verdicts)

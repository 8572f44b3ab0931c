"""A replay: the verdicts on all claims as of many days, as tables, as JSON and as a page in each language."""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd

from helpers.evidence import load
from helpers.factory.archive import environment
from helpers.factory.refusal import Refusal
from helpers.locale import LANGUAGES
from helpers.present.scorecard_spans import spans_of
from helpers.present.table import csv_text
from helpers.runs.judging import Day, Tell, judge_days
from helpers.runs.listing import MEMORY
from helpers.runs.replay_page import Sources, replay_page
from helpers.runs.turnings import Turning, steps, turnings, verdicts

FOLDER: Final = "replays"
"""Folder of the archive for replays."""


@dataclass(frozen=True)
class Asked:
    """What is replayed: the days, the languages of the pages, the random draws of a verdict."""

    first: date
    last: date
    every: str = "month"
    languages: Sequence[str] = LANGUAGES[:1]
    draws: int = 500

    @property
    def days(self) -> list[date]:
        """The days, oldest first.

        Raises
        ------
        Refusal
            If the last one is not after the first.
        """
        if self.last <= self.first:
            raise Refusal(f"--from {self.first} --to {self.last}: expected a later day for --to")
        return steps(self.first, self.last, self.every)


def replay(asked: Asked, reports: Path, workers: int = 1, tell: Tell = lambda _: None) -> Path:
    """Judge all claims as of each day, and write what comes out; the same replay is the same folder.

    Returns
    -------
    Path
        ``reports/replays/<from>_<to>_<every>-<hash of its content>``.
    """
    days = asked.days
    memory = reports / MEMORY / "days"
    judged = {lang: judge_days(days, lang, asked.draws, memory, workers, tell) for lang in asked.languages}
    made = contents(asked, judged)
    whole = hashlib.sha256("".join(f"{name}\0{text}\0" for name, text in sorted(made.items())).encode()).hexdigest()
    folder = reports / FOLDER / f"{asked.first}_{asked.last}_{asked.every}-{whole[:8]}"
    if not folder.exists():
        _write(made, folder)
    return folder


def _write(made: dict[str, str], folder: Path) -> None:
    """Write a folder that is whole once it has its name."""
    partial = folder.with_name(f".partial-{folder.name}")
    shutil.rmtree(partial, ignore_errors=True)  # of a replay that was broken off
    partial.mkdir(parents=True)
    for name, text in made.items():
        (partial / name).write_text(text, encoding="utf-8")
    partial.replace(folder)


def contents(asked: Asked, judged: Mapping[str, Sequence[Day]]) -> dict[str, str]:
    """Make every file of a replay, by its name.

    Parameters
    ----------
    judged
        The days by language; the first speaks in the tables.
    """
    first = next(iter(judged.values()))
    turned, sources = turnings(first), _sources([day for days in judged.values() for day in days])
    places = {lang: "index.html" if days is first else f"index.{lang}.html" for lang, days in judged.items()}
    return {
        **{places[lang]: replay_page(days, lang, sources, places) for lang, days in judged.items()},
        "verdicts.csv": csv_text(verdicts(first)),
        "turnings.csv": csv_text(_table(turned)),
        "replay.json": json.dumps(_plain(asked, first, turned, sources), ensure_ascii=False, indent=1),
    }


def _sources(days: Sequence[Day]) -> Sources:
    """All sources of what turned, as citations."""
    wanted = {source for turning in turnings(days) for source in (*turning.new, *turning.gone)}
    evidence = load()
    known = wanted & set(evidence.table("sources")["id"])
    return {one.id: one.as_dict() for one in evidence.citations(sorted(known))}


def _table(turned: Sequence[Turning]) -> pd.DataFrame:
    rows = [{**_told(one), "new": ";".join(one.new), "gone": ";".join(one.gone)} for one in turned]
    return pd.DataFrame(rows, columns=[name for name in Turning.__dataclass_fields__ if name != "statement"])


def _told(one: Turning) -> dict[str, Any]:
    plain = {**asdict(one), "since": f"{one.since}", "day": f"{one.day}", "kind": one.kind.value}
    del plain["statement"]
    return plain


def _plain(asked: Asked, days: Sequence[Day], turned: Sequence[Turning], sources: Sources) -> dict[str, Any]:
    table = verdicts(days)
    spans = spans_of(table, days[-1].day)
    return {
        "from": f"{asked.first}", "to": f"{asked.last}", "every": asked.every, "draws": asked.draws,
        "environment": environment(), "days": [f"{day.day}" for day in days],
        "claims": [
            {"claim": one.claim, "theme": one.theme, "statement": one.statement,
             "verdicts": [{"verdict": str(span.verdict), "from": f"{span.start}"}
                          for span in spans[spans["claim"] == one.claim].itertuples()]}
            for one in days[-1].claims
        ],
        "turnings": [_told(one) for one in turned],
        "sources": dict(sources),
    }  # fmt: skip

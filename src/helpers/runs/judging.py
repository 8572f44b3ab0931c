"""What the rules say of every claim as of one day: worked out once for the same evidence and code, and remembered."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from helpers.factory.fingerprint import Fingerprint, file_hash, fingerprint
from helpers.factory.plan import Job, plan
from helpers.locale import speaking

SCORECARD: Final = "00_scorecard"
"""The notebook whose fingerprint tells what all rules together can see."""

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Heard:
    """A claim read under one definition: the word, and the sources behind it."""

    definition: str
    verdict: str
    sources: list[str]


@dataclass(frozen=True)
class Judged:
    """A claim as of a day."""

    claim: str
    theme: str
    statement: str
    verdict: str
    reason: str
    readings: list[Heard]


@dataclass(frozen=True)
class Day:
    """All claims as of a day, and the sources that were public by then."""

    day: date
    claims: list[Judged]
    public: list[str]


_DAY: Final = TypeAdapter(Day)


def judge_days(
    days: Sequence[date], lang: str, draws: int, memory: Path, workers: int = 1, tell: Tell = lambda _: None
) -> list[Day]:
    """Judge all claims as of each day, in a language; what is remembered is not judged again.

    Parameters
    ----------
    memory
        Folder for what can be worked out again.
    workers
        Processes at a time.
    tell
        Is told, once a day was judged, which.
    """
    keys = dict(_keys(days, lang, draws))
    places = {day: memory / f"{key}.json" for day, key in keys.items()}
    known = {day: found for day, place in places.items() if (found := _remembered(place))}
    due = [day for day in days if day not in known]
    for made in _judged(due, lang, draws, workers):
        _remember(made, places[made.day])
        known[made.day] = made
        tell(f"{made.day}: judged in {lang}, {len(known)} of {len(days)} days known")
    return [known[day] for day in days]


def _keys(days: Sequence[date], lang: str, draws: int) -> Iterator[tuple[date, str]]:
    """Name each day by all that its verdicts can depend on: evidence public by then, rules, parameters, versions."""
    like: Fingerprint | None = None
    for day in days:
        like = fingerprint(_job(day, lang, draws), like)
        told = json.dumps([like.as_dict(), file_hash(Path(__file__))], sort_keys=True)
        yield day, hashlib.sha256(told.encode()).hexdigest()[:32]


def _job(day: date, lang: str, draws: int) -> Job:
    return plan([SCORECARD], {"as_of": f"{day}", "draws": str(draws), "lang": lang})[0]


def _remembered(place: Path) -> Day | None:
    try:
        return _DAY.validate_json(place.read_bytes())
    except (OSError, ValidationError):
        return None


def _remember(made: Day, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_suffix(".new")
    fresh.write_bytes(_DAY.dump_json(made))
    fresh.replace(place)


def _judged(days: Sequence[date], lang: str, draws: int, workers: int) -> Iterator[Day]:
    if min(workers, len(days)) <= 1:
        yield from (judge_day(day, lang, draws) for day in days)
        return
    # fresh processes: one that was forked here would have the locks of our threads, but not the threads
    with ProcessPoolExecutor(min(workers, len(days)), mp_context=get_context("spawn")) as pool:
        count = len(days)
        yield from pool.map(judge_day, days, [lang] * count, [draws] * count)


def judge_day(day: date, lang: str, draws: int) -> Day:
    """Judge all claims as of a day, with the parameters of a scorecard of that day."""
    from helpers.claims import judge_all
    from helpers.evidence import load

    with speaking(lang):
        evidence = load(day)
        judgements = judge_all(evidence, _job(day, lang, draws).parameters)
        source_of = dict(zip(evidence.observations["row"], evidence.observations["source"], strict=True))
        found = [_of(judgement, source_of) for judgement in judgements]
    return Day(day, found, sorted(evidence.table("sources")["id"]))


def _of(judgement: Any, source_of: Mapping[str, str]) -> Judged:
    stated = judgement.claim
    readings = [
        Heard(one.definition, one.verdict.value, sorted({*(source_of[row] for row in one.rows), *one.sources}))
        for one in judgement.readings
    ]
    return Judged(stated.id, stated.theme, stated.statement, judgement.verdict.value, judgement.reason, readings)

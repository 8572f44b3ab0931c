"""What of a night is news: worth a message, once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from helpers.runs.nights import Made, Night, Source

DOWN_AFTER: Final = 3
"""Nights after which a source that gives nothing new is news."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell.

    Attributes
    ----------
    key
        The same for the same news, in whatever night or try it is found.
    """

    key: str
    text: str


def news(tonight: Night, earlier: Iterable[Night], down_after: int = DOWN_AFTER) -> list[News]:
    """Return what is to be told of a night, the most important first; what was told before is left out.

    Parameters
    ----------
    earlier
        The nights before it, newest first.
    down_after
        Nights in a row after which a source is told.
    """
    nights = list(earlier)
    told = {key: text for night in reversed(nights) for key, text in night.told.items()} | tonight.told
    last = nights[0] if nights else None
    found = [
        *(News(key, text) for key, text in (last.untold if last else {}).items()),
        *_turned(tonight),
        *_taken_back(tonight),
        *_failed(tonight, last),
        *_sources(tonight, told, down_after),
        *_slower(tonight, last),
    ]
    return list({one.key: one for one in found if one.key not in told}.values())


def _turned(tonight: Night) -> Iterator[News]:
    compared = tonight.compared.get("night")
    for turn in compared.turns if compared else ():
        text = f"{turn.claim}: {change(turn.before, turn.after, turn.why)}"
        yield News(_turn_key(tonight, turn.claim, turn.after), text)


def _turn_key(tonight: Night, claim: str, after: str) -> str:
    return f"verdict {claim} is {after or 'not judged'} since {tonight.base}"


def change(before: str, after: str, why: str = "") -> str:
    """Say in few signs what became what, and why as far as it is known.

    Examples
    --------
    >>> change("supported", "", "brent@2026-11-07")
    'supported → nothing (brent@2026-11-07)'
    """
    return f"{before or 'nothing'} → {after or 'nothing'}" + (f" ({why})" if why else "")


def _taken_back(tonight: Night) -> Iterator[News]:
    """Yield verdicts that were told tonight, and are what they were after a further try."""
    compared = tonight.compared.get("night")
    turned = {_turn_key(tonight, turn.claim, turn.after) for turn in compared.turns} if compared else set()
    for key, text in tonight.told.items():
        if compared and key.startswith("verdict ") and key not in turned and f"back {key}" not in tonight.told:
            yield News(f"back {key}", f"no longer so: {text}")


def _failed(tonight: Night, last: Night | None) -> Iterator[News]:
    """Yield what failed, but for what failed the night before as well: that was told then."""
    known_steps, known = (last.failed_steps, last.failed) if last else ({}, {})
    for name, step in tonight.failed_steps.items():
        if name not in known_steps:
            yield News(f"step {name} failed on {tonight.day}", f"the step {name} failed: {step.text}")
    for report, made in tonight.failed.items():
        if report not in known:
            yield News(f"report {report} failed on {tonight.day}", f"{report}: {_why(made)}")


def _why(made: Made) -> str:
    return f"{made.state}, {made.reason}" if made.reason else made.state


def _sources(tonight: Night, told: Mapping[str, str], down_after: int) -> Iterator[News]:
    for name, source in tonight.sources.items():
        if source.down_since and source.nights >= down_after:
            yield News(f"source {name} down since {source.down_since}", down(name, source))
    for key in told:
        word, _, rest = key.partition(" ")
        name, _, since = rest.partition(" down since ")
        now = tonight.sources.get(name)
        if word == "source" and now and str(now.down_since) != since:
            yield News(f"back {key}", f"{name} is back: {now.status}, vintage of {now.since} in use")


def down(name: str, source: Source) -> str:
    """Say since when a source gives nothing new, and what is in use instead.

    Examples
    --------
    >>> from datetime import date
    >>> down("brent", Source(status="held", reason="jump of 310%", since=date(2026, 11, 2), nights=4))
    'brent held for 4 nights, vintage of 2026-11-02 in use (jump of 310%)'
    """
    nights = f"for {source.nights} nights" if source.nights > 1 else "tonight"
    used = f"vintage of {source.since} in use" if source.since else "no vintage yet"
    return f"{name} {source.status} {nights}, {used}" + (f" ({source.reason})" if source.reason else "")


def _slower(tonight: Night, last: Night | None) -> Iterator[News]:
    for name, one in tonight.slower.items():
        if not last or name not in last.slower:
            text = f"{name} takes {one.now:.0f} s, usually {one.usual:.0f} s"
            yield News(f"report {name} slower on {tonight.day}", text)

"""Runs by the names that a person types: an id or the beginning of one, ``latest``, ``previous``, ``release``."""

from pathlib import Path
from typing import Final

from helpers.factory.refusal import Refusal
from helpers.locale import LANGUAGES
from helpers.meant import meant
from helpers.runs.packets import Packet, before, opened

LATEST, PREVIOUS, RELEASE = WORDS = ("latest", "previous", "release")
_POINTER: Final = "release"
"""File of the archive with the id of the run that was released."""


def find_run(name: str, reports: Path, lang: str = "") -> Packet:
    """Find a run of the archive.

    Parameters
    ----------
    name
        Its id, the beginning of it that no other has, or one of :data:`WORDS`: what ``latest`` points at, the run
        before that which asked the same, the one that was released last.
    lang
        Language in which it is read; empty takes the first in which it has a report.

    Raises
    ------
    Refusal
        If there is none, or more than one.
    """
    folder = folder_of(name, reports)
    editions = [opened(folder, one) for one in ([lang] if lang else LANGUAGES)]
    spoken = [packet for packet in editions if packet and (packet.reports or packet.broken)]
    if not spoken:
        raise Refusal(f"{folder}: no report{f' in the language {lang}' if lang else ''} in this run")
    return spoken[0]


def folder_of(name: str, reports: Path) -> Path:
    """Return the folder of a run that is named as for :func:`find_run`; whether it can be read is not asked.

    Raises
    ------
    Refusal
        If there is none, or more than one.
    """
    if name == LATEST:
        return _latest(reports)
    if name == PREVIOUS:
        newest = find_run(LATEST, reports)
        older = next(before(newest, reports), None)
        if older is None:
            raise Refusal(f"previous: no run before {newest.run} asked the same; build once more, or name a run")
        return older.folder
    if name == RELEASE:
        name = released(reports)
        if not name:
            raise Refusal("release: no run is marked as released; mark one with 'caspian release RUN'")
    return _of_id(name, reports)


def _latest(reports: Path) -> Path:
    latest = (reports / LATEST).resolve()
    if not latest.is_dir():
        raise Refusal(f"{reports}: no report in latest/; run 'caspian build' first, or name its folder with --out")
    return latest


def _of_id(name: str, reports: Path) -> Path:
    known = sorted(folder.name for folder in (reports / "runs").glob("[!.]*") if folder.is_dir())
    found = [name] if name in known else [run for run in known if name and run.startswith(name)]
    if not found:
        raise Refusal(f"unknown run {name!r}: {meant(name, [*WORDS, *known])}")
    if len(found) > 1:
        raise Refusal(f"{name!r} begins {len(found)} runs, {found[0]} and {found[-1]} among them; write more of it")
    return reports / "runs" / found[0]


def release(name: str, reports: Path) -> Packet:
    """Mark a run as the one that was released last.

    Raises
    ------
    Refusal
        If there is no such run.
    """
    packet = find_run(name, reports)
    fresh = reports / f".{_POINTER}"
    fresh.write_text(f"{packet.run}\n", encoding="utf-8")
    fresh.replace(reports / _POINTER)
    return packet


def released(reports: Path) -> str:
    """Return the id of the run that was released last; empty where none was."""
    try:
        return (reports / _POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""

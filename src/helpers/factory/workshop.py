"""The folder in which a build works: locked against a second build, found again by the next one if it breaks off."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from helpers.factory.refusal import Refusal

_MOMENT: Final = 0.2
"""Seconds: who only asks whether a lock is held has it for less."""


@contextmanager
def workshop(reports: Path) -> Iterator[Path]:
    """Lock the reports and give the folder to work in; it is cleared when all went well, and kept when not.

    Raises
    ------
    Refusal
        If another build works there.
    """
    with locked(reports):
        folder = reports / ".work"
        folder.mkdir(exist_ok=True)
        yield folder
        shutil.rmtree(folder)


@contextmanager
def locked(reports: Path) -> Iterator[None]:
    """Keep every other build out of the reports, and whatever else would change the archive.

    Raises
    ------
    Refusal
        If another one works there.
    """
    reports.mkdir(parents=True, exist_ok=True)
    with alone(reports / ".lock", f"another build works in {reports}"):
        yield


@contextmanager
def alone(lock: Path, other: str) -> Iterator[None]:
    """Hold a lock, which ends with the process however that ends; who holds it is told beside it.

    Parameters
    ----------
    other
        What to say of another one that holds it.

    Raises
    ------
    Refusal
        If another one does.
    """
    held, holder = FileLock(lock), lock.with_name(".holder")
    try:
        held.acquire(timeout=_MOMENT, poll_interval=_MOMENT / 4)
    except Timeout:
        raise Refusal(f"{other} ({_told(holder)}): wait for it, or choose --out") from None
    try:
        said = {"process": os.getpid(), "since": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"}
        holder.write_text(json.dumps(said), encoding="utf-8")
        yield
    finally:
        held.release()


def is_held(lock: Path) -> bool:
    """Whether somebody holds a lock; one that may not be touched may well be held."""
    if not lock.exists():
        return False
    try:
        with FileLock(lock).acquire(timeout=0):
            return False
    except (Timeout, PermissionError):
        return True


def _told(holder: Path) -> str:
    try:
        said = json.loads(holder.read_text(encoding="utf-8"))
        return f"process {said['process']}, since {said['since']}"
    except (OSError, ValueError, KeyError):
        return "it has not said which process it is"

"""The folder in which a build works: locked against a second build, found again by the next one if it breaks off."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from helpers.factory.catalogue import Refusal


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
    lock, holder = FileLock(reports / ".lock"), reports / ".holder"
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Refusal(f"another build works in {reports} ({_told(holder)}): wait for it, or choose --out") from None
    try:
        said = {"process": os.getpid(), "since": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"}
        holder.write_text(json.dumps(said), encoding="utf-8")
        yield
    finally:
        lock.release()


def _told(holder: Path) -> str:
    try:
        said = json.loads(holder.read_text(encoding="utf-8"))
        return f"process {said['process']}, since {said['since']}"
    except (OSError, ValueError, KeyError):
        return "it has not said which process it is"

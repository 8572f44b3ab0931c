"""Nights that are killed at any moment: nothing is torn, nothing is lost, and the next night makes up for them.

``CASPIAN_KILLS`` says how many are killed.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from helpers.factory.execute import warm_parents
from helpers.runs.nights import nights, path_of, read
from helpers.runs.verifying import archive_faults, vintage_faults
from tests.night.collection import REPORT, collection, table, vintages
from tests.serving import Source, good, serving

KILLS = int(os.environ.get("CASPIAN_KILLS", "5"))
FIRST = date(2026, 11, 1)


@pytest.fixture
def source() -> Iterator[Source]:
    """A live source of this machine."""
    with serving() as running:
        yield running


class Killed:
    """Nights that follow each other, in each of which a source has something new."""

    def __init__(self, folder: Path, source: Source) -> None:
        self.project, self.reports, self.source = (
            collection(folder / "project", source.address),
            folder / "reports",
            source,
        )
        self.number = 0

    def start(self) -> subprocess.Popen[str]:
        """Start the night of the next day."""
        day = FIRST + timedelta(days=self.number)
        self.number += 1
        self.source.answer("/office.csv", good(table(m2026_03=150.0, m2026_04=200 + self.number / 10)))
        self.source.answer("/customs.csv", good(table(m2025_06=380.0)))
        asked = [
            "nightly",
            REPORT,
            "--lang",
            "en",
            "--as-if",
            f"{day}T02:00",
            "--no-explain",
            "--out",
            str(self.reports),
        ]
        return subprocess.Popen(
            [sys.executable, "-m", "helpers.cli", *asked], env={**os.environ, "CASPIAN_PROJECT": str(self.project)},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def whole(self) -> float:
        """Make a night to its end, and return how long it took."""
        begun = time.monotonic()
        process = self.start()
        said, _ = process.communicate(timeout=180)
        assert process.returncode == 0, said
        return time.monotonic() - begun

    def killed(self, after: float) -> bool:
        """Kill a night some seconds after its start; whether it was still at work."""
        process = self.start()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return process.returncode == -signal.SIGKILL

    def assert_whole(self, known: dict[str, str]) -> None:
        """No packet is torn, ``latest`` and the site are whole, no vintage is lost, every record can be read."""
        assert not list(archive_faults(self.reports))
        assert not list(vintage_faults(self.project / "data" / "live"))
        assert (self.reports / "latest" / f"{REPORT}.html").is_file()
        assert (self.reports / "site" / "index.html").is_file()
        assert known.items() <= vintages(self.project).items()
        assert all(read(path) for path in (self.reports / "nights").glob("????-??-??.json"))


def test_nights_killed_at_any_moment_lose_nothing(tmp_path: Path, source: Source) -> None:
    chance = random.Random(2026)
    with warm_parents():
        made = Killed(tmp_path, source)
        made.whole()
        long = made.whole()
        at_work = 0
        for _ in range(KILLS):
            known = vintages(made.project)
            at_work += made.killed(chance.uniform(0.1, long))
            made.assert_whole(known)
        known = vintages(made.project)
        made.whole()
        made.assert_whole(known)
    assert at_work > KILLS // 2, "most nights were over before they were killed"
    last, *_ = nights(made.reports)
    assert (last.state, last.sources["office"].status) == ("ok", "new")
    assert last.compared["night"].new == (made.reports / "latest").resolve().name
    ended = [night.day for night in nights(made.reports, last.day) if night.ended]
    assert last.before == ended[0]
    assert last.missed == [ended[0] + timedelta(days=days) for days in range(1, (last.day - ended[0]).days)]
    assert not (made.reports / ".work").exists()
    assert path_of(made.reports, last.day).with_suffix(".jsonl").is_file()

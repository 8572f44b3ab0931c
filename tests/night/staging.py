"""A night on a stage: what it finds is said by the test, and nothing is asked, executed or rendered."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from helpers.factory import making
from helpers.factory.archive import new_run_id
from helpers.factory.outcome import Outcome, State
from helpers.factory.plan import Job
from helpers.night import steps
from helpers.night.night import night
from helpers.night.steps import Order
from helpers.refresh import Refreshed, Status
from helpers.runs.nights import Night
from helpers.site import publish
from tests.site.conftest import packet

REPORT = "02_trade"
FIRST = date(2026, 11, 1)


@dataclass
class Stage:
    """What the nights of a test find.

    Attributes
    ----------
    verdict, growth
        What the report will say when it is made next; it is fresh while both are what they were.
    outcome
        How making it ends.
    faults
        By step: the error in which it ends.
    """

    reports: Path
    sources: dict[str, Refreshed] = field(default_factory=dict)
    verdict: str = "supported"
    growth: float = 5.0
    outcome: Outcome = Outcome(REPORT, State.SUCCEEDED, cells={"one": 2.0, "two": 1.0})  # noqa: RUF009  it is frozen
    faults: dict[str, BaseException] = field(default_factory=dict)
    made: tuple[str, float] | None = None
    asked: int = 0

    def night(self, day: int, hour: int = 2, **order: Any) -> Night:
        """Make the night of a day of November."""
        now = datetime(2026, 11, day, hour, tzinfo=UTC)
        return night(Order(self.reports, (REPORT,), ("en",), quiet=True, **{"explain": False, **order}), lambda: now)

    def source(self, name: str, status: Status = Status.UNCHANGED, **more: Any) -> None:
        """Say how a source will be found."""
        known = self.sources.get(name, Refreshed(name, status, vintage=f"{name}@2026-10-30", since=date(2026, 10, 30)))
        self.sources[name] = replace(known, status=status, **{"reason": "", "new": 0, "revised": 0, **more})

    def refresh(self, *, now: datetime, tell: Callable[[Refreshed], None]) -> list[Refreshed]:
        """Stand for the refresh."""
        assert now.tzinfo
        self._fault("refresh")
        self.asked += 1
        for one in self.sources.values():
            tell(one)
        return list(self.sources.values())

    def stale(self, _job: Job, _reports: Path) -> list[str]:
        """Stand for the freshness of a report."""
        return [] if self.made == (self.verdict, self.growth) and self.outcome.good else ["something changed"]

    def make(
        self, due: Sequence[Job], reports: Path, _limits: object, telling: AbstractContextManager[Any], now: datetime
    ) -> tuple[Path, list[Outcome]]:
        """Stand for a build."""
        self._fault("build")
        with telling as tell:
            tell(REPORT, self.outcome)
        run = new_run_id(due, now)
        if self.outcome.good:
            self.made = (self.verdict, self.growth)
            return packet(reports, run, self.verdict, self.growth, ("en",)), [self.outcome]
        return reports / "runs" / run, [self.outcome]

    def publish(self, reports: Path, _base: str) -> Path:
        """Stand for the site."""
        self._fault("site")
        return reports / "site"

    def check(self, _work: object) -> str:
        """Stand for the check of the evidence."""
        self._fault("check")
        return "the evidence is in order"

    def _fault(self, step: str) -> None:
        if step in self.faults:
            raise self.faults[step]


def staged(reports: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Set the stage."""
    stage = Stage(reports)
    reports.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(steps, "refresh", stage.refresh)
    monkeypatch.setattr(steps, "feeds", dict)
    monkeypatch.setattr(steps, "stale", stage.stale)
    monkeypatch.setattr(making, "make", stage.make)
    monkeypatch.setattr(publish, "publish", stage.publish)
    monkeypatch.setitem(night.__globals__["STEPS"], "check", stage.check)
    monkeypatch.delenv("CASPIAN_NOTIFY", raising=False)
    return stage

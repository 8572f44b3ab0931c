"""One refresh: ask the feeds one after another, screen what they answer, publish what is new as a vintage."""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.evidence import EvidenceError, UnknownName, load
from helpers.evidence.loading import read_all
from helpers.meant import meant
from helpers.package import place
from helpers.project import root
from helpers.refresh.adapters import ADAPTERS
from helpers.refresh.client import Client, FetchError, Reply, Skipped
from helpers.refresh.feed import Feed
from helpers.refresh.feeds import feeds
from helpers.refresh.fetched import Fetched
from helpers.refresh.live import RECORD, Live, read_record, write
from helpers.refresh.screen import screen
from helpers.refresh.vintage import Known, News, content_hash, news, published, texts


class Status(StrEnum):
    """How a feed came out."""

    NEW = "new"
    UNCHANGED = "unchanged"
    HELD = "held"
    DOWN = "down"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Refreshed:
    """How one feed came out.

    Attributes
    ----------
    reason
        Why it is held, down or skipped; empty otherwise.
    new, revised
        Rows that the vintage brought.
    vintage
        The vintage in use now; empty if there is none.
    since
        The day of the vintage in use.
    """

    feed: str
    status: Status
    reason: str = ""
    new: int = 0
    revised: int = 0
    vintage: str = ""
    since: date | None = None


Listener = Callable[[Refreshed], None]


def refresh(
    names: Iterable[str] = (),
    folder: Path | None = None,
    now: datetime | None = None,
    tell: Listener | None = None,
    *,
    accept: bool = False,
    dry_run: bool = False,
) -> list[Refreshed]:
    """Ask feeds for what is new, and publish it.

    Parameters
    ----------
    names
        Feeds; none named means all.
    folder
        Folder of the data package; None takes ``data/`` of the collection.
    now
        The time that counts as now (with a time zone); None asks the clock.
    tell
        Called with each feed as it came out.
    accept
        Publish what was held of the feeds instead of asking them.
    dry_run
        Ask and screen, and publish nothing.

    Raises
    ------
    EvidenceError
        If feeds or evidence are faulty, or a name is unknown.
    """
    folder = folder or root() / "data"
    moment, live = now or datetime.now(UTC), Live(folder)
    chosen = _chosen(names, feeds(folder))
    load(folder=folder)  # evidence that is broken already is told before any source is asked
    outcomes = []
    with nullcontext() if dry_run else live.locked():
        for feed in chosen:
            work = Work(feed, folder, live, moment, dry_run)
            outcomes.append(work.accepted() if accept else work.refreshed())
            if tell:
                tell(outcomes[-1])
    return outcomes


def _chosen(names: Iterable[str], declared: Mapping[str, Feed]) -> list[Feed]:
    wanted = list(dict.fromkeys(names)) or list(declared)
    if unknown := [name for name in wanted if name not in declared]:
        raise UnknownName(
            f"unknown feed {unknown[0]!r}: {meant(unknown[0], declared, 'data/feeds.toml declares none')}"
        )
    return [declared[name] for name in wanted]


@dataclass(frozen=True)
class Work:
    """One feed in one refresh."""

    feed: Feed
    folder: Path
    live: Live
    now: datetime
    dry_run: bool = False

    def refreshed(self) -> Refreshed:
        """Ask the feed, and publish or hold what it answers."""
        client = Client(self.feed)
        try:
            fetched = ADAPTERS[self.feed.adapter](self.feed, client)
            fetched = replace(fetched, rows=_since(self.feed, fetched.rows))
            outcome = self._judged(fetched, client.replies)
        except Skipped as reason:
            outcome = self._came_out(Status.SKIPPED, str(reason))
        except Exception as error:  # one source that fails in whatever way must not keep the others from being asked
            outcome = self._came_out(Status.DOWN, client.secrets.hide(_reason(error)))
        self._log(outcome, client.replies)
        return outcome

    def _judged(self, fetched: Fetched, replies: list[Reply]) -> Refreshed:
        evidence = load(folder=self.folder)
        known = Known.of(self.feed, evidence, self.folder)
        last = self.live.record(self._vintage()).get("rows", {})
        anomalies = screen(self.feed, fetched, known.rows, evidence.table("entities")["entity"], last, self.now.date())
        found = news(fetched.rows, known.rows)
        held = [anomaly.text for anomaly in anomalies]
        if not held and not found.new + found.revised:
            return self._came_out(Status.UNCHANGED)
        if not self.dry_run:  # a service that tells how long it took would fill the folder night by night
            self.live.keep(replies)
        if any(anomaly.blocking for anomaly in anomalies):  # nothing that could be published
            return self._came_out(Status.HELD, "; ".join(held))
        day = published(fetched, known, self.now.date())
        name = self.live.free(self.feed.name, self.now.date().isoformat())
        files = texts(self.feed, name, found, fetched, day, self.now, replies, self.folder, held)
        return self._placed(name, files, found, "; ".join(held))

    def _placed(self, name: str, files: Mapping[str, str], found: News, held: str) -> Refreshed:
        """Publish a vintage, or keep it back; in a dry run neither."""
        if not self.dry_run:
            staged = self.live.stage(files)
            if faults := self._faults(staged):  # nothing that could be accepted
                return self._came_out(Status.HELD, faults)
            if not held:
                self.live.publish(staged, name)
            elif not self._is_held(found):
                self.live.hold(staged, name)
        if held:
            return self._came_out(Status.HELD, held)
        return self._came_out(Status.NEW, new=found.new, revised=found.revised)

    def _is_held(self, found: News) -> bool:
        """Whether the source says the same again that was held last."""
        last = self.live.held(self.feed.name)[-1:]
        return bool(last) and read_record(last[0])["content"] == content_hash(found.rows)

    def _faults(self, staged: Path) -> str:
        """What the strict reading of the evidence has against a vintage; empty if nothing."""
        try:
            read_all(self.folder, candidate=staged)
        except EvidenceError as error:
            return str(error).replace(staged.relative_to(self.folder).as_posix() + "/", "").replace("\n", "; ")
        return ""

    def accepted(self) -> Refreshed:
        """Publish what was held last, because a person says that it is right."""
        waiting, vintage = self.live.held(self.feed.name), self._vintage()
        if not waiting:
            return self._came_out(Status.UNCHANGED, "nothing is held")
        newest = waiting[-1]
        if vintage and place(newest.name) < place(vintage):
            return self._came_out(Status.UNCHANGED, f"what was held on {place(newest.name)[0]} is older than {vintage}")
        if faults := self._faults(newest):
            return self._came_out(Status.HELD, faults)
        record = read_record(newest)
        if not self.dry_run:
            accepted = {**record, "accepted": self.now.isoformat(timespec="seconds")}
            write(newest / RECORD, (json.dumps(accepted, ensure_ascii=False, indent=1) + "\n").encode())
            self.live.publish(newest, newest.name)
        outcome = self._came_out(Status.NEW, new=record["counts"]["new"], revised=record["counts"]["revised"])
        self._log(outcome, ())
        return outcome

    def _vintage(self) -> str:
        return next(iter(self.live.vintages(self.feed.name)[-1:]), "")

    def _came_out(self, status: Status, reason: str = "", new: int = 0, revised: int = 0) -> Refreshed:
        vintage = self._vintage()
        since = date.fromisoformat(place(vintage)[0]) if vintage else None
        return Refreshed(self.feed.name, status, reason, new, revised, vintage, since)

    def _log(self, outcome: Refreshed, replies: Iterable[Reply]) -> None:
        if self.dry_run:
            return
        said = {"outcome": outcome.status.value, "reason": outcome.reason, "vintage": outcome.vintage}
        line = {"time": self.now.isoformat(timespec="seconds"), "feed": self.feed.name}
        asked = [{"address": reply.address, "sha256": reply.sha256} for reply in replies] or [{}]
        self.live.note({**line, **one, **said} for one in asked)


def _reason(error: Exception) -> str:
    if isinstance(error, FetchError):
        return str(error)
    text = " ".join(str(error).split())[:300]
    return f"what it answered could not be read, judged or written ({type(error).__name__}: {text})"


def _since(feed: Feed, rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out what begins before the feed wants it."""
    named = zip(rows["series"], rows["entity"], rows["period"], strict=True)
    late = [period >= feed.wanted(series, entity).since for series, entity, period in named]
    return rows[np.array(late, dtype=bool)].reset_index(drop=True)

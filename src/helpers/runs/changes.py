"""What is different between two runs: verdicts that turned, headline numbers that moved, reports that failed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpers.factory.fingerprint import Fingerprint
from helpers.runs.packets import Packet


@dataclass(frozen=True, slots=True)
class Turn:
    """A verdict that is another one now; a word is empty where the claim was not judged."""

    report: str
    claim: str
    statement: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Move:
    """A headline number that is another one now; a text is empty, and a number None, where there was none."""

    report: str
    name: str
    label: str
    unit: str
    before: str
    after: str
    then: float | None
    now: float | None

    @property
    def difference(self) -> float | None:
        """By how much it moved, in its unit."""
        return None if self.now is None or self.then is None else self.now - self.then

    @property
    def ratio(self) -> float | None:
        """The same, relative to what it was; None where that was zero or negative."""
        return None if self.difference is None or not self.then or self.then < 0 else self.difference / self.then


@dataclass(frozen=True, slots=True)
class Broken:
    """A report that a run could not make.

    Attributes
    ----------
    before
        Whether the run before could not make it either.
    """

    report: str
    state: str
    reason: str
    before: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What a run changed against one before it.

    Attributes
    ----------
    different
        By report: what of its inputs is different, in the language that was spoken.
    recovered
        Reports that the run before could not make, and this one could.
    """

    new: Packet
    old: Packet
    turns: list[Turn]
    moves: list[Move]
    different: dict[str, list[str]]
    failed: list[Broken]
    recovered: list[str]

    @property
    def all(self) -> list[Turn | Move]:
        """Verdicts that turned and numbers that moved."""
        return [*self.turns, *self.moves]

    @property
    def still(self) -> bool:
        """Whether no verdict and no headline number changed."""
        return not self.all


def changes(new: Packet, old: Packet) -> Changes:
    """Find what a run changed against one before it."""
    now, then = new.broken, old.broken
    failed = [Broken(name, str(e["state"]), str(e["reason"]), name in then) for name, e in now.items()]
    recovered = sorted(name for name in then.keys() - now.keys() if name in new.reports)
    return Changes(new, old, _turns(new, old), _moves(new, old), _different(new, old), failed, recovered)


def _turns(new: Packet, old: Packet) -> list[Turn]:
    found = []
    for claim in dict.fromkeys([*new.verdicts, *old.verdicts]):
        now, then = _item(new, claim), _item(old, claim)
        if now.get("verdict") != then.get("verdict"):
            known, report = now or then, (new if now else old).verdicts[claim][0]
            before, after = str(then.get("verdict", "")), str(now.get("verdict", ""))
            found.append(Turn(report, claim, known["statement"], before, after, str(now.get("reason", ""))))
    return found


def _item(packet: Packet, claim: str) -> Mapping[str, Any]:
    return packet.verdicts[claim][1] if claim in packet.verdicts else {}


def _moves(new: Packet, old: Packet) -> list[Move]:
    now, then = _headlines(new), _headlines(old)
    found = []
    for report, name in dict.fromkeys([*now, *then]):
        after, before = now.get((report, name), {}), then.get((report, name), {})
        if _told(after) != _told(before):
            known, texts = after or before, [str(item.get("text", "")) for item in (before, after)]
            unit = str(known.get("unit", ""))
            comparable = before.get("unit", unit) == after.get("unit", unit)
            numbers = [item.get("value") if comparable else None for item in (before, after)]
            found.append(Move(report, name, str(known["label"]), unit, *texts, *numbers))  # type: ignore[arg-type]
    return found


def _headlines(packet: Packet) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {
        (name, item["name"]): item
        for name, entry in packet.reports.items()
        for item in entry["results"].get("headlines", [])
    }


def _told(item: Mapping[str, Any]) -> list[Any]:
    """What a reader sees of a headline: a change below its last digit is none."""
    return [item.get("text"), item.get("unit")]


def _different(new: Packet, old: Packet) -> dict[str, list[str]]:
    different = {}
    for name in new.reports.keys() & old.reports.keys():
        now, then = (Fingerprint.from_dict(packet.reports[name]["fingerprint"]) for packet in (new, old))
        if said := now.changes(then):
            different[name] = said
    return dict(sorted(different.items()))

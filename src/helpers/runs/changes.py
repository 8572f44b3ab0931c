"""What is different between two runs: verdicts that turned, headline numbers that moved, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpers.factory.fingerprint import Fingerprint
from helpers.runs.packets import Packet


@dataclass(frozen=True, slots=True)
class Turn:
    """A verdict that is another one now; a word is empty where the claim was not judged."""

    claim: str
    statement: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Move:
    """A headline number that is another one now; a text is empty where there was none."""

    report: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a run changed against one before it.

    Attributes
    ----------
    causes
        By report: what of its inputs is different, in the language that was spoken.
    failed
        Reports that the run could not make, with the state of each.
    """

    new: Packet
    old: Packet
    turns: list[Turn]
    moves: list[Move]
    causes: dict[str, list[str]]
    failed: dict[str, str]

    @property
    def still(self) -> bool:
        """Whether no verdict and no headline number changed."""
        return not self.turns and not self.moves


def compare(new: Packet, old: Packet) -> Changes:
    """Compare two runs."""
    made, failed = new.of_language(new.manifest["reports"]), new.of_language(new.manifest["failed_now"])
    broken = {name: entry for name, entry in made.items() if not entry["files"]} | failed
    states = {name: str(entry["state"]) for name, entry in broken.items()}
    return Changes(new, old, _turns(new, old), _moves(new, old), _causes(new, old), states)


def _turns(new: Packet, old: Packet) -> list[Turn]:
    found = []
    for claim in dict.fromkeys([*new.verdicts, *old.verdicts]):
        now, then = _item(new, claim), _item(old, claim)
        if now.get("verdict") != then.get("verdict"):
            known = now or then
            before, after = str(then.get("verdict", "")), str(now.get("verdict", ""))
            found.append(Turn(claim, known["statement"], before, after, str(now.get("reason", ""))))
    return found


def _item(packet: Packet, claim: str) -> Mapping[str, Any]:
    return packet.verdicts[claim][1] if claim in packet.verdicts else {}


def _moves(new: Packet, old: Packet) -> list[Move]:
    now, then = _headlines(new), _headlines(old)
    found = []
    for place in dict.fromkeys([*now, *then]):
        after, before = now.get(place, {}), then.get(place, {})
        if _told(after) != _told(before):
            label = str((after or before)["label"])
            found.append(Move(place[0], label, str(before.get("text", "")), str(after.get("text", ""))))
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


def _causes(new: Packet, old: Packet) -> dict[str, list[str]]:
    causes = {}
    for name in new.reports.keys() & old.reports.keys():
        now, then = (Fingerprint.from_dict(packet.reports[name]["fingerprint"]) for packet in (new, old))
        if said := now.changes(then):
            causes[name] = said
    return dict(sorted(causes.items()))

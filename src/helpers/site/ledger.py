"""The ledger as the site shows it: each claim with its verdict, its evidence, its history and its neighbours."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from helpers.factory.items import Shown
from helpers.factory.report import Report
from helpers.locale import Name, p_
from helpers.present.blocks import BEHIND, HISTORY
from helpers.present.cards import stated_by
from helpers.runs.packets import Packet

MOST_NEIGHBOURS: Final = 5
"""Claims named beside one for the sources that they share."""

SUBJECTS: Final = {
    "scorecard": Name("Scorecard"), "diplomacy": Name("Diplomacy"), "trade": Name("Trade"),
    "investment": Name("Investment"), "middle_corridor": Name("Middle Corridor"), "energy": Name("Energy"),
    "digital_link": Name("Digital link"), "caspian_level": Name("Caspian level"),
    "turkic_integration": Name("Turkic integration"), "outlook": Name("Outlook"),
}  # fmt: skip
"""What each report is about in a word or two, by the name of its notebook without the number."""

Row = dict[str, str]


@dataclass(frozen=True)
class Theme:
    """One report of the newest packet."""

    name: str
    report: Report
    run: str
    editions: Mapping[str, list[str]]

    @property
    def label(self) -> str:
        """Its subject in a word or two; of a notebook that has none here, its theme."""
        name = self.name.lstrip("0123456789_")
        return str(SUBJECTS.get(name) or p_("theme", name.replace("_", " ")).capitalize())

    @property
    def page(self) -> str:
        """Where its page lies in an edition of the site."""
        return f"themes/{self.name}.html"

    @property
    def files(self) -> list[str]:
        """Its files for readers in the language of the ledger."""
        return list(next(iter(self.editions.values()), []))

    @property
    def file(self) -> str:
        """Its HTML file, or its PDF where only that was made."""
        return next((file for file in self.files if file.endswith(".html")), self.files[0] if self.files else "")


@dataclass(frozen=True)
class Entry:
    """One claim.

    Attributes
    ----------
    item
        As a ``verdicts`` block has it (:mod:`helpers.present.blocks`).
    history
        Day and verdict, oldest first; empty where the scorecard is not in the archive.
    rows
        The observations behind its readings, as text.
    """

    item: Mapping[str, Any]
    theme: Theme
    history: tuple[tuple[str, str], ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def id(self) -> str:
        """Its id in the ledger."""
        return str(self.item["id"])

    @property
    def verdict(self) -> str:
        """The word of the newest run, as rules compare it."""
        return str(self.item["verdict"])

    @property
    def stated_by(self) -> str:
        """Who states its figure."""
        return stated_by(self.item)

    @property
    def said(self) -> str:
        """Its verdict in the language that is spoken."""
        return p_("verdict", self.verdict)

    @property
    def page(self) -> str:
        """Where its page lies in an edition of the site."""
        return f"claims/{self.id}.html"

    @property
    def since(self) -> str:
        """First day of the history from which the verdict has stood; empty where there is no history."""
        stood = ""
        for day, word in reversed(self.history):
            if word != self.verdict:
                break
            stood = day
        return stood

    @cached_property
    def sources(self) -> dict[str, Mapping[str, str]]:
        """Its sources by id."""
        return {source["id"]: source for source in self.item["sources"]}

    def by_definition(self) -> dict[str, list[Row]]:
        """Return its rows under the definition that used them."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row["definition"], []).append(row)
        return found


@dataclass(frozen=True)
class Ledger:
    """All claims and reports of a packet."""

    packet: Packet
    themes: dict[str, Theme]
    entries: dict[str, Entry] = field(default_factory=dict)

    @property
    def days(self) -> list[str]:
        """Days of the history, newest first."""
        return sorted({day for entry in self.entries.values() for day, _ in entry.history}, reverse=True)

    @cached_property
    def sources(self) -> dict[str, Mapping[str, str]]:
        """Every source of every report by id, in the order of ids; reports of several runs may differ on one."""
        reports = [theme.report for theme in self.themes.values()]
        found = {key: source for report in reports for key, source in report.sources.items()}
        return dict(sorted(found.items(), key=lambda item: item[0]))

    def of_theme(self, name: str) -> list[Entry]:
        """Return the claims that a report judges as its own."""
        return [entry for entry in self.entries.values() if entry.theme.name == name]

    def beside(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """Return the claims before and after one in the ledger."""
        order = list(self.entries.values())
        place = order.index(entry)
        return (order[place - 1] if place else None), (order[place + 1] if place + 1 < len(order) else None)

    def neighbours(self, entry: Entry) -> list[tuple[Entry, int]]:
        """Return the claims that rest on most of the same sources, with the number of these."""
        shared = [
            (other, len(entry.sources.keys() & other.sources.keys()))
            for other in self.entries.values()
            if other.id != entry.id
        ]
        return sorted((pair for pair in shared if pair[1]), key=lambda pair: -pair[1])[:MOST_NEIGHBOURS]


def ledger(packet: Packet) -> Ledger:
    """Read the ledger out of a packet."""
    themes = {
        name: Theme(name, packet.read(name), packet.made_by(name), packet.editions(name)) for name in packet.reports
    }
    history = _grouped(_data(themes.values(), HISTORY))
    behind = _grouped(_data(themes.values(), BEHIND))
    entries = {
        claim: Entry(item, themes[name], _course(history.get(claim, [])), tuple(behind.get(claim, [])))
        for claim, (name, item) in packet.verdicts.items()
    }
    return Ledger(packet, themes, entries)


def _course(rows: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((row["day"], row["verdict"]) for row in rows))


def _data(themes: Iterable[Theme], name: str) -> list[Row]:
    """Read the data of a figure by its name."""
    blocks = [item.block for theme in themes for item in theme.report.items if isinstance(item, Shown)]
    text = next((block["csv"] for block in blocks if block.get("name") == name), "")
    return [{key: _plain(cell) for key, cell in row.items()} for row in csv.DictReader(io.StringIO(text))]


def _plain(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running a text."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r") else cell


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["claim"], []).append(row)
    return found

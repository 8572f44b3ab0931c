"""Packets as the site reads them: the newest one, those before it that can be compared, and what they say."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.factory.archive import notebook_of, run_time
from helpers.factory.refusal import Refusal
from helpers.locale import LANGUAGES, day

if TYPE_CHECKING:
    from helpers.factory.report import Report

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Packet:
    """One run of the archive, as its reports in one language tell it."""

    folder: Path
    manifest: Mapping[str, Any]
    lang: str = LANGUAGES[0]

    @property
    def run(self) -> str:
        """Id of the run."""
        return str(self.manifest["run"])

    @property
    def day(self) -> str:
        """Day of the run, ISO; empty where its id does not tell."""
        return day_of(self.run)

    @property
    def moment(self) -> str:
        """When it was made, for a reader: day, hour and minute; its id where that does not tell."""
        made = run_time(self.run)
        return f"{day(made.date(), 'short')}, {made:%H:%M} UTC" if made else self.run

    @property
    def version(self) -> str:
        """Version of the collection that made it."""
        return str(self.manifest["environment"]["caspian-notebooks"])

    @property
    def archive(self) -> Path:
        """Folder of the archive in which it lies."""
        return self.folder.parents[1]

    @cached_property
    def reports(self) -> dict[str, Entry]:
        """Its good reports in its language, by the name of the notebook."""
        return {name: entry for name, entry in self.of_language(self.manifest["reports"]).items() if entry["files"]}

    @cached_property
    def broken(self) -> dict[str, Entry]:
        """The reports that the run could not make, whether or not an earlier edition stands in their place."""
        made, failed = (self.of_language(self.manifest[part]) for part in ("reports", "failed_now"))
        return {name: entry for name, entry in made.items() if not entry["files"]} | failed

    def report_name(self, name: str) -> str:
        """Return what the manifest calls its report on a notebook."""
        return name if self.lang == LANGUAGES[0] else f"{name}.{self.lang}"

    def of_language(self, entries: Mapping[str, Entry]) -> dict[str, Entry]:
        """Return the entries of a manifest in its language, by the name of the notebook."""
        return {notebook_of(name): entry for name, entry in sorted(entries.items()) if spoken(entry) == self.lang}

    @cached_property
    def verdicts(self) -> dict[str, tuple[str, Mapping[str, Any]]]:
        """Every verdict by claim: the report that gives it, and the item; of two the newer report's, then a theme's.

        The order is that of the report that gives most of them, the scorecard.
        """
        by_size = sorted(self.reports, key=lambda name: -len(_verdicts(self.reports[name])))
        found: dict[str, tuple[str, Mapping[str, Any]]] = {}
        for name in by_size:
            for item in _verdicts(self.reports[name]):
                known = found.get(item["id"])
                if known is None or self.made_by(name) >= self.made_by(known[0]):
                    found[item["id"]] = (name, item)
        return found

    def made_by(self, name: str) -> str:
        """Id of the run that made a report: an earlier one where the report was carried."""
        return str(self.reports[name].get("carried_from") or self.run)

    def editions(self, name: str) -> dict[str, list[str]]:
        """Files for readers of a report by language, its own first."""
        entries = [
            entry for other, entry in self.manifest["reports"].items() if notebook_of(other) == name and entry["files"]
        ]
        found = {
            spoken(entry): [file for file in entry["files"] if file.endswith((".html", ".pdf"))] for entry in entries
        }
        return dict(sorted(found.items(), key=lambda item: (item[0] != self.lang, item[0])))

    def read(self, name: str) -> "Report":
        """Read a report from its executed notebook."""
        # imported here: whoever lists a thousand runs reads no report and need not wait for it
        import nbformat

        from helpers.factory.report import report

        file = next(file for file in self.reports[name]["files"] if file.endswith(".ipynb"))
        return report(nbformat.read(self.folder / file, as_version=4), name)


def day_of(run: str) -> str:
    """Return the day of a run, ISO; empty where its id does not tell."""
    made = run_time(run)
    return f"{made:%Y-%m-%d}" if made else ""


def spoken(entry: Entry) -> str:
    """Return the language of a report."""
    return str(entry["parameters"].get("lang") or LANGUAGES[0])


def _verdicts(entry: Entry) -> list[Mapping[str, Any]]:
    return list(entry["results"].get("verdicts", []))


def newest(reports: Path) -> list[Packet]:
    """Return the packet at which ``latest`` points, once for each language in which it has reports.

    Raises
    ------
    Refusal
        If nothing has been built there.
    """
    latest = (reports / "latest").resolve()  # a build may move the pointer while we read
    packet = opened(latest)
    found = [replace(packet, lang=lang) for lang in LANGUAGES] if packet else []
    if not any(one.reports for one in found):
        raise Refusal(f"{reports}: no report in latest/; run 'caspian build' first, or name its folder with --out")
    return [one for one in found if one.reports]


def opened(folder: Path, lang: str = LANGUAGES[0]) -> Packet | None:
    """Read the packet in a folder, in a language; None where there is none."""
    try:
        return Packet(folder, json.loads((folder / "manifest.json").read_text(encoding="utf-8")), lang)
    except (OSError, ValueError):
        return None


def before(packet: Packet, reports: Path) -> Iterator[Packet]:
    """Yield the runs before a packet that asked the same of their notebooks, newest first."""
    for folder in sorted((reports / "runs").glob("[!.]*"), reverse=True):
        older = opened(folder, packet.lang) if folder.name < packet.run else None
        if older and _comparable(packet, older):
            yield older


def _comparable(packet: Packet, older: Packet) -> bool:
    """Whether reports of one name were asked the same: the same values, or all defaults of their time."""
    pairs = [(packet.reports[name], older.reports[name]) for name in packet.reports.keys() & older.reports.keys()]
    return bool(pairs) and all(_unasked(new, old) or _same(new, old) for new, old in pairs)


def _unasked(*entries: Entry) -> bool:
    """Whether nobody set a parameter; a default that the code has changed since is a change of the code's."""
    return all(set(entry["results"].get("changed", [""])) <= {"lang"} for entry in entries)


def _same(new: Entry, old: Entry) -> bool:
    now, then = new["parameters"], old["parameters"]
    return all(then[key] == now[key] for key in now.keys() & then.keys())

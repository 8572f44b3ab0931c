"""The editions of the site, one a language: the first at its root, each other in a folder named by its language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from typing import Final

from helpers.locale import speaking
from helpers.runs.comparison import Comparison, recorded
from helpers.runs.nights import Night, nights
from helpers.runs.packets import Packet, before, newest
from helpers.site.ledger import Ledger, ledger
from helpers.site.nights import PAGE, SHOWN

RUNS: Final = 20
"""Runs that the feed and the list of runs go back."""

OF_THE_SITE: Final = ("index.html", "changes.html", "search.html", "data.html")
"""The pages that every edition has, beside one a claim and one a report."""


@dataclass(frozen=True)
class Edition:
    """The site in one language.

    Attributes
    ----------
    folder
        Its place in the site: empty, or such as ``ru/``.
    runs
        Newest first, that of the ledger in front.
    changes
        Of each run against the one before it; the first run of all has none.
    nights
        Newest first; empty where nobody makes any.
    """

    folder: str
    ledger: Ledger
    runs: Sequence[Packet]
    changes: Sequence[Comparison]
    nights: Sequence[Night] = ()

    @property
    def lang(self) -> str:
        """Code of its language."""
        return self.ledger.packet.lang

    @property
    def pages(self) -> list[str]:
        """Places of its pages, relative to its folder."""
        claims = [entry.page for entry in self.ledger.entries.values()]
        return [
            *OF_THE_SITE,
            *([PAGE] if self.nights else []),
            *claims,
            *(theme.page for theme in self.ledger.themes.values()),
        ]


def editions(reports: Path) -> list[Edition]:
    """Read the editions of an archive: a language in which it has no report has none.

    Raises
    ------
    Refusal
        If nothing has been built there.
    """
    return list(_editions(newest(reports), reports))


def _editions(packets: Sequence[Packet], reports: Path) -> Iterator[Edition]:
    known = list(islice(nights(reports), SHOWN))
    for packet in packets:
        runs = [packet, *islice(before(packet, reports), RUNS)]
        folder = "" if packet is packets[0] else f"{packet.lang}/"
        with speaking(packet.lang):
            changes = [recorded(new, old) for new, old in pairwise(runs)]
            # one more than is shown, so that the oldest shown says what it changed
            yield Edition(folder, ledger(packet), runs[:RUNS], changes, known)

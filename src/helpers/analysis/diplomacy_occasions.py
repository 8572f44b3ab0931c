"""Occasions as the tables of events and summits word them: what a reader sees of them can be translated."""

from helpers.analysis.diplomacy import contacts, of_pair
from helpers.analysis.diplomacy_bodies import agreements, commission
from helpers.evidence import Evidence
from helpers.locale import Name, p_

PLACES = {"Astana": Name("Astana"), "Baku": Name("Baku")}
"""Where the two states sign."""


def occasion(words: str) -> str:
    """Say what an occasion was: parts between semicolons, each translated by itself.

    >>> occasion("CICA; CIS")
    'CICA; CIS'
    """
    return "; ".join(p_("occasion", part) for part in words.split("; "))


def place(name: str) -> Name | str:
    """Name a place, which can be asked for a case where it is one of the two capitals."""
    return PLACES.get(name, name)


def occasions(evidence: Evidence) -> list[str]:
    """Return all parts that :func:`occasion` is asked for, each once."""
    words = [*of_pair(contacts(evidence))["what"], *agreements(evidence)["title"], *commission(evidence)["note"]]
    return sorted({part for text in words for part in str(text).split("; ") if part})

"""Dated and cited evidence: load as of a day, ask for series, see who disagrees, cite."""

from helpers.evidence.by_hand import made
from helpers.evidence.cited import Citation
from helpers.evidence.compare import disagreement, newest
from helpers.evidence.errors import EvidenceError, Fault, UnknownName
from helpers.evidence.gaps import Gaps, gaps
from helpers.evidence.loading import load
from helpers.evidence.periods import Period, parse, year_before
from helpers.evidence.remember import remembered
from helpers.evidence.store import KINDS, MEASURED, Evidence
from helpers.evidence.units import convert

__all__ = [
    "KINDS",
    "MEASURED",
    "Citation",
    "Evidence",
    "EvidenceError",
    "Fault",
    "Gaps",
    "Period",
    "UnknownName",
    "convert",
    "disagreement",
    "gaps",
    "load",
    "made",
    "newest",
    "parse",
    "remembered",
    "year_before",
]

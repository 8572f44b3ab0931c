"""Where the headline numbers of each notebook come from: a claim, or a figure or table by its name.

A headline's name is found here as a whole, or by what stands before its first underscore; one that says itself what
it comes from (``page.headline(..., of=...)``) need not stand here.
"""

from collections.abc import Mapping
from typing import Final

BASES: Final[Mapping[str, str]] = {
    # scorecard
    "judged": "ledger", "supported": "ledger", "partly": "ledger", "contradicted": "ledger", "unverified": "ledger",
    "not": "ledger",
    # diplomacy
    "encounters": "diplomacy-timeline", "visits": "diplomacy-timeline", "alone": "diplomacy-timeline",
    "first": "diplomacy-first",
    # trade
    "multiple": "TRD-2", "gold": "gold", "year": "nowcast", "gravity": "gravity", "growth": "distance",
    # investment
    "sum": "investment-sums", "reached": "investment-outlook", "asymmetry": "investment-asymmetry",
    "companies": "investment-companies",
    # corridor
    "route": "corridor-measures", "tonnes": "corridor-growth", "trains": "corridor-growth", "rail": "COR-4",
    "target": "corridor-targets", "bottleneck": "corridor-capacity", "days": "corridor-ways",
    # energy
    "into": "energy-flows", "chance_of_goal": "energy-chances", "worth": "energy-promises", "fleet": "energy-water",
    "concentration": "energy-routes",
    # digital link
    "promised": "cable-promises", "drift": "cable-promises", "own": "what-the-cable-changes",
    "shores": "what-the-cable-changes", "continents": "what-the-cable-changes", "ways": "closures",
    "headroom": "capacity-and-traffic", "impossible": "round-trips",
    # Caspian
    "fall_satellite": "falls", "fall_gauge": "falls", "fall": "fan", "dubendi": "dubendi",
    # integration
    "likeness": "likeness", "behaviour": "absence", "membership": "strata", "ots": "stated-trade",
    "language": "languages", "students": "students",
    # outlook
    "future": "outlook-futures", "chance": "outlook-chances",
}  # fmt: skip


def basis_of(headline: str) -> str:
    """Return the place that a headline comes from; empty where none is named.

    >>> basis_of("encounters"), basis_of("multiple_azerbaijan"), basis_of("unheard_of")
    ('diplomacy-timeline', 'TRD-2', '')
    """
    return BASES.get(headline) or BASES.get(headline.partition("_")[0], "")

"""How the meetings of each pair add up over the period, under one definition of a meeting."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from helpers.analysis.diplomacy import PAIR, Window, counted, met, window
from helpers.analysis.diplomacy_pairs import first_if_found, rates_of
from helpers.evidence import Evidence
from helpers.parameters import Diplomacy


@dataclass(frozen=True, slots=True)
class Pace:
    """The meetings of the pair beside those of the others.

    Attributes
    ----------
    days
        The days of each pair's meetings in order; pairs that never met are left out.
    rates
        As :func:`helpers.analysis.diplomacy_pairs.rates_of` returns them, most first.
    found
        Share of the pair's own meetings that the search is assumed to have found.
    chance
        Probability that the pair is first, if so.
    """

    span: Window
    days: Mapping[str, pd.Series]
    rates: pd.DataFrame
    found: float
    chance: float

    @property
    def own(self) -> pd.Series:
        """The line of the pair."""
        return self.rates[self.rates["pair"] == PAIR].iloc[0]

    @property
    def others(self) -> pd.DataFrame:
        """The other pairs, most first."""
        return self.rates[self.rates["pair"] != PAIR]

    @property
    def supposed(self) -> float:
        """How many meetings the pair would have had."""
        return float(self.own["count"]) / self.found

    @property
    def every(self) -> float:
        """Days from one meeting of the pair to the next, on average; infinite where none is known."""
        return float("inf") if not self.own["count"] else self.span.years * 365.25 / float(self.own["count"])


def pace(evidence: Evidence, parameters: Diplomacy, period: str, definition: str) -> Pace | None:
    """Return the course of every pair under one definition; None where no encounter of the pair is known.

    Parameters
    ----------
    definition
        A key of :data:`helpers.analysis.diplomacy.DEFINITIONS`.
    """
    span, rates = window(evidence, period), rates_of(evidence, parameters, period, definition)
    if span is None or rates.empty:
        return None
    rates = rates.sort_values(["count", "pair"], ascending=[False, True], ignore_index=True)
    rows = counted(met(evidence, parameters, period), definition).sort_values("start")
    rows = rows[rows["pair"].isin(rates["pair"])]
    days = {str(pair): part["start"].reset_index(drop=True) for pair, part in rows.groupby("pair")}
    return Pace(span, days, rates, parameters.found, first_if_found(rates, parameters.found, parameters))


def most(evidence: Evidence, parameters: Diplomacy, period: str) -> int:
    """Return the greatest count that any pair has by any of the choices; 0 where none is known."""
    widest = {"trip_days": 0, "counted": "all", "comparators": "all"}
    rates = rates_of(evidence, parameters.model_copy(update=widest), period, "all")
    return int(rates["count"].max()) if len(rates) else 0

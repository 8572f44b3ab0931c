"""One pair of states against another in the General Assembly, on the years that both have."""

from dataclasses import dataclass

import pandas as pd

from helpers.analysis.integration import intervals, pair_of, pair_years, window
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.parameters import Integration


@dataclass(frozen=True, eq=False, slots=True)
class Compared:
    """Two pairs side by side.

    Attributes
    ----------
    lines
        Usable years of either pair, oldest first, as :func:`helpers.analysis.integration.pair_of` returns them.
    pooled
        Likeness of either over the years of the window that both have, with its range; empty without such a year.
    years
        These years.
    reach
        First and last year of the votes of any pair.
    ahead
        In how many of them the first pair was the more alike.
    """

    lines: dict[str, pd.DataFrame]
    pooled: dict[str, Interval]
    years: tuple[int, ...]
    reach: tuple[int, int]
    ahead: int


def compare(evidence: Evidence, parameters: Integration, pairs: tuple[str, str]) -> Compared:
    """Compare two pairs over the window and by the measure that the parameters name.

    Where the window holds years of two sources, only those of the older one are pooled.
    """
    known = pair_years(evidence, parameters)
    reach = int(known["year"].min()), int(known["year"].max())
    lines = {pair: pair_of(known, pair) for pair in pairs}
    asked = known["year"].between(parameters.first_year, parameters.last_year)
    within = known[known["pair"].isin(pairs) & known["usable"] & asked]
    wide = within.pivot(index=["source", "year"], columns="pair", values="value").reindex(columns=list(pairs)).dropna()
    if wide.empty:
        return Compared(lines, {}, (), reach, 0)
    wide = wide.loc[wide.sort_index(level="year").index[0][0]]
    both = known[known["pair"].isin(pairs) & known["year"].isin(wide.index)]
    found = intervals(window(both, parameters, parameters.first_year, parameters.last_year), parameters)
    ranged = {row["pair"]: Interval(row["value"], row["low"], row["high"]) for row in found.to_dict("records")}
    ahead = int((wide[pairs[0]] > wide[pairs[1]]).sum())
    return Compared(lines, {pair: ranged[pair] for pair in pairs}, tuple(map(int, wide.index)), reach, ahead)

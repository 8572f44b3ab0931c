"""The pair in the statistics of its two states."""

import pandas as pd

from helpers.analysis.trade import TURNOVER, full_years, levels, reporters, turnover
from helpers.evidence import Evidence
from helpers.models.mirror import cumulated, side_by_side
from helpers.parameters import Trade


def mirror(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Return every period that both states report, Azerbaijan left and Kazakhstan right.

    Whose statistics the parameters ask for plays no part: a mirror has two sides.
    """
    both = [levels(evidence, reporter, parameters) for reporter in TURNOVER]
    return side_by_side(*both)


def mirror_years(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Return the whole years of the mirror with ``year``."""
    both = [full_years(evidence, reporter, parameters) for reporter in TURNOVER]
    table = side_by_side(*both)
    return table.assign(year=table["start"].dt.year)


def mirror_sums(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Return both sides added up over the whole years that both report."""
    return cumulated(mirror_years(evidence, parameters))


def mirror_rows(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Return the observations behind the mirror."""
    shared = set(mirror(evidence, parameters)["period"])
    rows = pd.concat([turnover(evidence, reporter, parameters) for reporter in TURNOVER])
    return rows[rows["period"].isin(shared)]


def turnover_rows(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Return all turnover observations of the reporters that the parameters ask for."""
    return evidence.series([TURNOVER[reporter] for reporter in reporters(parameters)])

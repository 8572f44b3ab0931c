"""The pair in the statistics of its two states."""

import numpy as np
import pandas as pd

from helpers.analysis.trade import TURNOVER, full_years, levels, reporters, turnover
from helpers.analysis.trade_gold import mirror_without_gold
from helpers.evidence import Evidence, remembered
from helpers.models.mirror import cumulated, side_by_side
from helpers.parameters import Trade


@remembered
def mirror(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Return every period that both states report, Azerbaijan left and Kazakhstan right.

    Whose statistics the parameters ask for plays no part: a mirror has two sides.
    """
    both = [levels(evidence, reporter, parameters) for reporter in TURNOVER]
    return side_by_side(*both)


def mirror_at_widest(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Return the mirror with every figure that may count, and those called "about" as rough as may be asked."""
    roughest = next(limit.le for limit in Trade.model_fields["rounding"].metadata if hasattr(limit, "le"))
    widest = {"derived": True, "inferred": True, "rounding": roughest}
    return mirror(evidence, parameters.model_copy(update=widest))


def ratios(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Return the ratio of every period that both states report, with gold, without it, or both ways, as asked.

    Returns
    -------
    DataFrame
        ``period, gold, ratio, low, high``: ``gold`` says whether Azerbaijan's figure is read ``with`` its gold or
        ``without``. Without it only limits are known, the ratio is missing, and ``without`` alone still reads with
        gold every period whose gold is unknown.
    """
    table = mirror(evidence, parameters).rename(columns={"ratio_low": "low", "ratio_high": "high"})
    table = table.assign(gold="with")[["period", "gold", "ratio", "low", "high"]]
    found = None if parameters.gold == "with" else mirror_without_gold(evidence, parameters)
    if found is None:
        return table
    line = pd.DataFrame([(found.period, "without", np.nan, *sorted(found.without))], columns=table.columns)
    kept = table if parameters.gold == "both" else table[table["period"] != found.period]
    return pd.concat([kept, line], ignore_index=True)


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

"""Whether the sums told before can have grown into the article's."""

import numpy as np
import pandas as pd

from helpers.analysis.investment import DIRECTIONS, NO_START, Direction, independent, stated, stated_day, sums
from helpers.evidence import Evidence, remembered
from helpers.models.rising import DAYS_IN_YEAR
from helpers.parameters import Investment

_COLUMNS = ["direction", "told", "family", "value", "source", "goal", "asked", "young", "old", "needed", "fits"]


@remembered
def grown(evidence: Evidence, parameters: Investment) -> pd.DataFrame:
    """Let each independent sum told before the article's day grow until then.

    Returns
    -------
    DataFrame
        ``direction`` (a key of ``DIRECTIONS``), ``told, family, value, source, goal`` (the article's), ``asked``
        (whether the sum has the basis that the parameters ask for), ``young`` and ``old`` (what it may have grown to by
        the article's day, if it was new when told, and if it was as old as it may be; USD million), ``needed`` (growth
        a year from the sum to the article's, if it was as old as it may be; a ratio, negative where the sum is the
        larger one) and ``fits`` (``when new``, ``when old``, ``never``: whether the growth asked for is enough).
    """
    parts = [_of_direction(evidence, parameters, key, direction) for key, direction in DIRECTIONS.items()]
    return pd.concat(parts, ignore_index=True)


def _of_direction(evidence: Evidence, parameters: Investment, key: str, direction: Direction) -> pd.DataFrame:
    goal, day = stated(evidence, direction.claim), pd.Timestamp(stated_day(evidence))
    rows = independent(sums(evidence, direction))
    rows = rows[rows["told"] < day].sort_values(["told", "value"])
    value, new = rows["value"].to_numpy(float), (day - rows["told"]).dt.days.to_numpy(float) / DAYS_IN_YEAR
    old = new + parameters.lag_months / 12
    young, aged = (value * (1 + parameters.growth) ** years for years in (new, old))
    fitting = [(value <= goal) & (years >= goal) for years in (young, aged)]
    no_start = rows["family"] == NO_START
    rows = rows.assign(
        direction=key, goal=goal,
        asked=True if parameters.basis == "any" else no_start == (parameters.basis == NO_START),
        young=young, old=aged, needed=(goal / value) ** (1 / old) - 1,
        fits=np.select(fitting, ["when new", "when old"], "never"),
    )  # fmt: skip
    return rows[_COLUMNS]

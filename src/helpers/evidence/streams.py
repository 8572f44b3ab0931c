"""A live source publishes again and again: of its stream, only the newest vintage that a day knows is seen.

Different streams are different sources: what they disagree on stays side by side.
"""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from helpers.evidence.store import MEASURED
from helpers.package import place, stream

THING: Final = ["series", "entity", "period", "unit", "kind"]
"""What a figure is of: a newer vintage of a stream supersedes an older one thing by thing."""


def things(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what each row is of, in columns :data:`THING`.

    A measurement is one thing whatever its source calls it: an estimate is superseded by the final figure.

    Examples
    --------
    >>> gdp = {"series": "gdp", "entity": "AZE", "period": "2024", "unit": "USD", "kind": ["plan", "estimate"]}
    >>> things(pd.DataFrame(gdp))["kind"].tolist()
    ['plan', 'measured']
    """
    found = rows[THING]
    return found.assign(kind=found["kind"].where(~found["kind"].isin(MEASURED), "measured"))


def newest_vintages(rows: pd.DataFrame, known: Mapping[str, str]) -> pd.DataFrame:
    """Return observations without those that a newer vintage of their stream supersedes.

    Parameters
    ----------
    rows
        Observations that are public, with the day on which each became so.
    known
        The streams of sources collected by hand, as :func:`helpers.package.continued` gives them.

    Examples
    --------
    >>> from helpers.evidence import made
    >>> fact = {"series": "price", "entity": "brent", "period": "2024", "unit": "USD per barrel"}
    >>> rows = made([
    ...     {**fact, "value": 80.5, "source": "oil_2025", "published": "2025-03-01"},
    ...     {**fact, "value": 80.6, "source": "brent@2026-11-27", "published": "2026-11-27"},
    ...     {**fact, "value": 81.0, "source": "factbook"},
    ... ]).observations
    >>> newest_vintages(rows, {"oil_2025": "brent"})["value"].tolist()
    [80.6, 81.0]
    """
    streams = {source: name for source in rows["source"].unique() if (name := stream(source, known))}
    own = rows[rows["source"].isin(streams)]
    of = things(own)
    if not of.duplicated().any():  # so in a package without a live part
        return rows
    public = own.groupby("source")["published"].first()
    order = sorted(streams, key=lambda source: (public[source], place(source), source))
    rank = own["source"].map({source: rank for rank, source in enumerate(order)})
    newest = rank.groupby([own["source"].map(streams), *(of[column] for column in THING)]).transform("max")
    return rows.drop(index=own.index[rank < newest]).reset_index(drop=True)

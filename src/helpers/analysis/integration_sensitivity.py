"""How much the answers hang on what was asked: one choice is changed at a time."""

import pandas as pd

from helpers.analysis import integration as votes
from helpers.analysis import integration_members as members
from helpers.evidence import Evidence
from helpers.locale import Name
from helpers.parameters import Integration

CHANGES: dict[Name, dict[str, object]] = {
    Name("as asked"): {},
    Name("identical votes instead of steps"): {"measure": "identical"},
    Name("absence as behaviour"): {"measure": "behaviour"},
    Name("observers count as members"): {"observers": True},
    Name("region: post-Soviet"): {"region": "post_soviet"},
    Name("no regard to region"): {"region": "none"},
    Name("all years of the older source"): {"first_year": 1992, "last_year": 2023},
    Name("years from 2010"): {"first_year": 2010, "last_year": 2023},
    Name("the newer source alone"): {"first_year": 2025, "last_year": 2025},
    Name("at least 50 votes in common"): {"least_votes": 50},
}


def sensitivity(evidence: Evidence, parameters: Integration) -> pd.DataFrame:
    """Return the likeness of the pair, its rank, and the worth of membership, under each change.

    Returns
    -------
    DataFrame
        change, likeness (of the pair over the window), rank, pairs, effect and p of membership given to other
        states, inside (members less others among pairs of Central Asia and Azerbaijan).
    """
    rows = [_changed(evidence, parameters.model_copy(update=change), text) for text, change in CHANGES.items()]
    found = [row for row in rows if row is not None]
    return pd.DataFrame(found, columns=["change", "likeness", "rank", "pairs", "effect", "p", "inside"])


def _changed(evidence: Evidence, parameters: Integration, text: Name) -> tuple[object, ...] | None:
    pairs = votes.pooled_pairs(evidence, parameters)
    own = pairs.loc[pairs["pair"] == votes.PAIR, "value"]
    if own.empty:
        return None
    found = members.over_states(pairs, parameters, parameters.region)
    inside = members.inside(evidence, parameters)
    rank = int((pairs["value"] > own.iloc[0]).sum()) + 1
    effect, p = (found.effect, found.p) if found else (float("nan"), float("nan"))
    return text, float(own.iloc[0]), rank, len(pairs), effect, p, float("nan") if inside is None else inside

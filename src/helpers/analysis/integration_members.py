"""Whether belonging to the Organization of Turkic States goes with voting alike, beyond what region explains."""

import numpy as np
import pandas as pd

from helpers.analysis import integration as votes
from helpers.evidence import Evidence
from helpers.locale import Name
from helpers.models.permutation import Shuffled, over_cases, over_places
from helpers.parameters import Integration
from helpers.parameters.integration import REGIONS

INNER = f"one of {len(votes.CENTRAL_ASIA)}"
"""The stratum of the pairs of Central Asia and Azerbaijan."""
STRATA = {
    INNER: Name("within Central Asia and Azerbaijan"),
    f"one of {len(votes.POST_SOVIET)}": Name("within the post-Soviet states"),
    "elsewhere": Name("with one state elsewhere"),
}
FIXED = ("AZE", "KAZ")
"""The states that the pairs were collected around; membership is never taken from them."""


def strata(pairs: pd.DataFrame, region: str) -> list[str]:
    """Return the stratum of each pair: pairs inside a region are compared with each other only."""
    groups = {"none": (), "post_soviet": (votes.POST_SOVIET,), "central_asia": (votes.CENTRAL_ASIA, votes.POST_SOVIET)}
    found = ["elsewhere"] * len(pairs)
    for i, (first, second) in enumerate(zip(pairs["first"], pairs["second"], strict=True)):
        inside = [group for group in groups[region] if first in group and second in group]
        found[i] = f"one of {len(inside[0])}" if inside else "elsewhere"
    return found


def _kinds(pairs: pd.DataFrame, region: str) -> dict[str, str]:
    places = sorted({*pairs["first"], *pairs["second"]})
    if region == "none":
        return dict.fromkeys(places, "any")
    inner = votes.CENTRAL_ASIA if region == "central_asia" else votes.POST_SOVIET
    return {
        place: "inner" if place in inner else "post-Soviet" if place in votes.POST_SOVIET else "other"
        for place in places
    }


def compared(pairs: pd.DataFrame, parameters: Integration, region: str) -> dict[str, Shuffled | None]:
    """Test membership within a region by shuffling over pairs, and by giving it to other states.

    Parameters
    ----------
    pairs
        From :func:`helpers.analysis.integration.window`, with ``value`` and ``member``.

    Returns
    -------
    dict
        ``pairs`` and ``states``; None where members and others cannot be compared.
    """
    rng, groups = np.random.default_rng(parameters.seed), strata(pairs, region)
    return {
        "pairs": over_cases(pairs["value"], pairs["member"], groups, parameters.draws, rng),
        "states": over_states(pairs, parameters, region),
    }


def over_states(pairs: pd.DataFrame, parameters: Integration, region: str) -> Shuffled | None:
    """Test membership within a region by giving it to other states; arguments as for :func:`compared`."""
    club = votes.MEMBERS + (votes.OBSERVERS if parameters.observers else ())
    couples = list(zip(pairs["first"], pairs["second"], strict=True))
    return over_places(couples, pairs["value"], club, FIXED, _kinds(pairs, region), strata(pairs, region))


def membership(evidence: Evidence, parameters: Integration) -> pd.DataFrame:
    """Test membership in the window asked for, and its change since the founding, within every region.

    Returns
    -------
    DataFrame
        outcome (``level`` or ``change``), region, over, effect, p, low, high, shuffles, members, others (number
        of pairs); empty where nothing is known.
    """
    level, moved = votes.pooled_pairs(evidence, parameters), change(votes.pair_years(evidence, parameters), parameters)
    rows = []
    for outcome, pairs in (("level", level), ("change", moved)):
        for region in REGIONS if len(pairs) else ():
            for over, found in compared(pairs, parameters, region).items():
                if found is not None:
                    counts = (int(pairs["member"].sum()), int((~pairs["member"]).sum()))
                    told = (found.effect, found.p, found.low, found.high, found.shuffles)
                    rows.append((outcome, region, over, *told, *counts))
    columns = ["outcome", "region", "over", "effect", "p", "low", "high", "shuffles", "members", "others"]
    return pd.DataFrame(rows, columns=columns)


def change(years: pd.DataFrame, parameters: Integration) -> pd.DataFrame:
    """Return the change of each pair's likeness from the decade before the founding to the years after.

    Returns
    -------
    DataFrame
        pair, first, second, member, before, after and ``value``, their difference. Years of the later
        source are left out: a change of source is no change of votes.
    """
    before = votes.window(years, parameters, parameters.founded - 10, parameters.founded - 1)
    after = votes.window(years, parameters, parameters.founded + 1, parameters.last_year)
    both = before[["pair", "value"]].merge(after[["pair", "first", "second", "member", "value"]], on="pair")
    both = both.rename(columns={"value_x": "before", "value_y": "after"})
    return both.assign(value=both["after"] - both["before"])


def chosen(found: pd.DataFrame, parameters: Integration, outcome: str = "level") -> pd.Series | None:
    """Return the test that counts: region as asked for, membership given to other states."""
    rows = found[(found["outcome"] == outcome) & (found["region"] == parameters.region) & (found["over"] == "states")]
    return rows.iloc[0] if len(rows) else None


def spread(evidence: Evidence, parameters: Integration) -> pd.DataFrame:
    """Return the pairs of the window, likest first, with ranges and where they belong.

    Returns
    -------
    DataFrame
        As :func:`helpers.analysis.integration.window` with low, high and ``group``.
    """
    pairs = votes.intervals(votes.pooled_pairs(evidence, parameters), parameters)
    inside = pd.Series(strata(pairs, "central_asia"), index=pairs.index, dtype="str").eq(INNER)
    far = np.where(pairs["member"], "members, one elsewhere", "others")
    near = np.where(pairs["member"], "members in the region", "region, not members")
    group = np.where(inside, near, far)
    return pairs.assign(group=group).sort_values("value", ascending=False, ignore_index=True)


def parts(pairs: pd.DataFrame, region: str = "central_asia") -> pd.DataFrame:
    """Return members against others stratum by stratum, which the one effect of a test averages over.

    Returns
    -------
    DataFrame
        stratum (a key of ``STRATA``), members, others (number of pairs), inside, outside (their means), difference.
    """
    rows = []
    for stratum, part in pairs.assign(stratum=strata(pairs, region)).groupby("stratum"):
        inside, outside = part.loc[part["member"], "value"], part.loc[~part["member"], "value"]
        if len(inside) and len(outside):
            means = (float(inside.mean()), float(outside.mean()))
            rows.append((str(stratum), len(inside), len(outside), *means, means[0] - means[1]))
    return pd.DataFrame(rows, columns=["stratum", "members", "others", "inside", "outside", "difference"])


def inside(evidence: Evidence, parameters: Integration) -> float | None:
    """Return members less others among pairs of Central Asia and Azerbaijan in the window; None where not known."""
    found = parts(votes.pooled_pairs(evidence, parameters))
    found = found[found["stratum"] == INNER]
    return float(found["difference"].iloc[0]) if len(found) else None

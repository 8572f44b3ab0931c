"""The sensitivity of verdicts: which of them turn when a critic changes a parameter."""

import pandas as pd

from helpers.claims.ledger import RULES, claims, judge, verdict_on
from helpers.claims.verdict import Verdict
from helpers.evidence import Evidence
from helpers.parameters import Parameters


def sensitivity(evidence: Evidence, parameters: Parameters) -> pd.DataFrame:
    """Judge every claim that has a rule under each other setting that its theme declares, one change at a time.

    A setting of a parameter that the rule never reads cannot turn its verdict, and is not tried.

    Parameters
    ----------
    parameters
        Lends day, seed and draws; the other parameters of each theme keep their defaults but for the one change.

    Returns
    -------
    DataFrame
        One row a claim and setting: claim, setting (``default`` or ``name=value``), verdict (word).
    """
    rows = []
    for claim_id in claims(evidence):
        if claim_id in RULES:
            model, common = RULES[claim_id].model, parameters.common()
            default = judge(evidence, claim_id, model(**common))
            rows.append((claim_id, "default", default.verdict.value))
            for name, value in model.others():
                if name in default.asked:
                    changed = verdict_on(evidence, claim_id, model(**{**common, name: value}))
                    rows.append((claim_id, f"{name}={value}", changed.value))
    return pd.DataFrame(rows, columns=["claim", "setting", "verdict"])


def turned(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Sum the sensitivity up: one row a claim with its verdict, the settings tried, and those that turn it.

    Parameters
    ----------
    verdicts
        As :func:`sensitivity` returns them.

    Returns
    -------
    DataFrame
        claim, verdict (default), settings (number tried), turns (number), turned_by (settings and words).

    Examples
    --------
    >>> verdicts = pd.DataFrame({"claim": "TRD-1", "setting": ["default", "derived=False"],
    ...     "verdict": ["supported", "unverified"]})
    >>> turned(verdicts)[["turns", "turned_by"]].to_numpy().tolist()
    [[1, 'derived=False: unverified']]
    """
    rows = []
    for claim_id, group in verdicts.groupby("claim", sort=False):
        default = group.loc[group["setting"] == "default", "verdict"].iloc[0]
        others = group[group["setting"] != "default"]
        turning = others[others["verdict"] != default]
        by = "; ".join(
            f"{setting}: {Verdict(word).said}"
            for setting, word in zip(turning["setting"], turning["verdict"], strict=True)
        )
        rows.append((claim_id, default, len(others), len(turning), by))
    return pd.DataFrame(rows, columns=["claim", "verdict", "settings", "turns", "turned_by"])

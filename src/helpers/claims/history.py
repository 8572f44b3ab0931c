"""The history of verdicts: what the same rules would have said on earlier days."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from helpers.claims.ledger import RULES, claims, verdict_on
from helpers.claims.verdict import Verdict
from helpers.evidence import load
from helpers.parameters import Parameters


def year_ends(first_year: int, last: date) -> list[date]:
    """Return the last day of each year from the first one, and the last day itself.

    Examples
    --------
    >>> year_ends(2023, date(2025, 6, 30))
    [datetime.date(2023, 12, 31), datetime.date(2024, 12, 31), datetime.date(2025, 6, 30)]
    """
    return [date(year, 12, 31) for year in range(first_year, last.year) if date(year, 12, 31) < last] + [last]


def history(days: Sequence[date], parameters: Parameters) -> pd.DataFrame:
    """Judge every claim that has a rule as of each day.

    Parameters
    ----------
    days
        Days of knowledge; evidence published later is not seen.
    parameters
        Lends seed and draws; the other parameters of each theme keep their defaults. The day is that of the
        evidence, whatever the parameters say.

    Returns
    -------
    DataFrame
        One row a day and claim: day, claim, verdict (word of :class:`helpers.claims.Verdict`).

    Examples
    --------
    >>> list(history([date(1990, 1, 1)], Parameters(draws=100)).columns)
    ['day', 'claim', 'verdict']
    """
    rows = []
    for day in days:
        evidence = load(day)
        rows += [
            (day, claim_id, verdict_on(evidence, claim_id, parameters).value)
            for claim_id in claims(evidence)
            if claim_id in RULES
        ]
    return pd.DataFrame(rows, columns=["day", "claim", "verdict"])


def first_known(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Return the first day on which evidence spoke to each claim, and how often its verdict changed after.

    Parameters
    ----------
    verdicts
        As :func:`history` returns them.

    Returns
    -------
    DataFrame
        One row a claim: claim, first_day (NaT where evidence is silent on every day), flips, verdict (latest).

    Examples
    --------
    >>> verdicts = pd.DataFrame({"day": [date(2023, 12, 31), date(2024, 12, 31)], "claim": "TRD-1",
    ...     "verdict": ["unverified", "supported"]})
    >>> first_known(verdicts)[["claim", "first_day", "flips", "verdict"]].astype(str).to_numpy().tolist()
    [['TRD-1', '2024-12-31', '0', 'supported']]
    """
    ordered = verdicts.sort_values(["claim", "day"])
    rows = []
    for claim_id, group in ordered.groupby("claim"):
        spoken = group[group["verdict"] != Verdict.UNVERIFIED.value]
        first = spoken["day"].iloc[0] if len(spoken) else None
        flips = int((spoken["verdict"] != spoken["verdict"].shift()).sum()) - 1 if len(spoken) else 0
        rows.append((claim_id, pd.Timestamp(first) if first else pd.NaT, flips, group["verdict"].iloc[-1]))
    return pd.DataFrame(rows, columns=["claim", "first_day", "flips", "verdict"])

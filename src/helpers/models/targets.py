"""How far outcomes fall from the plans and forecasts made for them."""

import numpy as np
import pandas as pd

from helpers.models.interval import Interval

COLUMNS = ["series", "entity", "period", "target", "outcome", "low", "high", "ratio", "met", "lead_years", "restated"]


def score(targets: pd.DataFrame, outcomes: pd.DataFrame, tolerance: float = 0.02) -> pd.DataFrame:
    """Set every target beside the outcome of the same series, entity and period.

    A target repeated by another source is one target, dated by its first publication. An outcome given by
    several sources is the one published last, with the range of all of them.

    Parameters
    ----------
    targets, outcomes
        Observations: series, entity, period, value, bound, published, end.
    tolerance
        Relative shortfall at which a target still counts as met; "more than" allows none.

    Returns
    -------
    DataFrame
        series, entity, period, target, first_published, bound, outcome, low, high, ratio (outcome over
        target), met, lead_years (end of the period after the publication; negative if told afterwards),
        restated (number of times it was repeated), kind, source, rows of both.

    Examples
    --------
    >>> when = pd.Timestamp("2024-12-31")
    >>> plan = pd.DataFrame([dict(series="cargo", entity="X", period="2024", value=5.0, bound="", kind="plan",
    ...     published=pd.Timestamp("2023-12-31"), end=when, source="a", row="1")])
    >>> done = plan.assign(value=4.0, kind="actual", published=when, row="2")
    >>> score(plan, done)[["ratio", "met"]].to_numpy().tolist()
    [[0.8, False]]
    """
    key = ["series", "entity", "period"]
    made = targets.sort_values(["published", "source"])
    made["restated"] = made.groupby([*key, "value"])["row"].transform("size") - 1
    made = made.drop_duplicates([*key, "value"]).rename(columns={"value": "target", "published": "first_published"})
    came = outcomes.sort_values(["published", "source"], ascending=[True, False])
    figures = came.groupby(key)["value"]
    came = came.assign(low=figures.transform("min"), high=figures.transform("max")).drop_duplicates(key, keep="last")
    came = came.rename(columns={"value": "outcome", "row": "outcome_row", "source": "outcome_source"})
    both = made[[*key, "target", "first_published", "bound", "kind", "end", "source", "row", "restated"]].merge(
        came[[*key, "outcome", "low", "high", "outcome_row", "outcome_source"]], on=key
    )
    both["ratio"] = both["outcome"] / both["target"]
    both["met"] = both["ratio"] >= np.where(both["bound"] == "lower", 1.0, 1 - tolerance)
    both["lead_years"] = (both["end"] - both["first_published"]).dt.days / 365.25
    return both.sort_values(["end", "series", "first_published", "target"], ignore_index=True)


def typical_ratio(scored: pd.DataFrame, draws: int, level: float, rng: np.random.Generator) -> Interval | None:
    """Return the geometric mean of outcome over target, with a bootstrap interval; None for no target.

    Targets of one series and period share their outcome, so whole groups are resampled, not targets.

    References
    ----------
    Flyvbjerg, B. (2008). Curbing optimism bias and strategic misrepresentation in planning: reference class
    forecasting in practice. European Planning Studies 16(1).

    Examples
    --------
    >>> made = pd.DataFrame({"series": list("ab"), "entity": "X", "period": "2024", "ratio": [0.5, 2.0]})
    >>> round(typical_ratio(made, 100, 0.9, np.random.default_rng(0)).value, 6)
    1.0
    """
    if scored.empty:
        return None
    logs = np.log(scored["ratio"])
    groups = logs.groupby([scored[k] for k in ("series", "entity", "period")]).agg(["sum", "size"])
    sums, sizes = groups["sum"].to_numpy(float), groups["size"].to_numpy(float)
    picks = rng.integers(len(groups), size=(draws, len(groups)))
    means = np.exp(sums[picks].sum(axis=1) / sizes[picks].sum(axis=1))
    value, spread = float(np.exp(logs.mean())), Interval.from_draws(means, level)
    return Interval(value, min(spread.low, value), max(spread.high, value))

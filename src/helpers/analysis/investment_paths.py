"""What the article's two sums can mean: rising paths through the published figures, and where these lead."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.analysis.investment import (
    DIRECTIONS,
    NO_START,
    Direction,
    independent,
    stated,
    stated_day,
    sums,
    without_oil,
)
from helpers.evidence import Evidence, remembered
from helpers.locale import Name, _
from helpers.models.compatibility import possible
from helpers.models.interval import Interval
from helpers.models.rising import DAYS_IN_MONTH, DAYS_IN_YEAR, clashes, continued, steps_to
from helpers.parameters import Investment

SETS = {
    "sums that name no first year": (NO_START,),
    "the same and sums since 2005": (NO_START, "since 2005"),
    "all sums, those without oil as a floor": (NO_START, "since 2005", "since 1995, non-oil"),
}
"""Sets of figures that might be one rising sum."""

SETS_IN_WORDS = {
    "sums that name no first year": Name("sums that name no first year"),
    "the same and sums since 2005": Name("the same and sums since 2005"),
    "all sums, those without oil as a floor": Name("all sums, those without oil as a floor"),
}
"""What these sets are called."""


def path_tests(evidence: Evidence, parameters: Investment) -> pd.DataFrame:
    """Ask of each set of sums whether one rising sum can run through it, without and with the article's figure.

    Returns
    -------
    DataFrame
        direction, label, figures (name of the set), stated (whether with the article's figure), n, days (age
        that some figure must have had), clash (the pair behind it, in words), fits (days within the lag of the
        parameters), rows, sources. Sets that add no figure to the one before are left out.
    """
    found = []
    for key, direction in DIRECTIONS.items():
        everything = sums(evidence, direction)
        known, before = everything[~everything["own"]], 0
        for name, families in SETS.items():
            rows = known[known["family"].isin(families)]
            if len(rows) < 2 or len(rows) == before:
                continue
            before = len(rows)
            for own in (False, True):
                frame = pd.concat([rows, article(evidence, direction)]) if own else rows
                worst = clashes(_floors(frame)).head(1)
                days = int(worst["days"].iloc[0]) if len(worst) else 0
                found.append((
                    key, direction.label, name, own, len(frame), days, _clash(frame, worst),
                    days <= parameters.lag_months * DAYS_IN_MONTH,
                    tuple(r for r in frame["row"] if r), tuple(sorted(set(rows["source"]))),
                ))  # fmt: skip
    columns = ["direction", "label", "figures", "stated", "n", "days", "clash", "fits", "rows", "sources"]
    return pd.DataFrame(found, columns=columns)


def article(evidence: Evidence, direction: Direction) -> pd.DataFrame:
    """The article's figure as a row of :func:`sums`."""
    value, told = stated(evidence, direction.claim), pd.Timestamp(stated_day(evidence))
    width = possible(value)
    return pd.DataFrame(
        {"told": [told], "value": value, "low": width.low, "high": width.high, "family": NO_START, "row": "",
         "source": "", "own": True, "measured": True}, index=["article"],
    )  # fmt: skip


def _floors(rows: pd.DataFrame) -> pd.DataFrame:
    """A sum without oil only says that the whole is no smaller."""
    return rows.assign(high=rows["high"].where(~without_oil(rows), np.inf))


def _clash(rows: pd.DataFrame, worst: pd.DataFrame) -> str:
    if worst.empty:
        return ""
    a, b = rows.loc[worst["earlier"].iloc[0]], rows.loc[worst["later"].iloc[0]]
    return _(
        "{before:g} on {first}, then {after:g} on {last}",
        before=a["value"], first=a["told"], after=b["value"], last=b["told"],
    )  # fmt: skip


def growth_needed(evidence: Evidence) -> pd.DataFrame:
    """Return the growth by which each earlier independent sum reaches the article's.

    Returns
    -------
    DataFrame
        As :func:`helpers.models.rising.steps_to`, with direction, label and goal.
    """
    parts = []
    for key, direction in DIRECTIONS.items():
        goal, known = stated(evidence, direction.claim), independent(sums(evidence, direction))
        steps = steps_to(known, goal, stated_day(evidence))
        parts.append(steps.assign(direction=key, label=str(direction.label), goal=goal))
    return pd.concat(parts, ignore_index=True)


@dataclass(frozen=True, slots=True)
class FlowCheck:
    """One year's inflow beside two families of sums (USD million).

    Attributes
    ----------
    floor
        What a sum without oil had passed by the end of the year before.
    inflow
        The inflow of the year.
    pace
        Growth a year between the lowest and the highest sum that names no first year.
    since
        The sum since a named year, by the end of the same year; None where none is known.
    highest
        The highest sum that names no first year.
    inferred
        Whether the year of the inflow is only inferred.
    """

    year: str
    floor: float
    inflow: float
    pace: float
    since: float | None
    highest: float
    inferred: bool
    rows: pd.DataFrame


def flow_check(evidence: Evidence) -> FlowCheck | None:
    """Set the newest inflow of a year against the sums; None where one of them is unknown."""
    direction = DIRECTIONS["az"]
    known, yearly = sums(evidence, direction), evidence.series(direction.yearly, direction.entity)
    yearly = yearly[yearly["bound"] == ""]
    told = independent(known[known["family"] == NO_START]).sort_values("value")
    if yearly.empty or len(told) < 2:
        return None
    flow = yearly.iloc[-1]
    floors = known[without_oil(known) & (known["told"].dt.year == flow["end"].year - 1)]
    since = independent(known[(known["family"] == "since 2005") & (known["told"] == flow["end"])])
    days = (told["told"].iloc[-1] - told["told"].iloc[0]).days
    if floors.empty or days <= 0:
        return None
    pace = (told["value"].iloc[-1] - told["value"].iloc[0]) / days * DAYS_IN_YEAR
    rows = pd.concat([yearly.tail(1), floors.tail(1), told, since])
    total = float(since["value"].iloc[-1]) if len(since) else None
    inferred = "inferred" in str(flow["note"])
    highest = float(told["value"].iloc[-1])
    return FlowCheck(
        str(flow["period"]), floors["value"].iloc[-1], flow["value"], float(pace), total, highest, inferred, rows
    )


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where the officials' sums lead by the article's day, if they go on as before.

    Attributes
    ----------
    level, pace
        Sum in USD million on the day, and growth in USD million a year.
    reached
        Share of the draws in which the article's figure is reached.
    kept
        Share of the draws that rise at all.
    """

    direction: Direction
    goal: float
    level: Interval
    pace: Interval
    reached: float
    kept: float
    rows: pd.DataFrame


@remembered
def outlook(evidence: Evidence, parameters: Investment, direction: Direction) -> Outlook | None:
    """Continue the sums that name no first year to the article's day; None where none rises."""
    known = independent(sums(evidence, direction))
    known = known[known["family"] == NO_START]
    goal, until = stated(evidence, direction.claim), stated_day(evidence)
    rng = np.random.default_rng(parameters.seed)
    drawn = continued(known, until, parameters.lag_months * DAYS_IN_MONTH, parameters.draws, rng)
    if drawn is None:
        return None
    level, pace = (Interval.from_draws(x, parameters.level) for x in (drawn.levels, drawn.pace))
    reached = float((drawn.levels >= possible(goal).low).mean())
    return Outlook(direction, goal, level, pace, reached, drawn.kept, known)


def by_lag(evidence: Evidence, parameters: Investment, lags: Sequence[int] = (6, 9, 12, 18, 24)) -> pd.DataFrame:
    """Return the outlook of both directions for other ages of the figures.

    Returns
    -------
    DataFrame
        label, lag_months, low, value, high (USD million), pace, reached, kept, goal; NaN where none rises.
    """
    found = []
    for direction in DIRECTIONS.values():
        for lag in lags:
            other = Investment(**{**parameters.model_dump(), "lag_months": lag})
            o = outlook(evidence, other, direction)
            numbers = (o.level.low, o.level.value, o.level.high, o.pace.value, o.reached, o.kept) if o else [np.nan] * 6
            found.append((direction.label, lag, *numbers, stated(evidence, direction.claim)))
    columns = ["label", "lag_months", "low", "value", "high", "pace", "reached", "kept", "goal"]
    return pd.DataFrame(found, columns=columns)

"""What each of the article's two sums can and cannot be."""

import pandas as pd

from helpers.analysis.investment import (
    DIRECTIONS,
    NO_START,
    Direction,
    independent,
    of_banks,
    stated,
    stated_day,
    sums,
)
from helpers.analysis.investment_paths import article
from helpers.evidence import Evidence
from helpers.locale import Name, _, n_
from helpers.models.compatibility import possible
from helpers.models.rising import DAYS_IN_MONTH, DAYS_IN_YEAR, clashes
from helpers.parameters import Investment, Parameters

ANSWERS = {
    "possible": Name("possible"), "doubtful": Name("doubtful"), "ruled out": Name("ruled out"),
    "untested": Name("untested"),
}  # fmt: skip
"""What the answers on a meaning are called."""


def meanings(evidence: Evidence, parameters: Parameters) -> pd.DataFrame:
    """Return what each of the article's sums can and cannot be.

    Returns
    -------
    DataFrame
        direction, label, meaning, answer (possible, doubtful, ruled out, untested), why, rows, sources.
    """
    model = parameters if isinstance(parameters, Investment) else Investment(**parameters.common())
    found = []
    for key, direction in DIRECTIONS.items():
        goal, rows = stated(evidence, direction.claim), sums(evidence, direction)
        checks = [
            _as_sum_since(rows, goal, evidence), _as_told(rows, evidence, direction, model),
            _as_position(rows, evidence), _as_year(evidence, direction, goal),
        ]  # fmt: skip
        for meaning, answer, why, used in checks:
            ids, sources = tuple(used["row"]), tuple(sorted(set(used["source"])))
            found.append((key, direction.label, meaning, answer, why, ids, sources))
    return pd.DataFrame(found, columns=["direction", "label", "meaning", "answer", "why", "rows", "sources"])


_Meaning = tuple[str, str, str, pd.DataFrame]


def _as_sum_since(rows: pd.DataFrame, goal: float, evidence: Evidence) -> _Meaning:
    meaning = _("gross inflows added up since 2005 or earlier")
    known = independent(rows[rows["family"] == "since 2005"])
    if known.empty:
        return meaning, "untested", _("No such sum was known."), known
    best = known.sort_values("value").iloc[-1]
    if best["low"] > possible(goal).high:
        why = _(
            "It stood at {value:g} by {day} already, and such a sum cannot fall to {goal:g}.",
            value=best["value"], day=best["told"], goal=goal,
        )  # fmt: skip
        return meaning, "ruled out", why, known.tail(1)
    years = (pd.Timestamp(stated_day(evidence)) - best["told"]).days / DAYS_IN_YEAR
    pace = (goal - best["value"]) / years
    why = _(
        "It stood at {value:g} by {day}; {goal:g} needs {pace:.1f} a year.",
        value=best["value"], day=best["told"], goal=goal, pace=pace,
    )  # fmt: skip
    return meaning, "possible", why, known.tail(1)


def _as_told(rows: pd.DataFrame, evidence: Evidence, direction: Direction, model: Investment) -> _Meaning:
    meaning = _("the sum told without a first year")
    known = independent(rows[rows["family"] == NO_START])
    if known.empty:
        return meaning, "untested", _("No such sum was known."), known
    worst = clashes(pd.concat([known, article(evidence, direction)])).head(1)
    top = known.sort_values("value").iloc[-1]
    days = int(worst["days"].iloc[0]) if len(worst) else 0
    fits = days <= model.lag_months * DAYS_IN_MONTH
    said = {"value": top["value"], "day": top["told"]}
    why = n_(
        "One rising sum fits if some figure was {n} day old when told; the highest before was {value:g} on {day}.",
        "One rising sum fits if some figure was {n} days old when told; the highest before was {value:g} on {day}.",
        days, **said,
    ) if days else _(
        "One rising sum fits with every figure as of its day; the highest before was {value:g} on {day}.", **said
    )  # fmt: skip
    return meaning, "possible" if fits else "doubtful", why, known


def _as_position(rows: pd.DataFrame, evidence: Evidence) -> _Meaning:
    meaning = _("a stock at the end of a period, net of what was withdrawn")
    known = independent(rows[rows["family"] == NO_START])
    falls = clashes(known)
    tables = len(of_banks(evidence, rows)) or Name("none")
    why = n_(
        "Figures of a central bank on the pair: {tables}; that later sums are smaller ({n} pair) would suit a stock.",
        "Figures of a central bank on the pair: {tables}; that later sums are smaller ({n} pairs) would suit a stock.",
        len(falls), tables=tables,
    ) if len(falls) else _("Figures of a central bank on the pair: {tables}.", tables=tables)  # fmt: skip
    return meaning, "untested", why, known.loc[known.index.isin([*falls["earlier"], *falls["later"]])]


def _as_year(evidence: Evidence, direction: Direction, goal: float) -> _Meaning:
    meaning = _("the inflow of one year")
    known = evidence.series(direction.yearly, direction.entity) if direction.yearly else evidence.observations.iloc[:0]
    if known.empty:
        return meaning, "untested", _("No inflow of a single year was known."), known
    best = known.sort_values("value").iloc[-1]
    why = _(
        "The largest year known, {year}, had {value:g}; {goal:g} is {times:.1f} times that.",
        year=best["period"], value=best["value"], goal=goal, times=goal / best["value"],
    )  # fmt: skip
    return meaning, "doubtful" if goal > 2 * best["value"] else "possible", why, known.tail(1)

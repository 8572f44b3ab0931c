"""Tables of the investment notebook; each title states what its numbers say."""

import pandas as pd

from helpers.analysis.investment import DIRECTIONS, NO_START
from helpers.present.investment import between
from helpers.present.table import Table
from helpers.present.words import listing


def published_table(known: dict[str, pd.DataFrame]) -> Table | None:
    """List every published sum with its basis, its day and its teller; None without any."""
    rows = pd.concat([rows.assign(label=DIRECTIONS[key].label) for key, rows in known.items()], ignore_index=True)
    if rows.empty:
        return None
    frame = rows[["label", "told", "value", "bound", "family", "teller", "published"]]
    named = int((rows["family"] != NO_START).sum())
    title = f"{named} of {len(frame)} published sums say since when they count"
    labels = {
        "label": "direction",
        "told": "stands for",
        "value": "USD million",
        "family": "basis",
        "teller": "told by",
    }
    return Table(frame, title, {"value": ",.1f"}, labels, rows, "'Lower' marks a sum that only says 'more than'.")


def meanings_table(meanings: pd.DataFrame) -> Table:
    """List what the two sums can and cannot be."""
    out = meanings[meanings["answer"] == "ruled out"]
    tested = meanings[meanings["answer"] != "untested"]
    verb = "is" if len(out) == 1 else "are"
    title = f"Of {len(tested)} meanings that can be tested, {len(out) or 'none'} {verb} ruled out"
    if tested.empty:
        title = "None of the meanings could be tested by this day"
    sources = sorted({s for used in meanings["sources"] for s in used if s})
    frame = meanings[["label", "meaning", "answer", "why"]]
    return Table(frame, title, {}, {"label": "direction"}, sources, name="investment-meanings")


def paths_table(tests: pd.DataFrame, lag_months: int) -> Table | None:
    """List which sets of figures, without and with the article's, can be one rising sum; None without any."""
    if tests.empty:
        return None
    alone, ours = (tests[tests["stated"] == own].reset_index(drop=True) for own in (False, True))
    frame = ours[["label", "figures", "days", "fits", "clash"]]
    frame.insert(2, "without", alone["days"])
    title = (
        f"With the article's figure, {int(ours['fits'].sum())} of {len(ours)} sets of sums can be one rising sum, if "
        f"none is told more than {lag_months} months late"
    )
    labels = {
        "label": "direction", "figures": "sums taken", "without": "least days late", "clash": "the pair behind it",
        "days": "with the article's", "fits": "can be one sum",
    }  # fmt: skip
    sources = sorted({s for used in tests["sources"] for s in used if s})
    return Table(frame, title, {}, labels, sources, name="investment-paths")


def growth_table(steps: pd.DataFrame) -> Table | None:
    """List the growth by which each earlier sum reaches the article's; None without any."""
    if steps.empty:
        return None
    frame = steps[["label", "told", "family", "value", "goal", "months", "added", "per_year", "percent_per_year"]]
    rise = steps[steps["added"] > 0].groupby("label", sort=False)["percent_per_year"]
    said = listing(f"{between(low, high, 0)} percent a year ({k})" for k, low, high in zip(
        rise.groups, rise.min(), rise.max(), strict=True))  # fmt: skip
    title = f"From the sums before, the article's need {said}" if said else "No earlier sum lies below the article's"
    labels = {
        "label": "direction", "family": "basis", "goal": "the article", "added": "added (USD million)",
        "value": "USD million", "per_year": "a year (USD million)", "percent_per_year": "percent a year",
    }  # fmt: skip
    formats = {"value": ",.1f", "goal": ",.0f", "months": ".0f", "added": "+,.1f", "per_year": "+,.1f",
               "percent_per_year": "+.1f"}  # fmt: skip
    return Table(frame, title, formats, labels, steps, name="investment-growth")


def other_counts_table(counts: pd.DataFrame) -> Table | None:
    """List the counts of companies with Azerbaijani capital; None without any."""
    if counts.empty:
        return None
    frame = counts[["told", "value", "bound", "status", "published"]]
    kinds = counts["status"].nunique()
    low, high = counts["value"].min(), counts["value"].max()
    ways = f"{kinds} ways" if kinds > 1 else "one way"
    title = f"Companies with Azerbaijani capital number {between(low, high)}, in {ways} of counting"
    return Table(frame, title, {"value": ",.0f"}, {"told": "stands for", "value": "companies"}, counts,
                 "'Lower' marks a count that only says 'more than'.", "investment-companies-az")  # fmt: skip


def funds_table(funds: pd.DataFrame) -> Table | None:
    """List the capital announced for funds; None without any."""
    if funds.empty:
        return None
    placed = float(funds.loc[funds["placed"], "value"].sum())
    own = funds[funds["fund"].str.startswith("joint fund")]
    lead = (
        f"A joint fund of {own['value'].max():,.0f} million was announced" if len(own) else "No fund of the two alone"
    )
    title = f"{lead}; " + (
        f"{placed:,.0f} million are recorded as placed" if placed else "no placed money is on record"
    )
    frame = funds[["fund", "period", "value", "kind", "placed", "told"]]
    return Table(frame, title, {"value": ",.0f"}, {"value": "USD million", "told": "published"}, funds)


def choices_table(frame: pd.DataFrame) -> Table:
    """List the verdicts under other limits of time and size."""
    claims = [column for column in frame.columns if column.startswith("INV-")]
    moving = [column for column in claims if len(set(frame[column])) > 1]
    title = f"{listing(moving)} {'hang' if len(moving) > 1 else 'hangs'} on the limits" if moving else (
        "No verdict hangs on the limits")  # fmt: skip
    labels = {"months_apart": "months apart at most", "tolerance": "tolerance of sums",
              "growth": "growth a year at most"}  # fmt: skip
    return Table(frame, title, {"tolerance": ".0%", "growth": ".0%"}, labels, name="investment-choices")


def lag_table(frame: pd.DataFrame) -> Table | None:
    """List where the sums lead when figures may be older; None without any."""
    if frame["value"].isna().all():
        return None
    reached = frame.groupby("goal", sort=False)["reached"].agg(["min", "max"]).dropna()
    said = listing(f"{goal:g} in {between(100 * low, 100 * high, 0)} percent of the draws" for goal, low, high in
                   reached.itertuples())  # fmt: skip
    title = f"However old the figures may be, the sums reach {said}"
    labels = {"label": "direction", "lag_months": "months old at most", "value": "middle (USD million)",
              "pace": "a year (USD million)", "reached": "reach the article's", "kept": "draws that never fall",
              "goal": "the article"}  # fmt: skip
    formats = {
        "low": ".0f",
        "value": ".0f",
        "high": ".0f",
        "pace": ".1f",
        "reached": ".0%",
        "kept": ".1%",
        "goal": ".0f",
    }
    return Table(frame, title, formats, labels, name="investment-lags")

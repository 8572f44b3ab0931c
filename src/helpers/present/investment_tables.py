"""Tables of the investment notebook; each title states what its numbers say."""

from datetime import date

import pandas as pd

from helpers.analysis.investment import DIRECTIONS, NO_START, basis
from helpers.analysis.investment_meanings import ANSWERS
from helpers.analysis.investment_paths import SETS_IN_WORDS
from helpers.locale import Name, _, day, heads, listing, n_, p_, short, together
from helpers.present.investment_names import STATUS, between
from helpers.present.table import Format, Table
from helpers.present.words import capital

HEADS = heads(
    "direction", "bound", "published", "meaning", "answer", "why", "months", "status", "fund", "kind", "placed",
    "growth", "companies", "low", "high", "told",
)  # fmt: skip
TELLERS = {"government": Name("government"), "president": Name("president"), "not named": Name("not named")}
BOUNDS = {"lower": Name("more than"), "upper": Name("no more than"), "about": Name("about"), "": ""}
KINDS = {
    "actual": Name("actual"), "estimate": Name("estimate"), "plan": Name("plan"), "forecast": Name("forecast"),
    "capacity": Name("capacity"),
}  # fmt: skip


def published_table(known: dict[str, pd.DataFrame]) -> Table | None:
    """List every published sum with its basis, its day and its teller; None without any."""
    rows = pd.concat([rows.assign(label=str(DIRECTIONS[key].label)) for key, rows in known.items()], ignore_index=True)
    if rows.empty:
        return None
    frame = rows[["label", "told", "bound", "value", "family", "teller", "published"]]
    frame = frame.assign(
        bound=frame["bound"].map(BOUNDS), family=frame["family"].map(basis), teller=frame["teller"].map(TELLERS)
    )
    title = n_(
        "{n} of {all} published sums say since when they count",
        "{n} of {all} published sums say since when they count",
        int((rows["family"] != NO_START).sum()), all=len(frame),
    )  # fmt: skip
    labels = {
        "label": p_("column", "direction"), "told": _("stands for"), "value": p_("unit", "USD million"),
        "family": p_("column", "basis"), "teller": p_("column", "told by"),
    }  # fmt: skip
    note = _("A sum that only says 'more than' measures nothing.")
    return Table(frame, title, {"value": ",.1f"}, labels, rows, note, "investment-sums-published")


def meanings_table(meanings: pd.DataFrame) -> Table:
    """List what the two sums can and cannot be."""
    out = meanings[meanings["answer"] == "ruled out"]
    tested = meanings[meanings["answer"] != "untested"]
    title = n_(
        "Of {tested} meanings that can be tested, {n} is ruled out",
        "Of {tested} meanings that can be tested, {n} are ruled out",
        len(out), tested=len(tested),
    )  # fmt: skip
    if out.empty:
        title = _("Of {tested} meanings that can be tested, none are ruled out", tested=len(tested))
    if tested.empty:
        title = _("None of the meanings could be tested by this day")
    sources = sorted({s for used in meanings["sources"] for s in used if s})
    frame = meanings[["label", "meaning", "answer", "why"]].assign(answer=meanings["answer"].map(ANSWERS))
    note = _("Sums in USD million.")
    return Table(frame, title, {}, {"label": p_("column", "direction")}, sources, note, "investment-meanings")


def paths_table(tests: pd.DataFrame, lag_months: int) -> Table | None:
    """List which sets of figures, without and with the article's, can be one rising sum; None without any."""
    if tests.empty:
        return None
    alone, ours = (tests[tests["stated"] == own].reset_index(drop=True) for own in (False, True))
    frame = ours[["label", "figures", "days", "fits", "clash"]].assign(figures=ours["figures"].map(SETS_IN_WORDS))
    frame.insert(2, "without", alone["days"])
    title = n_(
        "With the article's figure, {n} of {all} sets of sums can be one rising sum, if none is told more than "
        "{months} months late",
        "With the article's figure, {n} of {all} sets of sums can be one rising sum, if none is told more than "
        "{months} months late",
        int(ours["fits"].sum()), all=len(ours), months=lag_months,
    )  # fmt: skip
    labels = {
        "label": p_("column", "direction"), "figures": _("sums taken"), "without": _("least days late"),
        "clash": _("the pair behind it"), "days": _("with the article's"), "fits": _("can be one sum"),
    }  # fmt: skip
    sources = sorted({s for used in tests["sources"] for s in used if s})
    return Table(frame, title, {}, labels, sources, _("Sums in USD million."), "investment-paths")


def growth_table(steps: pd.DataFrame) -> Table | None:
    """List the growth by which each earlier sum reaches the article's; None without any."""
    if steps.empty:
        return None
    frame = steps[["label", "told", "family", "value", "months", "added", "per_year", "percent_per_year"]]
    frame = frame.assign(family=frame["family"].map(basis))
    rise = steps[steps["added"] > 0].groupby("label", sort=False)["percent_per_year"].agg(["min", "max"])
    said = listing(
        Name("{range} percent a year ({direction})", range=between(low, high, 0), direction=label)
        for label, low, high in rise.itertuples()
    )
    title = _("No earlier sum lies below the article's")
    if said:
        title = _("From the sums before, the article's need {growth}", growth=said)
    labels = {
        "label": p_("column", "direction"), "told": _("stands for"), "family": p_("column", "basis"),
        "value": p_("column", "sum"), "added": p_("column", "added"), "per_year": p_("column", "a year"),
        "percent_per_year": _("percent a year"),
    }  # fmt: skip
    goals = together(
        Name("{goal:,.0f} ({direction})", goal=goal, direction=label)
        for label, goal in steps.groupby("label", sort=False)["goal"].first().items()
    )
    note = _("USD million; added and months: from the day a sum stands for to the article's {goals}.", goals=goals)
    formats = {"value": ",.1f", "months": ".0f", "added": "+,.1f", "per_year": "+,.1f",
               "percent_per_year": "+.1f"}  # fmt: skip
    return Table(frame, title, formats, labels, steps, note, "investment-growth")


def other_counts_table(counts: pd.DataFrame) -> Table | None:
    """List the counts of companies with Azerbaijani capital; None without any."""
    if counts.empty:
        return None
    frame = counts[["told", "bound", "value", "status", "published"]]
    frame = frame.assign(bound=frame["bound"].map(BOUNDS), status=frame["status"].map(STATUS))
    kinds, range_ = counts["status"].nunique(), between(counts["value"].min(), counts["value"].max())
    title = n_(
        "Companies with Azerbaijani capital number {range}, in {n} way of counting",
        "Companies with Azerbaijani capital number {range}, in {n} ways of counting",
        kinds, range=range_,
    )  # fmt: skip
    labels = {"told": _("stands for"), "value": p_("column", "companies")}
    note = _("A count that only says 'more than' counts nothing.")
    return Table(frame, title, {"value": ",.0f"}, labels, counts, note, "investment-companies-az")


def funds_table(funds: pd.DataFrame) -> Table | None:
    """List the capital announced for funds; None without any."""
    if funds.empty:
        return None
    placed = float(funds.loc[funds["placed"], "value"].sum())
    own = funds[funds["joint"]]
    lead = Name("no fund of the two alone")
    if len(own):
        lead = Name("a joint fund of {size:,.0f} million was announced", size=own["value"].max())
    title = _("{fund:Nom}; no placed money is on record", fund=lead)
    if placed:
        title = _("{fund:Nom}; {placed:,.0f} million are recorded as placed", fund=lead, placed=placed)
    frame = funds[["fund", "period", "value", "kind", "placed", "told"]]
    frame = frame.assign(kind=frame["kind"].map(KINDS), fund=frame["fund"].map(capital))
    labels = {"value": p_("unit", "USD million"), "told": p_("column", "published")}
    formats: dict[str, Format] = {"value": ",.0f", "period": _period}
    return Table(frame, title, formats, labels, funds, name="investment-funds")


def _period(period: str) -> str:
    """Write a year or a month shortly, a day as the tables do."""
    return day(date.fromisoformat(period), "short") if len(period) == 10 else short(period)


def choices_table(frame: pd.DataFrame) -> Table:
    """List the verdicts under other limits of time and size."""
    claims = [column for column in frame.columns if column.startswith("INV-")]
    moving = [column for column in claims if len(set(frame[column])) > 1]
    title = n_("{claims} hangs on the limits", "{claims} hang on the limits", len(moving), claims=listing(moving))
    if not moving:
        title = _("No verdict hangs on the limits")
    frame = frame.assign(**{claim: [p_("verdict", str(word)) for word in frame[claim]] for claim in claims})
    labels = {claim: claim for claim in claims} | {
        "months_apart": _("months apart at most"), "tolerance": _("tolerance of sums"),
        "growth": _("growth a year at most"),
    }  # fmt: skip
    return Table(frame, title, {"tolerance": ".0%", "growth": ".0%"}, labels, name="investment-choices")


def lag_table(frame: pd.DataFrame) -> Table | None:
    """List where the sums lead when figures may be older; None without any."""
    if frame["value"].isna().all():
        return None
    reached = frame.groupby("goal", sort=False)["reached"].agg(["min", "max"]).dropna()
    goals = listing(
        Name("{goal:g} million in {range} percent of the draws", goal=goal, range=between(100 * low, 100 * high, 0))
        for goal, low, high in reached.itertuples()
    )
    title = _("Depending on how old the figures may be, the sums reach {goals}", goals=goals)
    labels = {
        "label": p_("column", "direction"), "lag_months": _("months old at most"),
        "value": p_("column", "middle"), "pace": p_("column", "a year"),
        "reached": _("reach the article's"), "kept": _("draws that never fall"), "goal": _("the article"),
    }  # fmt: skip
    formats = {
        "low": ".0f",
        "value": ".0f",
        "high": ".0f",
        "pace": ".1f",
        "reached": ".0%",
        "kept": ".1%",
        "goal": ".0f",
    }
    note = _("Low, middle and high on the article's day, and what is added a year: USD million.")
    if frame["value"].isna().any():
        note += " " + _("A dash: the sum falls in every draw.")
    return Table(frame, title, formats, labels, note=note, name="investment-lags")

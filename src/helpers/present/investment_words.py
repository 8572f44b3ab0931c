"""What the investment notebook says after each result: sentences with computed numbers."""

from typing import Any

import pandas as pd

from helpers.analysis.investment import basis, of_banks
from helpers.analysis.investment_paths import FlowCheck, Outlook
from helpers.evidence import Evidence
from helpers.locale import Name, _, listing, n_, p_, together
from helpers.parameters import Investment
from helpers.present.investment_names import STATUS_ALONE, between, bounded, month
from helpers.present.page import Page
from helpers.present.words import interval_text


def say_published(page: Page, evidence: Evidence, known: dict[str, pd.DataFrame]) -> None:
    """Who told the sums, and how far the article's own rest on one mouth."""
    rows = pd.concat(list(known.values()), ignore_index=True)
    if rows.empty:
        return
    own, tellers = rows[rows["own"]], rows["teller"].value_counts()
    none = Name("none")
    said: dict[str, Any] = {
        "n": len(rows), "gov": int(tellers.get("government", 0)) or none,
        "unnamed": int(tellers.get("not named", 0)) or none, "banks": len(of_banks(evidence, rows)) or none,
    }  # fmt: skip
    if own.empty:
        page.say(
            "Of {n} published sums {gov} come from an authority, {unnamed} name no origin, and {banks} come from the "
            "statistics of a central bank. The interview that the article repeats was not yet public.",
            **said,
        )
    else:
        page.say(
            "Of {n} published sums {gov} come from an authority, {unnamed} name no origin, and {banks} come from the "
            "statistics of a central bank. The article's {figures} million are in one interview of the president of "
            "Azerbaijan ({day}), so the article repeats them and cannot confirm them.",
            figures=listing(bounded(value, "") for value in own["value"]), day=own["told"].iloc[0], **said,
        )  # fmt: skip


def say_paths(page: Page, tests: pd.DataFrame) -> None:
    """Whether a consistent path passes through the article's sums."""
    for label in tests["label"].unique():
        rows = tests[tests["label"] == label]
        first, last = rows.iloc[0], rows.iloc[-1]
        page.say(
            "{label}: as told, the sums {fall}; {adds}. {widest}",
            label=label, fall=_fall(first), widest=_widest(first, last),
            adds=_added(int(rows[rows["stated"]].iloc[0]["days"] - first["days"])),
        )  # fmt: skip


def _fall(first: pd.Series) -> str:
    if not first["days"]:
        return _("never fall")
    return n_(
        "fall ({clash}), so one figure was at least {n} day old",
        "fall ({clash}), so one figure was at least {n} days old",
        int(first["days"]), clash=first["clash"],
    )  # fmt: skip


def _added(days: int) -> str:
    if not days:
        return _("the article's figure fits the same path")
    return n_("the article's figure asks for {n} day more", "the article's figure asks for {n} days more", days)


def _widest(first: pd.Series, last: pd.Series) -> str:
    if last["days"] <= first["days"]:
        return _("Sums of the other kinds fit the same path.")
    return n_(
        "With all sums on one path some figure would be {n:,} day old ({clash}).",
        "With all sums on one path some figure would be {n:,} days old ({clash}).",
        int(last["days"]), clash=last["clash"],
    )  # fmt: skip


def say_bracket(page: Page, steps: pd.DataFrame) -> None:
    """Between which published sums the article's lie."""
    for label in steps["label"].unique():
        rows = steps[steps["label"] == label]
        goal = float(rows["goal"].iloc[0])
        below, above = (
            [_end(row) for row in part.to_dict("records")]
            for part in (
                rows[rows["value"] <= goal].nlargest(1, "value"), rows[rows["value"] > goal].nsmallest(1, "value"),
            )
        )  # fmt: skip
        said: dict[str, Any] = {"label": label, "goal": goal}
        if below and above:
            page.say(
                "{label}: the nearest to {goal} are {below} below it and {above} above it.",
                below=below[0], above=above[0], **said,
            )  # fmt: skip
        elif below:
            page.say(
                "{label}: the nearest to {goal} is {below} below it; no other source has a larger sum.",
                below=below[0], **said,
            )  # fmt: skip
        elif above:
            page.say("{label}: the nearest to {goal} is {above} above it.", above=above[0], **said)


def _end(row: dict[str, Any]) -> Name:
    return Name("{value:g} ({basis}, {day})", value=row["value"], basis=basis(row["family"]), day=row["told"])


def say_outlook(page: Page, outlooks: dict[str, Outlook]) -> None:
    """Where the sums lead."""
    for o in outlooks.values():
        page.say(
            "{label}: growing by {pace} million a year as before, the sum would stand at {level} million; {goal} or "
            "more comes out in {reached:.0%} of the draws.",
            label=o.direction.label, pace=interval_text(o.pace, 1), level=interval_text(o.level, 0), goal=o.goal,
            reached=o.reached,
        )  # fmt: skip


def say_flow(page: Page, check: FlowCheck | None) -> None:
    """What one year's inflow tells of the sums."""
    if check is None:
        page.say("An inflow of one year beside a sum of the year before was not known by this day.")
        return
    total = check.floor + check.inflow
    year = Name("{year} (a year that is only inferred)", year=check.year) if check.inferred else check.year
    page.say(
        "One year is known: {inflow} million came from Azerbaijan in {year}, at most {share:.0%} of what was there "
        "before and {times:.0f} times the {pace:.1f} million a year by which the sums without a first year grow. "
        "Added to the more than {floor} million before it, that makes more than {total:.0f}{fit}. {told}",
        of=check.rows, inflow=check.inflow, year=year, share=check.inflow / check.floor,
        times=check.inflow / check.pace,
        pace=check.pace, floor=check.floor, total=total,
        fit=_(", which fits the {since:g} since 2005", since=check.since)
        if check.since and check.since >= total else "",
        told=_(
            "The sums without a first year never passed {highest:g}, so they do not add up all that came in.",
            highest=check.highest,
        ) if check.highest < total else "",
    )  # fmt: skip


def say_companies(page: Page, counts: pd.DataFrame, goal: float, each: pd.DataFrame) -> None:
    """What the counts say of each other, and how much capital a company has."""
    measured = counts[counts["measured"]]
    if measured.empty:
        return
    last = measured.sort_values("told").iloc[-1]
    floors = counts[(counts["bound"] == "lower") & (counts["told"] < last["told"]) & (counts["value"] > last["high"])]
    said: dict[str, Any] = {
        "value": last["value"], "month": month(last["told"]), "goal": goal, "status": STATUS_ALONE[last["status"]],
        "more": goal / last["value"] - 1,
    }  # fmt: skip
    if len(floors):
        page.say(
            "The last count says {value} ({status}, {month}), less than the 'more than {floor:g}' of {floor_month}. "
            "The article's {goal} differs from it by {more:+.0%}.",
            floor=floors["value"].max(), floor_month=month(floors["told"].max()), **said,
        )  # fmt: skip
    else:
        page.say(
            "The last count says {value} ({status}, {month}). The article's {goal} differs from it by {more:+.0%}.",
            **said,
        )
    if len(each):
        newest = each.sort_values("year").drop_duplicates("direction", keep="last")
        parts = listing(
            Name(
                "{range} million dollars ({direction}, {year})", range=between(row["low"], row["high"], 2),
                direction=row["label"], year=str(row["year"]),
            )
            for row in newest.to_dict("records")
        )  # fmt: skip
        page.say("For each company counted in the same year, the sums come to {parts}.", parts=parts)


def say_funds(page: Page, funds: pd.DataFrame, goals: dict[str, float]) -> None:
    """How the announced fund compares with what the article says is there."""
    own = funds[funds["joint"]]
    if own.empty:
        return
    total, size = sum(goals.values()), float(own["value"].max())
    page.say(
        "The announced {size} million would be {share:.0%} of the {total} million that the article gives for both "
        "directions together. {placed}",
        size=size, share=size / total, total=total,
        placed=_("Part of it is on record as placed.") if own["placed"].any()
        else _("No row of the evidence says that any of it was placed since."),
    )  # fmt: skip


def say_choices(page: Page, frame: pd.DataFrame, parameters: Investment) -> None:
    """Which limits turn a verdict, each by the fewest changes."""
    claims = [column for column in frame.columns if column.startswith("INV-")]
    limits = [column for column in frame.columns if column not in claims]
    now = {name: getattr(parameters, name) for name in limits}
    changed = sum((frame[name] != value).astype(int) for name, value in now.items())
    order = frame.loc[changed.sort_values(kind="stable").index]
    if changed.min() > 0:
        return
    for claim in claims:
        others = order[order[claim] != order[claim].iloc[0]].drop_duplicates(claim)
        ways = [
            Name(
                "{verdict} with {limits}", verdict=p_("verdict", str(row[claim])),
                limits=together(_limit(name, row[name]) for name in limits if row[name] != now[name]),
            )
            for row in others.to_dict("records")
        ]  # fmt: skip
        if ways:
            page.say("{claim} would be {ways}.", claim=claim, ways=_ways(ways))


def _ways(ways: list[Name]) -> Name:
    """Join the ways; each may be a list itself, so that a comma alone would not part them."""
    *others, last = ways
    return Name("{ways}, or {last}", ways=_ways(others), last=last) if others else last


def _limit(name: str, value: float) -> Name:
    """Write one limit of time, size or growth."""
    if name == "months_apart":
        return Name("figures up to {months:g} months apart", months=value)
    if name == "tolerance":
        return Name("a tolerance of {share:.0%}", share=value)
    return Name("growth of no more than {share:.0%} a year", share=value) if value else Name("no growth allowed for")

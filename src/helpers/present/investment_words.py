"""What the investment notebook says after each result: sentences with computed numbers."""

import pandas as pd

from helpers.analysis.investment import DIRECTIONS, of_banks
from helpers.analysis.investment_paths import FlowCheck, Outlook
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.parameters import Investment
from helpers.present.investment import NAMES, between
from helpers.present.page import Page
from helpers.present.words import interval_text, listing, number


def say_published(page: Page, evidence: Evidence, known: dict[str, pd.DataFrame]) -> None:
    """Who told the sums, and how far the article's own rest on one mouth."""
    rows = pd.concat(list(known.values()), ignore_index=True)
    if rows.empty:
        return
    own, tellers = rows[rows["own"]], rows["teller"].value_counts()
    banks = len(of_banks(evidence, rows))
    page.say(
        "Published sums: {n}; said by an authority: {gov}, without a named origin: {none}, from a central bank's "
        "statistics: {banks}. {own}",
        n=len(rows), gov=int(tellers.get("government", 0)) or "none", none=int(tellers.get("not named", 0)) or "none",
        banks=banks or "none",
        own=(
            f"The article's {listing(f'{v:g}' for v in own['value'])} million are in one interview of the president of "
            f"Azerbaijan ({own['told'].iloc[0]:%Y-%m-%d}), so the article repeats them and cannot confirm them."
            if len(own) else "The interview that the article repeats was not yet public."
        ),
    )  # fmt: skip


def say_paths(page: Page, tests: pd.DataFrame) -> None:
    """Whether a consistent path passes through the article's sums."""
    for _, rows in tests.groupby("label", sort=False):
        first, last = rows.iloc[0], rows.iloc[-1]
        with_ours = rows[rows["stated"]].iloc[0]
        extra = int(with_ours["days"] - first["days"])
        page.say(
            "{label}: as told, the sums {fall}; {adds}. {widest}",
            label=first["label"],
            fall=f"fall ({first['clash']}), so one figure was at least {first['days']} days old"
            if first["days"] else "never fall",
            adds="the article's figure fits the same path" if extra == 0
            else f"the article's figure asks for {extra} days more",
            widest=f"With all sums on one path some figure would be {last['days']:,} days old ({last['clash']})."
            if last["days"] > first["days"] else "Sums of the other kinds fit the same path.",
        )  # fmt: skip


def say_bracket(page: Page, steps: pd.DataFrame) -> None:
    """Between which published sums the article's lie."""
    for label, rows in steps.groupby("label", sort=False):
        goal = float(rows["goal"].iloc[0])
        below, above = (
            rows[rows["value"] <= goal].nlargest(1, "value"),
            rows[rows["value"] > goal].nsmallest(1, "value"),
        )
        ends = [
            f"{row['value']:g} {word} it ({row['family']}, {row['told']:%Y-%m-%d})"
            for word, part in (("below", below), ("above", above))
            for row in part.to_dict("records")
        ]
        page.say(
            "{label}: the nearest to {goal} {verb} {ends}{alone}.", label=str(label), goal=goal, ends=listing(ends),
            verb="is" if len(ends) == 1 else "are", alone="; no other source has a larger sum" if above.empty else "",
        )  # fmt: skip


def say_outlook(page: Page, outlooks: dict[str, Outlook]) -> None:
    """Where the sums lead."""
    for o in outlooks.values():
        page.say(
            "{label}: growing by {pace} million a year as before, the sum would stand at {level} million; {goal} or "
            "more comes out in {reached} of the draws.",
            label=o.direction.label, pace=interval_text(o.pace, 1), level=interval_text(o.level, 0), goal=o.goal,
            reached=f"{o.reached:.0%}",
        )  # fmt: skip


def say_flow(page: Page, check: FlowCheck | None) -> None:
    """What one year's inflow tells of the sums."""
    if check is None:
        page.say("An inflow of one year beside a sum of the year before was not known by this day.")
        return
    page.sources(check.rows)
    total = check.floor + check.inflow
    page.say(
        "One year is known: {inflow} million came from Azerbaijan in {year}{inferred}, at most {share} of what was "
        "there before and {times} times the {pace} million a year by which the sums without a first year grow. "
        "Added to the more than {floor} million before it, that makes more than {total}{fit}. {told}",
        inflow=check.inflow, year=check.year, share=f"{check.inflow / check.floor:.0%}",
        times=number(check.inflow / check.pace, 0), pace=number(check.pace, 1),
        floor=check.floor, total=number(total, 0),
        fit=f", which fits the {check.since:g} since 2005" if check.since and check.since >= total else "",
        inferred=" (a year that is only inferred)" if check.inferred else "",
        told=f"The sums without a first year never passed {check.highest:g}, so they do not add up all that came in."
        if check.highest < total else "",
    )  # fmt: skip


def say_companies(page: Page, counts: pd.DataFrame, goal: float, each: pd.DataFrame) -> None:
    """What the counts say of each other, and how much capital a company has."""
    measured = counts[counts["measured"]]
    if measured.empty:
        return
    last = measured.sort_values("told").iloc[-1]
    floors = counts[(counts["bound"] == "lower") & (counts["told"] < last["told"]) & (counts["value"] > last["high"])]
    page.say(
        "The last count says {value} ({status}, {when}){quarrel}. The article's {goal} would be {more} on it.",
        value=last["value"], when=f"{last['told']:%Y-%m}", goal=goal,
        status="status not stated" if last["status"] == "not stated" else last["status"],
        more=f"{goal / last['value'] - 1:+.0%}".replace("-", "−"),
        quarrel=f", less than the 'more than {floors['value'].max():g}' of {floors['told'].max():%Y-%m}"
        if len(floors) else "",
    )  # fmt: skip
    if len(each):
        newest = each.sort_values("year").drop_duplicates("direction", keep="last")
        parts = [
            f"{between(row['low'], row['high'], 2)} million dollars ({row['label']}, {row['year']})"
            for row in newest.to_dict("records")
        ]
        page.say("Sums over counts of one year come to {parts} a company.", parts=listing(parts))


def say_funds(page: Page, funds: pd.DataFrame, goals: dict[str, float]) -> None:
    """How the announced fund compares with what the article says is there."""
    own = funds[funds["fund"].str.startswith("joint fund")]
    if own.empty:
        return
    total, size = sum(goals.values()), float(own["value"].max())
    page.say(
        "The announced {size} million would be {share} of the {total} million that the article gives for both "
        "directions together. {placed}",
        size=size, share=f"{size / total:.0%}", total=total,
        placed="Part of it is on record as placed." if own["placed"].any()
        else "No row of the evidence says that any of it was placed since.",
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
            f"{row[claim]} with {listing(_limit(name, row[name]) for name in limits if row[name] != now[name])}"
            for row in others.to_dict("records")
        ]
        if ways:
            page.say("{claim} would be {ways}.", claim=claim, ways=", or ".join(ways))


def _limit(name: str, value: float) -> str:
    """Write one limit of time, size or growth."""
    return {
        "months_apart": f"figures up to {value:g} months apart", "tolerance": f"a tolerance of {value:.0%}",
        "growth": f"growth of no more than {value:.0%} a year" if value else "no growth allowed for",
    }[name]  # fmt: skip


def bottom_line(
    page: Page,
    ranges: dict[str, Interval | None],
    outlooks: dict[str, Outlook],
    pairs: pd.DataFrame,
    counts: Interval | None,
) -> None:
    """The results of the run."""
    for key, direction in DIRECTIONS.items():
        page.headline(f"sum_{key}", f"{direction.label}, sums of other sources", ranges[key], "USD million", 0)
        o = outlooks.get(key)
        page.headline(f"reached_{key}", f"Chance of the article's sum at the pace so far, {direction.label}",
                      100 * o.reached if o else None, "percent", 0)  # fmt: skip
    exact = pairs[(pairs["bound"] == "") & ~pairs["own"]]["ratio"]
    ratio = Interval.spanning(exact) if len(exact) else None
    page.headline("asymmetry", "Azerbaijani over Kazakh capital, other sources", ratio, "", 1)
    page.headline("companies", "Companies with Kazakh capital in Azerbaijan, other sources", counts, "", 0)
    _say_ranges(page, ranges)
    _say_led_to(page, outlooks)


def _say_ranges(page: Page, ranges: dict[str, Interval | None]) -> None:
    """The answer: what other sources say was invested."""
    known = {key: value for key, value in ranges.items() if value is not None}
    if not known:
        page.say("No measured sum of either direction had been published by this day.")
        return
    parts = [
        f"{NAMES[DIRECTIONS[key].investor]} has invested {between(value.low, value.high, 0)} million dollars in "
        f"{NAMES[DIRECTIONS[key].host]}"
        for key, value in known.items()
    ]
    page.say(
        "By other sources than the article's, {parts}; {why}.", parts=listing(parts),
        why="they count different things, and most do not say what or since when",
    )  # fmt: skip


def _say_led_to(page: Page, outlooks: dict[str, Outlook]) -> None:
    """Whether the article's sums are where those of others lead."""
    parts = [
        f"at {o.level.low:.0f} to {o.level.high:.0f} million for {o.direction.label}, with the article's {o.goal:g} "
        f"{'inside' if o.level.contains(o.goal) else 'outside'}"
        for o in outlooks.values()
    ]
    if parts:
        page.say(
            "At their own pace, sums without a first year would stand by the article's day {parts}.",
            parts=", and ".join(parts),
        )


def say_rest(
    page: Page, known: dict[str, pd.DataFrame], goals: dict[str, float], counts: Interval | None, companies: float
) -> None:
    """What the article's sums rest on, and the companies: the last sentences of the bottom line."""
    own = pd.concat(list(known.values()), ignore_index=True)
    own = own[own["own"]]
    figures = listing(f"{goal:g}" for goal in goals.values())
    if own.empty:
        page.say("The {figures} million of the article had not been said in public by this day.", figures=figures)
    else:
        above = [
            f"The {goals[key]:g} cannot be all inflows {family}, for {v:g} was published before."
            for key, rows in known.items()
            for v, family in zip(rows["value"], rows["family"], strict=True)
            if v > 1.05 * goals[key]
        ]
        page.say(
            "The article's {figures} million rest on one interview, {day}; neither basis nor first year is known."
            "{above}",
            figures=figures, day=f"{own['told'].iloc[0]:%Y-%m-%d}",
            above="".join(f" {sentence}" for sentence in above),
        )  # fmt: skip
    if counts:
        page.say(
            "Companies with Kazakh capital in Azerbaijan were counted at {counts}; the article says about {goal}.",
            counts=between(counts.low, counts.high), goal=companies,
        )  # fmt: skip

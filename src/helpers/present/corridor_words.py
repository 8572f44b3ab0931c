"""What the Middle Corridor notebook says after each result: sentences whose numbers are computed."""

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.corridor import BY_KEY
from helpers.analysis.corridor_network import MIDDLE, NORTH, SEA, Way
from helpers.models.interval import Interval
from helpers.models.network import Flow
from helpers.present.corridor_network import NAMES
from helpers.present.page import Page
from helpers.present.words import interval_text, listing, number


def say_evidence(page: Page, rows: pd.DataFrame, legs: pd.DataFrame, day: str) -> None:
    """What the notebook rests on as of the day."""
    timed = int(legs["days_low"].notna().sum()) if len(legs) else 0
    page.say(
        "As of {day} there are {n} figures of {measures} measures of the corridor from {sources} sources, and "
        "{legs} legs of the network, {timed} of them with published days.",
        day=day, n=len(rows), measures=rows["measure"].nunique(), sources=rows["source"].nunique(),
        legs=len(legs), timed=timed,
    )  # fmt: skip


def say_levels(page: Page, known: pd.DataFrame) -> None:
    """What is known of the measure that comes nearest to the article's words."""
    rows = known[known["measure"].eq("freight") & known["months"].eq(12) & known["kind"].eq("actual")]
    if rows.empty:
        return
    last = rows.sort_values("year").iloc[-1]
    page.say(
        "The measure nearest to the article's words, all freight between the two states, was {value} million tonnes in "
        "{year}, the last year on record; the whole route and the railway count other cargo.",
        value=number(last["value"], 1), year=str(int(last["year"])),
    )  # fmt: skip


def say_growth(page: Page, rates: pd.DataFrame, year: int | None, months: int, stated: float, tolerance: float) -> None:
    """Which way the measures point, and what comes near the article's rate."""
    main = rates[(rates["year"] == year) & (rates["months"] == months)] if year else rates.iloc[:0]
    tonnes, units = main[main["family"] == "tonnes"], main[main["family"] != "tonnes"]
    if tonnes.empty:
        return
    near = main[(main["value"] - stated).abs() <= tolerance]
    page.say(
        "Of {n} tonnages {up} rose and {down} fell over the same months of {year}, and the nearest to {stated} percent "
        "is {gap} points away. {units}",
        n=len(tonnes), up=int((tonnes["value"] > 0).sum()), down=int((tonnes["value"] < 0).sum()), year=str(year),
        stated=f"+{stated:g}", gap=number(float((tonnes["value"] - stated).abs().min()), 0),
        units=(
            f"Within {tolerance:g} points lie only counts of units: "
            f"{listing(_said(row) for row in near.to_dict('records'))}."
            if len(near) and len(units) else f"No count of trains or containers comes within {tolerance:g} points."
        ),
    )  # fmt: skip


def silent_growth(rates: pd.DataFrame, months: int) -> str:
    """Why there is no growth to show, and over which months there would be."""
    if rates.empty:
        return "No measure's growth was known by this day."
    known = ", ".join(str(m) for m in sorted(set(rates["months"])))
    return (
        f"No measure's growth over the first {months} months of a year was known by this day; "
        f"what is known covers the first {known} months."
    )


def _said(row: dict[Hashable, Any]) -> str:
    label = str(row["label"])
    return f"{label[0].lower()}{label[1:]} ({row['value']:+.1f}{', months inferred' if row['inferred'] else ''})"


def say_pairs(page: Page, pairs: pd.DataFrame) -> None:
    """Which measures can be one, and what follows for chaining them."""
    possible = pairs[pairs["answer"] == "can be one"]
    tested = pairs[pairs["answer"] != "not comparable"]
    if tested.empty:
        return
    names = [f"{BY_KEY[a].label} and {BY_KEY[b].label}" for a, b in zip(possible["a"], possible["b"], strict=True)]
    page.say(
        "{tested} of {all} pairs have a period in common; {n} can be one and the same quantity{names}. "
        "A level of one measure and the growth of another must therefore not be multiplied.",
        tested=len(tested), all=len(pairs), n=len(possible) or "none",
        names=f": {listing(names)}" if names else "",
    )  # fmt: skip


def say_boxes(page: Page, split: pd.DataFrame) -> None:
    """How the mix moved."""
    if len(split) < 2:
        return
    last, before = split.iloc[-1], split.iloc[-2]
    low = split.nsmallest(1, "share").to_dict("records")[0]
    page.say(
        "Boxed cargo had its smallest share, {least}, in {year}; it was {share} in {last}. "
        "From {before} to {last} tonnes changed by {tonnes} percent and containers by {boxes}, so an extrapolation of "
        "one says nothing of the other.{mixed}",
        least=f"{low['share']:.0%}", year=str(int(low["year"])), share=f"{last['share']:.0%}",
        last=str(int(last["year"])), before=str(int(before["year"])),
        tonnes=f"{100 * (last['tonnes'] / before['tonnes'] - 1):+.1f}".replace("-", "−"),
        boxes=f"{100 * (last['teu'] / before['teu'] - 1):+.1f}".replace("-", "−"),
        mixed=(
            " The containers of the two years come from two publishers, so their growth is the less certain of the two."
            if last["source_teu"] != before["source_teu"] else ""
        ),
    )  # fmt: skip


def say_crossing(page: Page, parts: pd.DataFrame) -> None:
    """What the bound on the crossing means."""
    if parts.empty:
        return
    wagons = float(parts.loc[parts["part"].str.startswith("wagons"), "share"].sum())
    page.say(
        "In the first {months} months of {year} the rest, at least {rest} of the rail cargo, went in containers, was "
        "reloaded into ships or took the land way through Russia, unless ferries of other flags carried it: growth of "
        "rail cargo is not by itself growth of the corridor.",
        months=str(parts["months"].iloc[0]), year=str(parts["year"].iloc[0]), rest=f"{max(0.0, 1 - wagons):.0%}",
    )  # fmt: skip


def say_targets(page: Page, ahead: pd.DataFrame, scored: pd.DataFrame, worth: Interval | None) -> None:
    """What a target has been worth, for cargo and for capacity."""
    if ahead.empty or worth is None:
        return
    capacity = scored[scored["group"] == "capacity"]
    restated = ahead.nlargest(1, "restated").to_dict("records")[0]
    page.say(
        "{met} of {n} targets for cargo, containers and trains were met, and the typical outcome was {worth} times "
        "the target. The misses come in bunches: targets for {bad} were missed, those for {good} met."
        "{repeat}{capacity}",
        met=int(ahead["met"].sum()), n=len(ahead), worth=interval_text(worth, 2),
        bad=listing(sorted(set(ahead.loc[~ahead["met"], "period"]))) or "no year",
        good=listing(sorted(set(ahead.loc[ahead["met"], "period"]))) or "no year",
        repeat=(
            f" The target of {number(restated['target'])} for {restated['period']} was repeated "
            f"{int(restated['restated'])} more times after it was first said."
            if restated["restated"] else ""
        ),
        capacity=(
            f" Of {len(capacity)} targets for capacity {int(capacity['met'].sum()) or 'none'} was met in its year."
            if len(capacity) else ""
        ),
    )  # fmt: skip


def say_skill(page: Page, skill: pd.DataFrame) -> None:
    """Whether the models beat the last value."""
    honest = skill[skill["view"] == "as known then"].set_index("method")["mean_miss"]
    if honest.empty:
        return
    tests = int(skill.loc[skill["view"] == "as known then", "tests"].iloc[0])
    page.say(
        "With the figures known at the time, {tests} years could be forecast: taking the last value missed by "
        "{naive} percent on average, the damped trend by {trend} and the logistic curve by {logistic}. "
        "{judgement}",
        tests=tests, naive=number(honest["no change"], 0), trend=number(honest["damped trend"], 0),
        logistic=number(honest["logistic"], 0),
        judgement=(
            "No model of growth has earned its place, so the bands and not the lines are the result."
            if honest["no change"] <= honest.min() else "The test is short, so the bands matter more than the lines."
        ),
    )  # fmt: skip


def say_nowcast(page: Page, nowcasts: pd.DataFrame) -> None:
    """How well "if the trend holds" has served."""
    late = nowcasts.dropna(subset="error")
    late = late[late["months"] >= 4]
    if late.empty:
        return
    ordered = late.assign(miss=late["error"].abs()).sort_values("miss", ascending=False)
    worst, rest = ordered.to_dict("records")[0], ordered["miss"].iloc[1:]
    page.say(
        "Carrying the growth of at least four months to the year missed by {miss} percent for {year}, the worst of "
        "{n} trials{usual}.",
        usual=f", and by {rest.median():.1f} percent at the median of the others" if len(rest) else "",
        miss=f"{worst['error']:+.0f}".replace("-", "−"), year=str(int(worst["year"])), n=len(ordered),
    )  # fmt: skip


def say_ways(page: Page, table: pd.DataFrame, drawn: dict[str, Way], origin: str, destination: str) -> None:
    """The chance of being faster, and how much of it is assumption."""
    rows = {row["way"]: row for row in table.to_dict("records")}
    if MIDDLE not in rows:
        return
    rivals = [(name, word) for name, word in ((NORTH, "the north"), (SEA, "the ocean")) if name in rows]
    faster = listing(f"faster than {word} in {rows[name]['faster']:.0%} of the draws" for name, word in rivals)
    cheaper = listing(f"cheaper than {word} in {rows[name]['cheaper']:.0%}" for name, word in rivals)
    assumed = drawn[MIDDLE].parts["days_from"].eq("assumed")
    page.say(
        "{first}{assumed} of the {n} parts of its way have no published days; {share} of its days and {price} of its "
        "price are assumed, so the draws compare what is supposed as much as what is known.",
        first=(
            f"From {NAMES[origin]} to {NAMES[destination]} the Middle Corridor is {faster}, and {cheaper}. "
            if rivals else "No rival's days were published by this day. "
        ),
        assumed=int(assumed.sum()), n=len(assumed), share=f"{drawn[MIDDLE].assumed_share:.0%}",
        price=f"{drawn[MIDDLE].assumed_price:.0%}",
    )  # fmt: skip


def say_checks(page: Page, checks: pd.DataFrame) -> None:
    """Whether the legs add up to what is published door to door."""
    waits = checks["implied_wait"].dropna()
    if waits.empty:
        return
    page.say(
        "To add up to the published times from door to door, each change between rail and ship would have to take "
        "{low} to {high} days, a wait that no publication times.",
        low=number(waits.min(), 1), high=number(waits.max(), 1),
    )  # fmt: skip


def say_bottleneck(
    page: Page, flow: Flow, steps: pd.DataFrame, cargo: float | None, ceiling: float, stated: float | None
) -> None:
    """Where the chain binds, what would bind next, and what is stated for the whole."""
    if not np.isfinite(flow.value) or not flow.cut:
        page.say("No capacity was published by this day that would bind the whole chain.")
        return
    later = steps.iloc[1:]
    page.say(
        "The narrowest place on record is {cut}, {value} million tonnes a year{use}.{official} {enough}{later}",
        cut=listing(flow.cut), value=number(flow.value, 1),
        use=f", of which the cargo of the last known year would fill {cargo / flow.value:.0%}" if cargo else "",
        official=f" Officials give the whole route {stated:g}." if stated else "",
        enough=(
            f"The {ceiling:g} million tonnes that are planned would need {ceiling / flow.value:.1f} times that. "
            if flow.value < ceiling else f"The {ceiling:g} million tonnes that are planned would pass. "
        ),
        later=(
            f"If it were widened, {later.iloc[0]['binding']} would bind next, at {number(later.iloc[0]['flow'], 1)}."
            if len(later) else ""
        ),
    )  # fmt: skip

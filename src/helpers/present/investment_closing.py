"""The bottom line of the investment notebook: its headlines and its sentences."""

from typing import Any

import pandas as pd

from helpers.analysis.investment import DIRECTIONS, basis
from helpers.analysis.investment_paths import Outlook
from helpers.locale import COUNTRIES, Name, _, listing
from helpers.models.interval import Interval
from helpers.present.investment_names import between, bounded
from helpers.present.page import Page


def bottom_line(
    page: Page,
    ranges: dict[str, Interval | None],
    outlooks: dict[str, Outlook],
    pairs: pd.DataFrame,
    counts: Interval | None,
) -> None:
    """The results of the run."""
    for key, direction in DIRECTIONS.items():
        label = _("{direction}, sums of other sources", direction=direction.label)
        page.headline(f"sum_{key}", label, ranges[key], "USD million", 0)
        o = outlooks.get(key)
        label = _("Chance of the article's sum at the pace so far, {direction}", direction=direction.label)
        page.headline(f"reached_{key}", label, 100 * o.reached if o else None, "percent", 0)
    exact = pairs[(pairs["bound"] == "") & ~pairs["own"]]["ratio"]
    ratio = Interval.spanning(exact) if len(exact) else None
    page.headline("asymmetry", _("Azerbaijani over Kazakh capital, other sources"), ratio, "", 1)
    page.headline("companies", _("Companies with Kazakh capital in Azerbaijan, other sources"), counts, "", 0)
    _say_ranges(page, ranges)
    _say_led_to(page, outlooks)


def _say_ranges(page: Page, ranges: dict[str, Interval | None]) -> None:
    """The answer: what other sources say was invested."""
    known = {key: value for key, value in ranges.items() if value is not None}
    if not known:
        page.say("No measured sum of either direction had been published by this day.")
        return
    parts = listing(
        Name(
            "{investor} has invested {range} million dollars in {host}",
            investor=COUNTRIES[DIRECTIONS[key].investor], range=between(value.low, value.high, 0),
            host=COUNTRIES[DIRECTIONS[key].host],
        )
        for key, value in known.items()
    )  # fmt: skip
    page.say(
        "By sources other than the article's, {parts}; they count different things, and most do not say what or since "
        "when.",
        of="investment-sums",
        parts=parts,
    )


def _say_led_to(page: Page, outlooks: dict[str, Outlook]) -> None:
    """Whether the article's sums are where those of others lead."""
    parts = [_place(o) for o in outlooks.values()]
    if len(parts) == 2:
        page.say(
            "At their own pace, sums without a first year would stand by the article's day {first}, and {second}.",
            of="investment-outlook", first=parts[0], second=parts[1],
        )  # fmt: skip
    elif parts:
        page.say(
            "At their own pace, sums without a first year would stand by the article's day {place}.",
            of="investment-outlook",
            place=parts[0],
        )


def _place(o: Outlook) -> Name:
    said: dict[str, Any] = {"low": o.level.low, "high": o.level.high, "direction": o.direction.label, "goal": o.goal}
    if o.level.contains(o.goal):
        return Name("at {low:.0f} to {high:.0f} million for {direction}, with the article's {goal:g} inside", **said)
    return Name("at {low:.0f} to {high:.0f} million for {direction}, with the article's {goal:g} outside", **said)


def say_rest(
    page: Page, known: dict[str, pd.DataFrame], goals: dict[str, float], counts: Interval | None, companies: float
) -> None:
    """What the article's sums rest on, and the companies: the last sentences of the bottom line."""
    own = pd.concat(list(known.values()), ignore_index=True)
    own = own[own["own"]]
    figures = listing(bounded(goal, "") for goal in goals.values())
    if own.empty:
        page.say("The {figures} million of the article had not been said in public by this day.", figures=figures)
    else:
        above = [
            _(
                "The {goal:g} cannot be all inflows {basis}, for {value:g} had been published before.",
                goal=goals[key], basis=basis(family), value=value,
            )
            for key, rows in known.items()
            for value, family in zip(rows["value"], rows["family"], strict=True)
            if value > 1.05 * goals[key]
        ]  # fmt: skip
        page.say(
            "The article's {figures} million rest on one interview, of {day}; neither basis nor first year is known."
            "{above}",
            of="investment-sums", figures=figures, day=own["told"].iloc[0],
            above="".join(f" {sentence}" for sentence in above),
        )  # fmt: skip
    if counts:
        page.say(
            "Companies with Kazakh capital in Azerbaijan were counted at {counts}; the article says about {goal}.",
            of="investment-companies", counts=between(counts.low, counts.high), goal=companies,
        )  # fmt: skip

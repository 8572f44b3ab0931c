"""The bottom line of the energy notebook: its headlines, and the answer to the question of its title."""

from collections.abc import Sequence

import pandas as pd

from helpers.analysis.energy import Goal
from helpers.analysis.energy_chain import Binding
from helpers.models.interval import Interval
from helpers.present.energy import mt
from helpers.present.page import Page
from helpers.present.words import interval_text, number


def bottom_line(page: Page, years: pd.DataFrame, chances: pd.DataFrame, worth: Interval | None, chain: pd.DataFrame,
                index: pd.DataFrame, goal: Goal, limits: Sequence[Binding | None],
                announced: pd.DataFrame) -> None:  # fmt: skip
    """The headlines, and the answer to the question of the title.

    Parameters
    ----------
    years
        Oil into the pipeline.
    limits
        What binds with the limits that are no places, and without them.
    announced
        What officials said of the goal, from :func:`helpers.analysis.energy_targets.announced`.
    """
    last = years.iloc[-1] if len(years) else None
    size = None if last is None else Interval(last["value"], last["low"], last["high"]).scaled(1e-3)
    named = f"Kazakh oil into the pipeline in {last['year']}" if last is not None else "Kazakh oil into the pipeline"
    page.headline("into_the_pipeline", named, size, "Mt", 2)
    chance = None if chances.empty else Interval(
        100 * chances["chance"].max(), 100 * chances["chance_low"].min(), 100 * chances["chance_high"].max()
    )  # fmt: skip
    label = f"Chance of {mt(goal.kt)} Mt in {goal.year} by growth alone, at most"
    page.headline("chance_of_goal", label, chance, "percent", 1)
    page.headline("worth_of_target", "What came of a target, as a share of it", worth, "ratio", 2)
    page.headline("fleet_at_today", "Ships of both flags, if they do nothing else", _place(chain, "tankers"),
                  "Mt a year", 1)  # fmt: skip
    seen = index[index["kind"] == "actual"]
    late = None if seen.empty else Interval(*(float(seen[c].iloc[-1]) for c in ("value", "low", "high")))
    page.headline("concentration", "Concentration of Kazakh oil on routes (1: all on one)", late, "ratio", 2)
    if last is None:
        page.say("Nothing of the oil into the pipeline had been published by this day.")
        return
    hedged = len(announced) > 0 and bool(announced["hedged"].all())
    page.say(
        _answer(last, chances, goal, limits) + (" The officials who named it called it possible." if hedged else "")
    )


def _place(chain: pd.DataFrame, name: str) -> Interval | None:
    """What one place of the chain can take, Mt a year; None where unknown."""
    row = chain[(chain["name"] == name) & chain["value"].notna()]
    return Interval(*(float(row[c].iloc[0]) for c in ("value", "low", "high"))).scaled(1e-3) if len(row) else None


def _answer(last: pd.Series, chances: pd.DataFrame, goal: Goal, limits: Sequence[Binding | None]) -> str:
    short = [found for found in limits if found and found.size.high < goal.kt]
    small = not chances.empty and chances["chance"].max() < 0.1
    answer = "Very unlikely" if short and small else "Not as things stand" if short or small else "It is open"
    size = f"{mt(goal.kt)} Mt in {goal.year}"
    times = (
        f"is {number(goal.kt / last['value'], 1)} times the {mt(last['value'])} Mt of {last['year']}"
        if last["value"] > 0 else "would have to start from nothing: no oil flowed in the last known year"
    )  # fmt: skip
    chance = (
        f", and growth alone gets there with a chance of at most {number(100 * chances['chance'].max(), 1)} percent"
        if len(chances)
        else ""
    )
    held = {f.place: f"{f.place}, {interval_text(f.size.scaled(1e-3), 1, 'Mt a year')}" for f in short}
    below = f" Published limits lie below it: {'; '.join(held.values())}." if held else ""
    return f"{answer}: {size} {times}{chance}.{below}"

"""The bottom line of the energy notebook: its headlines, and the answer to the question of its title."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from helpers.analysis.energy import Goal
from helpers.analysis.energy_chain import PLACES, Binding
from helpers.claims.energy import in_mt
from helpers.locale import Name, _
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
    size = None if last is None else in_mt(Interval(last["value"], last["low"], last["high"]))
    named = _("Kazakh oil into the pipeline")
    if last is not None:
        named = _("Kazakh oil into the pipeline in {year}", year=last["year"])
    page.headline("into_the_pipeline", named, size, "Mt", 2)
    chance = None if chances.empty else Interval(
        100 * chances["chance"].max(), 100 * chances["chance_low"].min(), 100 * chances["chance_high"].max()
    )  # fmt: skip
    label = _("Chance of {goal} Mt in {year} by growth alone, at most", goal=mt(goal.kt), year=goal.year)
    page.headline("chance_of_goal", label, chance, "percent", 1)
    page.headline("worth_of_target", _("What came of a target, as a share of it"), worth, "ratio", 2)
    label = _("Ships of both flags, if they do nothing else")
    page.headline("fleet_at_today", label, _place(chain, "tankers"), "Mt a year", 1)
    seen = index[index["kind"] == "actual"]
    late = None if seen.empty else Interval(*(float(seen[c].iloc[-1]) for c in ("value", "low", "high")))
    page.headline("concentration", _("Concentration of Kazakh oil on routes (1: all on one)"), late, "ratio", 2)
    if last is None:
        page.say("Nothing of the oil into the pipeline had been published by this day.")
        return
    hedged = len(announced) > 0 and bool(announced["hedged"].all())
    short = [found for found in limits if found and found.size.high < goal.kt]
    page.say(_answer(last, chances, goal, possible=not short), of="ENG-1")
    if short:
        held = {found.place: _limit(found) for found in short}
        page.say("Published limits lie below it: {limits}.", of="energy-chain", limits="; ".join(held.values()))
    if hedged:
        page.say("The officials who named it called it possible.")


def _place(chain: pd.DataFrame, name: str) -> Interval | None:
    """What one place of the chain can take, Mt a year; None where unknown."""
    row = chain[(chain["name"] == name) & chain["value"].notna()]
    return in_mt(Interval(*(float(row[c].iloc[0]) for c in ("value", "low", "high")))) if len(row) else None


def _answer(last: pd.Series, chances: pd.DataFrame, goal: Goal, *, possible: bool) -> str:
    """Say how likely the goal is: by growth, and by whether any published limit lies below it."""
    small = not chances.empty and chances["chance"].max() < 0.1
    answer = Name("It is open")
    if small or not possible:
        answer = Name("Very unlikely") if small and not possible else Name("Not as things stand")
    said = {"answer": answer, "goal": mt(goal.kt), "year": goal.year, "last": last["year"]}
    if last["value"] > 0:
        said |= {"times": number(goal.kt / last["value"], 1), "size": mt(last["value"])}
    if len(chances):
        said["chance"] = number(100 * chances["chance"].max(), 1)
    return _times_and_chance(said)


def _times_and_chance(said: dict[str, Any]) -> str:
    """Say how far the goal is, and the chance of growth, as far as there are any."""
    if "size" not in said:
        return _(
            "{answer}: {goal} Mt in {year} would have to start from nothing: no oil flowed in the last known year.",
            **said,
        )
    if "chance" not in said:
        return _("{answer}: {goal} Mt in {year} is {times} times the {size} Mt of {last}.", **said)
    return _(
        "{answer}: {goal} Mt in {year} is {times} times the {size} Mt of {last}, and growth alone gets there with a "
        "chance of at most {chance} percent.",
        **said,
    )


def _limit(found: Binding) -> str:
    return f"{PLACES[found.place]}, {interval_text(in_mt(found.size), 1, 'Mt a year')}"

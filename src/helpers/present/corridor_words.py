"""What the Middle Corridor notebook says after each result: sentences whose numbers are computed."""

from collections.abc import Hashable
from datetime import date
from typing import Any

import pandas as pd

from helpers.analysis.corridor import BY_KEY
from helpers.locale import Name, _, listing, n_, spoken, together
from helpers.models.interval import Interval
from helpers.present.page import Page
from helpers.present.words import interval_text, number, with_unit


def say_evidence(page: Page, rows: pd.DataFrame, legs: pd.DataFrame, day: date) -> None:
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
    counts = _("No count of trains or containers comes within {tolerance:g} points.", tolerance=tolerance)
    if len(near) and len(units):
        counts = _(
            "Within {tolerance:g} points lie only counts of units: {counts}.",
            tolerance=tolerance, counts=listing(_said(row) for row in near.to_dict("records")),
        )  # fmt: skip
    page.say(
        "Of {n} tonnages {up} rose and {down} fell over the same months of {year}, and the nearest to {stated:+g} "
        "percent is {gap:.0f} points away. {units}",
        n=len(tonnes), up=int((tonnes["value"] > 0).sum()), down=int((tonnes["value"] < 0).sum()), year=str(year),
        stated=stated, gap=float((tonnes["value"] - stated).abs().min()), units=counts,
    )  # fmt: skip


def silent_growth(rates: pd.DataFrame, months: int) -> str:
    """Why there is no growth to show, and over which months there would be."""
    if rates.empty:
        return _("No measure's growth was known by this day.")
    return _(
        "No measure's growth over the first {months} months of a year was known by this day; what is known covers the "
        "first {known} months.",
        months=months, known=", ".join(str(m) for m in sorted(set(rates["months"]))),
    )  # fmt: skip


def _said(row: dict[Hashable, Any]) -> Name:
    said = {"measure": BY_KEY[str(row["measure"])].label, "change": row["value"]}
    if row["inferred"]:
        return Name("{measure} ({change:+.1f}, months inferred)", **said)
    return Name("{measure} ({change:+.1f})", **said)


def say_pairs(page: Page, pairs: pd.DataFrame) -> None:
    """Which measures can be one, and what follows for chaining them."""
    possible = pairs[pairs["answer"] == "can be one"]
    tested = pairs[pairs["answer"] != "not comparable"]
    if tested.empty:
        return
    said: dict[str, Any] = {"tested": len(tested), "all": len(pairs)}
    if possible.empty:
        page.say(
            "{tested} of {all} pairs have a period in common; none can be one and the same quantity. A level of one "
            "measure and the growth of another must therefore not be multiplied.",
            **said,
        )
        return
    names = listing(
        Name('"{a}" and "{b}"', a=BY_KEY[a].label, b=BY_KEY[b].label)
        for a, b in zip(possible["a"], possible["b"], strict=True)
    )
    page.say(
        "{tested} of {all} pairs have a period in common; {n} can be one and the same quantity: {names}. A level of "
        "one measure and the growth of another must therefore not be multiplied.",
        n=len(possible), names=names, **said,
    )  # fmt: skip


def say_boxes(page: Page, split: pd.DataFrame) -> None:
    """How the mix moved."""
    if len(split) < 2:
        return
    last, before = split.iloc[-1], split.iloc[-2]
    low = split.nsmallest(1, "share").to_dict("records")[0]
    page.say(
        "Boxed cargo had its smallest share, {least:.0%}, in {year}; it was {share:.0%} in {last}. From {before} to "
        "{last} tonnes changed by {tonnes:+.1f} percent and containers by {boxes:+.1f}, so an extrapolation of one "
        "says nothing of the other.",
        least=low["share"], year=str(int(low["year"])), share=last["share"], last=str(int(last["year"])),
        before=str(int(before["year"])), tonnes=100 * (last["tonnes"] / before["tonnes"] - 1),
        boxes=100 * (last["teu"] / before["teu"] - 1),
    )  # fmt: skip
    if last["source_teu"] != before["source_teu"]:
        page.say(
            "The containers of the two years come from two publishers, so their growth is the less certain of the two."
        )


def say_crossing(page: Page, parts: pd.DataFrame) -> None:
    """What the bound on the crossing means."""
    if parts.empty:
        return
    wagons = float(parts.loc[parts["part"].str.startswith("wagons"), "share"].sum())
    page.say(
        "In the first {months} months of {year} the rest, at least {rest:.0%} of the rail cargo, went in containers, "
        "was reloaded into ships or took the land way through Russia, unless ferries of other flags carried it: growth "
        "of rail cargo is not by itself growth of the corridor.",
        months=str(parts["months"].iloc[0]), year=str(parts["year"].iloc[0]), rest=max(0.0, 1 - wagons),
    )  # fmt: skip


def say_targets(page: Page, ahead: pd.DataFrame, scored: pd.DataFrame, worth: Interval | None) -> None:
    """What a target has been worth, for cargo and for capacity."""
    if ahead.empty or worth is None:
        return
    told = [
        n_(
            "{n} of {all} targets for cargo, containers and trains was met, and the typical outcome was {worth} times "
            "the target.",
            "{n} of {all} targets for cargo, containers and trains were met, and the typical outcome was {worth} times "
            "the target.",
            int(ahead["met"].sum()), all=len(ahead), worth=interval_text(worth, 2),
        ),
        *_bunches(ahead),
        *_repeated(ahead.nlargest(1, "restated").iloc[0]),
    ]  # fmt: skip
    page.say(" ".join(told), of="corridor-targets")
    _say_capacity(page, scored[scored["group"] == "capacity"])


def _bunches(ahead: pd.DataFrame) -> list[str]:
    """For which years targets were missed and for which met, where there are both."""
    missed, met = (sorted(set(ahead.loc[ahead["met"] == met, "period"])) for met in (False, True))
    if not missed or not met:
        return []
    bad, good = together(map(spoken, missed)), together(map(spoken, met))
    return [_("The misses come in bunches: targets for {bad} were missed, those for {good} met.", bad=bad, good=good)]


def _repeated(target: pd.Series) -> list[str]:
    """How often the target that was said most often was said again."""
    if not target["restated"]:
        return []
    size = with_unit(number(target["target"]), target["unit"])
    if target["unit"] == "count":
        size = n_("{n:,} train", "{n:,} trains", int(target["target"]))
    return [
        n_(
            "The target of {target} for {period} was repeated {n} more time after it was first said.",
            "The target of {target} for {period} was repeated {n} more times after it was first said.",
            int(target["restated"]), period=target["period"], target=size,
        )
    ]  # fmt: skip


def _say_capacity(page: Page, capacity: pd.DataFrame) -> None:
    """How targets for capacity fared."""
    if capacity.empty:
        return
    met, where = int(capacity["met"].sum()), "corridor-target-vintages"
    if not met:
        page.say("Of {all} targets for capacity none was met in its year.", of=where, all=len(capacity))
        return
    sentence = n_(
        "Of {all} targets for capacity {n} was met in its year.",
        "Of {all} targets for capacity {n} were met in their years.",
        met, all=len(capacity),
    )  # fmt: skip
    page.say(sentence, of=where)


def say_skill(page: Page, skill: pd.DataFrame) -> None:
    """Whether the models beat the last value."""
    honest = skill[skill["view"] == "as known then"].set_index("method")["mean_miss"]
    if honest.empty:
        return
    tests = int(skill.loc[skill["view"] == "as known then", "tests"].iloc[0])
    judgement = _("The test is short, so the bands matter more than the lines.")
    if honest["no change"] <= honest.min():
        judgement = _("No model of growth has earned its place, so the bands and not the lines are the result.")
    sentence = n_(
        "With the figures known at the time, {n} year could be forecast: taking the last value missed by {naive:.0f} "
        "percent on average, the damped trend by {trend:.0f} and the logistic curve by {logistic:.0f}.",
        "With the figures known at the time, {n} years could be forecast: taking the last value missed by {naive:.0f} "
        "percent on average, the damped trend by {trend:.0f} and the logistic curve by {logistic:.0f}.",
        tests, naive=honest["no change"], trend=honest["damped trend"], logistic=honest["logistic"],
    )  # fmt: skip
    page.say(f"{sentence} {judgement}")


def say_nowcast(page: Page, nowcasts: pd.DataFrame) -> None:
    """How well "if the trend holds" has served."""
    late = nowcasts.dropna(subset="error")
    late = late[late["months"] >= 4]
    if late.empty:
        return
    ordered = late.assign(miss=late["error"].abs()).sort_values("miss", ascending=False)
    worst, rest = ordered.to_dict("records")[0], ordered["miss"].iloc[1:]
    said: dict[str, Any] = {"miss": worst["error"], "year": str(int(worst["year"])), "n": len(ordered)}
    if len(rest):
        page.say(
            "Carrying the growth of at least four months to the year missed by {miss:+.0f} percent for {year}, the "
            "worst of {n} trials, and by {usual:.1f} percent at the median of the others.",
            usual=rest.median(), **said,
        )  # fmt: skip
    else:
        page.say(
            "Carrying the growth of at least four months to the year missed by {miss:+.0f} percent for {year}, the "
            "worst of {n} trials.",
            **said,
        )

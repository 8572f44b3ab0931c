"""What the trade notebook says after each result: sentences whose numbers are computed."""

from typing import Any

import pandas as pd

from helpers.analysis.trade import lines_of
from helpers.analysis.trade_gold import Dated, Parts, mirror_without_gold, turkic_gold
from helpers.analysis.trade_goods import GOODS, processed_share, product_growth
from helpers.evidence import Evidence
from helpers.locale import Name, listing, spoken, together
from helpers.parameters import Trade
from helpers.present.page import Page


def say_evidence(page: Page, evidence: Evidence, parameters: Trade, rows: pd.DataFrame) -> None:
    """What the notebook rests on as of the day."""
    computed = int(rows["note"].str.startswith("DERIVED").sum())
    said: dict[str, Any] = {
        "day": evidence.as_of, "rows": len(rows), "sources": rows["source"].nunique(), "computed": computed,
    }  # fmt: skip
    if parameters.derived:
        page.say(
            "As of {day} the two states' turnover rests on {rows} figures from {sources} sources, {computed} of them "
            "computed from a stated growth rate or difference.",
            **said,
        )
    else:
        page.say(
            "As of {day} the two states' turnover rests on {rows} figures from {sources} sources, {computed} of them "
            "computed from a stated growth rate or difference and left out in this run.",
            **said,
        )
    inferred = rows[rows["note"].str.contains("inferred")]
    periods = together(spoken(period) for period in inferred["period"].drop_duplicates())
    if len(inferred) and parameters.inferred:
        page.say(
            "The reporter or the months of {n} figures are not stated but inferred, those of {periods}.",
            n=len(inferred), periods=periods,
        )  # fmt: skip
    elif len(inferred):
        page.say(
            "The reporter or the months of {n} figures are not stated but inferred, those of {periods}; they are left "
            "out in this run.", n=len(inferred), periods=periods,
        )  # fmt: skip


def say_mirror(page: Page, years: pd.DataFrame, sums: pd.DataFrame) -> None:
    """Whether the gap between the statistics is steady, and what becomes of it over years."""
    if years.empty:
        return
    above = years.loc[years["gap"] > 0, "year"]
    below = years.loc[years["gap"] < 0, "year"]
    if len(years) == 1:
        page.say("One whole year is too little to tell a steady gap from chance.")
        return
    page.say(
        "Azerbaijan reported more in {above} and less in {below}; over all these years it reported {left:,.0f} million "
        "against {right:,.0f} million, a ratio of {ratio:,.2f}. "
        "No constant factor turns one series into the other, so neither may be continued with the other.",
        above=_years(above), below=_years(below),
        left=sums["left"].iloc[-1], right=sums["right"].iloc[-1],
        ratio=sums["ratio"].iloc[-1],
    )  # fmt: skip
    pairs = _closest_pair(years)
    if pairs:
        first, second, ratio, left, right = pairs
        page.say(
            "In {first} and {second} taken together the two agree closest, {left:,.0f} against {right:,.0f} million "
            "({ratio:,.2f}), although the single years stand at {one:,.2f} and {two:,.2f}. That fits goods which the "
            "two book in different years; one match among several pairs may be chance.",
            first=str(first), second=str(second), ratio=ratio, left=left, right=right,
            one=_ratio(years, first), two=_ratio(years, second),
        )  # fmt: skip


def _years(years: pd.Series) -> Name:
    return together(map(str, years)) if len(years) else Name("no whole year")


def _ratio(years: pd.DataFrame, year: int) -> float:
    return float(years.loc[years["year"] == year, "ratio"].iloc[0])


def _closest_pair(years: pd.DataFrame) -> tuple[int, int, float, float, float] | None:
    """The neighbouring years whose sums come closest, if they come closer than either year alone."""
    found = []
    for before, after in zip(list(lines_of(years))[:-1], list(lines_of(years))[1:], strict=True):
        left, right = before.left + after.left, before.right + after.right
        alone = min(abs(before.ratio - 1), abs(after.ratio - 1))
        if after.year == before.year + 1 and abs(left / right - 1) < alone:
            found.append((before.year, after.year, left / right, left, right))
    return min(found, key=lambda pair: abs(pair[2] - 1)) if found else None


def say_gold(page: Page, parts: list[Parts]) -> None:
    """What the figure is without gold, and what came after."""
    if not parts:
        return
    first, last = parts[0], parts[-1]
    page.say(
        "Of the {total:,.1f} million of {months}, {gold:,.1f} million was gold and {rest:,.1f} million everything "
        "else.",
        total=first.total.value, gold=first.gold.value, rest=first.rest,
        months=spoken(first.period),
    )  # fmt: skip
    if first.before:
        page.say(
            "Everything else alone is {ratio:,.2f} times what all goods together came to a year before "
            "({before:,.0f} million), and more than that if those months held gold too.",
            ratio=first.rest / first.before.value, before=first.before.value,
        )  # fmt: skip
    if last.period != first.period and last.before:
        same = last.gold.value == first.gold.value
        page.say(
            "By {later} the gold stood at {gold:,.1f} million, {change}, and without it turnover was {rest:,.1f} "
            "million against {before:,.0f} million the year before, gold and all, a ratio of {ratio:,.2f}.",
            later=spoken(last.period.rpartition("/")[2]), gold=last.gold.value, rest=last.rest,
            change=Name("unchanged") if same else Name("no longer the same"),
            before=last.before.value, ratio=last.rest / last.before.value,
        )  # fmt: skip


def say_gold_beyond(page: Page, evidence: Evidence, parameters: Trade, period: str) -> None:
    """What the gold does to the growth of Turkic trade and to the ratio of the two statistics."""
    turkic, mirrored = turkic_gold(evidence, period), mirror_without_gold(evidence, parameters)
    if turkic:
        growth, metal, rows = turkic
        page.say(
            "Azerbaijan's trade with its four Turkic partners grew by {growth:,.1f} million in these months; the gold "
            "it bought from them came to {metal:,.1f} million. How much it bought from them a year before is not "
            "known.",
            of=evidence.rows(rows), growth=growth, metal=metal,
        )  # fmt: skip
    if mirrored:
        low, high = mirrored.without
        page.say(
            "For {period} Azerbaijan reports {ratio:,.2f} times what Kazakhstan does; with the gold taken out of its "
            "figure that falls to between {low:,.2f} and {high:,.2f}.",
            of=evidence.rows(mirrored.rows), period=spoken(mirrored.period), ratio=mirrored.ratio, low=low, high=high,
        )  # fmt: skip
        if high < 1 < mirrored.ratio:
            page.say(
                "So the gold alone makes Azerbaijan's side the larger one. "
                "That fits Kazakhstan's statistics leaving the gold out, but does not show it."
            )


def say_dated(page: Page, dated: Dated | None) -> None:
    """When the gold may have come."""
    if dated is None:
        return
    months = dated.months
    best = next(lines_of(months.sort_values("gap", key=abs)))
    said: dict[str, Any] = {"paid": dated.paid, "gap": abs(best.gap), "month": spoken(best.period)}
    if best.gap < 0:
        page.say("The gold cost {paid:,.0f} USD an ounce, {gap:.1%} below the mean of {month}, the nearest.", **said)
    else:
        page.say("The gold cost {paid:,.0f} USD an ounce, {gap:.1%} above the mean of {month}, the nearest.", **said)
    rise = float(months["value"].iloc[-1] / months["value"].iloc[0] - 1)
    page.say(
        "From {first} to {last} its price rose by {rise:.0%}, which is why the price paid tells the time.",
        first=spoken(str(months["period"].iloc[0])), last=spoken(str(months["period"].iloc[-1])), rise=rise,
    )  # fmt: skip
    bounded = months.dropna(subset=["high"])
    early = bounded[bounded["high"] < 0.999]
    if len(early):
        line = early.iloc[-1]
        page.say(
            "If it was priced at the monthly mean, at most {share:.0%} of it had come by the end of {month}.",
            share=line["high"], month=spoken(str(line["period"])),
        )  # fmt: skip


def say_goods(page: Page, evidence: Evidence, parameters: Trade) -> None:
    """What became of processed goods, and what is known by growth alone."""
    processed, growth = processed_share(evidence, parameters), product_growth(evidence, parameters)
    if processed:
        first, last = processed
        page.say(
            "Azerbaijan's non-oil exports, the nearest to processed goods that is known, were {before:.0%} of turnover "
            "in {first} and {after:.0%} in {last}.",
            of="goods", before=first.value, first=spoken(first.period), after=last.value, last=spoken(last.period),
        )  # fmt: skip
    if len(growth):
        line = growth.iloc[0]
        page.say(
            "Of Kazakhstan's exports in {period} growth alone is known: {list}, while all trade grew {total:,.1f} "
            "times.",
            of=evidence.rows(dict.fromkeys(row for ids in growth["rows"] for row in ids)),
            period=spoken(str(line["period"])), total=float(line["total"]),
            list=listing(_multiple_in_words(one) for one in lines_of(growth)),
        )  # fmt: skip


def _multiple_in_words(line: Any) -> Name:
    return Name("{goods} {multiple:.1f} times", goods=GOODS[line.product], multiple=line.multiple)

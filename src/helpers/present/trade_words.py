"""What the trade notebook says after each result: sentences whose numbers are computed."""

import pandas as pd

from helpers.analysis.trade import lines_of, spoken
from helpers.analysis.trade_gold import Dated, Parts, mirror_without_gold, turkic_gold
from helpers.analysis.trade_goods import product_growth, product_shares
from helpers.analysis.trade_gravity import Benchmark
from helpers.analysis.trade_season import FEW, Plausibility
from helpers.analysis.trade_target import Distance
from helpers.claims.trade import Implied
from helpers.evidence import Evidence
from helpers.parameters import Trade
from helpers.present.page import Page
from helpers.present.trade import NAME
from helpers.present.words import listing, number


def say_evidence(page: Page, evidence: Evidence, parameters: Trade, rows: pd.DataFrame) -> None:
    """What the notebook rests on as of the day."""
    computed = int(rows["note"].str.startswith("DERIVED").sum())
    page.say(
        "As of {day} the two states' turnover rests on {rows} figures from {sources} sources, "
        "{computed} of them computed from a stated growth rate or difference{used}.",
        day=str(evidence.as_of), rows=len(rows), sources=rows["source"].nunique(), computed=computed,
        used="" if parameters.derived else " and left out in this run",
    )  # fmt: skip
    inferred = rows[rows["note"].str.contains("inferred")]
    if len(inferred):
        page.say(
            "The reporter or the months of {n} figures are not stated but inferred, those of {periods}{used}.",
            n=len(inferred), periods=listing(spoken(period) for period in inferred["period"].drop_duplicates()),
            used="" if parameters.inferred else "; they are left out in this run",
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
        "Azerbaijan reported more in {above} and less in {below}; over all these years it reported {left} million "
        "against {right} million, a ratio of {ratio}. "
        "No constant factor turns one series into the other, so neither may be continued with the other.",
        above=listing(map(str, above)) or "no whole year", below=listing(map(str, below)) or "no whole year",
        left=number(sums["left"].iloc[-1], 0), right=number(sums["right"].iloc[-1], 0),
        ratio=number(sums["ratio"].iloc[-1], 2),
    )  # fmt: skip
    pairs = _closest_pair(years)
    if pairs:
        first, second, ratio, left, right = pairs
        page.say(
            "In {first} and {second} taken together the two agree closest, {left} against {right} million ({ratio}), "
            "although the single years stand at {one} and {two}. "
            "That fits goods which the two book in different years; one match among several pairs may be chance.",
            first=str(first), second=str(second), ratio=number(ratio, 2), left=number(left, 0), right=number(right, 0),
            one=number(_ratio(years, first), 2), two=number(_ratio(years, second), 2),
        )  # fmt: skip


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
        "Of the {total} million of {months}, {gold} million was gold and {rest} million everything else.",
        total=number(first.total.value, 1), gold=number(first.gold.value, 1), rest=number(first.rest, 1),
        months=spoken(first.period),
    )  # fmt: skip
    if first.before:
        page.say(
            "Everything else alone is {ratio} times what all goods together came to a year before "
            "({before} million), and more than that if those months held gold too.",
            ratio=number(first.rest / first.before.value, 2), before=number(first.before.value, 0),
        )  # fmt: skip
    if last.period != first.period and last.before:
        page.say(
            "By {later} the gold stood at {gold} million, {change}, and without it turnover was {rest} million "
            "against {before} million the year before, gold and all: {ratio} times.",
            later=spoken(last.period).split("-")[-1], gold=number(last.gold.value, 1), rest=number(last.rest, 1),
            change="unchanged" if last.gold.value == first.gold.value else "no longer the same",
            before=number(last.before.value, 0), ratio=number(last.rest / last.before.value, 2),
        )  # fmt: skip


def say_gold_beyond(page: Page, evidence: Evidence, parameters: Trade, period: str) -> None:
    """What the gold does to the growth of Turkic trade and to the ratio of the two statistics."""
    turkic, mirrored = turkic_gold(evidence, period), mirror_without_gold(evidence, parameters)
    if turkic:
        growth, metal, _ = turkic
        page.say(
            "Azerbaijan's trade with its four Turkic partners grew by {growth} million in these months; the gold "
            "it bought from them came to {metal} million. How much it bought from them a year before is not known.",
            growth=number(growth, 1), metal=number(metal, 1),
        )  # fmt: skip
    if mirrored:
        low, high = mirrored.without
        page.say(
            "For {period} Azerbaijan reports {ratio} times what Kazakhstan does; with the gold taken out of its "
            "figure that falls to between {low} and {high}.",
            period=spoken(mirrored.period), ratio=number(mirrored.ratio, 2), low=number(low, 2), high=number(high, 2),
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
    page.say(
        "The gold cost {paid} USD an ounce, {gap} from the mean of {month}, the nearest month.",
        paid=number(dated.paid, 0), gap=f"{best.gap:+.1%}".replace("-", "−"), month=spoken(best.period),
    )  # fmt: skip
    rise = float(months["value"].iloc[-1] / months["value"].iloc[0] - 1)
    page.say(
        "From {first} to {last} its price rose by {rise}, which is why the price paid tells the time.",
        first=spoken(str(months["period"].iloc[0])), last=spoken(str(months["period"].iloc[-1])), rise=f"{rise:.0%}",
    )  # fmt: skip
    bounded = months.dropna(subset=["high"])
    early = bounded[bounded["high"] < 0.999]
    if len(early):
        line = early.iloc[-1]
        page.say(
            "If it was priced at the monthly mean, at most {share} of it had come by the end of {month}.",
            share=f"{line['high']:.0%}", month=spoken(str(line["period"])),
        )  # fmt: skip


def say_plausibility(page: Page, found: Plausibility | None, stated: Implied) -> None:
    """What the stated multiple implies for the rest of the year before, and how likely that is."""
    rest = stated.total - stated.ceiling
    page.say(
        "The article's figures leave at most {ceiling} million for {period} and at least {rest} million, {share} of "
        "{year}, for the months after.",
        ceiling=number(stated.ceiling, 0), period=spoken(stated.period), rest=number(rest, 0),
        share=f"{rest / stated.total:.0%}", year=str(stated.year),
    )  # fmt: skip
    if found is None:
        page.say("Fewer than {few} other part-years were known, too few to say how usual that is.", few=FEW)
        return
    page.say(
        "The {n} other part-years lead to expect {usual} of a year by its month {months} ({low} to {high}); "
        "{share} or less has a probability of {p}, and {as_low} of the {n} lay as far behind.",
        n=found.profiles, usual=f"{found.usual.value:.0%}", low=f"{found.usual.low:.0%}", months=found.months,
        high=f"{found.usual.high:.0%}", share=f"{found.share:.0%}", p=f"{found.probability:.1%}",
        as_low=found.as_low or "none",
    )  # fmt: skip


def say_nowcasts(page: Page, table: pd.DataFrame) -> None:
    """How forecasts fared against what was published later."""
    for line in lines_of(table.dropna(subset=["outcome"])):
        page.say(
            "{who}, {until}{gold}: forecast {value} ({low} to {high}), in proportion to the months {naive}, "
            "published {outcome}; proportion missed by {miss}, the forecast by {off}.",
            who=NAME[line.reporter], until="whole year" if line.until == 12 else f"{line.until} months",
            gold=" with the gold taken once" if line.treatment == "gold once" else "",
            value=number(line.value, 0), low=number(line.low, 0), high=number(line.high, 0),
            naive=number(line.naive, 0), outcome=number(line.outcome, 1),
            miss=_percent(line.naive / line.outcome - 1), off=_percent(line.value / line.outcome - 1),
        )  # fmt: skip


def _percent(share: float) -> str:
    return f"{share:+.0%}".replace("-", "−")


def say_backtest(page: Page, table: pd.DataFrame, level: float) -> None:
    """Whether the intervals hold what they promise."""
    if table.empty:
        return
    missed = table[~table["covered"]]
    own = int((missed["pair"] == "AZE-KAZ").sum())
    page.say(
        "Left out one at a time, {hits} of {n} years fell inside an interval meant for {level}.",
        hits=int(table["covered"].sum()), n=len(table), level=f"{level:.0%}",
    )  # fmt: skip
    if own and 1 - len(missed) / len(table) < level:
        page.say(
            "Of those outside, {own} of {out} belong to this pair, whose trade comes in lumps: read its intervals as "
            "too narrow rather than too wide.", own=own, out=len(missed),
        )  # fmt: skip


def say_gravity(page: Page, found: Benchmark | None) -> None:
    """The residual of the pair and whether it is unusual."""
    if found is None:
        return
    last = found.expected.iloc[-1]
    here = found.levels[found.levels["year"] == last["year"]]
    if here.empty:
        return
    inside = bool(here["value"].between(last["low"], last["high"]).all())
    side = "below" if (here["ratio"] < 1).all() else "above" if (here["ratio"] > 1).all() else "on both sides of"
    page.say(
        "For {year} the benchmark expects {value} million ({low} to {high}); {levels}. "
        "That is {side} it and {inside} the interval of a forecast: {verdict}.",
        year=f"{last['year']:.0f}", side=side, value=number(last["value"], 0),
        low=number(last["low"], 0), high=number(last["high"], 0),
        levels=listing(f"{NAME[line.reporter]} reports {line.ratio:.0%} of that" for line in lines_of(here)),
        inside="inside" if inside else "outside",
        verdict="other pairs miss their benchmark by as much" if inside else "size and distance do not explain it",
    )  # fmt: skip


def say_target(page: Page, found: list[Distance], target: float, horizon: int) -> None:
    """How far the target is in each statistics."""
    for far in found:
        years = "never gets there" if far.years == float("inf") else f"takes {far.years:.0f} years"
        page.say(
            "{who}: {value} million in {year}; the mean growth since {first}, {growth} a year, {years}, and {horizon} "
            "needs {needed} a year.",
            who=NAME[far.reporter], value=number(far.value, 0), year=str(far.year), years=years,
            first=str(int(far.known["year"].min())), growth=_percent(far.growth), horizon=str(horizon),
            needed=_percent(far.needed),
        )  # fmt: skip
        page.say(
            "By the straight line through all years the chance of {target} million in {horizon} is {chance} ({low} to "
            "{high} if any one year is left out); with its growth carried on from {year} it is {carried}.",
            target=number(target, 0), horizon=str(horizon), chance=f"{far.probability:.0%}", year=str(far.year),
            low=f"{far.robust[0]:.0%}", high=f"{far.robust[1]:.0%}", carried=f"{far.carried:.0%}",
        )  # fmt: skip
    if not found:
        page.say("Fewer than five whole years were known, too few for a trend to {target}.", target=number(target, 0))


def say_sensitivity(page: Page, table: pd.DataFrame) -> None:
    """What the verdicts would be if the statistics of one state alone were read."""
    for choice in ("Azerbaijan only", "Kazakhstan only"):
        moved = table[table[choice] != table["as set"]]
        said = [f"{listing(rows['claim'])} would be {verdict}" for verdict, rows in moved.groupby(choice, sort=False)]
        if said:
            page.say("By the statistics of {who}, {said}.", who=choice, said=listing(said))


def say_goods(page: Page, evidence: Evidence, parameters: Trade) -> None:
    """What the evidence knows of goods."""
    shares, growth = product_shares(evidence, parameters), product_growth(evidence, parameters)
    for line in lines_of(shares.drop_duplicates("goods", keep="last")):
        page.say(
            "In {period}, {goods}: {value} million, {share} of turnover.", period=spoken(line.period), goods=line.goods,
            value=number(line.value, 1), share=f"{line.share:.0%}",
        )  # fmt: skip
    if len(growth):
        line = growth.iloc[0]
        page.say(
            "By growth alone, {period}: {list}, while all trade grew {total} times.",
            period=spoken(str(line["period"])), total=number(float(line["total"]), 1),
            list=listing(f"{one.product} {one.multiple:.1f} times" for one in lines_of(growth)),
        )  # fmt: skip
    if shares.empty and growth.empty:
        page.say("Nothing was known of the goods traded.")

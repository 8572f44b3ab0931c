"""What the trade notebook says of forecasts, of the benchmark and of the target: sentences with computed numbers."""

from math import isfinite
from typing import Any

import pandas as pd

from helpers.analysis.trade import COUNTRY, OWNER, PAIR, lines_of
from helpers.analysis.trade_gravity import Benchmark
from helpers.analysis.trade_profiles import FEW
from helpers.analysis.trade_season import Plausibility
from helpers.analysis.trade_target import Distance
from helpers.claims.trade_consistency import Implied
from helpers.locale import Name, _, n_, rounded, spoken, together
from helpers.present.page import Page
from helpers.present.trade import named
from helpers.present.words import number


def say_plausibility(page: Page, found: Plausibility | None, stated: Implied) -> None:
    """What the stated multiple implies for the rest of the year before, and how likely that is."""
    rest = stated.total - stated.ceiling
    page.say(
        "The article's figures leave at most {ceiling:,.0f} million for {period} and at least {rest:,.0f} million, "
        "{share:.0%} of {year}, for the months after.",
        of="TRD-5", ceiling=stated.ceiling, period=spoken(stated.period), rest=rest,
        share=rest / stated.total, year=str(stated.year),
    )  # fmt: skip
    if found is None:
        page.say("Fewer than {few} other part-years were known, too few to say how usual that is.", few=FEW)
        return
    page.say(
        "By the {n} other part-years, the first {months} months bring {usual:.0%} of a year's trade ({low:.0%} to "
        "{high:.0%}); {share:.0%} or less has a probability of {p:.1%}, and {as_low} of the {n} lay as far behind.",
        of="plausibility", n=found.profiles, usual=found.usual.value, low=found.usual.low,
        months=found.months, high=found.usual.high, share=found.share,
        p=found.probability, as_low=found.as_low or Name("none"),
    )  # fmt: skip


def say_nowcasts(page: Page, table: pd.DataFrame) -> None:
    """How forecasts fared against what was published later."""
    for line in lines_of(table.dropna(subset=["outcome"])):
        until = Name("the whole year") if line.until == 12 else Name("the first {until} months", until=line.until)
        once = line.treatment == "gold once"
        page.say(
            "For {until} the forecast in {owner} was {value:,.0f} million ({low:,.0f} to {high:,.0f}), and plain "
            "proportion to the months gave {naive:,.0f}; the outcome was {outcome:,.0f}, so that proportion was off by "
            "{miss:+.0%} and the forecast by {off:+.0%}.",
            owner=OWNER[line.reporter],
            until=Name("{until}, with the gold taken once,", until=until) if once else until,
            value=line.value, low=line.low, high=line.high,
            naive=line.naive, outcome=line.outcome,
            miss=line.naive / line.outcome - 1, off=line.value / line.outcome - 1,
        )  # fmt: skip


def say_backtest(page: Page, table: pd.DataFrame, level: float) -> None:
    """Whether the intervals hold what they promise."""
    if table.empty:
        return
    missed = table[~table["covered"]]
    own = int((missed["pair"] == PAIR).sum())
    if len(missed):
        page.say("Outside the interval: {years}.", years=together(_missed_in_words(line) for line in lines_of(missed)))
    if own and 1 - len(missed) / len(table) < level:
        page.say(
            "Of those outside, {own} of {out} belong to this pair, whose trade comes in lumps: read its intervals as "
            "too narrow rather than too wide.", own=own, out=len(missed),
        )  # fmt: skip


def _missed_in_words(line: Any) -> Name:
    """The year that fell outside its interval, by its reporter or, of another pair, by that."""
    who = COUNTRY[line.reporter] if line.pair == PAIR else named(line.pair)
    return Name(
        "{who} {year} ({total:,.0f} against {low:,.0f} to {high:,.0f})",
        who=who, year=str(line.year), total=line.total, low=line.low, high=line.high,
    )  # fmt: skip


def say_gravity(page: Page, found: Benchmark | None) -> None:
    """The residual of the pair and whether it is unusual."""
    if found is None:
        return
    last = found.expected.iloc[-1]
    here = found.levels[found.levels["year"] == last["year"]]
    if here.empty:
        return
    said: dict[str, Any] = {
        "year": str(int(last["year"])), "value": number(last["value"], 0), "low": number(last["low"], 0),
        "high": number(last["high"], 0), "levels": together(_level_in_words(line) for line in lines_of(here)),
        "side": _side(here["ratio"]),
    }  # fmt: skip
    if here["value"].between(last["low"], last["high"]).all():
        page.say(
            "For {year} the benchmark expects {value} million ({low} to {high}); {levels}. "
            "That is {side} it and inside the interval of a forecast: other pairs miss their benchmark by as much.",
            **said,
        )
    else:
        page.say(
            "For {year} the benchmark expects {value} million ({low} to {high}); {levels}. "
            "That is {side} it and outside the interval of a forecast: size and distance do not explain it.",
            **said,
        )


def _level_in_words(line: Any) -> Name:
    return Name("{country} reports {ratio:.0%} of that", country=COUNTRY[line.reporter], ratio=line.ratio)


def _side(ratios: pd.Series) -> Name:
    if (ratios < 1).all():
        return Name("below")
    return Name("above") if (ratios > 1).all() else Name("on both sides of")


def say_target(page: Page, found: list[Distance], target: float, horizon: int) -> None:
    """How far the target is in each statistics."""
    for far in found:
        years = _("never reaches the target")
        if isfinite(far.years):
            n = int(rounded(far.years))
            years = n_("reaches the target in {n} year", "reaches the target in {n} years", n)
        page.say(
            "{who}: {value:,.0f} million in {year}. At the mean growth since {first}, {growth:+.0%} a year, trade "
            "{years}; to reach it in {horizon} takes {needed:+.0%} a year.",
            of="distance", who=COUNTRY[far.reporter], value=far.value, year=str(far.year), years=years,
            first=str(int(far.known["year"].min())), growth=far.growth, horizon=str(horizon),
            needed=far.needed,
        )  # fmt: skip
        page.say(
            "By the straight line through all years the chance of {target:,.0f} million in {horizon} is {chance:.0%} "
            "({low:.0%} to {high:.0%} if any one year is left out); with its growth carried on from {year} it is "
            "{carried:.0%}.",
            target=target, horizon=str(horizon), chance=far.probability, year=str(far.year),
            low=far.robust[0], high=far.robust[1],
            carried=far.carried,
        )  # fmt: skip
    if not found:
        page.say("Fewer than five whole years were known, too few for a trend to {target:,.0f}.", target=target)

"""The bottom line of trade: a handful of numbers and the sentences that they carry."""

from dataclasses import dataclass

import pandas as pd

from helpers.analysis.trade import OWNER, PAIR, Measured, level, longest_growth, period_of, reporters, spoken
from helpers.analysis.trade_gold import Parts, part
from helpers.analysis.trade_gravity import benchmark
from helpers.analysis.trade_season import nowcasts, profiles
from helpers.analysis.trade_target import distances
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.parameters import Trade

Headline = tuple[str, str, Interval | None, str, int]
TRIPLE = 3.0
"""The multiple that the title of the notebook asks for."""

_PEOPLE = {"azerbaijan": "Azerbaijan", "kazakhstan": "Kazakhstan"}


@dataclass(frozen=True, slots=True)
class Summary:
    """Headlines (name, label, interval or None, unit, digits) and sentences."""

    headlines: list[Headline]
    sentences: list[str]


def summary(evidence: Evidence, parameters: Trade) -> Summary:
    """Bring the findings of the notebook to headlines and a few sentences."""
    period = period_of(parameters.year, parameters.months)
    forecasts, apart = nowcasts(evidence, parameters), part(evidence, period, parameters)
    headlines = _growth(evidence, parameters, period)
    headlines.append(("gold_share", f"Gold in Azerbaijan's figure, {spoken(period)}", _gold(apart), "percent", 0))
    headlines += _years(evidence, parameters, forecasts)
    headlines.append(("gravity_ratio", "Reported over expected by gravity", _gravity(evidence, parameters), "ratio", 2))
    for far in distances(evidence, parameters):
        label = f"Growth a year to {parameters.target:,.0f} million in {parameters.horizon}, {_PEOPLE[far.reporter]}"
        headlines.append((f"growth_needed_{far.reporter}", label, Interval.exactly(far.needed * 100), "percent", 0))
    return Summary(headlines, _sentences(evidence, parameters, period, apart, forecasts))


def _growth(evidence: Evidence, parameters: Trade, period: str) -> list[Headline]:
    """How many times the year before, by reporter."""
    lines: list[Headline] = []
    for reporter in reporters(parameters):
        found = longest_growth(evidence, reporter, period, parameters)
        label = f"{spoken(found.period if found else period)} over the year before, {_PEOPLE[reporter]}"
        lines.append((f"multiple_{reporter}", label, found.interval if found else None, "ratio", 2))
    return lines


def _gold(apart: Parts | None) -> Interval | None:
    return Interval.exactly(apart.share * 100) if apart else None


def _years(evidence: Evidence, parameters: Trade, forecasts: pd.DataFrame) -> list[Headline]:
    """The year as a whole, as published, else as forecast (the gold once where it is known)."""
    lines: list[Headline] = []
    for reporter in reporters(parameters):
        name, who = f"year_{reporter}", f"Turnover in {parameters.year}, {_PEOPLE[reporter]}"
        published = level(evidence, reporter, str(parameters.year), parameters)
        if published:
            lines.append((name, f"{who}, as published", published.interval, "USD million", 0))
            continue
        found = forecasts[(forecasts["reporter"] == reporter) & (forecasts["until"] == 12)].tail(1)
        columns = ("value", "low", "high", "treatment", "months")
        for value, low, high, way, months in zip(*(found[c] for c in columns), strict=True):
            label = f"{who}, forecast from {months} months{', gold taken once' if way == 'gold once' else ''}"
            lines.append((name, label, Interval(value, low, high), "USD million", 0))
        if found.empty:
            lines.append((name, f"{who}, forecast", None, "USD million", 0))
    return lines


def _gravity(evidence: Evidence, parameters: Trade) -> Interval | None:
    """Reported over expected in the last year that can be compared, within the interval of the forecast."""
    found = benchmark(evidence, parameters)
    if found is None or found.levels.empty:
        return None
    last = found.levels[found.levels["year"] == found.levels["year"].max()]
    expected = found.expected.set_index("year").loc[last["year"].iloc[0]]
    middle = Interval.spanning(last["ratio"]).value
    return Interval(middle, last["value"].min() / expected["high"], last["value"].max() / expected["low"])


def _sentences(
    evidence: Evidence, parameters: Trade, period: str, apart: Parts | None, forecasts: pd.DataFrame
) -> list[str]:
    found = [_sentence_of_growth(evidence, parameters, period)]
    if apart and apart.before:
        sentence = (
            f"Of Azerbaijan's {apart.total.value:,.0f} million, {apart.gold.value:,.0f} is gold of Kazakh origin: "
            f"without it the same months come to {apart.rest:,.0f} million, {apart.rest / apart.before.value:.2f} "
            "times all goods of the year before."
        )
        found.append(sentence)
    found += _sentence_of_course(evidence, parameters)
    found += _sentence_of_outcomes(forecasts)
    return found


def _sentence_of_growth(evidence: Evidence, parameters: Trade, period: str) -> str:
    """Answer the title for each statistics: in the months asked for, and in the longest part of the year known."""
    told = []
    for reporter in reporters(parameters):
        found = (longest_growth(evidence, reporter, p, parameters) for p in (period, period_of(parameters.year, 12)))
        known = {growth.period: growth for growth in found if growth}
        if known:
            told.append(f"In {OWNER[reporter]} trade {_tripled(list(known.values()))}.")
    return " ".join(told) or f"By {evidence.as_of} no growth was published for {spoken(period)} or a part of it."


def _tripled(known: list[Measured]) -> str:
    """Say for which periods trade was three times that of the year before."""
    done, short = (
        " or ".join(
            f"in {'all of ' if len(growth.period) == 4 else ''}{spoken(growth.period)} ({growth.value:.2f} times)"
            for growth in known
            if (growth.value >= TRIPLE) == tripled
        )
        for tripled in (True, False)
    )
    if not done:
        return f"did not triple on the year before {short}"
    return f"tripled on the year before {done.replace(' or ', ' and ')}" + (f" but not {short}" if short else "")


def _sentence_of_course(evidence: Evidence, parameters: Trade) -> list[str]:
    """How unusual the course of the year before was in Azerbaijan's statistics."""
    known, year = profiles(evidence, parameters), parameters.year - 1
    here = known[(known["pair"] == PAIR) & (known["reporter"] == "azerbaijan") & (known["year"] == year)]
    if here.empty or "azerbaijan" not in reporters(parameters):
        return []
    line, others = here.iloc[0], len(known) - 1
    behind = int((known["surprise"] < line["surprise"]).sum())
    sentence = (
        f"The multiple also owes to the base: by month {line['months']} of {year} only {line['share']:.0%} of that "
        f"year had come, and {behind or 'none'} of {others} other part-years known was as far behind."
    )
    return [sentence]


def _sentence_of_outcomes(forecasts: pd.DataFrame) -> list[str]:
    """What proportion to the months would have said, and what came."""
    known = forecasts.dropna(subset=["outcome"]).drop_duplicates(["reporter", "until"])
    found = []
    for reporter, until, naive, outcome in zip(
        *(known[column] for column in ("reporter", "until", "naive", "outcome")), strict=True
    ):
        span = "the whole year" if until == 12 else f"the first {until} months"
        found.append(
            f"Had trade gone on at that pace, {span} would have come to {naive:,.0f} million in {OWNER[reporter]}; "
            f"they came to {outcome:,.0f} million."
        )
    return found

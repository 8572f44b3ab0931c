"""The bottom line of trade: a handful of numbers and the sentences that they carry."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.analysis.trade import COUNTRY, OWNER, PAIR, Measured, level, longest_growth, period_of, reporters
from helpers.analysis.trade_gold import Parts, part
from helpers.analysis.trade_gravity import benchmark
from helpers.analysis.trade_profiles import profiles
from helpers.analysis.trade_season import nowcasts
from helpers.analysis.trade_target import distances
from helpers.evidence import Evidence
from helpers.locale import Name, _, n_, spoken, together
from helpers.models.interval import Interval
from helpers.parameters import Trade

Headline = tuple[str, str, Interval | None, str, int]
Said = tuple[str, str | pd.DataFrame]
"""A sentence and where its numbers come from: a claim, a figure or a table by its name, or rows of evidence."""

TRIPLE = 3.0
"""The multiple that the title of the notebook asks for."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Headlines (name, label, interval or None, unit, digits) and sentences with their basis."""

    headlines: list[Headline]
    sentences: list[Said]


def summary(evidence: Evidence, parameters: Trade) -> Summary:
    """Bring the findings of the notebook to headlines and a few sentences."""
    period = period_of(parameters.year, parameters.months)
    forecasts, apart = nowcasts(evidence, parameters), part(evidence, period, parameters)
    headlines = _growth(evidence, parameters, period)
    label = _("Gold in Azerbaijan's figure, {period}", period=spoken(period))
    headlines.append(("gold_share", label, _gold(apart), "percent", 0))
    headlines += _years(evidence, parameters, forecasts)
    label = _("Reported over expected by the gravity model")
    headlines.append(("gravity_ratio", label, _gravity(evidence, parameters), "ratio", 2))
    for far in distances(evidence, parameters):
        label = _(
            "Growth a year that {target:,.0f} million in {horizon} takes, {country}",
            target=parameters.target, horizon=parameters.horizon, country=COUNTRY[far.reporter],
        )  # fmt: skip
        headlines.append((f"growth_needed_{far.reporter}", label, Interval.exactly(far.needed * 100), "percent", 0))
    return Summary(headlines, _sentences(evidence, parameters, period, apart, forecasts))


def _growth(evidence: Evidence, parameters: Trade, period: str) -> list[Headline]:
    """How many times the year before, by reporter."""
    lines: list[Headline] = []
    for reporter in reporters(parameters):
        found = longest_growth(evidence, reporter, period, parameters)
        label = _(
            "{period} over the year before, {country}",
            period=spoken(found.period if found else period), country=COUNTRY[reporter],
        )  # fmt: skip
        lines.append((f"multiple_{reporter}", label, found.interval if found else None, "ratio", 2))
    return lines


def _gold(apart: Parts | None) -> Interval | None:
    return Interval.exactly(apart.share * 100) if apart else None


def _years(evidence: Evidence, parameters: Trade, forecasts: pd.DataFrame) -> list[Headline]:
    """The year as a whole, as published, else as forecast (the gold once where it is known)."""
    lines: list[Headline] = []
    for reporter in reporters(parameters):
        name, whose = f"year_{reporter}", {"year": parameters.year, "country": COUNTRY[reporter]}
        published = level(evidence, reporter, str(parameters.year), parameters)
        if published:
            label = _("Turnover in {year}, {country}, as published", **whose)
            lines.append((name, label, published.interval, "USD million", 0))
            continue
        found = forecasts[(forecasts["reporter"] == reporter) & (forecasts["until"] == 12)].tail(1)
        columns = ("value", "low", "high", "treatment", "months")
        for value, low, high, way, months in zip(*(found[c] for c in columns), strict=True):
            label = _("Turnover in {year}, {country}, forecast from {months} months", months=months, **whose)
            if way == "gold once":
                label = _(
                    "Turnover in {year}, {country}, forecast from {months} months, gold taken once",
                    months=months, **whose,
                )  # fmt: skip
            lines.append((name, label, Interval(value, low, high), "USD million", 0))
        if found.empty:
            lines.append((name, _("Turnover in {year}, {country}, forecast", **whose), None, "USD million", 0))
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
) -> list[Said]:
    found = [_sentence_of_growth(evidence, parameters, period)]
    if apart and apart.before:
        sentence = _(
            "Of Azerbaijan's {total:,.0f} million dollars, {gold:,.0f} is gold of Kazakh origin: without it the same "
            "months come to {rest:,.0f} million, {ratio:.2f} times all goods of the year before.",
            total=apart.total.value, gold=apart.gold.value, rest=apart.rest, ratio=apart.rest / apart.before.value,
        )  # fmt: skip
        found.append((sentence, "gold"))
    found += _sentence_of_course(evidence, parameters)
    found += _sentence_of_outcomes(forecasts)
    return found


def _sentence_of_growth(evidence: Evidence, parameters: Trade, period: str) -> Said:
    """Answer the title for each statistics: in the months asked for, and in the longest part of the year known."""
    told, rows = [], []
    for reporter in reporters(parameters):
        found = (longest_growth(evidence, reporter, p, parameters) for p in (period, period_of(parameters.year, 12)))
        known = {growth.period: growth for growth in found if growth}
        if known:
            told.append(_tripled(OWNER[reporter], list(known.values())))
            rows += [row for growth in known.values() for row in growth.rows]
    silent = _(
        "By {day} no growth was published for {period} or a part of it.", day=evidence.as_of, period=spoken(period)
    )
    return (" ".join(told), evidence.rows(dict.fromkeys(rows))) if told else (silent, "")


def _tripled(owner: Name, known: list[Measured]) -> str:
    """Say for which periods trade was three times that of the year before."""
    done = [_period_and_multiple(growth) for growth in known if growth.value >= TRIPLE]
    short = [_period_and_multiple(growth) for growth in known if growth.value < TRIPLE]
    if not done:
        return _("In {owner} trade did not triple on the year before: {periods}.", owner=owner, periods=together(short))
    if not short:
        return _("In {owner} trade tripled on the year before {periods}.", owner=owner, periods=together(done))
    return _(
        "In {owner} trade tripled on the year before {periods} but not {others}.",
        owner=owner, periods=together(done), others=together(short),
    )  # fmt: skip


def _period_and_multiple(growth: Measured) -> Name:
    said: dict[str, Any] = {"period": spoken(growth.period), "multiple": growth.value}
    if len(growth.period) == 4:
        return Name("in all of {period} ({multiple:.2f} times)", **said)
    return Name("in {period} ({multiple:.2f} times)", **said)


def _sentence_of_course(evidence: Evidence, parameters: Trade) -> list[Said]:
    """How unusual the course of the year before was in Azerbaijan's statistics."""
    known, year = profiles(evidence, parameters), parameters.year - 1
    here = known[(known["pair"] == PAIR) & (known["reporter"] == "azerbaijan") & (known["year"] == year)]
    if here.empty or "azerbaijan" not in reporters(parameters):
        return []
    line, others = here.iloc[0], len(known) - 1
    behind = int((known["surprise"] < line["surprise"]).sum())
    said: dict[str, Any] = {"month": line["months"], "year": year, "share": line["share"], "others": others}
    sentence = n_(
        "The multiple also owes to the base: the first {month} months of {year} brought only {share:.0%} of that "
        "year's trade, and {n} of the {others} other part-years known was as far behind.",
        "The multiple also owes to the base: the first {month} months of {year} brought only {share:.0%} of that "
        "year's trade, and {n} of the {others} other part-years known were as far behind.",
        behind, **said,
    ) if behind else _(
        "The multiple also owes to the base: the first {month} months of {year} brought only {share:.0%} of that "
        "year's trade, and none of the {others} other part-years known was as far behind.",
        **said,
    )  # fmt: skip
    return [(sentence, "part-years")]


def _sentence_of_outcomes(forecasts: pd.DataFrame) -> list[Said]:
    """What proportion to the months would have said, and what came."""
    known = forecasts.dropna(subset=["outcome"]).drop_duplicates(["reporter", "until"])
    found: list[Said] = []
    for reporter, until, naive, outcome in zip(
        *(known[column] for column in ("reporter", "until", "naive", "outcome")), strict=True
    ):
        said = {"naive": naive, "outcome": outcome, "owner": OWNER[reporter], "until": until}
        if until == 12:
            sentence = _(
                "Had trade gone on at that pace, the whole year would have come to {naive:,.0f} million in {owner}; it "
                "came to {outcome:,.0f} million.",
                **said,
            )
        else:
            sentence = _(
                "Had trade gone on at that pace, the first {until} months would have come to {naive:,.0f} million in "
                "{owner}; they came to {outcome:,.0f} million.",
                **said,
            )
        found.append((sentence, "nowcast"))
    return found

"""Figures and tables of trade: the gravity benchmark, the target, the sensitivity of the verdicts."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.analysis.trade import COUNTRY, lines_of
from helpers.analysis.trade_gravity import Benchmark
from helpers.analysis.trade_target import Distance
from helpers.locale import COUNTRIES, Name, _, heads, listing, n_, p_, rounded, together
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, WHITE, canvas, tick_numbers
from helpers.present.table import Table
from helpers.present.trade import ROLE, named
from helpers.present.words import MISSING, number

HEADS = heads("reporter", "stated", "target", "due", "statistics", "growth", "years", "expected", "distance", "claim")


def gravity_chart(found: Benchmark | None, rows: pd.DataFrame) -> Chart | None:
    """Reported against expected trade of all pairs, this one by both statistics; None where not fitted."""
    if found is None:
        return None
    fig, ax = canvas(height=4.6)
    others, last = found.comparators, found.expected.iloc[-1]
    ends = [min(others["trade"].min(), others["expected"].min()) * 0.7, others[["trade", "expected"]].max().max() * 1.5]
    ax.plot(ends, ends, color=PALETTE["muted"], lw=1.2, ls=(0, (4, 3)))
    ax.scatter(others["expected"], others["trade"], s=34, color=PALETTE["muted"], alpha=0.75, lw=0)
    far = (others["trade"] / others["expected"]).pipe(lambda ratio: ratio[(ratio < 0.35) | (ratio > 2)].index)
    for line in lines_of(others.loc[far].drop_duplicates("pair")):
        spot = (line.expected, line.trade)
        ax.annotate(
            str(named(line.pair)), spot, (-7, 0), textcoords="offset points", ha="right", va="center", fontsize=8.5,
            bbox=WHITE,
        )  # fmt: skip
    ax.vlines(last["value"], last["low"], last["high"], color=PALETTE["accent"], lw=6, alpha=0.25)
    for line in lines_of(found.levels[found.levels["year"] == last["year"]]):
        role = ROLE[str(line.reporter)]
        ax.scatter(last["value"], line.value, s=80, marker="D", color=PALETTE[role], zorder=4)
        name, shift = f"{COUNTRY[str(line.reporter)]} {number(line.value, 0)}", (10, 5 if role == "kz" else -5)
        ax.annotate(
            name, (last["value"], line.value), shift, textcoords="offset points", va="center", weight="bold",
            color=PALETTE[role],
        )  # fmt: skip
    ax.set(xscale="log", yscale="log", xlim=ends, ylim=ends)
    ax.set(xlabel=_("Expected turnover, USD million"), ylabel=_("Reported turnover, USD million"))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(tick_numbers(",.0f"))
    here = found.levels[found.levels["year"] == last["year"]]
    alt = _(
        "Scatter of reported over expected trade for {pairs} pairs, both axes logarithmic; this pair is expected at "
        "{value:,.0f}, with a forecast interval from {low:,.0f} to {high:,.0f}.",
        pairs=found.fit.pairs, value=last["value"], low=last["low"], high=last["high"],
    )  # fmt: skip
    note = _(
        "{reports} reports of {pairs} pairs, this pair left out. Dashed: as expected. Bar: the forecast for this pair. "
        "Names: pairs far from the line.",
        reports=found.fit.observations, pairs=found.fit.pairs,
    )  # fmt: skip
    title = _gravity_title(here, last)
    return Chart(fig, title, alt, others.drop(columns="row"), rows, note, "gravity")


def _gravity_title(here: pd.DataFrame, last: pd.Series) -> str:
    """Say how much of what is expected the pair traded, and whether that is within the forecast's range."""
    low, high = here["ratio"].min(), here["ratio"].max()
    share = Name("{low:.0%} to {high:.0%}", low=low, high=high)
    if rounded(low, 2) == rounded(high, 2):
        share = Name("{share:.0%}", share=low)
    said: dict[str, Any] = {"year": int(last["year"]), "share": share, "value": last["value"]}
    if here["value"].between(last["low"], last["high"]).all():
        return _(
            "In {year} the pair traded {share} of the {value:,.0f} million that gravity expects, a miss within the "
            "forecast's range",
            **said,
        )
    return _("In {year} the pair traded {share} of the {value:,.0f} million that gravity expects", **said)


TERMS = {"gdp": Name("GDP"), "distance": Name("distance"), "contiguity": Name("contiguity")}
"""What the terms of the gravity model are called."""


def gravity_table(found: Benchmark | None, rows: pd.DataFrame) -> Table | None:
    """The pair against the benchmark, year by year; None where it was not fitted."""
    if found is None:
        return None
    frame = found.levels.merge(found.expected, on="year", suffixes=("", "_expected"))
    frame = frame[["year", "reporter", "value", "value_expected", "low", "high", "ratio", "rank"]]
    frame = frame.assign(reporter=[str(COUNTRY[who]) for who in frame["reporter"]]).sort_values(
        ["year", "reporter"], ignore_index=True
    )
    title = _(
        "Reported turnover was {low:.2f} to {high:.2f} times the benchmark",
        low=frame["ratio"].min(), high=frame["ratio"].max(),
    )  # fmt: skip
    formats = {"value": ",.0f", "value_expected": ",.0f", "low": ",.0f", "high": ",.0f", "ratio": ".2f", "rank": ".0%"}
    labels = {
        "value": p_("column", "reported"), "value_expected": p_("column", "expected"), "low": p_("column", "from"),
        "high": p_("column", "to"), "rank": _("share of forecasts below"),
    }  # fmt: skip
    terms = "; ".join(
        f"{TERMS[str(line.term)]} {number(line.estimate, 2)} ({number(line.error, 2)})"
        for line in lines_of(found.fit.coefficients)
        if line.term != "intercept"
    )
    note = _("Elasticities with clustered errors: {terms}. USD million.", terms=terms)
    return Table(frame, title, formats, labels, rows, note, "gravity-years")


def promises_table(table: pd.DataFrame) -> Table | None:
    """Targets stated so far and what became of them; None where none was."""
    if table.empty:
        return None
    frame = table.drop(columns=["row", "source"])
    dated = frame.dropna(subset=["due"])
    judged = dated.dropna(subset=["reached"])
    met = judged[~judged["reached"].str.startswith(("not", "neither"))]
    title = n_(
        "{dated} of {all} targets named a year; of the {due} due {n} was met, in one or both statistics",
        "{dated} of {all} targets named a year; of the {due} due {n} were met, in one or both statistics",
        len(met), dated=len(dated), all=len(frame), due=len(judged),
    )  # fmt: skip
    formats: Mapping[str, Any] = {
        "target": ",.0f", "azerbaijan": ",.0f", "kazakhstan": ",.0f",
        "reached": _reached,
        "due": lambda due: _("no year") if pd.isna(due) else str(due),
    }  # fmt: skip
    labels = {"azerbaijan": str(COUNTRIES["AZE"]), "kazakhstan": str(COUNTRIES["KAZ"]), "reached": _("reached in")}
    note = _(
        "USD million. A state's column is its year, or the longest part of it that is known. Doubled trade is counted "
        "from the months known of the year before. A source dated by its year alone stands at the end of it."
    )
    return Table(frame, title, formats, labels, table, note, "targets")


def _reached(who: Any) -> str:
    """Write in whose statistics a target was met."""
    if pd.isna(who):
        return MISSING
    if who == "neither":
        return _("Neither")
    states = listing(COUNTRY[state] for state in str(who).removeprefix("not ").split(", "))
    return _("not in {states}", states=states) if who.startswith("not ") else states


def target_chart(found: list[Distance], target: float, horizon: int, rows: pd.DataFrame) -> Chart | None:
    """Known years of each statistics and the years ahead by their trend; None where too few are known."""
    if not found:
        return None
    fig, axes = canvas(height=3.8, columns=len(found), sharey=True)
    for ax, far in zip(axes if len(found) > 1 else [axes], found, strict=True):
        colour = PALETTE[ROLE[far.reporter]]
        ax.fill_between(far.fan["year"], far.fan["low"], far.fan["high"], color=colour, alpha=0.18, lw=0)
        ax.plot(far.fan["year"], far.fan["value"], color=colour, ls=(0, (4, 3)))
        ax.plot(far.known["year"], far.known["value"], color=colour, marker="o")
        ax.axhline(target, color=PALETTE["bad"], lw=1.4)
        ax.set(yscale="log", ylim=(50, 20_000))
        odds = _("{country}: {chance:.0%} by the line", country=COUNTRY[far.reporter], chance=far.probability)
        ax.set_title(odds, color=colour)
        ax.yaxis.set_major_formatter(tick_numbers(",.0f"))
        ax.xaxis.get_major_locator().set_params(integer=True)
    first = axes[0] if len(found) > 1 else axes
    first.set_ylabel(_("USD million, logarithmic"))
    goal = _("target {target:,.0f}", target=target)
    first.text(found[0].known["year"].min(), target * 1.08, goal, color=PALETTE["bad"], va="bottom")
    chances = together(_odds(far) for far in found)
    title = _(
        "The chance of {target:,.0f} million in {horizon} is {odds}, by the way it is reckoned",
        target=target, horizon=horizon, odds=chances,
    )  # fmt: skip
    fans = "; ".join(_fan_in_words(far, horizon) for far in found)
    alt = _("Known turnover and a widening fan: {fans}.", fans=fans)
    data = pd.concat([far.fan.assign(reporter=far.reporter) for far in found])
    note = _("Dashed and band: straight trend of the logarithms.")
    return Chart(fig, title, alt, data, rows, note, "target")


def _odds(far: Distance) -> Name:
    low, high = min(*far.robust, far.carried), max(*far.robust, far.carried)
    return Name("{low:.0%} to {high:.0%} ({country})", low=low, high=high, country=COUNTRY[far.reporter])


def _fan_in_words(far: Distance, horizon: int) -> str:
    return _(
        "{country} last {value:,.0f} in {year}, {horizon} between {low:,.0f} and {high:,.0f}",
        country=COUNTRY[far.reporter], value=far.value, year=far.year, horizon=horizon, low=far.fan["low"].iloc[-1],
        high=far.fan["high"].iloc[-1],
    )  # fmt: skip


def distances_table(found: list[Distance], target: float, horizon: int, rows: pd.DataFrame) -> Table | None:
    """Years and growth that the target takes, by statistics; None where too few years are known."""
    if not found:
        return None
    frame = pd.DataFrame(
        [
            (str(COUNTRY[f.reporter]), f.year, f.value, f.growth, f.years, f.needed, f.probability, f.carried)
            for f in found
        ],
        columns=["statistics", "last_year", "value", "growth", "years", "needed", "probability", "carried"],
    )
    paces = (Name("{pace:.0%} a year ({country})", pace=f.needed, country=COUNTRY[f.reporter]) for f in found)
    title = _(
        "To reach {target:,.0f} million in {horizon} trade must grow {paces}",
        target=target, horizon=horizon, paces=together(paces),
    )  # fmt: skip
    formats = {"value": ",.0f", "growth": "+.1%", "years": ".0f", "needed": "+.1%"}
    formats |= {"probability": ".0%", "carried": ".0%"}
    labels = {
        "last_year": _("last year"), "value": _("its turnover"), "growth": _("growth so far"),
        "years": _("years at that growth"), "needed": _("growth needed"), "carried": _("from the last year"),
        "probability": _("chance in {horizon}, by the line", horizon=horizon),
    }  # fmt: skip
    spans = "; ".join(f"{COUNTRY[f.reporter]} {f.known['year'].min()}–{f.known['year'].max()}" for f in found)
    note = _("Mean growth a year: {spans}. Turnover in USD million.", spans=spans)
    return Table(frame, title, formats, labels, rows, note, "distance")


def choices_table(table: pd.DataFrame, rows: pd.DataFrame) -> Table | None:
    """The benchmark by estimator and distance; None where none could be fitted."""
    if table.empty:
        return None
    reporters = [name for name in COUNTRY if name in table]
    ratios = table[reporters]
    title = _(
        "Whatever the estimator and the distance, the pair traded {low:.2f} to {high:.2f} times what is expected",
        low=ratios.min().min(), high=ratios.max().max(),
    )  # fmt: skip
    choices = {
        "ppml": _("Poisson"),
        "log_linear": _("logarithms"),
        "capitals": _("capitals"),
        "weighted": _("weighted"),
    }
    formats = {"expected": ",.0f", **dict.fromkeys(reporters, ".2f")}
    labels = {"gravity": _("estimator"), **{who: _("{country}, ratio", country=COUNTRY[who]) for who in reporters}}
    note = _("Expected turnover in USD million.")
    return Table(table.replace(choices), title, formats, labels, rows, note, "gravity-choices")

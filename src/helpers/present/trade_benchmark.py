"""Figures and tables of trade: the gravity benchmark, the target, the sensitivity of the verdicts."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.analysis.trade import lines_of
from helpers.analysis.trade_gravity import Benchmark
from helpers.analysis.trade_target import Distance
from helpers.claims.ledger import judge_theme
from helpers.evidence import Evidence
from helpers.parameters import Trade
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.trade import NAME, ROLE
from helpers.present.words import number


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
        ax.annotate(line.pair, spot, (-6, 0), textcoords="offset points", ha="right", va="center", fontsize=8.5)
    ax.vlines(last["value"], last["low"], last["high"], color=PALETTE["accent"], lw=6, alpha=0.25)
    for line in lines_of(found.levels[found.levels["year"] == last["year"]]):
        role = ROLE[str(line.reporter)]
        ax.scatter(last["value"], line.value, s=80, marker="D", color=PALETTE[role], zorder=4)
        name, shift = f"{NAME[str(line.reporter)]} {line.value:,.0f}", (10, 5 if role == "kz" else -5)
        ax.annotate(
            name, (last["value"], line.value), shift, textcoords="offset points", va="center", weight="bold",
            color=PALETTE[role],
        )  # fmt: skip
    ax.set(xscale="log", yscale="log", xlim=ends, ylim=ends)
    ax.set(xlabel="Expected turnover, USD million", ylabel="Reported turnover, USD million")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter("{x:,.0f}")
    here = found.levels[found.levels["year"] == last["year"]]
    low, high = here["ratio"].min(), here["ratio"].max()
    share = f"{low:.0%}" if round(low, 2) == round(high, 2) else f"{low:.0%} to {high:.0%}"
    title = f"In {last['year']:.0f} the pair traded {share} of the {last['value']:,.0f} million that gravity expects"
    if here["value"].between(last["low"], last["high"]).all():
        title += ", a miss within the forecast's range"
    alt = (
        f"Scatter of reported over expected trade for {found.fit.pairs} pairs, both axes logarithmic; this pair is "
        f"expected at {number(last['value'], 0)}, with a forecast interval from {number(last['low'], 0)} to "
        f"{number(last['high'], 0)}."
    )
    note = (
        f"{found.fit.observations} reports of {found.fit.pairs} pairs, this pair left out. Dashed: as expected. Bar: "
        "the forecast for this pair. Names: pairs far from the line, by the codes of the two states."
    )
    return Chart(fig, title, alt, others.drop(columns="row"), rows, note, "gravity")


def gravity_table(found: Benchmark | None, rows: pd.DataFrame) -> Table | None:
    """The pair against the benchmark, year by year; None where it was not fitted."""
    if found is None:
        return None
    frame = found.levels.merge(found.expected, on="year", suffixes=("", "_expected"))
    frame = frame[["year", "reporter", "value", "value_expected", "low", "high", "ratio", "rank"]]
    frame = frame.assign(reporter=frame["reporter"].map(NAME)).sort_values(["year", "reporter"], ignore_index=True)
    title = f"Reported turnover was {frame['ratio'].min():.2f} to {frame['ratio'].max():.2f} times the benchmark"
    formats = {"value": ",.0f", "value_expected": ",.0f", "low": ",.0f", "high": ",.0f", "ratio": ".2f", "rank": ".0%"}
    labels = {"value": "reported", "value_expected": "expected", "rank": "share of forecasts below"}
    note = "Elasticities with clustered errors: " + "; ".join(
        f"{line.term} {line.estimate:.2f} ({line.error:.2f})".replace("-", "−")
        for line in lines_of(found.fit.coefficients)
        if line.term != "intercept"
    )
    return Table(frame, title, formats, labels, rows, note + ". USD million.", "gravity-years")


def promises_table(table: pd.DataFrame) -> Table | None:
    """Targets stated so far and what became of them; None where none was."""
    if table.empty:
        return None
    frame = table.drop(columns=["row", "source"])
    dated = frame.dropna(subset=["due"])
    judged = dated.dropna(subset=["reached"])
    met = judged[~judged["reached"].str.startswith(("not", "neither"))]
    title = f"{len(dated)} of {len(frame)} targets named a year; "
    title += f"of {len(judged)} due {len(met)} {'was' if len(met) == 1 else 'were'} met, in one or both statistics"
    formats: Mapping[str, Any] = {
        "stated": "%Y-%m-%d", "target": ",.0f", "azerbaijan": ",.0f", "kazakhstan": ",.0f",
        "reached": _reached,
        "due": lambda due: "no year" if pd.isna(due) else str(due),
    }  # fmt: skip
    labels = {"azerbaijan": "Azerbaijan", "kazakhstan": "Kazakhstan", "reached": "reached in"}
    note = (
        "USD million. A state's column is its year, or the longest part of it that is known. Doubled trade is counted "
        "from the months known of the year before. A source dated by its year alone stands at the end of it."
    )
    return Table(frame, title, formats, labels, table, note, "targets")


def _reached(who: Any) -> str:
    """Write in whose statistics a target was met."""
    if pd.isna(who):
        return "–"
    return ("not in " if who.startswith("not ") else "") + str(who).removeprefix("not ").title()


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
        ax.set_title(f"{NAME[far.reporter]}: {far.probability:.0%} by the line", color=colour)
        ax.yaxis.set_major_formatter("{x:,.0f}")
        ax.xaxis.get_major_locator().set_params(integer=True)
    first = axes[0] if len(found) > 1 else axes
    first.set_ylabel("USD million, logarithmic")
    first.text(found[0].known["year"].min(), target * 1.08, f"target {target:,.0f}", color=PALETTE["bad"], va="bottom")
    odds = " or ".join(
        f"{min(*far.robust, far.carried):.0%} to {max(*far.robust, far.carried):.0%} ({NAME[far.reporter]})"
        for far in found
    )
    title = f"The chance of {target:,.0f} million in {horizon} is {odds}, by the way it is reckoned"
    alt = "Known turnover and a widening fan: " + "; ".join(
        f"{NAME[far.reporter]} last {number(far.value, 0)} in {far.year}, {horizon} between "
        f"{number(far.fan['low'].iloc[-1], 0)} and {number(far.fan['high'].iloc[-1], 0)}"
        for far in found
    )
    data = pd.concat([far.fan.assign(reporter=far.reporter) for far in found])
    return Chart(fig, title, alt + ".", data, rows, "Dashed and band: straight trend of the logarithms.", "target")


LOOSE = 0.15
VARIATIONS: dict[str, dict[str, Any]] = {
    "as set": {},
    "Azerbaijan only": {"statistics": "azerbaijan"},
    "Kazakhstan only": {"statistics": "kazakhstan"},
    "with gold": {"gold": "with"},
    "without gold": {"gold": "without"},
    "printed only": {"derived": False},
    "stated only": {"inferred": False},
    f"tolerance {LOOSE:.0%}": {"tolerance": LOOSE},
    "other pairs too": {"profiles": "all"},
}


def sensitivity(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Judge the claims again under other choices.

    Returns
    -------
    DataFrame
        ``claim`` and one column a choice of :data:`VARIATIONS`, with the word of the verdict.
    """
    table = {}
    for name, change in VARIATIONS.items():
        other = Trade(**{**parameters.model_dump(), **change})
        table[name] = {j.claim.id: str(j.verdict) for j in judge_theme(evidence, "trade", other)}
    return pd.DataFrame(table).rename_axis("claim").reset_index()


def sensitivity_table(table: pd.DataFrame) -> Table:
    """Verdicts under other choices; the title says how many depend on them."""
    moved = [claim for claim, *row in table.itertuples(index=False) if len(set(row)) > 1]
    title = f"{len(moved)} of {len(table)} verdicts depend on whose statistics, which definition or which tolerance"
    shown = table.set_index("claim")
    same = shown.eq(shown["as set"], axis=0) & (shown.columns != "as set")
    note = "One change at a time from the parameters of this run; a dot is the same verdict. Printed only: "
    note += "without computed levels. Stated only: without inferred reporters or months."
    return Table(shown.mask(same, "·").reset_index(), title, note=note, name="sensitivity")


def distances_table(found: list[Distance], target: float, horizon: int, rows: pd.DataFrame) -> Table | None:
    """Years and growth that the target takes, by statistics; None where too few years are known."""
    if not found:
        return None
    frame = pd.DataFrame(
        [(NAME[f.reporter], f.year, f.value, f.growth, f.years, f.needed, f.probability, f.carried) for f in found],
        columns=["statistics", "last_year", "value", "growth", "years", "needed", "probability", "carried"],
    )
    title = f"To reach {target:,.0f} million in {horizon} trade must grow " + " or ".join(
        f"{f.needed:.0%} a year ({NAME[f.reporter]})" for f in found
    )
    formats = {"value": ",.0f", "growth": "+.1%", "years": ".0f", "needed": "+.1%"}
    formats |= {"probability": ".0%", "carried": ".0%"}
    labels = {
        "last_year": "last year", "value": "its turnover", "growth": "growth so far",
        "years": "years at that growth", "needed": "growth needed", "probability": f"chance in {horizon}, by the line",
        "carried": "from the last year",
    }  # fmt: skip
    span = "; ".join(f"{NAME[f.reporter]} {f.known['year'].min()}-{f.known['year'].max()}" for f in found)
    return Table(frame, title, formats, labels, rows, f"Growth a year over {span}; USD million.", "distance")


def choices_table(table: pd.DataFrame, rows: pd.DataFrame) -> Table | None:
    """The benchmark by estimator and distance; None where none could be fitted."""
    if table.empty:
        return None
    reporters = [name for name in NAME if name in table]
    ratios = table[reporters]
    title = (
        f"Whatever the estimator and the distance, the pair traded {ratios.min().min():.2f} to "
        f"{ratios.max().max():.2f} times what is expected"
    )
    frame = table.replace({"ppml": "Poisson", "log_linear": "logarithms"})
    formats = {"expected": ",.0f", **dict.fromkeys(reporters, ".2f")}
    labels = {"gravity": "estimator", **{name: f"{NAME[name]}, ratio" for name in reporters}}
    return Table(frame, title, formats, labels, rows, "Expected turnover in USD million.", "gravity-choices")

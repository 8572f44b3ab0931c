"""Figures and tables of the votes: likeness over the years, absence, issues and ideal points."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis import integration as votes
from helpers.analysis import integration_points as ideal
from helpers.parameters import Integration
from helpers.present.chart import Chart
from helpers.present.multiples import multiples
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import listing, number

LINES = {
    "AZE-KAZ": "accent", "AZE-TUR": "az", "KAZ-TUR": "kz", "AZE-RUS": "muted", "KAZ-RUS": "bad", "KAZ-UZB": "good",
}  # fmt: skip
"""Pairs drawn over the years."""
_GAPS = (2024,)
"""Years of which only a part is known."""
FEWEST = 20
"""Votes below which a state's ideal point of a year is not drawn."""

STATES = {"AZE": "az", "KAZ": "kz", "TUR": "accent", "RUS": "bad", "UZB": "good"}


def likeness_chart(years: pd.DataFrame, ranks: pd.DataFrame, parameters: Integration) -> Chart | None:
    """Draw likeness by pair and year, broken where the source breaks; None without a usable year of this pair."""
    own = votes.pair_of(years)
    if own.empty:
        return None
    shown = years[years["pair"].isin(list(LINES))]
    roles = {pair: role for pair, role in LINES.items() if len(votes.pair_of(shown, pair))}
    figure, panels = multiples(_pieces(shown, roles), roles, {pair: _ended(shown, pair) for pair in roles})
    median = _median(ranks) if parameters.measure == "cast" else ranks.iloc[:0]
    low = 100 * min(shown.loc[shown["usable"], "value"].min(), 0.7) - 4
    for pair, ax in panels.items():
        thin = shown[(shown["pair"] == pair) & (shown["thin"] | shown["miscoded"]) & shown["value"].notna()]
        ax.plot(thin["year"], 100 * thin["value"], "x", color=PALETTE["muted"], ms=5, mew=1)
        _draw_median(ax, median)
        _breaks(ax, years)
        ax.set(xlim=(years["year"].min() - 1, years["year"].max() + 1), ylim=(low, 103))
        ax.set_xticks(range(1995, int(years["year"].max()) + 1, 10))
    figure.supylabel("percent alike", fontsize=10)
    return Chart(
        figure, _likeness_title(own, median, parameters), _likeness_alt(shown),
        pd.concat([shown[["year", "pair", "value", "n_votes", "usable", "source"]]]), shown,
        "Dashed: the median pair of all states. Pale: the other pairs of the figure. "
        f"Crosses: fewer than {parameters.least_votes} votes in common, or a state miscoded as absent; not used. "
        "Shaded: the autumn of 2024 is missing. The last year comes from another source: no line leads to it.",
        "likeness",
    )  # fmt: skip


def _pieces(shown: pd.DataFrame, pairs: Iterable[str]) -> pd.DataFrame:
    """The lines of pairs in percent, cut where the source breaks."""
    parts = [
        part.assign(line=pair, piece=place, x=part["year"], y=100 * part["value"])
        for pair in pairs
        for place, part in enumerate(votes.segments(votes.pair_of(shown, pair)))
    ]
    return pd.concat(parts, ignore_index=True)


def _ended(shown: pd.DataFrame, pair: str) -> str:
    """Name a pair with its last value."""
    return f"{_named(pair)} {100 * votes.pair_of(shown, pair)['value'].iloc[-1]:.0f}"


def _median(ranks: pd.DataFrame) -> pd.DataFrame:
    median = ranks.drop_duplicates("year").sort_values("year").assign(pair="median")
    return median[median["n_dyads"].notna() & ~median["year"].isin(_GAPS)]


def _draw_median(ax: Axes, median: pd.DataFrame) -> None:
    whole = median[median["year"].diff().fillna(1) == 1]
    ax.plot(whole["year"], 100 * whole["median_all_dyads"], color=PALETTE["neutral"], lw=1.1, ls=(0, (4, 3)))
    last = median[~median["year"].isin(whole["year"])]
    ax.plot(last["year"], 100 * last["median_all_dyads"], "D", color=PALETTE["neutral"], ms=3.5)


def _named(pair: str) -> str:
    return "–".join(votes.NAMES.get(code, code) for code in pair.split("-"))


def _breaks(ax: Axes, years: pd.DataFrame) -> None:
    ax.axvspan(2023.5, min(2024.5, years["year"].max() + 0.5), color=PALETTE["muted"], alpha=0.12, lw=0)


def _likeness_title(own: pd.DataFrame, median: pd.DataFrame, parameters: Integration) -> str:
    last = own.iloc[-1]
    text = f"In {last['year']} the two were {100 * last['value']:.1f} percent alike"
    beside = median[median["year"] == last["year"]]
    text += f", the median pair of states {100 * beside['median_all_dyads'].iloc[0]:.1f}" if len(beside) else ""
    return text if parameters.measure == "cast" else f"{text} by {votes.MEASURES[parameters.measure]}"


def _likeness_alt(shown: pd.DataFrame) -> str:
    lines = []
    for pair in LINES:
        part = votes.pair_of(shown, pair)
        if len(part):
            first, last = part.iloc[0], part.iloc[-1]
            lines.append(
                f"{votes.name(pair)} {100 * first['value']:.0f} in {first['year']}, "
                f"{100 * last['value']:.0f} in {last['year']}"
            )
    return f"Line chart of likeness in percent by year: {'; '.join(lines)}."


def absence_chart(years: pd.DataFrame, present: pd.DataFrame) -> Chart | None:
    """Draw likeness with and without absence, and the share of votes each state cast; None without a year."""
    own = votes.pair_of(years)
    if own.empty:
        return None
    figure, (left, right) = canvas(height=3.7, columns=2, width_ratios=(1.15, 1))
    for column, role, text in (("cast", "accent", "votes cast by both"), ("behaviour", "neutral", "with absence")):
        for part in votes.segments(own):
            left.plot(part["year"], 100 * part[column], color=PALETTE[role], marker="o" if len(part) == 1 else None)
        middle = own[own["year"].between(own["year"].median() - 6, own["year"].median() + 6)]
        place = middle["cast"].max() + 0.02 if column == "cast" else middle["behaviour"].min() - 0.05
        left.text(own["year"].median(), 100 * place, text, color=PALETTE[role], fontsize=8.8, ha="center")
    for code in ("AZE", "KAZ"):
        rows, role = present[present["country"] == code].sort_values("year"), STATES[code]
        for _, part in rows.groupby((rows["year"].diff() > 1).cumsum()):
            marker = "o" if len(part) == 1 else None
            right.plot(part["year"], 100 * part["share_cast"], color=PALETTE[role], marker=marker)
        last = rows.iloc[-1]
        right.text(last["year"] + 1, 100 * last["share_cast"], f"{votes.NAMES[code]} {100 * last['share_cast']:.0f}",
                   color=PALETTE[role], va="center", fontsize=8.8)  # fmt: skip
    for ax, text in ((left, "alike, percent"), (right, "votes cast, percent of roll calls")):
        _breaks(ax, own)
        ax.set(ylim=(50, 105), xlabel=text)
        ax.set_xticks(range(1995, int(own["year"].max()) + 1, 10))
    left.set_xlim(own["year"].min() - 1, own["year"].max() + 1)
    right.set_xlim(own["year"].min() - 1, own["year"].max() + 19)
    last = own.iloc[-1]
    title = (
        f"Counting absence, the two were alike on {100 * last['behaviour']:.0f} percent of roll calls in "
        f"{last['year']}, not {100 * last['cast']:.0f}"
    )
    alt = "Two line charts by year: likeness with and without absence, and the votes cast by each. " + "; ".join(
        f"{line['year']}: {100 * line['cast']:.0f} and {100 * line['behaviour']:.0f} percent"
        for line in own.iloc[::6].to_dict("records")
    ) + "."  # fmt: skip
    data = own[["year", "cast", "behaviour", "n_rollcalls", "n_one_absent", "n_both_absent", "source"]]
    return Chart(figure, title, alt, data, own, "Shaded: the autumn of 2024 is missing.", "absence")


def issues_table(issues: pd.DataFrame, known: pd.DataFrame, sources: list[str]) -> Table | None:
    """Set the likeness by issue of the last window side by side, pair by pair; None where not known.

    Parameters
    ----------
    issues, known
        From :func:`helpers.analysis.integration.issues`, and the table as published, doubtful windows included.
    """
    if issues.empty:
        return None
    last = issues[issues["window"] == issues["window"].max()]
    frame = last.pivot(index="issue", columns="pair", values="agreement").astype("float64")
    frame = frame[[pair for pair in LINES if pair in frame]].sort_values(votes.PAIR).rename_axis("issue")
    worst = frame.index[0]
    title = (
        f"In {last['window'].iloc[0].replace('-', ' to ')} the two differ most on {worst}, "
        f"{100 * frame[votes.PAIR].iloc[0]:.1f} percent alike"
    )
    votes_cast = last.loc[last["pair"] == votes.PAIR, "n_votes"].astype("float64")
    note = f"Likeness of votes cast by both, {votes_cast.min():.0f} to {votes_cast.max():.0f} votes an issue."
    for window in sorted(set(known["window"]) - set(issues["window"])):
        note += f" The window {window} is left out: it files the same roll calls under several issues."
    formats, labels = dict.fromkeys(frame.columns, ".1%"), {pair: votes.name(pair) for pair in frame.columns}
    return Table(frame, title, formats, labels, sources, note, "issues")


def divergent_table(rows: pd.DataFrame) -> Table | None:
    """Count in which way the two differed on the roll calls of 2025 that they did not vote alike; None without."""
    if rows.empty:
        return None
    kind = np.where((rows["AZE"] == "ABSENT") | (rows["KAZ"] == "ABSENT"), "one was absent", "one step apart")
    opposed = {"YES", "NO"}
    clash = [{a, b} == opposed for a, b in zip(rows["AZE"], rows["KAZ"], strict=True)]
    frame = rows.assign(kind=np.where(clash, "opposed", kind), resolution=rows["resolution"].str.removeprefix("A/RES/"))
    away = int(frame["kind"].eq("one was absent").sum())
    title = (
        f"Of {len(frame)} roll calls on which the two differed in {frame['date'].max()[:4]}, {away} are absences and "
        f"{int(np.sum(clash)) or 'none'} a yes against a no"
    )
    told = frame.groupby(["kind", "AZE", "KAZ"], as_index=False).agg(
        roll_calls=("resolution", "size"), resolutions=("resolution", lambda names: listing(sorted(names)[:6]))
    )
    told[["AZE", "KAZ"]] = told[["AZE", "KAZ"]].apply(lambda column: column.str.lower())
    note = "Six resolutions at most are named in a line. Roll calls on which the two did the same are not in the list."
    labels = {"AZE": votes.NAMES["AZE"], "KAZ": votes.NAMES["KAZ"], "resolutions": "such as"}
    return Table(told.sort_values("roll_calls", ascending=False), title, {}, labels, rows, note, "divergent")


def points_chart(points: pd.DataFrame, gaps: pd.DataFrame) -> Chart | None:
    """Draw the ideal points with their ranges; None where there are none."""
    own = ideal.of_pair(gaps)
    if own.empty:
        return None
    rows = points[points["iso3c"].isin(list(STATES)) & (points["n_votes"] >= FEWEST)].sort_values("year")
    ends = rows.groupby("iso3c").tail(1).to_dict("records")
    titles = {end["iso3c"]: f"{votes.NAMES[end['iso3c']]} {number(end['ideal_point'], 2)}" for end in ends}
    drawn = rows.assign(line=rows["iso3c"], piece=0, x=rows["year"], y=rows["ideal_point"])
    figure, panels = multiples(drawn, {code: role for code, role in STATES.items() if code in titles}, titles)
    for code, ax in panels.items():
        part = rows[rows["iso3c"] == code]
        ax.fill_between(part["year"], part["q05"], part["q95"], color=PALETTE[STATES[code]], alpha=0.2, lw=0)
        ax.set_xticks(range(1995, int(rows["year"].max()) + 1, 10))
    figure.supylabel("ideal point", fontsize=10)
    last = own.iloc[-1]
    apart = "cannot be told apart" if last["low"] <= 0 <= last["high"] else "stand apart"
    title = (
        f"On the Assembly's main line the two {apart} in {last['year']}: {last['distance']:.2f} between them, number "
        f"{int(last['rank'])} of {int((gaps['year'] == last['year']).sum())} pairs"
    )
    alt = "Lines with ranges by year. Last points: " + "; ".join(
        f"{votes.NAMES[e['iso3c']]} {e['ideal_point']:.2f} ({e['q05']:.2f} to {e['q95']:.2f}) in {e['year']}"
        for e in ends
    ) + "."  # fmt: skip
    low, high = ideal.QUANTILES.values()
    note = (
        f"Bands: {low:.0%} to {high:.0%}; pale: the other states. The number is the last point. Up: nearer to the "
        f"United States' votes. Points on fewer than {FEWEST} votes "
        "are left out; Turkiye is miscoded as absent after its last point."
    )
    columns = ["year", "iso3c", "ideal_point", "q05", "q95", "n_votes"]
    return Chart(figure, title, alt.replace("-", "−"), rows[columns], [ideal.SOURCE], note, "ideal-points")

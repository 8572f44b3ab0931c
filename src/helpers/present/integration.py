"""Figures and tables of the votes: likeness over the years, absence, issues and ideal points."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis import integration as votes
from helpers.analysis import integration_points as ideal
from helpers.locale import COUNTRIES, Name, _, heads, listing, p_, written
from helpers.parameters import Integration
from helpers.parameters.integration import MEASURES
from helpers.present.chart import Chart
from helpers.present.multiples import multiples
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import number

HEADS = heads("issue", "kind", "roll calls")

LINES = {
    "AZE-KAZ": "accent", "AZE-TUR": "az", "KAZ-TUR": "kz", "AZE-RUS": "az", "KAZ-RUS": "kz", "KAZ-UZB": "kz",
}  # fmt: skip
"""Pairs drawn over the years; a pair with a third state has the colour of the one of the two that is in it."""
_GAPS = (2024,)
"""Years of which only a part is known."""
FEWEST = 20
"""Votes below which a state's ideal point of a year is not drawn."""

STATES = {"AZE": "az", "KAZ": "kz", **dict.fromkeys(("TUR", "RUS", "UZB"), "neutral")}


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
    figure.supylabel(_("percent alike"), fontsize=10)
    note = _(
        "Dashed: the median pair of all states. Thin: the other pairs of the figure. Crosses: fewer than {votes} "
        "votes in common, or a state miscoded as absent; not used. Shaded: the autumn of 2024 is missing. Number: "
        "the last point. The last year comes from another source: no line leads to it.",
        votes=parameters.least_votes,
    )
    return Chart(
        figure, _likeness_title(own, median, parameters), _likeness_alt(shown),
        pd.concat([shown[["year", "pair", "value", "n_votes", "usable", "source"]]]), shown, note, "likeness",
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
    last = 100 * votes.pair_of(shown, pair)["value"].iloc[-1]
    one, other = (COUNTRIES[code] for code in pair.split("-"))
    return _("{one}–{other} {value:.0f}", one=one, other=other, value=last)


def _median(ranks: pd.DataFrame) -> pd.DataFrame:
    median = ranks.drop_duplicates("year").sort_values("year").assign(pair="median")
    return median[median["n_dyads"].notna() & ~median["year"].isin(_GAPS)]


def _draw_median(ax: Axes, median: pd.DataFrame) -> None:
    whole = median[median["year"].diff().fillna(1) == 1]
    ax.plot(whole["year"], 100 * whole["median_all_dyads"], color=PALETTE["neutral"], lw=1.1, ls=(0, (4, 3)))
    last = median[~median["year"].isin(whole["year"])]
    ax.plot(last["year"], 100 * last["median_all_dyads"], "D", color=PALETTE["neutral"], ms=3.5)


def _breaks(ax: Axes, years: pd.DataFrame) -> None:
    ax.axvspan(2023.5, min(2024.5, years["year"].max() + 0.5), color=PALETTE["muted"], alpha=0.12, lw=0)


def _likeness_title(own: pd.DataFrame, median: pd.DataFrame, parameters: Integration) -> str:
    last = own.iloc[-1]
    said: dict[str, Any] = {"year": last["year"], "value": 100 * last["value"]}
    beside = median[median["year"] == last["year"]]
    if parameters.measure != "cast":  # the median is known of votes cast alone
        measure = MEASURES[parameters.measure]
        return _("In {year} the two were {value:.1f} percent alike by {measure}", measure=measure, **said)
    if beside.empty:
        return _("In {year} the two were {value:.1f} percent alike", **said)
    return _(
        "In {year} the two were {value:.1f} percent alike, the median pair of states {median:.1f}",
        median=100 * beside["median_all_dyads"].iloc[0], **said,
    )  # fmt: skip


def _likeness_alt(shown: pd.DataFrame) -> str:
    lines = []
    for pair in LINES:
        part = votes.pair_of(shown, pair)
        if len(part):
            first, last = part.iloc[0], part.iloc[-1]
            said = _(
                "{pair} {before:.0f} in {first}, {after:.0f} in {last}", pair=votes.name(pair), first=first["year"],
                before=100 * first["value"], after=100 * last["value"], last=last["year"],
            )  # fmt: skip
            lines.append(said)
    return _("Line chart of likeness in percent by year: {lines}.", lines="; ".join(lines))


def absence_chart(years: pd.DataFrame, present: pd.DataFrame) -> Chart | None:
    """Draw likeness with and without absence, and the share of votes each state cast; None without a year."""
    own = votes.pair_of(years)
    if own.empty:
        return None
    figure, (left, right) = canvas(height=3.7, columns=2, width_ratios=(1.15, 1))
    for column, role, text in (
        ("cast", "accent", p_("line", "votes cast by both")), ("behaviour", "neutral", p_("line", "with absence")),
    ):  # fmt: skip
        for part in votes.segments(own):
            left.plot(part["year"], 100 * part[column], color=PALETTE[role], marker="o" if len(part) == 1 else None)
        middle = own[own["year"].between(own["year"].median() - 6, own["year"].median() + 6)]
        place = middle["cast"].max() + 0.02 if column == "cast" else middle["behaviour"].min() - 0.05
        left.text(own["year"].median(), 100 * place, text, color=PALETTE[role], fontsize=8.8, ha="center")
    for code in ("AZE", "KAZ"):
        rows, role = present[present["country"] == code].sort_values("year"), STATES[code]
        for _piece, part in rows.groupby((rows["year"].diff() > 1).cumsum()):
            marker = "o" if len(part) == 1 else None
            right.plot(part["year"], 100 * part["share_cast"], color=PALETTE[role], marker=marker)
        last = rows.iloc[-1]
        said = f"{COUNTRIES[code]} {written(last['share_cast'] * 100, '.0f')}"
        right.text(last["year"] + 1, 100 * last["share_cast"], said, color=PALETTE[role], va="center", fontsize=8.8)
    for ax, text in ((left, _("alike, percent")), (right, _("votes cast, percent of roll calls"))):
        _breaks(ax, own)
        ax.set(ylim=(50, 105), xlabel=text)
        ax.set_xticks(range(1995, int(own["year"].max()) + 1, 10))
    left.set_xlim(own["year"].min() - 1, own["year"].max() + 1)
    right.set_xlim(own["year"].min() - 1, own["year"].max() + 19)
    last = own.iloc[-1]
    title = _(
        "Counting absence, the two were alike on {behaviour:.0f} percent of roll calls in {year}, not {cast:.0f}",
        behaviour=100 * last["behaviour"], year=last["year"], cast=100 * last["cast"],
    )  # fmt: skip
    years_told = "; ".join(
        _(
            "{year}: {cast:.0f} and {behaviour:.0f} percent", year=line["year"], cast=100 * line["cast"],
            behaviour=100 * line["behaviour"],
        )
        for line in own.iloc[::6].to_dict("records")
    )  # fmt: skip
    alt = _(
        "Two line charts by year: likeness with and without absence, and the votes cast by each. {years}.",
        years=years_told,
    )
    data = own[["year", "cast", "behaviour", "n_rollcalls", "n_one_absent", "n_both_absent", "source"]]
    return Chart(figure, title, alt, data, own, _("Shaded: the autumn of 2024 is missing."), "absence")


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
    first_year, last_year = last["window"].iloc[0].split("-")
    title = _(
        "From {first} to {last} the two differed most on {issue}: {value:.1f} percent alike",
        first=first_year, last=last_year, issue=votes.ISSUES.get(frame.index[0], frame.index[0]),
        value=100 * frame[votes.PAIR].iloc[0],
    )  # fmt: skip
    votes_cast = last.loc[last["pair"] == votes.PAIR, "n_votes"].astype("float64")
    notes = [_(
        "Likeness of votes cast by both, {low:.0f} to {high:.0f} votes an issue.",
        low=votes_cast.min(), high=votes_cast.max(),
    )]  # fmt: skip
    for window in sorted(set(known["window"]) - set(issues["window"])):
        begun, _dash, ended = window.partition("-")
        left_out = _(
            "The years {first} to {last} are left out: their table files the same roll calls under several issues.",
            first=begun, last=ended,
        )  # fmt: skip
        notes.append(left_out)
    note = " ".join(notes)
    frame.columns = pd.Index([str(votes.name(pair)) for pair in frame.columns], name="pair")
    wide = frame.T  # a pair a line: six names of pairs side by side are wider than a page
    labels = {issue: str(votes.ISSUES.get(issue, issue)) for issue in wide.columns}
    return Table(wide, title, dict.fromkeys(wide.columns, ".1%"), labels, sources, note, "issues")


_AWAY = "one was absent"
_KINDS = {_AWAY: Name("one was absent"), "one step apart": Name("one step apart"), "opposed": Name("opposed")}
_VOTES = {"ABSENT": Name("absent"), "ABSTAIN": Name("abstain"), "YES": Name("yes"), "NO": Name("no")}


def divergent_table(rows: pd.DataFrame) -> Table | None:
    """Count in which way the two differed on the roll calls of 2025 that they did not vote alike; None without."""
    if rows.empty:
        return None
    kind = np.where((rows["AZE"] == "ABSENT") | (rows["KAZ"] == "ABSENT"), _AWAY, "one step apart")
    clash = [{a, b} == {"YES", "NO"} for a, b in zip(rows["AZE"], rows["KAZ"], strict=True)]
    named = rows["resolution"].str.removeprefix("A/RES/").str.replace("-", "-\u2060")  # no line ends after ES-
    frame = rows.assign(kind=np.where(clash, "opposed", kind), resolution=named)
    clashes = int(np.sum(clash))
    said: dict[str, Any] = {
        "votes": len(frame), "year": frame["date"].max()[:4], "away": int(frame["kind"].eq(_AWAY).sum()),
    }  # fmt: skip
    title = _(
        "Of {votes} roll calls on which the two differed in {year}, {away} are absences and none a yes against a no",
        **said,
    )
    if clashes:
        title = _(
            "Of {votes} roll calls on which the two differed in {year}, {away} are absences and {clashes} a yes "
            "against a no",
            clashes=clashes, **said,
        )  # fmt: skip
    told = frame.groupby(["kind", "AZE", "KAZ"], as_index=False).agg(
        roll_calls=("resolution", "size"), resolutions=("resolution", lambda names: listing(sorted(names)[:6]))
    )
    for code in ("AZE", "KAZ"):
        told[code] = [str(_VOTES[vote]) for vote in told[code]]
    told["kind"] = [str(_KINDS[kind]) for kind in told["kind"]]
    note = _(
        "Six resolutions at most are named in a line. Roll calls on which the two did the same are not in the list."
    )
    labels = {"AZE": str(COUNTRIES["AZE"]), "KAZ": str(COUNTRIES["KAZ"]), "resolutions": p_("column", "such as")}
    return Table(told.sort_values("roll_calls", ascending=False), title, {}, labels, rows, note, "divergent")


def points_chart(points: pd.DataFrame, gaps: pd.DataFrame) -> Chart | None:
    """Draw the ideal points with their ranges; None where there are none."""
    own = ideal.of_pair(gaps)
    if own.empty:
        return None
    rows = points[points["iso3c"].isin(list(STATES)) & (points["n_votes"] >= FEWEST)].sort_values("year")
    ends = rows.groupby("iso3c").tail(1).to_dict("records")
    titles = {end["iso3c"]: f"{COUNTRIES[end['iso3c']]} {number(end['ideal_point'], 2)}" for end in ends}
    drawn = rows.assign(line=rows["iso3c"], piece=0, x=rows["year"], y=rows["ideal_point"])
    figure, panels = multiples(drawn, {code: role for code, role in STATES.items() if code in titles}, titles)
    for code, ax in panels.items():
        part = rows[rows["iso3c"] == code]
        ax.fill_between(part["year"], part["q05"], part["q95"], color=PALETTE[STATES[code]], alpha=0.2, lw=0)
        ax.set_xticks(range(1995, int(rows["year"].max()) + 1, 10))
    figure.supylabel(_("ideal point"), fontsize=10)
    last = own.iloc[-1]
    said: dict[str, Any] = {
        "year": last["year"], "distance": last["distance"], "rank": int(last["rank"]),
        "pairs": int((gaps["year"] == last["year"]).sum()),
    }  # fmt: skip
    title = _(
        "On the Assembly's main line the two stand apart in {year}: {distance:.2f} between them, place {rank} of "
        "{pairs} by nearness",
        **said,
    )
    if last["low"] <= 0 <= last["high"]:
        title = _(
            "On the Assembly's main line the two cannot be told apart in {year}: {distance:.2f} between them, place "
            "{rank} of {pairs} by nearness",
            **said,
        )
    points_told = "; ".join(
        _(
            "{country} {point:.2f} ({low:.2f} to {high:.2f}) in {year}", country=COUNTRIES[e["iso3c"]],
            point=e["ideal_point"], low=e["q05"], high=e["q95"], year=e["year"],
        )
        for e in ends
    )  # fmt: skip
    alt = _("Lines with ranges by year. Last points: {points}.", points=points_told)
    low, high = ideal.QUANTILES.values()
    note = _(
        "Bands: {low:.0%} to {high:.0%}; thin: the other states. The number is the last point. Up: nearer to the "
        "United States' votes. Points on fewer than {fewest} votes are left out; Türkiye is miscoded as absent after "
        "its last point.",
        low=low, high=high, fewest=FEWEST,
    )  # fmt: skip
    columns = ["year", "iso3c", "ideal_point", "q05", "q95", "n_votes"]
    return Chart(figure, title, alt, rows[columns], [ideal.SOURCE], note, "ideal-points")

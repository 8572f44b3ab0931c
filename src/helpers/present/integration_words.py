"""What the notebook on Turkic integration says after each result: sentences whose numbers are computed."""

from typing import Any

import pandas as pd

from helpers.analysis import integration as votes
from helpers.analysis import integration_exchange as exchange
from helpers.analysis import integration_members as members
from helpers.analysis import integration_points as ideal
from helpers.analysis import integration_trade as trade
from helpers.analysis.integration import Standing
from helpers.evidence import Evidence
from helpers.locale import Name, _, heads, p_, spoken, together
from helpers.parameters import Integration
from helpers.present.page import Page
from helpers.present.table import Table

HEADS = heads("change", "likeness", "rank", "p")
_DID = {
    "ABSENT": Name("was absent"), "ABSTAIN": Name("abstained"), "YES": Name("voted yes"), "NO": Name("voted no"),
}  # fmt: skip


def say_evidence(page: Page, evidence: Evidence, years: pd.DataFrame) -> None:
    """What the notebook rests on as of the day."""
    sources = votes.sources(evidence)
    page.sources(sources)
    if years.empty:
        page.say(
            "No vote of the two in the General Assembly was published by this day, so nothing is known of their "
            "likeness. Whatever is known by {day} of other ties is shown.",
            day=evidence.as_of,
        )
        return
    unused = years[~years["usable"]]
    page.say(
        "As of {day} the votes of {pairs} pairs are known for {first} to {last}, {n:,} pair-years from {sources}; "
        "{unused} of them rest on too few votes in common or on a miscoded state and are not used.",
        day=evidence.as_of, pairs=years["pair"].nunique(), first=str(years["year"].min()),
        last=str(years["year"].max()), n=len(years), unused=len(unused),
        sources=Name("one source") if len(sources) == 1 else Name("{n} sources", n=len(sources)),
    )  # fmt: skip


def say_standing(page: Page, found: Standing | None) -> None:
    """How special the pair is."""
    if found is None:
        return
    said: dict[str, Any] = {
        "year": str(found.year), "above": found.rank - 1, "n": found.of, "regional": 100 * found.regional,
        "of": "TUR-1",
    }  # fmt: skip
    if found.partner_first is None:
        page.say(
            "In {year}, {above} of the {n} pairs compared were more alike than this one; the median of the other pairs "
            "of Central Asia and Azerbaijan was {regional:.1f} percent.",
            **said,
        )
    else:
        page.say(
            "In {year}, {above} of the {n} pairs compared were more alike than this one, and Kazakhstan was number "
            "{partner} among Azerbaijan's {partners} partners; the median of the other pairs of Central Asia and "
            "Azerbaijan was {regional:.1f} percent.",
            partner=found.partner_first, partners=found.partners_first, **said,
        )  # fmt: skip


def say_absence(page: Page, years: pd.DataFrame, present: pd.DataFrame) -> None:
    """What absence does to likeness."""
    own = votes.pair_of(years)
    if own.empty:
        return
    line, first = own.iloc[-1], own[own["source"] == own["source"].iloc[0]]
    habits = present[(present["year"] == line["year"]) & (present["country"] == "AZE")]
    top, end = first.loc[first["behaviour"].idxmax()], first.iloc[-1]
    said: dict[str, Any] = {
        "n": int(line["n_rollcalls"]), "year": str(line["year"]), "one": int(line["n_one_absent"]),
        "both": int(line["n_both_absent"]), "best": str(top["year"]), "high": 100 * top["behaviour"],
        "last": str(end["year"]), "low": 100 * end["behaviour"],
    }  # fmt: skip
    if habits.empty:
        page.say(
            "Of {n} roll calls of {year} one of the two was missing on {one} and both on {both}. "
            "Counting absence, likeness was highest in {best} with {high:.0f} percent and stood at {low:.0f} percent "
            "in {last}. Why a seat stayed empty no source says: it may be a line of its own or a matter of staff.",
            **said,
        )
        return
    page.say(
        "Of {n} roll calls of {year} one of the two was missing on {one} and both on {both}. Azerbaijan cast "
        "{cast:.0f} votes, {yes:.0f} of them yes. Counting absence, likeness was highest in {best} with {high:.0f} "
        "percent and stood at {low:.0f} percent in {last}. Why a seat stayed empty no source says: it may be a line of "
        "its own or a matter of staff.",
        cast=habits["votes_cast"].iloc[0], yes=habits["yes"].iloc[0], **said,
    )  # fmt: skip


def say_chance(page: Page, found: pd.DataFrame) -> None:
    """Likeness beyond chance, this pair against the others known."""
    own = found[found["pair"] == votes.PAIR]
    if own.empty:
        return
    line = own.iloc[-1]
    beside = found[found["year"] == line["year"]].sort_values("kappa")
    best = beside.iloc[-1]
    page.say(
        "Two states with the habits of these would be {chance:.1f} percent alike without looking at each other. "
        "Of the room above that the two used {kappa:.0f} percent in {year} (weighted kappa, Häge 2011), number {rank} "
        "of {n} pairs whose habits are known; {pair} used {most:.0f} percent.",
        year=str(int(line["year"])), chance=100 * line["chance"], kappa=100 * line["kappa"],
        rank=int((beside["kappa"] > line["kappa"]).sum()) + 1, n=len(beside), pair=votes.name(str(best["pair"])),
        most=100 * best["kappa"], of="TUR-1",
    )  # fmt: skip


def say_war(page: Page, rows: pd.DataFrame) -> None:
    """What the list of differences says of Ukraine, and what it cannot say."""
    war = rows[rows["resolution"].str.contains("/ES-", regex=False)]
    if war.empty:
        return
    ways = war.groupby(["AZE", "KAZ"], as_index=False).size().to_dict("records")
    every = Name("each of them") if len(ways) == 1 else None
    told = together(
        Name(
            "{one} and Kazakhstan {other} on {votes}",
            one=_DID[w["AZE"]],
            other=_DID[w["KAZ"]],
            votes=every or w["size"],
        )
        for w in ways
    )
    page.say(
        "Among them are {n} resolutions of the emergency session on Ukraine: Azerbaijan {told}. "
        "The list holds nothing but differences: it shows how the two part and never how often they agree, and says "
        "nothing of the claim.",
        n=len(war), told=told,
    )  # fmt: skip


def say_membership(page: Page, found: pd.DataFrame, parts: pd.DataFrame, parameters: Integration) -> None:
    """Whether the organisation predicts votes."""
    test = members.chosen(found, parameters)
    if test is None:
        return
    inner = parts[parts["stratum"] == members.INNER]
    said: dict[str, Any] = {
        "effect": 100 * test["effect"], "p": test["p"], "n": int(test["shuffles"]), "high": 100 * test["high"],
        "beside": "",
    }  # fmt: skip
    for line in inner.to_dict("records"):
        said["beside"] = _(
            "Where region and organisation can be told apart, in Central Asia and Azerbaijan, the difference is "
            "{difference:+.1f} points. ",
            difference=100 * line["difference"],
        )
    if test["p"] < parameters.significance:
        page.say(
            "{beside}Averaged over all pairs with region held fixed, the difference is {effect:+.1f} points, "
            "which other sets of states do not reach (p = {p:.2f} over {n} possible memberships). "
            "So few states cannot show a small effect: only one above {high:.1f} points would stand out.",
            **said,
        )
    else:
        page.say(
            "{beside}Averaged over all pairs with region held fixed, the difference is {effect:+.1f} points, "
            "which other sets of states reach as well (p = {p:.2f} over {n} possible memberships). "
            "So few states cannot show a small effect: only one above {high:.1f} points would stand out.",
            **said,
        )


def say_points(page: Page, gaps: pd.DataFrame) -> None:
    """How often the two could be told apart."""
    own = ideal.of_pair(gaps)
    if own.empty:
        return
    apart = own[(own["low"] > 0) | (own["high"] < 0)]
    page.say(
        "In {n} of {all} years the two could be told apart at all; in the last one the range of their difference is "
        "{width:.2f} wide, so that a common line and a middling distance are both within it. "
        "The points are estimated from the same roll calls, so that they confirm nothing independently.",
        n=len(apart) or Name("none"), all=len(own), width=own["high"].iloc[-1] - own["low"].iloc[-1],
    )  # fmt: skip


def say_trade(page: Page, rows: pd.DataFrame) -> None:
    """How far the stated figures quarrel."""
    split = trade.disputed(rows)
    if split is None:
        return
    year, span, used = split
    who = together(trade.SPEAKERS.get(name, name) for name in dict.fromkeys(used["speaker"]))
    page.say(
        "For {year} alone {who} named {low} and {high} billion dollars for one quantity. "
        "No statement says whether exports and imports are both counted, so the figures are not chained.",
        year=str(year), who=who, low=span.low, high=span.high,
    )  # fmt: skip


def say_language(page: Page, evidence: Evidence, rows: pd.DataFrame) -> None:
    """Where the two languages stand among all pairs."""
    rank = exchange.language_rank(evidence)
    if rank is None:
        return
    own = rows[rows["pair"] == exchange.OWN].iloc[0]
    nearer = rows[(rows["low"] > own["high"]) & rows["pair"].str.contains("azj|kaz")]
    if nearer.empty:
        page.say(
            "Among all {all} pairs of Turkic languages this one is number {rank}; none of those shown with Azerbaijani "
            "or Kazakh is nearer by more than both ranges.",
            all=rank[1], rank=rank[0],
        )  # fmt: skip
        return
    page.say(
        "Among all {all} pairs of Turkic languages this one is number {rank}; {n} of those shown with Azerbaijani or "
        "Kazakh are nearer by more than both ranges: {names}.",
        all=rank[1], rank=rank[0], n=len(nearer), names="; ".join(map(str, nearer["name"])),
    )  # fmt: skip


def say_tourists(page: Page, rows: pd.DataFrame) -> None:
    """How the visitors grew, and where the sources differ."""
    years = rows[rows["months"] == 12]
    split = years.groupby("period")["value"].agg(["min", "max", "size"]).query("size > 1")
    if years["period"].nunique() < 2:
        return
    first, last = years.iloc[0], years[years["period"] == years["period"].iloc[-1]]["value"]
    said: dict[str, Any] = {
        "first": first["value"], "before": spoken(first["period"]), "low": last.min(), "high": last.max(),
        "after": spoken(years["period"].iloc[-1]), "of": years,
    }  # fmt: skip
    if split.empty:
        page.say(
            "Visitors from Kazakhstan were {first:,.0f} in {before} and {low:,.0f} to {high:,.0f} in {after}.", **said
        )
    else:
        page.say(
            "Visitors from Kazakhstan were {first:,.0f} in {before} and {low:,.0f} to {high:,.0f} in {after}, by the "
            "statistics and by the ambassador.",
            **said,
        )


def sensitivity_table(found: pd.DataFrame, sources: list[str]) -> Table | None:
    """Set the answers under each change side by side; None where nothing is known."""
    if found.empty:
        return None
    inside = found["inside"].dropna()
    title = _(
        "Whatever is changed, the pair is {low:.0%} to {high:.0%} alike and members differ from their neighbours by "
        "{least:+.1f} to {most:+.1f} points",
        low=found["likeness"].min(), high=found["likeness"].max(), least=100 * inside.min(), most=100 * inside.max(),
    )  # fmt: skip
    formats = {"likeness": ".1%", "effect": "+.1f", "p": ".2f", "inside": "+.1f"}
    labels = {
        "pairs": p_("column", "of pairs"), "effect": _("members less others, all pairs, points"),
        "inside": _("members less others in the region, points"),
    }  # fmt: skip
    frame = found.assign(effect=100 * found["effect"], inside=100 * found["inside"])
    return Table(frame, title, formats, labels, sources, "", "sensitivity")

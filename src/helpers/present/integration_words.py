"""What the notebook on Turkic integration says after each result: sentences whose numbers are computed."""

import pandas as pd

from helpers.analysis import integration as votes
from helpers.analysis import integration_exchange as exchange
from helpers.analysis import integration_members as members
from helpers.analysis import integration_points as ideal
from helpers.analysis import integration_trade as trade
from helpers.analysis.integration import Standing
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.parameters import Integration
from helpers.present.page import Page
from helpers.present.table import Table
from helpers.present.words import listing, number

NO_VOTES = (
    "No vote of the two in the General Assembly was published by this day, so nothing is known of their likeness."
)
_DID = {"ABSENT": "was absent", "ABSTAIN": "abstained", "YES": "voted yes", "NO": "voted no"}


def say_evidence(page: Page, evidence: Evidence, years: pd.DataFrame) -> None:
    """What the notebook rests on as of the day."""
    sources = votes.sources(evidence)
    page.sources(sources)
    if years.empty:
        page.say(f"{NO_VOTES} Whatever is known by {{day}} of other ties is shown.", day=str(evidence.as_of))
        return
    unused = years[~years["usable"]]
    page.say(
        "As of {day} the votes of {pairs} pairs are known for {first} to {last}, {n} pair-years from {sources}; "
        "{unused} of them rest on too few votes in common or on a miscoded state and are not used.",
        day=str(evidence.as_of), pairs=years["pair"].nunique(), first=str(years["year"].min()),
        last=str(years["year"].max()), n=number(len(years)), unused=len(unused),
        sources="one source" if len(sources) == 1 else f"{len(sources)} sources",
    )  # fmt: skip


def say_standing(page: Page, found: Standing | None) -> None:
    """How special the pair is."""
    if found is None:
        return
    page.say(
        "In {year}, {above} of the {n} pairs compared were more alike than this one{partners}; the median of the other "
        "pairs of Central Asia and Azerbaijan was {regional} percent.",
        year=str(found.year), above=found.rank - 1, n=found.of, regional=number(100 * found.regional, 1),
        partners=(
            "" if found.partner_first is None else
            f", and Kazakhstan was number {found.partner_first} among Azerbaijan's {found.partners_first} partners"
        ),
    )  # fmt: skip


def say_absence(page: Page, years: pd.DataFrame, present: pd.DataFrame) -> None:
    """What absence does to likeness."""
    own = votes.pair_of(years)
    if own.empty:
        return
    line, first = own.iloc[-1], own[own["source"] == own["source"].iloc[0]]
    habits = present[(present["year"] == line["year"]) & (present["country"] == "AZE")]
    top, end = first.loc[first["behaviour"].idxmax()], first.iloc[-1]
    page.say(
        "Of {n} roll calls of {year} one of the two was missing on {one} and both on {both}. {habit}"
        "Counting absence, likeness was highest in {best} with {high} percent and stood at {low} percent in {last}. "
        "Why a seat stayed empty no source says: it may be a line of its own or a matter of staff.",
        n=int(line["n_rollcalls"]), year=str(line["year"]), one=int(line["n_one_absent"]),
        both=int(line["n_both_absent"]), best=str(top["year"]), high=number(100 * top["behaviour"], 0),
        last=str(end["year"]), low=number(100 * end["behaviour"], 0),
        habit="".join(
            f"Azerbaijan cast {h['votes_cast']:.0f} votes, {h['yes']:.0f} of them yes. "
            for h in habits.to_dict("records")
        ),
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
        "Two states with the habits of these would be {chance} percent alike without looking at each other. "
        "Of the room above that the two used {kappa} percent in {year} (weighted kappa, Häge 2011), number {rank} of "
        "{n} pairs whose habits are known; {pair} used {most} percent.",
        year=str(int(line["year"])), chance=number(100 * line["chance"], 1), kappa=number(100 * line["kappa"], 0),
        rank=int((beside["kappa"] > line["kappa"]).sum()) + 1, n=len(beside), pair=votes.name(str(best["pair"])),
        most=number(100 * best["kappa"], 0),
    )  # fmt: skip


def say_war(page: Page, rows: pd.DataFrame) -> None:
    """What the list of differences says of Ukraine, and what it cannot say."""
    war = rows[rows["resolution"].str.contains("/ES-", regex=False)]
    if war.empty:
        return
    ways = war.groupby(["AZE", "KAZ"], as_index=False).size().to_dict("records")
    told = listing(f"{_DID[w['AZE']]} and Kazakhstan {_DID[w['KAZ']]} on {w['size']}" for w in ways)
    page.say(
        "Among them are {n} resolutions of the emergency session on Ukraine: Azerbaijan {told}. "
        "The list holds nothing but differences, so that it shows how the two part and never how often they agree: it "
        "is no reading of the claim.",
        n=len(war), told=told,
    )  # fmt: skip


def say_membership(page: Page, found: pd.DataFrame, parts: pd.DataFrame, parameters: Integration) -> None:
    """Whether the organisation predicts votes."""
    test = members.chosen(found, parameters)
    if test is None:
        return
    inner = parts[parts["stratum"] == members.STRATA[f"one of {len(votes.CENTRAL_ASIA)}"]]
    beside = "".join(
        f"Where region and organisation can be told apart, in Central Asia and Azerbaijan, the difference is "
        f"{_points(line['difference'])} points. "
        for line in inner.to_dict("records")
    )
    real = test["p"] < parameters.significance
    page.say(
        "{beside}Averaged over all pairs with region held fixed, members are {effect} points more alike, which "
        "{verdict} (p = {p} over {n} possible memberships). "
        "So few states cannot show a small effect: only one above {high} points would stand out.",
        beside=beside, verdict="other sets of states do not reach" if real else "other sets of states reach as well",
        effect=_points(test["effect"]),
        p=number(test["p"], 2), n=int(test["shuffles"]), high=number(100 * test["high"], 1),
    )  # fmt: skip


def _points(value: float) -> str:
    return f"{100 * value:+.1f}".replace("-", "−")


def say_points(page: Page, gaps: pd.DataFrame) -> None:
    """How often the two could be told apart."""
    own = ideal.of_pair(gaps)
    if own.empty:
        return
    apart = own[(own["low"] > 0) | (own["high"] < 0)]
    page.say(
        "In {n} of {all} years the two could be told apart at all; in the last one the range of their difference is "
        "{width} wide, so that a common line and a middling distance are both within it. "
        "The points are estimated from the same roll calls, so that they confirm nothing independently.",
        n=len(apart) or "none", all=len(own), width=number(own["high"].iloc[-1] - own["low"].iloc[-1], 2),
    )  # fmt: skip


def say_trade(page: Page, rows: pd.DataFrame) -> None:
    """How far the stated figures quarrel."""
    split = trade.disputed(rows)
    if split is None:
        return
    year, span, used = split
    page.say(
        "For {year} alone {who} named {low} and {high} billion dollars for one quantity. "
        "No statement says whether exports and imports are both counted, so the figures are not chained.",
        year=str(year), who=listing(dict.fromkeys(used["speaker"])), low=span.low, high=span.high,
    )  # fmt: skip


def say_language(page: Page, evidence: Evidence, rows: pd.DataFrame) -> None:
    """Where the two languages stand among all pairs."""
    rank = exchange.language_rank(evidence)
    if rank is None:
        return
    own = rows[rows["pair"] == exchange.OWN].iloc[0]
    nearer = rows[(rows["low"] > own["high"]) & rows["pair"].str.contains("azj|kaz")]
    page.say(
        "Among all {all} pairs of Turkic languages this one is number {rank}; {n} of those shown with Azerbaijani or "
        "Kazakh are nearer by more than both ranges: {names}.",
        all=rank[1], rank=rank[0], n=len(nearer) or "none", names=listing(nearer["name"]) or "–",
    )  # fmt: skip


def say_tourists(page: Page, rows: pd.DataFrame) -> None:
    """How the visitors grew, and where the sources differ."""
    years = rows[rows["months"] == 12]
    split = years.groupby("period")["value"].agg(["min", "max", "size"]).query("size > 1")
    if years["period"].nunique() < 2:
        return
    first, last = years.iloc[0], years[years["period"] == years["period"].iloc[-1]]["value"]
    page.say(
        "Visitors from Kazakhstan were {first} in {before} and {low} to {high} in {after}{split}.",
        first=number(first["value"], 0), before=first["period"], low=number(last.min(), 0), high=number(last.max(), 0),
        after=years["period"].iloc[-1], split=", by the statistics and by the ambassador" if len(split) else "",
    )  # fmt: skip


def sensitivity_table(found: pd.DataFrame, sources: list[str]) -> Table | None:
    """Set the answers under each change side by side; None where nothing is known."""
    if found.empty:
        return None
    inside = found["inside"].dropna()
    title = (
        f"Whatever is changed, the pair is {found['likeness'].min():.0%} to {found['likeness'].max():.0%} alike and "
        f"members differ from their neighbours by {_points(inside.min())} to {_points(inside.max())} points"
    )
    formats = {"likeness": ".1%", "effect": "+.1f", "p": ".2f", "inside": "+.1f"}
    labels = {"pairs": "of pairs", "effect": "members less others, all pairs, points",
              "inside": "members less others in the region, points"}  # fmt: skip
    frame = found.assign(effect=100 * found["effect"], inside=100 * found["inside"])
    return Table(frame, title, formats, labels, sources, "", "sensitivity")


def bottom_line(page: Page, evidence: Evidence, parameters: Integration, tests: pd.DataFrame) -> None:
    """Record the headlines and say what they come to; what is not known is said to be so."""
    found, test = votes.standing(evidence, parameters), members.chosen(tests, parameters)
    own = votes.pair_of(votes.pair_years(evidence, parameters))
    year = found.year if found else "the last year"
    alike = found.value.scaled(100) if found else None
    page.headline("likeness", f"Alike in votes both cast, {year}", alike, "percent", 1)
    together = 100 * float(own["behaviour"].iloc[-1]) if len(own) else None
    page.headline("behaviour", f"Alike counting absence, {year}", together, "percent", 0)
    inside = members.inside(evidence, parameters)
    worth = None if inside is None else Interval.exactly(100 * inside)
    label = "Members less their neighbours' other pairs, likeness"
    page.headline("membership", label, worth, "percentage points", 1)
    _ties(page, evidence, parameters)
    gap = ideal.of_pair(ideal.distances(evidence, parameters)).tail(1)
    points = Interval(*(float(gap[c].iloc[0]) for c in ("gap", "low", "high"))) if len(gap) else None
    said = [*_alike(found, together, parameters), *_organisation(test, inside, parameters)]
    page.say(" ".join(said or _silence(points)))


def _ties(page: Page, evidence: Evidence, parameters: Integration) -> None:
    split = trade.disputed(trade.stated(evidence))
    when = split[0] if split else "one year"
    text = f"{split[1].low:g} to {split[1].high:g} USD billion, by speaker" if split else None
    span = split[1] if split else None
    page.headline("ots_trade", f"Trade of the members with one another in {when}", span, "USD billion", 0, text)
    words = exchange.languages(evidence, parameters)
    words = words[words["pair"] == exchange.OWN]
    shared = (
        Interval(*(100 * float(words[c].iloc[0]) for c in ("share_cognate", "low", "high"))) if len(words) else None
    )
    page.headline("language", "Basic vocabulary shared by the two languages", shared, "percent", 0)
    students = [size.value for size in exchange.exchanges(evidence) if size.key.startswith("students")]
    page.headline("students", "Students in the other state, both ways", sum(students) or None, "persons", 0)


def _alike(found: Standing | None, together: float | None, parameters: Integration) -> list[str]:
    """Whether they speak with one voice, and whether that is anything of their own."""
    if found is None or together is None:
        return []
    value = found.value.value
    answer = "They vote alike" if value >= parameters.one_voice else "They do not vote alike"
    text = f"{answer} where both vote, {value:.1%} in {found.year}"
    if not pd.isna(found.regional):
        less = "but no more than their neighbours" if value <= found.regional else "more than their neighbours"
        text += f", {less}, whose other pairs have a median of {found.regional:.1%}"
    return [f"{text}; counting absence they behaved alike on {together:.0f} percent of roll calls."]


def _organisation(test: pd.Series | None, inside: float | None, parameters: Integration) -> list[str]:
    """Whether the organisation has a part in it."""
    if test is None:
        return []
    real = test["p"] < parameters.significance
    text = "The organisation shows in the votes: " if real else "The organisation does not show in the votes: "
    if inside is not None:
        text += (
            f"within Central Asia and Azerbaijan its members are {abs(100 * inside):.1f} points "
            f"{'more' if inside > 0 else 'less'} alike than the other pairs, and "
        )
    return [
        f"{text}the {_points(test['effect'])} points over all pairs are "
        + ("more than other sets of states reach" if real else "reached by other sets of states as well")
        + f" (p = {test['p']:.2f}; no effect below {100 * test['high']:.0f} points could be seen)."
    ]


def _silence(points: Interval | None) -> list[str]:
    """What can be said before any roll call was public."""
    if points is None:
        return ["By this day no vote of the two was public, so nothing can be said of a common voice."]
    text = (
        f"No roll call was public by this day; the two ideal points differ by {points.value:.2f} "
        f"({points.low:.2f} to {points.high:.2f})."
    )
    return [text.replace("-", "−")]

"""What the article says of meetings and their tempo, against dated meetings of this and of other pairs."""

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd

from helpers.analysis import diplomacy as meetings
from helpers.analysis import diplomacy_pairs as pairs
from helpers.claims.ledger import claim, rule
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.parameters import Diplomacy


def silent(definition: str, evidence: Evidence, what: str) -> Reading:
    """Return the reading of evidence that says nothing by its day."""
    return Reading(definition, Verdict.UNVERIFIED, f"No {what} was public by {evidence.as_of}.")


def against(count: int, stated: int, parameters: Diplomacy, *, whole: bool) -> Verdict:
    """Judge a documented count, which is a lower bound, against a stated one.

    Fewer than stated is partly right as long as the search may have missed the rest; while the period
    still runs, too few tells nothing.

    Examples
    --------
    >>> [str(against(n, 13, Diplomacy(), whole=True)) for n in (13, 11, 29, 3)]
    ['supported', 'partly supported', 'contradicted', 'contradicted']
    """
    if count > stated:
        return Verdict.CONTRADICTED
    if not whole:
        return Verdict.UNVERIFIED
    if count == stated:
        return Verdict.SUPPORTED
    return Verdict.PARTLY if stated <= count / parameters.found else Verdict.CONTRADICTED


@rule("DIP-1", Diplomacy)
def meetings_of_three_years(evidence: Evidence, parameters: Diplomacy) -> list[Reading]:
    """Count encounters of the two presidents under every definition of a meeting.

    All encounters in person; mutual visits as trips, in the months of the claim and in three years to the day;
    with each hosted summit apart, also from the first visit found, longer ago than the claim allows; stand-alone
    visits; visits as a president counted them.
    """
    stated = claim(evidence, "DIP-1")
    span = meetings.window(evidence, stated.period)
    ours = meetings.within(meetings.of_pair(meetings.encounters(evidence, parameters)), span)
    number = int(stated.value)
    readings = []
    for key, label in meetings.DEFINITIONS.items():
        rows = meetings.counted(ours, key)
        if span is None or ours.empty:
            readings.append(silent(label, evidence, "encounter of the two in the period"))
        else:
            readings.append(_counted(label, rows, number, span, parameters))
    ways = meetings.ways_to_count(evidence, parameters, stated.period)
    apart = ways[ways["unit"] != "as trips"]
    if span:
        # before the period is over, three years to the last visit begin too early
        ways = pd.concat([ways.iloc[: int(span.whole)], apart.iloc[1:]])
        readings[2:2] = [_way(row, number, span, parameters) for row in ways.to_dict("records")]
    return [*readings, _told(evidence, number)]


def _counted(label: str, rows: pd.DataFrame, number: int, span: meetings.Window, parameters: Diplomacy) -> Reading:
    count, sources = len(rows), tuple(dict.fromkeys(source for several in rows["source"] for source in several))
    verdict = against(count, number, parameters, whole=span.whole)
    times = f"From {span.start:%B %Y} to {span.end:%B %Y} at least {count} {label} are documented, against {number}"
    tail = {
        Verdict.SUPPORTED: "",
        Verdict.PARTLY: "; the search may have missed the rest",
        Verdict.UNVERIFIED: "; the period was not over",
        Verdict.CONTRADICTED: f", {'more' if count > number else 'fewer'} by {abs(count - number)}",
    }[verdict]
    measured = Interval(count, count, max(float(count), count / parameters.found))
    return Reading(label, verdict, f"{times}{tail}.", measured, "count", sources=sources)


def _way(row: dict[Hashable, Any], number: int, span: meetings.Window, parameters: Diplomacy) -> Reading:
    """Visits in another window or with each hosted summit apart."""
    total, start = int(row["total"]), row["start"]
    label = f"mutual visits, {row['unit']}, {row['window']}"
    verdict = against(total, number, parameters, whole=span.whole)
    longer = start < span.start
    if longer and verdict is Verdict.SUPPORTED:
        verdict = Verdict.PARTLY
    reason = (
        f"From {meetings.said(start)} on, {row['to_kaz']} visits to Kazakhstan and {row['to_aze']} to Azerbaijan make "
        f"{total}; the article has {number}" + (", for a shorter time." if longer else ".")
    )
    return Reading(label, verdict, reason, Interval.exactly(total), "count")


def _told(evidence: Evidence, number: int) -> Reading:
    label = "visits as the president of Azerbaijan counted them"
    rows = meetings.told(evidence)
    if len(rows) < 2:
        return silent(label, evidence, "count of visits in both directions by a president")
    total = int(rows["value"].sum())
    verdict = Verdict.SUPPORTED if total == number else Verdict.CONTRADICTED
    reason = (
        f"By {meetings.said(rows['published'].max())} he had counted {rows['value'].iloc[0]:.0f} visits to Kazakhstan "
        f"and {rows['value'].iloc[1]:.0f} to Azerbaijan: {total} visits, which are not all meetings."
    )
    return Reading(label, verdict, reason, Interval.exactly(total), "count", tuple(rows["row"]))


@rule("DIP-2", Diplomacy)
def visits_by_host(evidence: Evidence, parameters: Diplomacy) -> list[Reading]:
    """Count the visits by host: as told, as trips, with each summit apart, and from the first visit found."""
    stated = claim(evidence, "DIP-2")
    there, here = (int(part) for part in stated.value.split("|"))
    span = meetings.window(evidence, stated.period)
    ways = meetings.ways_to_count(evidence, parameters, stated.period)
    readings = [_told_by_host(evidence, there, here)]
    if span is None or ways.empty:
        return [*readings, silent("documented trips", evidence, "mutual visit of the period")]
    # before the period is over, three years to the last visit begin too early
    chosen = ways if span.whole else ways[ways["window"] != "three years to the last visit"]
    chosen = chosen.drop_duplicates(["start", "unit"])
    for row in chosen.to_dict("records"):
        parts = [against(int(row["to_kaz"]), there, parameters, whole=span.whole),
                 against(int(row["to_aze"]), here, parameters, whole=span.whole)]  # fmt: skip
        longer = row["start"] < span.start
        reason = (
            f"From {meetings.said(row['start'])} on, {row['to_kaz']} visits to Kazakhstan against {there} and "
            f"{row['to_aze']} to Azerbaijan against {here}" + (", over longer than three years." if longer else ".")
        )
        verdict = _both(parts, longer=longer)
        label = f"documented visits, {row['unit']}, {row['window']}"
        readings.append(Reading(label, verdict, reason, Interval.exactly(row["total"]), "count"))
    return readings


def _both(parts: Sequence[Verdict], *, longer: bool) -> Verdict:
    """Both numbers right is support, but for a longer time only in part; else the mixture."""
    if set(parts) == {Verdict.SUPPORTED}:
        return Verdict.PARTLY if longer else Verdict.SUPPORTED
    if set(parts) <= {Verdict.CONTRADICTED}:
        return Verdict.CONTRADICTED
    return Verdict.UNVERIFIED if Verdict.UNVERIFIED in parts else Verdict.PARTLY


def _told_by_host(evidence: Evidence, there: int, here: int) -> Reading:
    label = "visits as the president of Azerbaijan counted them"
    rows = meetings.told(evidence)
    if len(rows) < 2:
        return silent(label, evidence, "count of visits in both directions by a president")
    found = [int(value) for value in rows["value"]]
    same = sum((found[0] == there, found[1] == here))
    verdict = (Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.SUPPORTED)[same]
    reason = f"He counted {found[0]} visits to Kazakhstan against {there}, and {found[1]} to Azerbaijan against {here}."
    return Reading(label, verdict, reason, Interval.exactly(sum(found)), "count", tuple(rows["row"]))


@rule("DIP-3", Diplomacy)
def fastest_pair(evidence: Evidence, parameters: Diplomacy) -> list[Reading]:
    """Ask with what probability the pair meets most often, under each definition.

    Then without what shared summits explain, and against counts of other pairs by officials. The search was
    the most thorough for this pair, so what bias remains favours the claim.
    """
    period = claim(evidence, "DIP-3").period
    standing = pairs.standing(pairs.rates(evidence, parameters, period))
    if standing.empty:
        readings = [silent(label, evidence, "encounter in the period") for label in meetings.DEFINITIONS.values()]
    else:
        standing["leader"] = [_named(evidence, pair) for pair in standing["leader"]]
        readings = [_rank(row, parameters) for row in standing.to_dict("records")]
    return [*readings, _own(evidence, parameters, period), _official(evidence, parameters, period)]


def chance(first: float, ahead: float, parameters: Diplomacy) -> Verdict:
    """Judge by the probability that the pair is first, and by that of the leading other pair being ahead of it.

    Among many pairs a small probability of being first refutes nothing: the claim fails only where one other pair
    is surely ahead. Else the counts are too few to tell.

    >>> [str(chance(*p, Diplomacy())) for p in ((0.95, 0.02), (0.05, 0.6), (0.01, 0.99))]
    ['supported', 'unverified', 'contradicted']
    """
    if first >= parameters.certain:
        return Verdict.SUPPORTED
    return Verdict.CONTRADICTED if ahead >= parameters.certain else Verdict.UNVERIFIED


def _rank(row: dict[Hashable, Any], parameters: Diplomacy) -> Reading:
    first = float(row["first"])
    measured = Interval(*(float(row[name]) for name in ("rate", "low", "high")))
    reason = (
        f"By {row['label']} the pair is number {row['rank']} of {row['pairs']} with {row['count']}, "
        f"{row['leader']} has {row['leader_count']}; the probability that it is first is {first:.1%}, that the "
        f"other is ahead {row['ahead']:.0%}."
    )
    return Reading(row["label"], chance(first, float(row["ahead"]), parameters), reason, measured, "meetings per year")


def _own(evidence: Evidence, parameters: Diplomacy, period: str) -> Reading:
    label = "encounters beyond those that attendance at shared summits explains"
    frame = pairs.exposure(evidence, parameters, period)
    if frame.empty:
        return silent(label, evidence, "attendance at summits of the period")
    row = frame[frame["pair"] == meetings.PAIR].iloc[0]
    other = frame[frame["pair"] != meetings.PAIR].head(1)
    ahead = float(other["ahead"].iloc[0]) if len(other) else 0.0
    leads = f" against {other.iloc[0]['own']:.1f} of {_named(evidence, other.iloc[0]['pair'])}" if len(other) else ""
    reason = (
        f"Shared summits explain {row['expected']:.1f} of {row['encounters']} encounters and leave {row['own']:.1f}"
        f"{leads}; the probability that the pair is first is {row['first']:.1%}, that the other is ahead {ahead:.0%}."
    )
    return Reading(label, chance(float(row["first"]), ahead, parameters), reason, Interval.exactly(row["own"]), "count")


def _named(evidence: Evidence, pair: str) -> str:
    return meetings.named(pair, meetings.names(evidence))


def _official(evidence: Evidence, parameters: Diplomacy, period: str) -> Reading:
    """Stated counts for a part of the period can refute, but a few pairs cannot support."""
    label = "counts of other pairs as stated by officials and the press"
    beside = pairs.stated_beside(evidence, parameters, period)
    if beside.empty:
        return silent(label, evidence, "stated count of another pair's meetings within the period")
    worst = beside.sort_values("ratio", ascending=False).to_dict("records")[0]
    ours, theirs = int(worst["ours"]), int(worst["theirs"])
    apart = theirs > ours / parameters.found
    pair = _named(evidence, worst["pair"])
    reason = (
        f"From {meetings.said(worst['start'])} to {meetings.said(worst['end'])} {pair} had {theirs} meetings as stated "
        f"and the pair {ours} documented"
        f"{'.' if apart else ', too close to tell.'}"
    )
    verdict = Verdict.CONTRADICTED if apart else Verdict.UNVERIFIED
    return Reading(label, verdict, reason, Interval.exactly(ours), "count", tuple(beside["row"]))

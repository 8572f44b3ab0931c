"""What the article says of the tempo of meetings, against the meetings of other pairs."""

from collections.abc import Hashable
from typing import Any

from helpers.analysis import diplomacy as meetings
from helpers.analysis import diplomacy_pairs as pairs
from helpers.claims.diplomacy import NO_MEETING
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence
from helpers.locale import Name, _, n_, rounded
from helpers.models.interval import Interval
from helpers.parameters import Diplomacy


@rule("DIP-3", Diplomacy)
def fastest_pair(evidence: Evidence, parameters: Diplomacy) -> list[Reading]:
    """Ask with what probability the pair meets most often, under each definition.

    Then without what shared summits explain, and against counts of other pairs by officials. The search was
    the most thorough for this pair, so what bias remains favours the claim.
    """
    period = claim(evidence, "DIP-3").period
    standing = pairs.standing(pairs.rates(evidence, parameters, period))
    if standing.empty:
        labels = meetings.DEFINITIONS.values()
        readings = [silent(str(label), evidence, NO_MEETING) for label in labels]
    else:
        readings = [_rank(row, evidence, parameters, period) for row in standing.to_dict("records")]
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


def _rank(row: dict[Hashable, Any], evidence: Evidence, parameters: Diplomacy, period: str) -> Reading:
    first, ahead = float(row["first"]), float(row["ahead"])
    measured = Interval(*(float(row[name]) for name in ("rate", "low", "high")))
    reason = _(
        "By {label} the pair is number {rank} of {pairs} with {count}, against {leader_count} of {leader}; with a "
        "probability of {first:.1%} it meets most often of all, and with {ahead:.1%} {leader} meets more often than "
        "it.",
        label=row["label"], rank=row["rank"], pairs=row["pairs"], count=row["count"], first=first, ahead=ahead,
        leader_count=row["leader_count"], leader=_named(evidence, row["leader"]),
    )  # fmt: skip
    used = tuple(pairs.sources(evidence, parameters, period, (meetings.PAIR, row["leader"])))
    verdict = chance(first, ahead, parameters)
    return Reading(str(row["label"]), verdict, reason, measured, "meetings per year", sources=used)


def _own(evidence: Evidence, parameters: Diplomacy, period: str) -> Reading:
    label = _("encounters beyond those that attendance at shared summits explains")
    frame = pairs.exposure(evidence, parameters, period)
    if frame.empty:
        return silent(label, evidence, Name("list of who attended the summits of the period"))
    row = frame[frame["pair"] == meetings.PAIR].iloc[0]
    other = frame[frame["pair"] != meetings.PAIR].head(1)
    ahead = float(other["ahead"].iloc[0]) if len(other) else 0.0
    said = {
        "expected": row["expected"], "encounters": row["encounters"], "own": row["own"], "first": row["first"],
        "ahead": ahead,
    }  # fmt: skip
    reason = _(
        "Shared summits explain {expected:.1f} of {encounters} encounters and leave {own:.1f}; with a probability of "
        "{first:.1%} the pair is first of all.",
        **said,
    )
    if len(other):
        reason = _(
            "Shared summits explain {expected:.1f} of {encounters} encounters and leave {own:.1f} against {most:.1f} "
            "of {leader}; with a probability of {first:.1%} the pair is first of all, and with {ahead:.1%} {leader} is "
            "ahead of it.",
            most=other.iloc[0]["own"], leader=_named(evidence, other.iloc[0]["pair"]), **said,
        )  # fmt: skip
    verdict, measured = chance(float(row["first"]), ahead, parameters), Interval.exactly(rounded(row["own"], 1))
    used = tuple(pairs.sources(evidence, parameters, period, (meetings.PAIR, *other["pair"])))
    return Reading(label, verdict, reason, measured, "count", sources=used)


def _named(evidence: Evidence, pair: str) -> Name:
    return meetings.named(pair, meetings.names(evidence))


def _official(evidence: Evidence, parameters: Diplomacy, period: str) -> Reading:
    """Stated counts for a part of the period can refute, but a few pairs cannot support."""
    label = _("counts of other pairs as stated by officials and the press")
    beside = pairs.stated_beside(evidence, parameters, period)
    if beside.empty:
        return silent(label, evidence, Name("stated count of another pair's meetings within the period"))
    worst = beside.sort_values("ratio", ascending=False).to_dict("records")[0]
    ours, theirs = int(worst["ours"]), int(worst["theirs"])
    apart = theirs > ours / parameters.found
    said = {
        "start": meetings.said(worst["start"]), "end": meetings.said(worst["end"]), "ours": ours,
        "pair": _named(evidence, worst["pair"]),
    }  # fmt: skip
    reason = n_(
        "From {start} to {end} {pair} had {n} meetings as stated and the pair {ours} documented, too close to tell.",
        "From {start} to {end} {pair} had {n} meetings as stated and the pair {ours} documented, too close to tell.",
        theirs, **said,
    )  # fmt: skip
    if apart:
        reason = n_(
            "From {start} to {end} {pair} had {n} meetings as stated and the pair {ours} documented.",
            "From {start} to {end} {pair} had {n} meetings as stated and the pair {ours} documented.",
            theirs, **said,
        )  # fmt: skip
    verdict = Verdict.CONTRADICTED if apart else Verdict.UNVERIFIED
    return Reading(label, verdict, reason, Interval.exactly(ours), "count", tuple(beside["row"]))

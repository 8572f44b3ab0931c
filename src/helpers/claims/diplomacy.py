"""What the article says of meetings and their tempo, against dated meetings of this and of other pairs."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import pandas as pd

from helpers.analysis import diplomacy as meetings
from helpers.analysis import diplomacy_pairs as pairs
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence
from helpers.locale import Name, _, n_
from helpers.models.interval import Interval
from helpers.parameters import Diplomacy

DEFINITIONS = {key: meetings.DEFINITIONS[key] for key in ("visits", "all", "alone")}
"""What a meeting may mean, that of the article first."""

_NO_MEETING = Name("meeting of the two in the period")


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

    First mutual visits, for the article itself divides its figure into visits; then all encounters in person; visits
    as trips in three years to the day, and with each hosted summit apart, also from the first visit found, longer
    ago than the claim allows; stand-alone visits. The interview that the article repeats verifies nothing.
    """
    stated = claim(evidence, "DIP-1")
    span = meetings.window(evidence, stated.period)
    ours = meetings.within(meetings.of_pair(meetings.encounters(evidence, parameters)), span)
    number = int(stated.value)
    if span is None or ours.empty:
        readings = [silent(str(label), evidence, _NO_MEETING) for label in DEFINITIONS.values()]
        return [*readings, _told(evidence, "DIP-1", (number,))]
    visits, everywhere, alone = [
        _counted(label, meetings.counted(ours, key), number, span, parameters) for key, label in DEFINITIONS.items()
    ]
    ways = meetings.ways_to_count(evidence, parameters, stated.period)
    # before the period is over, three years to the last visit begin too early
    ways = pd.concat([ways.iloc[: int(span.whole)], ways[ways["unit"] == meetings.APART].iloc[1:]])
    counted = [_way(row, number, span, parameters) for row in ways.to_dict("records")]
    return [visits, everywhere, *counted, alone, _told(evidence, "DIP-1", (number,))]


def _each(sources: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the sources of several trips, each once."""
    return tuple(dict.fromkeys(source for several in sources for source in several))


def _counted(label: Name, rows: pd.DataFrame, number: int, span: meetings.Window, parameters: Diplomacy) -> Reading:
    count = len(rows)
    verdict = against(count, number, parameters, whole=span.whole)
    said = {"start": meetings.month_of(span.start), "end": meetings.month_of(span.end), "label": label}
    reason = _reason_of_count(verdict, count, number, said)
    # whole encounters only: 11 of which at least 80 percent were found are at most 13
    measured = Interval(count, count, max(count, int(count / parameters.found + 1e-9)))
    return Reading(str(label), verdict, reason, measured, "count", sources=_each(rows["source"]))


def _reason_of_count(verdict: Verdict, count: int, number: int, said: dict[str, Name]) -> str:
    numbers = {"count": count, "number": number, "apart": abs(count - number)}
    if verdict is Verdict.SUPPORTED:
        return _(
            "From {start} to {end} at least {count} {label} are documented, as many as the article's {number}.",
            **said, **numbers,
        )  # fmt: skip
    if verdict is Verdict.PARTLY:
        return _(
            "From {start} to {end} at least {count} {label} are documented against the article's {number}; the search "
            "may have missed the rest.",
            **said, **numbers,
        )  # fmt: skip
    if verdict is Verdict.UNVERIFIED:
        return _(
            "From {start} to {end} at least {count} {label} are documented against the article's {number}; the period "
            "was not over.",
            **said, **numbers,
        )  # fmt: skip
    if count > number:
        return _(
            "From {start} to {end} at least {count} {label} are documented, {apart} more than the article's {number}.",
            **said, **numbers,
        )  # fmt: skip
    return _(
        "From {start} to {end} at least {count} {label} are documented, {apart} fewer than the article's {number}.",
        **said, **numbers,
    )  # fmt: skip


def _way(row: dict[Hashable, Any], number: int, span: meetings.Window, parameters: Diplomacy) -> Reading:
    """Visits in another window or with each hosted summit apart."""
    total, start = int(row["total"]), row["start"]
    label = _(
        "mutual visits, {unit}, {window}", unit=meetings.UNITS[row["unit"]], window=meetings.WINDOWS[row["window"]]
    )
    verdict = against(total, number, parameters, whole=span.whole)
    longer = start < span.start
    if longer and verdict is Verdict.SUPPORTED:
        verdict = Verdict.PARTLY
    said = {
        "start": meetings.said(start), "there": row["to_kaz"], "here": row["to_aze"], "total": total, "number": number,
    }  # fmt: skip
    reason = _(
        "From {start} on, {there} visits to Kazakhstan and {here} to Azerbaijan make {total}; the article has "
        "{number}.",
        **said,
    )
    if longer:
        reason = _(
            "From {start} on, {there} visits to Kazakhstan and {here} to Azerbaijan make {total}; the article has "
            "{number}, for a shorter time.",
            **said,
        )
    return Reading(label, verdict, reason, Interval.exactly(total), "count", sources=row["source"])


def _told(evidence: Evidence, claim_id: str, stated: tuple[int, ...]) -> Reading:
    """The figure of the interview that the article repeats, as one sum or by host."""
    label = _("visits in the interview that the article repeats")
    rows = meetings.told(evidence)
    if len(rows) < 2:
        return silent(label, evidence, Name("count of visits in both directions by a president"))
    there, here = (int(value) for value in rows["value"])
    same = stated == ((there + here,) if claim_id == "DIP-1" else (there, here))
    said = {"day": meetings.said(rows["published"].max()), "there": there, "here": here}
    reason = _(
        "On {day} the president of Azerbaijan counted {there} visits to Kazakhstan and {here} to Azerbaijan; the "
        "article has other figures, but its own source is no independent evidence.",
        **said,
    )
    if same:
        reason = _(
            "On {day} the president of Azerbaijan counted {there} visits to Kazakhstan and {here} to Azerbaijan; the "
            "article quotes him rightly, but its own source is no independent evidence.",
            **said,
        )
    measured = Interval.exactly(there + here) if claim_id == "DIP-1" else None
    return Reading(label, Verdict.UNVERIFIED, reason, measured, "count", tuple(rows["row"]))


@rule("DIP-2", Diplomacy)
def visits_by_host(evidence: Evidence, parameters: Diplomacy) -> list[Reading]:
    """Count the visits by host: as trips, with each summit apart, and from the first visit found.

    Ways that give the same two numbers for the same time are one reading.
    """
    stated = claim(evidence, "DIP-2")
    there, here = (int(part) for part in stated.value.split("|"))
    span = meetings.window(evidence, stated.period)
    ways = meetings.ways_to_count(evidence, parameters, stated.period)
    told = _told(evidence, "DIP-2", (there, here))
    if span is None or ways.empty:
        return [silent(_("documented visits"), evidence, Name("mutual visit of the period")), told]
    # before the period is over, three years to the last visit begin too early
    chosen = ways if span.whole else ways[ways["window"] != meetings.STRICT]
    chosen = chosen.drop_duplicates(["start", "to_kaz", "to_aze"])
    return [*(_by_host(row, (there, here), span, parameters) for row in chosen.to_dict("records")), told]


def _by_host(row: dict[Hashable, Any], stated: tuple[int, int], span: meetings.Window, asked: Diplomacy) -> Reading:
    found = (int(row["to_kaz"]), int(row["to_aze"]))
    parts = [against(one, other, asked, whole=span.whole) for one, other in zip(found, stated, strict=True)]
    longer = row["start"] < span.start
    said = {
        "start": meetings.said(row["start"]), "there": found[0], "stated_there": stated[0], "here": found[1],
        "stated_here": stated[1],
    }  # fmt: skip
    reason = _(
        "From {start} on, {there} visits to Kazakhstan are documented where the article has {stated_there}, and {here} "
        "to Azerbaijan where it has {stated_here}.",
        **said,
    )
    if longer:
        reason = _(
            "From {start} on, {there} visits to Kazakhstan are documented where the article has {stated_there}, and "
            "{here} to Azerbaijan where it has {stated_here}, over longer than three years.",
            **said,
        )
    unit, window = meetings.UNITS[row["unit"]], meetings.WINDOWS[row["window"]]
    label = _("documented visits, {unit}, {window}", unit=unit, window=window)
    return Reading(label, _both(parts, longer=longer), reason, sources=row["source"])


def _both(parts: Sequence[Verdict], *, longer: bool) -> Verdict:
    """Both numbers right is support, but for a longer time only in part; else the mixture."""
    if set(parts) == {Verdict.SUPPORTED}:
        return Verdict.PARTLY if longer else Verdict.SUPPORTED
    if set(parts) <= {Verdict.CONTRADICTED}:
        return Verdict.CONTRADICTED
    return Verdict.UNVERIFIED if Verdict.UNVERIFIED in parts else Verdict.PARTLY


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
        readings = [silent(str(label), evidence, _NO_MEETING) for label in labels]
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
        "By {label} the pair is number {rank} of {pairs} with {count}, against {leader_count} of {leader}; the "
        "probability that it meets most often is {first:.1%}, that the other is ahead of it {ahead:.1%}.",
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
        "Shared summits explain {expected:.1f} of {encounters} encounters and leave {own:.1f}; the probability that "
        "the pair is first is {first:.1%}, that the other is ahead {ahead:.1%}.",
        **said,
    )
    if len(other):
        reason = _(
            "Shared summits explain {expected:.1f} of {encounters} encounters and leave {own:.1f} against {most:.1f} "
            "of {leader}; the probability that the pair is first is {first:.1%}, that the other is ahead {ahead:.1%}.",
            most=other.iloc[0]["own"], leader=_named(evidence, other.iloc[0]["pair"]), **said,
        )  # fmt: skip
    verdict, measured = chance(float(row["first"]), ahead, parameters), Interval.exactly(round(row["own"], 1))
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

"""What the article says of meetings of the two, against dated meetings."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import pandas as pd

from helpers.analysis import diplomacy as meetings
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence
from helpers.locale import Name, _
from helpers.models.interval import Interval
from helpers.parameters import Diplomacy

DEFINITIONS = {key: meetings.DEFINITIONS[key] for key in ("visits", "all", "alone")}
"""What a meeting may mean, that of the article first."""

NO_MEETING = Name("meeting of the two in the period")


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
        readings = [silent(str(label), evidence, NO_MEETING) for label in DEFINITIONS.values()]
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

"""The organisations the two work in, their languages and their exchanges (TUR-2, TUR-3 and HUM-1)."""

import pandas as pd

from helpers.analysis import integration as votes
from helpers.analysis import integration_exchange as exchange
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence, newest, parse
from helpers.models.interval import Interval
from helpers.parameters import Integration

_OURS = ("AZE", "KAZ")
_CITIES = ("Baku", "Gabala", "Shusha", "Nakhchivan", "Astana", "Almaty", "Turkistan")
"""Places of the two states in which summits met."""


@rule("TUR-2", Integration)
def architects(evidence: Evidence, _: Integration) -> list[Reading]:
    """Read building as hosting (all summits, or the numbered ones alone), attending and paying, and CICA.

    A part larger than that of an equal member is support for "architects"; an equal part is partly so, for
    it makes a builder of every member. Of so few summits, a part is larger only by one whole summit at least.
    """
    return [_hosting(evidence), _regular(evidence), _attending(evidence), _paying(evidence), _chairs(evidence)]


def _members(evidence: Evidence) -> pd.DataFrame:
    return newest(evidence.series("ots_members"))


def _hosting(evidence: Evidence) -> Reading:
    definition = "summits of the organisation hosted"
    rows = votes.table(evidence, "summits")
    rows = rows[rows["event"].str.contains("OTS|Turkic Council", regex=True)]
    members = _members(evidence)
    if rows.empty or members.empty:
        return silent(definition, evidence, "summit of the organisation and number of its members")
    hosted, number = int(rows["host"].isin(_OURS).sum()), float(members["value"].iloc[-1])
    verdict, turns = _turns(hosted, len(rows), number)
    reason = (
        f"The two hosted {hosted} of the {len(rows)} summits listed since {rows['date'].min()[:4]}, where two of "
        f"{number:.0f} members that take turns would have hosted {turns:.1f}."
    )
    measured, used = Interval.exactly(100 * hosted / len(rows)), tuple(dict.fromkeys(rows["source"]))
    return Reading(definition, verdict, reason, measured, "percent", tuple(members["row"]), used)


def _turns(hosted: int, summits: int, members: float) -> tuple[Verdict, float]:
    """Judge the summits hosted against the turns of two equal members; return these too."""
    turns = summits * len(_OURS) / members
    return (Verdict.SUPPORTED if hosted >= turns + 1 else Verdict.PARTLY if hosted else Verdict.CONTRADICTED), turns


def _regular(evidence: Evidence) -> Reading:
    definition = "numbered summits of the organisation hosted"
    rows, members = newest(evidence.series("ots_summit_number")), _members(evidence)
    if rows.empty or members.empty:
        return silent(definition, evidence, "numbered summit of the organisation and number of its members")
    hosted, number = int(rows["note"].isin(_CITIES).sum()), float(members["value"].iloc[-1])
    verdict, turns = _turns(hosted, len(rows), number)
    first, last = rows["value"].min(), rows["value"].max()
    reason = (
        f"Of the {len(rows)} summits numbered {first:.0f} to {last:.0f} the two hosted {hosted}, where two of "
        f"{number:.0f} members that take turns would have hosted {turns:.1f}."
    )
    used = (*rows["row"], *members["row"])
    return Reading(definition, verdict, reason, Interval.exactly(100 * hosted / len(rows)), "percent", used)


def _attending(evidence: Evidence) -> Reading:
    definition = "both leaders at summits of the organisation and of CICA"
    rows = votes.table(evidence, "summits")
    rows = rows[rows["event"].str.contains("OTS|Turkic Council|CICA", regex=True)].dropna(subset=list(_OURS))
    if rows.empty:
        return silent(definition, evidence, "attendance at a summit of the two organisations")
    both = int((rows["AZE"].eq(1) & rows["KAZ"].eq(1)).sum())
    verdict = Verdict.SUPPORTED if both == len(rows) else Verdict.PARTLY if both else Verdict.CONTRADICTED
    others = [code for code in votes.MEMBERS if code not in _OURS and code in rows and rows[code].eq(1).sum() >= both]
    beside = f"; so did those of {' and '.join(votes.NAMES[code] for code in others)}" if both and others else ""
    reason = f"Both leaders came to {both} of {len(rows)} summits of the two organisations listed{beside}."
    used = tuple(dict.fromkeys(rows["source"]))
    return Reading(definition, verdict, reason, Interval.exactly(both), "count", sources=used)


def _paying(evidence: Evidence) -> Reading:
    definition = "shares in the Turkic Investment Fund"
    rows = newest(evidence.series("tif_member_paid_in", kinds=None))
    ours = rows[rows["entity"].isin(_OURS)]
    if len(ours) < len(_OURS):
        return silent(definition, evidence, "share of the two in a fund of the organisation")
    share, equal = float(ours["value"].sum() / rows["value"].sum()), len(_OURS) / len(rows)
    more, planned = share > equal + 1e-9, bool(ours["kind"].eq("plan").any())
    verdict = Verdict.SUPPORTED if more and not planned else Verdict.PARTLY if share > 0 else Verdict.CONTRADICTED
    reason = (
        f"Of {rows['value'].sum():.0f} million dollars {'planned as' if planned else 'of'} paid-in capital the two owe "
        f"{share:.0%}, {'more than' if more else 'no more than'} two founders' equal part of {equal:.0%}."
    )
    return Reading(definition, verdict, reason, Interval.exactly(100 * share), "percent", tuple(rows["row"]))


def _chairs(evidence: Evidence) -> Reading:
    definition = "chair of CICA handed from one to the other"
    by = pd.Timestamp(parse(claim(evidence, "TUR-2").period).end)
    chairs = [evidence.series(f"cica_chair_start_{code}", kinds=("actual",)) for code in ("kaz", "aze")]
    chairs = [rows[rows["end"] <= by] for rows in chairs]
    rows = pd.concat(chairs, ignore_index=True)
    if rows.empty:
        return silent(definition, evidence, "chair of CICA by one of the two")
    names = [votes.NAMES[code] for code, held in zip(("KAZ", "AZE"), chairs, strict=True) if len(held)]
    since = [str(held["period"].iloc[-1]) for held in chairs if len(held)]
    told = " and ".join(f"{name} from {day}" for name, day in zip(names, since, strict=True))
    verdict = Verdict.SUPPORTED if len(names) == len(_OURS) else Verdict.PARTLY
    reason = f"The chair of CICA was held by {told}."
    return Reading(definition, verdict, reason, Interval.exactly(len(names)), "count", tuple(rows["row"]))


@rule("TUR-3", Integration)
def language_binds(evidence: Evidence, parameters: Integration) -> list[Reading]:
    """What binds cannot be checked; how near the two languages are can be shown."""
    definition = "rhetoric, with the vocabulary that the languages share"
    rank, found = exchange.language_rank(evidence), exchange.languages(evidence, parameters)
    if rank is None:
        reason = f"What binds is no quantity, and no likeness of the two languages was published by {evidence.as_of}."
        return [Reading("rhetoric", Verdict.NOT_CHECKABLE, reason)]
    own = found[found["pair"] == exchange.OWN].iloc[0]
    best = found[found["pair"].str.contains("azj") & (found["pair"] != exchange.OWN)].head(1)
    beside = "".join(f"; {line['name']} share {line['share_cognate']:.0%}" for line in best.to_dict("records"))
    reason = (
        f"What binds is no quantity; Azerbaijani and Kazakh share {own['share_cognate']:.1%} of {own['n_meanings']} "
        f"basic meanings (standard error {100 * own['se']:.1f} points), number {rank[0]} of "
        f"{rank[1]} Turkic pairs{beside}."
    )
    rows = evidence.series("lexical_shared_cognates", exchange.OWN)["row"]
    measured = Interval(*(100 * float(own[column]) for column in ("share_cognate", "low", "high")))
    return [Reading(definition, Verdict.NOT_CHECKABLE, reason, measured, "percent", tuple(rows))]


@rule("HUM-1", Integration)
def strategic_necessity(evidence: Evidence, _: Integration) -> list[Reading]:
    """A necessity cannot be checked; the people who go between the two states can be counted."""
    sizes = exchange.by_key(exchange.exchanges(evidence))
    there, back = (sizes.get(f"students:{pair}") for pair in ("AZE-KAZ", "KAZ-AZE"))
    guests, all_guests = sizes.get("tourists_to_aze:KAZ-AZE"), sizes.get("tourists_total_to_aze:AZE")
    told, rows = [], []
    if there and back:
        told.append(f"{there.value:,.0f} students from Azerbaijan in Kazakhstan and {back.value:,.0f} the other way")
        rows += [there.row, back.row]
    if guests:
        share = f", {guests.value / all_guests.value:.1%} of all" if all_guests else ""
        span = parse(guests.period)
        when = f"from {span.start:%B %Y} to {span.end:%B %Y}"
        told.append(f"{guests.value:,.0f} visitors from Kazakhstan in Azerbaijan {when}{share}")
        rows += [guests.row, *([all_guests.row] if all_guests else [])]
    if not told:
        reason = f"A necessity is no quantity, and no size of the exchanges was published by {evidence.as_of}."
        return [Reading("rhetoric", Verdict.NOT_CHECKABLE, reason)]
    reason = f"A necessity is no quantity; what is known of exchanges: {'; '.join(told)}."
    measured = Interval.exactly(guests.value if guests else there.value if there else 0)
    definition = "rhetoric, with the people who go between the two states"
    return [Reading(definition, Verdict.NOT_CHECKABLE, reason, measured, "persons", tuple(rows))]

"""The organisations the two work in, their languages and their exchanges (TUR-2, TUR-3 and HUM-1)."""

from typing import Any

import pandas as pd

from helpers.analysis import integration as votes
from helpers.analysis import integration_exchange as exchange
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence, newest, parse
from helpers.locale import COUNTRIES, Name, _, spoken, together
from helpers.models.interval import Interval
from helpers.parameters import Integration

_OURS = ("AZE", "KAZ")
_CITIES = ("Baku", "Gabala", "Shusha", "Nakhchivan", "Astana", "Almaty", "Turkistan")
"""Places of the two states in which summits met."""


@rule("TUR-2", Integration)
def architects(evidence: Evidence, parameters: Integration) -> list[Reading]:  # noqa: ARG001
    """Read building as hosting (all summits, or the numbered ones alone), attending and paying, and CICA.

    A part larger than that of an equal member is support for "architects"; an equal part is partly so, for
    it makes a builder of every member. Of so few summits, a part is larger only by one whole summit at least.
    """
    return [_hosting(evidence), _regular(evidence), _attending(evidence), _paying(evidence), _chairs(evidence)]


def _members(evidence: Evidence) -> pd.DataFrame:
    return newest(evidence.series("ots_members"))


def _hosting(evidence: Evidence) -> Reading:
    definition = _("summits of the organisation hosted")
    rows = votes.table(evidence, "summits")
    rows = rows[rows["event"].str.contains("OTS|Turkic Council", regex=True)]
    members = _members(evidence)
    if rows.empty or members.empty:
        return silent(definition, evidence, Name("summit of the organisation and number of its members"))
    hosted, number = int(rows["host"].isin(_OURS).sum()), float(members["value"].iloc[-1])
    verdict, turns = _turns(hosted, len(rows), number)
    reason = _(
        "The two hosted {hosted} of the {summits} summits listed since {year}, where two of {members:.0f} members that "
        "take turns would have hosted {turns:.1f}.",
        hosted=hosted, summits=len(rows), year=rows["date"].min()[:4], members=number, turns=turns,
    )  # fmt: skip
    measured, used = Interval.exactly(100 * hosted / len(rows)), tuple(dict.fromkeys(rows["source"]))
    return Reading(definition, verdict, reason, measured, "percent", tuple(members["row"]), used)


def _turns(hosted: int, summits: int, members: float) -> tuple[Verdict, float]:
    """Judge the summits hosted against the turns of two equal members; return these too."""
    turns = summits * len(_OURS) / members
    return (Verdict.SUPPORTED if hosted >= turns + 1 else Verdict.PARTLY if hosted else Verdict.CONTRADICTED), turns


def _regular(evidence: Evidence) -> Reading:
    definition = _("numbered summits of the organisation hosted")
    rows, members = newest(evidence.series("ots_summit_number")), _members(evidence)
    if rows.empty or members.empty:
        return silent(definition, evidence, Name("numbered summit of the organisation and number of its members"))
    hosted, number = int(rows["note"].isin(_CITIES).sum()), float(members["value"].iloc[-1])
    verdict, turns = _turns(hosted, len(rows), number)
    first, last = rows["value"].min(), rows["value"].max()
    reason = _(
        "Of the {summits} summits numbered {first:.0f} to {last:.0f} the two hosted {hosted}, where two of "
        "{members:.0f} members that take turns would have hosted {turns:.1f}.",
        summits=len(rows), first=first, last=last, hosted=hosted, members=number, turns=turns,
    )  # fmt: skip
    used = (*rows["row"], *members["row"])
    return Reading(definition, verdict, reason, Interval.exactly(100 * hosted / len(rows)), "percent", used)


def _attending(evidence: Evidence) -> Reading:
    definition = _("both leaders at summits of the organisation and of CICA")
    rows = votes.table(evidence, "summits")
    rows = rows[rows["event"].str.contains("OTS|Turkic Council|CICA", regex=True)].dropna(subset=list(_OURS))
    if rows.empty:
        return silent(definition, evidence, Name("attendance at a summit of the two organisations"))
    both = int((rows["AZE"].eq(1) & rows["KAZ"].eq(1)).sum())
    verdict = Verdict.SUPPORTED if both == len(rows) else Verdict.PARTLY if both else Verdict.CONTRADICTED
    others = [code for code in votes.MEMBERS if code not in _OURS and code in rows and rows[code].eq(1).sum() >= both]
    said: dict[str, Any] = {"both": both, "summits": len(rows)}
    reason = _("Both leaders came to {both} of {summits} summits of the two organisations listed.", **said)
    if both and others:
        reason = _(
            "Both leaders came to {both} of {summits} summits of the two organisations listed; so did those of "
            "{others}.",
            others=together(COUNTRIES[code] for code in others), **said,
        )  # fmt: skip
    used = tuple(dict.fromkeys(rows["source"]))
    return Reading(definition, verdict, reason, Interval.exactly(both), "summits", sources=used)


def _paying(evidence: Evidence) -> Reading:
    definition = _("shares in the Turkic Investment Fund")
    rows = newest(evidence.series("tif_member_paid_in", kinds=None))
    ours = rows[rows["entity"].isin(_OURS)]
    if len(ours) < len(_OURS):
        return silent(definition, evidence, Name("share of the two in a fund of the organisation"))
    share, equal = float(ours["value"].sum() / rows["value"].sum()), len(_OURS) / len(rows)
    more, planned = share > equal + 1e-9, bool(ours["kind"].eq("plan").any())
    verdict = Verdict.SUPPORTED if more and not planned else Verdict.PARTLY if share > 0 else Verdict.CONTRADICTED
    said = {
        "capital": rows["value"].sum(), "share": share, "equal": equal,
        "paid": Name("planned as paid-in capital") if planned else Name("of paid-in capital"),
    }  # fmt: skip
    reason = _(
        "Of {capital:.0f} million dollars {paid} the two owe {share:.0%}, no more than two founders' equal part of "
        "{equal:.0%}.",
        **said,
    )
    if more:
        reason = _(
            "Of {capital:.0f} million dollars {paid} the two owe {share:.0%}, more than two founders' equal part of "
            "{equal:.0%}.",
            **said,
        )
    return Reading(definition, verdict, reason, Interval.exactly(100 * share), "percent", tuple(rows["row"]))


def _chairs(evidence: Evidence) -> Reading:
    definition = _("chair of CICA handed from one to the other")
    by = pd.Timestamp(parse(claim(evidence, "TUR-2").period).end)
    chairs = [evidence.series(f"cica_chair_start_{code}", kinds=("actual",)) for code in ("kaz", "aze")]
    chairs = [rows[rows["end"] <= by] for rows in chairs]
    rows = pd.concat(chairs, ignore_index=True)
    if rows.empty:
        return silent(definition, evidence, Name("chair of CICA by one of the two"))
    told = [
        Name("{country} from {since}", country=COUNTRIES[code], since=spoken(str(held["period"].iloc[-1])))
        for code, held in zip(("KAZ", "AZE"), chairs, strict=True) if len(held)
    ]  # fmt: skip
    verdict = Verdict.SUPPORTED if len(told) == len(_OURS) else Verdict.PARTLY
    reason = _("The chair of CICA was held by {told}.", told=together(told))
    return Reading(definition, verdict, reason, Interval.exactly(len(told)), "states", tuple(rows["row"]))


@rule("TUR-3", Integration)
def language_binds(evidence: Evidence, parameters: Integration) -> list[Reading]:
    """What binds cannot be checked; how near the two languages are can be shown."""
    definition = _("rhetoric, with the vocabulary that the languages share")
    rank, found = exchange.language_rank(evidence), exchange.languages(evidence, parameters)
    if rank is None:
        reason = _(
            "What binds is no quantity, and no likeness of the two languages was published by {day}.",
            day=evidence.as_of,
        )
        return [Reading(_("rhetoric"), Verdict.NOT_CHECKABLE, reason)]
    own = found[found["pair"] == exchange.OWN].iloc[0]
    best = found[found["pair"].str.contains("azj") & (found["pair"] != exchange.OWN)].head(1)
    said: dict[str, Any] = {
        "share": own["share_cognate"], "meanings": own["n_meanings"], "error": 100 * own["se"], "rank": rank[0],
        "pairs": rank[1],
    }  # fmt: skip
    reason = _(
        "What binds is no quantity; Azerbaijani and Kazakh share {share:.1%} of {meanings} basic meanings (standard "
        "error {error:.1f} points), number {rank} of {pairs} Turkic pairs.",
        **said,
    )
    for line in best.to_dict("records"):
        reason = _(
            "What binds is no quantity; Azerbaijani and Kazakh share {share:.1%} of {meanings} basic meanings "
            "(standard error {error:.1f} points), number {rank} of {pairs} Turkic pairs; {best} share {most:.0%}.",
            best=line["name"], most=line["share_cognate"], **said,
        )  # fmt: skip
    rows = evidence.series("lexical_shared_cognates", exchange.OWN)["row"]
    measured = Interval(*(100 * float(own[column]) for column in ("share_cognate", "low", "high")))
    return [Reading(definition, Verdict.NOT_CHECKABLE, reason, measured, "percent", tuple(rows))]


@rule("HUM-1", Integration)
def strategic_necessity(evidence: Evidence, parameters: Integration) -> list[Reading]:  # noqa: ARG001
    """A necessity cannot be checked; the people who go between the two states can be counted."""
    sizes = exchange.by_key(exchange.exchanges(evidence))
    there, back = (sizes.get(f"students:{pair}") for pair in ("AZE-KAZ", "KAZ-AZE"))
    guests, all_guests = sizes.get("tourists_to_aze:KAZ-AZE"), sizes.get("tourists_total_to_aze:AZE")
    told, rows = [], []
    if there and back:
        told.append(_(
            "{there:,.0f} students from Azerbaijan in Kazakhstan and {back:,.0f} the other way",
            there=there.value, back=back.value,
        ))  # fmt: skip
        rows += [there.row, back.row]
    if guests:
        told.append(_visitors(guests, all_guests))
        rows += [guests.row, *([all_guests.row] if all_guests else [])]
    if not told:
        reason = _(
            "A necessity is no quantity, and no size of the exchanges was published by {day}.", day=evidence.as_of
        )
        return [Reading(_("rhetoric"), Verdict.NOT_CHECKABLE, reason)]
    reason = _("A necessity is no quantity; what is known of exchanges: {told}.", told="; ".join(told))
    measured = Interval.exactly(guests.value if guests else there.value if there else 0)
    definition = _("rhetoric, with the people who go between the two states")
    return [Reading(definition, Verdict.NOT_CHECKABLE, reason, measured, "persons", tuple(rows))]


def _visitors(guests: exchange.Size, everyone: exchange.Size | None) -> str:
    span = parse(guests.period)
    said: dict[str, Any] = {
        "guests": guests.value, "period": spoken(f"{span.start:%Y-%m}/{span.end:%Y-%m}"),
    }  # fmt: skip
    if everyone is None:
        return _("{guests:,.0f} visitors from Kazakhstan in Azerbaijan in {period}", **said)
    return _(
        "{guests:,.0f} visitors from Kazakhstan in Azerbaijan in {period}, {share:.1%} of all",
        share=guests.value / everyone.value, **said,
    )  # fmt: skip

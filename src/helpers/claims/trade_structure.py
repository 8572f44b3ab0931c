"""Verdicts on what the article says of the structure and the weight of trade (TRD-6 and TRD-7)."""

from helpers.analysis import trade_goods
from helpers.analysis.trade import Measured, level, lines_of
from helpers.analysis.trade_gold import gold
from helpers.claims.ledger import rule
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence, newest
from helpers.locale import Name, _, spoken, together
from helpers.models.interval import Interval
from helpers.parameters import Trade


@rule("TRD-6", Trade)
def structure_of_trade(evidence: Evidence, parameters: Trade) -> list[Reading]:
    """What dominates and what gains: the goods whose value is known, read as shares of turnover.

    No statistics by product and year are among the evidence; what there is are gold, wheat and
    Azerbaijan's non-oil exports by value, and three products by growth for one half-year.
    """
    readings = [_dominance(evidence, parameters), _machinery(evidence, parameters)]
    return [*readings, *_processed(evidence, parameters)]


def _dominance(evidence: Evidence, parameters: Trade) -> Reading:
    table = trade_goods.product_shares(evidence, parameters)
    raw = table[table["goods"].isin(["gold", "wheat from Kazakhstan"])]
    raw = raw if parameters.gold != "without" else raw[raw["goods"] != "gold"]
    definition = _("grain and metals (gold included), Azerbaijan's statistics")
    if raw.empty:
        reason = _("No value of grain, metals or energy beside turnover was published by {day}.", day=evidence.as_of)
        return Reading(definition, Verdict.UNVERIFIED, reason)
    shares = raw.groupby("period")["share"].sum()
    period = str(shares.idxmax())
    used, share = raw[raw["period"] == period], float(shares.max())
    named = together(
        Name("{share:.0%} was {goods}", share=line.share, goods=trade_goods.GOODS[line.goods])
        for line in lines_of(used)
    )
    verdict = Verdict.SUPPORTED if share > 0.5 else Verdict.PARTLY if share > 1 / 3 else Verdict.UNVERIFIED
    reason = _(
        "Of turnover in {period} {named}, so that much or more was raw; of machinery no value is known.",
        period=spoken(period), named=named,
    )  # fmt: skip
    percent = Interval(100 * share, 100 * share, 100.0)
    return Reading(definition, verdict, reason, percent, "percent", sum(used["rows"], ()))


def _machinery(evidence: Evidence, parameters: Trade) -> Reading:
    table = trade_goods.product_growth(evidence, parameters)
    table = table[table["product"] == "electric locomotives"]
    definition = _("machinery: electric locomotives, Kazakhstan's statistics")
    if table.empty:
        reason = _("No value or growth of machinery or ICT was published by {day}.", day=evidence.as_of)
        return Reading(definition, Verdict.UNVERIFIED, reason)
    line = table.iloc[-1]
    verdict = Verdict.PARTLY if line["relative"] > 1 else Verdict.CONTRADICTED
    reason = _(
        "In {period} electric locomotives grew {multiple:.1f} times while all trade grew {total:.1f} times: one "
        "product of one half-year, with no value in any later year.",
        period=spoken(str(line["period"])), multiple=line["multiple"], total=line["total"],
    )  # fmt: skip
    return Reading(definition, verdict, reason, Interval.exactly(float(line["relative"])), "times", line["rows"])


def _processed(evidence: Evidence, parameters: Trade) -> list[Reading]:
    """Azerbaijan's non-oil exports over turnover, first and last known, with and without gold.

    They are one direction only and hold raw goods too, so they stand beside the claim and settle nothing.
    """
    definition = Name("Azerbaijan's non-oil exports, a stand-in for processed goods, as a share of turnover")
    found = trade_goods.processed_share(evidence, parameters)
    if found is None:
        reason = _("The share of non-oil exports in turnover was not known for two years by {day}.", day=evidence.as_of)
        return [Reading(str(definition), Verdict.UNVERIFIED, reason)]
    first, last = found
    metal = gold(evidence, last.period)
    total = level(evidence, "azerbaijan", last.period, parameters)
    readings = []
    if parameters.gold != "without" or metal is None or total is None:
        readings.append(_trend(definition, first, last, last.value))
    if parameters.gold != "with" and metal is not None and total is not None:
        share = last.value * total.value / (total.value - metal.value)
        readings.append(
            _trend(Name("{definition} without gold", definition=definition), first, last, share, metal.rows)
        )
    return readings


def _trend(definition: Name, first: Measured, last: Measured, share: float, rows: tuple[str, ...] = ()) -> Reading:
    change = 100 * (share - first.value)
    moved = Name("a gain of {points:.0f} points", points=change)
    if change <= 0:
        moved = Name("a loss of {points:.0f} points", points=-change)
    reason = _(
        "Azerbaijan's non-oil exports were {before:.0%} of turnover in {first} and {share:.0%} in {last}, {moved}; "
        "they are one direction only and hold raw goods too.",
        before=first.value, first=spoken(first.period), share=share, last=spoken(last.period), moved=moved,
    )  # fmt: skip
    measured, used = Interval.exactly(change), first.rows + last.rows + rows
    return Reading(str(definition), Verdict.UNVERIFIED, reason, measured, "percentage points", used)


@rule("TRD-7", Trade)
def economic_revolution(evidence: Evidence, parameters: Trade) -> list[Reading]:  # noqa: ARG001
    """Rhetoric; the size of the trade is given beside it, and no more."""
    share = newest(evidence.series("az_share_in_kz_total_trade", "AZE-KAZ"))
    if share.empty:
        reason = _(
            "A revolution is not a quantity; as of {day} no share of either state's trade was known.",
            day=evidence.as_of,
        )
        return [Reading(_("Rhetoric"), Verdict.NOT_CHECKABLE, reason)]
    value, period = float(share["value"].iloc[-1]), spoken(str(share["period"].iloc[-1]))
    reason = _(
        "A revolution is not a quantity; Azerbaijan was {value:.1f} percent of Kazakhstan's foreign trade in {period}.",
        value=value,
        period=period,
    )
    rows = tuple(share["row"])
    definition = _("Azerbaijan's share of Kazakhstan's foreign trade")
    return [Reading(definition, Verdict.NOT_CHECKABLE, reason, Interval.exactly(value), "percent", rows)]

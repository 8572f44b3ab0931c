"""Gold of Kazakh origin inside Azerbaijan's figures."""

from dataclasses import dataclass

import pandas as pd

from helpers.analysis.trade import PAIR, TURNOVER, Measured, level, lines_of, part_years, stated_growth
from helpers.evidence import Evidence, newest, parse, remembered
from helpers.models.dating import arrived_by, candidates, unit_value
from helpers.models.interval import Interval
from helpers.parameters import Trade

FLOW = "KAZ-AZE"
VALUE, WEIGHT, PRICE = "az_gold_imports_value", "az_gold_imports_volume", "gold_price_monthly"


@dataclass(frozen=True, slots=True)
class Parts:
    """A period's turnover with its gold.

    Attributes
    ----------
    before
        Turnover of the same months a year before, gold included; None where unknown.
    """

    period: str
    total: Measured
    gold: Measured
    before: Measured | None

    @property
    def share(self) -> float:
        """Gold over turnover."""
        return self.gold.value / self.total.value

    @property
    def rest(self) -> float:
        """Turnover without gold."""
        return self.total.value - self.gold.value

    @property
    def rows(self) -> tuple[str, ...]:
        """Ids of the observations used."""
        return self.total.rows + self.gold.rows + (self.before.rows if self.before else ())


@remembered
def gold(evidence: Evidence, period: str, flow: str = FLOW) -> Measured | None:
    """Return the value of gold imports of one flow in one period; None where unknown."""
    rows = evidence.series(VALUE, flow, period=period)
    if rows.empty:
        return None
    value = float(newest(rows)["value"].iloc[0])
    return Measured(Interval.spanning(rows["value"], value), period, tuple(rows["row"]))


def before_by_growth(evidence: Evidence, reporter: str, period: str, parameters: Trade) -> Measured | None:
    """Return the level of the same months a year before, told by the level and the stated growth."""
    now = level(evidence, reporter, period, parameters)
    growth = stated_growth(evidence, reporter, period, parameters)
    if now is None or growth is None:
        return None
    low, high = now.interval.low / growth.interval.high, now.interval.high / growth.interval.low
    return Measured(Interval(now.value / growth.value, low, high), period, now.rows + growth.rows)


@remembered
def parts(evidence: Evidence, parameters: Trade) -> list[Parts]:
    """Take apart every period for which turnover and Kazakh gold are both known, oldest first.

    Both come from Azerbaijan. That its customs and its statistics committee attribute gold to countries
    alike is an assumption.
    """
    periods = evidence.series(VALUE, FLOW)["period"].drop_duplicates()
    found = (part(evidence, period, parameters) for period in periods)
    return [one for one in found if one is not None]


def part(evidence: Evidence, period: str, parameters: Trade) -> Parts | None:
    """Take one period apart; None where turnover or gold is unknown."""
    metal = gold(evidence, period)
    total = level(evidence, "azerbaijan", period, parameters) if metal else None
    if metal is None or total is None:
        return None
    return Parts(period, total, metal, before_by_growth(evidence, "azerbaijan", period, parameters))


@dataclass(frozen=True, slots=True)
class Mirrored:
    """The ratio of the two statistics for one period, with the gold and without.

    Attributes
    ----------
    without
        Limits of the ratio without gold: how much of the gold came in the period is known only as far as
        the rest of the longer period could hold it.
    """

    period: str
    ratio: float
    without: tuple[float, float]
    rows: tuple[str, ...]


def mirror_without_gold(evidence: Evidence, parameters: Trade) -> Mirrored | None:
    """Take the gold out of the last period that both states report, as far as it can be; None where it cannot.

    Kazakhstan's figure is left as it is: whether its statistics hold this gold is not known.
    """
    for found in parts(evidence, parameters):
        year = int(found.period[:4])
        known = part_years(evidence, "kazakhstan", parameters)
        known = known[(known["year"] == year) & (known["end"] <= pd.Timestamp(parse(found.period).end))]
        for period in reversed(list(known["period"])):
            own, other = (level(evidence, reporter, period, parameters) for reporter in TURNOVER)
            if own is not None and other is not None:
                least = max(0.0, found.gold.value - (found.total.value - own.value))
                limits = [(own.value - metal) / other.value for metal in (found.gold.value, least)]
                rows = own.rows + other.rows + found.gold.rows + found.total.rows
                return Mirrored(period, own.value / other.value, (limits[0], limits[1]), rows)
    return None


def turkic_gold(evidence: Evidence, period: str) -> tuple[float, float, tuple[str, ...]] | None:
    """Return how much Azerbaijan's trade with its four Turkic partners grew, and the gold it bought from them.

    None where either is unknown. The gold of the year before is not known by origin.
    """
    growth = evidence.series("az_trade_with_ots_increment", period=period)
    metal = newest(evidence.series(VALUE, period=period))
    metal = metal[metal["entity"].isin([f"{partner}-AZE" for partner in ("KAZ", "KGZ", "TUR", "UZB")])]
    if growth.empty or metal.empty:
        return None
    rows = (*growth["row"], *metal["row"])
    return float(newest(growth)["value"].iloc[0]), float(metal["value"].sum()), rows


def gold_by_partner(evidence: Evidence, period: str, parameters: Trade) -> pd.DataFrame:
    """Return how much of Azerbaijan's trade with each partner was gold in one period.

    Returns
    -------
    DataFrame
        ``partner, turnover, gold, share, rest, rows``; the turnover of Kazakhstan is that of Azerbaijan's
        own statistics, like the others.
    """
    metal = evidence.series(VALUE, period=period)
    metal = newest(metal[metal["entity"].str.endswith("-AZE")])
    lines = []
    for line in lines_of(metal):
        partner = str(line.entity)[:3]
        found = _trade_with(evidence, partner, period, parameters)
        if found is not None:
            value, rows = found.value, (line.row, *found.rows)
            lines.append((partner, value, line.value, line.value / value, value - line.value, rows))
    table = pd.DataFrame(lines, columns=["partner", "turnover", "gold", "share", "rest", "rows"])
    return table.sort_values("share", ascending=False, ignore_index=True)


def _trade_with(evidence: Evidence, partner: str, period: str, parameters: Trade) -> Measured | None:
    """Azerbaijan's turnover with a partner, in its own statistics."""
    pair = "-".join(sorted(["AZE", partner]))
    if pair == PAIR:
        return level(evidence, "azerbaijan", period, parameters)
    rows = evidence.series("bilateral_trade_turnover", pair, period=period)
    rows = rows[rows["note"].str.contains("AZ reporter")]
    if rows.empty:
        return None
    value = float(newest(rows)["value"].iloc[0])
    return Measured(Interval.spanning(rows["value"], value), period, tuple(rows["row"]))


@dataclass(frozen=True, slots=True)
class Dated:
    """The price paid for the gold beside the market, month by month.

    Attributes
    ----------
    months
        ``period, value, gap, candidate, low, high``: market average, price paid over it less one, whether
        one consignment could have come then, and the share of the weight that came by then at least and
        at most (missing where no mixture of months explains the price).
    """

    period: str
    paid: float
    months: pd.DataFrame
    rows: tuple[str, ...]


def dated(evidence: Evidence, period: str, parameters: Trade) -> Dated | None:
    """Date the gold of a period by its unit value; None where weight, value or prices are unknown."""
    value, weight = gold(evidence, period), evidence.series(WEIGHT, FLOW, period=period)
    span = parse(period)
    market = evidence.series(PRICE)
    market = newest(market[(market["start"] >= pd.Timestamp(span.start)) & (market["end"] <= pd.Timestamp(span.end))])
    if value is None or weight.empty or market.empty:
        return None
    paid = unit_value(value.value, float(newest(weight)["value"].iloc[0]))
    months = candidates(paid, market, parameters.tolerance)
    months = pd.concat([months, arrived_by(paid, market["value"])], axis=1)
    return Dated(period, paid, months, (*value.rows, *weight["row"], *market["row"]))

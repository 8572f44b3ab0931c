"""What the article says of the corridor's cargo, against what was published."""

from typing import Any

import pandas as pd

from helpers.analysis import corridor, corridor_forecast
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Claim, Reading, Verdict
from helpers.evidence import Evidence, newest, parse
from helpers.locale import Name, _, p_, rounded, spoken
from helpers.models.compatibility import possible
from helpers.models.interval import Interval
from helpers.parameters import Corridor

LEVELS = {
    "seaports": Name("cargo through the seaports of both states (route association)"),
    "ministry": Name("all cargo of the route (Kazakhstan's ministry)"),
    "freight": Name("all freight between the two states (Kazakhstan's ministry)"),
    "ktz": Name("rail cargo to and from Azerbaijan, by way of Russia too (Kazakhstan's railway)"),
    "association": Name("the association's own cargo (route association)"),
}
"""Measures that the article's tonnage may mean, and their names in a verdict."""

SAME = 0.05
"""Percentage points below which two rates of growth are written alike."""

PACES = {
    "ministry": Name("tonnes of the whole route (president of Kazakhstan)"),
    "ady": Name("tonnes of the route on Azerbaijan's railway"),
    "traceca": Name("tonnes of the TRACECA corridor (Azerbaijan's statistics)"),
    "eastwest": Name("tonnes of the East-West corridor (Azerbaijan's statistics)"),
    "allkzports": Name("tonnes in Kazakhstan's seaports"),
    "baku": Name("tonnes in the port of Baku"),
    "trains": Name("the number of container trains from China to Azerbaijan"),
    "bakuboxes": Name("the number of containers in the port of Baku"),
    "wagons": Name("the number of wagons on the ferries of Azerbaijan's fleet"),
}
"""Measures that the article's growth in 2025 may mean."""


def _defined(name: Name) -> str:
    """A definition as it stands alone."""
    return p_("definition", "{name}", name=name)


def _statement(evidence: Evidence, series: str, period: str, what: Name) -> Reading:
    """The president's words are what the article repeats: found or not, they verify nothing."""
    definition = _("transit between the two states, as the president of Azerbaijan put it")
    rows = evidence.series(series, "AZE-KAZ", period=period, kinds=("actual",), bounds=True)
    if rows.empty:
        return silent(definition, evidence, what)
    told = rows.iloc[0]
    said = {"value": told["value"], "unit": p_("unit", str(told["unit"])), "day": told["published"]}
    reason = _(
        "The president of Azerbaijan gave more than {value:g} {unit} on {day} without a definition, and no statistics "
        "under that definition were found, so the words are quoted rightly and verified by nobody.",
        **said,
    ) if told["bound"] == "lower" else _(
        "The president of Azerbaijan gave {value:g} {unit} on {day} without a definition, and no statistics under that "
        "definition were found, so the words are quoted rightly and verified by nobody.",
        **said,
    )  # fmt: skip
    return Reading(definition, Verdict.UNVERIFIED, reason, rows=(str(told["row"]),))


@rule("COR-1", Corridor)
def transit_above_level(evidence: Evidence, parameters: Corridor) -> list[Reading]:  # noqa: ARG001
    """Compare the tonnage of the year with the article's threshold, under every measure it may mean.

    A figure that only says "more than" is no measurement, the president's own statement included. A measure
    whose rounding reaches over the threshold on both sides is left open.
    """
    stated = claim(evidence, "COR-1")
    readings = [_statement(evidence, "transit_aze_kaz", stated.period, Name("statement on the transit"))]
    for key, name in LEVELS.items():
        rows = newest(_year(corridor.levels(evidence, [key]), stated.period))
        readings.append(_level_reading(rows, name, float(stated.value), stated, evidence))
    return readings


def _year(rows: pd.DataFrame, period: str) -> pd.DataFrame:
    return rows[(rows["period"] == period) & (rows["kind"] == "actual")]


def _level_reading(rows: pd.DataFrame, name: Name, limit: float, stated: Claim, evidence: Evidence) -> Reading:
    if rows.empty:
        return _unmeasured(name, evidence, stated.period)
    row = rows.iloc[-1]
    range_ = possible(float(row["value"]), row["bound"])
    over = Verdict.SUPPORTED if range_.low > limit else Verdict.CONTRADICTED if range_.high < limit else Verdict.PARTLY
    said: dict[str, Any] = {
        "name": name, "value": row["value"], "year": spoken(stated.period), "gap": abs(row["value"] / limit - 1),
        "limit": limit,
    }  # fmt: skip
    reason = (
        _("{name:Nom} came to {value:.3g} Mt in {year}, {gap:.0%} above the article's {limit:g} Mt.", **said)
        if row["value"] > limit
        else _("{name:Nom} came to {value:.3g} Mt in {year}, {gap:.0%} below the article's {limit:g} Mt.", **said)
    )
    return Reading(_defined(name), over, reason, range_, stated.unit, (str(row["row"]),))


def _unmeasured(name: Name, evidence: Evidence, year: str) -> Reading:
    what = Name("measurement of {year} under this definition", year=spoken(year))
    return silent(_defined(name), evidence, what)


@rule("COR-2", Corridor)
def growth_of_the_year(evidence: Evidence, parameters: Corridor) -> list[Reading]:
    """Compare yearly growth with the article's rate, always within one measure.

    Equal within ``growth_tolerance`` points is supported, another rate is contradicted.
    """
    stated = claim(evidence, "COR-2")
    year = parse(stated.period.split(" vs ")[0]).end.year
    readings = [_statement(evidence, "transit_aze_kaz_growth", str(year), Name("statement on the growth of transit"))]
    wanted, keys = float(stated.value), ("seaports", "ministry", "freight", "ktz")
    return readings + [_pace_reading(evidence, parameters, key, LEVELS[key], year, 12, wanted) for key in keys]


def _pace_reading(
    evidence: Evidence, parameters: Corridor, key: str, name: Name, year: int, months: int, wanted: float
) -> Reading:
    rate = corridor.rate(evidence, key, year, months)
    window = Name("the first {months} months of {year}", months=months, year=spoken(str(year)))
    window = window if months < 12 else spoken(str(year))
    if rate is None:
        return silent(_defined(name), evidence, Name("growth for {window} under this definition", window=window))
    near, counted = abs(rate["value"] - wanted) <= parameters.growth_tolerance, rate["family"] != "tonnes"
    verdict = Verdict.CONTRADICTED if not near else Verdict.PARTLY if counted else Verdict.SUPPORTED
    gap = rounded(abs(rate["value"] - wanted), 1)
    said: dict[str, Any] = {
        "name": name, "value": rate["value"], "window": window, "gap": gap, "wanted": wanted,
        "tonnes": _(", but the article speaks of tonnes") if near and counted else "",
        "inferred": _(" (one of its figures names no months; they are inferred)") if rate["inferred"] else "",
    }  # fmt: skip
    reason = (
        _(
            "{name:Nom} changed by {value:+.3g} percent in {window}, {gap:.1f} points from the article's {wanted:+g}"
            "{tonnes}{inferred}.",
            **said,
        )
        if gap
        else _("{name:Nom} changed by {value:+.3g} percent in {window}, as the article says{tonnes}{inferred}.", **said)
    )
    measured = Interval(rate["value"], rate["low"], rate["high"])
    return Reading(_defined(name), verdict, reason, measured, "percent", rate["rows"])


@rule("COR-3", Corridor)
def growth_of_nine_months(evidence: Evidence, parameters: Corridor) -> list[Reading]:
    """Compare the growth of the same months under each measure with the article's rate.

    The article's own definition has no other publication. It speaks of tonnes, so a count of trains, containers or
    wagons that grew at its rate bears it out in part at most: the figure is real, and of something else.
    """
    stated = claim(evidence, "COR-3")
    window = parse(stated.period.split(" vs ")[0])
    year, months, wanted = window.end.year, window.end.month, float(stated.value)
    definition = _("transit between the two states, the article's own words")
    what = Name("growth of this transit for these months, apart from the article's,")
    readings = [silent(definition, evidence, what)]
    rest = [_pace_reading(evidence, parameters, key, name, year, months, wanted) for key, name in PACES.items()]
    return readings + rest


@rule("COR-4", Corridor)
def level_of_the_year(evidence: Evidence, parameters: Corridor) -> list[Reading]:
    """Compare the year's tonnage, measured or carried to the end of the year, with the article's forecast.

    The arithmetic of the article's own figures comes first, for the statement is conditional; it counts once
    the president's statement behind the figures was public. Then every
    measure: its outcome where known, else its longest part of the year, extended pro rata with an interval
    from how uneven the corridor's years have been. Supported within ``nearness``; an extension whose interval
    reaches the figure while its value does not is partly so.
    """
    stated = claim(evidence, "COR-4")
    readings = [_arithmetic(evidence, parameters, stated)]
    for key in ("ktz", "ministry", "ady", "association"):
        name = LEVELS.get(key) or PACES[key]
        readings.append(_whole_year(evidence, parameters, stated, key, name))
    return readings


def _arithmetic(evidence: Evidence, parameters: Corridor, stated: Claim) -> Reading:
    level, pace = (float(claim(evidence, id_).value) for id_ in ("COR-1", "COR-3"))
    product, wanted = level * (1 + pace / 100), float(stated.value)
    near = abs(product / wanted - 1) <= parameters.nearness
    rows = evidence.series("transit_aze_kaz", "AZE-KAZ", kinds=("actual",), bounds=True)["row"]
    definition = _("the article's own figures, if its trend holds")
    if rows.empty:
        return silent(definition, evidence, Name("statement of the figures from which the article reckons"))
    return Reading(
        definition,
        Verdict.SUPPORTED if near else Verdict.CONTRADICTED,
        _(
            "The article's {level:g} Mt grown by its {pace:g} percent make {product:.2f} Mt, {gap:.1%} from "
            "{wanted:g}, so the sum is right whatever its two figures are worth.",
            level=level, pace=pace, product=product, gap=abs(product / wanted - 1), wanted=wanted,
        ),
        Interval.exactly(product), stated.unit, tuple(rows),
    )  # fmt: skip


def _whole_year(evidence: Evidence, parameters: Corridor, stated: Claim, key: str, name: Name) -> Reading:
    wanted, year = float(stated.value), int(stated.period)
    measured = newest(_year(corridor.levels(evidence, [key]), stated.period))
    if len(measured):
        row = measured.iloc[-1]
        value, how = possible(float(row["value"]), row["bound"]), Name("the outcome")
    else:
        extended = corridor_forecast.annualised(evidence, parameters, key, year)
        if extended is None:
            return _unmeasured(name, evidence, str(year))
        value, row = extended
        how = Name(
            "{part:.3g} Mt in its first {months} months, extended to the year", part=row["value"], months=row["months"]
        )
    gap = value.value / wanted - 1
    reach = value.low <= wanted * (1 + parameters.nearness) and value.high >= wanted * (1 - parameters.nearness)
    near = abs(gap) <= parameters.nearness
    verdict = Verdict.SUPPORTED if near else Verdict.PARTLY if reach else Verdict.CONTRADICTED
    said: dict[str, Any] = {
        "name": name, "value": value.value, "year": spoken(str(year)), "how": how, "gap": abs(gap), "wanted": wanted,
    }  # fmt: skip
    reason = (
        _("{name:Nom} came to {value:.2f} Mt in {year} ({how}), {gap:.0%} above {wanted:g} Mt.", **said)
        if gap > 0
        else _("{name:Nom} came to {value:.2f} Mt in {year} ({how}), {gap:.0%} below {wanted:g} Mt.", **said)
    )
    return Reading(_defined(name), verdict, reason, value, stated.unit, (str(row["row"]),))

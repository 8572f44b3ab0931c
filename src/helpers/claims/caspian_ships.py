"""Verdicts on the statements about oil at Dubendi and the cost of low water."""

from typing import Any

import pandas as pd

from helpers.analysis import caspian_level, caspian_ships
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence
from helpers.locale import Name, _, p_, spoken, written
from helpers.models.interval import Interval
from helpers.models.rounding import half_unit
from helpers.parameters import Caspian


@rule("ECO-4", Caspian)
def oil_at_dubendi(evidence: Evidence, parameters: Caspian) -> list[Reading]:
    """Compare both half-years, and the change between them, with what others report of the terminal."""
    stated = claim(evidence, "ECO-4")
    after, before = (float(part) for part in stated.value.split("|"))
    halves = [half_unit(part) for part in stated.value.split("|")]
    oil = caspian_ships.terminal(evidence, parameters, *reversed(stated.period.split(" vs ")))
    definition = _("both half-years, crude and products")
    if oil is None:
        return [silent(definition, evidence, Name("throughput of the terminal in both half-years"))]
    right = [abs(oil.after - after) <= halves[0], abs(oil.before - before) <= halves[1]]
    verdict = {2: Verdict.SUPPORTED, 1: Verdict.PARTLY, 0: Verdict.CONTRADICTED}[sum(right)]
    rows = tuple(oil.rows["row"])
    reason = _reported(oil, after, before, alone=evidence.independent(rows) == 1)
    return [Reading(definition, verdict, reason, Interval.exactly(oil.after), "kt", rows)]


def _reported(oil: caspian_ships.Terminal, after: float, before: float, *, alone: bool) -> str:
    """Say what is reported beside the article's figures, and whether it all goes back to one report."""
    change = Name("{percent:.1f} percent less", percent=abs(100 * oil.change))
    if oil.change >= 0:
        change = Name("{percent:.1f} percent more", percent=abs(100 * oil.change))
    values = {"now": oil.after, "then": oil.before, "after": after, "before": before, "change": change}
    if alone:
        return _(
            "Reports have {now:.0f} thousand tonnes after {then:.0f} a year before, {change}; the article has "
            "{after:g} after {before:g}. All reports go back to one press line, which the article may repeat.",
            **values,
        )
    return _(
        "Reports have {now:.0f} thousand tonnes after {then:.0f} a year before, {change}; the article has "
        "{after:g} after {before:g}.",
        **values,
    )


@rule("ECO-5", Caspian)
def cost_of_low_water(evidence: Evidence, parameters: Caspian) -> list[Reading]:
    """Test the sign of every link: level to load, load to cost of a tonne, level to cost of dredging."""
    return [_dearer(evidence, parameters), _shallower(evidence, parameters), *_dredged(evidence)]


def _dearer(evidence: Evidence, parameters: Caspian) -> Reading:
    definition = _("cost of a tonne at the loads reported")
    table = caspian_ships.loads(evidence, parameters)
    # ferries are half empty in some ports only, where silting is named: no average
    table = table[~table["bound"].isin(("lower", "upper")) & ~table["ferries"].astype(bool)]
    if table.empty:
        return silent(definition, evidence, Name("load of ships"))
    cost = Interval.spanning(100 * table["cost"])
    verdict = Verdict.SUPPORTED if cost.low > 0 else Verdict.CONTRADICTED
    reason = _(
        "Reported loads of {loads} percent make a tonne {cost} percent dearer if {share:.0f} percent of a voyage's "
        "cost is fixed; what ship owners earn is not published.",
        loads=_range(100 * table["load"]), cost=_range(100 * table["cost"]), share=100 * parameters.fixed_share,
    )  # fmt: skip
    return Reading(definition, verdict, reason, cost, "percent", tuple(table["row"]))


def _shallower(evidence: Evidence, parameters: Caspian) -> Reading:
    definition = _("tonnes missing per tanker at Aktau, against the water lost")
    found = caspian_ships.missing_cargo(evidence)
    file = caspian_level.chosen(evidence, parameters)
    last = int(file.yearly.years[-1]) if file else 0
    if found is None or file is None or not file.yearly.has(parameters.start_year) or last <= parameters.start_year:
        return silent(definition, evidence, Name("complete set of missing cargo, hull and level"))
    fall = -file.yearly.change(parameters.start_year, last).value * parameters.passed_on
    verdict = Verdict.SUPPORTED if fall >= found.draft.low else Verdict.CONTRADICTED
    reason = _(
        "The {low:,.0f} to {high:,.0f} t that tankers leave behind are {least:.2f} to {most:.2f} m of draft; the sea "
        "fell by {fall:.2f} m from {start} to {last}.",
        low=found.cargo.low, high=found.cargo.high, least=found.draft.low, most=found.draft.high, fall=fall,
        start=parameters.start_year, last=last,
    )  # fmt: skip
    return Reading(definition, verdict, reason, found.draft, "m", found.rows)


def _dredged(evidence: Evidence) -> list[Reading]:
    definitions = (
        _("price of dredging a cubic metre of Russia's Volga-Caspian canal"),
        _("yearly bill for dredging Russia's Volga-Caspian canal"),
    )
    table = caspian_ships.dredging(evidence)
    if len(table) < 2:
        return [silent(definition, evidence, Name("pair of years of volume and cost")) for definition in definitions]
    return [_price(table, definitions[0]), _bill(table, definitions[1])]


def _price(table: pd.DataFrame, definition: str) -> Reading:
    first, last, values = _ends(table, "unit_cost")
    if last > first:
        reason = _(
            "The price of dredging a cubic metre of Russia's Volga-Caspian canal rose: from {first:.0f} RUB per m³ in "
            "{begin} to {last:.0f} in {end}, inflation included, while the volume went from {before:,.0f} to "
            "{after:,.0f} thousand m³.",
            first=first, last=last, **values,
        )  # fmt: skip
    else:
        reason = _(
            "The price of dredging a cubic metre of Russia's Volga-Caspian canal did not rise: from {first:.0f} RUB "
            "per m³ in {begin} to {last:.0f} in {end}, inflation included, while the volume went from {before:,.0f} "
            "to {after:,.0f} thousand m³.",
            first=first, last=last, **values,
        )  # fmt: skip
    return Reading(definition, _rose(first, last), reason, Interval.exactly(last), "RUB per m³", _pairs(table))


def _bill(table: pd.DataFrame, definition: str) -> Reading:
    first, last, values = _ends(table, "cost")
    if last > first:
        reason = _(
            "The yearly bill for dredging Russia's Volga-Caspian canal rose: from {first:.2f} RUB billion in {begin} "
            "to {last:.2f} in {end}, inflation included, while the volume went from {before:,.0f} to {after:,.0f} "
            "thousand m³.",
            first=first, last=last, **values,
        )  # fmt: skip
    else:
        reason = _(
            "The yearly bill for dredging Russia's Volga-Caspian canal did not rise: from {first:.2f} RUB billion in "
            "{begin} to {last:.2f} in {end}, inflation included, while the volume went from {before:,.0f} to "
            "{after:,.0f} thousand m³.",
            first=first, last=last, **values,
        )  # fmt: skip
    return Reading(definition, _rose(first, last), reason, Interval.exactly(last), "RUB billion", _pairs(table))


def _ends(table: pd.DataFrame, column: str) -> tuple[float, float, dict[str, Any]]:
    """First and last figure, and what is said of their years."""
    first, last = table.iloc[0], table.iloc[-1]
    end = spoken(str(last["year"]))
    if last["kind"] == "plan":
        end = Name("{year} (planned)", year=end)
    values = {"begin": spoken(str(first["year"])), "end": end, "before": first["volume"], "after": last["volume"]}
    return float(first[column]), float(last[column]), values


def _rose(first: float, last: float) -> Verdict:
    return Verdict.SUPPORTED if last > first else Verdict.CONTRADICTED


def _pairs(table: pd.DataFrame) -> tuple[str, ...]:
    return tuple(row for pair in table["rows"] for row in pair)


def _range(values: pd.Series) -> str:
    low, high = (written(float(end), ".0f") for end in (values.min(), values.max()))
    return low if low == high else p_("range", "{low} to {high}", low=low, high=high)

"""Verdicts on the statements about oil at Dubendi and the cost of low water."""

import pandas as pd

from helpers.analysis import caspian_level, caspian_ships
from helpers.claims.ledger import claim, rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence
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
    definition = "both half-years, crude and products"
    if oil is None:
        return [silent(definition, evidence, "throughput of the terminal in both half-years")]
    right = [abs(oil.after - after) <= halves[0], abs(oil.before - before) <= halves[1]]
    verdict = {2: Verdict.SUPPORTED, 1: Verdict.PARTLY, 0: Verdict.CONTRADICTED}[sum(right)]
    rows = tuple(oil.rows["row"])
    alone = "; all reports go back to one press line, which the article may repeat"
    reason = (
        f"Reported are {oil.after:.0f} against {oil.before:.0f} thousand tonnes, {after:g} against {before:g} in the "
        f"article: {abs(100 * oil.change):.1f} percent {'less' if oil.change < 0 else 'more'}"
        f"{alone if evidence.independent(rows) == 1 else ''}."
    )
    return [Reading(definition, verdict, reason, Interval.exactly(oil.after), "kt", rows)]


@rule("ECO-5", Caspian)
def cost_of_low_water(evidence: Evidence, parameters: Caspian) -> list[Reading]:
    """Test the sign of every link: level to load, load to cost of a tonne, level to cost of dredging."""
    return [_dearer(evidence, parameters), _shallower(evidence, parameters), *_dredged(evidence)]


def _dearer(evidence: Evidence, parameters: Caspian) -> Reading:
    definition = "cost of a tonne at the loads reported"
    table = caspian_ships.loads(evidence, parameters)
    # ferries are half empty in some ports only, where silting is named: no average
    table = table[~table["bound"].isin(("lower", "upper")) & ~table["what"].str.contains("ferries")]
    if table.empty:
        return silent(definition, evidence, "load of ships")
    cost = Interval.spanning(100 * table["cost"])
    verdict = Verdict.SUPPORTED if cost.low > 0 else Verdict.CONTRADICTED
    reason = (
        f"Reported loads of {_range(100 * table['load'])} percent make a tonne "
        f"{_range(100 * table['cost'])} percent dearer if {100 * parameters.fixed_share:.0f} percent of a "
        "voyage's cost is fixed; what ship owners earn is not published."
    )
    return Reading(definition, verdict, reason, cost, "percent", tuple(table["row"]))


def _shallower(evidence: Evidence, parameters: Caspian) -> Reading:
    definition = "tonnes missing per tanker at Aktau, against the water lost"
    found = caspian_ships.missing_cargo(evidence)
    file = caspian_level.chosen(evidence, parameters)
    last = int(file.yearly.years[-1]) if file else 0
    if found is None or file is None or not file.yearly.has(parameters.start_year) or last <= parameters.start_year:
        return silent(definition, evidence, "complete set of missing cargo, hull and level")
    fall = -file.yearly.change(parameters.start_year, last).value * parameters.passed_on
    verdict = Verdict.SUPPORTED if fall >= found.draft.low else Verdict.CONTRADICTED
    reason = (
        f"The {found.cargo.low:.0f} to {found.cargo.high:.0f} t that tankers leave behind are {found.draft.low:.2f} to "
        f"{found.draft.high:.2f} m of draft; the sea fell by {fall:.2f} m from {parameters.start_year} to {last}."
    )
    return Reading(definition, verdict, reason, found.draft, "m", found.rows)


def _dredged(evidence: Evidence) -> list[Reading]:
    definitions = (
        "price of dredging a cubic metre of Russia's Volga-Caspian canal",
        "yearly bill for dredging Russia's Volga-Caspian canal",
    )
    table = caspian_ships.dredging(evidence)
    if len(table) < 2:
        return [silent(definition, evidence, "pair of years of volume and cost") for definition in definitions]
    units = (("unit_cost", ".0f", "RUB per m3"), ("cost", ".2f", "RUB billion"))
    return [_bill(table, definition, *unit) for definition, unit in zip(definitions, units, strict=True)]


def _bill(table: pd.DataFrame, definition: str, column: str, digits: str, unit: str) -> Reading:
    first, last = table.iloc[0], table.iloc[-1]
    rose = bool(last[column] > first[column])
    verdict = Verdict.SUPPORTED if rose else Verdict.CONTRADICTED
    planned = " (planned)" if last["kind"] == "plan" else ""
    reason = (
        f"The {definition} {'rose' if rose else 'did not rise'}: from {first[column]:{digits}} {unit} in "
        f"{first['year']} to {last[column]:{digits}} in {last['year']}{planned}, inflation included, while the "
        f"volume went from {first['volume']:,.0f} to {last['volume']:,.0f} thousand m3."
    )
    rows = tuple(row for pair in table["rows"] for row in pair)
    return Reading(definition, verdict, reason, Interval.exactly(last[column]), unit, rows)


def _range(values: pd.Series) -> str:
    low, high = f"{values.min():.0f}", f"{values.max():.0f}"
    return low if low == high else f"{low} to {high}"

"""Rules on oil at Dubendi and the cost of low water."""

from typing import Any

import numpy as np
import pytest

from helpers.claims import Judgement, Verdict, judge
from helpers.evidence import Evidence, made
from helpers.parameters import Caspian

PARAMETERS = Caspian(draws=200)


def row(series: str, entity: str, period: str, value: float, unit: str, **more: Any) -> dict[str, Any]:
    return {"series": series, "entity": entity, "period": period, "value": value, "unit": unit, **more}


def oil(before: float, after: float, unit: str = "kt") -> list[dict[str, Any]]:
    halves = (("2024-01/2024-06", before), ("2025-01/2025-06", after))
    return [row("port_oil", "port_dubendi", period, value, unit) for period, value in halves]


def verdict(claim: str, *rows: dict[str, Any], parameters: Caspian = PARAMETERS) -> Judgement:
    return judge(made(rows), claim, parameters)


class TestOilAtDubendi:
    """ECO-4."""

    def test_both_figures_support_it_in_any_unit(self) -> None:
        assert verdict("ECO-4", *oil(880, 810)).verdict is Verdict.SUPPORTED
        assert verdict("ECO-4", *oil(0.88, 0.81, "Mt")).verdict is Verdict.SUPPORTED

    def test_rounding_is_allowed_for(self) -> None:
        assert verdict("ECO-4", *oil(884, 806)).verdict is Verdict.SUPPORTED

    def test_one_of_two_figures_supports_it_partly(self) -> None:
        assert verdict("ECO-4", *oil(880, 700)).verdict is Verdict.PARTLY

    def test_neither_contradicts_it(self) -> None:
        assert verdict("ECO-4", *oil(500, 700)).verdict is Verdict.CONTRADICTED

    def test_one_half_year_leaves_it_unverified(self) -> None:
        assert verdict("ECO-4", oil(880, 810)[0]).verdict is Verdict.UNVERIFIED

    def test_real_evidence_supports_it_from_one_press_line(self, evidence: Evidence) -> None:
        found = judge(evidence, "ECO-4", PARAMETERS)
        assert found.verdict is Verdict.SUPPORTED
        assert "8.0 percent less" in found.reason
        assert found.confidence == 1


def load_factor(percent: float, **more: Any) -> dict[str, Any]:
    return row("vessel_load_factor", "port_aktau", "2025", percent, "percent", **more)


def canal(*years: tuple[int, float, float]) -> list[dict[str, Any]]:
    rows = []
    for year, volume, cost in years:
        rows.append(row("dredging_volume", "volga_caspian_canal", str(year), volume, "thousand m3"))
        rows.append(row("dredging_cost_rub", "volga_caspian_canal", str(year), cost, "RUB billion"))
    return rows


def tankers(rate: float) -> list[dict[str, Any]]:
    """Tankers that leave 2,000 to 2,500 t behind, and a sea that falls so fast."""
    rows = [
        row(
            "vessel_underloading", "port_aktau", "2025", 2000, "t per voyage", bound="lower", note="tankers, low bound"
        ),
        row(
            "vessel_underloading", "port_aktau", "2025", 2500, "t per voyage", bound="upper", note="tankers, high bound"
        ),
        row("ship_length", "PROJECT19619", "2006", 150, "m", kind="capacity"),
        row("ship_beam", "PROJECT19619", "2005", 17.3, "m", kind="capacity"),
    ]
    for year in range(2004, 2026):
        for month in range(12):
            time = year + (month + 0.5) / 12
            level = rate * (time - 2004) + 0.18 * np.cos(2 * np.pi * time)
            rows.append(row("caspian_level_altimetry", "CASPIAN", f"{year}-{month + 1:02d}", level, "m DAHITI"))
    return rows


class TestCostOfLowWater:
    """ECO-5."""

    def test_half_loaded_ships_support_it(self) -> None:
        found = verdict("ECO-5", load_factor(80))
        assert found.verdict is Verdict.SUPPORTED
        assert found.readings[0].measured is not None
        assert found.readings[0].measured.value == pytest.approx(20.0)

    def test_full_ships_contradict_it(self) -> None:
        assert verdict("ECO-5", load_factor(100)).verdict is Verdict.CONTRADICTED

    def test_costs_that_all_depend_on_the_cargo_contradict_it(self) -> None:
        found = verdict("ECO-5", load_factor(80), parameters=Caspian(fixed_share=0.0))
        assert found.verdict is Verdict.CONTRADICTED

    def test_a_bound_is_no_load(self) -> None:
        assert verdict("ECO-5", load_factor(70, bound="lower")).verdict is Verdict.UNVERIFIED

    def test_ferries_of_some_ports_are_no_average(self) -> None:
        ferries = row("ferry_load_factor", "ASCO", "2025", 50, "percent")
        assert verdict("ECO-5", ferries).verdict is Verdict.UNVERIFIED

    def test_dearer_metres_and_a_smaller_bill_support_it_partly(self) -> None:
        found = verdict("ECO-5", *canal((2023, 10_000, 4.0), (2024, 6_000, 3.5)))
        assert found.verdict is Verdict.PARTLY
        assert found.holds_under == ("price of dredging a cubic metre of Russia's Volga-Caspian canal",)

    def test_both_dearer_support_it(self) -> None:
        assert verdict("ECO-5", *canal((2023, 8_000, 4.0), (2024, 8_000, 5.0))).verdict is Verdict.SUPPORTED

    def test_enough_water_lost_supports_the_missing_cargo(self) -> None:
        found = verdict("ECO-5", *tankers(-0.1))
        reading = next(r for r in found.readings if "tanker" in r.definition)
        assert reading.verdict is Verdict.SUPPORTED
        assert reading.measured is not None
        assert reading.measured.low == pytest.approx(20 / 23.588, rel=1e-3)

    def test_too_little_water_lost_contradicts_it(self) -> None:
        assert verdict("ECO-5", *tankers(-0.01)).verdict is Verdict.CONTRADICTED

    def test_no_reports_leave_it_unverified(self) -> None:
        assert verdict("ECO-5", row("turnover", "AZE-KAZ", "2024", 1, "USD million")).verdict is Verdict.UNVERIFIED

    def test_real_evidence_supports_it_partly(self, evidence: Evidence) -> None:
        found = judge(evidence, "ECO-5", PARAMETERS)
        assert found.verdict is Verdict.PARTLY
        words = {r.definition: r.verdict for r in found.readings}
        assert words["yearly bill for dredging Russia's Volga-Caspian canal"] is Verdict.CONTRADICTED
        assert list(words.values()).count(Verdict.SUPPORTED) == 3

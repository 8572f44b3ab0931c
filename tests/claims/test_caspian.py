"""Rules on the level of the Caspian: every verdict on made-up evidence, and the real one."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest

from helpers.claims import Judgement, Verdict, judge
from helpers.evidence import Evidence, load, made
from helpers.parameters import Caspian

PARAMETERS = Caspian(draws=200)


def row(
    series: str, period: str, value: float, unit: str = "m", entity: str = "CASPIAN", **more: Any
) -> dict[str, Any]:
    return {"series": series, "entity": entity, "period": period, "value": value, "unit": unit, **more}


def gauges(first: float, last: float) -> list[dict[str, Any]]:
    levels = ((2006, first), (2024, last))
    return [row("caspian_level", str(year), level, "m BHS", "CASPIAN-KZ") for year, level in levels]


def months(rate: float, last: int = 2025) -> Iterator[dict[str, Any]]:
    for year in range(1996, last + 1):
        for month in range(12):
            time = year + (month + 0.5) / 12
            level = -26.4 + rate * (time - 1996) + 0.18 * np.cos(2 * np.pi * time)
            yield row("caspian_level_altimetry", f"{year}-{month + 1:02d}", level, "m DAHITI")


def verdict(claim: str, *rows: dict[str, Any], parameters: Caspian = PARAMETERS) -> Judgement:
    return judge(made(rows), claim, parameters)


UNRELATED = row("turnover", "2024", 470, "USD million")


class TestFallSince2006:
    """ECO-1."""

    def test_two_metres_by_gauge_and_satellite_support_it(self) -> None:
        found = verdict("ECO-1", *gauges(-27.0, -29.1), *months(-2.05 / 18))
        assert found.verdict is Verdict.SUPPORTED
        assert [r.verdict for r in found.readings] == [Verdict.SUPPORTED] * 2

    def test_half_a_metre_contradicts_it(self) -> None:
        assert verdict("ECO-1", *gauges(-27.0, -27.5)).verdict is Verdict.CONTRADICTED

    def test_measures_that_disagree_support_it_partly(self) -> None:
        found = verdict("ECO-1", *gauges(-27.0, -29.0), *months(-0.05))
        assert found.verdict is Verdict.PARTLY
        assert found.holds_under == ("gauges: Kazakh yearly means, Baltic system",)

    def test_without_both_years_it_is_unverified(self) -> None:
        found = verdict("ECO-1", gauges(-27.0, -29.0)[0], *months(-0.1, last=2022))
        assert found.verdict is Verdict.UNVERIFIED
        assert "2022" in found.readings[-1].reason

    def test_a_bound_is_no_measurement(self) -> None:
        assert (
            verdict("ECO-1", row("caspian_level_change", "2006/2024", -2.0, bound="upper")).verdict
            is Verdict.UNVERIFIED
        )

    def test_one_port_is_not_the_sea(self) -> None:
        stated = row("caspian_level_change", "2006/2024", -1.7, entity="port_aktau")
        assert verdict("ECO-1", stated).verdict is Verdict.UNVERIFIED

    def test_a_rise_is_no_fall(self) -> None:
        assert verdict("ECO-1", row("caspian_level_change", "2006/2024", 2.0)).verdict is Verdict.CONTRADICTED

    def test_the_tolerance_decides(self) -> None:
        stated = row("caspian_level_change", "2006/2024", -2.3)
        assert verdict("ECO-1", stated).verdict is Verdict.CONTRADICTED
        assert verdict("ECO-1", stated, parameters=Caspian(tolerance=0.2)).verdict is Verdict.SUPPORTED

    def test_real_evidence_supports_it_by_every_measure(self, evidence: Evidence) -> None:
        found = judge(evidence, "ECO-1", PARAMETERS)
        levels = evidence.series("caspian_level", "CASPIAN-KZ").set_index("period")["value"]
        assert found.verdict is Verdict.SUPPORTED
        assert found.readings[0].measured is not None
        assert found.readings[0].measured.value == pytest.approx(levels["2006"] - levels["2024"])
        satellites = [r.measured.value for r in found.readings if "satellites" in r.definition and r.measured]
        assert satellites == pytest.approx([2.07, 2.10], abs=0.02)
        assert found.confidence >= 3


class TestHeightBelowTheOcean:
    """ECO-2."""

    def test_a_level_that_rounds_to_it_supports_it(self) -> None:
        assert verdict("ECO-2", *gauges(-27.0, -29.4)).verdict is Verdict.SUPPORTED

    def test_a_metre_less_contradicts_it(self) -> None:
        assert verdict("ECO-2", *gauges(-27.0, -28.2)).verdict is Verdict.CONTRADICTED

    def test_two_datums_may_disagree(self) -> None:
        found = verdict("ECO-2", *gauges(-27.0, -29.2), *months(-0.01))
        assert found.verdict is Verdict.PARTLY
        assert found.readings[0].definition == "Kazakh gauges, yearly mean (BHS)"

    def test_an_old_level_says_nothing_of_now(self) -> None:
        found = verdict("ECO-2", gauges(-27.0, -29.0)[0])
        assert found.verdict is Verdict.UNVERIFIED
        assert "2006" in found.reason

    def test_no_level_no_verdict(self) -> None:
        assert verdict("ECO-2", UNRELATED).verdict is Verdict.UNVERIFIED

    def test_real_evidence_supports_it(self, evidence: Evidence) -> None:
        found = judge(evidence, "ECO-2", PARAMETERS)
        assert found.verdict is Verdict.SUPPORTED
        assert found.readings[0].measured is not None
        assert found.readings[0].measured.value == pytest.approx(-29.35)


def projection(year: str, fall: float, measure: str = "high", source: str = "study") -> dict[str, Any]:
    return row(f"caspian_fall_projection_{measure}", year, fall, kind="forecast", source=source)


class TestFallByMidCentury:
    """ECO-3."""

    def test_a_smaller_fall_in_print_contradicts_it(self) -> None:
        assert verdict("ECO-3", projection("2050", 5.0)).verdict is Verdict.CONTRADICTED

    def test_the_same_fall_at_the_same_horizon_supports_it(self) -> None:
        assert verdict("ECO-3", projection("2050", 18.0)).verdict is Verdict.SUPPORTED

    def test_the_end_of_the_century_is_not_its_middle(self) -> None:
        found = verdict("ECO-3", projection("2050", 5.0), projection("2100", 18.0, source="other"))
        assert found.verdict is Verdict.CONTRADICTED
        assert "for 2100" in found.reason

    def test_projections_for_2100_alone_leave_it_unverified(self) -> None:
        assert verdict("ECO-3", projection("2100", 18.0)).verdict is Verdict.UNVERIFIED

    def test_a_quartile_is_no_largest_fall(self) -> None:
        found = verdict("ECO-3", projection("2050", 20.0, "p75"), projection("2050", 5.0))
        assert found.verdict is Verdict.CONTRADICTED

    def test_quartiles_alone_leave_it_unverified(self) -> None:
        assert verdict("ECO-3", projection("2050", 20.0, "p75")).verdict is Verdict.UNVERIFIED

    def test_a_study_against_the_record_is_a_mixture(self) -> None:
        found = verdict("ECO-3", projection("2050", 18.0), *months(-0.1))
        assert found.verdict is Verdict.PARTLY
        assert found.holds_under == ("falls published for 2050",)

    def test_a_record_fast_enough_supports_it(self) -> None:
        assert verdict("ECO-3", *months(-0.8)).verdict is Verdict.SUPPORTED

    def test_real_evidence_contradicts_it_four_times(self, evidence: Evidence) -> None:
        found = judge(evidence, "ECO-3", PARAMETERS)
        assert found.verdict is Verdict.CONTRADICTED
        assert {r.verdict for r in found.readings} == {Verdict.CONTRADICTED}
        measured = [r.measured for r in found.readings if r.measured]
        assert measured[0].high == pytest.approx(36.0 - 29.35)
        assert measured[2].value == pytest.approx(18 / 25 / 0.197, rel=0.02)


class TestJointAction:
    """ECO-6."""

    def test_a_wish_is_not_checkable_and_steps_are_counted(self) -> None:
        joint = row("institutional_event", "2025-04", 1, "flag", "AZE-RUS")
        alone = row("institutional_event", "2025-09", 1, "flag", "KAZ", source="other")
        plan = row("institutional_event", "2025", 1, "flag", kind="plan", source="third")
        found = verdict("ECO-6", joint, alone, plan)
        assert found.verdict is Verdict.NOT_CHECKABLE
        assert found.readings[0].measured is not None
        assert found.readings[0].measured.value == 1

    def test_real_evidence_lists_steps(self, evidence: Evidence) -> None:
        found = judge(evidence, "ECO-6", PARAMETERS)
        assert found.verdict is Verdict.NOT_CHECKABLE
        assert len(found.rows) >= 10


@pytest.mark.parametrize("claim", [f"ECO-{number}" for number in range(1, 7)])
@pytest.mark.parametrize("day", [date(2015, 1, 1), date(2020, 1, 1), date(2024, 12, 31), date(2025, 10, 25)])
def test_no_day_breaks_a_rule(claim: str, day: date) -> None:
    found = judge(load(day), claim, Caspian(draws=100, as_of=day))
    assert all(r.reason.endswith(".") for r in found.readings)
    if day.year == 2015:
        assert found.verdict in {Verdict.UNVERIFIED, Verdict.NOT_CHECKABLE}

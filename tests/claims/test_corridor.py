"""Every verdict that a rule on the corridor's cargo can return, and the real ones."""

from datetime import date
from typing import Any

import pytest

from helpers.claims import Reading, Verdict, judge
from helpers.evidence import Evidence, load, made
from helpers.locale import day
from helpers.parameters import Corridor

FEW = Corridor(draws=100)
SUPPORTED, CONTRADICTED, PARTLY, UNVERIFIED = (
    Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.UNVERIFIED,
)  # fmt: skip


def row(series: str, entity: str, period: str, value: float, unit: str = "Mt", **more: Any) -> dict[str, Any]:
    return {"series": series, "entity": entity, "period": period, "value": value, "unit": unit, **more}


NOTHING = [row("other", "X", "1990", 1.0)]


def seaports(value: float, **more: Any) -> dict[str, Any]:
    return row("ports_kz_az_cargo", "AZE-KAZ", "2024", value, **more)


def route(period: str, value: float, **more: Any) -> dict[str, Any]:
    return row("titr_cargo", "TITR", period, value, **more)


def trains(period: str, value: float, **more: Any) -> dict[str, Any]:
    return row("titr_block_trains_china", "AZE", period, value, "count", **more)


def statement(period: str = "2024", value: float = 3.5, **more: Any) -> dict[str, Any]:
    return row("transit_aze_kaz", "AZE-KAZ", period, value, bound="lower", **more)


def verdict(claim: str, *rows: dict[str, Any], parameters: Corridor = FEW) -> Verdict:
    return judge(made(rows or NOTHING), claim, parameters).verdict


def reading(evidence: Evidence, claim: str, words: str, parameters: Corridor = FEW) -> Reading:
    found = [r for r in judge(evidence, claim, parameters).readings if words in r.definition]
    assert len(found) == 1
    return found[0]


# COR-1


@pytest.mark.parametrize(("value", "expected"), [(3.6, SUPPORTED), (3.3, CONTRADICTED), (3.5, PARTLY)])
def test_the_threshold_is_met_missed_or_within_rounding(value: float, expected: Verdict) -> None:
    assert verdict("COR-1", seaports(value)) is expected


def test_the_threshold_is_partly_met_when_measures_disagree() -> None:
    assert verdict("COR-1", seaports(3.3), route("2024", 4.484)) is PARTLY


def test_the_presidents_own_words_verify_nothing() -> None:
    judgement = judge(made([statement()]), "COR-1", FEW)
    assert judgement.verdict is UNVERIFIED
    assert "verified by nobody" in judgement.readings[0].reason
    assert verdict("COR-1") is UNVERIFIED


def test_a_figure_that_says_more_than_is_no_measurement() -> None:
    assert verdict("COR-1", seaports(4.0, bound="lower")) is UNVERIFIED
    assert verdict("COR-1", seaports(4.0, kind="plan")) is UNVERIFIED


def test_the_real_tonnage_hangs_on_the_measure(evidence: Evidence) -> None:
    assert judge(evidence, "COR-1", FEW).verdict is PARTLY
    ours, whole = (reading(evidence, "COR-1", words) for words in ("seaports of both", "all cargo of the route"))
    assert (ours.verdict, whole.verdict) == (CONTRADICTED, SUPPORTED)
    assert ours.measured is not None
    assert ours.measured.value == pytest.approx(3.3)
    assert whole.measured is not None
    assert whole.measured.value == pytest.approx(4.484)


# COR-2


def test_growth_of_the_year_is_met_or_missed_within_points() -> None:
    assert verdict("COR-2", seaports(3.3, note="+20 percent")) is SUPPORTED
    assert verdict("COR-2", seaports(3.3, note="+23 percent")) is CONTRADICTED
    assert verdict("COR-2", seaports(3.3, note="+23 percent"), parameters=Corridor(growth_tolerance=3)) is SUPPORTED
    assert verdict("COR-2", seaports(3.3)) is UNVERIFIED


def test_growth_of_the_year_is_partly_right_when_measures_disagree() -> None:
    assert verdict("COR-2", seaports(3.3, note="+20 percent"), route("2023", 2.764), route("2024", 4.484)) is PARTLY


def test_the_real_growth_of_the_year_is_the_associations(evidence: Evidence) -> None:
    assert judge(evidence, "COR-2", FEW).verdict is PARTLY
    assert reading(evidence, "COR-2", "seaports of both").verdict is SUPPORTED
    whole = reading(evidence, "COR-2", "all cargo of the route")
    assert whole.verdict is CONTRADICTED
    assert whole.measured is not None
    assert whole.measured.value == pytest.approx(100 * (4.484 / 2.764 - 1))


# COR-3


NINE, BEFORE = "2025-01/2025-09", "2024-01/2024-09"


def test_growth_of_nine_months_by_unit_and_by_tonne() -> None:
    counted = [trains(BEFORE, 213), trains(NINE, 296)]
    weighed = row("az_corridor_traceca", "AZE", NINE, 6.1171, note="-6.2 percent")
    assert verdict("COR-3", *counted) is PARTLY  # the article speaks of tonnes
    assert verdict("COR-3", trains(BEFORE, 213), trains(NINE, 230)) is CONTRADICTED
    assert verdict("COR-3", row("az_corridor_traceca", "AZE", NINE, 6.1171, note="+39 percent")) is SUPPORTED
    assert verdict("COR-3", weighed) is CONTRADICTED
    assert verdict("COR-3", *counted, weighed) is PARTLY
    assert verdict("COR-3", trains("2025-01/2025-11", 351, note="+34 percent")) is UNVERIFIED


def test_the_real_growth_of_nine_months_is_of_trains_and_not_of_tonnes(evidence: Evidence) -> None:
    judgement = judge(evidence, "COR-3", FEW)
    assert judgement.verdict is PARTLY
    assert judgement.readings[0].verdict is UNVERIFIED
    tonnes = [r for r in judgement.readings if r.definition.startswith("tonnes") and r.verdict is not UNVERIFIED]
    assert len(tonnes) >= 5
    assert {r.verdict for r in tonnes} == {CONTRADICTED}
    counted = reading(evidence, "COR-3", "container trains from China")
    assert counted.verdict is PARTLY
    assert "as the article says, but the article speaks of tonnes" in counted.reason
    assert counted.reason.endswith("(one of its figures names no months; they are inferred).")
    assert counted.measured is not None
    assert counted.measured.value == pytest.approx(100 * (296 / 213 - 1))


# COR-4


def test_the_arithmetic_counts_once_its_figures_were_public() -> None:
    assert verdict("COR-4") is UNVERIFIED
    assert verdict("COR-4", statement()) is SUPPORTED
    assert verdict("COR-4", statement(), parameters=Corridor(nearness=0.01)) is CONTRADICTED


@pytest.mark.parametrize(("value", "expected"), [(5.1, SUPPORTED), (4.119, CONTRADICTED)])
def test_an_outcome_decides_the_forecast(value: float, expected: Verdict) -> None:
    assert verdict("COR-4", route("2025", value)) is expected
    assert verdict("COR-4", route("2025", value), statement()) is (SUPPORTED if expected is SUPPORTED else PARTLY)


def test_an_extension_whose_interval_reaches_the_figure_is_partly_right() -> None:
    def boxes(period: str, value: float) -> dict[str, Any]:
        return row("port_containers", "port_baku", period, value, "TEU")

    uneven = [boxes("2021-01/2021-09", 60), boxes("2021", 100), boxes("2022-01/2022-09", 90), boxes("2022", 100)]
    part = row("rail_kaz_aze", "AZE-KAZ", NINE, 3.3)
    assert verdict("COR-4", part, *uneven) is PARTLY
    assert verdict("COR-4", part) is CONTRADICTED
    assert verdict("COR-4", row("rail_kaz_aze", "AZE-KAZ", NINE, 3.75)) is SUPPORTED


def test_the_real_forecast_holds_for_rail_and_failed_for_the_route(evidence: Evidence) -> None:
    assert judge(evidence, "COR-4", FEW).verdict is PARTLY
    rail, whole = (reading(evidence, "COR-4", words) for words in ("rail cargo to and from", "all cargo of the route"))
    assert (rail.verdict, whole.verdict) == (SUPPORTED, CONTRADICTED)
    assert rail.measured is not None
    assert rail.measured.value == pytest.approx(4.1 * 12 / 10)
    assert whole.measured is not None
    assert whole.measured.value == pytest.approx(4.12, abs=0.01)


@pytest.mark.parametrize("claim", ["COR-1", "COR-2", "COR-3", "COR-4"])
def test_nothing_was_known_before(claim: str) -> None:
    judgement = judge(load(date(2020, 1, 1)), claim, FEW)
    assert judgement.verdict is UNVERIFIED
    assert all(day(date(2020, 1, 1)) in r.reason for r in judgement.readings)

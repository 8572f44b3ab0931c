"""Every verdict that a rule on the corridor's procedures, chain and rank can return, and the real ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from helpers.claims import Judgement, Verdict, judge
from helpers.claims.corridor_chain import rival_share, rival_share_percent
from helpers.evidence import Evidence, load, made
from helpers.parameters import Corridor

FEW = Corridor(draws=100)
SUPPORTED, CONTRADICTED, PARTLY, UNVERIFIED = (
    Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.UNVERIFIED,
)  # fmt: skip


def row(series: str, entity: str, period: str, value: float, unit: str = "flag", **more: Any) -> dict[str, Any]:
    return {"series": series, "entity": entity, "period": period, "value": value, "unit": unit, **more}


NOTHING = [row("other", "X", "1990", 1.0)]


def readings(judgement: Judgement) -> list[Verdict]:
    return [reading.verdict for reading in judgement.readings]


# COR-5


def permits(*rows: dict[str, Any]) -> Verdict:
    return readings(judge(made(rows or NOTHING), "COR-5", FEW))[0]


def test_a_joint_start_supports() -> None:
    assert permits(row("epermit_first_shipment", "AZE-KAZ", "2025-06-01", 1)) is SUPPORTED


@pytest.mark.parametrize(
    "only",
    [
        row("epermit_first_shipment", "AZE-TUR", "2024-12-16", 1),
        row("epermit_plan", "AZE-KAZ", "2025-06-01", 1, kind="plan"),
        row("epermit_pilot", "AZE-KAZ", "2026-06-01", 1, published="2026-07-01"),
    ],
    ids=["with others", "a plan", "after the year"],
)
def test_a_start_with_others_a_plan_or_a_late_start_is_partly_right(only: dict[str, Any]) -> None:
    assert permits(only) is PARTLY


def test_a_denial_contradicts_and_silence_verifies_nothing() -> None:
    assert permits(row("epermit_pilot", "AZE-KAZ", "2025-06-01", 0)) is CONTRADICTED
    assert permits() is UNVERIFIED


def test_the_real_procedures_are_digital_in_part(evidence: Evidence) -> None:
    judgement = judge(evidence, "COR-5", FEW)
    assert judgement.verdict is PARTLY
    assert readings(judgement) == [PARTLY, PARTLY, SUPPORTED]
    assert "(Azerbaijan and Türkiye)" in judgement.readings[0].reason


# COR-6


def network(*legs: tuple[str, str], rows: Sequence[dict[str, Any]] = NOTHING) -> Evidence:
    evidence = made(rows)
    frame = pd.DataFrame(list(legs), columns=["origin", "destination"]).assign(
        mode="rail", distance_km=np.nan, days_low=1.0, days_high=1.0, cost_usd_per_teu=np.nan, source="", note=""
    )
    return replace(evidence, tables={**evidence.tables, "legs": frame})


CHAIN = (("aktau", "alat"), ("kuryk", "alat"), ("alat", "tbilisi"), ("tbilisi", "kars"))


def ships(capacity: float, line: float) -> list[dict[str, Any]]:
    return [
        row("ferry_fleet_capacity", "CASPIAN", "2022", capacity, "Mt", kind="capacity"),
        row("btk_capacity", "BTK", "2024", line, "Mt", kind="capacity"),
        row("titr_cargo", "TITR", "2024", 4.0, "Mt"),
    ]


def test_both_ports_have_to_be_joined_to_kars() -> None:
    assert readings(judge(network(*CHAIN), "COR-6", FEW))[0] is SUPPORTED
    assert readings(judge(network(*CHAIN[:1], *CHAIN[2:]), "COR-6", FEW))[0] is UNVERIFIED
    assert readings(judge(made(NOTHING), "COR-6", FEW))[0] is UNVERIFIED


def test_the_station_of_baku_belongs_to_the_line() -> None:
    legs = (("aktau", "baku"), ("kuryk", "alat"), ("baku", "kars"))
    assert readings(judge(network(*legs), "COR-6", FEW))[0] is SUPPORTED


@pytest.mark.parametrize(("line", "expected"), [(5.0, SUPPORTED), (1.0, CONTRADICTED)])
def test_the_chain_can_or_cannot_carry_the_cargo(line: float, expected: Verdict) -> None:
    judgement = judge(network(*CHAIN, rows=ships(4.5, line)), "COR-6", FEW)
    assert readings(judgement)[1] is expected
    assert judgement.readings[1].measured is not None
    assert judgement.readings[1].measured.value == min(4.5, line)


def test_more_ships_move_the_narrowest_place() -> None:
    evidence = network(*CHAIN, rows=ships(3.0, 5.0))
    assert readings(judge(evidence, "COR-6", FEW))[1] is CONTRADICTED
    assert readings(judge(evidence, "COR-6", Corridor(fleet_factor=2)))[1] is SUPPORTED


@pytest.mark.parametrize(("carried", "expected"), [(2.4, SUPPORTED), (0.4, PARTLY)])
def test_the_line_carries_most_or_some_of_it(carried: float, expected: Verdict) -> None:
    rows = [row("btk_cargo", "BTK", "2024", carried, "Mt"), row("titr_cargo", "TITR", "2024", 4.0, "Mt")]
    judgement = judge(made(rows), "COR-6", FEW)
    assert readings(judgement)[2] is expected
    assert judgement.readings[2].measured is not None
    assert judgement.readings[2].measured.value == pytest.approx(100 * carried / 4)


def test_a_joint_operator_with_or_without_the_ports() -> None:
    founded = row("mcm_founded", "MCM", "2023-10-26", 1)
    assert readings(judge(made([founded]), "COR-6", FEW))[3] is PARTLY
    joined = row("digital_platform_integration", "ports_kaz", "2025-03", 1)
    assert readings(judge(made([founded, joined]), "COR-6", FEW))[3] is SUPPORTED
    assert readings(judge(made(NOTHING), "COR-6", FEW)) == [UNVERIFIED] * 4


def test_the_whole_chain_is_judged_by_all_its_readings() -> None:
    rows = [
        *ships(4.5, 5.0), row("btk_cargo", "BTK", "2024", 2.4, "Mt"), row("mcm_founded", "ports", "2023-10-26", 1),
    ]  # fmt: skip
    assert judge(network(*CHAIN, rows=rows), "COR-6", FEW).verdict is SUPPORTED
    assert judge(network(*CHAIN, rows=ships(4.5, 1.0)), "COR-6", FEW).verdict is PARTLY
    narrow = made(ships(4.5, 1.0))
    assert judge(narrow, "COR-6", FEW).verdict is CONTRADICTED


def test_the_real_chain_exists_and_is_little_used(evidence: Evidence) -> None:
    judgement = judge(evidence, "COR-6", FEW)
    assert judgement.verdict is PARTLY
    connected, capacity, use, operator = judgement.readings
    assert (connected.verdict, capacity.verdict) == (SUPPORTED, SUPPORTED)
    assert capacity.measured is not None
    assert capacity.measured.value == pytest.approx(5.0)
    assert use.measured is not None
    assert use.measured.value == pytest.approx(100 * 0.275 * 12 / 11 / 4.12, rel=0.01)
    assert (use.verdict, operator.verdict) == (PARTLY, PARTLY)


def test_a_year_earlier_the_line_was_too_narrow() -> None:
    assert readings(judge(load(date(2024, 12, 31)), "COR-6", FEW))[1] is CONTRADICTED


# COR-7


def test_rhetoric_stays_not_checkable_with_and_without_its_size() -> None:
    size = [
        row("titr_containers", "TITR", "2024", 56_500, "TEU"),
        row("china_europe_rail_containers", "CHN-EU", "2024", 380_430, "TEU", source="a"),
        row("china_europe_rail_containers", "CHN-EU", "2024", 430_000, "TEU", source="b"),
    ]
    shown = judge(made(size), "COR-7", FEW)
    assert shown.verdict is Verdict.NOT_CHECKABLE
    assert shown.readings[0].measured is not None
    assert shown.readings[0].measured.contains(100 * 56_500 / (56_500 + 380_430))
    assert "moved 380,430 to 430,000:" in shown.reason, "both sources, and no mean that neither published"
    assert judge(made(NOTHING), "COR-7", FEW).verdict is Verdict.NOT_CHECKABLE
    assert rival_share(made(NOTHING)) is None
    assert rival_share_percent(made(NOTHING)) is None


def test_the_real_size_is_an_eighth(evidence: Evidence) -> None:
    judgement = judge(evidence, "COR-7", FEW)
    assert judgement.verdict is Verdict.NOT_CHECKABLE
    share = rival_share_percent(evidence)
    assert share is not None
    assert 11 < share < 14
    measured = judgement.readings[0].measured
    assert measured is not None
    assert share == measured.high  # "at most" is said of the upper end, not of the middle
    assert "less if only its containers for Europe counted" in judgement.reason

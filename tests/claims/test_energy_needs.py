"""Every verdict on what the goal is said to need, and the real ones."""

from datetime import date
from typing import Any

import pytest

from helpers.claims import Judgement, Verdict, judge
from helpers.evidence import Evidence, load, made
from helpers.parameters import Energy
from tests.claims.test_energy import CONTRADICTED, PARTLY, SUPPORTED, UNVERIFIED, row, word_of

FEW = Energy(draws=100, runs=2)


def fleet(large: int = 3, small: int = 2, now: float = 10_000.0) -> list[dict[str, Any]]:
    ship = [
        row("ship_length", "PROJECT19619", "2006", 150.0, "m", kind="capacity"),
        row("ship_beam", "PROJECT19619", "2005", 17.3, "m", kind="capacity"),
        row("ship_length", "TARAZ_LIWA", "2023", 140.0, "m", kind="capacity"),
        row("ship_beam", "TARAZ_LIWA", "2023", 16.7, "m", kind="capacity"),
    ]
    return [
        *ship,
        row("kmtf_caspian_tankers", "KAZ", "2022", large, "count"),
        row("kz_caspian_new_tankers", "KAZ", "2023", small, "count"),
        row("tanker_cargo_per_voyage_full", "aktau_12000dwt", "2025", 12_000.0, "t", kind="capacity"),
        row("tanker_cargo_per_voyage_full", "aktau_6800dwt", "2025", 6800.0, "t", kind="capacity"),
        row("tanker_cargo_per_voyage", "aktau_12000dwt", "2025", now, "t"),
        row("tanker_cargo_per_voyage", "aktau_6800dwt", "2025", 6800.0 * now / 12_000, "t"),
        row("kz_btc_min_share_kz_fleet", "KAZ", "2022", 50.0, "percent", kind="plan"),
    ]


def needs(*rows: dict[str, Any], parameters: Energy = FEW) -> Judgement:
    return judge(made(rows), "ENG-2", parameters)


def test_silence_verifies_nothing() -> None:
    judgement = needs()
    assert judgement.verdict is UNVERIFIED
    assert len(judgement.readings) == 6


def test_few_ships_support_the_need_and_many_contradict_it() -> None:
    few = needs(*fleet(large=1, small=1))
    assert word_of(few, "both flags at parity") is SUPPORTED
    assert word_of(few, "own ships") is SUPPORTED
    many = needs(*fleet(large=14, small=4), parameters=Energy(draws=100, runs=2, load_berths=8, unload_berths=8))
    assert word_of(many, "both flags at parity") is CONTRADICTED
    assert word_of(many, "own ships") is CONTRADICTED


def test_ships_stand_in_for_depth_only_while_the_berths_can_serve_them() -> None:
    tight = needs(*fleet(), parameters=Energy(draws=100, runs=2, lower_water=3.0))
    reason = next(r.reason for r in tight.readings if r.definition.startswith("dredging"))
    assert "for now more ships can stand in for depth" in reason
    assert reason.endswith("with the water 3 m lower no number of ships is enough at these berths.")
    wide = needs(*fleet(), parameters=Energy(draws=100, runs=2, lower_water=0.5, load_berths=8, unload_berths=8))
    reason = next(r.reason for r in wide.readings if r.definition.startswith("dredging"))
    assert reason.endswith("more ships can stand in for depth, at these berths.")


def test_ships_that_suffice_on_a_short_crossing_alone_leave_the_need_open() -> None:
    hours = [
        row(f"sea_hours_{end}", "AKTAU-ALAT", "2024", value, "hours") for end, value in (("low", 18.0), ("high", 60.0))
    ]
    judgement = needs(*fleet(), *hours)
    assert word_of(judgement, "both flags at parity") is PARTLY
    assert "18 to 60 hours" in judgement.readings[0].reason
    assert "assumed and not published" in judgement.readings[0].reason


@pytest.mark.parametrize(("carried", "word"), [(4900.0, SUPPORTED), (9000.0, PARTLY)])
def test_the_rate_observed_counts_all_tankers_and_the_potential_stated(carried: float, word: Verdict) -> None:
    rows = [row("asco_oil_carried", "AZE", "2023", carried), row("fleet_tankers", "ASCO", "2023", 35.0, "count")]
    able = [
        row("asco_tanker_capacity", "AZE", "2008", 15_000.0, kind="capacity"),
        row("asco_tankers", "AZE", "2008", 40.0, "count"),
    ]
    assert word_of(needs(*rows, *fleet()), "as observed") is word
    assert word_of(needs(*rows, *able, *fleet()), "as observed") is PARTLY


@pytest.mark.parametrize(("berths", "word"), [(7500.0, SUPPORTED), (12_500.0, CONTRADICTED)])
def test_the_port_is_measured_without_the_oil_to_makhachkala(berths: float, word: Verdict) -> None:
    rows = [
        row("port_capacity_oil", "port_aktau", "2024", berths, kind="capacity"),
        row("kz_oil_via_makhachkala", "KAZ", "2024", 2200.0),
    ]
    assert word_of(needs(*rows), "port") is word


def test_two_capacities_round_the_goal_leave_the_port_open() -> None:
    rows = [row("port_capacity_oil", "port_aktau", year, kt, kind="capacity") for year, kt in
            (("2023", 6000.0), ("2024", 9000.0))]  # fmt: skip
    assert word_of(needs(*rows), "port") is PARTLY


def test_dredging_is_needed_in_part_wholly_or_not() -> None:
    assert word_of(needs(*fleet()), "dredging") is PARTLY
    assert word_of(needs(*fleet(now=12_000.0)), "dredging") is CONTRADICTED
    assert word_of(needs(*fleet(), parameters=Energy(draws=100, runs=2, load_berths=2)), "dredging") is SUPPORTED


def test_tariffs_by_rank_and_by_stops() -> None:
    rank = row("kz_route_economics_rank_btc", "KAZ", "2025-12-15", 3.0, "count")
    stop = row("kz_oil_via_btc", "KAZ", "2009", 1900.0, note="stopped from early 2010 because of the tariff")
    assert word_of(needs(rank), "tariffs") is SUPPORTED
    assert word_of(needs(stop), "tariffs") is SUPPORTED
    assert word_of(needs({**rank, "value": 1.0}), "tariffs") is CONTRADICTED


def test_the_real_needs_are_real_and_dredging_one_way_of_two(evidence: Evidence) -> None:
    judgement = judge(evidence, "ENG-2", FEW)
    words = [r.verdict for r in judgement.readings]
    assert judgement.verdict is PARTLY
    assert words == [PARTLY, PARTLY, PARTLY, SUPPORTED, PARTLY, SUPPORTED]
    observed = judgement.readings[2].measured
    assert observed is not None
    assert (observed.value, observed.high) == (pytest.approx(4.9 / 35 * 40), pytest.approx(15))
    assert "twice" in judgement.readings[-1].reason


@pytest.mark.parametrize("day", [date(1995, 12, 31), date(2012, 12, 31), date(2024, 12, 31)])
def test_every_day_has_a_verdict(day: date) -> None:
    assert judge(load(day), "ENG-2", FEW).verdict in (UNVERIFIED, SUPPORTED, PARTLY)

"""Every verdict on the diversifying of routes, and the real ones."""

from datetime import date
from typing import Any

import pytest

from helpers.claims import Verdict, judge
from helpers.evidence import Evidence, load, made
from helpers.parameters import Energy
from tests.claims.test_energy import CONTRADICTED, PARTLY, SUPPORTED, UNVERIFIED, row, word_of

FEW = Energy(draws=100, runs=2)
SIGNED = row("kz_oil_via_btc_target", "KAZ", "2022-11", 1500.0, kind="plan", note="KMG-SOCAR agreement, Tengiz oil")
CARGO = row("kz_btc_first_tanker", "KAZ", "2023-03-23", 1.0, "flag", note="first Tengiz cargo")


def reading(words: str, *rows: dict[str, Any]) -> Verdict:
    return word_of(judge(made(rows), "ENG-3", FEW), words)


def test_an_agreement_with_a_cargo_is_cooperation_and_one_alone_is_half_of_it() -> None:
    assert reading("agreements", SIGNED, CARGO) is SUPPORTED
    assert reading("agreements", SIGNED) is PARTLY
    assert reading("agreements", CARGO) is PARTLY
    assert reading("agreements") is UNVERIFIED
    assert reading("agreements", {**SIGNED, "period": "2026-11", "published": "2026-12-01"}) is UNVERIFIED


@pytest.mark.parametrize(("after", "word"), [(1300.0, SUPPORTED), (50.0, CONTRADICTED)])
def test_oil_since_the_agreement(after: float, word: Verdict) -> None:
    years = [row("kz_oil_via_btc", "KAZ", "2021", 100.0), row("kz_oil_via_btc", "KAZ", "2024", after)]
    assert reading("since the first agreement", SIGNED, *years) is word
    assert reading("since the first agreement", SIGNED, years[0]) is UNVERIFIED


def exports(year: str, cpc: float, total: float = 100.0, other: float = 0.0) -> list[dict[str, Any]]:
    rows = [row("kz_oil_exports", "KAZ", year, total, "Mt"), row("kz_oil_exports_cpc", "KAZ", year, cpc, "Mt")]
    return rows + ([row("kz_oil_exports_china", "KAZ", year, other, "Mt")] if other else [])


@pytest.mark.parametrize(("later", "word"), [(60.0, SUPPORTED), (95.0, CONTRADICTED), (77.8, UNVERIFIED)])
def test_concentration_must_fall_beyond_its_range(later: float, word: Verdict) -> None:
    rows = [*exports("2021", 80.0, other=10.0), *exports("2024", later, other=100 - later)]
    assert reading("concentration", *rows) is word
    assert reading("concentration", *exports("2021", 80.0)) is UNVERIFIED


@pytest.mark.parametrize(("later", "word"), [(3.7, SUPPORTED), (1.0, CONTRADICTED)])
def test_oil_without_russian_ports(later: float, word: Verdict) -> None:
    rows = [row("kz_oil_bypassing_russian_ports", "KAZ", y, v, "Mt") for y, v in (("2022", 1.9), ("2023", later))]
    assert reading("without Russian ports", *rows) is word
    assert reading("without Russian ports", rows[0]) is UNVERIFIED


def test_the_companies_cooperate_and_the_routes_became_less_even(evidence: Evidence) -> None:
    judgement = judge(evidence, "ENG-3", FEW)
    assert judgement.verdict is PARTLY
    assert [r.verdict for r in judgement.readings] == [SUPPORTED, SUPPORTED, CONTRADICTED, SUPPORTED]
    index = judgement.readings[2].measured
    assert index is not None
    expected = sum(x**2 for x in (64.8, 8.8, 1.0, 3.7)) / 78.7**2
    assert index.value == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize("day", [date(1995, 12, 31), date(2012, 12, 31)])
def test_nothing_was_known_before(day: date) -> None:
    assert judge(load(day), "ENG-3", FEW).verdict is UNVERIFIED

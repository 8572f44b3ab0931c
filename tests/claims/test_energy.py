"""Every verdict that the readings of the goal can return, and the real ones."""

from collections.abc import Sequence
from datetime import date
from math import prod
from typing import Any

import pytest

from helpers.analysis.energy import NARROW, needed_growth, yearly
from helpers.analysis.energy_targets import scored, worth
from helpers.claims import Judgement, Verdict, judge
from helpers.claims.energy import goal
from helpers.evidence import Evidence, load, made
from helpers.parameters import Energy

FEW = Energy(draws=200, runs=2)
SUPPORTED, CONTRADICTED, PARTLY, UNVERIFIED = (
    Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.UNVERIFIED,
)  # fmt: skip
LATER = "2026-02-01"


def row(series: str, entity: str, period: str, value: float, unit: str = "kt", **more: Any) -> dict[str, Any]:
    return {"series": series, "entity": entity, "period": period, "value": value, "unit": unit, **more}


def oil(period: str, value: float, **more: Any) -> dict[str, Any]:
    return row("kz_oil_via_btc", "KAZ", period, value, published=LATER, **more)


def reading(rows: Sequence[dict[str, Any]], words: str, parameters: Energy = FEW) -> Verdict:
    return word_of(judge(made(rows), "ENG-1", parameters), words)


def word_of(judgement: Judgement, words: str) -> Verdict:
    return next(r.verdict for r in judgement.readings if words in r.definition)


def test_silence_verifies_nothing_and_the_goal_comes_from_the_claim() -> None:
    assert judge(made([]), "ENG-1", FEW).verdict is UNVERIFIED
    assert (goal(made([]), FEW).kt, goal(made([]), FEW).year) == (7000, 2027)
    assert goal(made([]), Energy(goal_factor=0.5)).kt == 3500


@pytest.mark.parametrize(("last", "word"), [(9000.0, SUPPORTED), (1000.0, CONTRADICTED), (4500.0, UNVERIFIED)])
def test_growth_is_judged_by_its_chance(last: float, word: Verdict) -> None:
    values = (0.8 * last, last, 0.95 * last)
    rows = [oil(str(year), value) for year, value in zip((2023, 2024, 2025), values, strict=True)]
    assert reading(rows, "growth of the oil, into") is word


def test_two_years_are_too_few_for_growth_and_a_start_is_no_growth() -> None:
    assert reading([oil("2024", 1000.0), oil("2025", 1100.0)], "growth of the oil, into") is UNVERIFIED
    rows = [oil("2023", 50.0), oil("2024", 1000.0), oil("2025", 1100.0)]
    assert reading(rows, "growth of the oil, into the pipeline") is UNVERIFIED


@pytest.mark.parametrize(("later", "word"), [(1100.0, CONTRADICTED), (9000.0, SUPPORTED)])
def test_precedents_are_spans_of_the_same_length(later: float, word: Verdict) -> None:
    spans = [row("port_oil", f"port_{i}", y, v) for i in range(30) for y, v in (("2020", 1000.0), ("2022", later))]
    assert reading([oil("2025", 1000.0), *spans], "precedents") is word


def test_too_few_precedents_tell_nothing() -> None:
    spans = [row("port_oil", "port", "2020", 1000.0), row("port_oil", "port", "2022", 1100.0)]
    assert reading([oil("2025", 1000.0), *spans], "precedents") is UNVERIFIED


@pytest.mark.parametrize(
    ("outcomes", "word"),
    [((0.5, 0.5, 0.6), CONTRADICTED), ((1.0, 1.1, 1.0), SUPPORTED), ((0.5, 1.0, 1.3), UNVERIFIED)],
)
def test_targets_are_worth_what_came(outcomes: tuple[float, ...], word: Verdict) -> None:
    rows = []
    for year, share in zip((2022, 2023, 2024), outcomes, strict=True):
        told = f"{year - 1}-06-01"
        rows.append(row("kz_oil_via_btc", "KAZ", str(year), 1000.0, kind="plan", published=told, source=f"p{year}"))
        rows.append(row("kz_oil_via_btc", "KAZ", str(year), 1000.0 * share, published=LATER, source=f"o{year}"))
    assert reading(rows, "targets") is word
    assert reading(rows[:4], "targets") is UNVERIFIED


def chain(pipe: float = 50_000.0, berths: float = 20_000.0, cap: float | None = None) -> list[dict[str, Any]]:
    rows = [
        row("port_capacity_oil", "port_aktau", "2024", berths, kind="capacity"),
        row("btc_capacity_mt", "BTC", "2024", pipe, kind="capacity"),
        row("btc_throughput", "BTC", "2024", 20_000.0),
    ]
    return rows + ([row("kz_oil_via_btc_quality_cap", "KAZ", "2024", cap, kind="capacity")] if cap else [])


def test_a_narrow_place_contradicts_and_room_in_some_places_proves_nothing() -> None:
    assert reading(chain(berths=5000.0), "as it stands") is CONTRADICTED
    assert reading(chain(), "as it stands") is UNVERIFIED
    both = [*chain(berths=5000.0), row("port_capacity_oil", "port_aktau", "2023", 9000.0, kind="capacity")]
    assert reading(both, "as it stands") is UNVERIFIED
    assert reading(chain(cap=2200.0), "quality") is CONTRADICTED
    assert reading(chain(), "quality") is UNVERIFIED


@pytest.mark.parametrize(("note", "word"), [("a POSSIBLE rise", PARTLY), ("signed for the year", SUPPORTED)])
def test_words_are_a_plan_or_a_possibility(note: str, word: Verdict) -> None:
    said = row("kz_oil_via_btc_target", "KAZ", "2027", 7000.0, kind="plan", note=note)
    assert reading([said], "words") is word
    assert reading([{**said, "value": 6000.0}], "words") is UNVERIFIED


@pytest.mark.parametrize(("came", "word"), [(7100.0, SUPPORTED), (1600.0, CONTRADICTED)])
def test_the_year_itself_decides_alone(came: float, word: Verdict) -> None:
    judgement = judge(made([row("kz_oil_via_btc", "KAZ", "2027", came, published="2028-02-01")]), "ENG-1", FEW)
    assert (judgement.verdict, len(judgement.readings)) == (word, 1)


def test_each_limit_is_named_once() -> None:
    judgement = judge(made(chain(pipe=26_000.0, berths=5000.0)), "ENG-1", FEW)
    reason = next(r.reason for r in judgement.readings if r.definition == "capacity of the chain, as it stands")
    assert reason == (
        "The lowest limit, that of the oil berths of Aktau, is 5 Mt a year; less than 7 Mt, and so is that of the free "
        "space in the pipe."
    )


def test_the_real_goal_is_named_and_nothing_carries_it(evidence: Evidence) -> None:
    judgement = judge(evidence, "ENG-1", FEW)
    assert judgement.verdict is PARTLY
    assert word_of(judgement, "words") is PARTLY
    words = ("growth of the oil, into", "precedents", "targets", "as it stands", "quality")
    assert {word_of(judgement, name) for name in words} == {CONTRADICTED}
    assert judgement.readings[0].unit == judgement.claim.unit, "a reader compares what was measured with what was said"
    years = yearly(evidence, NARROW)
    last = years.iloc[-1]
    rate = needed_growth(float(last["value"]), int(last["year"]), goal(evidence, FEW)).value
    assert (last["year"], last["value"]) == (2025, 1300)
    assert rate == pytest.approx(100 * ((7000 / 1300) ** 0.5 - 1))
    found = worth(scored(evidence, FEW), FEW)
    assert found is not None
    ratios = (1060 / 1500, 1060 / 1125, 1500 / 1500, 1500 / 1750, 1300 / 2200, 1300 / 1500)
    assert found.value == pytest.approx(prod(ratios) ** (1 / 6), abs=0.001)


@pytest.mark.parametrize("day", [date(1995, 12, 31), date(2012, 12, 31), date(2020, 1, 1), date(2024, 12, 31)])
def test_every_day_has_a_verdict(day: date) -> None:
    assert judge(load(day), "ENG-1", FEW).verdict in (UNVERIFIED, CONTRADICTED)

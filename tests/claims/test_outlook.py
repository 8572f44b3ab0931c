"""The rhetoric stays not checkable, with and without the sizes beside it."""

from datetime import date
from typing import Any

import pytest

from helpers.claims import Verdict, judge
from helpers.evidence import Evidence, load, made
from helpers.parameters import Outlook

FEW = Outlook(draws=200)
RECORD = ((2023, 2.0), (2024, 3.0), (2025, 4.0))


def row(series: str, entity: str, period: str, value: float, unit: str, **more: Any) -> dict[str, Any]:
    day = {"published": f"{int(period[:4]) + 1}-01-31"}
    return {"series": series, "entity": entity, "period": period, "value": value, "unit": unit, **day, **more}


def test_silence_says_that_nothing_can_be_simulated() -> None:
    judgement = judge(made([]), "SYN-1", FEW)
    assert judgement.verdict is Verdict.NOT_CHECKABLE
    assert len(judgement.readings) == 1
    assert judgement.readings[0].measured is None
    assert "Too little" in judgement.readings[0].reason


def test_a_record_gives_the_range_of_futures_and_no_verdict() -> None:
    rows = [
        row("titr_cargo", "TITR", str(year), value, "Mt") for year, value in ((2023, 2.0), (2024, 3.0), (2025, 4.0))
    ]
    judgement = judge(made(rows, as_of=date(2026, 2, 1)), "SYN-1", FEW)
    assert judgement.verdict is Verdict.NOT_CHECKABLE
    measured = judgement.readings[0].measured
    assert measured is not None
    assert measured.low < measured.value < measured.high
    assert judgement.readings[0].unit == "Mt"
    assert len(judgement.readings[0].rows) == 3
    assert len(judgement.readings) == 1


def test_a_flow_that_passes_is_set_beside_it() -> None:
    rows = [
        row("titr_cargo", "TITR", str(year), value, "Mt") for year, value in ((2023, 2.0), (2024, 3.0), (2025, 4.0))
    ]
    rows.append(row("kz_transit_total", "KAZ", "2024", 40.0, "Mt"))
    judgement = judge(made(rows, as_of=date(2026, 2, 1)), "SYN-1", FEW)
    assert judgement.verdict is Verdict.NOT_CHECKABLE
    share = judgement.readings[1].measured
    assert share is not None
    assert share.value == pytest.approx(10)
    assert "10.0 times" in judgement.readings[1].reason


def test_the_real_sentence_is_not_checkable_and_its_futures_are_wide(evidence: Evidence) -> None:
    judgement = judge(evidence, "SYN-1", FEW)
    assert judgement.verdict is Verdict.NOT_CHECKABLE
    measured = judgement.readings[0].measured
    assert measured is not None
    assert measured.low < 2
    assert measured.high > 6
    share = judgement.readings[1].measured
    assert share is not None
    assert share.value == pytest.approx(100 * 77_000 / 430_000)


@pytest.mark.parametrize("day", [date(1995, 12, 31), date(2012, 12, 31), date(2020, 1, 1)])
def test_early_evidence_is_no_error(day: date) -> None:
    assert judge(load(day), "SYN-1", FEW).verdict is Verdict.NOT_CHECKABLE

"""Every verdict that the rules on the organisations, the languages and the exchanges can return, and the real ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from helpers.claims import Verdict, judge
from helpers.evidence import Evidence, load, made
from helpers.parameters import Integration

FEW = Integration(draws=200)
SUPPORTED, CONTRADICTED, PARTLY, UNVERIFIED, RHETORIC = (
    Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.UNVERIFIED, Verdict.NOT_CHECKABLE,
)  # fmt: skip


def row(series: str, entity: str, period: str, value: float, unit: str = "count", **more: Any) -> dict[str, Any]:
    return {"series": series, "entity": entity, "period": period, "value": value, "unit": unit, **more}


MEMBERS = row("ots_members", "OTS", "2023-03-16", 5)


def verdicts(rows: Sequence[dict[str, Any]], hosts: str = "", away: int = 0) -> list[Verdict]:
    """Verdicts of TUR-2 with summits held by hosts, of which the first so many without Kazakhstan's leader."""
    base = made(rows)
    summits = pd.DataFrame(
        [
            {"date": "2024-01-01", "host": host, "event": "OTS", "AZE": 1, "KAZ": int(i >= away), "source": ""}
            for i, host in enumerate(hosts.split())
        ],
        columns=["date", "host", "event", "AZE", "KAZ", "source"],
    )
    judgement = judge(replace(base, tables={**base.tables, "summits": summits}), "TUR-2", FEW)
    return [reading.verdict for reading in judgement.readings]


@pytest.mark.parametrize(
    ("hosts", "expected"), [("AZE KAZ AZE", SUPPORTED), ("AZE KAZ TUR", PARTLY), ("TUR UZB", CONTRADICTED)]
)
def test_hosting_is_measured_against_taking_turns(hosts: str, expected: Verdict) -> None:
    assert verdicts([MEMBERS], hosts)[0] is expected


@pytest.mark.parametrize(
    ("places", "expected"),
    [(("Baku", "Astana"), SUPPORTED), (("Astana", "Istanbul", "Bishkek"), PARTLY), (("Samarkand",), CONTRADICTED)],
)
def test_numbered_summits_are_placed_by_their_city(places: tuple[str, ...], expected: Verdict) -> None:
    rows = [row("ots_summit_number", "OTS", f"{2019 + i}", 7 + i, note=place) for i, place in enumerate(places)]
    assert verdicts([MEMBERS, *rows])[1] is expected


@pytest.mark.parametrize(("away", "expected"), [(0, SUPPORTED), (1, PARTLY), (2, CONTRADICTED)])
def test_both_leaders_have_to_come(away: int, expected: Verdict) -> None:
    assert verdicts([MEMBERS], "TUR UZB", away)[2] is expected


@pytest.mark.parametrize(
    ("aze", "kind", "expected"), [(200, "actual", SUPPORTED), (200, "plan", PARTLY), (0, "actual", CONTRADICTED)]
)
def test_paying_more_than_an_equal_part_supports(aze: float, kind: str, expected: Verdict) -> None:
    values = {"AZE": aze, "KAZ": aze, "TUR": 70, "UZB": 70, "KGZ": 70}
    rows = [row("tif_member_paid_in", code, "2023", value, "USD million", kind=kind) for code, value in values.items()]
    assert verdicts(rows)[3] is expected
    assert verdicts(rows[2:])[3] is UNVERIFIED


def test_both_chairs_support_and_one_is_partly_so() -> None:
    first, second = row("cica_chair_start_kaz", "CICA", "2020", 1), row("cica_chair_start_aze", "CICA", "2024-12-17", 1)
    assert verdicts([first, second])[4] is SUPPORTED
    assert verdicts([first])[4] is PARTLY
    late = row("cica_chair_start_aze", "CICA", "2027", 1, published="2028-01-01")
    assert verdicts([late])[4] is UNVERIFIED


def test_the_real_two_take_turns_and_share(evidence: Evidence) -> None:
    judgement = judge(evidence, "TUR-2", FEW)
    assert judgement.verdict is PARTLY
    assert [r.verdict for r in judgement.readings] == [PARTLY, PARTLY, SUPPORTED, PARTLY, SUPPORTED]
    hosted, numbered, *_ = judgement.readings
    assert hosted.measured is not None
    assert numbered.measured is not None
    assert (hosted.measured.value, numbered.measured.value) == (37.5, 50)
    assert "so did those of Kyrgyzstan and Uzbekistan" in judgement.readings[2].reason
    assert all(reading.rows or reading.sources for reading in judgement.readings)


@pytest.mark.parametrize("claim_id", ["TUR-3", "HUM-1"])
def test_rhetoric_stays_not_checkable_on_any_day(evidence: Evidence, claim_id: str) -> None:
    for known in (made([]), load(date(2012, 12, 31)), evidence):
        assert judge(known, claim_id, FEW).verdict is RHETORIC


def test_the_size_beside_the_rhetoric_is_shown(evidence: Evidence) -> None:
    language = judge(evidence, "TUR-3", FEW).readings[0].measured
    people = judge(evidence, "HUM-1", FEW).readings[0]
    assert language is not None
    assert people.measured is not None
    assert language.value == pytest.approx(100 * 170 / 235, abs=0.01)
    assert language.contains(100 * 170 / 235)
    assert people.measured.value == 79_732
    assert "222 students" in people.reason
    assert "in January–November 2024" in people.reason


def test_students_alone_are_a_size_too() -> None:
    rows = [row("students", "AZE-KAZ", "2025-03-04", 222), row("students", "KAZ-AZE", "2025-03", 80)]
    found = judge(made(rows), "HUM-1", FEW).readings[0]
    assert found.measured is not None
    assert found.measured.value == 222


def test_nothing_known_of_the_organisations_verifies_nothing() -> None:
    assert judge(made([]), "TUR-2", FEW).verdict is UNVERIFIED
    assert judge(load(date(2012, 12, 31)), "TUR-2", FEW).verdict is UNVERIFIED

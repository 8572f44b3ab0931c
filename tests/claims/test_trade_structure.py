from typing import Any

import pytest

from helpers.analysis.trade import TURNOVER
from helpers.claims import Reading, Verdict, judge
from helpers.evidence import Evidence, made
from helpers.parameters import Trade

AZ, MONTHS, HALF = TURNOVER["azerbaijan"], "2025-01/2025-08", "2022-01/2022-06"
P = Trade(draws=300)


def row(series: str, period: str, value: float, **more: Any) -> dict[str, Any]:
    percent = ("az_kz_trade_growth_kzrep", "az_share_in_kz_total_trade", "kz_to_az_product_growth_electric_locomotives")
    unit = "percent" if series in percent else "USD million"
    return {"series": series, "entity": "AZE-KAZ", "period": period, "value": value, "unit": unit, **more}


OTHER = row("bilateral_trade_turnover", "2000", 1, entity="GEO-TUR")  # so that no evidence is empty


def gold(period: str, value: float) -> dict[str, Any]:
    return row("az_gold_imports_value", period, value, entity="KAZ-AZE")


# TRD-6: structure


def reading(number: int, *rows: dict[str, Any], **more: Any) -> Reading:
    return judge(made([OTHER, *rows]), "TRD-6", Trade(**{"draws": 300, **more})).readings[number]


@pytest.mark.parametrize(
    ("value", "expected"), [(300, Verdict.SUPPORTED), (200, Verdict.PARTLY), (50, Verdict.UNVERIFIED)]
)
def test_trd6_raw_goods_dominate_by_what_is_known(value: float, expected: Verdict) -> None:
    assert reading(0, row(AZ, MONTHS, 500), gold(MONTHS, value)).verdict is expected


def test_trd6_without_gold_nothing_is_known_to_dominate() -> None:
    rows = row(AZ, MONTHS, 500), gold(MONTHS, 300)
    assert reading(0, *rows, gold="without").verdict is Verdict.UNVERIFIED


@pytest.mark.parametrize(
    ("percent", "expected"), [(540, Verdict.PARTLY), (50, Verdict.CONTRADICTED), (None, Verdict.UNVERIFIED)]
)
def test_trd6_one_machine_of_one_half_year_supports_at_most_in_part(percent: float | None, expected: Verdict) -> None:
    machine = "kz_to_az_product_growth_electric_locomotives"
    rows = [row("az_kz_trade_growth_kzrep", HALF, 210, note="stated as 3.1 times")]
    rows += [row(machine, HALF, percent, entity="KAZ-AZE")] if percent else []
    assert reading(1, *rows).verdict is expected


@pytest.mark.parametrize(("later", "expected"), [(60, "a gain of 10 points"), (20, "a loss of 10 points")])
def test_trd6_non_oil_exports_stand_beside_and_settle_nothing(later: float, expected: str) -> None:
    exports = "az_to_kz_nonoil_exports_azrep"
    rows = row(AZ, "2023", 200), row(AZ, MONTHS, 200), row(exports, "2023", 40), row(exports, MONTHS, later)
    found = reading(2, *rows)
    assert found.verdict is Verdict.UNVERIFIED
    assert expected in found.reason
    assert reading(2, *rows[:3]).measured is None


def test_trd6_gold_taken_out_of_turnover_raises_the_share_of_the_rest() -> None:
    exports = "az_to_kz_nonoil_exports_azrep"
    rows = [row(AZ, "2023", 200), row(AZ, MONTHS, 200), row(exports, "2023", 40), row(exports, MONTHS, 30)]
    with_gold, without = judge(made([*rows, gold(MONTHS, 100)]), "TRD-6", P).readings[2:]
    assert ["a loss of 5" in with_gold.reason, "a gain of 10" in without.reason] == [True, True]


# TRD-7: rhetoric


@pytest.mark.parametrize("rows", [[], [row("az_share_in_kz_total_trade", "2024-01/2024-06", 0.4)]])
def test_trd7_rhetoric_stays_uncheckable_with_or_without_a_size(rows: list[dict[str, Any]]) -> None:
    (found,) = judge(made([OTHER, *rows]), "TRD-7", P).readings
    assert found.verdict is Verdict.NOT_CHECKABLE
    assert (found.measured is not None) == bool(rows)


# the real evidence


def test_structure_and_revolution(evidence: Evidence) -> None:
    structure = judge(evidence, "TRD-6", P)
    assert structure.verdict is Verdict.PARTLY
    assert structure.readings[0].measured.low == pytest.approx(100 * 262.17289 / 547.6)
    assert structure.readings[2].measured.value == pytest.approx(100 * (80.6 / 600.3 - 95 / 314))
    assert judge(evidence, "TRD-7", P).verdict is Verdict.NOT_CHECKABLE

from typing import Any

import pytest

from helpers.analysis.trade import period_of
from helpers.claims import Verdict, judge
from helpers.claims.trade_consistency import implied
from helpers.evidence import made
from helpers.parameters import Trade
from tests.claims.test_trade import AZ, BEFORE, KZ, OTHER, P, row


def years(share: float) -> list[dict[str, Any]]:
    """Five years of which a share had come by August."""
    known = [row(AZ, period_of(year, 8), 100 * share) for year in range(2018, 2023)]
    return known + [row(AZ, str(year), 100) for year in range(2018, 2023)]


def test_trd5_what_the_figures_imply() -> None:
    stated = implied(made([OTHER]))
    assert stated.ceiling == pytest.approx(547 / 3)
    assert (stated.period, stated.months, stated.year, stated.total) == (BEFORE, 8, 2024, 470)


@pytest.mark.parametrize(("value", "expected"), [(171, Verdict.SUPPORTED), (316.5, Verdict.CONTRADICTED)])
def test_trd5_parts_must_fit_under_what_the_figures_leave(value: float, expected: Verdict) -> None:
    own, usual = judge(made([row(KZ, BEFORE, value)]), "TRD-5", Trade(statistics="kazakhstan")).readings
    assert own.verdict is expected
    assert usual.verdict is Verdict.UNVERIFIED


@pytest.mark.parametrize(("share", "expected"), [(0.40, Verdict.SUPPORTED), (0.67, Verdict.CONTRADICTED)])
def test_trd5_the_usual_course_of_a_year_decides_what_is_usual(share: float, expected: Verdict) -> None:
    own, usual = judge(made(years(share)), "TRD-5", Trade(statistics="azerbaijan", draws=500)).readings
    assert own.verdict is Verdict.UNVERIFIED
    assert usual.verdict is expected


def test_trd5_figures_that_cannot_all_be_true_contradict_themselves() -> None:
    evidence = made([OTHER])
    ledger = evidence.tables["claims"]
    ledger.loc[ledger["id"] == "TRD-3", "value"] = "150"
    (reading,) = judge(evidence, "TRD-5", P).readings
    assert reading.verdict is Verdict.CONTRADICTED
    assert reading.definition == "Arithmetic alone"

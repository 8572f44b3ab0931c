"""DAHITI: heights become means of months and years, and which answers are not taken."""

import json
from datetime import date
from statistics import fmean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.refresh import FetchError, Skipped
from helpers.refresh.adapters.dahiti import MONTHS, _Height, _monthly
from tests.refresh.official import DAHITI, KEY, LEVEL, fetched, heights
from tests.serving import Source, good


def test_heights_become_means_of_months_that_say_of_how_many(services: Source) -> None:
    rows = fetched(DAHITI).rows
    assert rows[["period", "value", "note"]].to_numpy().tolist() == [
        ["2026-01", -29.15, "monthly mean of n=2; software 8.0"],
        ["2026-02", -29.3, "monthly mean of n=1; software 8.0"],
    ]
    assert set(rows["unit"]) == {"m DAHITI"}


def test_the_key_goes_in_the_body_and_not_in_the_address(services: Source) -> None:
    fetched(DAHITI)
    (asked,) = services.asked
    assert (asked.method, asked.path) == ("POST", LEVEL)
    assert json.loads(asked.body) == {"api_key": KEY, "dahiti_id": "39", "format": "json"}


def year(number: int, months: int) -> list[tuple[str, float]]:
    return [(f"{number}-{month:02}-15", -29 - month / 100) for month in range(1, months + 1)]


@pytest.mark.parametrize(("months", "has_mean"), [(MONTHS - 1, False), (MONTHS, True), (12, True)])
def test_a_year_with_enough_months_has_a_mean(months: int, has_mean: bool, services: Source) -> None:
    services.answer(LEVEL, good(heights(*year(2024, months), ("2025-01-05", -29.5))))
    rows = fetched(DAHITI).rows.set_index("period")
    assert ("2024" in rows.index) == has_mean
    if has_mean:
        assert rows.loc["2024", "value"] == round(fmean(level for _, level in year(2024, months)), 3)
        assert rows.loc["2024", "note"] == f"annual: mean of {months} monthly means; software 8.0"


def test_a_year_that_is_not_over_has_none(services: Source) -> None:
    services.answer(LEVEL, good(heights(*year(2026, 11))))
    assert "2026" not in set(fetched(DAHITI).rows["period"])


def test_a_month_that_is_not_over_is_not_measured_yet(services: Source) -> None:
    services.answer(LEVEL, good(heights(("2026-01-03", -29.1), (f"{date.today():%Y-%m-01}", -29.4))))
    assert fetched(DAHITI).rows["period"].tolist() == ["2026-01"]


def test_both_forms_of_the_answer_are_read(services: Source) -> None:
    documented = fetched(DAHITI).rows
    answer = heights(("2026-01-03", -29.1), ("2026-01-13", -29.2), ("2026-02-02", -29.3))
    renamed = [
        {"datetime": one["date"].replace("T", " "), "wse": one["height"], "wse_u": 0.01} for one in answer["data"]
    ]
    services.answer(LEVEL, good({**answer, "data": [*renamed, {"datetime": "2026-02-12", "wse": None, "wse_u": None}]}))
    assert fetched(DAHITI).rows.equals(documented)


def test_without_a_key_nothing_is_asked(services: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DAHITI_KEY")
    with pytest.raises(Skipped, match="no token in the environment variable DAHITI_KEY"):
        fetched(DAHITI)
    assert not services.asked


@given(st.lists(st.tuples(st.dates(), st.floats(-40, 0)), min_size=1, max_size=30))
def test_means_lie_among_the_heights_and_none_is_lost(found: list[tuple[Any, float]]) -> None:
    read = [_Height.model_validate({"date": f"{day}T00:00:00", "height": level}) for day, level in sorted(found)]
    means = _monthly(read, before="9999-13")
    assert sum(count for _, count in means.values()) == len(found)
    for month, (mean, _) in means.items():
        own = [level for day, level in found if f"{day:%Y-%m}" == month]
        assert min(own) - 1e-9 <= mean <= max(own) + 1e-9


ONE = ("2026-01-03", -29.1)
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no heights": (heights(), "no heights of lake 39 in any month that is over"),
    "a refusal in words": (heights(ONE, code=403, message="Permission denied"), "DAHITI says 403: Permission denied"),
    "another lake": (heights(ONE, target={"id": 40, "software": "8.0"}), "answered about lake 40: expected 39"),
    "no lake": ({"code": 200, "data": []}, "target: Field required"),
    "a height missing": (heights(ONE, data=[{"date": "2026-01-03"}]), "record 1, height: Field required"),
    "a height as text": (heights(ONE, data=[{"date": "2026-01-03", "height": "-29.1"}]), "record 1"),
    "no day": (heights(ONE, data=[{"date": "in January", "height": -29.1}]), "record 1, date"),
    "a number as day": (heights(ONE, data=[{"date": 20260103, "height": -29.1}]), "record 1, date"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_an_answer_that_is_not_what_was_asked_is_refused(wrong: str, services: Source) -> None:
    answer, told = WRONG[wrong]
    services.answer(LEVEL, good(answer))
    with pytest.raises(FetchError) as failed:
        fetched(DAHITI)
    assert told in str(failed.value)

"""What looks wrong is held with its reason; what is only new or revised is not."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.refresh.feed import Feed, Wanted
from helpers.refresh.fetched import COLUMNS, Fetched
from helpers.refresh.screen import screen

TODAY = date(2026, 1, 15)
OIL = Wanted(series="oil", unit="kt", entity="port", jump=2.0)
LEVEL = Wanted(series="level", unit="m", entity="sea", step=0.5)
QUAY = Wanted(series="oil", unit="kt", entity="quay", jump=50.0)
FEED = Feed(
    name="f", adapter="table", address="https://example.org/", publisher="P", title="T", page="https://example.org/",
    series=(OIL, LEVEL, QUAY),
)  # fmt: skip


def row(period: str, value: float, series: str = "oil", **more: Any) -> dict[str, Any]:
    about = {"oil": ("port", "kt"), "level": ("sea", "m")}.get(series, ("port", "kt"))
    fixed = dict(series=series, entity=about[0], period=period, value=value, unit=about[1], kind="actual", bound="")
    return {**fixed, "note": "", **more}


def judged(*rows: dict[str, Any], known: list[dict[str, Any]] | None = None, last: dict[str, int] | None = None) -> str:
    before = known if known is not None else [row(f"2025-{month:02d}", 100) for month in range(1, 12)]
    reply = Fetched(pd.DataFrame(rows, columns=list(COLUMNS)))
    found = screen(FEED, reply, pd.DataFrame(before, columns=list(COLUMNS)), {"port", "sea", "quay"}, last or {}, TODAY)
    return "; ".join(f"{anomaly.text}{' (blocking)' if anomaly.blocking else ''}" for anomaly in found)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "the reply is empty (blocking)"),
        ([row("2025-12", 90), row("2025-12", 91)], "oil of port, 2025-12, stands there more than once (blocking)"),
        ([row("2026-01", 90)], "oil of port, 2026-01, is measured before its period is over (blocking)"),
        ([row("2025-12", 90, entity="moon")], "unknown entity 'moon' (blocking)"),
        ([row("2025-12", 90, unit="t")], "oil in t is not declared by the feed (blocking)"),
        ([row("2025-12", float("nan"))], "oil of port, 2025-12, has no finite value (blocking)"),
        ([row("Dec 2025", 90)], "a period is none: 'Dec 2025'"),
        ([row("2025-12", 100_000)], "oil of port, 2025-12: 100000 beside 100, about 10 to the power of 3 times"),
        ([row("2025-12", 0.108)], "about 10 to the power of -3 times: another unit?"),
        ([row("2025-11", 99_000)], "oil of port, 2025-11: 99000 beside 100, about 10 to the power of 3 times"),
        ([row("2025-12", 230)], "oil of port, 2025-12: 230 beside 100, further than 2 times"),
        ([row("2025-12", 230), row("2025-10", 30)], "2025-10: 30 beside 100, further than 2 times; and 1 more of it"),
        ([row("2025-12", 0)], "oil of port, 2025-12: 0 beside 100, not above zero"),
    ],
)
def test_an_anomaly_is_told_with_its_place(rows: list[dict[str, Any]], said: str) -> None:
    assert said in judged(*rows)


def test_what_moves_within_the_limit_and_what_is_only_revised_is_fine() -> None:
    assert judged(row("2025-12", 190), row("2025-11", 110), row("2025-10", 100)) == ""


def test_a_forecast_may_be_of_the_future() -> None:
    assert judged(row("2030", 100, kind="forecast")) == ""


def test_a_series_that_lost_rows_is_told_and_one_that_has_gone_too() -> None:
    reply = [row(f"2025-{month:02d}", 100) for month in range(1, 8)]
    assert judged(*reply, last={"oil": 10, "level": 3}) == (
        "oil has 7 rows where the last reply had 10; level has 0 rows where the last reply had 3"
    )
    assert judged(*reply, last={"oil": 8}) == ""


def test_a_difference_is_judged_where_a_ratio_makes_no_sense() -> None:
    known = [row("2025-10", -29.1, "level"), row("2025-11", -29.3, "level")]
    assert judged(row("2025-12", -29.5, "level"), known=known) == ""
    assert "level of sea, 2025-12: -28.3 beside -29.3, further than 0.5 m" in judged(
        row("2025-12", -28.3, "level"), known=known
    )


def test_about_zero_any_multiple_may_be_right() -> None:
    assert judged(row("2025-12", 0.01, "level"), known=[row("2025-11", 0.102, "level")]) == ""


def test_each_entity_has_the_limit_that_is_declared_for_it() -> None:
    known = [row("2025-11", 100), row("2025-11", 100, entity="quay")]
    assert judged(row("2025-12", 1000, entity="quay"), known=known) == ""
    assert "oil of port, 2025-12: 1000 beside 100" in judged(row("2025-12", 1000), known=known)


def test_years_are_compared_with_years_and_eight_months_with_eight_months() -> None:
    known = [row("2024", 1200), row("2024-01/2024-08", 700), row("2025-08", 100)]
    assert judged(row("2025", 1300), row("2025-01/2025-08", 800), row("2025-09", 120), known=known) == ""
    assert "2025-01/2025-08: 100 beside 700" in judged(row("2025-01/2025-08", 100), known=known)


def test_of_what_was_never_known_nothing_can_be_told() -> None:
    assert judged(row("2025-11", 1), row("2025-12", 1000), known=[]) == ""


def test_a_series_that_always_moved_much_may_go_on_doing_so() -> None:
    known = [row(f"2025-{month:02d}", value) for month, value in enumerate([50, 400, 60, 500, 40, 380, 55, 450, 52], 1)]
    assert judged(row("2025-10", 430), known=known) == ""
    quiet = [{**one, "value": 100} for one in known]
    assert "further than 2 times" in judged(row("2025-10", 430), known=quiet)


@settings(max_examples=25)
@given(st.floats(1, 1e6), st.integers(1, 6), st.floats(0.9, 1.1))
def test_a_slip_of_units_is_always_seen(value: float, power: int, growth: float) -> None:
    known = [row("2025-11", value)]
    assert "another unit?" in judged(row("2025-12", value * growth * 10**power), known=known)
    assert "another unit?" in judged(row("2025-12", value * growth / 10**power), known=known)


@settings(max_examples=25)
@given(st.lists(st.floats(60, 100), min_size=1, max_size=11))
def test_quiet_figures_are_never_held(values: list[float]) -> None:
    assert judged(*(row(f"2025-{month:02d}", value) for month, value in enumerate(values, 1))) == ""

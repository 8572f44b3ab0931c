"""A sum that cannot fall: which figures clash, how old they must be, and where a rising path leads."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.rising import DAYS_IN_MONTH, clashes, continued, least_age, steps_to


def figures(*told: tuple[str, float], half: float = 0.0) -> pd.DataFrame:
    days, values = [day for day, _ in told], np.array([value for _, value in told], dtype=float)
    return pd.DataFrame({
        "told": pd.to_datetime(days), "value": values, "low": values - half, "high": values + half,
    })  # fmt: skip


FALL = figures(("2022-10-26", 204), ("2024-03-05", 211.4), ("2024-03-12", 215), ("2024-09-04", 205.2))


def rising(points: pd.DataFrame, oldest: float) -> bool:
    """Whether days of reference exist, by trying the latest possible day for each figure from the top down."""
    latest = np.inf
    for row in points.sort_values(["value", "told"], ascending=False).to_dict("records"):
        day = (row["told"] - points["told"].min()).days
        latest = min(latest, day)
        if latest < day - oldest:
            return False
    return True


def test_a_rising_sum_has_no_clash() -> None:
    assert clashes(figures(("2022-01-01", 1), ("2023-01-01", 2))).empty
    assert least_age(figures(("2022-01-01", 1))) == 0
    assert least_age(FALL.iloc[:0]) == 0


def test_the_longest_clash_gives_the_least_age() -> None:
    assert list(clashes(FALL)["days"]) == [183, 176]
    assert least_age(FALL) == 183


def test_digits_and_floors_may_take_a_clash_away() -> None:
    assert least_age(figures(("2022-01-01", 100), ("2023-01-01", 99), half=1.0)) == 0
    floor = FALL.assign(high=np.inf)
    assert least_age(floor) == 0


@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 30)), min_size=1, max_size=7, unique_by=lambda x: x[0]))
def test_the_least_age_is_enough_and_no_less_is(told: list[tuple[int, int]]) -> None:
    start = pd.Timestamp("2020-01-01")
    days, values = [start + pd.Timedelta(days=d) for d, _ in told], np.array([float(v) for _, v in told])
    points = pd.DataFrame({"told": days, "value": values, "low": values, "high": values})
    age = least_age(points)
    assert rising(points, age)
    assert age == 0 or not rising(points, age - 1)


def test_steps_reach_the_goal_and_skip_what_came_later() -> None:
    steps = steps_to(figures(("2023-10-18", 100), ("2026-01-01", 300)), 121.0, date(2025, 10, 18))
    assert len(steps) == 1
    assert steps["percent_per_year"].iloc[0] == pytest.approx(10, abs=0.02)
    assert steps["months"].iloc[0] == pytest.approx(24, abs=0.05)


def test_a_sum_goes_on_at_its_pace() -> None:
    drawn = continued(
        figures(("2020-01-01", 100), ("2022-01-01", 120)), date(2023, 1, 1), 0, 50, np.random.default_rng(1)
    )
    assert drawn is not None
    assert drawn.kept == 1
    assert drawn.pace == pytest.approx(np.full(50, 20 * 365.25 / 731))
    assert len(drawn.levels) == 50


def test_a_fall_can_only_be_continued_when_figures_may_be_old() -> None:
    rng = np.random.default_rng(1)
    assert continued(FALL, date(2025, 10, 18), 30, 20, rng) is None
    assert continued(FALL.head(1), date(2025, 10, 18), 30, 20, rng) is None
    assert continued(FALL, date(2025, 10, 18), least_age(FALL) - 1, 20, rng) is None
    drawn = continued(FALL, date(2025, 10, 18), 12 * DAYS_IN_MONTH, 200, rng)
    assert drawn is not None
    assert 0 < drawn.kept < 0.1
    assert drawn.levels.min() >= 215

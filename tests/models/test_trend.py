import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models import trend


def test_growth_over_a_gap_is_spread_over_its_years() -> None:
    rates = trend.annual_rates(pd.DataFrame({"year": [2022, 2019, 2018], "value": [800.0, 100.0, 50.0]}))
    assert rates["years"].tolist() == [1, 3]
    assert rates["rate"].tolist() == pytest.approx([np.log(2), np.log(2)])


@given(st.floats(10, 900), st.floats(0.01, 1.0))
def test_the_growth_needed_and_the_years_it_takes_agree(level: float, growth: float) -> None:
    years = trend.years_at(level, 1000.0, growth)
    assert trend.growth_needed(level, 1000.0, years) == pytest.approx(growth)


def test_a_target_already_reached_takes_no_time_and_a_shrinking_one_never_comes() -> None:
    assert trend.years_at(1200.0, 1000.0, -0.5) == 0
    assert trend.years_at(500.0, 1000.0, 0.0) == float("inf")


def test_a_steady_trend_continues_with_little_doubt() -> None:
    years = list(range(2015, 2025))
    values = [100 * 1.1 ** (year - 2015) * (1.001 if year % 2 else 0.999) for year in years]
    draws = trend.trend_draws(years, values, [2025, 2030], 2000, np.random.default_rng(1))
    assert np.median(draws, axis=0) == pytest.approx([100 * 1.1**10, 100 * 1.1**15], rel=0.01)
    assert np.quantile(draws[:, 0], 0.95) / np.quantile(draws[:, 0], 0.05) < 1.02


def test_the_spread_grows_with_the_distance_and_with_the_swings() -> None:
    def width(swing: float, year: int) -> float:
        values = [300 * swing ** (-1) ** number for number in range(6)]
        draws = trend.trend_draws(range(2018, 2024), values, [year], 3000, np.random.default_rng(2))
        return float(np.log(np.quantile(draws, 0.95) / np.quantile(draws, 0.05)))

    assert width(1.1, 2024) < width(1.1, 2030) < width(1.6, 2030)


def test_three_years_are_too_few() -> None:
    with pytest.raises(ValueError, match="at least 4 years"):
        trend.trend_draws([2020, 2021, 2022], [1, 2, 3], [2023], 10, np.random.default_rng(1))


def test_the_forecast_covers_a_year_left_out_of_a_true_trend() -> None:
    rng = np.random.default_rng(4)
    inside = []
    for _ in range(150):
        values = np.exp(5 + 0.05 * np.arange(7) + rng.normal(0, 0.3, 7))
        draws = trend.trend_draws(range(6), values[:6], [6], 300, rng)
        low, high = np.quantile(draws, [0.05, 0.95])
        inside.append(low <= values[6] <= high)
    assert np.mean(inside) == pytest.approx(0.9, abs=0.07)

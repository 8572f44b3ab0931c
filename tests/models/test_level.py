"""The level model: gaps, seasons and errors."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from helpers.models.level import (
    around,
    decimal_years,
    fastest_run,
    known_years,
    level_from_volume,
    newey_west,
    yearly_levels,
)


def months(first: int, last: int) -> np.ndarray:
    return first + (np.arange(12 * (last - first)) + 0.5) / 12


def sea(time: np.ndarray, noise: float = 0.0, seed: int = 1) -> np.ndarray:
    season = 0.18 * np.cos(2 * np.pi * (time - 0.5))
    return -27 - 0.1 * (time - 2000) + season + noise * np.random.default_rng(seed).standard_normal(len(time))


def test_the_seasonal_cycle_is_taken_out_and_found() -> None:
    fitted = yearly_levels(months(2000, 2020), sea(months(2000, 2020)))
    assert np.ptp(fitted.season) == pytest.approx(0.36, abs=0.02)
    assert int(fitted.season.argmax()) in (5, 6)
    assert np.diff(fitted.mean) == pytest.approx(-0.1)


def test_a_year_seen_only_in_summer_months_is_not_flattered() -> None:
    time = months(2000, 2020)
    keep = ~((time > 2010) & (time < 2011) & ((time % 1 < 0.05) | (time % 1 > 0.3) & (time % 1 < 0.35)))
    fitted = yearly_levels(time[keep], sea(time[keep]))
    assert fitted.change(2005, 2010).value == pytest.approx(-0.5, abs=0.01)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    time = months(2000, 2015)
    inside = [yearly_levels(time, sea(time, 0.05, seed)).change(2003, 2012).contains(-0.9) for seed in range(60)]
    assert np.mean(inside) >= 0.75


def test_a_thin_year_is_left_out() -> None:
    time = months(2000, 2010)
    keep = ~((time > 2005) & (time < 2005.7))
    fitted = yearly_levels(time[keep], sea(time[keep]))
    assert not fitted.has(2005)
    assert fitted.has(2004, 2006)
    with pytest.raises(KeyError, match="too few months"):
        fitted.change(2005, 2009)


def test_half_a_year_is_no_year() -> None:
    assert known_years(2003 + (np.arange(7) + 0.5) / 12).tolist() == []


def test_too_short_a_series_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 24 months"):
        yearly_levels(months(2000, 2001), sea(months(2000, 2001)))


def test_errors_agree_with_statsmodels() -> None:
    rng = np.random.default_rng(3)
    design = np.column_stack([np.ones(80), np.arange(80) / 80])
    noise = np.convolve(rng.standard_normal(85), np.ones(6) / 6, "valid")
    fit = sm.OLS(design @ [1.0, 2.0] + noise, design).fit(
        cov_type="HAC", cov_kwds={"maxlags": 4, "use_correction": True}
    )
    assert newey_west(design, np.asarray(fit.resid), 4) == pytest.approx(fit.cov_params(), rel=1e-6)


def test_level_and_error_of_one_year() -> None:
    fitted = yearly_levels(months(2000, 2010), sea(months(2000, 2010), 0.03))
    interval = fitted.level(2004)
    assert interval.high - interval.low == pytest.approx(2 * 1.645 * fitted.error(2004), rel=1e-3)


def test_the_middle_of_february_in_a_leap_year() -> None:
    start, end = (pd.Series(pd.to_datetime([day])) for day in ("2024-02-01", "2024-02-29"))
    assert decimal_years(start, end)[0] == pytest.approx(2024 + 45.5 / 366, abs=1e-3)


def test_volume_becomes_level_with_its_misfit() -> None:
    volume = np.linspace(0, 1200, 60)
    level = -29 + volume / 380 + 0.02 * np.sin(volume)
    found, misfit = level_from_volume(volume, level, np.array([600.0]))
    assert found[0] == pytest.approx(-29 + 600 / 380, abs=0.02)
    assert 0.005 < misfit < 0.02


def test_the_fastest_run_names_its_start() -> None:
    assert fastest_run([2000, 2001, 2003, 2004], np.array([0.0, -0.1, -0.9, -1.0]), 2) == (-0.4, 2001)
    with pytest.raises(ValueError, match="shorten the run"):
        fastest_run([2000], np.array([0.0]), 2)


def test_an_interval_of_half_is_narrower() -> None:
    assert around(0, 1, 0.5).high < around(0, 1, 0.9).high

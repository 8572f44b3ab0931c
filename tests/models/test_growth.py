"""Growth models keep their promises on series whose future is known."""

import numpy as np
import pytest

from helpers.models.growth import damped_trend, fit, forecast, logistic, no_change


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def test_a_damped_trend_flattens_and_an_undamped_one_does_not() -> None:
    values = 2.0 ** np.arange(6)
    damped, free = damped_trend(values, 0.6).central(8), damped_trend(values, 1.0).central(8)
    assert free[-1] == pytest.approx(2.0**13)
    assert np.diff(np.log(damped))[-1] < 0.1 * np.log(2)
    assert (damped < free).all()


def test_a_logistic_curve_is_found_again_and_stays_below_its_ceiling() -> None:
    years = np.arange(8)
    truth = 10 / (1 + np.exp(3 - 0.7 * np.arange(12)))
    found = logistic(truth[years], 10.0)
    assert found.central(4) == pytest.approx(truth[8:])
    noisy = logistic(truth[years] * np.array([1, 0.9, 1.1, 1, 0.95, 1.05, 0.9, 1]), 10.0)
    assert (noisy.paths(20, 200, rng()) < 10).all()


@pytest.mark.parametrize("method", ["damped trend", "logistic", "no change"])
def test_the_same_seed_gives_the_same_paths(method: str) -> None:
    fitted = fit(method, np.array([0.6, 1.5, 2.8, 4.5, 4.1]), damping=0.85, ceiling=10)  # type: ignore[arg-type]
    assert np.array_equal(fitted.paths(3, 50, rng()), fitted.paths(3, 50, rng()))
    assert fitted.paths(3, 50, rng()).shape == (50, 3)


@pytest.mark.parametrize("method", ["damped trend", "logistic", "no change"])
def test_bands_hold_the_line_and_widen_with_the_level(method: str) -> None:
    fitted = fit(method, np.array([0.76, 0.78, 0.59, 1.49, 2.76, 4.48, 4.12]), damping=0.85, ceiling=10)  # type: ignore[arg-type]
    narrow, wide = (forecast(fitted, 2025, 2030, 2000, level, rng()) for level in (0.5, 0.95))
    assert list(narrow["year"]) == [2026, 2027, 2028, 2029, 2030]
    assert ((wide["low"] <= wide["value"]) & (wide["value"] <= wide["high"])).all()
    assert ((wide["high"] - wide["low"]) > (narrow["high"] - narrow["low"])).all()


def test_a_steady_series_has_narrow_bands() -> None:
    frame = forecast(damped_trend(np.full(6, 3.0)), 2025, 2027, 200, 0.9, rng())
    assert frame["high"].to_numpy() == pytest.approx(3.0)


def test_a_band_holds_about_its_share_of_futures() -> None:
    """Random walks of logs forecast by the method that is right for them."""
    inside, generator = [], np.random.default_rng(3)
    for _ in range(150):
        walk = np.exp(np.cumsum(generator.normal(0, 0.2, 13)))
        band = forecast(no_change(walk[:12]), 0, 1, 400, 0.9, generator).iloc[0]
        inside.append(band["low"] <= walk[12] <= band["high"])
    assert np.mean(inside) == pytest.approx(0.9, abs=0.08)


def test_a_horizon_in_the_past_still_gives_one_year() -> None:
    assert len(forecast(no_change(np.array([1.0, 2.0, 3.0])), 2030, 2026, 100, 0.9, rng())) == 1


@pytest.mark.parametrize("values", [[1.0, 2.0], [1.0, 0.0, 2.0], [1.0, -1.0, 2.0]])
def test_too_few_or_not_positive_values_are_refused(values: list[float]) -> None:
    with pytest.raises(ValueError, match="at least 3 positive"):
        damped_trend(np.array(values))


def test_a_value_above_the_ceiling_is_refused() -> None:
    with pytest.raises(ValueError, match="raise the ceiling"):
        logistic(np.array([1.0, 2.0, 11.0]), 10.0)

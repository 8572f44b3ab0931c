"""The drift of a promised date."""

import numpy as np
import pytest
from scipy import stats

from helpers.models.drift import fit_drift


def fit(said: list[float], promised: list[float], level: float = 0.9) -> object:
    return fit_drift(said, promised, level, 2000, np.random.default_rng(7))


def test_a_promise_kept_does_not_drift_and_arrives_on_its_day() -> None:
    found = fit_drift([2020, 2021, 2022, 2023], [2025.0, 2025.01, 2024.99, 2025.0], 0.9, 500, np.random.default_rng(1))
    assert found.slope.contains(0)
    assert found.arrival[0] == pytest.approx(2025, abs=0.05)
    assert found.never == 0


def test_a_promise_that_keeps_its_distance_never_arrives_in_half_of_the_draws() -> None:
    rng = np.random.default_rng(3)
    said = np.linspace(2019, 2025, 9)
    found = fit_drift(said, said + 2 + 0.3 * rng.standard_normal(9), 0.9, 4000, rng)
    assert found.slope.contains(1)
    assert 0.1 < found.never < 0.95
    assert found.arrival[2] == np.inf


def test_the_interval_is_that_of_students_t() -> None:
    said, promised = [2019.9, 2023.0, 2023.3, 2025.2, 2026.0], [2022.0, 2025.0, 2026.0, 2027.0, 2027.0]
    found, line = fit_drift(said, promised, 0.9, 500, np.random.default_rng(1)), stats.linregress(said, promised)
    assert found.slope.high - found.slope.value == pytest.approx(stats.t.ppf(0.95, 3) * line.stderr)
    assert found.at([2020.0])[0] == pytest.approx(line.intercept + line.slope * 2020)
    assert found.robust.low <= found.robust.value <= found.robust.high


def test_the_draws_agree_with_the_fit() -> None:
    said, promised = np.arange(2010.0, 2020.0), 2015 + 0.5 * np.arange(10) + 0.01 * (-1.0) ** np.arange(10)
    found = fit_drift(said, promised, 0.9, 2000, np.random.default_rng(2))
    exact = (found.intercept - found.slope.value * found.centre) / (1 - found.slope.value)
    assert found.arrival[0] == pytest.approx(exact, abs=0.05)
    assert found.arrival[1] < exact < found.arrival[2]


@pytest.mark.parametrize("said", [[2020.0, 2021.0], [2020.0, 2020.0, 2020.0]])
def test_too_few_statements_are_refused(said: list[float]) -> None:
    with pytest.raises(ValueError, match="at least 3 statements"):
        fit(said, [2025.0] * len(said))

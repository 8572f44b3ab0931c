import numpy as np
import pandas as pd
import pytest

from helpers.models import gravity


def world(pairs: int = 30, noise: float = 0.3, seed: int = 3) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "pair": [f"P{number}" for number in range(pairs)],
            "gdp_first": rng.lognormal(11, 1, pairs),
            "gdp_second": rng.lognormal(11, 1, pairs),
            "distance": rng.lognormal(7.3, 0.6, pairs),
            "contiguity": rng.integers(0, 2, pairs),
            "weight": 1.0,
        }
    )
    expected = (frame["gdp_first"] * frame["gdp_second"]) ** 0.8 / frame["distance"] * np.exp(0.5 * frame["contiguity"])
    luck = rng.lognormal(-(noise**2) / 2, noise, pairs) if noise else 1.0
    return frame.assign(trade=expected * 1e-3 * luck)


@pytest.mark.parametrize("estimator", ["ppml", "log_linear"])
def test_the_truth_is_found_where_there_is_hardly_any_noise(estimator: gravity.Estimator) -> None:
    fitted = gravity.fit(world(noise=0.001), estimator)
    assert fitted.coefficients["estimate"][1:].tolist() == pytest.approx([0.8, -1.0, 0.5], abs=1e-2)


@pytest.mark.parametrize("estimator", ["ppml", "log_linear"])
def test_the_fast_solver_agrees_with_statsmodels(estimator: gravity.Estimator) -> None:
    frame = world().assign(weight=lambda f: np.where(f.index % 3, 1.0, 0.5))
    fast = gravity.solve(gravity.design(frame), frame["trade"].to_numpy(), frame["weight"].to_numpy(), estimator)
    assert fast == pytest.approx(gravity.fit(frame, estimator).coefficients["estimate"].to_numpy(), rel=1e-5)


def test_two_reports_of_half_weight_count_as_one() -> None:
    frame = world()
    twice = pd.concat([frame, frame.iloc[[0]]], ignore_index=True)
    twice.loc[[0, len(frame)], "weight"] = 0.5
    one, two = (gravity.fit(f).coefficients["estimate"] for f in (frame, twice))
    assert two.tolist() == pytest.approx(one.tolist(), rel=1e-6)


def test_poisson_expectations_add_up_to_what_was_traded() -> None:
    frame = world()
    assert gravity.fit(frame).expected(frame).sum() == pytest.approx(frame["trade"].sum(), rel=1e-6)


def test_too_few_pairs_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 8 pairs"):
        gravity.fit(world(pairs=7))


def test_the_forecast_widens_with_the_noise_of_the_pairs() -> None:
    def width(noise: float) -> float:
        frame = world(noise=noise)
        draws = gravity.predictive(frame.iloc[1:], frame.iloc[:1], 300, np.random.default_rng(1))
        assert draws.shape == (300, 1)
        return float(np.log(np.quantile(draws, 0.95) / np.quantile(draws, 0.05)))

    assert width(0.1) < width(0.4) < width(0.9)


def test_forecasts_cover_pairs_that_were_left_out() -> None:
    frame = world(pairs=40, noise=0.5)
    inside = []
    for label in range(40):
        draws = gravity.predictive(
            frame.drop(index=label), frame.loc[[label]], 200, np.random.default_rng(label), "log_linear"
        )
        low, high = np.quantile(draws, [0.1, 0.9])
        inside.append(low <= frame.loc[label, "trade"] <= high)
    assert np.mean(inside) == pytest.approx(0.8, abs=0.15)


def test_one_seed_gives_one_forecast() -> None:
    frame = world()
    one, two = (gravity.predictive(frame, frame.iloc[:2], 50, np.random.default_rng(5)) for _ in range(2))
    assert (one == two).all()

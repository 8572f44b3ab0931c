"""A record continued by its own steps."""

import numpy as np
import pytest

from helpers.models.extrapolation import backtest, trend_draws


def test_the_mean_goes_on_and_the_spread_grows() -> None:
    steps = np.array([-0.3, 0.1, -0.2, 0.0, -0.1, -0.1])
    ahead = trend_draws(steps, 20, 4000, np.random.default_rng(1))
    assert ahead[:, -1].mean() == pytest.approx(20 * steps.mean(), abs=0.05)
    assert ahead[:, 19].std() > ahead[:, 4].std() > 0


def test_blocks_keep_runs_together() -> None:
    steps = np.repeat([-0.2, 0.2], 10)
    single, blocks = (trend_draws(steps, 10, 3000, np.random.default_rng(1), b)[:, -1].std() for b in (1, 8))
    assert blocks > 1.5 * single


def test_the_same_seed_gives_the_same_draws() -> None:
    first, second = (trend_draws(np.array([-0.1, 0.1]), 5, 10, np.random.default_rng(7)) for _ in range(2))
    assert (first == second).all()


def test_no_steps_no_trend() -> None:
    with pytest.raises(ValueError, match="at least one yearly step"):
        trend_draws(np.array([]), 5, 10, np.random.default_rng(1))


def test_a_steady_fall_is_forecast_better_than_by_no_change() -> None:
    years = np.arange(1990, 2020)
    table = backtest(years, -0.1 * (years - 1990), 5, 10, 50, np.random.default_rng(1))
    assert table["score"].max() < 1e-9
    assert table["persistence"].iloc[0] == pytest.approx(0.5)
    assert len(table) == 30 - 10 - 5


def test_a_gap_in_the_window_is_no_origin() -> None:
    years = np.array([*range(1990, 2000), *range(2001, 2010)])
    table = backtest(years, -0.1 * (years - 1990), 1, 5, 20, np.random.default_rng(1))
    assert set(table["origin"]) == {1995, 1996, 1997, 1998, 2006, 2007, 2008}


def test_a_wider_interval_holds_more() -> None:
    years = np.arange(1990, 2020)
    level = np.cumsum(np.random.default_rng(4).normal(-0.1, 0.1, 30))
    narrow, wide = (backtest(years, level, 3, 8, 200, np.random.default_rng(1), i) for i in (0.5, 0.95))
    assert (wide["high"] >= narrow["high"]).all()

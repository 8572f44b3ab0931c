"""Broken lines: breaks that are there are found, and noise is not broken."""

import numpy as np
import pandas as pd
import pytest

from helpers.models.breaks import TrendCost, candidate_breaks, choose, fit_trend, recurring, stretches, trend_path

TIME = np.arange(1993, 2025, 1 / 12)


def broken(noise: float = 0.03, seed: int = 2) -> np.ndarray:
    line = -0.09 * np.maximum(TIME - 2005.5, 0) - 0.11 * np.maximum(TIME - 2020.6, 0)
    return line + noise * np.random.default_rng(seed).standard_normal(len(TIME))


def chosen(level: np.ndarray, penalty: float, noise: float = 0.03) -> np.ndarray:
    first = candidate_breaks(TIME, level, 3 * noise**2 * np.log(len(TIME)))
    return choose(trend_path(TIME, level, first), noise**2, penalty).breaks


def test_both_breaks_are_found_within_half_a_year() -> None:
    assert chosen(broken(), 8.0) == pytest.approx([2005.5, 2020.6], abs=0.5)


def test_a_dearer_break_is_rarer() -> None:
    counts = [len(chosen(broken(), penalty)) for penalty in (1.0, 8.0, 1e6)]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == 0


def test_a_straight_line_is_not_broken() -> None:
    level = -0.05 * TIME + 0.03 * np.random.default_rng(5).standard_normal(len(TIME))
    assert len(chosen(level, 4.0)) == 0


def test_slopes_and_their_errors() -> None:
    trend = fit_trend(TIME, broken(), [2006.0, 2019.0])
    assert trend.slopes == pytest.approx([0.0, -0.09, -0.20], abs=0.02)
    assert (trend.slope_errors > 0).all()
    assert (trend.break_errors < 0.5).all()
    assert np.abs(trend.slopes - [0, -0.09, -0.20]).max() < 4 * trend.slope_errors.max()


def test_gaps_do_no_harm() -> None:
    keep = (TIME < 2010) | (TIME > 2010.8)
    trend = fit_trend(TIME[keep], broken()[keep], [2006.0, 2019.0])
    assert trend.breaks == pytest.approx([2005.5, 2020.6], abs=0.6)


def test_the_cost_is_the_misfit_of_a_straight_line() -> None:
    level = broken()
    cost = TrendCost().fit(np.column_stack([TIME, level])).error(10, 90)
    line = np.polyval(np.polyfit(TIME[10:90] - 2000, level[10:90], 1), TIME[10:90] - 2000)
    assert cost == pytest.approx(((level[10:90] - line) ** 2).sum())


def test_a_path_ends_without_breaks_and_never_fits_better() -> None:
    path = trend_path(TIME, broken(), [2000.0, 2005.0, 2015.0, 2020.0])
    assert [len(trend.breaks) for trend in path] == [4, 3, 2, 1, 0]
    misfits = [trend.misfit for trend in path]
    assert misfits == pytest.approx(sorted(misfits), rel=0.01)


def test_too_short_a_record_has_no_candidates() -> None:
    assert len(candidate_breaks(TIME[:40], broken()[:40], 0.1)) == 0


def test_breaks_close_together_are_one() -> None:
    found = pd.DataFrame({"variant": ["a", "b", "c", "a"], "date": [2005.0, 2005.9, 2006.6, 2020.0]})
    table = recurring(found, 1.0)
    assert table["variants"].tolist() == [3, 1]
    assert table["earliest"].tolist() == [2005.0, 2020.0]
    assert len(recurring(found, 0.5)) == 4


def test_stretches_are_the_penalties_that_choose() -> None:
    first = candidate_breaks(TIME, broken(), 0.5 * 0.03**2)
    path = trend_path(TIME, broken(), first)
    found = stretches(path, 0.03**2)
    assert [low for low, _, _ in found] == [0, *(high for _, high, _ in found[:-1])]
    assert found[-1][1] == np.inf
    for low, high, trend in found:
        for penalty in (low * 1.01 + 1e-9, min(high * 0.99, 1e6)):
            assert choose(path, 0.03**2, penalty) is trend

import numpy as np
import pandas as pd
import pytest

from helpers.models import season


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def test_weights_are_a_distribution_even_without_any_profile() -> None:
    weights = season.concentration([], [])
    assert weights.sum() == pytest.approx(1)
    assert (weights >= 0).all()


def test_even_years_teach_a_higher_concentration_than_lumpy_ones() -> None:
    even = season.concentration([3, 6, 9], [0.25, 0.5, 0.75]) @ season.grid()
    lumpy = season.concentration([3, 6, 9], [0.6, 0.1, 0.4]) @ season.grid()
    assert even > 10 * lumpy


def test_known_lumpiness_is_found_again_from_many_profiles() -> None:
    months = np.tile([4, 6, 8, 10], 60)
    shares = rng().beta(20 * months / 12, 20 * (12 - months) / 12)
    weights = season.concentration(months, shares)
    median = season.grid()[np.searchsorted(weights.cumsum(), 0.5)]
    assert 13 < median < 30


@pytest.mark.parametrize(("months", "share"), [(0, 0.5), (12, 0.5), (6, 0.0), (6, 1.0)])
def test_a_share_that_is_none_is_refused(months: float, share: float) -> None:
    with pytest.raises(ValueError, match="expected months"):
        season.concentration([months], [share])


def test_shares_centre_on_an_even_flow_and_narrow_with_concentration() -> None:
    loose, tight = (season.draw_shares(np.full(4000, c), 8, rng()) for c in (5.0, 500.0))
    assert loose.mean() == pytest.approx(8 / 12, abs=0.02)
    assert tight.std() < loose.std() / 5


def test_a_later_total_is_never_below_the_part() -> None:
    draws = season.draw_later(80.0, 8, 10, np.full(1000, 10.0), rng())
    assert (draws >= 80.0).all()
    assert np.median(draws) == pytest.approx(100.0, rel=0.05)


def test_the_tail_never_claims_certainty() -> None:
    assert 0 < season.tail(np.ones(100), 0.0) < 0.05
    assert 0.95 < season.tail(np.ones(100), 2.0) < 1


def test_the_run_rate_is_proportion() -> None:
    assert season.run_rate(547.6, 8) == pytest.approx(821.4)


def test_leaving_one_out_never_uses_the_year_itself() -> None:
    table = pd.DataFrame({"months": [6, 6, 6], "part": [50.0, 50.0, 95.0], "total": [100.0] * 3})
    record = season.leave_one_out(table, 0.9, 2000, rng())
    assert record["covered"].tolist() == [True, True, False]
    assert record["naive"].tolist() == [100.0, 100.0, 190.0]


@pytest.mark.parametrize("years", [0, 1])
def test_one_year_alone_cannot_be_tested(years: int) -> None:
    table = pd.DataFrame({"months": [6], "part": [50.0], "total": [100.0]}).iloc[:years]
    assert season.leave_one_out(table, 0.9, 100, rng()).empty


def test_intervals_hold_what_they_promise_where_the_model_is_true() -> None:
    months = np.tile([4, 6, 8, 10], 20)
    share = rng().beta(15 * months / 12, 15 * (12 - months) / 12)
    table = pd.DataFrame({"months": months, "part": share * 100, "total": 100.0})
    assert season.leave_one_out(table, 0.8, 400, rng())["covered"].mean() == pytest.approx(0.8, abs=0.1)

"""Which runs are kept: whatever the dates, the newest, one a week and one a month remain."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from helpers.factory.refusal import Refusal
from helpers.runs.retention import Policy, kept, policy

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
moments = some.datetimes(datetime(2024, 6, 1), datetime(2026, 11, 27), timezones=some.just(UTC))
archives = some.lists(moments, min_size=1, max_size=60).map(lambda found: {f"r{n}": at for n, at in enumerate(found)})
policies = some.builds(Policy, days=some.integers(0, 40), weeks=some.integers(0, 60))


@given(archives, policies, some.sets(some.integers(0, 59)))
def test_the_newest_one_a_week_and_one_a_month_remain(made: dict[str, datetime], by: Policy, bad: set[int]) -> None:
    good = {run for run in made if int(run[1:]) not in bad}
    stays = kept(made, by, NOW, good)
    assert max(made, key=lambda run: (made[run], run)) in stays
    for run, at in made.items():
        age = NOW - at
        if age <= timedelta(days=by.days):
            assert run in stays
        if age <= timedelta(weeks=by.weeks):
            # all of the week have to be of the weeks kept, or its one may be an older one
            week = [one for one in made if f"{made[one]:%G%V}" == f"{at:%G%V}"]
            assert any(one in stays for one in week) or any(NOW - made[one] > timedelta(weeks=by.weeks) for one in week)
        month = [one for one in made if f"{made[one]:%Y%m}" == f"{at:%Y%m}"]
        assert any(one in stays for one in month)
        if any(one in good for one in month):
            assert any(one in stays and one in good for one in month)


@given(archives, policies, some.integers(0, 400))
def test_letting_go_night_by_night_loses_no_month_and_choosing_again_changes_nothing(
    made: dict[str, datetime], by: Policy, days: int
) -> None:
    stays = {run: made[run] for run in kept(made, by, NOW)}
    assert set(kept(stays, by, NOW)) == set(stays)
    later = kept(stays, by, NOW + timedelta(days=days))
    assert {f"{made[run]:%Y%m}" for run in later} == {f"{at:%Y%m}" for at in made.values()}


def test_the_months_that_the_policy_names_are_kept_and_no_older_ones() -> None:
    made = {f"{month}": datetime(2026, month, 5, tzinfo=UTC) for month in range(1, 12)}
    assert set(kept(made, Policy(days=0, weeks=0, months=2), NOW)) == {"9", "10", "11"}
    assert len(kept(made, Policy(days=0, weeks=0), NOW)) == len(made)


def test_the_policy_stands_in_the_project_file(tmp_path: Path) -> None:
    assert policy(tmp_path) == Policy()
    (tmp_path / "pyproject.toml").write_text("[tool.caspian.retention]\ndays = 7\nmonths = 12\n")
    assert policy(tmp_path, weeks=4, days=None) == Policy(days=7, weeks=4, months=12)
    assert (
        str(policy(tmp_path))
        == "all of the last 7 days, one a week of the last 52 weeks, one a month of the last 12 months"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dais = 7", "pyproject.toml, tool.caspian.retention.dais: found 7, expected one of days, weeks, months"),
        ("days = -1", "pyproject.toml, tool.caspian.retention.days: found -1, expected a whole number at least 0"),
        ("days = '7'", "retention.days: found '7', expected a whole number at least 0"),
        ("days = ", "pyproject.toml: not TOML"),
    ],
)
def test_a_wrong_policy_is_refused_and_nothing_goes(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.caspian.retention]\n{text}\n")
    with pytest.raises(Refusal, match=said):
        policy(tmp_path)

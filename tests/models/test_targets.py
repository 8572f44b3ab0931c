"""Targets are scored once, against what came, and never against something else."""

import numpy as np
import pandas as pd
import pytest

from helpers.models.targets import score, typical_ratio


def row(period: str, value: float, published: str, **more: object) -> dict[str, object]:
    year = pd.Timestamp(f"{period}-12-31")
    fixed = {"series": "cargo", "entity": "TITR", "bound": "", "kind": "plan", "source": "ministry"}
    fixed["row"] = f"{period} {value}"
    return {**fixed, "period": period, "value": value, "published": pd.Timestamp(published), "end": year, **more}


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows))


def test_a_repeated_target_counts_once_from_its_first_day() -> None:
    plans = frame(row("2025", 5.2, "2025-10-20", source="b"), row("2025", 5.2, "2025-05-08", source="a"))
    scored = score(plans, frame(row("2025", 4.1, "2026-03-10", kind="actual")))
    assert len(scored) == 1
    assert scored["restated"].item() == 1
    assert scored["first_published"].item() == pd.Timestamp("2025-05-08")
    assert scored["lead_years"].item() == pytest.approx(0.649, abs=0.01)


def test_the_newest_outcome_decides_and_the_range_shows_all() -> None:
    outcomes = frame(row("2022", 1.7, "2023-04-30", kind="actual"), row("2022", 1.485, "2026-03-10", kind="actual"))
    scored = score(frame(row("2022", 3.2, "2022-01-31")), outcomes)
    assert scored["outcome"].item() == 1.485
    assert (scored["low"].item(), scored["high"].item()) == (1.485, 1.7)


def test_a_target_without_outcome_of_the_same_period_is_not_scored() -> None:
    assert score(frame(row("2027", 10.0, "2025-01-31")), frame(row("2025", 4.1, "2026-03-10"))).empty


@pytest.mark.parametrize(
    ("outcome", "bound", "met"), [(98, "", True), (97, "", False), (98, "lower", False), (101, "lower", True)]
)
def test_tolerance_helps_a_plain_target_only(outcome: float, bound: str, met: bool) -> None:
    scored = score(frame(row("2025", 100, "2025-01-31", bound=bound)), frame(row("2025", outcome, "2026-01-31")), 0.02)
    assert bool(scored["met"].item()) is met


def test_the_typical_ratio_holds_its_value_and_repeats_by_seed() -> None:
    made = pd.DataFrame({"series": list("aabb"), "entity": "X", "period": "2024", "ratio": [0.5, 0.5, 1.0, 2.0]})
    first, again = (typical_ratio(made, 500, 0.9, np.random.default_rng(1)) for _ in range(2))
    assert first == again
    assert first is not None
    assert first.value == pytest.approx(0.5**0.25)
    assert first.low == pytest.approx(0.5)


def test_no_target_has_no_worth() -> None:
    nothing = pd.DataFrame(columns=["series", "entity", "period", "ratio"])
    assert typical_ratio(nothing, 100, 0.9, np.random.default_rng(1)) is None

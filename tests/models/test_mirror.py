import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.mirror import cumulated, ranges, side_by_side


def rows(*figures: dict[str, object]) -> pd.DataFrame:
    fixed = {"kind": "actual", "bound": "", "published": "2024-01-01", "note": ""}
    table = pd.DataFrame([{**fixed, **figure} for figure in figures])
    first, last = (pd.to_datetime(table["period"] + day) for day in ("-01-01", "-12-31"))
    return table.assign(start=first, end=last)


def yearly(values: dict[str, float]) -> pd.DataFrame:
    return ranges(rows(*({"period": year, "value": value} for year, value in values.items())))


def test_a_printed_figure_comes_before_a_computed_one_however_new() -> None:
    table = ranges(
        rows(
            {"period": "2023", "value": 313.3, "kind": "estimate", "published": "2025-01-01"},
            {"period": "2023", "value": 314.0},
        )
    )
    assert table.loc[0, ["value", "low", "high", "figures"]].tolist() == [314.0, 313.3, 314.0, 2]


def test_a_revision_replaces_what_it_revises() -> None:
    table = ranges(
        rows({"period": "2022", "value": 461.9}, {"period": "2022", "value": 463.3, "published": "2024-05-05"})
    )
    assert table.loc[0, "value"] == 463.3


def test_a_rounder_repeat_is_no_revision() -> None:
    table = ranges(
        rows({"period": "2022", "value": 529.4}, {"period": "2022", "value": 530.0, "published": "2025-01-01"})
    )
    assert table.loc[0, "value"] == 529.4


@pytest.mark.parametrize(("about", "low"), [(0.0, 500.0), (0.1, 450.0), (0.2, 400.0)])
def test_about_widens_a_figure_and_never_leads(about: float, low: float) -> None:
    rough = {"period": "2022", "value": 500.0, "bound": "about"}
    table = ranges(rows(rough, {"period": "2022", "value": 500.4}), about)
    assert table.loc[0, "value"] == 500.4
    assert table.loc[0, "low"] == pytest.approx(low)


def test_no_figures_make_no_line_and_keep_the_types() -> None:
    table = ranges(rows({"period": "2022", "value": 1.0}).iloc[:0])
    assert table.empty
    assert table.dtypes.equals(yearly({"2022": 1.0}).dtypes)


def test_only_periods_that_both_report_are_put_side_by_side() -> None:
    table = side_by_side(yearly({"2021": 100, "2022": 200}), yearly({"2022": 100, "2023": 300}))
    assert table["period"].tolist() == ["2022"]
    assert table.loc[0, ["ratio", "gap"]].tolist() == [2.0, 100.0]
    assert table.loc[0, "asymmetry"] == pytest.approx(200 / 300)


def test_the_ratio_spans_the_disagreement_of_the_sources() -> None:
    left = ranges(rows({"period": "2022", "value": 100.0}, {"period": "2022", "value": 120.0}))
    table = side_by_side(left, yearly({"2022": 50}))
    assert table.loc[0, "ratio_low"] <= table.loc[0, "ratio"] <= table.loc[0, "ratio_high"]
    assert table.loc[0, "ratio_high"] == pytest.approx(2.4)


def test_goods_booked_in_another_year_cancel_in_the_sums() -> None:
    table = cumulated(side_by_side(yearly({"2022": 300, "2023": 100}), yearly({"2022": 100, "2023": 300})))
    assert table["ratio"].tolist() == [3.0, 1.0]


@given(st.floats(1, 1e6), st.floats(1, 1e6))
def test_exchanging_the_sides_turns_the_ratio_over(one: float, other: float) -> None:
    ahead, back = (side_by_side(yearly({"2022": a}), yearly({"2022": b})) for a, b in ((one, other), (other, one)))
    assert ahead["ratio"][0] * back["ratio"][0] == pytest.approx(1)
    assert ahead["asymmetry"][0] == pytest.approx(back["asymmetry"][0])


def test_nothing_in_common_is_an_empty_table() -> None:
    assert side_by_side(yearly({"2021": 1}), yearly({"2022": 1})).empty

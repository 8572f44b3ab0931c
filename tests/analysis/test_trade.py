from datetime import date
from math import inf
from typing import Any

import numpy as np
import pandas as pd
import pytest

from helpers.analysis import (
    trade,
    trade_gold,
    trade_goods,
    trade_gravity,
    trade_mirror,
    trade_profiles,
    trade_season,
    trade_target,
)
from helpers.analysis.trade_summary import summary
from helpers.evidence import Evidence, load, made
from helpers.parameters import Trade

AZ, KZ = trade.TURNOVER["azerbaijan"], trade.TURNOVER["kazakhstan"]
P = Trade(draws=200)


def row(series: str, period: str, value: float, **more: Any) -> dict[str, Any]:
    unit = {"az_gold_imports_volume": "kg", "az_kz_trade_growth_azrep": "percent"}.get(series, "USD million")
    return {"series": series, "entity": "AZE-KAZ", "period": period, "value": value, "unit": unit, **more}


def gold(period: str, value: float, flow: str = "KAZ-AZE", **more: Any) -> dict[str, Any]:
    return row("az_gold_imports_value", period, value, entity=flow, **more)


# what a reporter says


def test_levels_of_the_two_reporters_are_never_mixed() -> None:
    evidence = made([row(AZ, "2024", 470), row(KZ, "2024", 533)])
    assert trade.level(evidence, "azerbaijan", "2024", P).value == 470
    assert trade.level(evidence, "kazakhstan", "2024", P).value == 533
    assert trade.level(evidence, "kazakhstan", "2023", P) is None


def test_computed_levels_can_be_left_out() -> None:
    evidence = made([row(AZ, "2024-01/2024-06", 119.3, kind="estimate", note="DERIVED from growth figure: 501/4.2")])
    assert trade.level(evidence, "azerbaijan", "2024-01/2024-06", P) is not None
    assert trade.level(evidence, "azerbaijan", "2024-01/2024-06", Trade(derived=False)) is None


def test_figures_whose_reporter_is_inferred_can_be_left_out(evidence: Evidence) -> None:
    stated = Trade(inferred=False)
    assert trade.level(evidence, "kazakhstan", "2025-01/2025-07", P) is not None
    assert trade.level(evidence, "kazakhstan", "2025-01/2025-07", stated) is None
    assert trade.stated_growth(evidence, "kazakhstan", "2025-01/2025-07", stated) is None


def test_a_year_is_enclosed_by_its_parts_and_a_part_by_its_year() -> None:
    evidence = made([row(KZ, "2025-01/2025-07", 331.7), row(KZ, "2025", 425), row(KZ, "2024-01/2024-06", 280.6)])
    limits = trade.enclosure(evidence, "kazakhstan", "2025-01/2025-08", P)
    assert (limits.low, limits.high) == (331.7, 425.0)
    assert len(limits.rows) == 2
    assert trade.enclosure(evidence, "kazakhstan", "2024", P).high == inf
    assert trade.enclosure(evidence, "azerbaijan", "2024", P).low == 0


def test_bounds_enclose_nothing() -> None:
    evidence = made([row(KZ, "2024", 530, bound="lower")])
    assert trade.enclosure(evidence, "kazakhstan", "2024", P).low == 0


def test_only_months_from_january_are_parts_of_a_year() -> None:
    periods = ("2024-09/2024-10", "2024-01/2024-08", "2024", "2023-11/2024-02", "2024-07")
    evidence = made([row(AZ, period, 10) for period in periods])
    assert trade.part_years(evidence, "azerbaijan", P)["period"].tolist() == ["2024-01/2024-08"]
    assert trade.full_years(evidence, "azerbaijan", P)["year"].tolist() == [2024]
    parts = trade.parts_of(trade.measured(evidence, "azerbaijan", P), 2024)
    assert {months: part.period for months, part in parts.items()} == {8: "2024-01/2024-08"}


def test_the_rows_of_limits_stand_in_the_order_of_time() -> None:
    evidence = made([row(AZ, "2024", 470), row(AZ, "2024-01/2024-03", 90), row(AZ, "2024-01/2024-06", 200)])
    limits = trade.enclosure(evidence, "azerbaijan", "2024-01/2024-08", P)
    assert evidence.rows(limits.rows)["period"].tolist() == ["2024-01/2024-06", "2024"]


def test_lines_know_their_place_and_their_columns() -> None:
    lines = list(trade.lines_of(pd.DataFrame({"value": [1.5, 2.5], "two words": ["a", "b"]}, index=[7, 9])))
    assert [(line.Index, line.value, line[2]) for line in lines] == [(7, 1.5, "a"), (9, 2.5, "b")]
    assert list(trade.lines_of(pd.DataFrame(columns=["value"]))) == []


@pytest.mark.parametrize(
    ("percent", "note", "expected"),
    [
        (220, "AZ reporter, the article's; stated as 3.2 times", (3.15, 3.2, 3.25)),
        (340, "stated as more than 4.4 times the previous year", (4.35, 4.4, 4.45)),
        (4.8, "Kazakhstan gives 3.8 times", (1.0475, 1.048, 1.0485)),
        (50, "", (1.495, 1.5, 1.505)),
        (200, "stated as 3 times", (2.5, 3, 3.5)),
        (220, "AZ reporter; not stated as 3 times", (3.195, 3.2, 3.205)),
        (4.8, "Azerbaijan's stated as 3.8 times; stated as 3.8 times", (1.0475, 1.048, 1.0485)),
        (-10.16, "AZ reporter", (0.89835, 0.8984, 0.89845)),
    ],
)
def test_growth_is_as_precise_as_it_was_printed(percent: float, note: str, expected: tuple[float, ...]) -> None:
    evidence = made([row("az_kz_trade_growth_azrep", "2025", percent, note=note)])
    found = trade.stated_growth(evidence, "azerbaijan", "2025", P)
    assert (found.interval.low, found.value, found.interval.high) == pytest.approx(expected)
    assert trade.stated_growth(evidence, "kazakhstan", "2025", P) is None


def test_rows_marked_as_computed_are_estimates_and_no_printed_figure_is_marked(evidence: Evidence) -> None:
    rows = evidence.series(list(trade.TURNOVER.values()))
    computed = rows["note"].str.startswith("DERIVED")
    assert (rows.loc[computed, "kind"] == "estimate").all()
    assert not rows.loc[rows["kind"] == "actual", "note"].str.contains("DERIVED").any()


def test_no_growth_is_told_by_a_note(evidence: Evidence) -> None:
    rows = evidence.series(list(trade.GROWTH.values()))
    told = rows["note"].str.extract(r"(?:^|; )stated as (\d+(?:\.\d+)?) times$", expand=False).dropna().astype(float)
    assert len(told) == (rows["value"] >= 100).sum() + 1  # and one of 50 percent
    assert list(told) == pytest.approx(list(1 + rows.loc[told.index, "value"] / 100))


def test_growth_falls_back_on_levels_and_on_a_shorter_part() -> None:
    evidence = made([row(KZ, "2025-01/2025-07", 330), row(KZ, "2024-01/2024-07", 300), row(KZ, "2025-01/2025-03", 90)])
    found = trade.longest_growth(evidence, "kazakhstan", "2025-01/2025-08", P)
    assert (found.period, found.value) == ("2025-01/2025-07", pytest.approx(1.1))
    assert trade.longest_growth(evidence, "azerbaijan", "2025-01/2025-08", P) is None


def test_a_forecast_of_the_past_sees_nothing_newer() -> None:
    evidence = made([row(AZ, "2024", 470, published="2025-03-01"), row(AZ, "2023", 314, source="old")])
    then = trade.known_by(evidence, pd.Timestamp("2025-01-31"))
    assert then.as_of == date(2025, 1, 31)
    assert then.series(AZ)["period"].tolist() == ["2023"]


# the mirror


def test_the_mirror_of_the_real_evidence_has_no_steady_sign(evidence: Evidence) -> None:
    years = trade_mirror.mirror_years(evidence, P).set_index("year")
    assert years.loc[2022, "ratio"] == pytest.approx(680 / 463.3)
    assert years.loc[2023, "ratio"] == pytest.approx(314 / 529.4)
    assert set(np.sign(years["gap"])) == {-1.0, 1.0}
    assert trade_mirror.mirror_sums(evidence, P)["ratio"].iloc[-1] == pytest.approx(0.86, abs=0.01)


def test_the_mirror_does_not_depend_on_whose_statistics_are_asked_for(evidence: Evidence) -> None:
    one = trade_mirror.mirror(evidence, Trade(statistics="azerbaijan"))
    assert one.equals(trade_mirror.mirror(evidence, Trade(statistics="kazakhstan")))


# the gold


def test_gold_is_taken_out_of_the_same_months(evidence: Evidence) -> None:
    found = trade_gold.part(evidence, "2025-01/2025-08", P)
    assert found.rest == pytest.approx(547.6 - 262.17289)
    assert found.share == pytest.approx(0.479, abs=0.001)
    assert found.before.value == pytest.approx(547.6 / 3.2)


def test_gold_without_turnover_takes_nothing_apart() -> None:
    assert trade_gold.parts(made([gold("2025-01/2025-08", 262)]), P) == []
    assert trade_gold.part(made([row(AZ, "2025", 600)]), "2025", P) is None


def test_the_gold_is_dated_to_april(evidence: Evidence) -> None:
    found = trade_gold.dated(evidence, "2025-01/2025-08", P)
    assert found.paid == pytest.approx(3189.3, abs=0.1)
    assert found.months.loc[found.months["candidate"], "period"].tolist() == ["2025-04"]
    assert found.months["high"].iloc[2] == pytest.approx(0.464, abs=0.001)


def test_gold_without_a_market_price_cannot_be_dated() -> None:
    period = "2025-01/2025-02"
    evidence = made([gold(period, 10), row("az_gold_imports_volume", period, 100, entity="KAZ-AZE")])
    assert trade_gold.dated(evidence, period, P) is None


def test_the_gold_in_a_shorter_period_is_bounded_by_what_the_rest_can_hold() -> None:
    evidence = made([row(AZ, "2025-01/2025-08", 550), row(AZ, "2025-01/2025-07", 520), row(KZ, "2025-01/2025-07", 320),
                     gold("2025-01/2025-08", 260)])  # fmt: skip
    found = trade_gold.mirror_without_gold(evidence, P)
    assert found.ratio == pytest.approx(520 / 320)
    assert found.without == pytest.approx((260 / 320, 290 / 320))


def test_partners_of_the_gold_are_read_in_one_states_statistics(evidence: Evidence) -> None:
    table = trade_gold.gold_by_partner(evidence, "2025-01/2025-08", P).set_index("partner")
    assert table.loc["KAZ", "turnover"] == 547.6
    assert table.loc["KGZ", "share"] == pytest.approx(44.61782 / 53.4)


def test_turkic_trade_grew_by_less_than_the_gold_it_held(evidence: Evidence) -> None:
    growth, metal, _ = trade_gold.turkic_gold(evidence, "2025-01/2025-08")
    assert growth == 226.3
    assert metal == pytest.approx(262.17289 + 44.61782 + 99.25042 + 124.91473)


# the course of a year


def course(shares: dict[int, float], months: int = 8) -> list[dict[str, Any]]:
    rows = [row(AZ, trade.period_of(year, months), 100 * share) for year, share in shares.items()]
    return rows + [row(AZ, str(year), 100) for year in shares]


def test_a_year_speaks_once_by_the_part_nearest_to_the_months_asked_for() -> None:
    evidence = made([row(AZ, "2023-01/2023-04", 30), row(AZ, "2023-01/2023-09", 70), row(AZ, "2023", 100)])
    table = trade_profiles.profiles(evidence, P)
    assert table["months"].tolist() == [9]
    assert trade_profiles.profiles(evidence, Trade(months=5))["months"].tolist() == [4]


def test_a_part_and_a_year_of_two_reporters_make_no_profile() -> None:
    assert trade_profiles.profiles(made([row(AZ, "2023-01/2023-08", 60), row(KZ, "2023", 100)]), P).empty


def test_comparators_count_only_where_one_reporter_gives_both() -> None:
    rows = [row("bilateral_trade_turnover", p, v, entity="TUR-UZB", note=n)
            for p, v, n in (("2022-01/2022-06", 1742, "UZ reporter"), ("2022", 3200, "UZ reporter"),
                            ("2021-01/2021-06", 900, "UZ reporter"), ("2021", 3645, "TR reporter"))]  # fmt: skip
    evidence = made(rows)
    assert trade_profiles.profiles(evidence, P).empty
    table = trade_profiles.profiles(evidence, Trade(profiles="all"))
    assert table[["pair", "reporter", "year"]].to_numpy().tolist() == [["TUR-UZB", "UZ", 2022]]


def test_the_year_under_test_is_left_out(evidence: Evidence) -> None:
    table = trade_profiles.profiles(evidence, P, without=("azerbaijan", 2024))
    assert not ((table["reporter"] == "azerbaijan") & (table["year"] == 2024)).any()
    assert ((table["reporter"] == "kazakhstan") & (table["year"] == 2024)).any()


def test_two_profiles_are_too_few_to_call_anything_usual() -> None:
    few, enough = (made(course(dict.fromkeys(range(2018, last), 0.66))) for last in (2020, 2021))
    assert trade_season.plausibility(few, P, 0.4, 8, ("azerbaijan", 2024)) is None
    assert trade_season.usual_course(few, P, ("azerbaijan", 2024)).empty
    assert trade_season.plausibility(enough, P, 0.4, 8, ("azerbaijan", 2024)).probability < 0.1


def test_the_implied_course_of_2024_is_unusual(evidence: Evidence) -> None:
    found = trade_season.plausibility(evidence, Trade(), 182.3 / 470, 8, ("azerbaijan", 2024))
    assert found.profiles == 9
    assert found.as_low == 0
    assert 0.005 < found.probability < 0.06
    assert found.usual.low > found.share


def test_other_pairs_narrow_the_interval(evidence: Evidence) -> None:
    table = trade_season.plausibility_choices(evidence, P, 182.3 / 470, 8, ("azerbaijan", 2024)).set_index("profiles")
    assert table.loc["all", "known"] > table.loc["pair", "known"]
    assert table.loc["all", "low"] > table.loc["pair", "low"]


def test_a_forecast_sees_only_what_was_public_when_its_part_was(evidence: Evidence) -> None:
    table = trade_season.nowcasts(evidence, P)
    assert (table["made"] < "2025-11-01").all()
    assert set(table["profiles"]) <= {8, 9}
    ten = table[(table["reporter"] == "azerbaijan") & (table["until"] == 10)].set_index("treatment")
    assert (ten["outcome"] == 600.3).all()
    missed = (ten["value"] / ten["outcome"] - 1).abs()
    assert missed["gold once"] < missed["as it stands"]


def test_kazakhstans_year_fell_short_of_proportion(evidence: Evidence) -> None:
    table = trade_season.nowcasts(evidence, Trade(statistics="kazakhstan"))
    assert table["naive"].tolist() == pytest.approx([331.7 * 12 / 7])
    assert table["outcome"].tolist() == [425.0]


@pytest.mark.parametrize(("choice", "treatments"), [("with", ["as it stands"]), ("without", ["gold once"])])
def test_gold_decides_how_azerbaijan_is_extrapolated(evidence: Evidence, choice: Any, treatments: list[str]) -> None:
    table = trade_season.nowcasts(evidence, Trade(gold=choice, statistics="azerbaijan", draws=100))
    assert table["treatment"].unique().tolist() == treatments


def test_a_year_of_which_nothing_is_known_is_not_forecast(evidence: Evidence) -> None:
    assert trade_season.nowcasts(evidence, Trade(year=2030)).empty


# the benchmark and the target


def test_the_benchmark_never_sees_the_pair_itself(evidence: Evidence) -> None:
    table = trade_gravity.comparators(evidence, P)
    assert "AZE-KAZ" not in set(table["pair"])
    assert table.groupby(["pair", "year"])["weight"].sum().round(9).eq(1).all()


def test_the_pair_trades_less_than_expected_but_inside_the_interval(evidence: Evidence) -> None:
    found = trade_gravity.benchmark(evidence, Trade(draws=400))
    last = found.expected.iloc[-1]
    here = found.levels[found.levels["year"] == last["year"]]
    assert found.fit.pairs >= 20
    assert here["ratio"].between(0.2, 0.5).all()
    assert here["value"].between(last["low"], last["high"]).all()


def test_the_ratio_is_below_one_by_every_choice(evidence: Evidence) -> None:
    table = trade_gravity.choices(evidence, P)
    assert len(table) == 4
    assert (table[["azerbaijan", "kazakhstan"]] < 1).all(axis=None)


def test_a_world_without_gdp_has_no_benchmark() -> None:
    rows = [row("bilateral_trade_turnover", "2023", 100 + n, entity=f"A{n:02d}-B{n:02d}") for n in range(12)]
    assert trade_gravity.benchmark(made(rows), P) is None


def test_promises_are_held_against_their_year_only() -> None:
    evidence = made([
        row("az_kz_trade_target", "2022", 500, kind="forecast"),
        row("az_kz_trade_target", "2024-03-12", 1000, kind="plan"),
        row(AZ, "2022", 680), row(KZ, "2022-01/2022-06", 194),
    ])  # fmt: skip
    table = trade_target.promises(evidence, P)
    said = table.loc[table["target"] == 1000, "stated"].item()
    assert f"{said:%Y-%m-%d}" == "2024-03-12"  # the day it was said, not that of the source
    assert table.set_index("target")["reached"].fillna("").to_dict() == {500: "azerbaijan", 1000: ""}
    assert table.loc[table["target"] == 500, "kazakhstan"].item() == 194


def test_a_target_is_missed_only_by_a_year_that_is_known() -> None:
    target, part = row("az_kz_trade_target", "2025", 1000, kind="plan"), row(AZ, "2025-01/2025-10", 600)
    low, other = row(KZ, "2025", 425), row(AZ, "2025", 700)
    for rows, expected in (([], None), ([low], "not kazakhstan"), ([low, other], "neither")):
        assert trade_target.promises(made([target, part, *rows]), P)["reached"].item() == expected


def test_no_target_with_a_year_was_reached_in_both_statistics(evidence: Evidence) -> None:
    reached = trade_target.promises(evidence, P)["reached"].dropna()
    assert len(reached) == 3
    assert "azerbaijan, kazakhstan" not in set(reached)


def test_the_distance_needs_five_whole_years() -> None:
    evidence = made([row(AZ, str(year), 300) for year in range(2020, 2024)])
    assert trade_target.distance(evidence, "azerbaijan", P) is None


def test_the_target_and_the_horizon_move_the_distance(evidence: Evidence) -> None:
    near = trade_target.distance(evidence, "azerbaijan", Trade(target=600.0))
    far = trade_target.distance(evidence, "azerbaijan", Trade(target=2000.0))
    assert near.probability > far.probability
    assert near.needed < far.needed
    assert near.robust[0] < near.probability < near.robust[1]
    assert near.carried > far.carried
    assert trade_target.distance(evidence, "azerbaijan", Trade(horizon=2022)) is None


# goods and the bottom line


def test_shares_of_goods_stay_within_one_statistics(evidence: Evidence) -> None:
    table = trade_goods.product_shares(evidence, P)
    assert table["share"].between(0, 1).all()
    first, last = trade_goods.processed_share(evidence, P)
    assert first.value == pytest.approx(95 / 314)
    assert last.value == pytest.approx(80.6 / 600.3)


def test_growth_of_goods_is_held_against_all_trade(evidence: Evidence) -> None:
    table = trade_goods.product_growth(evidence, P).set_index("product")
    assert table.loc["electric locomotives", "relative"] == pytest.approx(6.4 / 3.1)


@pytest.mark.parametrize("day", [None, date(2025, 10, 21), date(2024, 12, 31), date(2020, 1, 1), date(2010, 1, 1)])
def test_every_day_has_a_bottom_line(day: date | None) -> None:
    evidence = load(day)
    short = summary(evidence, P)
    assert short.sentences
    assert {"multiple_azerbaijan", "year_kazakhstan", "gravity_ratio"} <= {item[0] for item in short.headlines}
    if day and day < date(2025, 1, 1):
        assert "no growth was published" in short.sentences[0][0]


def test_the_bottom_line_of_all_the_evidence(evidence: Evidence) -> None:
    headlines = {name: value for name, _, value, _, _ in summary(evidence, P).headlines}
    assert headlines["multiple_azerbaijan"].value == pytest.approx(3.2)
    assert headlines["multiple_kazakhstan"].value == pytest.approx(1.048)
    assert headlines["gold_share"].value == pytest.approx(47.9, abs=0.1)
    assert headlines["year_kazakhstan"].value == 425
    assert headlines["year_azerbaijan"].contains(680)
    assert headlines["gravity_ratio"].contains(1)
    sentences = summary(evidence, P).sentences
    assert [basis for _, basis in sentences if isinstance(basis, str)] == ["gold", "part-years", "nowcast", "nowcast"]
    answer, rows = sentences[0]
    assert isinstance(rows, pd.DataFrame)
    assert {"2025-01/2025-08", "2025-01/2025-10", "2025-01/2025-07", "2025", "2024"} <= set(rows["period"])
    assert answer == (
        "In Azerbaijan's statistics trade tripled on the year before in January–August 2025 (3.20 times) but not in "
        "January–October 2025 (1.50 times). In Kazakhstan's statistics trade did not triple on the year before: in "
        "January–July 2025 (1.05 times) and in all of 2025 (0.80 times)."
    )

"""The corridor's measures are kept apart, its targets scored fairly, its ways put together openly."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from helpers.analysis import (
    corridor,
    corridor_capacity,
    corridor_compare,
    corridor_forecast,
    corridor_network,
    corridor_summary,
    corridor_targets,
)
from helpers.analysis.corridor_network import MIDDLE, NORTH, RAILS, SEA
from helpers.evidence import Evidence, load, made
from helpers.parameters import Corridor

FEW = Corridor(draws=100)
NOTHING = [{"series": "other", "entity": "X", "period": "1990", "value": 1.0, "unit": "Mt"}]


def cargo(period: str, value: float, **more: Any) -> dict[str, Any]:
    return {"series": "titr_cargo", "entity": "TITR", "period": period, "value": value, "unit": "Mt", **more}


def ports(period: str, value: float, **more: Any) -> dict[str, Any]:
    return {**cargo(period, value, **more), "series": "ports_kaz_titr_cargo", "entity": "ports_kaz"}


def rate(frame: pd.DataFrame) -> tuple[float, str]:
    assert len(frame) == 1
    return float(frame["value"].iloc[0]), str(frame["how"].iloc[0])


# growth


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("AZCON, +6 percent", 6.0), ("-6.2 percent: statistics contradict", -6.2), ("'nearly', +12 percent", 12.0),
        ("more than +38 percent", 38.0), ("implies +39.0 percent on the year", None),
        ("association; source says +93 percent, the levels imply +108", None), ("", None),
    ],
)  # fmt: skip
def test_only_a_stated_rate_is_read_from_a_note(note: str, found: float | None) -> None:
    assert corridor.stated_growth(note) == found


def test_growth_is_taken_from_levels_of_one_source_first() -> None:
    evidence = made([
        cargo("2023", 2.764, source="ministry"), cargo("2024", 4.484, source="ministry"),
        cargo("2023", 2.8, source="paper"), cargo("2024", 4.5, source="speech", note="+70 percent"),
    ])  # fmt: skip
    value, how = rate(corridor.growth_rates(evidence, ["ministry"]))
    assert how == "levels of one source"
    assert value == pytest.approx(62.2, abs=0.1)


def test_a_published_rate_and_a_note_come_before_levels_of_two_sources() -> None:
    two = [cargo("2023", 2.0, source="a"), cargo("2024", 3.0, source="b")]
    told = {**cargo("2024", 62.0, source="c"), "series": "titr_cargo_growth", "unit": "percent"}
    assert rate(corridor.growth_rates(made([*two, told]), ["ministry"])) == (62.0, "published rate")
    assert rate(corridor.growth_rates(made(two), ["ministry"])) == (50.0, "levels of two sources")
    noted = made([cargo("2023", 2.0, source="a"), cargo("2024", 3.0, source="b", note="+33 percent")])
    assert rate(corridor.growth_rates(noted, ["ministry"])) == (33.0, "rate stated with the level")


@pytest.mark.parametrize("loose", [{"bound": "about"}, {"kind": "estimate"}])
def test_a_rounded_or_estimated_level_is_not_chained_to_that_of_another_source(loose: dict[str, Any]) -> None:
    two = [cargo("2023", 2.0, source="a"), cargo("2024", 3.0, source="b", **loose)]
    assert corridor.growth_rates(made(two), ["ministry"]).empty


def test_what_our_own_note_derives_was_not_published() -> None:
    derived = {**cargo("2024", 62.0, kind="estimate", note="derived: one source over another"), "unit": "percent"}
    evidence = made([cargo("2024", 3.0), {**derived, "series": "titr_cargo_growth"}])
    assert corridor.growth_rates(evidence, ["ministry"]).empty


def test_growth_over_inferred_months_says_so(evidence: Evidence) -> None:
    rates = corridor.growth_rates(evidence).set_index(["measure", "year", "months"])
    assert rates.loc[("trains", 2025, 9), "inferred"]
    assert rates.loc[("ministry", 2025, 9), "inferred"]
    assert not rates.loc[("ministry", 2025, 12), "inferred"]


def test_no_rate_of_the_real_route_chains_two_measures(evidence: Evidence) -> None:
    rates = corridor.growth_rates(evidence, ["ministry", "association", "seaports", "trains", "routetrains"])
    assert "levels of two sources" not in set(rates["how"])


def test_bounds_and_other_windows_give_no_growth() -> None:
    parts = [cargo("2024-03/2024-05", 1.0), cargo("2024-01/2024-03", 1.0)]
    evidence = made([cargo("2023", 2.0), cargo("2024", 3.0, bound="lower"), *parts])
    assert corridor.growth_rates(evidence, ["ministry"]).empty


def test_the_range_of_a_rate_holds_the_rival_levels(evidence: Evidence) -> None:
    rates = corridor.growth_rates(evidence, ["ministry"])
    row = corridor.same_months(rates, 2023, 12).iloc[0]
    assert row["value"] == pytest.approx(100 * (2.764 / 1.485 - 1))
    assert row["low"] < 65 < row["high"]


# compatibility


def answer(rows: Sequence[dict[str, Any]]) -> pd.Series:
    return corridor_compare.compatibility(made(rows), Corridor(), ["ministry", "kzports"]).iloc[0]


def test_equal_levels_and_growth_can_be_one_thing() -> None:
    found = answer([cargo("2023", 2.764, note="+65 percent"), ports("2023", 2.76, note="+65 percent")])
    assert (found["level"], found["growth"], found["answer"]) == ("agree", "agree", "can be one")


def test_another_growth_rules_a_pair_out_though_levels_agree() -> None:
    found = answer([cargo("2023", 2.76, note="+65 percent"), ports("2023", 2.76, note="+20 percent")])
    assert (found["level"], found["growth"], found["answer"]) == ("agree", "differ", "cannot be one")


def test_a_part_of_a_year_above_the_others_whole_rules_a_pair_out() -> None:
    assert answer([cargo("2025", 0.9), ports("2025-01/2025-06", 2.1)])["level"] == "differ"
    assert answer([cargo("2025", 2.5), ports("2025-01/2025-06", 2.1)])["answer"] == "not comparable"


def test_a_count_given_up_by_its_own_measure_rules_nothing_out() -> None:
    rows = [cargo("2022-01/2022-09", 1.84), cargo("2022", 1.485), ports("2022-01/2022-10", 1.4)]
    assert answer(rows)["answer"] == "not comparable"


def test_a_bound_is_compared_as_a_bound() -> None:
    assert answer([cargo("2024", 3.5, bound="lower"), ports("2024", 4.4)])["level"] == "agree"
    assert answer([cargo("2024", 3.5, bound="lower"), ports("2024", 3.3)])["level"] == "differ"


def test_the_association_and_the_ministry_are_not_one_thing(evidence: Evidence) -> None:
    pairs = corridor_compare.compatibility(evidence, Corridor()).set_index(["a", "b"])
    assert pairs.loc[("ministry", "association"), "answer"] == "cannot be one"
    assert pairs.loc[("ministry", "kzports"), "answer"] == "can be one"


def test_containers_of_a_silent_year_follow_from_the_next_and_its_growth() -> None:
    boxes = {**cargo("2024", 56_500, note="+176 percent"), "series": "titr_containers", "unit": "TEU"}
    split = corridor_compare.tonnes_and_boxes(made([boxes, cargo("2023", 2.764), cargo("2024", 4.484)]), Corridor())
    assert split["how"].tolist() == ["from growth", "published"]
    assert split["teu"].tolist() == pytest.approx([56_500 / 2.76, 56_500])
    assert (split["boxed"] + split["other"]).tolist() == pytest.approx([2.764, 4.484])


def test_cargo_in_containers_never_exceeds_all_cargo() -> None:
    boxes = {**cargo("2024", 1e6), "series": "titr_containers", "unit": "TEU"}
    assert corridor_compare.tonnes_and_boxes(made([boxes, cargo("2024", 4.0)]), Corridor())["share"].item() == 1


def test_the_wagons_bound_the_crossing(evidence: Evidence) -> None:
    def share(tonnes: float) -> float:
        parts = corridor_compare.crossing(evidence, Corridor(tonnes_per_wagon=tonnes)).set_index("part")
        return float(parts["share"]["wagons on ferries"])

    light, heavy = share(30), share(60)
    assert heavy == pytest.approx(2 * light)
    assert heavy == pytest.approx(28_076 * 60e-6 / (4.1 * 9 / 10))


# forecasts


def years(*values: float) -> list[dict[str, Any]]:
    return [cargo(str(2019 + i), v, published=f"{2020 + i}-02-01", source=f"s{i}") for i, v in enumerate(values)]


def test_a_gap_is_not_bridged() -> None:
    evidence = made([cargo("2019", 1.0), cargo("2021", 2.0), cargo("2022", 3.0), cargo("2023", 4.0)])
    assert corridor_forecast.history(evidence, "ministry")["year"].tolist() == [2021, 2022, 2023]


def test_the_horizon_and_the_damping_and_the_ceiling_move_the_forecast() -> None:
    evidence = made(years(1.0, 1.4, 1.9, 2.9, 3.8))

    def last(method: str, **change: Any) -> float:
        frame = corridor_forecast.forecasts(evidence, Corridor(draws=100, **change))
        return float(frame[frame["method"] == method]["value"].iloc[-1])

    assert corridor_forecast.forecasts(evidence, Corridor(draws=100, horizon=2028))["year"].max() == 2028
    assert last("damped trend", damping=0.6) < last("damped trend")
    assert last("logistic", ceiling_mt=30) > last("logistic")


def test_a_back_test_sees_only_what_was_known_then() -> None:
    late = [{**row, "published": "2026-03-01", "source": "late"} for row in years(1, 1, 1, 1)]
    early = years(1.0, 1.5, 2.2, 3.3, 4.9)
    tested = corridor_forecast.backtest(made(early + late), FEW)
    then = tested[(tested["view"] == "as known then") & (tested["origin"] == 2022)]
    assert then["forecast"].max() > 3.3
    now = tested[(tested["view"] == "today's figures") & (tested["origin"] == 2022)]
    assert now["forecast"].to_numpy() == pytest.approx(1.0)


def test_no_back_test_without_an_outcome() -> None:
    assert corridor_forecast.backtest(made(years(1.0, 1.5, 2.0)), FEW).empty
    assert corridor_forecast.skill(corridor_forecast.backtest(made(NOTHING), FEW)).empty


def test_growth_so_far_is_carried_to_the_year(evidence: Evidence) -> None:
    table = corridor_forecast.pace_nowcasts(evidence).set_index(["year", "months"])
    assert table.loc[(2025, 4), "nowcast"] == pytest.approx(4.484 * 1.5 / 1.37, rel=1e-3)
    assert table.loc[(2025, 4), "error"] > 15
    assert abs(table.loc[(2024, 7), "error"]) < 1


def test_a_part_of_a_year_is_extended_with_an_interval(evidence: Evidence) -> None:
    found = corridor_forecast.annualised(evidence, FEW, "ktz", 2025)
    assert found is not None
    assert found[0].value == pytest.approx(4.1 * 1.2)
    assert found[0].low < 4.92 < found[0].high
    assert corridor_forecast.annualised(evidence, FEW, "ktz", 1999) is None


# targets


def test_a_target_without_a_year_is_not_scored() -> None:
    plan = cargo("2024", 9.0, kind="plan", note="target year not stated: period is that of the statement")
    assert corridor_targets.scored(made([plan, cargo("2024", 4.0, published="2025-02-01")]), FEW).empty


def test_a_target_of_the_last_weeks_is_none() -> None:
    rows = [
        cargo("2024", 5.0, kind="forecast", published="2024-12-15", source="late"),
        cargo("2024", 6.0, kind="plan", published="2024-03-15", source="early"),
        cargo("2024", 4.5, published="2025-02-01", source="outcome"),
    ]
    ahead = corridor_targets.told_ahead(corridor_targets.scored(made(rows), FEW))
    assert ahead["target"].tolist() == [6.0]


def test_a_bound_is_no_outcome() -> None:
    plan = cargo("2024", 4.0, kind="plan", published="2024-01-31", source="p")
    assert corridor_targets.scored(made([plan, cargo("2024", 4.5, bound="lower", source="o")]), FEW).empty


def test_open_targets_are_discounted_by_the_record(evidence: Evidence) -> None:
    scored = corridor_targets.scored(evidence, FEW)
    worth = corridor_targets.worth(corridor_targets.told_ahead(scored), FEW)
    assert worth is not None
    assert 0.6 < worth.low < worth.value < 1 < worth.high + 0.1
    still = corridor_targets.open_targets(evidence, worth)
    assert (still["discounted"] / still["target"]).to_numpy() == pytest.approx(worth.value)
    assert corridor_targets.open_targets(evidence, None)["discounted"].isna().all()


# ways


def test_the_middle_corridor_lies_between_its_rivals(evidence: Evidence) -> None:
    table = corridor_network.comparison(corridor_network.ways(evidence, FEW), FEW).set_index("way")
    assert table.loc[NORTH, "days"] < table.loc[MIDDLE, "days"] < table.loc[SEA, "days"]
    assert table.loc[NORTH, "faster"] < 0.05
    assert table.loc[SEA, "faster"] > 0.95
    assert np.isnan(table.loc[MIDDLE, "faster"])


def test_a_way_is_drawn_alike_whatever_else_is_asked(evidence: Evidence) -> None:
    one, two = (corridor_network.ways(evidence, Corridor(draws=100, sea_lane=lane)) for lane in ("cape", "suez"))
    assert np.array_equal(one[MIDDLE].days, two[MIDDLE].days)
    assert one[SEA].days.sum() > two[SEA].days.sum()


CHANGES: list[dict[str, Any]] = [
    {"origin": "khorgos"}, {"destination": "poti"}, {"shape": "uniform"}, {"dependence": "together"},
    {"rail_km_per_day": 500.0}, {"detour": 1.6}, {"dwell_days": 5.0}, {"spread": 0.5}, {"level": 0.5},
    {"fill_usd_per_teu_km": 1.0}, {"seed": 7}, {"draws": 200},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_every_assumption_of_the_journey_moves_it(evidence: Evidence, change: dict[str, Any]) -> None:
    def row(parameters: Corridor) -> list[float]:
        table = corridor_network.comparison(corridor_network.ways(evidence, parameters), parameters).set_index("way")
        return [float(x) for x in table.loc[MIDDLE, ["days", "days_low", "days_high", "cost", "cost_low", "cost_high"]]]

    assert row(FEW) != row(Corridor(**{"draws": 100, **change}))


def test_a_crossing_that_nobody_timed_leaves_the_way_out(evidence: Evidence) -> None:
    known = corridor_network.legs(evidence)
    silent = known.assign(days_low=known["days_low"].where(~known["mode"].isin(["sea", "ferry"])))
    ways = corridor_network.ways(replace(evidence, tables={**evidence.tables, "legs": silent}), FEW)
    assert set(ways) == {NORTH, SEA}
    assert corridor_network.comparison(ways, FEW)["faster"].isna().all()
    assert corridor_network.through_checks(evidence, FEW, None).empty
    assert corridor_network.uncertain_parts(None).empty
    assert corridor_network.on_the_map(evidence, ways).empty


def test_another_crossing_is_taken_before_the_first_was_published() -> None:
    ways = corridor_network.ways(load(date(2024, 12, 31)), FEW)
    assert ("aktau", "baku") in set(zip(ways[MIDDLE].parts["origin"], ways[MIDDLE].parts["destination"], strict=True))
    assert RAILS in ways


def test_published_through_times_ask_for_more_waiting(evidence: Evidence) -> None:
    way = corridor_network.ways(evidence, FEW)[MIDDLE]
    checks = corridor_network.through_checks(evidence, FEW, way).set_index(["origin", "destination"])
    assert checks.loc[("xian", "constanta"), "days_high"] < checks.loc[("xian", "constanta"), "published_low"]
    assert checks.loc[("xian", "constanta"), "implied_wait"] > FEW.dwell_days


def test_lengths_over_great_circles_bear_out_the_detour(evidence: Evidence) -> None:
    rail = corridor_network.detours(evidence).query("mode == 'rail' or mode == 'multimodal'")
    assert rail["ratio"].between(1.2, 1.6).all()
    assert rail["ratio"].min() < Corridor().detour < rail["ratio"].max()


def test_every_scenario_is_one_change(evidence: Evidence) -> None:
    table = corridor_network.sensitivity(evidence, FEW)
    assert len(table) == len(corridor_network.SCENARIOS)
    assert (table["behind_north"].dropna() > 0).all()
    waits = table.set_index("scenario")["days"]
    assert waits["No wait in ports"] < waits["As asked"] < waits["Five days of wait at each change"]


# capacity


def test_ships_bind_until_the_fleet_grows(evidence: Evidence) -> None:
    chain = corridor_capacity.capacities(evidence, Corridor())
    flow = corridor_capacity.bottleneck(chain)
    assert flow.cut == ("ships on the Caspian",)
    assert flow.value == pytest.approx(4.5 + 89_000 * 12e-6)
    grown = corridor_capacity.capacities(evidence, Corridor(fleet_factor=5))
    assert corridor_capacity.bottleneck(grown).cut != flow.cut
    heavy = corridor_capacity.capacities(evidence, Corridor(tonnes_per_teu=20))
    assert corridor_capacity.bottleneck(heavy).value > flow.value


def test_bottlenecks_come_one_after_another(evidence: Evidence) -> None:
    steps = corridor_capacity.next_bottlenecks(corridor_capacity.capacities(evidence, Corridor()))
    assert steps["flow"].is_monotonic_increasing
    assert steps["binding"].is_unique


def test_unknown_capacities_bind_nothing() -> None:
    chain = corridor_capacity.capacities(made(NOTHING), Corridor())
    assert chain["capacity"].isna().all()
    assert corridor_capacity.bottleneck(chain).value == np.inf
    assert corridor_capacity.next_bottlenecks(chain).empty


# the whole


@pytest.mark.parametrize("day", [None, date(2024, 12, 31), date(2020, 1, 1), date(2010, 1, 1)])
def test_the_summary_can_be_made_on_any_day(day: date | None) -> None:
    found = corridor_summary.summary(load(day), FEW, 39.0)
    assert (found.route is None) == (found.route_year is None)
    if day is None:
        assert found.stated_is_trains
        assert found.lag is not None
        assert found.lag > 0

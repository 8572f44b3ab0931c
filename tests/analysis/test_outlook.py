"""The joint simulation: what goes in, how the link works, what is asked of it."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from helpers.analysis import outlook, outlook_inputs, outlook_past, outlook_sensitivity, outlook_targets
from helpers.analysis.outlook_inputs import Quantity, World
from helpers.evidence import Evidence, load, made
from helpers.models.interval import Interval
from helpers.models.scenarios import Marginal
from helpers.parameters import Outlook

FEW = Outlook(draws=200)
YEARS = (2026, 2027)


def quantity(key: str, draws: Any, history: tuple[float, ...] = (1.0, 2.0, 3.0)) -> Quantity:
    past = pd.DataFrame({"year": [2023, 2024, 2025], "value": history, "row": "r", "source": "s"})
    marginal = None if draws is None else Marginal.of(YEARS, np.asarray(draws, dtype=float))
    return Quantity(key, key, outlook.OUTPUTS[key][1], past, marginal, "made up")


def made_world(**draws: Any) -> World:
    """A world whose quantities have the draws given, and no ships unless told otherwise."""
    more = {name: draws.pop(name) for name in ("hull", "fleet", "rest", "tankers") if name in draws}
    keys = ("cargo", "containers", "oil", "trade_azerbaijan", "trade_kazakhstan", "level")
    ships = {"hull": None, "fleet": None, "rest": np.inf, "tankers": None} | more
    return World({key: quantity(key, draws.get(key)) for key in keys}, YEARS, 2025, **ships)


SURE = np.full((50, 2), 10.0)


def run(found: World, **changes: Any) -> outlook.Simulation:
    simulation = outlook.simulate(found, Outlook(draws=200, horizon=2027, **changes))
    assert simulation is not None
    return simulation


def test_nothing_known_simulates_nothing() -> None:
    assert outlook.simulate(made_world(), FEW) is None
    assert outlook.fans(None, 0.9).empty
    early = outlook_inputs.world(load(date(2012, 12, 31)), FEW)
    assert (early.known, early.years) == ([], ())
    assert outlook.simulate(early, FEW) is None


def test_without_ships_and_water_what_is_wanted_comes() -> None:
    assert run(made_world(cargo=SURE)).at("cargo", 2027) == pytest.approx(10)


def test_the_fleet_caps_cargo_and_more_fleet_helps() -> None:
    found = made_world(cargo=SURE, fleet=5.0)
    once = run(found, fleet_factor=1.0, spread=0.0)
    assert once.at("cargo", 2027) == pytest.approx(5)
    assert once.bound is not None
    assert once.bound.tolist() == [1, 1]
    twice = run(found, fleet_factor=2.0, spread=0.0)
    assert twice.at("cargo", 2026) == pytest.approx(7.5)
    assert twice.at("cargo", 2027) == pytest.approx(10)


def test_the_rest_of_the_chain_binds_a_large_fleet() -> None:
    found = made_world(cargo=SURE, fleet=100.0, rest=6.0)
    assert run(found, spread=0.0).at("cargo", 2027) == pytest.approx(6)


def test_a_fall_takes_load_and_cargo_and_dredging_saves_both() -> None:
    fall = np.full((50, 2), -1.0)
    found = made_world(cargo=SURE, level=fall, fleet=8.0, hull=Interval(0.25, 0.25, 0.25))
    sure = {"spread": 0.0, "fleet_factor": 1.0, "dredging_spread": 0.0}
    dry = run(found, dredged=0.0, **sure)
    assert dry.at("load", 2027) == pytest.approx(0.75)
    assert dry.at("cargo", 2027) == pytest.approx(6)
    assert run(found, dredged=1.0, **sure).at("cargo", 2027) == pytest.approx(8)
    assert run(found, dredged=0.0, fall_factor=0.0, **sure).at("cargo", 2027) == pytest.approx(8)


def test_the_price_moves_what_is_wanted() -> None:
    found = made_world(cargo=SURE, containers=SURE)
    dearer, cheaper = run(found, tariff=0.2), run(found, tariff=-0.2)
    for output in ("cargo", "containers"):
        assert dearer.at(output, 2027).max() < 10 < cheaper.at(output, 2027).min()


def test_oil_is_bound_by_tankers_and_can_stop() -> None:
    found = made_world(oil=SURE, tankers=Interval(10.0, 10.0, 10.0))
    half = run(found, free_tankers_low=0.5, free_tankers_high=0.5, stop_risk=0.0)
    assert half.at("oil", 2027) == pytest.approx(5)
    assert run(found, stop_risk=1.0).at("oil", 2026).max() == 0


def test_the_two_statistics_of_trade_are_one_trade() -> None:
    wide = np.linspace(1, 100, 50)[:, None] * np.ones((1, 2))
    simulation = run(made_world(trade_azerbaijan=wide, trade_kazakhstan=3 * wide))
    ours, theirs = simulation.at("trade_azerbaijan", 2027), simulation.at("trade_kazakhstan", 2027)
    assert np.corrcoef(ours, theirs)[0, 1] == pytest.approx(1)


def test_dependence_makes_joint_success_likelier() -> None:
    wide = np.linspace(0, 10, 50)[:, None] * np.ones((1, 2))
    found = made_world(cargo=wide, oil=wide)
    told = pd.DataFrame({"output": ["cargo", "oil"], "target": [8.0, 8.0], "year": [2027, 2027]})
    runs = {
        name: outlook.simulate(found, Outlook(draws=4000, horizon=2027, together=value, stop_risk=0.0))
        for name, value in {"quantities independent": 0.0, "as asked": 0.4, "quantities nearly as one": 0.8}.items()
    }
    joint = outlook_targets.together(told, {name: run for name, run in runs.items() if run})
    assert joint["all"].is_monotonic_increasing
    assert joint["all"].iloc[0] == pytest.approx(joint["product"].iloc[0], abs=0.02)


def test_a_short_an_old_and_a_broken_record_are_not_continued() -> None:
    def oil(*years: int, value: float = 1000.0) -> Evidence:
        rows = [
            {"series": "kz_oil_via_btc", "entity": "KAZ", "period": str(year), "value": value, "unit": "kt",
             "published": f"{year + 1}-01-31"} for year in years
        ]  # fmt: skip
        return made(rows, as_of=date(2026, 2, 1))

    found = {
        name: outlook_inputs.world(evidence, FEW).quantities["oil"].how
        for name, evidence in {
            "short": oil(2024, 2025), "old": oil(2018, 2019, 2020), "broken": oil(2023, 2024, 2025, value=0.0),
            "gap": oil(2022, 2024, 2025), "good": oil(2023, 2024, 2025),
        }.items()
    }  # fmt: skip
    assert "too few" in found["short"]
    assert "too old" in found["old"]
    assert "without any flow" in found["broken"]
    assert "too few" in found["gap"]
    assert "2023 to 2025" in found["good"]


def test_the_real_world_is_known_and_bounded(evidence: Evidence) -> None:
    found = outlook_inputs.world(evidence, FEW)
    assert len(found.known) == 6
    assert found.years == (2026, 2027, 2028, 2029, 2030)
    assert found.fleet == pytest.approx(4.5 + 0.089 * 12)
    assert found.stops == (2010, 2016)
    assert found.tankers is not None
    assert (found.tankers.low, found.tankers.high) == pytest.approx((20 * 15 / 40, 35 * 15 / 40))
    ahead = outlook.fans(outlook.simulate(found, FEW), 0.9)
    assert (ahead["low"] <= ahead["value"]).all()
    assert (ahead["value"] <= ahead["high"]).all()
    assert set(ahead["output"]) == set(outlook.OUTPUTS)


def test_a_level_alone_can_be_simulated() -> None:
    simulation = run(made_world(level=-SURE / 10))
    assert list(simulation.outputs) == ["level"]
    assert simulation.bound is None


def announced(series: str, period: str, value: float, **more: Any) -> dict[str, Any]:
    row = {"series": series, "entity": "TITR", "period": period, "value": value, "unit": "Mt", "kind": "plan"}
    return row | {"published": "2025-06-30"} | more


def test_targets_are_taken_once_and_bounds_are_none() -> None:
    oil = {"entity": "KAZ", "unit": "kt"}
    rows = [
        announced("titr_cargo", "2027", 10.0),
        announced("titr_cargo", "2027", 10.0, source="another", published="2025-12-31"),
        announced("titr_cargo", "2040", 99.0),
        announced("titr_cargo", "2026", 8.0, bound="lower"),
        announced("titr_cargo", "2026", 7.0, kind="capacity"),
        announced("kz_oil_via_btc_target", "2025-10-24", 7000.0, **oil),
        announced("kz_oil_via_btc_target", "2025-10-24", 100.0, **oil),
        announced("kz_oil_via_btc_target", "2008-10", 20000.0, **oil, source="old", published="2008-10-27"),
    ]
    told = outlook_targets.targets(made(rows, as_of=date(2026, 1, 31)), made_world(cargo=SURE, oil=SURE))
    assert told[["output", "target", "year", "named", "restated"]].to_numpy().tolist() == [
        ["cargo", 10.0, 2027, True, 1], ["oil", 7.0, 2027, False, 0],
    ]  # fmt: skip
    assert told["first_published"].iloc[0] == pd.Timestamp("2025-06-30")


def test_no_simulation_or_no_target_gives_an_empty_list() -> None:
    assert outlook_targets.targets(made([]), made_world()).empty
    assert outlook_targets.targets(made([]), made_world(cargo=SURE)).empty
    assert outlook_targets.simulations(made([]), FEW, made_world()) == {}
    assert outlook_targets.chances(outlook_targets.targets(made([]), made_world()), {}).empty


def test_a_trend_may_miss_the_last_known_year() -> None:
    found = made_world(trade_kazakhstan=np.full((50, 2), 1.0) * (8.0, 16.0))
    assert outlook_targets.from_last(found, run(found), "trade_kazakhstan", 16.0) == (pytest.approx(3 / 4), 0.0)
    assert outlook_targets.from_last(found, run(found), "trade_kazakhstan", 11.9) == (pytest.approx(3 / 4), 1.0)
    assert outlook_targets.from_last(found, run(found), "oil", 1.0) is None


def test_the_chance_of_a_target_is_the_share_of_futures(evidence: Evidence) -> None:
    found = outlook_inputs.world(evidence, FEW)
    told = outlook_targets.targets(evidence, found)
    runs = outlook_targets.simulations(evidence, FEW, found)
    chances = outlook_targets.chances(told, runs)
    assert {"cargo", "containers", "oil", "trade_kazakhstan"} <= set(chances["output"])
    assert (chances["low"] <= chances["chance"]).all()
    assert (chances["chance"] <= chances["high"]).all()
    row = chances[(chances["output"] == "oil") & (chances["target"] == 7.0) & (chances["year"] == 2027)].iloc[0]
    assert row["chance"] == (runs["as asked"].at("oil", 2027) >= 7).mean() < 0.05
    leading = outlook_targets.leading(told)
    assert leading[["output", "target"]].to_numpy().tolist() == [
        ["cargo", 10.0], ["containers", 300_000.0], ["oil", 7.0], ["trade_kazakhstan", 1000.0],
    ]  # fmt: skip
    moved = outlook_sensitivity.moved(runs, leading, 0.9)
    cargo = moved[moved["output"] == "cargo"].set_index("variant")["value"]
    assert cargo["no fleet added"] <= cargo["as asked"] <= cargo["fleet twice as large"] <= cargo["everything helps"]
    assert cargo["level falls twice as fast"] <= cargo["level stays"]


def test_the_record_of_targets_and_the_flows_that_pass(evidence: Evidence) -> None:
    met, told = outlook_targets.record(evidence, FEW)
    assert 0 < met < told
    found = outlook_inputs.world(evidence, FEW)
    flows = outlook_targets.conditions(evidence, found, outlook.simulate(found, FEW)).set_index("output")
    assert flows.loc["cargo", "multiple"] == pytest.approx(34.6 / 4.12)
    assert flows.loc["oil", "benchmark"] == pytest.approx(64.8)
    assert flows.loc["oil", "growth"] == pytest.approx((64.8 / 1.3) ** (1 / 5) - 1)
    assert outlook_targets.conditions(made([]), made_world(), None).empty
    falls = outlook_targets.published_falls(evidence, FEW)["fall"]
    assert (falls.min(), falls.max()) == pytest.approx((0.45, 0.85))


def test_shares_find_the_unknown_that_matters() -> None:
    wide = np.linspace(1, 10, 50)[:, None] * np.ones((1, 2))
    free = made_world(cargo=wide)
    settings = Outlook(draws=512, horizon=2027, spread=0.5)
    assert outlook_sensitivity.largest(outlook_sensitivity.variance_shares(free, settings), "cargo")[0] == "cargo"  # type: ignore[index]
    tight = made_world(cargo=wide + 1000, fleet=5.0)
    assert outlook_sensitivity.largest(outlook_sensitivity.variance_shares(tight, settings), "cargo")[0] == "fleet"  # type: ignore[index]
    assert outlook_sensitivity.variance_shares(made_world(), settings).empty
    assert outlook_sensitivity.largest(outlook_sensitivity.variance_shares(made_world(), settings), "cargo") is None


def test_filtering_finds_what_futures_with_the_target_share() -> None:
    wide = np.linspace(0, 10, 50)[:, None] * np.ones((1, 2))
    simulation = outlook.simulate(made_world(cargo=wide), Outlook(draws=1000, horizon=2027))
    assert simulation is not None
    told = pd.DataFrame({"output": ["cargo", "cargo"], "target": [5.0, 99.0], "year": [2027, 2027]})
    found = outlook_sensitivity.filtered(simulation, told)
    assert set(found["target"]) == {5.0}
    rows = found.set_index("input")
    assert rows.loc["cargo", "median"] == pytest.approx(0.75, abs=0.04)
    assert rows.loc["cargo", "apart"] == pytest.approx(1)
    assert rows.loc["stop", "apart"] < 0.15


def test_growth_hangs_together_only_over_years_that_both_know() -> None:
    found = outlook_sensitivity.hanging_together(made_world()).set_index("pair")
    assert found.loc["cargo and containers", "years"] == 2
    assert np.isnan(found.loc["cargo and containers", "correlation"])


def test_unknowns_say_what_is_assumed(evidence: Evidence) -> None:
    listed = outlook_sensitivity.unknowns(outlook_inputs.world(evidence, FEW), FEW)
    assert set(listed["unknown"]) == set(outlook.UNKNOWNS.values())
    assert (listed["basis"] == "assumed").sum() == 5
    assert "2010 and 2016" in listed["distribution"].iloc[-1]
    silent = outlook_sensitivity.unknowns(outlook_inputs.world(made([]), FEW), FEW)
    assert "no stop is on record" in silent["distribution"].iloc[-1]


def test_past_simulations_are_set_against_outcomes(evidence: Evidence) -> None:
    tried = outlook_past.trials(evidence, FEW, outlook_inputs.world(evidence, FEW))
    assert len(tried) > 10
    assert (tried["made"].dt.year <= tried["year"]).all()
    cargo = tried[(tried["output"] == "cargo") & (tried["year"] == 2025)]
    assert (cargo["outcome"] == 4.12).all()
    level = tried[(tried["output"] == "level")]
    assert (level["outcome"] < 0).all()
    assert outlook_past.trials(made([]), FEW, made_world()).empty

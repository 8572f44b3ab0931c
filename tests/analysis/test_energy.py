"""The scopes are kept apart, the years chosen fairly, the chain and the balance reckoned as they say."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from helpers.analysis import energy, energy_chain, energy_dubendi, energy_fleet, energy_routes, energy_targets
from helpers.analysis.energy import NARROW, WIDE, Goal
from helpers.evidence import Evidence, load, made
from helpers.parameters import Energy

FEW = Energy(draws=100, runs=2)
GOAL = Goal(7000.0, 2027)


def row(series: str, entity: str, period: str, value: float, unit: str = "kt", **more: Any) -> dict[str, Any]:
    return {"series": series, "entity": entity, "period": period, "value": value, "unit": unit, **more}


def pipe(period: str, value: float, **more: Any) -> dict[str, Any]:
    return row("kz_oil_via_btc", "KAZ", period, value, **more)


def wide(period: str, value: float, **more: Any) -> dict[str, Any]:
    return row("kz_oil_to_azerbaijan_all", "KAZ-AZE", period, value, **more)


def test_the_scopes_are_never_mixed() -> None:
    evidence = made([pipe("2023", 1000.0), wide("2024", 1500.0)])
    assert energy.yearly(evidence, NARROW)["year"].tolist() == [2023]
    assert energy.yearly(evidence, WIDE)["year"].tolist() == [2024]


def test_the_year_takes_the_newest_figure_and_the_range_of_all() -> None:
    evidence = made(
        [pipe("2024", 1400.0, published="2025-01-01"), pipe("2024", 1.7, unit="Mt", published="2025-02-01")]
    )
    year = energy.yearly(evidence, NARROW).iloc[0]
    assert (year["value"], year["low"], year["high"], year["pace"]) == (1700, 1400, 1700, False)


def test_a_bound_is_no_amount_of_a_year() -> None:
    assert energy.yearly(made([pipe("2024", 1400.0, bound="lower")]), NARROW).empty


def test_nine_months_stand_for_a_year_and_six_do_not() -> None:
    nine = energy.yearly(made([pipe("2024-01/2024-09", 900.0)]), NARROW).iloc[0]
    assert (nine["value"], nine["low"], nine["high"], nine["pace"]) == (1200, 900, 1500, True)
    assert energy.yearly(made([pipe("2024-01/2024-06", 600.0)]), NARROW).empty


@pytest.mark.parametrize("scope", energy.SCOPES)
def test_no_year_has_less_oil_than_a_part_of_it(evidence: Evidence, scope: energy.Scope) -> None:
    rows = energy.flows(evidence, scope)
    largest = rows[rows["months"].between(1, 11)].groupby("year")["kt"].max()
    whole = rows[(rows["months"] == 12) & rows["year"].isin(largest.index)]
    assert (whole["kt"] > whole["year"].map(largest)).all()


def test_the_two_slips_of_sources_are_mended_in_the_data(evidence: Evidence) -> None:
    wide_years, years = energy.yearly(evidence, WIDE), energy.yearly(evidence, NARROW)
    first = wide_years[wide_years["year"] == 2022].iloc[0]
    assert (first["value"], first["low"], first["high"]) == (250, 250, 250)
    assert 2008 not in set(years["year"])


def test_a_target_is_held_against_its_own_scope_and_year(evidence: Evidence) -> None:
    rows = [
        pipe("2024", 2000.0, kind="plan", published="2024-01-01"),
        pipe("2024", 1000.0, published="2025-02-01", source="b"),
        wide("2024", 2000.0, published="2025-02-01", source="b"),
        pipe("2024", 500.0, kind="plan", published="2024-01-01", note="Kashagan oil only"),
    ]
    rows += [row("kz_oil_via_btc_target", "KAZ", "2024", 4000.0, kind="plan", published="2024-01-01",
                 note="BTC plus rail to Georgian ports")]  # fmt: skip
    scored = energy_targets.scored(made(rows), FEW)
    assert scored["ratio"].tolist() == [0.5]
    assert scored[["met", "met_low", "met_high"]].to_numpy().tolist() == [[False, False, False]]
    assert not energy_targets.scored(evidence, FEW)["period"].isin(["2026", "2027"]).any()


def test_an_aim_without_a_year_is_held_against_the_best_year_after_it() -> None:
    aim = row("kz_oil_via_btc_target", "KAZ", "2006-06-16", 25_000.0, kind="plan", published="2006-06-19")
    rows = [aim, pipe("2005", 9000.0, published="2006-01-01"), pipe("2009", 1900.0, published="2010-12-31")]
    found = energy_targets.promises(made(rows))
    assert found["best"].tolist() == [1900.0]
    assert np.isnan(energy_targets.promises(made([aim]))["best"].iloc[0])


def test_the_record_takes_spans_of_one_flow() -> None:
    rows = [row("port_oil", port, year, kt) for port, year, kt in
            (("a", "2020", 1000.0), ("a", "2022", 3000.0), ("b", "2022", 9000.0))]  # fmt: skip
    assert energy.record(made(rows), 2)["factor"].tolist() == [3.0]


def test_the_chain_counts_both_terminals_and_gives_the_pipe_its_own_oil_back() -> None:
    rows = [
        row("btc_capacity_mt", "BTC", "2025", 50.0, "Mt", kind="capacity"),
        row("btc_throughput", "BTC", "2025", 27_000.0),
        pipe("2025", 1300.0),
        row("dubendi_capacity", "port_dubendi", "2024", 4.0, "Mt", kind="capacity"),
        row("azertrans_sangachal_capacity", "AZE", "2024", 5.0, "Mt", kind="capacity"),
    ]
    chain = energy_chain.links(made(rows), FEW)
    assert chain.set_index("name").loc["free space in the pipe", "value"] == 24_300
    found = energy_chain.binding(chain, GOAL)
    assert found is not None
    assert (found.place, found.size.value, found.short) == ("terminals", 9000, ())


def test_the_blend_of_today_and_of_the_goal(evidence: Evidence) -> None:
    blend = energy_chain.blend(evidence, GOAL)
    assert blend is not None
    assert blend.now == pytest.approx(1300 / 27_179.2)
    assert blend.at_goal == pytest.approx(7000 / (7000 + 27_179.2 - 1300))
    assert 7000 / (7000 + blend.least_rest) == pytest.approx(blend.at_cap)


def test_lower_water_takes_cargo_and_asks_for_ships(evidence: Evidence) -> None:
    table = energy_fleet.by_level(evidence, FEW, GOAL)
    assert table["value"].is_monotonic_decreasing
    fleet = energy_fleet.fleet(evidence, FEW)
    assert fleet is not None
    assert (fleet.large, fleet.small) == (6, 4)
    assert fleet.loads_at(-1.0, 0.0) == fleet.today
    lower = fleet.loads_at(-1.0, 1.0)
    assert all(lower[kind] == pytest.approx(fleet.today[kind] - 100 * fleet.per_cm[kind]) for kind in lower)
    assert fleet.loads_at(9.0, 1.0) == fleet.full


def test_the_index_falls_if_the_goal_is_met_and_has_a_floor(evidence: Evidence) -> None:
    found = energy_routes.moved(evidence, 7.0)
    assert found is not None
    assert found.without > found.now > found.at_goal > found.least
    by_cpc = (64.8 + 1.5) ** 2 + 2.2**2 + 8.8**2 + 1.0**2
    assert found.without == pytest.approx(by_cpc / 78.7**2, abs=1e-3)


def test_the_crossing_is_as_long_as_any_published_and_loading_is_not_sailing(evidence: Evidence) -> None:
    hours = energy_fleet.crossings(evidence)["value"]
    assert (hours.min(), hours.max()) == (18, 30)
    assert hours.min() / 24 <= FEW.passage_days <= hours.max() / 24
    known = energy_fleet.fleet(evidence, FEW)
    assert known is not None
    size = energy_fleet.at_any_crossing(evidence, known, FEW)
    slow, fast = (
        energy_fleet.carried(known.cargoes(known.today), Energy(draws=100, runs=2, passage_days=h / 24))
        for h in (30, 18)
    )
    assert (size.low, size.high) == (slow.low, fast.high)


def test_the_sensitivity_changes_one_thing_at_a_time(evidence: Evidence) -> None:
    table = energy_fleet.sensitivity(evidence, FEW, GOAL).set_index("change")["value"]
    assert table["a fifth of the time elsewhere"] == pytest.approx(0.8 * table["as asked"])
    assert table["2 days at sea, as one cargo took with its loading"] < GOAL.kt < table["as asked"]


def test_the_balance_rules_out_oil_on_top_and_leaves_the_wide_scope(evidence: Evidence) -> None:
    tested = energy_dubendi.hypotheses(evidence).set_index(["what", "half"])
    first, second = energy_dubendi.HALVES
    assert tested.loc[("all oil to Azerbaijan", first), "answer"] == "possible"
    assert tested.loc[("all oil to Azerbaijan", first), "expected"] == pytest.approx(701.2 * 1.5 / 1.2)
    assert tested.loc[("all oil to Azerbaijan", second), "answer"] == "ruled out"
    on_top = "Kazakh oil on top of the pipeline's"
    assert {tested.loc[(on_top, half), "answer"] for half in (first, second)} == {"ruled out"}
    signs = energy_dubendi.opposite_signs(evidence)
    assert signs is not None
    assert signs[0] < 0 < signs[1]


def test_without_the_rest_a_reading_is_not_testable() -> None:
    rows = [
        row("port_oil", "port_dubendi", energy_dubendi.HALVES[0], 0.88, "Mt"),
        pipe(energy_dubendi.HALVES[0], 701.2),
    ]
    answers = energy_dubendi.hypotheses(made(rows))["answer"].tolist()
    assert answers == ["ruled out", "not testable", "not testable"]


@pytest.mark.parametrize("day", [date(1995, 12, 31), date(2012, 12, 31), date(2020, 1, 1), None])
def test_every_day_has_frames(day: date | None) -> None:
    evidence = load(day)
    frames: list[pd.DataFrame] = [
        energy.chances(evidence, FEW, GOAL), energy.record(evidence, 2), energy_targets.open_targets(evidence, None),
        energy_targets.announced(evidence, GOAL), energy_chain.needs(evidence, GOAL), energy_routes.routes(evidence),
        energy_routes.concentration(evidence), energy_routes.agreements(evidence),
    ]  # fmt: skip
    assert all(isinstance(frame, pd.DataFrame) for frame in frames)

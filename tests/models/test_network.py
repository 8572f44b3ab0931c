"""Journeys add up, assumptions are marked, the narrowest place binds."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.network import (
    Filler,
    Flow,
    Leg,
    chance_of_less,
    drivers,
    great_circle_km,
    journey,
    largest_flow,
    sample,
)

PLACES = {
    name[0].lower(): {"name": name, "lon": lon, "lat": 0.0}
    for name, lon in (("Ay", 0.0), ("Bee (port)", 10.0), ("Cee", 20.0), ("Dee", 30.0))
}
FILLER = Filler(km_per_day=500, detour=1.2, usd_per_km=0.5, dwell_days=2, spread=0.2)


def leg(origin: str, destination: str, mode: str = "rail", **more: object) -> dict[str, object]:
    blank = {"distance_km": np.nan, "days_low": np.nan, "days_high": np.nan, "cost_usd_per_teu": np.nan}
    return {"origin": origin, "destination": destination, "mode": mode, **blank, "source": "s", "note": "", **more}


def legs(*rows: dict[str, object]) -> list[Leg]:
    return list(rows) or [leg("x", "y")]


def test_the_great_circle_is_symmetric_and_right_along_the_equator() -> None:
    assert great_circle_km(0, 0, 90, 0) == pytest.approx(np.pi * 6371 / 2)
    assert great_circle_km(51, 43, 49, 40) == pytest.approx(great_circle_km(49, 40, 51, 43))


def test_published_days_are_taken_in_either_direction() -> None:
    parts = journey(["b", "a"], legs(leg("a", "b", days_low=3, days_high=5)), PLACES, FILLER)
    assert parts[["days_low", "days_high"]].to_numpy().tolist() == [[3.0, 5.0]]
    assert parts["days_from"].tolist() == ["published"]
    assert parts["part"].tolist() == ["Bee to Ay"]


def test_a_missing_leg_is_assumed_from_its_length_and_marked() -> None:
    part = journey(["a", "b"], legs(), PLACES, FILLER).iloc[0]
    km = 1.2 * great_circle_km(0, 0, 10, 0)
    assert part["km"] == pytest.approx(km)
    assert (part["days_low"] + part["days_high"]) / 2 == pytest.approx(km / 500)
    assert (part["cost_low"] + part["cost_high"]) / 2 == pytest.approx(km / 2)
    assert (part["days_from"], part["cost_from"], part["source"]) == ("assumed", "assumed", "")


def test_a_single_published_figure_is_widened() -> None:
    part = journey(["a", "b"], legs(leg("a", "b", days_low=10, days_high=10)), PLACES, FILLER).iloc[0]
    assert (part["days_low"], part["days_high"]) == pytest.approx((8, 12))


def test_a_wait_stands_at_every_change_between_rail_and_ship() -> None:
    known = legs(leg("b", "c", "sea", days_low=1, days_high=2))
    parts = journey(["a", "b", "c", "d"], known, PLACES, FILLER)
    assert parts["part"].tolist() == ["Ay to Bee", "wait at Bee", "Bee to Cee", "wait at Cee", "Cee to Dee"]
    assert parts.loc[parts["mode"] == "wait", ["days_low", "days_high"]].to_numpy().tolist() == [[1, 3], [1, 3]]


def test_a_leg_whose_days_include_waiting_gets_no_second_wait() -> None:
    known = legs(leg("b", "c", "sea", days_low=8, days_high=10, note="derived; includes waiting"))
    assert "wait at Bee" not in journey(["a", "b", "c"], known, PLACES, FILLER)["part"].tolist()


def test_equal_neighbours_are_one_stop() -> None:
    assert len(journey(["a", "a", "b"], legs(), PLACES, FILLER)) == 1


def test_the_mode_asked_for_is_preferred() -> None:
    lanes = (("suez", 35), ("cape", 55))
    suez, cape = (leg("a", "b", f"sea_{lane}", days_low=30, days_high=high) for lane, high in lanes)
    known = legs(suez, cape)
    assert journey(["a", "b"], known, PLACES, FILLER, "sea_cape")["days_high"].item() == 55
    assert journey(["a", "b"], known, PLACES, FILLER, "sea_suez")["days_high"].item() == 35


def test_a_through_rate_is_spread_over_its_legs_by_length() -> None:
    parts = journey(["a", "b", "c"], legs(leg("a", "c", cost_usd_per_teu=3000)), PLACES, FILLER)
    assert ((parts["cost_low"] + parts["cost_high"]) / 2).sum() == pytest.approx(3000)
    assert parts["cost_from"].tolist() == ["published", "published"]


def test_a_through_rate_of_another_way_is_not_taken() -> None:
    parts = journey(["a", "b", "c"], legs(leg("a", "c", "rail_north", cost_usd_per_teu=3000)), PLACES, FILLER)
    assert parts["cost_from"].tolist() == ["assumed", "assumed"]


@given(st.sampled_from(["triangular", "uniform"]), st.sampled_from(["independent", "together"]), st.integers(0, 99))
def test_draws_stay_between_the_ends(shape: str, dependence: str, seed: int) -> None:
    low, high = np.array([1.0, 5.0, 2.0]), np.array([2.0, 9.0, 2.0])
    drawn = sample(low, high, 200, np.random.default_rng(seed), shape, dependence)  # type: ignore[arg-type]
    assert drawn.shape == (200, 3)
    assert ((low - 1e-9 <= drawn) & (drawn <= high + 1e-9)).all()


def test_a_triangle_is_narrower_than_a_flat_distribution_and_together_is_widest() -> None:
    low, high = np.zeros(4), np.ones(4)
    spread = {
        (shape, together): sample(low, high, 20_000, np.random.default_rng(1), shape, together).sum(axis=1).std()  # type: ignore[arg-type]
        for shape in ("triangular", "uniform") for together in ("independent", "together")
    }  # fmt: skip
    assert spread["triangular", "independent"] == pytest.approx(np.sqrt(4 / 24), rel=0.03)
    assert spread["uniform", "independent"] == pytest.approx(np.sqrt(4 / 12), rel=0.03)
    assert spread["uniform", "together"] == pytest.approx(4 * np.sqrt(1 / 12), rel=0.03)


def test_ties_count_half() -> None:
    assert chance_of_less(np.ones(10), np.ones(10)) == 0.5


def test_shares_of_variance_add_up_to_one() -> None:
    parts = np.random.default_rng(5).normal(size=(500, 4)) * [1, 2, 3, 0]
    shares = drivers(parts)
    assert shares.sum() == pytest.approx(1)
    assert shares[3] == 0
    assert shares[2] > shares[1] > shares[0]


def chain(*rows: tuple[str, str, float, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["origin", "destination", "capacity", "name"])


def test_parallel_ports_add_up_and_the_ships_bind() -> None:
    edges = chain(("s", "p", 12, "aktau"), ("s", "p", 6, "kuryk"), ("p", "q", 5.5, "ships"), ("q", "t", np.nan, "rail"))
    assert largest_flow(edges, "s", "t") == Flow(5.5, ("ships",))


def test_a_way_without_any_capacity_is_unlimited_and_a_broken_one_carries_nothing() -> None:
    assert largest_flow(chain(("s", "t", np.nan, "rail")), "s", "t").value == np.inf
    assert largest_flow(chain(("s", "p", 3, "rail"), ("q", "t", 3, "rail")), "s", "t") == Flow(0.0, ())


@given(st.lists(st.integers(1, 20), min_size=6, max_size=6))
def test_the_cut_is_worth_the_flow(capacities: list[int]) -> None:
    ends = [("s", "a"), ("s", "b"), ("a", "b"), ("a", "t"), ("b", "t"), ("b", "a")]
    edges = chain(*((a, b, c, f"{a}{b}") for (a, b), c in zip(ends, capacities, strict=True)))
    flow = largest_flow(edges, "s", "t")
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_weighted_edges_from(((a, b, c) for (a, b), c in zip(ends, capacities, strict=True)), weight="capacity")
    assert flow.value == nx.maximum_flow_value(graph, "s", "t")
    assert edges.loc[edges["name"].isin(flow.cut), "capacity"].sum() == pytest.approx(flow.value)

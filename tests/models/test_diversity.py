"""Ways through a network."""

from itertools import product

import networkx as nx
import pandas as pd
import pytest

from helpers.models.diversity import Network, all_ways, cut, disjoint_ways, network, reliability, shortest_way, without


def links(*rows: tuple[str, str, float]) -> pd.DataFrame:
    named = [(a, b, f"{a}{b}{i}", ms) for i, (a, b, ms) in enumerate(rows)]
    return pd.DataFrame(named, columns=["origin", "destination", "name", "ms"])


def net(*rows: tuple[str, str, float]) -> Network:
    return network(links(*rows), ["ms"])


LINES = links(("a", "b", 1), ("a", "c", 4), ("b", "c", 1), ("b", "d", 5), ("c", "d", 1))
BRIDGE = network(LINES, ["ms"])


def test_parallel_links_are_independent_but_a_shared_place_is_not() -> None:
    assert len(disjoint_ways(net(("a", "b", 1), ("a", "b", 2)), "a", "b")) == 2
    assert len(disjoint_ways(net(("a", "m", 1), ("a", "m", 2), ("m", "b", 1), ("m", "b", 2)), "a", "b")) == 1
    assert len(disjoint_ways(BRIDGE, "a", "d")) == 2


def test_ends_that_are_not_joined_or_not_there_have_no_way() -> None:
    apart = net(("a", "b", 1), ("c", "d", 1))
    for end in ("d", "z"):
        assert disjoint_ways(apart, "a", end) == []
        assert shortest_way(apart, "a", end, "ms") == (float("inf"), [])
        assert reliability(apart, "a", end, 0.1) == 0
    assert shortest_way(apart, "a", "b", "ms", "cd1")[0] == float("inf")


def test_the_shortest_way_and_the_best_one_through_a_link() -> None:
    assert shortest_way(BRIDGE, "a", "d", "ms") == (3.0, ["ab0", "bc2", "cd4"])
    assert shortest_way(BRIDGE, "a", "d", "ms", "ac1") == (5.0, ["ac1", "cd4"])
    assert shortest_way(BRIDGE, "d", "a", "ms", "ac1")[0] == 5.0


def test_a_network_is_as_it_was_after_a_link_was_cut_and_its_reliability_asked() -> None:
    assert shortest_way(cut(BRIDGE, "bc2"), "a", "d", "ms") == (5.0, ["ac1", "cd4"])
    reliability(BRIDGE, "a", "d", 0.1)
    assert shortest_way(BRIDGE, "a", "d", "ms") == (3.0, ["ab0", "bc2", "cd4"])


def test_the_shortest_of_all_ways_is_the_shortest_way() -> None:
    ms = LINES.set_index("name")["ms"]
    ways = all_ways(BRIDGE, "a", "d")
    assert len(ways) == 4
    assert min(ms[way].sum() for way in ways) == shortest_way(BRIDGE, "a", "d", "ms")[0]
    assert all_ways(BRIDGE, "a", "z") == []


@pytest.mark.parametrize("down", [0.0, 0.1, 0.5, 1.0])
def test_reliability_is_the_sum_over_all_states(down: float) -> None:
    total = 0.0
    for whole in product([True, False], repeat=len(LINES)):
        left = LINES[list(whole)]
        graph = nx.Graph(list(zip(left["origin"], left["destination"], strict=True)))
        graph.add_nodes_from("ad")
        chance = (1 - down) ** sum(whole) * down ** (len(whole) - sum(whole))
        total += chance * nx.has_path(graph, "a", "d")
    assert reliability(BRIDGE, "a", "d", down) == pytest.approx(total)


def test_a_closed_land_takes_its_links_with_it() -> None:
    lines = pd.DataFrame({"name": ["x", "y", "z"], "lands": [("R", "C"), ("C",), ()]})
    assert list(without(lines, ["R"])["name"]) == ["y", "z"]
    assert list(without(lines, [])["name"]) == ["x", "y", "z"]

"""Ways through a small network: how many are independent, how long they take, how often one is left."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

if TYPE_CHECKING:  # few notebooks ask for ways: no other waits for this import
    import networkx as nx

Links = pd.DataFrame
"""``origin, destination, name`` (each name once), and columns of weights where they are asked for."""

Network: TypeAlias = "nx.Graph[str]"
"""Made by :func:`network`."""


def network(links: Links, weights: Sequence[str] = ()) -> Network:
    """Make the network; a link is a node of its own, so that two links may join the same places.

    Parameters
    ----------
    weights
        Columns that a way may add up.

    Examples
    --------
    >>> line = pd.DataFrame({"origin": ["a", "b"], "destination": ["b", "c"], "name": ["ab", "bc"]})
    >>> list(network(line))
    ['a', 'link: ab', 'b', 'link: bc', 'c']
    """
    import networkx as nx

    graph: Network = nx.Graph()
    for link in links.to_dict("records"):
        halves = {weight: float(link[weight]) / 2 for weight in weights}
        graph.add_edge(str(link["origin"]), _node(link["name"]), **halves)
        graph.add_edge(_node(link["name"]), str(link["destination"]), **halves)
    return graph


def _node(name: object) -> str:
    return f"link: {name}"


def _joined(graph: Network, start: str, end: str) -> bool:
    import networkx as nx

    return start in graph and end in graph and nx.has_path(graph, start, end)


def cut(graph: Network, name: str) -> Network:
    """Return a network without one of its links.

    Examples
    --------
    >>> pair = pd.DataFrame({"origin": ["a", "a"], "destination": ["b", "b"], "name": ["one", "two"]})
    >>> all_ways(cut(network(pair), "one"), "a", "b")
    [['two']]
    """
    left = graph.copy()
    left.remove_nodes_from([_node(name)])
    return left


def disjoint_ways(graph: Network, start: str, end: str) -> list[list[str]]:
    """Return a largest set of ways that share no link and no place but their ends (Menger 1927).

    Returns
    -------
    List of ways, each the names of its links in order; empty where the ends are not joined.

    Examples
    --------
    >>> square = pd.DataFrame({"origin": ["a", "b", "a", "c"], "destination": ["b", "d", "c", "d"],
    ...                        "name": ["ab", "bd", "ac", "cd"]})
    >>> sorted(disjoint_ways(network(square), "a", "d"))
    [['ab', 'bd'], ['ac', 'cd']]
    """
    import networkx as nx

    if not _joined(graph, start, end):
        return []
    return [_names(way) for way in nx.node_disjoint_paths(graph, start, end)]


def _names(way: Iterable[str]) -> list[str]:
    return [node.removeprefix("link: ") for node in way if node.startswith("link: ")]


def shortest_way(
    graph: Network, start: str, end: str, weight: str, through: str | None = None
) -> tuple[float, list[str]]:
    """Return the weight and the links of the shortest way (Dijkstra 1959).

    Parameters
    ----------
    weight
        One of the weights of the network.
    through
        Name of a link that the way has to use; None leaves it free. The best of both directions, either
        part the shortest without that link.

    Returns
    -------
    Infinity and no links where there is no way.

    Examples
    --------
    >>> line = pd.DataFrame({"origin": ["a", "b", "a"], "destination": ["b", "c", "c"],
    ...                      "name": ["ab", "bc", "ac"], "ms": [1.0, 1.0, 5.0]})
    >>> graph = network(line, ["ms"])
    >>> shortest_way(graph, "a", "c", "ms"), shortest_way(graph, "a", "c", "ms", "ac")[0]
    ((2.0, ['ab', 'bc']), 5.0)
    """
    import networkx as nx

    if through is None:
        try:
            way = nx.dijkstra_path(graph, start, end, weight)
        except (nx.NodeNotFound, nx.NetworkXNoPath):
            return float("inf"), []
        return float(nx.path_weight(graph, way, weight)), _names(way)
    ends, rest, ways = list(graph.adj.get(_node(through), ())), cut(graph, through), [(float("inf"), list[str]())]
    for a, b in zip(ends, reversed(ends), strict=True):
        before, after = shortest_way(rest, start, a, weight), shortest_way(rest, b, end, weight)
        along = 2 * graph.edges[a, _node(through)][weight]
        ways.append((before[0] + along + after[0], [*before[1], through, *after[1]]))
    return min(ways, key=lambda way: way[0])


def all_ways(graph: Network, start: str, end: str) -> list[list[str]]:
    """Return every way that passes no place twice, as the names of its links; for small networks only.

    Examples
    --------
    >>> square = pd.DataFrame({"origin": ["a", "b", "a"], "destination": ["b", "c", "c"], "name": ["ab", "bc", "ac"]})
    >>> sorted(all_ways(network(square), "a", "c"))
    [['ab', 'bc'], ['ac']]
    """
    import networkx as nx

    if not _joined(graph, start, end):
        return []
    return [_names(way) for way in nx.all_simple_paths(graph, start, end)]


def reliability(graph: Network, start: str, end: str, down: float) -> float:
    """Return the share of the time in which some way is whole, links failing independently.

    Exact, by factoring: a link of the shortest way is either whole or broken, and each case is solved in
    turn (Moskowitz 1958; Colbourn, *The Combinatorics of Network Reliability*, 1987).

    Parameters
    ----------
    down
        Share of the time in which a single link is broken.

    Examples
    --------
    >>> pair = pd.DataFrame({"origin": ["a", "a"], "destination": ["b", "b"], "name": ["one", "two"]})
    >>> round(reliability(network(pair), "a", "b", 0.1), 4)
    0.99
    """
    return _factor(graph.copy(), start, end, down, frozenset()) if start in graph and end in graph else 0.0


def _factor(graph: Network, start: str, end: str, down: float, whole: frozenset[str]) -> float:
    import networkx as nx

    def price(one: str, other: str, _: object) -> float:
        return 0.0 if one in whole or other in whole else 1.0

    try:
        way = nx.dijkstra_path(graph, start, end, price)
    except nx.NetworkXNoPath:
        return 0.0
    link = next((node for node in way if node.startswith("link: ") and node not in whole), None)
    if link is None:
        return 1.0
    intact, places = _factor(graph, start, end, down, whole | {link}), list(graph[link])
    graph.remove_node(link)
    broken = _factor(graph, start, end, down, whole)
    graph.add_edges_from((link, place) for place in places)
    return (1 - down) * intact + down * broken


def without(links: Links, closed: Sequence[str], column: str = "lands") -> Links:
    """Return the links that cross none of the closed lands.

    Parameters
    ----------
    closed
        Names of lands or seas.
    column
        Column that holds the lands of each link, a collection of names.

    Examples
    --------
    >>> links = pd.DataFrame({"name": ["x", "y"], "lands": [("RUS",), ()]})
    >>> list(without(links, ["RUS"])["name"])
    ['y']
    """
    keep = [not set(closed) & set(lands) for lands in links[column]]
    return links[keep].reset_index(drop=True)

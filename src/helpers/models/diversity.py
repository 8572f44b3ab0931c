"""Ways through a small network: how many are independent, how long they take, how often one is left."""

from collections.abc import Iterable, Sequence

import networkx as nx
import pandas as pd

Links = pd.DataFrame
"""``origin, destination, name`` (each name once), and a column of weights where one is asked for."""


def _graph(links: Links, weight: str | None = None) -> "nx.Graph[str]":
    """Make the network; a link is a node of its own, so that two links may join the same places."""
    graph: nx.Graph[str] = nx.Graph()
    weights = links[weight] / 2 if weight else [1.0] * len(links)
    for origin, destination, name, half in zip(
        links["origin"], links["destination"], links["name"], weights, strict=True
    ):
        graph.add_edge(str(origin), f"link: {name}", weight=float(half))
        graph.add_edge(f"link: {name}", str(destination), weight=float(half))
    return graph


def _joined(graph: "nx.Graph[str]", start: str, end: str) -> bool:
    return start in graph and end in graph and nx.has_path(graph, start, end)


def disjoint_ways(links: Links, start: str, end: str) -> list[list[str]]:
    """Return a largest set of ways that share no link and no place but their ends (Menger 1927).

    Returns
    -------
    List of ways, each the names of its links in order; empty where the ends are not joined.

    Examples
    --------
    >>> square = pd.DataFrame({"origin": ["a", "b", "a", "c"], "destination": ["b", "d", "c", "d"],
    ...                        "name": ["ab", "bd", "ac", "cd"]})
    >>> sorted(disjoint_ways(square, "a", "d"))
    [['ab', 'bd'], ['ac', 'cd']]
    """
    graph = _graph(links)
    if not _joined(graph, start, end):
        return []
    return [_names(way) for way in nx.node_disjoint_paths(graph, start, end)]


def _names(way: Iterable[str]) -> list[str]:
    return [node.removeprefix("link: ") for node in way if node.startswith("link: ")]


def shortest_way(
    links: Links, start: str, end: str, weight: str, through: str | None = None
) -> tuple[float, list[str]]:
    """Return the weight and the links of the shortest way (Dijkstra 1959).

    Parameters
    ----------
    weight
        Column to add up.
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
    >>> shortest_way(line, "a", "c", "ms"), shortest_way(line, "a", "c", "ms", "ac")[0]
    ((2.0, ['ab', 'bc']), 5.0)
    """
    if through is None:
        graph = _graph(links, weight)
        if not _joined(graph, start, end):
            return float("inf"), []
        way = nx.dijkstra_path(graph, start, end)
        return float(nx.path_weight(graph, way, "weight")), _names(way)
    chosen, rest = links[links["name"] == through], links[links["name"] != through]
    ways = [(float("inf"), list[str]())]
    for link in chosen.to_dict("records"):
        for a, b in ((link["origin"], link["destination"]), (link["destination"], link["origin"])):
            before, after = _part(rest, start, str(a), weight), _part(rest, str(b), end, weight)
            ways.append((before[0] + float(link[weight]) + after[0], [*before[1], through, *after[1]]))
    return min(ways, key=lambda way: way[0])


def _part(links: Links, start: str, end: str, weight: str) -> tuple[float, list[str]]:
    return (0.0, []) if start == end else shortest_way(links, start, end, weight)


def all_ways(links: Links, start: str, end: str) -> list[list[str]]:
    """Return every way that passes no place twice, as the names of its links; for small networks only.

    Examples
    --------
    >>> square = pd.DataFrame({"origin": ["a", "b", "a"], "destination": ["b", "c", "c"], "name": ["ab", "bc", "ac"]})
    >>> sorted(all_ways(square, "a", "c"))
    [['ab', 'bc'], ['ac']]
    """
    graph = _graph(links)
    if not _joined(graph, start, end):
        return []
    return [_names(way) for way in nx.all_simple_paths(graph, start, end)]


def reliability(links: Links, start: str, end: str, down: float) -> float:
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
    >>> round(reliability(pair, "a", "b", 0.1), 4)
    0.99
    """
    graph = _graph(links)
    return _factor(graph, start, end, down, frozenset()) if start in graph and end in graph else 0.0


def _factor(graph: "nx.Graph[str]", start: str, end: str, down: float, whole: frozenset[str]) -> float:
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

"""The network of links around the Caspian, with the cable and without it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from helpers.analysis.digital_latency import distance, measurements
from helpers.evidence import Evidence, remembered
from helpers.models.diversity import Network, all_ways, cut, disjoint_ways, network, reliability, shortest_way, without
from helpers.models.interval import Interval
from helpers.models.latency import round_trip
from helpers.parameters import Digital

CABLE = "trans-Caspian cable"


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two places.

    Attributes
    ----------
    stops
        Places along it: the ends are the link's, the others only give its length.
    lands
        Third countries and seas without which it is cut.
    series, entity
        Observations that show the link to exist; empty where it is assumed.
    """

    name: str
    stops: tuple[str, ...]
    lands: tuple[str, ...]
    series: str = ""
    entity: str = ""


LINKS = (
    Link("across Kazakhstan", ("almaty", "aktau"), ()),
    Link("Almaty to Moscow", ("almaty", "moscow"), ("Russia",), "kz_traffic_via_russia", "KAZ"),
    Link("Aktau to Moscow", ("aktau", "moscow"), ("Russia",)),
    Link("Baku to Moscow", ("baku", "moscow"), ("Russia",)),
    Link("Moscow to Frankfurt", ("moscow", "frankfurt"), ("Russia",), "eu_asia_rtt", "LON-HKG"),
    Link("Moscow to Beijing", ("moscow", "beijing"), ("Russia",), "eu_asia_rtt", "LON-HKG"),
    Link("Almaty to Beijing", ("almaty", "beijing"), ("China",), "eu_asia_rtt", "EUR-CHN-terrestrial"),
    Link("Beijing to Hong Kong", ("beijing", "hongkong"), ("China",)),
    Link("Baku to Istanbul", ("baku", "tbilisi", "istanbul"), ("Georgia",)),
    Link("Istanbul to Frankfurt", ("istanbul", "frankfurt"), ()),
    Link("Frankfurt to London", ("frankfurt", "london"), ()),
    Link("Indian Ocean", ("london", "hongkong"), ("Red Sea",), "eu_asia_rtt", "LON-HKG-via-indian-ocean"),
    Link("Pacific", ("london", "hongkong"), ("Pacific",), "eu_asia_rtt", "LON-HKG-via-pacific"),
    Link(CABLE, ("aktau", "baku"), ("Caspian",), "tc_fibre_length", "AZE-KAZ"),
)
"""The least network that the evidence speaks of. Links between neighbours that no row shows are assumed; each stands
for all lines between its ends."""

OCEANS = ("Indian Ocean", "Pacific")
"""Links whose round trip is the published one, for their way is far from a great circle."""

NOTHING = "nothing"
"""What stands for no land, no sea and no link."""

LAID = ("fast", "slow", "middle")
"""Round trips of a link by how it is laid: columns of :func:`links`."""

CLOSURES: tuple[tuple[str, ...], ...] = ((), ("Russia",), ("China",), ("Red Sea",), ("Georgia",), ("Russia", "Red Sea"))
"""Lands and seas that a cut, a war or a law may close."""


@remembered
def links(evidence: Evidence, parameters: Digital, *, cable: bool) -> pd.DataFrame:
    """Return the links, their round trips and what shows them to exist.

    Parameters
    ----------
    cable
        Whether the cable is counted, as if it worked.

    Returns
    -------
    DataFrame
        origin, destination, name, lands, km (low and high are ``km_low`` and ``km_high``), fast, slow and middle
        (round trip in ms on a well and a poorly laid line, and their mean), basis (``published`` or
        ``assumed``), rows, sources. Ocean links without a published round trip are left out.
    """
    if not cable:
        lines = links(evidence, parameters, cable=True)
        return lines[lines["name"] != CABLE].reset_index(drop=True)
    chosen = [_measured(link, evidence, parameters) for link in LINKS]
    columns = ["origin", "destination", "name", "lands", "km_low", "km_high", "fast", "slow", "middle", "basis",
               "rows", "sources"]  # fmt: skip
    return pd.DataFrame([row for row in chosen if row], columns=columns)


def _measured(link: Link, evidence: Evidence, parameters: Digital) -> dict[str, object] | None:
    rows = evidence.series(link.series, link.entity, kinds=None, bounds=True) if link.series else None
    direct = sum(distance(a, b) for a, b in pairwise(link.stops))
    low, high = parameters.route_low * direct, parameters.route_high * direct
    if link.name == CABLE:
        low = high = parameters.cable_km
    fast, slow = (round_trip(km, parameters.refractive_index) for km in (low, high))
    if link.name in OCEANS:
        if rows is None or rows.empty:
            return None
        fast = slow = float(rows["value"].iloc[-1])
        low = high = fast / round_trip(1.0, parameters.refractive_index)
    return {
        "origin": link.stops[0], "destination": link.stops[-1], "name": link.name, "lands": link.lands,
        "km_low": low, "km_high": high, "fast": fast, "slow": slow, "middle": (fast + slow) / 2,
        "basis": "published" if rows is not None and len(rows) else "assumed",
        "rows": tuple(rows["row"]) if rows is not None else (),
        "sources": tuple(rows["source"]) if rows is not None else (),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ways:
    """The connection of two places without the cable and with it.

    Attributes
    ----------
    before, after
        Round trip in ms without the cable and with it, well laid to poorly laid; None where there is no way.
    through
        Round trip of the best way that uses the cable.
    count_before, count_after
        Ways that share no link and no place.
    """

    before: Interval | None
    after: Interval | None
    through: Interval | None
    count_before: int
    count_after: int

    @property
    def gain(self) -> float | None:
        """Share of the round trip that the cable saves, both ways laid alike; None without two of them."""
        if self.before is None or self.after is None:
            return None
        return 1 - self.after.value / self.before.value


@remembered
def compare(evidence: Evidence, parameters: Digital, west: str, east: str, closed: tuple[str, ...] = ()) -> Ways:
    """Compare two places with the cable and without it, all other links laid alike.

    Parameters
    ----------
    closed
        Lands and seas that no way may cross.
    """
    today, whole = _networks(evidence, parameters, closed)
    return Ways(
        _times(today, west, east), _times(whole, west, east), _times(whole, west, east, CABLE),
        len(disjoint_ways(today, west, east)), len(disjoint_ways(whole, west, east)),
    )  # fmt: skip


@remembered
def _networks(evidence: Evidence, parameters: Digital, closed: tuple[str, ...]) -> tuple[Network, Network]:
    """Network of today, and with the cable, without links that cross what is closed."""
    whole = network(without(links(evidence, parameters, cable=True), closed), LAID)
    return cut(whole, CABLE), whole


def _times(graph: Network, west: str, east: str, through: str | None = None) -> Interval | None:
    """Round trip by the shortest way; the way may change with how the lines are laid."""
    fast, slow, middle = (shortest_way(graph, west, east, laid, through)[0] for laid in LAID)
    return Interval(middle, fast, slow) if slow < float("inf") else None


PAIRS = (
    ("baku", "aktau"), ("baku", "almaty"), ("istanbul", "almaty"), ("frankfurt", "almaty"), ("istanbul", "beijing"),
    ("frankfurt", "beijing"), ("london", "hongkong"),
)  # fmt: skip
"""Connections compared, west end first."""


def pairs(
    evidence: Evidence, parameters: Digital, ends: Sequence[tuple[str, str]] = PAIRS, closed: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Compare connections one by one.

    Parameters
    ----------
    ends
        West and east end of each.
    closed
        Lands and seas that no way may cross.

    Returns
    -------
    DataFrame
        west, east, km, floor (ms), before, before_low, before_high, through, through_low, through_high, after,
        gain (percent), ways_before, ways_after. Middle values lie between well and poorly laid.
    """
    rows = []
    for west, east in ends:
        ways, km = compare(evidence, parameters, west, east, closed), distance(west, east)
        cells: dict[str, object] = {"west": west, "east": east, "km": km}
        cells["floor"] = round_trip(km, parameters.refractive_index)
        for label, span in (("before", ways.before), ("through", ways.through), ("after", ways.after)):
            told = (span.value, span.low, span.high) if span else (float("nan"),) * 3
            cells |= dict(zip((label, f"{label}_low", f"{label}_high"), told, strict=True))
        gain = ways.gain
        cells["gain"] = 100 * gain if gain is not None else float("nan")
        rows.append({**cells, "ways_before": ways.count_before, "ways_after": ways.count_after})
    return pd.DataFrame(rows)


def calibration(evidence: Evidence, parameters: Digital) -> pd.DataFrame:
    """Hold the network of today against round trips that were measured over land between its places.

    Returns
    -------
    DataFrame
        label, period, value (measured), fast, slow (the network's range), ratio (measured over the slow end), row,
        source; impossible measurements are left out.
    """
    table = measurements(evidence, parameters)
    today, _ = _networks(evidence, parameters, ())
    rows = table[table["origin"].isin(today) & table["destination"].isin(today) & table["possible"].eq(True)]
    found = []
    for row in rows[rows["medium"].ne("sea")].to_dict("records"):
        fast, slow = (shortest_way(today, row["origin"], row["destination"], c)[0] for c in ("fast", "slow"))
        found.append((row["label"], row["period"], row["value"], fast, slow, row["value"] / slow, row["row"],
                      row["source"]))  # fmt: skip
    return pd.DataFrame(found, columns=["label", "period", "value", "fast", "slow", "ratio", "row", "source"])


def luck(evidence: Evidence, parameters: Digital) -> pd.DataFrame:
    """Lay every line on its own luck, and ask how often the way by the cable is the faster one.

    The length of each land line over the great circle is drawn evenly between well and poorly laid; the cable and
    the oceans are as published.

    Returns
    -------
    DataFrame
        west, east, alike (percent more time by the cable, all lines laid alike), value, low, high (the same over the
        draws), chance (percent of the draws in which the cable saves time).
    """
    lines, (_, whole) = links(evidence, parameters, cable=True), _networks(evidence, parameters, ())
    rng = np.random.default_rng(parameters.seed)
    fast, slow = lines["fast"].to_numpy(float), lines["slow"].to_numpy(float)
    drawn = fast + rng.random((parameters.draws, len(lines))) * (slow - fast)
    place, rows = {name: i for i, name in enumerate(lines["name"])}, []
    for west, east in PAIRS:
        ways = all_ways(whole, west, east)
        by, around = ([way for way in ways if (CABLE in way) is yes] for yes in (True, False))
        if not by or not around:
            continue
        new, old = (np.min([drawn[:, [place[link] for link in way]].sum(axis=1) for way in part], axis=0)
                    for part in (by, around))  # fmt: skip
        change = Interval.from_draws(100 * (new / old - 1), parameters.level)
        span = compare(evidence, parameters, west, east)
        alike = 100 * (span.through.value / span.before.value - 1) if span.through and span.before else float("nan")
        rows.append((west, east, alike, change.value, change.low, change.high, 100 * float((new < old).mean())))
    return pd.DataFrame(rows, columns=["west", "east", "alike", "value", "low", "high", "chance"])


def closures(evidence: Evidence, parameters: Digital) -> pd.DataFrame:
    """Count the independent ways of the chosen connection when lands or seas are closed.

    Returns
    -------
    DataFrame
        closed, ways_before, ways_after, before and after (round trip in ms, middle), lost_before and lost_after
        (hours a year without any way if every link is down for the assumed share of the time).
    """
    rows = []
    for closed in CLOSURES:
        ways = compare(evidence, parameters, parameters.west, parameters.east, closed)
        lost = [8766 * (1 - reliability(n, parameters.west, parameters.east, parameters.link_down))
                for n in _networks(evidence, parameters, closed)]  # fmt: skip
        spans = [span.value if span else float("nan") for span in (ways.before, ways.after)]
        rows.append((" and ".join(closed) or NOTHING, ways.count_before, ways.count_after, *spans, *lost))
    columns = ["closed", "ways_before", "ways_after", "before", "after", "lost_before", "lost_after"]
    return pd.DataFrame(rows, columns=columns)


def assumed(evidence: Evidence, parameters: Digital) -> pd.DataFrame:
    """Take away each assumed link in turn and count the ways of the chosen connection again.

    Returns
    -------
    DataFrame
        removed, ways_before, ways_after, added.
    """
    lines, networks = links(evidence, parameters, cable=True), _networks(evidence, parameters, ())
    removed = [NOTHING, *lines.loc[lines["basis"].eq("assumed") & lines["name"].ne(CABLE), "name"]]
    rows = []
    for name in removed:
        counts = [len(disjoint_ways(cut(n, name), parameters.west, parameters.east)) for n in networks]
        rows.append((name, *counts, counts[1] - counts[0]))
    return pd.DataFrame(rows, columns=["removed", "ways_before", "ways_after", "added"])

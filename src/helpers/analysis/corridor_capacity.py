"""How much the corridor's chain can carry in a year, and where it binds."""

import numpy as np
import pandas as pd

from helpers.evidence import Evidence, newest, remembered
from helpers.models.network import Flow, largest_flow
from helpers.parameters import Corridor

SOURCE, SINK = "Kazakhstan's railways", "Black Sea and Türkiye"


@remembered
def capacities(evidence: Evidence, parameters: Corridor) -> pd.DataFrame:
    """Return the chain of the corridor: places, what each can carry in a year, and who says so.

    The fleet is one pool for both Kazakh ports: rail ferries, and feeders at ``tonnes_per_teu`` a container.
    A place without a published capacity counts as without limit, and is named so.

    Returns
    -------
    DataFrame
        origin, destination, name, capacity (Mt a year, NaN unknown), rows, sources.
    """
    fleet, rows, sources = _fleet(evidence, parameters)
    unknown: tuple[float, tuple[str, ...], tuple[str, ...]] = (float("nan"), (), ())
    chain = [
        (SOURCE, "Aktau", "port of Aktau", *_capacity(evidence, "port_capacity", "port_aktau")),
        (SOURCE, "Kuryk", "port of Kuryk", *_capacity(evidence, "port_capacity", "port_kuryk")),
        ("Aktau", "roadstead", "way from Aktau to the ships", *unknown),
        ("Kuryk", "roadstead", "way from Kuryk to the ships", *unknown),
        ("roadstead", "Alat quay", "ships on the Caspian", fleet, rows, sources),
        ("Alat quay", "Alat", "port of Alat", *_capacity(evidence, "port_capacity", "port_baku")),
        ("Alat", "Georgia", "Azerbaijan's railway", *unknown),
        ("Georgia", "Tbilisi", "Georgia's railway", *_capacity(evidence, "rail_capacity", "GEO")),
        ("Tbilisi", SINK, "Poti and Batumi", *unknown),
        ("Tbilisi", "Kars", "Baku-Tbilisi-Kars", *_capacity(evidence, "btk_capacity", "BTK")),
        ("Kars", SINK, "Türkiye's railway", *unknown),
    ]
    return pd.DataFrame(chain, columns=["origin", "destination", "name", "capacity", "rows", "sources"])


_Capacity = tuple[float, tuple[str, ...], tuple[str, ...]]


def _fleet(evidence: Evidence, parameters: Corridor) -> _Capacity:
    """Rail ferries and feeders together, times the factor asked for; unknown without the ferries."""
    ferries, ferry_rows, ferry_sources = _capacity(evidence, "ferry_fleet_capacity", "CASPIAN")
    boxes, box_rows, box_sources = _capacity(evidence, "feeder_capacity_aktau_alat", "AZE-KAZ")
    feeders = float(np.nan_to_num(boxes)) * parameters.tonnes_per_teu / 1e6
    return (ferries + feeders) * parameters.fleet_factor, ferry_rows + box_rows, ferry_sources + box_sources


def _capacity(evidence: Evidence, series: str, entity: str) -> _Capacity:
    """The capacity stated for the latest period, its row and source; "over" counts, its figure being sure."""
    rows = newest(evidence.series(series, entity, kinds=("capacity",), bounds=True))
    if rows.empty:
        return float("nan"), (), ()
    last = rows.sort_values(["end", "published"]).iloc[-1]
    return float(last["value"]), (str(last["row"]),), (str(last["source"]),)


def stated(evidence: Evidence) -> float | None:
    """Return the capacity of the whole route that was stated last, in Mt a year; None where none was."""
    capacity = _capacity(evidence, "titr_capacity", "TITR")[0]
    return None if np.isnan(capacity) else capacity


def bottleneck(chain: pd.DataFrame, sink: str = SINK) -> Flow:
    """Return the most that can pass from Kazakhstan's railways to an end, and the place that is then full."""
    return largest_flow(chain, SOURCE, sink)


def next_bottlenecks(chain: pd.DataFrame, sink: str = SINK, steps: int = 3) -> pd.DataFrame:
    """Widen the binding place without limit, again and again, and say what binds next.

    Returns
    -------
    DataFrame
        step, flow (Mt a year), binding (names of the places); ends where nothing known binds any more.
    """
    widened = chain.copy()
    rows = []
    for step in range(steps):
        flow = bottleneck(widened, sink)
        if not np.isfinite(flow.value) or not flow.cut:
            break
        rows.append((step + 1, flow.value, flow.cut))
        full = [any(name in cut for cut in flow.cut) for name in widened["name"]]
        widened.loc[full, "capacity"] = np.nan
    return pd.DataFrame(rows, columns=["step", "flow", "binding"])

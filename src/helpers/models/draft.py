"""From the level of the water to the draft of a ship, its cargo, and the cost of a tonne."""

import numpy as np
import numpy.typing as npt
import pandas as pd

FloatArray = npt.NDArray[np.float64]


def immersion(deadweights: pd.DataFrame) -> pd.DataFrame:
    """Return the tonnes that sink a ship by a centimetre, from deadweights at two drafts.

    Parameters
    ----------
    deadweights
        Columns ``ship``, ``draft`` (metres) and ``deadweight`` (tonnes); two or more drafts a ship.

    Returns
    -------
    DataFrame
        ``ship``, ``shallow``, ``deep`` (drafts), ``deadweight`` (at the deeper one) and
        ``tonnes_per_cm``; ships with one draft only are left out.

    Examples
    --------
    >>> rows = [("a", 3.6, 5400.0), ("a", 4.2, 7000.0), ("b", 4.0, 5000.0)]
    >>> immersion(pd.DataFrame(rows, columns=["ship", "draft", "deadweight"]))["tonnes_per_cm"].round(1).tolist()
    [26.7]
    """
    rows = []
    means = deadweights.groupby(["ship", "draft"])["deadweight"].mean().reset_index()
    for ship, drafts in means.groupby("ship"):
        if len(drafts) < 2:
            continue
        shallow, deep = drafts.iloc[0], drafts.iloc[-1]
        tonnes = (deep["deadweight"] - shallow["deadweight"]) / (100 * (deep["draft"] - shallow["draft"]))
        rows.append((ship, shallow["draft"], deep["draft"], deep["deadweight"], tonnes))
    return pd.DataFrame(rows, columns=["ship", "shallow", "deep", "deadweight", "tonnes_per_cm"])


def block_immersion(length: float, beam: float, fullness: float = 0.9) -> float:
    """Return the tonnes per centimetre of a hull from its waterplane, in water of the Caspian's density.

    Parameters
    ----------
    length, beam
        Metres.
    fullness
        Share of the rectangle that the waterplane fills; 0.85 to 0.95 for full river-sea hulls.

    Examples
    --------
    >>> round(block_immersion(150, 17.3), 1)
    23.6
    """
    density = 1.01  # tonnes a cubic metre
    return length * beam * fullness * density / 100


def cargo_change(level_change: float, tonnes_per_cm: float, passed_on: float = 1.0) -> float:
    """Return the change of cargo per voyage in tonnes for a change of level in metres.

    Parameters
    ----------
    passed_on
        Metres of draft lost per metre of level; 1 where nobody dredges, 0 where dredging keeps pace.

    Examples
    --------
    >>> cargo_change(-0.1, 24.0)
    -240.0
    """
    return level_change * 100 * tonnes_per_cm * passed_on


def unit_cost_change(load: float, fixed_share: float = 1.0) -> float:
    """Return by which share a tonne becomes dearer when a ship sails with ``load`` of its full cargo.

    Parameters
    ----------
    load
        Cargo over full cargo, above 0.
    fixed_share
        Share of the cost of a voyage that does not depend on the cargo (crew, fuel, dues, capital).

    Examples
    --------
    >>> unit_cost_change(0.8), round(unit_cost_change(0.8, 0.8), 3)
    (0.25, 0.2)
    """
    if load <= 0:
        raise ValueError(f"expected a load above 0, found {load}")
    return fixed_share * (1 / load - 1)

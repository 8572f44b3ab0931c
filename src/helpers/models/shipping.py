"""How a falling sea, a fleet and a price bound what a way can carry."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST_LOAD = 0.05
"""Load below which a ship would not sail; keeps the cost of a tonne finite."""


def way_gone(years: Floats, start: int, goal: int) -> Floats:
    """Return the share of an even way from a start year to a goal year that each year has gone.

    >>> way_gone(np.array([2025, 2026, 2030, 2031]), 2025, 2030).tolist()
    [0.0, 0.2, 1.0, 1.0]
    """
    return np.clip((years - start) / max(goal - start, 1), 0.0, 1.0)


def load_left(fall: Floats, lost_per_metre: Floats, made_up: Floats) -> Floats:
    """Return the load of a ship as a share of today's, after a further fall of the water.

    Parameters
    ----------
    fall
        Metres, positive for a fall; a rise gives load back.
    lost_per_metre
        Share of the cargo lost per metre of draft.
    made_up
        Share of the fall that dredging makes up.

    Examples
    --------
    >>> load_left(np.array([0.5]), np.array([0.3]), np.array([0.0])).tolist()
    [0.85]
    """
    return np.maximum(1 - fall * (1 - made_up) * lost_per_metre, LEAST_LOAD)


def crossing_price(load: Floats, fixed_share: float, sea_share: float) -> Floats:
    """Return by which share the whole way becomes dearer when ships sail with less.

    The fixed part of a voyage's cost is borne by fewer tonnes (see :mod:`helpers.models.draft`); only the
    crossing becomes dearer, not the railways.

    Examples
    --------
    >>> crossing_price(np.array([0.8]), fixed_share=0.8, sea_share=0.5).round(3).tolist()
    [0.1]
    """
    return np.asarray(sea_share * fixed_share * (1 / load - 1), dtype=np.float64)


def wanted_at(wanted: Floats, price_change: Floats, elasticity: Floats) -> Floats:
    """Return the cargo that is still wanted after a change of price, by a constant elasticity.

    >>> wanted_at(np.array([10.0]), np.array([1.0]), np.array([1.0])).tolist()
    [5.0]
    """
    return np.asarray(wanted * np.maximum(1 + price_change, 0.05) ** -elasticity, dtype=np.float64)


def stopped(uniform: Floats, risk: float, years_ahead: Floats) -> NDArray[np.bool_]:
    """Return whether a flow has stopped by each year, given a chance of it in a year; shape (draws, years).

    >>> stopped(np.array([0.05, 0.5]), 0.1, np.array([1, 2])).tolist()
    [[True, True], [False, False]]
    """
    return np.asarray(uniform[:, None] < 1 - (1 - risk) ** years_ahead)

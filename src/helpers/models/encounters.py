"""Contacts of two leaders joined into trips, and how often they would meet if each came for himself."""

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_Contact = dict[Hashable, Any]

COLUMNS = ["pair", "host", "start", "end", "summits", "occasions", "firm", "what", "source"]
"""Columns of a frame of trips."""
_MOMENTS = {"start": "datetime64[us]", "end": "datetime64[us]"}
_DAY = 24 * 60 * 60 * 1_000_000
"""Microseconds, in which moments are counted."""


def trips(contacts: pd.DataFrame, gap: int) -> pd.DataFrame:
    """Join contacts of a pair in one country into one trip.

    Parameters
    ----------
    contacts
        pair, host, start, end (Timestamps), summit (flag), expected (known from an advance list only), what,
        source.
    gap
        Days that may lie between the end of one contact and the start of the next of the same trip.

    Returns
    -------
    DataFrame
        One row a trip: pair, host, start, end, summits (rows that are summits), occasions (each summit
        apart, else one), firm (not known from an advance list only), what, source (a tuple); by start.

    Examples
    --------
    >>> day = pd.Timestamp("2022-10-13")
    >>> two = pd.DataFrame({"pair": "AZE-KAZ", "host": "KAZ", "start": [day, day + pd.Timedelta(days=1)],
    ...     "end": [day, day + pd.Timedelta(days=1)], "summit": True, "expected": False, "what": ["CICA", "CIS"],
    ...     "source": "a"})
    >>> trips(two, 3)[["summits", "occasions", "what"]].to_numpy().tolist()
    [[2, 2, 'CICA; CIS']]
    """
    open_trips: dict[tuple[str, str], list[_Contact]] = {}
    found: list[list[_Contact]] = []
    # whole numbers compare ten times as fast as Timestamps
    rows = contacts.sort_values(["start", "end", "what"]).astype(_MOMENTS).astype(dict.fromkeys(_MOMENTS, "int64"))
    for row in rows.to_dict("records"):
        place = (str(row["pair"]), str(row["host"]))
        trip = open_trips.get(place)
        if trip is None or row["start"] > max(known["end"] for known in trip) + gap * _DAY:
            trip = []
            found.append(trip)
            open_trips[place] = trip
        trip.append(row)
    joined = pd.DataFrame([_trip(trip) for trip in found], columns=COLUMNS).astype(_MOMENTS)
    return joined.sort_values(["start", "pair"], ignore_index=True)


def _trip(trip: list[_Contact]) -> tuple[object, ...]:
    # an advance list that an event repeats is still an advance list: summits, where there are any, decide
    summits = [row for row in trip if row["summit"]]
    return (
        trip[0]["pair"], trip[0]["host"], min(row["start"] for row in trip), max(row["end"] for row in trip),
        len(summits), max(1, len(summits)), not all(row["expected"] for row in summits or trip),
        "; ".join(dict.fromkeys(str(row["what"]) for row in summits or trip)),
        tuple(dict.fromkeys(row["source"] for row in trip)),
    )  # fmt: skip


def attendance(present: NDArray[np.float64], formats: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return how often each leader comes to summits of each row's format.

    Parameters
    ----------
    present
        Shape (summits, leaders): 1 there, 0 not, NaN unknown.
    formats
        Shape (summits,): which summits are of one kind.

    Returns
    -------
    array of shape (summits, leaders)
        Share of the known summits of the same format; 0 at a summit where it is not known whether the leader
        was there, for what nobody saw cannot be a meeting on either side of the comparison.

    Examples
    --------
    >>> attendance(np.array([[1, 1], [1, np.nan], [0, 1]]), np.array(["CIS", "CIS", "OTS"])).tolist()
    [[1.0, 1.0], [1.0, 0.0], [0.0, 1.0]]
    """
    shares = np.zeros(present.shape)
    for kind in np.unique(formats):
        rows = formats == kind
        known = np.isfinite(present[rows]).sum(axis=0)
        shares[rows] = np.nansum(present[rows], axis=0) / np.maximum(known, 1)
    return np.where(np.isnan(present), 0.0, shares)


def expected_meetings(shares: NDArray[np.float64], clusters: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return on how many trips to summits each two leaders meet if each comes or stays for himself.

    Parameters
    ----------
    shares
        Shape (summits, leaders), from :func:`attendance`.
    clusters
        Shape (summits,): summits of one trip share a name and count once.

    Returns
    -------
    array of shape (leaders, leaders)
        Expected number of trips; the diagonal has no meaning.

    Examples
    --------
    >>> float(expected_meetings(np.array([[1.0, 0.5], [1.0, 0.5]]), np.array(["a", "b"]))[0, 1])
    1.0
    """
    total = np.zeros((shares.shape[1], shares.shape[1]))
    for name in np.unique(clusters):
        rows = shares[clusters == name]
        total += 1 - np.prod(1 - rows[:, :, None] * rows[:, None, :], axis=0)
    return total

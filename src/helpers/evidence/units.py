"""Units convert only within their dimension; a datum, a currency or a scope is a dimension of its own."""

import pandas as pd

from helpers.evidence.errors import EvidenceError, UnknownName
from helpers.meant import meant


def convert(value: float, unit: str, to: str, units: pd.DataFrame) -> float:
    """Convert a value between two units of the vocabulary.

    Parameters
    ----------
    value
        In ``unit``.
    units
        ``evidence.table("units")``: unit, dimension, factor.

    Raises
    ------
    EvidenceError
        If a unit is unknown, or the two are not of one dimension.

    Examples
    --------
    >>> from helpers.evidence import load
    >>> convert(4484, "kt", "Mt", load().table("units"))
    4.484
    """
    known = {str(row.unit): (str(row.dimension), float(str(row.factor))) for row in units.itertuples()}
    for name in (unit, to):
        if name not in known:
            raise UnknownName(f"unknown unit {name!r}: {meant(name, known, 'data/units.csv lists them')}")
    (dimension, factor), (other, divisor) = known[unit], known[to]
    if dimension != other:
        raise EvidenceError(f"{unit!r} ({dimension}) does not convert to {to!r} ({other})")
    return value / (divisor / factor)  # dividing by the inverse ratio keeps powers of ten exact

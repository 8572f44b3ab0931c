"""A parameter that was swept: its values in order, and how they are written and placed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import prod
from typing import Any, Literal

import numpy as np
import pandas as pd

from helpers.locale import day, localized, p_

Kind = Literal["number", "day", "choice"]


@dataclass(frozen=True)
class Axis:
    """One parameter of a grid with its distinct values.

    Attributes
    ----------
    values
        Numbers and days in their order, choices in that of the request with the default first.
    runs_on
        Whether what lies between two values has a meaning, so that a line may join them.
    """

    name: str
    values: tuple[Any, ...]
    kind: Kind
    unit: str = ""
    runs_on: bool = True

    @classmethod
    def of(cls, name: str, values: Iterable[Any], default: Any = None, unit: str = "") -> "Axis":
        """Make an axis of distinct values.

        Examples
        --------
        >>> Axis.of("level", [0.9, 0.5]).values, Axis.of("measure", ["cast", "identical"], "identical").values
        ((0.5, 0.9), ('identical', 'cast'))
        """
        found = list(values)
        kind = _kind(found)
        ordered = sorted(found) if kind != "choice" else sorted(found, key=lambda value: value != default)
        return cls(name, tuple(ordered), kind, unit, kind != "choice" and name != "seed")

    def text(self, code: int) -> str:
        """Write the value at a place of the axis."""
        return value_text(self.values[code])

    def span(self, codes: Iterable[int]) -> str:
        """Write places of the axis: as a range where they lie side by side and have an order."""
        places = sorted(codes)
        whole = places == list(range(places[0], places[-1] + 1))
        if self.kind != "choice" and whole and len(places) > 1:
            return p_("range", "{start} to {end}", start=self.text(places[0]), end=self.text(places[-1]))
        return ", ".join(map(self.text, places))

    @property
    def label(self) -> str:
        """What stands at the axis of a figure."""
        bare = self.unit in ("", "ratio", "count", "date", "flag")
        return self.name if bare else f"{self.name} ({p_('unit', self.unit)})"


def _kind(values: list[Any]) -> Kind:
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        return "number"
    return "day" if all(isinstance(value, date) for value in values) else "choice"


def is_dense(frame: pd.DataFrame, axes: Sequence[Axis]) -> bool:
    """Whether there is a run for at least half of the combinations of values; the rest are gaps."""
    return len(frame) * 2 >= prod(len(axis.values) for axis in axes)


def acting_axes(frame: pd.DataFrame, columns: Sequence[str], axes: Sequence[Axis]) -> list[Axis]:
    """Return the parameters that change what some columns say while the others stay; all where too few runs tell.

    Parameters
    ----------
    frame
        A row a run, with the places of its values on the axes.
    """
    if len(axes) < 2 or not is_dense(frame, axes):
        return list(axes)
    said = frame[list(columns)].fillna(np.inf).apply(tuple, axis=1)

    def acts(axis: Axis) -> bool:
        others = [frame[other.name] for other in axes if other is not axis]
        return int(said.groupby(others).nunique().max()) > 1

    return [axis for axis in axes if acts(axis)] or list(axes)


def value_text(value: Any) -> str:
    """Write the value of a parameter.

    >>> [value_text(value) for value in (2.0, 0.05, -1, 2030, True, None, "cast", date(2025, 1, 31))]
    ['2', '0.05', '−1', '2030', 'true', 'none', 'cast', '2025-01-31']
    """
    if value is None or isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return localized(f"{value:.12g}")
    return day(value, "short") if isinstance(value, date) else str(value)

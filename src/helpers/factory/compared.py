"""The results of a sweep as frames: tidy for whoever reads on, placed on the grid for the page."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from helpers.factory.gathered import Result
from helpers.factory.grid import Grid
from helpers.parameters import declared
from helpers.present.swept import Axis

COLUMNS = ("kind", "name", "label", "value", "low", "high", "unit", "text", "verdict")
"""Columns of the tidy frame after the run and the parameters of the grid."""


def tidy(grid: Grid, results: Sequence[Result]) -> pd.DataFrame:
    """Return one row a run and headline number or verdict.

    Parameters
    ----------
    results
        One a point of the grid, in its order.

    Returns
    -------
    DataFrame
        The number of the run, each parameter of the grid, and :data:`COLUMNS`; ``kind`` is headline or verdict, and
        ``text`` of a verdict its reason.
    """
    rows: list[dict[str, Any]] = []
    for number, (point, result) in enumerate(zip(grid.points, results, strict=True), start=1):
        values = point.model_dump(mode="json")
        start = {"run": number, **{name: values[name] for name in grid.names}}
        rows += [{**start, "kind": "headline", **item} for item in result.headlines]
        rows += [
            {**start, "kind": "verdict", "name": item["id"], "label": item["statement"], "text": item["reason"],
             "verdict": item["verdict"]}
            for item in result.verdicts
        ]  # fmt: skip
    return pd.DataFrame(rows, columns=["run", *grid.names, *COLUMNS])


def axes_of(grid: Grid) -> list[Axis]:
    """Return the parameters that vary on a grid."""
    found = []
    for name in grid.names:
        field, values = grid.notebook.model.model_fields[name], grid.values(name)
        if len(values) > 1:
            found.append(Axis.of(name, values, field.default, declared(field, "unit")))
    return found


def placed(grid: Grid, frame: pd.DataFrame, axes: Sequence[Axis], kind: str) -> pd.DataFrame:
    """Return the rows of one kind of a tidy frame, each parameter that varies as the place of its value on the axis."""
    rows = frame[frame["kind"] == kind].drop(columns=[*grid.names, "kind"])
    codes = {axis.name: [axis.values.index(getattr(point, axis.name)) for point in grid.points] for axis in axes}
    return rows.join(pd.DataFrame(codes, index=range(1, len(grid.points) + 1)), on="run")

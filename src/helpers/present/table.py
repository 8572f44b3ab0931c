"""A table with everything a reader needs to trust it, and its data as CSV."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from pandas.api.types import (
    is_bool_dtype,
    is_datetime64_any_dtype,
    is_float_dtype,
    is_integer_dtype,
    is_numeric_dtype,
)

from helpers.locale import heads, p_
from helpers.present.blocks import Block, block
from helpers.present.spreadsheet import rows_csv
from helpers.present.wording import cell_text
from helpers.present.words import common_digits, slug

HEADS = heads("year", "value", "unit", "period", "source")
"""Column names that tables of many themes share."""

Format = str | Callable[[Any], str]
"""A format spec such as ``",.1f"``, or a function of the value."""


@dataclass(frozen=True, eq=False)
class Table:
    """A frame, what it finds, how its columns are written.

    Parameters
    ----------
    frame
        Raw values; the download has all of them, unformatted. An index that has a name is shown.
    title
        The finding or the content as a sentence.
    formats
        How a column is written; without one a number has three significant figures, a date is ISO,
        a missing value is a dash, and an integer column called ``year`` is not grouped.
    labels
        Header of a column; without one, its name with spaces for underscores, translated if it is among the
        :func:`helpers.locale.heads` of some module.
    sources
        A frame with a column ``source``, or ids of sources.
    note
        Definitions and reservations, Markdown.
    name
        Name of the downloaded file; None makes it of the title.

    Raises
    ------
    ValueError
        If the title is empty, or formats or labels name a column that is not there.
    TypeError
        If the frame is something else.
    """

    frame: pd.DataFrame
    title: str
    formats: Mapping[str, Format] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    sources: pd.DataFrame | Iterable[str] | None = None
    note: str = ""
    name: str | None = None

    def __post_init__(self) -> None:
        required("frame", self.frame, pd.DataFrame)
        if not self.title.strip():
            raise ValueError("a table needs 'title': say in words what it finds")
        unknown = {*self.formats, *self.labels} - set(self.shown.columns)
        if unknown:
            have = ", ".join(map(str, self.shown.columns))
            raise ValueError(f"formats or labels name {sorted(unknown)}, columns of the table are: {have}")

    @property
    def shown(self) -> pd.DataFrame:
        """The frame with a named index turned into columns."""
        return self.frame.reset_index() if any(self.frame.index.names) else self.frame

    def block(self, cited: list[dict[str, str]]) -> Block:
        """Write the cells and make the block."""
        frame = self.shown
        cells = [self._cells(frame, place) for place in range(frame.shape[1])]
        return block(
            "table",
            title=self.title,
            columns=[self._head(frame, place) for place in range(frame.shape[1])],
            rows=[list(row) for row in zip(*cells, strict=True)],
            note=self.note,
            sources=cited,
            csv=csv_text(frame),
            name=self.name or slug(self.title),
        )

    def _head(self, frame: pd.DataFrame, place: int) -> dict[str, str]:
        name, column = frame.columns[place], frame.iloc[:, place]
        numeric = is_numeric_dtype(column) and not is_bool_dtype(column)
        label = str(self.labels.get(name, "")) or p_("column", str(name).replace("_", " "))
        return {"label": label, "align": "right" if numeric else "left"}

    def _cells(self, frame: pd.DataFrame, place: int) -> list[str]:
        name, column = frame.columns[place], frame.iloc[:, place]
        spec = self.formats.get(name)
        if spec is None and is_integer_dtype(column) and str(name).lower().endswith("year"):
            spec = "d"
        if spec is None and is_float_dtype(column):
            spec = _spec_of(column)
        return [cell_text(value, spec) for value in column]


def _spec_of(column: pd.Series) -> str:
    """One format for a whole column, so that its points stand under each other."""
    return f"z,.{common_digits(column.dropna().tolist())}f"


def required(name: str, value: Any, kind: type) -> None:
    """Refuse a value that is of another kind, in words that say where it stands.

    >>> required("frame", [1, 2], pd.DataFrame)
    Traceback (most recent call last):
    TypeError: frame is of type list, expected a DataFrame
    """
    if not isinstance(value, kind):
        raise TypeError(f"{name} is of type {type(value).__name__}, expected a {kind.__name__}")


def csv_text(frame: pd.DataFrame) -> str:
    r"""Write a frame as CSV in which no text can act as a formula of a spreadsheet.

    Examples
    --------
    >>> csv_text(pd.DataFrame({"name": ["=1+1", "Baku"], "value": [-1.5, 2.0]}))
    "name,value\n'=1+1,-1.5\nBaku,2.0\n"
    """
    shown = frame.reset_index() if any(frame.index.names) else frame
    return rows_csv(shown.columns, zip(*(_raw(column) for _, column in shown.items()), strict=True))


def _raw(column: pd.Series) -> list[Any]:
    """The values as a download has them, None where one is missing; dates without a time where no cell has one."""
    dates, missing = is_datetime64_any_dtype(column), column.isna().to_numpy()
    values = (column.astype("str") if dates else column).tolist()
    return [None if lost else value for value, lost in zip(values, missing, strict=True)] if missing.any() else values

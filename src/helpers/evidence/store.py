"""The evidence as of a day: what was public by then, and how to ask it."""

import difflib
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.evidence import cited
from helpers.evidence.errors import EvidenceError

MEASURED = ("actual", "estimate")
_LIMITS = ("lower", "upper")
_NOWHERE = np.array([], dtype=np.intp)


@dataclass(frozen=True, eq=False)  # its frames do not compare; it is told by identity
class Evidence:
    """Everything published by one day. Made by :func:`helpers.evidence.load`.

    Attributes
    ----------
    as_of
        The day; of evidence without a day, the newest publication date in it.
    observations
        One row a figure: row (id), theme, series, entity, period, start, end, value, unit, kind, bound,
        source, published, note. ``start`` and ``end`` are both inclusive.
    tables
        The other tables by name, filtered likewise.
    vocabulary
        All series names that exist, visible or not; None accepts every name.
    """

    as_of: date
    observations: pd.DataFrame
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    vocabulary: frozenset[str] | None = None

    def series(
        self,
        name: str | Sequence[str],
        entity: str | None = None,
        *,
        period: str | None = None,
        kinds: Sequence[str] | None = MEASURED,
        bounds: bool = False,
    ) -> pd.DataFrame:
        """Return the rows of one or several series, oldest period first.

        Parameters
        ----------
        name
            Series, or several.
        entity, period
            Only these; None takes all.
        kinds
            Only statements of these kinds: measurements by default; None takes plans and forecasts too.
        bounds
            Whether to keep rows that only say "more than" or "up to". They are no measurements.

        Returns
        -------
        DataFrame
            Columns of ``observations``; empty where nothing was public by the day.

        Raises
        ------
        EvidenceError
            If there is no series of that name on any day.

        Examples
        --------
        >>> from helpers.evidence import load
        >>> rows = load().series("az_kz_trade_turnover_azrep", period="2025-01/2025-08")
        >>> sorted(set(rows["value"]))
        [547.6, 548.0]
        """
        names = (name,) if isinstance(name, str) else tuple(name)
        asked = (names, entity, period, kinds if kinds is None else tuple(kinds), bounds)
        if asked not in self._answers:
            self._answers[asked] = self._found(*asked)
        return self._answers[asked].copy(deep=False)

    @cached_property
    def _answers(self) -> dict[Hashable, pd.DataFrame]:
        return {}

    def _found(
        self, names: tuple[str, ...], entity: str | None, period: str | None, kinds: tuple[str, ...] | None,
        bounds: bool,
    ) -> pd.DataFrame:  # fmt: skip
        self._known(names)
        places = np.sort(np.concatenate([self._places.get(known, _NOWHERE) for known in names]))
        for column, wanted in (("entity", entity), ("period", period), ("kind", kinds)):
            if wanted is not None:
                places = places[np.isin(self._columns[column][places], wanted)]
        if not bounds:
            places = places[~np.isin(self._columns["bound"][places], _LIMITS)]
        return self._ordered.take(places).reset_index(drop=True)

    @cached_property
    def _columns(self) -> dict[str, NDArray[np.str_]]:
        return {name: self._ordered[name].to_numpy(dtype=np.str_) for name in ("entity", "period", "kind", "bound")}

    @cached_property
    def _ordered(self) -> pd.DataFrame:
        return self.observations.sort_values(["start", "end", "published", "row"], ignore_index=True)

    @cached_property
    def _places(self) -> dict[str, NDArray[np.intp]]:
        """Where in the ordered observations each series stands: rules ask for hundreds of them."""
        groups = self._ordered.groupby("series", sort=False).indices
        return {str(name): np.asarray(places, dtype=np.intp) for name, places in groups.items()}

    def _known(self, names: Iterable[str]) -> None:
        for name in names:
            if self.vocabulary is not None and name not in self.vocabulary:
                close = difflib.get_close_matches(name, self.vocabulary, n=3, cutoff=0.5)
                hint = f"did you mean {', '.join(close)}?" if close else "data/README.md lists the series."
                raise EvidenceError(f"unknown series {name!r}: {hint}")

    def theme(self, name: str) -> pd.DataFrame:
        """Return the measurements of a theme, of all its series, oldest period first.

        Parameters
        ----------
        name
            The theme as ``data/datapackage.json`` gives it to a table of observations.

        Returns
        -------
        DataFrame
            As :meth:`series` returns them: without bounds, plans and forecasts; empty where nothing was public.

        Examples
        --------
        >>> from helpers.evidence import load
        >>> set(load().theme("trade")["theme"])
        {'trade'}
        """
        rows = self._ordered[self._ordered["theme"] == name]
        return rows[rows["kind"].isin(MEASURED) & ~rows["bound"].isin(_LIMITS)].reset_index(drop=True)

    def table(self, name: str) -> pd.DataFrame:
        """Return a table other than the observations, as of the day.

        Raises
        ------
        EvidenceError
            If the data package has no such table.
        """
        if name not in self.tables:
            raise EvidenceError(f"unknown table {name!r}: expected one of {', '.join(sorted(self.tables))}")
        return self.tables[name].copy()

    def rows(self, ids: Iterable[str]) -> pd.DataFrame:
        """Return observations by their ids (column ``row``), in the order asked for.

        Raises
        ------
        KeyError
            If an id is not among the observations of the day.
        """
        return self._by_row.loc[list(ids)].reset_index(drop=True)

    @cached_property
    def _by_row(self) -> pd.DataFrame:
        return self.observations.set_index("row", drop=False)

    def citations(self, rows: pd.DataFrame | Iterable[str]) -> list[cited.Citation]:
        """Return the sources of rows, or of source ids, each once."""
        return cited.citations(self.tables["sources"], rows)

    def independent(self, ids: Iterable[str]) -> int:
        """Count the independent sources behind observations; copies of one press line are one."""
        return cited.independent(self.rows(ids))

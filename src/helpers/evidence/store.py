"""The evidence as of a day: what was public by then, and how to ask it."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.evidence import cited, periods
from helpers.evidence.errors import UnknownName
from helpers.meant import meant

MEASURED = ("actual", "estimate")
KINDS = (*MEASURED, "plan", "forecast", "capacity")
LIMITS = ("lower", "upper")
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
    hidden
        Series and tables of the package that this notebook does not see.
    streams
        The live source that continues a source collected by hand.
    """

    as_of: date
    observations: pd.DataFrame
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    vocabulary: frozenset[str] | None = None
    hidden: frozenset[str] = frozenset()
    streams: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Say how much it is: its frames are asked for by name."""
        rows = self.observations
        return f"Evidence(as of {self.as_of}: {len(rows):,} observations of {rows['series'].nunique():,} series)"

    def series(
        self,
        name: str | Sequence[str],
        entity: str | None = None,
        *,
        period: str | None = None,
        kinds: str | Sequence[str] | None = MEASURED,
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
            Only statements of these kinds (:data:`KINDS`): measurements by default; None takes plans and forecasts
            too.
        bounds
            Whether to keep rows that only say "more than" or "up to". They are no measurements.

        Returns
        -------
        DataFrame
            Columns of ``observations``; empty where nothing was public by the day.

        Raises
        ------
        UnknownName
            If there is no series of that name on any day, no such entity in the collection, or no such kind.
        ValueError
            If the period is not written as one.

        Examples
        --------
        >>> from helpers.evidence import load
        >>> rows = load().series("az_kz_trade_turnover_azrep", period="2025-01/2025-08")
        >>> sorted(set(rows["value"]))
        [547.6, 548.0]
        """
        names, wanted = _several(name), None if kinds is None else _several(kinds)
        asked = (names, entity, period, wanted, bounds)
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
        self._check(names, entity, kinds or ())
        if period:  # an empty one, of a caller who found none, finds nothing
            periods.parse(period)
        places = np.sort(np.concatenate([self._places.get(known, _NOWHERE) for known in names]))
        for column, one in (("entity", entity), ("period", period)):
            if one is not None:
                places = places[self._columns[column][places] == one]
        if kinds is not None:
            places = places[[kind in kinds for kind in self._columns["kind"][places]]]
        if not bounds:
            places = places[[bound not in LIMITS for bound in self._columns["bound"][places]]]
        return self._ordered.take(places).reset_index(drop=True)

    @cached_property
    def _columns(self) -> dict[str, NDArray[np.object_]]:
        return {name: self._ordered[name].to_numpy(dtype=object) for name in ("entity", "period", "kind", "bound")}

    @cached_property
    def _ordered(self) -> pd.DataFrame:
        return self.observations.sort_values(["start", "end", "published", "row"], ignore_index=True)

    @cached_property
    def _places(self) -> dict[str, NDArray[np.intp]]:
        """Where in the ordered observations each series stands: rules ask for hundreds of them."""
        groups = self._ordered.groupby("series", sort=False).indices
        return {str(name): np.asarray(places, dtype=np.intp) for name, places in groups.items()}

    def _check(self, names: tuple[str, ...], entity: str | None, kinds: Iterable[str]) -> None:
        """Refuse names that could never find anything: an empty frame would be read as silence of the evidence."""
        if unknown := [kind for kind in kinds if kind not in KINDS]:
            raise UnknownName(f"unknown kind {unknown[0]!r}: {meant(unknown[0], KINDS)}")
        if self.vocabulary is None:
            return
        if unknown := [name for name in names if name not in self.vocabulary]:
            raise self._unknown("series", unknown[0], self.vocabulary, "data/README.md lists the series")
        if entity is not None and entity not in self._entities:
            own = self.observations.loc[self.observations["series"].isin(names), "entity"]
            raise UnknownName(f"unknown entity {entity!r}: {meant(entity, sorted(set(own)) or self._entities)}")

    @cached_property
    def _entities(self) -> frozenset[str]:
        return frozenset(self.tables["entities"]["entity"])

    def _unknown(self, what: str, name: str, known: Iterable[str], otherwise: str = "") -> UnknownName:
        if name in self.hidden:
            return UnknownName(
                f"{what} {name!r} is not seen here: load(as_of) without sees has it; for a report, add its table to "
                "sees of the notebook's parameters"
            )
        return UnknownName(f"unknown {what} {name!r}: {meant(name, known, otherwise)}")

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
        return rows[rows["kind"].isin(MEASURED) & ~rows["bound"].isin(LIMITS)].reset_index(drop=True)

    def table(self, name: str) -> pd.DataFrame:
        """Return a table other than the observations, as of the day.

        Raises
        ------
        UnknownName
            If the data package has no such table.

        Examples
        --------
        >>> from helpers.evidence import load
        >>> load().table("units").columns.tolist()
        ['unit', 'dimension', 'factor', 'meaning']
        """
        if name not in self.tables:
            raise self._unknown("table", name, sorted(self.tables))
        return self.tables[name].copy()

    def rows(self, ids: Iterable[str]) -> pd.DataFrame:
        """Return observations by their ids (column ``row``), in the order asked for.

        Raises
        ------
        UnknownName
            If an id is not among the observations of the day.

        Examples
        --------
        >>> from helpers.evidence import load
        >>> evidence = load()
        >>> first = evidence.series("titr_cargo")["row"][0]
        >>> evidence.rows([first])["series"].tolist()
        ['titr_cargo']
        """
        asked = list(ids)
        if lost := [one for one in asked if one not in self._place_of]:
            raise UnknownName(
                f"no row {lost[0]!r} in the evidence as of {self.as_of}: expected ids of its observations (column row)"
            )
        return self.observations.take([self._place_of[one] for one in asked]).reset_index(drop=True)

    @cached_property
    def _place_of(self) -> dict[str, int]:
        return {row: place for place, row in enumerate(self.observations["row"])}

    def citations(self, rows: pd.DataFrame | Iterable[str]) -> list[cited.Citation]:
        """Return the sources of rows, or of source ids, each once, sorted by publisher and date.

        Raises
        ------
        UnknownName
            If the day knows no source of an id.

        Examples
        --------
        >>> from helpers.evidence import load
        >>> evidence = load()
        >>> cited = evidence.citations(evidence.series("az_kz_trade_turnover_azrep", period="2024"))
        >>> [(one.publisher, one.published) for one in cited][:1]
        [('AZERTAC', '2025-10-14')]
        """
        return cited.citations(self._sources, rows)

    @cached_property
    def _sources(self) -> cited.Known:
        return cited.known_sources(self.tables["sources"])

    def independent(self, ids: Iterable[str]) -> int:
        """Count the independent sources behind observations; copies of one press line are one.

        Examples
        --------
        >>> from helpers.evidence import load
        >>> evidence = load()
        >>> rows = evidence.series("az_kz_trade_turnover_azrep", period="2025-01/2025-06")
        >>> len(rows), evidence.independent(rows["row"])
        (2, 1)
        """
        return cited.independent(self.rows(ids), self.streams)


def _several(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)

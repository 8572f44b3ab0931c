"""The declared live sources: ``data/feeds.toml``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Scalar = str | int | float | bool


def _by_itself(entities: object) -> object:
    """A list of entities means that the source calls them as the collection does."""
    return {name: name for name in entities} if isinstance(entities, list) else entities


Entities = Annotated[dict[str, str], BeforeValidator(_by_itself)]


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Wanted(_Declared):
    """One series that a feed brings: ``[[feed.NAME.series]]``.

    Attributes
    ----------
    series, unit, kind, note
        As in ``data/observations``.
    code
        What the source calls it: an indicator, or the column that holds its values.
    entity
        The one entity it is about; empty where ``entities`` says it.
    entities
        The entity of the collection behind each code of the source; empty takes those of the feed.
    factor, decimals
        A value of the source times the factor is one in ``unit``, rounded to so many decimals (None: not).
    jump
        Largest plausible ratio of two neighbouring values, either way; None sets no limit.
    step
        The same as a difference in ``unit``, for what may be negative or cross zero.
    query
        What else the adapter asks the source for this series; for a table, the values that its columns must have.
    """

    series: str
    unit: str
    kind: Literal["actual", "estimate", "plan", "forecast", "capacity"] = "actual"
    code: str = ""
    entity: str = ""
    entities: Entities = Field(default_factory=dict)
    factor: float = 1.0
    decimals: int | None = None
    jump: float | None = None
    step: float | None = None
    note: str = ""
    query: dict[str, Scalar] = Field(default_factory=dict)


class Layout(_Declared):
    """How a table at an address is written: ``[feed.NAME.table]``, for the adapter ``table`` alone.

    Attributes
    ----------
    format, delimiter
        CSV or JSON; what stands between the cells of CSV.
    path
        Keys to the list of records in JSON, joined by dots; empty where it is the whole.
    period, period_format
        The column of the period and how it is written there (``strptime``).
    period_is
        Whether a period is a day, a month or a year.
    entity
        The column of the source's code of the entity; empty where each series names its one.
    decimal, thousands, missing
        The signs in numbers, and the cells that stand for no value.
    """

    format: Literal["csv", "json"] = "csv"
    delimiter: str = ","
    path: str = ""
    period: str = "period"
    period_format: str = "%Y"
    period_is: Literal["day", "month", "year"] = "year"
    entity: str = ""
    decimal: str = "."
    thousands: str = ""
    missing: tuple[str, ...] = ("",)


class Feed(_Declared):
    """One declared live source: ``[feed.NAME]``.

    Attributes
    ----------
    adapter
        Which of :data:`helpers.refresh.adapters.ADAPTERS` reads it.
    address, query
        Where it is asked, and with what parameters of the address.
    hosts
        Hosts beside that of the address that may be asked or redirected to.
    publisher, title, page, licence, language
        As in ``data/sources.csv``; ``page`` is the address for readers.
    token
        Name of the environment variable with the token; empty where none is needed.
    pause
        Seconds between two requests.
    entities
        The entity of the collection behind each code of the source; a list where both are the same.
    continues
        Ids of sources collected by hand of which this feed is a later vintage.
    """

    name: str
    adapter: str
    address: str
    query: dict[str, Scalar] = Field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    publisher: str
    title: str
    page: str
    licence: str = ""
    language: str = "en"
    token: str = ""
    pause: float = 1.0
    entities: Entities = Field(default_factory=dict)
    continues: tuple[str, ...] = ()
    table: Layout = Layout()
    series: tuple[Wanted, ...]


def feeds(folder: Path | None = None) -> Mapping[str, Feed]:
    """Return the feeds that a data package declares, by name.

    Parameters
    ----------
    folder
        Folder of the data package; None takes ``data/`` of the collection. Without ``feeds.toml`` there are none.

    Raises
    ------
    EvidenceError
        With every fault of the file.
    """
    raise NotImplementedError

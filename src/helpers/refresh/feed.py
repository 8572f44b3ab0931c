"""What is declared of a live source: one ``[feed.NAME]`` of ``data/feeds.toml``."""

from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""This machine: the only place that may be asked without TLS, for tests."""

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
    since
        Periods that begin earlier are not taken; empty takes all.
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
    factor: float = Field(1.0, gt=0, allow_inf_nan=False)
    decimals: int | None = Field(None, ge=0)
    since: str = Field("", pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")
    jump: float | None = Field(None, gt=1)
    step: float | None = Field(None, gt=0)
    note: str = ""
    query: dict[str, Scalar] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _limited(self) -> Self:
        if (self.jump is None) == (self.step is None):
            raise ValueError(
                "expected either jump (a ratio) or step (a difference in the unit), so that slips are seen"
            )
        return self

    def scaled(self, value: float) -> float:
        """Return a value of the source in ``unit``.

        Examples
        --------
        >>> gdp = Wanted(series="gdp_current_usd", unit="USD million", factor=1e-6, decimals=1, jump=2.0)
        >>> gdp.scaled(78721058823.5)
        78721.1
        """
        scaled = value * self.factor
        return scaled if self.decimals is None else round(scaled, self.decimals)


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
        What period the day, month or year that is written there stands for.
    entity
        The column of the source's code of the entity; empty where each series names its one.
    decimal, thousands, missing
        The signs in numbers, and the cells that stand for no value.
    token_as
        Parameter of the address that carries the token; empty sends it in the header ``Authorization: Bearer``.
    """

    format: Literal["csv", "json"] = "csv"
    delimiter: str = Field(",", min_length=1, max_length=1)
    path: str = ""
    period: str = "period"
    period_format: str = Field("%Y", pattern="%")
    period_is: Literal["day", "month", "quarter", "year to date", "year"] = "year"
    entity: str = ""
    decimal: Literal[".", ","] = "."
    thousands: str = ""
    missing: tuple[str, ...] = ("",)
    token_as: str = ""

    @model_validator(mode="after")
    def _readable(self) -> Self:
        if self.thousands == self.decimal:
            raise ValueError(f"expected another sign between thousands than before decimals, {self.decimal!r}")
        return self


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
    pause, timeout, attempts
        Seconds between two requests, seconds for a whole answer, and how often a source that fails is asked.
    entities
        The entity of the collection behind each code of the source; a list where both are the same.
    continues
        Ids of sources collected by hand of which this feed is a later vintage.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    adapter: Literal["table", "worldbank", "comtrade", "dahiti"]
    address: str
    query: dict[str, Scalar] = Field(default_factory=dict)
    hosts: tuple[Annotated[str, Field(pattern=r"^[a-z0-9.-]+$")], ...] = ()
    publisher: str = Field(min_length=1)
    title: str = Field(min_length=1)
    page: str = Field(pattern=r"^https://\S+$")
    licence: str = ""
    language: str = Field("en", pattern=r"^[a-z]{2}$")
    token: str = Field("", pattern=r"^[A-Z][A-Z0-9_]*$|^$")
    pause: float = Field(1.0, ge=0, le=60)
    timeout: float = Field(180, gt=0, le=3600)
    attempts: int = Field(4, ge=1, le=10)
    entities: Entities = Field(default_factory=dict)
    continues: tuple[str, ...] = ()
    table: Layout = Layout()
    series: tuple[Wanted, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _addressed(self) -> Self:
        parts = urlsplit(self.address)
        if not parts.hostname:
            raise ValueError(f"address {self.address!r} has no host: expected https://host/path")
        if parts.username is not None:
            raise ValueError("address has a user or password: expected a token in the environment")
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise ValueError(f"address {self.address!r} is asked without TLS: expected https")
        return self

    @property
    def allowed(self) -> frozenset[str]:
        """All hosts that may be asked."""
        return frozenset({urlsplit(self.address).hostname or "", *self.hosts})

    def wanted(self, series: str, entity: str) -> Wanted:
        """Return what is declared of a series, of this entity where several are.

        Raises
        ------
        KeyError
            If the feed does not bring that series.
        """
        own = [wanted for wanted in self.series if wanted.series == series]
        if not own:
            raise KeyError(series)
        return next((one for one in own if entity in (one.entity, *one.entities.values())), own[0])

    def entity(self, wanted: Wanted, code: str) -> str:
        """Return the entity of the collection behind a code of the source; empty for one that is not wanted."""
        return wanted.entity or (wanted.entities or self.entities).get(code, "")

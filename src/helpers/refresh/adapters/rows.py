"""Observations of what the official interfaces answer: records read strictly, values scaled, entities as ours."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

import pandas as pd
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from helpers.refresh.client import FetchError, Reply
from helpers.refresh.feed import Feed, Wanted
from helpers.refresh.fetched import COLUMNS, Fetched

Observation = dict[str, Any]


class Record(BaseModel):
    """A record of a reply: the fields that count are read strictly, others are passed over."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore", allow_inf_nan=False)


AnyRecord = TypeVar("AnyRecord", bound=Record)


def parsed(reply: Reply) -> Any:
    """Return what a reply in JSON says.

    Raises
    ------
    FetchError
        If it is none.
    """
    if not reply.content:
        raise FetchError("the answer is empty: expected JSON")
    try:
        return json.loads(reply.text())
    except ValueError:
        raise FetchError(f"answered with {reply.media_type or 'no media type'}: expected JSON") from None


def records(model: type[AnyRecord], found: Iterable[Any]) -> list[AnyRecord]:
    """Read the records of a reply.

    Raises
    ------
    FetchError
        With the first one that is not as the source documents it.

    Examples
    --------
    >>> class Level(Record):
    ...     height: float
    >>> records(Level, [{"height": -28.5, "error": 0.01}])
    [Level(height=-28.5)]
    >>> records(Level, [{"height": -28.5}, {"wse": -28.6}])
    Traceback (most recent call last):
    helpers.refresh.errors.FetchError: record 2, height: Field required, found {'wse': -28.6}
    """
    try:
        return TypeAdapter(list[model]).validate_python(list(found))  # type: ignore[valid-type]
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place, *field = first["loc"] or (0,)
        named = f"record {int(place) + 1}{''.join(f', {part}' for part in field)}"
        raise FetchError(f"{named}: {first['msg']}, found {first['input']!r:.80}") from None


def observation(
    wanted: Wanted, period: str, value: float, *, entity: str = "", kind: str = "", note: str = ""
) -> Observation:
    """Return one observation as the feed declares its series.

    Examples
    --------
    >>> gdp = Wanted(series="gdp_current_usd", unit="USD million", factor=1e-6, decimals=1, jump=2.0)
    >>> observation(gdp, "2000", 5_272_617_010.5, entity="AZE")["value"]
    5272.6
    """
    return {
        "series": wanted.series,
        "entity": wanted.entity or entity,
        "period": period,
        "value": wanted.scaled(value),
        "unit": wanted.unit,
        "kind": kind or wanted.kind,
        "bound": "",
        "note": "; ".join(filter(None, [note, wanted.note])),
    }


def fetched(observations: Iterable[Observation], published: date | None = None) -> Fetched:
    """Return observations as what an adapter fetched."""
    return Fetched(pd.DataFrame(list(observations), columns=list(COLUMNS)), published)


def whole(asked: Wanted | Feed, name: str, default: int | None = None) -> int:
    """Return a whole number that a feed or one of its series declares for its adapter.

    Raises
    ------
    FetchError
        If it is something else, or missing where there is no default.
    """
    value = asked.query.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise FetchError(f"{_place(asked)}: query.{name} in feeds.toml is {value!r}: expected a whole number")
    return value


def _place(asked: Wanted | Feed) -> str:
    return asked.name if isinstance(asked, Feed) else asked.series

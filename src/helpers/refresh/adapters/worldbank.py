"""World Bank: indicators by country and year, through ``wbgapi``.

It is asked in the form of the Indicators API, ``country/AZE;KAZ/indicator/NY.GDP.MKTP.CD``: unlike the one of
``wbgapi.data`` it says whether a value is an estimate, and it needs one request instead of eight. The day of the
last update stands in the head of each page of a reply, which ``wbgapi`` reads over; it is taken from the page kept.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Final

from pydantic import Field

from helpers.refresh.adapters.official import world_bank
from helpers.refresh.adapters.rows import Observation, Record, fetched, observation, parsed, records
from helpers.refresh.client import Client, FetchError, Reply
from helpers.refresh.feed import Feed, Wanted
from helpers.refresh.fetched import Fetched

DATABASE: Final = 2
"""World Development Indicators."""
EARLIEST: Final = 1960
KINDS: Final = {"": "", "A": "", "B": "", "P": "estimate", "E": "estimate", "F": "forecast"}
"""What a status of SDMX makes of a value: empty leaves the kind that the feed declares."""


Year = Annotated[str, Field(pattern=r"^\d{4}$")]


class _Coded(Record):
    id: str


class _Value(Record):
    indicator: _Coded
    countryiso3code: str
    date: Year
    value: float | None
    obs_status: str = ""


class _Head(Record):
    """What each page says of the whole."""

    total: int
    lastupdated: date


def fetch(feed: Feed, client: Client) -> Fetched:
    """Ask for the indicators of a feed.

    Parameters
    ----------
    feed
        ``code`` of a series is its indicator, ``entities`` are ISO 3166 alpha-3.

    Raises
    ------
    FetchError
        If there is no usable answer.
    """
    found: list[Observation] = []
    updated: set[date] = set()
    for wanted in feed.series:
        before = len(client.replies)
        values = _asked(feed, wanted, client)
        heads = [_head(reply) for reply in client.replies[before:]]
        _check_whole(wanted, values, heads)
        updated |= {head.lastupdated for head in heads}
        found += _observations(feed, wanted, values)
    if len(updated) > 1:
        raise FetchError(f"was updated while it was read: {', '.join(map(str, sorted(updated)))}")
    return fetched(found, *updated)


def _asked(feed: Feed, wanted: Wanted, client: Client) -> list[_Value]:
    states = wanted.entities or feed.entities
    place = f"country/{';'.join(states)}/indicator/{wanted.code}"
    params = {"source": DATABASE, "date": f"{wanted.since[:4] or EARLIEST}:{date.today().year}"}
    with world_bank(client) as wbgapi:
        try:
            rows = list(wbgapi.fetch(place, params))
        except TypeError:
            if _page(client.replies[-1])[1:] == [None]:
                raise FetchError(f"{wanted.code}: no values at all for {', '.join(states)}") from None
            raise
    return records(_Value, rows)


def _page(reply: Reply) -> list[Any]:
    """The head and the values of a page."""
    page = parsed(reply)
    return page if isinstance(page, list) else [page]


def _head(reply: Reply) -> _Head:
    head = _page(reply)[0]
    return records(_Head, [{**head, "lastupdated": _day(head.get("lastupdated"))}])[0]


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def _check_whole(wanted: Wanted, values: Sequence[_Value], heads: Sequence[_Head]) -> None:
    if len(values) != heads[-1].total:
        raise FetchError(f"{wanted.code}: {len(values)} values: expected {heads[-1].total}, as the reply says")
    if other := {value.indicator.id for value in values} - {wanted.code}:
        raise FetchError(f"answered with {', '.join(sorted(other))}: expected {wanted.code}")


def _observations(feed: Feed, wanted: Wanted, values: Sequence[_Value]) -> Iterator[Observation]:
    for value in values:
        if not (entity := feed.entity(wanted, value.countryiso3code)):
            raise FetchError(f"{wanted.code}: answered about {value.countryiso3code!r}, which was not asked for")
        if value.obs_status not in KINDS:
            expected = ", ".join(filter(None, KINDS))
            raise FetchError(f"{wanted.code}: obs_status {value.obs_status!r} is unknown: expected one of {expected}")
        if value.value is not None:  # a year that is not counted yet
            yield observation(
                wanted,
                value.date,
                value.value,
                entity=entity,
                kind=KINDS[value.obs_status],
                note="break in the series" if value.obs_status == "B" else "",
            )

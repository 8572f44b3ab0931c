"""DAHITI: heights of a lake from satellites, every ten days or so, made into means of months and years.

The answer is read in both forms that the service gives: ``date`` and ``height`` as version 2 of its interface is
documented, ``datetime`` and ``wse`` (water surface elevation) as it is also answered.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from statistics import fmean
from typing import Annotated, Any, Final

from pydantic import AliasChoices, BeforeValidator, Field

from helpers.refresh.adapters.rows import Observation, Record, fetched, observation, parsed, records
from helpers.refresh.client import Client, FetchError, Skipped
from helpers.refresh.feed import Feed, Wanted
from helpers.refresh.fetched import Fetched

MONTHS: Final = 10
"""A year with fewer months has no mean, as in the rows collected by hand: the seasons would not balance."""


def _moment(text: object) -> object:
    return datetime.fromisoformat(text) if isinstance(text, str) else text


class _Height(Record):
    moment: Annotated[datetime, BeforeValidator(_moment), Field(validation_alias=AliasChoices("date", "datetime"))]
    height: Annotated[float | None, Field(validation_alias=AliasChoices("height", "wse"))]

    @property
    def month(self) -> str:
        """In ISO 8601."""
        return f"{self.moment:%Y-%m}"


class _Target(Record):
    id: int | str
    software: str | float = ""


class _Answer(Record):
    code: int
    message: str | list[str] = ""
    target: _Target
    data: list[Any]


def fetch(feed: Feed, client: Client) -> Fetched:
    """Ask for the levels of a feed.

    Parameters
    ----------
    feed
        ``code`` of a series is the number of the lake in DAHITI.

    Raises
    ------
    Skipped
        Without a token: DAHITI gives nothing to strangers.
    FetchError
        If there is no usable answer.
    """
    if not client.token:
        raise Skipped(f"no token in the environment variable {feed.token}")
    return fetched(row for wanted in feed.series for row in _level(feed, wanted, client))


def _level(feed: Feed, wanted: Wanted, client: Client) -> Iterator[Observation]:
    answer = _asked(feed, wanted, client)
    heights = sorted(records(_Height, answer.data), key=lambda height: height.moment)
    means = _monthly(heights, before=f"{client.replies[-1].retrieved:%Y-%m}")
    if not means:
        raise FetchError(f"no heights of lake {wanted.code} in any month that is over")
    software = f"software {answer.target.software}" if answer.target.software else ""
    for month, (level, count) in means.items():
        yield observation(wanted, month, level, note="; ".join(filter(None, [f"monthly mean of n={count}", software])))
    for year, months in _yearly(means):
        note = f"annual: mean of {len(months)} monthly means"
        yield observation(wanted, year, fmean(months), note="; ".join(filter(None, [note, software])))


def _asked(feed: Feed, wanted: Wanted, client: Client) -> _Answer:
    with client.session() as session:
        session.post(feed.address, json={"api_key": client.token, "dahiti_id": wanted.code, "format": "json"})
    answer = records(_Answer, [parsed(client.replies[-1])])[0]
    if answer.code != 200:
        raise FetchError(f"DAHITI says {answer.code}: {answer.message!s:.200}")
    if str(answer.target.id) != wanted.code:
        raise FetchError(f"answered about lake {answer.target.id}: expected {wanted.code}")
    return answer


def _monthly(heights: Sequence[_Height], before: str) -> dict[str, tuple[float, int]]:
    """The mean of each month that is over, and of how many heights."""
    means = {}
    for month, group in groupby(heights, key=lambda one: one.month):
        if levels := [one.height for one in group if one.height is not None and month < before]:
            means[month] = (fmean(levels), len(levels))
    return means


def _yearly(means: dict[str, tuple[float, int]]) -> Iterator[tuple[str, list[float]]]:
    """The monthly means of each year that is over and has enough of them."""
    newest = max(means)[:4]
    for year, months in groupby(means, key=lambda month: month[:4]):
        levels = [means[month][0] for month in months]
        if year < newest and len(levels) >= MONTHS:
            yield year, levels

"""UN Comtrade: goods traded by two states, as each of them reports it, through ``comtradeapicall``.

Comtrade holds a total beside its parts by customs procedure, means of transport and second partner: only the row that
is the total in all of them counts, and only once.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from pydantic import ConfigDict
from pydantic.alias_generators import to_camel

from helpers.refresh.adapters.official import comtrade
from helpers.refresh.adapters.rows import Observation, Record, fetched, observation, parsed, records, whole
from helpers.refresh.client import Client, FetchError, Reply
from helpers.refresh.feed import Feed, Wanted
from helpers.refresh.fetched import Fetched

EARLIEST: Final = 1991
"""Neither state reported before it was one."""
PERIODS: Final = 12
"""As many as one request may ask for."""
PREVIEW: Final = 500
"""As many records as a request without a key is given; the rest is cut off without a word."""

TOTALS: Final = {"typeCode": "C", "clCode": "HS", "partner2Code": 0, "customsCode": "C00", "motCode": 0}
"""Goods, in the Harmonized System, of all second partners, customs procedures and means of transport."""


class _Flow(Record):
    model_config = ConfigDict(alias_generator=to_camel)

    freq_code: Literal["A", "M"]
    period: str
    reporter_code: int
    partner_code: int
    partner2_code: int
    flow_code: str
    cmd_code: str
    customs_code: str
    mot_code: int
    primary_value: float
    is_reported: bool
    is_aggregate: bool

    @property
    def is_total(self) -> bool:
        """All second partners, all customs procedures, all means of transport."""
        own = {"partner2Code": self.partner2_code, "customsCode": self.customs_code, "motCode": self.mot_code}
        return own.items() <= TOTALS.items()


class _Summary(Record):
    count: int
    error: str | None = None


class _Question(NamedTuple):
    """What a request asks for, and what tells its rows from others."""

    reporter: int
    partner: int
    flow: str
    commodity: str

    def __str__(self) -> str:
        return f"reporter {self.reporter}, partner {self.partner}, flow {self.flow} of {self.commodity}"


def fetch(feed: Feed, client: Client) -> Fetched:
    """Ask for the totals of a feed, by year and by month.

    Parameters
    ----------
    feed
        ``code`` of a series is a commodity or ``TOTAL``; its ``query`` has ``reporter`` and ``partner`` (codes of
        Comtrade) and ``flow`` (``X`` exports, ``M`` imports). ``since`` is the first year, ``query.months_since`` of
        the feed the first one that is asked by month, too. Without a token the preview is asked.

    Raises
    ------
    FetchError
        If there is no usable answer.
    """
    found = [
        row
        for wanted in feed.series
        for frequency, periods in _requests(feed, wanted, date.today())
        for row in _observations(wanted, _answer(_question(wanted), frequency, periods, client))
    ]
    if not found:
        raise FetchError("no records at all: expected the trade of at least one year")
    return fetched(found)


def _question(wanted: Wanted) -> _Question:
    flow = wanted.query.get("flow")
    if flow not in ("X", "M"):
        raise FetchError(f"{wanted.series}: query.flow in feeds.toml is {flow!r}: expected 'X' or 'M'")
    return _Question(whole(wanted, "reporter"), whole(wanted, "partner"), str(flow), wanted.code or "TOTAL")


def _requests(feed: Feed, wanted: Wanted, today: date) -> Iterator[tuple[Literal["A", "M"], list[str]]]:
    """The periods of each request, those that are over: years by the dozen, months by the year."""
    years = [str(year) for year in range(int(wanted.since[:4] or EARLIEST), today.year)]
    for first in range(0, len(years), PERIODS):
        yield "A", years[first : first + PERIODS]
    for year in range(whole(feed, "months_since", today.year - 2), today.year + 1):
        over = today.month - 1 if year == today.year else 12
        if over:
            yield "M", [f"{year}{month:02}" for month in range(1, over + 1)]


def _answer(question: _Question, frequency: str, periods: Sequence[str], client: Client) -> list[_Flow]:
    query = {
        **TOTALS,
        "freqCode": frequency,
        "period": ",".join(periods),
        "reporterCode": question.reporter,
        "partnerCode": question.partner,
        "flowCode": question.flow,
        "cmdCode": question.commodity,
    }
    with comtrade(client) as api:
        table = api.getFinalData(client.token, **query) if client.token else api.previewFinalData(**query)
    if table is None:
        raise FetchError("comtradeapicall gave no answer and no reason")
    flows = records(_Flow, table.to_dict("records"))
    _check_whole(client.replies[-1], len(flows), preview=not client.token)
    return [flow for flow in flows if _belongs(flow, question, frequency, periods)]


def _check_whole(reply: Reply, rows: int, *, preview: bool) -> None:
    """``comtradeapicall`` hands on the rows alone, not what Comtrade says of them."""
    summary = records(_Summary, [parsed(reply)])[0]
    if summary.error:
        raise FetchError(f"Comtrade says: {summary.error[:200]}")
    if summary.count != rows:
        raise FetchError(f"{rows} records: expected {summary.count}, as the reply says")
    if preview and rows >= PREVIEW:
        raise FetchError(f"{rows} records, as many as a preview holds: some are cut off; a token lifts the limit")


def _belongs(flow: _Flow, question: _Question, frequency: str, periods: Sequence[str]) -> bool:
    found = _Question(flow.reporter_code, flow.partner_code, flow.flow_code, flow.cmd_code)
    if found != question:
        raise FetchError(f"answered about {found}: expected {question}")
    if flow.freq_code != frequency or flow.period not in periods:
        raise FetchError(f"answered about {flow.freq_code} {flow.period}: expected {frequency} {', '.join(periods)}")
    return flow.is_total


def _observations(wanted: Wanted, flows: Sequence[_Flow]) -> Iterator[Observation]:
    for period in sorted({flow.period for flow in flows}):
        flow = _the_one([flow for flow in flows if flow.period == period])
        shown = period if len(period) == 4 else f"{period[:4]}-{period[4:]}"
        kind = "" if flow.is_reported or flow.is_aggregate else "estimate"
        yield observation(wanted, shown, flow.primary_value, kind=kind)


def _the_one(totals: Sequence[_Flow]) -> _Flow:
    """The total as reported where there is one, else the one that Comtrade has added up."""
    chosen = [flow for flow in totals if flow.is_reported] or list(totals)
    if len(chosen) > 1:
        values = ", ".join(f"{flow.primary_value:,.0f}" for flow in chosen)
        what = f"totals of flow {chosen[0].flow_code} in {chosen[0].period}"
        raise FetchError(f"{len(chosen)} {what} ({values} USD): expected one")
    return chosen[0]

"""UN Comtrade: goods traded by two states, as each of them reports it, through ``comtradeapicall``.

Comtrade holds a total beside its parts by customs procedure, means of transport and second partner: only the row that
is the total in all of them counts, and only once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

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
"""As many as one request may ask for, if the feed does not say another number."""
PREVIEW: Final = 500
"""As many records as a request without a key is given; the rest is cut off without a word."""

TOTALS: Final = {"typeCode": "C", "clCode": "HS", "partner2Code": 0, "customsCode": "C00", "motCode": 0}
"""Goods, in the Harmonized System, of all second partners, customs procedures and means of transport."""
ASKED: Final = ("freqCode", "period", "reporterCode", "partnerCode", "flowCode", "cmdCode")
"""What tells a record from others; one that was not asked for is no answer."""


class _Question(NamedTuple):
    """What one series is about."""

    reporter: int
    partner: int
    flow: str
    commodity: str

    def __str__(self) -> str:
        return f"reporter {self.reporter}, partner {self.partner}, flow {self.flow} of {self.commodity}"


class _Flow(Record):
    model_config = ConfigDict(alias_generator=to_camel)

    freq_code: str
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

    @property
    def question(self) -> _Question:
        """What it answers."""
        return _Question(self.reporter_code, self.partner_code, self.flow_code, self.cmd_code)


class _Summary(Record):
    count: int
    error: str | None = None


def fetch(feed: Feed, client: Client) -> Fetched:
    """Ask for the totals of a feed, by year and by month, all states and flows at once.

    Parameters
    ----------
    feed
        ``code`` of a series is a commodity or ``TOTAL``; its ``query`` has ``reporter`` and ``partner`` (codes of
        Comtrade) and ``flow`` (``X`` exports, ``M`` imports). ``since`` is the first year, ``query.months_since`` of
        the feed the first one that is asked by month, too, ``query.periods`` how many one request asks for. Without
        a token the preview is asked.

    Raises
    ------
    FetchError
        If there is no usable answer.
    """
    asked = {_question(wanted): wanted for wanted in feed.series}
    found = [
        row
        for frequency, periods in _requests(feed, date.today())
        for row in _observations(asked, _answer(asked, frequency, periods, client))
    ]
    if not found:
        raise FetchError("no records at all: expected the trade of at least one year")
    return fetched(found)


def _question(wanted: Wanted) -> _Question:
    flow = wanted.query.get("flow")
    if flow not in ("X", "M"):
        raise FetchError(f"{wanted.series}: query.flow in feeds.toml is {flow!r}: expected 'X' or 'M'")
    return _Question(whole(wanted, "reporter"), whole(wanted, "partner"), str(flow), wanted.code or "TOTAL")


def _requests(feed: Feed, today: date) -> Iterator[tuple[str, Sequence[str]]]:
    """The periods of each request, those that are over."""
    first = min(int(wanted.since[:4] or EARLIEST) for wanted in feed.series)
    months = [
        f"{year}{month:02}"
        for year in range(whole(feed, "months_since", today.year - 2), today.year + 1)
        for month in range(1, 13 if year < today.year else today.month)
    ]
    size = max(1, whole(feed, "periods", PERIODS))
    for frequency, periods in (("A", [str(year) for year in range(first, today.year)]), ("M", months)):
        for start in range(0, len(periods), size):
            yield frequency, periods[start : start + size]


def _query(asked: Iterable[_Question], frequency: str, periods: Sequence[str]) -> dict[str, object]:
    names, columns = ("reporterCode", "partnerCode", "flowCode", "cmdCode"), zip(*asked, strict=True)
    codes = {name: ",".join(sorted({*map(str, column)})) for name, column in zip(names, columns, strict=True)}
    return {**TOTALS, **codes, "freqCode": frequency, "period": ",".join(periods)}


def _answer(asked: Iterable[_Question], frequency: str, periods: Sequence[str], client: Client) -> list[_Flow]:
    query = _query(asked, frequency, periods)
    with comtrade(client) as api:
        table = api.getFinalData(client.token, **query) if client.token else api.previewFinalData(**query)
    if table is None:
        raise FetchError("comtradeapicall gave no answer and no reason")
    found = records(_Flow, table.to_dict("records"))
    _check_whole(client.replies[-1], len(found), preview=not client.token)
    for flow in found:
        _check_asked(flow, query)
    return [flow for flow in found if flow.is_total]


def _check_whole(reply: Reply, rows: int, *, preview: bool) -> None:
    """``comtradeapicall`` hands on the rows alone, not what Comtrade says of them."""
    summary = records(_Summary, [parsed(reply)])[0]
    if summary.error:
        raise FetchError(f"Comtrade says: {summary.error[:200]}")
    if summary.count != rows:
        raise FetchError(f"{rows} records: expected {summary.count}, as the reply says")
    if preview and rows >= PREVIEW:
        raise FetchError(f"{rows} records, as many as a preview holds: some are cut off; a token lifts the limit")


def _check_asked(flow: _Flow, query: Mapping[str, object]) -> None:
    for name, found in flow.model_dump(by_alias=True).items():
        if name in ASKED and str(found) not in str(query[name]).split(","):
            raise FetchError(f"answered about {name} {found}: expected {query[name]}")


def _observations(asked: Mapping[_Question, Wanted], flows: Iterable[_Flow]) -> Iterator[Observation]:
    """One for each question and period; a state may trade with itself, and nobody asked for that."""
    totals: dict[tuple[_Question, str], list[_Flow]] = {}
    for flow in flows:
        if flow.question in asked:
            totals.setdefault((flow.question, flow.period), []).append(flow)
    for (question, period), found in sorted(totals.items()):
        flow = _the_one(found)
        shown = period if len(period) == 4 else f"{period[:4]}-{period[4:]}"
        kind = "" if flow.is_reported or flow.is_aggregate else "estimate"
        yield observation(asked[question], shown, flow.primary_value, kind=kind)


def _the_one(totals: Sequence[_Flow]) -> _Flow:
    """The total as reported where there is one, else the one that Comtrade has added up."""
    chosen = [flow for flow in totals if flow.is_reported] or list(totals)
    if len(chosen) > 1:
        values = ", ".join(f"{flow.primary_value:,.0f}" for flow in chosen)
        what = f"totals of {chosen[0].question} in {chosen[0].period}"
        raise FetchError(f"{len(chosen)} {what} ({values} USD): expected one")
    return chosen[0]

"""The three official services as they are documented, with made-up numbers, on this machine."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count, product
from typing import Any
from urllib.parse import parse_qs, urlsplit

from helpers.refresh import Client, Feed, Fetched, Wanted
from helpers.refresh.adapters import ADAPTERS
from tests.serving import Answer, Authority, Handler, Source, directed, good, serving

HOSTS = ("api.worldbank.org", "comtradeapi.un.org", "dahiti.dgfi.tum.de")
KEY = "k3y/of+the=collection"
SAID: dict[str, Any] = {"publisher": "Somebody", "title": "Something", "page": "https://example.org", "pause": 0.0}

WORLD_BANK = Feed(
    name="world_bank",
    adapter="worldbank",
    address="https://api.worldbank.org/v2",
    entities={"AZE": "AZE", "KAZ": "KAZ"},
    series=(
        Wanted(
            series="gdp_current_usd",
            unit="USD million",
            code="NY.GDP.MKTP.CD",
            factor=1e-6,
            decimals=1,
            since="2020",
            jump=2.0,
        ),
        Wanted(series="population", unit="persons", code="SP.POP.TOTL", decimals=0, jump=1.2),
    ),
    **SAID,
)
GDP, PEOPLE = (f"/v2/en/country/AZE;KAZ/indicator/{code}" for code in ("NY.GDP.MKTP.CD", "SP.POP.TOTL"))

COMTRADE = Feed(
    name="comtrade",
    adapter="comtrade",
    address="https://comtradeapi.un.org",
    token="COMTRADE_KEY",
    query={"months_since": 2025},
    series=(
        Wanted(
            series="az_to_kz_goods_comtrade_azrep",
            entity="AZE-KAZ",
            unit="USD million",
            factor=1e-6,
            decimals=3,
            since="2024",
            jump=10.0,
            query={"reporter": 31, "partner": 398, "flow": "X"},
        ),
        Wanted(
            series="az_to_kz_goods_comtrade_kzrep",
            entity="AZE-KAZ",
            unit="USD million",
            factor=1e-6,
            decimals=3,
            since="2024",
            jump=10.0,
            query={"reporter": 398, "partner": 31, "flow": "M"},
        ),
    ),
    **SAID,
)
YEARS, MONTHS = (f"/public/v1/preview/C/{frequency}/HS" for frequency in "AM")
YEARS_WITH_KEY, MONTHS_WITH_KEY = (f"/data/v1/get/C/{frequency}/HS" for frequency in "AM")

DAHITI = Feed(
    name="dahiti",
    adapter="dahiti",
    address="https://dahiti.dgfi.tum.de/api/v2/download-water-level/",
    token="DAHITI_KEY",
    series=(
        Wanted(series="caspian_level_altimetry", entity="CASPIAN", unit="m DAHITI", code="39", decimals=3, step=0.5),
    ),
    **SAID,
)
LEVEL = "/api/v2/download-water-level/"


@contextmanager
def official(known: Authority, days: int = 2) -> Iterator[Source]:
    """The three hosts, all led to one server that answers for them; fewer than 0 days are an expired certificate."""
    with serving(known.tls(*HOSTS, days=days)) as source, directed(source, HOSTS):
        yield source


def fetched(feed: Feed) -> Fetched:
    """Ask as a refresh does, but without waiting."""
    return ADAPTERS[feed.adapter](feed, Client(feed, sleep=lambda _: None))


def value(place: tuple[str, int], number: float | None, code: str = "NY.GDP.MKTP.CD", **other: Any) -> dict[str, Any]:
    """One value of the World Bank."""
    iso3, year = place
    return {
        "indicator": {"id": code, "value": "in words"},
        "country": {"id": iso3[:2], "value": "in words"},
        "countryiso3code": iso3,
        "date": str(year),
        "value": number,
        "unit": "",
        "obs_status": "",
        "decimal": 0,
        **other,
    }


def page(values: list[dict[str, Any]] | None, **head: Any) -> list[Any]:
    """A page of the World Bank."""
    count = len(values or [])
    told = {"page": 1, "pages": 1, "per_page": 1000, "total": count, "sourceid": "2", "lastupdated": "2026-10-07"}
    return [{**told, **head}, values]


def world_bank(source: Source) -> None:
    """Both indicators, two states and two years."""
    places = [("AZE", 2023), ("AZE", 2024), ("KAZ", 2023), ("KAZ", 2024)]
    source.answer(GDP, good(page([value(at, 7e10 + 1e9 * n + 123_456.7) for n, at in enumerate(places)])))
    source.answer(PEOPLE, good(page([value(at, 1e7 + n, "SP.POP.TOTL") for n, at in enumerate(places)])))


def flow(asked: Mapping[str, str], period: str, **other: Any) -> dict[str, Any]:
    """One total of Comtrade, as asked for."""
    amount = 1e6 * int(period[:4]) + int(asked["reportercode"])
    return {
        "typeCode": "C",
        "freqCode": asked["freqCode"],
        "refPeriodId": int(period.ljust(6, "0")) * 100 + 1,
        "refYear": int(period[:4]),
        "period": period,
        "reporterCode": int(asked["reportercode"]),
        "flowCode": asked["flowCode"],
        "partnerCode": int(asked["partnerCode"]),
        "partner2Code": 0,
        "classificationCode": "H6",
        "cmdCode": asked["cmdCode"],
        "customsCode": "C00",
        "mosCode": "0",
        "motCode": 0,
        "netWgt": None,
        "cifvalue": None,
        "fobvalue": amount,
        "primaryValue": amount,
        "legacyEstimationFlag": 0,
        "isReported": False,
        "isAggregate": True,
        **other,
    }


Flows = Callable[[Mapping[str, str], str], list[dict[str, Any]]]


def totals(asked: Mapping[str, str], period: str) -> list[dict[str, Any]]:
    """One total a period."""
    return [flow(asked, period)]


def nothing(asked: Mapping[str, str], period: str) -> list[dict[str, Any]]:
    """The state has not reported yet."""
    return []


def flows(of: Flows = totals, **other: Any) -> Answer:
    """What Comtrade answers to what is asked; how long it took is never the same."""
    took = count(1)

    def answer(handler: Handler) -> None:
        parts = urlsplit(handler.path)
        lists = {name: values[0].split(",") for name, values in parse_qs(parts.query).items()}
        lists["freqCode"] = [parts.path.split("/")[-2]]
        each = [dict(zip(lists, one, strict=True)) for one in product(*lists.values())]
        rows = [row for one in each if one["reportercode"] != one["partnerCode"] for row in of(one, one["period"])]
        good({"elapsedTime": f"{next(took) / 1000} secs", "count": len(rows), "data": rows, "error": "", **other})(
            handler
        )

    return answer


def comtrade(source: Source) -> None:
    """Totals of whatever is asked, with a key or without."""
    for path in (YEARS, MONTHS, YEARS_WITH_KEY, MONTHS_WITH_KEY):
        source.answer(path, flows())


def heights(*levels: tuple[str, float], **other: Any) -> dict[str, Any]:
    """What DAHITI answers, as version 2 is documented."""
    target = {"id": "39", "target_name": "Caspian Sea", "points": len(levels), "software": "8.0"}
    data = [{"date": f"{day}T00:00:00", "height": level, "error": 0.01, "data": "hf 1 1"} for day, level in levels]
    return {"code": 200, "message": "Request successful!", "target": target, "data": data, **other}


def dahiti(source: Source) -> None:
    """Three heights of two months."""
    source.answer(LEVEL, good(heights(("2026-01-03", -29.1), ("2026-01-13", -29.2), ("2026-02-02", -29.3))))


SERVICES = {"worldbank": (WORLD_BANK, world_bank), "comtrade": (COMTRADE, comtrade), "dahiti": (DAHITI, dahiti)}
"""The feed of each adapter, and how the service answers when all is well."""

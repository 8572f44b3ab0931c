"""The official clients obey the rules of the guarded one, and a bad answer is told in words and never used."""

import logging
import sys
import traceback
from urllib.parse import quote, quote_plus

import comtradeapicall.PreviewGet
import pytest
import requests
import urllib3
import wbgapi

from helpers.refresh import Client, Fetched, FetchError
from helpers.refresh.adapters import ADAPTERS
from tests.refresh.official import GDP, KEY, LEVEL, SERVICES, YEARS_WITH_KEY, fetched, official
from tests.serving import (
    Answer,
    Authority,
    Source,
    broken_gzip,
    busy,
    down,
    good,
    html,
    partial,
    redirect,
    status,
)

FORMS = (KEY, quote_plus(KEY), quote(KEY))
FIRST = {"worldbank": GDP, "comtrade": YEARS_WITH_KEY, "dahiti": LEVEL}
"""What each adapter asks first, given a key."""


def fetch(name: str) -> Fetched:
    return fetched(SERVICES[name][0])


@pytest.mark.parametrize("name", SERVICES)
def test_a_busy_source_is_asked_again(name: str, services: Source) -> None:
    whole = fetch(name)
    asked = len(services.asked)
    services.answer(FIRST[name], busy(0), services.next_answer(FIRST[name]))
    again = fetch(name)
    assert len(services.asked) == 2 * asked + 1
    assert again.rows.equals(whole.rows)


WRONG: dict[str, tuple[Answer, str]] = {
    "server error": (status(500), "answered 500"),
    "cut off": (down(), "did not answer as it should"),
    "refused": (status(403, "Access denied due to invalid subscription key"), "answered 403"),
    "page for people": (html(), "answered with text/html: expected JSON"),
    "empty": (good("", "application/json"), "the answer is empty: expected JSON"),
    "part": (partial('[{"page": 1'), "did not answer as it should"),
    "no gzip": (broken_gzip("[]"), "gzip"),
    "another form": (good({"something": "else"}), ""),
    "another form in a list": (good([1, 2]), ""),
    "redirection elsewhere": (redirect("https://example.org/data"), "https://example.org is not declared"),
    "redirection without TLS": (redirect("http://api.worldbank.org/v2"), ""),
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("name", SERVICES)
def test_what_is_no_answer_is_told(name: str, wrong: str, services: Source) -> None:
    answer, told = WRONG[wrong]
    services.answer(FIRST[name], answer)
    with pytest.raises(FetchError) as failed:
        fetch(name)
    assert told in str(failed.value)
    assert failed.value.__cause__ is None


@pytest.mark.parametrize("name", SERVICES)
def test_an_expired_certificate_is_not_trusted(name: str, known: Authority, trusted: None) -> None:
    with official(known, days=-1) as expired, pytest.raises(FetchError, match=r"certificate of .* has expired"):
        fetch(name)
    assert not expired.asked


@pytest.mark.parametrize("name", SERVICES)
def test_whoever_is_not_known_is_not_trusted(name: str, services: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    with pytest.raises(FetchError, match="certificate of"):
        fetch(name)
    assert not services.asked


ECHOES = {
    "in an error": lambda: status(401, f"key {KEY} is not valid"),
    "in a redirection": lambda: redirect(f"https://example.org/?subscription-key={quote_plus(KEY)}"),
    "where JSON was expected": lambda: good(f"<p>{KEY} and {quote_plus(KEY)}</p>", "text/html"),
    "in another form": lambda: good({"error": KEY, "data": [{"period": KEY}], "count": 1, "code": KEY}),
    "in no answer": down,
}
"""Ways in which a source repeats the token that it was sent."""


@pytest.mark.parametrize("echo", ECHOES)
@pytest.mark.parametrize("name", ["comtrade", "dahiti"])
def test_the_token_is_told_nowhere(
    name: str,
    echo: str,
    services: Source,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    feed, _ = SERVICES[name]
    client = Client(feed, sleep=lambda _: None)
    services.answer(FIRST[name], ECHOES[echo]())
    with pytest.raises(FetchError) as failed:
        ADAPTERS[name](feed, client)
    assert any(form in f"{services.asked[0].path} {services.asked[0].body!r}" for form in FORMS)  # it was sent
    told = "".join(traceback.format_exception(failed.value))
    for shown in (told, repr(failed.value), caplog.text, *capfd.readouterr(), repr(client.replies)):
        assert not any(form in shown for form in FORMS)


@pytest.mark.parametrize("name", SERVICES)
def test_the_libraries_of_the_clients_are_their_own_again(name: str, services: Source) -> None:
    fetch(name)
    services.answer(FIRST[name], html())
    with pytest.raises(FetchError):
        fetch(name)
    assert wbgapi.requests is requests
    assert comtradeapicall.PreviewGet.urllib3 is urllib3


@pytest.mark.parametrize(("name", "package"), [("worldbank", "wbgapi"), ("comtrade", "comtradeapicall")])
def test_without_the_client_the_reader_is_told_what_to_install(
    name: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [module for module in sys.modules if module.partition(".")[0] == package]:
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(FetchError, match=rf"{package} is not installed .*: install caspian-notebooks\[live\]"):
        fetch(name)

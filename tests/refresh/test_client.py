"""What can go wrong out there, really done by a local server: each ends in one message, and in no half answer."""

import gzip
import logging
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from requests.adapters import HTTPAdapter

from helpers.refresh.client import Client, FetchError, Limits, Reply
from helpers.refresh.feed import Feed, Wanted
from tests.serving import (
    Answer,
    Source,
    announced,
    authority,
    broken_gzip,
    busy,
    compressed,
    directed,
    down,
    endless,
    good,
    hang,
    partial,
    redirect,
    serving,
    slow,
    status,
)  # fmt: skip

TOKEN = "s3cret+token/of=ours"
QUICK = Limits(connect=0.5, read=0.3, total=0.8, size=100_000, attempts=2, patience=5)
TABLE = "year,value\n2024,1\n"


def feed(address: str, **more: object) -> Feed:
    price = Wanted(series="brent_price", unit="USD per barrel", entity="brent", jump=2.0)
    fixed = dict(name="oil", adapter="table", publisher="A", title="T", page="https://example.org/", series=(price,))
    return Feed(**{**fixed, "address": address, "pause": 0, **more})  # type: ignore[arg-type]


class Asking:
    """A client for one source, which notes how long it would have waited."""

    def __init__(self, source: Source, **more: object) -> None:
        self.source, self.waited = source, list[float]()
        self.client = Client(feed(f"{source.address}/t", **more), QUICK, self.waited.append)

    def get(self, *answers: Answer, path: str = "/t") -> Reply:
        self.source.answer(path, *answers)
        return self.client.get(f"{self.source.address}{path}")


@pytest.fixture
def asking(source: Source) -> Asking:
    return Asking(source)


def test_a_good_answer_comes_whole_with_its_hash(asking: Asking) -> None:
    reply = asking.get(good(TABLE))
    assert (reply.text(), reply.media_type) == (TABLE, "text/csv")
    assert asking.client.replies == [reply]
    assert asking.source.asked[0].headers["User-Agent"].startswith("caspian-notebooks/")


def test_a_compressed_answer_is_unpacked(asking: Asking) -> None:
    assert asking.get(compressed(TABLE)).text() == TABLE


def test_a_compressed_answer_in_several_streams_is_unpacked_to_the_end(asking: Asking) -> None:
    head, rest = TABLE[:11], TABLE[11:]
    streams = gzip.compress(head.encode()) + gzip.compress(rest.encode())
    assert asking.get(good(streams, "text/csv", **{"Content-Encoding": "gzip"})).text() == TABLE


def test_whatever_else_goes_wrong_is_told_here_and_not_by_the_thread(
    asking: Asking, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the wire is cut")

    monkeypatch.setattr(HTTPAdapter, "send", broken)
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 did not answer as it should: RuntimeError: the wire is cut"):
        asking.get(good(TABLE))
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("first", [busy(3), status(503, Retry_After="3")], ids=["429", "503"])
def test_a_busy_source_is_asked_again_when_it_says(asking: Asking, first: Answer) -> None:
    assert asking.get(first, good(TABLE)).text() == TABLE
    assert asking.waited == [3]


@pytest.mark.parametrize(
    "first", [status(500), partial(TABLE), down(), compressed(TABLE, lost=9), hang()],
    ids=["error", "partial", "cut off", "gzip breaks off", "no answer"],
)  # fmt: skip
def test_what_may_be_over_in_a_moment_is_tried_again(asking: Asking, first: Answer) -> None:
    assert asking.get(first, good(TABLE)).text() == TABLE
    assert asking.waited == [1]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (busy(3600), r"answered 429 .*asks to come again in 3600 s"),
        (status(500), "answered 500"),
        (status(404), "answered 404 Not Found"),
        (status(206, TABLE), "answered 206 Partial Content"),
        (status(204), "answered 204 No Content"),
        (status(403, "no such customer"), "answered 403 Forbidden: no such customer"),
        (partial(TABLE), "IncompleteRead"),
        (down(), "127.0.0.1 did not answer as it should"),
        (hang(), "no answer in time"),
        (slow(TABLE, 0.2), "no whole answer within 0.8 s"),
        (endless(), "the answer has no end: expected at most 100,000 bytes"),
        (announced(10**9), "the answer has 1,000,000,000 bytes: expected at most 100,000"),
        (compressed("0" * 10**6), "unpacks to more than 100,000 bytes"),
        (compressed(TABLE, lost=9), "only a part: its gzip stream breaks off"),
        (broken_gzip(TABLE), "says gzip and is none"),
        (good(TABLE, **{"Content-Encoding": "br"}), "encoded as 'br': expected gzip or nothing"),
    ],
    ids=[
        "busy for an hour", "error", "not found", "part asked by nobody", "nothing", "forbidden", "partial", "cut off",
        "hangs", "slow", "endless", "huge", "bomb", "part of gzip", "no gzip", "other encoding",
    ],
)  # fmt: skip
def test_a_bad_answer_is_told_and_nothing_of_it_is_kept(asking: Asking, answer: Answer, said: str) -> None:
    with pytest.raises(FetchError, match=said):
        asking.get(answer)
    assert asking.client.replies == []


def test_a_source_that_is_gone_is_told(source: Source) -> None:
    with serving() as gone:
        asking = Asking(gone)
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 did not answer as it should: .*refused"):
        asking.get()
    assert asking.waited == [1]


def test_a_machine_without_a_network_is_told_what_to_look_at(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 was not found: is this machine connected to the internet\?"):
        asking.get(good(TABLE))
    assert asking.waited == [1]  # a network may come back in a moment


def test_another_kind_of_content_than_expected_is_refused(asking: Asking) -> None:
    asking.source.answer("/t", good("<html>", "text/html"))
    with pytest.raises(FetchError, match="answered with text/html: expected text/csv or text/plain"):
        asking.client.get(f"{asking.source.address}/t", accept=("text/csv", "text/plain"))


def test_what_is_no_utf8_is_told(asking: Asking) -> None:
    reply = asking.get(good(b"na\xefve"))
    with pytest.raises(FetchError, match=r"no UTF-8: .* at byte 2"):
        reply.text()


def test_a_move_on_the_same_host_is_followed(asking: Asking) -> None:
    asking.source.answer("/moved", good(TABLE))
    assert asking.get(redirect("/moved")).address == f"{asking.source.address}/moved"
    assert len(asking.client.replies) == 1


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("https://elsewhere.example/t", "https://elsewhere.example is not declared: expected a host of the feed"),
        ("http://localhost/t", "http://localhost is not declared"),
        ("http://127.0.0.1:9/t", "no other port than the declared one"),
        ("http://user:word@127.0.0.1/t", "expected no user"),
        ("file:///etc/passwd", "No connection adapters were found"),
        ("/t", "Exceeded 5 redirects"),
    ],
)
def test_a_move_to_elsewhere_is_refused_and_nobody_is_asked_there(asking: Asking, to: str, said: str) -> None:
    with pytest.raises(FetchError, match=said):
        asking.get(redirect(to))
    assert {asked.path for asked in asking.source.asked} == {"/t"}


def test_a_move_from_https_to_http_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trusted = authority(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trusted.file))
    with serving(trusted.tls("stat.example")) as source, directed(source, ["stat.example"]):
        client = Client(feed("https://stat.example/t"), QUICK)
        source.answer("/t", redirect("http://stat.example/t"))
        with pytest.raises(FetchError, match=r"http://stat.example/t would be asked without TLS: expected https"):
            client.get("https://stat.example/t")
        source.answer("/t", good(TABLE))
        assert client.get("https://stat.example/t").text() == TABLE


@pytest.mark.parametrize(
    ("host", "days", "trusted", "said"),
    [
        ("stat.example", -1, True, "the certificate of stat.example is not valid: certificate has expired"),
        ("other.example", 2, True, "the certificate of stat.example is not valid: Hostname mismatch"),
        ("stat.example", 2, False, "the certificate of stat.example is not valid: .*self.signed|unable to get local"),
    ],
    ids=["expired", "of another host", "self-signed"],
)
def test_a_certificate_that_proves_nothing_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, days: int, trusted: bool, said: str
) -> None:
    ours = authority(tmp_path)
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str((ours if trusted else authority(tmp_path / "other")).file))
    waited: list[float] = []
    with serving(ours.tls(host, days=days)) as source, directed(source, ["stat.example"]):
        source.answer("/t", good(TABLE))
        with pytest.raises(FetchError, match=said):
            Client(feed("https://stat.example/t"), QUICK, waited.append).get("https://stat.example/t")
        assert source.asked == []
        assert waited == []


def test_between_two_requests_there_is_a_pause(source: Source) -> None:
    asking = Asking(source, pause=30)
    asking.get(good(TABLE))
    asking.get(good(TABLE))
    [pause] = asking.waited
    assert 25 < pause <= 30


@pytest.mark.parametrize(
    "answer",
    [good(TABLE), status(403, f"bad key {TOKEN}"), redirect("https://elsewhere.example/?key=" + TOKEN), hang()],
    ids=["good", "echoed in an error", "echoed in a move", "no answer"],
)  # fmt: skip
def test_a_token_is_sent_and_never_told(
    source: Source, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, answer: Answer
) -> None:
    monkeypatch.setenv("OIL_TOKEN", TOKEN)
    asking = Asking(source, token="OIL_TOKEN")
    source.answer("/t", answer)
    caplog.set_level(logging.DEBUG)
    told = ""
    try:
        told = repr(asking.client.get(f"{source.address}/t", {"key": asking.client.token}))
    except FetchError as error:
        told = "".join(repr(one) for one in family(error))
    assert "s3cret%2Btoken" in source.asked[0].path
    assert "s3cret" not in told + caplog.text
    assert "[token]" in told + caplog.text or "no answer in time" in told


def family(error: BaseException | None) -> list[BaseException]:
    """An error with all that it carries along."""
    found: list[BaseException] = []
    while error and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def test_a_token_that_the_source_repeats_is_not_kept(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIL_TOKEN", TOKEN)
    reply = Asking(source, token="OIL_TOKEN").get(good(f"key,value\n{TOKEN},1\n"))
    assert reply.content == b"key,value\n[token],1\n"


def test_official_clients_get_a_session_with_the_same_rules(asking: Asking) -> None:
    asking.source.answer("/t", busy(2), good({"rows": [1]}))
    asking.source.answer("/gone", status(404))

    def official(send: Callable[..., requests.Response], path: str) -> object:
        return send(f"{asking.source.address}{path}", json={"a": 1}, timeout=9).json()

    with asking.client.session() as session:
        assert official(session.post, "/t") == {"rows": [1]}
    assert asking.source.asked[-1].body == b'{"a": 1}'
    assert (asking.waited, len(asking.client.replies)) == ([2], 1)
    with pytest.raises(FetchError, match="answered 404"), asking.client.session() as session:
        official(session.get, "/gone")
    with pytest.raises(FetchError, match="not declared"), asking.client.session() as session:
        session.get("https://elsewhere.example/")

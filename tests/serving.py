"""A live source on this machine: answers as a test says, and really does what goes wrong out there.

    with serving() as source:
        source.answer("/table.csv", busy(0), good("year,value\\n2024,1\\n"))
        ...                      # the first request is told to come again, every later one gets the table
        source.asked             # what was asked, with headers and body

With ``authority()`` it speaks TLS, and ``directed`` leads the addresses of any host to it.
"""

import gzip
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from unittest.mock import patch

import trustme
import urllib3.util.connection

Headers = Mapping[str, str]
Answer = Callable[["Handler"], None]


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Source:
    """A running server. ``/path`` without a query answers all queries of that path that have no answer of their own."""

    address: str
    port: int
    asked: list[Asked] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    _answers: dict[str, list[Answer]] = field(default_factory=dict)

    def answer(self, path: str, *answers: Answer) -> None:
        """Say what a path answers: one after another, the last one for ever."""
        self._answers[path] = list(answers)

    def next_answer(self, path: str) -> Answer:
        """The answer to one request."""
        queue = self._answers.get(path) or self._answers.get(path.partition("?")[0]) or [status(404)]
        return queue.pop(0) if len(queue) > 1 else queue[0]


class Handler(BaseHTTPRequestHandler):
    """Notes what is asked, and answers."""

    protocol_version = "HTTP/1.1"
    source: Source

    def do_GET(self) -> None:
        """Answer."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.source.asked.append(Asked(self.command, self.path, dict(self.headers), body))
        self.close_connection = True
        self.source.next_answer(self.path)(self)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def head(self, code: int, headers: Headers) -> None:
        """Send the status and the headers."""
        self.send_response(code)
        for name, value in {**headers, "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    tls: ssl.SSLContext | None = None

    def get_request(self) -> tuple[Any, Any]:
        connection, address = super().get_request()
        # the handshake is made by the thread that answers: it may wait for ever
        if self.tls:
            connection = self.tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    def handle_error(self, *_: object) -> None:
        """A client that goes, or does not trust us, is no fault of the server."""


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Source]:
    """Run a source on this machine, and end it."""
    handler = type("Own", (Handler,), {})
    server = _Server(("127.0.0.1", 0), handler)
    server.tls = tls
    handler.source = source = Source(f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}", server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield source
    finally:
        source.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def good(content: str | bytes | list[Any] | dict[str, Any], media: str = "", **headers: str) -> Answer:
    """A whole answer; lists and dictionaries are sent as JSON."""
    if isinstance(content, list | dict):
        content, media = json.dumps(content), media or "application/json"
    sent = content.encode() if isinstance(content, str) else content
    return _sent(
        sent, {"Content-Type": media or "text/csv; charset=utf-8", "Content-Length": str(len(sent)), **headers}
    )


def status(code: int, content: str = "", **headers: str) -> Answer:
    """An answer of another status than 200; an underscore in the name of a header stands for a hyphen."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    length = str(len(content.encode()))
    return _sent(content.encode(), {"Content-Type": "text/plain", "Content-Length": length, **named}, code)


def busy(seconds: int) -> Answer:
    """Too many requests: come again after so many seconds."""
    return status(429, Retry_After=str(seconds))


def redirect(to: str) -> Answer:
    """It has moved."""
    return status(302, Location=to)


def html() -> Answer:
    """A page for people where a table was expected, as portals do at night."""
    return good("<!doctype html><html><body>Maintenance until 6:00</body></html>", "text/html; charset=utf-8")


def partial(content: str, of: int = 0) -> Answer:
    """The connection breaks after the content; more was announced."""
    return _sent(content.encode(), {"Content-Type": "text/csv", "Content-Length": str(of or 2 * len(content) + 1)})


def compressed(content: str, lost: int = 0) -> Answer:
    """A gzip stream; without its last bytes, if some are lost."""
    sent = gzip.compress(content.encode())
    sent = sent[: len(sent) - lost]
    return _sent(sent, {"Content-Type": "text/csv", "Content-Encoding": "gzip", "Content-Length": str(len(sent))})


def broken_gzip(content: str) -> Answer:
    """No gzip at all, though it says so."""
    return good(content, "text/csv", **{"Content-Encoding": "gzip"})


def endless(chunk: bytes = b"2024,1\n" * 1000) -> Answer:
    """An answer without length and without end."""

    def answer(handler: Handler) -> None:
        handler.head(200, {"Content-Type": "text/csv"})
        while not handler.source.over.is_set():
            handler.wfile.write(chunk)

    return answer


def announced(length: int) -> Answer:
    """An answer that announces a length, and has nothing yet."""

    def answer(handler: Handler) -> None:
        handler.head(200, {"Content-Type": "text/csv", "Content-Length": str(length)})
        handler.source.over.wait()

    return answer


def slow(content: str, seconds: float = 0.05) -> Answer:
    """A byte now and then: each in time, all together never."""

    def answer(handler: Handler) -> None:
        handler.head(200, {"Content-Type": "text/csv", "Content-Length": str(len(content))})
        for byte in content.encode():
            handler.wfile.write(bytes([byte]))
            if handler.source.over.wait(seconds):
                return

    return answer


def hang() -> Answer:
    """No answer, ever."""
    return lambda handler: handler.source.over.wait() and None


def down() -> Answer:
    """The connection is cut without an answer."""
    return lambda handler: handler.connection.shutdown(socket.SHUT_RDWR)


def _sent(content: bytes, headers: Headers, code: int = 200) -> Answer:
    def answer(handler: Handler) -> None:
        handler.head(code, headers)
        handler.wfile.write(content)

    return answer


@dataclass(frozen=True)
class Authority:
    """A certificate authority for tests; ``REQUESTS_CA_BUNDLE`` set to its file makes a client trust it."""

    ca: trustme.CA
    file: Path

    def tls(self, *hosts: str, days: int = 2) -> ssl.SSLContext:
        """A server's side of TLS with a certificate for hosts; with fewer than 0 days it has expired."""
        now = datetime.now(UTC)
        dates = {"not_before": now - timedelta(days=3), "not_after": now + timedelta(days=days)}
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.ca.issue_cert(*(hosts or ("localhost", "127.0.0.1")), **dates).configure_cert(context)
        return context


def authority(folder: Path) -> Authority:
    """Make an authority; one that a client was not told of stands for a self-signed certificate."""
    ca = trustme.CA()
    file = folder / "authority.pem"
    ca.cert_pem.write_to_path(str(file))
    return Authority(ca, file)


@contextmanager
def directed(source: Source, hosts: Iterable[str]) -> Iterator[None]:
    """Lead all connections to hosts to a source of this machine; the addresses stay what they are."""
    names, real = set(hosts), urllib3.util.connection.create_connection

    def connect(address: tuple[str, int], *args: Any, **kwargs: Any) -> Any:
        return real(("127.0.0.1", source.port) if address[0] in names else address, *args, **kwargs)

    with patch.object(urllib3.util.connection, "create_connection", connect):
        yield

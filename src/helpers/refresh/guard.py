"""What every request to a live source goes through, ours and those of official clients alike.

It is the transport of a session of requests, so that each step of a redirection passes it, too.
"""

import gzip
import io
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import requests
import tenacity
from requests.adapters import HTTPAdapter
from urllib3 import Retry
from urllib3.exceptions import InvalidHeader

from helpers.refresh.errors import FetchError
from helpers.refresh.feed import LOOPBACK
from helpers.refresh.redacting import Secrets

USER_AGENT: Final = f"caspian-notebooks/{version('caspian-notebooks')}"
_CHUNK: Final = 1 << 16
_EXCERPT: Final = 120


@dataclass(frozen=True)
class Limits:
    """How long and how much: seconds to connect, between two packets, for all of an answer; bytes; how often."""

    connect: float = 10
    read: float = 30
    total: float = 180
    size: int = 50_000_000
    attempts: int = 4
    patience: float = 60
    """Longest wait before an attempt; a source that asks for a longer one is asked the next night."""


STANDARD: Final = Limits()


class _Again(FetchError):
    """What may well be over in a moment."""

    def __init__(self, text: str, wait: float | None = None) -> None:
        super().__init__(text)
        self.wait = wait


class Guard(HTTPAdapter):
    """Lets through only what a feed declares, and only whole answers.

    Parameters
    ----------
    hosts
        All that may be asked.
    ports
        Ports beside the usual one.
    pause
        Seconds between two requests.
    sleep
        How to wait.
    """

    def __init__(
        self,
        hosts: Collection[str],
        secrets: Secrets,
        *,
        ports: Collection[int] = (),
        pause: float = 0.0,
        limits: Limits = STANDARD,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        super().__init__(max_retries=0)
        self.hosts, self.ports, self.secrets = frozenset(hosts), frozenset({None, 443, *ports}), secrets
        self.pause, self.limits, self.sleep = pause, limits, sleep
        self._free_at = 0.0

    def send(  # type: ignore[override]  # what is asked for by name is not changed
        self, request: requests.PreparedRequest, **options: Any
    ) -> requests.Response:
        """Send one request, again where that may help, and read the whole answer.

        Raises
        ------
        FetchError
            If it must not be asked, or there is no usable answer.
        """
        self.check(request.url or "")
        request.headers.update({"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"})
        again = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self.limits.attempts),
            retry=tenacity.retry_if_exception_type(_Again),
            wait=self._wait,
            sleep=self.sleep,
            reraise=True,
        )
        return again(self._attempt, request, options)

    def check(self, address: str) -> None:
        """Refuse an address that the feed does not declare.

        Raises
        ------
        FetchError
            If it is none, not declared, or would be asked without TLS.
        """
        shown = self.secrets.hide(address)
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError as error:
            raise FetchError(f"{shown} is no address: {error}") from None
        if parts.hostname not in self.hosts:
            raise FetchError(f"{_origin(parts)} is not declared: expected a host of the feed, {_listed(self.hosts)}")
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise FetchError(f"{shown} would be asked without TLS: expected https")
        if parts.username is not None or port not in self.ports:
            raise FetchError(f"{_origin(parts)}: expected no user and no other port than the declared one")

    def _wait(self, state: tenacity.RetryCallState) -> float:
        """As long as the source asks for; otherwise 1, 2, 4 ... seconds."""
        failure = state.outcome.exception() if state.outcome else None
        asked = failure.wait if isinstance(failure, _Again) else None
        return float(2 ** (state.attempt_number - 1)) if asked is None else asked

    def _attempt(self, request: requests.PreparedRequest, options: Mapping[str, Any]) -> requests.Response:
        self._keep_distance()
        answer = _Waiting(lambda: self._exchange(request, options)).result(self.limits.total)
        if isinstance(answer, requests.Response):
            self._judge(answer)
            return answer
        # raised here and not where it was caught: what caused it may show the address with the token
        raise answer

    def _keep_distance(self) -> None:
        if (early := self._free_at - time.monotonic()) > 0:
            self.sleep(early)
        self._free_at = time.monotonic() + self.pause

    def _exchange(
        self, request: requests.PreparedRequest, options: Mapping[str, Any]
    ) -> requests.Response | FetchError:
        timing = {"stream": True, "timeout": (self.limits.connect, self.limits.read)}
        try:
            response = super().send(request, **{**options, **timing})
            try:
                response._content = self._whole(response)  # as requests itself sets what it has read
            finally:
                response.raw.close()
        except FetchError as error:
            return error
        except Exception as error:  # one that nobody catches would be told by the thread, with address and token
            return self._told(error, request)
        response._content_consumed = True  # type: ignore[attr-defined]
        return response

    def _whole(self, response: requests.Response) -> bytes:
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and int(announced) > self.limits.size:
            raise FetchError(f"the answer has {int(announced):,} bytes: expected at most {self.limits.size:,}")
        parts, size = [], 0
        for part in response.raw.stream(_CHUNK, decode_content=False):
            size += len(part)
            if size > self.limits.size:
                raise FetchError(f"the answer has no end: expected at most {self.limits.size:,} bytes")
            parts.append(part)
        return self._unpacked(b"".join(parts), response.headers.get("Content-Encoding", "").strip().lower())

    def _unpacked(self, content: bytes, encoding: str) -> bytes:
        if encoding in ("", "identity"):
            return content
        if encoding not in ("gzip", "x-gzip"):
            raise FetchError(f"the answer is encoded as {encoding[:20]!r}: expected gzip or nothing")
        try:
            # of several streams one after another, which gzip allows, all are read
            unpacked = gzip.GzipFile(fileobj=io.BytesIO(content)).read(self.limits.size + 1)
        except EOFError:
            raise _Again("the answer is only a part: its gzip stream breaks off") from None
        except (OSError, zlib.error) as error:
            raise FetchError(f"the answer says gzip and is none: {error}") from None
        if len(unpacked) > self.limits.size:
            raise FetchError(f"the answer unpacks to more than {self.limits.size:,} bytes")
        return unpacked

    def _judge(self, response: requests.Response) -> None:
        code = response.status_code
        if code == 200 or response.is_redirect:
            return
        said = self.secrets.hide(" ".join(response.text.split())[:_EXCERPT]) if _is_short_text(response) else ""
        text = self.secrets.hide(f"answered {code} {response.reason or ''}".strip()) + (f": {said}" if said else "")
        if code != 429 and code < 500:
            raise FetchError(text)
        wait = _retry_after(response)
        if wait is not None and wait > self.limits.patience:
            raise FetchError(f"{text}; asks to come again in {wait:.0f} s")
        raise _Again(text, wait)

    def _told(self, error: Exception, request: requests.PreparedRequest) -> FetchError:
        host = urlsplit(request.url or "").hostname
        causes = list(_causes(error))
        for cause in causes:
            if isinstance(cause, ssl.SSLCertVerificationError):
                return FetchError(f"the certificate of {host} is not valid: {cause.verify_message.rstrip('.')}")
            if isinstance(cause, socket.gaierror):
                return _Again(f"{host} was not found: is this machine connected to the internet?")
        text = self.secrets.hide(_plain(causes))
        return _Again(f"{host} did not answer as it should: {text}")


class _Waiting:
    """A call in a thread of its own: no time-out of a socket ends a source that sends a byte now and then."""

    def __init__(self, call: Callable[[], requests.Response | FetchError]) -> None:
        self._found: requests.Response | FetchError | None = None
        self._thread = threading.Thread(target=self._run, args=(call,), daemon=True)
        self._thread.start()

    def _run(self, call: Callable[[], requests.Response | FetchError]) -> None:
        self._found = call()

    def result(self, seconds: float) -> requests.Response | FetchError:
        self._thread.join(seconds)
        # an answer of status 404 counts as false
        return FetchError(f"no whole answer within {seconds:g} s") if self._found is None else self._found


def _origin(parts: SplitResult) -> str:
    return f"{parts.scheme or 'no scheme'}://{parts.netloc.rpartition('@')[2] or 'no host'}"


def _listed(hosts: Collection[str]) -> str:
    return ", ".join(sorted(hosts)) or "none"


def _retry_after(response: requests.Response) -> float | None:
    value = response.headers.get("Retry-After")
    if value is None:
        return None
    try:
        return Retry().parse_retry_after(value)
    except InvalidHeader:
        return None


def _is_short_text(response: requests.Response) -> bool:
    media = response.headers.get("Content-Type", "")
    return len(response.content) < 10_000 and ("json" in media or media.startswith("text/plain"))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what it was made of: requests and urllib3 wrap each other's."""
    seen: list[BaseException] = []
    queue: list[object] = [error]
    while queue:
        one = queue.pop(0)
        if isinstance(one, BaseException) and one not in seen:
            seen.append(one)
            yield one
            queue += [*one.args, one.__cause__, one.__context__, getattr(one, "reason", None)]


def _plain(causes: list[BaseException]) -> str:
    """The innermost words, which say what happened without the address."""
    for cause in causes:
        if isinstance(cause, requests.Timeout | TimeoutError):
            return "no answer in time"
    last = causes[-1]
    return (isinstance(last, OSError) and last.strerror) or f"{type(last).__name__}: {last}"

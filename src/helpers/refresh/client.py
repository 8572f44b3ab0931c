"""Asking a live source: only the hosts that its feed declares, within limits, and without telling any secret."""

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import requests

from helpers.refresh.errors import FetchError, Skipped
from helpers.refresh.feed import Feed, Scalar
from helpers.refresh.guard import Guard, Limits
from helpers.refresh.redacting import Secrets

__all__ = ["Client", "FetchError", "Limits", "Reply", "Skipped"]


@dataclass(frozen=True)
class Reply:
    """An answer, whole and within the limits; address and content hold no secret."""

    address: str
    content: bytes
    media_type: str
    retrieved: datetime
    sha256: str

    def text(self) -> str:
        """Return the content as text.

        Raises
        ------
        FetchError
            If it is not UTF-8.
        """
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise FetchError(f"the answer is no UTF-8: {error.reason} at byte {error.start}") from None


class Client:
    """Asks on behalf of one feed, and keeps all replies.

    Parameters
    ----------
    feed
        Its hosts are the only ones that may be asked.
    limits
        None takes the usual ones and those of the feed.
    sleep
        How to wait between requests and before further attempts.

    Attributes
    ----------
    token
        The value of the feed's token; empty where the environment has none.
    secrets
        What is hidden wherever something is told or kept.
    replies
        In the order in which they came.
    """

    def __init__(self, feed: Feed, limits: Limits | None = None, sleep: Callable[[float], None] = time.sleep) -> None:
        self.token = os.environ.get(feed.token, "").strip() if feed.token else ""
        self.secrets = Secrets([self.token])
        self.replies: list[Reply] = []
        port = urlsplit(feed.address).port
        ports = [port] if port else []
        limits = limits or Limits(total=feed.timeout, attempts=feed.attempts)
        self._guard = Guard(feed.allowed, self.secrets, ports=ports, pause=feed.pause, limits=limits, sleep=sleep)

    def get(
        self,
        address: str,
        params: Mapping[str, Scalar] | None = None,
        headers: Mapping[str, str] | None = None,
        secrets: Iterable[str] = (),
        accept: tuple[str, ...] = (),
    ) -> Reply:
        """Ask an address.

        Parameters
        ----------
        secrets
            Values to hide, beside the token of the feed.
        accept
            Media types of which the answer must be one; none takes all.

        Raises
        ------
        FetchError
            If there is no usable answer.
        """
        self.secrets.add(secrets)
        with self.session() as session:
            session.get(address, params=dict(params or {}), headers=dict(headers or {}))
        reply = self.replies[-1]
        if accept and reply.media_type not in accept:
            raise FetchError(f"answered with {reply.media_type or 'no media type'}: expected {' or '.join(accept)}")
        return reply

    @contextmanager
    def session(self) -> Iterator[requests.Session]:
        """Give a session that obeys the same rules, for the official clients; its replies are kept likewise.

        Raises
        ------
        FetchError
            In place of whatever goes wrong with a request.
        """
        failed = ""
        with requests.Session() as session:
            session.max_redirects = 5
            session.adapters.clear()
            for scheme in ("https://", "http://"):  # what is not https is refused there, with a reason
                session.mount(scheme, self._guard)
            session.hooks["response"] = [self._keep]
            try:
                yield session
            except requests.RequestException as error:
                failed = self.secrets.hide(str(error))
        if failed:  # raised here, so that it does not carry along the address with the token
            raise FetchError(failed)

    def _keep(self, response: requests.Response, **_: Any) -> None:
        if response.is_redirect:
            return
        content = self.secrets.cleared(response.content)
        media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        digest = hashlib.sha256(content).hexdigest()
        self.replies.append(Reply(self.secrets.hide(response.url), content, media, datetime.now(UTC), digest))

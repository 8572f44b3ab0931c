"""Asking a live source: only the hosts that its feed declares, within limits, and without telling any secret."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

import requests

from helpers.refresh.feed import Feed, Scalar


class FetchError(Exception):
    """The source did not answer, or answered with something that cannot be used; the text holds no secret."""


class Skipped(Exception):
    """The source was not asked, because a token that it needs is not in the environment."""


@dataclass(frozen=True)
class Reply:
    """An answer, whole and within the limits; address and content hold no secret."""

    address: str
    content: bytes
    media_type: str
    retrieved: datetime
    sha256: str


class Client:
    """Asks on behalf of one feed, and keeps all replies.

    Attributes
    ----------
    token
        The value of the feed's token; empty where the environment has none.
    replies
        In the order in which they came.
    """

    token: str
    replies: list[Reply]

    def __init__(self, feed: Feed) -> None:
        raise NotImplementedError

    def get(
        self,
        address: str,
        params: Mapping[str, Scalar] | None = None,
        headers: Mapping[str, str] | None = None,
        secrets: Iterable[str] = (),
    ) -> Reply:
        """Ask an address.

        Raises
        ------
        FetchError
            If there is no usable answer.
        """
        raise NotImplementedError

    def session(self) -> AbstractContextManager[requests.Session]:
        """Return a session that obeys the same rules, for the official clients; its replies are kept likewise."""
        raise NotImplementedError

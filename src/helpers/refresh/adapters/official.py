"""The official clients of a source, made to ask through the guarded session of a feed.

``wbgapi`` asks with ``requests.get``, ``comtradeapicall`` with a pool of ``urllib3``: both open connections of their
own, without a time-out or with one of two minutes, to wherever they are redirected. While they work for a feed, the
name of that library in their module stands for the one way in which they use it, led through the session.
"""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any, Final

import requests
import urllib3

from helpers.refresh.adapters.rows import parsed
from helpers.refresh.client import Client, FetchError

_EXCERPT: Final = 200
_REQUESTS: Final = 50
"""More than any call needs: ``wbgapi`` asks for ever where a reply says that its pages hold no records."""


@contextmanager
def world_bank(client: Client) -> Iterator[ModuleType]:
    """Give ``wbgapi``, asking through the client of a feed.

    Raises
    ------
    FetchError
        In place of whatever it makes of an answer that it does not understand, or if it is not installed.
    """
    with client.session() as session:
        way = SimpleNamespace(get=_Asking(session, client))
        with _led("wbgapi", "requests", way, client) as module:
            yield module


@contextmanager
def comtrade(client: Client) -> Iterator[ModuleType]:
    """Give ``comtradeapicall``, asking through the client of a feed.

    Raises
    ------
    FetchError
        As with :func:`world_bank`.
    """
    with client.session() as session:
        way = SimpleNamespace(PoolManager=lambda: _Pool(_Asking(session, client)), exceptions=urllib3.exceptions)
        with _led("comtradeapicall.PreviewGet", "urllib3", way, client) as module:
            yield module


class _Asking:
    """``requests.get`` through a session: not for ever, and only JSON comes back."""

    def __init__(self, session: requests.Session, client: Client) -> None:
        self._session, self._client = session, client
        self._left = _REQUESTS

    def __call__(self, url: str, params: Mapping[str, Any] | None = None) -> requests.Response:
        if not self._left:
            raise FetchError(f"the answer has no end: expected at most {_REQUESTS} pages")
        self._left -= 1
        answer = self._session.get(url, params=params)
        kept = self._client.replies[-1]
        parsed(kept)
        answer._content = kept.content  # what is told of it later may not repeat the token
        return answer


class _Pool:
    """As much of a pool of ``urllib3`` as ``comtradeapicall`` uses."""

    def __init__(self, ask: _Asking) -> None:
        self._ask = ask

    def request(self, _method: str, url: str, fields: Mapping[str, Any], timeout: float) -> SimpleNamespace:  # noqa: ARG002
        """Ask; how long to wait is up to the session."""
        answer = self._ask(url, fields)
        return SimpleNamespace(status=answer.status_code, data=answer.content)


@contextmanager
def _led(name: str, library: str, way: SimpleNamespace, client: Client) -> Iterator[ModuleType]:
    module = _installed(name)
    own, failed = getattr(module, library), ""
    setattr(module, library, way)
    try:
        with redirect_stdout(io.StringIO()):  # the one for Comtrade prints what went wrong, key and all
            yield module
    except (FetchError, requests.RequestException):
        raise
    except Exception as error:  # whatever the insides of somebody else's client stumble over
        failed = client.secrets.hide(f"{type(error).__name__}: {error}")[:_EXCERPT]
    finally:
        setattr(module, library, own)
    if failed:  # raised here, so that it does not carry along the address with the token
        raise FetchError(f"{name.partition('.')[0]} does not understand the answer: {failed}")


def _installed(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        package = name.partition(".")[0]
        raise FetchError(f"{package} is not installed ({error}): install caspian-notebooks[live]") from None

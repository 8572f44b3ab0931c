"""One adapter a kind of live source, each a module with a function ``fetch``; imported when a feed asks for it."""

from importlib import import_module
from typing import Final, get_args

from helpers.refresh.client import Client
from helpers.refresh.feed import Feed
from helpers.refresh.fetched import Adapter, Fetched


def _named(name: str) -> Adapter:
    def fetch(feed: Feed, client: Client) -> Fetched:
        found: Adapter = import_module(f"{__name__}.{name}").fetch
        return found(feed, client)

    return fetch


ADAPTERS: Final[dict[str, Adapter]] = {name: _named(name) for name in get_args(Feed.model_fields["adapter"].annotation)}
"""By the name that a feed declares."""

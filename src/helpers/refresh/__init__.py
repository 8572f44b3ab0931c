"""Live sources: fetched behind one signature, screened, and kept as vintages that are never changed."""

from helpers.refresh.client import Client, FetchError, Reply, Skipped
from helpers.refresh.feed import Feed, Wanted
from helpers.refresh.feeds import feeds
from helpers.refresh.fetched import Fetched
from helpers.refresh.refresh import Refreshed, Status, refresh

__all__ = [
    "Client",
    "Feed",
    "FetchError",
    "Fetched",
    "Refreshed",
    "Reply",
    "Skipped",
    "Status",
    "Wanted",
    "feeds",
    "refresh",
]

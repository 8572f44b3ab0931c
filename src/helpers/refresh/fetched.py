"""What an adapter makes of the replies of a live source: observations that have no source yet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from helpers.refresh.client import Client
from helpers.refresh.feed import Feed

COLUMNS: Final = ("series", "entity", "period", "value", "unit", "kind", "bound", "note")
"""Of the rows of a reply: those of ``data/observations``, without the source, which is the vintage to be."""


@dataclass(frozen=True)
class Fetched:
    """The observations in a reply.

    Attributes
    ----------
    rows
        Columns :data:`COLUMNS`; values are numbers in the unit of the series, everything else is text.
    published
        The day that the source itself gives for its data; None where it gives none.
    """

    rows: pd.DataFrame
    published: date | None = None


Adapter = Callable[[Feed, Client], Fetched]
"""Asks a source, through the client alone, for what a feed declares.

It raises :class:`~helpers.refresh.client.FetchError` where the answer cannot be used, and
:class:`~helpers.refresh.client.Skipped` where it cannot ask for want of a token.
"""

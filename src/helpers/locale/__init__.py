"""The language of this process: sentences, names with their cases, numbers, periods and days.

The ground floor: it imports nothing of the collection, so that every room can speak.
English is written in the code and is the key by which a translation is found; docs/translating.md tells how.
"""

from helpers.locale.catalogue import LANGUAGES, domains, folder, missing
from helpers.locale.counted import COUNTED, after
from helpers.locale.countries import COUNTRIES, dashed
from helpers.locale.days import MONTHS, day, short, short_month, spoken, tabled
from helpers.locale.names import Name, cases, listing, together
from helpers.locale.numbers import MISSING, localized, rounded, written
from helpers.locale.sentences import Sentence, _, fill, heads, n_, np_, p_
from helpers.locale.speaking import language, speak, speaking

__all__ = [
    "COUNTED",
    "COUNTRIES",
    "LANGUAGES",
    "MISSING",
    "MONTHS",
    "Name",
    "Sentence",
    "_",
    "after",
    "cases",
    "dashed",
    "day",
    "domains",
    "fill",
    "folder",
    "heads",
    "language",
    "listing",
    "localized",
    "missing",
    "n_",
    "np_",
    "p_",
    "rounded",
    "short",
    "short_month",
    "speak",
    "speaking",
    "spoken",
    "tabled",
    "together",
    "written",
]

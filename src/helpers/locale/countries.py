"""The states that the collection speaks of, by their ISO codes."""

from functools import reduce
from typing import Final

from helpers.locale.names import Name

COUNTRIES: Final = {
    "ARM": Name("Armenia"),
    "AZE": Name("Azerbaijan"),
    "BLR": Name("Belarus"),
    "CHN": Name("China"),
    "GEO": Name("Georgia"),
    "HUN": Name("Hungary"),
    "IRN": Name("Iran"),
    "ISR": Name("Israel"),
    "KAZ": Name("Kazakhstan"),
    "KGZ": Name("Kyrgyzstan"),
    "MDA": Name("Moldova"),
    "RUS": Name("Russia"),
    "TJK": Name("Tajikistan"),
    "TKM": Name("Turkmenistan"),
    "TUR": Name("Türkiye"),
    "UKR": Name("Ukraine"),
    "USA": Name("United States"),
    "UZB": Name("Uzbekistan"),
}
"""Names of states, which can be asked for a case."""


def dashed(states: str) -> Name:
    r"""Name a state, or several whose codes a hyphen joins, with the dash that a language puts between names.

    >>> str(dashed("AZE-KAZ")), str(dashed("GEO"))
    ('Azerbaijan–Kazakhstan', 'Georgia')
    >>> from helpers.locale import speaking
    >>> with speaking("ru"):
    ...     str(dashed("AZE-KAZ")).replace("\xa0", " ")
    'Азербайджан — Казахстан'
    """
    names = (COUNTRIES.get(code, Name("{name}", name=code)) for code in states.split("-"))
    return reduce(lambda one, other: Name("{one}–{other}", one=one, other=other), names)

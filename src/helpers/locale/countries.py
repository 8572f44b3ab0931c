"""The states that the collection speaks of, by their ISO codes."""

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
